"""The lines of the history as a list model: the part of them that is loaded."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer, Signal

from events_console.domain.history_query import Query
from events_console.domain.summary import Summary
from events_console.ui.event_table import Index
from events_console.ui.history_line import ENTRY_ROLE, LEFT_ROLE, is_left, seen, spoken, title, tooltip
from events_console.ui.history_questions import Newest, Questions, annotate, attempt, found_ids, newest, rest
from events_console.ui.parts import plain_tip
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.domain.annotation import Annotation
    from events_console.domain.exchange import Exchange
    from events_console.services.history import History
    from events_console.services.history_entries import Entry

Result = TypeVar("Result")

_PAGE: Final = 100
_WATCH: Final = 1500  # milliseconds between two looks for what other programs have kept
_CALM: Final = 500  # milliseconds before what many changes in a row come to is looked at again
_MOST_RUNS: Final = 200  # stretches of lines that are removed one by one


class HistoryList(QAbstractListModel):
    """The newest lines that a query finds, and more as they are scrolled to, all read behind the window.

    Signals: ``listed()`` after a change, or where the query makes no sense (:attr:`flaw`);
    ``summarised(Summary)`` with what all that is found comes to; ``failed(str)`` with a sentence if the
    history cannot be used.
    """

    listed = Signal()
    summarised = Signal(object)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        """List nothing until there is a history."""
        super().__init__(parent)
        self._tasks = tasks
        self.history: History | None = None
        self._entries: list[Entry] = []  # by falling seq
        self._seqs: dict[str, int] = {}
        self._more = self._fetching = self._is_stale = False
        self._asked = self.answered = self._listing = 0
        self._since = 0  # answers to questions asked before this one know too little
        self._revision: object = None  # of the file, when it was listed last
        self._newest = Questions[Newest](tasks, self._take_newest)
        self._summaries = Questions[tuple[Query, Summary | None]](tasks, self._take_summary)
        self._calm = self._timer(_CALM, self._summarise)
        self._watch = self._timer(_WATCH, self._look)
        self._watching = False
        self.left: set[str] = set()  # what nobody waits for any more
        self.wanted = self.searched = Query()
        self.flaw: str | None = None
        self.total = self.found = 0
        self.is_counted = True  # whether no more than ``found`` are found

    @property
    def is_waiting(self) -> bool:
        """Whether the lines are still those of another query than the one that is wanted."""
        return self.history is not None and self.wanted != self.searched and self.flaw is None

    def open(self, history: "History") -> None:
        """List what is in ``history``."""
        self.history = history
        self.refresh()

    def search(self, query: Query) -> None:
        """List only what ``query`` finds."""
        self.wanted, self.flaw = query, None
        self.refresh()

    def stop(self) -> None:
        """Wait for what is searched for no longer; the lines stay those of before."""
        self.wanted = self.searched
        self.refresh()

    def refresh(self) -> int:
        """Bring the newest lines up to date, which they are once :attr:`answered` is at least the result."""
        if history := self.history:
            self._asked += 1
            query = self.wanted
            ask = partial(newest, history, query, self._asked, _PAGE)
            self._newest.ask(lambda: ask(is_wanted=lambda: query == self.wanted))
        return self._asked

    def list_anew(self) -> None:
        """List what the query finds now that it may mean something else, such as another day."""
        self._is_stale = True
        self.refresh()

    def watch(self, *, active: bool) -> None:
        """Notice what other programs keep: now, and again and again as long as the window is ``active``."""
        self._watching = active
        self.refresh()

    def run(self, work: Callable[["History"], Result], on_done: Callable[[Result], object]) -> None:
        """Have ``work`` read or write the history; what it cannot, it says by :attr:`failed`."""
        if history := self.history:
            self._tasks.run(partial(attempt, partial(work, history)), partial(self._deliver, on_done))

    def with_exchange(self, entry_id: str, do: Callable[["Exchange"], object]) -> None:
        """Call ``do`` with the exchange of a line, unless it is there no more."""
        self.run(lambda history: history.get(entry_id), lambda exchange: do(exchange) if exchange else None)

    def with_found(self, do: Callable[[list[str], Query], object]) -> None:
        """Call ``do`` with the IDs of all that is found, not only what is loaded, and what finds them."""
        query = self.searched
        self.run(lambda history: found_ids(history, query), lambda ids: do(ids, query))

    def delete(self, ids: Iterable[str], on_done: Callable[[bool], object] = bool) -> None:
        """Delete exchanges for good, and call ``on_done`` with whether they could be."""
        gone = frozenset(ids)
        if history := self.history:
            work = partial(attempt, partial(history.delete, gone))
            self._tasks.run(work, partial(self._take_deleted, gone, on_done))

    def annotate(self, ids: Iterable[str], change: Callable[["Annotation"], "Annotation"]) -> None:
        """Change what is noted about exchanges."""
        changing = tuple(ids)
        self.run(lambda history: annotate(history, changing, change), self._take_annotations)

    def between(self, first: int, last: int) -> list["Entry"]:
        """Return the lines in the rows from ``first`` to ``last``."""
        return self._entries[first : last + 1]

    def row_of(self, entry_id: str) -> int:
        """Return the row of a line, -1 where it is not listed."""
        seq = self._seqs.get(entry_id)
        return -1 if seq is None else bisect_left(self._entries, -seq, key=lambda entry: -entry.seq)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's default, and never changed
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = seen(self._entries[index.row()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(tooltip(entry, left=is_left(entry, self.left)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(entry, left=is_left(entry, self.left))
            case _ if role == ENTRY_ROLE:
                return entry
            case _ if role == LEFT_ROLE:
                return is_left(entry, self.left)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return self.has_more and not self._fetching and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._fetching = True
            last, query, listing = self._entries[-1].seq, self.searched, self._listing
            self.run(
                lambda history: history.page(_PAGE, last, query),
                lambda page: self._take_more(listing, page, more=len(page) == _PAGE),
            )

    @property
    def has_more(self) -> bool:
        """Whether more is found than is loaded."""
        return self._more and bool(self._entries)

    def load_all(self, on_done: Callable[[], object]) -> None:
        """Load every line that is found, then call ``on_done``, unless others are listed by then."""
        last, query = self._entries[-1].seq, self.searched
        self._fetching = True
        self._listing += 1  # a page that is on its way is a part of them
        listing = self._listing

        def take(entries: tuple["Entry", ...]) -> None:
            if listing == self._listing:
                self._take_more(listing, entries, more=False)
                on_done()

        self.run(lambda history: rest(history, last, query), take)

    def _timer(self, milliseconds: int, do: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(do)
        return timer

    def _deliver(self, on_done: Callable[[Result], object], result: Result | OSError) -> None:
        if isinstance(result, OSError):
            self.failed.emit(str(result))
        else:
            on_done(result)

    def _take_newest(self, answer: Newest | OSError) -> None:
        if isinstance(answer, OSError):
            self.failed.emit(str(answer))
            return
        if answer.query != self.wanted or answer.number < self._since:
            return
        self._revision, self.flaw, self.answered = answer.revision, answer.flaw, answer.number
        if not answer.flaw:
            self._list(answer)
        self._look_later()
        self.listed.emit()

    def _list(self, answer: Newest) -> None:
        entries = answer.entries
        full = len(entries) == _PAGE
        is_other = answer.query != self.searched
        self.total = answer.total
        if not (full and answer.query):
            self.found, self.is_counted = len(entries) if answer.query else answer.total, True
        elif is_other:
            self.found, self.is_counted = len(entries), False
        gap = full and not any(entry.id in self._seqs for entry in entries)
        is_anew = is_other or not self._entries or gap or self._is_stale
        self._is_stale = False
        if is_anew:
            self._list_anew(answer.query, entries, more=full)
        else:
            end = self._entries[-1].seq if self._more else 0  # what follows is another page's
            self._merge([entry for entry in entries if entry.seq >= end], entries[-1].seq if full else 0)
        if is_anew or not self._calm.isActive():
            self._calm.start(0 if is_anew else _CALM)

    def _look_later(self) -> None:
        if self._watching:
            self._watch.start()

    def _look(self) -> None:
        if self._watching:
            self.run(lambda history: history.revision(), self._compare)

    def _compare(self, revision: object) -> None:
        if revision != self._revision:
            self.refresh()
        else:
            self._look_later()

    def _summarise(self) -> None:
        if history := self.history:
            query = self.searched
            self._summaries.ask(lambda: (query, history.summary(query, lambda: query == self.wanted)))

    def _take_summary(self, answer: tuple[Query, Summary | None] | OSError) -> None:
        if isinstance(answer, OSError) or answer[0] != self.searched:
            return  # that the history cannot be read is told by whoever lists it
        summary = answer[1]
        if summary is None:
            return
        if self.searched:
            self.found, self.is_counted = max(summary.total, self.rowCount()), summary.is_complete
            self.listed.emit()
        self.summarised.emit(summary)

    def _list_anew(self, query: Query, entries: Iterable["Entry"], *, more: bool) -> None:
        self.beginResetModel()
        self._entries, self.searched = list(entries), query
        self._seqs = {entry.id: entry.seq for entry in self._entries}
        self._more, self._fetching = more, False
        self._listing += 1
        self.endResetModel()

    def _take_more(self, listing: int, page: tuple["Entry", ...], *, more: bool) -> None:
        if listing != self._listing:
            return
        self._more = more
        if page:
            self._insert(len(self._entries), page)
        self._fetching = False

    def _insert(self, row: int, entries: "Iterable[Entry]") -> None:
        new = tuple(entries)
        self.beginInsertRows(QModelIndex(), row, row + len(new) - 1)
        self._entries[row:row] = new
        self._seqs.update((entry.id, entry.seq) for entry in new)
        self.endInsertRows()

    def _merge(self, newest_ones: list["Entry"], oldest: int) -> None:
        """Make the lines from seq ``oldest`` on those given; a line that is there already stays."""
        present = {entry.seq for entry in newest_ones}
        recent = takewhile(lambda placed: placed[1].seq >= oldest, enumerate(self._entries))
        self._remove([row for row, entry in recent if entry.seq not in present])
        row = 0
        for known, run in groupby(newest_ones, lambda entry: entry.id in self._seqs):
            entries = list(run)
            if known:
                self._update(row, entries)
            else:
                self._insert(row, entries)
            row += len(entries)

    def _update(self, first: int, entries: Iterable["Entry"]) -> None:
        for row, entry in enumerate(entries, first):
            if self._entries[row] != entry:
                self._entries[row] = entry
                self.dataChanged.emit(self.index(row), self.index(row))

    def _take_annotations(self, changed: dict[str, "Annotation"]) -> None:
        for entry_id, now in changed.items():
            if (row := self.row_of(entry_id)) >= 0:
                entry = self._entries[row]
                self._update(row, [replace(entry, starred=now.starred, note=now.note, tags=now.tags)])
        self._read_again()

    def _take_deleted(
        self, ids: frozenset[str], on_done: Callable[[bool], object], result: OSError | None
    ) -> None:
        if isinstance(result, OSError):
            self.failed.emit(str(result))
        else:
            self._remove(sorted(row for each in ids if (row := self.row_of(each)) >= 0))
            self._read_again()
        on_done(result is None)

    def _read_again(self) -> None:
        self._since = self._asked + 1
        self.refresh()

    def _remove(self, rows: list[int]) -> None:
        """Remove lines, whose rows rise."""
        runs = list(_runs(rows))
        if len(runs) > _MOST_RUNS:
            gone = frozenset(rows)
            left = [entry for row, entry in enumerate(self._entries) if row not in gone]
            self._list_anew(self.searched, left, more=self._more)
            return
        for first, last in reversed(runs):
            self.beginRemoveRows(QModelIndex(), first, last)
            for entry in self._entries[first : last + 1]:
                del self._seqs[entry.id]
            del self._entries[first : last + 1]
            self.endRemoveRows()


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Return the first and last of each stretch of neighbours in ``rows``, which rise."""
    for _, run in groupby(enumerate(rows), lambda placed: placed[1] - placed[0]):
        stretch = [row for _, row in run]
        yield stretch[0], stretch[-1]
