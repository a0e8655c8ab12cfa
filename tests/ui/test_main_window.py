"""The window as a person uses it: the real sandbox behind it, a real history, a real draft."""

import contextlib
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Outcome, Target
from events_console.domain.fields import EVENT_FIELDS
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services.history import History
from events_console.ui.session import Session
from tests.support import locked_up
from tests.ui.windows import Open, close, is_in_draft, press, question


def _send(session: Session, qtbot: QtBot) -> Exchange:
    with qtbot.waitSignal(session.console.settled, timeout=10_000) as signal:
        qtbot.keyClick(session.window.compose.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    exchange = signal.args[0]
    assert isinstance(exchange, Exchange)
    return exchange


def _all_actions(session: Session) -> list[QAction]:
    menus = [action.menu() for action in session.window.menuBar().actions()]
    return [action for menu in menus if isinstance(menu, QMenu) for action in menu.actions()]


def _texts(pane: QWidget) -> set[str]:
    """Return what the labels of ``pane`` say where a person sees them."""
    return {
        label.accessibleName() or label.text() for label in pane.findChildren(QLabel) if label.isVisible()
    }


def test_the_first_start_sends_the_sample_at_once(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    assert session.window.focusWidget() is session.window.compose.table
    exchange = _send(session, qtbot)
    assert exchange.outcome is Outcome.ACCEPTED
    events = [exchange.request.event(row) for row in range(3)]
    assert all("eventId" in event and isinstance(event["sentAt"], int) for event in events)
    assert "eventId" not in session.console.request.event(0)
    assert session.console.request.event(2)["sentAt"] == "{{now}}"


def test_no_window_but_the_one_ever_flashes_up(open_window: Open, qapp: QApplication, qtbot: QtBot) -> None:
    shown: list[QWidget] = []

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watcher = Watcher()
    qapp.installEventFilter(watcher)
    session = open_window()
    _send(session, qtbot)
    qapp.removeEventFilter(watcher)
    assert shown == [session.window]


def test_a_request_with_errors_is_sent_only_after_asking_and_only_once_for_each(
    open_window: Open, qtbot: QtBot
) -> None:
    session = open_window()
    console = session.console
    console.edit(console.request.with_event(0, console.request.event(0).without("eventType")), "Break")
    session.window.send()
    box = question(session, qtbot)
    assert "1 error" in box.text()
    assert "Event 1: Event type is missing" in box.informativeText()
    press(box, "Show the first problem", qtbot)
    assert console.sending is None
    index = session.window.compose.table.currentIndex()
    assert (index.row(), index.column()) == (0, 0)
    session.window.send()
    with qtbot.waitSignal(console.settled, timeout=10_000) as signal:
        press(question(session, qtbot), "Send anyway", qtbot)
    assert signal.args[0].outcome is Outcome.REJECTED
    assert "eventList.1.member.eventType" in signal.args[0].response.message
    with qtbot.waitSignal(console.settled, timeout=10_000):
        session.window.send()


def test_nothing_is_sent_while_the_json_view_holds_no_request(open_window: Open) -> None:
    session = open_window()
    session.console.edit_json("{")
    session.window.send()
    assert session.console.sending is None
    assert session.window.compose.json.isVisible()
    assert "JSON view" in session.window.statusBar().currentMessage()


def test_two_clicks_send_once(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    settled: list[Exchange] = []
    session.console.settled.connect(settled.append)
    qtbot.mouseDClick(session.window.bar.send_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(session.window.bar.send_button, Qt.MouseButton.LeftButton)
    assert not session.window.bar.send_button.isEnabled()
    qtbot.waitUntil(lambda: bool(settled) and session.window.bar.send_button.isEnabled(), timeout=10_000)
    assert len(settled) == 1


def test_what_was_typed_and_how_the_window_was_left_come_back(open_window: Open) -> None:
    session = open_window()
    session.console.edit(session.console.request.with_field("userId", "qa-7"), "Edit")
    session.console.edit_json('{"trackingId": "unfinished')
    session.window.resize(1111, 640)
    session.window.compose.show_view(1)
    session.window.compose.table.setColumnWidth(1, 333)
    session.preferences.choose(theme="dark")
    again = open_window()
    assert again.console.request.root["userId"] == "qa-7"
    assert again.console.json_text == '{"trackingId": "unfinished'
    assert again.window.height() == 640  # the screen of the tests is too small for the width
    assert again.window.compose.table.columnWidth(1) == 333
    assert again.window.compose.tabs.currentIndex() == 1
    assert again.settings.theme == "dark"


def test_a_history_that_cannot_be_written_is_said_and_nothing_is_sent(
    qapp: QApplication, qtbot: QtBot, console_home: Path
) -> None:
    console_home.mkdir()
    paths.history_file().mkdir()
    session = Session(qapp)
    session.show(None)
    box = question(session, qtbot)
    assert "Nothing can be sent" in box.text()
    assert str(paths.history_file()) in box.text()
    box.close()
    session.window.send()
    assert session.console.sending is None
    assert "Nothing can be sent" in session.window.statusBar().currentMessage()
    close([session])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_history_that_can_only_be_read_is_listed_and_nothing_is_sent(
    qapp: QApplication, qtbot: QtBot, console_home: Path
) -> None:
    one = Exchange("one", Request(Object()), Target("Shop", ConnectionKind.SANDBOX, "", ""), 0.0)
    with contextlib.closing(History(paths.history_file())) as history:
        history.settle(replace(one, outcome=Outcome.UNKNOWN))
    with locked_up(console_home):
        session = Session(qapp)
        session.show(None)
        box = question(session, qtbot)
        assert box.text().startswith("Nothing can be sent: The history ")
        assert "could not be opened: permission denied. Mend that" in box.text()
        box.close()
        told = session.window.statusBar()
        session.window.send()
        qtbot.waitUntil(lambda: "Nothing can be sent" in told.currentMessage(), timeout=10_000)
        assert session.console.sending is None
        lines = session.window.history.view
        qtbot.waitUntil(lambda: lines.model().rowCount() == 1, timeout=10_000)
        lines.setCurrentIndex(lines.model().index(0, 0))
        answer = session.window.response
        qtbot.waitUntil(lambda: any("unknown" in text for text in _texts(answer)), timeout=10_000)
        next(
            action for action in session.window.history.does.for_view() if action.text() == "&Star"
        ).trigger()
        qtbot.waitUntil(lambda: "could not be written: it was opened to be read" in told.currentMessage())
        close([session])
    with contextlib.closing(History(paths.history_file())) as history:
        assert [entry.id for entry in history.page()] == [one.id]


def test_the_inspector_stays_with_the_current_event_whatever_moves(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    console, table, inspector = session.console, session.window.compose.table, session.window.inspector

    def shown() -> str:
        line = inspector.boxes["eventType"].findChild(QLineEdit)
        assert line
        return line.text()

    table.show_place("/eventList/0/itemId")
    table.delete_rows()
    assert (table.current_row(), shown()) == (0, "View")
    console.undo_stack.undo()
    assert shown() == console.request.event(table.current_row())["eventType"]
    console.edit(console.request.with_inserted(0, [Object({"eventType": "New"})]), "Insert")
    assert shown() == console.request.event(table.current_row())["eventType"]
    table.show_place(f"/eventList/{len(console.request.events)}/itemId")
    qtbot.keyClick(table, Qt.Key.Key_A)
    assert (table.current_row(), shown()) == (4, "Purchase")


def test_undo_from_the_menu_closes_an_open_cell_and_takes_its_typing_back(
    open_window: Open, qtbot: QtBot
) -> None:
    session = open_window()
    table = session.window.compose.table
    table.show_place("/eventList/0/itemId")
    qtbot.keyClick(table, Qt.Key.Key_X)
    editor = table.indexWidget(table.currentIndex())
    assert isinstance(editor, QLineEdit)
    session.console.undo_stack.undo()
    assert session.console.request.event(0)["itemId"] == "-2996180203100007228"
    qtbot.waitUntil(lambda: table.state() is not QAbstractItemView.State.EditingState)
    assert session.console.undo_stack.redo_text == "Edit Item ID"


def test_hanging_requests_hold_up_neither_drafts_nor_one_another(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    next(action for action in session.window.actions_.faults if action.data() == "hang").trigger()
    for _ in range(6):
        session.console.send()
        session.console.stop_waiting()
    session.console.edit(session.console.request.with_field("userId", "qa-kept"), "Edit")
    qtbot.waitUntil(partial(is_in_draft, "qa-kept"), timeout=2000)
    history = History(paths.history_file())
    qtbot.waitUntil(lambda: history.count() == 6)
    history.close()


def test_what_is_not_checked_yet_is_checked_before_it_is_sent(qapp: QApplication, qtbot: QtBot) -> None:
    session = Session(qapp)
    session.console.edit(session.console.request.without_field("sessionId"), "Break")
    session.show(None)
    session.window.send()
    box = question(session, qtbot)
    assert "1 error" in box.text()
    box.close()
    close([session])


def test_shortcuts_of_events_leave_them_alone_where_the_keys_mean_text(
    open_window: Open, qtbot: QtBot
) -> None:
    session = open_window()
    session.window.compose.show_view(1)
    before = session.console.request
    for key in (Qt.Key.Key_D, Qt.Key.Key_Delete):
        qtbot.keyClick(session.window.compose.json.editor, key, Qt.KeyboardModifier.ControlModifier)
    assert len(session.console.request.events) == len(before.events)
    session.window.compose.show_view(0)
    qtbot.keyClick(session.window.compose.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(session.console.request.events) == len(before.events) + 1


def test_what_is_deleted_is_shown_no_longer(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    _send(session, qtbot)
    history, answer = session.window.history, session.window.response
    assert "The service took the request." in _texts(answer)
    qtbot.waitUntil(lambda: history.view.model().rowCount() == 1)
    history.view.setCurrentIndex(history.view.model().index(0, 0))
    next(action for action in history.actions_for_menu() if action.text() == "&Delete…").trigger()
    press(question(session, qtbot), "Delete", qtbot)
    qtbot.waitUntil(lambda: history.view.model().rowCount() == 0)
    assert "The service took the request." not in _texts(answer)


def test_undo_and_copy_work_where_the_focus_is(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    before = session.console.request
    user = session.window.compose.form.edits["userId"]
    user.setFocus()
    user.selectAll()
    qtbot.keyClicks(user, "abc")
    qtbot.keyClick(user, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.console.request is before
    user.selectAll()
    qtbot.keyClick(user, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "8120125224640029423"
    session.window.compose.table.setFocus()
    session.window.compose.go_to("/eventList/0/itemId")
    qtbot.keyClick(session.window.compose.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "-2996180203100007228"


def test_a_refusal_leads_to_the_cells_that_it_names(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    console, window = session.console, session.window
    event = console.request.event(2).with_member("eventType", "")
    console.edit(console.request.with_event(2, event).with_field("sessionId", ""), "Break")
    with qtbot.waitSignal(console.settled, timeout=10_000):
        console.send()
    links = {one.text(): one for one in window.response.findChildren(QPushButton) if one.isVisible()}
    for text, place in (
        ("Show Event 3 · Event type", window.compose.table),
        ("Show Session ID", window.compose.form.edits["sessionId"]),
    ):
        links[text].setFocus()
        qtbot.keyClick(links[text], Qt.Key.Key_Space)
        assert window.focusWidget() is place
    index = window.compose.table.currentIndex()
    assert (index.row(), EVENT_FIELDS[index.column()].name) == (2, "eventType")


def test_an_exchange_is_found_in_the_history_and_loaded_back(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    sent = _send(session, qtbot)
    session.console.edit(session.console.request.with_events([Object()]), "Clear")
    session.window.document.load(sent)
    assert session.console.request is sent.request
    with qtbot.waitSignal(session.console.settled, timeout=10_000) as signal:
        session.console.resend(sent)
    assert signal.args[0].request == sent.request
    assert signal.args[0].id != sent.id


@pytest.mark.parametrize("place", ["table", "cell", "JSON", "field", "inspector"])
def test_ctrl_enter_sends_wherever_the_cursor_is(open_window: Open, qtbot: QtBot, place: str) -> None:
    session = open_window()
    compose = session.window.compose
    compose.show_view(int(place == "JSON"))
    if place == "cell":
        compose.table.edit(compose.table.currentIndex())
    elif place == "field":
        compose.form.focus_field("sessionId")
    elif place == "inspector":
        session.window.inspector.focus_field(EVENT_FIELDS[4])
    before = session.console.request
    focus = QApplication.focusWidget()
    with qtbot.waitSignal(session.console.settled, timeout=10_000):
        qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.console.request is before


def test_paste_goes_only_where_the_focus_is(open_window: Open) -> None:
    session = open_window()
    before = session.console.request
    QGuiApplication.clipboard().setText("pasted")
    session.window.bar.send_button.setFocus()
    paste = next(action for action in _all_actions(session) if action.text() == "&Paste")
    paste.trigger()
    assert session.console.request is before
    session.window.compose.table.setFocus()
    paste.trigger()
    assert session.console.request.event(0)["eventType"] == "pasted"


def test_closing_the_window_waits_for_no_answer_that_never_comes(qapp: QApplication, qtbot: QtBot) -> None:
    session = Session(qapp)
    session.show(None)
    qtbot.waitUntil(lambda: session.console.service is not None, timeout=10_000)
    next(action for action in session.window.actions_.faults if action.data() == "hang").trigger()
    session.console.send()
    qtbot.wait(300)
    begin = time.monotonic()
    close([session])
    assert time.monotonic() - begin < 10  # the answer would have been waited for three times as long
    again = History(paths.history_file())
    assert [entry.outcome for entry in again.page()] == [Outcome.UNANSWERED]
    again.close()


def test_the_sandbox_does_wrong_what_its_menu_says(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    fault = next(action for action in session.window.actions_.faults if action.data() == "throttle")
    fault.trigger()
    assert _send(session, qtbot).outcome is Outcome.REJECTED
    session.window.actions_.faults[0].trigger()
    assert _send(session, qtbot).outcome is Outcome.ACCEPTED


def test_no_two_actions_share_a_shortcut(open_window: Open) -> None:
    session = open_window()
    keys = [shortcut.toString() for action in _all_actions(session) for shortcut in action.shortcuts()]
    assert QKeySequence("Ctrl+Return").toString() in keys
    assert sorted(keys) == sorted(set(keys))


def test_f6_goes_round_the_panes_and_every_stop_has_a_name(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    window = session.window
    window.resize(1360, 860)
    qtbot.waitUntil(window.history.isVisible)
    _send(session, qtbot)
    session.console.edit(session.console.request.without_field("sessionId"), "Break")
    qtbot.waitUntil(window.problems.view.isVisible)
    panes = [
        window.problems,
        window.inspector,
        window.response,
        window.history,
        window.compose.form,
        window.compose,
    ]
    for pane in panes:  # from the table, which has the focus
        window.focus_pane(1)
        assert pane.isAncestorOf(window.focusWidget())
    assert window.focusWidget() is window.compose.table
    unnamed = [
        (widget.metaObject().className(), widget.parent())
        for widget in window.findChildren(QLineEdit) + window.findChildren(QPushButton)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert unnamed == []


def test_the_window_fits_the_screen_at_first_and_when_it_comes_back(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    room = session.window.screen().availableGeometry()
    assert session.window.height() <= room.height() - 30
    session.window.setGeometry(300, 400, 900, room.height() + 200)
    qtbot.waitUntil(lambda: session.window.height() > room.height())
    window = open_window().window
    assert window.height() <= room.height()
    assert room.top() <= window.frameGeometry().top()
    assert window.frameGeometry().bottom() <= room.bottom()


def test_a_narrow_window_shows_each_event_up_to_when_it_was_sent(open_window: Open, qtbot: QtBot) -> None:
    window = open_window().window
    table = window.compose.table
    window.resize(1360, 860)
    qtbot.wait(50)
    wide = window.history.width()
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: table.columnViewportPosition(4) <= table.viewport().width())
    window.resize(1360, 860)
    qtbot.waitUntil(lambda: window.history.width() >= wide)


def test_a_fault_is_chosen_in_words_and_ended_beside_the_connection(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    menu, bar = session.window.actions_.sandbox_menu, session.window.bar
    assert not menu.actions()[0].isSeparator()
    assert not [action.text() for action in menu.actions() if "=" in action.text()]
    next(action for action in menu.actions() if action.text().startswith("Throttle")).trigger()
    assert any("answers: throttle" in text for text in _texts(bar))
    assert _send(session, qtbot).outcome is Outcome.REJECTED
    qtbot.mouseClick(bar.normal, Qt.MouseButton.LeftButton)
    assert session.window.actions_.faults[0].isChecked()
    assert _send(session, qtbot).outcome is Outcome.ACCEPTED


def test_a_sentence_can_be_read_before_one_that_matters_less(open_window: Open, qtbot: QtBot) -> None:
    window = open_window().window
    window.tell("Opened.")
    window.mention("Draft saved")
    qtbot.wait(300)
    assert window.statusBar().currentMessage() == "Opened."
    qtbot.waitUntil(lambda: window.statusBar().currentMessage() == "Draft saved", timeout=6000)


def test_menus_offer_only_what_there_is_something_to_do_for(open_window: Open) -> None:
    session = open_window()
    actions = {action.text(): action for action in _all_actions(session)}
    fix, stop = actions["&Fix all safe"], actions["Stop &waiting"]
    assert not fix.isEnabled()
    assert not stop.isEnabled()
    event = session.console.request.event(0).with_member("sentAt", "1795183329")
    session.console.edit(session.console.request.with_event(0, event), "Break")
    assert fix.isEnabled()
    fix.trigger()
    assert not fix.isEnabled()
    next(action for action in session.window.actions_.faults if action.data() == "hang").trigger()
    session.window.send()
    assert stop.isEnabled()
    stop.trigger()
    assert not stop.isEnabled()


def test_buttons_of_questions_have_no_icons_and_those_of_file_dialogs_room(open_window: Open) -> None:
    window = open_window().window
    window.warn("A sentence.")
    (box,) = (box for box in window.findChildren(QMessageBox) if box.isVisible())
    assert all(one.icon().isNull() for one in box.buttons())
    box.close()
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    tools = [one for one in dialog.findChildren(QToolButton) if one.isVisible() and not one.icon().isNull()]
    assert len(tools) > 3
    assert all(one.width() >= one.iconSize().width() + 6 for one in tools)
    dialog.close()
