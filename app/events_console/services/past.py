"""What was sent over a connection before, for the rules that compare a request with it."""

import json
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.history_query import Query
from events_console.domain.json_value import Object
from events_console.domain.lint.context import Past, Visit
from events_console.domain.request import event_id
from events_console.services.exchange_rows import storable
from events_console.services.history import History

_MOST_LIKELY: Final = 20  # exchanges with a text that may be the eventId of one of their events
_MOST_VISITS: Final = 1_000  # rules look through them at each keystroke

# A row may have been written by something else: whatever it holds, the query goes on. Two paths at once make
# json_extract give JSON, in which a text is whole that holds a NUL or half a character; as bytes, it may be
# any.
_SENT: Final = """
    SELECT outcome = 'accepted', tracking_id, user_id, session_id, event_count, CAST((
        SELECT json_group_array(json_extract(value, '$.eventId', '$.eventType'))
        FROM json_each(CASE WHEN json_valid(request) THEN request ELSE '{}' END, '$.eventList')
        WHERE type = 'object'
    ) AS BLOB)
    FROM exchange
    WHERE connection = :connection AND (
        outcome IN ('accepted', 'pending', 'unknown') OR status >= 500 OR status < 200
        OR CASE WHEN json_valid(details) THEN json_extract(details, '$.failure.may_have_arrived') END
    )
    ORDER BY seq DESC LIMIT :most
"""


def past(history: History, connection_name: str, most: int = 10_000) -> Past:
    """Return what the newest ``most`` requests to a connection hold that were taken or may have arrived.

    OSError where the history cannot be read.
    """
    trackers: dict[str, str] = {}
    types: set[str] = set()
    visits: list[Visit] = []
    rows = history.select(_SENT, {"connection": storable(connection_name), "most": most})
    for is_accepted, tracking_id, user_id, session_id, events, pairs in rows:
        for sent_id, event_type in _pairs(pairs):
            if isinstance(sent_id, str):
                trackers.setdefault(sent_id, _text(tracking_id) or "")
            if is_accepted and isinstance(event_type, str):
                types.add(event_type)
        if len(visits) < _MOST_VISITS and isinstance(session_id, str) and isinstance(events, int):
            visits.append(Visit(_text(user_id), session_id, events))
    return Past(MappingProxyType(trackers), frozenset(types), tuple(visits))


def with_ids(past: Past, history: History, connection_name: str, ids: Iterable[str]) -> Past:
    """Return ``past`` with those of the eventIds ``ids`` that went to a connection at any time.

    Each is looked for by itself, in a few milliseconds. OSError where the history cannot be read.
    """
    there = (("connection", connection_name),)
    trackers = {}
    for one in ids:
        for entry in history.page(_MOST_LIKELY, query=Query(one, there)):
            exchange = history.get(entry.id)
            if exchange and _counts(exchange) and one in map(event_id, exchange.request.events):
                trackers[one] = exchange.request.text("trackingId")
                break
    return replace(past, trackers=MappingProxyType({**trackers, **past.trackers})) if trackers else past


def with_exchange(past: Past, exchange: Exchange) -> Past:
    """Return ``past`` with an exchange that was settled after it."""
    if not _counts(exchange):
        return past
    is_accepted = exchange.outcome is Outcome.ACCEPTED
    request = exchange.request
    events = [event for event in request.events if isinstance(event, Object)]
    tracker = request.text("trackingId")
    sent = {one: tracker for event in events if (one := _text(event.get("eventId"))) is not None}
    types = {one for event in events if is_accepted and (one := _text(event.get("eventType"))) is not None}
    session = _text(request.root.get("sessionId"))
    visit = session and Visit(_text(request.root.get("userId")), session, len(request.events))
    return Past(
        MappingProxyType({**past.trackers, **sent}),
        past.event_types | types,
        (visit, *past.visits)[:_MOST_VISITS] if visit else past.visits,
    )


def _counts(exchange: Exchange) -> bool:
    """Return whether what was sent was taken or may have arrived; of what is on its way others tell."""
    return exchange.outcome is Outcome.ACCEPTED or exchange.in_doubt


def _pairs(found: bytes) -> list[Any]:
    """Return the eventId and the eventType of each event; none where a text in them is no text at all."""
    try:
        pairs: list[Any] = json.loads(found)
    except ValueError:
        return []
    return pairs


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
