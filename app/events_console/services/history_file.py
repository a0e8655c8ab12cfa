"""The history's file: its schema and how that has grown, whose rows are on their way, what cannot serve."""

import sqlite3
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final

from events_console.services import files
from events_console.services.lock import Lock, is_held

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
    (
        "ALTER TABLE exchange ADD COLUMN owner TEXT NOT NULL DEFAULT ''",  # the program that sends it
        "ALTER TABLE exchange ADD COLUMN source TEXT",  # what the request was made from
        "DROP INDEX exchange_pending",
        "CREATE INDEX exchange_pending ON exchange (owner) WHERE outcome = 'pending'",
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
WAIT_SECONDS: Final = 10.0  # for another process that writes, or opens the file
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_RUNNING: Final = ".running"  # how the lock of a program that sends ends


class UnusableError(Exception):
    """Why a file cannot serve as the history, as the end of a sentence."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, or make it, for its owner only; any thread may use the connection, one at a time."""
    if not path.exists():
        path.touch(mode=0o600)
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)  # SQLite gives the files beside it the same mode
    return sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)


def open_to_write(path: Path) -> sqlite3.Connection:
    """Open the file as a history of this version in which only what is on its way is pending.

    Whoever calls holds the lock :func:`opening`.

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


def opening(path: Path) -> Lock:
    """Return the lock under which the file is opened, made or set aside: by one program at a time.

    TimeoutError where another one does not finish.
    """
    try:
        return Lock(Path(f"{path}.opening"), WAIT_SECONDS)
    except TimeoutError:
        raise TimeoutError(f"The history {path} is being opened by another program; try again.") from None


def running(path: Path, owner: str) -> Lock:
    """Return the lock that a program holds as long as the rows of ``owner`` may be on their way."""
    return Lock(Path(f"{path}.{owner}{_RUNNING}"), WAIT_SECONDS)


def identity(path: Path) -> tuple[int, int] | None:
    """Return which file stands at ``path``, to tell it from another that is put there; None is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def trouble(error: Exception) -> str | None:
    """Return why the file cannot serve as the history, if that is what ``error`` says."""
    if isinstance(error, UnusableError):
        return str(error)
    return "is damaged" if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE else None


def set_aside(path: Path) -> Path:
    """Rename the file and what SQLite keeps beside it, and return its new place."""
    aside = files.set_aside(path)
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):  # there is none, or another program that had it open took it along
            Path(f"{path}{ending}").rename(f"{aside}{ending}")
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
    _give_up(writer, path)


def _give_up(writer: sqlite3.Connection, path: Path) -> None:
    """Turn the pending rows of programs that have ended to unknown."""
    # In this order: the lock of a program is there before its first row.
    owners = set(writer.execute("SELECT DISTINCT owner FROM exchange WHERE outcome = 'pending'"))
    locks = (lock for lock in path.parent.glob(f"{path.name}.*{_RUNNING}") if is_held(lock))
    alive = {(lock.name.removeprefix(f"{path.name}.").removesuffix(_RUNNING),) for lock in locks}
    writer.executemany(
        "UPDATE exchange SET outcome = 'unknown' WHERE outcome = 'pending' AND owner = ?", owners - alive
    )


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
