"""How the findings about a document come about, a few events at a time."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from typing import Final

from events_console.domain import long_document
from events_console.domain.json_value import Json, Object
from events_console.domain.lint import among_rules, session_rules
from events_console.domain.lint.among_rules import Among
from events_console.domain.lint.blocks import SIZE, Block, Found, Rows
from events_console.domain.lint.context import Context
from events_console.domain.lint.event_check import Checker
from events_console.domain.lint.findings import Validation
from events_console.domain.request import Request, shared_events

_AT_ONCE: Final = 200  # events of a document that is looked at in one go, however long it takes: 10 ms
_FEW: Final = 2_000  # events whose users and sessions are compared with those of before
_STRIDE: Final = 25  # events between two looks at the clock


class Checking:
    """A validation under way: :meth:`work` goes on with it, for as long as it may.

    Attributes:
        request: the document that is looked at.
        total: how many of its events have to be looked at.
        done: how many of these have been.
    """

    def __init__(self, request: Request, context: Context, before: Validation | None = None) -> None:
        """Begin with what ``before``, the findings about an earlier document, knows of the same events."""
        self.request = request
        self.done = 0
        self._context = context
        self._long = long_document.is_long(request)
        usable = before and before.is_long == self._long and before.context.knows_the_same(context)
        self._before = before if usable else None
        past_is_other = usable and before and before.context.past is not context.past
        # Whether what is wrong among all events has to be counted from the start.
        self._anew = self._before is None or not self._before.complete or bool(past_is_other)
        self._checker = Checker(context, long=self._long)
        self._shared = shared_events(self._before.request, request) if self._before else (0, 0)
        blocks, fresh = _planned(request, self._before, self._shared, context.now)
        self._blocks = blocks
        unseen = (place for place, block in enumerate(blocks) if not block.traits and place not in fresh)
        self._todo = [*fresh, *unseen]  # first of all where somebody types
        self.total = sum(len(self._blocks[place].events) for place in self._todo)
        self._steps = self._run()

    def work(self, goes_on: Callable[[], bool] = lambda: True) -> Validation | None:
        """Look at events while ``goes_on``; return the findings once all have been looked at."""
        short = len(self.request.events) <= _AT_ONCE
        try:
            while True:
                next(self._steps)
                if not short and not goes_on():
                    return None
        except StopIteration as end:
            found: Validation = end.value
            return found

    def so_far(self) -> Validation:
        """Return the findings about what has been looked at."""
        among = self._before.among if self._before else Among()
        rows = Rows(tuple(self._blocks))
        return Validation(self.request, (), rows, among, context=self._context, complete=False)

    def _run(self) -> Generator[None, None, Validation]:
        known, twins = _known(self._before, self._shared, self._context.now)
        for place in self._todo:
            events, alone = self._blocks[place].events, list[Found]()
            for event in events:
                found = known.get(id(event))
                alone.append(self._checker.event(event) if found is None else found)
                self.done += 1
                if not self.done % _STRIDE:
                    yield
            found_alone = tuple(alone)
            traits = among_rules.traits_of(events, self._context, twins)
            self._blocks[place] = Block.of(events, found_alone, traits, found_alone, self._context.now)
        if self._anew:
            yield from self._recall()
        yield
        among = yield from self._among()
        sessions = yield from self._sessions()
        yield
        yield from self._mark(among)
        rows = Rows(tuple(self._blocks))
        head = (*self._checker.head(self.request), *sessions)
        return Validation(self.request, head, rows, among, sessions, self._context)

    def _recall(self) -> Iterator[None]:
        """Have the blocks that were known before know what was sent since."""
        for place, block in enumerate(self._blocks):
            if block.traits and block.traits.ids:
                sent = frozenset(block.traits.ids.keys() & self._context.past.trackers.keys())
                if sent != block.traits.sent:
                    self._blocks[place] = replace(block, traits=replace(block.traits, sent=sent))
                    yield

    def _among(self) -> Generator[None, None, Among]:
        known = None if self._anew else self._before
        before = (known.among, known.rows.blocks) if known else None
        tracking_id = self.request.text("trackingId")
        return (yield from among_rules.among(tuple(self._blocks), before, self._context, tracking_id))

    def _mark(self, among: Among) -> Iterator[None]:
        """Give each block the problems that its events have among the others."""
        before = None if self._anew else self._before
        changed = among.changed_since(before.among) if before else among
        fresh = set(self._todo)
        for place, block in enumerate(self._blocks):
            what = among if place in fresh else changed
            concerned = bool(what and block.traits and what.concerns(block.traits))
            if concerned or (block.rows is not block.alone and changed is among):
                each = block.traits.each if block.traits else ()
                rows = tuple(
                    found + more if (more := among.problems(event, twin, self._context.silenced)) else found
                    for event, twin, found in zip(block.events, each, block.alone, strict=True)
                )
                self._blocks[place] = Block.of(block.events, block.alone, block.traits, rows, block.seen)
                yield

    def _sessions(self) -> Generator[None, None, Found]:
        """Return what the sessions of a long document are among themselves."""
        if not self._long:
            return ()
        if (before := self._before) and before.complete:
            head, tail = self._shared
            old = before.request.events[head : len(before.request.events) - tail]
            new = self.request.events[head : len(self.request.events) - tail]
            if len(old) + len(new) <= _FEW and _whose(old) == _whose(new):
                return before.sessions
        found = yield from session_rules.long_document(self.request.events)
        return tuple(problem for problem in found if problem.rule not in self._context.silenced)


def _planned(
    request: Request, before: Validation | None, shared: tuple[int, int], now: float
) -> tuple[list[Block], range]:
    """Return the events of ``request`` in blocks, of ``before`` where it has them, and which are new."""
    events, (head, tail) = request.events, shared
    blocks = [
        Block.unseen(block.events) if block.is_stale(now) else block
        for block in (before.rows.blocks if before else ())
    ]
    first, start = 0, 0
    while first < len(blocks) and start + len(blocks[first].events) <= head:
        start += len(blocks[first].events)
        first += 1
    last, end = len(blocks), len(events)
    while last > first and end - len(blocks[last - 1].events) >= max(start, len(events) - tail):
        last -= 1
        end -= len(blocks[last].events)
    fresh = _cut(events[start:end])
    return [*blocks[:first], *fresh, *blocks[last:]], range(first, first + len(fresh))


def _cut(events: tuple[Json, ...]) -> tuple[Block, ...]:
    if not events:
        return ()
    if len(events) <= 2 * SIZE:
        return (Block.unseen(events),)
    return tuple(Block.unseen(events[start : start + SIZE]) for start in range(0, len(events), SIZE))


def _known(
    before: Validation | None, shared: tuple[int, int], now: float
) -> tuple[dict[int, Found], dict[int, int | None]]:
    """Return what is known of the events in the blocks that have changed, by identity: findings and twins."""
    found: dict[int, Found] = {}
    twins: dict[int, int | None] = {}
    if before is None:
        return found, twins
    head, tail = shared
    end, start = len(before.request.events) - tail, 0
    for block in before.rows.blocks:
        stop = start + len(block.events)
        if block.traits and stop > head and start < max(end, head + 1) and not block.is_stale(now):
            found.update(zip(map(id, block.events), block.alone, strict=True))
            twins.update(zip(map(id, block.events), block.traits.each, strict=True))
        start = stop
    return found, twins


def _whose(events: tuple[Json, ...]) -> list[tuple[Json, Json]]:
    return [(event.get("userId"), event.get("sessionId")) for event in events if isinstance(event, Object)]
