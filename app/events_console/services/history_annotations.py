"""What people add to exchanges, as rows of the history."""

import dataclasses
import json
import sqlite3
from typing import Final

from events_console.domain.annotation import Annotation
from events_console.services import history_index
from events_console.services.exchange_rows import storable
from events_console.services.history_search import Select, reading
from events_console.services.history_text import tags_of

_READ: Final = "SELECT starred, note, tags FROM annotation JOIN exchange USING (seq) WHERE id = :id"
_WRITE: Final = """
    INSERT OR REPLACE INTO annotation (seq, starred, note, tags)
    SELECT seq, :starred, :note, :tags FROM exchange WHERE id = :id
"""
_DELETE: Final = "DELETE FROM annotation WHERE seq = (SELECT seq FROM exchange WHERE id = :id)"


def of_row(starred: object, note: object, tags: object) -> Annotation:
    """Return what a row says, whatever has written it."""
    return Annotation(starred == 1, note if isinstance(note, str) else "", tags_of(tags))


def read(select: Select, exchange_id: str) -> Annotation:
    """Return what was added to an exchange; nothing where there is no such exchange."""
    rows = select(_READ, {"id": exchange_id})
    return of_row(*rows[0]) if rows else Annotation()


def replace(exchange_id: str, annotation: Annotation, writer: sqlite3.Connection) -> tuple[bool, bool]:
    """Put ``annotation`` in the place of what was added before.

    Return whether the index knew the exchange, and whether any text was taken away.
    """
    old = read(reading(writer), exchange_id)
    left = history_index.leave(writer, json.dumps([exchange_id]))
    write(exchange_id, annotation, writer)
    return left, not {old.note, *old.tags} <= {"", annotation.note, *annotation.tags}


def write(exchange_id: str, annotation: Annotation, writer: sqlite3.Connection) -> None:
    """Write what was added to an exchange, of which the index knows nothing."""
    if annotation == Annotation():
        writer.execute(_DELETE, {"id": exchange_id})
        return
    stored = as_stored(annotation)
    values = {"id": exchange_id, "starred": stored.starred, "note": stored.note}
    writer.execute(_WRITE, {**values, "tags": json.dumps(stored.tags)})


def as_stored(annotation: Annotation) -> Annotation:
    """Return an annotation as it is read again: SQLite takes no lone surrogates."""
    note, tags = storable(annotation.note), tuple(map(storable, annotation.tags))
    return dataclasses.replace(annotation, note=note, tags=tags)
