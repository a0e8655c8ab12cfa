"""What a test report says before it shows each exchange: a line for each, the places, the totals."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from events_console.domain import lint
from events_console.domain.annotation import Kept
from events_console.domain.cells import show
from events_console.domain.exchange import Exchange, Outcome, Target
from events_console.domain.explain import verdict
from events_console.domain.fields import EVENT_FIELDS
from events_console.domain.history_query import outcome_name
from events_console.domain.lint import Context, Validation
from events_console.domain.summary import MOST_BARS, Summary, of_rows
from events_console.domain.wording import counted, shortened

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


def _line(number: int, exchange: Exchange) -> Line:
    status = exchange.response.status if exchange.response else None
    request = exchange.request
    first = request.event(0) if request.events else None
    shown = [shortened(show(first, field)) for field in EVENT_FIELDS[:2]] if first else []
    return Line(
        number,
        exchange.started_at,
        outcome_name(exchange.outcome, status),
        verdict(exchange.outcome, status),
        exchange.target.name,
        " · ".join(filter(None, shown)) or counted(len(request.events), "event"),
        len(request.events),
        exchange.timing.answer_ms if exchange.timing and exchange.response else None,
    )


def summary(lines: Iterable[Line]) -> Summary:
    """Return the totals of ``lines``."""
    rows = [(line.started_at, line.outcome, line.answer_ms) for line in lines]
    return of_rows(rows, most=min(MOST_BARS, max(_FEWEST_BARS, len(rows) // 3)))
