"""A table of many events in the window: opened, looked at, saved, and kept when another takes its place."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.services import drafts, replaced
from events_console.services.drafts import Draft
from events_console.ui.console import Console
from events_console.ui.main_window import MainWindow
from events_console.ui.tasks import Tasks

HEAD = "USER_ID,SESSION_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,TRACKING_ID\n"
WIRE, CODE = 2, 3


@pytest.fixture
def window(console: Console, tasks: Tasks, qtbot: QtBot) -> MainWindow:
    made = MainWindow(console, tasks)
    qtbot.addWidget(made)
    made.complete()
    made.document.resume(Draft(console.request, edited=False))
    made.show()
    return made


def _file(path: Path, count: int) -> Path:
    rows = (f"u{n % 7},s{n % 7},i{n},{1_790_000_000 + n},View,t\n" for n in range(count))
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def _open(window: MainWindow, path: Path, count: int, qtbot: QtBot) -> None:
    window.document.open_file(str(path))
    qtbot.waitUntil(lambda: len(window.console.request.events) == count and window.console.checked)


@pytest.mark.parametrize("count", [12, 8_000])
def test_a_table_is_opened_as_one_document_that_says_what_it_is_sent_as(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, count: int
) -> None:
    _open(window, _file(tmp_path / "data.csv", count), count, qtbot)
    requests = 7 if count == 12 else 7 * 115  # of 1,142 or 1,143 events each
    assert f"{count:,} events of 7 users; sent as {requests:,} requests." in window.compose.notes.text()
    assert window.windowTitle().startswith("data.csv[*]")
    assert not window.isWindowModified()
    assert window.console.request.event(11)["sentAt"] == 1_790_000_011


def test_a_table_from_the_clipboard_is_no_file(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(_file(tmp_path / "data.csv", 12).read_text())
    window.reader.paste()
    qtbot.waitUntil(lambda: len(window.console.request.events) == 12)
    assert "data.csv" not in window.windowTitle()
    assert "12 events of 7 users" in window.compose.notes.text()


@pytest.mark.parametrize("count", [12, 2_000])
def test_saving_writes_the_table_again_or_json_that_opens_as_the_same(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, count: int
) -> None:
    path = _file(tmp_path / "data.csv", count)
    _open(window, path, count, qtbot)
    mended = window.console.request.event(3).with_member("eventType", "Purchase")
    window.console.edit(window.console.request.with_event(3, mended), "Edit")
    assert window.isWindowModified()
    window.document.save()
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert path.read_text().splitlines()[4] == "u3,i3,1790000003,Purchase,s3,t"
    before = window.console.request
    window.document.save_to(tmp_path / "data.json")
    qtbot.waitUntil(lambda: window.windowTitle().startswith("data.json"))
    window.document.new_request()
    qtbot.waitUntil(lambda: len(window.console.request.events) == 1)
    _open(window, tmp_path / "data.json", count, qtbot)
    assert window.console.request.is_same(before)


def test_what_a_table_cannot_say_is_told_and_stays_unsaved(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = window.console.request
    window.console.edit(request.with_event(0, request.event(0).with_member("colour", ("red",))), "Edit")
    answer = (str(tmp_path / "mine"), "Item interactions (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    window.document.save_as()
    assert (tmp_path / "mine.csv").read_text().startswith("USER_ID,")
    assert "would be different" in window.compose.notes.text()
    assert window.isWindowModified()


def test_json_that_is_no_request_yet_is_no_table(window: MainWindow, tmp_path: Path) -> None:
    window.console.edit_json("{")
    window.document.save_to(tmp_path / "mine.csv")
    assert not (tmp_path / "mine.csv").exists()


def test_a_long_document_is_kept_before_another_takes_its_place(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    _open(window, _file(tmp_path / "data.csv", 2_000), 2_000, qtbot)
    window.console.edit(window.console.request.with_field("trackingId", "mine"), "Edit")
    window.document.new_request()
    window.console.edit(window.console.request.with_field("trackingId", "typed meanwhile"), "Edit")
    qtbot.waitUntil(lambda: len(window.console.request.events) == 1)
    kept = [drafts.load(entry.path) for entry in replaced.listed(paths.replaced_drafts())]
    assert next(draft.request.text("trackingId") for draft in kept if draft) == "typed meanwhile"


def test_wire_code_and_copies_are_of_the_request_of_the_current_event(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    _open(window, _file(tmp_path / "data.csv", 12), 12, qtbot)
    window.compose.go_to("/eventList/9/itemId")
    said = "The request that event 10 is sent in: 2 of 12 events."
    window.compose.show_view(CODE)
    assert said in window.compose.code.notes()
    assert "--session-id s2" in window.compose.code.editor.toPlainText()
    assert "i9" in window.compose.code.editor.toPlainText()
    window.compose.show_view(WIRE)
    qtbot.waitUntil(lambda: '"sessionId": "s2"' in window.compose.wire.editor.toPlainText())
    assert said in window.compose.wire.caption
    menu = next(each for each in window.findChildren(QMenu) if each.title() == "Copy re&quest as")
    next(each for each in menu.actions() if each.text() == "AWS CLI").trigger()
    assert "--session-id s2" in QGuiApplication.clipboard().text()
    assert said in window.statusBar().currentMessage()
