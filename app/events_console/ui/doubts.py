"""Requests that may have arrived although nobody said so: sent once more, they must be the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from events_console.domain.connection import Connection
from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.json_value import Json, Object, same
from events_console.domain.request import EVENT_LIST, Request, event_id

_MOST: Final = 10  # events of a request; one with more is refused, so that none of them counts


@dataclass(frozen=True, slots=True)
class _Doubt:
    """An exchange, with the document that it was made from and the connection that it went to.

    ``events`` are those of the document that may count already, each with the form in which it was sent.
    """

    exchange: Exchange
    source: Request
    connection: Connection
    events: tuple[tuple[Json, Object], ...]

    def is_about(self, source: Request, connection: Connection | None) -> bool:
        return self.connection == connection and self.source.is_same(source)

    def is_near(self, source: Request, connection: Connection | None) -> bool:
        """Return whether an event of ``source`` would be the same for the service: user and session are."""
        heads = (one.without_field(EVENT_LIST) for one in (self.source, source))
        return self.connection == connection and next(heads).is_same(next(heads))

    def without(self, ids: set[str | None]) -> "_Doubt":
        return replace(self, events=tuple(pair for pair in self.events if event_id(pair[1]) not in ids))


class Doubts:
    """The exchanges that are on their way or in doubt, oldest first.

    One with an event that has no eventId is not among them: sent again it counts twice in any case.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._doubts: list[_Doubt] = []

    def add(self, exchange: Exchange, source: Request, connection: Connection) -> None:
        """Take in ``exchange``, which is about to be sent and was made from ``source``."""
        if all(isinstance(event, Object) and "eventId" in event for event in exchange.request.events):
            pairs = zip(source.events, exchange.request.events, strict=True)
            events = tuple((one, sent) for one, sent in pairs if event_id(sent) and isinstance(sent, Object))
            self._doubts.append(_Doubt(exchange, source, connection, events))

    def recall(self, exchanges: Iterable[Exchange], connection: Connection) -> None:
        """Take in ``exchanges`` of earlier runs that went to ``connection``, oldest first."""
        for exchange in exchanges:
            source = exchange.source
            if source and exchange.in_doubt and len(source.events) == len(exchange.request.events):
                self.add(exchange, source, connection)
            self.settle(exchange)

    def add_again(self, exchange: Exchange) -> None:
        """Take in ``exchange``, which is about to be sent; its request may be that of one in doubt."""
        for doubt in self._doubts:
            if doubt.exchange.request.is_same(exchange.request):
                self._doubts.append(replace(doubt, exchange=exchange))
                return

    def settle(self, exchange: Exchange) -> None:
        """Take in what became of ``exchange``: once its request was accepted, no doubt about that is left."""
        if exchange.outcome is Outcome.ACCEPTED:
            left = (one for one in self._doubts if not one.exchange.request.is_same(exchange.request))
            counted = set(map(event_id, exchange.request.events))
            self._doubts = [one.without(counted) for one in left]
        elif not exchange.in_doubt:
            self._doubts = [one for one in self._doubts if one.exchange.id != exchange.id]

    def about(self, source: Request, connection: Connection | None) -> Exchange | None:
        """Return the latest exchange in doubt that was made from ``source`` for ``connection``."""
        found = (one.exchange for one in reversed(self._doubts) if one.is_about(source, connection))
        return next(found, None)

    def nearest(self, source: Request, connection: Connection | None) -> Exchange | None:
        """Return the same, or else the latest that has an event of ``source`` as it is there."""
        near = (exchange for _, _, exchange in self._shared(source, connection))
        return self.about(source, connection) or next(near, None)

    def known(self, source: Request, connection: Connection) -> dict[int, Object]:
        """Return the events of ``source`` that may count already, by row, as they were sent."""
        return {row: sent for row, sent, _ in self._shared(source, connection)}

    def drop(self, source: Request, connection: Connection) -> None:
        """Forget ``source`` and its events for ``connection``: it is to be sent as new."""
        ids = set(map(event_id, self.known(source, connection).values()))
        left = (one for one in self._doubts if not one.is_about(source, connection))
        self._doubts = [one.without(ids) for one in left]

    def _shared(
        self, source: Request, connection: Connection | None
    ) -> Iterator[tuple[int, Object, Exchange]]:
        """Yield row, form and exchange of each event in doubt; what was sent once is found once."""
        if len(source.events) > _MOST:
            return
        near = [one for one in reversed(self._doubts) if one.is_near(source, connection)]
        used: set[str | None] = set()
        for row, event in enumerate(source.events):
            found = (
                (sent, doubt.exchange)
                for doubt in near
                for written, sent in doubt.events
                if event_id(sent) not in used and same(written, event)
            )
            for sent, exchange in found:
                used.add(event_id(sent))
                yield row, sent, exchange
                break
