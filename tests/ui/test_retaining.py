"""Keeping the history within limits: the dialog, and what goes behind the window."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.domain.annotation import Annotation, Kept
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Outcome, Response, Target
from events_console.domain.history_query import parse
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services import settings
from events_console.services.history import History
from events_console.services.retention import Limits
from events_console.services.settings import Settings
from events_console.ui import exchange_text
from events_console.ui.retaining import Retaining
from events_console.ui.retention_dialog import RetentionDialog
from events_console.ui.session import Session
from events_console.ui.tasks import Tasks
from tests.ui.windows import Open, press

DAY = 86_400
SHOP = Target("Shop", ConnectionKind.DEVELOPMENT, "eu-west-1", "http://127.0.0.1:8080")
Start = Callable[..., Retaining]


def fill(history: History, *days: float) -> list[str]:
    answer = Response(200, (), b"", "r-1")
    ones = [
        Exchange(
            str(uuid4()), Request(Object()), SHOP, time.time() - ago * DAY, Outcome.ACCEPTED, 1, answer=answer
        )
        for ago in days
    ]
    history.add([Kept(one) for one in ones])
    return [one.id for one in ones]


@pytest.fixture
def start(history: History, tasks: Tasks, window: QWidget) -> Start:
    def begin(limits: Limits = Limits()) -> Retaining:  # noqa: B008  # frozen
        return Retaining(history, limits, tasks, window)

    return begin


class Desk:
    """The dialog, and who looks at it."""

    def __init__(self, retaining: Retaining, window: QWidget, qtbot: QtBot) -> None:
        self.retaining, self.qtbot = retaining, qtbot
        retaining.show()
        (self.dialog,) = window.findChildren(RetentionDialog)
        self.wait_for_preview()

    def wait_for_preview(self) -> str:
        self.qtbot.waitUntil(self.dialog.save.isEnabled)
        return self.dialog.sentence.text().replace("\N{NO-BREAK SPACE}", " ")

    def limit(self, name: str, number: int) -> str:
        """Set a limit, and return what the preview says of it."""
        self.dialog.limited.setChecked(True)
        self.dialog.checks[name].setChecked(True)
        self.dialog.spins[name].setValue(number)
        assert not self.dialog.save.isEnabled()
        assert not self.dialog.apply.isEnabled()
        return self.wait_for_preview()

    def apply(self, answer: str = "Delete") -> str:
        """Ask for it to be applied, answer the question, and return that question."""
        self.click("apply")
        (box,) = [one for one in self.dialog.findChildren(QMessageBox) if one.isVisible()]
        asked = f"{box.text()} {box.informativeText()}"
        assert box.defaultButton().text() == "Cancel"
        press(box, answer, self.qtbot)
        return asked

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(getattr(self.dialog, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(start: Start, history: History, window: QWidget, qtbot: QtBot) -> Iterator[Desk]:
    fill(history, 0.5, 20, 100, 400)
    made = Desk(start(), window, qtbot)
    yield made
    made.dialog.reject()


def day(ago: float) -> str:
    return exchange_text.day(time.time() - ago * DAY)


def test_everything_is_kept_until_a_person_says_otherwise(desk: Desk, history: History) -> None:
    assert desk.dialog.everything.isChecked()
    assert desk.dialog.chosen() == Limits()
    assert desk.dialog.sentence.text().startswith("Everything is kept")
    assert desk.dialog.facts.text().startswith("4 exchanges, 0.1\N{NO-BREAK SPACE}MB on disk")
    assert not desk.dialog.apply.isEnabled()
    assert not any(spin.isEnabled() for spin in desk.dialog.spins.values())
    assert history.count() == 4


def test_the_preview_follows_what_is_chosen(desk: Desk) -> None:
    sentence = desk.limit("days", 30)
    assert (
        sentence == f"This would delete 2 of 4 exchanges, sent from {day(400)} to {day(100)}, about 0.1 MB."
    )
    assert desk.limit("days", 200).startswith(
        f"This would delete 1 of 4 exchanges, sent on {day(400)}, about"
    )
    assert desk.limit("days", 4_000) == "This would delete none of 4 exchanges."
    assert not desk.dialog.apply.isEnabled()
    assert desk.limit("count", 1).startswith("This would delete 3 of 4 exchanges")


def test_what_was_seen_is_what_is_deleted(desk: Desk, history: History, qtbot: QtBot) -> None:
    ids = [entry.id for entry in history.page()]
    history.annotate(ids[0], Annotation(starred=True))
    assert desk.limit("days", 30).startswith("This would delete 1 of 4 exchanges")
    assert desk.dialog.chosen() == Limits(days=30)
    with qtbot.waitSignals([desk.retaining.ended, desk.retaining.told]):
        desk.apply()
    assert {entry.id for entry in history.page()} == {ids[0], *ids[2:]}
    none = "This would delete none of 3 exchanges. 1 with a star, a note or tags would stay."
    qtbot.waitUntil(lambda: desk.dialog.sentence.text() == none)
    assert desk.dialog.facts.text().startswith("3 exchanges")
    assert desk.dialog.apply.isVisible()
    assert not desk.retaining.limits  # applied once, and not saved


def test_nothing_is_deleted_before_a_person_has_confirmed_how_many(desk: Desk, history: History) -> None:
    desk.limit("days", 30)
    asked = desk.apply("Cancel")
    assert asked == (
        f"Delete 2 exchanges sent until {day(100)}? "
        "Deleted exchanges are wiped from the disk and cannot be brought back."
    )
    assert not desk.retaining.is_running
    assert history.count() == 4


def test_beside_save_stands_what_the_next_start_deletes(desk: Desk) -> None:
    assert not desk.dialog.later.text()
    desk.limit("days", 30)
    start = "Saved limits apply at each start and once a day."
    assert desk.dialog.later.text() == f"{start} The next start deletes these 2 exchanges for good."
    assert desk.dialog.later.isVisible()
    desk.limit("days", 4_000)
    assert desk.dialog.later.text() == start


def test_what_would_go_can_be_looked_at(desk: Desk, history: History, qtbot: QtBot) -> None:
    assert not desk.dialog.show_them.isVisible()
    ids = [entry.id for entry in history.page()]
    history.annotate(ids[1], Annotation(tags=("demo",)))
    sentence = desk.limit("days", 30)
    assert sentence.endswith(" 1 with a star, a note or tags would stay.")
    with qtbot.waitSignal(desk.retaining.search_requested) as searched:
        desk.click("show_them")
    (line,) = searched.args or [""]
    assert [entry.id for entry in history.page(query=parse(line))] == ids[:2]
    assert not desk.dialog.isVisible()
    desk.retaining.show()
    assert desk.dialog.chosen() == Limits(days=30)
    desk.dialog.reject()
    desk.retaining.show()
    assert desk.dialog.chosen() == Limits()


def test_saving_deletes_nothing_yet(desk: Desk, history: History, qtbot: QtBot) -> None:
    desk.limit("count", 2)
    desk.dialog.starred.setChecked(False)
    desk.wait_for_preview()
    with qtbot.waitSignal(desk.retaining.saved) as saved:
        desk.click("save")
    assert saved.args == [Limits(count=2, keep_starred=False)]
    assert not desk.dialog.isVisible()
    assert history.count() == 4
    desk.retaining.show()
    assert desk.dialog.chosen() == Limits(count=2, keep_starred=False)


def test_cancelling_changes_nothing(desk: Desk, history: History) -> None:
    desk.limit("days", 1)
    desk.dialog.reject()
    assert not desk.retaining.limits
    assert history.count() == 4
    desk.retaining.show()
    assert desk.dialog.chosen() == Limits()


def test_it_can_be_stopped(desk: Desk, history: History, qtbot: QtBot) -> None:
    fill(history, *[50 + number / 100 for number in range(2_000)])
    desk.limit("days", 30)
    with qtbot.waitSignal(desk.retaining.progressed):
        desk.apply()
    dialog = desk.dialog
    shown = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    assert shown == [dialog.stop]
    choices = dialog.everything, dialog.limited, dialog.starred
    assert not any(field.isEnabled() for field in (*choices, *dialog.checks.values(), *dialog.spins.values()))
    with qtbot.waitSignal(desk.retaining.ended):
        desk.click("stop")
    assert 1_000 < history.count() < 2_000
    qtbot.waitUntil(lambda: desk.dialog.sentence.text().startswith("This would delete 1,"))
    assert dialog.cancel.isVisible()
    assert dialog.spins["days"].isEnabled()


def test_a_history_that_cannot_be_read_is_said_and_nothing_is_offered(
    desk: Desk, history: History, qtbot: QtBot
) -> None:
    history.close()
    desk.dialog.limited.setChecked(True)
    desk.dialog.checks["days"].setChecked(True)
    qtbot.waitUntil(lambda: "could not be read" in desk.dialog.sentence.text())
    assert not desk.dialog.save.isEnabled()
    assert not desk.dialog.apply.isEnabled()


def test_saved_limits_are_applied_at_the_start(start: Start, history: History, qtbot: QtBot) -> None:
    ids = fill(history, 1, 2, 40, 50)
    retaining = start(Limits(days=30))
    with qtbot.waitSignal(retaining.told) as told:
        pass
    assert told.args == ["2 exchanges went from the history for good."]
    assert {entry.id for entry in history.page()} == set(ids[:2])


def test_a_clock_that_may_be_wrong_deletes_nothing_unseen(
    start: Start, history: History, qtbot: QtBot
) -> None:
    fill(history, 31, 40, 50)
    with qtbot.waitSignal(start(Limits(days=30)).told) as told:
        pass
    (said,) = told.args or [""]
    assert said == (
        f"Nothing was deleted to keep the history small: its newest exchange is of {day(31)}, and today is "
        f"{day(0)}. If that is right, choose Keep history… and Apply now."
    )
    assert history.count() == 3


def test_where_nothing_goes_nothing_is_said(start: Start, history: History, qtbot: QtBot) -> None:
    fill(history, 1, 2)
    retaining = start(Limits(days=30))
    with qtbot.assertNotEmitted(retaining.told), qtbot.waitSignal(retaining.ended):
        pass
    assert history.count() == 2


def test_they_are_applied_again_each_day(start: Start, history: History, qtbot: QtBot) -> None:
    retaining = start()
    retaining.save(Limits(days=30))
    fill(history, 1, 40)
    with qtbot.waitSignal(retaining.ended):
        retaining.daily.timeout.emit()
    assert history.count() == 1
    assert retaining.daily.isActive()
    assert retaining.daily.interval() == DAY * 1000


def old(folder: Path, *days: float) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    history = History(folder)
    fill(history, *days)
    history.close()


def test_a_window_keeps_its_limits(open_window: Open, qtbot: QtBot) -> None:
    old(paths.history_file(), 1, 40)
    session = open_window()
    assert session.retaining.history.count() == 2
    keep(session, qtbot)
    session = open_window()
    assert session.settings.retention == Limits(days=30)
    qtbot.waitUntil(lambda: session.retaining.history.count() == 1)
    qtbot.waitUntil(lambda: "1 exchange went" in session.window.statusBar().currentMessage())


def test_the_window_shows_what_would_go(open_window: Open) -> None:
    session = open_window()
    session.retaining.show_going(Limits(days=30), "before:2026-01-01")
    assert session.window.history.search.line.text() == "before:2026-01-01"


def keep(session: Session, qtbot: QtBot) -> None:
    """Choose 30 days in the dialog that the menu opens."""
    menus = (top.menu() for top in session.window.menuBar().actions())
    actions = [action for menu in menus if isinstance(menu, QMenu) for action in menu.actions()]
    next(action for action in actions if action.text() == "&Keep history…").trigger()
    (dialog,) = session.window.findChildren(RetentionDialog)
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.limited.setChecked(True)
    dialog.checks["days"].setChecked(True)
    dialog.spins["days"].setValue(30)
    qtbot.waitUntil(dialog.save.isEnabled)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert session.retaining.history.count() == 2


def test_what_stands_in_the_settings_is_applied_behind_the_window(open_window: Open, qtbot: QtBot) -> None:
    old(paths.history_file(), 1, 40)
    settings.save(paths.settings_file(), replace(Settings(), retention=Limits(count=1)))
    session = open_window()
    qtbot.waitUntil(lambda: session.retaining.history.count() == 1)
