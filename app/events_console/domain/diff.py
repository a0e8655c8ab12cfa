"""How two PutEvents requests differ: field by field, by what they mean and not by how they are written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from events_console.domain import cells, properties, timestamps
from events_console.domain.difference import Change, Difference, Group, Ignoring, summarised
from events_console.domain.event_pairs import held_object, meaning, moved, pairs, plain
from events_console.domain.fields import REQUEST_FIELDS, TABLE_FIELDS, Kind, label_of
from events_console.domain.json_value import Json, Object, dumps, pointer, same
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.wording import counted, shortened

_FIELDS: Final = {field.name: field for field in (*REQUEST_FIELDS, *TABLE_FIELDS)}
_NOTHING: Final = Ignoring()


@dataclass(frozen=True, slots=True)
class Diff:
    """How ``left`` and ``right`` differ: the request itself, then its events in the order of the left.

    What is only on the right comes behind what it follows there. The rows of a group are made when they are
    asked for, because there may be a million.
    """

    left: Request
    right: Request
    ignoring: Ignoring
    groups: tuple[Group, ...]
    summary: str

    @property
    def differing(self) -> int:
        """How many rows differ in what they mean."""
        return sum(group.differing for group in self.groups)

    @property
    def rewritten(self) -> int:
        """How many rows are only written differently."""
        return sum(group.rewritten for group in self.groups)

    def rows_of(self, group: Group) -> tuple[Difference, ...]:
        """Return the rows of ``group`` in reading order, also those that are the same."""
        if group.is_head:
            return tuple(entry.row((), ()) for entry in _head(self.left, self.right))
        found = _event(self.left, self.right, group, self.ignoring.names)
        paths = (EVENT_LIST, group.left or 0), (EVENT_LIST, group.right or 0)
        rows = tuple(entry.row(*paths) for entry in found)
        if not group.is_moved or group.left is None or group.right is None:
            return rows
        places = f"Event {group.left + 1:,}", f"Event {group.right + 1:,}"
        return (Difference(pointer(*paths[0]), pointer(*paths[1]), Change.MOVED, *places, "Place"), *rows)

    def rows(self) -> Iterator[Difference]:
        """Yield all rows in reading order."""
        for group in self.groups:
            yield from self.rows_of(group)


def diff(left: Request, right: Request, ignoring: Ignoring = _NOTHING) -> Diff:
    """Return how ``right`` differs from ``left``; the time grows as the number of events."""
    found = pairs(left.events, right.events, ignoring.names)
    strayed = frozenset[int]() if ignoring.order else moved(found)
    head = _counted(Group(), _head(left, right))
    events = _in_order(found, strayed, len(left.events), len(right.events))
    groups = (head, *[_event_group(left, right, each, ignoring.names) for each in events])
    return Diff(left, right, ignoring, groups, summarised(groups))


class _Entry(NamedTuple):
    """A row before it is put into words; what is only on one side has None on the other."""

    steps: tuple[str | int, ...]
    label: str
    kind: Change
    left: Json
    right: Json
    show: Callable[[Json], str] = properties.show_value

    def row(self, left: tuple[str | int, ...], right: tuple[str | int, ...]) -> Difference:
        """Return it in words; ``left`` and ``right`` are the steps to what it is in."""
        on_left, on_right = self.kind is not Change.ADDED, self.kind is not Change.REMOVED
        texts = self.show(self.left) if on_left else "", self.show(self.right) if on_right else ""
        if self.kind is not Change.SAME and texts[0] == texts[1]:  # as 1 and "1" would be
            texts = dumps(self.left) if on_left else "", dumps(self.right) if on_right else ""
        return Difference(
            pointer(*left, *self.steps) if on_left else None,
            pointer(*right, *self.steps) if on_right else None,
            self.kind,
            *texts,
            self.label,
        )


def _head(left: Request, right: Request) -> Iterator[_Entry]:
    """Yield what is beside the events; the list too where it is missing or none on one side."""
    yield from _entries(left.root, right.root, frozenset([EVENT_LIST]))
    lists = [root.get(EVENT_LIST) for root in (left.root, right.root)]
    if EVENT_LIST in {*left.root, *right.root} and not all(isinstance(each, tuple) for each in lists):
        kind = _kind(EVENT_LIST, left.root, right.root)
        yield _Entry((EVENT_LIST,), label_of(EVENT_LIST), kind, lists[0], lists[1], _show_list)


def _event(left: Request, right: Request, group: Group, ignored: frozenset[str]) -> Iterator[_Entry]:
    """Yield the fields of an event; where there are none to compare, or it is no object, the whole event."""
    before = Object() if group.left is None else left.events[group.left]
    after = Object() if group.right is None else right.events[group.right]
    if isinstance(before, Object) and isinstance(after, Object):
        entries = tuple(_entries(before, after, ignored))
        if entries or group.is_paired:
            yield from entries
            return
    if group.is_paired:
        kind = _kind_of("", before, after)
    else:
        kind = Change.REMOVED if group.right is None else Change.ADDED
    yield _Entry((), "Event", kind, before, after, dumps)


def _entries(left: Object, right: Object, ignored: frozenset[str]) -> Iterator[_Entry]:
    """Yield the members of both, those that the window has fields for first and in its order."""
    present = left.keys() | right.keys()
    others = (name for name in dict.fromkeys((*left, *right)) if name not in _FIELDS)
    for name in (*(name for name in _FIELDS if name in present), *others):
        if name not in ignored:
            yield from _member(name, left, right)


def _member(name: str, left: Object, right: Object) -> Iterator[_Entry]:
    """Yield the member ``name``, or its parts where it differs and both sides can be taken apart."""
    label = _FIELDS[name].label if name in _FIELDS else shortened(name)
    before, after = left.get(name), right.get(name)
    parts = None if same(before, after) else _parts(name, before, after)
    if parts is None or plain(parts[0]) == plain(parts[1]):
        kind = Change.REWRITTEN if parts else _kind(name, left, right)
        yield _Entry((name,), label, kind, before, after, partial(_show, name))
        return
    one, two = parts
    for part in dict.fromkeys((*one, *two)):
        steps = (name,) if isinstance(before, str) else (name, part)
        part_label = _part_label(name, label, part, in_list=isinstance(before, tuple))
        yield _Entry(steps, part_label, _kind(part, one, two, ""), one.get(part), two.get(part))


def _parts(name: str, left: Json, right: Json) -> tuple[Object, Object] | None:
    """Return the members, by their names or places, of two values that can be taken apart; else None."""
    match left, right:
        case Object(), Object():
            return left, right
        case tuple(), tuple():
            return _numbered(left), _numbered(right)
        case str(), str() if name == "properties":
            one, two = held_object(left), held_object(right)
            return (one, two) if one is not None and two is not None else None
    return None


def _numbered(items: tuple[Json, ...]) -> Object:
    return Object({str(place): item for place, item in enumerate(items)})


def _part_label(name: str, label: str, part: str, *, in_list: bool) -> str:
    if in_list:
        return f"{label} {int(part) + 1:,}"
    return shortened(label_of(part)) if name == "metricAttribution" else f"{label} · {shortened(part)}"


def _kind(part: str, left: Object, right: Object, name: str | None = None) -> Change:
    """Return how the members ``part`` go together, read as the field ``name`` if that is another."""
    if part not in left:
        return Change.ADDED
    if part not in right:
        return Change.REMOVED
    return _kind_of(part if name is None else name, left[part], right[part])


def _kind_of(name: str, left: Json, right: Json) -> Change:
    if same(left, right):
        return Change.SAME
    return Change.REWRITTEN if meaning(name, left) == meaning(name, right) else Change.CHANGED


def _show(name: str, value: Json) -> str:
    """Return ``value`` as its cell shows it; a time as it is written, a number behind what it means."""
    field = _FIELDS.get(name)
    if field is None or (field.kind is Kind.TIME and isinstance(value, str)):
        return cells.show_value(value, Kind.TEXT)
    if field.kind is Kind.TIME and isinstance(value, int | float) and (shown := timestamps.show(value)):
        return f"{shown} ({dumps(value)})"
    return cells.show(Object({name: value}), field)


def _show_list(value: Json) -> str:
    return counted(len(value), "event") if isinstance(value, tuple) else dumps(value)


def _counted(group: Group, entries: Iterable[_Entry], equal: int = 0) -> Group:
    """Return ``group`` with how many rows of each kind it has beside ``equal`` ones."""
    kinds = [entry.kind for entry in entries]
    rewritten = kinds.count(Change.REWRITTEN)
    differing = len(kinds) - kinds.count(Change.SAME) - rewritten + group.is_moved
    total = len(kinds) + equal + group.is_moved
    return Group(group.left, group.right, group.is_moved, differing, rewritten, total)


def _event_group(left: Request, right: Request, group: Group, ignored: frozenset[str]) -> Group:
    """Return ``group`` counted; what is the same, which is most, is not looked at any closer."""
    if group.left is not None and group.right is not None:
        before, after = left.events[group.left], right.events[group.right]
        if isinstance(before, Object) and isinstance(after, Object):
            equal = frozenset(
                name
                for name, value in before.items()
                if name in after and name not in ignored and _is_same(value, after[name])
            )
            return _counted(group, _entries(before, after, ignored | equal), len(equal))
    return _counted(group, _event(left, right, group, ignored))


def _is_same(left: Json, right: Json) -> bool:
    return left == right if type(left) is str is type(right) else same(left, right)


def _in_order(found: dict[int, int], strayed: frozenset[int], lefts: int, rights: int) -> Iterator[Group]:
    """Yield the groups of the events in reading order, not yet counted."""
    known = {other: row for row, other in found.items() if row not in strayed}
    taken = set(found.values())
    behind: dict[int, list[int]] = {}
    last = -1
    for other in range(rights):
        last = known.get(other, last)
        if other not in taken:
            behind.setdefault(last, []).append(other)
    for row in range(-1, lefts):
        if row >= 0:
            yield Group(row, found.get(row), row in strayed)
        yield from (Group(None, other) for other in behind.get(row, ()))
