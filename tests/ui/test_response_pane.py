import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from events_console.domain.annotation import Annotation
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Outcome, Response, Target
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.sandbox import connection as to_sandbox
from events_console.sandbox.server import Sandbox
from events_console.services.history import History
from events_console.services.sender import Sender
from events_console.ui.console import Console
from events_console.ui.history_note import NoteDialog
from events_console.ui.response_pane import ResponsePane
from tests.support import opener
from tests.ui.send_desk import TAKEN, Desk

NAMED = "1 validation error detected: Value '' at 'eventList.2.member.eventType' failed to satisfy constraint"
SHOP = Target("Shop", ConnectionKind.DEVELOPMENT, "eu-west-1", "http://127.0.0.1:8080")
Send = Callable[[], Exchange]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


@pytest.fixture
def pane(sandbox: Sandbox, history: History, console: Console, qtbot: QtBot) -> ResponsePane:
    """The pane on screen, of a console that sends to a sandbox."""
    keys = to_sandbox.credentials(sandbox)
    connection = to_sandbox.connection(sandbox)
    console.start_sending(Sender(history, opener(keys)), connection)
    made = ResponsePane(console)
    qtbot.addWidget(made)
    made.resize(340, 420)
    made.show()
    qtbot.waitActive(made)
    return made


@pytest.fixture
def send(pane: ResponsePane, console: Console, qtbot: QtBot) -> Send:  # noqa: ARG001  # the pane is there first
    def send_one() -> Exchange:
        with qtbot.waitSignal(console.settled, timeout=10_000) as settled:
            console.send()
        exchange = settled.args[0]
        assert isinstance(exchange, Exchange)
        return exchange

    return send_one


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def texts(pane: ResponsePane) -> list[str]:
    """Return what a person reads, the elided as a whole."""
    labels = [one.accessibleName() or one.text() for one in pane.findChildren(QLabel) if one.isVisible()]
    return labels + [one.text() for one in pane.findChildren(QPushButton) if one.isVisible()]


