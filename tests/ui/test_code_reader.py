"""Pasting, dropping and opening requests in any form."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from events_console.services.drafts import Draft
from events_console.ui.console import Console
from events_console.ui.main_window import MainWindow
from events_console.ui.paste_dialog import PasteDialog
from events_console.ui.tasks import Tasks

COMMAND = (
    "aws personalize-events put-events --region eu-west-1 --tracking-id T1 --session-id S1 "
    """--event-list '[{"eventType": "View", "sentAt": 1700000000, "itemId": "I1"}]'"""
)
SLOW = "trackingId: t\nsessionId: slow\neventList:\n" + "".join(
    f"- {{eventType: View, sentAt: {second}, itemId: i}}\n" for second in range(3_000)
)
TWO = f"{COMMAND}\n{COMMAND.replace('S1', 'S2')}\n"


@pytest.fixture
def window(console: Console, tasks: Tasks, qtbot: QtBot) -> MainWindow:
    made = MainWindow(console, tasks)
    qtbot.addWidget(made)
    made.complete()
    made.document.resume(Draft(console.request, edited=False))
    made.show()
    qtbot.waitActive(made)
    return made


def _paste(window: MainWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.reader.paste()


def _dialog(window: MainWindow, qtbot: QtBot) -> PasteDialog:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(PasteDialog)))
    return window.findChildren(PasteDialog)[-1]


def _session(window: MainWindow) -> str:
    return window.console.request.text("sessionId")


def test_a_pasted_command_line_is_taken_with_its_notes_beside_it(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(COMMAND)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.compose.table, Qt.Key.Key_V, modifiers)
    qtbot.waitUntil(lambda: _session(window) == "S1")
    assert "eu-west-1" in window.compose.notes.text()
    window.console.undo_stack.undo()
    assert _session(window) == "qa-first-steps"


def test_of_several_requests_one_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    _paste(window, TWO)
    dialog = _dialog(window, qtbot)
    assert dialog.list.count() == 2
    assert "S2" in dialog.list.item(1).text()
    dialog.list.setCurrentRow(1)
    assert "eu-west-1" in dialog.notes.text()
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert _session(window) == "S2"


def test_what_cannot_be_read_is_said_and_can_be_mended_there(window: MainWindow, qtbot: QtBot) -> None:
    _paste(window, COMMAND.replace("}]'", "]'"))
    dialog = _dialog(window, qtbot)
    assert "✕" in dialog.verdict.text()
    assert not dialog.open_button.isEnabled()
    assert _session(window) == "qa-first-steps"
    dialog.editor.setPlainText(COMMAND)
    qtbot.waitUntil(dialog.open_button.isEnabled)
    assert dialog.verdict.text() == "✓ AWS CLI: 1 request"
    dialog.accept()
    assert _session(window) == "S1"


def test_nothing_is_opened_that_is_no_longer_in_the_text(window: MainWindow, qtbot: QtBot) -> None:
    _paste(window, TWO)
    dialog = _dialog(window, qtbot)
    dialog.editor.setPlainText(COMMAND.replace("S1", "changed"))
    assert not dialog.open_button.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.open_button.isEnabled)
    dialog.accept()
    assert _session(window) == "changed"


def test_a_dialog_may_close_while_it_reads(window: MainWindow, tasks: Tasks, qtbot: QtBot) -> None:
    _paste(window, TWO)
    dialog = _dialog(window, qtbot)
    dialog.editor.setPlainText(SLOW)
    dialog.form.setCurrentIndex(dialog.form.findText("YAML"))
    dialog.reject()
    assert tasks.wait(10)
    qtbot.waitUntil(lambda: not window.findChildren(PasteDialog))
    assert _session(window) == "qa-first-steps"


def test_the_latest_paste_counts(window: MainWindow, tasks: Tasks, qtbot: QtBot) -> None:
    _paste(window, SLOW)
    _paste(window, COMMAND)
    qtbot.waitUntil(lambda: _session(window) == "S1")
    assert tasks.wait(10)
    qtbot.wait(50)
    assert _session(window) == "S1"


def test_a_very_long_line_is_shown_in_part(window: MainWindow, qtbot: QtBot) -> None:
    long = json.dumps({"trackingId": "t", "sessionId": "s8", "note": "x" * 200_000})
    _paste(window, f"{COMMAND}\n{COMMAND} # {long}")
    dialog = _dialog(window, qtbot)
    assert dialog.editor.isReadOnly()
    assert max(map(len, dialog.editor.toPlainText().splitlines())) < 5_000
    assert dialog.list.count() == 2


def test_an_empty_clipboard_opens_an_empty_dialog(window: MainWindow, qtbot: QtBot) -> None:
    _paste(window, "")
    dialog = _dialog(window, qtbot)
    assert (dialog.verdict.text(), dialog.editor.toPlainText()) == ("", "")
    dialog.reject()


def test_the_form_can_be_chosen(window: MainWindow, qtbot: QtBot) -> None:
    _paste(window, "nothing of the kind")
    dialog = _dialog(window, qtbot)
    dialog.form.setCurrentIndex(dialog.form.findText("JSON"))
    qtbot.waitUntil(lambda: "line 1, column 1" in dialog.verdict.text().lower())
    dialog.reject()


def test_notes_can_be_dismissed_and_go_with_the_next_request(window: MainWindow, qtbot: QtBot) -> None:
    _paste(window, COMMAND)
    qtbot.waitUntil(lambda: bool(window.compose.notes.text()))
    _paste(window, json.dumps({"trackingId": "t", "sessionId": "s9", "eventList": []}))
    qtbot.waitUntil(lambda: _session(window) == "s9")
    assert window.compose.notes.isHidden()


def test_every_note_can_be_read(window: MainWindow, qtbot: QtBot) -> None:
    banner = window.compose.notes
    notes = tuple(
        f"Note number {number}, which is long enough to take more than a line. " * 2 for number in range(20)
    )
    banner.show_notes("Read as R", notes)
    (more,) = (one for one in banner.findChildren(QPushButton) if one.text() == "Show all")
    assert notes[-1] not in banner.text()
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    (area,) = banner.findChildren(QScrollArea)
    text = banner.findChildren(QLabel)[-1]
    assert text is area.widget()
    assert notes[-1] in banner.text()
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()))
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert text.visibleRegion().boundingRect().bottom() == text.rect().bottom()
    assert banner.height() < 160


def _drop(target: QWidget, data: QMimeData) -> bool:
    """Drop ``data`` on ``target`` as the window system does; return whether it was taken."""
    middle, action = QPoint(20, 20), Qt.DropAction.CopyAction
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(middle, action, data, left, none)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(QPointF(middle), action, data, left, none)
    QApplication.sendEvent(target, drop)
    return drop.isAccepted()


def test_files_and_text_can_be_dropped(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    text_before = window.compose.json.editor.toPlainText()
    targets = (window.compose.json.editor.viewport(), window.compose.form.edits["userId"], window)
    for number, target in enumerate(targets):  # an editor would insert the name of the file
        file = tmp_path / f"{number}.sh"
        file.write_text(COMMAND.replace("S1", f"dropped-{number}"))
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        assert _drop(target, data)
        wanted = f"dropped-{number}"
        qtbot.waitUntil(lambda: _session(window) == wanted)  # noqa: B023  # called at once
    for _ in targets:
        window.console.undo_stack.undo()
    assert window.compose.json.editor.toPlainText() == text_before
    text = QMimeData()
    text.setText(COMMAND.replace("S1", "S5"))
    assert _drop(window, text)
    qtbot.waitUntil(lambda: _session(window) == "S5")


def test_a_file_of_code_is_read_and_never_written_over(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "request.sh"
    file.write_text(COMMAND)
    window.document.open_file(str(file))
    qtbot.waitUntil(lambda: _session(window) == "S1")
    assert window.document.draft().file is None
    assert file.read_text() == COMMAND


def test_the_request_is_copied_from_the_menu_in_any_form(window: MainWindow) -> None:
    copy = next(menu for menu in window.findChildren(QMenu) if menu.title() == "Copy re&quest as")
    next(action for action in copy.actions() if action.text() == "Python (boto3)").trigger()
    assert "put_events(" in QGuiApplication.clipboard().text()
