"""The history: every exchange in one SQLite file, pending before its first byte leaves and settled after.

Any number of threads and processes may use one file. Reading has a connection of its own, so that no
search holds up a send; a write is on the disk when its method returns. What fails is an OSError.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from uuid import uuid4

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.timestamps import show
from events_console.domain.wording import quoted
from events_console.services.exchange_rows import (
    COLUMNS,
    OUTCOME_COLUMNS,
    STORED,
    from_row,
    outcome_columns,
    storable,
    to_row,
)
from events_console.services.history_file import (
    UnusableError,
    connect,
    identity,
    open_to_write,
    opening,
    running,
    set_aside,
    trouble,
)
from events_console.services.history_search import SHORTEST_ID, is_found, needle

if TYPE_CHECKING:
    from events_console.services.lock import Lock

Result = TypeVar("Result")

_KINDS: Final = {kind.value: kind for kind in ConnectionKind}
_OUTCOMES: Final = {outcome.value: outcome for outcome in Outcome}

# ruff: disable[S608]  # the names in these are this program's own
_INSERT: Final = f"""
    INSERT INTO exchange ({", ".join(COLUMNS)}, owner)
    VALUES ({", ".join(f":{name}" for name in COLUMNS)}, :owner)
"""
_SETTLE: Final = f"""
    UPDATE exchange SET {", ".join(f"{name} = :{name}" for name in OUTCOME_COLUMNS)} WHERE id = :id
"""
_DELETE: Final = "DELETE FROM exchange WHERE id IN (SELECT value FROM json_each(:ids))"
_GET: Final = f"SELECT {', '.join(STORED)} FROM exchange WHERE id = :id"
_STARTING: Final = "SELECT id FROM exchange WHERE id >= :id AND id < :beyond ORDER BY id LIMIT 2"
_FOUND: Final = (
    "found(:search, id, started_at, outcome, status, user_id, request, message, code, request_id, connection)"
)
_LATENCY: Final = "CASE WHEN json_valid(details) THEN json_extract(details, '$.timing.answer_ms') END"
# Something else may have written a row; the types are those of Entry whatever it wrote.
_PAGE: Final = f"""
    SELECT seq, CAST(id AS TEXT), CAST(started_at AS REAL), CAST(connection AS TEXT), CAST(kind AS TEXT),
        CAST(outcome AS TEXT), CAST(status AS INTEGER), CAST(code AS TEXT), CAST({_LATENCY} AS REAL),
        CAST(event_count AS INTEGER), CAST(event_type AS TEXT), CAST(item_id AS TEXT), CAST(user_id AS TEXT)
    FROM exchange WHERE seq < :before AND (:search = '' OR {_FOUND}) ORDER BY seq DESC LIMIT :limit
"""
_COUNT: Final = "SELECT count(*) FROM exchange"
_COUNT_FOUND: Final = f"{_COUNT} WHERE {_FOUND}"
# ruff: enable[S608]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; ``seq`` orders them, ``event_type`` and ``item_id`` are of the first event.

    ``answer_ms`` is the latency: the time until the answer was read, without that of preparing the request.
    """

    seq: int
    id: str
    started_at: float
    connection: str
    kind: ConnectionKind
    outcome: Outcome
    status: int | None
    code: str | None
    answer_ms: float | None
    event_count: int
    event_type: str | None
    item_id: str | None
    user_id: str | None


