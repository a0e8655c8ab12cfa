"""CSV in the format of an Item interactions dataset, read as one long document, and any document as such.

Spreadsheets and the service's own import take it; formulas in cells stay as they are.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from events_console.domain import properties
from events_console.domain.dataset_schema import camel
from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.long_document import split
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.wording import counted, listed, shortened
from events_console.forms import Reading, Target, UnreadableError, UnwritableError, Writing, body
from events_console.forms.interactions_table import (
    COLUMNS,
    MOST_COLUMNS,
    Events,
    Rows,
    header,
    member,
)

_LONGEST: Final = 64 * 1024 * 1024  # characters, as of the largest file
_MOST_EVENTS: Final = 250_000
_ALWAYS: Final = frozenset({"userId", "itemId", "sentAt", "eventType", "sessionId"})  # written even if empty
_TRACKER: Final = "trackingId"
_SPECIAL: Final = re.compile('[",\r\n]')
_WORD_END: Final = re.compile("(?<=[a-z0-9])(?=[A-Z])")
_NO_SESSIONS: Final = (
    "There is no column SESSION_ID: each user gets one session, called “session-” and the user ID, "
    "and rows without a user share “session-anonymous”."
)
_NO_TYPES: Final = "There is no column EVENT_TYPE: what happened in each event is still to be filled in."
_NO_TRACKER: Final = "The tracking ID is still to be filled in."


def read_all(text: str) -> tuple[Reading, ...]:
    """Read the table as one long document."""
    if len(text) > _LONGEST:
        raise UnreadableError(f"it has {len(text):,} characters, and at most {_LONGEST:,} are read; split it")
    return (_Table(text.removeprefix("\ufeff")).reading(),)


class _Table:
    """A table as it is read, and what is to be said of its rows."""

    def __init__(self, text: str) -> None:
        self._source = Rows(text)
        self._rows = (row for row in self._source if any(row))
        self._columns = header(next(self._rows, ()), self._source.line)
        self._tracker: str | None = None
        self._short: list[int] = []  # lines
        self._unnamed = 0

    def reading(self) -> Reading:
        events = tuple(self._events())
        if not events:
            raise UnreadableError("it has the names of columns, but no rows below them")
        root: dict[str, Json] = {_TRACKER: self._tracker} if self._tracker else {}
        return Reading(Request(Object({**root, EVENT_LIST: events})), notes=tuple(self._notes()))

    def _events(self) -> Iterator[Object]:
        columns, made = self._columns, Events(self._columns)
        tracker, plain = columns.members.get(_TRACKER), not columns.unnamed
        for number, row in enumerate(self._rows):
            if len(row) != columns.width:
                self._fit(row)
            if number == _MOST_EVENTS:
                message = f"more than {_MOST_EVENTS:,} rows are in it: split it here"
                raise UnreadableError(message, self._source.line, 1)
            if tracker is not None:
                self._note_tracker(row[tracker])
            if not plain:
                self._unnamed += sum(row[place] != "" for place in columns.unnamed)
            yield made.event(row)

    def _fit(self, row: list[str]) -> None:
        """Give ``row`` as many cells as there are columns."""
        width = self._columns.width
        if any(row[width:]):
            sign = {",": "a comma", ";": "a semicolon", "\t": "a tab"}[self._source.delimiter]
            raise UnreadableError(
                f"this row has {counted(len(row), 'cell')}, but there are {counted(width, 'column')}: "
                f"put a cell that holds {sign} in double quotes",
                self._source.line,
                1,
            )
        if len(row) < width:
            self._short.append(self._source.line)
        row[width:] = []
        row += [""] * (width - len(row))

    def _note_tracker(self, cell: str) -> None:
        if cell and self._tracker not in {None, cell}:
            raise UnreadableError(
                f"TRACKING_ID is “{shortened(cell)}” here and “{shortened(str(self._tracker))}” above: "
                "a document goes to one event tracker, so split the file",
                self._source.line,
                1,
            )
        self._tracker = cell or self._tracker

    def _notes(self) -> Iterator[str]:
        if "sessionId" not in self._columns.members:
            yield _NO_SESSIONS
        if "eventType" not in self._columns.members:
            yield _NO_TYPES
        if not self._tracker:
            yield _NO_TRACKER
        if self._short:
            rows = counted(len(self._short), "row")
            yield f"Cells that are missing at the end count as empty: {rows}, first line {self._short[0]:,}."
        if self._unnamed:
            yield f"A column without a name is left out: {counted(self._unnamed, 'cell')}."


def write(request: Request, _target: Target) -> Writing:
    """Return the events as rows, with user and session in each; notes say what would be read otherwise."""
    found = table(request)
    if not found.rows:
        raise UnwritableError("it has no event that a row can say: add one")
    text = "".join(map(line, (found.names.values(), *found.rows)))
    unresolved = body.placeholder_notes(request) if "{{" in text else ()
    return Writing(text, (*losses(found.changed, found.unsaid, found.left_out), *unresolved))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, and the names of their columns by member or by "/" and a key of properties.

    Read back, ``changed`` members of so many events would be other ones, and the request would be without
    its members ``unsaid``. ``left_out`` events hold nothing, or are no objects.
    """

    names: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]
    changed: Counter[str]
    unsaid: tuple[str, ...]
    left_out: int


