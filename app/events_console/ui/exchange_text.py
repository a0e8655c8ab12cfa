"""An exchange in words and as text: its times, its outcome, and what went over the wire."""

import json
from http import HTTPStatus
from typing import Final

from PySide6.QtCore import QDateTime, QLocale

from events_console.domain.exchange import Exchange, Headers, Response
from events_console.domain.json_value import Object, dumps, freeze
from events_console.ui import times
from events_console.ui.language import number, tr
from events_console.ui.parts import glimpse

_INDENTED: Final = 500  # events, beyond which laying JSON out takes longer than a person should wait
_SHOWN: Final = 256 * 1024  # bytes of a body, beyond which laying it out and showing it does so too


def duration(milliseconds: float) -> str:
    """Return a time span: "38 ms", "5.0 s"."""
    if milliseconds < 999.5:  # noqa: PLR2004  # what is shown as 999 ms
        return f"{milliseconds:.0f} ms"
    return f"{QLocale().toString(milliseconds / 1000, 'f', 1)} s"


def measure(exchange: Exchange) -> str:
    """Return what an exchange took: "36 ms · 1 attempt · 2 ms of preparation, 38 ms in all"."""
    parts, timing = [], exchange.timing
    if timing:
        parts.append(duration(timing.answer_ms))
    if exchange.attempts:
        parts.append(tr("%Ln attempt(s)", "", exchange.attempts))
    if timing:
        said = tr("{first} of preparation, {whole} in all")
        parts.append(said.format(first=duration(timing.prepare_ms), whole=duration(timing.total_ms)))
    return " · ".join(parts)


def short_time(started_at: float) -> str:
    """Return the time of sending, kept short: "14:02:11", "20 Nov 14:02", "20 Nov 2025 14:02"."""
    moment, today = _shown_at(started_at), times.today()
    if moment.date() == today:
        return moment.toString("HH:mm:ss")
    this_year = moment.date().year() == today.year()
    return f"{_day(moment, with_year=not this_year)} {moment.toString('HH:mm')}"


def date_time(started_at: float) -> str:
    """Return the time of sending to the minute: "20 Nov 2026 14:02"."""
    moment = _shown_at(started_at)
    return f"{_day(moment)} {moment.toString('HH:mm')}"


def day(started_at: float) -> str:
    """Return the day of sending: "20 Nov 2026"."""
    return _day(_shown_at(started_at))


def about(exchange: Exchange) -> str:
    """Return what an exchange is about and when it was sent: "purchase · sku-1 +2, 20 Nov 14:02"."""
    events = exchange.request.events
    first = exchange.request.event(0) if events else Object()
    named = (text for key in ("eventType", "itemId") if isinstance(text := first.get(key), str) and text)
    what = " · ".join(named) or (tr("No event type") if events else tr("No event"))
    beside = f" +{number(len(events) - 1)}" if len(events) > 1 else ""
    return f"{glimpse(what)}{beside}, {short_time(exchange.started_at)}"


def full_time(started_at: float) -> str:
    """Return the time of sending with its zone: "20 Nov 2026 14:02:11 CET"."""
    moment = _shown_at(started_at)
    return f"{_day(moment)} {moment.toString('HH:mm:ss t')}"


def time_span(start: float, end: float) -> str:
    """Return a stretch of time: "21 Nov 14:00–15:00", "30 Dec 2025 09:00:20–09:00:40"."""
    first, last = _shown_at(start), _shown_at(end)
    clock = "HH:mm" if first.time().second() == last.time().second() == 0 else "HH:mm:ss"
    this_year = first.date().year() == last.date().year() == times.today().year()
    begins, ends = (
        f"{_day(moment, with_year=not this_year)} {moment.toString(clock)}" for moment in (first, last)
    )
    return f"{begins}–{last.toString(clock) if first.date() == last.date() else ends}"


def answer_text(exchange: Exchange) -> str:
    """Return the answer: status, headers, and the body, laid out where it is JSON."""
    failure = exchange.failure
    if failure is None:
        return _response_text(exchange.response) if exchange.response else tr("No answer has come.")
    came = failure.may_have_arrived
    arrived = tr("The request may have arrived.") if came else tr("The request has not arrived.")
    said = f"{failure.message}\n{arrived}"
    if failure.partial is None:
        return said
    return "\n\n".join((said, tr("What was answered:"), _response_text(failure.partial)))


def sent_text(exchange: Exchange) -> str:
    """Return what left: the request line, the headers without their secrets, and the exact body."""
    if exchange.sent is None:
        return tr("Nothing has left this computer.")
    sent = exchange.sent
    return _message_text(f"{sent.method} {sent.url}", sent.headers, _decoded(sent.body))


def request_text(exchange: Exchange) -> str:
    """Return the document as it was sent, as JSON."""
    request = exchange.request
    return dumps(request.root, indent=2 if len(request.events) <= _INDENTED else None)


def _response_text(response: Response) -> str:
    body = _body_text(response.body) or tr("The body is empty.")
    return _message_text(f"{response.status} {_phrase(response.status)}".strip(), response.headers, body)


def _message_text(first_line: str, headers: Headers, body: str) -> str:
    return "\n".join((first_line, *(f"{name}: {value}" for name, value in headers), "", body))


def _body_text(body: bytes) -> str:
    if len(body) <= _SHOWN:
        return _laid_out(_decoded(body))
    return f"{_decoded(body[:_SHOWN])}\n\n{first_bytes(_SHOWN, len(body))}"


def first_bytes(shown: int, size: int) -> str:
    """Return how much of a body is shown, as a sentence."""
    return tr("These are the first {shown} of {size} bytes.").format(shown=number(shown), size=number(size))


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


def _shown_at(started_at: float) -> QDateTime:
    return times.shown(started_at)


def _day(moment: QDateTime, *, with_year: bool = True) -> str:
    """Return a day as the language of the window writes it: "20 Nov 2026", "20. Nov. 2026"."""
    pattern = tr("d MMM yyyy", "date") if with_year else tr("d MMM", "date")
    return QLocale().toString(moment, pattern)
