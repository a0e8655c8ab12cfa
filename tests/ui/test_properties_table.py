"""Properties as rows and as text, in step with each other and with the document."""

from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from events_console.domain.dataset_schema import DatasetSchema, SchemaField
from events_console.domain.json_value import Json, Object, dumps
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.event_field import SelectedEvent
from events_console.ui.event_inspector import EventInspector
from events_console.ui.live_editor import CellLine
from events_console.ui.live_rows import MOST_ROWS
from events_console.ui.properties_table import PropertiesBox, PropertyRows

SCHEMA = DatasetSchema(
    "Interactions",
    (
        SchemaField("ITEM_ID", ("string",), required=True),
        SchemaField("CABIN_TYPE", ("string",), required=False, categorical=True),
        SchemaField("BAGS", ("int",), required=False),
        SchemaField("IS_MEMBER", ("boolean",), required=False),
    ),
)


@pytest.fixture
def box(inspector: EventInspector) -> PropertiesBox:
    return cast("PropertiesBox", inspector.boxes["properties"])


def set_properties(console: Console, value: Json) -> None:
    console.edit(
        console.request.with_event(0, console.request.event(0).with_member("properties", value)), "Set"
    )


def properties(console: Console) -> Json:
    return console.request.event(0).get("properties")


def begin(box: PropertiesBox, qtbot: QtBot, row: int, column: int) -> CellLine:
    """Open a cell."""
    box.view.setFocus()
    box.view.setCurrentIndex(box.rows.index(row, column))
    qtbot.keyClick(box.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, CellLine)
    return editor


def offered(editor: CellLine) -> list[str]:
    """What a screen reader would say of each line of the list under an open cell."""
    found = editor.completion
    if not found or not found.is_open or found.list is None:
        return []
    model = found.list.model()
    said = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(said) for row in range(model.rowCount())]


def rows(box: PropertiesBox) -> list[tuple[str, str]]:
    return [(box.rows.index(n, 0).data(), box.rows.index(n, 1).data()) for n in range(box.rows.rowCount())]


def named(box: PropertiesBox, text: str) -> QAbstractButton:
    return next(made for made in box.findChildren(QAbstractButton) if made.text() == text)


