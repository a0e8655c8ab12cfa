"""Why no answer came, in words: an exception of botocore, urllib3 or Python becomes a Failure."""

import http.client
import socket
import ssl
import traceback
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from events_console.domain.connection import Connection
from events_console.domain.exchange import Failure
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services.aws import Call, endpoint

# Where an exception passed through one of these, connection or head were not complete: not a byte had left.
_BEFORE_THE_FIRST_BYTE: Final = frozenset({"connect", "putrequest", "putheader"})
_LONGEST_REASON: Final = 300  # characters


class _Cause(NamedTuple):
    """What errors of these types mean: the Failure's kind, what happened, what to check."""

    errors: tuple[type[BaseException], ...]
    kind: str
    happened: str
    check: str


_ENDPOINT: Final = "Check whether the endpoint is working, and any proxy on the way"
_PROXY: Final = _Cause(
    (),
    "proxy",
    "The proxy between here and {place} cannot be used: {reason}",
    "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment",
)
_TLS: Final = _Cause(
    (ssl.SSLError,),
    "tls",
    "There is no secure connection to {place}: {reason}",
    "Check that the endpoint speaks TLS, and that this computer or AWS_CA_BUNDLE trusts its certificate",
)
_SLOW_CONNECT: Final = _Cause(
    (TimeoutError,),
    "timeout-connect",
    "{place} did not take the connection within {connection.connect_timeout:g} s",
    "Check the endpoint, and any firewall, VPN or proxy on the way",
)
_CAUSES: Final = (
    _Cause(
        (socket.gaierror,),
        "dns",
        "The name {host} was not found",
        "Check region and endpoint of the connection, and this computer's network",
    ),
    _TLS,
    _Cause(
        (TimeoutError,),
        "timeout-read",
        "{place} took the request and did not answer within {connection.read_timeout:g} s",
        _ENDPOINT,
    ),
    _Cause(
        (http.client.IncompleteRead,),
        "truncated",
        "The answer of {place} broke off before its end",
        _ENDPOINT,
    ),
    _Cause(
        (ConnectionRefusedError,),
        "refused",
        "{place} refused the connection: nothing listens there",
        "Start the server, or correct the endpoint of the connection",
    ),
    _Cause(
        (ConnectionResetError, ConnectionAbortedError, BrokenPipeError),
        "reset",
        "{place} closed the connection without an answer",
        _ENDPOINT,
    ),
    _Cause(
        (http.client.HTTPException,),
        "other",
        "{place} answered with something that is not HTTP",
        "Check that endpoint and port are those of the service",
    ),
    _Cause((OSError,), "unreachable", "{place} cannot be reached: {reason}", "Check this computer's network"),
    _Cause(
        (Exception,),
        "other",
        "Sending to {place} failed: {reason}",
        "Check the connection “{connection.name}” and its credentials",
    ),
)


def unanswered(call: Call, request: Request, connection: Connection, hide: Callable[[str], str]) -> Failure:
    """Return why ``call``, which carried ``request``, got no whole answer; ``hide`` removes secrets."""
    place = _place(connection)
    if call.response:
        happened = f"The answer of {place} broke off after {len(call.response.body)} bytes of its body."
        return Failure("truncated", happened, _arrived_advice(_ENDPOINT, request), True, call.response)
    cause, error = _cause(call.errors[-1])
    host = urlsplit(endpoint(connection)).hostname
    words = {"place": place, "host": host, "reason": _short(hide(_said(error))), "connection": connection}
    happened, check = f"{cause.happened.format(**words)}.", cause.check.format(**words)
    arrived = call.attempts > 0 and not all(map(_never_left, call.errors))
    advice = _arrived_advice(check, request) if arrived else _unsent_advice(check)
    return Failure(cause.kind, happened, advice, arrived)


def unsent(kind: str, happened: str, check: str) -> Failure:
    """Return why nothing was sent at all: what happened and what to check, without full stops."""
    return Failure(kind, f"{happened}.", _unsent_advice(check), may_have_arrived=False)


def reason(error: BaseException) -> str:
    """Return what an exception says, on one line of bounded length and without a full stop."""
    return _short(str(error) or type(error).__name__)


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_REASON].rstrip(".")


def _unsent_advice(check: str) -> str:
    return f"Nothing was sent. {check}, then send again."


def _arrived_advice(check: str, request: Request) -> str:
    told_apart = all(isinstance(event, Object) and "eventId" in event for event in request.events)
    again = (
        "counts each event once as long as it keeps its eventIds, as “Resend as it was” in the history does"
        if told_apart
        else "counts events without eventId twice"
    )
    return f"It may have arrived: sending this same request again {again}. {check}."


def _cause(error: Exception) -> tuple[_Cause, BaseException]:
    """Return the cause of ``error``, and the exception behind it that says most."""
    from botocore.exceptions import ProxyConnectionError, SSLError

    chain = tuple(_chain(error))
    if isinstance(error, ProxyConnectionError | SSLError):
        return _PROXY if isinstance(error, ProxyConnectionError) else _TLS, chain[-1]
    causes = (_SLOW_CONNECT, *_CAUSES) if _never_left(error) else _CAUSES
    return next((cause, one) for cause in causes for one in chain if isinstance(one, cause.errors))


def _never_left(error: Exception) -> bool:
    return any(
        frame.f_code.co_name in _BEFORE_THE_FIRST_BYTE
        for one in _chain(error)
        for frame, _ in traceback.walk_tb(one.__traceback__)
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _said(error: BaseException) -> str:
    """Return what an exception says, in words rather than codes where it has them."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted, {error.verify_message}"
    if isinstance(error, ssl.SSLError) and error.reason:
        return error.reason.replace("_", " ").lower()
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__


def _place(connection: Connection) -> str:
    """Return host and port of the endpoint, such as "127.0.0.1:8080"; a port that is none is left out."""
    parts = urlsplit(endpoint(connection))
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else f"{parts.hostname}"
    try:
        return f"{host}:{parts.port or (80 if parts.scheme == 'http' else 443)}"
    except ValueError:
        return host
