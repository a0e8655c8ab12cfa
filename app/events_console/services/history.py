"""The history: every exchange in one SQLite file, pending before its first byte leaves and settled after.

Any number of threads and processes may use one file. Reading has a connection of its own, so that no
search holds up a send; a write is on the disk when its method returns. What fails is an OSError.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Outcome
from events_console.services.exchange_rows import (
    COLUMNS,
    OUTCOME_COLUMNS,
    STORED,
    from_row,
    outcome_columns,
    storable,
    to_row,
)
from events_console.services.history_file import UnusableError, connect, open_to_write, set_aside, trouble

Result = TypeVar("Result")

# ruff: disable[S608]  # the names in these are this program's own
_INSERT: Final = f"""
    INSERT INTO exchange ({", ".join(COLUMNS)}) VALUES ({", ".join(f":{name}" for name in COLUMNS)})
"""
_SETTLE: Final = f"""
    UPDATE exchange SET {", ".join(f"{name} = :{name}" for name in OUTCOME_COLUMNS)} WHERE id = :id
"""
_DELETE: Final = "DELETE FROM exchange WHERE id IN (SELECT value FROM json_each(:ids))"
_GET: Final = f"SELECT {', '.join(STORED)} FROM exchange WHERE id = :id"
_FOUND: Final = "found(:search, request, message, code, request_id, connection)"
_PAGE: Final = f"""
    SELECT seq, id, started_at, connection, kind, outcome, status, code, total_ms, event_count, event_type,
        item_id, user_id
    FROM exchange WHERE seq < :before AND (:search = '' OR {_FOUND}) ORDER BY seq DESC LIMIT :limit
"""
_COUNT: Final = "SELECT count(*) FROM exchange"
_COUNT_FOUND: Final = f"{_COUNT} WHERE {_FOUND}"
# ruff: enable[S608]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; ``seq`` orders them, ``event_type`` and ``item_id`` are of the first event."""

    seq: int
    id: str
    started_at: float
    connection: str
    kind: ConnectionKind
    outcome: Outcome
    status: int | None
    code: str | None
    total_ms: float | None
    event_count: int
    event_type: str | None
    item_id: str | None
    user_id: str | None


class History:
    """The exchanges in the file ``path``; ``notice`` says in a sentence if an unusable file was set aside.

    Opening it turns every pending row to unknown, even that of another program which is still running: it
    will settle its row, and an outcome replaces unknown. So nobody has to guess which programs are alive.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; OSError where neither is possible."""
        self.notice: str | None = None
        self._path = path
        self._writing, self._reading = threading.Lock(), threading.Lock()
        with self._told("opened"):
            self._writer, self._reader = self._open()

    def begin(self, exchange: Exchange) -> None:
        """Add the row of a pending exchange; one that was begun before is an OSError."""
        self._write(_INSERT, to_row(exchange))

    def settle(self, exchange: Exchange) -> None:
        """Write what became of an exchange, whatever its row says by now, even if there is none."""
        if not self._write(_SETTLE, outcome_columns(exchange)):
            self._write(_INSERT, to_row(exchange))

    def page(self, limit: int = 100, before: int | None = None, search: str = "") -> tuple[Entry, ...]:
        """Return the newest ``limit`` lines, or those that follow the line with seq ``before``.

        ``search`` is looked for, in upper and lower case alike, in the request's JSON, in code, message
        and request ID of the answer, and in the connection's name.
        """
        values = {
            "before": 2**63 - 1 if before is None else before,
            "search": _needle(search),
            "limit": limit,
        }
        return tuple(_entry(row) for row in self._read(_PAGE, values))

    def count(self, search: str = "") -> int:
        """Return how many exchanges there are, or how many ``search`` finds."""
        ((number,),) = self._read(_COUNT_FOUND if search else _COUNT, {"search": _needle(search)})
        return int(number)

    def get(self, exchange_id: str) -> Exchange | None:
        """Return an exchange as it was settled."""
        rows = self._read(_GET, {"id": exchange_id})
        return from_row(dict(zip(STORED, rows[0], strict=True))) if rows else None

    def delete(self, ids: Iterable[str]) -> None:
        """Delete exchanges and wipe what they leave in the file; one that is not there is passed over."""
        self._write(_DELETE, {"ids": json.dumps(list(ids))})
        with self._writing, self._told("written"):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file; anything asked of it afterwards is an OSError."""
        with self._writing, self._reading, self._told("closed"):
            self._reader.close()
            self._writer.close()

    def _write(self, statement: str, values: Mapping[str, object]) -> int:
        def write() -> int:
            with self._writing:
                return self._writer.execute(statement, values).rowcount

        return self._on_a_sound_file("written", write)

    def _read(self, query: str, values: Mapping[str, object]) -> list[Any]:
        def read() -> list[Any]:
            with self._reading:
                return self._reader.execute(query, values).fetchall()

        return self._on_a_sound_file("read", read)

    def _on_a_sound_file(self, verb: str, work: Callable[[], Result]) -> Result:
        """Return what ``work`` does; where the file turns out to be damaged, what it does on a new one."""
        with self._told(verb):
            reader = self._reader
            try:
                return work()
            except sqlite3.DatabaseError as error:
                self._start_over(error, reader)
            return work()

    def _start_over(self, error: sqlite3.Error, reader: sqlite3.Connection) -> None:
        """Begin a new file if ``error`` says that this one is damaged, unless another thread has done so."""
        if trouble(error) is None:
            raise error
        with self._writing, self._reading:
            if self._reader is reader:
                self._reader.close()
                self._writer.close()
                self._set_aside(error)
                self._writer, self._reader = self._open()

    @contextmanager
    def _told(self, verb: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            message = f"The history {self._path} could not be {verb}: {error}."
            raise OSError(message) from error

    def _open(self) -> tuple[sqlite3.Connection, sqlite3.Connection]:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            writer = open_to_write(self._path)
        except (UnusableError, sqlite3.Error) as error:
            self._set_aside(error)
            writer = open_to_write(self._path)
        reader = connect(self._path)
        reader.execute("PRAGMA query_only = ON")
        reader.create_function("found", -1, _found, deterministic=True)
        return writer, reader

    def _set_aside(self, error: Exception) -> None:
        """Put the file out of the way if ``error`` says that it cannot serve; raise it otherwise."""
        why = trouble(error)
        if why is None:
            raise error
        aside = set_aside(self._path)
        self.notice = f"The history {why}: it was set aside as {aside}, and a new one was begun."


def _needle(search: str) -> str:
    return storable(search.casefold())


def _found(needle: str, *texts: str | None) -> bool:
    return any(needle in text.casefold() for text in texts if text)


def _entry(values: tuple[Any, ...]) -> Entry:
    entry = Entry(*values)
    return replace(entry, kind=ConnectionKind(entry.kind), outcome=Outcome(entry.outcome))