class History:
    """The exchanges in the file ``path``; ``notice`` says in a sentence if an unusable file was set aside.

    From its first exchange on it holds a lock, whose name stands in each row that it begins. Opening a file
    turns the pending rows of those whose lock is gone to unknown; what is settled replaces even that.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; OSError where neither is possible."""
        self.notice: str | None = None
        self._path = path
        self._writing, self._reading = threading.Lock(), threading.Lock()
        self._owner = uuid4().hex
        self._running: Lock | None = None
        self._file: tuple[int, int] | None = None
        self._closed = False
        with self._told("opened"):
            self._writer, self._reader = self._open()

    def begin(self, exchange: Exchange) -> None:
        """Add the row of a pending exchange; one that was begun before is an OSError."""
        if self._running is None:
            self._start_running()
        self._write(_INSERT, {**to_row(exchange), "owner": self._owner})

    def settle(self, exchange: Exchange) -> None:
        """Write what became of an exchange, whatever its row says by now, even if there is none."""
        if not self._write(_SETTLE, outcome_columns(exchange)):
            self._write(_INSERT, {**to_row(exchange), "owner": self._owner})

    def page(self, limit: int = 100, before: int | None = None, search: str = "") -> tuple[Entry, ...]:
        """Return the newest ``limit`` lines, or those that follow the line with seq ``before``.

        ``search`` is looked for, in upper and lower case alike, in the request's JSON, in status, code,
        message and request ID of the answer, in the connection's name, in the outcome ("refused",
        "rejected"), in the time of sending ("12:37", "2026-11-21"), and at the start of the history ID.
        """
        values = {
            "before": 2**63 - 1 if before is None else before,
            "search": needle(search),
            "limit": limit,
        }
        return tuple(_entry(row) for row in self._read(_PAGE, values))

    def count(self, search: str = "") -> int:
        """Return how many exchanges there are, or how many ``search`` finds."""
        ((number,),) = self._read(_COUNT_FOUND if needle(search) else _COUNT, {"search": needle(search)})
        return int(number)

    def get(self, exchange_id: str) -> Exchange | None:
        """Return an exchange as it was settled; a row that holds none is an OSError that says so.

        The beginning of its ID, from six characters on, will do; if several begin so, that is an OSError too.
        """
        exchange_id = self._whole_id(exchange_id)
        rows = self._read(_GET, {"id": exchange_id})
        try:
            return from_row(dict(zip(STORED, rows[0], strict=True))) if rows else None
        except ValueError as error:
            message = (
                f"The exchange {exchange_id} cannot be read: its row in {self._path} is damaged or foreign."
            )
            raise OSError(message) from error

    def select(self, query: str, values: Mapping[str, object]) -> list[Any]:
        """Return the rows of a query that knows the file's columns; it can change nothing."""
        return self._read(query, values)

    def revision(self) -> object:
        """Return what differs as soon as anybody has changed the file; asking costs next to nothing."""
        return self._read("PRAGMA data_version", {}), self._file

    def recent(self, most: int) -> tuple[Exchange, ...]:
        """Return the newest exchanges, at most so many, oldest first, without those that cannot be read."""
        found = []
        for entry in reversed(self.page(most)):
            with suppress(OSError):
                found.append(self.get(entry.id))
        return tuple(filter(None, found))

    def delete(self, ids: Iterable[str]) -> None:
        """Delete exchanges and wipe what they leave in the file; one that is not there is passed over."""
        self._write(_DELETE, {"ids": json.dumps(list(ids))})
        with self._writing, self._told("written"):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file; anything asked of it afterwards is an OSError."""
        with self._writing, self._reading, self._told("closed"):
            self._closed = True
            self._reader.close()
            self._writer.close()
            if self._running:
                self._running.release()
                self._running = None

    def _whole_id(self, start: str) -> str:
        if len(start) < SHORTEST_ID:
            return start
        lower = storable(start.lower())
        ids = [one for (one,) in self._read(_STARTING, {"id": lower, "beyond": f"{lower}\U0010ffff"})]
        if len(ids) > 1 and lower not in ids:
            message = f"The history has several IDs that begin with {quoted(start)}: give more of it."
            raise OSError(message)
        return ids[0] if ids else start

    def _start_running(self) -> None:
        with self._writing:
            if self._running is None and not self._closed:
                self._running = running(self._path, self._owner)

    def _write(self, statement: str, values: Mapping[str, object]) -> int:
        def write() -> int:
            return self._writer.execute(statement, values).rowcount

        return self._on_a_sound_file("written", self._writing, write)

    def _read(self, query: str, values: Mapping[str, object]) -> list[Any]:
        def read() -> list[Any]:
            return self._reader.execute(query, values).fetchall()

        return self._on_a_sound_file("read", self._reading, read)

    def _on_a_sound_file(self, verb: str, lock: threading.Lock, work: Callable[[], Result]) -> Result:
        """Return what ``work`` does; it is done anew where the file is damaged or no longer at its place."""
        with self._told(verb):
            damage = None
            with lock:
                reader = self._reader
                try:
                    result = work()
                    if self._is_in_place():
                        return result
                except sqlite3.DatabaseError as error:
                    if trouble(error) is None and self._is_in_place():
                        raise
                    damage = error
            self._open_anew(reader, damage)
            with lock:
                return work()

    def _is_in_place(self) -> bool:
        """Return whether the open file is that at the path; another program may have set it aside."""
        return self._closed or identity(self._path) == self._file

    def _open_anew(self, reader: sqlite3.Connection, found: sqlite3.Error | None) -> None:
        """Open the file that is there by now, unless another thread has already replaced ``reader``."""
        with self._writing, self._reading:
            if self._reader is reader and not self._closed:
                self._reader.close()
                self._writer.close()
                self._writer, self._reader = self._open(found)

    @contextmanager
    def _told(self, verb: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            message = f"The history {self._path} could not be {verb}: {error}."
            raise OSError(message) from error

    def _open(self, found: sqlite3.Error | None = None) -> tuple[sqlite3.Connection, sqlite3.Connection]:
        """Open the file to write and to read; the one that was open is set aside if damage was ``found``."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with opening(self._path):
            if found and identity(self._path) == self._file:  # another program may have put a new one there
                self._set_aside(found)
            try:
                writer = open_to_write(self._path)
            except (UnusableError, sqlite3.Error) as error:
                self._set_aside(error)
                writer = open_to_write(self._path)
            self._file = identity(self._path)
            reader = connect(self._path)
        reader.execute("PRAGMA query_only = ON")
        reader.text_factory = partial(str, encoding="utf-8", errors="backslashreplace")
        reader.create_function("found", -1, is_found, deterministic=True)
        return writer, reader

    def _set_aside(self, error: Exception) -> None:
        """Put the file out of the way if ``error`` says that it cannot serve; raise it otherwise."""
        why = trouble(error)
        if why is None:
            raise error
        aside = set_aside(self._path)
        self.notice = f"The history {why}: it was set aside as {aside}, and a new one was begun."


def _entry(values: tuple[Any, ...]) -> Entry:
    entry = Entry(*values)
    return replace(
        entry,
        started_at=0.0 if show(entry.started_at) is None else entry.started_at,
        kind=_KINDS.get(entry.kind, ConnectionKind.PRODUCTION),  # of which people are most careful
        outcome=_OUTCOMES.get(entry.outcome, Outcome.UNKNOWN),
    )
