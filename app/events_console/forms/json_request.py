"""The request as JSON: the AWS CLI's ``--cli-input-json`` document is our file format.

A bare event or a list of events is read too. Duplicate keys, numbers beyond JSON and half characters are kept
where the document can hold them and reported; nesting and numbers that would exhaust the reader are refused.
"""

import json
from typing import Final

from events_console.domain.fields import EVENT_FIELDS, REQUEST_FIELDS
from events_console.domain.json_text import Parsed, parse
from events_console.domain.json_value import Json, Object, dumps, tokens
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.wording import is_key_like, quoted, shortened
from events_console.forms import Reading, UnreadableError

_MOST_BRACKETS: Final = 500_000  # 100,000 events have four each; "[],[],…" takes 30 times its size in memory
_LONG: Final = 16 * 1024 * 1024  # characters; shorter text is read whatever it holds
_MOST_VALUES: Final = 2_500_000  # 100,000 events have 8 to 20 each; a member takes 0.4 KB while it is read
_MOST_INDENTED: Final = 1_000  # events
REQUEST_KEYS: Final = frozenset({EVENT_LIST, *(field.name for field in REQUEST_FIELDS)})
REQUIRED_KEYS: Final = frozenset({EVENT_LIST, *(field.name for field in REQUEST_FIELDS if field.required)})
_EVENT_KEYS: Final = frozenset(field.name for field in EVENT_FIELDS)
_STILL_EMPTY: Final = "tracking ID, user ID and session ID are still to be filled in."


def read(text: str) -> Reading:
    """Read ``text``; JSON that holds no request is an :class:`UnreadableError` that says where."""
    return reading_of(parsed(text))


def parsed(text: str) -> Parsed:
    """Return whatever JSON ``text`` holds; the errors are those of :func:`read`."""
    if not text.strip("\ufeff \t\r\n"):
        raise UnreadableError("there is nothing in it; paste a PutEvents request as JSON")
    check_brackets(text)
    try:
        return parse(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(error.msg, error.lineno, error.colno) from None


def write(request: Request) -> str:
    """Return the request as indented JSON text that ends with a line feed.

    Each of many events has one line, which makes the text shorter by a fifth and changes of it easy to see.
    """
    if len(request.events) <= _MOST_INDENTED:
        return dumps(request.root, indent=2) + "\n"
    members = (f"  {dumps(name)}: {_member(name, value)}" for name, value in request.root.items())
    return "{{\n{}\n}}\n".format(",\n".join(members))


def _member(name: str, value: Json) -> str:
    if name == EVENT_LIST and isinstance(value, tuple):
        return "[\n    {}\n  ]".format(",\n    ".join(map(dumps, value)))
    return dumps(value, indent=2).replace("\n", "\n  ")


def check_brackets(text: str) -> None:
    """Raise an :class:`UnreadableError` where reading JSON ``text`` would take too much memory."""
    brackets = text.count("[") + text.count("{")
    if brackets > _MOST_BRACKETS:
        raise UnreadableError(
            f"it has {brackets:,} lists and objects, and at most {_MOST_BRACKETS:,} are read; split it"
        )
    if len(text) > _LONG and (values := text.count(",")) > _MOST_VALUES:
        raise UnreadableError(
            f"it has {values:,} values, and of a text this long at most {_MOST_VALUES:,} are read; split it"
        )


def reading_of(found: Parsed) -> Reading:
    """Return the request that was found: an object, or the events alone, one or a list of them."""
    value = found.value
    if isinstance(value, tuple):
        note = f"This is a list of events: {_STILL_EMPTY}"
        return Reading(_request_of(value), _repeated(found, f"/{EVENT_LIST}"), (note,))
    if not isinstance(value, Object):
        shown = dumps(value)
        told = "a text that is left out here" if is_key_like(shown) else shortened(shown)
        raise UnreadableError(f"a request is an object, not just {told}; begin with {{ and end with }}")
    if _EVENT_KEYS & value.keys() and not REQUEST_KEYS & value.keys():
        note = f"This is one event: {_STILL_EMPTY}"
        return Reading(_request_of((value,)), _repeated(found, f"/{EVENT_LIST}/0"), (note,))
    return Reading(Request(value), _repeated(found, ""))


def _request_of(events: tuple[Json, ...]) -> Request:
    return Request(Object({EVENT_LIST: events}))


def _repeated(parsed: Parsed, prefix: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(prefix + path, Severity.ERROR, "json.duplicate-key", _message(path, times))
        for path, times in parsed.repeated
    )


def _message(path: str, times: int) -> str:
    name = quoted(tokens(path)[-1])
    return f"{name} is given {times:,} times, and only its last value counts: keep one of them."
