"""An exchange in words and as JSON."""

import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.exchange import Exchange, Failure, Headers, Outcome, Response
from events_console.domain.explain import explain
from events_console.domain.history_query import outcome_name
from events_console.domain.json_value import dumps
from events_console.domain.timestamps import show
from events_console.services.connections import BUILT_IN

AD_HOC: Final = "command line"  # what the history calls a connection that only options have made


def result(exchange: Exchange, path: str | None = None) -> dict[str, object]:
    """Return what became of a settled exchange, as `send --output json` tells it.

    ``path`` is what its error is about in the file, where that has more than this request.
    """
    response, timing = exchange.response, exchange.timing
    return {
        "outcome": str(exchange.outcome),
        "status": response.status if response else None,
        "requestId": response.request_id if response else None,
        "attempts": exchange.attempts,
        "latencyMs": round(timing.answer_ms, 1) if timing else None,
        "historyId": exchange.id,
        "error": _error(exchange, path),
    }


def unsent(outcome: str, error: dict[str, object] | None = None) -> dict[str, object]:
    """Return the same of a request that was not sent."""
    nothing = dict.fromkeys(("status", "requestId", "attempts", "latencyMs", "historyId"))
    return {"outcome": outcome, **nothing, "attempts": 0, "error": error}


def wire(exchange: Exchange) -> dict[str, object]:
    """Return what would leave, as `send --dry-run` adds it to that; the body is the text on the wire."""
    sent = exchange.sent
    if sent is None:
        return {}
    headers, body = dict(sent.headers), sent.body.decode()
    return {"request": {"method": sent.method, "url": sent.url, "headers": headers, "body": body}}


def _error(exchange: Exchange, path: str | None) -> dict[str, object] | None:
    explanation = explain(exchange)
    match exchange.outcome, exchange.answer:
        case Outcome.REJECTED, Response(code=code, message=message):
            return error(code, message, explanation.advice, path or explanation.path)
        case Outcome.UNANSWERED, Failure(kind=kind, message=message):
            return error(kind, message, explanation.advice)
        case _:
            return None


def error(
    code: str | None, message: str | None, explanation: str, path: str | None = None
) -> dict[str, object]:
    """Return why a request was not taken, as a part of :func:`result`."""
    return {"code": code, "message": message, "explanation": explanation, "path": path}


def record(kept: Kept) -> dict[str, object]:
    """Return a row of the history, as `history --format json` tells it."""
    exchange, annotation = kept.exchange, kept.annotation
    started = datetime.fromtimestamp(exchange.started_at, UTC)
    return {
        "id": exchange.id,
        "sentAt": started.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "connection": exchange.target.name,
        "outcome": str(exchange.outcome),
        "status": exchange.response.status if exchange.response else None,
        "requestId": exchange.response.request_id if exchange.response else None,
        "starred": annotation.starred,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "request": exchange.request.root,
    }


def annotated(annotation: Annotation) -> Iterator[str]:
    """Yield what a person has added to an exchange, line by line."""
    rows = {
        "star": "starred" if annotation.starred else "",
        "tags": " ".join(annotation.tags),
        "note": annotation.note.replace("\n", f"\n{'':14}"),
    }
    return (line for name, text in rows.items() if text for line in f"  {name:10}  {text}".split("\n"))


def facts(exchange: Exchange) -> Iterator[str]:
    """Yield what is worth knowing of an exchange, line by line."""
    response, timing = exchange.response, exchange.timing
    rows = {
        "outcome": outcome_name(exchange.outcome, response.status if response else None),
        "status": str(response.status) if response else None,
        "request ID": response.request_id if response else None,
        "time": f"{timing.answer_ms:.1f} ms, after {timing.prepare_ms:.1f} ms of preparation"
        if timing
        else None,
        "attempts": str(exchange.attempts),
        "sent at": show(int(exchange.started_at)),
        "sent to": f"{exchange.target.name}, {exchange.target.endpoint}",
        "history": exchange.id,
    }
    return (f"  {name:10}  {text}" for name, text in rows.items() if text)


def sentence(exchange: Exchange) -> str:
    """Return what happened and what to do about it."""
    explanation = explain(exchange)
    told = f"{explanation.headline.rstrip('.')}. {explanation.advice}"
    return f"{told} To send it again as it was: {resend(exchange)}" if exchange.in_doubt else told


def resend(exchange: Exchange) -> str:
    """Return the command that sends the request of ``exchange`` again with the same eventIds."""
    command, name = f"events-console send --resend {exchange.id}", exchange.target.name
    if name == AD_HOC:
        return f"{command}, with the options that said where to"
    return command if name == BUILT_IN else f"{command} --connection {shlex.quote(name)}"


def place(exchange: Exchange) -> str:
    """Return where ``exchange`` went or goes; the sandbox is everywhere the same."""
    target = exchange.target
    return target.name if target.name == BUILT_IN else f"{target.name}, {target.endpoint}"


def transcript(exchange: Exchange) -> Iterator[str]:
    """Yield the request as it was sent, what went over the wire, and the answer, line by line."""
    yield "Request"
    yield from _indented(dumps(exchange.request.root, indent=2))
    if sent := exchange.sent:
        yield from ("", "Over the wire", f"  {sent.method} {sent.url}")
        yield from message(sent.headers, sent.body)
    if response := exchange.response:
        yield from ("", "Answer", f"  {response.status}")
        yield from message(response.headers, response.body)


def message(headers: Headers, body: bytes) -> Iterator[str]:
    """Yield headers and body of a request or an answer, line by line."""
    yield from (f"  {name}: {value}" for name, value in headers)
    if body:
        yield ""
        yield from _indented(body.decode(errors="backslashreplace"))


def _indented(text: str) -> Iterator[str]:
    return (f"  {line}" for line in text.splitlines())
