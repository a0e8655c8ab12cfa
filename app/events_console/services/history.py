"""The history: every exchange in one SQLite file, pending before its first byte leaves and settled after.

Any number of threads and processes may use one file. Reading has a connection of its own, so that no
search holds up a send; a write is on the disk when its method returns. What fails is an OSError.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Final

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
from events_console.services.files import free_name, set_aside

# Version n of the file is what the first n of these make of an empty one; entries are only ever added. In a
# row, what is listed comes before what is only opened: SQLite then lists without reading the bodies.
_MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE exchange (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            started_at REAL NOT NULL,
            connection TEXT NOT NULL,
            kind TEXT NOT NULL,
            outcome TEXT NOT NULL,
            status INTEGER,
            code TEXT,
            message TEXT,
            request_id TEXT,
            total_ms REAL,
            event_count INTEGER NOT NULL,
            event_type TEXT,
            item_id TEXT,
            user_id TEXT,
            session_id TEXT,
            tracking_id TEXT,
            request TEXT NOT NULL,
            target TEXT NOT NULL,
            details TEXT NOT NULL,
            sent_body BLOB,
            answer_body BLOB
        )
        """,
        "CREATE INDEX exchange_pending ON exchange (seq) WHERE outcome = 'pending'",
    ),
)
_APPLICATION_ID: Final = 0x45764373  # "EvCs", where SQLite keeps whose file it is
_SETTINGS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
    "wal_autocheckpoint = 200",  # pages; overwriting a short log takes half as long as extending a long one
)
_CHECKED_AT_START: Final = 8 * 1024 * 1024  # bytes; reading a larger file through would delay the start
_WAIT_SECONDS: Final = 10.0  # for another process that writes
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

# ruff: disable[S608]  # the names in these are this program's own
_INSERT: Final = f"""
    INSERT INTO exchange ({", ".join(COLUMNS)}) VALUES ({", ".join(f":{name}" for name in COLUMNS)})
"""
_SETTLE: Final = f"""
    UPDATE exchange SET {", ".join(f"{name} = :{name}" for name in OUTCOME_COLUMNS)} WHERE id = :id
"""
_GIVE_UP: Final = "UPDATE exchange SET outcome = 'unknown' WHERE outcome = 'pending'"
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
        with self._told("written"):
            reader = self._reader
            try:
                with self._writing:
                    return self._writer.execute(statement, values).rowcount
            except sqlite3.DatabaseError as error:
                self._start_over(error, reader)
            with self._writing:
                return self._writer.execute(statement, values).rowcount

    def _read(self, query: str, values: Mapping[str, object]) -> list[Any]:
        with self._told("read"):
            reader = self._reader
            try:
                with self._reading:
                    return self._reader.execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                self._start_over(error, reader)
            with self._reading:
                return self._reader.execute(query, values).fetchall()

    def _start_over(self, error: sqlite3.Error, reader: sqlite3.Connection) -> None:
        """Begin a new file if ``error`` says that this one is damaged, unless another thread has done so."""
        trouble = _trouble(error)
        if trouble is None:
            raise error
        with self._writing, self._reading:
            if self._reader is reader:
                self._reader.close()
                self._writer.close()
                self._set_aside(trouble)
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
        writer = self._connect()
        try:
            _prepare(writer, self._path)
        except (_UnusableError, sqlite3.Error) as error:
            writer.close()
            trouble = _trouble(error)
            if trouble is None:
                raise
            self._set_aside(trouble)
            writer = self._connect()
            _prepare(writer, self._path)
        reader = self._connect()
        reader.execute("PRAGMA query_only = ON")
        reader.create_function("found", -1, _found, deterministic=True)
        return writer, reader

    def _connect(self) -> sqlite3.Connection:
        self._path.touch(mode=0o600)
        self._path.chmod(0o600)  # SQLite gives the files beside it the same mode
        return sqlite3.connect(
            self._path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )

    def _set_aside(self, trouble: str) -> None:
        aside = set_aside(self._path)
        for suffix in ("-wal", "-shm"):
            companion = Path(f"{self._path}{suffix}")
            if companion.exists():
                companion.rename(f"{aside}{suffix}")
        self.notice = f"The history {trouble}: it was set aside as {aside}, and a new one was begun."


class _UnusableError(Exception):
    """Why a file cannot serve as the history, as the end of a sentence."""


def _trouble(error: Exception) -> str | None:
    """Return why the file cannot serve as the history, if that is what ``error`` says."""
    if isinstance(error, _UnusableError):
        return str(error)
    return "is damaged" if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE else None


def _prepare(writer: sqlite3.Connection, path: Path) -> None:
    """Make sure that the file is a history of this version, and that nothing in it is left pending."""
    application, version = _pragma(writer, "application_id"), _pragma(writer, "user_version")
    ((objects,),) = writer.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    if objects and application != _APPLICATION_ID:
        raise _UnusableError("belongs to another program")
    if version > len(_MIGRATIONS):
        raise _UnusableError("was written by a newer version")
    if path.stat().st_size <= _CHECKED_AT_START and _pragma(writer, "quick_check(1)") != "ok":
        raise _UnusableError("is damaged")
    for setting in _SETTINGS:
        writer.execute(f"PRAGMA {setting}")
    if version < len(_MIGRATIONS):
        if objects:
            _back_up(writer, path, version)
        _migrate(writer)
    writer.execute(_GIVE_UP)


def _pragma(connection: sqlite3.Connection, name: str) -> Any:  # noqa: ANN401  # a number or a text
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def _back_up(writer: sqlite3.Connection, path: Path, version: int) -> None:
    backup = free_name(path, f"version-{version}")
    backup.touch(mode=0o600)
    writer.execute("VACUUM INTO ?", (str(backup),))


def _migrate(writer: sqlite3.Connection) -> None:
    writer.execute("BEGIN IMMEDIATE")
    try:
        version = _pragma(writer, "user_version")  # another process may have been quicker
        for statement in chain.from_iterable(_MIGRATIONS[version:]):
            writer.execute(statement)
        writer.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        writer.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")
        writer.execute("COMMIT")
    except sqlite3.Error:
        if writer.in_transaction:
            writer.execute("ROLLBACK")
        raise


def _needle(search: str) -> str:
    return storable(search.casefold())


def _found(needle: str, *texts: str | None) -> bool:
    return any(needle in text.casefold() for text in texts if text)


def _entry(values: tuple[Any, ...]) -> Entry:
    entry = Entry(*values)
    return replace(entry, kind=ConnectionKind(entry.kind), outcome=Outcome(entry.outcome))
