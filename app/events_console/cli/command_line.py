"""The edge between the commands and the shell: whatever happens in a command, it ends in an exit code."""

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TextIO

from events_console.cli import arguments
from events_console.cli.output import flush, let_go, unusable

_INTERRUPTED: Final = 128 + 2  # SIGINT, as shells tell it
_NOT_READ: Final = 128 + 13  # SIGPIPE


def run(given: Sequence[str]) -> int:
    """Run the command that ``given`` begins with; return the exit code."""

    def command() -> int:
        options = arguments.parse(given)
        return options.run(options)

    return guarded(command)


def guarded(work: Callable[[], int]) -> int:
    """Do ``work``, which prints, and return its exit code; nothing the world does ends in a traceback."""
    sys.stdout, sys.stderr = _usable(sys.stdout), _usable(sys.stderr)
    try:
        code = _finished(work)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except BrokenPipeError:
        code = _NOT_READ
    except OSError as error:
        code = unusable(
            f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error)
        )
    except MemoryError:
        code = unusable("there is not enough memory for this")
    let_go()
    return code


def _usable(stream: TextIO | None) -> TextIO:
    if stream is None:  # it was closed
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")  # an ASCII terminal shall not end a command
    return stream


def _finished(work: Callable[[], int]) -> int:
    try:
        code = work()
    except SystemExit as end:  # how argparse ends
        code = end.code if isinstance(end.code, int) else 0
    flush()
    return code
