"""The inspector: every field of the selected event, live, with what is wrong in words."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from events_console.domain.dataset_schema import DatasetSchema, SchemaField
from events_console.domain.fields import EVENT_FIELDS, event_field
from events_console.domain.json_value import Json, Object
from events_console.ui.console import Console
from events_console.ui.event_field import TextBox
from events_console.ui.event_inspector import EventInspector

TEXT_FIELDS = (
    "eventType",
    "itemId",
    "eventValue",
    "sentAt",
    "recommendationId",
    "metricAttribution",
    "eventId",
)


def text_box(inspector: EventInspector, name: str) -> TextBox:
    return cast("TextBox", inspector.boxes[name])


def shown(widget: QWidget) -> list[str]:
    """What the labels in ``widget`` say to somebody who hears them."""
    labels = (made for made in widget.findChildren(QLabel) if made.isVisible())
    return [made.accessibleName() or made.text() for made in labels]


def put(console: Console, **members: Json) -> None:
    console.edit(console.request.with_event(0, Object({**console.request.event(0), **members})), "Put")


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("eventType", "Watch", "Watch"),
        ("itemId", "item-9", "item-9"),
        ("eventValue", "4.5", 4.5),
        ("eventValue", "much", "much"),
        ("sentAt", "2026-11-20 14:02:09 UTC", 1795183329),
        ("recommendationId", "RID-1", "RID-1"),
        ("metricAttribution", "newsletter", Object(eventAttributionSource="newsletter")),
        ("eventId", "{{uuid}}", "{{uuid}}"),
    ],
)
def test_what_is_typed_is_in_the_document_and_undone_in_one_step(
    inspector: EventInspector, console: Console, qtbot: QtBot, *, name: str, typed: str, value: Json
) -> None:
    before = console.request
    box = text_box(inspector, name)
    box.take_focus()
    box.line.selectAll()
    qtbot.keyClicks(box.line, typed)
    assert console.request.event(0)[name] == value
    assert type(console.request.event(0)[name]) is type(value)
    assert box.line.text() == typed
    assert console.undo_stack.undo_text == f"Edit {box.field.label}"
    console.undo_stack.undo()
    assert console.request.is_same(before)


@pytest.mark.parametrize("name", TEXT_FIELDS)
def test_an_emptied_field_leaves_the_event(
    inspector: EventInspector, console: Console, qtbot: QtBot, name: str
) -> None:
    put(console, recommendationId="r", eventId="e", metricAttribution=Object(eventAttributionSource="s"))
    box = text_box(inspector, name)
    box.line.selectAll()
    qtbot.keyClick(box.line, Qt.Key.Key_Delete)
    assert name not in console.request.event(0)


def test_each_focus_is_an_undo_step_of_its_own(
    inspector: EventInspector, console: Console, qtbot: QtBot
) -> None:
    item, kind = text_box(inspector, "itemId"), text_box(inspector, "eventType")
    item.line.setFocus()
    qtbot.keyClicks(item.line, "ab")
    kind.line.setFocus()
    item.line.setFocus()
    qtbot.keyClicks(item.line, "cd")
    console.undo_stack.undo()
    assert str(console.request.event(0)["itemId"]).startswith("ab-")


def test_typing_into_the_next_event_is_another_step(
    inspector: EventInspector, console: Console, qtbot: QtBot
) -> None:
    item = text_box(inspector, "itemId")
    item.line.setFocus()
    qtbot.keyClicks(item.line, "a")
    inspector.show_row(1)
    qtbot.keyClicks(item.line, "b")
    console.undo_stack.undo()
    assert str(console.request.event(0)["itemId"]).startswith("a-")
    assert str(console.request.event(1)["itemId"]).startswith("-")


def test_problems_appear_under_their_field_and_go(inspector: EventInspector, qtbot: QtBot) -> None:
    box = text_box(inspector, "eventValue")
    assert shown(box) == ["Value"]
    box.line.selectAll()
    qtbot.keyClicks(box.line, "x")
    message = shown(box)[1]
    assert message.startswith("✕ ")
    assert "“x”" in message
    assert message[2:] == box.line.accessibleDescription()
    assert box.line.property("role") == "error"
    box.line.selectAll()
    qtbot.keyClicks(box.line, "3")
    assert shown(box) == ["Value"]
    assert box.line.property("role") == ""


def test_a_missing_field_and_a_foreign_one_are_told_of(inspector: EventInspector, console: Console) -> None:
    put(console, timestamp=3)
    console.edit(console.request.with_event(0, console.request.event(0).without("eventType")), "Clear")
    assert any("missing" in text for text in shown(inspector.boxes["eventType"]))
    assert any("“timestamp”" in text for text in shown(inspector))


def test_undo_elsewhere_is_shown_without_taking_the_focus(
    inspector: EventInspector, console: Console
) -> None:
    item = text_box(inspector, "itemId")
    item.line.setFocus()
    item.line.setCursorPosition(3)
    put(console, eventType="Watch")
    assert text_box(inspector, "eventType").line.text() == "Watch"
    assert item.line.hasFocus()
    assert item.line.cursorPosition() == 3
    put(console, itemId="abcdef")
    assert (item.line.text(), item.line.cursorPosition()) == ("abcdef", 3)


def test_what_is_typed_stays_as_typed_until_the_focus_goes(
    inspector: EventInspector, console: Console, qtbot: QtBot
) -> None:
    sent = text_box(inspector, "sentAt")
    sent.line.setFocus()
    sent.line.selectAll()
    qtbot.keyClicks(sent.line, "1795183329")
    assert sent.line.text() == "1795183329"
    text_box(inspector, "itemId").line.setFocus()
    assert sent.line.text() == "2026-11-20 14:02:09 UTC"
    assert console.request.event(0)["sentAt"] == 1795183329


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("itemId", 123, "123"),
        ("eventType", None, "null"),
        ("eventValue", True, "true"),
        ("sentAt", "", '""'),
        ("metricAttribution", "news", '"news"'),
        ("metricAttribution", (1,), "[1]"),
        ("eventId", Object(a=1), '{"a": 1}'),
    ],
)
def test_values_of_another_type_are_shown_and_survive(
    inspector: EventInspector, console: Console, qtbot: QtBot, *, name: str, value: Json, text: str
) -> None:
    put(console, **{name: value})
    box = text_box(inspector, name)
    assert box.line.text() == text
    assert len(shown(box)) > 1
    box.line.setFocus()
    text_box(inspector, "recommendationId").line.setFocus()
    assert console.request.event(0)[name] == value
    qtbot.keyClicks(box.line, "x")
    assert console.request.event(0)[name] != value


def test_a_long_text_is_not_cut_by_typing(inspector: EventInspector, console: Console, qtbot: QtBot) -> None:
    put(console, itemId="x" * 40_000)
    qtbot.keyClicks(text_box(inspector, "itemId").line, "y")
    assert len(str(console.request.event(0)["itemId"])) == 40_001


def test_without_an_event_it_says_what_to_do(inspector: EventInspector, console: Console) -> None:
    assert "Event 1" in shown(inspector)
    assert "1 of 3" in shown(inspector)
    inspector.show_row(None)
    assert shown(inspector)[0] == "No event selected"
    assert "Select an event" in shown(inspector)[1]
    inspector.show_row(2)
    assert "Event 3" in shown(inspector)
    console.edit(console.request.without_events((2,)), "Delete")
    assert shown(inspector)[0] == "No event selected"


def test_a_field_is_brought_into_view_with_the_focus(inspector: EventInspector) -> None:
    inspector.resize(300, 300)
    for field in reversed(EVENT_FIELDS):
        inspector.focus_field(field)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert inspector.boxes[field.name].isAncestorOf(focus)
        assert not focus.visibleRegion().isEmpty()


def test_tab_goes_through_the_fields_in_reading_order(inspector: EventInspector, qtbot: QtBot) -> None:
    inspector.focus_field(EVENT_FIELDS[0])
    met: list[str] = []
    while not met or len(met) < len(EVENT_FIELDS):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.accessibleName() or focus.text()  # type: ignore[attr-defined]  # a button's name is its text
        name = next(name for name, box in inspector.boxes.items() if box.isAncestorOf(focus))
        if not met or met[-1] != name:
            met.append(name)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    kind, item, value, *others = (field.name for field in EVENT_FIELDS)
    assert met == [kind, value, item, *others], "the value stands beside the type"


def test_nothing_is_cut_off_at_the_least_width(inspector: EventInspector, console: Console) -> None:
    put(
        console,
        eventType="x" * 300,
        sentAt="2026-11-20 14:02:09",
        properties=Object(a=1),
        impression="a",
        itemId=1,
    )
    inspector.resize(280, 700)
    QApplication.processEvents()
    boxes = [box for box in inspector.boxes.values() if box.isVisible()]
    room = inspector.width()
    assert all(box.mapTo(inspector, box.rect().topRight()).x() < room for box in boxes)
    assert all(box.minimumSizeHint().width() <= box.width() for box in boxes)


def test_a_field_says_which_field_of_the_schema_it_feeds(inspector: EventInspector, console: Console) -> None:
    def tip() -> str:
        console.edit(console.request.without_events((2,)), "Delete")
        console.undo_stack.undo()
        return text_box(inspector, "itemId").line.toolTip()

    assert "The item acted upon\nFeeds ITEM_ID." in tip()
    console.know(schema=DatasetSchema("Interactions", (SchemaField("ITEM_ID", ("string",), required=True),)))
    assert "Feeds ITEM_ID string." in tip()


def test_a_new_id_is_a_new_one_each_time(inspector: EventInspector, console: Console) -> None:
    box = text_box(inspector, "eventId")
    new = box.findChild(QPushButton)
    assert isinstance(new, QPushButton)
    assert new.text() == "New ID"
    assert box.line.placeholderText() == "filled in when sending"
    new.click()
    first = console.request.event(0)["eventId"]
    new.click()
    second = console.request.event(0)["eventId"]
    assert len(str(first)) == len(str(second)) == 36
    assert first != second
    console.undo_stack.undo()
    assert console.request.event(0)["eventId"] == first
    console.stamp_event_ids = False
    console.undo_stack.undo()
    assert box.line.placeholderText() == ""


def test_each_field_of_an_event_has_its_box(inspector: EventInspector) -> None:
    boxes = [box for box in inspector.boxes.values() if box.isVisible()]
    assert {box.field.name: box.field for box in boxes} == {field.name: field for field in EVENT_FIELDS}
    assert all(event_field(box.field.path) is box.field for box in boxes)
