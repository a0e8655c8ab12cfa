"""Searching the history: a query as SQL that reads few rows, however many there are.

Each row that is found was looked at itself, as a reading of all rows would; the index only says which are
worth that: those that have some rare parts of what is sought. Rows that the index does not know yet are
looked through beside it, and so are those that a text may mean otherwise: by an ID's beginning or as a time.
"""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache
from typing import Any, Final, TypeAlias

from events_console.domain.history_query import Query
from events_console.services import history_filters, history_times
from events_console.services.history_filters import BYTES, TIMES
from events_console.services.history_text import (
    SHORTEST,
    folded,
    has_event,
    is_common,
    matching,
    may_be_mark,
    parts,
    text_of,
    unmarked,
)

Select: TypeAlias = Callable[[str, Mapping[str, object]], list[Any]]

SHORTEST_ID: Final = 6  # characters of a history ID's beginning that are taken for it
END: Final = 2**62  # beyond each seq
_DAY: Final = 86_400  # seconds; a list may show the next day's date already
_SAMPLES: Final = 48  # rows that tell which parts of a text are rare
_NEWEST: Final = 500  # rows that are looked through for one or two characters before the index is asked
_COLUMNS: Final = (
    "outcome",
    "connection",
    "code",
    "message",
    "request_id",
    "tracking_id",
    "user_id",
    "session_id",
)
TEXT: Final = "text_of(e.status, {}, e.answer_body)".format(
    ", ".join(
        BYTES.format(column)
        for column in (*(f"e.{name}" for name in _COLUMNS), "e.request", "a.note", "a.tags")
    )
)
ANNOTATED: Final = "LEFT JOIN annotation a ON a.seq = e.seq"
_BY_ID: Final = "(e.id >= :sought AND e.id < :beyond)"
_BOUNDS: Final = "SELECT min(seq), max(seq) FROM exchange WHERE started_at >= :first AND started_at < :last"


@dataclass(frozen=True, slots=True)
class _Source:
    """What stands behind FROM, the seq that orders it, and what narrows it down."""

    tables: str
    seq: str = "e.seq"
    condition: str = "1"


_ALL: Final = _Source(f"exchange e {ANNOTATED}")
_ANNOTATIONS: Final = _Source("annotation a CROSS JOIN exchange e ON e.seq = a.seq", "a.seq")
_INDEXED: Final = _Source(
    f"words CROSS JOIN exchange e ON e.seq = words.rowid {ANNOTATED}", "words.rowid", "words MATCH :match"
)
_NOT_INDEXED: Final = _Source(f"unindexed u CROSS JOIN exchange e ON e.seq = u.seq {ANNOTATED}", "u.seq")
# The sign keeps SQLite from going through all rows in their order instead of an index.
_WITH_ID: Final = _Source(_ALL.tables, "+e.seq", _BY_ID)
_WITHIN_SPAN: Final = _Source(
    _ALL.tables, condition="e.seq BETWEEN :span_low AND :span_high AND in_spans(e.started_at, :spans)"
)
_WITHIN_SPANS: Final = _Source(
    "json_each(:spans) s CROSS JOIN exchange e ON e.started_at >= json_extract(s.value, '$[0]')"
    f" AND e.started_at < json_extract(s.value, '$[1]') {ANNOTATED}",
    "+e.seq",
)


def reading(connection: sqlite3.Connection) -> Select:
    """Return what reads through ``connection``."""
    return lambda query, values: connection.execute(query, values).fetchall()


def prepare(reader: sqlite3.Connection) -> None:
    """Teach a connection the functions that the SQL of this module calls, and what the index knows."""
    functions: dict[str, Callable[..., str | bool]] = {
        "text_of": text_of,
        "unmarked": unmarked,
        "folded": folded,
        "has_event": has_event,
        "has_tag": history_filters.has_tag,
        "in_spans": _in_spans,
    }
    for name, function in functions.items():
        reader.create_function(name, -1, function, deterministic=True)
    reader.execute("CREATE VIRTUAL TABLE temp.known USING fts5vocab(main, words, row)")


@dataclass(frozen=True, slots=True)
class Search:
    """Rows are those of each of ``sources`` for which ``condition`` holds.

    ``short`` is a text of one or two characters, of which the index has only what begins with them. All of
    the rows have a seq from ``low`` on and up to ``high``.
    """

    sources: tuple[_Source, ...]
    condition: str
    values: Mapping[str, object]
    short: str = ""
    low: int = 0
    high: int = END

    def rows(self, select: Select, columns: str, limit: int, before: int = END) -> list[Any]:
        """Return the newest rows with a seq below ``before``, of which ``e.seq`` is the first column."""
        before = min(before, self.high + 1)
        values: dict[str, object] = {**self.values, "before": before, "limit": limit, "least": self.low}
        if not self.short:
            return self._rows(select, columns, self.sources, values)
        beyond = "SELECT seq FROM exchange WHERE seq < :before ORDER BY seq DESC LIMIT 1 OFFSET :offset"
        least = select(beyond, {"before": before, "offset": _NEWEST})
        near = {**values, "least": max(self.low, least[0][0])} if least else values
        found = self._rows(select, columns, (_ALL,), near)
        if not least or len(found) == limit:
            return found
        begun = "SELECT term FROM temp.known WHERE term >= :short AND term < :beyond"
        words = select(begun, {"short": self.short, "beyond": f"{self.short}\U0010ffff"})
        far = {**values, "before": near["least"], "limit": limit - len(found)}
        sources: tuple[_Source, ...] = (_NOT_INDEXED, *self.sources)
        if words:
            far["match"] = matching([word for (word,) in words], "OR")
            sources = (_INDEXED, *sources)
        return found + self._rows(select, columns, sources, far)

    def _rows(
        self, select: Select, columns: str, sources: Sequence[_Source], values: Mapping[str, object]
    ) -> list[Any]:
        found: dict[int, Any] = {}
        for source in sources:
            statement = (
                f"SELECT {columns} FROM {source.tables} "  # noqa: S608  # all of it stands in this module
                f"WHERE {source.seq} < :before AND {source.seq} >= :least AND {source.condition} "
                f"AND {self.condition} ORDER BY {source.seq} DESC LIMIT :limit"
            )
            found |= {row[0]: row for row in select(statement, values)}
        return [found[seq] for seq in sorted(found, reverse=True)[: int(str(values["limit"]))]]


