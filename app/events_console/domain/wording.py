"""How messages quote, count and name what they are about, so that each is one line that can be read aloud."""

import re
from collections.abc import Sequence
from typing import Final

from events_console.domain.fields import label_of
from events_console.domain.json_value import tokens

_LONGEST: Final = 40  # characters
# Keys and tokens, and what may be one: long, in the letters of Base64, and no words or names of people.
_KEY_ID: Final = re.compile("A[KS]IA[A-Z0-9]{4}")
_RUN: Final = re.compile(r"[A-Za-z0-9+/=_-]{12,}")
_WORD: Final = re.compile("(?:[A-Z]?[a-z]{0,16}(?:[A-Z][a-z]{1,16})*|[A-Z]{1,12})[0-9]{0,3}|[0-9]+")
_BETWEEN: Final = re.compile("[/=_-]")
_INDEX: Final = re.compile("[0-9]{1,9}")
_SUBJECTS: Final = {
    "eventList": "The event list",
    "eventValue": "The value",
    "properties": "The properties field",
    "metricAttribution": "The attribution",
}
_UNITS: Final = ((86400, "day"), (3600, "hour"), (60, "minute"))
_LONGEST_AGO: Final = 1e11  # seconds; nothing that is shown is older than 3,000 years


def shortened(text: str) -> str:
    """Return the beginning of ``text`` on one line; what cannot be seen there is written as an escape."""
    shown = text[: _LONGEST + 1]
    if not shown.isprintable():
        shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in shown)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def quoted(text: str) -> str:
    """Return the beginning of ``text`` in quotation marks."""
    return f"“{shortened(text)}”"


def is_key_like(text: str) -> bool:
    """Return whether a key or a token may stand in ``text``, so that no sentence may repeat it."""
    return _KEY_ID.search(text) is not None or any(
        not _WORD.fullmatch(part) for run in _RUN.findall(text) for part in _BETWEEN.split(run)
    )


def sayable(text: str, instead: str = "a word that is left out here") -> str:
    """Return the beginning of ``text`` in quotation marks, or ``instead`` where a key may stand in it."""
    return instead if is_key_like(text) else quoted(text)


def counted(number: int, noun: str) -> str:
    """Return "1 event" or "1,024 events"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def ago(seconds: float) -> str:
    """Return how long before now something was: "3 days ago", "just now"; any number is told as something."""
    if not seconds < _LONGEST_AGO:
        return "at an unknown time"
    for unit, name in _UNITS:
        if seconds >= unit:
            return f"{counted(int(seconds // unit), name)} ago"
    return "just now"


def listed(names: Sequence[str], most: int = 4) -> str:
    """Return "a", "a, b and c" or, well beyond ``most`` of them, "a, b and 3 more"; there is one at least."""
    left = len(names) - most
    *first, last = [*names[:most], f"{left:,} more"] if left > 1 else names
    return f"{', '.join(first)} and {last}" if first else last


def subject(path: str) -> str:
    """Return what a sentence about the value at ``path`` (from its event or request) begins with."""
    *outer, last = ("", *tokens(path))
    if not outer:
        return "This event"
    if _INDEX.fullmatch(last) and outer[-1]:
        return f"{shortened(label_of(outer[-1]))} item {int(last) + 1}"
    return _SUBJECTS.get(last, shortened(label_of(last)))
