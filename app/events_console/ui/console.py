"""The console: the current document, its problems and its connection, and the one place that changes them."""

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from events_console.domain import lint
from events_console.domain.lint import Context, Validation
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import Request
from events_console.forms import UnreadableError, json_request
from events_console.services.drafts import Draft
from events_console.ui.tasks import Tasks
from events_console.ui.undo_stack import Step, UndoStack

if TYPE_CHECKING:
    from events_console.domain.connection import Connection
    from events_console.domain.exchange import Exchange
    from events_console.services.sender import Sender

_AT_ONCE: Final = 200  # events that are validated without leaving the main thread: about 15 ms
_ROUNDS: Final = 3  # of "Fix all": a repair may bring another to light
_HEAD: Final = ""  # the JSON Pointer of the whole document


@dataclass(frozen=True, slots=True)
class State:
    """What undo goes back to: the document, and the JSON view's text while no document can be made of it."""

    request: Request
    json_text: str | None = None
    json_error: str | None = None


class Console(QObject):
    """Holds the document; every change goes through it and comes back as one signal.

    Signals: ``changed(Request, Validation)`` after any change of the document or its problems;
    ``touched(str)`` with the JSON Pointer of what an undo or redo has changed; ``ready()`` when requests can
    be sent; ``sending_changed(bool)``; ``sent(Exchange)`` when a request is on its way;
    ``settled(Exchange)`` when its outcome is known; ``told(str)`` with a sentence for the status bar.
    """

    changed = Signal(object, object)
    touched = Signal(str)
    ready = Signal()
    sending_changed = Signal(bool)
    sent = Signal(object)
    settled = Signal(object)
    told = Signal(str)

    def __init__(self, draft: Draft, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin with ``draft``; its problems come once :meth:`start_validating` was called."""
        super().__init__(parent)
        self.undo_stack: UndoStack[State] = UndoStack(self._enter, self)
        self.connection: Connection | None = None
        self.service: Sender | None = None
        self.stamp_event_ids = True
        self.sending: Exchange | None = None
        self._tasks = tasks
        self._validating = False
        self._checking = False
        self._checked: Validation | None = None  # the last findings that are complete
        self._wants_send = False
        self._trouble = ""  # why nothing can be sent, if so
        state = State(draft.request)
        self._state = state if draft.json_text is None else _read_json(state, draft.json_text)
        self.validation = _unchecked(self.request)

    @property
    def request(self) -> Request:
        """The current document."""
        return self._state.request

    @property
    def json_text(self) -> str | None:
        """What stands in the JSON view while no document can be made of it."""
        return self._state.json_text

    @property
    def json_error(self) -> str | None:
        """Why no document can be made of :attr:`json_text`."""
        return self._state.json_error

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which the service will refuse the document."""
        return tuple(problem for problem in self.validation.problems() if problem.severity is Severity.ERROR)

    @property
    def checked(self) -> bool:
        """Whether the problems are those of the whole document as it is now."""
        return self.validation is self._checked

    def draft(self) -> Draft:
        """Return what has to survive a crash."""
        return Draft(self.request, self.json_text)

    def start_validating(self) -> None:
        """Look for problems from now on: the validators are loaded."""
        self._validating = True
        self._validate()

    def start_sending(self, sender: "Sender", connection: "Connection") -> None:
        """Send through ``sender`` from now on, first of all what was asked for before."""
        self.service, self.connection = sender, connection
        self.ready.emit()
        if self._wants_send:
            self._wants_send = False
            self.send()

    def refuse_to_send(self, why: str) -> None:
        """Answer every wish to send with the sentence ``why``: there is nothing to send with."""
        self._trouble = why
        if self._wants_send:
            self.send()

    def edit(self, request: Request, label: str, *, path: str = _HEAD, merge: object = None) -> None:
        """Make ``request`` the document, as one undo step called ``label`` that leads back to ``path``.

        Edits with the same ``merge`` key, one after the other, are one step: the typing into one cell.
        """
        if request is not self.request or self.json_text is not None:
            if self.json_text is not None:
                self.told.emit("The JSON text that was no request yet has made way; undo brings it back.")
            self._push(State(request), label, path, merge)

    def edit_json(self, text: str, *, merge: object = None) -> None:
        """Take what the JSON view says; text that is no document is kept beside the last one that was."""
        state = _read_json(self._state, text)
        if state != self._state or state.request is not self.request:
            self._push(state, "Edit JSON", _HEAD, merge)

    def replace(self, request: Request, label: str) -> None:
        """Put another document in the place of this one; undo brings this one back."""
        self._push(State(request), label, _HEAD, None)

    def fix_all(self) -> None:
        """Make every certain repair, as one undo step; of those that meet in one value, one in each round."""
        request = self.request
        for _ in range(_ROUNDS):
            mended: set[str] = set()
            for fix in [
                problem.fix
                for problem in lint.validate(request, Context(time.time())).problems()
                if problem.fix
            ]:
                places = {edit.path for edit in fix.edits}
                if mended.isdisjoint(places):
                    request = fix.apply(request)
                    mended |= places
        self.edit(request, "Fix all")

    def send(self) -> None:
        """Send the document as it stands, once; while one is on its way, nothing happens."""
        if self.sending:
            return
        if self.service is None or self.connection is None:
            self._wants_send = not self._trouble
            self.told.emit(self._trouble or "The sandbox is starting; the request will be sent in a moment.")
            return
        exchange = self.service.prepare(self.request, self.connection, stamp=self.stamp_event_ids)
        self.dispatch(exchange)

    def resend(self, exchange: "Exchange") -> None:
        """Send the request of an earlier exchange as it was: with its eventIds, it is not counted twice."""
        if not self.sending and self.service and self.connection:
            self.dispatch(self.service.prepare(exchange.request, self.connection, stamp=False))

    def dispatch(self, exchange: "Exchange") -> None:
        """Put a prepared exchange on its way."""
        service, connection = self.service, self.connection
        if service is None or connection is None:
            return
        self.sending = exchange
        self.sending_changed.emit(True)
        self.sent.emit(exchange)
        self._tasks.wait_for(lambda: service.send(exchange, connection), self._settle)

    def stop_waiting(self) -> None:
        """Give the window back while the request stays on its way; its outcome still reaches the history."""
        if self.sending:
            self.sending = None
            self.sending_changed.emit(False)
            self.told.emit("The request has left; its outcome will appear in the history when it is known.")

    def _settle(self, exchange: "Exchange") -> None:
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
        """Bring the problems up to date: at once where little has changed, else behind the window."""
        request = self.request
        if not self._validating or self._checking:
            self._publish(_unchecked(request))
        elif lint.fresh_rows(request, self._checked) <= _AT_ONCE:
            self._take_validation(lint.validate(request, Context(time.time()), self._checked))
        else:
            self._checking = True
            self._publish(_unchecked(request))
            self._tasks.run(
                partial(lint.validate, request, Context(time.time()), self._checked), self._take_validation
            )

    def _take_validation(self, validation: Validation) -> None:
        self._checking = False
        self._checked = validation
        if validation.request is self.request:
            self._publish(validation)
        else:
            self._validate()

    def _publish(self, validation: Validation) -> None:
        self.validation = validation
        self.changed.emit(validation.request, validation)


def _read_json(state: State, text: str) -> State:
    try:
        reading = json_request.read(text)
    except UnreadableError as error:
        return State(state.request, text, str(error))
    if reading.problems:
        return State(state.request, text, reading.problems[0].message)
    return State(state.request if reading.request.is_same(state.request) else reading.request)


def _unchecked(request: Request) -> Validation:
    return Validation(request, (), ((),) * len(request.events))
