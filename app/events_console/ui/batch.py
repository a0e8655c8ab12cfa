"""The requests of a long document on their way, one after the other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from threading import Event
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.json_value import Json
from events_console.domain.request import Request, event_id
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.domain.connection import Connection
    from events_console.domain.long_document import Part

Sending: TypeAlias = Callable[[Iterable[Request], Event], Iterator[Exchange]]

_TELLING: Final = 200  # milliseconds between two reports


class Batch(QObject):
    """Sends ``parts`` of a long document over ``connection``, behind the window, until :meth:`stop`.

    ``document`` tells the document from others; of each row of the parts, ``written`` is the event as it
    stood there, ``sent`` the one that is sent, which has an event ID.

    Signals: ``progressed()`` a few times a second while requests are sent; ``ended()`` when no more will be.
    """

    progressed = Signal()
    ended = Signal()

    def __init__(  # noqa: PLR0913, PLR0917  # what belongs together for as long as it is sent
        self,
        parts: "tuple[Part, ...]",
        written: tuple[Json, ...],
        sent: tuple[Json, ...],
        document: object,
        connection: "Connection",
        tasks: Tasks,
    ) -> None:
        """Begin with nothing sent."""
        super().__init__()
        self.document, self.connection = document, connection
        self.is_running = False
        self._parts, self._written, self._sent, self._tasks = parts, written, sent, tasks
        self._settled: list[Exchange] = []  # in the order of the parts; written by the thread that sends
        self._stop = Event()
        self._timer = QTimer(self, interval=_TELLING)
        self._timer.timeout.connect(self.progressed)

    def is_of(self, document: object, connection: "Connection | None") -> bool:
        """Return whether it is that document that was sent, over that connection."""
        return self.document is document and self.connection == connection

    @property
    def place(self) -> str:
        """The name of the connection."""
        return self.connection.name

    @property
    def total(self) -> int:
        """How many requests there are."""
        return len(self._parts)

    @property
    def done(self) -> int:
        """How many of them have been sent."""
        return len(self._settled)

    @property
    def stopped(self) -> bool:
        """Whether somebody wants no more to be sent."""
        return self._stop.is_set()

    def counts(self) -> Counter[Outcome]:
        """Return how many requests had which outcome."""
        return Counter(exchange.outcome for exchange in tuple(self._settled))

    def telling(self) -> Exchange | None:
        """Return the last exchange that was not accepted, or, where all were, the last."""
        settled = tuple(self._settled)
        failed = [exchange for exchange in settled if exchange.outcome is not Outcome.ACCEPTED]
        return next(iter((failed or settled)[-1:]), None)

    def start(self, send: Sending) -> None:
        """Send with ``send``, on a thread."""
        requests = (part.request for part in self._parts)

        def work() -> None:
            for exchange in send(requests, self._stop):
                self._settled.append(exchange)

        self.is_running = True
        self._timer.start()
        self._tasks.wait_for(work, self._finish)

    def stop(self) -> None:
        """Send no more after the request that is on its way."""
        self._stop.set()

    def left_of(self, events: tuple[Json, ...]) -> tuple[int, ...]:
        """Return the rows (from 0) of ``events`` that the service has not taken.

        An event is known by its event ID or, where undo has taken that away, as the very object that it was.
        """
        taken = [
            row
            for part, exchange in zip(self._parts, self._settled, strict=False)
            if exchange.outcome is Outcome.ACCEPTED
            for row in part.rows
        ]
        names = {event_id(self._sent[row]) for row in taken} - {None}
        objects = Counter(id(self._written[row]) for row in taken)
        left = []
        for row, event in enumerate(events):
            if event_id(event) in names:
                continue
            if objects[id(event)]:
                objects[id(event)] -= 1
                continue
            left.append(row)
        return tuple(left)

    def _finish(self, _nothing: None) -> None:
        self.is_running = False
        self._timer.stop()
        self.progressed.emit()
        self.ended.emit()
