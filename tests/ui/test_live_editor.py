"""The line in an open cell, of the table and of the inspector's lists, typed in with real keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from events_console.domain.json_value import Json
from events_console.domain.request import Request
from events_console.ui.console import Console
from events_console.ui.event_field import TextBox
from events_console.ui.event_inspector import EventInspector
from events_console.ui.event_view import EventView
from events_console.ui.impression_list import ImpressionBox
from events_console.ui.parts import LONGEST_TYPED
from events_console.ui.properties_table import PropertiesBox
from tests.ui.windows import Open

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LONG = "x" * (LONGEST_TYPED + 1)


@dataclass(frozen=True)
class Cell:
    """A cell of the first event, with the value that its document has for a text."""

    view: QAbstractItemView
    row: int
    column: int
    field: str
    value: Callable[[str], Json]
    was: str

    @property
    def index(self) -> QModelIndex:
        return self.view.model().index(self.row, self.column)


@pytest.fixture
def cells(console: Console, qtbot: QtBot) -> Iterator[dict[str, Cell]]:
    """Cells of the table and of the inspector beside it, in a window that undoes as the real one does."""
    event = console.request.event(0).with_member("impression", ("a", "b")).with_member("itemId", "i")
    console.edit(console.request.with_event(0, event.with_member("properties", '{"p": "v"}')), "Set")
    window = QWidget()
    qtbot.addWidget(window)
    for keys, act in (("Ctrl+Z", console.undo_stack.undo), ("Ctrl+Shift+Z", console.undo_stack.redo)):
        action = QAction(window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _, act=act: act())
        window.addAction(action)
    table, inspector = EventView(console), EventInspector(console)
    side_by_side = QHBoxLayout(window)
    for part in (table, inspector):
        side_by_side.addWidget(part)
    window.resize(1200, 900)
    window.show()
    qtbot.waitActive(window)
    inspector.show_row(0)
    properties, impression = inspector.boxes["properties"], inspector.boxes["impression"]
    assert isinstance(properties, PropertiesBox)
    assert isinstance(impression, ImpressionBox)
    yield {
        "table": Cell(table, 0, 1, "itemId", lambda text: text, "i"),
        "properties": Cell(properties.view, 0, 1, "properties", lambda text: f'{{"p": "{text}"}}', "v"),
        "impression": Cell(impression.view, 1, 0, "impression", lambda text: ("a", text), "b"),
    }
    window.close()


@pytest.fixture(params=["table", "properties", "impression"])
def cell(request: pytest.FixtureRequest, cells: dict[str, Cell]) -> Cell:
    return cells[request.param]


def _open(cell: Cell, qtbot: QtBot) -> QLineEdit:
    cell.view.setFocus()
    cell.view.setCurrentIndex(cell.index)
    qtbot.keyClick(cell.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    return editor


def _close(editor: QLineEdit, key: Qt.Key, qtbot: QtBot) -> None:
    qtbot.keyClick(editor, key)
    qtbot.waitUntil(
        lambda: not isinstance(QApplication.focusWidget(), QLineEdit)
    )  # Qt commits a moment later


def _says(cell: Cell, console: Console, text: str) -> bool:
    return console.request.event(0)[cell.field] == cell.value(text)


def test_undo_and_redo_change_the_document_and_the_editor_alike(
    cell: Cell, console: Console, qtbot: QtBot
) -> None:
    editor = _open(cell, qtbot)
    qtbot.keyClicks(editor, "typed")
    assert _says(cell, console, "typed")
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert (editor.text(), _says(cell, console, cell.was)) == (cell.was, True)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert (editor.text(), _says(cell, console, "typed")) == ("typed", True)
    editor.end(False)
    qtbot.keyClicks(editor, "2")
    assert _says(cell, console, "typed2")
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert (editor.text(), _says(cell, console, cell.was)) == (cell.was, True)


def test_several_steps_are_undone_in_one_open_editor_and_escape_lets_them_be(
    cell: Cell, console: Console, qtbot: QtBot
) -> None:
    for text in ("first", "second"):
        editor = _open(cell, qtbot)
        qtbot.keyClicks(editor, text)
        _close(editor, Qt.Key.Key_Return, qtbot)
    editor = _open(cell, qtbot)
    qtbot.keyClicks(editor, "third")
    for text in ("second", "first", cell.was):
        qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
        assert (editor.text(), _says(cell, console, text)) == (text, True)
    for text in ("first", "second"):
        qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL | SHIFT)
        assert (editor.text(), _says(cell, console, text)) == (text, True)
    _close(editor, Qt.Key.Key_Escape, qtbot)
    assert _says(cell, console, "second")
    assert console.undo_stack.redo_text is not None, "closing the editor is no edit"


def test_escape_takes_back_what_was_typed_after_an_undo(cell: Cell, console: Console, qtbot: QtBot) -> None:
    editor = _open(cell, qtbot)
    qtbot.keyClicks(editor, "a")
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    qtbot.keyClicks(editor, "bc")
    assert not _says(cell, console, cell.was)
    _close(editor, Qt.Key.Key_Escape, qtbot)
    assert _says(cell, console, cell.was)


def test_enter_after_an_undo_is_no_edit(cell: Cell, console: Console, qtbot: QtBot) -> None:
    editor = _open(cell, qtbot)
    qtbot.keyClicks(editor, "a")
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    _close(editor, Qt.Key.Key_Return, qtbot)
    assert _says(cell, console, cell.was)
    assert console.undo_stack.redo_text is not None


def test_undo_keys_with_nothing_to_undo_leave_the_text_alone(
    cell: Cell, console: Console, qtbot: QtBot
) -> None:
    editor = _open(cell, qtbot)
    while console.undo_stack.undo_text:
        console.undo_stack.undo()
    editor = _open(cell, qtbot) if not editor.isVisible() else editor
    before, text = console.request, editor.text()
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert (console.request, editor.text()) == (before, text)


def test_a_text_that_means_something_else_is_left_to_the_person_who_types_it(
    cells: dict[str, Cell], console: Console, qtbot: QtBot
) -> None:
    table = cells["table"].view
    impression = Cell(table, 0, 6, "impression", lambda text: tuple(text.split(",")), "a, b")
    editor = _open(impression, qtbot)
    qtbot.keyClicks(editor, "c,d")
    assert _says(impression, console, "c,d")
    assert editor.text() == "c,d"
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert editor.text() == "a, b"


@pytest.mark.parametrize("row", [0, 1])
def test_undo_of_a_row_that_was_typed_and_emptied_leaves_nothing_behind(
    cells: dict[str, Cell], console: Console, qtbot: QtBot, row: int
) -> None:
    before = console.request
    cell = Cell(cells["properties"].view, row, 0, "properties", lambda text: text, "")
    editor = _open(cell, qtbot)
    qtbot.keyClicks(editor, "a")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert console.request is not before
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert console.request is before
    assert console.undo_stack.redo_text == "Edit Properties"


@pytest.mark.parametrize("name", ["table", "properties"])
def test_undo_of_what_the_adding_row_added_goes_back_to_it(
    cells: dict[str, Cell], console: Console, qtbot: QtBot, name: str
) -> None:
    before, view = console.request, cells[name].view
    row = view.model().rowCount() - 1
    editor = _open(Cell(view, row, 0, "", lambda text: text, ""), qtbot)
    qtbot.keyClicks(editor, "new")
    after = console.request
    assert view.model().rowCount() == row + 2
    qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert console.request is before
    assert view.model().rowCount() == row + 1
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert console.request is after


def test_a_very_long_text_is_not_put_into_the_line_and_stays(
    cell: Cell, console: Console, qtbot: QtBot
) -> None:
    event = console.request.event(0).with_member(cell.field, cell.value(LONG))
    console.edit(console.request.with_event(0, event), "Set")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        editor = _open(cell, qtbot)
        assert (editor.text(), editor.isReadOnly()) == ("", True)
        assert editor.placeholderText().endswith("… (50,001 characters: edit them in the JSON view)")
        qtbot.keyClicks(editor, "y")
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
        for verb in (Qt.Key.Key_X, Qt.Key.Key_V):
            qtbot.keyClick(editor, verb, CONTROL)
        _close(editor, key, qtbot)
        assert console.request.event(0) is event


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_text_that_becomes_very_long_can_be_typed_on_and_taken_back(
    cell: Cell, console: Console, qtbot: QtBot, key: Qt.Key
) -> None:
    QGuiApplication.clipboard().setText(LONG)
    editor = _open(cell, qtbot)
    editor.paste()
    assert _says(cell, console, LONG)
    qtbot.keyClicks(editor, "y")
    assert _says(cell, console, f"{LONG}y")
    _close(editor, key, qtbot)
    assert _says(cell, console, f"{LONG}y" if key == Qt.Key.Key_Return else cell.was)


def test_an_open_cell_shows_a_very_long_text_that_undo_takes_and_redo_brings(
    cell: Cell, console: Console, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText(LONG)
    editor = _open(cell, qtbot)
    editor.paste()
    for text, shown in ((cell.was, cell.was), (LONG, "")):
        keys = CONTROL if text == cell.was else CONTROL | SHIFT
        qtbot.keyClick(editor, Qt.Key.Key_Z, keys)
        assert (editor.text(), editor.isReadOnly()) == (shown, shown == "")
        assert _says(cell, console, text)
    _close(editor, Qt.Key.Key_Escape, qtbot)
    assert _says(cell, console, LONG)


@pytest.mark.parametrize("place", ["cell", "inspector", "form"])
def test_the_edit_menu_copies_a_very_long_text_whole_and_leaves_it_as_it_is(
    open_window: Open, qtbot: QtBot, place: str
) -> None:
    session = open_window()
    window, console = session.window, session.console
    event = console.request.event(0).with_member("itemId", LONG)
    long = Request(console.request.with_event(0, event).root.with_member("userId", LONG))
    console.edit(long, "Set")
    table, box = window.compose.table, window.inspector.boxes["itemId"]
    assert isinstance(box, TextBox)
    if place == "cell":
        editor = _open(Cell(table, 0, 1, "itemId", lambda text: text, LONG), qtbot)
    else:
        editor = box.line if place == "inspector" else window.compose.form.edits["userId"]
        editor.setFocus()
    menu = {action.text(): action for action in window.findChildren(QAction)}
    for verb, left in (("Cu&t", "short"), ("&Paste", "short"), ("&Copy", LONG)):
        QGuiApplication.clipboard().setText("short")
        menu[verb].trigger()
        assert QGuiApplication.clipboard().text() == left
        assert console.request is long
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(editor, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == LONG
    qtbot.keyClick(editor, Qt.Key.Key_Escape if place == "cell" else Qt.Key.Key_Return)
    qtbot.wait(10)  # Qt commits a cell a moment later
    assert console.request is long


def test_a_field_goes_on_with_what_has_become_very_long_until_it_shows_another(
    open_window: Open, qtbot: QtBot
) -> None:
    session = open_window()
    request, form = session.console.request, session.window.compose.form
    line = form.edits["userId"]
    usual = line.placeholderText()
    line.setFocus()
    line.selectAll()
    QGuiApplication.clipboard().setText(LONG)
    line.paste()
    qtbot.keyClicks(line, "y")
    assert (session.console.request.root["userId"], line.text()) == (f"{LONG}y", f"{LONG}y")
    session.console.undo_stack.undo()
    assert session.console.request is request
    session.console.undo_stack.redo()
    assert (line.text(), line.isReadOnly(), line.exact_text()) == ("", True, f"{LONG}y")
    session.console.undo_stack.undo()
    assert (line.text(), line.isReadOnly()) == (request.root.get("userId", ""), False)
    assert line.placeholderText() == usual


def test_ctrl_z_in_an_open_cell_of_the_window_undoes_the_document(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    table, request = session.window.compose.table, session.console.request
    table.setFocus()
    table.setCurrentIndex(table.table.index(0, 1))
    for typed in ("wrong", "bad"):
        qtbot.keyClick(table, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        qtbot.keyClicks(editor, typed)
        assert session.console.request is not request
        qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
        assert session.console.request is request
        assert table.table.index(0, 1).data() == request.event(0)["itemId"]
        qtbot.waitUntil(table.hasFocus)
        qtbot.keyClick(table, Qt.Key.Key_Escape)
        assert session.console.request is request
