"""The list of problems: what it says, where it leads, and what it mends."""

import itertools

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from events_console.domain.json_value import Object
from events_console.domain.request import Edit, Request
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.problem_rules import FIX
from events_console.ui.problems_pane import ProblemsPane


@pytest.fixture
def pane(console: Console, qtbot: QtBot) -> ProblemsPane:
    made = ProblemsPane(console)
    qtbot.addWidget(made)
    made.resize(700, 240)
    made.show()
    return made


@pytest.fixture
def wrong(console: Console) -> Request:
    """The sample with a misspelt key, no session and an event without a type."""
    event = console.request.event(1).without("eventType")
    root = Object({"user_id": "u1", **console.request.root.without("sessionId").without("userId")})
    return Request(root).with_event(1, event)


def _lines(pane: ProblemsPane) -> list[str]:
    model = pane.view.model()
    return [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())
    ]


def test_problems_are_listed_in_words_and_counted(
    pane: ProblemsPane, console: Console, wrong: Request, qtmodeltester: ModelTester
) -> None:
    console.edit(wrong, "Break")
    lines = _lines(pane)
    assert len(lines) == 3
    assert any("Event 2 · Event type" in line for line in lines)
    assert pane.counts() == ["✕ 3 errors"]
    qtmodeltester.check(pane.view.model())
    console.undo_stack.undo()
    assert _lines(pane) == []
    assert pane.counts() == []


def test_enter_and_next_problem_lead_to_the_place(
    pane: ProblemsPane, console: Console, wrong: Request, qtbot: QtBot
) -> None:
    console.edit(wrong, "Break")
    places: list[str] = []
    pane.place_chosen.connect(places.append)
    for _ in range(4):
        pane.go(1)
    assert len(set(places)) == 3
    assert places[3] == places[0]
    pane.go(-1)
    assert places[4] == places[2]
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert places[5] == places[4]


def test_the_next_problem_after_a_mended_one_is_the_one_that_follows(
    pane: ProblemsPane, console: Console, wrong: Request
) -> None:
    console.edit(wrong, "Break")
    places: list[str] = []
    pane.place_chosen.connect(places.append)
    pane.go(1)
    all_places = [problem.path for problem in console.validation.problems()]
    mended = console.request
    if places[0] == "/sessionId":
        mended = mended.with_field("sessionId", "s")
    else:
        mended = Edit(places[0], remove=True).apply(mended)
    console.edit(mended, "Mend")
    pane.go(1)
    assert places == all_places[:2]


def test_json_text_that_is_no_request_is_a_problem_to_go_to(pane: ProblemsPane, console: Console) -> None:
    console.edit_json("{")
    assert "JSON view" in _lines(pane)[0]
    places: list[str] = []
    pane.place_chosen.connect(places.append)
    pane.go(1)
    assert places == [""]


def test_fix_mends_the_selected_problem_and_names_what_it_does(
    pane: ProblemsPane, console: Console, wrong: Request, qtbot: QtBot
) -> None:
    console.edit(wrong, "Break")
    row = next(row for row, line in enumerate(_lines(pane)) if "user_id" in line)
    pane.view.setCurrentIndex(pane.view.model().index(row, 0))
    button = pane.header.fix
    assert "userId" in button.text()
    label = button.text()
    pane.resize(320, 240)
    assert button.text() == "Fix"
    assert button.accessibleName() == f"Fix: {label}"
    assert f"Mend the selected problem: {label}" in button.toolTip()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert console.request.root["userId"] == "u1"
    assert pane.counts() == ["✕ 2 errors"]


def test_of_very_many_problems_the_worst_are_listed_and_all_counted(
    pane: ProblemsPane, console: Console, qtbot: QtBot
) -> None:
    console.edit(console.request.with_events([Object()] * 600), "Fill")
    qtbot.waitUntil(lambda: console.checked)
    pane.show_rule("schema.required")
    assert pane.counts()[0] == "✕ 1,201 errors"
    assert len(_lines(pane)) == 300
    assert "… and 900 more, which come up as these are mended" in _labels(pane)
    pane.go(-1)
    assert pane.view.currentIndex().row() == 299
    qtbot.mouseClick(pane.further, Qt.MouseButton.LeftButton)
    assert len(_lines(pane)) == 600
    assert "… and 600 more, which come up as these are mended" in _labels(pane)
    pane.go(1)
    assert pane.view.currentIndex().row() == 300
    console.edit(console.request.with_events([Object()]), "Shrink")
    assert not [text for text in _labels(pane) if "more" in text]


def _old_rows(count: int) -> Request:
    """A document whose events were sent in milliseconds, every third with a value that is no number."""
    events = [
        Object({"eventType": "View", "sentAt": 1_790_000_000_000, "eventId": f"e-{number}", "itemId": "i"})
        for number in range(count)
    ]
    broken = {row: events[row].with_member("eventValue", "cheap") for row in range(0, count, 3)}
    root = Object({"trackingId": "t", "userId": "u", "sessionId": "s", "eventList": tuple(events)})
    return Request(root).with_each(broken)


