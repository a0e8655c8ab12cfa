"""Exchanges as an HTTP Archive (HAR 1.2), which browsers' developer tools and proxies open.

What HAR has no member for begins with "_", as its specification asks for.
"""

import json
import math
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from events_console.domain import wire
from events_console.domain.annotation import Kept
from events_console.domain.exchange import Exchange, Headers, Response, Sent
from events_console.domain.explain import explain
from events_console.domain.service_model import put_events

_PROTOCOL: Final = "HTTP/1.1"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_JSON: Final = "application/json"
_UNTYPED: Final = "application/octet-stream"


def write(kept: Iterable[Kept], version: str) -> Iterator[str]:
    """Yield a log of ``kept`` piece by piece; ``version`` is that of this program.

    A request that never left is told as it would have: its address and its body, without headers.
    """
    creator = json.dumps({"name": "Events Console", "version": version})
    yield f'{{"log": {{"version": "1.2", "creator": {creator}, "pages": [], "entries": ['
    opening = "\n"
    for one in kept:
        yield opening + json.dumps(_entry(one))
        opening = ",\n"
    yield "\n]}}\n"


def _entry(kept: Kept) -> dict[str, object]:
    exchange, timing = kept.exchange, kept.exchange.timing
    began = _EPOCH + timedelta(seconds=exchange.started_at)
    prepared, answered = (_finite(timing.prepare_ms), _finite(timing.answer_ms)) if timing else (-1, 0)
    return {
        "startedDateTime": began.isoformat(timespec="milliseconds"),
        "time": _finite(timing.total_ms) if timing else 0,
        "request": _request(exchange),
        "response": _response(exchange),
        "cache": {},
        "timings": {"blocked": prepared, "send": 0, "wait": answered, "receive": 0},
        **({"comment": kept.annotation.note} if kept.annotation.note else {}),
        "_id": exchange.id,
        "_outcome": str(exchange.outcome),
    }


def _finite(milliseconds: float) -> float:
    """Return a time that JSON has a number for."""
    return milliseconds if math.isfinite(milliseconds) else 0


def _request(exchange: Exchange) -> dict[str, object]:
    sent = exchange.sent or _unsent(exchange)
    return {
        "method": sent.method,
        "url": sent.url,
        **_head(sent.headers),
        "queryString": [{"name": name, "value": value} for name, value in _query(sent.url)],
        "postData": {"mimeType": _type(sent.headers) or _JSON, **_text(sent.body)},
        "bodySize": len(sent.body) if exchange.sent else -1,
    }


def _unsent(exchange: Exchange) -> Sent:
    operation = put_events()
    url = exchange.target.endpoint.rstrip("/") + operation.uri
    return Sent(operation.method, url, (), wire.text(exchange.request).encode())


def _response(exchange: Exchange) -> dict[str, object]:
    """Return the answer; without one its status is 0, and what broke off is its content."""
    failure = exchange.failure
    answer = exchange.response or (failure and failure.partial) or Response(0, (), b"")
    status = exchange.response.status if exchange.response else 0
    known = status in HTTPStatus.__members__.values()
    return {
        "status": status,
        "statusText": HTTPStatus(status).phrase if known else "",
        **_head(answer.headers),
        "content": {
            "size": len(answer.body),
            "mimeType": _type(answer.headers) or _UNTYPED,
            **_text(answer.body),
        },
        "redirectURL": _header(answer.headers, "location"),
        "bodySize": len(answer.body) if exchange.response else -1,
        **({} if exchange.response else {"_error": explain(exchange).headline}),
    }


def _head(headers: Headers) -> dict[str, object]:
    listed = [{"name": name, "value": value} for name, value in headers]
    return {"httpVersion": _PROTOCOL, "cookies": [], "headers": listed, "headersSize": -1}


def _header(headers: Headers, name: str) -> str:
    return next((value for each, value in headers if each.lower() == name), "")


def _type(headers: Headers) -> str:
    return _header(headers, "content-type")


def _query(url: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(url).query, keep_blank_values=True)
    except ValueError:  # it is no address, or has more of them than anybody sends
        return []


def _text(body: bytes) -> dict[str, str]:
    try:
        return {"text": body.decode()}
    except UnicodeDecodeError:
        return {"text": b64encode(body).decode(), "encoding": "base64"}
