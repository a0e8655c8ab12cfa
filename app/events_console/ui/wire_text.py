"""The Wire view in text: a request as it stands, and as it would leave, with what says so beside it."""

from dataclasses import dataclass
from typing import Final

from events_console.domain import endpoint, wire
from events_console.domain.connection import Connection
from events_console.domain.exchange import Exchange, Headers
from events_console.domain.readings import Reading, readings
from events_console.domain.request import Request
from events_console.domain.wire import Signing
from events_console.ui.exchange_text import date_time
from events_console.ui.language import number, tr

MOST_EVENTS: Final = 200  # whose values are read beside the text
SHOWN: Final = 20_000  # characters of a body that are laid out in a few milliseconds
WHOLE: Final = 2**31 - 1  # characters, for the clipboard
_HIDDEN: Final = "‹hidden›"  # noqa: RUF001  # as where secrets are taken out
_NOWHERE: Final = "‹the connection’s host›"  # noqa: RUF001  # quotation marks, so that nobody takes it for one


@dataclass(frozen=True, slots=True)
class Signed:
    """A request that was signed for a connection: what it was made of, and what came of it."""

    source: Request
    connection: Connection
    exchange: Exchange
    signing: Signing | None


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown: texts with their headings (the first may have none), a caption and the readings.

    ``more`` says that there are others; with ``failed`` there is no text, and the caption says why.
    """

    sections: tuple[tuple[str, str], ...]
    caption: str
    readings: tuple[Reading, ...] = ()
    more: str = ""
    failed: bool = False

    @property
    def text(self) -> str:
        """All sections as one text."""
        return "\n\n".join(f"{heading}\n{text}" if heading else text for heading, text in self.sections)


def unsigned_page(
    request: Request, connection: Connection | None, now: float, *, stamp: bool, most: int = SHOWN
) -> Page:
    """Return ``request`` as it stands, with up to ``most`` characters of its body."""
    url = f"{endpoint.url(connection).rstrip('/')}/events" if connection else ""
    body, size = wire.body(request, most)
    headers = (
        ("Host", wire.host(url) or _NOWHERE),
        ("Accept-Encoding", "identity"),
        ("Content-Type", "application/json"),
        ("Content-Length", str(size)),
    )
    caption = tr("Body of {size}, as it stands. Sending fills in placeholders and event IDs.")
    return Page(
        (("", _message("POST", url or "/events", headers, body)),),
        caption.format(size=_bytes(size, most)),
        readings(request, now, stamp=stamp, most=MOST_EVENTS),
        _more(request),
    )


def signed_page(signed: Signed, *, most: int = SHOWN) -> Page:
    """Return what would leave for a request that could be signed, or at least made ready to leave."""
    exchange, signing = signed.exchange, signed.signing
    sent = exchange.sent
    if sent is None:
        failure = exchange.failure
        return Page((), f"{failure.message} {failure.advice}" if failure else "", failed=True)
    headers = tuple(
        (header, authorization(signing) if signing and header.lower() == "authorization" else value)
        for header, value in sent.headers
    )
    body = sent.body[:most].decode(errors="backslashreplace")
    message = _message(sent.method, sent.url, headers, body)
    name, when = signed.connection.name, date_time(exchange.started_at)
    done = tr("Signed for “{name}”, {when}.") if signing else tr("“{name}” signs nothing.")
    size = tr("Body of {size}. Nothing has left: sending makes new times and event IDs.")
    caption = f"{done.format(name=name, when=when)} {size.format(size=_bytes(len(sent.body), most))}"
    sections = [(tr("What leaves"), message)]
    if signing:
        canonical = (
            tr("Canonical request")
            if signing.is_whole
            else tr("Canonical request (the session token is hidden here, but is in the hash below)")
        )
        sections = [
            (canonical, signing.canonical_request),
            (tr("String to sign"), signing.string_to_sign),
            *sections,
        ]
    found = readings(exchange.request, exchange.started_at, stamp=False, most=MOST_EVENTS)
    return Page(tuple(sections), caption, found, _more(exchange.request))


def authorization(signing: Signing) -> str:
    """Return the Authorization header without what is nobody's business."""
    return (
        f"{wire.ALGORITHM} Credential={_HIDDEN}/{signing.scope}, SignedHeaders={signing.signed_headers}, "
        f"Signature={_HIDDEN}"
    )


def _message(method: str, url: str, headers: Headers, body: str) -> str:
    lines = (f"{method} {wire.target(url)} HTTP/1.1", *(f"{name}: {value}" for name, value in headers))
    return "\n".join((*lines, "", body))


def _bytes(size: int, most: int) -> str:
    if size <= most:
        return tr("%Ln byte(s)", "", size)
    shown = tr("{size} bytes, of which the first {most} are shown")
    return shown.format(size=number(size), most=number(most))


def _more(request: Request) -> str:
    count = len(request.events)
    said = tr("The first {most} of {count} events are read here.")
    return said.format(most=number(MOST_EVENTS), count=number(count)) if count > MOST_EVENTS else ""
