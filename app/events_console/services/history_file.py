"""The history's file: its schema and how that has grown, and whether a file can serve at all."""

import sqlite3
from itertools import chain
from pathlib import Path
from typing import Final

from events_console.services import files

# Version n of the file is what the first n of these make of an empty one; entries are only ever added. In a
# row, what is listed comes before what is only opened: SQLite then lists without reading the bodies.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
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
CHECKED_AT_START: Final = 8 * 1024 * 1024  # bytes; reading a larger file through would delay the start
_WAIT_SECONDS: Final = 10.0  # for another process that writes
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class UnusableError(Exception):
    """Why a file cannot serve as the history, as the end of a sentence."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, or make it, for its owner only; any thread may use the connection, one at a time."""
    path.touch(mode=0o600)
    path.chmod(0o600)  # SQLite gives the files beside it the same mode
    return sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)


def open_to_write(path: Path) -> sqlite3.Connection:
    """Open the file as a history of this version in which nothing is left pending.

    Raises:
        UnusableError: it cannot become one.
        sqlite3.Error: it is damaged, as :func:`trouble` says, or cannot be written.
    """
    writer = connect(path)
    try:
        _prepare(writer, path)
    except BaseException:
        writer.close()
        raise
    return writer


def trouble(error: Exception) -> str | None:
    """Return why the file cannot serve as the history, if that is what ``error`` says."""
    if isinstance(error, UnusableError):
        return str(error)
    return "is damaged" if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE else None


def set_aside(path: Path) -> Path:
    """Rename the file and what SQLite keeps beside it, and return its new place."""
    aside = files.set_aside(path)
    for suffix in ("-wal", "-shm"):
        companion = Path(f"{path}{suffix}")
        if companion.exists():
            companion.rename(f"{aside}{suffix}")
    return aside


def _prepare(writer: sqlite3.Connection, path: Path) -> None:
    # One statement sees one state, even while another process makes the file.
    ((objects, application, version),) = writer.execute(
        "SELECT (SELECT count(*) FROM sqlite_schema), * FROM pragma_application_id, pragma_user_version"
    ).fetchall()
    if objects and application != _APPLICATION_ID:
        raise UnusableError("belongs to another program")
    if version > len(MIGRATIONS):
        raise UnusableError("was written by a newer version")
    if path.stat().st_size <= CHECKED_AT_START:
        ((checked,),) = writer.execute("PRAGMA quick_check(1)").fetchall()
        if checked != "ok":
            raise UnusableError("is damaged")
    for setting in _SETTINGS:
        writer.execute(f"PRAGMA {setting}")
    if version < len(MIGRATIONS):
        if objects:
            _back_up(writer, path, version)
        _migrate(writer)
    writer.execute("UPDATE exchange SET outcome = 'unknown' WHERE outcome = 'pending'")


def _back_up(writer: sqlite3.Connection, path: Path, version: int) -> None:
    backup = files.free_name(path, f"version-{version}")
    backup.touch(mode=0o600)
    writer.execute("VACUUM INTO ?", (str(backup),))


def _migrate(writer: sqlite3.Connection) -> None:
    writer.execute("BEGIN IMMEDIATE")
    try:
        ((version,),) = writer.execute("PRAGMA user_version").fetchall()  # another process may have been here
        for statement in chain.from_iterable(MIGRATIONS[version:]):
            writer.execute(statement)
        writer.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        writer.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        writer.execute("COMMIT")
    except sqlite3.Error:
        if writer.in_transaction:
            writer.execute("ROLLBACK")
        raise
