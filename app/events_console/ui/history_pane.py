"""The history: every exchange, newest first, found as one types."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from events_console.domain.exchange import Exchange
from events_console.domain.summary import Summary
from events_console.ui.console import Console
from events_console.ui.history_actions import HistoryActions, line_between
from events_console.ui.history_list import HistoryList
from events_console.ui.history_nothing import HistoryNothing
from events_console.ui.history_offers import HistoryOffers
from events_console.ui.history_search import HistorySearch
from events_console.ui.history_view import HistoryView
from events_console.ui.language import number, tr
from events_console.ui.parts import Card, button, label, row
from events_console.ui.summary_strip import SummaryStrip
from events_console.ui.tasks import Tasks
from events_console.ui.work_bar import WorkBar

if TYPE_CHECKING:
    from events_console.domain.history_query import Query
    from events_console.services.history import History

_PATIENCE: Final = 300  # milliseconds before waiting is mentioned
_SECOND: Final = 1_000  # milliseconds between two looks at what many requests in a row have added
_FEW: Final = 2  # exchanges, from which on there is something to sum up
_UNSEEN: Final = tr("What was just sent is not among the found:")
_ACTIVATION: Final = (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate)


class HistoryPane(Card):
    """Lists the exchanges and offers what can be done with them; see ``does`` for that.

    Signals: ``opened(Exchange)`` when one was chosen to be looked at.
    """

    opened = Signal(object)

    def __init__(self, console: Console, tasks: Tasks, work: WorkBar, parent: QWidget | None = None) -> None:
        """Wait for :meth:`set_history`; ``work`` shows what takes long."""
        super().__init__(tr("History"), parent)
        self._console = console
        self._list = HistoryList(tasks, self)
        self._looked_at: str | None = None
        self._on_its_way = ""
        self._awaited: str | None = None  # what was sent while a line was selected, which is its line now
        self._sent: tuple[str, int] | None = None  # what was sent last, and which answer knows of it
        self._offers = HistoryOffers(tasks, self)
        self._count = label("", "muted")
        self.search = HistorySearch(self._offers)
        self.line = self.search.line
        self.view = HistoryView(self._list)
        self.strip = SummaryStrip()
        self.does = HistoryActions(console, self.view, self.search, work, self)
        self._nothing = HistoryNothing(self.search.clear, self.does.import_action)
        self._wait = QWidget()
        self._waiting = label("", "muted")
        self._stop = button(tr("Stop"), self._stop_search, "link", tr("Go back to what was listed before"))
        self._unseen = _notice(_UNSEEN, button(tr("Show it"), self._show_sent, "link"))
        self._all = button("", self._select_all, "link", tr("Load the others and select them too"))
        self.rest = self.line
        self._find = self._action(tr("Search the history"), self._go_to_search, "Ctrl+Shift+F")
        self._filter = self._action(tr("&Filter…"), self._go_to_filter, "Ctrl+Alt+F")
        self._arrange()
        self._sending = self._timer(_PATIENCE, self._list.refresh)
        self._batch = self._timer(_SECOND, self._list.refresh)
        self._patience = self._timer(_PATIENCE, self._show_waiting)
        self._opening = self._timer(_PATIENCE, self._nothing.show_opening)
        self._opening.start()
        self._connect()
        self.does.follow()

    def set_history(self, history: "History") -> None:
        """List what is in ``history``."""
        self._offers.open(history)
        self._list.open(history)
        self._list.watch(active=self.isActiveWindow())  # it may have been active before this pane was there

    def look_at(self, entry_id: str) -> None:
        """Show the exchange called ``entry_id``, if it is still there, and select its line where listed."""
        self._looked_at = entry_id
        self._select_again()
        self._list.with_exchange(entry_id, self._show_loaded)

    def list_anew(self) -> None:
        """Show times as they are shown from now on, and find what the search means by them."""
        self._list.list_anew()

    def actions_for_menu(self) -> list[QAction]:
        """Return what can be done here, for a menu of the window."""
        searches = self.search.searches.menu.menuAction()
        return [self._find, self._filter, searches, line_between(self), *self.does.for_view()]

    def event(self, event: QEvent) -> bool:
        """Look for exchanges of other programs, such as the command line, while the window is used."""
        if event.type() in _ACTIVATION:  # the only events of that kind which reach what a window holds
            self._list.watch(active=event.type() == QEvent.Type.WindowActivate)
        return super().event(event)

    def _action(self, text: str, on_trigger: Callable[[], object], key: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _: on_trigger())
        return action

    def _arrange(self) -> None:
        self.box.addLayout(row(label(tr("History"), "title"), None, self._count))
        self.box.addWidget(self.search)
        self._wait.setLayout(row(self._waiting, self._stop, None, spacing=4))
        self._wait.hide()
        self.box.addWidget(self._wait)
        self.box.addWidget(self._unseen)
        self.box.addWidget(self.strip)
        self.strip.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.view)
        self.box.addWidget(self._stack, 1)
        self.box.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self._all.hide()

    def _timer(self, milliseconds: int, do: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(do)
        return timer

    def _connect(self) -> None:
        self.search.searched.connect(self._search)
        self.search.left.connect(self._go_to_list)
        self.strip.chosen.connect(self.search.narrow)
        self.view.clicked.connect(lambda _: self._look_at_selected())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._take_selection())
        self.does.open_requested.connect(self._look_at_selected)
        self.does.deleted.connect(self._forget)
        self._list.rowsInserted.connect(self._keep_place)
        self._list.modelReset.connect(self._select_again)
        self._list.listed.connect(self._show_state)
        self._list.listed.connect(self._select_sent)
        self._list.summarised.connect(self._show_summary)
        self._list.failed.connect(self._show_trouble)
        console = self._console
        console.sent.connect(self._await)
        console.settled.connect(self._take_settled)
        console.batch_changed.connect(self._follow_batch)
        console.sending_changed.connect(self._take_sending)
        for changed in (console.ready, console.connected):
            changed.connect(self._follow_connection)

    def _follow_batch(self) -> None:
        if not self._batch.isActive():
            self._batch.start()

    def _follow_connection(self) -> None:
        self.view.show_connection(self._console.connection.name if self._console.connection else "")
        self.does.follow()

    def _search(self, query: "Query") -> None:
        self._wait.hide()
        self._sent = None
        self._unseen.hide()
        self._list.search(query)
        self._patience.start()

    def _stop_search(self) -> None:
        self._list.stop()
        self._waiting.setText(tr("Stopped: these are the exchanges of before."))
        self._stop.hide()
        self.line.setFocus()

    def _show_waiting(self) -> None:
        if self._list.is_waiting:
            self._waiting.setText(tr("Searching…"))
            self._stop.show()
            self._wait.show()

    def _take_selection(self) -> None:
        self.does.follow()
        self._offer_all()
        if self.view.count_selected() == 1 and self.does.selected()[0].id != self._looked_at:
            self._look_at_selected()

    def _look_at_selected(self) -> None:
        if self.view.count_selected() == 1:
            self._awaited = None
            self._looked_at = self.does.selected()[0].id
            self._list.with_exchange(self._looked_at, self._show_loaded)

    def _show_loaded(self, exchange: Exchange) -> None:
        if exchange.id == self._looked_at:
            self.opened.emit(exchange)

    def _offer_all(self) -> None:
        """Offer to select what is found beyond what is loaded, where all of that is selected."""
        entries = self._list
        self._all.setVisible(entries.has_more and self.view.count_selected() == entries.rowCount())
        counted = tr("Select all {count} found").format(count=number(entries.found))
        self._all.setText(counted if entries.is_counted else tr("Select all found"))
        self._all.setEnabled(True)

    def _select_all(self) -> None:
        self._all.setText(tr("Loading…"))
        self._all.setEnabled(False)
        self._list.load_all(self.view.selectAll)

    def _show_sent(self) -> None:
        """Look at what was sent last, which the search does not find."""
        if self._sent:
            self._looked_at = self._sent[0]
            self.search.clear()
            self._list.with_exchange(self._looked_at, self._show_loaded)

    def _forget(self, ids: list[str]) -> None:
        if self._sent and self._sent[0] in ids:
            self._sent = None
        if self._looked_at in ids:
            self._looked_at = None  # it may still be on its way to be shown

    def _go_to_search(self) -> None:
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _go_to_filter(self) -> None:
        self.show()
        self.search.show_form()

    def _go_to_list(self) -> None:
        if self._list.rowCount():
            self.view.setFocus()
            if not self.view.count_selected():
                self.view.setCurrentIndex(self._list.index(0))

    def _select_again(self) -> None:
        """Keep the exchange that is looked at selected while a search lists others around it."""
        place = self._list.row_of(self._looked_at) if self._looked_at else -1
        if place >= 0:
            self.view.select(place)
        self.does.follow()

    def _await(self, exchange: Exchange) -> None:
        """List what is being sent; its answer takes the place of the one that is looked at."""
        self._sending.start()
        if self.view.count_selected() == 1:
            self._awaited = exchange.id

    def _take_sending(self, on: bool) -> None:  # noqa: FBT001  # a slot
        """Notice a request that is waited for no longer; that its answer has come is told next."""
        if on and self._console.sending:
            self._on_its_way = self._console.sending.id
        elif not on:
            self._list.left.add(self._on_its_way)
            self.view.viewport().update()
        self.does.follow()

    def _take_settled(self, exchange: Exchange) -> None:
        self._list.left.discard(exchange.id)
        self._offers.forget()
        self._sent = exchange.id, self._list.refresh()

    def _show_unseen(self) -> None:
        """Say so where the search hides what was sent last."""
        sent, listed = self._sent or ("", 0)
        hidden = bool(sent) and self._list.answered >= listed and self._list.row_of(sent) < 0
        self._unseen.setVisible(hidden and bool(self._list.searched))

    def _select_sent(self) -> None:
        if self._awaited and self._list.row_of(self._awaited) >= 0:
            self._looked_at, self._awaited = self._awaited, None
            self._select_again()

    def _keep_place(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.view.keep_place(first, last)

    def _show_trouble(self, sentence: str) -> None:
        self._show_state()
        self._nothing.show_trouble(sentence)
        self._console.told.emit(sentence)

    def _show_summary(self, summary: Summary) -> None:
        self.strip.show_summary(summary)
        self.strip.setVisible(summary.total >= _FEW)

    def _show_state(self) -> None:
        entries = self._list
        self._opening.stop()
        if not entries.is_waiting and self._stop.isVisibleTo(self._wait):
            self._wait.hide()
        self.search.show_flaw(entries.flaw)
        found, kept = f"{number(entries.found)}{'' if entries.is_counted else '+'}", number(entries.total)
        of = tr("{found} of {kept}").format(found=found, kept=kept)
        self._count.setText(of if entries.searched else kept if entries.total else "")
        self._nothing.show_query(entries.searched)
        if not entries.rowCount() and self.window().focusWidget() is self.view:
            self.line.setFocus()  # also while a dialog has the window's focus, which then returns to there
        if not entries.rowCount():
            self.strip.hide()
        self._stack.setCurrentIndex(1 if entries.rowCount() else 0)
        self._show_unseen()
        self._offer_all()
        self.does.follow()


def _notice(text: str, link: QWidget) -> QWidget:
    """Return a sentence, hidden for now, with a link behind it."""
    made = QWidget()
    line = row(label(text, "muted", wrap=True), link, spacing=4)
    line.setStretch(0, 1)
    made.setLayout(line)
    made.hide()
    return made
