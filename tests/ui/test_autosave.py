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
        attempts.append(time.monotonic())
        _fail()

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "write_pieces", full)
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


def _open(session: Session, path: Path, user: str = "before") -> Path:
    path.write_text(f'{{"userId": "{user}", "eventList": []}}', encoding="utf-8")
    session.window.document.open_file(str(path))
    return path


def test_the_open_file_follows_each_edit_where_that_is_chosen(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    session = open_window()
    file = _open(session, tmp_path / "mine.json")
    _type(session, "draft only")
    qtbot.waitUntil(lambda: is_in_draft("draft only"), timeout=3000)
    assert "before" in file.read_text()
    session.preferences.choose(autosave=True)
    qtbot.waitUntil(lambda: "draft only" in file.read_text(), timeout=3000)
    qtbot.waitUntil(lambda: not session.window.isWindowModified())
    _type(session, "later")
    assert session.window.isWindowModified()
    qtbot.waitUntil(lambda: "later" in file.read_text(), timeout=3000)
    session.console.undo_stack.undo()
    session.console.undo_stack.undo()
    qtbot.waitUntil(lambda: "before" in file.read_text(), timeout=3000)
    _type(session, "last")
    again = open_window()  # at once
    assert "last" in file.read_text()
    assert not again.window.isWindowModified()


def test_a_file_that_others_changed_is_not_written_unasked_and_that_is_told_once(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    session = open_window()
    session.preferences.choose(autosave=True)
    told: list[str] = []
    session.file_autosave.failed.connect(told.append)
    file = _open(session, tmp_path / "team.json")
    file.write_text("theirs")
    _type(session, "mine")
    box = question(session, qtbot)
    assert box.text().startswith("team.json is not saved by itself: another program has changed it")
    box.close()
    _type(session, "mine too")
    session.file_autosave.save_now()  # as the end of the program does
    assert (file.read_text(), len(told)) == ("theirs", 1)
    session.window.document.save_to(file)
    _type(session, "mine again")
    qtbot.waitUntil(lambda: "mine again" in file.read_text(), timeout=3000)


def test_saving_by_hand_knows_what_was_written_unasked(open_window: Open, tmp_path: Path) -> None:
    session = open_window()
    document = session.window.document
    file = _open(session, tmp_path / "mine.json")
    _type(session, "written")
    due = document.unsaved()
    assert due
    document.write_unasked(due[0], 1)  # of which the window does not know yet
    _type(session, "saved")
    document.save()
    assert "saved" in file.read_text()
    assert not session.window.isWindowModified()


def test_a_thread_that_is_late_does_not_put_an_older_text_back(open_window: Open, tmp_path: Path) -> None:
    session = open_window()
    document = session.window.document
    file = _open(session, tmp_path / "mine.json")
    _type(session, "first")
    first = document.unsaved()
    _type(session, "second")
    second = document.unsaved()
    assert first
    assert second
    assert document.write_unasked(second[0], 2)
    assert document.write_unasked(first[0], 1) is None
    assert "second" in file.read_text()


def test_text_that_is_no_request_and_what_a_table_cannot_say_stay_out_of_the_file(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    session = open_window()
    session.preferences.choose(autosave=True)
    file = _open(session, tmp_path / "mine.json")
    session.console.edit_json("{")
    qtbot.waitUntil(lambda: is_in_draft('"json_text": "{"'), timeout=3000)
    assert session.window.document.unsaved() is None
    session.console.edit_json('{"userId": "mended", "eventList": []}')
    qtbot.waitUntil(lambda: "mended" in file.read_text(), timeout=3000)
    table = tmp_path / "table.csv"
    session.window.document.open_example()
    session.window.document.save_to(table)
    event = session.console.request.event(0).with_member("properties", Object(a=(1,)))
    session.console.edit(session.console.request.with_event(0, event), "Edit")
    before = table.read_text()
    due = session.window.document.unsaved()
    if due:
        assert "a table cannot say" in str(session.window.document.write_unasked(due[0], 1))
    assert table.read_text() == before
