"""A restart, also after a crash, brings back what was selected and shown."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.windows import Open


def test_what_was_selected_and_shown_comes_back(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    window = session.window
    with qtbot.waitSignal(session.console.settled, timeout=10_000) as signal:
        window.send()
    table = window.compose.table
    table.setCurrentIndex(table.table.index(2, 3))
    window.history.search.search("outcome:accepted")
    window.actions_.panes[1].trigger()
    again = open_window()
    place = again.window.compose.table.currentIndex()
    assert (place.row(), place.column()) == (2, 3)
    assert again.window.history.line.text() == "outcome:accepted"
    assert not again.window.problems.isVisible()
    assert not again.window.actions_.panes[1].isChecked()
    response = again.window.response
    qtbot.waitUntil(lambda: response.shown is not None and response.shown.id == signal.args[0].id)
    view = again.window.history.view
    qtbot.waitUntil(lambda: view.count_selected() == 1)
    third = open_window()  # nothing is lost where nothing was touched
    qtbot.waitUntil(lambda: third.window.response.shown is not None)
    assert third.window.history.line.text() == "outcome:accepted"


def test_the_history_stays_hidden_only_where_a_person_has_hidden_it(open_window: Open) -> None:
    session = open_window()
    session.window.resize(1360, 700)
    history = session.window.actions_.panes[0]
    before = history.isChecked()
    history.trigger()
    again = open_window()
    assert again.window.actions_.panes[0].isChecked() is not before
    assert again.window.history.isHidden() is before


def test_a_file_that_is_named_is_not_scrolled_to_where_the_draft_was(
    open_window: Open, tmp_path: Path
) -> None:
    session = open_window()
    table = session.window.compose.table
    table.setCurrentIndex(table.table.index(1, 2))
    file = tmp_path / "other.json"
    file.write_text('{"eventList": [{}, {}, {}]}')
    place = open_window(str(file)).window.compose.table.currentIndex()
    assert (place.row(), place.column()) == (0, 0)


CRASHING = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from events_console import paths
from events_console.services import settings
from events_console.ui.session import Session
app = QApplication([])
session = Session(app)
session.show(None)
def go():
    window = session.window
    if not hasattr(window, "history"):
        return
    window.compose.table.setCurrentIndex(window.compose.table.table.index(1, 1))
    window.history.search.search("crash")
    window.document.open_file(sys.argv[1])
    session.console.edit(session.console.request.with_field("userId", "edited"), "Edit")
    ticks.stop()
    wait.start()
def look():
    draft, kept = paths.draft_file(), paths.settings_file()
    if draft.exists() and "edited" in draft.read_text() and kept.exists() and "crash" in kept.read_text():
        os._exit(9)
ticks, wait = QTimer(interval=50), QTimer(interval=50)
ticks.timeout.connect(go); wait.timeout.connect(look)
ticks.start()
app.exec()
"""


def test_a_crash_costs_neither_file_nor_edit_nor_search(open_window: Open, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text('{"userId": "before", "eventList": [{}, {}]}')
    ended = subprocess.run([sys.executable, "-c", CRASHING, str(file)], timeout=60, check=False)
    assert ended.returncode == 9
    session = open_window()
    assert session.console.request.text("userId") == "edited"
    assert session.window.windowTitle().startswith("mine.json[*]")
    assert session.window.isWindowModified()
    assert session.window.history.line.text() == "crash"


@pytest.mark.parametrize(
    "kept",
    [
        {"row": "9" * 5000},
        {"row": "9" * 30, "column": "-1"},
        {"view": "999999999999"},
        {"view": "²", "row": "٣"},
        {"geometry": "\ud800", "sides": "x,y,z", "columns": "AAAA", "centre": "é"},
        {"sides": "99999999999,1,0"},
        {"panes": "zzzz", "code": "\0", "search": "\ud800", "exchange": "\0"},
    ],
    ids=str,
)
def test_a_window_opens_whatever_stands_in_its_settings(
    open_window: Open, kept: dict[str, str], console_home: Path
) -> None:
    console_home.mkdir()
    (console_home / "settings.json").write_text(json.dumps({"guided": True, "window": kept}))
    assert open_window().window.isVisible()
