"""Sending: a request becomes an exchange whatever the world does, and the history has it before and after."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache, partial
from typing import Final
from uuid import uuid4

from events_console.domain import arming, endpoint, placeholders
from events_console.domain.connection import Connection
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Target, Timing
from events_console.domain.placeholders import Resolver
from events_console.domain.request import Request
from events_console.domain.wire import Signing
from events_console.services import credential_failures
from events_console.services.aws import Call, Client, Watch, wire_body
from events_console.services.failures import reason, unanswered, unsent, unusable
from events_console.services.history import History
from events_console.services.sessions import RefusedError, Session

CHANGED: Final = "changed"  # the kind of failure of a connection that is not kept as it was given
_TOO_MANY: Final = 429


class Sender:
    """Sends requests and keeps them in ``history``; every method may be called from any thread.

    ``open_session`` opens the session of a connection, the same one as long as its keys are the same. To a
    production connection nothing goes that :meth:`arm` has not let through, and nothing to one of which
    ``is_current`` says that it is kept differently by now. ``watch`` hears of each attempt.
    """

    def __init__(
        self,
        history: History,
        open_session: Callable[[Connection], Session],
        watch: Watch = lambda _what: None,
        is_current: Callable[[Connection], bool] = lambda _connection: True,
    ) -> None:
        """Load nothing yet: the first client made imports botocore."""
        self._history = history
        self._open_session = open_session
        self._is_current = is_current
        self._made_client = lru_cache(maxsize=8)(partial(Client, watch=watch))
        self._arming: arming.Arming | None = None
        self._arming_lock = threading.Lock()
        self._settling = threading.Lock()
        self._open: set[str] = set()  # exchanges whose row is still to be settled
        self._owed: dict[str, Exchange] = {}  # outcomes that could not be written to the history yet

    def prepare(self, request: Request, connection: Connection, *, stamp: bool) -> Exchange:
        """Return ``request`` with its placeholders filled in and, with ``stamp``, its missing eventIds."""
        now = time.time()
        resolved = Resolver(now, _new_uuid).request(request)
        if stamp:
            resolved = placeholders.stamp(resolved, _new_uuid)
        return _pending(resolved, request, connection, now)

    def prepare_again(self, exchange: Exchange, connection: Connection) -> Exchange:
        """Return the request of an earlier exchange as it was: with its eventIds, it is not counted twice."""
        return _pending(exchange.request, exchange.source, connection, time.time())

    def arm(self, connection: Connection, typed: str) -> bool:
        """Let requests through to a production connection if ``typed`` is its name; return whether it is."""
        with self._arming_lock:
            self._arming = arming.arm(connection, typed)
            return self._arming is not None

    def disarm(self) -> None:
        """Let nothing more through to production."""
        with self._arming_lock:
            self._arming = None

    def needs_arming(self, connection: Connection) -> bool:
        """Return whether nothing goes to ``connection`` before it is armed."""
        return arming.needs_arming(connection, self._arming)

    def armed_for(self, connection: Connection) -> int:
        """Return how many more requests are let through to a production connection."""
        held = self._arming
        return 0 if held is None or arming.needs_arming(connection, held) else held.left

    def send(self, exchange: Exchange, connection: Connection) -> Exchange:
        """Record ``exchange`` as pending, send it, record and return what became of it; nothing is raised."""
        started = time.perf_counter()
        if not self._is_current(connection):
            happened = f"“{connection.name}” was changed or deleted elsewhere, or its file cannot be read"
            return _failed(exchange, unsent(CHANGED, happened, "Look at where requests go now"))
        if not self._spend(connection):
            happened = f"“{connection.name}” is a production connection, and it is not armed"
            return _failed(exchange, unsent("not-armed", happened, "Arm it by typing its name"))
        try:
            self._history.begin(exchange)
        except OSError as error:
            self._give_back(connection)
            return _failed(exchange, unsent("history", reason(error), "Make room or permit writing there"))
        self._open.add(exchange.id)
        client = self._client(connection)
        if isinstance(client, Failure):
            self._give_back(connection)
            return self._settle(_failed(exchange, client))
        call = client.put_events(wire_body(exchange.request))
        settled = _outcome(exchange, connection, call, started)
        if is_throttled(settled) or (settled.failure and not settled.failure.may_have_arrived):
            self._give_back(connection)
        return self._settle(settled)

    def preview(self, exchange: Exchange, connection: Connection) -> Exchange:
        """Return ``exchange`` with what would be sent, signed; nothing leaves and nothing is recorded."""
        return self.sign(exchange, connection)[0]

    def sign(self, exchange: Exchange, connection: Connection) -> tuple[Exchange, Signing | None]:
        """Return the preview of ``exchange``, and what was signed; None where no key signs."""
        client = self._client(connection)
        if isinstance(client, Failure):
            return _failed(exchange, client), None
        call = client.put_events(wire_body(exchange.request), dry_run=True)
        if call.errors:
            return _failed(exchange, _failure(call, exchange.request, connection)), None
        return replace(exchange, sent=call.sent), call.signing

    def forget(self, ids: Iterable[str]) -> None:
        """Let no outcome bring back the rows of the exchanges ``ids``, which are about to be deleted."""
        self._open.difference_update(ids)

    def is_kept(self, exchange_id: str, request: Request) -> bool:
        """Return whether the history now has ``request`` in the exchange, as it was sent or written."""
        try:
            kept = self._history.get(exchange_id)
        except OSError:
            return False
        return kept is not None and any(
            one is not None and one.is_same(request) for one in (kept.request, kept.source)
        )

    def warm_up(self, connection: Connection) -> None:
        """Make the client of ``connection``, so that the first send does not wait for it."""
        self._client(connection)

    def _spend(self, connection: Connection) -> bool:
        """Return whether a request may go to ``connection``, and count it."""
        with self._arming_lock:
            if arming.needs_arming(connection, self._arming):
                return False
            if self._arming and self._arming.connection == connection:
                self._arming = self._arming.spent()
            return True

    def _give_back(self, connection: Connection) -> None:
        """Count the last request to ``connection`` no more, as the service has not got or not taken it."""
        with self._arming_lock:
            if self._arming and self._arming.connection == connection:
                self._arming = self._arming.regained()

    def _client(self, connection: Connection) -> Client | Failure:
        try:
            session = self._open_session(connection)
        except OSError as error:
            happened = f"The keys of “{connection.name}” cannot be read."
            return Failure("credentials", happened, f"Nothing was sent. {error}", may_have_arrived=False)
        try:
            return self._made_client(session)
        except Exception as error:  # noqa: BLE001  # a RefusedError, a ValueError, or botocore's
            told = credential_failures.explain(error, connection)
            if told and not isinstance(error, RefusedError):
                return _without_keys(told)
            return unusable(error, connection)

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


def is_throttled(exchange: Exchange) -> bool:
    """Return whether the service did not take a request because there were too many."""
    answer = exchange.response
    return answer is not None and (answer.status == _TOO_MANY or answer.code == "ThrottlingException")


def _pending(request: Request, source: Request | None, connection: Connection, now: float) -> Exchange:
    target = Target(connection.name, connection.kind, connection.region, endpoint.url(connection))
    return Exchange(_new_uuid(), request, target, now, source=source)


def _failure(call: Call, request: Request, connection: Connection) -> Failure:
    """Return why there is no answer: no keys to sign with, or something on the way."""
    told = None if call.attempts else credential_failures.explain(call.errors[-1], connection)
    return _without_keys(told) if told else unanswered(call, request, connection)


def _without_keys(told: credential_failures.Words) -> Failure:
    happened, advice = told
    return Failure("credentials", happened, f"Nothing was sent. {advice}", may_have_arrived=False)


def _outcome(exchange: Exchange, connection: Connection, call: Call, started: float) -> Exchange:
    answer: Response | Failure
    if call.answer:
        answer = call.answer
        outcome = Outcome.ACCEPTED if 200 <= answer.status < 300 else Outcome.REJECTED  # noqa: PLR2004
    else:
        answer = _failure(call, exchange.request, connection)
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
