"""The list under a line that is typed in, in the table's cells and the inspector's fields, with real keys."""

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from events_console.domain.item_catalogue import ItemCatalogue
from events_console.domain.json_value import Json, Object
from events_console.ui.completion import Completion
from events_console.ui.console import Console
from events_console.ui.event_field import EventTypeBox, ItemIdBox
from events_console.ui.event_inspector import EventInspector
from events_console.ui.event_view import EventView
from events_console.ui.live_editor import CellLine

TYPE, ITEM = 0, 1
KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
CATALOGUE = ItemCatalogue({"18": "Rome", "1841": "Hong Kong, Manila", "7": "Hong Kong, Oslo"})


class Desk:
    """The table with the inspector beside it, in a window."""

    def __init__(self, console: Console, qtbot: QtBot) -> None:
        self.console = console
        self.qtbot = qtbot
        self.window = QWidget()
        self.table = EventView(console)
        self.inspector = EventInspector(console)
        side_by_side = QHBoxLayout(self.window)
        for part in (self.table, self.inspector):
            side_by_side.addWidget(part)
        self.window.resize(1200, 700)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitActive(self.window)
        self.inspector.show_row(0)

    @property
    def type_box(self) -> EventTypeBox:
        return cast("EventTypeBox", self.inspector.boxes["eventType"])

    @property
    def item_box(self) -> ItemIdBox:
        return cast("ItemIdBox", self.inspector.boxes["itemId"])

    def open(self, column: int, row: int = 0) -> CellLine:
        """Open a cell of the table, its text marked."""
        self.table.setFocus()
        self.table.setCurrentIndex(self.table.table.index(row, column))
        self.qtbot.keyClick(self.table, KEY.Key_F2)
        editor = QApplication.focusWidget()
        assert isinstance(editor, CellLine)
        editor.selectAll()
        return editor

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            self.qtbot.keyClick(focus, key)
            QApplication.processEvents()

    def says(self, name: str, row: int = 0) -> Json:
        return self.console.request.event(row).get(name)


@pytest.fixture
def desk(console: Console, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(console, qtbot)
    yield made
    made.window.close()


def completion_of(editor: CellLine) -> Completion:
    assert editor.completion is not None
    return editor.completion


def offered(completion: Completion) -> list[str]:
    """What a screen reader would say of each line of the list."""
    if not completion.is_open or completion.list is None:
        return []
    model = completion.list.model()
    said = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(said) for row in range(model.rowCount())]


def test_what_is_chosen_in_a_field_is_one_undo_step_with_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    box, before = desk.type_box, desk.console.request
    box.line.setFocus()
    box.line.selectAll()
    qtbot.keyClicks(box.line, "e")
    assert desk.says("eventType") == "e"
    assert offered(box.completion) == ["Purchase", "View"]
    desk.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert (desk.says("eventType"), box.line.text(), box.line.hasFocus()) == ("View", "View", True)
    assert not box.completion.is_open
    desk.console.undo_stack.undo()
    assert desk.console.request is before


def test_all_types_are_listed_on_down_the_used_ones_before_other_known_ones(desk: Desk) -> None:
    desk.console.know(event_types=("View", "AddToCart"))
    desk.type_box.line.setFocus()
    desk.press(KEY.Key_Down)
    assert offered(desk.type_box.completion) == ["Purchase", "View", "AddToCart, of the domain"]


def test_what_is_chosen_is_not_offered_more_of(desk: Desk) -> None:
    desk.console.know(event_types=("ViewDetails",))
    desk.type_box.line.setFocus()
    desk.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert (desk.says("eventType"), desk.type_box.completion.is_open) == ("View", False)


def test_escape_in_a_field_closes_the_list_alone(desk: Desk, qtbot: QtBot) -> None:
    box = desk.type_box
    box.line.setFocus()
    box.line.selectAll()
    qtbot.keyClicks(box.line, "Vi")
    desk.press(KEY.Key_Down, KEY.Key_Escape)
    assert not box.completion.is_open
    assert (desk.says("eventType"), box.line.hasFocus()) == ("Vi", True)


