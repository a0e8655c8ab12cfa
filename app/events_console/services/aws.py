"""PutEvents with botocore: a client made from a connection alone, the exact body on the wire, what came back.

It is the client that boto3 would make; importing boto3 for that would take another 80 ms.
"""

import json
import logging
import os
import re
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from events_console import __version__
from events_console.domain.connection import Connection, Credentials
from events_console.domain.exchange import Headers, Response, Sent
from events_console.domain.request import Request

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest, AWSResponse

HIDDEN: Final = "‹hidden›"  # noqa: RUF001  # quotation marks, so that nobody takes it for a value
_SECRET_HEADERS: Final = frozenset({"authorization", "proxy-authorization", "x-amz-security-token"})
_SHORTEST_SECRET: Final = 8  # characters; a shorter one is a test server's "test", not a secret
_OPERATION: Final = "personalize-events.PutEvents"


def endpoint(connection: Connection) -> str:
    """Return the URL that ``connection`` leads to; personalize-events: the host follows from the region."""
    domain = "amazonaws.com.cn" if connection.region.startswith("cn-") else "amazonaws.com"
    return connection.endpoint_url or f"https://personalize-events.{connection.region}.{domain}"


def wire_body(request: Request) -> bytes:
    """Return the body of ``request``: the document as it stands, right or wrong, in boto3's JSON format."""
    return json.dumps(request.root).encode()


def redact(headers: Iterable[tuple[str, str]]) -> Headers:
    """Return ``headers`` without the values that grant access."""
    return tuple((name, HIDDEN if name.lower() in _SECRET_HEADERS else value) for name, value in headers)


@dataclass(slots=True)
class Call:
    """One PutEvents call under way and after it; the instants are readings of ``time.perf_counter``.

    ``sent`` and ``response`` belong to the last attempt, ``errors`` to all that ended without an answer. An
    answer that stops short of its Content-Length is ``cut_off``.
    """

    body: bytes
    dry_run: bool
    attempts: int = 0
    left_at: float = 0.0
    ended_at: float = 0.0
    sent: Sent | None = None
    response: Response | None = None
    cut_off: bool = False
    errors: list[Exception] = field(default_factory=list)


class Client:
    """Sends to one connection with one set of credentials; any number of threads may share it."""

    def __init__(self, connection: Connection, credentials: Credentials | None) -> None:
        """Make the client, which takes about 70 ms after botocore's import.

        An endpoint, region or time-out that cannot be used is a ValueError or a BotoCoreError.
        """
        self._veil = _Veil(credentials)
        # botocore runs a call with its retries and hooks in the thread that makes it.
        self._current = threading.local()
        self._client = _client(connection, credentials)
        events = self._client.meta.events
        events.register(f"before-call.{_OPERATION}", self._put_body)
        events.register(f"before-send.{_OPERATION}", self._note_request)
        events.register(f"before-parse.{_OPERATION}", self._note_answer)
        events.register(f"response-received.{_OPERATION}", self._note_error)

    def put_events(self, body: bytes, *, dry_run: bool = False) -> Call:
        """Send ``body``, or with ``dry_run`` only sign it; whatever happens is in the :class:`Call`."""
        call = self._current.call = Call(body, dry_run)
        try:
            self._client.put_events()
        except Exception as error:  # noqa: BLE001  # the client raises far more than botocore's exceptions
            call.errors.append(error)
        call.ended_at = call.ended_at or time.perf_counter()
        return call

    def hide(self, text: str) -> str:
        """Return ``text`` without the secrets of this client."""
        return self._veil.over_text(text)

    def _put_body(self, params: dict[str, Any], **_event: object) -> None:
        params["body"] = self._current.call.body

    def _note_request(self, request: "AWSPreparedRequest", **_event: object) -> "AWSResponse | None":
        call: Call = self._current.call
        call.attempts += 1
        call.response, call.ended_at = None, 0.0
        host = urlsplit(request.url).netloc.rpartition("@")[2]
        # urllib3 adds these two in front of the headers that botocore hands it.
        headers = [("Host", host), ("Accept-Encoding", "identity"), *map(_decoded, request.headers.items())]
        call.sent = Sent(request.method, request.url, redact(headers), request.body)
        call.left_at = time.perf_counter()
        return _no_answer(request.url) if call.dry_run else None

    def _note_answer(self, response_dict: dict[str, Any], **_event: object) -> None:
        call: Call = self._current.call
        call.ended_at = time.perf_counter()
        if not call.dry_run:
            headers, body = response_dict["headers"], response_dict["body"]
            call.response = _response(response_dict["status_code"], headers, body, self._veil)
            call.cut_off = _is_cut_off(headers, body)

    def _note_error(self, exception: Exception | None, **_event: object) -> None:
        call: Call = self._current.call
        if exception:
            call.errors.append(exception)


