import contextlib
import sqlite3
import time
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Target, Timing
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.forms import Shell
from events_console.services.history import History
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.history_pane import HistoryPane
from events_console.ui.tasks import Tasks
from events_console.ui.work_bar import WorkBar

Key = Qt.Key
TARGET = Target("Shop", ConnectionKind.DEVELOPMENT, "eu-central-1", "https://shop.example")


def request(*items: str, event_type: str = "View", user: str | None = None) -> Request:
    events = tuple(Object({"eventType": event_type, "itemId": item, "sentAt": 1}) for item in items)
    head = Object({"trackingId": "t-1", "sessionId": "s-1", "eventList": events})
    return Request(head.with_member("userId", user) if user else head)


def pending(name: str, *, at: float | None = None, of: Request | None = None) -> Exchange:
    return Exchange(name, of or request("item-3"), TARGET, time.time() if at is None else at)


def accepted(exchange: Exchange, *, took: float = 38.0, request_id: str | None = "rq-1") -> Exchange:
    answer = Response(200, (), b"", request_id)
    timing = Timing(2.0, took - 2)
    return replace(exchange, outcome=Outcome.ACCEPTED, attempts=1, timing=timing, answer=answer)


def rejected(exchange: Exchange) -> Exchange:
    answer = Response(400, (), b"{}", "rq-2", "InvalidInputException", "Value '' is wrong")
    return replace(exchange, outcome=Outcome.REJECTED, attempts=1, timing=Timing(2, 20), answer=answer)


def unanswered(exchange: Exchange) -> Exchange:
    answer = Failure("timeout-read", "No answer came.", "Send it again.", may_have_arrived=True)
    return replace(exchange, outcome=Outcome.UNANSWERED, attempts=1, timing=Timing(3, 5000), answer=answer)


def keep(history: History, *exchanges: Exchange) -> None:
    for exchange in exchanges:
        history.begin(replace(exchange, outcome=Outcome.PENDING, answer=None, timing=None, attempts=0))
        history.settle(exchange)


@pytest.fixture
def some(history: History) -> History:
    """Three exchanges, the newest with three events."""
    keep(
        history,
        unanswered(pending("e1", of=request("item-3"))),
        rejected(
            pending("e2", of=request("-2996180203100007228", event_type="RATING", user="8120125224640029423"))
        ),
        accepted(pending("e3", of=request("item-9", "item-8", "item-7", event_type="Purchase", user="u-77"))),
    )
    return history


