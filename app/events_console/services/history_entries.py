"""The lines in which the history is listed, and the values that it may be asked for."""

from dataclasses import dataclass, replace
from typing import Any, Final

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Outcome
from events_console.domain.timestamps import show
from events_console.services import history_annotations
from events_console.services.history_search import Select

_KINDS: Final = {kind.value: kind for kind in ConnectionKind}
_OUTCOMES: Final = {outcome.value: outcome for outcome in Outcome}

# Something else may have written a row; the types are those of Entry whatever it wrote.
ENTRY: Final = """
    e.seq, CAST(e.id AS TEXT), CAST(e.started_at AS REAL), CAST(e.connection AS TEXT), CAST(e.kind AS TEXT),
    CAST(e.outcome AS TEXT), CAST(e.status AS INTEGER), CAST(e.code AS TEXT), CAST(e.answer_ms AS REAL),
    CAST(e.event_count AS INTEGER), CAST(e.event_type AS TEXT), CAST(e.item_id AS TEXT),
    CAST(e.user_id AS TEXT), CAST(a.starred AS INTEGER), CAST(a.note AS TEXT), CAST(a.tags AS TEXT)
"""
_MEMBERS: Final = {"type": "$.eventType", "item": "$.itemId"}
_LATELY: Final = 2_000  # exchanges that tell which values are in use
_VALUES: Final = {
    "connection": "connection",
    "tracker": "tracking_id",
    "user": "user_id",
    "session": "session_id",
    "status": "CAST(status AS TEXT)",
    "code": "code",
}
_USED: Final = """
    SELECT value FROM (SELECT {column} AS value FROM exchange ORDER BY seq DESC LIMIT :lately)
    WHERE value <> '' GROUP BY value ORDER BY count(*) DESC, value LIMIT :most
"""
_USED_IN_EVENTS: Final = """
    SELECT json_extract(event.value, :member) AS used
    FROM (SELECT request FROM exchange ORDER BY seq DESC LIMIT 500) e,
        json_each(CASE WHEN json_valid(e.request) THEN e.request ELSE '{}' END, '$.eventList') event
    WHERE event.type = 'object' AND typeof(used) = 'text' AND used <> ''
    GROUP BY used ORDER BY count(*) DESC, used LIMIT :most
"""
_USED_TAGS: Final = """
    SELECT tag.value FROM annotation a, json_each(CASE WHEN json_valid(a.tags) THEN a.tags ELSE '[]' END) tag
    GROUP BY tag.value ORDER BY count(*) DESC, tag.value LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; ``seq`` orders them, ``event_type`` and ``item_id`` are of the first event.

    ``answer_ms`` is the latency: the time until the answer was read, without that of preparing the request.
    """

    seq: int
    id: str
    started_at: float
    connection: str
    kind: ConnectionKind
    outcome: Outcome
    status: int | None
    code: str | None
    answer_ms: float | None
    event_count: int
    event_type: str | None
    item_id: str | None
    user_id: str | None
    starred: bool
    note: str
    tags: tuple[str, ...]


def entry(values: tuple[Any, ...]) -> Entry:
    """Return the line of a row that has the columns ``ENTRY``."""
    annotation = history_annotations.of_row(*values[-3:])
    made = Entry(*(*values[:-3], annotation.starred, annotation.note, annotation.tags))
    return replace(
        made,
        started_at=0.0 if show(made.started_at) is None else made.started_at,
        kind=_KINDS.get(made.kind, ConnectionKind.PRODUCTION),  # of which people are most careful
        outcome=_OUTCOMES.get(made.outcome, Outcome.UNKNOWN),
    )


def values(select: Select, key: str, most: int) -> tuple[str, ...]:
    """Return the values of a filter that are in use lately, the most frequent first."""
    if key in _MEMBERS:
        rows = select(_USED_IN_EVENTS, {"member": _MEMBERS[key], "most": most})
    elif key == "tag":
        rows = select(_USED_TAGS, {"most": most})
    elif key in _VALUES:
        rows = select(_USED.format(column=_VALUES[key]), {"lately": _LATELY, "most": most})
    else:
        return ()
    return tuple(str(value) for (value,) in rows)