def test_enter_without_a_mark_leaves_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    box = desk.type_box
    box.line.setFocus()
    box.line.selectAll()
    qtbot.keyClicks(box.line, "Vi")
    desk.press(KEY.Key_Return)
    assert not box.completion.is_open
    assert desk.says("eventType") == "Vi"


def test_tab_takes_what_is_marked_and_goes_on(desk: Desk) -> None:
    desk.type_box.line.setFocus()
    desk.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Tab)
    assert desk.says("eventType") == "Purchase"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert desk.inspector.boxes["eventValue"].isAncestorOf(focus)


def test_a_text_that_is_all_there_is_to_offer_needs_no_list(desk: Desk, qtbot: QtBot) -> None:
    box = desk.type_box
    box.line.setFocus()
    box.line.selectAll()
    qtbot.keyClicks(box.line, "Purchas")
    assert offered(box.completion) == ["Purchase"]
    qtbot.keyClicks(box.line, "e")
    assert not box.completion.is_open


def test_the_list_goes_with_the_focus_and_when_its_place_moves(desk: Desk) -> None:
    box = desk.type_box
    box.line.setFocus()
    desk.press(KEY.Key_Down)
    desk.item_box.line.setFocus()
    assert not box.completion.is_open
    box.line.setFocus()
    desk.press(KEY.Key_Down)
    desk.window.resize(1200, 300)
    QApplication.processEvents()
    desk.inspector._scroll.verticalScrollBar().setValue(20)  # noqa: SLF001  # as the wheel does
    assert not box.completion.is_open


def test_marking_goes_round_by_way_of_what_was_typed(desk: Desk) -> None:
    box = desk.type_box
    box.line.setFocus()
    desk.press(KEY.Key_Down)
    found = box.completion.list
    assert found is not None
    met = []
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_PageUp, KEY.Key_PageDown):
        desk.press(key)
        met.append(found.chosen())
    assert met == ["Purchase", "View", None, "View", "Purchase", "View"]


def test_an_item_is_found_by_its_title_in_a_cell(desk: Desk, qtbot: QtBot) -> None:
    desk.console.know(catalogue=CATALOGUE)
    before = desk.console.request
    editor = desk.open(ITEM)
    qtbot.keyClicks(editor, "hong")
    assert offered(completion_of(editor)) == ["1841, Hong Kong, Manila", "7, Hong Kong, Oslo"]
    desk.press(KEY.Key_Down, KEY.Key_Return)
    assert (desk.says("itemId"), editor.text(), editor.hasFocus()) == ("1841", "1841", True)
    desk.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: desk.table.currentIndex().row() == 1)
    desk.console.undo_stack.undo()
    assert desk.console.request is before


def test_enter_in_a_cell_without_a_mark_ends_the_cell_at_once(desk: Desk, qtbot: QtBot) -> None:
    desk.console.know(catalogue=CATALOGUE)
    editor = desk.open(ITEM)
    qtbot.keyClicks(editor, "18")
    assert len(offered(completion_of(editor))) == 2
    desk.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: desk.table.currentIndex().row() == 1)
    assert desk.says("itemId") == "18"


def test_escape_in_a_cell_closes_the_list_and_then_takes_back_what_was_typed(
    desk: Desk, qtbot: QtBot
) -> None:
    before = desk.says("eventType")
    editor = desk.open(TYPE)
    qtbot.keyClicks(editor, "Vi")
    desk.press(KEY.Key_Escape)
    assert (completion_of(editor).is_open, editor.isVisible(), desk.says("eventType")) == (False, True, "Vi")
    desk.press(KEY.Key_Escape)
    assert desk.says("eventType") == before


