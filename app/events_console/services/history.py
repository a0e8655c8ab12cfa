"""The history: every exchange in one SQLite file, pending before its first byte leaves and settled after.

Any number of threads and processes may use one file. Reading has a connection of its own, so that no
search holds up a send; a write is on the disk when its method returns. What fails is an OSError.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.exchange import Exchange
from events_console.domain.history_query import Query
from events_console.domain.summary import Summary
from events_console.domain.wording import quoted
from events_console.services import (
    history_annotations,
    history_backup,
    history_entries,
    history_file,
    history_filters,
    history_import,
    history_index,
    history_search,
    history_summary,
)
from events_console.services.exchange_rows import (
    GET,
    INSERT,
    OUTCOME_COLUMNS,
    STORED,
    from_row,
    outcome_columns,
    storable,
    to_row,
)
from events_console.services.history_entries import ENTRY, Entry, entry
from events_console.services.history_import import Added
from events_console.services.history_search import ANNOTATED, END, SHORTEST_ID
from events_console.services.history_store import Store

if TYPE_CHECKING:
    from datetime import tzinfo

    from events_console.services.history_search import Select
    from events_console.services.lock import Lock

_ANY: Final = Query()
# ruff: disable[S608]  # the names in these are this program's own
_SETTLE: Final = f"""
    UPDATE exchange SET {", ".join(f"{name} = :{name}" for name in OUTCOME_COLUMNS)} WHERE id = :id
"""
_DELETE: Final = "DELETE FROM exchange WHERE id IN (SELECT value FROM json_each(:ids))"
_WITHOUT_MARK: Final = """
    SELECT value FROM json_each(:ids) WHERE NOT EXISTS (
        SELECT 1 FROM exchange e JOIN annotation a USING (seq)
        WHERE e.id = value AND (a.starred OR a.note <> '' OR a.tags <> '[]')
    )
"""
_ALL_KEPT: Final = f"""
    SELECT {", ".join(f"e.{name}" for name in STORED)}, a.starred, a.note, a.tags
    FROM json_each(:ids) wanted CROSS JOIN exchange e ON e.id = wanted.value
    {ANNOTATED} ORDER BY wanted.key