def edit(box: PropertiesBox, qtbot: QtBot, row: int, column: int, text: str) -> None:
    box.view.setFocus()
    box.view.setCurrentIndex(box.rows.index(row, column))
    qtbot.keyClick(box.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(box.view.hasFocus)


def test_the_rows_are_the_members_and_one_to_add(box: PropertiesBox, console: Console) -> None:
    assert rows(box) == [("cabinType", "Economy"), ("Add…", "")]
    set_properties(console, '{"a": 7.0, "b": "12", "a": {"x": [1]}}')
    assert rows(box) == [("a", "7.0"), ("b", '"12"'), ("a", '{"x": [1]}'), ("Add…", "")]


def test_a_changed_value_leaves_the_others_as_they_were(
    box: PropertiesBox, console: Console, qtbot: QtBot
) -> None:
    set_properties(console, '{"a":7.0,"b":"12","c":{"x":[1]},"a":null}')
    before = console.request
    edit(box, qtbot, 1, 1, "13")
    assert properties(console) == '{"a":7.0,"b":13,"c":{"x":[1]},"a":null}'
    edit(box, qtbot, 3, 0, "d")
    assert properties(console) == '{"a":7.0,"b":13,"c":{"x":[1]},"d":null}'
    console.undo_stack.undo()
    console.undo_stack.undo()
    assert console.request is before


def test_typing_into_the_last_row_adds_live_and_in_one_step(
    box: PropertiesBox, console: Console, qtbot: QtBot
) -> None:
    before = console.request
    box.view.setFocus()
    box.view.setCurrentIndex(box.rows.index(1, 0))
    qtbot.keyClicks(box.view, "n")
    editor = cast("QLineEdit", QApplication.focusWidget())
    qtbot.keyClicks(editor, "um")
    assert properties(console) == '{"cabinType": "Economy", "num": ""}'
    assert rows(box)[-1] == ("Add…", "")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    editor = cast("QLineEdit", QApplication.focusWidget())
    qtbot.keyClicks(editor, "12")
    assert properties(console) == '{"cabinType": "Economy", "num": 12}'
    assert editor.text() == "12"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(box.view.hasFocus)
    console.undo_stack.undo()
    console.undo_stack.undo()
    assert console.request.is_same(before)


def test_a_click_on_the_last_row_begins_to_add(box: PropertiesBox, qtbot: QtBot) -> None:
    place = box.view.visualRect(box.rows.index(1, 0)).center()
    qtbot.mouseClick(box.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    qtbot.keyClicks(cast("QLineEdit", QApplication.focusWidget()), "a")
    assert rows(box)[1] == ("a", "")


def test_escape_takes_back_what_was_typed_and_the_row_it_made(
    box: PropertiesBox, console: Console, qtbot: QtBot
) -> None:
    before = console.request
    for row, column in ((0, 1), (1, 0)):
        box.view.setCurrentIndex(box.rows.index(row, column))
        qtbot.keyClicks(box.view, "x")
        editor = cast("QLineEdit", QApplication.focusWidget())
        assert not console.request.is_same(before)
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
        assert console.request.is_same(before)


@pytest.mark.parametrize("by_key", [True, False])
def test_a_removed_row_is_gone_and_with_the_last_the_field(
    box: PropertiesBox, console: Console, qtbot: QtBot, by_key: bool
) -> None:
    set_properties(console, '{"a": 1, "b": 2}')

    def remove(row: int) -> None:
        box.view.setFocus()
        box.view.setCurrentIndex(box.rows.index(row, 0))
        if by_key:
            qtbot.keyClick(box.view, Qt.Key.Key_Delete)
        else:
            named(box, "Remove").click()

    remove(2)  # the row that adds stays
    assert properties(console) == '{"a": 1, "b": 2}'
    remove(0)
    assert properties(console) == '{"b": 2}'
    remove(0)
    assert "properties" not in console.request.event(0)
    assert rows(box) == [("Add…", "")]
    assert not named(box, "Remove").isVisible()


@pytest.mark.parametrize("empty", ["", "{}"])
def test_properties_without_rows_can_be_removed(box: PropertiesBox, console: Console, empty: str) -> None:
    set_properties(console, empty)
    named(box, "Remove").click()
    assert "properties" not in console.request.event(0)


def test_the_text_is_edited_as_it_is_and_shown_in_rows_again(
    box: PropertiesBox, console: Console, qtbot: QtBot
) -> None:
    text = '{"a":\n 1, "b":"\N{NO-BREAK SPACE}"}'
    set_properties(console, text)
    before = console.request
    named(box, "Text").click()
    assert box.text.hasFocus()
    assert box.text.exact_text() == text
    assert not box.view.isVisible()
    box.text.moveCursor(box.text.textCursor().MoveOperation.End)
    qtbot.keyClick(box.text, Qt.Key.Key_Backspace)
    qtbot.keyClicks(box.text, ', "c": 3}')
    assert properties(console) == text[:-1] + ', "c": 3}'
    console.undo_stack.undo()
    assert console.request.is_same(before)
    assert box.text.exact_text() == text
    named(box, "Rows").click()
    assert rows(box) == [("a", "1"), ("b", '"\N{NO-BREAK SPACE}"'), ("Add…", "")]


def test_emptied_text_removes_the_field(box: PropertiesBox, console: Console, qtbot: QtBot) -> None:
    named(box, "Text").click()
    box.text.selectAll()
    qtbot.keyClick(box.text, Qt.Key.Key_Delete)
    assert "properties" not in console.request.event(0)


def test_what_is_no_object_is_shown_as_text_and_says_why(
    box: PropertiesBox, console: Console, inspector: EventInspector, qtbot: QtBot
) -> None:
    set_properties(console, '{"a": 1')
    assert box.text.exact_text() == '{"a": 1'
    assert not box.view.isVisible()
    assert not named(box, "Rows").isEnabled()
    assert [made.text() for made in box.findChildren(QLabel) if made.text().startswith("Line 1, column 8: ")]
    box.text.setFocus()
    box.text.moveCursor(box.text.textCursor().MoveOperation.End)
    qtbot.keyClicks(box.text, "}")
    assert properties(console) == '{"a": 1}'
    assert box.text.hasFocus(), "typing goes on where it was"
    assert named(box, "Rows").isEnabled()
    inspector.show_row(1)
    assert box.view.isVisible()


@pytest.mark.parametrize(("value", "text"), [(5, "5"), (None, "null"), (("a",), '["a"]'), ("x", "x")])
def test_values_of_another_type_are_shown_as_text_and_survive(
    box: PropertiesBox, console: Console, value: Json, text: str
) -> None:
    set_properties(console, value)
    before = console.request
    assert box.text.exact_text() == text
    box.text.setFocus()
    box.take_focus()
    assert console.request is before


def test_an_object_by_mistake_keeps_its_rows_and_can_be_made_text(
    box: PropertiesBox, console: Console
) -> None:
    assert not named(box, "Make it text").isVisible()
    set_properties(console, Object(a=7.0, b=True))
    assert rows(box) == [("a", "7.0"), ("b", "true"), ("Add…", "")]
    assert box.view.property("role") == "boxed-error"
    named(box, "Make it text").click()
    assert properties(console) == '{"a": 7.0, "b": true}'
    assert box.view.property("role") == "boxed"
    assert not named(box, "Make it text").isVisible()


def test_the_meter_counts_what_will_be_sent(box: PropertiesBox, console: Console) -> None:
    set_properties(console, '{"cabinType":"Economy"}')
    assert (box.meter.text(), box.meter.property("role")) == ("23 of 1,024", "muted")
    set_properties(console, '{"a": "{{uuid}}"}')
    assert box.meter.text() == "45 of 1,024"
    set_properties(console, f'{{"a": "{"x" * 1016}"}}')
    assert (box.meter.text(), box.meter.property("role")) == ("1,025 of 1,024", "error")
    assert "1,025 characters" in box.view.accessibleDescription()


def test_an_open_cell_goes_to_no_other_event(
    box: PropertiesBox, console: Console, inspector: EventInspector, qtbot: QtBot
) -> None:
    before = console.request
    box.view.setFocus()
    box.view.setCurrentIndex(box.rows.index(0, 1))
    qtbot.keyClicks(box.view, "F")
    qtbot.keyClicks(cast("QLineEdit", QApplication.focusWidget()), "i")
    inspector.show_row(1)
    assert rows(box)[0] == ("cabinType", "Business Class")
    assert properties(console) == '{"cabinType": "Fi"}'
    assert console.request.event(1) == before.event(1)


def test_undo_leaves_the_place_in_the_rows(box: PropertiesBox, console: Console) -> None:
    set_properties(console, '{"a": 1, "b": 2, "c": 3}')
    box.view.setCurrentIndex(box.rows.index(2, 1))
    set_properties(console, '{"a": 1, "b": 5, "c": 3}')
    assert box.view.currentIndex().row() == 2
    set_properties(console, '{"b": 5, "c": 3}')
    assert (box.view.currentIndex().row(), box.view.currentIndex().data()) == (1, "3")


def test_of_very_many_rows_the_first_are_shown_and_the_others_counted(
    box: PropertiesBox, console: Console, qtbot: QtBot
) -> None:
    set_properties(console, dumps(Object({f"p{number}": number for number in range(MOST_ROWS + 1)})))
    before = console.request
    assert rows(box)[-1] == ("… and 1 more: edit them in the JSON view", "")
    box.view.setFocus()
    box.view.setCurrentIndex(box.rows.index(MOST_ROWS, 0))
    assert not named(box, "Remove").isEnabled()
    qtbot.keyClicks(box.view, "a")
    assert console.request is before
    edit(box, qtbot, 0, 1, "7")
    assert str(properties(console)).startswith('{"p0": 7, "p1": 1,')
    assert str(properties(console)).endswith(f'"p{MOST_ROWS}": {MOST_ROWS}}}')


def test_every_cell_says_what_it_is(box: PropertiesBox) -> None:
    said = [box.rows.index(n, m).data(Qt.ItemDataRole.AccessibleTextRole) for n in (0, 1) for m in (0, 1)]
    assert said == ["Property: cabinType", "Value: Economy", "Property: type to add", "Value: type to add"]


def test_names_are_offered_at_once_with_their_types_and_values_as_the_type_asks(
    box: PropertiesBox, console: Console, qtbot: QtBot
) -> None:
    console.know(schema=SCHEMA)
    before = console.request
    name = begin(box, qtbot, 1, 0)
    assert offered(name) == [
        "bags, whole number",
        "isMember, true or false",
        "cabinType, given already",
    ]
    qtbot.keyClicks(name, "is")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
        qtbot.keyClick(name, key)
    value = cast("CellLine", QApplication.focusWidget())
    assert (value.placeholderText(), offered(value)) == ("true or false", ["true", "false"])
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Return):
        qtbot.keyClick(value, key)
    qtbot.waitUntil(box.view.hasFocus)
    assert properties(console) == '{"cabinType": "Economy", "isMember": true}'
    console.undo_stack.undo()
    console.undo_stack.undo()
    assert console.request.is_same(before)


def test_a_number_is_hinted_at_and_a_category_is_one_of_other_rows(
    box: PropertiesBox, console: Console, qtbot: QtBot
) -> None:
    console.know(schema=SCHEMA)
    set_properties(console, '{"bags": "", "cabin_type": ""}')
    number = begin(box, qtbot, 0, 1)
    assert (number.placeholderText(), offered(number)) == ("whole number", [])
    qtbot.keyClick(number, Qt.Key.Key_Return)
    qtbot.waitUntil(box.view.hasFocus)
    assert offered(begin(box, qtbot, 1, 1)) == ["Business Class"]


def test_without_a_schema_other_rows_names_are_offered_while_typing_alone(
    box: PropertiesBox, console: Console, qtbot: QtBot
) -> None:
    set_properties(console, "")
    name = begin(box, qtbot, 0, 0)
    assert offered(name) == []
    qtbot.keyClicks(name, "TYPE")
    assert offered(name) == ["cabinType"]


def test_a_field_of_the_schema_is_added_by_its_name_and_its_value_typed(
    box: PropertiesBox, console: Console, qtbot: QtBot
) -> None:
    adds = box.findChild(QToolButton, "", Qt.FindChildOption.FindDirectChildrenOnly)
    assert adds is not None
    assert not adds.isVisible()
    console.know(schema=SCHEMA)
    set_properties(console, "")
    assert (adds.isVisible(), adds.text()) == (True, "Add field")
    menu = adds.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [
        "cabinType — text, categorical",
        "bags — whole number",
        "isMember — true or false",
    ]
    menu.actions()[1].trigger()
    qtbot.keyClicks(cast("CellLine", QApplication.focusWidget()), "2")
    assert properties(console) == '{"bags": 2}'
    set_properties(console, '{"CABIN_TYPE": "", "bags": 1, "isMember": true}')
    assert not adds.isVisible()


def test_the_rows_are_a_sound_model(console: Console, qtmodeltester: Any) -> None:
    model = PropertyRows(SelectedEvent(console))
    qtmodeltester.check(model)
    for shown in ((("a", 1), ("b", 2)), (("a", 1),), (("c", 1), ("a", 1), ("b", Object())), ()):
        model.show_rows(shown)
        assert model.rowCount() == len(shown) + 1
    model.show_rows((("a", 1), ("b", 2)))
    qtmodeltester.check(model)


@pytest.mark.parametrize("theme", style.THEMES.values(), ids=list(style.THEMES))
def test_lines_are_between_the_cells_alone(
    box: PropertiesBox, console: Console, qapp: QApplication, qtbot: QtBot, theme: style.Theme
) -> None:
    style.apply(qapp, theme)
    set_properties(console, '{"a": 1, "b": 2}')
    qtbot.waitUntil(lambda: len(box.rows.rows) == 2)
    image = box.view.viewport().grab().toImage()
    line, width, height = theme.line.lower(), image.width(), image.height()
    inner = box.view.rowViewportPosition(1) - 1
    assert image.pixelColor(width - 2, inner).name() == line
    assert image.pixelColor(box.view.columnWidth(0) - 1, 4).name() == line
    assert image.pixelColor(width - 1, 4).name() != line
    assert image.pixelColor(width - 2, height - 1).name() != line
    style.apply(qapp, style.LIGHT)
