"""Reports of what goes wrong in the program itself: they name places and versions, and nobody's data."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from events_console import __version__
from events_console.services import crash
from events_console.services.crash import Crashes

KEY, SECRET, TOKEN = (
    "AKIACANARY0000000001",
    "canarySecret/abcdefghijklmnopqrstuvwx+12",
    "FwoGZXIvYXdzEXAMPLECANARY==",
)
ITEM = "sku-4711"


@pytest.fixture
def crashes(tmp_path: Path) -> Crashes:
    return Crashes(tmp_path / "crashes")


@pytest.fixture
def _hooks_come_back() -> Iterator[None]:
    kept = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = kept


def broken(error: Exception) -> Exception:
    with pytest.raises(type(error)) as raised:
        raise error
    return raised.value


def test_a_report_says_where_and_with_what(crashes: Crashes) -> None:
    with pytest.raises(ValueError, match="empty") as caught:
        raise ValueError("the list is empty")
    written = crashes.write(caught.value)
    assert written is not None
    text = written.read_text(encoding="utf-8")
    assert f"Events Console {__version__}" in text
    assert "test_crash.py, line" in text
    assert "in test_a_report_says_where_and_with_what" in text
    assert "ValueError: the list is empty" in text
    assert crashes.reports() == (written,)


@pytest.mark.parametrize(
    "said",
    [
        f"no item {ITEM}",
        f"'{ITEM}'",
        f"“a b {ITEM}”",
        f"signed with {KEY}",
        f"secret {SECRET} refused",
        f"X-Amz-Security-Token: {TOKEN}",
        f"{{'userId': 'ada', 'itemId': '{ITEM}'}}",
        "account 123456789012 of ada@example.com",
        "cannot open /srv/ada/plans/secret.json",
        "user ada is not known",
        "bad 'ada plans",
        "can't parse O'Brien ada",
        "cannot connect to db.plans.corp",
    ],
)
def test_what_an_error_quotes_is_taken_out(crashes: Crashes, said: str) -> None:
    written = crashes.write(broken(RuntimeError(said)))
    assert written is not None
    text = written.read_text(encoding="utf-8")
    told = text.partition("RuntimeError:")[2]
    for secret in (ITEM, KEY, SECRET, TOKEN, "ada", "123456789012", "plans"):
        assert secret not in told
    assert "RuntimeError" in text


def test_a_name_of_the_program_is_told(crashes: Crashes) -> None:
    with pytest.raises(AttributeError) as caught:
        crashes.no_such_thing  # type: ignore[attr-defined]  # noqa: B018  # the fault
    written = crashes.write(caught.value)
    assert written is not None
    assert "AttributeError: the name no_such_thing of the program" in written.read_text(encoding="utf-8")


def test_a_report_holds_no_value_of_a_variable_and_no_path_of_the_person(crashes: Crashes) -> None:
    def handle(session_key: str) -> None:
        raise LookupError(len(session_key))

    with pytest.raises(LookupError) as caught:
        handle(SECRET)
    written = crashes.write(caught.value)
    assert written is not None
    text = written.read_text(encoding="utf-8")
    assert SECRET not in text
    assert str(Path(__file__).parent) not in text
    assert "in handle" in text


def test_a_cause_is_told_first(crashes: Crashes) -> None:
    error = RuntimeError("second")
    error.__cause__ = broken(KeyError("first"))
    written = crashes.write(error)
    assert written is not None
    text = written.read_text(encoding="utf-8")
    assert text.index("KeyError") < text.index("RuntimeError")


class Unspeakable(Exception):  # noqa: N818  # what it is
    """An error that is broken itself."""

    def __str__(self) -> str:
        raise ValueError

    def __eq__(self, other: object) -> bool:
        raise ValueError

    __hash__ = None  # type: ignore[assignment]  # as its equality


def test_an_error_that_is_broken_itself_is_told_all_the_same(crashes: Crashes) -> None:
    error = broken(Unspeakable())
    error.__cause__ = broken(Unspeakable())
    for each in (error, broken(ValueError("\ud800 half")), broken(KeyError("x" * 10**6))):
        written = crashes.write(each)
        assert written is not None
        assert type(each).__name__ in written.read_text(encoding="utf-8")


def test_each_error_of_a_group_is_told(crashes: Crashes) -> None:
    group = ExceptionGroup("ada and others", [broken(KeyError("ada")), broken(ValueError("ada"))])
    written = crashes.write(broken(group))
    assert written is not None
    text = written.read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "ValueError" in text
    assert "ada" not in text


def test_a_long_account_of_a_break_is_cut(crashes: Crashes) -> None:
    crashes.folder.mkdir()
    (crashes.folder / "running-1.txt").write_text("Fatal\n" * 10**6)
    (report,) = crashes.collect()
    assert report.stat().st_size < 300_000


@pytest.mark.usefixtures("_hooks_come_back")
def test_the_end_of_a_thread_is_no_fault() -> None:
    told: list[BaseException] = []
    crash.install(told.append)
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    assert told == []


@pytest.mark.usefixtures("_hooks_come_back")
def test_errors_of_every_thread_are_told() -> None:
    told: list[BaseException] = []
    crash.install(told.append)
    error = broken(ValueError("here"))
    sys.excepthook(type(error), error, error.__traceback__)

    def work() -> None:
        raise KeyError

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert [type(each) for each in told] == [ValueError, KeyError]


@pytest.mark.usefixtures("_hooks_come_back")
def test_an_interruption_is_no_crash(capsys: pytest.CaptureFixture[str]) -> None:
    told: list[BaseException] = []
    crash.install(told.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


PROGRAM = """
import ctypes, os, sys
from pathlib import Path
from events_console.services.crash import Crashes
crashes = Crashes(Path(sys.argv[1]))
crashes.watch()
def fall_over():
    {how}
