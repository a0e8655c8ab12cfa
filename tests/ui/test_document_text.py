"""Lines of text that are a part of the document."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from events_console.ui.document_text import DocumentText


@pytest.fixture
def editor(qtbot: QtBot) -> DocumentText:
    made = DocumentText()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    made.setFocus()
    return made


@pytest.mark.parametrize("text", ["a\nb\n", "\N{NO-BREAK SPACE}", "one\N{LINE SEPARATOR}two", ""])
def test_the_text_is_what_was_shown(editor: DocumentText, text: str) -> None:
    editor.show_text(text)
    assert editor.exact_text() == text


def test_showing_is_no_edit_and_keeps_the_cursor(editor: DocumentText, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.textChanged):
        editor.show_text("abcdef")
    qtbot.keyClick(editor, Qt.Key.Key_Right)
    editor.show_text("ABCDEF")
    qtbot.keyClicks(editor, "x")
    assert editor.exact_text() == "AxBCDEF"
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    editor.show_text("ab")
    assert editor.textCursor().position() == 2


def test_undo_is_left_to_the_window(editor: DocumentText) -> None:
    for key, taken in ((Qt.Key.Key_Z, False), (Qt.Key.Key_A, True)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
        QApplication.sendEvent(editor, event)
        assert event.isAccepted() == taken


def test_a_menu_that_closes_goes_on_with_the_typing(editor: DocumentText) -> None:
    before = editor.typing
    assert before is not None
    QApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.PopupFocusReason))
    assert editor.typing is before
    QApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert editor.typing is not before
