"""What stands between the wish to send and the sending: checks, and questions to the person."""

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from events_console.domain import lint
from events_console.domain.lint import Context
from events_console.domain.problem import Problem, row_of
from events_console.ui.console import Console, errors_of
from events_console.ui.held import Held
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.domain.exchange import Exchange
    from events_console.domain.request import Request

Errors = tuple[Problem, ...]

_LISTED: Final = 3  # problems named in the question before a send that will be refused


class SendGuard(QObject):
    """Every way of ``window`` to send leads through here.

    What is checked, asked about and sent is the document as it was when sending was asked for.

    Signals: ``unfinished()`` when the JSON view holds text that is no request; ``declined()`` when the person
    wants to mend the document first.
    """

    unfinished = Signal()
    declined = Signal()

    def __init__(self, console: Console, tasks: Tasks, window: QWidget) -> None:
        """Ask in front of ``window``."""
        super().__init__(window)
        self._console = console
        self._tasks = tasks
        self._window = window
        self._agreed: Request | None = None  # the document for which "Send anyway" was chosen

    def send(self, *, as_new: bool = False) -> None:
        """Send the document; one that the service will refuse is sent only after asking, once.

        With ``as_new`` it is sent with new event IDs even if it may have arrived already.
        """
        console, request = self._console, self._console.request
        if console.json_text is not None:
            self.unfinished.emit()
            console.told.emit(
                "The JSON view holds text that is no request yet: mend it or discard it, then send."
            )
        elif console.sending or console.held:
            return
        elif console.checked:
            self._ask(request, console.errors, as_new=as_new)
        else:
            held = Held(request, checked=False)
            console.hold(held)
            self._tasks.run(partial(_errors, request), partial(self._take_errors, held, as_new=as_new))

    def resend(self, exchange: "Exchange") -> None:
        """Send the request of an earlier exchange as it was, unless another one waits to be sent."""
        if not self._console.held:
            self._console.resend(exchange)

    def _take_errors(self, held: Held, errors: Errors, *, as_new: bool) -> None:
        if self._console.held is held:  # nobody has stopped waiting
            self._console.release()
            self._ask(held.request, errors, as_new=as_new)

    def _ask(self, request: "Request", errors: Errors, *, as_new: bool) -> None:
        if not errors or request is self._agreed:
            self._console.send(request, as_new=as_new)
            return
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        text = f"The request has {count}: the service will refuse it."
        box = QMessageBox(QMessageBox.Icon.Warning, self._window.windowTitle(), text, parent=self._window)
        listed = [f"✕ {_numbered(problem)}{problem.message}" for problem in errors[:_LISTED]]
        more = [f"… and {len(errors) - _LISTED} more"] if len(errors) > _LISTED else []
        box.setInformativeText("\n".join((*listed, *more)))
        anyway = box.addButton("Send anyway", QMessageBox.ButtonRole.AcceptRole)
        mend = box.addButton("Show the first problem", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(mend)
        box.setEscapeButton(mend)
        anyway.clicked.connect(lambda: self._send_anyway(request, as_new=as_new))
        mend.clicked.connect(self.declined)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _send_anyway(self, request: "Request", *, as_new: bool) -> None:
        self._agreed = request
        self._console.send(request, as_new=as_new)


def _errors(request: "Request") -> Errors:
    return errors_of(lint.validate(request, Context(time.time())))


def _numbered(problem: Problem) -> str:
    row = row_of(problem.path)
    return "" if row is None else f"Event {row + 1}: "
