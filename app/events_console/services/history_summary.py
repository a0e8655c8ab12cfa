"""What the exchanges that a search finds come to: outcomes over time, and how long answers took."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any, Final

from events_console.domain import summary
from events_console.domain.exchange import Outcome
from events_console.domain.history_query import outcome_name
from events_console.domain.summary import Summary
from events_console.services.history_search import END, Select

MOST: Final = 20_000  # exchanges found by a search that its summary looks at
MOST_OF_ALL: Final = 50_000  # exchanges that are summed up without a search
_SLICE: Final = 50
_COLUMNS: Final = "e.seq, e.started_at, e.outcome, e.status, e.answer_ms"
_ANSWERED: Final = frozenset({"accepted", "refused", "failed"})
# ruff: disable[S608]  # what stands in these is all from here
# Something else may have written a row. All of this is read from an index in which nothing else is.
_TIMED: Final = "typeof(started_at) = 'real' AND started_at >= :since"
_SINCE: Final = """
    SELECT started_at FROM exchange WHERE typeof(started_at) = 'real'
    ORDER BY started_at DESC LIMIT 1 OFFSET :most
"""
_EDGES: Final = f"SELECT min(started_at), max(started_at), count(*) FROM exchange WHERE {_TIMED}"
_GROUPS: Final = f"""
    SELECT CAST((started_at - :first) / :width AS INTEGER) AS bar, outcome, status >= 500, count(*)
    FROM exchange WHERE {_TIMED} GROUP BY 1, 2, 3
"""
_ANSWERS: Final = (
    f"FROM exchange WHERE {_TIMED} AND typeof(answer_ms) = 'real' AND outcome IN ('accepted', 'rejected')"
)
_RANKED: Final = f"SELECT answer_ms {_ANSWERS} ORDER BY answer_ms LIMIT 1 OFFSET :place"
# ruff: enable[S608]


def of_all(select: Select, zone: tzinfo | None = None) -> Summary:
    """Return the summary of the newest ``MOST_OF_ALL`` exchanges; SQLite counts.

    Bars begin at the round times of ``zone``, of this computer's if None.
    """
    since = select(_SINCE, {"most": MOST_OF_ALL})
    values: dict[str, object] = {"since": since[0][0] if since else float("-inf")}
    ((first, last, total),) = select(_EDGES, values)
    if not total:
        return Summary()
    bars = summary.scale(first, last, _offset(first, zone))
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    edges = {**values, "first": bars.start, "width": bars.seconds}
    for bar, outcome, failed, count in select(_GROUPS, edges):
        counts[bar][_name(outcome, 500 if failed else None)] += count
    ((answers,),) = select(f"SELECT count(*) {_ANSWERS}", values)
    ranked = [
        select(_RANKED, {**values, "place": place - 1})[0][0]
        for place in (summary.ranks(answers) if answers else ())
    ]
    latencies = (ranked[0], ranked[1]) if ranked else None
    return summary.of_counts(total, bars, counts, latencies, is_complete=not since)


def of_found(
    found: Callable[[str, int, int], list[Any]],
    is_wanted: Callable[[], bool],
    zone: tzinfo | None = None,
) -> Summary | None:
    """Return the summary of the newest ``MOST`` that a search finds; None once nobody wants it any more.

    ``found`` gives columns of so many rows below a seq.
    """
    rows: list[Any] = []
    while True:
        begun = time.perf_counter()
        page = found(_COLUMNS, _SLICE, rows[-1][0] if rows else END)
        time.sleep(time.perf_counter() - begun)  # half of the time is for whoever else needs Python
        if not is_wanted():
            return None
        rows += page
        if len(page) < _SLICE or len(rows) > MOST:
            break
    is_complete = len(rows) <= MOST
    return _of_rows([row[1:] for row in rows[:MOST]], zone, is_complete=is_complete)


def _of_rows(rows: list[tuple[Any, ...]], zone: tzinfo | None, *, is_complete: bool) -> Summary:
    timed = [_timed(*row) for row in rows if isinstance(row[0], float)]
    offset = _offset(min(row[0] for row in timed), zone) if timed else 0
    return replace(summary.of_rows(timed, offset, is_complete=is_complete), total=len(rows))


def _timed(started_at: float, outcome: object, status: object, answer_ms: object) -> summary.Row:
    name = _name(outcome, status if isinstance(status, int) else None)
    return started_at, name, answer_ms if name in _ANSWERED and isinstance(answer_ms, float) else None


def _offset(moment: float, zone: tzinfo | None) -> int:
    """Return how far clocks were ahead then, in seconds, for bars to begin at their round times."""
    try:
        shown = datetime.fromtimestamp(moment, zone)
    except (OSError, OverflowError, ValueError):
        return 0
    return int((shown.replace(tzinfo=UTC) - datetime.fromtimestamp(moment, UTC)).total_seconds())


def _name(outcome: object, status: int | None) -> str:
    known: Iterable[Outcome] = (one for one in Outcome if one == outcome)
    return outcome_name(next(iter(known), Outcome.UNKNOWN), status)
