"""The time of an event: set from the menu or a dialog, shown as it goes out, asked for its zone."""

import time
from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QDate, QDateTime, QLocale, QTimeZone
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from events_console.domain.json_value import Json
from events_console.ui.console import Console
from events_console.ui.event_inspector import EventInspector
from events_console.ui.sent_at_field import PickTime, SentAtBox, wire_note

AT = 1795183329  # 2026-11-20 14:02:09 UTC


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer in Berlin."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def box(inspector: EventInspector) -> SentAtBox:
    return cast("SentAtBox", inspector.boxes["sentAt"])


def set_time(console: Console, value: Json) -> None:
    console.edit(console.request.with_event(0, console.request.event(0).with_member("sentAt", value)), "Set")


def notes(box: SentAtBox) -> str:
    """What stands beneath the line, in one line."""
    labels = [
        made.text()
        for made in box.findChildren(QLabel)
        if made.isVisible() and made.property("role") == "muted"
    ]
    return " ".join(labels[1:]).replace("\N{NO-BREAK SPACE}", " ")


def readings(box: SentAtBox) -> dict[str, QPushButton]:
    return {made.text(): made for made in box.findChildren(QPushButton) if made.isVisible()}


@pytest.mark.parametrize(
    ("value", "note"),
    [
        (AT, "on the wire: 1795183329 · Fri 20 Nov 2026, 15:02:09 CET"),
        (1784556129, "on the wire: 1784556129 · Mon 20 Jul 2026, 16:02:09 CEST"),
        (AT + 0.5, "on the wire: 1795183329.5 · Fri 20 Nov 2026, 15:02:09.500 CET"),
        (-1, "on the wire: -1 · Thu 1 Jan 1970, 00:59:59 CET"),
        (1700000000123, "on the wire: 1700000000123 · the year 55840"),
        ("soon", ""),
        (True, ""),
        (10**400, ""),
        (float("nan"), ""),
        (None, ""),
    ],
)
def test_what_goes_out_is_said_in_words(box: SentAtBox, console: Console, value: Json, note: str) -> None:
    set_time(console, value)
    assert notes(box) == note
    assert not readings(box)


def test_days_and_months_are_called_as_in_the_language_of_the_window() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    try:
        assert "Mi. 20 Mai 2026" in wire_note(1779260529).replace("\N{NO-BREAK SPACE}", " ")
    finally:
        QLocale.setDefault(before)


def test_in_utc_no_other_zone_is_named(
    box: SentAtBox, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:  # or the fixture's zone would come back after the fixture has gone
        patch.setenv("TZ", "UTC")
        time.tzset()
        set_time(console, AT)
        assert notes(box) == "on the wire: 1795183329 · Fri 20 Nov 2026, 14:02:09 UTC"
        set_time(console, "2026-11-20 14:02:09")
        assert list(readings(box)) == ["Read as UTC"]


def test_a_placeholder_is_shown_as_what_it_would_be_now_and_goes_on(
    box: SentAtBox, console: Console, qtbot: QtBot
) -> None:
    set_time(console, "{{now-5m}}")
    first = notes(box)
    assert first.startswith("if sent now: ")
    assert abs(int(first.split()[3]) + 300 - time.time()) < 5
    qtbot.waitUntil(lambda: notes(box) != first)


def test_a_text_without_zone_is_read_as_the_person_says(box: SentAtBox, console: Console) -> None:
    set_time(console, "2026-11-20 14:02:09")
    assert notes(box) == "The time zone is missing:"
    assert list(readings(box)) == ["Read as UTC", "Read as local time (CET)"]
    readings(box)["Read as local time (CET)"].click()
    assert console.request.event(0)["sentAt"] == AT - 3600
    assert box.line.text() == "2026-11-20 13:02:09 UTC"
    assert not readings(box)
    console.undo_stack.undo()
    readings(box)["Read as UTC"].click()
    assert console.request.event(0)["sentAt"] == AT


def test_a_text_that_can_be_read_without_doubt_is_offered_as_the_number(
    box: SentAtBox, console: Console
) -> None:
    set_time(console, "2026-11-20T15:02:09+01:00")
    readings(box)["Read as 2026-11-20 14:02:09 UTC"].click()
    assert console.request.event(0)["sentAt"] == AT


def test_the_menu_sets_now_or_a_placeholder(box: SentAtBox, console: Console) -> None:
    acts = {act.text(): act for act in box.menu.actions()}
    acts["{{now}} when sent"].trigger()
    assert console.request.event(0)["sentAt"] == "{{now}}"
    acts["5 minutes before sending {{now-5m}}"].trigger()
    assert console.request.event(0)["sentAt"] == "{{now-5m}}"
    acts["Now"].trigger()
    assert isinstance(console.request.event(0)["sentAt"], int)
    assert abs(cast("int", console.request.event(0)["sentAt"]) - time.time()) < 5
    console.undo_stack.undo()
    assert box.line.text() == "{{now-5m}}"


@pytest.mark.parametrize(("zone", "expected"), [(0, AT + 86400), (1, AT + 86400 - 3600)])
def test_a_time_is_picked_in_utc_or_local_time(
    box: SentAtBox, console: Console, zone: int, expected: int
) -> None:
    set_time(console, AT)
    box.menu.actions()[-1].trigger()
    dialog = box.findChild(PickTime)
    assert isinstance(dialog, PickTime)
    assert dialog.time_edit.text() == "2026-11-20 14:02:09"
    dialog.time_edit.setDateTime(QDateTime.fromSecsSinceEpoch(AT + 86400, QTimeZone.utc()))
    assert dialog.calendar.selectedDate() == dialog.time_edit.date()
    dialog.zones[zone].click()
    assert [made.text() for made in dialog.zones] == ["UTC", "This computer: CET (UTC+01:00)"]
    assert any(str(expected) in made.text() for made in dialog.findChildren(QLabel))
    dialog.accept()
    assert console.request.event(0)["sentAt"] == expected


def test_the_offset_is_that_of_the_day_picked(box: SentAtBox) -> None:
    dialog = PickTime(1784556129, box)
    assert dialog.zones[1].text() == "This computer: CEST (UTC+02:00)"


def test_a_day_of_the_calendar_keeps_the_time_of_the_day(box: SentAtBox) -> None:
    dialog = PickTime(AT, box)
    dialog.calendar.setSelectedDate(QDate(2026, 12, 24))
    assert dialog.time_edit.text() == "2026-12-24 14:02:09"
    assert dialog.seconds() == AT + 34 * 86400


def test_a_dismissed_dialog_changes_nothing(box: SentAtBox, console: Console) -> None:
    before = console.request
    box.menu.actions()[-1].trigger()
    dialog = box.findChild(PickTime)
    assert isinstance(dialog, PickTime)
    dialog.reject()
    assert console.request is before


def test_no_line_begins_with_the_dot() -> None:
    assert " \N{MIDDLE DOT}" not in wire_note(AT)
