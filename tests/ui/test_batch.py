"""The requests of a long document: sent one after the other, stopped, gone on with; none counts twice."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from events_console.domain import long_document
from events_console.domain.connection import ConnectionKind
from events_console.domain.json_value import Json, Object
from events_console.domain.request import Request
from tests.support import Answer
from tests.ui.send_desk import FAILED, NO_ANSWER, REFUSED, TAKEN, THROTTLED, Desk
from tests.ui.windows import Open, is_in_draft, press, question

if TYPE_CHECKING:
    from collections.abc import Callable

    from events_console.ui.batch_banner import BatchBanner


def _long(events: int, users: int = 1) -> Request:
    made: list[Json] = [
        Object(
            userId=f"u{row % users}",
            sessionId=f"s{row % users}",
            eventType="View",
            itemId=f"i{row}",
            sentAt="{{now}}",
        )
        for row in range(events)
    ]
    return Request(Object(trackingId="t", eventList=tuple(made)))


def _banner(desk: Desk) -> "BatchBanner":
    return desk.window.compose.batch


def _press(desk: Desk, button: QPushButton) -> None:
    assert button.isVisible()
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _fill(desk: Desk, request: Request) -> None:
    desk.console.edit(request, "Fill")
    desk.qtbot.waitUntil(lambda: desk.console.checked, timeout=5000)


def _wait_for_the_end(desk: Desk) -> None:
    batch = desk.console.batch
    assert batch
    desk.qtbot.waitUntil(lambda: not batch.is_running, timeout=10_000)


def _send(desk: Desk, request: Request, reply: str = "Send all") -> None:
    _fill(desk, request)
    desk.press()
    desk.reply(reply)
    desk.qtbot.waitUntil(lambda: desk.console.batch is not None)


def _send_the_rest(desk: Desk, reply: str | None = "Send all") -> None:
    before = desk.console.batch
    _press(desk, _banner(desk).rest_button)
    if reply:
        desk.reply(reply)
    desk.qtbot.waitUntil(lambda: desk.console.batch is not before)
    _wait_for_the_end(desk)


def _stop_after(desk: Desk, requests: int) -> None:
    desk.qtbot.waitUntil(lambda: len(desk.sink.received) >= requests)
    _press(desk, _banner(desk).stop_button)
    _wait_for_the_end(desk)


def _times(desk: Desk) -> Counter[str]:
    """Return how often each event ID arrived."""
    return Counter(event["eventId"] for document in desk.arrived() for event in document["eventList"])


def test_every_event_arrives_once_with_the_id_that_the_document_has_then(ready: Desk) -> None:
    ready.sink.answer = lambda _: TAKEN
    _send(ready, _long(45, users=2))
    _wait_for_the_end(ready)
    arrived = ready.arrived()
    assert [len(document["eventList"]) for document in arrived] == [10, 10, 10, 10, 3, 2]
    assert {(one["trackingId"], one["userId"], one["sessionId"]) for one in arrived} == {
        ("t", "u0", "s0"),
        ("t", "u1", "s1"),
    }
    assert {event["eventId"] for event in map(dict, map(ready.console.request.event, range(45)))} == {
        *_times(ready)
    }
    assert set(_times(ready).values()) == {1}
    assert _banner(ready).text().endswith("6 requests sent to “Sink”: 6 accepted")
    assert ready.history.count() == 6
    assert not _banner(ready).rest_button.isVisible()
    ready.console.undo_stack.undo()
    assert "eventId" not in ready.console.request.event(0)


def test_sent_again_each_event_keeps_its_id(ready: Desk) -> None:
    ready.sink.answer = lambda _: TAKEN
    _send(ready, _long(12))
    _wait_for_the_end(ready)
    ready.qtbot.waitUntil(lambda: ready.console.checked)
    ready.press()
    ready.reply("Send all")
    ready.qtbot.waitUntil(lambda: len(ready.sink.received) == 4)
    _wait_for_the_end(ready)
    assert set(_times(ready).values()) == {2}


def test_a_stopped_batch_goes_on_with_what_was_not_taken(ready: Desk) -> None:
    ready.sink.answer = lambda _: Answer(delay=0.05)
    _send(ready, _long(120))
    ready.qtbot.waitUntil(lambda: len(ready.sink.received) >= 2)
    assert not ready.window.bar.send_button.isEnabled()
    _stop_after(ready, 2)
    batch = ready.console.batch
    assert batch
    sent = batch.done
    assert 2 <= sent < 12
    assert f"{12 - sent} not sent" in _banner(ready).text()
    request = ready.console.request
    edited = request.event(119).with_member("itemId", "edited")
    ready.console.edit(request.with_event(119, edited), "Edit")
    _send_the_rest(ready)
    assert set(_times(ready).values()) == {1}
    assert len(_times(ready)) == 120
    assert ready.arrived()[-1]["eventList"][-1]["itemId"] == "edited"


def test_what_got_no_answer_is_sent_again_with_the_rest_and_counts_once(ready: Desk) -> None:
    ready.answers(TAKEN, NO_ANSWER, TAKEN, TAKEN)
    _send(ready, _long(30))
    _wait_for_the_end(ready)
    assert "1 no answer" in _banner(ready).text()
    _send_the_rest(ready, reply=None)  # it is one request, which is no question
    assert sorted(_times(ready).values()) == [1] * 20 + [2] * 10
    assert ready.arrived()[1]["eventList"][0]["eventId"] == ready.arrived()[3]["eventList"][0]["eventId"]


@pytest.mark.parametrize(("answer", "word"), [(REFUSED, "refused"), (FAILED, "refused")])
def test_where_nothing_is_taken_it_ends_soon_and_shows_why(ready: Desk, answer: Answer, word: str) -> None:
    ready.sink.answer = lambda _: answer
    _send(ready, _long(300))
    _wait_for_the_end(ready)
    assert len(ready.sink.received) == 5
    assert f"5 {word}" in _banner(ready).text()
    assert "25 not sent" in _banner(ready).text()
    assert ready.window.response.isVisible()
    assert ready.window.bar.send_button.isEnabled()


def test_what_is_throttled_goes_again_with_the_same_ids(ready: Desk) -> None:
    ready.answers(TAKEN, THROTTLED, TAKEN, TAKEN)
    _send(ready, _long(30))
    _wait_for_the_end(ready)
    assert sorted(_times(ready).values()) == [1] * 20 + [2] * 10
    assert "3 accepted" in _banner(ready).text()


def test_nothing_is_sent_where_the_question_is_declined(ready: Desk) -> None:
    _fill(ready, _long(45))
    ready.press()
    assert "Send 45 events as 5 requests to “Sink”?" in ready.question().text()
    ready.reply("Cancel")
    ready.nothing_more_arrives()
    assert ready.console.batch is None


def test_production_takes_no_more_than_it_is_armed_for(desk: Desk) -> None:
    desk.connection = desk.connection.__class__("Live", ConnectionKind.PRODUCTION, "us-east-1", desk.sink.url)
    desk.get_ready()
    _fill(desk, _long(260))
    desk.press()
    desk.type_name("Live")
    assert "takes 25 requests" in desk.question().text()
    assert "This document makes 26" in desk.question().informativeText()
    desk.nothing_more_arrives()


def test_a_document_of_one_visit_and_ten_events_is_sent_without_asking(ready: Desk) -> None:
    ready.sink.answer = lambda _: TAKEN
    _fill(ready, _long(10))
    ready.press()
    ready.qtbot.waitUntil(lambda: len(ready.sink.received) == 1)
    _wait_for_the_end(ready)
    assert long_document.is_long(ready.console.request)


def test_undo_takes_the_ids_away_and_the_rest_is_still_only_the_rest(ready: Desk) -> None:
    ready.sink.answer = lambda _: Answer(delay=0.05)
    shared = _long(1).events[0]  # one event in many rows, as pasting makes it
    _send(ready, _long(0).with_events((*_long(60).events, *(shared,) * 60)))
    _stop_after(ready, 4)
    ready.console.undo_stack.undo()
    assert "eventId" not in ready.console.request.event(0)
    _send_the_rest(ready)
    assert sum(_times(ready).values()) == 120
    assert set(_times(ready).values()) == {1}


def test_the_rest_of_a_document_is_not_offered_for_another_one_nor_over_another_connection(
    ready: Desk,
) -> None:
    ready.sink.answer = lambda _: Answer(delay=0.05)
    _send(ready, _long(120))
    _stop_after(ready, 2)
    rest = _banner(ready).rest_button
    assert rest.isVisible()
    ready.console.connect_to(replace(ready.connection, name="Elsewhere"))
    assert not rest.isVisible()
    assert ready.console.long.rest() == ()
    ready.console.connect_to(ready.connection)
    assert rest.isVisible()
    ready.console.replace(_long(30), "Open")
    assert not rest.isVisible()
    assert ready.console.long.rest() == ()
    sent = len(ready.sink.received)
    ready.window.guard.send_rest()
    assert "nothing left to send" in ready.told()
    ready.nothing_more_arrives(sent)


def test_the_rest_is_sent_with_errors_only_after_asking(ready: Desk) -> None:
    ready.sink.answer = lambda _: Answer(delay=0.05)
    _send(ready, _long(120))
    _stop_after(ready, 2)
    request = ready.console.request
    ready.console.edit(request.with_event(119, request.event(119).with_member("itemId", "null")), "Edit")
    sent = len(ready.sink.received)
    _press(ready, _banner(ready).rest_button)
    assert "1 error" in ready.question().text()
    ready.reply("Show the first problem")
    ready.nothing_more_arrives(sent)


def test_what_changes_while_it_is_prepared_is_not_sent(ready: Desk) -> None:
    changes: tuple[Callable[[], None], ...] = (
        lambda: ready.console.connect_to(replace(ready.connection, name="Elsewhere")),
        lambda: ready.console.edit(ready.console.request.without_events([0]), "Delete"),
    )
    for change in changes:
        _fill(ready, _long(45))
        ready.console.send()
        change()
        ready.qtbot.waitUntil(lambda: "changed meanwhile" in ready.told())
        ready.window.tell("")
        ready.nothing_more_arrives()
        ready.console.connect_to(ready.connection)


def test_rows_that_are_pasted_get_an_id_each(ready: Desk) -> None:
    ready.sink.answer = lambda _: TAKEN
    _fill(ready, _long(1))
    table = ready.window.compose.table
    table.setCurrentIndex(table.table.index(1, 0))
    QGuiApplication.clipboard().setText("View\nView\nView")
    table.paste()
    ready.qtbot.waitUntil(lambda: ready.console.checked)
    ready.press()
    if len(ready.console.errors):
        ready.reply("Send anyway")
    ready.qtbot.waitUntil(lambda: len(ready.sink.received) == 1)
    _wait_for_the_end(ready)
    (document,) = ready.arrived()
    assert len({event["eventId"] for event in document["eventList"]}) == 4
    events = map(ready.console.request.event, range(4))
    assert {event["eventId"] for event in events} == {*_times(ready)}


def test_closing_the_window_asks_stops_and_keeps_the_ids(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    console = session.console
    request = _long(3_000)
    console.replace(request.with_field("trackingId", console.request.root["trackingId"]), "Open")
    qtbot.waitUntil(lambda: console.checked, timeout=5000)
    session.window.guard.send()
    qtbot.waitUntil(lambda: console.batch is not None and console.batch.done > 0)
    batch = console.batch
    assert batch
    assert not session.window.close()
    press(question(session, qtbot), "Cancel", qtbot)
    assert session.window.isVisible()
    assert not session.window.close()
    assert "Closing sends no more" in question(session, qtbot).informativeText()
    press(question(session, qtbot), "Stop and close", qtbot)
    qtbot.waitUntil(lambda: not session.window.isVisible())
    assert not batch.is_running
    assert batch.done < batch.total
    assert is_in_draft(str(console.request.event(2_999)["eventId"]))


def test_an_event_id_that_is_no_text_is_nobodys(ready: Desk) -> None:
    ready.sink.answer = lambda _: TAKEN
    request = _long(12)
    _fill(ready, request.with_event(0, request.event(0).with_member("eventId", Object(a=1))))
    ready.press()
    ready.reply("Send anyway")
    ready.reply("Send all")
    ready.qtbot.waitUntil(lambda: ready.console.batch is not None)
    _wait_for_the_end(ready)
    assert ready.console.long.rest() == ()
