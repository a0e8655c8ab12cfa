"""The window: where the panes are, and what happens between them."""

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from events_console.ui import style
from events_console.ui.actions import Actions
from events_console.ui.centre import Centre
from events_console.ui.code_reader import CodeReader
from events_console.ui.compose_pane import JSON, ComposePane
from events_console.ui.connection_banner import ConnectionBanner
from events_console.ui.connection_bar import ConnectionBar
from events_console.ui.console import Console
from events_console.ui.document_file import DocumentFile
from events_console.ui.language import tr
from events_console.ui.parts import TITLE, Card, message_box
from events_console.ui.problems_pane import ProblemsPane
from events_console.ui.send_guard import SendGuard
from events_console.ui.sides import Sides
from events_console.ui.sizes import FRAME
from events_console.ui.tasks import Tasks
from events_console.ui.work_bar import WorkBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from events_console.domain.exchange import Exchange
    from events_console.services.history import History
    from events_console.ui.event_inspector import EventInspector
    from events_console.ui.first_steps import FirstSteps
    from events_console.ui.history_pane import HistoryPane
    from events_console.ui.presentation import Presentation
    from events_console.ui.response_pane import ResponsePane

_READABLE: Final = 4_000  # milliseconds that a sentence stands in the status bar at least
_FADES: Final = 8_000  # milliseconds after which it goes


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
        self._inspected = -1
        self._was_painted = False
        self._mentioned = ""
        self._reading = QTimer(self, singleShot=True, interval=_READABLE)
        self._reading.timeout.connect(self._mention)
        self.guard = SendGuard(console, tasks, self)
        self.compose = ComposePane(console)
        self.problems = ProblemsPane(console)
        self.centre = Centre(self.compose, self.problems)
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.work = WorkBar(tasks)
        self.reader = CodeReader(self.work, tasks, self)
        self.document = DocumentFile(self)
        self.may_close: Callable[[], bool] = lambda: True
        self.before_presenting: Callable[[], object] = lambda: None
        self.presentation: Presentation | None = None
        self.first_steps: FirstSteps | None = None
        self.actions_ = Actions(self)
        actions = self.actions_
        self.sides = Sides(actions.panes[0])
        self.bar = ConnectionBar(console, actions.palette, actions.send, actions.panes)
        self.banner = ConnectionBanner()
        self._arrange()
        self._connect()
        self.setAcceptDrops(True)
        self.setMinimumSize(860, 560)
        self.resize(1360, 860)
        self.compose.table.setCurrentIndex(self.compose.table.table.index(0, 0))
        self.compose.table.setFocus()

    def complete(self) -> None:
        """Add the JSON view and the panes at the sides."""
        from events_console.ui.event_inspector import EventInspector  # see above
        from events_console.ui.history_pane import HistoryPane
        from events_console.ui.response_pane import ResponsePane

        self.compose.complete(self._tasks)
        self.compose.batch.rest_requested.connect(self.guard.send_rest)
        self.history = HistoryPane(self.console, self._tasks, self.work)
        self.history.does.shell = lambda: self.compose.code.shell
        self.inspector = EventInspector(self.console)
        self.response = ResponsePane(self.console)
        for splitter, pane, place in (
            (self.sides, self.history, 0),
            (self.right, self.inspector, 0),
            (self.right, self.response, 1),
        ):
            if stand_in := splitter.widget(place):
                is_hidden = stand_in.isHidden()
                splitter.replaceWidget(place, pane)
                pane.setHidden(is_hidden)
                stand_in.deleteLater()
        self.actions_.add_history(self.history)
        self.actions_.add_answer(self.response)
        self.compose.table.row_changed.connect(self._inspect)
        self.console.changed.connect(self._follow)
        self.response.place_requested.connect(self.compose.go_to)
        self.response.load_requested.connect(self._load_at)
        self.response.note.follow(self.history.view.entries)
        self.history.opened.connect(self.response.show_exchange)
        self.history.does.load_requested.connect(self.document.load)
        self.response.resend_requested.connect(self.guard.resend)
        self.response.new_requested.connect(lambda: self.guard.send(as_new=True))
        self.history.does.resend_requested.connect(self.guard.resend)
        self.history.does.renew_requested.connect(self.guard.resend_as_new)
        self.history.does.import_requested.connect(self._import)
        self.history.does.deleted.connect(self.console.forget)
        self.history.does.deleted.connect(self.response.forget)
        self._inspect(self.compose.table.current_row())
        self._put_behind(self.bar.send_button, self.history)
        compose = self.compose
        self._put_behind(compose.table, compose.json, compose.wire, compose.code)

    def send(self) -> None:
        """Send the document, once everything was asked that has to be."""
        self.guard.send()

    def focus_pane(self, step: int) -> None:
        """Put the focus into the next visible pane (1) or the one before (-1)."""
        panes = [
            self.history,
            self.compose.form,
            self.compose.table,
            self.compose.json,
            self.compose.wire,
            self.compose.code,
            self.problems,
            self.inspector,
            self.response,
        ]
        stops = {pane: stop for pane in panes if pane.isVisible() and (stop := _first_stop(pane))}
        focus, shown = self.focusWidget(), list(stops)
        here = (place for place, pane in enumerate(shown) if pane is focus or pane.isAncestorOf(focus))
        stops[shown[(next(here, -1) + step) % len(shown)]].setFocus(Qt.FocusReason.TabFocusReason)

    def warn(self, sentence: str) -> None:
        """Say something that nobody must miss."""
        message_box(QMessageBox.Icon.Warning, TITLE, sentence, self).open()

    def tell(self, sentence: str) -> None:
        """Say something in the status bar for a while."""
        self.statusBar().showMessage(sentence, _FADES)
        self._reading.start()

    def mention(self, sentence: str) -> None:
        """Say something there that can wait until what was told last has been read."""
        self._mentioned = sentence
        if not self._reading.isActive():
            self._mention()

    def fit_screen(self) -> None:
        """Be no larger than the screen has room for, and wholly on it; leave what fits where it is."""
        room = self.screen().availableGeometry()
        if self.isMaximized() or self.isFullScreen():
            return
        self.resize(self.size().boundedTo(room.size() - FRAME))
        place = self.frameGeometry()
        if self.testAttribute(Qt.WidgetAttribute.WA_Moved) and not room.contains(place):
            place.moveRight(min(place.right(), room.right()))
            place.moveBottom(min(place.bottom(), room.bottom()))
            self.move(max(place.left(), room.left()), max(place.top(), room.top()))

    def show_history(self, on: bool) -> None:  # noqa: FBT001  # a slot
        """Show or hide the history, or the card in its place."""
        if pane := self.sides.widget(0):
            pane.setVisible(on)

    def present(self, on: bool) -> None:  # noqa: FBT001  # a slot
        """Show the window to an audience, or as before; without its panes there is nothing to present."""
        from events_console.ui.presentation import Presentation  # few need it

        app = QApplication.instance()
        if on and hasattr(self, "response") and isinstance(app, QApplication):
            self.before_presenting()
            self.sides.is_held = True
            self.presentation = Presentation(self, app)
        elif not on and self.presentation:
            self.presentation.end()
            self.presentation = None
            self.sides.is_held = False
            self.sides.fit()

    def show_times_anew(self) -> None:
        """Show every time of day as times are shown from now on."""
        self.history.list_anew()
        self.response.show_anew()
        self._inspect(self._inspected)

    def show_first_steps(self) -> None:
        """Lead through a first request, from its beginning."""
        from events_console.ui.first_steps import FirstSteps  # few need it

        if self.first_steps:
            self.first_steps.end()
        self.first_steps = FirstSteps(self)
        self.first_steps.ended.connect(self._forget_first_steps)

    def show_where(self, text: str) -> None:
        """Keep ``text`` at the right of the status bar."""
        self._where.setText(text)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout, and stay where :attr:`may_close` says so."""
        if not self.may_close():
            event.ignore()
            return
        self.layout_changed.emit()
        super().closeEvent(event)
        self.hide()
        self.actions_.present.setChecked(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and text."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first file, or read the text, that was dropped."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if files:
            self.document.open_file(files[0])
        else:
            self.reader.take(event.mimeData().text())

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

    def _forget_first_steps(self) -> None:
        self.first_steps = None

    def _mention(self) -> None:
        if self._mentioned:
            self.statusBar().showMessage(self._mentioned, _FADES)
            self._mentioned = ""

    def _load_at(self, exchange: "Exchange", path: str) -> None:
        self.document.load(exchange, partial(self.compose.go_to, path))

    def _import(self, history: "History") -> None:
        from events_console.ui.import_history import choose  # the first window does without it

        choose(history, self.work, self)

    def _inspect(self, row: int) -> None:
        self._inspected = row
        self.inspector.show_row(row if row >= 0 else None)

    def _follow(self) -> None:
        """After any change, inspect the event that is current now."""
        row = self.compose.table.current_row()
        if row != self._inspected:
            self._inspect(row)

    def _put_behind(self, before: QWidget, *panes: QWidget) -> None:
        """Have Tab come from ``before`` to ``panes``, where they stand, and not when they were made."""
        stops = [stop for pane in panes for stop in _stops(pane)]
        for earlier, later in pairwise((before, *stops)):
            self.setTabOrder(earlier, later)

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
            splitter.splitterMoved.connect(self._keep_layout)
        for pane, least in ((self.compose, 270), (self.problems, 70)):
            pane.setMinimumHeight(least)
        for name in (tr("Event"), tr("Answer")):
            self.right.addWidget(Card(name))
        for part in (Card(tr("History")), self.centre, self.right):
            self.sides.addWidget(part)
        self.right.setMinimumWidth(280)
        self.right.setSizes([480, 280])
        self.sides.setStretchFactor(1, 1)
        body = QWidget()
        self.column = box = QVBoxLayout(body)
        box.setContentsMargins(style.PADDING, 6, style.PADDING, 0)
        box.setSpacing(style.GAP)
        box.addWidget(self.bar)
        box.addWidget(self.banner)
        box.addWidget(self.sides, 1)
        self.setCentralWidget(body)
        self._where = QLabel()
        self.statusBar().addPermanentWidget(self.work)
        self.work.hide()  # the status bar shows what it takes in
        self.statusBar().addPermanentWidget(self._where)
        self.statusBar().setSizeGripEnabled(False)

    def _keep_layout(self, *_moved: int) -> None:
        if not self.sides.is_held:
            self.layout_changed.emit()

    def _connect(self) -> None:
        self.problems.place_chosen.connect(self.compose.go_to)
        self.console.told.connect(self.tell)
        self.work.told.connect(self.tell)
        self.guard.unfinished.connect(lambda: self.compose.show_view(JSON))
        self.guard.declined.connect(lambda: self.problems.go(0))
        for changed in (self.console.sending_changed, self.console.held_changed):
            changed.connect(lambda busy: self.actions_.send.setEnabled(not busy))
        self.console.touched.connect(self._leave_editors)
        self.console.touched.connect(
            lambda path: (
                self.compose.form.focus_field(path[1:]) if path[1:] in self.compose.form.edits else None
            )
        )


def _first_stop(pane: QWidget) -> QWidget | None:
    """Return the first widget in ``pane`` that Tab would stop at."""
    stops = (
        child for child in (pane, *pane.findChildren(QWidget)) if child.isVisible() and child.isEnabled()
    )
    return next((child for child in stops if child.focusPolicy() & Qt.FocusPolicy.TabFocus), None)


def _stops(pane: QWidget) -> list[QWidget]:
    """Return where Tab stops in ``pane``, hidden or not, in order."""
    stops, each = [], pane.nextInFocusChain()
    while each is not None and each is not pane:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is pane.window():
            stops.append(each)
        each = each.nextInFocusChain()
    return [stop for stop in stops if pane.isAncestorOf(stop)]
