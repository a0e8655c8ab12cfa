"""What the exchanges that a search finds come to: outcomes over time, and how long answers took."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from events_console.domain.exchange import Outcome
from events_console.domain.history_query import OUTCOMES, outcome_name
from events_console.domain.summary import MOST_BARS, Bar, Summary
from events_console.services.history_search import END, Select

MOST: Final = 20_000  # exchanges found by a search that its summary looks at
MOST_OF_ALL: Final = 50_000  # exchanges that are summed up without a search
_SLICE: Final = 50
_COLUMNS: Final = "e.seq, e.started_at, e.outcome, e.status, e.answer_ms"
_WIDTHS: Final = (  # seconds of a bar: what a person would draw
    *(1, 2, 5, 10, 15, 30),
    *(60, 120, 300, 600, 900, 1800),
    *(3600, 7200, 10_800, 21_600, 43_200),
    *(86_400, 172_800, 604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000, 315_360_000),
)
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


def of_all(select: Select) -> Summary:
    """Return the summary of the newest ``MOST_OF_ALL`` exchanges; SQLite counts."""
    since = select(_SINCE, {"most": MOST_OF_ALL})
    values: dict[str, object] = {"since": since[0][0] if since else float("-inf")}
    ((first, last, total),) = select(_EDGES, values)
    if not total:
        return Summary()
    start, width, number = _scale(first, last)
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for bar, outcome, failed, count in select(_GROUPS, {**values, "first": start, "width": width}):
        counts[bar][_name(outcome, 500 if failed else None)] += count
    ((answers,),) = select(f"SELECT count(*) {_ANSWERS}", values)
    ranked = [
        select(_RANKED, {**values, "place": place - 1})[0][0]
        for place in (_ranks(answers) if answers else ())
    ]
    latencies = (ranked[0], ranked[1]) if ranked else None
    return _summary(total, start, width, number, counts, latencies, is_complete=not since)


def of_found(found: Callable[[str, int, int], list[Any]], is_wanted: Callable[[], bool]) -> Summary | None:
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
    return _of_rows([row[1:] for row in rows[:MOST]], is_complete=is_complete)


def _of_rows(rows: list[tuple[Any, ...]], *, is_complete: bool) -> Summary:
    timed = [row for row in rows if isinstance(row[0], float)]
    if not timed:
        return Summary(len(rows), is_complete)
    moments = [row[0] for row in timed]
    start, width, number = _scale(min(moments), max(moments))
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    took = []
    for started_at, outcome, status, answer_ms in timed:
        name = _name(outcome, status if isinstance(status, int) else None)
        counts[int((started_at - start) / width)][name] += 1
        if name in _ANSWERED and isinstance(answer_ms, float):
            took.append(answer_ms)
    took.sort()
    median, p95 = _ranks(len(took))
    ranked = (took[median - 1], took[p95 - 1]) if took else None
    return _summary(len(rows), start, width, number, counts, ranked, is_complete=is_complete)


def _summary(  # noqa: PLR0913, PLR0917  # the parts of one
    total: int,
    start: float,
    width: float,
    number: int,
    counts: Mapping[int, Mapping[str, int]],
    ranked: tuple[float, float] | None,
    *,
    is_complete: bool = True,
) -> Summary:
    bars = tuple(
        Bar(start + place * width, width, dict(counts[place]) if place in counts else {})
        for place in range(number)
    )
    outcomes: Counter[str] = Counter()
    for each in counts.values():
        outcomes.update(each)
    median, p95 = ranked or (None, None)
    return Summary(total, is_complete, _in_order(outcomes), bars, median, p95)


def _ranks(number: int) -> tuple[int, int]:
    """Return which of so many is the median, and which the 95th percentile: the nearest ranks."""
    return (number + 1) // 2, -(-number * 95 // 100)


def _in_order(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in OUTCOMES if counts.get(name)}


def _scale(first: float, last: float) -> tuple[float, float, int]:
    """Return where the first bar begins, how long each is, and how many there are.

    Bars begin at round times of the local clock, as it was at the first exchange.
    """
    try:
        offset = time.localtime(first).tm_gmtoff
    except (OSError, OverflowError, ValueError):
        offset = 0
    for width in (*_WIDTHS, max(1.0, last - first)):
        start = (first + offset) // width * width - offset
        number = int((last - start) // width) + 1
        if number <= MOST_BARS:
            return start, width, number
    raise AssertionError("a bar as long as all of it is one of two")


def _name(outcome: object, status: int | None) -> str:
    known: Iterable[Outcome] = (one for one in Outcome if one == outcome)
    return outcome_name(next(iter(known), Outcome.UNKNOWN), status)
