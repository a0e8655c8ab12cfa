"""The event table as a model: what cells say, and that every change reaches views as the least it can be."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from events_console.domain.dataset_schema import DatasetSchema, SchemaField
from events_console.domain.fields import TABLE_FIELDS
from events_console.domain.json_value import Object
from events_console.domain.problem import Severity
from events_console.ui.console import Console
from events_console.ui.event_table import FEEDS_ROLE, ROW_SEVERITY_ROLE, SEVERITY_ROLE, EventTable

TYPE, ITEM, VALUE, SENT_AT = 0, 1, 2, 3


def test_the_model_keeps_qt_s_rules_through_every_kind_of_change(
    console: Console, qtmodeltester: ModelTester
) -> None:
    table = EventTable(console)
    qtmodeltester.check(table)
    request = console.request
    for changed in (
        request.with_inserted(3, [Object({"eventType": "View"})] * 2),
        request.with_inserted(0, [Object()]),
        request.without_events([0, 2]),
        request.with_moved([0], 1),
        request.with_events([]),
        request,
    ):
        console.edit(changed, "Change")
        assert table.rowCount() == len(changed.events) + 1


def test_cells_say_what_the_document_says(console: Console) -> None:
    table = EventTable(console)
    shown = [str(table.index(0, column).data()) for column in range(table.columnCount())]
    assert shown[:5] == ["RATING", "-2996180203100007228", "7.0", "{{now-5m}}", '{"cabinType": "Economy"}']
    assert table.headerData(TYPE, Qt.Orientation.Horizontal) == "Event type *"
    assert table.headerData(0, Qt.Orientation.Vertical) == "1"


def test_each_column_says_what_it_feeds(console: Console) -> None:
    table = EventTable(console)

    def header(column: int, role: int) -> object:
        return table.headerData(column, Qt.Orientation.Horizontal, role)

    tip, spoken = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole
    assert "The item acted upon\nFeeds ITEM_ID." in str(header(ITEM, tip))
    assert header(ITEM, spoken) == "Item ID, optional, Feeds ITEM_ID."
    assert header(ITEM, FEEDS_ROLE) == ()
    console.know(schema=DatasetSchema("Interactions", (SchemaField("ITEM_ID", ("string",), required=True),)))
    assert "Feeds ITEM_ID string." in str(header(ITEM, tip))
    assert header(ITEM, FEEDS_ROLE) == ("ITEM_ID string", "ITEM_ID")
    assert "Feeds EVENT_VALUE, which is not in the schema." in str(header(VALUE, tip))
    assert header(VALUE, FEEDS_ROLE) == ()


def test_a_cell_takes_text_and_makes_of_it_what_the_field_holds(console: Console) -> None:
    table = EventTable(console)
    assert table.setData(table.index(0, VALUE), "8.5")
    assert table.setData(table.index(0, SENT_AT), "2026-11-20 14:02:09 UTC")
    assert console.request.event(0)["eventValue"] == 8.5
    assert console.request.event(0)["sentAt"] == 1795183329
    assert table.index(0, SENT_AT).data() == "2026-11-20 14:02:09 UTC"


def test_text_that_means_nothing_stays_as_typed_and_is_marked_in_words(console: Console) -> None:
    table = EventTable(console)
    cell = table.index(0, VALUE)
    table.setData(cell, "lots")
    assert cell.data() == "lots"
    assert cell.data(SEVERITY_ROLE) == Severity.ERROR
    assert "number" in str(cell.data(Qt.ItemDataRole.ToolTipRole))
    assert "lots; error: " in str(cell.data(Qt.ItemDataRole.AccessibleTextRole))
    table.setData(cell, "7")
    assert cell.data(SEVERITY_ROLE) is None


def test_what_is_wrong_with_an_event_as_a_whole_is_marked_at_its_number(console: Console) -> None:
    table = EventTable(console)
    console.edit(
        console.request.with_event(1, console.request.event(1).with_member("colour", "red")), "Paste"
    )
    assert table.headerData(1, Qt.Orientation.Vertical, ROW_SEVERITY_ROLE) == Severity.ERROR
    assert "colour" in str(table.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole))


def test_typing_in_the_last_row_adds_an_event_of_the_type_before(console: Console) -> None:
    table = EventTable(console)
    table.setData(table.index(3, ITEM), "item-9")
    assert console.request.event(3) == {"eventType": "Purchase", "sentAt": "{{now}}", "itemId": "item-9"}
    assert table.index(4, TYPE).data() == "Type here to add an event"


def test_an_editor_open_in_the_last_row_stays_with_the_event_it_began(console: Console) -> None:
    table = EventTable(console)
    place = QPersistentModelIndex(table.index(3, ITEM))
    table.typing = object()
    for text in ("i", "it", "item-9"):
        table.setData(place, text)
    assert [
        event["itemId"] for event in map(console.request.event, range(3, len(console.request.events)))
    ] == ["item-9"]
    console.undo_stack.undo()
    assert len(console.request.events) == 3


def test_a_selection_survives_rows_coming_and_going_elsewhere(console: Console) -> None:
    table = EventTable(console)
    selection = QItemSelectionModel(table)
    selection.setCurrentIndex(table.index(2, ITEM), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    console.edit(console.request.with_inserted(0, [Object()]), "Insert")
    assert selection.currentIndex().row() == 3
    console.edit(console.request.without_events([0, 1]), "Delete")
    assert selection.currentIndex().row() == 1
    assert selection.currentIndex().data() == "-198685942195013072"


def test_no_cell_outside_the_table_says_anything(console: Console) -> None:
    table = EventTable(console)
    assert table.data(QModelIndex()) is None
    assert table.rowCount(table.index(0, 0)) == 0
    assert not table.setData(QModelIndex(), "x")
    assert table.columnCount() == len(TABLE_FIELDS)