def table(request: Request) -> Table:
    """Return the events of ``request`` that a row can say, with user and session in each."""
    whole = split(request)
    tracker = whole.root.get(_TRACKER, "")
    objects = [event for event in whole.events if isinstance(event, Object)]
    names = _names(objects, tracker)
    rows = [(event, [_cell(event, name, tracker) for name in names]) for event in objects]
    said = [(event, row) for event, row in rows if any(row)]  # others would be no rows
    unsaid = tuple(shortened(name) for name, value in whole.root.items() if not _is_sayable(name, value))
    cells = tuple(tuple(row) for _, row in said)
    return Table(names, cells, _changed(said, names), unsaid, len(whole.events) - len(said))


def losses(changed: Mapping[str, int], unsaid: Iterable[str], left_out: int) -> Iterator[str]:
    """Yield in sentences what rows do not say; the arguments are those of :class:`Table`."""
    told = [f"{shortened(name)} of {counted(number, 'event')}" for name, number in changed.items()]
    told += unsaid
    if told:
        yield f"Read back from CSV, this would be different: {listed(told)}."
    if left_out:
        yield f"Events that hold nothing, or are no objects, are left out: {left_out:,}."


def line(cells: Iterable[str]) -> str:
    """Return ``cells`` as a line of CSV."""
    return f"{','.join(map(_quoted, cells))}\n"


def _names(events: list[Object], tracker: Json) -> dict[str, str]:
    """Return the columns, by member or by "/" and a key of properties."""
    present = _ALWAYS.union(*events)
    found = {name: COLUMNS[name] for name in COLUMNS if name in present and name != _TRACKER}
    if tracker != "":
        found[_TRACKER] = COLUMNS[_TRACKER]
    for key in dict.fromkeys(key for event in events for key in _pairs(event.get("properties"))):
        column = _column(key)
        if column and len(found) < MOST_COLUMNS:
            found[f"/{key}"] = column
    return found


def _column(key: str) -> str | None:
    """Return a column's name that is read as ``key`` of properties; None where there is none."""
    names = (_WORD_END.sub("_", key).upper(), key)
    return next((name for name in names if name and camel(name.strip()) == key and not member(name)), None)


def _pairs(value: Json) -> dict[str, Json]:
    """Return the members of properties; none where names repeat in them."""
    return _parsed(value) if isinstance(value, str) else {}


@lru_cache(maxsize=4096)
def _parsed(text: str) -> dict[str, Json]:
    try:
        pairs = properties.read(text)
    except ValueError:
        return {}
    found = dict(pairs)
    return found if len(found) == len(pairs) else {}


def _cell(event: Object, name: str, tracker: Json) -> str:
    if name.startswith("/"):
        value = _pairs(event.get("properties")).get(name[1:], "")
    else:
        value = tracker if name == _TRACKER else event.get(name, "")
    match name, value:
        case "impression", tuple() if value and all(isinstance(item, str) for item in value):
            return "|".join(map(str, value))
        case "metricAttribution", {"eventAttributionSource": str(source)}:
            return source
        case _:
            return value if isinstance(value, str) else dumps(value)


def _quoted(cell: str) -> str:
    return '"{}"'.format(cell.replace('"', '""')) if _SPECIAL.search(cell) else cell


def _changed(said: list[tuple[Object, list[str]]], names: dict[str, str]) -> Counter[str]:
    """Return in how many events a member would be another if the rows were read."""
    counts: Counter[str] = Counter()
    made = Events(header(tuple(names.values())))
    for event, row in said:
        found = made.event(row)
        if found != event:
            counts.update(name for name in {**event, **found} if not _is_same(name, event, found))
    return counts


def _is_same(name: str, event: Object, found: Object) -> bool:
    if name == "sessionId" and event.get(name) == "":
        return True
    if name == "properties" and name in event and name in found:
        return _pairs(event[name]) == _pairs(found[name])
    return name in event and name in found and event[name] == found[name]


def _is_sayable(name: str, value: Json) -> bool:
    return name == EVENT_LIST or (name == _TRACKER and isinstance(value, str) and value != "")