"""
_STARTING: Final = "SELECT id FROM exchange WHERE id >= :id AND id < :beyond ORDER BY id LIMIT 2"
_COUNT: Final = "SELECT count(*) FROM exchange"
_SLICE: Final = 200  # rows that are written in one transaction, or read in one go
_FEW: Final = 8  # that are deleted in one: the index takes longer over each than over new ones
_BREATH: Final = 0.005  # seconds between two slices: whoever waits to write looks only now and then
# ruff: enable[S608]


def open_history(path: Path) -> "History":
    """Open the history, only to be read where it cannot be written: its ``notice`` says why.

    OSError where it cannot be read either.
    """
    try:
        return History(path)
    except OSError as error:
        why = str(error).removesuffix(".")
        try:
            return History(path, read_only=True, because=f"{why}. It can be read, but nothing can be added.")
        except OSError as unreadable:
            if isinstance(unreadable.__cause__, history_file.UnusableError):
                raise OSError(f"{why}, and it {unreadable.__cause__}.") from error
        raise


class History:
    """The exchanges in the file ``path``; ``notice`` says in a sentence what is wrong with it, if anything.

    From its first exchange on it holds a lock, whose name stands in each row that it begins. Opening a file
    turns the pending rows of those whose lock is gone to unknown; what is settled replaces even that.
    A search means the days of ``zone``, of this computer's if None.
    """

    def __init__(self, path: Path, *, read_only: bool = False, because: str = "") -> None:
        """Open the file, or make it; OSError where neither is possible.

        A ``read_only`` one leaves everything on the disk as it is: whatever would write is an OSError, and
        the ``notice`` begins with ``because``.
        """
        self.zone: tzinfo | None = None
        self._store = Store(path, read_only=read_only)
        self._path = path
        self._because = because
        self._is_log_due, self._is_index_checked = False, read_only
        self._owner = uuid4().hex
        self._starting = threading.Lock()
        self._running: Lock | None = None
        self._closed = False

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be added or changed."""
        return self._store.read_only

    @property
    def notice(self) -> str | None:
        """What a person should know of the file, in sentences."""
        return " ".join(filter(None, (self._because, self._store.notice))) or None

    def begin(self, exchange: Exchange) -> None:
        """Add the row of a pending exchange; one that was begun before is an OSError."""
        if self._running is None and not self.is_read_only:
            self._start_running()
        row = {**to_row(exchange), "owner": self._owner}
        self._store.change(lambda writer: writer.execute(INSERT, row))

    def settle(self, exchange: Exchange) -> None:
        """Write what became of an exchange, whatever its row says by now, even if there is none."""

        def write(writer: sqlite3.Connection) -> None:
            history_index.leave(writer, json.dumps([exchange.id]))
            if not writer.execute(_SETTLE, outcome_columns(exchange)).rowcount:
                writer.execute(INSERT, {**to_row(exchange), "owner": self._owner})

        self._store.change(write)

    def page(
        self,
        limit: int = 100,
        before: int | None = None,
        query: Query = _ANY,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> tuple[Entry, ...]:
        """Return the newest ``limit`` lines that ``query`` finds, those below the seq ``before`` if given.

        Nothing once ``is_wanted`` says no.

        Its text is looked for, in upper and lower case alike, in the request's JSON, in the answer's body,
        status, code, message and request ID, in the connection's name, the note and the tags, in the outcome
        ("refused", "rejected"), in the time of sending ("12:37", "2026-11-21"), and at the start of the
        history ID. ValueError, as a sentence, where a filter makes no sense.
        """
        return self._entries(query, limit, END if before is None else before, is_wanted=is_wanted)

    def found(self, query: Query = _ANY) -> Iterator[Entry]:
        """Give every line that ``query`` finds, newest first; errors as of :meth:`page`."""
        before = END
        while page := self._entries(query, _SLICE, before, scans=True):
            yield from page
            before = page[-1].seq

    def count(self) -> int:
        """Return how many exchanges there are."""
        ((number,),) = self._store.read(_COUNT, {})
        return int(number)

    def summary(self, query: Query = _ANY, is_wanted: Callable[[], bool] = lambda: True) -> Summary | None:
        """Return what the exchanges that ``query`` finds come to; None once ``is_wanted`` says no.

        Of a search it takes the newest 20,000 into account. Errors as of :meth:`page`.
        """
        if not query:
            whole = partial(history_summary.of_all, zone=self.zone)
            return self._store.look(whole, scans=True, is_wanted=is_wanted)
        rows = partial(self._rows, query, scans=True, is_wanted=is_wanted)
        return history_summary.of_found(rows, is_wanted, self.zone)

    def flaw(self, query: Query) -> str | None:
        """Return what is wrong with the value of a filter, as a sentence; None where nothing is."""
        return history_filters.flaw(query, time.time(), self.zone)

    def values(self, key: str, most: int = 50) -> tuple[str, ...]:
        """Return what a filter may be set to: the values in use lately, the most frequent first."""
        return history_entries.values(self._store.read, key, most)

    def get(self, exchange_id: str) -> Exchange | None:
        """Return an exchange as it was settled; a row that holds none is an OSError that says so.

        The beginning of its ID, from six characters on, will do; if several begin so, that is an OSError too.
        """
        rows = self._store.read(GET, {"id": self._whole_id(exchange_id)})
        return self._exchange(rows[0]) if rows else None

    def annotation(self, exchange_id: str) -> Annotation:
        """Return what a person has added to an exchange; nothing where there is no such exchange."""
        return history_annotations.read(self._store.read, exchange_id)

    def annotate(self, exchange_id: str, annotation: Annotation) -> None:
        """Keep what a person adds to an exchange in the place of what was added before, which is wiped."""
        change = partial(history_annotations.replace, exchange_id, annotation)
        left, is_replaced = self._store.change(change)
        if is_replaced:
            self._wipe(index=left)

    def kept(self, exchange_id: str) -> Kept | None:
        """Return an exchange with what was added to it; errors as of :meth:`get`."""
        exchange = self.get(exchange_id)
        return Kept(exchange, self.annotation(exchange.id)) if exchange else None

    def all_kept(self, ids: Iterable[str]) -> Iterator[Kept | OSError]:
        """Give exchanges with what was added to them, in the order of their IDs, without those that are gone.

        A row that holds no exchange gives the OSError of :meth:`get`; other errors are raised.
        """
        wanted = iter(ids)
        while part := tuple(islice(wanted, _SLICE)):
            rows = self._store.scan(_ALL_KEPT, {"ids": json.dumps(part)})
            for *row, starred, note, tags in rows:
                try:
                    yield Kept(self._exchange(tuple(row)), history_annotations.of_row(starred, note, tags))
                except OSError as error:
                    yield error

    def add(self, kept: Iterable[Kept]) -> Added:
        """Add exchanges of another history, as the newest ones, in the order in which they come.

        They are written in slices, each of which is there whole or not at all: what was interrupted can be
        done again. One that claims to be on its way is unknown.
        """
        return history_import.add(self._store.change, kept)

    def upkeep(self) -> bool:
        """Do one short step of what is due behind the window; return whether there is more to do.

        New exchanges are indexed, so that searches need not look through them, and what the index knew of
        deleted ones is overwritten.
        """
        if self.is_read_only:
            return False
        more = self._store.change_in_turn(history_index.step)
        if not (more or self._is_index_checked):
            self._is_index_checked = True
            more = self._store.change_in_turn(history_index.mend)
        if more:
            self._is_log_due = True
        elif self._is_log_due:
            self._is_log_due = not self._store.empty_log()
        return more

    def select(self, query: str, values: Mapping[str, object]) -> list[Any]:
        """Return the rows of a query that knows the file's columns; it can change nothing."""
        return self._store.read(query, values)

    def revision(self) -> object:
        """Return what differs as soon as anybody has changed the file; asking costs next to nothing."""
        return self._store.revision()

    def recent(self, most: int) -> tuple[Exchange, ...]:
        """Return the newest exchanges, at most so many, oldest first, without those that cannot be read."""
        found = []
        for line in reversed(self.page(most)):
            with suppress(OSError):
                found.append(self.get(line.id))
        return tuple(filter(None, found))

    def delete(self, ids: Iterable[str], *, spares_marked: bool = False) -> None:
        """Delete exchanges and wipe what they leave in the file; one that is not there is passed over.

        What a migration has backed up loses them as well. Many go in slices, between which others may write.
        ``spares_marked`` leaves those that have a star, a note or tags at the moment of deletion.
        """
        wanted, gone, left = tuple(ids), list[str](), False
        for first in range(0, len(wanted), _FEW):
            if first:
                time.sleep(_BREATH)
            part = json.dumps(wanted[first : first + _FEW])
            deleted, was_indexed = self._store.change(partial(_delete, part, spares_marked))
            gone += deleted
            left |= was_indexed
        self._wipe(index=left)
        history_backup.delete(self._path, gone)

    def close(self) -> None:
        """Close the file; anything asked of it afterwards is an OSError."""
        with self._starting:
            self._closed = True
            try:
                self._store.close()
            finally:
                if self._running:
                    self._running.release()
                    self._running = None

    def _whole_id(self, start: str) -> str:
        start = storable(start)
        if len(start) < SHORTEST_ID:
            return start
        lower = start.lower()
        ids = [one for (one,) in self._store.read(_STARTING, {"id": lower, "beyond": f"{lower}\U0010ffff"})]
        if len(ids) > 1 and lower not in ids:
            message = f"The history has several IDs that begin with {quoted(start)}: give more of it."
            raise OSError(message)
        return ids[0] if ids else start

    def _start_running(self) -> None:
        with self._starting, self._store.told("written"):
            if self._running is None and not self._closed:
                self._running = history_file.running(self._path, self._owner)

    def _wipe(self, *, index: bool) -> None:
        """Wipe what was taken out of the file, and out of its index where it was in there."""
        if index:
            self._store.change(history_index.wipe)
        self._is_log_due = True
        self._is_log_due = not self._store.empty_log()

    def _exchange(self, row: tuple[Any, ...]) -> Exchange:
        try:
            return from_row(dict(zip(STORED, row, strict=True)))
        except ValueError as error:
            which = row[STORED.index("id")]
            message = f"The exchange {which} cannot be read: its row in {self._path} is damaged or foreign."
            raise OSError(message) from error

    def _rows(  # noqa: PLR0913  # what is looked for, and how
        self,
        query: Query,
        columns: str,
        limit: int,
        before: int,
        *,
        scans: bool,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> list[Any]:
        now = time.time()
        if said := history_filters.flaw(query, now, self.zone):
            raise ValueError(said)

        def look(select: "Select") -> list[Any]:
            search = history_search.search(query, now, select, self.zone)
            return search.rows(select, columns, limit, before)

        return self._store.look(look, scans=scans, is_wanted=is_wanted) or []

    def _entries(
        self,
        query: Query,
        limit: int,
        before: int,
        *,
        scans: bool = False,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> tuple[Entry, ...]:
        rows = self._rows(query, ENTRY, limit, before, scans=scans, is_wanted=is_wanted)
        return tuple(entry(row) for row in rows)


def _delete(ids: str, spares_marked: bool, writer: sqlite3.Connection) -> tuple[list[str], bool]:  # noqa: FBT001  # of a partial
    """Delete exchanges; return the IDs of those that had to go, and whether the index knew any of them."""
    if spares_marked:
        ids = json.dumps([one for (one,) in writer.execute(_WITHOUT_MARK, {"ids": ids})])
    left = history_index.leave(writer, ids)
    writer.execute(_DELETE, {"ids": ids})
    return json.loads(ids), left
