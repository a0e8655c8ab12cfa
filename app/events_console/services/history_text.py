"""The text of an exchange that a search looks through, which the index of the history is made of.

It is in lower case, as :meth:`str.casefold` makes it. Filters find their candidates by marks in it, which
nobody types: a unit separator, a letter and a value.
"""

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from events_console.domain.exchange import Outcome
from events_console.domain.explain import word
from events_console.domain.history_query import outcome_name
from events_console.services.exchange_rows import shown, storable

SEPARATOR: Final = "\x1f"
MARKS: Final = {
    "outcome": "o",
    "status": "s",
    "code": "e",
    "connection": "c",
    "tracker": "t",
    "user": "u",
    "session": "n",
    "tag": "g",
    "is": "a",
}
_MARK: Final = re.compile(f"{SEPARATOR}[a-z]:")
_PART_OF_MARK: Final = re.compile("[a-z]?:.*|[a-z]", re.DOTALL)
SHORTEST: Final = 3  # characters that the index knows
_UNLIKE_INDEX: Final = {"\0": "\u2400", "\ufffe": "\ufffd", "\uffff": "\ufffd"}
_PADDING: Final = "\n\n"  # so that the last two characters begin what the index knows as well
_MOST: Final = 6  # of a text's parts of three characters that candidates must have
_COMMON: Final = 0.5  # of the samples, which has what the index finds no sooner than a look at every row
_ANONYMOUS: Final = "anonymous"  # what a list shows of a request without a user
_OUTCOMES: Final = {str(outcome): outcome for outcome in Outcome}
_ESCAPES: Final = re.compile(r'\\([\\"])')


def folded(text: object) -> str:
    """Return text as it is compared: in lower case, lone surrogates escaped; "" for what is no text.

    SQLite's index ends at a NUL, which is therefore written as its symbol, and takes what is no character
    for an unknown one.
    """
    shown = (_text(text) or "").casefold()
    for sign, instead in _UNLIKE_INDEX.items():  # str.translate takes a hundred times as long
        shown = shown.replace(sign, instead)
    return storable(shown)


def text_of(  # noqa: PLR0913, PLR0917  # the columns of a row, as SQLite hands them over
    status: object,
    outcome: bytes | None,
    connection: bytes | None,
    code: bytes | None,
    message: bytes | None,
    request_id: bytes | None,
    tracking_id: bytes | None,
    user_id: bytes | None,
    session_id: bytes | None,
    request: bytes | None,
    note: bytes | None,
    tags: bytes | None,
    answer_body: object,
) -> str:
    """Return the text.

    Properties are in it as they are on the wire, and as they are written by hand: without the escapes that
    JSON within JSON needs.
    """
    sent, named = _text(request) or "", tags_of(tags)
    heads = (("t", _text(tracking_id)), ("u", _text(user_id)), ("n", _text(session_id)))
    flags = (("a", _ANONYMOUS),) if user_id is None else ()
    marked = (*heads, *(("g", tag) for tag in named), *flags)
    lines = (
        *_shared(status, outcome, connection, code),
        "".join(f"{SEPARATOR}{mark}:{value}{SEPARATOR}" for mark, value in marked if value),
        *map(_text, (message, request_id, note)),
        " ".join(named),
        sent,
        _ESCAPES.sub(r"\1", sent) if "\\" in sent else "",
        _text(answer_body),
        _PADDING,
    )
    return folded("\n".join(filter(None, lines)))


def may_be_mark(sought: str) -> bool:
    """Return whether ``sought``, folded, may be found where a mark stands before a value."""
    return _PART_OF_MARK.fullmatch(sought) is not None


def unmarked(text: str) -> str:
    """Return what :func:`text_of` gives as it may be read: without the marks of the index."""
    return _MARK.sub(SEPARATOR, text)


def _text(column: object) -> str | None:
    """Return a column as text, whatever something else has written there; None for none."""
    if isinstance(column, bytes):
        return column.decode(errors="backslashreplace")
    return column if isinstance(column, str) else None


@lru_cache(256)
def tags_of(tags: object) -> tuple[str, ...]:
    """Return the tags in the column of that name, a JSON array of texts."""
    try:
        found = json.loads(_text(tags) or "[]")
    except (ValueError, RecursionError):
        return ()
    return tuple(tag for tag in found if isinstance(tag, str)) if isinstance(found, list) else ()


def has_event(request: object, types: str, items: str) -> bool:
    """Return whether one event of the request has one of the types and one of the items; "[]" is any.

    Both are JSON arrays of texts as :func:`folded` makes them.
    """
    wanted_types, wanted_items = _wanted(types), _wanted(items)
    try:
        events = json.loads(_text(request) or "")["eventList"]
    except (LookupError, RecursionError, TypeError, ValueError):
        return False
    return isinstance(events, list) and any(
        _has(event, "eventType", wanted_types) and _has(event, "itemId", wanted_items) for event in events
    )


def parts(text: str, samples: Sequence[str]) -> tuple[str, ...]:
    """Return those parts of three characters of ``text`` that tell best of what has it, and few of them.

    They are the rarest in ``samples``, evenly spread where they are as rare. None for a shorter text.
    """
    found = dict.fromkeys(text[at : at + SHORTEST] for at in range(len(text) - SHORTEST + 1))
    counts = {part: sum(part in sample for sample in samples) for part in found}
    rarest = min(counts.values(), default=0)
    same = [part for part in found if counts[part] == rarest]
    if len(same) >= _MOST:
        last = len(same) - 1
        return tuple(same[at * last // (_MOST - 1)] for at in range(_MOST))
    telling = [part for part in found if counts[part] <= max(rarest, len(samples) * _COMMON)]
    return tuple(sorted(telling, key=counts.__getitem__)[:_MOST])


def probes(text: str) -> tuple[str, ...]:
    """Return a few parts of three characters of ``text``, from its beginning to its end."""
    last = len(text) - SHORTEST
    return tuple(dict.fromkeys(text[last * at // _MOST :][:SHORTEST] for at in range(_MOST + 1)))


def is_common(text_parts: Iterable[str], samples: Sequence[str]) -> bool:
    """Return whether so many texts have all of the parts that asking the index for them is of no use."""
    wanted = tuple(text_parts)
    number = sum(all(part in sample for part in wanted) for sample in samples)
    return number > len(samples) * _COMMON


def matching(text_parts: Iterable[str], operator: str = "AND") -> str:
    """Return the index's expression for texts that have all of the parts, or any with "OR"."""
    quoted = (part.replace('"', '""') for part in text_parts)
    return f" {operator} ".join(f'"{part}"' for part in quoted)


@lru_cache(256)
def _shared(status: object, outcome: object, connection: object, code: object) -> tuple[str | None, ...]:
    """Return the marks of what many rows share, and what people call the outcome: "500 failed · rejected"."""
    known = _OUTCOMES.get(_text(outcome) or "")
    number = status if isinstance(status, int) else None
    name = outcome_name(known, number) if known else ""
    values = (("o", name), ("s", number), ("c", _text(connection)), ("e", _text(code)))
    marks = "".join(f"{SEPARATOR}{mark}:{value}{SEPARATOR}" for mark, value in values if value)
    called = f"{number or ''} {word(known, number)} · {known}" if known else ""
    return marks, called, _text(connection), _text(code)


def _has(event: object, member: str, wanted: frozenset[str]) -> bool:
    if not isinstance(event, dict):
        return False
    return not wanted or folded(shown(event.get(member))) in wanted


@lru_cache(64)
def _wanted(values: str) -> frozenset[str]:
    return frozenset(json.loads(values))
