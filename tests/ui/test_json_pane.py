"""The JSON view and the document, each following the other."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from events_console.domain.json_value import Object
from events_console.domain.request import Request
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


def _fill(console: Console, count: int, **own: str) -> None:
    event = console.request.event(0)
    events = [Object({**event, "itemId": f"item-{number}", **own}) for number in range(count)]
    console.edit(console.request.with_events(events), "Fill")


def _line(pane: JsonPane) -> str:
    cursor = pane.editor.textCursor()
    return pane.editor.document().findBlockByNumber(cursor.blockNumber() + 2).text()


def test_of_a_long_document_the_events_around_the_current_one_are_shown(
    pane: JsonPane, console: Console, qtbot: QtBot
) -> None:
    pane.go_to(1_234)
    _fill(console, 2_000)
    assert pane.part().startswith("Events 1,201–1,300 of 2,000, read-only: ")
    shown = json_request.read(pane.editor.exact_text()).request
    assert shown.is_same(console.request.with_events(console.request.events[1_200:1_300]))
    assert _line(pane) == '      "itemId": "item-1234",'
    pane.later.click()
    assert _line(pane) == '      "itemId": "item-1300",'
    for _ in range(2):
        pane.earlier.click()
    assert _line(pane) == '      "itemId": "item-1199",'
    pane.hide()
    pane.go_to(1_999)
    pane.show()
    assert _line(pane) == '      "itemId": "item-1999",'
    assert not pane.later.isEnabled()
    before = console.request, pane.editor.exact_text()
    qtbot.keyClicks(pane.editor, "x")
    QApplication.clipboard().setText("y" * 10_000)
    pane.editor.paste()
    assert (console.request, pane.editor.exact_text()) == before
    assert console.json_text is None


def test_undo_shows_the_event_of_a_long_document_that_it_changed(pane: JsonPane, console: Console) -> None:
    _fill(console, 2_000)
    pane.go_to(700)
    path = "/eventList/700/itemId"
    console.edit(console.request.with_event(700, Object(itemId="mine")), "Edit", path=path)
    assert '"mine"' in pane.editor.exact_text()
    pane.later.click()
    console.undo_stack.undo()
    assert _line(pane) == '      "itemId": "item-700",'
    console.undo_stack.undo()
    assert pane.part() == ""
    assert pane.editor.exact_text() == json_request.write(console.request)
    assert not pane.editor.isReadOnly()


def test_of_long_events_fewer_are_shown_and_each_can_be(pane: JsonPane, console: Console) -> None:
    _fill(console, 900, properties="x" * 3_000)
    assert pane.part().startswith("Events 1–64 of 900, ")
    pane.go_to(80)
    assert pane.part().startswith("Events 81–144 of 900, ")
    pane.earlier.click()
    assert "item-79" in pane.editor.exact_text()


def test_long_text_that_is_no_request_is_shown_around_its_place_and_kept(
    pane: JsonPane, console: Console
) -> None:
    lines = [f'  "own-{number:06}": {number},' for number in range(60_000)]
    lines[45_000] = '  "mine" 5,'
    text = "\n".join(("{", *lines, '  "eventList": []', "}", ""))
    before = console.request
    pane.editor.setPlainText(text)
    assert console.json_text == text
    assert pane.trouble().startswith("✕ Line 45002, column 10")
    assert pane.editor.textCursor().block().text() == '  "mine" 5,'
    assert pane.editor.isReadOnly()
    assert pane.part().startswith("Lines 44,9")
    assert not pane.later.isVisible()
    pane.discard()
    assert pane.editor.exact_text() == json_request.write(before)
    assert not pane.editor.isReadOnly()
    console.undo_stack.undo()
    assert console.json_text == text
    assert pane.editor.isReadOnly()


def test_a_long_document_is_shown_without_holding_up_the_window(
    pane: JsonPane, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane.hide()
    _fill(console, 20_000)
    written: list[int] = []
    write = json_request.write

    def note(request: Request) -> str:
        written.append(len(request.events))
        return write(request)

    monkeypatch.setattr(json_request, "write", note)
    pane.show()
    assert sum(written) <= 100
    assert pane.editor.document().blockCount() < 2_000
