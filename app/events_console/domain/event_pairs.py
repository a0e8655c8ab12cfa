"""Which event of one request is which of another, as a person who looks at both would say it."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator
from itertools import product
from typing import Final

from events_console.domain import json_text, timestamps
from events_console.domain.fields import Kind
from events_console.domain.json_value import Json, Object
from events_console.domain.request import event_id, shared_ends

SMALL: Final = 12  # events on each side, beyond which alike ones are paired in their order
# What one event has on both sides, the strongest sign first.
_LIKENESS: Final = (
    ("userId", "eventType", "itemId", "sentAt"),
    ("eventType", "itemId"),
    ("itemId",),
    ("eventType",),
)


def pairs(left: tuple[Json, ...], right: tuple[Json, ...], ignored: frozenset[str]) -> dict[int, int]:
    """Return for each row of ``left`` that ``right`` has too its row there.

    Equal events are paired first, then those that mean the same, then those of one eventId, then those that
    are alike; the members ``ignored`` count in none of it. The time grows as the number of events.
    """
    if left is right:
        return {row: row for row in range(len(left))}
    matching = _Matching(_Side(left, ignored), _Side(right, ignored))
    matching.take_same_meaning()
    if "eventId" not in ignored:
        matching.take(_Side.event_id)
    for names in _LIKENESS:
        matching.take(_likeness(names), by_members=True)
    if len(left) == len(right) == 1:
        matching.take(lambda _side, _row: True)
    return matching.found


def moved(found: dict[int, int]) -> frozenset[int]:
    """Return the fewest rows on the left without which all ``found`` stand in one order on both sides."""
    lefts = sorted(found)
    rights = [found[row] for row in lefts]
    if rights == sorted(rights):
        return frozenset()
    lowest: list[int] = []  # right row that a rising sequence of each length can end with
    ends: list[int] = []  # the left rows of those
    before: dict[int, int | None] = {}
    for row, other in zip(lefts, rights, strict=True):
        length = bisect_left(lowest, other)
        before[row] = ends[length - 1] if length else None
        lowest[length : length + 1] = [other]
        ends[length : length + 1] = [row]
    last: int | None = ends[-1]
    stays = set()
    while last is not None:
        stays.add(last)
        last = before[last]
    return frozenset(found.keys() - stays)


def meaning(name: str, value: Json) -> Hashable:
    """Return what ``value`` as the member ``name`` says, however it is written; what is equal means the same.

    Numbers are taken by value, sentAt as its instant, properties as the object that they hold, an object
    without the order of its members.
    """
    if name == "sentAt" and (seconds := _seconds(value)) is not None:
        return Kind.TIME, seconds
    if name == "properties" and (held := held_object(value)) is not None:
        return Kind.PROPERTIES, plain(held)
    return plain(value)


def held_object(value: Json) -> Object | None:
    """Return the object that a text is the JSON of; None for anything else, and where a name repeats."""
    if not isinstance(value, str):
        return None
    try:
        held, repeated = json_text.parse(value)
    except ValueError:
        return None
    return held if isinstance(held, Object) and not repeated else None


def _seconds(value: Json) -> float | None:
    if isinstance(value, str):
        instant = timestamps.read(value)
        return instant.seconds if instant and instant.zoned else None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124  # NaN
        return None
    return value


def plain(value: Json) -> Hashable:
    """Return what ``value`` says as JSON: numbers by value, an object without the order of its members."""
    if type(value) is str:  # as most are
        return value
    match value:
        case Object():
            return frozenset((name, plain(member)) for name, member in value.items())
        case tuple():
            return tuple(map(plain, value))
        case bool() | None:
            return type(value), value
        case float() if value != value:  # noqa: PLR0124  # NaN, which is unlike itself
            return float
        case _:
            return value


class _Side:
    """The events of one request, and what is found out about them once."""

    def __init__(self, events: tuple[Json, ...], ignored: frozenset[str]) -> None:
        self.events = events
        self._ignored = ignored
        self._members: dict[int, dict[str, Hashable]] = {}

    def text(self, row: int) -> str:
        """Return the event as it is written: texts tell 1, 1.0 and true apart, and are soon compared."""
        event = self.events[row]
        if isinstance(event, Object) and not self._ignored.isdisjoint(event):
            return repr({name: value for name, value in event.items() if name not in self._ignored})
        return repr(event)

    def members(self, row: int) -> dict[str, Hashable]:
        """Return what its members mean, but for the properties, whose text takes longest to read."""
        if row not in self._members:
            event = self.events[row]
            named = event if isinstance(event, Object) else {"": event}
            self._members[row] = {
                name: plain(value) if name == "properties" else meaning(name, value)
                for name, value in named.items()
                if name not in self._ignored
            }
        return self._members[row]

    def beside_properties(self, row: int) -> Hashable:
        members = self.members(row)
        return frozenset(pair for pair in members.items() if pair[0] != "properties")

    def properties(self, row: int) -> Hashable:
        event = self.events[row]
        if not isinstance(event, Object) or "properties" not in event:
            return None
        return meaning("properties", event["properties"])

    def event_id(self, row: int) -> Hashable:
        return event_id(self.events[row])


_Key = Callable[[_Side, int], Hashable]


def _likeness(names: tuple[str, ...]) -> _Key:
    def key(side: _Side, row: int) -> Hashable:
        members = side.members(row)
        found = tuple(map(members.get, names))
        return found if any(name in members for name in names) else None

    return key


class _Matching:
    """Pairs rows off in rounds; at first those at both ends that are written the same, then such anywhere."""

    def __init__(self, left: _Side, right: _Side) -> None:
        self._sides = left, right
        shared: dict[str, str] = {}
        texts = [
            tuple(shared.setdefault(text, text) for text in map(side.text, range(len(side.events))))
            for side in self._sides
        ]
        head, tail = shared_ends(*texts)
        lefts, rights = (len(side) for side in texts)
        self.found = {row: row for row in range(head)}
        self.found |= {lefts - back: rights - back for back in range(1, tail + 1)}
        self._free = list(range(head, lefts - tail)), list(range(head, rights - tail))
        self._take([{row: side[row] for row in rows} for side, rows in zip(texts, self._free, strict=True)])

    def take(self, key: _Key, *, by_members: bool = False) -> None:
        """Pair the rows of equal keys other than None, which of several in their order or ``by_members``."""
        keys = [
            {row: key(side, row) for row in rows} for side, rows in zip(self._sides, self._free, strict=True)
        ]
        self._take(keys, by_members=by_members)

    def take_same_meaning(self) -> None:
        """Pair the events that mean the same, reading the properties only of those that may."""
        keys = [
            {row: side.beside_properties(row) for row in rows}
            for side, rows in zip(self._sides, self._free, strict=True)
        ]
        both = set(keys[0].values()).intersection(keys[1].values())
        self._take(
            [
                {row: (key, side.properties(row)) for row, key in each.items() if key in both}
                for side, each in zip(self._sides, keys, strict=True)
            ]
        )

    def _take(self, keys: list[dict[int, Hashable]], *, by_members: bool = False) -> None:
        lefts, rights = map(_grouped, keys)
        for key, rows in lefts.items():
            others = rights.get(key, [])
            is_small = len(rows) <= SMALL and len(others) <= SMALL
            self.found.update(
                self._likest(rows, others) if by_members and is_small else zip(rows, others, strict=False)
            )
        taken = set(self.found.values())
        self._free = (
            [row for row in self._free[0] if row not in self.found],
            [row for row in self._free[1] if row not in taken],
        )

    def _likest(self, rows: list[int], others: list[int]) -> Iterator[tuple[int, int]]:
        """Yield pairs, those with the most in common first, of equal ones the nearest."""
        left, right = self._sides
        candidates = sorted(
            (
                -len(left.members(row).items() & right.members(other).items()),
                abs(row - other),
                min(row, other),
                row,
                other,
            )
            for row, other in product(rows, others)
        )
        free, open_ = set(rows), set(others)
        for *_, row, other in candidates:
            if row in free and other in open_:
                free.remove(row)
                open_.remove(other)
                yield row, other


def _grouped(keys: dict[int, Hashable]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for row, key in keys.items():
        if key is not None:
            groups.setdefault(key, []).append(row)
    return groups
