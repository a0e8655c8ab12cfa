"""Picking an event tracker of the account, instead of copying its tracking ID from elsewhere."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from events_console import paths
from events_console.domain.connection import Connection
from events_console.domain.exchange import Failure
from events_console.services import trackers
from events_console.services.sessions import Sessions
from events_console.services.trackers import Listing, Tracker
from events_console.ui import style
from events_console.ui.form_rows import search_line
from events_console.ui.language import tr
from events_console.ui.masked import covered
from events_console.ui.parts import announce, button, field_label, label, plain_tip, row
from events_console.ui.read_only_table import set_up
from events_console.ui.sizes import fit
from events_console.ui.tasks import Tasks
from events_console.ui.words import ago

_COLUMNS: Final = (tr("Name"), tr("Status"), tr("Dataset group"), tr("Tracking ID"))
_ID: Final = len(_COLUMNS) - 1
_SIZE: Final = (820, 440)
_FRESH: Final = 15 * 60  # seconds for which what was listed last is shown without asking again
_NONE: Final = tr(
    "There is no event tracker in {region}: create one there, or type the tracking ID yourself."
)
_NOT_READY: Final = tr(
    "▲ “{name}” is not ready ({status}): the service may refuse events that are sent to it."
)
_STOPPED: Final = tr("The service was not waited for: refresh, or type the tracking ID yourself.")


class TrackerDialog(QDialog):
    """Lists the event trackers that a connection's keys may see.

    Signals: ``chosen(str)`` with the tracking ID of the one that was picked.
    """

    chosen = Signal(str)
    _progressed = Signal(object, int, int)

    def __init__(self, connection: Connection, sessions: Sessions, tasks: Tasks, parent: QWidget) -> None:
        """Show what was listed last, and ask anew where that is old."""
        super().__init__(parent)
        self.setWindowTitle(tr("Event trackers of {connection}").format(connection=connection.name))
        fit(self, *_SIZE)
        self._connection, self._sessions, self._tasks = connection, sessions, tasks
        self._round: threading.Event | None = None  # what is asked now, set once nobody waits for it
        self._running = 1  # tasks that come back here, however late
        self._told = ("", "muted")  # the sentence and its tone while a tracker is selected that is ready
        self._build()
        self._progressed.connect(self._show_progress)
        self.finished.connect(self._close)
        self._follow()
        self._tasks.run(partial(trackers.recall, paths.trackers_file(), connection), self._take_kept)

    def refresh(self) -> None:
        """Ask the service for the trackers, behind the dialog."""
        self._end()
        self._round = cancelled = threading.Event()
        self._progress.setRange(0, 0)
        self._tell(tr("Asking the service for the event trackers…"))
        self._follow()

        def progress(done: int, of: int) -> None:
            if not cancelled.is_set():
                self._progressed.emit(cancelled, done, of)

        self._running += 1
        work = partial(_fetch, self._sessions, self._connection, cancelled, progress)
        self._tasks.wait_for(work, partial(self._take, cancelled))

    def stop(self) -> None:
        """Wait for the service no longer; what was listed before stays."""
        self._end()
        self._tell(_STOPPED)
        self._follow()

    def _end(self) -> None:
        if self._round:
            self._round.set()
            self._round = None

    def _close(self) -> None:
        self._end()
        self._go()

    def _go(self) -> None:
        if not self._running and not self.isVisible():
            self.deleteLater()

    def _build(self) -> None:
        self.search = search_line(tr("Name, dataset group or tracking ID"))
        self.search.textChanged.connect(self._filter)
        self.table = QTableWidget(0, len(_COLUMNS))
        self._set_up_table()
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self.table.setFocus)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.sentence = label("", "muted", wrap=True)
        self._progress = QProgressBar(maximum=0, textVisible=False)
        self._progress.setAccessibleName(tr("Reading the event trackers"))
        self.refresh_ = button(tr("Refresh"), self.refresh, tip=tr("Ask the service again"))
        self.stop_ = button(tr("Stop"), self.stop, tip=tr("Wait for the service no longer"))
        self.use = button(tr("Use tracking ID"), self._choose, "primary")
        cancel = button(tr("Cancel"), self.reject)
        for each in (self.refresh_, self.stop_, cancel, self.use):
            each.setAutoDefault(each is self.use)
            each.setFixedHeight(style.control_height())
        self.use.setDefault(True)
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addWidget(field_label(tr("Search event trackers"), self.search))
        box.addWidget(self.search)
        box.addWidget(self.table, 1)
        box.addWidget(self._progress)
        box.addWidget(self.sentence)
        box.addLayout(row(self.refresh_, self.stop_, None, cancel, self.use, spacing=8))

    def _set_up_table(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(_COLUMNS)
        set_up(table, tr("Event trackers"))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.itemSelectionChanged.connect(self._follow)
        table.itemDoubleClicked.connect(lambda _: self._choose())

    def _take_kept(self, listing: Listing | None) -> None:
        self._running -= 1
        self._show(listing)
        if self.isVisible() and (listing is None or time.time() - listing.as_of > _FRESH):
            self.refresh()
        self._go()

    def _take(self, cancelled: threading.Event, found: Listing | Failure | None) -> None:
        self._running -= 1
        self._go()
        if cancelled is not self._round:
            return  # another round has begun, or nobody waits
        self._round = None
        if isinstance(found, Listing):
            self._show(found)
        elif found:
            self._tell(f"▲ {found.message} {found.advice}", "warning")
        self._follow()

    def _show(self, listing: Listing | None) -> None:
        shown = listing.trackers if listing else ()
        selected = self._selected()
        self.table.setRowCount(0)  # the selection is of a tracker, not of a place
        self.table.setRowCount(len(shown))
        for place, tracker in enumerate(shown):
            status = tracker.status if tracker.status == trackers.ACTIVE else f"▲ {tracker.status}"
            tracking_id = tracker.tracking_id or tr("not readable")
            cells = (tracker.name, status, tracker.dataset_group, tracking_id)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(covered(text or "", "trackingId" if column == _ID else ""))
                item.setToolTip(plain_tip(text or ""))
                item.setData(Qt.ItemDataRole.UserRole, tracker)
                self.table.setItem(place, column, item)
            if selected and tracker.arn == selected.arn:
                self.table.selectRow(place)
        if listing and listing.note:
            self._tell(f"▲ {listing.note}", "warning")
        elif listing:
            none = _NONE.format(region=self._connection.region)
            age = ago(time.time() - listing.as_of)
            found = tr("%Ln event tracker(s), read {ago}.", "", len(shown)).format(ago=age)
            self._tell(found if shown else none)
        self._filter()

    def _filter(self) -> None:
        wanted = self.search.text().strip().casefold()
        visible = []
        for place in range(self.table.rowCount()):
            texts = (
                self.table.model().index(place, column).data().casefold() for column in range(len(_COLUMNS))
            )
            found = any(wanted in text for text in texts)
            self.table.setRowHidden(place, not found)
            visible += [place] * found
        if visible and self.table.currentRow() not in visible:
            ready = (place for place in visible if self._at(place).status == trackers.ACTIVE)
            self.table.selectRow(next(ready, visible[0]))
        self._follow()

    def _follow(self) -> None:
        waits = self._round is not None
        self.use.setEnabled(self._chosen() is not None)
        self.refresh_.setEnabled(not waits)
        self.stop_.setVisible(waits)
        self._progress.setVisible(waits)
        self._say()

    def _at(self, place: int) -> Tracker:
        tracker: Tracker = self.table.model().index(place, 0).data(Qt.ItemDataRole.UserRole)
        return tracker

    def _selected(self) -> Tracker | None:
        items = self.table.selectedItems()
        return self._at(items[0].row()) if items else None

    def _chosen(self) -> Tracker | None:
        tracker = self._selected()
        return tracker if tracker and tracker.tracking_id else None

    def _choose(self) -> None:
        tracker = self._chosen()
        if tracker and tracker.tracking_id:
            self.chosen.emit(tracker.tracking_id)
            self.accept()

    def _show_progress(self, of_round: threading.Event, done: int, of: int) -> None:
        if of_round is self._round:
            self._progress.setRange(0, of)
            self._progress.setValue(done)

    def _tell(self, sentence: str, role: str = "muted") -> None:
        self._told = sentence, role
        self._say()

    def _say(self) -> None:
        """Say what there is to say of the tracker that is selected, or else of the listing."""
        (sentence, role), tracker = self._told, self._selected()
        if tracker and tracker.status != trackers.ACTIVE and role == "muted" and not self._round:
            sentence, role = _NOT_READY.format(name=tracker.name, status=tracker.status), "warning"
        if sentence != self.sentence.text():
            self.sentence.setText(sentence)
            style.set_role(self.sentence, role)
            announce(self, sentence)


def _fetch(
    sessions: Sessions,
    connection: Connection,
    cancelled: threading.Event,
    progress: Callable[[int, int], None],
) -> Listing | Failure | None:
    try:
        session = sessions.open(connection)
    except OSError as error:
        happened, _, advice = str(error).partition(": ")
        return Failure("credentials", happened, advice, may_have_arrived=False)
    found = trackers.fetch(session, cancelled.is_set, progress)
    if isinstance(found, Listing) and not found.note:
        with suppress(OSError):  # it can be listed again
            trackers.keep(paths.trackers_file(), connection, found)
    return found
