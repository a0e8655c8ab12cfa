"""A comparison in sections, one for each event, whose rows are made when they are asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from events_console.domain.diff import Diff, diff
from events_console.domain.difference import Change, Difference, Group, Ignoring
from events_console.domain.request import Request
from events_console.ui.language import number, tr


@dataclass(frozen=True, slots=True)
class Sections:
    """What a table shows: how many rows each section has, how many of those differ, and what makes them."""

    sizes: Sequence[int]
    marks: Sequence[int]
    heading: Callable[[int], str]
    rows: Callable[[int], tuple[Difference, ...]]
    starts: Sequence[int]  # the table row of each heading, and after the last the number of rows

    @classmethod
    def of(
        cls,
        sizes: Sequence[int],
        marks: Sequence[int],
        heading: Callable[[int], str],
        rows: Callable[[int], tuple[Difference, ...]],
    ) -> "Sections":
        """Return sections of ``sizes``, each with a heading above its rows."""
        return cls(sizes, marks, heading, rows, tuple(accumulate((size + 1 for size in sizes), initial=0)))


NO_SECTIONS: Final = Sections.of((), (), str, lambda _: ())


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, with all of its rows and with those alone that differ."""

    diff: Diff
    all: Sections
    only: Sections


def compared(left: Request, right: Request, ignoring: Ignoring) -> Compared:
    """Compare; on any thread."""
    found = diff(left, right, ignoring)
    return Compared(
        found,
        _sections(found.groups, lambda group: group.total, found.rows_of),
        _sections(
            tuple(group for group in found.groups if group.differing or group.rewritten),
            lambda group: group.differing + group.rewritten,
            lambda group: tuple(each for each in found.rows_of(group) if each.kind is not Change.SAME),
        ),
    )


def _sections(
    groups: tuple[Group, ...],
    size: Callable[[Group], int],
    rows: Callable[[Group], tuple[Difference, ...]],
) -> Sections:
    return Sections.of(
        [size(group) for group in groups],
        [group.differing + group.rewritten for group in groups],
        lambda place: _heading(groups[place]),
        lambda place: rows(groups[place]),
    )


def _heading(group: Group) -> str:
    left, right = (None if row is None else number(row + 1) for row in (group.left, group.right))
    if left is None and right is None:
        return tr("Request")
    if left is None:
        return tr("Event {number} · only on the right").format(number=right)
    if right is None:
        return tr("Event {number} · only on the left").format(number=left)
    if left == right:
        return tr("Event {number}").format(number=left)
    return tr("Event {left} ({right} on the right)").format(left=left, right=right)
