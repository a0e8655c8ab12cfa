"""`history export` and `history import`: exchanges as files."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from events_console.cli.arguments import Options
from events_console.cli.history import nothing, open_history
from events_console.cli.output import Exit, complain, remark, say, unusable, write
from events_console.domain import history_query
from events_console.domain.wording import counted, listed
from events_console.services import exchange_lines, exports, files
from events_console.services.history_import import Added


def run_export(options: Options) -> Exit:
    """Write what a search finds to a file or to standard output."""
    kind = options.written_as or exports.kind_of(options.file)
    if kind is None:
        *endings, last = exports.KINDS.values()
        endings_told = f"{', '.join(endings)} or {last}"
        return unusable(
            f"{options.file} does not say what to write: let it end in {endings_told}, or use --as"
        )
    if kind != "csv" and (name := _only_for_csv(options)):
        return unusable(f"{name} is for CSV, and {options.file} is written as {kind}")
    if Path(options.file).is_dir():
        return unusable(f"{options.file} is a folder; name a file in it")
    query = history_query.parse(options.search)
    with open_history() as history:
        if flaw := history.flaw(query):
            return unusable(flaw)
        found = exports.Found(history, query, options.mask)
        if not found:
            return unusable(nothing(query) if query else "the history is empty: nothing was sent yet")
        form = exports.Form(kind, options.mask, options.neutral, options.everything, "add --everything")
        output = exports.Output(found, form, query.line)
        try:
            _write(output, options.file)
        except ValueError as error:
            return unusable(f"{options.file} was not written: {error}")
    for note in output.notes:
        remark(f"{options.file}: note: {note}")
    for sentence in found.unreadable:
        complain(sentence)
    if options.file != "-":
        what = output.what or counted(found.given, "exchange")
        say(f"{what} written to {options.file}.")
    return Exit.GOOD


def _only_for_csv(options: Options) -> str:
    """Return an option that was given and says something on CSV, or nothing."""
    return ("--neutral" * options.neutral) or ("--everything" * options.everything)


def _write(output: exports.Output, name: str) -> None:
    if name == "-":
        for piece in output:
            write(piece)
    else:
        files.export(Path(name), (piece.encode("utf-8", "backslashreplace") for piece in output))


def run_import(options: Options) -> Exit:
    """Add the exchanges in a file that was exported to the history."""
    with _opened(options.file) as file, open_history() as history:
        try:
            reading = exchange_lines.Reading(file)
        except ValueError as error:
            return unusable(f"{options.file} cannot be imported: {error}")
        added = history.add(reading)
    if nothing_found := reading.nothing():
        return unusable(f"{options.file} cannot be imported: {nothing_found}")
    for sentence in reading.told():
        complain(f"{options.file}: {sentence}")
    say(*_told(added, reading.flaws))
    return Exit.GOOD


def _opened(name: str) -> contextlib.AbstractContextManager[BinaryIO]:
    return contextlib.nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb")


def _told(added: Added, flaws: int) -> Iterator[str]:
    yield f"{counted(added.added, 'exchange')} added."
    if added.present:
        yield f"{counted(added.present, 'exchange')} already here."
    if added.annotated:
        here = counted(added.annotated, "exchange")
        yield f"{here} here had no star, note or tags and got those of the file."
    if added.differing:
        here = counted(added.differing, "exchange")
        yield f"{here} here with another star, note or tags than in the file: those here are kept."
    if added.other:
        number = counted(len(added.other), "exchange")
        yield f"{number} left out, as the history has another one with its ID: {listed(added.other)}."
    if flaws:
        yield f"{counted(flaws, 'line')} could not be read."
