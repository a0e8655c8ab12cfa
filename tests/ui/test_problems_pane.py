"""The list of problems: what it says, where it leads, and what it mends."""

import itertools

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from events_console.domain.json_value import Object
from events_console.domain.request import Edit, Request
from events_console.ui import style
from events_console.ui.console import Console
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
    button = pane.fix_button
    assert "userId" in button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert console.request.root["userId"] == "u1"
    assert pane.counts() == ["✕ 2 errors"]


def test_of_very_many_problems_the_worst_are_listed_and_all_counted(
    pane: ProblemsPane, console: Console, qtbot: QtBot
) -> None:
    console.edit(console.request.with_events([Object()] * 600), "Fill")
    qtbot.waitUntil(lambda: console.checked)
    assert pane.counts() == ["✕ 1,201 errors"]
    assert len(_lines(pane)) == 1_000
    assert "… and 201 more, which come up as these are mended" in _labels(pane)
    pane.go(-1)
    assert pane.view.currentIndex().row() == 999
    console.edit(console.request.with_events([Object()]), "Shrink")
    assert not [text for text in _labels(pane) if "more" in text]


def _labels(pane: ProblemsPane) -> list[str]:
    return [made.text() for made in pane.findChildren(QLabel) if made.isVisible()]


def test_a_message_has_as_many_lines_as_it_needs(
    pane: ProblemsPane, console: Console, wrong: Request
) -> None:
    console.edit(wrong, "Break")
    rows = [pane.view.model().index(row, 0) for row in range(3)]
    assert {pane.view.visualRect(row).height() for row in rows} == {42}
    pane.resize(340, 240)
    assert max(pane.view.visualRect(row).height() for row in rows) > 60


def test_what_cannot_be_fixed_looks_like_it(
    pane: ProblemsPane, console: Console, wrong: Request, qapp: QApplication
) -> None:
    style.apply(qapp, style.LIGHT)
    console.edit(console.request.without_field("sessionId"), "Break")
    assert pane.fix_button.isVisible()
    assert (pane.fix_button.isEnabled(), pane.can_fix) == (False, False)
    dull = _darkest(pane)
    console.edit(wrong, "Break")
    assert pane.can_fix
    row = next(row for row, line in enumerate(_lines(pane)) if "user_id" in line)
    pane.view.setCurrentIndex(pane.view.model().index(row, 0))
    assert dull > _darkest(pane) + 40


def _darkest(pane: ProblemsPane) -> int:
    """Return how dark the button is on what lies behind it; alone it may be transparent."""
    button = pane.fix_button
    shown = pane.grab(QRect(button.mapTo(pane, QPoint(0, 0)), button.size())).toImage()
    places = itertools.product(range(shown.width()), range(shown.height()))
    return min(shown.pixelColor(*place).lightness() for place in places)