fall_over()
crashes.end()
"""


def run(crashes: Crashes, how: str) -> int:
    program = PROGRAM.format(how=how)
    done = subprocess.run(
        [sys.executable, "-c", program, str(crashes.folder)], check=False, capture_output=True
    )
    return done.returncode


def test_a_process_that_breaks_leaves_a_report(crashes: Crashes) -> None:
    assert run(crashes, "ctypes.string_at(0)") != 0
    (report,) = crashes.collect()
    text = report.read_text(encoding="utf-8")
    assert "Segmentation fault" in text
    assert "in fall_over" in text
    assert str(Path(sys.prefix)) not in text
    assert crashes.collect() == ()
    assert crashes.reports() == (report,)


@pytest.mark.parametrize("how", ["pass", "os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_an_end_that_is_no_fault_leaves_none(crashes: Crashes, how: str) -> None:
    run(crashes, how)
    assert crashes.collect() == ()
    assert crashes.reports() == ()
    assert [*crashes.folder.iterdir()] == []


def test_a_process_that_runs_is_left_alone(crashes: Crashes) -> None:
    crashes.watch()
    try:
        assert Crashes(crashes.folder).collect() == ()
        assert (crashes.folder / f"running-{os.getpid()}.txt").exists()
    finally:
        crashes.end()
    assert [*crashes.folder.iterdir()] == []


def test_old_reports_make_room(crashes: Crashes) -> None:
    for _ in range(25):
        crashes.write(broken(ValueError("again")))
    assert len(crashes.reports()) == 20


def test_reports_are_for_their_owner_alone_and_can_be_deleted(crashes: Crashes) -> None:
    written = crashes.write(broken(ValueError("x")))
    assert written is not None
    assert written.stat().st_mode & 0o077 == 0
    crashes.delete(crashes.reports())
    assert crashes.reports() == ()


def test_where_nothing_can_be_written_nothing_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "crashes").write_text("a file in the way")
    crashes = Crashes(tmp_path / "crashes")
    crashes.watch()
    assert crashes.write(broken(ValueError("x"))) is None
    crashes.end()