def search(query: Query, now: float, select: Select, zone: tzinfo | None = None) -> Search:
    """Return how to find what ``query``, which has no flaw, asks for; ``select`` reads the history.

    Days are those of ``zone``, of this computer's if None.
    """
    conditions, values = history_filters.conditions(query, now, zone)
    low, high = _bounds(query, now, select, zone)
    sought, others = folded(query.text.strip()), list[_Source]()
    if sought:
        values |= {"sought": sought, "beyond": f"{sought}\U0010ffff"}
        others, by_text = _by_text(query.text, now, values, select, zone)
        conditions.append(by_text)
    condition = " AND ".join(conditions) or "1"
    if {"starred", "noted"} & {value.lower() for value in query.values("is")}:
        return Search((_ANNOTATIONS,), condition, values, "", low, high)
    samples = [text for (text,) in select(_SAMPLED, {"samples": json.dumps(_spread(select))})]
    expressions = [*history_filters.expressions(query, samples)]
    if sought and (found := parts(sought, samples)) and not is_common(found, samples):
        expressions.append(matching(found))
    if not expressions:
        short = sought if 0 < len(sought) < SHORTEST else ""
        return Search(tuple(others) if short else (_ALL,), condition, values, short, low, high)
    values["match"] = " AND ".join(f"({expression})" for expression in expressions)
    return Search((_INDEXED, _NOT_INDEXED, *others), condition, values, "", low, high)


_SAMPLED: Final = f"SELECT {TEXT} FROM {_ALL.tables} WHERE e.seq IN (SELECT value FROM json_each(:samples))"  # noqa: S608


def _spread(select: Select) -> list[int]:
    """Return seqs of rows of all times, old and new, as the newest have more in common."""
    ((first,), (last,)) = (select(f"SELECT {edge}(seq) FROM exchange", {})[0] for edge in ("min", "max"))  # noqa: S608
    return [] if first is None else [first + (last - first) * at // (_SAMPLES - 1) for at in range(_SAMPLES)]


def _by_text(
    text: str, now: float, values: dict[str, object], select: Select, zone: tzinfo | None
) -> tuple[list[_Source], str]:
    """Return what else ``text`` may mean, as sources, and the condition that all of it comes to."""
    # The marks that the index knows values by are nobody's text; to take them out of each row takes a while.
    text_read = f"unmarked({TEXT})" if may_be_mark(str(values["sought"])) else TEXT
    sources, ways = list[_Source](), [f"instr({text_read}, :sought)"]
    if len(str(values["sought"])) >= SHORTEST_ID:
        sources.append(_WITH_ID)
        ways.insert(0, _BY_ID)
    ((first,),) = select("SELECT min(started_at) FROM exchange", {})
    # What claims to be of the future would have every day until then looked through.
    earliest = first if isinstance(first, float) else now
    if spans := sorted(history_times.spans(text, earliest, now + _DAY, zone)):
        values["spans"] = json.dumps(spans)
        ways.insert(0, "in_spans(e.started_at, :spans)")
        if len(spans) > 1:
            sources.append(_WITHIN_SPANS)
        elif (bounds := _seqs(spans[0], select)) is not None:
            values |= {"span_low": bounds[0], "span_high": bounds[1]}
            sources.append(_WITHIN_SPAN)
    return sources, f"({' OR '.join(ways)})"


def _bounds(query: Query, now: float, select: Select, zone: tzinfo | None) -> tuple[int, int]:
    """Return the least and the greatest seq that the filters of time let through."""
    first, last = float("-inf"), float("inf")
    for key in TIMES:
        asked = query.values(key)
        spans = [span for value in asked for span in history_filters.spans(key, value, now, zone)]
        if spans:
            first, last = max(first, min(spans)[0]), min(last, max(end for _, end in spans))
    return (0, END) if (first, last) == (float("-inf"), float("inf")) else _seqs((first, last), select)


def _seqs(span: history_times.Span, select: Select) -> tuple[int, int]:
    ((low, high),) = select(_BOUNDS, {"first": span[0], "last": span[1]})
    return (END, -1) if low is None else (low, high)


@lru_cache(8)
def _spans(spans: str) -> tuple[list[float], list[float]]:
    found = json.loads(spans)
    return [first for first, _ in found], [last for _, last in found]


def _in_spans(started_at: object, spans: str) -> bool:
    """Return whether a moment is in one of ``spans``, which are in order and apart."""
    firsts, lasts = _spans(spans)
    if not isinstance(started_at, float):
        return False
    place = bisect_right(firsts, started_at) - 1
    return place >= 0 and started_at < lasts[place]
