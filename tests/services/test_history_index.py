"""The index of the history: damage to it costs no exchange and no find, and what is deleted leaves it."""

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.exchange import Exchange
from events_console.domain.history_query import Query
from events_console.services import history_index
from events_console.services.history import History
from events_console.services.history_text import SHORTEST
from tests.services.test_history import accepted, exchange

SECRET = "qzj-wvx-kkq"


def filled(file: Path, number: int = 40) -> list[Exchange]:
    """Make a history whose exchanges are all in the index, and return them, the oldest first."""
    ones = [accepted(exchange(userId=f"user-{one:04}-{word(one)}")) for one in range(number)]
    with contextlib.closing(History(file)) as history:
        history.add(Kept(one, Annotation()) for one in ones)
        keep_up(history)
    return ones


def word(number: int) -> str:
    """Return a word of its own, which is late in the order of the index."""
    return f"{number:04}".translate(dict(zip(range(48, 58), "qrstuvwxyz", strict=True)))


def keep_up(history: History) -> None:
    while history.upkeep():
        pass


def change(file: Path, statements: str) -> None:
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.executescript(statements)


# Damage ---------------------------------------------------------------------------------------------------

DAMAGE = {
    "noise": "UPDATE words_data SET block = randomblob(length(block)) WHERE id > 10",
    "halves": "UPDATE words_data SET block = substr(block, 1, length(block) / 2) WHERE id > 10",
    "noisy root": "UPDATE words_data SET block = randomblob(length(block)) WHERE id = 10",
    "no parts": "DELETE FROM words_data WHERE id > 10",
    "nothing": "DELETE FROM words_data; DELETE FROM words_idx; DELETE FROM words_config",
    "no version": "DELETE FROM words_config",
}
SILENT = {
    "zeros": "UPDATE words_data SET block = zeroblob(length(block)) WHERE id > 10",
    "no ways": "DELETE FROM words_idx",
    "empty": "INSERT INTO words (words) VALUES ('delete-all')",
}


def assert_whole(history: History, file: Path, ones: list[Exchange]) -> None:
    """Assert that all of ``ones`` are there and are found, before and after they are indexed again."""
    newest = [one.id for one in reversed(ones)]
    for _ in range(2):
        assert [entry.id for entry in history.page(500, query=Query("user-"))] == newest
        assert [entry.id for entry in history.page(500, query=Query("user-0017"))] == [
            one.id for one in ones if "user-0017" in str(one.request.root["userId"])
        ]
        assert [entry.id for entry in history.page(500, query=Query("r-1"))] == newest
        assert [entry.id for entry in history.page(500, query=Query("u"))] == newest
        keep_up(history)
    assert history.notice is None
    assert not list(file.parent.glob("*.damaged"))
    with contextlib.closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT count(*) FROM words('\"r-1\"')").fetchall() == [(len(newest),)]
        database.execute("INSERT INTO words (words) VALUES ('integrity-check')")  # of its inner order


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("is_open", [True, False])
def test_a_search_that_meets_damage_finds_all_the_same(
    history_file: Path, damage: str, is_open: bool
) -> None:
    ones = filled(history_file)
    if not is_open:
        change(history_file, DAMAGE[damage])
    with contextlib.closing(History(history_file)) as history:
        if is_open:
            assert history.page(query=Query("user-0017"))
            change(history_file, DAMAGE[damage])
        assert_whole(history, history_file, ones)


@pytest.mark.parametrize("search", ["u", "us", "user-0007"])
def test_whatever_is_asked_first(history_file: Path, search: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events_console.services.history_search._NEWEST", 5)
    ones = filled(history_file)
    for damage in DAMAGE.values():
        change(history_file, damage)
        with contextlib.closing(History(history_file)) as history:
            found = [entry.id for entry in history.page(query=Query(search))]
            assert found == [one.id for one in reversed(ones) if search in str(one.request.root["userId"])]
            assert_whole(history, history_file, ones)


@pytest.mark.parametrize("damage", SILENT)
def test_damage_that_sqlite_does_not_notice_is_noticed_by_upkeep(history_file: Path, damage: str) -> None:
    ones = filled(history_file, 300)
    change(history_file, SILENT[damage])
    with contextlib.closing(History(history_file)) as history:
        assert not all(history.page(query=Query(word(number))) for number in range(300))
        assert history.upkeep()
        assert_whole(history, history_file, ones)
        assert not history.upkeep()


def delete(history: History, ones: list[Exchange]) -> list[Exchange]:
    history.delete([ones[0].id, ones[7].id])
    return [*ones[1:7], *ones[8:]]


def annotate(history: History, ones: list[Exchange]) -> list[Exchange]:
    history.annotate(ones[5].id, Annotation(note="noted", tags=("tag",)))
    assert [entry.id for entry in history.page(query=Query("noted"))] == [ones[5].id]
    return ones


def settle(history: History, ones: list[Exchange]) -> list[Exchange]:
    history.settle(ones[3])
    return ones


def begin(history: History, ones: list[Exchange]) -> list[Exchange]:
    one = accepted(exchange(userId="user-new"))
    history.begin(one)
    history.settle(one)
    return [*ones, one]


def upkeep(history: History, ones: list[Exchange]) -> list[Exchange]:
    history.settle(ones[3])
    keep_up(history)
    return ones


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("write", [delete, annotate, settle, begin, upkeep])
def test_no_write_is_kept_up_by_damage(
    history_file: Path,
    damage: str,
    write: Callable[[History, list[Exchange]], list[Exchange]],
) -> None:
    ones = filled(history_file)
    change(history_file, DAMAGE[damage])
    with contextlib.closing(History(history_file)) as history:
        assert_whole(history, history_file, write(history, ones))


# What is deleted ------------------------------------------------------------------------------------------


def trigrams(text: str) -> set[str]:
    return {text[at : at + SHORTEST] for at in range(len(text) - SHORTEST + 1)}


def known(file: Path) -> set[str]:
    """Return what SQLite finds in the index, of whichever row."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, row)")
        return {term for (term,) in database.execute("SELECT term FROM temp.terms")}


def parts(file: Path) -> list[bytes]:
    """Return what the index consists of, without its averages and its root."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT block FROM words_data WHERE id > 10 ORDER BY id")
        return [block for (block,) in rows]


