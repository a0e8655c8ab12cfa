"""Several programs that change one history at once: none fails, and nothing of any is lost."""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.exchange import Outcome
from events_console.domain.history_query import Query
from events_console.services import history_file as schema
from events_console.services.history import History
from tests.services.test_history import accepted, exchange
from tests.services.test_history_durability import assert_sound, keep_up, older
from tests.services.test_history_kill import numbered, tell

ROUNDS = 30
IMPORTED = 2_000


def everything(history: History, name: str) -> Iterator[tuple[str, str]]:
    """Do all that changes a history, and give the ID and the note of each exchange that is there then."""
    for number in range(ROUNDS):
        sent, gone = (numbered(number, f"{name}-{kind}") for kind in ("sent", "gone"))
        history.begin(replace(sent, outcome=Outcome.PENDING, attempts=0, timing=None, sent=None, answer=None))
        history.settle(sent)
        added = [Kept(numbered(more, f"{name}-{number}"), Annotation(note="added")) for more in range(8)]
        history.add([*added, Kept(gone, Annotation(note="gone"))])
        history.annotate(sent.id, Annotation(note=f"note {number}"))
        history.upkeep()
        history.delete([gone.id, added[0].exchange.id])
        yield sent.id, f"note {number}"
        yield from ((one.exchange.id, "added") for one in added[1:])


def work(file: str, name: str) -> None:
    """Be one of the programs."""
    sys.stdin.readline()
    with contextlib.closing(History(Path(file))) as history:
        tell(json.dumps(dict(everything(history, name))))


@contextlib.contextmanager
def program(call: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    code = f"import sys; from tests.services.test_history_programs import *; {call}(*sys.argv[1:])"
    command = [sys.executable, "-c", code, *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_all_that_several_programs_do_at_once_is_there(history_file: Path) -> None:
    with program("work", str(history_file), "a") as one, program("work", str(history_file), "b") as two:
        for process in (one, two):
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        with contextlib.closing(History(history_file)) as history:
            there = dict(everything(history, "here"))
            for process in (one, two):
                assert process.stdout
                there |= json.loads(process.stdout.read())
                assert process.wait(30) == 0
            assert len(there) == 3 * ROUNDS * 8
            for _ in range(2):
                assert {entry.id: entry.note for entry in history.found()} == there
                assert {entry.id for entry in history.found(Query("note 17"))} == {
                    each for each, note in there.items() if note == "note 17"
                }
                keep_up(history)
            assert history.notice is None
            assert not list(history.found(Query("gone")))
    assert_sound(history_file)


def bring(file: str) -> None:
    """Import many exchanges, as one file of them."""
    with contextlib.closing(History(Path(file))) as history:
        tell("go")
        added = history.add(Kept(numbered(one, "new"), Annotation()) for one in range(IMPORTED))
        tell(added.added)


def test_a_long_import_lets_others_write_in_between(history: History, history_file: Path) -> None:
    with program("bring", str(history_file)) as process:
        assert process.stdout
        process.stdout.readline()
        sent = []
        while history.count() < IMPORTED:
            one = exchange()
            history.begin(one)
            history.settle(accepted(one))
            sent.append(one.id)
        assert int(process.stdout.readline()) == IMPORTED
    assert len(sent) > 1
    found = {entry.id for entry in history.found()}
    assert found == {*sent, *(f"new-{number}" for number in range(IMPORTED))}


def test_a_long_migration_is_waited_for(history_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ones = [numbered(number) for number in range(50)]
    older(history_file, 1, ones)
    monkeypatch.setattr(schema, "WAIT_SECONDS", 0.02)

    def migrate() -> None:
        with schema.opening(history_file):
            held.set()
            time.sleep(0.2)
            schema.open_to_write(history_file).close()

    held = threading.Event()
    thread = threading.Thread(target=migrate)
    thread.start()
    held.wait()
    with contextlib.closing(History(history_file)) as history:
        thread.join()
        assert [history.get(entry.id) for entry in history.page()] == ones[::-1]
    assert len(list(history_file.parent.glob("*.version-1"))) == 1


def test_many_exchanges_are_deleted_in_slices_between_which_others_write(
    history: History, history_file: Path
) -> None:
    many = 3_000
    history.add(Kept(numbered(number), Annotation()) for number in range(many))
    keep_up(history)
    thread = threading.Thread(target=history.delete, args=([f"row-{number}" for number in range(many)],))
    with contextlib.closing(History(history_file)) as other:
        thread.start()
        left = list[int]()
        while thread.is_alive():
            other.begin(exchange())
            left.append(other.count() - len(left) - 1)
        thread.join()
        assert other.count() == len(left)
        assert len([number for number in left if 0 < number < many]) > 1
    assert_sound(history_file)
