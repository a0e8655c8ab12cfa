"""What stands between the wish to send and the sending: checks, and questions to the person."""

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from events_console.domain import endpoint, lint, long_document
from events_console.domain.connection import ConnectionKind
from events_console.domain.lint import Context
from events_console.domain.problem import Problem, row_of
from events_console.domain.renewal import as_new
from events_console.ui.console import Console, errors_of
from events_console.ui.held import Held
from events_console.ui.language import number, tr
from events_console.ui.parts import message_box
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.domain.connection import Connection
    from events_console.domain.exchange import Exchange
    from events_console.domain.request import Request

Errors = tuple[Problem, ...]
Destination = tuple[str, str]

_LISTED: Final = 3  # problems named in the question before a send that will be refused
_LEADS: Final = {
    "send": tr("It was meant for {before}, and goes to {after} now."),
    "resend": tr("It went to {before}, and goes to {after} now."),
}


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
        """Send the document; one with errors is sent only after asking, once.

        With ``as_new`` it is sent with new event IDs even if it may have arrived already.
        """
        console, request = self._console, self._console.request
        meant = _destination(console.connection) if console.connection else None
        send = partial(self._confirm, request, partial(console.send, request, as_new=as_new))
        then = partial(self._lead, send, "send", meant)
        if console.json_text is not None:
            self.unfinished.emit()
            console.told.emit(
                tr("The JSON view holds text that is no request yet: mend it or discard it, then send.")
            )
        elif console.is_busy:
            return
        elif console.checked:
            self._ask(request, console.errors, then)
        else:
            self._check(request, then)

    def send_rest(self) -> None:
        """Send what the service has not taken of the long document that was sent last."""
        console, request = self._console, self._console.request
        rows = console.long.rest()
        if not rows or console.json_text is not None or console.connection is None:
            console.told.emit(tr("There is nothing left to send of this document."))
            return
        rest = request.with_events(tuple(request.events[row] for row in rows))
        send = partial(self._confirm, rest, partial(console.long.send, request, rows))
        then = partial(self._lead, send, "send", _destination(console.connection))
        self._check(rest, then)

    def resend(self, exchange: "Exchange") -> None:
        """Send the request of an earlier exchange as it was, unless another one waits to be sent."""
        console = self._console
        if not console.is_busy:
            target = exchange.target
            meant = target.name, _address(target.kind, target.endpoint)
            self._lead(partial(console.resend, exchange), "resend", meant)

    def resend_as_new(self, exchange: "Exchange") -> None:
        """Send the events of an earlier exchange once more, as others: with new event IDs, sent now."""
        from uuid import uuid4  # the first window does without it

        console, target = self._console, exchange.target
        if console.is_busy:
            return
        request = as_new(exchange.request, time.time(), lambda: str(uuid4()))
        send = partial(self._confirm, request, partial(console.send, request, as_new=True))
        then = partial(self._lead, send, "resend", (target.name, _address(target.kind, target.endpoint)))
        self._check(request, then)

    def arm(self, then: Callable[[], object] = lambda: None, verb: str = "") -> None:
        """Ask for the name of the connection; once it is armed do ``then``, which is called ``verb``."""
        from events_console.ui.arming_dialog import ArmingDialog  # the first window does without it

        console, connection = self._console, self._console.connection
        if connection is None:
            return

        def go() -> None:
            if console.connection == connection:
                console.arm(dialog.typed)
                then()

        dialog = ArmingDialog(connection, verb, self._window)
        dialog.accepted.connect(go)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _lead(self, then: Callable[[], object], verb: str, meant: Destination | None) -> None:
        """Do ``then``, after asking where it leads elsewhere than to ``meant``.

        None is the connection that the window begins with.
        """
        connection = self._console.connection
        if not connection or (_destination(connection) == meant if meant else not connection.id):
            self._armed(then, verb)
            return
        now = _destination(connection)
        was = meant or ("Sandbox", "")
        same = was[0] == now[0]  # the name, but another address by now
        before, after = (_place(each, with_address=same) for each in (was, now))
        text = _LEADS[verb].format(before=before, after=after)
        box = message_box(QMessageBox.Icon.Question, self._window.windowTitle(), text, self._window)
        there = box.addButton(tr("Send it there"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        there.clicked.connect(lambda: self._lead(then, verb, now))
        box.open()

    def _armed(self, then: Callable[[], object], verb: str) -> None:
        """Do ``then``, after asking where it leads to production that is not armed."""
        if self._console.needs_arming:
            self.arm(then, verb)
        else:
            then()

    def _confirm(self, request: "Request", then: Callable[[], object]) -> None:
        """Do ``then``, after asking whether a long document is really to be sent as so many requests."""
        if long_document.is_long(request):
            self._tasks.run(partial(long_document.count, request), partial(self._take_count, request, then))
        else:
            then()

    def _take_count(self, request: "Request", then: Callable[[], object], count: int) -> None:
        connection, most = self._console.connection, self._console.lets_through
        if connection is None or connection.kind is ConnectionKind.SANDBOX or count == 1:
            then()
        elif most is not None and count > most:
            told = tr(
                "“{name}” is a production connection and takes {most} requests once it is armed."
            ).format(name=connection.name, most=most)
            left = tr("This document makes {count}: send fewer events, or all of them elsewhere.").format(
                count=number(count)
            )
            message_box(QMessageBox.Icon.Warning, self._window.windowTitle(), told, self._window, left).open()
        else:
            what = tr("Send {events} events as {count} requests to “{name}”?").format(
                events=number(len(request.events)), count=number(count), name=connection.name
            )
            lasting = tr("What the service has taken cannot be taken back one by one.")
            box = message_box(
                QMessageBox.Icon.Question, self._window.windowTitle(), what, self._window, lasting
            )
            every = box.addButton(tr("Send all"), QMessageBox.ButtonRole.AcceptRole)
            box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
            every.clicked.connect(lambda _checked: then())
            box.open()

    def _check(self, request: "Request", then: Callable[[], object]) -> None:
        """Do ``then`` once the whole of ``request`` was checked, after asking where it has errors."""
        held = Held(request, checked=False)
        self._console.hold(held)
        work = partial(_errors, request, self._console.context)
        self._tasks.run(work, partial(self._take_errors, held, then))

    def _take_errors(self, held: Held, then: Callable[[], object], errors: Errors) -> None:
        if self._console.held is held:  # nobody has stopped waiting
            self._console.release()
            self._ask(held.request, errors, then)

    def _ask(self, request: "Request", errors: Errors, then: Callable[[], object]) -> None:
        if not errors or request is self._agreed:
            then()
            return
        text = tr("The request has %Ln error(s): the service may refuse it.", "", len(errors))
        listed = [f"✕ {_numbered(problem)}" for problem in errors[:_LISTED]]
        left = len(errors) - _LISTED
        more = [tr("… and {count} more").format(count=number(left))] if left > 0 else []
        told = "\n".join((*listed, *more))
        box = message_box(QMessageBox.Icon.Warning, self._window.windowTitle(), text, self._window, told)
        anyway = box.addButton(tr("Send anyway"), QMessageBox.ButtonRole.AcceptRole)
        mend = box.addButton(tr("Show the first problem"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(mend)
        box.setEscapeButton(mend)
        anyway.clicked.connect(lambda: self._send_anyway(request, then))
        mend.clicked.connect(self.declined)
        box.open()

    def _send_anyway(self, request: "Request", then: Callable[[], object]) -> None:
        self._agreed = request
        then()


def _destination(connection: "Connection") -> Destination:
    return connection.name, _address(connection.kind, endpoint.url(connection))


def _place(destination: Destination, *, with_address: bool) -> str:
    name, address = destination
    if not with_address:
        return tr("“{name}”").format(name=name)
    if not address:
        return tr("“{name}” at a sandbox").format(name=name)
    return tr("“{name}” at {address}").format(name=name, address=address)


def _address(kind: ConnectionKind, url: str) -> str:
    """Return where ``url`` leads to, "" for a sandbox of this computer: that has another at each start."""
    is_here = kind is ConnectionKind.SANDBOX and endpoint.is_loopback(endpoint.host(url))
    return "" if is_here else url


def _errors(request: "Request", context: Context) -> Errors:
    return errors_of(lint.validate(request, context))


def _numbered(problem: Problem) -> str:
    row = row_of(problem.path)
    if row is None:
        return problem.message
    return tr("Event {number}: {message}").format(number=number(row + 1), message=problem.message)
