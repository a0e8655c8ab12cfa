"""The list model of the history, where there is much of it and where it answers slowly."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from events_console.domain.annotation import Annotation
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Outcome
from events_console.domain.history_query import Query
from events_console.domain.summary import Summary
from events_console.services.history import History
from events_console.services.history_entries import Entry
from events_console.ui.console import Console
from events_console.ui.history_list import HistoryList
from events_console.ui.history_pane import HistoryPane
from events_console.ui.history_view import HistoryView
from events_console.ui.tasks import Tasks
from events_console.ui.work_bar import WorkBar
from tests.support import within
from tests.ui.test_history_pane import accepted, keep, lines, pending, request, shown_texts

MANY = 100_000


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = History(tmp_path / "history.sqlite3")
    keep(made, *(accepted(pending(f"e{n:03d}-id", of=request(f"item-{n}"))) for n in range(150)))
    yield made
    made.close()


@pytest.fixture
def entries(history: History, tasks: Tasks, qtbot: QtBot) -> HistoryList:
    made = HistoryList(tasks)
    with qtbot.waitSignal(made.listed):
        made.open(history)
    return made


def ids(entries: HistoryList) -> list[str]:
    return [str(entries.index(row, 0).data()).rpartition("-")[2] for row in range(entries.rowCount())]


def fill(entries: HistoryList, number: int) -> None:
    """List so many lines, as if a person had scrolled through all of them."""
    entries._list_anew(Query(), [entry(seq) for seq in range(number, 0, -1)], more=False)  # noqa: SLF001  # quicker


def entry(number: int) -> Entry:
    return Entry(
        number, f"{number:06d}-id", 1.0, "Shop", ConnectionKind.DEVELOPMENT, Outcome.ACCEPTED, 200, None, 5.0,
        1, "View", "item", None, False, "", (),
    )  # fmt: skip


def test_knows_the_row_of_a_line_also_after_others_have_come_and_gone(
    entries: HistoryList, history: History, qtbot: QtBot
) -> None:
    assert [entries.row_of(f"e{n:03d}-id") for n in (149, 60, 40)] == [0, 89, -1]
    with qtbot.waitSignal(entries.listed):
        entries.delete(["e148-id", "e147-id", "e100-id"])
    keep(history, accepted(pending("newer-id")))
    with qtbot.waitSignal(entries.listed):
        entries.refresh()
    assert [entries.row_of(name) for name in ("newer-id", "e149-id", "e146-id", "e060-id")] == [0, 1, 2, 87]
    assert entries.row_of("e100-id") == -1


def test_removing_many_scattered_lines_leaves_the_others(
    history: History, tasks: Tasks, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    entries = HistoryList(tasks)
    with qtbot.waitSignal(entries.listed):
        entries.open(history)
    fill(entries, 2_000)
    with qtbot.waitSignal(entries.modelReset):
        entries.delete(f"{number:06d}-id" for number in range(2, 2_001, 2))
    assert entries.rowCount() == 1_000
    assert entries.row_of("001999-id") == 0
    assert entries.row_of("002000-id") == -1
    qtmodeltester.check(entries)


def test_a_hundred_thousand_lines_cost_nothing_per_change(
    entries: HistoryList, qapp: QApplication, qtbot: QtBot
) -> None:
    view = HistoryView(entries)
    qtbot.addWidget(view)
    view.show()
    fill(entries, MANY)
    qapp.processEvents()
    with within(0.5, "Ten changes of the newest lines among 100,000"):
        for number in range(10):
            newest = [entry(n) for n in range(MANY + number, MANY + number - 99, -1)]
            entries._merge(newest, newest[-1].seq)  # noqa: SLF001  # without the time that reading takes
            qapp.processEvents()
            assert entries.row_of("050000-id") == MANY - 50_000 + number
    view.selectAll()
    assert view.count_selected() == MANY + 9


def test_a_line_far_down_shows_what_is_noted_at_once(
    entries: HistoryList, history: History, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: entries.canFetchMore(entries.index(-1)))
    with qtbot.waitSignal(entries.rowsInserted):
        entries.fetchMore(entries.index(-1))
    assert entries.rowCount() == 150
    with qtbot.waitSignal(entries.dataChanged) as changed:
        entries.annotate(["e003-id"], lambda before: replace(before, starred=True, tags=("a",)))
    assert changed.args[0].row() == 146
    assert history.annotation("e003-id") == Annotation(True, "", ("a",))
    assert entries.rowCount() == 150


def test_what_is_typed_fast_asks_only_for_the_last(
    entries: HistoryList, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []
    page = History.page

    def slow(self: History, limit: int, *, query: Query, is_wanted: Callable[[], bool]) -> object:
        asked.append(query.text)
        time.sleep(0.1)
        return page(self, limit, None, query, is_wanted)

    monkeypatch.setattr(History, "page", slow)
    for text in ("i", "it", "ite", "item-14", "item-149"):
        entries.search(Query(text))
    qtbot.waitUntil(lambda: entries.searched == Query("item-149"))
    assert asked == ["i", "item-149"]
    assert ids(entries) == ["149"]


def test_a_query_without_sense_is_told_and_leaves_the_lines(entries: HistoryList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(entries.listed):
        entries.search(Query(terms=(("after", "yesterdy"),)))
    assert entries.flaw
    assert "yesterdy" in entries.flaw
    assert entries.rowCount() == 100
    assert not entries.is_waiting
    with qtbot.waitSignal(entries.listed):
        entries.search(Query())
    assert entries.flaw is None


def test_where_a_summary_is_not_complete_more_are_found_than_it_counts(
    entries: HistoryList, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(History, "summary", lambda *_: Summary(20_000, is_complete=False))
    entries.search(Query("item"))
    qtbot.waitUntil(lambda: (entries.found, entries.is_counted) == (20_000, False))


def test_a_long_search_is_told_and_can_be_stopped(
    history: History, tasks: Tasks, console: Console, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    pane = HistoryPane(console, tasks, WorkBar(tasks))
    qtbot.addWidget(pane)
    pane.resize(290, 500)
    pane.show()
    pane.set_history(history)
    qtbot.waitUntil(lambda: len(lines(pane)) == 100)
    go_on = threading.Event()
    page = History.page

    def waits(self: History, limit: int, *, query: Query, is_wanted: Callable[[], bool]) -> object:
        if query:
            go_on.wait(10)
        return page(self, limit, None, query, is_wanted)

    monkeypatch.setattr(History, "page", waits)
    pane.line.setText("item-14")
    qtbot.waitUntil(lambda: "Searching…" in shown_texts(pane))
    stop = next(one for one in pane.findChildren(QPushButton) if one.text() == "Stop" and one.isVisible())
    stop.click()
    assert "Stopped: these are the exchanges of before." in shown_texts(pane)
    go_on.set()
    qtbot.wait(150)
    assert len(lines(pane)) == 100
    assert "Stopped: these are the exchanges of before." in shown_texts(pane)
    pane.line.setText("item-149")
    qtbot.waitUntil(lambda: lines(pane) == ["View · item-149"])
    assert not any("Stopped" in one.text() for one in pane.findChildren(QLabel) if one.isVisible())


def picture(entries: HistoryList, one: Entry, width: int, qtbot: QtBot) -> QImage:
    """Return how a line looks in a view so wide."""
    entries._list_anew(Query(), [one], more=False)  # noqa: SLF001  # quicker
    view = HistoryView(entries)
    qtbot.addWidget(view)
    view.resize(width, 100)
    view.show()
    return view.viewport().grab().toImage()


@pytest.mark.parametrize("width", [150, 200, 280, 420])
def test_lines_of_a_width_all_say_how_long_it_took_or_none_does(
    entries: HistoryList, qtbot: QtBot, width: int
) -> None:
    said = []
    for one in (entry(1), replace(entry(1), note="Shoes are missing"), replace(entry(1), user_id="u" * 80)):
        slower = replace(one, answer_ms=912.0)
        said.append(picture(entries, one, width, qtbot) != picture(entries, slower, width, qtbot))
    assert said == [width == 420] * 3


@pytest.mark.parametrize("width", [150, 192, 280])
def test_a_line_of_any_width_has_room_for_the_status(entries: HistoryList, qtbot: QtBot, width: int) -> None:
    one = replace(entry(1), outcome=Outcome.REJECTED, status=400)
    other = replace(one, status=403)
    assert picture(entries, one, width, qtbot) != picture(entries, other, width, qtbot)
