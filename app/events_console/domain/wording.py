"""How messages quote, count and name what they are about, so that each is one line that can be read aloud."""

import re
from typing import Final

from events_console.domain.fields import label_of
from events_console.domain.json_value import tokens

_LONGEST: Final = 40  # characters
_INDEX: Final = re.compile("[0-9]{1,9}")
_SUBJECTS: Final = {
    "eventList": "The event list",
    "eventValue": "The value",
    "properties": "The properties field",
    "metricAttribution": "The attribution",
}


def shortened(text: str) -> str:
    """Return the beginning of ``text`` on one line; what cannot be seen there is written as an escape."""
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[: _LONGEST + 1])
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def quoted(text: str) -> str:
    """Return the beginning of ``text`` in quotation marks."""
    return f"“{shortened(text)}”"


def counted(number: int, noun: str) -> str:
    """Return "1 event" or "1,024 events"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def subject(path: str) -> str:
    """Return what a sentence about the value at ``path`` (from its event or request) begins with."""
    *outer, last = ("", *tokens(path))
    if not outer:
        return "This event"
    if _INDEX.fullmatch(last) and outer[-1]:
        return f"{shortened(label_of(outer[-1]))} item {int(last) + 1}"
    return _SUBJECTS.get(last, shortened(label_of(last)))
