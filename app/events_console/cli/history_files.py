"""`history export` and `history import`: exchanges as files."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from events_console.cli.arguments import Options
from events_console.cli.history import nothing, open_history
from events_console.cli.output import Exit, complain, remark, say, unusable, write
from events_console.domain import history_query
from events_console.domain.annotation import Kept
from events_console.domain.wording import counted, listed
from events_console.services import exchange_lines, exports, files
from events_console.services.history import Added

_MOST_TOLD: Final = 20  # lines that hold no exchange


def run_export(options: Options) -> Exit:
    """Write what a search finds to a file or to standard output."""
    kind = options.written_as or exports.kind_of(options.file)
    if kind is None:
        endings = listed([*exports.KINDS.values()])
        return unusable(f"{options.file} does not say what to write: let it end in {endings}, or use --as")
    if options.neutral and kind != "csv":
        return unusable(f"--neutral is for CSV, and {options.file} is written as {kind}")
    if Path(options.file).is_dir():
        return unusable(f"{options.file} is a folder; name a file in it")
    query = history_query.parse(options.search)
    with open_history() as history:
        if flaw := history.flaw(query):
            return unusable(flaw)
        found = exports.Found(history, query, options.mask)
        if not found:
            return unusable(nothing(query) if query else "the history is empty: nothing was sent yet")
        form = exports.Form(kind, options.mask, options.neutral)
        pieces = exports.write(found, form, query.line, lambda note: remark(f"{options.file}: note: {note}"))
        if options.file == "-":
            for piece in pieces:
                write(piece)
        else:
            coded = (piece.encode("utf-8", "backslashreplace") for piece in pieces)
            files.write_pieces(Path(options.file), coded)
    for sentence in found.unreadable:
        complain(sentence)
    if options.file != "-":
        say(f"{counted(len(found) - len(found.unreadable), 'exchange')} written to {options.file}.")
    return Exit.GOOD


def run_import(options: Options) -> Exit:
    """Add the exchanges in a file that was exported to the history."""
    with _opened(options.file) as file, open_history() as history:
        reading = _Reading(file, options.file)
        added = history.add(reading)
    if (left := reading.flaws - _MOST_TOLD) > 0:
        complain(f"{options.file}: {counted(left, 'more line')} could not be read")
    if not reading.found:
        return unusable(f"{options.file} holds no exchange; history export writes such a file")
    say(*_told(added, reading.flaws))
    return Exit.GOOD


class _Reading:
    """The exchanges in a file; what is wrong with its other lines is told, up to a number of them."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.found = self.flaws = 0
        self._file, self._name = file, name

    def __iter__(self) -> Iterator[Kept]:
        for each in exchange_lines.read(exchange_lines.lines_of(self._file)):
            if isinstance(each, Kept):
                self.found += 1
                yield each
            else:
                self.flaws += 1
                if self.flaws <= _MOST_TOLD:
                    complain(f"{self._name}: {each.text}")


def _opened(name: str) -> contextlib.AbstractContextManager[BinaryIO]:
    return contextlib.nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb")


def _told(added: Added, flaws: int) -> Iterator[str]:
    yield f"{counted(added.added, 'exchange')} added."
    if added.present:
        yield f"{counted(added.present, 'exchange')} already here."
    if added.other:
        number = counted(len(added.other), "exchange")
        yield f"{number} left out, as the history has another one with its ID: {listed(added.other)}."
    if flaws:
        yield f"{counted(flaws, 'line')} could not be read."
