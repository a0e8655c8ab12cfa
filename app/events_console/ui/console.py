"""The console: the current document, its problems and its connection, and the one place that changes them."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from events_console.domain import lint, long_document
from events_console.domain.connection import ConnectionKind
from events_console.domain.lint import Context, Validation
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import Request
from events_console.forms import UnreadableError, json_request
from events_console.services.drafts import Draft
from events_console.ui.doubts import Doubts
from events_console.ui.held import Held
from events_console.ui.language import tr
from events_console.ui.live_check import LiveCheck
from events_console.ui.long_sending import LongSending
from events_console.ui.tasks import Tasks
from events_console.ui.undo_stack import Step, UndoStack
from events_console.ui.words import listed

if TYPE_CHECKING:
    from events_console.domain.connection import Connection
    from events_console.domain.exchange import Exchange
    from events_console.services.sender import Sender
    from events_console.ui.batch import Batch

_FEW: Final = 1_000  # events whose repairs are made without leaving the main thread
_HEAD: Final = ""  # the JSON Pointer of the whole document
_AGAIN: Final = tr("Sent again as it was, so that no event counts twice; “Send as new” makes new event IDs.")


@dataclass(frozen=True, slots=True)
class State:
    """What undo goes back to: the document, and the JSON view's text while no document can be made of it.

    ``document`` is one and the same object until another document is put in the place of this one.
    """

    request: Request
    json_text: str | None = None
    json_error: str | None = None
    document: object = None


class Console(QObject):
    """Holds the document; every change goes through it and comes back as one signal.

    Signals: ``changed(Request, Validation)`` after any change of the document or its problems;
    ``checking_changed(int, int)`` with how many of how many events have been looked at, while that takes
    long, and (0, 0) at its end; ``knows_changed()`` when the rules know something else; ``touched(str)`` with
    the JSON Pointer of what an undo or redo has changed; ``ready()`` when requests can be sent;
    ``connected(Connection)`` when they go elsewhere from now on; ``armed(int)`` with how many more a
    production connection takes; ``held_changed(Held | None)``; ``sending_changed(bool)``; ``sent(Exchange)``
    when a request is on its way; ``settled(Exchange)`` when its outcome is known; ``batch_changed(Batch)``
    while the requests of a long document are sent; ``told(str)`` with a sentence for the status bar.
    """

    changed = Signal(object, object)
    checking_changed = Signal(int, int)
    knows_changed = Signal()
    touched = Signal(str)
    ready = Signal()
    connected = Signal(object)
    armed = Signal(int)
    held_changed = Signal(object)
    sending_changed = Signal(bool)
    sent = Signal(object)
    settled = Signal(object)
    batch_changed = Signal(object)
    told = Signal(str)

    def __init__(self, draft: Draft, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin with ``draft``; its problems come once :meth:`start_validating` was called."""
        super().__init__(parent)
        self.undo_stack: UndoStack[State] = UndoStack(self._enter, self)
        self.connection: Connection | None = None
        self.service: Sender | None = None
        self._stamps = True
        self.held: Held | None = None
        self.sending: Exchange | None = None
        self.long = LongSending(self, tasks)
        self._doubts = Doubts()
        self._earlier: tuple[Exchange, ...] = ()
        self._tasks = tasks
        self._validating = False
        self._context = Context(local=time.mktime)
        self._check = LiveCheck(self)
        self._check.found.connect(self._publish)
        self._check.progressed.connect(self.checking_changed)
        self._trouble = ""  # why nothing can be sent, if so
        state = State(draft.request)
        self._state = state if draft.json_text is None else _read_json(state, draft.json_text)
        self.validation = Validation.none(self.request)

    @property
    def request(self) -> Request:
        """The current document."""
        return self._state.request

    @property
    def json_text(self) -> str | None:
        """What stands in the JSON view while no document can be made of it."""
        return self._state.json_text

    @property
    def document(self) -> object:
        """What tells this document from those that it was put in the place of, however it is edited."""
        return self._state.document

    @property
    def json_error(self) -> str | None:
        """Why no document can be made of :attr:`json_text`."""
        return self._state.json_error

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which the service will refuse the document."""
        return errors_of(self.validation)

    @property
    def checked(self) -> bool:
        """Whether the problems are those of the whole document as it is now."""
        return self.validation is self._check.last

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way, or waits to be."""
        return bool(self.sending or self.held or self.long.is_running)

    @property
    def batch(self) -> "Batch | None":
        """The requests of the long document that was sent last."""
        return self.long.batch

    @property
    def in_doubt(self) -> "Exchange | None":
        """The exchange that may have arrived with the document's events, or some of them, if there is one."""
        return self._doubts.nearest(self.request, self.connection)

    def draft(self) -> Draft:
        """Return what has to survive a crash."""
        return Draft(self.request, self.json_text)

    def start_validating(self) -> None:
        """Look for problems from now on: the validators are loaded."""
        self._validating = True
        self._validate()

    def start_sending(
        self, sender: "Sender", connection: "Connection", earlier: "Iterable[Exchange]" = ()
    ) -> None:
        """Send through ``sender`` from now on, first of all what was held until now.

        ``earlier`` are exchanges of earlier runs, oldest first: some may have arrived.
        """
        self.service, self.connection = sender, connection
        self._earlier = tuple(earlier)
        self._recall(connection)
        self.ready.emit()
        if (held := self.held) and held.checked:
            self.release()
            self.send(held.request)

    def connect_to(self, connection: "Connection") -> None:
        """Send to ``connection`` from now on; a production one has to be armed each time."""
        self.connection = connection
        self._recall(connection)
        if self.service:
            self.service.disarm()
        self.connected.emit(connection)

    @property
    def lets_through(self) -> int | None:
        """How many requests the connection takes before it has to be armed anew; None where any number."""
        service, connection = self.service, self.connection
        if service is None or connection is None or connection.kind is not ConnectionKind.PRODUCTION:
            return None
        return service.armed_for(connection)

    @property
    def needs_arming(self) -> bool:
        """Whether nothing goes out before somebody types the name of the connection."""
        return bool(self.service and self.connection and self.service.needs_arming(self.connection))

    def arm(self, typed: str) -> None:
        """Let requests through to the production connection if ``typed`` is its name."""
        if self.service and self.connection:
            self.service.arm(self.connection, typed)
            self.armed.emit(self.service.armed_for(self.connection))

    def refuse_to_send(self, why: str) -> None:
        """Answer every wish to send with the sentence ``why``: there is nothing to send with."""
        self._trouble = why
        if self.held:
            self.release()
            self.told.emit(why)

    def edit(self, request: Request, label: str, *, path: str = _HEAD, merge: object = None) -> None:
        """Make ``request`` the document, as one undo step called ``label`` that leads back to ``path``.

        Edits with the same ``merge`` key, one after the other, are one step: the typing into one cell.
        """
        if request is not self.request or self.json_text is not None:
            if self.json_text is not None:
                told = tr("The JSON text that was no request yet has made way; undo brings it back.")
                self.told.emit(told)
            self._push(State(request, document=self.document), label, path, merge)

    def edit_json(self, text: str, *, merge: object = None) -> None:
        """Take what the JSON view says; text that is no document is kept beside the last one that was."""
        state = _read_json(self._state, text)
        if state != self._state or state.request is not self.request:
            self._push(state, tr("Edit JSON"), _HEAD, merge)

    def replace(self, request: Request, label: str) -> None:
        """Put another document in the place of this one; undo brings this one back."""
        self._push(State(request, document=object()), label, _HEAD, None)

    @property
    def stamp_event_ids(self) -> bool:
        """Whether sending gives an eventId to each event that has none."""
        return self._stamps

    @stamp_event_ids.setter
    def stamp_event_ids(self, on: bool) -> None:
        if on != self._stamps:
            self._stamps = on
            self._validate()

    @property
    def context(self) -> Context:
        """What the rules know now, beside the document."""
        return replace(self._context, now=time.time(), stamps=self.stamp_event_ids)

    def know(self, **facts: Any) -> None:  # each is typed by the context
        """Have the rules know ``facts``, which are members of their context, and look at everything anew."""
        context = replace(self._context, **facts)
        if context != self._context:
            self._context = context
            self.knows_changed.emit()
            self._validate()

    def fix_all(self, rule: str | None = None) -> None:
        """Make every safe repair, or with ``rule`` all of its repairs, as one undo step."""
        request, context = self.request, self.context

        def take(mended: Request) -> None:
            if mended is request:
                self.told.emit(tr("Nothing here has a repair that is safe to make for all at once."))
            elif self.request is request:
                self.edit(mended, tr("Fix all"))
            else:
                told = tr("Nothing was fixed, because the request was edited meanwhile: fix it again.")
                self.told.emit(told)

        if len(request.events) <= _FEW:
            take(lint.mended(request, context, rule))
        else:
            self._tasks.run(lambda: lint.mended(request, context, rule), take)

    def send(self, request: Request | None = None, *, as_new: bool = False) -> None:
        """Send ``request``, the document if None, once; while one is on its way, nothing happens.

        What may have arrived already is sent again as it was, and so is each event that has stayed the same
        in a document edited since, unless it is to be sent ``as_new``.
        """
        request = request or self.request
        if self.sending or self.long.is_running:
            return
        if self.service is None or self.connection is None:
            if self._trouble:
                self.told.emit(self._trouble)
            else:
                self.hold(Held(request, checked=True))
            return
        if long_document.is_long(request):
            self.long.send(request)
            return
        if as_new:
            self._doubts.drop(request, self.connection)
        elif earlier := self._doubts.about(request, self.connection):
            self.resend(earlier)
            self.told.emit(_AGAIN)
            return
        known = self._doubts.known(request, self.connection)
        made = self.service.prepare(request.with_each(known), self.connection, stamp=self.stamp_event_ids)
        exchange = replace(made, source=request)
        self._doubts.add(exchange, request, self.connection)
        self._dispatch(exchange, self.service, self.connection)
        if known:
            self.told.emit(_kept(known))

    def resend(self, exchange: "Exchange") -> None:
        """Send the request of an earlier exchange as it was: with its eventIds, it is not counted twice."""
        if not self.sending and self.service and self.connection:
            again = self.service.prepare_again(exchange, self.connection)
            self._doubts.add_again(again)
            self._dispatch(again, self.service, self.connection)

    def hold(self, held: Held) -> None:
        """Keep a request that is to be sent as it is now, until :meth:`release` or :meth:`stop_waiting`."""
        self.held = held
        self.held_changed.emit(held)
        self.told.emit(
            tr("The request is sent as it is now as soon as {ready}; “Stop waiting” prevents it.").format(
                ready=held.until
            )
        )

    def release(self) -> None:
        """Hold nothing any longer."""
        self.held = None
        self.held_changed.emit(None)

    def stop_waiting(self) -> None:
        """Give the window back: what is held is not sent; what has left still reaches the history."""
        if self.long.is_running:
            self.long.stop()
        elif self.held:
            self.release()
            self.told.emit(tr("The request was not sent."))
        elif self.sending:
            self.sending = None
            self.sending_changed.emit(False)
            told = tr("The request has left; its outcome will appear in the history when it is known.")
            self.told.emit(told)

    def forget(self, ids: list[str]) -> None:
        """Let no outcome bring back the exchanges ``ids``, which are about to be deleted."""
        if self.service:
            self.service.forget(ids)

    def _recall(self, connection: "Connection") -> None:
        """Take what earlier runs sent to ``connection`` into account, once."""
        its = [one for one in self._earlier if one.target.name == connection.name]
        self._earlier = tuple(one for one in self._earlier if one.target.name != connection.name)
        self._doubts.recall(its, connection)

    def _dispatch(self, exchange: "Exchange", service: "Sender", connection: "Connection") -> None:
        self.sending = exchange
        self.sending_changed.emit(True)
        self.sent.emit(exchange)
        self._tasks.wait_for(lambda: service.send(exchange, connection), self._settle)

    def _settle(self, exchange: "Exchange") -> None:
        if self.service and self.connection:
            self.armed.emit(self.service.armed_for(self.connection))
        self._doubts.settle(exchange)
        if self.sending and self.sending.id == exchange.id:
            self.sending = None
            self.sending_changed.emit(False)
        self.settled.emit(exchange)

    def _push(self, state: State, label: str, path: str, merge: object) -> None:
        self.undo_stack.push(Step(self._state, state, label, path, merge))

    def _enter(self, state: State, path: str | None) -> None:
        self._state = state
        self._validate()
        if path is not None:
            self.touched.emit(path)

    def _validate(self) -> None:
        """Bring the problems up to date."""
        if self._validating:
            self._check.start(self.request, self.context)
        else:
            self._publish(Validation.none(self.request))

    def _publish(self, validation: Validation) -> None:
        self.validation = validation
        self.changed.emit(validation.request, validation)


def _kept(rows: Iterable[int]) -> str:
    events = [str(row + 1) for row in rows]
    return tr(
        "Event(s) {events} keep their event IDs, so that none counts twice: unchanged since it was sent; "
        "“Send as new” makes new ones.",
        "",
        len(events),
    ).format(events=listed(events, len(events)))


def errors_of(validation: Validation) -> tuple[Problem, ...]:
    """Return the problems for which the service will refuse the document."""
    errors = validation.severities()[Severity.ERROR]  # the worst come first
    return validation.problems(errors)


def _read_json(state: State, text: str) -> State:
    try:
        reading = json_request.read(text)
    except UnreadableError as error:
        return State(state.request, text, str(error), state.document)
    if reading.problems:
        return State(state.request, text, reading.problems[0].message, state.document)
    request = state.request if reading.request.is_same(state.request) else reading.request
    return State(request, document=state.document)
