"""One connection to the sandbox: a request is let in or turned away, answered, and told."""

import dataclasses
import io
import socket
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message

from events_console.sandbox import account as aws_account
from events_console.sandbox import faults, operations, protocols, signature, wire
from events_console.sandbox.account import Account
from events_console.sandbox.faults import Fault, Plan
from events_console.sandbox.operations import Operation
from events_console.sandbox.signature import SandboxKey
from events_console.sandbox.wire import Limits, Reply, Request, failure


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request that the sandbox has dealt with, told just before its answer goes out.

    Attributes:
        at: when it came, in UTC.
        method: of HTTP; empty if it was not HTTP.
        path: without the query.
        operation: what it asks for, such as PutEvents; empty if that is not known.
        status: of the answer; None if there is none (a hang, a reset).
        error: the error code of the answer.
        request_id: in the answer's ``x-amzn-RequestId``.
        seconds: from the connection to the answer.
        events: how many the request carries, if it could be read that far.
        fault: name of the fault that it met.
        body: as received; empty if it was turned away unread.
    """

    at: datetime
    method: str
    path: str
    operation: str
    status: int | None
    error: str | None
    request_id: str
    seconds: float
    events: int | None
    fault: str | None
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a conversation has to know of its sandbox."""

    key: SandboxKey
    account: Account
    limits: Limits
    hosts: frozenset[str]
    is_full: Callable[[], bool]
    next_fault: Callable[[str], Plan | None]
    tell: Callable[[RequestLine], None]
    stopping: threading.Event


class Conversation:
    """A connection of which one request is answered."""

    def __init__(self, connection: socket.socket, terms: Terms) -> None:
        self._connection = connection
        self._terms = terms
        self._at = datetime.now(UTC)
        self._started = time.monotonic()
        self._request_id = str(uuid.uuid4())
        self._request = Request("", "", Message())

    def run(self) -> None:
        """Read the request and answer it; raise OSError if the client goes away."""
        try:
            refusal = self._receive()
        except TimeoutError:
            refusal = failure(408, "RequestTimeoutException", "The request did not arrive in time")
        except ValueError as error:
            refusal = failure(400, "MalformedHttpRequestException", str(error))
        if refusal:
            self._answer(protocols.typed(refusal))
            wire.linger(self._connection)
        elif operation := operations.find(self._request):
            self._respond(operation)

    def _receive(self) -> Reply | None:
        """Read the request; return an answer instead if it is turned away, before its body is read."""
        stream = io.BufferedReader(wire.TimedStream(self._connection, self._terms.limits.seconds))
        self._request = wire.read_head(stream)
        if refusal := self._refusal():
            return refusal
        body = stream.read(self._request.length)
        if len(body) != self._request.length:
            raise ConnectionAbortedError
        self._request = dataclasses.replace(self._request, body=body)
        return None

    def _refusal(self) -> Reply | None:
        request, limit = self._request, self._terms.limits.body
        if self._terms.is_full():
            return failure(503, "ServiceUnavailableException", "The sandbox has too many connections")
        # A page in a browser reaches this port under a name of its own, or says where it comes from.
        if request.headers.get_all("Host", []) not in ([host] for host in self._terms.hosts):
            return failure(403, "ForbiddenException", "The Host header is not the sandbox's address")
        if "Origin" in request.headers:
            return failure(403, "ForbiddenException", "The sandbox does not serve web pages")
        if not operations.find(request):
            return failure(404, "UnknownOperationException", "The service has no such operation")
        if request.length is None:
            return failure(411, "MalformedHttpRequestException", "The request needs one Content-Length")
        if request.length > limit:
            return failure(413, "RequestEntityTooLargeException", f"The body is larger than {limit} bytes")
        return None

    def _respond(self, operation: Operation) -> None:
        plan = self._terms.next_fault(operation.name)
        fault = plan.fault if plan else None
        if plan and fault == faults.DELAY:
            self._terms.stopping.wait(plan.seconds)
        if fault == faults.HANG:
            self._tell(None, fault)
            wire.hang(self._connection, self._terms.stopping)
        elif fault == faults.RESET:
            self._tell(None, fault)
            wire.reset(self._connection)
        elif fault and fault.reply and not fault.reply.error:  # no client is meant to understand it
            self._answer(fault.reply, fault)
        else:
            reply = (fault and fault.reply) or self._reply(operation, fault)
            self._answer(operation.service.worded(reply, self._request_id), fault)

    def _reply(self, operation: Operation, fault: Fault | None) -> Reply:
        request, terms = self._request, self._terms
        if refusal := signature.verify(request, terms.key, _now(fault), operation.service.signing_name):
            return refusal
        if fault in {faults.ACCESS_DENIED, faults.EXPLICIT_DENY}:
            return aws_account.denial(operation.action, explicit=fault == faults.EXPLICIT_DENY)
        return operation.handler(request.body, terms.account)

    def _answer(self, reply: Reply, fault: Fault | None = None) -> None:
        self._tell(reply, fault)
        self._connection.settimeout(self._terms.limits.seconds)
        wire.write(self._connection, reply, self._request_id, _now(fault))

    def _tell(self, reply: Reply | None, fault: Fault | None) -> None:
        operation = operations.find(self._request)
        self._terms.tell(
            RequestLine(
                at=self._at,
                method=self._request.method,
                path=self._request.path,
                operation=operation.name if operation else "",
                status=reply.status if reply else None,
                error=reply.error if reply else None,
                request_id=self._request_id,
                seconds=time.monotonic() - self._started,
                events=reply.events if reply else None,
                fault=fault.name if fault else None,
                body=self._request.body,
            )
        )


def _now(fault: Fault | None) -> datetime:
    return datetime.now(UTC) + (faults.SKEW if fault == faults.CLOCK_SKEW else timedelta())
