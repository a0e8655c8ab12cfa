"""The draft is on disk soon after each edit, in order; where it cannot be, that is said and tried again."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.domain.json_value import Object
from events_console.services import drafts, replaced
from events_console.ui.session import Session
from tests.ui.windows import Open, is_in_draft, press, question


def _type(session: Session, user: str) -> None:
    session.console.edit(session.console.request.with_field("userId", user), "Edit")


def _fail(*_args: object, **_named: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_draft_is_on_disk_soon_after_each_edit(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    for user in ("qa-1", "qa-2"):
        session.console.edit(session.console.request.with_field("userId", user), "Edit")
        qtbot.waitUntil(partial(is_in_draft, user), timeout=2000)


def test_a_thousand_events_are_on_disk_within_the_promised_time(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    events = [Object(itemId=str(row)) for row in range(1000)]
    session.console.edit(session.console.request.with_events(events), "Fill")
    for user in ("qa-1", "qa-2"):
        _type(session, user)
        qtbot.waitUntil(partial(is_in_draft, user), timeout=2000)


def test_a_long_draft_on_a_slow_disk_is_there_within_the_promised_time(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_window()
    fsync = os.fsync

    def slow(handle: int) -> None:
        time.sleep(0.3)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", slow)
    events = [Object(itemId=str(row)) for row in range(1001)]
    session.console.edit(session.console.request.with_events(events), "Fill")
    for user in ("qa-1", "qa-2"):
        _type(session, user)
        qtbot.waitUntil(partial(is_in_draft, user), timeout=2000)


def test_the_last_words_land_last_however_slow_the_disk_is(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_window()
    begun = threading.Event()
    fsync = os.fsync

    def slow(handle: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            begun.set()
            time.sleep(0.5)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", slow)
    _type(session, "first")
    qtbot.waitUntil(begun.is_set, timeout=3000)
    _type(session, "last")
    assert open_window().console.request.text("userId") == "last"


def test_a_full_disk_is_told_once_and_the_draft_is_saved_as_soon_as_it_is_not(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events_console.ui.autosave._DELAY", 100)
    session = open_window()
    failed: list[str] = []
    saved: list[str] = []
    session.autosave.failed.connect(failed.append)
    session.autosave.saved.connect(saved.append)
    attempts: list[float] = []

    def full(*_args: object) -> None:
        if threading.current_thread() is not threading.main_thread():  # which saves the settings
            attempts.append(time.monotonic())
        _fail()

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        _type(session, "PRECIOUS")
        qtbot.waitUntil(lambda: len(attempts) == 3, timeout=8000)
    assert attempts[2] - attempts[0] > 0.5  # 0.2 and 0.4, each after twice the time of the one before
    assert "No space left on device" in question(session, qtbot).text()
    qtbot.waitUntil(lambda: is_in_draft("PRECIOUS"), timeout=8000)
    qtbot.waitUntil(lambda: saved == ["The draft is saved again."])
    assert len(failed) == 1


def test_a_window_whose_draft_cannot_be_saved_closes_only_after_asking(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_window()
    _type(session, "PRECIOUS")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _fail)
        session.window.close()
        box = question(session, qtbot)
        assert "loses what was typed" in box.informativeText()
        press(box, "Cancel", qtbot)
        assert session.window.isVisible()
        session.window.close()
        press(question(session, qtbot), "Close all the same", qtbot)
        assert not session.window.isVisible()


def test_a_window_that_was_not_edited_leaves_no_draft(open_window: Open) -> None:
    open_window().window.close()
    assert not paths.draft_file().exists()


def _make_folder(path: Path) -> None:
    path.mkdir(parents=True)


def _make_nonsense(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{", encoding="utf-8")


@pytest.mark.parametrize("file", [paths.draft_file, paths.settings_file])
@pytest.mark.parametrize(
    ("spoil", "words"), [(_make_folder, "cannot be read"), (_make_nonsense, "is damaged; it is kept as")]
)
def test_what_cannot_be_read_at_the_start_is_said_and_not_overwritten(
    file: Callable[[], Path],
    spoil: Callable[[Path], None],
    words: str,
    open_window: Open,
    qtbot: QtBot,
) -> None:
    spoil(file())
    session = open_window()
    box = question(session, qtbot)
    assert words in box.text()
    assert str(file()) in box.text()
    box.close()
    _type(session, "typed")
    session.window.close()
    assert any(
        "typed" in one.read_text() for one in paths.draft_file().parent.glob("draft*.json") if one.is_file()
    )
    if spoil is _make_folder:
        assert file().is_dir()
    else:
        (aside,) = file().parent.glob(f"{file().name}.*.damaged")
        assert aside.read_text(encoding="utf-8") == "{"


OTHER_WINDOW = """
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QTimer
from events_console.ui.session import Session
app = QApplication([])
session = Session(app)
session.show(None)
session.console.edit(session.console.request.with_field("userId", "other"), "Edit")
session.autosave.saved.connect(lambda _: print("saved", flush=True))
app.exec()
"""


def test_two_windows_keep_two_drafts_and_the_one_that_crashed_is_brought_back(
    open_window: Open, qtbot: QtBot, console_home: Path
) -> None:
    with subprocess.Popen([sys.executable, "-c", OTHER_WINDOW], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "saved\n"
        session = open_window()
        assert "Another window is open" in session.window.statusBar().currentMessage()
        assert session.console.request.text("userId") != "other"
        _type(session, "mine")
        qtbot.waitUntil((console_home / "draft-2.json").exists)
        other.kill()
    assert is_in_draft("other")
    again = open_window()
    assert again.console.request.text("userId") == "other"
    words = "The request of another window is kept"
    qtbot.waitUntil(lambda: words in again.window.statusBar().currentMessage())
    assert [
        draft.request.text("userId")
        for entry in replaced.listed(paths.replaced_drafts())
        if (draft := drafts.load(entry.path))
    ] == ["mine"]
    assert not (console_home / "draft-2.json").exists()
