"""What goes on behind the window: when it is told of, and that it can be cancelled."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from events_console.ui.tasks import Tasks
from events_console.ui.work_bar import WorkBar


@pytest.fixture
def bar(tasks: Tasks, qtbot: QtBot) -> WorkBar:
    made = WorkBar(tasks)
    qtbot.addWidget(made)
    return made


def test_what_is_soon_done_is_not_shown(bar: WorkBar, qtbot: QtBot) -> None:
    done: list[int] = []
    bar.run("Counting", lambda _: 7, done.append)
    qtbot.waitUntil(lambda: done == [7])
    qtbot.wait(350)
    assert bar.text() == ""


def test_what_takes_long_is_named_and_then_can_be_cancelled(bar: WorkBar, qtbot: QtBot) -> None:
    ended, seen, done, told = Event(), list[bool](), list[object](), list[str]()

    def work(is_cancelled: object) -> None:
        assert callable(is_cancelled)
        ended.wait(10)
        seen.append(is_cancelled())

    bar.told.connect(told.append)
    bar.run("Opening data.csv", work, done.append)
    qtbot.waitUntil(lambda: bar.text() == "Opening data.csv…")
    assert not bar.cancel_button.isVisible()
    qtbot.waitUntil(bar.cancel_button.isVisible)
    qtbot.mouseClick(bar.cancel_button, Qt.MouseButton.LeftButton)
    assert told == ["Opening data.csv was cancelled."]
    assert bar.text() == ""
    ended.set()
    qtbot.waitUntil(lambda: seen == [True])
    qtbot.wait(20)
    assert done == []


def test_work_that_leads_to_more_is_one_wait(bar: WorkBar, qtbot: QtBot) -> None:
    ended = Event()
    bar.run("One", lambda _: None, lambda _: bar.run("Two", lambda _: ended.wait(10), lambda _: None))
    qtbot.waitUntil(lambda: bar.text() == "Two…")
    ended.set()
    qtbot.waitUntil(lambda: bar.text() == "")
