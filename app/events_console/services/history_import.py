"""Exchanges of another history, as they are added to this one."""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeAlias

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.exchange import Outcome
from events_console.services import history_annotations, history_index
from events_console.services.exchange_rows import GET, INSERT, STORED, to_row
from events_console.services.history_search import reading

_Row: TypeAlias = Mapping[str, object]
_Part: TypeAlias = list[tuple[Kept, _Row]]
_Change: TypeAlias = Callable[[Callable[[sqlite3.Connection], list[tuple[str, str]]]], list[tuple[str, str]]]

_MOST: Final = 200  # exchanges that are written in one transaction
_FULL: Final = 1_000_000  # characters and bytes after which a transaction takes no further row
_BREATH: Final = 0.005  # seconds between two of them: whoever waits to write looks only now and then
# What becomes of an exchange.
_ADDED, _PRESENT, _OTHER, _ANNOTATED, _DIFFERING = "added", "present", "other", "annotated", "differing"


@dataclass(frozen=True, slots=True)
class Added:
    """What an import did: so many were added, so many were here; ``other`` are IDs of other exchanges.

    These are left as they are here. Of those that were here, so many were ``annotated`` for the first time,
    and so many have another annotation here, which is left as it is: they are ``differing``.
    """

    added: int
    present: int
    other: tuple[str, ...]
    annotated: int = 0
    differing: int = 0


def add(change: _Change, kept: Iterable[Kept]) -> Added:
    """Add exchanges as ``History.add`` says; ``change`` has a slice of them written in one transaction."""
    became: Counter[str] = Counter()
    other: dict[str, None] = {}
    for number, part in enumerate(_slices(kept)):
        if number:
            time.sleep(_BREATH)
        for exchange_id, what in change(partial(_add, part)):
            became[what] += 1
            if what == _OTHER:
                other[exchange_id] = None
    present = became[_PRESENT] + became[_ANNOTATED] + became[_DIFFERING]
    return Added(became[_ADDED], present, tuple(other), became[_ANNOTATED], became[_DIFFERING])


def _add(part: _Part, writer: sqlite3.Connection) -> list[tuple[str, str]]:
    """Add exchanges; return the ID of each, and what became of it."""
    return [(one.exchange.id, _add_one(one, row, writer)) for one, row in part]


def _add_one(kept: Kept, row: _Row, writer: sqlite3.Connection) -> str:
    exchange_id, annotation = kept.exchange.id, history_annotations.as_stored(kept.annotation)
    found = writer.execute(GET, {"id": exchange_id}).fetchall()
    if found and found[0] != tuple(row[name] for name in STORED):
        return _OTHER
    here = history_annotations.read(reading(writer), exchange_id)
    if found and annotation in {here, Annotation()}:
        return _PRESENT
    if here != Annotation():
        return _DIFFERING
    if found:
        history_index.leave(writer, json.dumps([exchange_id]))
    else:
        writer.execute(INSERT, row)
    if annotation != Annotation():
        history_annotations.write(exchange_id, annotation, writer)
    return _ANNOTATED if found else _ADDED


def _slices(kept: Iterable[Kept]) -> Iterator[_Part]:
    """Yield exchanges and their rows, no more at once than are written while others wait."""
    part, size = list[tuple[Kept, _Row]](), 0
    for one in kept:
        row = _imported(one)
        part.append((one, row))
        size += len(one.annotation.note) + sum(
            len(cell) for cell in row.values() if isinstance(cell, str | bytes)
        )
        if len(part) >= _MOST or size >= _FULL:
            yield part
            part, size = [], 0
    if part:
        yield part


def _imported(kept: Kept) -> _Row:
    exchange = kept.exchange
    if exchange.outcome is Outcome.PENDING:
        exchange = replace(exchange, outcome=Outcome.UNKNOWN)
    return {**to_row(exchange), "owner": ""}
