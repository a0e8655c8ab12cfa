"""The event table on screen, driven with keys and the clipboard."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from events_console.domain.dataset_schema import DatasetSchema, SchemaField
from events_console.domain.fields import EVENT_FIELDS
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.event_view import EventView

TYPE, ITEM, VALUE, SENT_AT, PROPERTIES = range(5)


@pytest.fixture
def view(console: Console, qtbot: QtBot) -> EventView:
    made = EventView(console)
    qtbot.addWidget(made)
    made.resize(1000, 400)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def _go(view: EventView, row: int, column: int) -> None:
    view.setCurrentIndex(view.table.index(row, column))


def _edit(view: EventView, qtbot: QtBot) -> QLineEdit:
    """Open the editor of the current cell."""
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.indexWidget(view.currentIndex())
    assert isinstance(editor, QLineEdit)
    return editor


def _enter(view: EventView, editor: QLineEdit, qtbot: QtBot) -> None:
    """Close the editor as Enter does."""
    place = view.currentIndex()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.currentIndex().row() == place.row() + 1)


def _select(view: EventView, *cells: tuple[int, int]) -> None:
    view.clearSelection()
    for row, column in cells:
        view.selectionModel().select(view.table.index(row, column), QItemSelectionModel.SelectionFlag.Select)


def test_usual_values_are_shown_whole(view: EventView) -> None:
    for column, text in (
        (ITEM, "-2996180203100007228"),
        (VALUE, "1234.56"),
        (VALUE, "✕ 129.99"),
        (VALUE, '✕ "129.99"'),
        (SENT_AT, "2026-11-20T14:02:09Z"),
    ):
        assert view.fontMetrics().horizontalAdvance(text) + 16 <= view.columnWidth(column), text


def test_each_keystroke_is_live_and_all_of_them_are_one_undo_step(
    view: EventView, console: Console, qtbot: QtBot
) -> None:
    _go(view, 0, TYPE)
    before = console.request
    editor = _edit(view, qtbot)
    editor.selectAll()
    qtbot.keyClicks(editor, "Wat")
    assert console.request.event(0)["eventType"] == "Wat"
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert console.request.event(0)["eventType"] == "Wa"
    qtbot.keyClicks(editor, "tch")
    _enter(view, editor, qtbot)
    assert console.request.event(0)["eventType"] == "Watch"
    console.undo_stack.undo()
    assert console.request is before


def test_a_problem_appears_while_typing_and_goes_when_mended(
    view: EventView, console: Console, qtbot: QtBot
) -> None:
    _go(view, 0, VALUE)
    editor = _edit(view, qtbot)
    qtbot.keyClicks(editor, "x")
    assert [problem.path for problem in console.errors] == ["/eventList/0/eventValue"]
    editor.selectAll()
    qtbot.keyClicks(editor, "4.5")
    assert console.errors == ()


def test_escape_takes_back_what_was_typed(view: EventView, console: Console, qtbot: QtBot) -> None:
    _go(view, 1, ITEM)
    editor = _edit(view, qtbot)
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClicks(editor, "999")
    assert console.request.event(1)["itemId"] == "-198685942195013072999"
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert console.request.event(1)["itemId"] == "-198685942195013072"


def test_opening_and_closing_an_editor_changes_nothing(
    view: EventView, console: Console, qtbot: QtBot
) -> None:
    before = console.request
    for column in range(len(EVENT_FIELDS)):
        _go(view, 1, column)
        _enter(view, _edit(view, qtbot), qtbot)
    assert console.request is before


def test_typing_in_the_last_row_adds_one_event(view: EventView, console: Console, qtbot: QtBot) -> None:
    _go(view, 3, ITEM)
    qtbot.keyClick(view, Qt.Key.Key_A)
    editor = view.indexWidget(view.currentIndex())
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "bc")
    _enter(view, editor, qtbot)
    assert len(console.request.events) == 4
    assert console.request.event(3)["itemId"] == "abc"


def test_all_keys_reach_the_event_that_the_first_one_added(
    view: EventView, console: Console, qtbot: QtBot
) -> None:
    _go(view, 3, TYPE)
    for key in "view":
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
        QApplication.processEvents()
    assert console.request.event(3)["eventType"] == "view"


def test_with_a_schema_the_header_has_a_second_line_that_says_what_columns_feed(
    view: EventView, console: Console
) -> None:
    header = view.horizontalHeader()

    def is_drawn_below(column: int) -> bool:
        middle = header.height() // 2 + 2
        left, width = header.sectionViewportPosition(column), header.sectionSize(column)
        line = header.viewport().grab(QRect(left, middle, width, header.height() - middle - 2)).toImage()
        places = ((x, y) for x in range(line.width()) for y in range(line.height()))
        return len({line.pixelColor(x, y).name() for x, y in places}) > 1

    low = header.height()
    console.know(schema=DatasetSchema("Interactions", (SchemaField("ITEM_ID", ("string",), required=True),)))
    assert header.height() > low
    assert (is_drawn_below(ITEM), is_drawn_below(VALUE)) == (True, False)
    console.know(schema=None)
    assert header.height() == low


def test_copy_and_paste_as_a_spreadsheet_does(view: EventView, console: Console) -> None:
    _select(view, (0, TYPE), (0, ITEM), (1, TYPE), (1, ITEM))
    view.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "RATING\t-2996180203100007228\nView\t-198685942195013072"
    assert "<td" in clipboard.mimeData().html()
    _select(view, (2, TYPE))
    view.paste()
    events = [console.request.event(row) for row in range(len(console.request.events))]
    assert [(event["eventType"], event["itemId"]) for event in events[2:]] == [
        ("RATING", "-2996180203100007228"),
        ("View", "-198685942195013072"),
    ]
    console.undo_stack.undo()
    assert len(console.request.events) == 3


def test_paste_of_what_a_spreadsheet_gives(view: EventView, console: Console) -> None:
    QGuiApplication.clipboard().setText(
        '\ufeffView\ti1\t4.5\t2026-11-20 14:02:09 UTC\t"{""a"": 1,\n""b"": 2}"\r\nClick\ti2\r\n'
    )
    _select(view, (3, TYPE))
    view.setCurrentIndex(view.table.index(3, TYPE))
    view.paste()
    assert console.request.event(3) == {
        "eventType": "View",
        "sentAt": 1795183329,
        "itemId": "i1",
        "eventValue": 4.5,
        "properties": '{"a": 1,\n"b": 2}',
    }
    assert console.request.event(4)["eventType"] == "Click"
    assert len(console.request.events) == 5


def test_one_copied_cell_fills_a_selection(view: EventView, console: Console) -> None:
    QGuiApplication.clipboard().setText("Click")
    _select(view, (0, TYPE), (1, TYPE), (2, TYPE))
    view.paste()
    assert {console.request.event(row)["eventType"] for row in range(3)} == {"Click"}


def test_an_empty_cell_is_pasted_and_columns_without_room_are_told_of(
    view: EventView, console: Console, qtbot: QtBot
) -> None:
    _select(view, (1, VALUE))
    view.copy()
    _select(view, (0, VALUE))
    view.paste()
    assert "eventValue" not in console.request.event(0)
    QGuiApplication.clipboard().setText("\t".join("abcdefghijk"))
    _select(view, (0, TYPE))
    with qtbot.waitSignal(console.told) as signal:
        view.paste()
    assert signal.args[0].startswith("2 columns had no room")


def test_delete_empties_cells_and_whole_rows_go(view: EventView, console: Console, qtbot: QtBot) -> None:
    _select(view, (0, ITEM), (0, VALUE))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert "itemId" not in console.request.event(0)
    assert "eventValue" not in console.request.event(0)
    view.selectRow(1)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert [console.request.event(row)["eventType"] for row in range(2)] == ["RATING", "Purchase"]


def test_rows_are_duplicated_without_their_event_id_and_moved(view: EventView, console: Console) -> None:
    console.edit(console.request.with_event(0, console.request.event(0).with_member("eventId", "e1")), "Edit")
    _go(view, 0, TYPE)
    view.duplicate_rows()
    assert len(console.request.events) == 4
    assert console.request.event(1) == console.request.event(0).without("eventId")
    view.move_rows(1)
    view.move_rows(1)
    assert [console.request.event(row)["eventType"] for row in range(4)] == [
        "RATING",
        "View",
        "Purchase",
        "RATING",
    ]
    assert view.selected_rows() == [3]
    view.move_rows(1)
    assert view.selected_rows() == [3]
    view.delete_rows()
    assert len(console.request.events) == 3


def test_tab_leaves_the_table_and_places_are_found(view: EventView, qtbot: QtBot) -> None:
    view.show_place("/eventList/2/metricAttribution/eventAttributionSource")
    index = view.currentIndex()
    assert (index.row(), EVENT_FIELDS[index.column()].label) == (2, "Attribution source")
    with qtbot.waitSignal(view.row_changed) as signal:
        view.show_place("/eventList/0")
    assert signal.args == [0]
    view.show_place("/sessionId")
    assert view.currentIndex().row() == 0


def test_thousands_of_rows_are_edited_in_one_pass(view: EventView, console: Console) -> None:
    """Copying the document once for each row took minutes here; one pass takes a fraction of a second."""
    many = [console.request.event(0).with_member("itemId", str(row)) for row in range(5_000)]
    console.edit(console.request.with_events(many), "Fill")
    filled = console.request
    view.selectAll()
    view.cut()
    assert not any(console.request.events)
    view.paste()
    assert console.request.is_same(filled)
    view.duplicate_rows()
    assert len(console.request.events) == 10_000
    assert view.selected_rows() == list(range(5_000, 10_000))
    view.clear_cells()
    assert console.request.is_same(filled)


def test_what_was_pasted_is_selected_also_in_the_row_that_adds(view: EventView, console: Console) -> None:
    def selected() -> list[tuple[int, int]]:
        return sorted((index.row(), index.column()) for index in view.selectedIndexes())

    QGuiApplication.clipboard().setText("a\t1\nb\t2")
    _go(view, 3, ITEM)
    view.paste()
    assert len(console.request.events) == 5
    assert selected() == [(3, ITEM), (3, VALUE), (4, ITEM), (4, VALUE)]
    _go(view, 0, ITEM)
    view.paste()
    assert selected() == [(0, ITEM), (0, VALUE), (1, ITEM), (1, VALUE)]
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, ITEM)


def test_a_selected_cell_keeps_the_tint_of_its_error(view: EventView, console: Console) -> None:
    console.edit(console.request.with_event(0, console.request.event(0).with_member("sentAt", "x")), "Break")

    def ground(column: int) -> str:
        place = view.visualRect(view.table.index(0, column)).adjusted(0, 0, -5, -5).bottomRight()
        return view.viewport().grab().toImage().pixelColor(place).name().upper()

    view.selectRow(0)
    assert (ground(SENT_AT), ground(ITEM)) == (style.LIGHT.error.tint, style.LIGHT.info.tint)
