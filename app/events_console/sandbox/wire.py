"""The HTTP that the sandbox needs, bounded: one request per connection, read in limited time and space."""

import contextlib
import email.utils
import http.client
import io
import json
import re
import socket
import struct
import sys
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MAX_LINE: Final = 8192
_JSON: Final = "application/json"
_FIRST_LINE: Final = re.compile(rb"([!-~]+) ([!-~]+) HTTP/1\.[01]\r?\n")
_LINGER_SECONDS: Final = 1.0
_POLL_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the sandbox takes: bytes of a body, seconds for a request to arrive, connections at a time."""

    body: int = 1024 * 1024
    seconds: float = 10.0
    connections: int = 64


@dataclass(frozen=True, slots=True)
class Request:
    """A request as received; ``target`` is the path with its query."""

    method: str
    target: str
    headers: Message
    body: bytes = b""

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    @property
    def length(self) -> int | None:
        """The length of the body in bytes; None if the request does not give it in one plain number."""
        lengths = self.headers.get_all("Content-Length", [])
        plain = len(lengths) == 1 and re.fullmatch("[0-9]{1,18}", lengths[0])
        return int(lengths[0]) if plain and "Transfer-Encoding" not in self.headers else None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer.

    Attributes:
        status: the HTTP status.
        error: the error code, for the header ``x-amzn-ErrorType``.
        body: the bytes that are sent.
        content_type: what they are said to be.
        missing: bytes that the Content-Length promises beyond the body.
        events: number of events in the request, if it could be read that far.
    """

    status: int
    error: str | None = None
    body: bytes = b""
    content_type: str = _JSON
    missing: int = 0
    events: int | None = None


def failure(status: int, error: str, message: str, events: int | None = None) -> Reply:
    """Return the service's wire form of an error."""
    return Reply(status, error, json.dumps({"message": message}).encode(), events=events)


class TimedStream(io.RawIOBase):
    """What comes in on a connection within ``seconds`` from now; reading beyond that raises TimeoutError.

    A time-out of the socket alone would start anew with every byte of a slow writer.
    """

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._deadline = time.monotonic() + seconds

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Read what there is; return its length, 0 when the client has finished."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)


def read_head(stream: io.BufferedIOBase) -> Request:
    """Read a request up to its body.

    Raises:
        ValueError: it is not HTTP.
        OSError: the client sent nothing, went away, or took too long.
    """
    line = stream.readline(_MAX_LINE)
    if not line:
        raise ConnectionAbortedError
    first = _FIRST_LINE.fullmatch(line)
    if not first:
        raise ValueError("The first line is not that of an HTTP/1.1 request.")
    try:
        return Request(first[1].decode(), first[2].decode(), http.client.parse_headers(stream))
    except http.client.HTTPException as error:
        raise ValueError("The headers are too long or too many.") from error


def write(connection: socket.socket, reply: Reply, request_id: str, at: datetime) -> None:
    """Send an answer of ``at`` and no more after it; raise OSError if the client does not take it."""
    # REST-JSON alone has the code in a header: a client of the other protocols shall find it in the body.
    has_code_in_header = reply.error and reply.content_type == _JSON
    head = [
        f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}",
        f"Date: {email.utils.format_datetime(at, usegmt=True)}",
        f"x-amzn-RequestId: {request_id}",
        *([f"x-amzn-ErrorType: {reply.error}"] if has_code_in_header else []),
        f"Content-Type: {reply.content_type}",
        f"Content-Length: {len(reply.body) + reply.missing}",
        "Connection: close",
    ]
    connection.sendall("\r\n".join([*head, "", ""]).encode() + reply.body)
    connection.shutdown(socket.SHUT_WR)


def linger(connection: socket.socket) -> None:
    """Take what the client still sends, for a moment.

    Closing a connection with unread bytes resets it, and the client would lose the answer.
    """
    stream = TimedStream(connection, _LINGER_SECONDS)
    with contextlib.suppress(TimeoutError):
        while stream.read(65536):
            pass


def hang(connection: socket.socket, stopping: threading.Event) -> None:
    """Keep the client waiting until it goes or ``stopping`` is set."""
    connection.settimeout(_POLL_SECONDS)
    while not stopping.is_set():
        with contextlib.suppress(TimeoutError):
            if not connection.recv(65536):
                return


def reset(connection: socket.socket) -> None:
    """Close the connection as a crashed server does: with RST instead of FIN."""
    at_once = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
    connection.close()