def _mode(pane: ProblemsPane, name: str) -> QToolButton:
    return next(made for made in pane.findChildren(QToolButton) if made.text() == name)


def test_many_problems_are_counted_by_rule_first(
    pane: ProblemsPane, console: Console, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    console.replace(_old_rows(400), "Open")
    qtbot.waitUntil(lambda: console.checked)
    assert pane.rules.isVisible()
    found = {row.rule: (row.count, row.has_fix) for row in pane.rules.rules.rows}
    assert found["time.milliseconds"] == (400, True)
    assert found["value.not-number"] == (134, False)
    qtmodeltester.check(pane.rules.rules)
    qtbot.mouseClick(_mode(pane, "List"), Qt.MouseButton.LeftButton)
    console.edit(console.request.with_field("userId", "other"), "Edit")
    assert pane.view.isVisible()  # it was chosen for this document
    console.replace(_old_rows(1), "Open")
    console.replace(_old_rows(500), "Open")
    qtbot.waitUntil(lambda: console.checked and pane.rules.isVisible())


def test_a_single_problem_speaks_for_its_rule_and_several_for_their_keyword(
    pane: ProblemsPane, console: Console, qtbot: QtBot
) -> None:
    events = [Object(eventType="V" * 257, sentAt=1_700_000_000)] + [Object(itemId="i")] * 2
    console.replace(console.request.with_events(events), "Open")
    qtbot.mouseClick(_mode(pane, "By rule"), Qt.MouseButton.LeftButton)
    said = {row.rule: row.catches for row in pane.rules.rules.rows}
    assert said["schema.required"] == "A field that is missing"
    assert said["schema.maxLength"].startswith("Event type has 257 characters, but the service takes at most")


def test_event_ids_in_use_are_not_replaced_all_at_once(
    pane: ProblemsPane, console: Console, qtbot: QtBot
) -> None:
    request = console.request
    named = {row: request.event(row).with_member("eventId", "e") for row in range(3)}
    console.edit(request.with_each(named), "Name")
    qtbot.mouseClick(_mode(pane, "By rule"), Qt.MouseButton.LeftButton)
    assert {row.rule: row.has_fix for row in pane.rules.rules.rows} == {"event.duplicate-id": False}
    told: list[str] = []
    console.told.connect(told.append)
    named_thus = console.request
    console.fix_all("event.duplicate-id")
    assert console.request is named_thus
    assert told == ["Nothing here has a repair that is safe to make for all at once."]


def test_a_rule_lists_its_problems_until_its_chip_is_clicked(
    pane: ProblemsPane, console: Console, qtbot: QtBot
) -> None:
    console.replace(_old_rows(400), "Open")
    qtbot.waitUntil(lambda: console.checked)
    pane.rules.setFocus()
    pane.rules.setCurrentIndex(pane.rules.rules.index(_row_of(pane, "value.not-number"), 0))
    qtbot.keyClick(pane.rules, Qt.Key.Key_Return)
    assert len(_lines(pane)) == 134
    assert "value.not-number" in pane.chip.text()
    places: list[str] = []
    pane.place_chosen.connect(places.append)
    pane.go(1)
    pane.go(1)
    assert places == ["/eventList/0/eventValue", "/eventList/3/eventValue"]
    qtbot.mouseClick(pane.chip, Qt.MouseButton.LeftButton)
    assert pane.rules.isVisible()
    assert not pane.chip.isVisible()
    pane.go(1)
    assert places[2].endswith("/sentAt")


def _row_of(pane: ProblemsPane, rule: str) -> int:
    return next(place for place, row in enumerate(pane.rules.rules.rows) if row.rule == rule)


def test_all_of_a_rule_is_fixed_by_its_link_and_by_the_button(
    pane: ProblemsPane, console: Console, qtbot: QtBot
) -> None:
    console.replace(_old_rows(400), "Open")
    qtbot.waitUntil(lambda: console.checked)
    link = pane.rules.visualRect(pane.rules.rules.index(_row_of(pane, "time.milliseconds"), FIX))
    qtbot.mouseClick(pane.rules.viewport(), Qt.MouseButton.LeftButton, pos=link.center())
    assert console.request.event(0)["sentAt"] == 1_790_000_000
    console.undo_stack.undo()
    qtbot.waitUntil(lambda: console.checked)
    pane.rules.setCurrentIndex(pane.rules.rules.index(_row_of(pane, "time.milliseconds"), 0))
    assert pane.header.fix.text() == "Fix all 400"
    qtbot.mouseClick(pane.header.fix, Qt.MouseButton.LeftButton)
    assert console.request.event(399)["sentAt"] == 1_790_000_000


def test_the_filter_goes_with_its_last_problem(pane: ProblemsPane, console: Console) -> None:
    console.replace(_old_rows(4), "Open")
    pane.show_rule("time.milliseconds")
    assert pane.chip.isVisible()
    console.fix_all("time.milliseconds")
    assert not pane.chip.isVisible()
    assert any("eventValue" in line or "Value" in line for line in _lines(pane))


def test_one_of_several_repairs_is_chosen(pane: ProblemsPane, console: Console) -> None:
    event = console.request.event(0).with_member("sentAt", "2026-11-20 10:00")
    console.edit(console.request.with_event(0, event), "Break")
    place = next(row for row, line in enumerate(_lines(pane)) if "without a zone" in line)
    pane.view.setCurrentIndex(pane.view.model().index(place, 0))
    assert pane.header.fix.text() == "Fix…"
    menu = pane.fix_menu()
    assert [action.text() for action in menu.actions()] == ["Assume UTC", "Assume local time"]
    menu.actions()[0].trigger()
    assert console.request.event(0)["sentAt"] == 1_795_168_800


def test_a_long_check_says_how_far_it_is_and_a_short_one_nothing(
    pane: ProblemsPane, console: Console, qtbot: QtBot
) -> None:
    console.checking_changed.emit(100, 1_000)
    console.checking_changed.emit(0, 0)
    qtbot.wait(350)
    assert not [text for text in _labels(pane) if "Checking" in text]
    console.checking_changed.emit(34_000, 100_000)
    qtbot.waitUntil(lambda: "Checking 34,000 of 100,000…" in _labels(pane))
    console.checking_changed.emit(0, 0)
    assert not [text for text in _labels(pane) if "Checking" in text]


def test_the_header_does_with_less_where_there_is_less_room(
    pane: ProblemsPane, console: Console, qtbot: QtBot
) -> None:
    console.replace(_old_rows(400), "Open")
    qtbot.waitUntil(lambda: console.checked)
    pane.resize(900, 240)
    counted = pane.counts()[0]
    assert {"Problems", counted} <= {*_labels(pane)}
    pane.resize(400, 240)
    assert not {"Problems", counted} & {*_labels(pane)}
    assert counted.rpartition(" ")[0] in _labels(pane)
    header = pane.header
    shown = [made for made in header.findChildren(QAbstractButton) if made.isVisible()]
    qtbot.waitUntil(lambda: all(made.width() >= made.sizeHint().width() for made in shown))
    pane.resize(300, 240)
    assert (header.fix_all.text(), header.fix_all.accessibleName()) == ("", "Fix all safe")


def test_a_repair_that_cannot_be_made_makes_room_first(
    pane: ProblemsPane, console: Console, qtbot: QtBot
) -> None:
    console.replace(_old_rows(400), "Open")
    qtbot.waitUntil(lambda: console.checked)
    header, counted = pane.header, pane.counts()[0]
    pane.resize(900, 240)
    header.offer_fix("Fix", "Fix", "No repair is known", enabled=False)
    assert header.fix.isVisible()
    header.resize(header.sizeHint().width() - 10, header.height())
    assert not header.fix.isVisible()
    assert counted in _labels(pane)
    header.offer_fix("Fix", "Fix", "Repair it", enabled=True)
    assert header.fix.isVisible()


def _labels(pane: ProblemsPane) -> list[str]:
    return [made.text() for made in pane.findChildren(QLabel) if made.isVisible()]


def test_a_message_has_as_many_lines_as_it_needs(
    pane: ProblemsPane, console: Console, wrong: Request
) -> None:
    console.edit(wrong, "Break")
    rows = [pane.view.model().index(row, 0) for row in range(3)]

    def lines() -> set[int]:
        line = pane.view.fontMetrics().height()
        return {(pane.view.visualRect(row).height() - 8) // line for row in rows}  # 4 pixels around

    assert lines() == {1, 2}
    pane.resize(340, 240)
    assert max(lines()) > 3


def test_what_cannot_be_fixed_looks_like_it(
    pane: ProblemsPane, console: Console, wrong: Request, qapp: QApplication
) -> None:
    style.apply(qapp, style.LIGHT)
    console.edit(console.request.without_field("sessionId"), "Break")
    assert pane.header.fix.isVisible()
    assert (pane.header.fix.isEnabled(), pane.can_fix) == (False, False)
    dull = _darkest(pane)
    console.edit(wrong, "Break")
    assert pane.can_fix
    row = next(row for row, line in enumerate(_lines(pane)) if "user_id" in line)
    pane.view.setCurrentIndex(pane.view.model().index(row, 0))
    assert dull > _darkest(pane) + 40


def _darkest(pane: ProblemsPane) -> int:
    """Return how dark the button is on what lies behind it; alone it may be transparent."""
    button = pane.header.fix
    shown = pane.grab(QRect(button.mapTo(pane, QPoint(0, 0)), button.size())).toImage()
    places = itertools.product(range(shown.width()), range(shown.height()))
    return min(shown.pixelColor(*place).lightness() for place in places)
