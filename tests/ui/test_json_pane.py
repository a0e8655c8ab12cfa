"""The JSON view and the document, each following the other."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from events_console.forms import json_request
from events_console.services.drafts import Draft
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.json_pane import JsonPane


@pytest.fixture
def pane(console: Console, qtbot: QtBot) -> JsonPane:
    made = JsonPane(console)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    made.editor.setFocus()
    return made


def _find(pane: JsonPane, text: str) -> None:
    cursor = pane.editor.document().find(text)
    cursor.setPosition(cursor.selectionEnd())
    pane.editor.setTextCursor(cursor)


def test_it_shows_the_document_and_follows_edits_elsewhere(pane: JsonPane, console: Console) -> None:
    assert pane.editor.toPlainText() == json_request.write(console.request)
    console.edit(console.request.with_field("userId", "someone else"), "Edit")
    assert '"someone else"' in pane.editor.toPlainText()


def test_typing_changes_the_document_and_not_the_text_around_it(
    pane: JsonPane, console: Console, qtbot: QtBot
) -> None:
    text = pane.editor.toPlainText().replace('  "userId"', '      "userId"')
    pane.editor.setPlainText(text)
    _find(pane, '"812')
    qtbot.keyClicks(pane.editor, "9")
    assert console.request.root["userId"] == "81290125224640029423"
    assert pane.editor.toPlainText() == text.replace('"812', '"8129')


def test_text_that_is_no_json_is_kept_with_its_place_and_can_be_discarded(
    pane: JsonPane, console: Console, qtbot: QtBot
) -> None:
    before = console.request
    _find(pane, '"qa-first-steps"')
    qtbot.keyClick(pane.editor, Qt.Key.Key_Backspace)
    assert console.request is before
    assert console.json_text == pane.editor.toPlainText()
    assert pane.trouble().startswith("✕ Line 4, column")
    pane.editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(pane.editor, Qt.Key.Key_Space)
    assert console.request is before
    pane.discard()
    assert pane.trouble() == ""
    assert pane.editor.toPlainText() == json_request.write(before)
    assert console.draft() == Draft(before)


def test_typing_keeps_every_character_that_qt_would_make_another_of(
    pane: JsonPane, console: Console, qtbot: QtBot
) -> None:
    odd = "a\u00a0b\u2028c\u2029d\ufdd0e\ufdd1f\ufffcg\x7fh\r\n\ti"
    console.edit(console.request.with_field("userId", odd), "Paste")
    _find(pane, '"qa-first')
    qtbot.keyClicks(pane.editor, "X")
    assert console.request.root["sessionId"] == "qa-firstX-steps"
    assert console.request.root["userId"] == odd


def test_undo_goes_back_over_unreadable_text_too(pane: JsonPane, console: Console, qtbot: QtBot) -> None:
    whole = pane.editor.toPlainText()
    _find(pane, '"qa-first-steps"')
    qtbot.keyClicks(pane.editor, "oops")
    console.undo_stack.undo()
    assert pane.editor.toPlainText() == whole
    assert console.json_text is None


def test_a_hidden_view_catches_up_when_it_is_shown(pane: JsonPane, console: Console) -> None:
    pane.hide()
    console.edit(console.request.with_field("userId", "later"), "Edit")
    pane.show()
    assert '"later"' in pane.editor.toPlainText()


def test_colours_are_for_what_is_on_screen_and_change_no_document(
    pane: JsonPane, console: Console, qtbot: QtBot
) -> None:
    pane.hide()
    console.edit(console.request.with_events([console.request.event(0)] * 300), "Fill")
    request = console.request
    pane.show()
    qtbot.waitExposed(pane)

    def coloured(line: int) -> bool:
        return bool(pane.editor.document().findBlockByNumber(line).layout().formats())

    lines = pane.editor.toPlainText().split("\n")
    last = max(number for number, line in enumerate(lines) if ":" in line)
    qtbot.waitUntil(lambda: coloured(1))
    assert not coloured(last)
    with qtbot.assertNotEmitted(pane.editor.textChanged):
        pane.editor.moveCursor(QTextCursor.MoveOperation.End)
        qtbot.waitUntil(lambda: coloured(last))
    qtbot.keyClick(pane.editor, Qt.Key.Key_Space)
    assert coloured(last)
    assert console.request is request


def test_a_value_of_a_megabyte_is_shown_folded_and_can_be_edited_around(
    pane: JsonPane, console: Console, qtbot: QtBot
) -> None:
    console.edit(console.request.with_field("userId", "x" * 1_000_000), "Edit")
    assert pane.editor.document().characterCount() < 10_000
    _find(pane, '"qa-first')
    qtbot.keyClicks(pane.editor, "X")
    assert console.request.root["sessionId"] == "qa-firstX-steps"
    assert console.request.root["userId"] == "x" * 1_000_000


def test_undo_and_redo_put_the_cursor_where_the_text_changed(pane: JsonPane, console: Console) -> None:
    _find(pane, '"812')
    pane.editor.insertPlainText("\N{GRINNING FACE}9")
    typed = pane.editor.textCursor().position()
    pane.editor.moveCursor(QTextCursor.MoveOperation.End)
    console.undo_stack.undo()
    assert pane.editor.textCursor().position() == typed - 3
    pane.editor.moveCursor(QTextCursor.MoveOperation.Start)
    console.undo_stack.redo()
    assert pane.editor.textCursor().position() == typed


def test_its_colours_are_those_of_the_theme(pane: JsonPane, qapp: QApplication, qtbot: QtBot) -> None:
    def inks() -> set[str]:
        block = pane.editor.document().findBlockByNumber(1)
        return {one.format.foreground().color().name().upper() for one in block.layout().formats()}

    for theme in (style.DARK, style.LIGHT):
        style.apply(qapp, theme)
        wanted = {theme.accent, theme.good.ink}
        qtbot.waitUntil(lambda: inks() == wanted)  # noqa: B023  # called at once