def press(pane: ResponsePane, text: str, qtbot: QtBot) -> None:
    button = next(one for one in pane.findChildren(QPushButton) if one.isVisible() and one.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def shows(pane: ResponsePane, start: str) -> bool:
    return any(text.startswith(start) for text in texts(pane))


def broken(request: Request, row: int = 0) -> Request:
    return request.with_event(row, request.event(row).with_member("eventType", ""))


def test_before_the_first_answer_it_says_what_will_be_here(pane: ResponsePane) -> None:
    assert "No answer yet" in texts(pane)
    assert shows(pane, "Send the request with Ctrl+")
    assert not pane.view.isVisible()


def test_in_a_narrow_pane_nothing_is_cut_off_and_every_button_has_its_name(
    pane: ResponsePane, send: Send, qtbot: QtBot
) -> None:
    link = QPushButton("Add a note to this exchange")
    pane.view.put_beside_outcome(link)
    send()
    copies = [one for one in pane.view.findChildren(QPushButton) if one.accessibleName().startswith("Copy ")]
    content = pane.view.widget()
    assert content
    for width, word in ((240, ""), (600, "Copy")):
        pane.resize(width, 500)
        qtbot.waitUntil(lambda: content.width() == pane.view.viewport().width())
        assert content.minimumSizeHint().width() <= content.width()
        assert [one.text() for one in copies] == [word, word]


def test_an_accepted_request(pane: ResponsePane, send: Send) -> None:
    exchange = send()
    assert "✓ 200 Accepted" in texts(pane)
    assert "The service took the request." in texts(pane)
    assert any(" of preparation, " in text for text in texts(pane))
    assert shows(pane, "Sandbox · us-east-1 · http://127.0.0.1:")
    assert not shows(pane, "Show ")
    assert not shows(pane, "From the history")
    assert exchange.response
    assert pane.view.text.toPlainText().startswith("200 OK\n")
    assert pane.view.text.toPlainText().endswith("\n\nThe body is empty.")


def test_the_request_id_can_be_selected_and_copied(pane: ResponsePane, send: Send, qtbot: QtBot) -> None:
    response = send().response
    assert response
    line = pane.view.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    assert line.text() == response.request_id
    assert line.isReadOnly()
    copy = next(
        one for one in pane.findChildren(QPushButton) if one.accessibleName() == "Copy the request ID"
    )
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == response.request_id


def test_what_was_sent_and_the_request_are_a_tab_away(pane: ResponsePane, send: Send, qtbot: QtBot) -> None:
    exchange = send()
    pane.view.tabs.setFocus()
    qtbot.keyClick(pane.view.tabs, Qt.Key.Key_Right)
    sent = pane.view.text.toPlainText()
    assert pane.view.text.accessibleName() == "Sent"
    assert sent.startswith(f"POST {exchange.target.endpoint}/events\n")
    assert "hidden" in sent
    assert exchange.sent
    assert sent.endswith(f"\n\n{exchange.sent.body.decode()}")
    qtbot.keyClick(pane.view.tabs, Qt.Key.Key_Right)
    assert pane.view.text.accessibleName() == "Request"
    assert shows(pane, "Placeholders and event IDs are filled in.")
    document = json.loads(pane.view.text.toPlainText())
    assert "{{" not in str(document)
    assert all("eventId" in event for event in document["eventList"])


def test_the_tab_stays_from_one_answer_to_the_next(pane: ResponsePane, send: Send) -> None:
    send()
    pane.view.tabs.setCurrentIndex(2)
    second = send()
    assert str(second.request.event(0)["eventId"]) in pane.view.text.toPlainText()


def test_a_refusal_leads_to_the_value_that_it_names(
    pane: ResponsePane, console: Console, send: Send, qtbot: QtBot
) -> None:
    console.edit(broken(console.request, 1), "Break")
    send()
    assert "✕ 400 Refused" in texts(pane)
    assert shows(pane, "The service refused the request with InvalidInputException")
    with qtbot.waitSignal(pane.place_requested) as place:
        press(pane, "Show Event 2 · Event type", qtbot)
    assert place.args == ["/eventList/1/eventType"]


def test_the_way_to_a_value_is_offered_only_while_the_document_has_it(
    pane: ResponsePane, console: Console, send: Send
) -> None:
    console.edit(broken(console.request, 1), "Break")
    send()
    console.edit(console.request.without_events([1, 2]), "Delete")
    assert not shows(pane, "Show ")
    console.undo_stack.undo()
    assert "Show Event 2 · Event type" in texts(pane)


def test_a_refusal_of_several_values_leads_to_each(
    pane: ResponsePane, console: Console, send: Send, qtbot: QtBot
) -> None:
    console.edit(broken(broken(console.request, 0), 2).with_field("sessionId", ""), "Break")
    send()
    assert [text for text in texts(pane) if text.startswith("Show ")] == [
        "Show Session ID",
        "Show Event 1 · Event type",
        "Show Event 3 · Event type",
    ]
    advice = next(text for text in texts(pane) if text.startswith("Mend the values"))
    assert "Event 3\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}Event type" in advice  # which stays in one line
    with qtbot.waitSignal(pane.place_requested) as place:
        press(pane, "Show Event 3 · Event type", qtbot)
    assert place.args == ["/eventList/2/eventType"]
    console.edit(console.request.without_events([2]), "Delete")
    assert "Show Event 1 · Event type" in texts(pane)
    assert "Show Event 3 · Event type" not in texts(pane)


def test_the_statement_that_is_lacking_can_be_copied(
    pane: ResponsePane, sandbox: Sandbox, send: Send, qtbot: QtBot
) -> None:
    sandbox.set_faults(["access-denied"])
    send()
    assert shows(
        pane, "Have this statement added to a policy of the user “sandbox” in account 123456789012: {"
    )
    press(pane, "Copy statement", qtbot)
    statement = json.loads(QGuiApplication.clipboard().text())
    assert statement == {"Effect": "Allow", "Action": "personalize:PutEvents", "Resource": "*"}
    sandbox.set_faults(["explicit-deny"])
    send()
    assert shows(
        pane, "A Deny in the service control policies that the organization has for the account outw"
    )
    assert "Copy statement" not in texts(pane)


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        ("clock-skew", "This computer's clock is 2 h 0 min behind that of the service: set it, or have it "),
        (
            "wrong-region",
            "The request was signed for the region us-east-1, which is not that of what answere",
        ),
        ("throttle", "More requests came than the quota allows, 1,000 PutEvents requests a second for a "),
    ],
)
def test_a_fault_is_explained(
    pane: ResponsePane, sandbox: Sandbox, send: Send, fault: str, advice: str
) -> None:
    sandbox.set_faults([fault])
    send()
    assert shows(pane, advice)


