"""What the rules know of the past: of this connection alone, and of each request as soon as it is settled."""

import pytest
from pytestqt.qtbot import QtBot

from events_console.domain.json_value import Object
from events_console.domain.lint import Past
from events_console.ui import recalling as recalling_module
from events_console.ui.console import Console
from events_console.ui.recalling import Recalling
from events_console.ui.tasks import Tasks
from tests.ui.send_desk import REFUSED, TAKEN, Desk


@pytest.fixture
def recalling(ready: Desk, tasks: Tasks) -> Recalling:
    """What follows a console that sends to a sink."""
    return Recalling(ready.history, ready.console, tasks, ready.window)


def _rules(console: Console) -> set[str]:
    return {problem.rule for problem in console.validation.problems()}


def _name(desk: Desk, *names: str) -> None:
    request = desk.console.request
    for row, name in enumerate(names):
        request = request.with_event(row, request.event(row).with_member("eventId", name))
    desk.console.edit(request, "Name")


@pytest.mark.usefixtures("recalling")
def test_an_event_id_that_was_taken_is_told_at_once_and_one_that_was_refused_is_not(ready: Desk) -> None:
    ready.answers(REFUSED, TAKEN)
    _name(ready, "e-1", "e-2", "e-3")
    ready.send()
    assert "event.sent-before" not in _rules(ready.console)
    ready.send()
    found = [one.path for one in ready.console.validation.problems() if one.rule == "event.sent-before"]
    assert found == ["/eventList/0/eventId", "/eventList/1/eventId", "/eventList/2/eventId"]


def test_what_an_earlier_run_sent_is_known_over_the_same_connection_alone(
    ready: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    ready.answers(TAKEN)
    _name(ready, "e-1")
    ready.send()
    assert "event.sent-before" not in _rules(ready.console)
    Recalling(ready.history, ready.console, tasks, ready.window)
    qtbot.waitUntil(lambda: "event.sent-before" in _rules(ready.console))
    elsewhere = ready.connection.__class__("Elsewhere", ready.connection.kind, "us-east-1", ready.sink.url)
    ready.console.connect_to(elsewhere)
    qtbot.waitUntil(lambda: "event.sent-before" not in _rules(ready.console))
    ready.console.connect_to(ready.connection)
    qtbot.waitUntil(lambda: "event.sent-before" in _rules(ready.console))


@pytest.mark.usefixtures("recalling")
def test_types_that_were_taken_are_known(ready: Desk, qtbot: QtBot) -> None:
    ready.answers(TAKEN)
    ready.send()
    kind = ready.console.request.event(0)["eventType"]
    qtbot.waitUntil(lambda: kind in ready.console.context.past.event_types)
    lower = Object({**ready.console.request.event(0), "eventType": str(kind).lower()})
    ready.console.edit(ready.console.request.with_event(0, lower), "Edit")
    assert "event.type-near-miss" in _rules(ready.console)


def test_a_history_that_cannot_be_read_is_an_empty_past(ready: Desk, tasks: Tasks) -> None:
    ready.history.close()
    Recalling(ready.history, ready.console, tasks, ready.window)
    assert tasks.wait(5)
    ready.qtbot.wait(50)
    assert ready.console.context.past.trackers == {}


def test_an_event_id_is_known_however_long_ago_it_was_sent(
    ready: Desk, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.answers(TAKEN)
    _name(ready, "e-1")
    ready.send()
    ready.console.undo_stack.undo()
    monkeypatch.setattr(recalling_module, "past", lambda *_: Past())  # as if it were not among the newest
    Recalling(ready.history, ready.console, tasks, ready.window)
    assert tasks.wait(5)
    qtbot.wait(50)
    assert "event.sent-before" not in _rules(ready.console)
    ready.console.undo_stack.redo()
    qtbot.waitUntil(lambda: "event.sent-before" in _rules(ready.console))
