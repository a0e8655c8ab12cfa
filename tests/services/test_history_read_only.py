"""A history that cannot be written: what it has is read, nothing changes, and each write says so."""

import contextlib
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.history_query import Query
from events_console.services import history_file as schema
from events_console.services.history import History, open_history
from tests.services.test_history import accepted, exchange, foreign, newer, scratched
from tests.support import locked_up, ordinary

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")


def read(file: Path) -> contextlib.closing[History]:
    return contextlib.closing(History(file, read_only=True))


def state(file: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in file.parent.iterdir() if each.suffix != ".sqlite-shm"}


@pytest.fixture
def filled(history_file: Path) -> list[str]:
    """Have a history of three exchanges, and return their IDs, the newest first."""
    ones = [accepted(exchange(userId=f"user-{number}")) for number in range(3)]
    with contextlib.closing(History(history_file)) as history:
        history.add(Kept(one, Annotation(note=f"note {number}")) for number, one in enumerate(ones))
        while history.upkeep():
            pass
    return [one.id for one in reversed(ones)]


def test_it_is_read_and_searched_and_left_as_it_is(history_file: Path, filled: list[str]) -> None:
    before = state(history_file)
    with locked_up(history_file.parent), read(history_file) as history:
        assert history.is_read_only
        assert history.notice is None
        assert [entry.id for entry in history.page()] == filled
        assert [entry.id for entry in history.found(Query("user-1"))] == [filled[1]]
        assert [entry.id for entry in history.page(query=Query("u"))] == filled
        kept = history.kept(filled[0])
        assert kept
        assert kept.annotation.note == "note 2"
        summary = history.summary()
        assert summary
        assert (history.count(), summary.total) == (3, 3)
        assert history.revision() == history.revision()
        assert history.upkeep() is False
    assert state(history_file) == before


@pytest.mark.parametrize(
    "write",
    [
        lambda history, _: history.begin(exchange()),
        lambda history, _: history.settle(accepted(exchange())),
        lambda history, one: history.delete([one]),
        lambda history, one: history.annotate(one, Annotation(starred=True)),
        lambda history, _: history.add([Kept(accepted(exchange()), Annotation())]),
    ],
    ids=["begin", "settle", "delete", "annotate", "add"],
)
def test_whatever_would_write_is_a_sentence(
    history_file: Path, filled: list[str], write: Callable[[History, str], object]
) -> None:
    before = state(history_file)
    with read(history_file) as history:  # also where it could be written
        with pytest.raises(OSError, match=r"^The history \S+ could not be written: it was opened to be read"):
            write(history, filled[0])
        assert [entry.id for entry in history.page()] == filled
    assert state(history_file) == before


def test_what_is_in_the_log_of_a_running_program_is_read_as_well(history_file: Path) -> None:
    with contextlib.closing(History(history_file)) as writer:
        ones = [exchange(), exchange()]
        writer.begin(ones[0])
        with locked_up(history_file.parent), read(history_file) as history:
            assert [entry.id for entry in history.page()] == [ones[0].id]
            before = history.revision()
            writer.settle(accepted(ones[0]))
            assert history.revision() != before
            assert history.get(ones[0].id) == accepted(ones[0])
            assert history.notice is None


def test_what_may_be_missing_is_said(history_file: Path, filled: list[str], tmp_path: Path) -> None:
    copied = tmp_path / "copied" / history_file.name
    copied.parent.mkdir()
    with contextlib.closing(History(history_file)) as writer:
        writer.begin(exchange())
        for ending in ("", "-wal"):  # as a crash and a backup leave it
            shutil.copy(f"{history_file}{ending}", f"{copied}{ending}")
    with locked_up(copied.parent), read(copied) as history:
        assert history.notice == (
            f"What was sent last may be missing: {copied}-wal cannot be used where nothing can be written."
        )
        assert [entry.id for entry in history.page()] == filled
    with read(copied) as history:
        assert history.notice is None
        assert history.count() == 4


@pytest.mark.usefixtures("filled")
def test_what_another_program_writes_meanwhile_is_read(history_file: Path) -> None:
    with read(history_file) as history:
        assert history.count() == 3
        for _ in range(2):
            before = history.revision()
            with contextlib.closing(History(history_file)) as writer:
                writer.settle(accepted(exchange(userId="later" * 2_000)))
                number = history.count()
                assert number == writer.count()
            assert history.revision() != before
            assert len(history.page(query=Query("later"))) == number - 3
        history_file.unlink()
        with pytest.raises(
            OSError, match=r"^The history \S+ could not be read: no such file or directory\.$"
        ):
            history.page()


def older(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as database:
        for statement in schema.MIGRATIONS[0]:
            database.execute(statement)
        database.execute("PRAGMA application_id = 0x45764373")
        database.execute("PRAGMA user_version = 1")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (older, "was written by an older version"),
        (newer, "was written by a newer version"),
        (foreign, "belongs to another program"),
        (scratched, "is damaged"),
    ],
)
def test_a_file_that_cannot_serve_stays_and_is_named(
    history_file: Path, spoil: Callable[[Path], object], why: str
) -> None:
    history_file.parent.mkdir()
    spoil(history_file)
    before = state(history_file)
    with locked_up(history_file.parent):
        if spoil is not scratched:
            with pytest.raises(OSError, match=rf"^The history \S+ {why}\.$"):
                History(history_file, read_only=True)
        with pytest.raises(
            OSError, match=rf"^The history \S+ could not be opened: permission denied, and it {why}\.$"
        ):
            open_history(history_file)
    assert state(history_file) == before


def test_where_nothing_can_be_written_a_history_is_opened_to_read(
    history_file: Path, filled: list[str]
) -> None:
    with locked_up(history_file.parent), contextlib.closing(open_history(history_file)) as history:
        assert history.is_read_only
        assert history.notice == (
            f"The history {history_file} could not be opened: permission denied."
            " It can be read, but nothing can be added."
        )
        assert [entry.id for entry in history.page()] == filled
    with contextlib.closing(open_history(history_file)) as history:
        assert not history.is_read_only
        assert history.notice is None


def test_a_file_alone_that_cannot_be_written_is_noticed_at_the_start(
    history_file: Path, filled: list[str]
) -> None:
    history_file.chmod(0o400)
    with ordinary(), contextlib.closing(open_history(history_file)) as history:
        assert history.is_read_only
        assert history.count() == len(filled)


def test_where_there_is_nothing_and_nothing_can_be_made_says_why(history_file: Path) -> None:
    history_file.parent.mkdir(mode=0o500)
    with (
        ordinary(),
        pytest.raises(OSError, match=r"^The history \S+ could not be opened: permission denied\.$"),
    ):
        open_history(history_file)


def test_what_cannot_be_made_anew_is_tried_again_later(history: History, history_file: Path) -> None:
    one = exchange()
    for file in history_file.parent.iterdir():
        file.unlink()
    with locked_up(history_file.parent):
        for _ in range(2):
            with pytest.raises(OSError, match=r"^The history \S+ could not be (read|written): permission"):
                history.settle(one)
    history.settle(one)
    assert [entry.id for entry in history.page()] == [one.id]


def test_damage_is_said_and_stays(history_file: Path, filled: list[str]) -> None:
    with read(history_file) as history:
        assert history.count() == len(filled)
        history_file.write_bytes(history_file.read_bytes()[:5000])
        with pytest.raises(OSError, match=r"^The history \S+ (is damaged|could not be read: [^\n]+)\.$"):
            history.page()
    assert history_file.stat().st_size == 5000
