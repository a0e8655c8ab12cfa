"""Requests that may have arrived although nobody said so: sent once more, they must be the same."""

from dataclasses import dataclass, replace

from events_console.domain.connection import Connection
from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.json_value import Object
from events_console.domain.request import Request


@dataclass(frozen=True, slots=True)
class _Doubt:
    """An exchange, with the document that it was made from and the connection that it went to."""

    exchange: Exchange
    source: Request
    connection: Connection

    def is_about(self, source: Request, connection: Connection | None) -> bool:
        return self.connection == connection and self.source.is_same(source)


class Doubts:
    """The exchanges of this run that are on their way or in doubt, oldest first.

    One with an event that has no eventId is not among them: sent again it counts twice in any case.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._doubts: list[_Doubt] = []

    def add(self, exchange: Exchange, source: Request, connection: Connection) -> None:
        """Take in ``exchange``, which is about to be sent and was made from ``source``."""
        if all(isinstance(event, Object) and "eventId" in event for event in exchange.request.events):
            self._doubts.append(_Doubt(exchange, source, connection))

    def add_again(self, exchange: Exchange) -> None:
        """Take in ``exchange``, which is about to be sent; its request may be that of one in doubt."""
        for doubt in self._doubts:
            if doubt.exchange.request.is_same(exchange.request):
                self._doubts.append(replace(doubt, exchange=exchange))
                return

    def settle(self, exchange: Exchange) -> None:
        """Take in what became of ``exchange``: once its request was accepted, no doubt about that is left."""
        if exchange.outcome is Outcome.ACCEPTED:
            self._doubts = [one for one in self._doubts if not one.exchange.request.is_same(exchange.request)]
        elif not exchange.in_doubt:
            self._doubts = [one for one in self._doubts if one.exchange.id != exchange.id]

    def about(self, source: Request, connection: Connection | None) -> Exchange | None:
        """Return the latest exchange in doubt that was made from ``source`` for ``connection``."""
        found = (one.exchange for one in reversed(self._doubts) if one.is_about(source, connection))
        return next(found, None)

    def drop(self, source: Request, connection: Connection) -> None:
        """Forget those that were made from ``source`` for ``connection``: it is to be sent as new."""
        self._doubts = [one for one in self._doubts if not one.is_about(source, connection)]
