"""Why no answer came, in words: an exception of botocore, urllib3 or Python becomes a Failure."""

import http.client
import socket
import ssl
import traceback
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from events_console.domain.connection import Connection
from events_console.domain.endpoint import endpoint
from events_console.domain.exchange import Failure, Response
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services.answer import LARGEST, TIMES_SILENCE, TooLongError, TooSlowError
from events_console.services.aws import Call

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
        (TooSlowError,),
        "timeout-read",
        "{place} took the request and did not finish the head of its answer within {limit:g} s",
        _ENDPOINT,
    ),
    _Cause(
        (TimeoutError,),
        "timeout-read",
        "{place} took the request and did not answer within {connection.read_timeout:g} s",
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

_BROKE_OFF: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (TooLongError, "The answer of {place} is longer than {most:g} MiB; the rest was not read"),
    (TooSlowError, "The answer of {place} was not whole within {limit:g} s: {count} bytes of its body came"),
    (
        TimeoutError,
        "The answer of {place} stopped after {count} bytes of its body for {connection.read_timeout:g} s",
    ),
    (Exception, "The answer of {place} broke off after {count} bytes of its body"),
)
_FOREIGN: Final = (
    "Something that is not Amazon Personalize answered at {place} with status {status}, "
    "but with neither a request ID nor an empty body"
)
_SIGN_IN: Final = (
    "Check the endpoint, any proxy on the way, and whether this network asks for signing in first"
)


def unanswered(call: Call, request: Request, connection: Connection, hide: Callable[[str], str]) -> Failure:
    """Return why ``call``, which carried ``request``, got no whole answer; ``hide`` removes secrets."""
    place = _place(connection)
    words = {"place": place, "connection": connection, "limit": TIMES_SILENCE * connection.read_timeout}
    if call.response:
        return _partial(call, call.response, request, words)
    cause, error = _cause(call.errors[-1])
    words |= {"host": urlsplit(endpoint(connection)).hostname, "reason": _short(hide(_said(error)))}
    happened, check = f"{cause.happened.format(**words)}.", cause.check.format(**words)
    arrived = call.answered > 0 or (call.attempts > 0 and not all(map(_never_left, call.errors)))
    earlier = _never_left(call.errors[-1])
    advice = _arrived_advice(check, request, earlier=earlier) if arrived else _unsent_advice(check)
    return Failure(cause.kind, happened, advice, arrived)


def unsent(kind: str, happened: str, check: str) -> Failure:
    """Return why nothing was sent at all: what happened and what to check, without full stops."""
    return Failure(kind, f"{happened}.", _unsent_advice(check), may_have_arrived=False)


def reason(error: BaseException) -> str:
    """Return what an exception says, on one line of bounded length and without a full stop."""
    return _short(str(error) or type(error).__name__)


def _partial(call: Call, response: Response, request: Request, words: dict[str, object]) -> Failure:
    """Return why ``response`` does not count: it is not whole, or not the service's."""
    if call.broke_off:
        kind, check = "truncated", _ENDPOINT
        chain = tuple(_chain(call.broke_off))
        happened = next(said for error, said in _BROKE_OFF if any(isinstance(one, error) for one in chain))
    else:
        kind, check, happened = "not-the-service", _SIGN_IN, _FOREIGN
    counted = {"count": len(response.body), "status": response.status, "most": LARGEST / 2**20}
    message = f"{happened.format(**words, **counted)}."
    # Where it did not come from the service, that may still have taken the request from whoever answered.
    return Failure(kind, message, _arrived_advice(check, request), True, response)


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
    """Return host and port of the endpoint, such as "127.0.0.1:8080"."""
    parts = urlsplit(endpoint(connection))
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else f"{parts.hostname}"
    return f"{host}:{parts.port or (80 if parts.scheme == 'http' else 443)}"
