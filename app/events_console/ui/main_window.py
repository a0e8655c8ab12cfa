"""The window: where the panes are, and what happens between them."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from events_console import paths
from events_console.domain.json_value import Object
from events_console.domain.problem import Problem, row_of
from events_console.domain.request import Request
from events_console.forms import json_request
from events_console.services import drafts, examples, files
from events_console.ui import style
from events_console.ui.actions import Actions
from events_console.ui.compose_pane import ComposePane
from events_console.ui.connection_bar import ConnectionBar
from events_console.ui.console import Console
from events_console.ui.parts import Card
from events_console.ui.problems_pane import ProblemsPane
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.domain.exchange import Exchange
    from events_console.ui.event_inspector import EventInspector
    from events_console.ui.history_pane import HistoryPane
    from events_console.ui.response_pane import ResponsePane

TITLE: Final = "Events Console for Amazon Personalize"
_FILTER: Final = "PutEvents requests (*.json);;All files (*)"
_LISTED: Final = 3  # problems named in the question before a send that will be refused


class MainWindow(QMainWindow):
    """The one window.

    Signals: ``painted()`` when it is on the screen for the first time; ``layout_changed()`` after anything
    that a restart should bring back.

    What composing needs is there at once; history, inspector and answer come with :meth:`complete`, behind
    the first paint, which they would hold up.
    """

    painted = Signal()
    layout_changed = Signal()

    history: "HistoryPane"
    inspector: "EventInspector"
    response: "ResponsePane"

    def __init__(self, console: Console, tasks: Tasks) -> None:
        """Build the centre around ``console``; nothing but Qt and the domain is needed for that."""
        super().__init__()
        self.console = console
        self._tasks = tasks
        self._file: Path | None = None
        self._inspected = -1
        self._agreed: Request | None = None  # the document for which "Send anyway" was chosen
        self._was_painted = False
        self._send_when_checked = False
        self.compose = ComposePane(console)
        self.problems = ProblemsPane(console)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.centre = QSplitter(Qt.Orientation.Vertical)
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.actions_ = Actions(self)
        self.bar = ConnectionBar(console, self.actions_.palette, self.actions_.send)
        self._arrange()
        self._connect()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(860, 560)
        self.resize(1360, 860)
        self.compose.table.setCurrentIndex(self.compose.table.table.index(0, 0))
        self.compose.table.setFocus()

    def complete(self) -> None:
        """Add the JSON view and the panes at the sides."""
        from events_console.ui.event_inspector import EventInspector  # see above
        from events_console.ui.history_pane import HistoryPane
        from events_console.ui.response_pane import ResponsePane

        self.compose.complete()
        self.history = HistoryPane(self.console, self._tasks)
        self.inspector = EventInspector(self.console)
        self.response = ResponsePane(self.console)
        for splitter, pane, place in (
            (self.sides, self.history, 0),
            (self.right, self.inspector, 0),
            (self.right, self.response, 1),
        ):
            replaced = splitter.replaceWidget(place, pane)
            if replaced is not None:
                replaced.deleteLater()
        self.actions_.add_history(self.history)
        self.compose.table.row_changed.connect(self._inspect)
        self.console.changed.connect(self._follow)
        self.response.place_requested.connect(self.compose.go_to)
        self.history.opened.connect(self.response.show_exchange)
        self.history.load_requested.connect(self.load)
        self.history.resend_requested.connect(self.console.resend)
        self.history.deleted.connect(self.response.forget)
        self._inspect(self.compose.table.current_row())

    def send(self) -> None:
        """Send the document; one that the service will refuse is sent only after asking, once."""
        console = self.console
        if console.json_text is not None:
            self.compose.show_view(1)
            self.tell("The JSON view holds text that is no request yet: mend it or discard it, then send.")
            return
        if not console.checked:
            self._send_when_checked = True
            self.tell("The request is being checked; it will be sent in a moment.")
            return
        errors = console.errors
        if errors and self._agreed is not console.request and not console.sending:
            self._ask_to_send(errors)
        else:
            console.send()

    def open_file(self, name: str) -> None:
        """Put the request in the file ``name`` in place of the current one, or say why it cannot be read."""
        try:
            text = files.read_text(name)
            reading = json_request.read(text)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self.warn(f"{name} cannot be opened: {reason}.")
            return
        self._replace(reading.request, f"Open {Path(name).name}")
        self._set_file(None if name == "-" else Path(name))
        if reading.problems:  # what the text says and no document can: it stays text until that is mended
            self.console.edit_json(text)
            self.compose.show_view(1)
        self.tell(" ".join(reading.notes) or f"Opened {name}. Undo brings back what was here.")

    def new_request(self) -> None:
        """Begin a request with the same tracking ID; undo brings the present one back."""
        kept = {
            name: self.console.request.root[name]
            for name in ("trackingId",)
            if name in self.console.request.root
        }
        self._replace(Request(Object({**kept, "eventList": ()})), "New request")
        self._set_file(None)
        self.compose.form.new_session()
        self.compose.add_event()

    def open_example(self) -> None:
        """Put the request of the first start in the place of the current one."""
        self._replace(examples.sandbox(), "Open example")
        self._set_file(None)

    def bring_back(self) -> None:
        """Change places with the request that was here before the last one was opened."""
        kept = drafts.load(paths.previous_draft_file())
        if kept is None:
            self.tell("No request has been replaced by another one yet.")
            return
        self._replace(kept.request, "Bring back request")
        if kept.json_text is not None:
            self.console.edit_json(kept.json_text)

    def focus_pane(self, step: int) -> None:
        """Put the focus into the next visible pane (1) or the one before (-1)."""
        panes = [
            self.history,
            self.compose.form,
            self.compose.table,
            self.compose.json,
            self.problems,
            self.inspector,
            self.response,
        ]
        stops = {pane: stop for pane in panes if pane.isVisible() and (stop := _first_stop(pane))}
        focus, shown = self.focusWidget(), list(stops)
        here = (place for place, pane in enumerate(shown) if pane is focus or pane.isAncestorOf(focus))
        stops[shown[(next(here, -1) + step) % len(shown)]].setFocus(Qt.FocusReason.TabFocusReason)

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(self, "Open a request", str(self._file or ""), _FILTER)
        if name:
            self.open_file(name)

    def save(self) -> None:
        """Save to the file that was opened or saved last, else ask for one."""
        if self._file:
            self.save_to(self._file)
        else:
            self.save_as()

    def save_as(self) -> None:
        """Ask for a file and save to it."""
        name, _ = QFileDialog.getSaveFileName(
            self, "Save the request", str(self._file or "request.events.json"), _FILTER
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the document to ``path`` as the AWS CLI reads it, or say why it cannot be written."""
        unfinished = self.console.json_text
        text = json_request.write(self.console.request) if unfinished is None else unfinished
        try:
            files.save(path, text)
        except OSError as error:
            self.warn(f"{path} cannot be written: {error.strerror or error}.")
            return
        self._set_file(path)
        self.tell(
            f"Saved to {path}."
            if unfinished is None
            else f"Saved to {path} as it stands, which is no JSON yet."
        )

    def load(self, exchange: "Exchange") -> None:
        """Put the request of an earlier exchange into the composer."""
        self._replace(exchange.request, "Load from history")
        self._set_file(None)
        self.tell("Loaded from the history. Undo brings back what was here.")

    def warn(self, sentence: str) -> None:
        """Say something that nobody must miss."""
        box = QMessageBox(QMessageBox.Icon.Warning, TITLE, sentence, parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def tell(self, sentence: str) -> None:
        """Say something in the status bar for a while."""
        self.statusBar().showMessage(sentence, 8000)

    def show_where(self, text: str) -> None:
        """Keep ``text`` at the right of the status bar."""
        self._where.setText(text)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout."""
        self.layout_changed.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Remember the size."""
        super().resizeEvent(event)
        self.layout_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first time."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def _inspect(self, row: int) -> None:
        self._inspected = row
        self.inspector.show_row(row if row >= 0 else None)

    def _follow(self) -> None:
        """After any change, inspect the event that is current now, and send what waited for the check."""
        row = self.compose.table.current_row()
        if row != self._inspected:
            self._inspect(row)
        if self._send_when_checked and self.console.checked:
            self._send_when_checked = False
            self.send()

    def _leave_editors(self) -> None:
        """Close the editors of cells before undo or redo: what they hold is no longer what the cell says."""
        for view in self.findChildren(QAbstractItemView):
            editor = view.indexWidget(view.currentIndex())
            if isinstance(editor, QLineEdit):
                editor.setModified(False)
                view.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)

    def _arrange(self) -> None:
        for splitter in (self.sides, self.centre, self.right):
            splitter.setHandleWidth(style.GAP)
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(lambda *_: self.layout_changed.emit())
        for pane in (self.compose, self.problems):
            self.centre.addWidget(pane)
            pane.setMinimumHeight(110)
        for name in ("Event", "Answer"):
            self.right.addWidget(Card(name))
        for part in (Card("History"), self.centre, self.right):
            self.sides.addWidget(part)
        self.right.setMinimumWidth(280)
        self.centre.setSizes([570, 184])
        self.right.setSizes([446, 314])
        self.sides.setSizes([280, 700, 340])
        for place, share in enumerate((1, 3, 1)):
            self.sides.setStretchFactor(place, share)
        self.centre.setStretchFactor(0, 1)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(style.PADDING, 6, style.PADDING, 0)
        box.setSpacing(style.GAP)
        box.addWidget(self.bar)
        box.addWidget(self.sides, 1)
        self.setCentralWidget(body)
        self._where = QLabel()
        self.statusBar().addPermanentWidget(self._where)
        self.statusBar().setSizeGripEnabled(False)

    def _connect(self) -> None:
        self.problems.place_chosen.connect(self.compose.go_to)
        self.console.told.connect(self.tell)
        self.console.sending_changed.connect(lambda sending: self.actions_.send.setEnabled(not sending))
        self.console.touched.connect(self._leave_editors)
        self.console.touched.connect(
            lambda path: (
                self.compose.form.focus_field(path[1:]) if path[1:] in self.compose.form.edits else None
            )
        )

    def _replace(self, request: Request, label: str) -> None:
        """Put ``request`` in the place of the present one, which stays on disk beyond the reach of undo."""
        if self.console.json_text is not None or not request.is_same(self.console.request):
            with contextlib.suppress(OSError):  # undo has it still
                drafts.save(paths.previous_draft_file(), self.console.draft())
        self.console.replace(request, label)

    def _set_file(self, path: Path | None) -> None:
        self._file = path
        self.setWindowTitle(f"{path.name} – {TITLE}" if path else TITLE)

    def _ask_to_send(self, errors: tuple[Problem, ...]) -> None:
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            TITLE,
            f"The request has {count}: the service will refuse it.",
            parent=self,
        )
        listed = [f"✕ {_numbered(problem)}{problem.message}" for problem in errors[:_LISTED]]
        more = [f"… and {len(errors) - _LISTED} more"] if len(errors) > _LISTED else []
        box.setInformativeText("\n".join((*listed, *more)))
        anyway = box.addButton("Send anyway", QMessageBox.ButtonRole.AcceptRole)
        mend = box.addButton("Show the first problem", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(mend)
        box.setEscapeButton(mend)
        box.finished.connect(lambda _: self._answer(send=box.clickedButton() is anyway))
        box.open()

    def _answer(self, *, send: bool) -> None:
        if send:
            self._agreed = self.console.request
            self.console.send()
        else:
            self.problems.go(0)


def _numbered(problem: Problem) -> str:
    row = row_of(problem.path)
    return "" if row is None else f"Event {row + 1}: "


def _first_stop(pane: QWidget) -> QWidget | None:
    """Return the first widget in ``pane`` that Tab would stop at."""
    stops = (
        child for child in (pane, *pane.findChildren(QWidget)) if child.isVisible() and child.isEnabled()
    )
    return next((child for child in stops if child.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
