"""The impression as an ordered list."""

from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from events_console.domain.json_value import Json, Object
from events_console.ui.console import Console
from events_console.ui.event_inspector import EventInspector
from events_console.ui.impression_list import Impression, ImpressionBox
from events_console.ui.live_rows import MOST_ROWS, SEVERITY_ROLE


@pytest.fixture
def box(inspector: EventInspector, console: Console) -> ImpressionBox:
    set_impression(console, ("a", "b", "c"))
    return cast("ImpressionBox", inspector.boxes["impression"])


def set_impression(console: Console, value: Json) -> None:
    console.edit(
        console.request.with_event(0, console.request.event(0).with_member("impression", value)), "Set"
    )


def impression(console: Console) -> Json:
    return console.request.event(0).get("impression")


def items(box: ImpressionBox) -> list[str]:
    return [box.members.index(n, 0).data() for n in range(box.members.rowCount())]


def named(box: ImpressionBox, text: str) -> QAbstractButton:
    return next(
        made for made in box.findChildren(QAbstractButton) if text in {made.text(), made.accessibleName()}
    )


def go_to(box: ImpressionBox, row: int) -> None:
    box.view.setFocus()
    box.view.setCurrentIndex(box.members.index(row, 0))


def test_the_items_are_shown_in_order_and_counted(box: ImpressionBox, console: Console) -> None:
    assert items(box) == ["a", "b", "c"]
    assert box.count.text() == "3 of 25"
    set_impression(console, ("x",) * 26)
    assert (box.count.text(), box.count.property("role")) == ("26 of 25", "error")
    assert box.view.property("role") == "boxed-error"


def test_what_is_typed_is_an_item_at_once_and_enter_begins_the_next(
    box: ImpressionBox, console: Console, qtbot: QtBot
) -> None:
    box.adding.setFocus()
    qtbot.keyClicks(box.adding, " d2")
    assert impression(console) == ("a", "b", "c", "d2")
    qtbot.keyClick(box.adding, Qt.Key.Key_Backspace)
    assert impression(console) == ("a", "b", "c", "d")
    assert box.adding.text() == " d"
    qtbot.keyClick(box.adding, Qt.Key.Key_Return)
    qtbot.keyClicks(box.adding, "d")
    qtbot.keyClick(box.adding, Qt.Key.Key_Return)
    assert impression(console) == ("a", "b", "c", "d", "d")
    assert box.adding.text() == ""
    assert box.adding.hasFocus()
    console.undo_stack.undo()
    assert impression(console) == ("a", "b", "c", "d")
    console.undo_stack.undo()
    assert impression(console) == ("a", "b", "c")


def test_an_emptied_line_adds_nothing(box: ImpressionBox, console: Console, qtbot: QtBot) -> None:
    box.adding.setFocus()
    before = console.request
    qtbot.keyClick(box.adding, Qt.Key.Key_Space)
    assert console.request is before
    qtbot.keyClick(box.adding, Qt.Key.Key_X)
    qtbot.keyClick(box.adding, Qt.Key.Key_Backspace)
    assert impression(console) == ("a", "b", "c")
    assert box.adding.text() == " "


def test_a_line_whose_item_was_undone_takes_no_other_item_away(
    box: ImpressionBox, console: Console, qtbot: QtBot
) -> None:
    box.adding.setFocus()
    qtbot.keyClicks(box.adding, "c")
    console.undo_stack.undo()
    assert (impression(console), box.adding.text()) == (("a", "b", "c"), "")
    console.undo_stack.redo()
    assert (impression(console), box.adding.text()) == (("a", "b", "c", "c"), "")
    qtbot.keyClicks(box.adding, "d")
    assert impression(console) == ("a", "b", "c", "c", "d")


def test_what_stands_in_the_line_is_sent_and_saved_without_enter(
    box: ImpressionBox, console: Console, qtbot: QtBot
) -> None:
    box.adding.setFocus()
    qtbot.keyClicks(box.adding, "d")
    assert console.draft().request.event(0)["impression"] == ("a", "b", "c", "d")
    assert box.adding.hasFocus()
    assert box.adding.text() == "d"


