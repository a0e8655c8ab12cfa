"""kill -9 at any moment of whatever changes the history: what was done is there, and nothing else is.

The number of kills of each kind is that of the environment variable KILLS.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.history_query import parse
from events_console.services.history import History
from tests.services.test_history import accepted, exchange
from tests.services.test_history_durability import keep_up, older
from tests.services.test_history_search import Reader

KILLS: Final = int(os.environ.get("KILLS", "6"))
MOST: Final = 0.1  # seconds until a kill
IMPORTED: Final = 500
SEARCHES: Final = (
    "user-1",
    "user-4",
    "NOTE 1",
    "is:noted 2",
    "tag:odd",
    "accepted view",
    "unknown",
    "no such",
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


def numbered(number: int, of: str = "row", pad: int = 300) -> Exchange:
    return replace(accepted(exchange(userId=f"user-{number}", pad="p" * pad)), id=f"{of}-{number}")


def imported(number: int) -> Kept:
    tags = ("odd",) if number % 2 else ()
    return Kept(
        numbered(number, "imported"), Annotation(note=f"note {number}" if number % 5 else "", tags=tags)
    )


# What is killed: it tells what it has done ----------------------------------------------------------------


def tell(*words: str | int) -> None:
    os.write(1, f"{' '.join(map(str, words))}\n".encode())


def send(history: History, seed: int) -> None:
    number = seed
    while True:
        one = replace(
            numbered(number), outcome=Outcome.PENDING, attempts=0, timing=None, sent=None, answer=None
        )
        history.begin(one)
        tell("begun", one.id)
        history.settle(numbered(number))
        tell("settled", one.id)
        number += 1


def delete(history: History, _seed: int) -> None:
    for entry in history.page(300):
        tell("deleting", entry.id)
        history.delete([entry.id])
        tell("deleted", entry.id)
        history.upkeep()


def add(history: History, _seed: int) -> None:
    def ones() -> Iterator[Kept]:
        for number in range(IMPORTED):
            if number % 200 == 0:
                tell("imported", number)
            yield imported(number)

    history.add(ones())
    tell("imported", IMPORTED)


def annotate(history: History, seed: int) -> None:
    while True:
        for entry in history.page(300):
            history.annotate(entry.id, Annotation(note=f"note {seed}", tags=("odd",)))
            tell("annotated", entry.id, seed)
            history.upkeep()


def upkeep(history: History, _seed: int) -> None:
    while True:
        for entry in history.page(300):
            history.settle(numbered(int(entry.id.removeprefix("row-"))))  # which takes it out of the index
        keep_up(history)


def migrate(_history: History, _seed: int) -> None:
    tell("migrated")


WORK: Final = {each.__name__: each for each in (send, delete, add, annotate, upkeep, migrate)}


def serve() -> None:
    """Fork a process for each line, as starting Python takes longer than what is to be killed."""
    for line in sys.stdin:
        name, file, seed = json.loads(line)
        child = os.fork()
        if not child:
            try:
                tell(os.getpid())
                with contextlib.closing(History(Path(file))) as history:
                    WORK[name](history, seed)
            finally:
                signal.pause()
        os.waitpid(child, 0)
        tell("end")


# Who kills ------------------------------------------------------------------------------------------------

Kill = Callable[[str, Path, int, float], list[list[str]]]


@pytest.fixture(scope="module")
def kill() -> Iterator[Kill]:
    """Have something done to a file, kill it after so many seconds, and return what it told."""
    command = [sys.executable, "-c", "from tests.services.test_history_kill import serve; serve()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        asking, told = server.stdin, server.stdout
        assert asking
        assert told

        def run(name: str, file: Path, seed: int, seconds: float) -> list[list[str]]:
            asking.write(json.dumps([name, str(file), seed]) + "\n")
            asking.flush()
            child = int(told.readline())
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
            lines = []
            while (line := told.readline()) != "end\n":
                lines.append(line.split())
            return lines

        yield run
        asking.close()


def moments(seed: int) -> Iterator[tuple[int, float]]:
    chance = random.Random(seed)  # noqa: S311  # the same moments in every run
    for number in range(KILLS):
        yield number, chance.random() * MOST


@contextlib.contextmanager
def checked(file: Path) -> Iterator[tuple[History, dict[str, Kept]]]:
    """Open what a kill has left; its rows are those that searches find, by the index and without it."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with contextlib.closing(History(file)) as history:
        rows = {entry.id: kept for entry in history.found() if (kept := history.kept(entry.id))}
        for _ in range(2):
            for line in SEARCHES:
                query = parse(line)
                naive = [one for one, kept in rows.items() if Reader(kept).has(query)]
                assert [entry.id for entry in history.found(query)] == naive, line
            keep_up(history)
        assert history.notice is None
        assert not list(file.parent.glob("*.damaged"))
        with contextlib.closing(sqlite3.connect(file)) as database:
            database.execute("INSERT INTO words (words) VALUES ('integrity-check')")  # of its inner order
        yield history, rows