def test_tab_in_a_cell_takes_what_is_marked_and_opens_the_next(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.open(TYPE)
    qtbot.keyClicks(editor, "Vi")
    desk.press(KEY.Key_Down, KEY.Key_Tab)
    assert desk.says("eventType") == "View"
    assert desk.table.currentIndex().column() == ITEM


def test_ctrl_space_lists_all_and_a_click_takes_one(desk: Desk, qtbot: QtBot) -> None:
    desk.console.know(catalogue=CATALOGUE)
    editor = desk.open(ITEM)
    qtbot.keyClick(editor, KEY.Key_Space, CONTROL)
    completion = completion_of(editor)
    assert len(offered(completion)) == 3
    assert completion.list is not None
    place = completion.list.visualRect(completion.list.model().index(1, 0)).center()
    qtbot.mouseClick(completion.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (desk.says("itemId"), editor.hasFocus(), completion.is_open) == ("1841", True, False)


def test_an_event_that_is_added_gets_a_known_type(desk: Desk, qtbot: QtBot) -> None:
    desk.table.setFocus()
    desk.table.setCurrentIndex(desk.table.table.index(3, TYPE))
    qtbot.keyClick(desk.table, KEY.Key_V)
    desk.press(KEY.Key_Down, KEY.Key_Return)
    assert desk.says("eventType", 3) == "View"
    assert len(desk.console.request.events) == 4


def test_shortcuts_of_the_window_work_while_the_list_is_open(desk: Desk, qtbot: QtBot) -> None:
    undo = QAction(desk.window)
    undo.setShortcut("Ctrl+Z")
    undo.triggered.connect(desk.console.undo_stack.undo)
    desk.window.addAction(undo)
    before = desk.console.request
    box = desk.type_box
    box.line.setFocus()
    box.line.selectAll()
    qtbot.keyClicks(box.line, "Vi")
    assert box.completion.is_open
    qtbot.keyClick(box.line, KEY.Key_Z, CONTROL)
    assert desk.console.request is before


@pytest.mark.parametrize("row", [0, 9])
def test_the_list_lies_within_the_window_on_the_side_where_there_is_room(
    desk: Desk, qtbot: QtBot, row: int
) -> None:
    desk.console.know(catalogue=ItemCatalogue({str(n): "A title that is long " * 9 for n in range(99)}))
    desk.console.edit(desk.console.request.with_events([Object()] * 10), "Fill")
    desk.window.resize(700, 420)
    QApplication.processEvents()
    editor = desk.open(ITEM, row)
    qtbot.keyClick(editor, KEY.Key_Space, CONTROL)
    found = completion_of(editor).list
    assert found is not None
    assert desk.window.rect().contains(found.geometry())
    line = editor.rect().translated(editor.mapTo(desk.window, editor.rect().topLeft()))
    assert not line.intersects(found.geometry())
    assert found.height() > 200


def test_the_title_of_the_item_stands_under_its_id(desk: Desk) -> None:
    event = desk.console.request.event(0).with_member("itemId", "1841")
    desk.console.edit(desk.console.request.with_event(0, event), "Set")
    title = desk.item_box.title
    assert not title.isVisible()
    desk.console.know(catalogue=CATALOGUE)
    assert (title.isVisible(), title.full_text()) == (True, "Hong Kong, Manila")
    cell = desk.table.table.index(0, ITEM)
    assert "Hong Kong, Manila" in str(cell.data(Qt.ItemDataRole.ToolTipRole))
    assert str(cell.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("1841, Hong Kong, Manila")
    desk.item_box.line.setText("")
    desk.console.edit(desk.console.request.with_event(0, event.without("itemId")), "Set")
    assert not title.isVisible()


def test_another_catalogue_is_searched_once_it_is_attached(desk: Desk, qtbot: QtBot) -> None:
    desk.console.know(catalogue=CATALOGUE)
    desk.console.know(catalogue=ItemCatalogue({"9": "Hong Kong"}))
    editor = desk.open(ITEM)
    qtbot.keyClicks(editor, "hong")
    assert offered(completion_of(editor)) == ["9, Hong Kong"]
    desk.console.know(catalogue=None)
    qtbot.keyClicks(editor, " k")
    assert not completion_of(editor).is_open


def test_a_line_that_cannot_be_edited_offers_nothing(desk: Desk) -> None:
    box = desk.type_box
    box.line.setReadOnly(True)
    box.line.setFocus()
    desk.press(KEY.Key_Down)
    assert not box.completion.is_open


def test_cells_without_anything_to_offer_are_plain_lines(desk: Desk) -> None:
    editor = desk.open(2)
    assert isinstance(editor, QLineEdit)
    assert editor.completion is None
