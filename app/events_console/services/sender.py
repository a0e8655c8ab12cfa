"""Sending: a request becomes an exchange whatever the world does, and the history has it before and after."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from uuid import uuid4

from events_console.domain import placeholders
from events_console.domain.connection import Connection, Credentials
from events_console.domain.endpoint import endpoint
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Target, Timing
from events_console.domain.placeholders import Resolver
from events_console.domain.request import Request
from events_console.services.aws import Call, Client, wire_body
from events_console.services.failures import reason, unanswered, unsent
from events_console.services.history import History


class Sender:
    """Sends requests and keeps them in ``history``; every method may be called from any thread.

    ``credentials_for`` finds the keys of a connection, None to send unsigned.
    """

    def __init__(self, history: History, credentials_for: Callable[[Connection], Credentials | None]) -> None:
        """Load nothing yet: the first client made imports botocore."""
        self._history = history
        self._credentials_for = credentials_for
        self._made_client = lru_cache(maxsize=8)(Client)
        self._settling = threading.Lock()
        self._open: set[str] = set()  # exchanges whose row is still to be settled
        self._owed: dict[str, Exchange] = {}  # outcomes that could not be written to the history yet

    def prepare(self, request: Request, connection: Connection, *, stamp: bool) -> Exchange:
        """Return ``request`` with its placeholders filled in and, with ``stamp``, its missing eventIds."""
        now = time.time()
        resolved = Resolver(now, _new_uuid).request(request)
        if stamp:
            resolved = placeholders.stamp(resolved, _new_uuid)
        return _pending(resolved, connection, now)

    def prepare_again(self, exchange: Exchange, connection: Connection) -> Exchange:
        """Return the request of an earlier exchange as it was: with its eventIds, it is not counted twice."""
        return _pending(exchange.request, connection, time.time())

    def send(self, exchange: Exchange, connection: Connection) -> Exchange:
        """Record ``exchange`` as pending, send it, record and return what became of it; nothing is raised."""
        started = time.perf_counter()
        try:
            self._history.begin(exchange)
        except OSError as error:
            return _failed(exchange, unsent("history", reason(error), "Make room or permit writing there"))
        self._open.add(exchange.id)
        client = self._client(connection)
        if isinstance(client, Failure):
            return self._settle(_failed(exchange, client))
        call = client.put_events(wire_body(exchange.request))
        return self._settle(_outcome(exchange, connection, client, call, started))

    def preview(self, exchange: Exchange, connection: Connection) -> Exchange:
        """Return ``exchange`` with what would be sent, signed; nothing leaves and nothing is recorded."""
        client = self._client(connection)
        if isinstance(client, Failure):
            return _failed(exchange, client)
        call = client.put_events(wire_body(exchange.request), dry_run=True)
        if call.errors:
            return _failed(exchange, unanswered(call, exchange.request, connection, client.hide))
        return replace(exchange, sent=call.sent)

    def forget(self, ids: Iterable[str]) -> None:
        """Let no outcome bring back the rows of the exchanges ``ids``, which are about to be deleted."""
        self._open.difference_update(ids)

    def warm_up(self, connection: Connection) -> None:
        """Make the client of ``connection``, so that the first send does not wait for it."""
        self._client(connection)

    def _client(self, connection: Connection) -> Client | Failure:
        try:
            credentials = self._credentials_for(connection)
        except Exception as error:  # noqa: BLE001  # every keyring fails in its own way
            happened = f"The credentials of “{connection.name}” cannot be read: {reason(error)}"
            return unsent("credentials", happened, "Unlock the keyring, or enter them again")
        try:
            return self._made_client(connection, credentials)
        except Exception as error:  # noqa: BLE001  # a ValueError, a BotoCoreError, or an OSError
            happened = f"The connection “{connection.name}” cannot be used: {reason(error)}"
            return unsent("connection", happened, "Correct its region, endpoint and time-outs")

    def _settle(self, exchange: Exchange) -> Exchange:
        self._owed[exchange.id] = exchange
        try:
            with self._settling:
                for owed in reversed(tuple(self._owed.values())):  # this one first: another may never succeed
                    self._write(owed)
        except OSError as error:
            note = (
                f"This outcome could not be written to the history: {reason(error)}. Make room on the disk: "
                "the next request that is sent writes it again, and until then the history says pending."
            )
            return replace(exchange, note=note)
        return exchange

    def _write(self, owed: Exchange) -> None:
        self._history.settle(owed)
        if owed.id not in self._open:  # its row had been deleted, and is back
            self._history.delete([owed.id])
        self._open.discard(owed.id)
        del self._owed[owed.id]


def _pending(request: Request, connection: Connection, now: float) -> Exchange:
    target = Target(connection.name, connection.kind, connection.region, endpoint(connection))
    return Exchange(_new_uuid(), request, target, now)


def _outcome(
    exchange: Exchange, connection: Connection, client: Client, call: Call, started: float
) -> Exchange:
    answer: Response | Failure
    if call.answer:
        answer = call.answer
        outcome = Outcome.ACCEPTED if 200 <= answer.status < 300 else Outcome.REJECTED  # noqa: PLR2004
    else:
        answer = unanswered(call, exchange.request, connection, client.hide)
        outcome = Outcome.UNANSWERED
    left = not isinstance(answer, Failure) or answer.may_have_arrived
    begun = call.left_at or call.ended_at
    return replace(
        exchange,
        outcome=outcome,
        attempts=call.attempts,
        timing=Timing((begun - started) * 1000, (call.ended_at - begun) * 1000),
        sent=call.sent if left else None,
        answer=answer,
    )


def _failed(exchange: Exchange, failure: Failure) -> Exchange:
    return replace(exchange, outcome=Outcome.UNANSWERED, answer=failure)


def _new_uuid() -> str:
    return str(uuid4())
