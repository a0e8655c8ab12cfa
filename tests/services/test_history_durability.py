"""What may befall the disk and the clock: the history says what it cannot do, and loses nothing."""

import contextlib
import re
import resource
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.history_query import Query, parse
from events_console.services import history_file as schema
from events_console.services.exchange_rows import COLUMNS, to_row
from events_console.services.history import History
from tests.services.test_history import accepted, exchange

Check: TypeAlias = Callable[[dict[str, Exchange]], object]  # whether what was done is in the rows
Work: TypeAlias = Callable[[History, list[Exchange], int], Check]

# A full disk ----------------------------------------------------------------------------------------------


@contextlib.contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond ``size`` bytes, as a full disk does."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def keep_up(history: History) -> None:
    while history.upkeep():
        pass


def begin(history: History, _there: list[Exchange], number: int) -> Check:
    one = exchange(userId=f"user-{number} " + "u" * 900)
    history.begin(one)
    return lambda rows: rows.update({one.id: one})


def settle(history: History, there: list[Exchange], number: int) -> Check:
    one = accepted(there[number])
    history.settle(one)
    return lambda rows: rows.update({one.id: one})


def add(history: History, _there: list[Exchange], number: int) -> Check:
    ones = [accepted(exchange(userId=f"user-{number}.{more}")) for more in range(40)]
    history.add(Kept(one, Annotation()) for one in ones)
    return lambda rows: rows.update({one.id: one for one in ones})


def annotate(history: History, there: list[Exchange], number: int) -> Check:
    note = Annotation(note=f"note {number} " + "n" * 900)
    history.annotate(there[number].id, note)

    def check(_rows: dict[str, Exchange]) -> None:
        assert history.annotation(there[number].id) == note

    return check


def delete(history: History, there: list[Exchange], number: int) -> Check:
    history.delete([there[number].id])
    return lambda rows: rows.pop(there[number].id)


def upkeep(history: History, _there: list[Exchange], _number: int) -> Check:
    keep_up(history)
    return lambda _rows: None


@pytest.mark.parametrize("work", [begin, settle, add, annotate, delete, upkeep])
@pytest.mark.parametrize("room", [0, 1_000, 20_000, 50_000, 90_000])
def test_on_a_full_disk_each_write_fails_and_nothing_is_lost(
    history_file: Path, work: Work, room: int
) -> None:
    there = [exchange(userId=f"user-{number}") for number in range(100)]
    rows = {one.id: one for one in there}
    with contextlib.closing(History(history_file)) as history:
        for one in there[:60]:
            history.begin(one)
        keep_up(history)
        for one in there[60:]:
            history.begin(one)
            if work is upkeep:
                rows[one.id] = accepted(one)
                history.settle(rows[one.id])
        with no_room_beyond(room):
            checks = until_it_fails(partial(work, history, there), history_file)
            assert history.count()  # which needs no room
        checks += [work(history, there, number) for number in range(59, 54, -1)]
        for check in checks:
            check(rows)
        assert {one: history.get(one) for one in rows} == rows
        keep_up(history)
        assert {entry.id for entry in history.found(Query("user-"))} == set(rows)
        assert history.notice is None
        assert_sound(history_file)


REASON = r": (disk I/O error|database or disk is full|unable to open database file|file too large)\.$"


def until_it_fails(work: Callable[[int], Check], file: Path) -> list[Check]:
    """Do ``work`` until it has failed twice, and return what is to hold of what it did before."""
    checks, sentences = list[Check](), list[str]()
    for number in range(55):
        try:
            checks.append(work(number))
        except OSError as error:
            sentences.append(str(error))
        if len(sentences) == 2:
            break
    assert [re.sub(REASON, "", sentence) for sentence in sentences] == [
        f"The history {file} could not be written"
    ] * 2
    return checks


