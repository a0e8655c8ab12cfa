"""Who gives way when there is little room beside the table."""

import pytest
from pytestqt.qtbot import QtBot

from events_console.ui.main_window import MainWindow
from tests.ui.windows import Open


def widths(window: MainWindow) -> tuple[int, int, int]:
    history, table, details = window.sides.sizes()
    return history, table, details


@pytest.mark.parametrize(("width", "history"), [(1360, True), (1200, True), (1024, False), (860, False)])
def test_the_history_is_there_where_the_table_has_room_beside_it(
    open_window: Open, qtbot: QtBot, width: int, *, history: bool
) -> None:
    window = open_window().window
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window.history.isVisible() is history)
    assert window.actions_.panes[0].isChecked() is history
    qtbot.waitUntil(lambda: widths(window)[1] >= min(550, width - 320))
    assert widths(window)[2] >= 280


def test_a_wide_window_gives_back_what_a_narrow_one_took(open_window: Open, qtbot: QtBot) -> None:
    window = open_window().window
    window.resize(1360, 800)
    qtbot.waitUntil(lambda: widths(window)[0] == 280)
    wide = widths(window)
    for width in (1150, 1000, 1360):
        window.resize(width, 800)
    qtbot.waitUntil(lambda: widths(window) == wide)


def test_a_person_may_have_the_history_in_a_narrow_window(open_window: Open, qtbot: QtBot) -> None:
    window = open_window().window
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: not window.history.isVisible())
    window.actions_.panes[0].trigger()
    qtbot.waitUntil(lambda: widths(window)[0] >= 240)
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: window.width() == 1000)
    assert window.history.isVisible()
    window.actions_.panes[0].trigger()
    window.resize(1360, 800)
    qtbot.waitUntil(lambda: window.width() == 1360)
    assert not window.history.isVisible()


def test_what_a_person_made_wider_comes_back(open_window: Open, qtbot: QtBot) -> None:
    window = open_window().window
    window.resize(1400, 800)
    qtbot.waitUntil(lambda: widths(window)[0] == 280)
    window.sides.moveSplitter(330, 1)
    qtbot.waitUntil(lambda: widths(window)[0] == 330)
    again = open_window().window
    again.resize(1400, 800)
    qtbot.waitUntil(lambda: widths(again)[0] == 330)


def test_problems_take_no_more_height_than_they_need_until_a_person_says_so(
    open_window: Open, qtbot: QtBot
) -> None:
    session = open_window()
    window, console = session.window, session.console
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: console.checked and not window.problems.counts())
    qtbot.waitUntil(lambda: window.problems.height() < 110)
    broken = [console.request.event(0).without("eventType")] * 9
    console.edit(console.request.with_events(broken), "Break")
    qtbot.waitUntil(lambda: 150 < window.problems.height() <= min(224, 0.4 * window.centre.height()))
    console.undo_stack.undo()
    qtbot.waitUntil(lambda: window.problems.height() < 110)
    window.centre.moveSplitter(window.centre.height() - 190, 1)
    own = window.problems.height()
    assert own > 150
    console.undo_stack.redo()
    window.resize(1024, 699)
    qtbot.waitUntil(lambda: window.height() == 699)
    assert abs(window.problems.height() - own) < 3
    again = open_window().window
    qtbot.waitUntil(lambda: abs(again.problems.height() - own) < 3)
