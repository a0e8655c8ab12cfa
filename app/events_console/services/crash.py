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
from events_console.domain.wording import is_key_like
from events_console.services.files import write_atomically
from events_console.services.lock import Lock, is_held

_RUNNING: Final = "running-"  # and the number of the process
_ENDED: Final = "crash-"
_MOST: Final = 20  # reports; older ones make room
_LONGEST: Final = 2_000  # characters of what an exception says
_HIDDEN: Final = "‹hidden›"  # noqa: RUF001  # as redaction has it
# What stands in quotation marks is somebody's text, and so is a word with a digit or a sign of an
# address or a path.
_QUOTED: Final = re.compile(r"""'[^']*'|"[^"]*"|“[^”]*”|‹[^›]*›|`[^`]*`|\{.*\}|\[.*\]""", re.DOTALL)  # noqa: RUF001
_TELLING: Final = re.compile(r"\S*[\d@/\\=]\S{3,}|\S{3,}[\d@/\\=]\S*")


def describe(error: BaseException) -> str:
    """Return a report of ``error``: versions, where it arose and why, without anybody's data."""
    told = [_head("stopped at an error of its own"), ""]
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    for each in reversed(chain):
        told += [
            *_frames(each.__traceback__),
            f"{type(each).__module__}.{type(each).__name__}: {_said(each)}",
            "",
        ]
    return "\n".join(told)


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
                where = left.read_text(encoding="utf-8", errors="replace").strip()
                left.unlink()
                if where and (report := self._keep(f"{_head('broke off')}\n\n{_shortened(where)}\n")):
                    found.append(report)
        return tuple(found)

    def _keep(self, text: str) -> Path | None:
        now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        file = self.folder / f"{_ENDED}{now}.txt"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(file, text)
            self.delete(self.reports()[_MOST:])
        except OSError:
            return None
        return file


def install(report: Callable[[BaseException], object]) -> None:
    """Have ``report`` told of every error that nothing else takes, from whatever thread it comes."""

    def told(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt) or error is None:
            sys.__excepthook__(kind, error or kind(), trace)
        else:
            report(error.with_traceback(trace))

    sys.excepthook = told
    threading.excepthook = lambda given: told(given.exc_type, given.exc_value, given.exc_traceback)


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
    """Return what ``error`` says in words of its own."""
    if isinstance(error, NameError | AttributeError | ImportError) and error.name:
        return f"the name {error.name} of the program"
    text = _TELLING.sub(_HIDDEN, _QUOTED.sub(_HIDDEN, str(error)[:_LONGEST]))
    return " ".join(_HIDDEN if is_key_like(word) else word for word in text.split())


def _lock(running: Path) -> Path:
    """Return the lock that a process holds while it lives; its number alone may be another one's by now."""
    return running.with_suffix(".lock")
