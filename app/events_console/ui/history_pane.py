"""The history: every exchange, newest first, found as one types."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QListView, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from events_console.domain.connection import Connection, KeySource
from events_console.domain.exchange import Exchange
from events_console.forms import Shell
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.copying import copy_as, copy_menu
from events_console.ui.history_line import ENTRY_ROLE, HistoryDelegate
from events_console.ui.history_list import HistoryList
from events_console.ui.parts import Card, button, label, message_box, row
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.forms import Form
    from events_console.services.history import Entry, History

_PATIENCE: Final = 300  # milliseconds before waiting is mentioned
_SECOND: Final = 1_000  # milliseconds between two looks at what many requests in a row have added
_PAUSE: Final = 120  # milliseconds without a keystroke before the search begins
_SEARCHED: Final = (
    "Searches the whole request and the answer to it, the connection, the outcome (refused, 500), the time "
    "of sending (2026-11-21, 12:37), the request ID, and the beginning of the history ID."
)


class HistoryPane(Card):
    """Lists the exchanges and offers what can be done with one of them.

    Signals: ``opened(Exchange)`` when one was chosen to be looked at; ``load_requested(Exchange)`` to put its
    request into the composer; ``resend_requested(Exchange)`` to send its request again as it was;
    ``deleted(list[str])`` with the IDs of exchanges that are about to be deleted.
    """

    opened = Signal(object)
    load_requested = Signal(object)
    resend_requested = Signal(object)
    deleted = Signal(object)

    def __init__(self, console: Console, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Wait for :meth:`set_history`."""
        super().__init__("History", parent)
        self._console = console
        self._list = HistoryList(tasks, self)
        self.shell: Callable[[], Shell] = lambda: Shell.POSIX  # that code is copied for
        self._looked_at: str | None = None
        self._awaited: str | None = None  # what was sent while a line was selected, which is its line now
        self._count = label("", "muted")
        self.line = self._search_line()
        self.view = self._entry_view()
        self._message = label("", "muted", wrap=True)
        self._clear = button("Clear search", self._clear_search, "link")
        self.rest = self.line
        self._make_actions()
        self._arrange()
        self._searching = self._timer(_PAUSE, lambda: self._list.search(self.line.text()))
        self._sending = self._timer(_PATIENCE, self._list.refresh)
        self._batch = self._timer(_SECOND, self._list.refresh)
        self._opening = self._timer(_PATIENCE, lambda: self._message.setText("Opening the history…"))
        self._opening.start()
        self._connect()
        self._offer_actions()

    def set_history(self, history: "History") -> None:
        """List what is in ``history``."""
        self._list.open(history)

    def actions_for_menu(self) -> list[QAction]:
        """Return what can be done here, for a menu of the window."""
        return [self._find, *self._entry_actions]

    def changeEvent(self, event: QEvent) -> None:
        """Look for exchanges of other programs, such as the command line, while the window is used."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._list.watch(active=self.isActiveWindow())

    def _search_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setFixedHeight(style.CONTROL_HEIGHT)
        line.setPlaceholderText("Item, user, outcome, date, ID…")
        line.setAccessibleName("Search the history")
        line.setAccessibleDescription(f"{_SEARCHED} Escape clears, Down goes to the exchanges found")
        line.setToolTip(_SEARCHED)
        for key, do in ((Qt.Key.Key_Escape, line.clear), (Qt.Key.Key_Down, self._go_to_list)):
            shortcut = QShortcut(QKeySequence(key), line, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        return line

    def _entry_view(self) -> QListView:
        view = QListView()
        view.setModel(self._list)
        view.setItemDelegate(HistoryDelegate(view))
        view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.setAccessibleName("Exchanges")
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return view

    def _make_actions(self) -> None:
        self._find = self._action("&Search the history", self._go_to_search, "Ctrl+Shift+F")
        self._open = self._action("&Open exchange", self._look_at_selected, "Return", "Enter")
        load, resend = (
            partial(self._hand_to, do.emit) for do in (self.load_requested, self.resend_requested)
        )
        self._load = self._action("&Load into composer", load, "Ctrl+L")
        self._resend = self._action("&Resend as it was", resend, "Ctrl+Shift+Return", "Ctrl+Shift+Enter")
        self._copy = copy_menu(
            "&Copy request as", lambda form: self._hand_to(partial(self._copy_request, form)), self
        ).menuAction()
        self._copy_id = self._action("Copy request &ID", partial(self._hand_to, self._copy_request_id))
        self._delete = self._action("&Delete…", self._ask_to_delete, "Del")
        for action in (self._open, self._delete):  # keys that mean something else elsewhere
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._entry_actions = [self._open, self._load, self._resend, self._copy, self._copy_id, self._delete]
        self.view.addActions(self._entry_actions)

    def _action(self, text: str, on_trigger: Callable[[], object], *keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _: on_trigger())
        return action

    def _arrange(self) -> None:
        self.box.addLayout(row(label("History", "title"), None, self._count))
        self.box.addWidget(self.line)
        nothing = QWidget()
        box = QVBoxLayout(nothing)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._message)
        box.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        self._clear.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(self.view)
        self.box.addWidget(self._stack, 1)

    def _timer(self, milliseconds: int, do: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(do)
        return timer

    def _connect(self) -> None:
        self.line.textChanged.connect(lambda _: self._searching.start())
        self.view.clicked.connect(lambda _: self._look_at_selected())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._take_selection())
        self._list.rowsInserted.connect(self._keep_place)
        self._list.modelReset.connect(self._select_again)
        self._list.listed.connect(self._show_state)
        self._list.listed.connect(self._select_sent)
        self._list.failed.connect(self._show_trouble)
        console = self._console
        console.sent.connect(self._await)
        console.settled.connect(lambda _: self._list.refresh())
        console.batch_changed.connect(self._follow_batch)
        console.sending_changed.connect(lambda _: self._offer_actions())
        console.ready.connect(self._offer_actions)

    def _follow_batch(self) -> None:
        if not self._batch.isActive():
            self._batch.start()

    def _selected(self) -> list["Entry"]:
        return [index.data(ENTRY_ROLE) for index in self.view.selectionModel().selectedRows()]

    def _take_selection(self) -> None:
        self._offer_actions()
        selected = self._selected()
        if len(selected) == 1 and selected[0].id != self._looked_at:
            self._look_at_selected()

    def _look_at_selected(self) -> None:
        selected = self._selected()
        if len(selected) == 1:
            self._awaited = None
            self._looked_at = selected[0].id
            self._list.with_exchange(selected[0].id, self._show_loaded)

    def _show_loaded(self, exchange: Exchange) -> None:
        if exchange.id == self._looked_at:
            self.opened.emit(exchange)

    def _hand_to(self, do: Callable[[Exchange], object]) -> None:
        (entry,) = self._selected()
        self._list.with_exchange(entry.id, do)

    def _copy_request(self, form: "Form", exchange: Exchange) -> None:
        now, there = self._console.connection, exchange.target
        is_that = now is not None and now.name == there.name
        # With the keys of the environment, unless it is the connection in use: no other one is known here.
        then = Connection(there.name, there.kind, there.region, keys=KeySource.ENVIRONMENT)
        said = copy_as(form, exchange.request, now if is_that else then, self.shell())
        self._console.told.emit(said)

    def _copy_request_id(self, exchange: Exchange) -> None:
        request_id = exchange.response.request_id if exchange.response else None
        if request_id:
            QGuiApplication.clipboard().setText(request_id)
        self._console.told.emit(
            "Copied the request ID." if request_id else "The answer came without a request ID."
        )

    def _ask_to_delete(self) -> None:
        ids = [entry.id for entry in self._selected()]
        what = "this exchange" if len(ids) == 1 else f"these {len(ids):,} exchanges"
        asked = f"Delete {what} from the history?"
        lost = "Deleted exchanges are wiped from the disk and cannot be brought back."
        box = message_box(QMessageBox.Icon.Warning, "Delete", asked, self, lost)
        delete = box.addButton("Delete", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        delete.clicked.connect(lambda: self._delete_all(ids))
        box.open()

    def _delete_all(self, ids: list[str]) -> None:
        if self._looked_at in ids:
            self._looked_at = None  # it may still be on its way to be shown
        self.deleted.emit(ids)
        self._list.delete(ids)

    def _offer_actions(self) -> None:
        selected = self._selected()
        one = len(selected) == 1
        for action in (self._open, self._load, self._copy):
            action.setEnabled(one)
        self._resend.setEnabled(one and self._console.service is not None and not self._console.is_busy)
        self._copy_id.setEnabled(one and selected[0].status is not None)
        self._delete.setEnabled(bool(selected))

    def _clear_search(self) -> None:
        self.line.clear()
        self.line.setFocus()

    def _go_to_search(self) -> None:
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _go_to_list(self) -> None:
        if self._list.rowCount():
            self.view.setFocus()
            if not self._selected():
                self.view.setCurrentIndex(self._list.index(0))

    def _select_again(self) -> None:
        """Keep the exchange that is looked at selected while a search lists others around it."""
        place = self._list.row_of(self._looked_at) if self._looked_at else -1
        if place >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(self._list.index(place), flags)
        self._offer_actions()

    def _await(self, exchange: Exchange) -> None:
        """List what is being sent; its answer takes the place of the one that is looked at."""
        self._sending.start()
        if len(self._selected()) == 1:
            self._awaited = exchange.id

    def _select_sent(self) -> None:
        if self._awaited and self._list.row_of(self._awaited) >= 0:
            self._looked_at, self._awaited = self._awaited, None
            self._select_again()

    def _keep_place(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Leave what is being read where it is when lines come in above it."""
        bar, height = self.view.verticalScrollBar(), self.view.sizeHintForRow(0)
        if first * height < bar.value():
            self.view.doItemsLayout()
            bar.setValue(bar.value() + (last - first + 1) * height)

    def _show_trouble(self, sentence: str) -> None:
        self._show_state()
        self._message.setText(sentence)
        self._console.told.emit(sentence)

    def _show_state(self) -> None:
        self._opening.stop()
        entries = self._list
        kept = f"{entries.total:,}"
        self._count.setText(f"{entries.found:,} of {kept}" if entries.searched else kept)
        nothing = "Send a request: it will be kept here."
        self._message.setText(f"No exchange contains “{entries.searched}”." if entries.searched else nothing)
        self._clear.setVisible(bool(entries.searched))
        if not entries.rowCount() and self.window().focusWidget() is self.view:
            self.line.setFocus()  # also while a dialog has the window's focus, which then returns to there
        self._stack.setCurrentIndex(1 if entries.rowCount() else 0)
        self._offer_actions()
