"""The history's file: its schema and how that has grown, whose rows are on their way, what cannot serve."""

import errno
import os
import sqlite3
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final

from events_console.services import files, history_backup
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
    (
        "ALTER TABLE exchange ADD COLUMN answer_ms REAL",
        """
        UPDATE exchange SET answer_ms = json_extract(details, '$.timing.answer_ms')
        WHERE json_valid(details)
        """,
        "CREATE INDEX exchange_summary ON exchange (started_at, outcome, status, answer_ms)",
        # What people add to exchanges; tags are a JSON array of texts.
        """
        CREATE TABLE annotation (
            seq INTEGER PRIMARY KEY,
            starred INTEGER NOT NULL,
            note TEXT NOT NULL,
            tags TEXT NOT NULL
        )
        """,
        # Which exchanges have three characters in a row. It keeps no text, and no order of the three.
        """
        CREATE VIRTUAL TABLE words USING
        fts5(text, tokenize = 'trigram case_sensitive 1', content = '', columnsize = 0, detail = none)
        """,
        # Exchanges that the index does not know yet; those with very long texts stay.
        "CREATE TABLE unindexed (seq INTEGER PRIMARY KEY, stays INTEGER NOT NULL DEFAULT 0)",
        "CREATE TABLE upkeep (task TEXT PRIMARY KEY) WITHOUT ROWID",  # what has been begun behind the window
        "INSERT INTO unindexed (seq) SELECT seq FROM exchange",
        """
        CREATE TRIGGER exchange_added AFTER INSERT ON exchange BEGIN
            INSERT INTO unindexed (seq) VALUES (new.seq);
        END
        """,
        """
        CREATE TRIGGER exchange_deleted AFTER DELETE ON exchange BEGIN
            DELETE FROM unindexed WHERE seq = old.seq;
            DELETE FROM annotation WHERE seq = old.seq;
        END
        """,
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
WAIT_SECONDS: Final = 10.0  # for another process that writes
OPENING_SECONDS: Final = 600.0  # for another process that opens the file: a migration of gigabytes takes long
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
INDEX_DAMAGE: Final = sqlite3.SQLITE_CORRUPT_VTAB  # which the rows do not share: it can be made anew
_RUNNING: Final = ".running"  # how the lock of a program that sends ends


class UnusableError(Exception):
    """Why a file cannot serve as the history, as the end of a sentence."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, or make it, for its owner only; any thread may use the connection, one at a time."""
    if not path.exists():
        path.touch(mode=0o600)
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)  # SQLite gives the files beside it the same mode
    is_effective = os.access in os.supports_effective_ids
    if not os.access(path, os.W_OK, effective_ids=is_effective):  # SQLite would notice with the first row
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return _connect(path.absolute().as_uri())


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=True)


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


def open_to_read(path: Path) -> tuple[sqlite3.Connection, str | None]:
    """Open the file as it is, and return a sentence where its newest rows may be missing.

    UnusableError and sqlite3.Error as of :func:`open_to_write`, OSError where there is no file.
    """
    log = Path(f"{path}-wal")
    path.stat()
    if not _has_rows(log):  # only beside a log does SQLite need the folder in order to read
        return _opened_to_read(path, "immutable=1"), None
    try:
        return _opened_to_read(path, "mode=ro"), None
    except sqlite3.OperationalError:
        missing = f"What was sent last may be missing: {log} cannot be used where nothing can be written."
        return _opened_to_read(path, "immutable=1"), missing


def _opened_to_read(path: Path, how: str) -> sqlite3.Connection:
    reader = _connect(f"{path.absolute().as_uri()}?{how}")
    try:
        _look(reader, path, is_final=True)
    except BaseException:
        reader.close()
        raise
    return reader


def opening(path: Path) -> Lock:
    """Return the lock under which the file is opened, made or set aside: by one program at a time.

    TimeoutError where another one does not finish.
    """
    try:
        return Lock(Path(f"{path}.opening"), OPENING_SECONDS)
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


def state(path: Path) -> tuple[object, ...]:
    """Return what differs as soon as another program has written the file, which has been opened to read."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, _has_rows(Path(f"{path}-wal"))


def _has_rows(log: Path) -> bool:
    try:
        return log.stat().st_size > 0
    except OSError:
        return False


def is_of_index(error: sqlite3.Error, connection: sqlite3.Connection) -> bool:
    """Return whether ``error``, which ``connection`` has met, is one of the index alone."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR}:  # what is read through the index says no more
        try:
            connection.execute("SELECT 1 FROM words WHERE words MATCH 'any' LIMIT 1").fetchall()
        except sqlite3.Error as damage:
            return getattr(damage, "sqlite_errorcode", 0) == INDEX_DAMAGE or "fts5 file format" in str(damage)
    return code == INDEX_DAMAGE


def trouble(error: Exception) -> str | None:
    """Return why the file cannot serve as the history, if that is what ``error`` says."""
    if isinstance(error, UnusableError):
        return str(error)
    code = getattr(error, "sqlite_errorcode", 0)
    return "is damaged" if code & 0xFF in _DAMAGE and code != INDEX_DAMAGE else None


def set_aside(path: Path) -> Path:
    """Rename the file and what SQLite keeps beside it, and return its new place."""
    aside = files.set_aside(path)
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):  # there is none, or another program that had it open took it along
            Path(f"{path}{ending}").rename(f"{aside}{ending}")
    return aside


def _look(connection: sqlite3.Connection, path: Path, *, is_final: bool = False) -> tuple[int, int]:
    """Return how many objects there are and the version, or raise why the file cannot serve.

    An older version will do unless this state of the file ``is_final``.
    """
    # One statement sees one state, even while another process makes the file.
    ((objects, application, version),) = connection.execute(
        "SELECT (SELECT count(*) FROM sqlite_schema), * FROM pragma_application_id, pragma_user_version"
    ).fetchall()
    if objects and application != _APPLICATION_ID:
        raise UnusableError("belongs to another program")
    if version > len(MIGRATIONS):
        raise UnusableError("was written by a newer version")
    if is_final and version < len(MIGRATIONS):
        raise UnusableError("was written by an older version")
    if path.stat().st_size <= CHECKED_AT_START:
        ((checked,),) = connection.execute("PRAGMA quick_check(1)").fetchall()
        if checked != "ok" and "FTS5" not in checked:  # from SQLite 3.44 on, it looks at the index as well
            raise UnusableError("is damaged")
    return objects, version


def _prepare(writer: sqlite3.Connection, path: Path) -> None:
    objects, version = _look(writer, path)
    for setting in _SETTINGS:
        writer.execute(f"PRAGMA {setting}")
    if version < len(MIGRATIONS):
        backup = history_backup.make(writer, path, version) if objects else None
        try:
            _migrate(writer)
        except sqlite3.Error:
            if backup:
                backup.unlink()  # the file is as it was, and the next try makes another
            raise
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