def segments(file: Path) -> int:
    """Return how many indexes the index consists of: the last one knows nothing of what has left it."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        ((root,),) = database.execute("SELECT block FROM words_data WHERE id = 10").fetchall()
    return int(root[5])


def of_the_others(file: Path) -> list[bytes]:
    """Return what an index consists of that has never known what was deleted."""
    fresh = file.parent.with_name("fresh") / file.name
    shutil.rmtree(fresh.parent, ignore_errors=True)
    shutil.copytree(file.parent, fresh.parent)
    with contextlib.closing(History(fresh)) as history:
        rows = history.select("SELECT id FROM exchange JOIN unindexed USING (seq)", {})
        history._store.change(history_index.make_anew)  # noqa: SLF001  # no public door leads there
        keep_up(history)
        ids = json.dumps([exchange_id for (exchange_id,) in rows])
        history._store.change(lambda writer: history_index.leave(writer, ids))  # noqa: SLF001  # as above
    change(fresh, "INSERT INTO words (words) VALUES ('optimize')")
    return parts(fresh)


def assert_gone(file: Path) -> None:
    assert not known(file) & trigrams(SECRET)
    for each in file.parent.iterdir():
        assert SECRET.encode() not in each.read_bytes(), each.name


@pytest.mark.parametrize("is_indexed", [True, False])
def test_a_small_index_forgets_at_once_what_is_deleted(
    history: History, history_file: Path, is_indexed: bool
) -> None:
    ones = filled(history_file)
    secret = accepted(exchange(userId=SECRET))
    history.settle(secret)
    if is_indexed:
        keep_up(history)
        assert known(history_file) >= trigrams(SECRET)
    history.delete([secret.id])
    assert_gone(history_file)
    if is_indexed:
        assert parts(history_file) == of_the_others(history_file)
    assert_whole(history, history_file, ones)


def test_a_large_index_forgets_it_step_by_step(
    history: History, history_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_index, "_SMALL", 2)
    monkeypatch.setattr(history_index, "_PAGES", 1)
    ones = filled(history_file, 300)
    secret = accepted(exchange(userId=SECRET))
    history.settle(secret)
    keep_up(history)
    more = accepted(exchange(userId="user-more"))
    history.settle(more)
    keep_up(history)
    history.delete([secret.id])
    assert SECRET.encode() not in b"".join(each.read_bytes() for each in history_file.parent.iterdir())
    assert not history.upkeep()  # others may still be leaving
    steps = 0
    while history.upkeep():
        steps += 1
    assert steps > 3
    assert_gone(history_file)
    assert segments(history_file) == 1
    assert [entry.id for entry in history.page(500, query=Query("user-"))] == [
        one.id for one in reversed([*ones, more])
    ]


def test_nothing_is_merged_while_exchanges_leave(
    history: History, history_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_index, "_SMALL", 2)
    ones = filled(history_file, 300)
    before = parts(history_file)
    for one in ones[:5]:
        history.delete([one.id])
        assert not history.upkeep()
        assert set(parts(history_file)) >= set(before)
    assert history.upkeep()
    keep_up(history)
    assert segments(history_file) == 1


@pytest.mark.parametrize("is_indexed", [True, False])
@pytest.mark.parametrize("after", [Annotation(starred=True), Annotation(), Annotation(note="another")])
def test_a_note_that_was_replaced_is_forgotten(
    history: History, history_file: Path, is_indexed: bool, after: Annotation
) -> None:
    one = accepted(exchange(userId="user-1"))
    history.settle(one)
    for before in (Annotation(note=f"A key: {SECRET}"), Annotation(tags=(SECRET,))):
        history.annotate(one.id, before)
        if is_indexed:
            keep_up(history)
            assert known(history_file) >= trigrams(SECRET)
        history.annotate(one.id, after)
        assert_gone(history_file)
        if is_indexed:
            assert parts(history_file) == of_the_others(history_file)
    assert history.annotation(one.id) == after


def test_what_another_program_reads_meanwhile_is_wiped_later(
    history: History, history_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events_console.services.history_store._PATIENCE", 5)
    secret = accepted(exchange(userId=SECRET * 500))
    history.settle(secret)
    with contextlib.closing(sqlite3.connect(history_file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM exchange").fetchall()
        history.delete([secret.id])
        keep_up(history)
        reader.execute("COMMIT")
        keep_up(history)
        assert_gone(history_file)


def test_a_row_that_is_in_no_index_is_no_damage(history: History) -> None:
    for number in range(30):
        history.begin(replace(exchange(), id=f"id-{number}"))
    assert not history.upkeep()
