"""Sending many requests one after the other: what is throttled is tried again, what cannot go on ends it."""

from collections.abc import Iterable, Iterator
from threading import Event
from typing import Final

from events_console.domain.connection import Connection
from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.request import Request
from events_console.services.sender import Sender, is_throttled

PAUSES: Final = (0.5, 1.0, 2.0, 4.0, 8.0)  # seconds before each further try of what was throttled
_MOST_IN_A_ROW: Final = 5  # requests that are not accepted, after which the next would hardly be either
_REFUSED: Final = frozenset({401, 403, 404, 407})  # statuses that are about whoever sends, and where to


def send_all(
    sender: Sender, requests: Iterable[Request], connection: Connection, *, stamp: bool, stop: Event
) -> Iterator[Exchange]:
    """Yield what became of each of ``requests``, which is prepared, as ``stamp`` says, when its turn comes.

    What is throttled goes again, with the same eventIds, after each of ``PAUSES``. It ends once ``stop`` is
    set, and where the next request would fare the same: nothing leaves this computer, the credentials or the
    endpoint are refused, the quota stays used up, or several in a row are not accepted.
    """
    in_a_row = 0
    for request in requests:
        if stop.is_set():
            return
        settled = sender.send(sender.prepare(request, connection, stamp=stamp), connection)
        for pause in PAUSES:
            if not is_throttled(settled) or stop.wait(pause):
                break
            settled = sender.send(sender.prepare_again(settled, connection), connection)
        yield settled
        in_a_row = 0 if settled.outcome is Outcome.ACCEPTED else in_a_row + 1
        if in_a_row == _MOST_IN_A_ROW or _is_lost(settled):
            return


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome that matters most; accepted where there are none."""
    order = (Outcome.ACCEPTED, Outcome.REJECTED, Outcome.UNKNOWN, Outcome.UNANSWERED)
    return max(outcomes, key=order.index, default=Outcome.ACCEPTED)


def _is_lost(exchange: Exchange) -> bool:
    """Return whether what comes after ``exchange`` would not be taken either."""
    if exchange.failure:
        return not exchange.failure.may_have_arrived
    refused = exchange.response is not None and exchange.response.status in _REFUSED
    return refused or is_throttled(exchange)