def test_a_long_refusal_is_cut_and_found_whole_below(pane: ResponsePane, send: Send) -> None:
    exchange = send()
    message = "Value 'x" + "yz " * 400 + "' is too long"
    answer = Response(
        400, (), json.dumps({"message": message}).encode(), "rq", "InvalidInputException", message
    )
    pane.show_exchange(replace(exchange, id="other", outcome=Outcome.REJECTED, answer=answer))
    headline = next(text for text in texts(pane) if text.startswith("The service refused"))
    assert len(headline) <= 301
    assert headline.endswith("…")
    assert message in pane.view.text.toPlainText()


def test_no_answer_is_told_from_a_refusal(pane: ResponsePane, sandbox: Sandbox, send: Send) -> None:
    sandbox.set_faults(["reset"])
    exchange = send()
    assert exchange.failure
    assert "? No answer" in texts(pane)
    assert exchange.failure.message in texts(pane)
    assert exchange.failure.advice in texts(pane)
    assert not any(one.isVisible() for one in pane.findChildren(QLineEdit))  # there is no request ID
    assert "The request may have arrived." in pane.view.text.toPlainText()


def test_an_outcome_that_could_not_be_kept_says_so(pane: ResponsePane, send: Send) -> None:
    exchange = send()
    assert not shows(pane, "This outcome")
    pane.show_exchange(replace(exchange, id="other", note="This outcome could not be written."))
    assert "This outcome could not be written." in texts(pane)


def test_a_short_wait_is_not_mentioned_a_longer_one_is_and_a_long_one_can_be_given_up(
    pane: ResponsePane, console: Console, sandbox: Sandbox, send: Send, qtbot: QtBot
) -> None:
    send()
    sandbox.set_faults(["delay=2.6"])
    console.send()
    qtbot.wait(150)
    assert "✓ 200 Accepted" in texts(pane)
    qtbot.waitUntil(lambda: "… Sending" in texts(pane), timeout=1000)
    assert any(text.endswith(" s") for text in texts(pane))
    assert "Stop waiting" not in texts(pane)
    qtbot.waitUntil(lambda: "Stop waiting" in texts(pane), timeout=3000)
    assert any(bar.isVisible() for bar in pane.findChildren(QProgressBar))
    press(pane, "Stop waiting", qtbot)
    assert console.sending is None
    assert "? No answer yet" in texts(pane)
    assert "You stopped waiting: the request may have arrived." in texts(pane)
    assert "Resend as it was" in texts(pane)
    assert not shows(pane, "… Sending")
    assert not shows(pane, "The answer will appear here")
    assert pane.isAncestorOf(focus())
    qtbot.waitUntil(lambda: "✓ 200 Accepted" in texts(pane), timeout=5000)


def test_an_exchange_of_the_history_is_told_from_the_latest_answer(
    pane: ResponsePane, console: Console, send: Send, qtbot: QtBot
) -> None:
    old = send()
    console.edit(broken(console.request), "Break")
    send()
    pane.show_exchange(replace(old, started_at=1795183331.0))
    assert shows(pane, "From the history · 20 Nov 2026 ") or shows(pane, "From the history · 21 Nov 2026 ")
    assert "✓ 200 Accepted" in texts(pane)
    press(pane, "Latest answer", qtbot)
    assert focus() is pane.view.tabs
    assert "✕ 400 Refused" in texts(pane)
    assert not shows(pane, "From the history")
    assert "Latest answer" not in texts(pane)


