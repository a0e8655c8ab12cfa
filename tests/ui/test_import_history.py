"""Importing a file of exchanges in front of a real window."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from events_console.domain.annotation import Kept
from events_console.domain.masking import Mask
from events_console.services import exchange_lines, exports
from events_console.services.exports import Form
from events_console.services.history import History
from events_console.ui import import_history
from events_console.ui.tasks import Tasks
from events_console.ui.work_bar import WorkBar
from tests.forms.test_report import accepted, refused, unanswered

FIRST, SECOND, THIRD = (f"00000000-0000-4000-8000-00000000000{number}" for number in (1, 2, 3))
Import = Callable[[Path], QMessageBox]


@pytest.fixture
def work(tasks: Tasks, window: QWidget) -> WorkBar:
    return WorkBar(tasks, window)


@pytest.fixture
def read(history: History, work: WorkBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Import a file, and return what is said."""

    def import_one(path: Path) -> QMessageBox:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        window = work.window()
        import_history.choose(history, work, window)
        qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=10_000)
        return window.findChildren(QMessageBox)[0]

    return import_one


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.jsonl"


def lines(*kept: Kept) -> str:
    return "".join(map(exchange_lines.write, kept))


def test_what_is_new_is_added_and_what_is_here_stays(read: Import, history: History, file: Path) -> None:
    other = replace(accepted(SECOND).exchange, attempts=7)
    history.add([accepted(FIRST), Kept(other)])
    file.write_text(lines(accepted(FIRST), refused(SECOND), unanswered(THIRD)), encoding="utf-8")
    box = read(file)
    assert box.text() == (
        "1 exchange added from some.jsonl. 1 was here already. "
        "1 differs from what is here under the same ID, which stays as it is."
    )
    assert box.icon() is QMessageBox.Icon.Information
    assert history.get(SECOND) == other
    assert history.kept(THIRD) == unanswered(THIRD)


def test_lines_that_hold_nothing_are_named(read: Import, history: History, file: Path) -> None:
    file.write_text(lines(accepted(FIRST)) + "{}\n" * 7, encoding="utf-8")
    box = read(file)
    assert box.text() == "1 exchange added from some.jsonl."
    told = box.informativeText().splitlines()
    assert told[0] == "7 lines could not be read:"
    assert told[1].startswith("Line 2 ")
    assert told[-1] == "2 more lines could not be read."
    assert len(told) == 7
    assert box.icon() is QMessageBox.Icon.Warning
    assert history.count() == 1


def test_a_file_that_cannot_be_read_is_said(history: History, tmp_path: Path) -> None:
    said = import_history.read(history, tmp_path / "none.jsonl", lambda: False)
    assert said == "No such file or directory"


def test_a_cancel_stops_the_reading(history: History, file: Path) -> None:
    file.write_text(lines(accepted(FIRST), refused(SECOND)), encoding="utf-8")
    read = iter([False, True])
    import_history.read(history, file, lambda: next(read))
    assert history.count() == 1


def test_no_file_is_no_import(
    history: History, work: WorkBar, tasks: Tasks, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    import_history.choose(history, work, window)
    assert tasks.wait(5)
    assert not window.findChildren(QMessageBox)


def test_a_file_of_another_kind_is_told_in_one_sentence(
    read: Import, history: History, tmp_path: Path
) -> None:
    file = tmp_path / "tue.har"
    file.write_text("".join(exports.Output([accepted(FIRST)], Form("har", Mask()), "")), encoding="utf-8")
    box = read(file)
    assert box.text() == (
        f"{file} cannot be imported: it is an HTTP Archive (HAR), and only JSON Lines written by history "
        "export can be imported."
    )
    assert box.informativeText() == ""
    assert history.count() == 0
