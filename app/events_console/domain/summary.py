"""What exchanges come to: their outcomes over time, and how long answers took."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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


MOST_BARS = 40
