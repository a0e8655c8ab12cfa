"""An exchange as a row of the history, and back again; not a character differs.

Requests are JSON text, bodies are bytes as they were. What a list shows or a filter asks for has a column of
its own, in which lone surrogates, which SQLite does not take, are escaped. The rest is JSON.
"""

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Headers, Outcome, Response, Sent, Target, Timing
from events_console.domain.json_value import KEPT, Json, Object, dumps, freeze
from events_console.domain.request import Request
from events_console.domain.timestamps import show

STORED: Final = (
    "id",
    "started_at",
    "outcome",
    "request",
    "source",
    "target",
    "details",
    "sent_body",
    "answer_body",
)
OUTCOME_COLUMNS: Final = (
    "outcome",
    "status",
    "code",
    "message",
    "request_id",
    "total_ms",
    "answer_ms",
    "details",
    "sent_body",
    "answer_body",
)
COLUMNS: Final = (
    "id",
    "started_at",
    "connection",
    "kind",
    "event_count",
    "event_type",
    "item_id",
    "user_id",
    "session_id",
    "tracking_id",
    "request",
    "source",
    "target",
    *OUTCOME_COLUMNS,
)

# ruff: disable[S608]  # the names in these are this program's own
GET: Final = f"SELECT {', '.join(STORED)} FROM exchange WHERE id = :id"
INSERT: Final = f"""
    INSERT INTO exchange ({", ".join(COLUMNS)}, owner)
    VALUES ({", ".join(f":{name}" for name in COLUMNS)}, :owner)
"""
# ruff: enable[S608]


def to_row(exchange: Exchange) -> dict[str, object]:
    """Return all ``COLUMNS`` of ``exchange``, by name."""
    request = exchange.request
    event = request.event(0) if request.events else Object()
    return {
        **outcome_columns(exchange),
        "started_at": exchange.started_at,
        "connection": storable(exchange.target.name),
        "kind": exchange.target.kind.value,
        "event_count": len(request.events),
        "event_type": shown(event.get("eventType")),
        "item_id": shown(event.get("itemId")),
        "user_id": shown(request.root.get("userId")),
        "session_id": shown(request.root.get("sessionId")),
        "tracking_id": shown(request.root.get("trackingId")),
        "request": dumps(request.root),
        "target": _json(exchange.target),
        "source": exchange.source and dumps(exchange.source.root),
    }


def outcome_columns(exchange: Exchange) -> dict[str, object]:
    """Return id and ``OUTCOME_COLUMNS`` of ``exchange``, by name: what changes when it is settled."""
    response, failure = exchange.response, exchange.failure
    answer = response or (failure and failure.partial)
    return {
        "id": exchange.id,
        "outcome": exchange.outcome.value,
        "status": response and response.status,
        "code": response and shown(response.code),
        "message": shown(response.message) if response else failure and storable(failure.message),
        "request_id": answer and shown(answer.request_id),
        "total_ms": exchange.timing and exchange.timing.total_ms,
        "answer_ms": exchange.timing and exchange.timing.answer_ms,
        "details": _details(exchange),
        "sent_body": exchange.sent and exchange.sent.body,
        "answer_body": answer and answer.body,
    }


def from_row(row: Mapping[str, Any]) -> Exchange:
    """Return the exchange of a row that has the columns ``STORED``.

    ValueError where it holds none, which something else must have written.
    """
    try:
        exchange = _exchange(row)
    except (AttributeError, LookupError, RecursionError, TypeError) as error:
        raise ValueError(str(error)) from error
    if not _fits(exchange, Exchange) or show(exchange.started_at) is None:
        raise ValueError("a value is not of its type")
    return exchange


def _exchange(row: Mapping[str, Any]) -> Exchange:
    document, target, kept = (json.loads(row[name]) for name in ("request", "target", "details"))
    sent, response, failure = kept["sent"], kept["response"], kept["failure"]
    if failure and failure["partial"]:
        failure["partial"] = Response(**_with_body(failure["partial"], row["answer_body"]))
    source = row["source"]
    return Exchange(
        row["id"],
        _request(document),
        Target(**{**target, "kind": ConnectionKind(target["kind"])}),
        row["started_at"],
        Outcome(row["outcome"]),
        kept["attempts"],
        kept["timing"] and Timing(**kept["timing"]),
        sent and Sent(**_with_body(sent, row["sent_body"])),
        Response(**_with_body(response, row["answer_body"])) if response else failure and Failure(**failure),
        None if source is None else _request(json.loads(source)),
    )


def _request(document: object) -> Request:
    frozen = freeze(document, KEPT)
    if not isinstance(frozen, Object):
        raise TypeError("a request is an object")
    return Request(frozen)


def storable(text: str) -> str:
    """Return ``text`` with its lone surrogates escaped as they are in the request's JSON."""
    return text.encode(errors="backslashreplace").decode()


def shown(value: Json) -> str | None:
    """Return a member as the text that a list shows: one that is no text as JSON."""
    return None if value is None else storable(value if isinstance(value, str) else dumps(value))


def _details(exchange: Exchange) -> str:
    return _json(
        {name: getattr(exchange, name) for name in ("attempts", "timing", "sent", "response", "failure")}
    )


def _json(value: object) -> str:
    return json.dumps(value, default=_members)


def _members(value: Any) -> dict[str, object]:  # noqa: ANN401  # whichever of the exchange's dataclasses
    return {name: getattr(value, name) for name in value.__slots__ if name != "body"}


def _fits(value: object, kind: Any) -> bool:  # noqa: ANN401  # as an annotation says it
    """Return whether ``value``, and what is in it, is of the type ``kind``; JSON is whatever it is."""
    if isinstance(kind, UnionType):
        return any(_fits(value, one) for one in get_args(kind))
    if get_origin(kind) is tuple:  # pairs, as their unpacking has shown
        return isinstance(value, tuple) and all(isinstance(text, str) for pair in value for text in pair)
    if isinstance(kind, type) and is_dataclass(kind):
        members = _members_of(kind).items()
        return isinstance(value, kind) and all(_fits(getattr(value, name), one) for name, one in members)
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, (int, float) if kind is float else kind)


_members_of: Final = cache(get_type_hints)


def _with_body(members: Mapping[str, Any], body: bytes | None) -> dict[str, Any]:
    headers: Headers = tuple((name, value) for name, value in members["headers"])
    return {**members, "headers": headers, "body": body}