def test_what_was_typed_stays_when_the_focus_goes(
    box: ImpressionBox, console: Console, inspector: EventInspector, qtbot: QtBot
) -> None:
    box.adding.setFocus()
    qtbot.keyClicks(box.adding, "d")
    inspector.boxes["itemId"].take_focus()
    assert impression(console) == ("a", "b", "c", "d")
    assert box.adding.text() == ""
    box.adding.setFocus()
    qtbot.keyClicks(box.adding, "e")
    inspector.show_row(1)
    assert impression(console) == ("a", "b", "c", "d", "e")
    assert console.request.event(1).get("impression") != impression(console)
    assert box.adding.text() == ""


@pytest.mark.parametrize("pasted", ["d,e", "d\ne", "d\te\n", " d ,\r\n e,,"])
def test_several_that_are_pasted_are_all_added_at_once(
    box: ImpressionBox, console: Console, pasted: str
) -> None:
    QApplication.clipboard().setText(pasted)
    box.adding.paste()
    assert impression(console) == ("a", "b", "c", "d", "e")
    console.undo_stack.undo()
    assert impression(console) == ("a", "b", "c")


def test_the_first_item_makes_the_list(box: ImpressionBox, console: Console, qtbot: QtBot) -> None:
    console.edit(console.request.with_event(0, console.request.event(0).without("impression")), "Clear")
    assert not box.view.isVisible()
    assert not named(box, "Remove").isVisible()
    box.take_focus()
    qtbot.keyClicks(box.adding, "a")
    qtbot.keyClick(box.adding, Qt.Key.Key_Enter)
    assert impression(console) == ("a",)
    assert box.view.isVisible()


def test_an_item_is_edited_in_its_place_as_one_step(
    box: ImpressionBox, console: Console, qtbot: QtBot
) -> None:
    go_to(box, 1)
    qtbot.keyClick(box.view, Qt.Key.Key_Return)
    editor = cast("QLineEdit", QApplication.focusWidget())
    qtbot.keyClicks(editor, "B, 2")
    assert impression(console) == ("a", "B, 2", "c")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(box.view.hasFocus)
    console.undo_stack.undo()
    assert impression(console) == ("a", "b", "c")


def test_an_item_that_was_emptied_is_gone_when_its_editor_closes(
    box: ImpressionBox, console: Console, qtbot: QtBot
) -> None:
    go_to(box, 1)
    qtbot.keyClick(box.view, Qt.Key.Key_F2)
    editor = cast("QLineEdit", QApplication.focusWidget())
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert impression(console) == ("a", "", "c")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(box.view.hasFocus)
    assert impression(console) == ("a", "c")
    console.undo_stack.undo()
    assert impression(console) == ("a", "b", "c")


@pytest.mark.parametrize("by_key", [True, False])
def test_an_item_is_removed_and_with_the_last_the_field(
    box: ImpressionBox, console: Console, qtbot: QtBot, by_key: bool
) -> None:
    for left in (("a", "c"), ("a",), None):
        go_to(box, 1 if box.members.rowCount() > 1 else 0)
        if by_key:
            qtbot.keyClick(box.view, Qt.Key.Key_Delete)
        else:
            named(box, "Remove").click()
        assert impression(console) == left
    set_impression(console, ())
    named(box, "Remove").click()
    assert "impression" not in console.request.event(0)


@pytest.mark.parametrize("by_key", [True, False])
def test_an_item_is_moved_and_stays_the_current_one(
    box: ImpressionBox, console: Console, qtbot: QtBot, by_key: bool
) -> None:
    def move(key: Qt.Key, arrow: str) -> None:
        if by_key:
            qtbot.keyClick(box.view, key, Qt.KeyboardModifier.AltModifier)
        elif named(box, arrow).isEnabled():
            named(box, arrow).click()

    go_to(box, 0)
    move(Qt.Key.Key_Down, "Move down")
    assert (impression(console), box.view.currentIndex().row()) == (("b", "a", "c"), 1)
    move(Qt.Key.Key_Down, "Move down")
    move(Qt.Key.Key_Down, "Move down")  # at the end it stays
    assert (impression(console), box.view.currentIndex().row()) == (("b", "c", "a"), 2)
    move(Qt.Key.Key_Up, "Move up")
    assert impression(console) == ("b", "a", "c")
    console.undo_stack.undo()
    assert impression(console) == ("b", "c", "a")


