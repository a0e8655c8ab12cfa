"""PutEvents with botocore: the exact body on the wire, what came back, and nothing secret of either."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from events_console.domain import wire
from events_console.domain.exchange import Response, Sent
from events_console.domain.request import Request
from events_console.services import answer
from events_console.services.redaction import Veil, proxy_secrets, redact, spoken
from events_console.services.sessions import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.awsrequest import AWSPreparedRequest, AWSResponse

_OPERATION: Final = "personalize-events.PutEvents"


Watch: TypeAlias = Callable[[Sent | Response | str], None]
"""Is told of each attempt, without secrets: the request, the answer as far as it came, what went wrong."""


def wire_body(request: Request) -> bytes:
    """Return the body of ``request`` as it goes out."""
    return wire.text(request).encode()


@dataclass(slots=True)
class Call:
    """One PutEvents call under way and after it; the instants are readings of ``time.perf_counter``.

    ``sent`` and ``response`` belong to the last attempt, ``errors`` to all that ended without a whole answer;
    ``left`` is the number of the last attempt of which a byte was handed to a connection, 0 where none was;
    ``broke_off`` is why ``response`` is not whole; ``veil`` hides the keys that signed it, and the passwords
    of proxies; ``signing`` is what was signed, where nothing leaves.
    """

    body: bytes
    dry_run: bool
    veil: Veil = field(repr=False)
    attempts: int = 0
    left: int = 0
    left_at: float = 0.0
    ended_at: float = 0.0
    sent: Sent | None = None
    signing: wire.Signing | None = None
    response: Response | None = None
    broke_off: Exception | None = None
    errors: list[Exception] = field(default_factory=list)

    @property
    def answer(self) -> Response | None:
        """The answer, where it is whole, final and may be the service's."""
        answer = self.response
        return answer if answer and answer.is_final and not (self.broke_off or answer.is_foreign) else None


class Client:
    """Sends to the connection of one session; any number of threads may share it."""

    def __init__(self, session: Session, watch: Watch = lambda _what: None) -> None:
        """Make the client, which tells ``watch`` of attempts; raise what :meth:`Session.client` raises."""
        self._watch = watch
        self._veil_over = lru_cache(maxsize=4)(lambda *secrets: Veil([*secrets, *proxy_secrets()]))
        # botocore runs a call with its retries and hooks in the thread that makes it.
        self._current = threading.local()
        attempts = session.connection.attempts
        self._client = session.client("personalize-events", attempts=attempts, check_parameters=False)
        self._http = self._client._endpoint.http_session  # noqa: SLF001  # where an answer can be read piece by piece
        answer.restrict(self._http, self._note_leaving)
        events = self._client.meta.events
        events.register(f"before-call.{_OPERATION}", self._put_body)
        events.register_last("before-sign", self._note_keys)  # as the session registers what gives the keys
        events.register(f"before-send.{_OPERATION}", self._attempt)
        events.register(f"response-received.{_OPERATION}", self._note_error)

    def put_events(self, body: bytes, *, dry_run: bool = False) -> Call:
        """Send ``body``, or with ``dry_run`` only sign it; whatever happens is in the :class:`Call`."""
        call = self._current.call = Call(body, dry_run, self._veil_over())
        try:
            self._client.put_events()
        except Exception as error:  # noqa: BLE001  # the client raises far more than botocore's exceptions
            call.errors.append(error)
        call.ended_at = call.ended_at or time.perf_counter()
        return call

    def _put_body(self, params: dict[str, Any], **_event: object) -> None:
        params["body"] = self._current.call.body

    def _note_keys(self, request: Any, **_event: object) -> None:  # noqa: ANN401  # botocore's
        if keys := request.context.get("signing", {}).get("request_credentials"):
            self._current.call.veil = self._veil_over(keys.secret_key, keys.token or "")

    def _note_leaving(self) -> None:
        self._current.call.left = self._current.call.attempts

    def _attempt(self, request: "AWSPreparedRequest", **_event: object) -> "AWSResponse":
        """Send in botocore's stead, as it does, but for reading the body within bounds."""
        call: Call = self._current.call
        call.attempts += 1
        call.response, call.broke_off, call.ended_at = None, None, 0.0
        # urllib3 adds these two in front of the headers that botocore hands it.
        headers = [
            ("Host", wire.host(request.url)),
            ("Accept-Encoding", "identity"),
            *map(_decoded, request.headers.items()),
        ]
        call.sent = Sent(request.method, request.url, redact(headers), request.body)
        self._watch(call.sent)
        call.left_at = time.perf_counter()
        if not call.dry_run:
            return self._exchange(call, request)
        call.signing = wire.signing(
            request.method, request.url, tuple(headers), call.sent.headers, request.body
        )
        return _read_already(request.url, 200, {}, b"")

    def _exchange(self, call: Call, request: "AWSPreparedRequest") -> "AWSResponse":
        from botocore.exceptions import ConnectionClosedError

        request.stream_output = True  # leave the body to be read here
        begun = self._http.send(request)
        body, call.broke_off = answer.read_body(begun.raw)
        call.ended_at = time.perf_counter()
        call.response = answer.response(begun.status_code, begun.headers, body, call.veil)
        self._watch(call.response)
        if call.broke_off:
            # What botocore tries again after, as far as attempts are left.
            raise ConnectionClosedError(endpoint_url=request.url) from call.broke_off
        return _read_already(request.url, begun.status_code, begun.headers, body)

    def _note_error(self, exception: Exception | None, **_event: object) -> None:
        call: Call = self._current.call
        if exception:
            call.errors.append(exception)
            self._watch(call.veil.over_text(spoken(exception)))


def _decoded(header: tuple[str, str | bytes]) -> tuple[str, str]:
    name, value = header
    return name, value.decode("latin-1") if isinstance(value, bytes) else value


def _read_already(url: str, status: int, headers: "Mapping[str, str]", body: bytes) -> "AWSResponse":
    from botocore.awsrequest import AWSResponse
    from urllib3 import HTTPResponse

    return AWSResponse(url, status, headers, HTTPResponse(BytesIO(body), preload_content=False))
