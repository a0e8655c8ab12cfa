"""Picking an event tracker, with the real sandbox that lists them."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.services import trackers
from events_console.services.trackers import Listing, Tracker
from events_console.ui.tasks import Tasks
from events_console.ui.tracker_dialog import TrackerDialog
from tests.support import Answer, Sink, http
from tests.ui.connection_desk import ConnectionDesk, connection_desk


@pytest.fixture
def desk() -> Iterator[ConnectionDesk]:
    with connection_desk() as made:
        yield made


@pytest.fixture
def show(desk: ConnectionDesk, tasks: Tasks, qtbot: QtBot) -> Callable[..., TrackerDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def opened(url: str = desk.sandbox.url) -> TrackerDialog:
        place = replace(desk.built_in, endpoint_url=url)
        dialog = TrackerDialog(place, desk.keeper.sessions, tasks, window)
        dialog.open()
        return dialog

    return opened


def told(dialog: TrackerDialog, text: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: text in dialog.sentence.text(), timeout=10_000)


def rows(dialog: TrackerDialog) -> list[list[str]]:
    table = dialog.table
    return [
        [str(table.model().index(row, column).data()) for column in range(table.columnCount())]
        for row in range(table.rowCount())
        if not table.isRowHidden(row)
    ]


def remember(desk: ConnectionDesk, age: float, *shown: Tracker) -> None:
    trackers.keep(paths.trackers_file(), desk.built_in, Listing(shown, time.time() - age))


OLD = Tracker("arn:1", "old-tracker", "ACTIVE", "old", "old-id")


def test_trackers_are_listed_and_one_is_picked(show: Callable[..., TrackerDialog], qtbot: QtBot) -> None:
    dialog = show()
    told(dialog, "3 event trackers, read just now.", qtbot)
    assert ["flights-tracker", "ACTIVE", "flights", SAMPLE_TRACKING_ID] in rows(dialog)
    assert "▲ CREATE IN_PROGRESS" in {row[1] for row in rows(dialog)}
    assert dialog.focusWidget() is dialog.search
    qtbot.keyClicks(dialog.search, "FLIGHTS")
    assert [row[0] for row in rows(dialog)] == ["flights-tracker"]
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert chosen.args == [SAMPLE_TRACKING_ID]
    assert not dialog.isVisible()


def test_what_no_row_shows_cannot_be_picked(show: Callable[..., TrackerDialog], qtbot: QtBot) -> None:
    dialog = show()
    told(dialog, "3 event trackers", qtbot)
    qtbot.keyClicks(dialog.search, "nothing")
    assert rows(dialog) == []
    assert not dialog.use.isEnabled()
    dialog.search.clear()
    assert dialog.use.isEnabled()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.focusWidget() is dialog.table
    with qtbot.waitSignal(dialog.chosen):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)


def test_one_that_is_ready_is_selected_and_another_is_warned_of(
    show: Callable[..., TrackerDialog], qtbot: QtBot
) -> None:
    dialog = show()
    told(dialog, "3 event trackers", qtbot)
    assert "▲" in rows(dialog)[0][1]
    assert dialog.table.selectedItems()[1].text() == "ACTIVE"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Up)
    told(dialog, "is not ready (CREATE IN_PROGRESS): the service may refuse events", qtbot)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    told(dialog, "3 event trackers, read just now.", qtbot)


def test_what_is_selected_stays_so_when_the_list_gets_longer(
    desk: ConnectionDesk, show: Callable[..., TrackerDialog], qtbot: QtBot
) -> None:
    dialog = show()
    told(dialog, "3 event trackers", qtbot)
    names = [row[0] for row in rows(dialog)]
    listed = trackers.recall(paths.trackers_file(), desk.built_in)
    assert listed
    remember(desk, 60, *(one for one in listed.trackers if one.name == names[2]))
    again = show()
    told(again, "1 event tracker,", qtbot)
    again.refresh_.click()
    told(again, "3 event trackers", qtbot)
    assert again.table.selectedItems()[0].text() == names[2]


def test_what_was_listed_lately_is_shown_without_asking(
    desk: ConnectionDesk, show: Callable[..., TrackerDialog], qtbot: QtBot
) -> None:
    remember(desk, 14 * 60, OLD)
    dialog = show()
    told(dialog, "1 event tracker, read 14 minutes ago.", qtbot)
    assert not dialog.stop_.isVisible()
    dialog.refresh_.click()
    told(dialog, "3 event trackers, read just now.", qtbot)
    again = show()
    told(again, "3 event trackers, read just now.", qtbot)


def test_what_is_older_is_shown_while_it_is_asked_anew(
    desk: ConnectionDesk, show: Callable[..., TrackerDialog], qtbot: QtBot
) -> None:
    remember(desk, 3 * 86400, OLD)
    desk.sandbox.set_faults(["delay=0.5:1"])
    dialog = show()
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 1)
    assert dialog.stop_.isVisible()
    assert dialog.sentence.text() == "Asking the service for the event trackers…"
    told(dialog, "3 event trackers", qtbot)
    assert not dialog.stop_.isVisible()


def test_who_may_not_list_types_the_id(
    desk: ConnectionDesk, show: Callable[..., TrackerDialog], qtbot: QtBot
) -> None:
    remember(desk, 3 * 86400, OLD)
    desk.sandbox.set_faults(["access-denied@ListEventTrackers"])
    dialog = show()
    told(
        dialog,
        "▲ These credentials may not do personalize:ListEventTrackers. Ask for that grant, or type",
        qtbot,
    )
    assert [row[0] for row in rows(dialog)] == ["old-tracker"]
    assert dialog.refresh_.isEnabled()


def test_a_tracker_that_may_not_be_described_has_no_id_to_pick(
    desk: ConnectionDesk, show: Callable[..., TrackerDialog], qtbot: QtBot
) -> None:
    desk.sandbox.set_faults(["access-denied@DescribeEventTracker"])
    dialog = show()
    told(dialog, "▲ These credentials may not do personalize:DescribeEventTracker.", qtbot)
    assert {row[3] for row in rows(dialog)} == {"not readable"}
    assert not dialog.use.isEnabled()
    assert trackers.recall(paths.trackers_file(), desk.built_in) is None


def test_a_slow_service_is_left_and_what_was_there_stays(
    desk: ConnectionDesk, show: Callable[..., TrackerDialog], qtbot: QtBot
) -> None:
    remember(desk, 3 * 86400, OLD)
    desk.sandbox.set_faults(["hang"])
    dialog = show()
    qtbot.waitUntil(dialog.stop_.isVisible)
    dialog.stop_.click()
    told(dialog, "The service was not waited for: refresh, or type the tracking ID yourself.", qtbot)
    assert [row[0] for row in rows(dialog)] == ["old-tracker"]
    assert dialog.refresh_.isEnabled()
    desk.sandbox.stop()  # ends what still waits


def test_an_answer_that_comes_too_late_changes_nothing(
    show: Callable[..., TrackerDialog], tasks: Tasks, qtbot: QtBot
) -> None:
    refusal = http("400 Bad Request", b'{"__type": "AccessDeniedException"}')
    with Sink(Answer(refusal, delay=0.3)) as late:
        dialog = show(late.url)
        qtbot.waitUntil(lambda: bool(late.received))
        with qtbot.waitSignal(tasks.busy_changed, timeout=10_000):
            dialog.stop_.click()
    assert dialog.sentence.text().startswith("The service was not waited for")


def test_an_account_without_any_says_so(
    desk: ConnectionDesk, show: Callable[..., TrackerDialog], qtbot: QtBot
) -> None:
    remember(desk, 60)
    told(show(), "There is no event tracker in us-east-1: create one there, or type", qtbot)


def test_a_closed_dialog_goes_once_its_work_has_ended(
    desk: ConnectionDesk, show: Callable[..., TrackerDialog], qtbot: QtBot
) -> None:
    desk.sandbox.set_faults(["delay=0.3:1"])
    dialog = show()
    qtbot.waitUntil(dialog.stop_.isVisible)
    with qtbot.waitSignal(dialog.destroyed, timeout=10_000):
        next(one for one in dialog.findChildren(QPushButton) if one.text() == "Cancel").click()
