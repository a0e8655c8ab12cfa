"""The window that compares two sides: what it shows, how it is driven, and that it holds nothing up."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Outcome, Response, Sent, Target, Timing
from events_console.domain.json_value import Object, freeze
from events_console.domain.request import Request
from events_console.ui.compare_dialog import ANSWER, WIRE, CompareDialog, show_comparison
from events_console.ui.compare_parts import Side, ages
from events_console.ui.compare_table import LEFT, MOST_COPIED, ComparisonView
from events_console.ui.compare_wire import SAME, aligned
from events_console.ui.form_rows import Check
from events_console.ui.parts import ElidedLabel
from events_console.ui.tasks import Tasks

LONG = "x" * 400
TARGET = Target("Shop", ConnectionKind.DEVELOPMENT, "eu-west-1", "https://events.example")
ONE = Request(
    Object(
        trackingId="t",
        userId="u",
        sessionId="s",
        eventList=freeze(
            [
                {"eventId": "1", "eventType": "View", "itemId": "a", "sentAt": 1_790_000_000},
                {"eventId": "2", "eventType": "View", "itemId": "b", "sentAt": 1_790_000_001},
            ]
        ),
    )
)
OTHER = (
    ONE.with_field("userId", LONG)
    .with_event(0, ONE.event(0).with_member("sentAt", 1_790_000_000.0))
    .with_inserted(2, [freeze({"eventType": "Click", "itemId": "c"})])
)

Compare = Callable[[Side, Side], CompareDialog]


def exchange(request: Request, answer_ms: float = 38, status: int = 200) -> Exchange:
    body = b"" if status == 200 else b'{"message": "Too many requests"}'
    headers = (("x-amzn-RequestId", f"r-{status}"), ("Content-Type", "application/json"))
    return Exchange(
        "1",
        request,
        TARGET,
        1_790_000_000.0,
        Outcome.ACCEPTED if status == 200 else Outcome.REJECTED,
        1,
        Timing(2, answer_ms),
        Sent(
            "POST",
            "https://events.example/events",
            (("Host", "events.example"),),
            json.dumps(request.root).encode(),
        ),
        Response(status, headers, body, f"r-{status}"),
    )


BEFORE = Side("Exchange of 14:02", ONE, exchange(ONE))
AFTER = Side("Exchange of 15:40", OTHER, exchange(OTHER, 58, 400))


@pytest.fixture
def compare(window: QWidget, tasks: Tasks, qtbot: QtBot) -> Iterator[Compare]:
    opened: list[CompareDialog] = []

    def open_one(left: Side, right: Side) -> CompareDialog:
        opened.append(show_comparison(window, left, right, tasks))
        qtbot.waitActive(opened[-1]).__enter__()
        settle(opened[-1], qtbot)
        return opened[-1]

    yield open_one
    for dialog in filter(shiboken6.isValid, opened):
        dialog.close()


def settle(dialog: CompareDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)


def cells(view: ComparisonView) -> list[list[str]]:
    model = view.model()
    columns = range(model.columnCount())
    return [[str(model.index(row, column).data()) for column in columns] for row in range(model.rowCount())]


def turn(dialog: CompareDialog, name: str, qtbot: QtBot) -> None:
    switch = next(each for each in dialog.findChildren(Check) if each.text() == name)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(8, switch.height() // 2))
    settle(dialog, qtbot)


def said(widget: QWidget) -> str:
    return " ".join(
        each.full_text() if isinstance(each, ElidedLabel) else each.text()
        for each in widget.findChildren(QLabel)
        if each.isVisible()
    )


def test_what_differs_is_shown_side_by_side_with_signs_and_words(compare: Compare, qtbot: QtBot) -> None:
    dialog = compare(BEFORE, AFTER)
    assert cells(dialog.fields) == [
        ["Request", "", "", ""],
        ["User ID", "≠ Changed", "u", LONG],
        ["Event 1", "", "", ""],
        [
            "Sent at",
            "≈ Same meaning",
            "2026-09-21 14:13:20 UTC (1790000000)",
            "2026-09-21 14:13:20 UTC (1790000000.0)",
        ],
        ["Event 3 · only on the right", "", "", ""],
        ["Event type", "+ Only right", "", "Click"],
        ["Item ID", "+ Only right", "", "c"],
    ]
    assert dialog.summary.text() == (
        "1 field differs beside the events; event 3 is only on the right;"
        " 1 field is only written differently and means the same."
    )
    spoken = dialog.fields.model().index(1, LEFT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Left: u"
    assert (
        dialog.fields.model().index(5, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Event type: only right"
    )
    assert dialog.fields.model().index(5, LEFT).data(Qt.ItemDataRole.AccessibleTextRole) == "Left: not there"
    turn(dialog, "Differences only", qtbot)
    assert ["Tracking ID", "= Same", "t", "t"] in cells(dialog.fields)
    assert dialog.cards[0].accessibleName().startswith("Left: Exchange of 14:02, ✓ 200 Accepted, ")
    assert "✕ 400 Refused" in said(dialog.cards[1])
    assert "Shop · Development · 3 events" in said(dialog.cards[1])


def test_keys_go_from_difference_to_difference_and_the_row_is_shown_in_full(
    compare: Compare, qtbot: QtBot
) -> None:
    dialog = compare(BEFORE, AFTER)
    turn(dialog, "Differences only", qtbot)
    view, seen = dialog.fields, []
    for key in [Qt.Key.Key_F8] * 5:
        qtbot.keyClick(dialog, key)
        seen.append(cells(view)[view.currentIndex().row()][:2])
    assert seen == [
        ["User ID", "≠ Changed"],
        ["Sent at", "≈ Same meaning"],
        ["Event type", "+ Only right"],
        ["Item ID", "+ Only right"],
        ["User ID", "≠ Changed"],
    ]
    assert dialog.details.values[1].toPlainText() == LONG
    assert "Request · User ID · ≠ Changed" in said(dialog.details)
    qtbot.keyClick(dialog, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert cells(view)[view.currentIndex().row()][0] == "Item ID"
    assert dialog.details.values[0].placeholderText() == "Not there"


def test_rows_are_copied_for_spreadsheets(compare: Compare, qtbot: QtBot) -> None:
    dialog = compare(BEFORE, AFTER)
    for _ in range(2):
        qtbot.keyClick(dialog, Qt.Key.Key_F8)
    qtbot.keyClick(dialog, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(dialog.fields, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert (
        QGuiApplication.clipboard().text() == f"Field\tDifference\tLeft\tRight\nUser ID\t≠ Changed\tu\t{LONG}"
    )
    assert "Copied 1 row." in said(dialog)


def test_switches_say_what_is_not_compared(compare: Compare, qtbot: QtBot) -> None:
    other = ONE.with_events(
        event.with_member("eventId", "new").with_member("sentAt", 5)
        for event in reversed(ONE.events)
        if isinstance(event, Object)
    )
    dialog = compare(BEFORE, Side("Draft", other))
    assert "✎ Not sent" in said(dialog.cards[1])
    assert dialog.summary.text() != "Nothing differs."
    for name in ("Ignore event IDs", "Ignore sent at", "Ignore order"):
        turn(dialog, name, qtbot)
    assert dialog.summary.text() == "Nothing differs. Not compared: event IDs, sent at and order."
    assert "= Nothing differs. Not compared: event IDs, sent at and order." in said(dialog)
    assert not dialog.fields.isVisible()


def test_swapping_turns_the_sides_around(compare: Compare, qtbot: QtBot) -> None:
    dialog = compare(BEFORE, AFTER)
    qtbot.mouseClick(dialog.swap_button, Qt.MouseButton.LeftButton)
    settle(dialog, qtbot)
    assert ["Event type", "− Only left", "Click", ""] in cells(dialog.fields)  # noqa: RUF001  # the sign is meant
    assert dialog.cards[0].title.full_text() == "Exchange of 15:40"


def test_the_head_says_which_side_is_older(compare: Compare, qtbot: QtBot) -> None:
    late = replace(exchange(OTHER), started_at=1_790_000_900.0)
    dialog = compare(BEFORE, Side("Later", OTHER, late))
    assert "Left · older" in said(dialog)
    assert "Right · newer" in said(dialog)
    qtbot.mouseClick(dialog.swap_button, Qt.MouseButton.LeftButton)
    assert dialog.cards[0].accessibleName().startswith("Left · newer: Later")
    settle(dialog, qtbot)
    assert ages(BEFORE, Side("Draft", OTHER)) == ("older", "newer")
    assert ages(BEFORE, AFTER) == ("", "")


def test_a_button_closes_it(compare: Compare, window: QWidget, qtbot: QtBot) -> None:
    dialog = compare(BEFORE, AFTER)
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.findChildren(CompareDialog))


def test_switches_show_whether_they_are_on(compare: Compare) -> None:
    switches = compare(BEFORE, AFTER).findChildren(QCheckBox)
    assert len(switches) == 4
    assert all(isinstance(switch, Check) for switch in switches)


def test_the_wire_texts_stand_line_beside_line_and_scroll_together(compare: Compare, qtbot: QtBot) -> None:
    dialog = compare(BEFORE, AFTER)
    dialog.resize(860, 520)
    dialog.tabs.setCurrentIndex(WIRE)
    settle(dialog, qtbot)
    left, right = dialog.wire.editors
    assert left.blockCount() == right.blockCount()
    assert '≠   "userId": "u",' in left.toPlainText().split("\n")
    assert left.toPlainText().split("\n")[0] == "  POST https://events.example/events"
    assert any(line.startswith("+") and "Click" in line for line in right.toPlainText().split("\n"))
    assert len(left.extraSelections()) == len(right.extraSelections()) > 0
    right.verticalScrollBar().setValue(4)
    assert left.verticalScrollBar().value() == 4
    qtbot.keyClick(dialog, Qt.Key.Key_F8)
    assert "userId" in left.textCursor().block().text()


def test_answers_are_compared(compare: Compare, qtbot: QtBot) -> None:
    dialog = compare(BEFORE, AFTER)
    dialog.tabs.setCurrentIndex(ANSWER)
    shown = cells(dialog.answers)
    assert ["Status", "≠ Changed", "200", "400"] in shown
    assert ["Answer took", "≠ Changed", "38 ms", "58 ms (20 ms longer)"] in shown
    assert ["message", "+ Only right", "", "Too many requests"] in shown
    assert ["x-amzn-requestid", "≠ Changed", "r-200", "r-400"] in shown
    assert not any(row[0] == "content-type" for row in shown)
    assert not dialog.ignore_order.isEnabled()
    turn(dialog, "Differences only", qtbot)
    assert ["content-type", "= Same", "application/json", "application/json"] in cells(dialog.answers)


def test_two_drafts_have_no_answers(compare: Compare) -> None:
    dialog = compare(Side("Draft", ONE), Side("File", OTHER))
    assert not dialog.tabs.isTabEnabled(ANSWER)


def test_the_models_are_sound(compare: Compare, qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    dialog = compare(BEFORE, AFTER)
    turn(dialog, "Differences only", qtbot)
    for view in (dialog.fields, dialog.answers):
        model: QAbstractItemModel = view.model()
        qtmodeltester.check(model)


def test_everything_has_a_name_and_escape_closes_for_good(
    compare: Compare, window: QWidget, qtbot: QtBot
) -> None:
    dialog = compare(BEFORE, AFTER)
    assert not dialog.isModal()
    unnamed = [
        each
        for each in dialog.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert not unnamed
    qtbot.keyClick(dialog.fields, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(CompareDialog))


def test_a_window_closed_while_it_compares_goes_afterwards(
    window: QWidget, tasks: Tasks, qtbot: QtBot
) -> None:
    dialog = show_comparison(window, BEFORE, AFTER, tasks)
    dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(CompareDialog))


def test_lines_are_aligned() -> None:
    found = aligned(["a", "b", "c"], ["a", "x", "y", "c"])
    assert [(line.sign, line.left, line.right) for line in found] == [
        (SAME, "a", "a"),
        ("≠", "b", "x"),
        ("+", None, "y"),
        (SAME, "c", "c"),
    ]


def test_long_documents_hold_nothing_up(window: QWidget, tasks: Tasks, qtbot: QtBot) -> None:
    def long_one(change: int) -> Request:
        return ONE.with_events(
            freeze({"eventType": "View", "itemId": str(row), "sentAt": row + change * (row % 2)})
            for row in range(20_000)
        )

    left, right = Side("Left file", long_one(0)), Side("Right file", long_one(1))
    spent: list[float] = []
    last = time.thread_time()

    def tick() -> None:
        nonlocal last
        now = time.thread_time()
        spent.append(now - last)
        last = now

    timer = QTimer(interval=2)
    timer.timeout.connect(tick)
    dialog = show_comparison(window, left, right, tasks)
    timer.start()
    settle(dialog, qtbot)
    dialog.fields.selectAll()
    qtbot.keyClick(dialog.fields, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(50)
    timer.stop()
    assert dialog.summary.text() == "Fields differ in 10,000 events."
    assert f"Copied the first {MOST_COPIED:,} of " in said(dialog)
    dialog.go(-1)
    assert dialog.fields.currentIndex().row() == 19_999
    assert max(spent) < 0.4, spent  # on any machine; 50 ms where nobody else works
    dialog.close()
