"""The open file of the history, kept sound: damage, a missing file and other programs are dealt with here.

What fails is an OSError, as a sentence that names the file.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from events_console.services import history_file, history_index, history_search
from events_console.services.history_search import Select, reading

Result = TypeVar("Result")


def _always() -> bool:
    return True


_ASKED: Final = 50_000  # instructions of SQLite, which take about a millisecond
_PATIENCE: Final = 1_000  # milliseconds that emptying the log waits for whoever reads; upkeep tries again


class _Connection:
    """A connection to the file, which one thread uses at a time."""

    __slots__ = ("lock", "sqlite")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.sqlite: sqlite3.Connection


class Store:
    """Three connections to the file ``path``: one to write, one to list, one for what takes longer.

    An unusable file is set aside, which ``notice`` says, unless the store is ``read_only``.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        """Open the file; a ``read_only`` one is never made, changed or set aside."""
        self.notice: str | None = None
        self.read_only = read_only
        self.path = path
        self._writer, self._reader, self._scanner = self._all = tuple(_Connection() for _ in range(3))
        self._file: object = None
        self._closed = False
        self._is_index_suspect = False
        # SQLite calls Python for each text that it looks at. Where two threads have that done, they take
        # turns so quickly that a third one, the window's, hardly comes to its own.
        self._turn = threading.Lock()
        with self.told("opened"):
            self._open()

    def read(self, query: str, values: Mapping[str, object]) -> list[Any]:
        """Return the rows of ``query``, which is soon answered."""
        return self._soundly("read", self._reader, lambda reader: reading(reader)(query, values))

    def scan(self, query: str, values: Mapping[str, object]) -> list[Any]:
        """Return the rows of ``query``, which may take longer, beside what a list waits for."""
        return self._soundly("read", self._scanner, lambda reader: reading(reader)(query, values))

    def look(
        self,
        work: Callable[[Select], Result],
        *,
        scans: bool = False,
        is_wanted: Callable[[], bool] = _always,
    ) -> Result | None:
        """Have ``work`` read the file in one state, as ``scan`` does or as ``read``.

        None once ``is_wanted``, which is asked every now and then, says no.
        """

        def read(reader: sqlite3.Connection) -> Result:
            with _one_state(reader, is_wanted):
                return work(reading(reader))

        try:
            with self._turn:
                return self._soundly("read", self._scanner if scans else self._reader, read)
        except OSError:
            if is_wanted():
                raise
            return None

    def change(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Have ``work`` change the file in one transaction, which is on the disk when this returns."""
        if self.read_only:
            message = f"The history {self.path} could not be written: it was opened to be read only."
            raise OSError(message)

        def write(writer: sqlite3.Connection) -> Result:
            with _transaction(writer):
                return work(writer)

        return self._soundly("written", self._writer, write)

    def change_in_turn(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do the same with work that looks at many texts, once nothing else here does."""
        with self._turn:
            return self.change(work)

    def empty_log(self) -> bool:
        """Bring what is in the log beside the file into it, and wipe the log; False while others read it."""
        with self._writer.lock, self.told("written"):
            writer = self._writer.sqlite
            writer.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
            try:
                ((busy, *_),) = writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                writer.execute(f"PRAGMA busy_timeout = {history_file.WAIT_SECONDS * 1000:.0f}")
        return not busy

    def revision(self) -> object:
        """Return what differs as soon as anybody has changed the file."""
        return self.read("PRAGMA data_version", {}), self._file

    def close(self) -> None:
        """Close the file; anything asked of it afterwards is an OSError."""
        with self._alone(), self.told("closed"):
            self._closed = True
            self._close()

    @contextmanager
    def told(self, verb: str) -> Iterator[None]:
        """Turn what goes wrong into a sentence that the file could not be ``verb``."""
        try:
            yield
        except sqlite3.Error as error:
            why = str(error).removesuffix(".")
            raise OSError(f"The history {self.path} could not be {verb}: {why}.") from error
        except OSError as error:
            if not error.strerror:  # it is a sentence already
                raise
            why = f"{error.strerror[:1].lower()}{error.strerror[1:]}"
            raise OSError(f"The history {self.path} could not be {verb}: {why}.") from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._writer.lock, self._reader.lock, self._scanner.lock:
            yield

    def _soundly(self, verb: str, by: _Connection, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Return what ``work`` does; it is done anew where the file is damaged or no longer at its place."""
        with self.told(verb):
            damage, is_index = None, False
            with by.lock:
                used = by.sqlite
                try:
                    result = work(used)
                    if self._is_in_place():
                        return result
                except MemoryError:  # a damaged index asks SQLite for more than there is
                    if self._is_index_suspect:
                        raise
                    self._is_index_suspect = is_index = True
                except sqlite3.DatabaseError as error:
                    is_index = history_file.is_of_index(error, used)
                    is_known = is_index or history_file.trouble(error) is not None
                    if self._is_in_place() and not is_known:
                        raise
                    damage = error
            if is_index and not self.read_only:
                with self._writer.lock, _transaction(self._writer.sqlite):
                    history_index.make_anew(self._writer.sqlite)
            else:
                self._open_anew(by, used, damage)
            with by.lock:
                return work(by.sqlite)

    def _is_in_place(self) -> bool:
        """Return whether the open file is that at the path; another program may have set it aside."""
        return self._closed or self._identity() == self._file

    def _identity(self) -> object:
        return (history_file.state if self.read_only else history_file.identity)(self.path)

    def _open_anew(self, by: _Connection, used: sqlite3.Connection, found: sqlite3.Error | None) -> None:
        """Open the file that is there by now, unless another thread has done so since ``by`` was ``used``."""
        with self._alone():
            if by.sqlite is used and not self._closed:
                self._close()
                self._open(found)

    def _open(self, found: sqlite3.Error | None = None) -> None:
        """Open the file; set aside the one in which damage was ``found``."""
        if self.read_only:
            self._open_to_read()
        else:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with history_file.opening(self.path):
                self._open_to_write(found)
            history_search.prepare(self._writer.sqlite)
        for reader in (self._reader.sqlite, self._scanner.sqlite):
            history_search.prepare(reader)
            reader.execute("PRAGMA query_only = ON")
            reader.text_factory = partial(str, encoding="utf-8", errors="backslashreplace")

    def _open_to_read(self) -> None:
        self._file = self._identity()  # first: what changes meanwhile is a change to come
        try:
            self._reader.sqlite, self.notice = history_file.open_to_read(self.path)
        except history_file.UnusableError as error:
            raise OSError(f"The history {self.path} {error}.") from error
        self._scanner.sqlite, _ = history_file.open_to_read(self.path)
        self._writer.sqlite = self._reader.sqlite

    def _open_to_write(self, found: sqlite3.Error | None) -> None:
        if found and self._identity() == self._file:  # another program may have put a new one there
            self._set_aside(found)
        try:
            self._writer.sqlite = history_file.open_to_write(self.path)
        except (history_file.UnusableError, sqlite3.Error) as error:
            self._set_aside(error)
            self._writer.sqlite = history_file.open_to_write(self.path)
        self._file = self._identity()
        for reader in (self._reader, self._scanner):
            reader.sqlite = history_file.connect(self.path)

    def _set_aside(self, error: Exception) -> None:
        """Put the file out of the way if ``error`` says that it cannot serve; raise it otherwise."""
        why = history_file.trouble(error)
        if why is None:
            raise error
        aside = history_file.set_aside(self.path)
        self.notice = f"The history {why}: it was set aside as {aside}, and a new one was begun."

    def _close(self) -> None:
        self._file = object()  # unlike any: what cannot be opened now is opened later
        for connection in reversed(self._all):
            connection.sqlite.close()


@contextmanager
def _one_state(reader: sqlite3.Connection, is_wanted: Callable[[], bool]) -> Iterator[None]:
    """Have all that is read in it be of one moment, whatever others write; end it once it is not wanted."""
    reader.set_progress_handler(lambda: not is_wanted(), _ASKED)
    reader.execute("BEGIN")
    try:
        yield
    finally:
        reader.set_progress_handler(None, 0)
        if reader.in_transaction:
            reader.execute("ROLLBACK")  # nothing was written


@contextmanager
def _transaction(writer: sqlite3.Connection) -> Iterator[None]:
    """Make what is written in it one step that happens whole or not at all."""
    writer.execute("BEGIN IMMEDIATE")
    try:
        yield
        writer.execute("COMMIT")
    except BaseException:
        if writer.in_transaction:  # SQLite has ended it itself where the disk is full
            writer.execute("ROLLBACK")
        raise