def test_keys_of_rows_go_before_those_of_the_window(box: ImpressionBox, qtbot: QtBot) -> None:
    box.view.setFocus()

    def is_taken(key: Qt.Key, modifier: Qt.KeyboardModifier) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
        event.ignore()
        QApplication.sendEvent(box.view, event)
        return event.isAccepted()

    assert is_taken(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert is_taken(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not is_taken(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    go_to(box, 1)
    qtbot.keyClick(box.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "b"


@pytest.mark.parametrize(
    ("row", "before", "order"), [(0, 3, "bca"), (2, 0, "cab"), (0, 2, "bac"), (1, 1, "abc"), (1, 2, "abc")]
)
def test_an_item_is_dragged_to_a_place_between_others(
    box: ImpressionBox, console: Console, row: int, before: int, order: str
) -> None:
    assert box.view.dragDropMode() is box.view.DragDropMode.InternalMove
    assert box.members.flags(box.members.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not box.members.flags(box.members.index(0, 0)) & Qt.ItemFlag.ItemIsDropEnabled
    assert box.members.flags(QModelIndex()) & Qt.ItemFlag.ItemIsDropEnabled
    steps = console.undo_stack.undo_text
    moved = box.members.moveRow(QModelIndex(), row, QModelIndex(), before)
    assert impression(console) == tuple(order)
    assert moved == (order != "abc")
    assert (console.undo_stack.undo_text != steps) == moved


def test_an_item_in_error_is_marked_in_words(box: ImpressionBox, console: Console) -> None:
    set_impression(console, ("a", "", 3))
    index = box.members.index(1, 0)
    assert index.data(SEVERITY_ROLE) == "error"
    assert "is empty" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Item ID: empty; error: ")
    assert box.members.index(0, 0).data(SEVERITY_ROLE) is None
    assert box.members.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Item ID: a"
    assert items(box) == ["a", "", "3"]
    go_to(box, 0)
    box.members.moveRow(QModelIndex(), 0, QModelIndex(), 3)
    assert impression(console) == ("", 3, "a")


@pytest.mark.parametrize(
    ("value", "item"), [("a|b", "a|b"), (5, "5"), (None, "null"), (Object(a=1), '{"a": 1}')]
)
def test_values_of_another_type_survive_and_can_be_made_a_list(
    box: ImpressionBox, console: Console, value: Json, item: str
) -> None:
    assert not named(box, "Make it a list").isVisible()
    set_impression(console, value)
    assert items(box) == [item]
    assert impression(console) == value
    named(box, "Make it a list").click()
    assert impression(console) == (value,)


def test_the_members_are_a_sound_model(qtmodeltester: Any) -> None:
    model = Impression()
    qtmodeltester.check(model)
    model.show_rows(("a", "b", 3))
    qtmodeltester.check(model)
    model.show_rows(("b",))
    assert model.rowCount() == 1
    qtmodeltester.check(model)
    model.show_rows(("b",) * (MOST_ROWS + 1))
    qtmodeltester.check(model)


def test_of_very_many_items_the_first_are_shown_and_the_others_counted(
    box: ImpressionBox, console: Console, qtbot: QtBot
) -> None:
    many = tuple(f"item-{number}" for number in range(MOST_ROWS + 500))
    set_impression(console, many)
    assert box.members.rowCount() == MOST_ROWS + 1
    last = box.members.index(MOST_ROWS, 0)
    assert last.data() == "… and 500 more: edit them in the JSON view"
    assert not last.flags() & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled)
    go_to(box, MOST_ROWS)
    assert not named(box, "Remove").isEnabled()
    qtbot.keyClick(box.view, Qt.Key.Key_Delete)
    box.members.setData(last, "lost")
    assert impression(console) == many
    go_to(box, 0)
    qtbot.keyClick(box.view, Qt.Key.Key_Delete)
    assert impression(console) == many[1:]
    assert box.members.index(MOST_ROWS, 0).data().startswith("… and 499 more")
    box.adding.setFocus()
    qtbot.keyClicks(box.adding, "x")
    assert impression(console) == (*many[1:], "x")
    set_impression(console, many[:2])
    assert items(box) == ["item-0", "item-1"]


def test_only_rows_on_screen_are_measured(box: ImpressionBox) -> None:
    assert box.view.uniformItemSizes()