def assert_sound(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        database.execute("INSERT INTO words (words) VALUES ('integrity-check')")  # of its inner order
    assert not list(file.parent.glob("*.damaged"))


def test_what_is_refused_leaves_nothing_open(history: History) -> None:
    one = exchange()
    history.begin(one)
    for _ in range(2):
        with pytest.raises(OSError, match=r"could not be written: UNIQUE"):
            history.begin(one)
    history.settle(accepted(one))
    assert history.get(one.id) == accepted(one)


# Older files ----------------------------------------------------------------------------------------------


def older(file: Path, version: int, ones: list[Exchange]) -> None:
    """Make the file that version 1 or 2 of the schema kept; half of it is in the log beside it."""
    file.parent.mkdir(exist_ok=True)
    missing = {"answer_ms"} if version > 1 else {"answer_ms", "source"}
    columns = [name for name in COLUMNS if name not in missing]
    insert = f"INSERT INTO exchange ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        for statement in (one for statements in schema.MIGRATIONS[:version] for one in statements):
            database.execute(statement)
        database.execute("PRAGMA application_id = 0x45764373")
        database.execute(f"PRAGMA user_version = {version}")
        database.executemany(insert, [[to_row(one)[name] for name in columns] for one in ones])


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("room", [0, 30_000, 90_000, 150_000])
def test_without_room_for_its_migration_an_older_file_stays_as_it_is(
    history_file: Path, version: int, room: int
) -> None:
    ones = [accepted(exchange(userId="u" * 500)) for _ in range(60)]
    older(history_file, version, ones)
    for _ in range(2):
        with (
            no_room_beyond(room),
            pytest.raises(OSError, match=rf"^The history {history_file} could not be opened: [^\n]+\.$"),
        ):
            History(history_file)
        assert not [*history_file.parent.glob("*version-*"), *history_file.parent.glob("*.backup")]
        with contextlib.closing(sqlite3.connect(history_file)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA user_version").fetchall() == [(version,)]
    with contextlib.closing(History(history_file)) as history:
        assert [history.get(entry.id) for entry in history.page()] == ones[::-1]
    assert_sound(history_file)


def test_a_backup_is_whole_although_rows_are_in_the_log(history_file: Path) -> None:
    ones = [accepted(exchange()) for _ in range(20)]
    older(history_file, 2, ones[:10])
    with contextlib.closing(sqlite3.connect(history_file)) as running:
        older_rows = running.execute("SELECT count(*) FROM exchange").fetchall()
        row = to_row(ones[10])
        names = [name for name in COLUMNS if name != "answer_ms"]
        insert = f"INSERT INTO exchange ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
        running.execute(insert, [row[name] for name in names])
        running.commit()
        assert Path(f"{history_file}-wal").stat().st_size
        with contextlib.closing(History(history_file)) as history:
            assert history.count() == older_rows[0][0] + 1
    (backup,) = history_file.parent.glob("*.version-2")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with contextlib.closing(sqlite3.connect(backup)) as database:
        kept = database.execute("SELECT id FROM exchange ORDER BY seq").fetchall()
        assert kept == [(one.id,) for one in ones[:11]]
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_is_deleted_leaves_the_backups_as_well(history_file: Path) -> None:
    secret = accepted(exchange(userId="WIPE-ME" * 700))
    other = accepted(exchange(userId="KEEP-ME"))
    for version in (1, 2):
        older(history_file, version, [secret, other])
        with contextlib.closing(History(history_file)) as history:
            assert history.count() == 2
        history_file.rename(history_file.with_name(f"of-{version}"))
    history_file.with_name("of-2").rename(history_file)
    history_file.with_name("of-1").unlink()
    assert len(list(history_file.parent.glob("*.version-?"))) == 2
    with contextlib.closing(History(history_file)) as history:
        history.delete([secret.id])
        for file in history_file.parent.iterdir():
            assert b"WIPE-ME" not in file.read_bytes(), file.name
    for backup in history_file.parent.glob("*.version-?"):
        with contextlib.closing(sqlite3.connect(backup)) as database:
            assert database.execute("SELECT id FROM exchange").fetchall() == [(other.id,)]


def test_a_backup_that_cannot_be_changed_is_named(history: History, history_file: Path) -> None:
    one = accepted(exchange(userId="WIPE-ME"))
    history.settle(one)
    backup = history_file.with_name("history.sqlite.20261121-120000-1.version-2")
    backup.write_text("no database")
    with pytest.raises(OSError, match=rf"^What was deleted may still be in {backup}, a backup [^\n]+\.$"):
        history.delete([one.id])
    assert history.count() == 0
    assert b"WIPE-ME" not in history_file.read_bytes()


# The clock ------------------------------------------------------------------------------------------------

TIMES = {
    "now": 1_790_000_000.5,
    "turned back": 1_789_900_000.0,
    "epoch": 0.0,
    "later": 1_790_000_600.0,
    "far": 253_402_214_400.0,  # 9999-12-31
    "same": 1_790_000_000.5,
}


@pytest.mark.parametrize("is_indexed", [True, False])
def test_a_clock_that_goes_back_moves_nothing(history: History, is_indexed: bool) -> None:
    ones = [replace(accepted(exchange(userId=name)), started_at=at) for name, at in TIMES.items()]
    for one in ones:
        history.begin(replace(one, outcome=Outcome.PENDING))
        history.settle(one)
    if is_indexed:
        keep_up(history)
    newest = [one.id for one in reversed(ones)]
    listed: list[str] = []
    before = None
    while page := history.page(2, before):
        listed += [entry.id for entry in page]
        before = page[-1].seq
    assert listed == newest
    assert [entry.id for entry in history.found()] == newest

    def found(line: str) -> list[str]:
        return [str(entry.user_id) for entry in history.page(query=parse(line))]

    assert found("on:1970-01-01") == ["epoch"]
    assert found("on:9999-12-31") == ["far"]
    assert found("before:2000-01") == ["epoch"]
    assert found("after:9000-01") == ["far"]
    assert found("after:2026-09-20 before:2026-10") == ["same", "later", "turned back", "now"]
    assert found("on:2026-09-20") == ["turned back"]
    assert found("1970-01-01") == ["epoch"]
    assert found("2026-09-20") == ["turned back"]
    assert found("after:2026-09-20 before:2026-10 same") == ["same"]
    for line, total in (("", 6), ("on:1970-01", 1), ("after:2026-01", 5), ("accepted", 6)):
        summary = history.summary(parse(line))
        assert summary
        assert (summary.total, sum(sum(bar.counts.values()) for bar in summary.bars)) == (total, total), line
