"""Reports of what went wrong in the program itself: text in a folder of this computer, sent to nobody.

A report tells where in the code it happened and with which versions; what people typed, sent or received is
taken out. Python says where an exception arose; where the process itself breaks, `faulthandler` still writes
the functions that were running, into a file that a clean end removes.
"""

import faulthandler
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from events_console import __version__
from events_console.services.files import write_atomically
from events_console.services.lock import Lock, is_held

_RUNNING: Final = "running-"  # and the number of the process
_ENDED: Final = "crash-"
_WHEN: Final = "%Y%m%dT%H%M%S%f"  # in UTC
_MOST: Final = 20  # reports; older ones make room
_LONGEST: Final = 2_000  # characters of what an exception says
_DEEPEST: Final = 5  # groups of errors within each other
_LARGEST: Final = 262_144  # characters of a report
_WORD: Final = re.compile(r"\w+")
_HIDDEN: Final = "‹hidden›"  # noqa: RUF001  # as redaction has it
_SEVERAL: Final = re.compile(rf"{_HIDDEN}(?: {_HIDDEN})+")


def describe(error: BaseException) -> str:
    """Return a report of ``error``: versions, where it arose and why, without anybody's data."""
    told = [_head("stopped at an error of its own"), ""]
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and all(cause is not each for each in chain):
        chain.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    for each in reversed(chain):
        told += [*_account(each), ""]
    return "\n".join(told)


def _account(error: BaseException, depth: int = 0) -> list[str]:
    """Return where ``error`` arose and what it is, and the same of each error that is in it."""
    kind = type(error)
    lines = [*_frames(error.__traceback__), f"{kind.__module__}.{kind.__qualname__}{_said(error)}"]
    if isinstance(error, BaseExceptionGroup) and depth < _DEEPEST:
        for each in error.exceptions[:_MOST]:
            lines += [f"  {line}" for line in _account(each, depth + 1)]
    return lines


class Crashes:
    """The reports in ``folder``, which is made when there is a first one."""

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet."""
        self.folder = folder
        self._running: tuple[IO[str], Lock] | None = None

    def write(self, error: BaseException) -> Path | None:
        """Keep a report of ``error`` and return where; None where nothing can be written."""
        return self._keep(describe(error))

    def reports(self) -> tuple[Path, ...]:
        """Return the reports, the newest first."""
        return tuple(sorted(self.folder.glob(f"{_ENDED}*.txt"), reverse=True))

    def delete(self, reports: Iterable[Path]) -> None:
        """Remove ``reports``; OSError where one cannot be."""
        for report in reports:
            report.unlink(missing_ok=True)

    def watch(self) -> None:
        """Have the process write where it was if it breaks; nothing happens where no file can be made."""
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = self.folder / f"{_RUNNING}{os.getpid()}.txt"
            held = Lock(_lock(file))
            self._running = file.open("w", encoding="utf-8"), held
            file.chmod(0o600)
            faulthandler.enable(self._running[0])

    def end(self) -> None:
        """Say that the process ends as it should."""
        if self._running:
            faulthandler.disable()
            (file, held), self._running = self._running, None
            file.close()
            Path(file.name).unlink(missing_ok=True)
            held.release()

    def collect(self) -> tuple[Path, ...]:
        """Turn what processes that broke have left into reports, and return those."""
        found = []
        for left in self.folder.glob(f"{_RUNNING}*.txt"):
            with suppress(OSError):
                if is_held(_lock(left)):
                    continue
                with left.open(encoding="utf-8", errors="replace") as file:
                    where = file.read(_LARGEST).strip()
                left.unlink()
                if where and (report := self._keep(f"{_head('broke off')}\n\n{_shortened(where)}\n")):
                    found.append(report)
        return tuple(found)

    def _keep(self, text: str) -> Path | None:
        now = datetime.now(UTC).strftime(_WHEN)
        file = self.folder / f"{_ENDED}{now}.txt"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(file, text[:_LARGEST].encode(errors="replace").decode())
            self.delete(self.reports()[_MOST:])
        except OSError:
            return None
        return file


def written_at(report: Path) -> float | None:
    """Return when ``report`` was written, in Unix seconds, as its name says; None where that says nothing."""
    try:
        return datetime.strptime(f"{report.stem}+0000", f"{_ENDED}{_WHEN}%z").timestamp()
    except ValueError:
        return None


def install(report: Callable[[BaseException], object]) -> None:
    """Have ``report`` told of every error that nothing else takes, from whatever thread it comes."""

    def told(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt) or error is None:
            sys.__excepthook__(kind, error or kind(), trace)
        else:
            report(error.with_traceback(trace))

    def told_of_thread(given: threading.ExceptHookArgs) -> None:
        if given.exc_type is not SystemExit:  # by which a thread may end
            told(given.exc_type, given.exc_value, given.exc_traceback)

    sys.excepthook, threading.excepthook = told, told_of_thread


def _head(what: str) -> str:
    import platform  # the first window does without it

    when = datetime.now(UTC).isoformat(timespec="seconds")
    python = f"Python {platform.python_version()}"
    return f"Events Console {__version__} {what}\n{when} · {python} · {platform.platform()}"


def _frames(trace: TracebackType | None) -> list[str]:
    """Return a line for each place that led to the error: files, lines and functions, no values."""
    return [
        f"  {_place(frame.filename)}, line {frame.lineno}, in {frame.name}"
        for frame in traceback.extract_tb(trace, limit=-60)
    ]


def _place(file: str) -> str:
    """Return the end of a path, from the package on: the rest tells who the person is."""
    parts = Path(file).parts
    for root in ("events_console", "site-packages", "dist-packages"):
        if root in parts:
            return "/".join(parts[parts.index(root) + (root != "events_console") :])
    return parts[-1] if parts else file


def _shortened(text: str) -> str:
    return re.sub(r'"([^"\n]*)"', lambda found: f'"{_place(found[1])}"', text)


def _said(error: BaseException) -> str:
    """Return what ``error`` says, where these are words of programs; anything else may be somebody's data.

    Python names what is missing in a module, type or function; of the rest, the words are told that stand in
    the line of code that raised it.
    """
    if isinstance(error, NameError | AttributeError | ImportError) and error.name:
        frames = traceback.extract_tb(error.__traceback__)
        is_ours = bool(frames) and str(error.name) in (frames[-1].line or "")
        return f": the name {error.name} of the program" if is_ours else ""
    try:
        words = str(error)[:_LONGEST].split()
    except Exception:  # noqa: BLE001  # it may be broken as well
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    known = set(_WORD.findall(frames[-1].line or "")) if frames else set()
    told = " ".join(word if set(_WORD.findall(word)) <= known else _HIDDEN for word in words)
    return f": {_SEVERAL.sub(_HIDDEN, told)}" if words else ""


def _lock(running: Path) -> Path:
    """Return the lock that a process holds while it lives; its number alone may be another one's by now."""
    return running.with_suffix(".lock")
