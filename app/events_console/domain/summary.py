"""What exchanges come to: their outcomes over time, and how long answers took."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from events_console.domain.history_query import OUTCOMES

MOST_BARS: Final = 40
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_WIDTHS: Final = (  # seconds of a bar: what a person would draw
    *(1, 2, 5, 10, 15, 30),
    *(_MINUTE * each for each in (1, 2, 5, 10, 15, 30)),
    *(_HOUR * each for each in (1, 2, 3, 6, 12)),
    *(_DAY * each for each in (1, 2, 7, 14, 30, 90, 365, 3650, 36500)),
)

Row: TypeAlias = tuple[float, str, float | None]  # when it was sent, its outcome, and its latency


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, from ``start`` in Unix seconds on, and how many exchanges of each outcome are in it.

    The names are those of :data:`events_console.domain.history_query.OUTCOMES`; a missing one is none.
    """

    start: float
    seconds: float
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """``total`` exchanges that were found, the newest of them if ``is_complete`` is false.

    ``bars`` follow each other without gaps from the first to the last exchange, at most :data:`MOST_BARS` of
    one length. Latencies are milliseconds until answers were read; None where none came.
    """

    total: int = 0
    is_complete: bool = True
    outcomes: Mapping[str, int] = field(default_factory=dict)
    bars: tuple[Bar, ...] = ()
    median_ms: float | None = None
    p95_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Bars from round times on: the first one's ``start``, the ``seconds`` of each, and their number."""

    start: float
    seconds: float
    number: int


def scale(first: float, last: float, offset: float = 0.0, most: int = MOST_BARS) -> Scale:
    """Return bars from the first to the last exchange; ``offset`` is that of the zone, in seconds."""
    for width in (*_WIDTHS, max(1.0, last - first)):
        start = (first + offset) // width * width - offset
        number = int((last - start) // width) + 1
        if number <= most:
            return Scale(start, width, number)
    raise AssertionError("a bar as long as all of it is one of two")


def ranks(number: int) -> tuple[int, int]:
    """Return which of so many is the median, and which the 95th percentile: the nearest ranks."""
    return (number + 1) // 2, -(-number * 95 // 100)


def of_counts(
    total: int,
    bars: Scale,
    counts: Mapping[int, Mapping[str, int]],
    latencies: tuple[float, float] | None,
    *,
    is_complete: bool = True,
) -> Summary:
    """Return the summary of exchanges that were counted by bar and outcome."""
    drawn = tuple(
        Bar(bars.start + place * bars.seconds, bars.seconds, dict(counts.get(place, {})))
        for place in range(bars.number)
    )
    outcomes: Counter[str] = Counter()
    for each in counts.values():
        outcomes.update(each)
    ordered = {name: outcomes[name] for name in OUTCOMES if outcomes[name]}
    return Summary(total, is_complete, ordered, drawn, *(latencies or (None, None)))


def of_rows(
    rows: Sequence[Row],
    offset: float = 0.0,
    most: int = MOST_BARS,
    *,
    is_complete: bool = True,
) -> Summary:
    """Return the summary of exchanges of which the time, the outcome and the latency are given."""
    if not rows:
        return Summary(is_complete=is_complete)
    moments = [moment for moment, _, _ in rows]
    bars = scale(min(moments), max(moments), offset, most)
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for moment, outcome, _ in rows:
        counts[int((moment - bars.start) // bars.seconds)][outcome] += 1
    took = sorted(latency for _, _, latency in rows if latency is not None)
    median, p95 = ranks(len(took))
    latencies = (took[median - 1], took[p95 - 1]) if took else None
    return of_counts(len(rows), bars, counts, latencies, is_complete=is_complete)