class _Veil:
    """Hides secrets in what comes back: AWS repeats the session token when it explains a wrong signature."""

    def __init__(self, credentials: Credentials | None) -> None:
        secrets = (credentials.secret_access_key, credentials.session_token or "") if credentials else ()
        parts = {part for secret in secrets for part in secret.split() if len(part) >= _SHORTEST_SECRET}
        written = {form for part in parts for form in (part, part.replace("/", r"\/"), quote(part, safe=""))}
        longest_first = sorted((form.encode() for form in written), key=len, reverse=True)
        self._pattern = re.compile(b"|".join(map(re.escape, longest_first))) if parts else None

    def over(self, data: bytes) -> bytes:
        """Return ``data`` with every secret replaced."""
        return self._pattern.sub(HIDDEN.encode(), data) if self._pattern else data

    def over_text(self, text: str) -> str:
        """Return ``text`` with every secret replaced."""
        return self.over(text.encode(errors="surrogatepass")).decode(errors="surrogatepass")


def _client(connection: Connection, credentials: Credentials | None) -> Any:  # noqa: ANN401  # botocore makes the class at run time
    import botocore.session
    from botocore import UNSIGNED
    from botocore.config import Config

    for library in ("boto3", "botocore", "urllib3"):
        # At DEBUG they write the session token and the events, and warnings would clutter the terminal.
        logging.getLogger(library).setLevel(logging.ERROR)
    nowhere = dict.fromkeys(("config_file", "credentials_file"), (None, None, os.devnull, None))
    session = botocore.session.Session(
        session_vars={**nowhere, "profile": (None, None, None, None)},
        include_builtin_handlers=False,  # they serve other services, and cost 30 ms to register
    )
    if credentials:
        keys = (credentials.access_key_id, credentials.secret_access_key, credentials.session_token)
        session.set_credentials(*keys)
    url = endpoint(connection)
    config = Config(
        signature_version=None if credentials else UNSIGNED,
        connect_timeout=connection.connect_timeout,
        read_timeout=connection.read_timeout,
        retries={"total_max_attempts": connection.attempts, "mode": "standard"},
        parameter_validation=False,
        max_pool_connections=8,
        proxies={} if _is_loopback(url) else None,
        user_agent=f"events-console/{__version__} botocore/{botocore.__version__}",
        # The environment may not choose where a request goes, nor have the metadata service asked about it.
        ignore_configured_endpoint_urls=True,
        use_dualstack_endpoint=False,
        use_fips_endpoint=False,
        defaults_mode="legacy",
    )
    region = connection.region
    return session.create_client("personalize-events", region_name=region, endpoint_url=url, config=config)


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _decoded(header: tuple[str, str | bytes]) -> tuple[str, str]:
    name, value = header
    return name, value.decode("latin-1") if isinstance(value, bytes) else value


def _no_answer(url: str) -> "AWSResponse":
    from botocore.awsrequest import AWSResponse
    from urllib3 import HTTPResponse

    return AWSResponse(url, 200, {}, HTTPResponse(BytesIO(), preload_content=False))


def _response(status: int, headers: Mapping[str, str], body: bytes, veil: _Veil) -> Response:
    """Return the answer without secrets; ``headers`` is botocore's mapping, which takes names in any case."""
    kept = tuple((name, veil.over_text(value)) for name, value in redact(headers.items()))
    body = veil.over(body)
    code, message = None, None
    if not 200 <= status < 300:  # noqa: PLR2004  # success in HTTP
        code, message = _error(headers.get("x-amzn-errortype", ""), body)
    return Response(status, kept, body, headers.get("x-amzn-requestid"), code, message)


def _error(error_type: str, body: bytes) -> tuple[str | None, str | None]:
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
        code.partition(":")[0].rpartition("#")[2] or None if isinstance(code, str) else None,
        message if isinstance(message, str) else None,
    )


def _is_cut_off(headers: Mapping[str, str], body: bytes) -> bool:
    promised = headers.get("content-length", "")
    return promised.isdecimal() and "transfer-encoding" not in headers and len(body) < int(promised)
