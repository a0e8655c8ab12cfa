"""Tables in the format of an Item interactions dataset: what their columns are, and the event in each row.

Columns are told by their names, in any order and any writing; those that feed no member of an event are the
dataset's own and become its properties. Cells are taken as they stand, and an empty one is no value.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final, TypeAlias

from events_console.domain import timestamps
from events_console.domain.cells import read_value
from events_console.domain.dataset_schema import FEEDS, camel, folded
from events_console.domain.fields import EVENT_FIELDS, Kind
from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.wording import quoted, shortened
from events_console.forms import UnreadableError

COLUMNS: Final = {**FEEDS, "sessionId": "SESSION_ID", "eventId": "EVENT_ID", "trackingId": "TRACKING_ID"}
SOURCE: Final = "eventAttributionSource"
MOST_COLUMNS: Final = 200  # a dataset has at most 13

_MEMBERS: Final = {folded(name): member for member, column in COLUMNS.items() for name in (member, column)}
_ORDER: Final = ("userId", "sessionId", *(one.name for one in EVENT_FIELDS))
_DELIMITERS: Final = ",;\t"
_LONGEST_NUMBER: Final = 400  # characters
_LINE: Final = re.compile(r"[^\r\n]{0,16384}")
_NAME: Final = re.compile(r"[\w.-]{0,100}")
_NUMBER: Final = re.compile(r"\s*[+-]?[.0-9]")
_ANONYMOUS: Final = "session-anonymous"
_IN_WORDS: Final = {
    "unexpected end": "the double quote that begins a cell of this row is never closed",
    "expected after": "a cell of this row goes on after its closing double quote; write one within it twice",
    "field larger": "a cell of this row has more than 131,072 characters; shorten it",
}

_Cells: TypeAlias = "str | tuple[str, ...]"


def is_header(head: str) -> bool:
    """Return whether a text that begins with ``head`` begins with the names of such columns."""
    line = _first_line(head)
    names = _split(line, _delimiter(line))
    known = {*map(member, names)} - {None}
    return len(known) > 1 and all(map(_NAME.fullmatch, names))


def _first_line(text: str) -> str:
    found = _LINE.match(text)
    return found[0] if found else ""


def _delimiter(line: str) -> str:
    """Return what parts ``line`` into the most names that are known."""
    return max(_DELIMITERS, key=lambda sign: sum(map(bool, map(member, _split(line, sign)))))


def _split(line: str, sign: str) -> list[str]:
    return [name.strip(' "') for name in line.split(sign)]


class Rows:
    """The rows of a CSV text one after the other; ``line`` is where the last one begins."""

    def __init__(self, text: str) -> None:
        """Find out what parts the cells."""
        self.line = 1
        self.delimiter = _delimiter(_first_line(text.lstrip()))
        self._lines = io.StringIO(text, newline="")

    def __iter__(self) -> Iterator[list[str]]:
        """Yield each row; an :class:`UnreadableError` where its quotation marks make no sense."""
        reader = csv.reader(self._lines, delimiter=self.delimiter, strict=True)
        try:
            for row in reader:
                yield row
                self.line = reader.line_num + 1
        except csv.Error as error:
            said = str(error)
            told = next((words for part, words in _IN_WORDS.items() if part in said), said)
            raise UnreadableError(told, self.line, 1) from None


@dataclass(frozen=True, slots=True)
class Header:
    """Which column is what, from 0: by members of an event, by keys in its properties, and without a name."""

    width: int
    members: dict[str, int] = field(default_factory=dict)
    own: dict[str, int] = field(default_factory=dict)
    unnamed: list[int] = field(default_factory=list)


def member(name: str) -> str | None:
    """Return the member of an event or a request that a column called ``name`` feeds."""
    return _MEMBERS.get(folded(name))


def header(names: Sequence[str], line: int = 1) -> Header:
    """Return what the columns called ``names`` are; an :class:`UnreadableError` where that is in doubt."""
    found = Header(len(names))
    if len(names) > MOST_COLUMNS:
        raise UnreadableError(f"it has {len(names):,} columns, and at most {MOST_COLUMNS} are read", line, 1)
    for place, name in enumerate(map(str.strip, names)):
        fed = member(name)
        taken, key = (found.members, fed) if fed else (found.own, camel(name))
        if not name:
            found.unnamed.append(place)
        elif key in taken:
            both = f"{quoted(names[taken[key]])} and {quoted(name)}"
            raise UnreadableError(f"the columns {both} both fill {shortened(key)}; rename one", line, 1)
        else:
            taken[key] = place
    if not found.members:
        raise UnreadableError("its first row names none of USER_ID, ITEM_ID, TIMESTAMP, EVENT_TYPE", line, 1)
    return found


class _Memo(dict["str | tuple[str, ...]", Json]):
    """What the cells of a column mean, found out once, so that what repeats is one value in memory."""

    def __init__(self, meaning: Callable[..., Json]) -> None:
        super().__init__({"": None})
        self._meaning = meaning

    def __missing__(self, cells: _Cells) -> Json:
        value = self[cells] = self._meaning(cells)
        return value


class Events:
    """Makes events of rows: where there is no column for sessions, each user gets one."""

    def __init__(self, columns: Header) -> None:
        """Read rows with these columns."""
        places = columns.members
        self._start: dict[str, Json] = {}
        self._columns: list[tuple[Callable[[list[str]], _Cells], str, _Memo]] = [
            (itemgetter(places[name]), name, _Memo(_MEANINGS.get(name, str)))
            for name in _ORDER
            if name in places
        ]
        if "sessionId" not in places and "userId" in places:
            sessions = _Memo(lambda user: f"session-{user}")
            sessions[""] = _ANONYMOUS
            self._columns.insert(1, (itemgetter(places["userId"]), "sessionId", sessions))
        elif "sessionId" not in places:
            self._start["sessionId"] = _ANONYMOUS
        if columns.own:
            keys = tuple(columns.own)

            def meaning(cells: _Cells) -> Json:
                given = (cells,) if isinstance(cells, str) else cells
                pairs = tuple((key, cell) for key, cell in zip(keys, given, strict=True) if cell)
                return dumps(Object(pairs)) if pairs else None

            self._columns.append((itemgetter(*columns.own.values()), "properties", _Memo(meaning)))

    def event(self, row: list[str]) -> Object:
        """Return the event in ``row``, which has a cell in every column."""
        found = dict(self._start)
        for cells, name, meanings in self._columns:
            value = meanings[cells(row)]
            if value is not None:
                found[name] = value
        return Object(found)


def _instant(cell: str) -> Json:
    """Return Unix seconds, where ``cell`` says without doubt which."""
    found = timestamps.read(cell) if _NUMBER.match(cell) else None
    return _number(cell) if found is None else found.seconds if found.zoned else cell


def _number(cell: str) -> Json:
    if len(cell) > _LONGEST_NUMBER or not _NUMBER.match(cell):
        return cell
    value = read_value(cell, Kind.NUMBER)
    is_finite = isinstance(value, float) and math.isfinite(value)
    return value if is_finite or (isinstance(value, int) and not isinstance(value, bool)) else cell


_MEANINGS: Final[dict[str, Callable[[str], Json]]] = {
    "sentAt": _instant,
    "eventValue": _number,
    "impression": lambda cell: tuple(cell.split("|")),
    "metricAttribution": lambda cell: Object({SOURCE: cell}),
}