@pytest.fixture
def pane(history: History, console: Console, tasks: Tasks, qtbot: QtBot) -> HistoryPane:  # noqa: ARG001  # closed after tasks
    """The pane on screen, before it has a history."""
    made = HistoryPane(console, tasks, WorkBar(tasks))
    qtbot.addWidget(made)
    made.resize(290, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def full(pane: HistoryPane, some: History, qtbot: QtBot) -> HistoryPane:
    pane.set_history(some)
    qtbot.waitUntil(lambda: len(lines(pane)) == 3)
    return pane


def lines(pane: HistoryPane, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = pane.view.model()
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def spoken(pane: HistoryPane) -> list[str]:
    return lines(pane, Qt.ItemDataRole.AccessibleTextRole)


def shown_texts(pane: HistoryPane) -> list[str]:
    labels = [one.text() for one in pane.findChildren(QLabel) if one.isVisible()]
    return labels + [one.text() for one in pane.findChildren(QPushButton) if one.isVisible()]


def choose(pane: HistoryPane, row: int) -> None:
    pane.view.setFocus()
    pane.view.setCurrentIndex(pane.view.model().index(row, 0))


def click(pane: HistoryPane, row: int, qtbot: QtBot, *, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    place = pane.view.visualRect(pane.view.model().index(row, 0)).center()
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, held, place)


def selected(pane: HistoryPane) -> list[str]:
    return [str(index.data()) for index in pane.view.selectionModel().selectedRows()]


def action(pane: HistoryPane, text: str) -> QAction:
    return next(one for one in pane.actions_for_menu() if one.text().replace("&", "") == text)


def press(box: QMessageBox, text: str, qtbot: QtBot) -> None:
    button = next(one for one in box.buttons() if one.text().replace("&", "") == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_lists_the_newest_first(full: HistoryPane) -> None:
    assert lines(full) == ["Purchase · item-9 +2", "RATING · -2996180203100007228", "View · item-3"]
    assert "3" in shown_texts(full)
    assert full.line.placeholderText() == "Item, user, outcome, date, ID…"


def test_says_everything_in_words(full: HistoryPane) -> None:
    newest, refused, lost = spoken(full)
    assert newest.startswith("Purchase item-9, and 2 more events, Accepted, status 200, ")
    assert newest.endswith(", user u-77, 36 ms, connection Shop")
    assert refused.startswith("RATING -2996180203100007228, Refused, status 400, ")
    assert lost.startswith("View item-3, No answer, ")
    assert lost.endswith(", anonymous visitor, 5.0 s, connection Shop")


@pytest.mark.parametrize(("width", "is_pill"), [(200, False), (480, True)])
def test_a_narrow_line_has_its_outcome_where_it_hides_nothing(
    width: int, is_pill: bool, full: HistoryPane, qtbot: QtBot
) -> None:
    full.resize(width, 400)
    qtbot.waitUntil(lambda: width - 60 < full.view.width() < width)
    line = full.view.visualRect(full.view.model().index(0, 0))
    shown = full.view.viewport().grab(line).toImage()
    colours = {shown.pixel(x, y) for x in range(shown.width()) for y in range(shown.height())}
    assert (QColor(style.theme_of(full.view).good.tint).rgb() in colours) is is_pill


def test_the_tooltip_has_what_there_is_no_room_for_and_takes_no_id_for_markup(
    pane: HistoryPane, history: History, qtbot: QtBot
) -> None:
    keep(history, rejected(pending("e1", of=request("<b>item</b>"))))
    pane.set_history(history)
    qtbot.waitUntil(lambda: len(lines(pane)) == 1)
    (tip,) = lines(pane, Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    text = unescape(tip)
    for part in (
        "View · <b>item</b>",
        "Refused, status 400 · InvalidInputException",
        "Anonymous visitor",
        "Connection Shop · Development",
    ):
        assert part in text


def test_a_request_of_any_shape_has_a_line(pane: HistoryPane, history: History, qtbot: QtBot) -> None:
    odd = Request(Object({"eventList": (Object({"itemId": "item-1"}),)}))
    keep(history, accepted(pending("e1", of=request())), accepted(pending("e2", of=odd)))
    pane.set_history(history)
    qtbot.waitUntil(lambda: lines(pane) == ["No event type · item-1", "No event"])
    pane.view.grab()


def test_before_there_is_a_history_it_says_so_only_after_a_while(pane: HistoryPane, qtbot: QtBot) -> None:
    assert "Opening the history…" not in shown_texts(pane)
    qtbot.waitUntil(lambda: "Opening the history…" in shown_texts(pane), timeout=2000)


def test_an_empty_history_says_how_it_fills(pane: HistoryPane, history: History, qtbot: QtBot) -> None:
    pane.set_history(history)
    qtbot.waitUntil(lambda: "Nothing sent yet" in shown_texts(pane))
    assert "Import exchanges…" in shown_texts(pane)
    assert "Clear search" not in shown_texts(pane)
    enabled = {one.text().replace("&", "") for one in pane.actions_for_menu() if one.isEnabled()}
    assert enabled - {""} == {"Search the history", "Filter…", "Import…", "Saved searches"}


def test_that_nothing_is_found_is_announced(
    full: HistoryPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def listen(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    full.line.setText("nowhere")
    qtbot.waitUntil(lambda: said == ["No exchange contains “nowhere”."])


def test_typing_searches_and_escape_ends_it(full: HistoryPane, qtbot: QtBot) -> None:
    qtbot.keyClicks(full.line, "purch")
    qtbot.waitUntil(lambda: lines(full) == ["Purchase · item-9 +2"])
    assert "1 of 3" in shown_texts(full)
    qtbot.keyClick(full.line, Key.Key_Escape)
    qtbot.waitUntil(lambda: len(lines(full)) == 3)
    assert "3" in shown_texts(full)


def test_what_was_typed_before_there_was_a_history_is_searched_for(
    pane: HistoryPane, some: History, qtbot: QtBot
) -> None:
    qtbot.keyClicks(pane.line, "rating")
    qtbot.wait(200)
    pane.set_history(some)
    qtbot.waitUntil(lambda: lines(pane) == ["RATING · -2996180203100007228"])


def test_only_the_last_search_counts(full: HistoryPane, qtbot: QtBot) -> None:
    seen: list[list[str]] = []
    full.view.model().modelReset.connect(lambda: seen.append(lines(full)))
    for typed in ("purchase", "rating", "item-3"):
        full.line.setText(typed)
        qtbot.wait(125)  # each search begins; none is waited for
    qtbot.waitUntil(lambda: lines(full) == ["View · item-3"])
    qtbot.wait(100)
    assert lines(full) == ["View · item-3"]
    assert seen[-1] == ["View · item-3"]


def test_nothing_found_is_said_and_mended_by_a_link(full: HistoryPane, qtbot: QtBot) -> None:
    qtbot.keyClicks(full.line, "abc")
    qtbot.waitUntil(lambda: "No exchange contains “abc”." in shown_texts(full))
    link = next(one for one in full.findChildren(QPushButton) if one.text() == "Clear search")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(QApplication.focusWidget(), "purch")
    qtbot.waitUntil(lambda: lines(full) == ["Purchase · item-9 +2"])
    assert full.line.text() == "purch"


@pytest.mark.parametrize("search", ["refused", "400 R"])
def test_typing_finds_what_the_list_shows(full: HistoryPane, qtbot: QtBot, search: str) -> None:
    qtbot.keyClicks(full.line, search)
    qtbot.waitUntil(lambda: lines(full) == ["RATING · -2996180203100007228"])


def test_deleting_the_last_line_leaves_the_focus_in_the_pane(full: HistoryPane, qtbot: QtBot) -> None:
    qtbot.keyClicks(full.line, "purch")
    qtbot.waitUntil(lambda: len(lines(full)) == 1)
    qtbot.keyClick(full.line, Key.Key_Down)
    qtbot.keyClick(full.view, Key.Key_Delete)
    box = full.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    press(box, "Delete", qtbot)
    qtbot.waitUntil(lambda: not lines(full))
    full.activateWindow()
    qtbot.waitUntil(full.line.hasFocus)


def test_down_goes_from_the_search_to_the_first_line(full: HistoryPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(full.opened) as opened:
        qtbot.keyClick(full.line, Key.Key_Down)
    assert full.view.hasFocus()
    assert opened.args[0].id == "e3"


def test_the_arrows_open_and_enter_opens_again(full: HistoryPane, some: History, qtbot: QtBot) -> None:
    with qtbot.waitSignal(full.opened):
        choose(full, 0)
    opened: list[Exchange] = []
    full.opened.connect(opened.append)
    for key in (Key.Key_Down, Key.Key_Return, Key.Key_Enter, Key.Key_Down):
        with qtbot.waitSignal(full.opened):
            qtbot.keyClick(full.view, key)
    assert opened == [some.get(name) for name in ("e2", "e2", "e2", "e1")]


def test_a_click_on_the_selected_line_opens_it_again(full: HistoryPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(full.opened):
        choose(full, 1)
    with qtbot.waitSignal(full.opened) as opened:
        click(full, 1, qtbot)
    assert opened.args[0].id == "e2"


def test_tab_into_the_list_opens_nothing(full: HistoryPane, qtbot: QtBot) -> None:
    full.line.setFocus()
    with qtbot.assertNotEmitted(full.opened, wait=150):
        for _ in range(10):
            if not full.view.hasFocus():
                qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        assert full.view.hasFocus()
    assert not selected(full)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Load into composer", "load_requested"),
        ("Resend as it was", "resend_requested"),
        ("Resend as new (new event IDs, sent now)", "renew_requested"),
    ],
)
def test_hands_the_whole_exchange_on(
    full: HistoryPane, some: History, qtbot: QtBot, text: str, signal: str
) -> None:
    choose(full, 1)
    action(full, text).setEnabled(True)
    with qtbot.waitSignal(getattr(full.does, signal)) as asked:
        action(full, text).trigger()
    assert asked.args == [some.get("e2")]


def test_resending_waits_until_there_is_a_sender_and_nothing_on_its_way(
    full: HistoryPane, console: Console
) -> None:
    choose(full, 1)
    resend = action(full, "Resend as it was")
    assert not resend.isEnabled()
    console.service = object()  # type: ignore[assignment]  # as above
    console.ready.emit()
    assert resend.isEnabled()
    console.sending = pending("e9")
    console.sending_changed.emit(True)
    assert not resend.isEnabled()


def _copy_as(pane: HistoryPane, form: str) -> None:
    menu = next(one for one in pane.findChildren(QMenu) if "Copy request as" in one.title().replace("&", ""))
    next(one for one in menu.actions() if one.text() == form).trigger()


def test_copies_code_for_the_shell_and_the_connection_in_use(
    full: HistoryPane, console: Console, qtbot: QtBot
) -> None:
    full.does.shell = lambda: Shell.POWERSHELL
    choose(full, 1)
    with qtbot.waitSignal(console.told) as told:
        _copy_as(full, "AWS CLI")
    assert told.args[0].startswith("Copied the request as AWS CLI for PowerShell.")
    assert "aws personalize-events put-events `\n" in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(console.told) as told:
        _copy_as(full, "Python (boto3)")
    assert 'region_name="' in QGuiApplication.clipboard().text()


def test_copies_the_request_and_its_id(full: HistoryPane, console: Console, qtbot: QtBot) -> None:
    choose(full, 1)
    with qtbot.waitSignal(console.told) as told:
        _copy_as(full, "JSON")
    assert told.args == ["Copied the request as JSON."]
    assert '"itemId": "-2996180203100007228"' in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(console.told):
        action(full, "Copy request ID").trigger()
    assert QGuiApplication.clipboard().text() == "rq-2"
    choose(full, 2)
    assert not action(full, "Copy request ID").isEnabled()


def test_an_answer_without_an_id_leaves_the_clipboard_alone(
    pane: HistoryPane, history: History, console: Console, qtbot: QtBot
) -> None:
    keep(history, accepted(pending("e1"), request_id=None))
    pane.set_history(history)
    qtbot.waitUntil(lambda: len(lines(pane)) == 1)
    QGuiApplication.clipboard().setText("before")
    choose(pane, 0)
    with qtbot.waitSignal(console.told) as told:
        action(pane, "Copy request ID").trigger()
    assert told.args == ["The answer came without a request ID."]
    assert QGuiApplication.clipboard().text() == "before"


def test_several_selected_open_nothing(full: HistoryPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(full.opened):
        choose(full, 0)
    with qtbot.assertNotEmitted(full.opened, wait=100):
        click(full, 2, qtbot, ctrl=True)
    assert len(selected(full)) == 2


def test_deletes_only_after_asking_how_many(full: HistoryPane, some: History, qtbot: QtBot) -> None:
    choose(full, 0)
    click(full, 2, qtbot, ctrl=True)
    assert not action(full, "Open exchange").isEnabled()
    qtbot.keyClick(full.view, Key.Key_Delete)
    box = full.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text() == "Delete these 2 exchanges from the history?"
    press(box, "Delete", qtbot)
    qtbot.waitUntil(lambda: lines(full) == ["RATING · -2996180203100007228"])
    assert [entry.id for entry in some.page()] == ["e2"]
    qtbot.waitUntil(lambda: "1" in shown_texts(full))


def test_keeps_what_is_not_to_be_deleted(full: HistoryPane, some: History, qtbot: QtBot) -> None:
    choose(full, 0)
    qtbot.keyClick(full.view, Key.Key_Delete)
    box = full.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text() == "Delete this exchange from the history?"
    qtbot.waitUntil(box.isActiveWindow)
    qtbot.keyClick(box, Key.Key_Return)  # the safe answer is the one that Enter gives
    qtbot.waitUntil(lambda: full.findChild(QMessageBox) is None)
    assert some.count() == 3
    assert len(lines(full)) == 3


def test_a_request_appears_while_it_is_on_its_way_and_is_settled_in_place(
    full: HistoryPane, some: History, console: Console, qtbot: QtBot
) -> None:
    choose(full, 1)
    sent = pending("e4", of=request("item-1"))
    some.begin(sent)
    console.sent.emit(sent)
    qtbot.waitUntil(lambda: len(lines(full)) == 4)
    assert spoken(full)[0].startswith("View item-1, Pending, ")
    with qtbot.assertNotEmitted(full.opened):
        some.settle(accepted(sent))
        console.settled.emit(accepted(sent))
        qtbot.waitUntil(lambda: spoken(full)[0].startswith("View item-1, Accepted, status 200, "))
    assert len(lines(full)) == 4
    assert selected(full) == ["View · item-1"]  # as its answer is what is shown now


def test_what_is_sent_while_none_is_looked_at_selects_nothing(
    full: HistoryPane, some: History, console: Console, qtbot: QtBot
) -> None:
    sent = accepted(pending("e4", of=request("item-1")))
    console.sent.emit(sent)
    keep(some, sent)
    console.settled.emit(sent)
    qtbot.waitUntil(lambda: len(lines(full)) == 4)
    assert not selected(full)


def test_a_line_chosen_while_a_request_is_sent_stays_chosen(
    full: HistoryPane, some: History, console: Console, qtbot: QtBot
) -> None:
    choose(full, 1)
    sent = accepted(pending("e4", of=request("item-1")))
    console.sent.emit(sent)
    choose(full, 2)
    keep(some, sent)
    console.settled.emit(sent)
    qtbot.waitUntil(lambda: len(lines(full)) == 4)
    assert selected(full) == ["View · item-3"]


def test_what_is_sent_again_far_down_the_list_is_scrolled_to(
    long: HistoryPane, history: History, console: Console, qtbot: QtBot
) -> None:
    choose(long, 60)
    sent = accepted(pending("new", of=request("item-new")))
    console.sent.emit(sent)
    keep(history, sent)
    console.settled.emit(sent)
    qtbot.waitUntil(lambda: selected(long) == ["View · item-new"])
    qtbot.waitUntil(lambda: long.view.verticalScrollBar().value() == 0)


def test_a_new_request_stays_out_of_a_search_that_does_not_find_it(
    full: HistoryPane, some: History, console: Console, qtbot: QtBot
) -> None:
    qtbot.keyClicks(full.line, "purch")
    qtbot.waitUntil(lambda: len(lines(full)) == 1)
    for name, item in (("e4", "item-1"), ("e5", "purchased-1")):
        exchange = accepted(pending(name, of=request(item)))
        keep(some, exchange)
        console.settled.emit(exchange)
    qtbot.waitUntil(lambda: lines(full) == ["View · purchased-1", "Purchase · item-9 +2"])
    assert "2 of 5" in shown_texts(full)


def test_the_exchange_looked_at_stays_selected_through_a_search(full: HistoryPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(full.opened):
        choose(full, 2)
    full.line.setFocus()
    with qtbot.assertNotEmitted(full.opened):
        qtbot.keyClicks(full.line, "item-3")
        qtbot.waitUntil(lambda: len(lines(full)) == 1)
        assert selected(full) == ["View · item-3"]
        qtbot.keyClick(full.line, Key.Key_Escape)
        qtbot.waitUntil(lambda: len(lines(full)) == 3)
        assert selected(full) == ["View · item-3"]


@pytest.fixture
def long(pane: HistoryPane, history: History, qtbot: QtBot) -> HistoryPane:
    """250 exchanges, item-249 the newest."""
    keep(history, *(accepted(pending(f"e{n}", of=request(f"item-{n}"))) for n in range(250)))
    pane.set_history(history)
    qtbot.waitUntil(lambda: len(lines(pane)) == 100)
    return pane


def at_the_end(pane: HistoryPane, count: int) -> bool:
    pane.view.scrollToBottom()
    return len(lines(pane)) == count


def test_scrolling_brings_more(long: HistoryPane, qtbot: QtBot) -> None:
    assert "250" in shown_texts(long)
    long.view.scrollToBottom()
    qtbot.waitUntil(lambda: len(lines(long)) == 200)
    qtbot.waitUntil(lambda: at_the_end(long, 250))
    assert lines(long) == [f"View · item-{n}" for n in reversed(range(250))]


def test_searching_pages_as_well_and_counts_all_it_finds(long: HistoryPane, qtbot: QtBot) -> None:
    qtbot.keyClicks(long.line, "item-1")
    qtbot.waitUntil(lambda: "111 of 250" in shown_texts(long))
    assert len(lines(long)) == 100
    long.view.scrollToBottom()
    qtbot.waitUntil(lambda: lines(long)[-1] == "View · item-1")
    assert len(lines(long)) == 111


def test_new_lines_do_not_move_what_is_being_read(
    long: HistoryPane, history: History, console: Console, qtbot: QtBot
) -> None:
    long.view.verticalScrollBar().setValue(1234)
    before = long.view.indexAt(QPoint(5, 60)).data()
    top = long.view.visualRect(long.view.indexAt(QPoint(5, 60))).top()
    exchange = accepted(pending("new", of=request("item-new")))
    keep(history, exchange)
    console.settled.emit(exchange)
    qtbot.waitUntil(lambda: lines(long)[0] == "View · item-new")
    assert long.view.indexAt(QPoint(5, 60)).data() == before
    assert long.view.visualRect(long.view.indexAt(QPoint(5, 60))).top() == top
    assert len(lines(long)) == 101


def test_so_many_new_ones_that_some_would_be_missing_are_listed_anew(
    long: HistoryPane, history: History, console: Console, qtbot: QtBot
) -> None:
    newer = [accepted(pending(f"n{n}", of=request(f"new-{n}"))) for n in range(130)]
    keep(history, *newer)
    console.settled.emit(newer[-1])
    qtbot.waitUntil(lambda: lines(long)[0] == "View · new-129")
    long.view.scrollToBottom()
    qtbot.waitUntil(lambda: len(lines(long)) == 200)
    assert lines(long)[129:131] == ["View · new-0", "View · item-249"]


def test_what_another_program_keeps_or_deletes_is_seen_when_the_window_is_used_again(
    full: HistoryPane, tmp_path: Path, qtbot: QtBot
) -> None:
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    elsewhere.show()
    elsewhere.activateWindow()
    qtbot.waitUntil(elsewhere.isActiveWindow)
    other = History(tmp_path / "history.sqlite")
    keep(other, accepted(pending("e4", of=request("from-elsewhere"))))
    other.delete(["e2"])
    other.close()
    full.activateWindow()
    expected = ["View · from-elsewhere", "Purchase · item-9 +2", "View · item-3"]
    qtbot.waitUntil(lambda: lines(full) == expected)


def test_what_another_program_keeps_is_seen_while_the_window_is_used(
    long: HistoryPane, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.keyClicks(long.line, "item-1")
    qtbot.waitUntil(lambda: "111 of 250" in shown_texts(long))
    with qtbot.waitSignal(long.opened):
        choose(long, 40)
    long.view.verticalScrollBar().setValue(1500)
    chosen, top = selected(long), long.view.indexAt(QPoint(5, 60)).data()
    other = History(tmp_path / "history.sqlite")
    keep(other, accepted(pending("e-other", of=request("item-1-elsewhere"))))
    with qtbot.assertNotEmitted(long.opened):
        qtbot.waitUntil(lambda: "112 of 251" in shown_texts(long), timeout=4000)
    assert lines(long)[0] == "View · item-1-elsewhere"
    assert (selected(long), long.view.indexAt(QPoint(5, 60)).data()) == (chosen, top)
    keep(other, accepted(pending("e-next", of=request("item-1-next"))))
    other.close()
    qtbot.waitUntil(lambda: lines(long)[0] == "View · item-1-next", timeout=4000)


def test_a_history_that_cannot_be_read_says_why(
    pane: HistoryPane, tmp_path: Path, console: Console, qtbot: QtBot
) -> None:
    closed = History(tmp_path / "closed.sqlite3")
    closed.close()
    with qtbot.waitSignal(console.told) as told:
        pane.set_history(closed)
    assert "closed.sqlite3 could not be read" in told.args[0]
    assert told.args[0] in shown_texts(pane)


def test_a_row_that_something_else_wrote_is_told_and_the_others_stay(
    full: HistoryPane, tmp_path: Path, console: Console, qtbot: QtBot
) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "history.sqlite")) as database, database:
        database.execute(
            "UPDATE exchange SET details = '[]', kind = 'Moon', started_at = 9e999 WHERE id = 'e2'"
        )
    console.settled.emit(accepted(pending("e3")))  # lists anew
    with qtbot.waitSignal(console.told) as told:
        choose(full, 1)
    assert told.args[0].startswith("The exchange e2 cannot be read: its row in ")
    with qtbot.waitSignal(full.opened) as opened:
        choose(full, 2)
    assert opened.args[0].id == "e1"
    assert len(lines(full)) == 3


def test_the_find_action_goes_to_the_search(full: HistoryPane) -> None:
    full.line.setText("purch")
    full.view.setFocus()
    action(full, "Search the history").trigger()
    assert full.line.hasFocus()
    assert full.line.selectedText() == "purch"


@pytest.mark.parametrize("width", [220, 290, 600])
def test_the_selection_is_tinted_from_edge_to_edge(full: HistoryPane, qtbot: QtBot, width: int) -> None:
    full.resize(width, 400)
    choose(full, 1)
    qtbot.wait(20)
    area = full.view.visualRect(full.view.currentIndex())
    assert area.width() == full.view.viewport().width()
    image = full.view.viewport().grab(area).toImage()
    tint = QColor(style.theme_of(full.view).info.tint)
    ratio = image.devicePixelRatio()
    for x in (4, area.width() - 5):
        assert image.pixelColor(int(x * ratio), int(area.height() * ratio) - 8) == tint


def test_its_list_keeps_to_the_rules_of_models(
    long: HistoryPane, history: History, console: Console, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    model = long.view.model()
    qtmodeltester.check(model)
    exchange = accepted(pending("new", of=request("item-new")))
    keep(history, exchange)
    history.delete(["e249", "e240"])
    console.settled.emit(exchange)
    qtbot.waitUntil(lambda: lines(long)[:2] == ["View · item-new", "View · item-248"])
    qtbot.waitUntil(lambda: at_the_end(long, 249))
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("outcome:pending", "No exchange passes the filters: take one of them back."),
        ("outcome:failed abc", "No exchange passes the filters and contains “abc”: take one of them back."),
        ("is:starred", "No exchange here has a star: press S on one, or click into its lower right corner."),
        ("is:noted", "No exchange here has a note: press N on one to write it."),
    ],
)
def test_where_nothing_is_found_it_says_what_to_do(
    full: HistoryPane, qtbot: QtBot, line: str, said: str
) -> None:
    full.line.setText(line)
    qtbot.waitUntil(lambda: said in shown_texts(full))
    assert "Clear search" in shown_texts(full)


def test_a_filter_without_sense_is_said_under_the_line(full: HistoryPane, qtbot: QtBot) -> None:
    full.line.setText("after:yesterdy")
    qtbot.waitUntil(lambda: any("yesterdy" in text and text.startswith("▲") for text in shown_texts(full)))
    assert len(lines(full)) == 3
    full.line.setText("after:today")
    qtbot.waitUntil(lambda: not any(text.startswith("▲") for text in shown_texts(full)))


def test_lines_name_their_connection_only_where_it_is_another_one(full: HistoryPane) -> None:
    area = full.view.visualRect(full.view.model().index(2, 0))
    there = full.view.viewport().grab(area).toImage()
    full.view.show_connection("Shop")
    assert full.view.viewport().grab(area).toImage() != there


@pytest.mark.parametrize("width", [130, 200, 280])
def test_items_that_differ_at_their_ends_look_different(
    pane: HistoryPane, history: History, qtbot: QtBot, width: int
) -> None:
    at = time.time() - 86_400
    keep(history, *(accepted(pending(f"e{n}", at=at, of=request(f"a-long-item-id-{n}"))) for n in (1, 2)))
    pane.resize(width, 400)
    pane.set_history(history)
    qtbot.waitUntil(lambda: len(lines(pane)) == 2)
    qtbot.wait(20)
    first, second = (
        pane.view.viewport().grab(pane.view.visualRect(pane.view.model().index(row, 0))).toImage()
        for row in (0, 1)
    )
    assert first != second


def test_home_and_end_lead_to_the_first_and_the_last_line(full: HistoryPane, qtbot: QtBot) -> None:
    choose(full, 1)
    for key, line in ((Key.Key_End, "View · item-3"), (Key.Key_Home, "Purchase · item-9 +2")):
        qtbot.keyClick(full.view, key)
        assert selected(full) == [line]
