"""Why no answer came, in words: an exception of botocore, urllib3 or Python becomes a Failure."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from events_console.domain import endpoint
from events_console.domain.connection import Connection
from events_console.domain.exchange import Failure, Response
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services import client_failures
from events_console.services.answer import (
    LARGEST,
    TIMES_SILENCE,
    NoLengthError,
    TooLongError,
    TooSlowError,
)
from events_console.services.aws import Call
from events_console.services.redaction import spoken

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
    "Check that the endpoint speaks TLS, and that this computer, AWS_CA_BUNDLE or the CA bundle that is set "
    "for it trusts its certificate",
)
_SLOW_CONNECT: Final = _Cause(
    (TimeoutError,),
    "timeout-connect",
    "{place} did not take the connection{within_connect}",
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
        (TooSlowError,),
        "timeout-read",
        "{place} took the request and did not finish the head of its answer within {limit:g} s",
        _ENDPOINT,
    ),
    _Cause(
        (TimeoutError,),
        "timeout-read",
        "{place} took the request and did not answer{within_read}",
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
)
_OTHER: Final = _Cause(
    (),
    "other",
    "Sending to {place} failed: {reason}",
    "Check the connection “{connection.name}” and its credentials",
)

_BROKE_OFF: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (TooLongError, "The answer of {place} is longer than {most:g} KiB; the rest was not read"),
    (TooSlowError, "The answer of {place} was not whole within {limit:g} s: {count} bytes of its body came"),
    (
        TimeoutError,
        "The answer of {place} stopped after {count} bytes of its body{for_read}",
    ),
    (
        NoLengthError,
        "The answer of {place} has a Content-Length that is no number; {count} bytes of its body came",
    ),
    (Exception, "The answer of {place} broke off after {count} bytes of its body"),
)
_FOREIGN: Final = (
    "Something that is not Amazon Personalize answered at {place} with status {status}, "
    "but with neither a request ID nor an empty body"
)
_NOT_FINAL: Final = "{place} answered with status {status}, which is not final, and nothing more came"
_SIGN_IN: Final = (
    "Check the endpoint, any proxy on the way, and whether this network asks for signing in first"
)


def unanswered(call: Call, request: Request, connection: Connection) -> Failure:
    """Return why ``call``, which carried ``request``, got no whole answer."""
    place = _place(connection)
    words = {
        "place": place,
        "connection": connection,
        "within_connect": _span("within", connection.connect_timeout),
        "within_read": _span("within", connection.read_timeout),
        "for_read": _span("for", connection.read_timeout),
        "limit": TIMES_SILENCE * connection.read_timeout,
    }
    if call.response:
        return _partial(call, call.response, request, words)
    left = call.left == call.attempts
    cause, error = _cause(call.errors[-1], left=left)
    words |= {
        "host": urlsplit(endpoint.url(connection)).hostname,
        "reason": _short(call.veil.over_text(_said(error))),
    }
    happened, check = f"{cause.happened.format(**words)}.", cause.check.format(**words)
    arrived = call.left > 0
    advice = _arrived_advice(check, request, earlier=not left) if arrived else _unsent_advice(check)
    return Failure(cause.kind, happened, advice, arrived)


def unsent(kind: str, happened: str, check: str) -> Failure:
    """Return why nothing was sent at all: what happened and what to check, without full stops."""
    return Failure(kind, f"{happened}.", _unsent_advice(check), may_have_arrived=False)


def unusable(error: BaseException, connection: Connection) -> Failure:
    """Return why there is no client for ``connection``."""
    if known := client_failures.cause(error):
        kind, happened, check = known
        words = {"connection": connection, "place": _place(connection), "reason": reason(error)}
        return unsent(kind, happened.format(**words), check)
    happened = f"The connection “{connection.name}” cannot be used. {reason(error)}"
    return unsent("connection", happened, "Correct the connection")


def reason(error: BaseException) -> str:
    """Return what an exception says, on one line of bounded length and without a full stop."""
    return _short(spoken(error))


def _partial(call: Call, response: Response, request: Request, words: dict[str, object]) -> Failure:
    """Return why ``response`` does not count: it is not whole, or not the service's."""
    if call.broke_off:
        kind, check = "truncated", _ENDPOINT
        chain = tuple(_chain(call.broke_off))
        happened = next(said for error, said in _BROKE_OFF if any(isinstance(one, error) for one in chain))
    else:
        kind, check = "not-the-service", _SIGN_IN
        happened = _FOREIGN if response.is_final else _NOT_FINAL
    counted = {"count": len(response.body), "status": response.status, "most": LARGEST / 1024}
    message = f"{happened.format(**words, **counted)}."
    # Where it did not come from the service, that may still have taken the request from whoever answered.
    return Failure(kind, message, _arrived_advice(check, request), True, response)


def _span(preposition: str, seconds: float) -> str:
    return (
        f" {preposition} {seconds:g} s" if seconds else ""
    )  # without an end, it was the system that gave up


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_REASON].rstrip(".")


def _unsent_advice(check: str) -> str:
    return f"Nothing was sent. {check}, then send again."


def _arrived_advice(check: str, request: Request, *, earlier: bool = False) -> str:
    told_apart = all(isinstance(event, Object) and "eventId" in event for event in request.events)
    again = (
        "counts each event once as long as it keeps its eventIds, as “Resend as it was” does"
        if told_apart
        else "counts events without eventId twice"
    )
    when = " with an earlier attempt" if earlier else ""
    return f"It may have arrived{when}: sending this same request again {again}. {check}."


def _cause(error: Exception, *, left: bool) -> tuple[_Cause, BaseException]:
    """Return the cause of ``error``, and the exception behind it that says most; ``left``: bytes had left."""
    from botocore.exceptions import ConnectTimeoutError, ProxyConnectionError, SSLError

    chain = tuple(_chain(error))
    if isinstance(error, ProxyConnectionError | SSLError):
        return _PROXY if isinstance(error, ProxyConnectionError) else _TLS, chain[-1]
    connecting = not left or isinstance(error, ConnectTimeoutError)
    causes = (_SLOW_CONNECT, *_CAUSES) if connecting else _CAUSES
    for cause in causes:
        for one in chain:
            if isinstance(one, cause.errors):
                return cause, one
    known = client_failures.cause(error)
    return _Cause((), *known) if known else _OTHER, error


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
    return (isinstance(error, OSError) and error.strerror) or spoken(error)


def _place(connection: Connection) -> str:
    """Return host and port of the endpoint, such as "127.0.0.1:8080"."""
    parts = urlsplit(endpoint.url(connection))
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else f"{parts.hostname}"
    return f"{host}:{parts.port or (80 if parts.scheme == 'http' else 443)}"
