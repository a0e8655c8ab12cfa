"""The lines of the history as a list model: the part of them that is loaded."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer, Signal

from events_console.ui.event_table import Index
from events_console.ui.history_line import ENTRY_ROLE, spoken, title, tooltip
from events_console.ui.parts import plain_tip
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.domain.exchange import Exchange
    from events_console.services.history import Entry, History

    _Newest = tuple[object, int, tuple[Entry, ...]]

Result = TypeVar("Result")

_PAGE: Final = 100
_WATCH: Final = 1500  # milliseconds between two looks for what other programs have kept


class HistoryList(QAbstractListModel):
    """The newest lines that a search finds, and more as they are scrolled to, all read behind the window.

    Signals: ``listed()`` after a change; ``failed(str)`` with a sentence if the history cannot be used.
    """

    listed = Signal()
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        """List nothing until there is a history."""
        super().__init__(parent)
        self._tasks = tasks
        self._history: History | None = None
        self._entries: list[Entry] = []
        self._more = self._fetching = False
        self._asked = self._listing = 0
        self._revision: object = None  # of the file, when it was listed last
        self._watch = QTimer(self, singleShot=True, interval=_WATCH)
        self._watch.timeout.connect(self._look)
        self._watching = False
        self.wanted = ""
        self.searched = ""
        self.total = self.found = 0

    def open(self, history: "History") -> None:
        """List what is in ``history``."""
        self._history = history
        self.refresh()

    def search(self, text: str) -> None:
        """List only what contains ``text``."""
        self.wanted = text
        self.refresh()

    def refresh(self) -> None:
        """Bring the newest lines up to date; answers that come too late for that are dropped."""
        if history := self._history:
            self._asked += 1
            work = partial(_newest, history, self.wanted)
            self.run(work, partial(self._take_newest, self._asked, self.wanted))

    def watch(self, *, active: bool) -> None:
        """Notice what other programs keep: now, and again and again as long as the window is ``active``."""
        self._watching = active
        self.refresh()

    def run(self, work: Callable[[], Result], on_done: Callable[[Result], object]) -> None:
        """Have ``work`` read or write the history; what it cannot, it says by :attr:`failed`."""
        self._tasks.run(partial(_attempt, work), partial(self._deliver, on_done))

    def with_exchange(self, entry_id: str, do: Callable[["Exchange"], object]) -> None:
        """Call ``do`` with the exchange of a line, unless it is there no more."""
        if self._history:
            load = partial(self._history.get, entry_id)
            self.run(load, lambda exchange: do(exchange) if exchange else None)

    def delete(self, ids: Iterable[str]) -> None:
        """Delete exchanges for good."""
        gone = frozenset(ids)
        if self._history:
            self.run(partial(self._history.delete, gone), lambda _: self._forget(gone))

    def row_of(self, entry_id: str) -> int:
        """Return the row of a line, -1 where it is not listed."""
        return next((row for row, entry in enumerate(self._entries) if entry.id == entry_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's default, and never changed
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(tooltip(entry))
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(entry)
            case _ if role == ENTRY_ROLE:
                return entry
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and bool(self._entries) and not self._fetching and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if (history := self._history) and self.canFetchMore(parent):
            self._fetching = True
            work = partial(history.page, _PAGE, self._entries[-1].seq, self.searched)
            self.run(work, partial(self._take_more, self._listing))

    def _deliver(self, on_done: Callable[[Result], object], result: Result | OSError) -> None:
        if isinstance(result, OSError):
            self.failed.emit(str(result))
        else:
            on_done(result)

    def _take_newest(self, asked: int, searched: str, answer: "_Newest") -> None:
        if asked != self._asked:
            return
        self._revision, self.total, newest = answer
        full = len(newest) == _PAGE
        self.found = len(newest) if searched else self.total
        if searched and full and (history := self._history):  # counting takes longer than finding the newest
            self.run(partial(history.count, searched), partial(self._take_found, asked))
        known = {entry.id for entry in self._entries}
        gap = full and known.isdisjoint(entry.id for entry in newest)
        if searched != self.searched or not known or gap:
            self._list_anew(searched, newest, more=full)
        else:
            end = self._entries[-1].seq if self._more else 0  # what follows is another page's
            self._merge([entry for entry in newest if entry.seq >= end], newest[-1].seq if full else 0)
        self._look_later()
        self.listed.emit()

    def _look_later(self) -> None:
        if self._watching:
            self._watch.start()

    def _look(self) -> None:
        if self._watching and (history := self._history):
            self.run(history.revision, self._compare)

    def _compare(self, revision: object) -> None:
        if revision != self._revision:
            self.refresh()
        else:
            self._look_later()

    def _take_found(self, asked: int, found: int) -> None:
        if asked == self._asked:
            self.found = found
            self.listed.emit()

    def _list_anew(self, searched: str, entries: Iterable["Entry"], *, more: bool) -> None:
        self.beginResetModel()
        self._entries, self.searched = list(entries), searched
        self._more, self._fetching = more, False
        self._listing += 1
        self.endResetModel()

    def _take_more(self, listing: int, page: tuple["Entry", ...]) -> None:
        if listing != self._listing:
            return
        if page:
            end = len(self._entries)
            self.beginInsertRows(QModelIndex(), end, end + len(page) - 1)
            self._entries.extend(page)
            self._fetching, self._more = False, len(page) == _PAGE
            self.endInsertRows()
        else:
            self._more = False

    def _merge(self, newest: list["Entry"], oldest: int) -> None:
        """Make the lines from seq ``oldest`` on those of ``newest``; a line that is there already stays."""
        present = {entry.id for entry in newest}
        self._remove(lambda entry: entry.seq >= oldest and entry.id not in present)
        for row, entry in enumerate(newest):
            if row < len(self._entries) and self._entries[row].id == entry.id:
                if self._entries[row] != entry:
                    self._entries[row] = entry
                    self.dataChanged.emit(self.index(row), self.index(row))
            else:
                self.beginInsertRows(QModelIndex(), row, row)
                self._entries.insert(row, entry)
                self.endInsertRows()

    def _forget(self, ids: frozenset[str]) -> None:
        self._remove(lambda entry: entry.id in ids)
        self.refresh()

    def _remove(self, is_gone: Callable[["Entry"], bool]) -> None:
        for row in reversed([row for row, entry in enumerate(self._entries) if is_gone(entry)]):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._entries[row]
            self.endRemoveRows()


def _attempt(work: Callable[[], Result]) -> Result | OSError:
    try:
        return work()
    except OSError as error:
        return error


def _newest(history: "History", search: str) -> "_Newest":
    revision = history.revision()  # first: what changes meanwhile is a change to come
    return revision, history.count(), history.page(_PAGE, search=search)
