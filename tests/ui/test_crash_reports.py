"""What a person is told when the program itself goes wrong."""

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from events_console.services.crash import Crashes
from events_console.ui.crash_reports import CrashDialog, CrashReports
from events_console.ui.exchange_text import full_time


@pytest.fixture
def crashes(tmp_path: Path) -> Crashes:
    return Crashes(tmp_path / "crashes")


@pytest.fixture
def reports(crashes: Crashes, window: QWidget) -> CrashReports:
    return CrashReports(crashes, window)


def boxes(window: QWidget) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def told(window: QWidget, qtbot: QtBot) -> QMessageBox:
    qtbot.waitUntil(lambda: bool(boxes(window)))
    return boxes(window)[0]


def dialog(window: QWidget, qtbot: QtBot) -> CrashDialog:
    def found() -> list[CrashDialog]:
        return [each for each in window.findChildren(CrashDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def press(box: QMessageBox, text: str) -> None:
    next(button for button in box.buttons() if button.text().replace("&", "") == text).click()


def test_an_error_of_any_thread_is_told_once_with_its_report(
    reports: CrashReports, crashes: Crashes, window: QWidget, qtbot: QtBot
) -> None:
    for _ in range(3):
        thread = threading.Thread(target=reports.report, args=(KeyError("canary-4711"),))
        thread.start()
        thread.join()
    box = told(window, qtbot)
    assert "Something went wrong" in box.text()
    assert len(boxes(window)) == 1
    assert len(crashes.reports()) == 3
    press(box, "Show report…")
    shown = dialog(window, qtbot)
    assert shown.choice.count() == 3
    assert "KeyError" in shown.text.toPlainText()
    assert "canary" not in shown.text.toPlainText()
    qtbot.waitUntil(lambda: not boxes(window))
    reports.report(ValueError("later"))
    assert told(window, qtbot).isVisible()


def test_an_error_without_a_place_for_its_report_is_told_all_the_same(
    tmp_path: Path, window: QWidget, qtbot: QtBot
) -> None:
    (tmp_path / "crashes").write_text("a file in the way")
    CrashReports(Crashes(tmp_path / "crashes"), window).report(KeyError())
    box = told(window, qtbot)
    assert "could not be written" in box.informativeText()
    assert [button.text().replace("&", "") for button in box.buttons()] == ["Close"]


def test_an_earlier_crash_is_told_of(
    reports: CrashReports, crashes: Crashes, window: QWidget, qtbot: QtBot
) -> None:
    reports.tell_of_earlier(())
    assert boxes(window) == []
    crashes.folder.mkdir()
    (crashes.folder / "running-1.txt").write_text('Fatal Python error\n  File "/x/y.py", line 1 in f\n')
    reports.tell_of_earlier(crashes.collect())
    assert "crashed when" in told(window, qtbot).text()


def test_reports_are_read_and_deleted_one_by_one(
    reports: CrashReports, crashes: Crashes, window: QWidget, qtbot: QtBot
) -> None:
    for error in (ValueError("first"), LookupError("second")):
        crashes.write(error)
    (crashes.folder / "crash-of-another-kind.txt").write_text("not ours")
    reports.show()
    shown = dialog(window, qtbot)
    assert shown.choice.currentText() == "crash-of-another-kind"
    shown.delete.click()
    assert "LookupError" in shown.text.toPlainText()
    newest = crashes.reports()[0]
    assert shown.choice.currentText() == full_time(newest.stat().st_mtime)
    assert shown.choice.toolTip() == newest.name
    shown.choice.setCurrentIndex(1)
    assert "ValueError" in shown.text.toPlainText()
    shown.delete.click()
    assert "LookupError" in shown.text.toPlainText()
    shown.delete.click()
    assert crashes.reports() == ()
    assert "no reports" in shown.text.toPlainText()
    assert not shown.copy.isEnabled()
    shown.reject()
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(CrashDialog)))
