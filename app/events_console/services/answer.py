"""Answers: read within bounds of time and size, kept as far as they came, and told apart."""

import json
import time
import zlib
from collections.abc import Callable, Mapping
from functools import partialmethod
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, Any, Final

from events_console.domain.exchange import Response
from events_console.services.redaction import HIDDEN, Veil, redact

if TYPE_CHECKING:
    from socket import socket

    from _typeshed import WriteableBuffer
    from urllib3 import BaseHTTPResponse

LARGEST: Final = 256 * 1024  # bytes of a body; PutEvents answers with none, or with a message
TIMES_SILENCE: Final = 2  # an answer may take so many read time-outs: one until it begins, one for the rest
_PIECE: Final = 64 * 1024  # bytes
_GZIP: Final = b"\x1f\x8b"  # with which it begins


class TooSlowError(TimeoutError):
    """An answer was never silent for a whole read time-out, but not whole after ``TIMES_SILENCE`` of them."""


class TooLongError(ValueError):
    """The body of an answer is longer than ``LARGEST``."""


class NoLengthError(ValueError):
    """The Content-Length of an answer is no number, so nobody knows whether its body is whole."""


def restrict(http_session: Any, leaving: Callable[[], None]) -> None:  # noqa: ANN401  # botocore carries no types
    """Let this URLLib3Session of botocore follow no redirect, and raise a TooSlowError in time.

    Its read time-out bounds each silence alone: a byte now and then would hold a request for ever. Without
    one there is no end here either. Redirects it refuses as well, but stumbles over a 303 on the way.

    ``leaving`` is called in the thread that sends, just before the first byte of a request is handed to a
    connection that stands, through a tunnel and TLS where they are needed.
    """
    pools = http_session._pool_classes_by_scheme  # noqa: SLF001  # botocore has no other door to its connections
    for scheme, pool in pools.items():
        bases = (_WatchedConnection, pool.ConnectionCls)
        connection = type("TimedConnection", bases, {"leaving": staticmethod(leaving)})
        pools[scheme] = type(
            "TimedPool",
            (pool,),
            {"ConnectionCls": connection, "urlopen": partialmethod(pool.urlopen, redirect=False)},
        )


class _TimedResponse(HTTPResponse):
    def __init__(self, sock: "socket", *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # those of the base class
        super().__init__(sock, *args, **kwargs)
        if silence := sock.gettimeout():  # who has switched it off wants to wait
            self.fp = BufferedReader(_TimedReader(self.fp.detach(), sock, silence))

    def _read_status(self) -> tuple[str, int, str]:
        version, status, reason = super()._read_status()  # type: ignore[misc]  # typeshed leaves it out
        # The base class reads on after 100 alone; after 102 or 103 as well the answer is still to come.
        return version, HTTPStatus.CONTINUE if _is_interim(status) else status, reason


def _is_interim(status: int) -> bool:
    return HTTPStatus.CONTINUE <= status < HTTPStatus.OK and status != HTTPStatus.SWITCHING_PROTOCOLS


class _WatchedConnection(HTTPConnection):
    response_class = _TimedResponse
    leaving: Callable[[], None]

    def endheaders(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # those of the base class
        if self.sock is None:
            self.connect()
        self.leaving()
        super().endheaders(*args, **kwargs)


class _TimedReader(RawIOBase):
    """Reads from a socket until ``TIMES_SILENCE`` times as long has passed as it may be silent."""

    def __init__(self, raw: RawIOBase, sock: "socket", silence: float) -> None:
        self._raw, self._socket, self._silence = raw, sock, silence
        self._end = time.monotonic() + TIMES_SILENCE * silence

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlowError
        self._socket.settimeout(min(left, self._silence))
        try:
            return self._raw.readinto(buffer)
        except TimeoutError as error:
            if left < self._silence:
                raise TooSlowError from error
            raise

    def close(self) -> None:
        self._raw.close()
        super().close()


def read_body(answer: "BaseHTTPResponse") -> tuple[bytes, Exception | None]:
    """Return the body as far as it came, up to ``LARGEST``, and what broke it off."""
    body = bytearray()
    try:
        # Unlike read, read1 loses nothing of what came before an error.
        while len(body) <= LARGEST and (piece := answer.read1(_PIECE)):
            body += piece
    except Exception as error:  # noqa: BLE001  # whatever urllib3 or a socket raises
        return bytes(body), error
    if len(body) > LARGEST:
        answer.close()
        return bytes(body[:LARGEST]), TooLongError()
    if answer.length_remaining:
        return bytes(body), IncompleteRead(b"", answer.length_remaining)
    length = answer.headers.get("Content-Length", "0").strip()
    in_chunks = "Transfer-Encoding" in answer.headers  # which count, whatever the length says
    return bytes(body), None if in_chunks or (length.isascii() and length.isdecimal()) else NoLengthError()


def response(status: int, headers: Mapping[str, str], body: bytes, veil: Veil) -> Response:
    """Return the answer without secrets; ``headers`` is botocore's mapping, which takes names in any case."""
    hide = veil.over_text
    body = _unpacked(headers.get("content-encoding", ""), body)
    kept = tuple((hide(name), hide(value)) for name, value in redact(headers.items()))
    code, message = None, None
    if not 200 <= status < 300:  # noqa: PLR2004  # success in HTTP
        code, message = _error(headers.get("x-amzn-errortype", ""), body, hide)
    request_id = headers.get("x-amzn-requestid", "")
    return Response(status, kept, veil.over(body), hide(request_id) or None, code, message)


def _unpacked(encoding: str, body: bytes) -> bytes:
    """Return ``body`` as text in which secrets can be found, although no encoding of it was asked for."""
    if not body or (encoding.strip().lower() in {"", "identity"} and not body.startswith(_GZIP)):
        return body
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or deflate
    try:
        text = unpacking.decompress(body, LARGEST)
    except zlib.error:
        text = b""
    if text and not unpacking.unconsumed_tail and not unpacking.unused_data:
        return text
    return f"{HIDDEN} ({len(body):,} bytes, compressed although that was not asked for)".encode()


def _error(error_type: str, body: bytes, hide: Callable[[str], str]) -> tuple[str | None, str | None]:
    """Return code and message of an error answer, whose body may be anything.

    personalize-events: the code is in x-amzn-ErrorType, the message in the body. AWS gateways also write
    ``__type`` or ``code``, and any code may stand after a namespace and "#", or before ":" and a URL.
    """
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        parsed = None
    said = parsed if isinstance(parsed, dict) else {}
    code = error_type or said.get("__type") or said.get("code")
    message = said.get("message") or said.get("Message")
    return (
        # Hidden first: taken apart, a secret is not known any more.
        hide(code).partition(":")[0].rpartition("#")[2] or None if isinstance(code, str) else None,
        hide(message) if isinstance(message, str) else None,
    )
