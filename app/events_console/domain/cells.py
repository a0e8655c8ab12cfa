"""What a cell of the event table shows, and what typed text means there; the two always fit together.

What is shown, typed again, means the same value: text that would mean something else, or that a line cannot
hold, is shown in double quotes with JSON's escapes. Only where a field takes text (or a list of it) does a
number look like that text; the lint marks it, and a cell whose text stays the same keeps its value. Text that
cannot mean a value of the field's kind is kept as typed: the lint marks that too, and nobody loses it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from events_console.domain import timestamps
from events_console.domain.fields import Field, Kind
from events_console.domain.json_text import parse
from events_console.domain.json_value import Json, Object, dumps, same
from events_console.domain.request import Request

_NUMBER: Final = re.compile(r"[+-]?([0-9]++\.?[0-9]*+|\.[0-9]++)([eE][+-]?[0-9]++)?")
_LONGEST_INTEGER: Final = 300  # characters
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")  # editors drop or hide these


def show(event: Object, field: Field) -> str:
    """Return the text of ``field`` in ``event``: what its cell displays and what its editor starts from.

    Only a field that is not there shows nothing. A field within a member (metricAttribution's source) shows
    that member in JSON as soon as it holds anything but this one text, so that nothing in it goes unseen.
    """
    if field.name not in event:
        return ""
    value, inner = event[field.name], field.inner
    if inner is None:
        return show_value(value, field.kind)
    text = value.get(inner) if isinstance(value, Object) else None
    if isinstance(text, str) and _is_plain(text, _read_within(text, inner), value):
        return text
    return dumps(value)


def show_value(value: Json, kind: Kind) -> str:
    """Return the text of one value: a time as a date in UTC, a list with commas, what is no text as JSON."""
    text = _in_plain_words(value, kind)
    return text if text and _is_plain(text, read_value(text, kind), value) else dumps(value)


def _in_plain_words(value: Json, kind: Kind) -> str | None:
    if isinstance(value, str):
        return value
    if kind is Kind.TIME and isinstance(value, int | float):
        return timestamps.show(value)
    if kind is Kind.LIST and isinstance(value, tuple):
        return ", ".join(map(str, value))
    return None


def read_value(text: str, kind: Kind) -> Json:
    """Return what ``text`` typed into a cell of ``kind`` means; ``text`` itself where it can mean nothing."""
    if text.startswith('"'):
        literal = _parsed(text)
        if isinstance(literal, str) and literal != text and show_value(literal, kind) != literal:
            return literal
    match kind:
        case Kind.LIST:
            return _read_list(text)
        case Kind.TIME if instant := timestamps.read(text):
            return instant.seconds if instant.zoned else text
        case Kind.TIME | Kind.NUMBER:
            return _read_number(text)
        case _:
            return text


def _read_number(text: str) -> Json:
    bare = text.strip()
    if _NUMBER.fullmatch(bare):
        if not bare.lstrip("+-").isdecimal():
            return float(bare)
        if len(bare) <= _LONGEST_INTEGER:
            return int(bare)
    value = _parsed(text)
    return text if isinstance(value, str) else value


def _read_list(text: str) -> Json:
    start = text.lstrip()[:1]
    if start == "[":
        return _parsed(text)
    items = _parsed(f"[{text}]") if start == '"' else None  # "a", "b": a list without its brackets
    return items if isinstance(items, tuple) else tuple(item.strip() for item in text.split(","))


def _read_within(text: str, inner: str, present: Json = None) -> Json:
    """Return the member whose member ``inner`` says ``text``; if ``text`` is an object, that is all of it."""
    value = _parsed(text)
    if isinstance(value, Object):
        return value
    return (present if isinstance(present, Object) else Object()).with_member(inner, text)


def _parsed(text: str) -> Json:
    """Return the value that ``text`` is in JSON; ``text`` itself where it is none or gives a name twice."""
    if text.startswith("{{"):  # a placeholder is no JSON, which the parser takes long to find out
        return text
    try:
        value, repeated = parse(text)
    except ValueError:
        return text
    return text if repeated else value


def _is_plain(text: str, meant: Json, value: Json) -> bool:
    return bool(text) and not _UNSEEN.search(text) and same(meant, value)


def edited(request: Request, row: int, field: Field, text: str) -> Request:
    """Return the request in which the cell of ``field`` in ``row`` says ``text``; no text removes the field.

    A cell that already says ``text`` is left alone, whatever the type of its value.
    """
    event = request.event(row)
    return request if text == show(event, field) else request.with_event(row, with_cell(event, field, text))


def with_cells(request: Request, changes: Iterable[tuple[int, Field, str]]) -> Request:
    """Return the request after all ``changes``, each of which :func:`edited` would make."""
    events: dict[int, Object] = {}
    for row, field, text in changes:
        event = events[row] if row in events else request.event(row)
        if text != show(event, field):
            events[row] = with_cell(event, field, text)
    return request.with_each(events)


def without_cells(request: Request, cells: Mapping[int, Collection[Field]]) -> Request:
    """Return the request in which the fields in each of the rows are gone."""
    events: dict[int, Object] = {}
    for row, fields in cells.items():
        event, names = request.event(row), {field.name for field in fields}
        if not names.isdisjoint(event):
            events[row] = Object({name: value for name, value in event.items() if name not in names})
    return request.with_each(events)


def with_cell(event: Object, field: Field, text: str) -> Object:
    """Return ``event`` with the cell of ``field`` saying ``text``."""
    if not text:
        return event.without(field.name)
    inner, present = field.inner, event.get(field.name)
    value = read_value(text, field.kind) if inner is None else _read_within(text, inner, present)
    return event.with_member(field.name, value)
