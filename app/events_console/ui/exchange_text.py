"""An exchange in words and as text: its times, its outcome, and what went over the wire."""

import json
from http import HTTPStatus
from typing import Final

from PySide6.QtCore import QDate, QDateTime, QLocale

from events_console.domain.exchange import Exchange, Headers, Outcome, Response
from events_console.domain.explain import word
from events_console.domain.json_value import Object, dumps, freeze
from events_console.ui.parts import glimpse

_ENGLISH: Final = QLocale.c()
_INDENTED: Final = 500  # events, beyond which laying JSON out takes longer than a person should wait
_SHOWN: Final = 256 * 1024  # bytes of a body, beyond which laying it out and showing it does so too


def spoken_verdict(outcome: Outcome, status: int | None) -> str:
    """Return an outcome as a screen reader should say it: "Accepted, status 200"."""
    called = word(outcome, status)
    return f"{called}, status {status}" if status else called


def duration(milliseconds: float) -> str:
    """Return a time span: "38 ms", "5.0 s"."""
    return f"{milliseconds:.0f} ms" if milliseconds < 999.5 else f"{milliseconds / 1000:.1f} s"  # noqa: PLR2004


def measure(exchange: Exchange) -> str:
    """Return what an exchange took: "36 ms · 1 attempt · 2 ms of preparation, 38 ms in all"."""
    parts, timing = [], exchange.timing
    if timing:
        parts.append(duration(timing.answer_ms))
    if exchange.attempts:
        parts.append(f"{exchange.attempts} attempt{'' if exchange.attempts == 1 else 's'}")
    if timing:
        parts.append(f"{duration(timing.prepare_ms)} of preparation, {duration(timing.total_ms)} in all")
    return " · ".join(parts)


def short_time(started_at: float) -> str:
    """Return the local time of sending, kept short: "14:02:11", "20 Nov 14:02", "20 Nov 2025 14:02"."""
    moment, today = _local(started_at), QDate.currentDate()
    if moment.date() == today:
        return _ENGLISH.toString(moment, "HH:mm:ss")
    this_year = moment.date().year() == today.year()
    return _ENGLISH.toString(moment, "d MMM HH:mm" if this_year else "d MMM yyyy HH:mm")


def date_time(started_at: float) -> str:
    """Return the local time of sending to the minute: "20 Nov 2026 14:02"."""
    return _ENGLISH.toString(_local(started_at), "d MMM yyyy HH:mm")


def day(started_at: float) -> str:
    """Return the local day of sending: "20 Nov 2026"."""
    return _ENGLISH.toString(_local(started_at), "d MMM yyyy")


def about(exchange: Exchange) -> str:
    """Return what an exchange is about and when it was sent: "purchase · sku-1 +2, 20 Nov 14:02"."""
    events = exchange.request.events
    first = exchange.request.event(0) if events else Object()
    named = (text for key in ("eventType", "itemId") if isinstance(text := first.get(key), str) and text)
    what = " · ".join(named) or ("No event type" if events else "No event")
    beside = f" +{len(events) - 1:,}" if len(events) > 1 else ""
    return f"{glimpse(what)}{beside}, {short_time(exchange.started_at)}"


def full_time(started_at: float) -> str:
    """Return the local time of sending with its zone: "20 Nov 2026 14:02:11 CET"."""
    return _ENGLISH.toString(_local(started_at), "d MMM yyyy HH:mm:ss t")


def time_span(start: float, end: float) -> str:
    """Return a local stretch of time: "21 Nov 14:00–15:00", "30 Dec 2025 09:00:20–09:00:40"."""
    first, last = _local(start), _local(end)
    clock = "HH:mm" if first.time().second() == last.time().second() == 0 else "HH:mm:ss"
    this_year = first.date().year() == last.date().year() == QDate.currentDate().year()
    whole = f"d MMM {clock}" if this_year else f"d MMM yyyy {clock}"
    until = clock if first.date() == last.date() else whole
    return f"{_ENGLISH.toString(first, whole)}–{_ENGLISH.toString(last, until)}"


def answer_text(exchange: Exchange) -> str:
    """Return the answer: status, headers, and the body, laid out where it is JSON."""
    failure = exchange.failure
    if failure is None:
        return _response_text(exchange.response) if exchange.response else "No answer has come."
    arrived = "may have arrived" if failure.may_have_arrived else "has not arrived"
    said = f"{failure.message}\nThe request {arrived}."
    return f"{said}\n\nWhat was answered:\n\n{_response_text(failure.partial)}" if failure.partial else said


def sent_text(exchange: Exchange) -> str:
    """Return what left: the request line, the headers without their secrets, and the exact body."""
    if exchange.sent is None:
        return "Nothing has left this computer."
    sent = exchange.sent
    return _message_text(f"{sent.method} {sent.url}", sent.headers, _decoded(sent.body))


def request_text(exchange: Exchange) -> str:
    """Return the document as it was sent, as JSON."""
    request = exchange.request
    return dumps(request.root, indent=2 if len(request.events) <= _INDENTED else None)


def _response_text(response: Response) -> str:
    body = _body_text(response.body) or "The body is empty."
    return _message_text(f"{response.status} {_phrase(response.status)}".strip(), response.headers, body)


def _message_text(first_line: str, headers: Headers, body: str) -> str:
    return "\n".join((first_line, *(f"{name}: {value}" for name, value in headers), "", body))


def _body_text(body: bytes) -> str:
    if len(body) <= _SHOWN:
        return _laid_out(_decoded(body))
    return f"{_decoded(body[:_SHOWN])}\n\nThese are the first {_SHOWN:,} of {len(body):,} bytes."


def _decoded(body: bytes) -> str:
    return body.decode(errors="backslashreplace")


def _laid_out(body: str) -> str:
    """Return JSON on several lines; what is none, or would lose a repeated key by that, as it is."""
    try:
        text = dumps(freeze(json.loads(body)), indent=2)
    except (ValueError, RecursionError):
        return body
    return text if "".join(text.split()) == "".join(body.split()) else body


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _local(started_at: float) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(started_at))