def test_the_answer_to_a_document_that_made_way_says_so(
    pane: ResponsePane, console: Console, send: Send
) -> None:
    earlier = "Answer to an earlier request"
    send()
    console.edit(console.request.without_events([0]), "Delete")
    assert earlier not in texts(pane)
    console.replace(Request(Object()), "New request")
    assert earlier in texts(pane)
    console.undo_stack.undo()
    assert earlier not in texts(pane)
    console.undo_stack.redo()
    send()
    assert earlier not in texts(pane)


@pytest.mark.parametrize("text", ["Resend as it was", "Send as new"])
def test_a_button_that_goes_grey_leaves_the_focus_in_the_pane(  # noqa: PLR0917  # fixtures
    pane: ResponsePane, console: Console, sandbox: Sandbox, send: Send, qtbot: QtBot, text: str
) -> None:
    pane.resend_requested.connect(console.resend)
    pane.new_requested.connect(lambda: console.send(as_new=True))
    sandbox.set_faults(["500"])
    send()
    sandbox.set_faults([])
    with qtbot.waitSignal(console.settled, timeout=5000):
        press(pane, text, qtbot)
        assert focus() is pane.view.tabs
    assert focus() is pane.view.tabs


def test_one_scroll_bar_brings_everything_into_view(
    pane: ResponsePane, console: Console, send: Send, qtbot: QtBot
) -> None:
    console.edit(broken(console.request), "Break")
    send()
    pane.view.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: pane.view.verticalScrollBar().maximum() > 0)
    text = pane.view.text
    assert text.verticalScrollBar().maximum() == 0
    assert not text.verticalScrollBar().isVisible()
    assert text.height() >= text.document().blockCount() * text.fontMetrics().height()
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_PageDown)
    assert pane.view.verticalScrollBar().value() > 0
    qtbot.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == text.toPlainText()


def test_without_a_latest_answer_there_is_none_to_go_back_to(pane: ResponsePane, console: Console) -> None:
    assert console.service
    assert console.connection
    exchange = console.service.prepare(console.request, console.connection, stamp=False)
    pane.show_exchange(replace(exchange, outcome=Outcome.UNKNOWN))
    assert "? Outcome unknown" in texts(pane)
    assert shows(pane, "From the history")
    assert "Latest answer" not in texts(pane)


def test_the_latest_answer_out_of_the_history_is_the_latest_answer(
    pane: ResponsePane, history: History, send: Send
) -> None:
    stored = history.get(send().id)
    assert stored
    pane.show_exchange(stored)
    assert not shows(pane, "From the history")


def test_an_answer_does_not_push_aside_what_was_opened_meanwhile(
    pane: ResponsePane, console: Console, sandbox: Sandbox, send: Send, qtbot: QtBot
) -> None:
    old = send()
    sandbox.set_faults(["delay=0.8"])
    console.edit(broken(console.request), "Break")
    console.send()
    pane.show_exchange(old)
    qtbot.waitUntil(lambda: "Request on its way" in texts(pane))
    with qtbot.waitSignal(console.settled, timeout=5000):
        pass
    assert "✓ 200 Accepted" in texts(pane)
    press(pane, "Latest answer", qtbot)
    assert "✕ 400 Refused" in texts(pane)


def test_long_texts_are_cut_on_screen_and_whole_on_the_clipboard(
    pane: ResponsePane, send: Send, qtbot: QtBot
) -> None:
    exchange = send()
    body = b"x" * 60_000
    pane.show_exchange(replace(exchange, id="other", answer=Response(200, (), body)))
    assert len(pane.view.text.toPlainText()) == 50_000
    assert shows(pane, "The first 50,000 of 60,0")
    copy = next(
        one for one in pane.findChildren(QPushButton) if one.accessibleName() == "Copy all of this text"
    )
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().endswith("x" * 60_000)


