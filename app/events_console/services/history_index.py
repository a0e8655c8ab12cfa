"""The index of the history's texts: rows come into it behind the window, and leave it before they change.

Whoever calls has begun a transaction on the file's only writing connection. Rows in the table ``unindexed``
are not in the index, all others are.
"""

import sqlite3
from random import randrange
from typing import Final

from events_console.services.history_search import ANNOTATED, TEXT
from events_console.services.history_text import matching, probes

_ROWS: Final = 32  # a step: 5 to 20 ms, in which no request can be written down
_CHARACTERS: Final = 128 * 1024  # of text, beyond which a step ends; unlike texts take 1 us each
_LARGEST: Final = 128 * 1024  # characters of a text that is indexed; a longer one is always looked through
_PAGES: Final = 100  # of the index that a step merges, in about as long
_SMALL: Final = 500  # pages of an index that is merged at once: 50 ms
_SAMPLES: Final = 16  # exchanges that the index is asked for to see whether it answers: 10 ms
_MERGE: Final = ("wait", "begin merging", "merge")  # which step follows
# ruff: disable[S608]  # the names in these are this program's own
_NEXT: Final = f"""
    SELECT u.seq, {TEXT} FROM unindexed u CROSS JOIN exchange e ON e.seq = u.seq {ANNOTATED}
    WHERE NOT u.stays AND e.outcome <> 'pending' ORDER BY u.seq DESC LIMIT {_ROWS}
"""
_KNOWN: Final = """
    SELECT 1 FROM exchange e WHERE e.id IN (SELECT value FROM json_each(:ids))
    AND NOT EXISTS (SELECT 1 FROM unindexed u WHERE u.seq = e.seq)
"""
_LEAVING: Final = f"""
    INSERT INTO words (words, rowid, text) SELECT 'delete', e.seq, {TEXT} FROM exchange e {ANNOTATED}
    WHERE e.id IN (SELECT value FROM json_each(:ids)) AND e.seq NOT IN (SELECT seq FROM unindexed)
"""
_UNINDEXED: Final = """
    INSERT OR IGNORE INTO unindexed (seq)
    SELECT seq FROM exchange WHERE id IN (SELECT value FROM json_each(:ids))
"""
_INDEXED: Final = f"""
    SELECT e.seq, {TEXT} FROM exchange e {ANNOTATED}
    WHERE e.seq >= :least AND e.seq NOT IN (SELECT seq FROM unindexed) ORDER BY e.seq LIMIT 1
"""
_RENEWAL: Final = tuple(
    statement
    for part in ("data", "idx", "config")
    for statement in (
        f"DELETE FROM words_{part}",
        f"INSERT INTO words_{part} SELECT * FROM temp.fresh_{part}",
    )
)
# ruff: enable[S608]


def leave(writer: sqlite3.Connection, ids: str) -> bool:
    """Take exchanges, a JSON array of their IDs, out of the index, before their texts change or go.

    Return whether any was in it. What the index knew of them is overwritten when its parts are merged: once
    nothing has left between two looks of the upkeep, as what leaves while they are takes four times as long.
    """
    if not writer.execute(_KNOWN, {"ids": ids}).fetchone():
        return False
    writer.execute(_LEAVING, {"ids": ids})
    writer.execute(_UNINDEXED, {"ids": ids})
    _do_next(writer, _MERGE[0])
    return True


def step(writer: sqlite3.Connection) -> bool:
    """Index some rows, or merge a part of what left; return whether there may be more to do."""
    return _take_in(writer) or _merge(writer)


def wipe(writer: sqlite3.Connection) -> None:
    """Overwrite what the index knew of exchanges that have left it, now if that is soon done."""
    beyond = writer.execute("SELECT 1 FROM words_data LIMIT 1 OFFSET ?", (_SMALL,)).fetchone()
    if not beyond:
        writer.execute("INSERT INTO words (words) VALUES ('optimize')")
        writer.execute("DELETE FROM upkeep")


def mend(writer: sqlite3.Connection) -> bool:
    """Make the index anew if it lacks what it must have, of which SQLite notices nothing; return whether.

    A few rows, wherever they are, tell of damage that all of it shares.
    """
    ((last,),) = writer.execute("SELECT coalesce(max(seq), 0) FROM exchange").fetchall()
    rows = (writer.execute(_INDEXED, {"least": randrange(last + 1)}).fetchone() for _ in range(_SAMPLES))  # noqa: S311
    has_all = all(_has(writer, *row) for row in rows if row)
    if not has_all:
        make_anew(writer)
    return not has_all


def make_anew(writer: sqlite3.Connection) -> None:
    """Empty a damaged index; its rows come into it again step by step."""
    # Where its own tables are damaged, SQLite does not even open it: they become those of a new one.
    writer.execute("CREATE VIRTUAL TABLE temp.fresh USING fts5(text, content = '', columnsize = 0)")
    for statement in _RENEWAL:
        writer.execute(statement)
    writer.execute("DROP TABLE temp.fresh")
    writer.execute("INSERT INTO words (words) VALUES ('delete-all')")  # for what is in memory
    writer.execute("INSERT OR IGNORE INTO unindexed (seq) SELECT seq FROM exchange")
    writer.execute("DELETE FROM upkeep")


def _has(writer: sqlite3.Connection, seq: int, text: str) -> bool:
    part = matching(probes(text))
    return bool(
        writer.execute("SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?", (part, seq)).fetchall()
    )


def _take_in(writer: sqlite3.Connection) -> bool:
    rows, large, characters = list[tuple[int, str]](), list[tuple[int]](), 0
    for seq, text in writer.execute(_NEXT):
        if len(text) > _LARGEST:
            large.append((seq,))
        else:
            rows.append((seq, text))
        characters += len(text)
        if characters > _CHARACTERS:
            break
    writer.executemany("UPDATE unindexed SET stays = 1 WHERE seq = ?", large)
    # In rising order, which the index takes in with less work.
    writer.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", reversed(rows))
    writer.executemany("DELETE FROM unindexed WHERE seq = ?", ((seq,) for seq, _ in rows))
    return bool(rows or large)


def _merge(writer: sqlite3.Connection) -> bool:
    """Go on merging, as SQLite's documentation of FTS5 says ("The 'merge' Command")."""
    tasks = {task for (task,) in writer.execute("SELECT task FROM upkeep")}
    if not tasks:
        return False
    wait, begin, go_on = _MERGE
    if wait in tasks:
        _do_next(writer, begin)
        return False
    begins = begin in tasks
    before = writer.total_changes
    writer.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (-_PAGES if begins else _PAGES,))
    if begins or writer.total_changes - before >= 2:  # noqa: PLR2004  # that many say that it merged something
        _do_next(writer, go_on)
    else:
        writer.execute("DELETE FROM upkeep")
    return True


def _do_next(writer: sqlite3.Connection, task: str) -> None:
    writer.execute("DELETE FROM upkeep")
    writer.execute("INSERT INTO upkeep VALUES (?)", (task,))
