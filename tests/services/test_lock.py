"""A lock between programs: one holder at a time, and none once it has ended."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from events_console.services.lock import Lock, is_held

HOLDER = """
import sys
from pathlib import Path
from events_console.services.lock import Lock
lock = Lock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.lock"


def test_a_lock_has_one_holder_and_goes_with_it(path: Path) -> None:
    with Lock(path):
        assert is_held(path)
        with pytest.raises(TimeoutError):
            Lock(path)
        assert path.exists()
    assert not path.exists()
    assert not is_held(path)
    assert not path.exists()


def test_a_lock_is_waited_for(path: Path) -> None:
    held = Lock(path)
    threading.Timer(0.05, held.release).start()
    began = time.monotonic()
    with Lock(path, seconds=30):
        assert time.monotonic() - began >= 0.04


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_a_killed_holder_holds_nothing(path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        assert is_held(path)
        holder.kill()
    assert path.exists()
    assert not is_held(path)
    assert not path.exists()


def test_however_many_want_it_they_never_hold_it_together(path: Path) -> None:
    within: list[int] = []
    most: list[int] = []

    def work() -> None:
        for _ in range(100):
            with Lock(path, seconds=30):
                within.append(1)
                time.sleep(0)
                most.append(len(within))
                within.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 400


def test_a_place_where_no_file_can_be_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Lock(tmp_path / "missing" / "a.lock")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_a_file_that_was_removed_locks_out_nobody(path: Path) -> None:
    first = Lock(path)
    path.unlink()
    with Lock(path):
        first.release()
        assert is_held(path)
