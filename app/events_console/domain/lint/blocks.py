"""The rows of a document in blocks, so that an edit in one of 100,000 rows is the work of a few hundred."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, TypeAlias, overload

from events_console.domain.json_value import Json
from events_console.domain.problem import Problem, Severity

Found: TypeAlias = tuple[Problem, ...]
Tally: TypeAlias = Counter[tuple[Severity, str]]

SIZE: Final = 256  # rows of a new block; twice as many when events are added to it
_FRESH: Final = 30.0  # seconds in which a time in the future stays one


@dataclass(frozen=True, slots=True)
class Traits:
    """What the events of a block have that others may have too: how many of them have which.

    ``each`` is what tells twins of each event, ``sent`` are the event IDs that went out before.
    """

    ids: Mapping[str, int]
    twins: Mapping[int, int]
    types: Mapping[str, int]
    each: tuple[int | None, ...] = ()
    sent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Block:
    """Some events in a row: the problems that each has ``alone``, and all that it has among the others.

    Where nobody has looked at the events yet, ``traits`` is None and there are no problems. ``seen`` is when
    somebody has, in Unix seconds.
    """

    events: tuple[Json, ...]
    alone: tuple[Found, ...]
    traits: Traits | None
    rows: tuple[Found, ...]
    tally: Tally = field(default_factory=Counter)
    seen: float = 0.0

    def is_stale(self, now: float) -> bool:
        """Return whether the time that has gone by since may have changed what was found."""
        return now - self.seen > _FRESH and any(rule == "time.future" for _, rule in self.tally)

    @classmethod
    def unseen(cls, events: tuple[Json, ...]) -> "Block":
        """Return the block of events that nobody has looked at."""
        nothing: tuple[Found, ...] = ((),) * len(events)
        return cls(events, nothing, None, nothing)

    @classmethod
    def of(
        cls,
        events: tuple[Json, ...],
        alone: tuple[Found, ...],
        traits: Traits | None,
        rows: tuple[Found, ...],
        seen: float,
    ) -> "Block":
        """Return a block with its problems counted."""
        tally = Counter((problem.severity, problem.rule) for found in rows for problem in found)
        return cls(events, alone, traits, rows, tally, seen)


class Rows(Sequence[Found]):
    """The problems of each event, row by row."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        """Show what ``blocks`` hold."""
        self.blocks = blocks
        self._ends = list(accumulate(len(block.events) for block in blocks))

    def __len__(self) -> int:
        """Return the number of events."""
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, row: int) -> Found: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Found, ...]: ...
    def __getitem__(self, row: int | slice) -> Found | tuple[Found, ...]:
        """Return the problems of one event, or of several."""
        if isinstance(row, slice):
            return tuple(self[one] for one in range(*row.indices(len(self))))
        place = row + len(self) if row < 0 else row
        if not 0 <= place < len(self):
            raise IndexError(row)
        number = bisect_right(self._ends, place)
        return self.blocks[number].rows[place - (self._ends[number - 1] if number else 0)]

    def __iter__(self) -> Iterator[Found]:
        """Yield the problems of each event."""
        for block in self.blocks:
            yield from block.rows

    def shared_ends(self, other: "Rows") -> tuple[int, int]:
        """Return how many rows both begin with and, beyond those, how many both end with."""
        most = min(len(self), len(other))
        head = min(_shared(self.blocks, other.blocks, 1), most)
        return head, min(_shared(self.blocks, other.blocks, -1), most - head)


def _shared(one: tuple[Block, ...], other: tuple[Block, ...], step: int) -> int:
    """Return how many rows two lists of blocks have in common, from their beginning (1) or their end (-1)."""
    count = 0
    for mine, its in zip(one[::step], other[::step], strict=False):
        if mine.rows is not its.rows:
            same = 0
            for found, there in zip(mine.rows[::step], its.rows[::step], strict=False):
                if found is not there and found != there:
                    return count + same
                same += 1
            if len(mine.rows) != len(its.rows):
                return count + same
        count += len(mine.rows)
    return count
