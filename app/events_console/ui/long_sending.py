"""Sending a long document: as many requests, and then, if need be, the rest of them."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from events_console.domain import long_document
from events_console.domain.json_value import Json
from events_console.domain.request import Request
from events_console.ui.language import tr
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.domain.long_document import Part
    from events_console.ui.batch import Batch
    from events_console.ui.console import Console

_CHANGED: Final = tr("Nothing was sent, because something was changed meanwhile: send it again.")


class LongSending(QObject):
    """Sends the long documents of ``console``, which tells of it; ``batch`` is the one that was sent last."""

    def __init__(self, console: "Console", tasks: Tasks) -> None:
        """Begin with nothing sent."""
        super().__init__(console)
        self.batch: Batch | None = None
        self._console, self._tasks = console, tasks

    @property
    def is_running(self) -> bool:
        """Whether requests are still to be sent."""
        return self.batch is not None and self.batch.is_running

    def rest(self) -> tuple[int, ...]:
        """Return the rows that the service has not taken of the document that was sent last.

        None are left of another document or over another connection: those are sent, if at all, as a whole.
        """
        batch, console = self.batch, self._console
        if not batch or not batch.is_of(console.document, console.connection):
            return ()
        if console.is_busy or not long_document.is_long(console.request):
            return ()
        return batch.left_of(console.request.events)

    def send(self, request: Request, rows: tuple[int, ...] | None = None) -> None:
        """Send the events of ``request``, or those in ``rows``, ten in a request.

        Missing eventIds become part of the document first, so that sent again no event counts twice.
        """
        console = self._console
        connection, stamps = console.connection, console.stamp_event_ids

        def prepare() -> "tuple[Request, tuple[Json, ...], tuple[Part, ...]]":
            stamped = long_document.stamped(request) if stamps else request
            chosen = stamped
            if rows is not None:
                chosen = stamped.with_events(tuple(stamped.events[row] for row in rows))
            return stamped, chosen.events, tuple(long_document.parts(chosen))

        def start(made: "tuple[Request, tuple[Json, ...], tuple[Part, ...]]") -> None:
            if console.connection != connection or console.request is not request:
                console.told.emit(_CHANGED)
                return
            stamped, sent, parts = made
            if stamped is not request:
                console.edit(stamped, tr("Give events IDs"))
            events = request.events
            written = events if rows is None else tuple(events[row] for row in rows)
            self._start(parts, written, sent)

        self._tasks.run(prepare, start)

    def stop(self) -> None:
        """Send no more after the request that is on its way."""
        if self.batch:
            self.batch.stop()
            self._console.batch_changed.emit(self.batch)

    def _start(self, parts: "tuple[Part, ...]", written: tuple[Json, ...], sent: tuple[Json, ...]) -> None:
        from events_console.services.batch import send_all  # the first window does without these
        from events_console.ui.batch import Batch

        console = self._console
        service, connection, stamp = console.service, console.connection, console.stamp_event_ids
        if console.is_busy or service is None or connection is None:
            return
        batch = self.batch = Batch(parts, written, sent, console.document, connection, self._tasks)
        batch.progressed.connect(lambda: console.batch_changed.emit(batch))
        batch.ended.connect(self._end)
        batch.start(lambda requests, stop: send_all(service, requests, connection, stamp=stamp, stop=stop))
        console.sending_changed.emit(True)
        console.batch_changed.emit(batch)

    def _end(self) -> None:
        console = self._console
        if console.service and console.connection:
            console.armed.emit(console.service.armed_for(console.connection))
        if self.batch and (telling := self.batch.telling()):
            console.sent.emit(telling)
            console.settled.emit(telling)
        console.sending_changed.emit(False)
