"""A lock between programs: a file that is locked as long as its holder lives, whatever ends it.

The file goes with the lock. Two holders within one program exclude each other as well.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_POLL_SECONDS: Final = 0.005


class Lock:
    """The lock at ``path``, held from construction to :meth:`release`.

    Raises:
        TimeoutError: another holder did not let go of it within ``seconds``.
        OSError: the file cannot be made.
    """

    def __init__(self, path: Path, seconds: float = 0.0) -> None:
        self._path = path
        deadline = time.monotonic() + seconds
        while (handle := _locked(path)) is None:
            if time.monotonic() >= deadline:
                raise TimeoutError(f"{path} is held by another program")
            time.sleep(_POLL_SECONDS)
        self._handle = handle

    def release(self) -> None:
        """Let go of the lock and remove its file."""
        if sys.platform == "win32":  # it removes no open file, and none that its next holder has opened
            os.close(self._handle)
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
        else:
            if _is_at(self._handle, self._path):
                self._path.unlink()
            os.close(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def is_held(path: Path) -> bool:
    """Return whether the lock at ``path`` has a holder; the file that a dead one left is removed."""
    try:
        Lock(path).release()
    except OSError:  # a file of which nothing can be known has a holder to be on the safe side
        return True
    return False


def _locked(path: Path) -> int | None:
    """Return a handle that locks the file at ``path``; None while another one does."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    locked = False
    try:
        # Between opening and locking it, its holder may have removed it: then it locks out nobody.
        locked = _lock(handle) and _is_at(handle, path)
    finally:
        if not locked:
            os.close(handle)
    return handle if locked else None


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if isinstance(error, BlockingIOError | PermissionError):
            return False
        raise
    return True
