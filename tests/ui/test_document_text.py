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


LONG = "\N{GRINNING FACE}\N{OBJECT REPLACEMENT CHARACTER}" + "x" * 1_000_000 + "end"


def test_the_middle_of_a_long_line_is_one_sign_and_stays_in_the_text(
    editor: DocumentText, qtbot: QtBot
) -> None:
    text = f"[\n{LONG},\n\ufffc{LONG}\n]"
    editor.show_text(text)
    assert editor.document().characterCount() < 6_000
    assert editor.exact_text() == text
    with qtbot.assertNotEmitted(editor.textChanged):
        editor.show_text(text)
    qtbot.keyClicks(editor, "a")
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor, "b")
    assert editor.exact_text() == f"a{text}b"
    editor.show_text("short")
    assert editor.exact_text() == "short"


def test_what_is_folded_is_copied_pasted_and_removed_with_its_sign(
    editor: DocumentText, qtbot: QtBot
) -> None:
    editor.show_text(f"a\n{LONG}\nb")
    editor.selectAll()
    editor.cut()
    assert editor.exact_text() == ""
    with qtbot.waitSignal(editor.textChanged):
        editor.paste()
    assert editor.exact_text() == f"a\n{LONG}\nb"
    assert editor.document().characterCount() < 6_000
    qtbot.keyClicks(editor, "c")
    editor.setTextCursor(editor.document().find("x" * 100 + "\ufffc"))
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert len(editor.exact_text()) == 2 + 1_000 - 100 + 200 + 3
    assert editor.exact_text().endswith("xxxend\nbc")


def test_text_after_a_fold_is_no_fold(editor: DocumentText) -> None:
    editor.show_text(LONG)
    editor.setTextCursor(editor.document().find("x\ufffc"))
    editor.moveCursor(editor.textCursor().MoveOperation.Right)
    editor.insertPlainText("\ufffcy")
    assert editor.exact_text() == f"{LONG[:-200]}\ufffcy{LONG[-200:]}"
    assert not editor.grab().isNull()


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