def filled(file: Path, number: int = 60) -> None:
    with contextlib.closing(History(file)) as history:
        history.add(Kept(numbered(one), Annotation()) for one in range(number))
        keep_up(history)


def test_sending(kill: Kill, history_file: Path) -> None:
    told = dict[str, str]()
    for number, seconds in moments(1):
        told |= {one: done for done, one in kill("send", history_file, number * 100_000, seconds)}
        with checked(history_file) as (history, rows):
            assert told.keys() <= rows.keys()
            assert len(rows) <= len(told) + number + 1
            for one, kept in rows.items():
                outcome = kept.exchange.outcome
                assert outcome is Outcome.ACCEPTED if told.get(one) == "settled" else Outcome.UNKNOWN
            history.delete([one for one in rows if int(one.rpartition("-")[2]) % 100_000 > 30])
            told = {one: done for one, done in told.items() if int(one.rpartition("-")[2]) % 100_000 <= 30}
    assert told


def test_deleting(kill: Kill, history_file: Path) -> None:
    deletions = 0
    for number, seconds in moments(2):
        filled(history_file)
        told = kill("delete", history_file, number, seconds)
        deleting = {one for done, one in told if done == "deleting"}
        deleted = {one for done, one in told if done == "deleted"}
        deletions += len(deleted)
        with checked(history_file) as (_, rows):
            assert not deleted & rows.keys()
            assert {f"row-{one}" for one in range(60)} - rows.keys() <= deleting
    assert deletions > KILLS


def test_importing(kill: Kill, tmp_path: Path) -> None:
    whole = [imported(number) for number in range(IMPORTED)]
    slices = set()
    for number, seconds in moments(3):
        file = tmp_path / str(number) / "history.sqlite"
        told = kill("add", file, number, seconds * 3)
        there = max((int(one) for _, one in told), default=0)
        with checked(file) as (history, rows):
            assert list(rows.values())[::-1] == whole[: len(rows)]
            assert there <= len(rows) <= there + 200
            slices.add(len(rows))
            added = history.add(whole)
            assert (added.added, added.present, added.other) == (IMPORTED - len(rows), len(rows), ())
            assert [history.kept(entry.id) for entry in history.found()] == whole[::-1]
    assert len(slices) > 1


def test_annotating(kill: Kill, history_file: Path) -> None:
    filled(history_file)
    notes = {f"row-{one}": "" for one in range(60)}
    for number, seconds in moments(4):
        told = kill("annotate", history_file, number + 1, seconds)
        notes |= {one: f"note {seed}" for _, one, seed in told}
        with checked(history_file) as (_, rows):
            found = {one: kept.annotation.note for one, kept in rows.items()}
            others = {one for one in notes if found[one] != notes[one]}
            assert found.keys() == notes.keys()
            assert len(others) <= 1
            assert {found[one] for one in others} <= {f"note {number + 1}"}
            notes = found
    assert any(notes.values())


def test_upkeep(kill: Kill, history_file: Path) -> None:
    filled(history_file, 200)
    for number, seconds in moments(5):
        kill("upkeep", history_file, number, seconds * 2)
        with checked(history_file) as (_, rows):
            assert [kept.exchange for kept in rows.values()] == [
                numbered(one) for one in reversed(range(200))
            ]


@pytest.mark.parametrize("version", [1, 2])
def test_migrating(kill: Kill, tmp_path: Path, version: int) -> None:
    ones = [numbered(number, pad=9_000) for number in range(80)]  # which takes as long as the rest to copy
    original = tmp_path / "original" / "history.sqlite"
    older(original, version, ones)
    versions = set()
    for number, seconds in moments(6):
        file = tmp_path / str(number) / "history.sqlite"
        shutil.copytree(original.parent, file.parent)
        told = kill("migrate", file, number, seconds * 2)
        with contextlib.closing(sqlite3.connect(file)) as database:
            ((found,),) = database.execute("PRAGMA user_version").fetchall()
            assert database.execute("SELECT count(*) FROM exchange").fetchall() == [(len(ones),)]
        assert found == 3 or not told
        versions.add(found)
        backups = list(file.parent.glob("*.version-*"))
        assert len(backups) == 1 or found == version
        for backup in backups:  # one that has its name is whole
            with contextlib.closing(sqlite3.connect(backup)) as database:
                assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert database.execute("PRAGMA user_version").fetchall() == [(version,)]
                assert database.execute("SELECT count(*) FROM exchange").fetchall() == [(len(ones),)]
        with checked(file) as (_, rows):
            assert [kept.exchange for kept in rows.values()] == ones[::-1]
        assert not file.with_name("history.sqlite.backup").exists()
    assert versions <= {version, 3}
