"""What a test report says before it shows each exchange: a line for each, the places, the totals."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final

from events_console.domain import lint
from events_console.domain.annotation import Kept
from events_console.domain.cells import show
from events_console.domain.exchange import Exchange, Outcome, Target
from events_console.domain.explain import word
from events_console.domain.fields import EVENT_FIELDS
from events_console.domain.history_query import outcome_name
from events_console.domain.lint import Context, Validation
from events_console.domain.summary import MOST_BARS, Bar, Summary
from events_console.domain.wording import counted, shortened

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_LENGTHS: Final = (
    *(1, 2, 5, 10, 15, 30),
    *(_MINUTE * each for each in (1, 2, 5, 10, 15, 30)),
    *(_HOUR * each for each in (1, 2, 3, 6, 12)),
    *(_DAY * each for each in (1, 2, 7, 14, 30, 90, 365, 3650, 36500)),
)
_MARKS: Final = {
    Outcome.ACCEPTED: "✓",
    Outcome.REJECTED: "✕",
    Outcome.UNANSWERED: "?",
    Outcome.UNKNOWN: "?",
    Outcome.PENDING: "…",
}
_P95: Final = 0.95
_FEWEST_BARS: Final = 10  # that there is room for, however few exchanges there are


@dataclass(frozen=True, slots=True)
class Line:
    """One exchange in the index; ``number`` counts from 1, ``verdict`` is "✓ 200 Accepted", say."""

    number: int
    started_at: float
    outcome: str  # a name of history_query.OUTCOMES
    verdict: str
    connection: str
    title: str
    events: int
    answer_ms: float | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The lines of the exchanges by their IDs, where these went, how many events they had, and the totals.

    ``errors`` are exchanges by what went wrong: the service's code, the status or the kind of a failure.
    ``problems`` are findings of the lint by rule, ``concerned`` the exchanges that have any of a rule.
    """

    lines: dict[str, Line]
    places: tuple[Target, ...]
    events: int
    summary: Summary
    errors: Counter[str]
    problems: Counter[str]
    concerned: Counter[str]


def outline(kept: Iterable[Kept]) -> Outline:
    """Go through ``kept`` once; what is held of each is a line."""
    lines: dict[str, Line] = {}
    places: dict[Target, None] = {}
    errors, problems, concerned = Counter[str](), Counter[str](), Counter[str]()
    for each in kept:
        exchange = each.exchange
        lines[exchange.id] = _line(len(lines) + 1, exchange)
        places[exchange.target] = None
        errors.update(_errors(exchange))
        found = Counter[str]()
        for (_, rule), times in checked(exchange).tally.items():
            found[rule] += times
        problems += found
        concerned.update(found.keys())
    events = sum(line.events for line in lines.values())
    return Outline(lines, tuple(places), events, summary(lines.values()), errors, problems, concerned)


def checked(exchange: Exchange) -> Validation:
    """Return what the lint finds in what was sent, as of then."""
    return lint.validate(exchange.request, Context(now=exchange.started_at, stamps=False))


def _errors(exchange: Exchange) -> tuple[str, ...]:
    response, failure = exchange.response, exchange.failure
    if response:
        is_wrong = exchange.outcome is not Outcome.ACCEPTED
        return (response.code or f"HTTP {response.status}",) if is_wrong else ()
    return (failure.kind,) if failure else ()


def verdict(exchange: Exchange) -> str:
    """Return an outcome as shape and words: "✓ 200 Accepted", "✕ 400 Refused", "? No answer"."""
    status = exchange.response.status if exchange.response else None
    return " ".join(
        filter(None, (_MARKS[exchange.outcome], str(status or ""), word(exchange.outcome, status)))
    )


def _line(number: int, exchange: Exchange) -> Line:
    status = exchange.response.status if exchange.response else None
    request = exchange.request
    first = request.event(0) if request.events else None
    shown = [shortened(show(first, field)) for field in EVENT_FIELDS[:2]] if first else []
    return Line(
        number,
        exchange.started_at,
        outcome_name(exchange.outcome, status),
        verdict(exchange),
        exchange.target.name,
        " · ".join(filter(None, shown)) or counted(len(request.events), "event"),
        len(request.events),
        exchange.timing.answer_ms if exchange.timing and exchange.response else None,
    )


def summary(lines: Iterable[Line]) -> Summary:
    """Return the totals of ``lines``."""
    lines = tuple(lines)
    times = sorted(line.answer_ms for line in lines if line.answer_ms is not None)
    return Summary(
        len(lines),
        outcomes=Counter(line.outcome for line in lines),
        bars=_bars(lines),
        median_ms=_share(times, 0.5),
        p95_ms=_share(times, _P95),
    )


def _share(ordered: list[float], share: float) -> float | None:
    """Return the value that ``share`` of all do not exceed, by the nearest rank."""
    return ordered[max(ceil(share * len(ordered)) - 1, 0)] if ordered else None


def _bars(lines: tuple[Line, ...]) -> tuple[Bar, ...]:
    if not lines:
        return ()
    first, last = min(line.started_at for line in lines), max(line.started_at for line in lines)
    most = min(MOST_BARS, max(_FEWEST_BARS, len(lines) // 3))
    seconds = next(
        (each for each in _LENGTHS if last // each - first // each < most), last - first + 1
    )  # clocks can be set to anything
    start = first // seconds
    counts = [Counter[str]() for _ in range(int(last // seconds - start) + 1)]
    for line in lines:
        counts[int(line.started_at // seconds - start)][line.outcome] += 1
    return tuple(Bar((start + place) * seconds, seconds, each) for place, each in enumerate(counts))