def test_very_many_lines_are_cut_as_well(pane: ResponsePane, send: Send) -> None:
    pane.show_exchange(replace(send(), id="other", answer=Response(200, (), b"x\n" * 20_000)))
    assert pane.view.text.document().blockCount() == 1000
    assert shows(pane, "The first 2,003 of 40,0")


@pytest.mark.parametrize("fault", ["", "reset"])
@pytest.mark.parametrize("size", [(280, 240), (340, 330), (700, 600)])
def test_nothing_is_clipped_at_any_size(  # noqa: PLR0917  # fixtures
    pane: ResponsePane,
    console: Console,
    sandbox: Sandbox,
    send: Send,
    qtbot: QtBot,
    fault: str,
    size: tuple[int, int],
) -> None:
    if fault:
        sandbox.set_faults([fault])
    else:
        console.edit(broken(console.request), "Break")
    pane.resize(*size)
    send()
    qtbot.wait(50)
    content = pane.view.widget()
    assert content
    assert content.width() <= pane.view.viewport().width()
    for one in content.findChildren(QLabel):
        if one.isVisible() and one.wordWrap():
            assert one.height() >= one.heightForWidth(one.width())


def noting(desk: Desk) -> NoteDialog:
    desk.qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.window.findChildren(NoteDialog)))
    return next(one for one in desk.window.findChildren(NoteDialog) if one.isVisible())


def test_a_place_in_an_exchange_of_the_history_is_shown_once_that_is_loaded(desk: Desk) -> None:
    request, response = broken(desk.console.request, 1), desk.window.response
    answer = Response(400, (), b"{}", "r-1", "InvalidInputException", NAMED)
    exchange = Exchange("1", request, SHOP, 1.0, Outcome.REJECTED, 1, answer=answer)
    desk.console.edit(request, "Break")
    response.show_exchange(exchange)
    assert desk.button("Show Event 2 · Event type")
    desk.edit("somebody else")
    assert not desk.button("Show Event 2 · Event type")
    desk.click("Load into composer and show Event 2 · Event type")
    assert desk.console.request.is_same(exchange.request)
    assert desk.window.compose.table.current_row() == 1
    assert desk.button("Show Event 2 · Event type")


def test_a_note_is_read_and_written_where_the_exchange_is_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.get_ready()
    desk.answers(TAKEN, TAKEN)
    desk.send()
    note, view = desk.window.response.note, desk.window.history.view
    qtbot.waitUntil(lambda: desk.button("Add note") is not None)
    assert not note.isVisible()
    desk.window.response.view.tabs.setFocus()
    qtbot.keyClick(desk.window.response.view.tabs, Qt.Key.Key_N)
    dialog = noting(desk)
    dialog.note.setPlainText("Shoes are missing\n" * 9)
    dialog.tags.setText("checkout")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(note.text.isVisible)
    assert note.text.toPlainText() == "Shoes are missing\n" * 9
    assert note.text.verticalScrollBar().maximum() > 0
    assert desk.button("Edit note")
    qtbot.waitUntil(lambda: view.model().rowCount() == 1)
    view.setCurrentIndex(view.model().index(0, 0))
    desk.activate()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: note.marks.full_text() == "★ Starred  #checkout")
    desk.send()
    qtbot.waitUntil(lambda: not note.isVisible())
    qtbot.waitUntil(lambda: desk.button("Add note") is not None)


def test_where_nothing_can_be_written_no_note_is_offered(desk: Desk, qtbot: QtBot) -> None:
    one = Exchange("1", desk.console.request, SHOP, 1.0, Outcome.ACCEPTED, 1)
    desk.history.settle(one)
    desk.history.annotate("1", Annotation(note="kept"))
    with contextlib.closing(History(desk.history._path, read_only=True)) as history:  # noqa: SLF001  # its file
        desk.window.history.set_history(history)
        desk.window.response.show_exchange(one)
        qtbot.waitUntil(desk.window.response.note.text.isVisible)
        assert desk.button("Edit note") is None
