"""Sending from the window, seen from the other end of the wire: what arrives there, and how often."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from events_console.domain import arming
from events_console.domain.connection import Connection, ConnectionKind
from events_console.domain.exchange import Outcome
from events_console.services.aws import wire_body
from events_console.ui.console import Console
from events_console.ui.palette import CommandPalette
from events_console.ui.tasks import Tasks
from tests.support import Answer
from tests.ui.send_desk import FAILED, NO_ANSWER, REFUSED, TAKEN, THROTTLED, Desk

# What may have arrived ------------------------------------------------------------------------------------


@pytest.mark.parametrize("doubtful", [NO_ANSWER, Answer(b"", then="hang"), FAILED])
def test_what_may_have_arrived_is_sent_again_as_it_was(ready: Desk, doubtful: Answer) -> None:
    ready.answers(doubtful, TAKEN)
    ready.send()
    assert "again" not in ready.told()
    ready.send()
    first, second = ready.sink.received
    assert second.body == first.body
    assert "{{" not in first.body.decode()
    assert len({event["eventId"] for event in ready.arrived()[0]["eventList"]}) == 3
    assert ready.told().startswith("Sent again as it was, so that no event counts twice")


def test_once_it_was_accepted_the_next_one_is_new(ready: Desk) -> None:
    ready.answers(NO_ANSWER, THROTTLED, FAILED, TAKEN, TAKEN, TAKEN)
    for _ in range(6):
        ready.send()
    assert ready.kinds() == "aaaabc"


def test_what_was_refused_is_new(ready: Desk) -> None:
    ready.answers(REFUSED, TAKEN)
    ready.send()
    ready.send()
    assert ready.kinds() == "ab"


def test_an_edited_document_is_new_and_undo_brings_the_old_one_back(ready: Desk) -> None:
    ready.send()
    ready.edit("qa-2")
    ready.send()
    ready.console.undo_stack.undo()
    ready.send()
    ready.edit("qa-2")
    ready.send()
    assert ready.kinds() == "abab"
    assert [document["userId"] == "qa-2" for document in ready.arrived()] == [False, True, False, True]


def test_what_stays_in_a_document_edited_since_counts_once(ready: Desk) -> None:
    def change(row: int, item: str) -> None:
        request = ready.console.request
        ready.console.edit(request.with_event(row, request.event(row).with_member("itemId", item)), "Edit")

    ready.answers(FAILED, FAILED, TAKEN, TAKEN)
    ready.send()
    change(1, "another")
    assert "Send as new" in ready.commands()
    ready.send()
    assert ready.told().startswith("Events 1 and 3 keep their event IDs")
    change(2, "a third")
    ready.send()
    first, second, third = (document["eventList"] for document in ready.arrived())
    assert (second[0], second[2]) == (first[0], first[2])
    assert second[1]["eventId"] not in {event["eventId"] for event in first}
    assert third[:2] == second[:2]
    assert third[2]["eventId"] not in {event["eventId"] for event in second}
    change(1, "a fourth")  # what was accepted is done with: now each is meant anew
    ready.send()
    assert not _ids(ready, 3) & (_ids(ready, 0) | _ids(ready, 1) | _ids(ready, 2))


def test_as_new_nothing_keeps_its_id(ready: Desk) -> None:
    ready.answers(FAILED, FAILED, TAKEN)
    ready.send()
    request = ready.console.request
    ready.console.edit(request.with_inserted(3, [request.event(2)]), "Duplicate")
    with ready.settling():
        ready.click("Send as new")
    assert not _ids(ready, 0) & _ids(ready, 1)
    assert len(_ids(ready, 1)) == 4
    ready.console.edit(ready.console.request.without_events([0]), "Delete")
    ready.send()
    assert _ids(ready, 2) < _ids(ready, 1)


def _ids(desk: Desk, number: int) -> set[str]:
    return {event["eventId"] for event in desk.arrived()[number]["eventList"]}


def test_another_connection_knows_nothing_of_it(ready: Desk) -> None:
    ready.send()
    ready.console.connection = replace(ready.connection, region="eu-west-1")
    ready.send()
    ready.console.connection = ready.connection
    ready.send()
    assert ready.kinds() == "aba"


def test_events_that_shall_have_no_id_get_none(ready: Desk) -> None:
    ready.console.stamp_event_ids = False
    ready.send()
    ready.send()
    assert not any("eventId" in event for document in ready.arrived() for event in document["eventList"])
    assert "again" not in ready.told()


def test_a_request_that_nobody_waits_for_any_more_may_arrive_too(ready: Desk) -> None:
    ready.answers(Answer(delay=0.8), TAKEN)
    ready.press()
    ready.qtbot.waitUntil(lambda: len(ready.sink.received) == 1)
    ready.console.stop_waiting()
    ready.send()
    assert ready.kinds() == "aa"


def test_a_late_refusal_of_the_first_leaves_the_doubt_about_the_second(ready: Desk) -> None:
    ready.answers(Answer(THROTTLED.raw, delay=0.8), NO_ANSWER, TAKEN)
    ready.press()
    ready.qtbot.waitUntil(lambda: len(ready.sink.received) == 1)
    ready.console.stop_waiting()
    ready.send()
    with ready.settling():
        pass
    ready.send()
    assert ready.kinds() == "aaa"


def test_both_ways_are_beside_the_answer(ready: Desk) -> None:
    ready.send()
    for text in ("Resend as it was", "Send as new", "Resend as it was"):
        with ready.settling():
            ready.click(text)
            assert not ready.button(text)
    assert ready.kinds() == "aabb"
    ready.answers(TAKEN)
    ready.send()
    assert ready.kinds() == "aabbb"
    assert not ready.button("Resend as it was")
    assert not ready.button("Send as new")


def test_both_ways_are_in_the_menu_and_so_in_the_palette(ready: Desk) -> None:
    assert not {"Resend as it was", "Send as new"} & set(ready.commands())
    ready.send()
    for name in ("Resend as it was", "Send as new"):
        with ready.settling():
            ready.commands()[name].trigger()
    assert ready.kinds() == "aab"
    ready.edit("qa-2")
    assert "Resend as it was" in ready.commands()  # what is shown, whatever the document has become
    assert "Send as new" not in ready.commands()  # Send alone does that


def test_what_an_earlier_run_left_unknown_is_sent_again_as_it_was(ready: Desk) -> None:
    earlier = ready.sender.prepare(ready.console.request, ready.connection, stamp=True)
    ready.history.begin(earlier)
    ready.history.settle(replace(earlier, outcome=Outcome.UNKNOWN))
    ready.window.history.set_history(ready.history)
    view = ready.window.history.view
    ready.qtbot.waitUntil(lambda: view.model().rowCount() == 1)
    view.setCurrentIndex(view.model().index(0, 0))
    ready.qtbot.waitUntil(lambda: ready.button("Resend as it was") is not None)
    assert not ready.button("Send as new")
    with ready.settling():
        ready.click("Resend as it was")
    assert [received.body for received in ready.sink.received] == [wire_body(earlier.request)]


def test_after_a_restart_it_is_sent_again_as_it_was(ready: Desk, tasks: Tasks, qtbot: QtBot) -> None:
    ready.answers(FAILED, TAKEN, TAKEN)
    ready.send()
    restarted = Console(ready.console.draft(), tasks)
    restarted.start_sending(ready.sender, ready.connection, ready.history.recent(10))
    for _ in range(2):
        with qtbot.waitSignal(restarted.settled, timeout=5000):
            restarted.send()
    first, second, third = ready.sink.received
    assert first.body == second.body
    assert first.body != third.body


def test_what_was_deleted_from_the_history_still_counts_once(ready: Desk) -> None:
    ready.send()
    ready.delete_the_only_exchange()
    assert not ready.button("Resend as it was")
    ready.send()
    assert ready.kinds() == "aa"


def test_what_was_deleted_on_its_way_does_not_come_back(ready: Desk) -> None:
    ready.answers(Answer(delay=1.5), TAKEN)
    with ready.settling():
        ready.press()
        ready.delete_the_only_exchange()
    assert ready.history.count() == 0
    ready.send()
    assert ready.history.count() == 1


# Sent before anything can be ------------------------------------------------------------------------------


def test_what_is_sent_is_what_stood_there_when_send_was_pressed(desk: Desk) -> None:
    desk.answers(TAKEN)
    desk.edit("qa-pressed")
    desk.press()
    assert "as soon as the sandbox is ready" in desk.told()
    assert not desk.window.bar.send_button.isEnabled()
    desk.press()
    desk.edit("qa-later")
    desk.console.edit_json("{")
    with desk.settling():
        desk.get_ready()
    assert [document["userId"] for document in desk.arrived()] == ["qa-pressed"]
    assert desk.console.json_text == "{"
    assert desk.window.bar.send_button.isEnabled()


@pytest.mark.parametrize("way", ["button", "menu"])
def test_what_waits_to_be_sent_can_be_taken_back(desk: Desk, way: str) -> None:
    desk.press()
    desk.qtbot.waitUntil(lambda: desk.button("Stop waiting") is not None)
    if way == "button":
        desk.click("Stop waiting")
    else:
        desk.commands()["Stop waiting"].trigger()
    assert desk.told() == "The request was not sent."
    assert not desk.button("Stop waiting")
    desk.get_ready()
    desk.qtbot.wait(200)
    assert desk.arrived() == []
    desk.send()
    assert len(desk.arrived()) == 1


def test_the_question_about_errors_comes_when_send_is_pressed(desk: Desk) -> None:
    desk.console.edit(desk.console.request.without_field("sessionId"), "Break")
    desk.press()
    assert "1 error" in desk.question().text()
    desk.get_ready()
    desk.qtbot.wait(200)
    assert desk.arrived() == []
    with desk.settling():
        desk.reply("Send anyway")
    assert ["sessionId" in document for document in desk.arrived()] == [False]


def test_what_breaks_after_send_was_pressed_is_not_sent(desk: Desk) -> None:
    desk.press()
    desk.console.edit(desk.console.request.without_field("sessionId"), "Break")
    with desk.settling():
        desk.get_ready()
    assert ["sessionId" in document for document in desk.arrived()] == [True]


def test_a_long_document_is_checked_and_sent_as_it_was(ready: Desk) -> None:
    console = ready.console
    console.edit(console.request.with_events([console.request.event(0)] * 5_000), "Import")
    ready.press()
    assert "as soon as it is checked" in ready.told()
    console.undo_stack.undo()
    assert "1 error" in ready.question().text()
    with ready.settling():
        ready.reply("Send anyway")
    assert [len(document["eventList"]) for document in ready.arrived()] == [5_000]


def test_what_waits_for_its_check_can_be_taken_back(ready: Desk) -> None:
    console = ready.console
    console.edit(console.request.with_events([console.request.event(0)] * 5_000), "Import")
    ready.press()
    console.stop_waiting()
    ready.qtbot.waitUntil(lambda: console.checked, timeout=5000)
    ready.qtbot.wait(300)
    assert ready.arrived() == []
    assert not ready.window.findChildren(QMessageBox)


# Production -----------------------------------------------------------------------------------------------


@pytest.fixture
def shop(ready: Desk) -> Connection:
    """The connection in use, which is one to production."""
    made = replace(ready.connection, name="Shop", kind=ConnectionKind.PRODUCTION, id="shop")
    ready.console.connect_to(made)
    return made


def _by_palette(desk: Desk) -> None:
    desk.window.actions_.palette.trigger()
    palette = desk.window.findChild(CommandPalette)
    assert palette
    desk.qtbot.keyClicks(palette.line, "send")
    desk.qtbot.keyClick(palette.line, Qt.Key.Key_Return)


Way = Callable[[Desk], object]
WAYS: dict[str, Way] = {
    "button": lambda desk: desk.qtbot.mouseClick(desk.window.bar.send_button, Qt.MouseButton.LeftButton),
    "double click": Desk.double_click,
    "shortcut": Desk.press,
    "menu": lambda desk: desk.commands()["Send"].trigger(),
    "palette": _by_palette,
}
WAYS_AGAIN: dict[str, Way] = {
    **WAYS,
    "send as new": lambda desk: desk.click("Send as new"),
    "resend of the answer": lambda desk: desk.click("Resend as it was"),
    "resend in the menu": lambda desk: desk.commands()["Resend as it was"].trigger(),
    "resend of the history": Desk.resend_from_history,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.usefixtures("shop")
def test_nothing_goes_to_production_before_its_name_is_typed(ready: Desk, way: Way) -> None:
    way(ready)
    for wrong in ("", "shop", "Sink", "Shop!"):
        ready.type_name(wrong)
        assert ready.arming().isVisible()
    ready.nothing_more_arrives()
    with ready.settling():
        ready.type_name("Shop")
    ready.nothing_more_arrives(1)


@pytest.mark.parametrize("way", WAYS_AGAIN.values(), ids=WAYS_AGAIN)
@pytest.mark.usefixtures("shop")
def test_what_may_have_arrived_there_goes_again_only_with_its_name(ready: Desk, way: Way) -> None:
    ready.press()
    with ready.settling():
        ready.type_name("Shop")
    ready.sender.disarm()
    way(ready)
    ready.arming()
    ready.nothing_more_arrives(1)
    with ready.settling():
        ready.type_name("Shop")
    assert len(ready.arrived()) == 2


@pytest.mark.parametrize(
    "between",
    [
        {"name": "Other", "kind": ConnectionKind.DEVELOPMENT},
        {"region": "eu-west-1"},
        {"name": "Other", "id": "other"},
        {},
    ],
)
def test_any_change_of_the_connection_disarms(ready: Desk, shop: Connection, between: dict[str, Any]) -> None:
    ready.console.arm("Shop")
    assert not ready.console.needs_arming
    ready.console.connect_to(replace(shop, **between))
    ready.console.connect_to(shop)
    ready.press()
    ready.arming()
    ready.nothing_more_arrives()


@pytest.mark.usefixtures("shop")
def test_a_name_that_was_typed_for_another_connection_arms_nothing(ready: Desk) -> None:
    ready.press()
    dialog = ready.arming()
    ready.console.connect_to(replace(ready.connection, name="Live", kind=ConnectionKind.PRODUCTION))
    ready.type_name("Shop")
    assert not dialog.isVisible()
    ready.nothing_more_arrives()
    assert ready.console.needs_arming


@pytest.mark.usefixtures("shop")
def test_after_so_many_requests_the_name_is_asked_for_again(ready: Desk) -> None:
    ready.answers(*[TAKEN] * (arming.REQUESTS + 1))
    left: list[int] = []
    ready.console.armed.connect(left.append)
    ready.console.arm("Shop")
    for _ in range(arming.REQUESTS):
        ready.send()
    assert left == [*range(arming.REQUESTS, -1, -1)]
    ready.press()
    ready.arming()
    ready.nothing_more_arrives(arming.REQUESTS)


@pytest.mark.usefixtures("shop")
def test_a_double_click_sends_once_to_production_too(ready: Desk) -> None:
    ready.console.arm("Shop")
    with ready.settling():
        ready.double_click()
    ready.nothing_more_arrives(1)
    assert ready.sender.armed_for(ready.console.connection or ready.connection) == arming.REQUESTS - 1


# Elsewhere than it was meant for --------------------------------------------------------------------------


def test_what_went_elsewhere_goes_here_only_after_asking(ready: Desk) -> None:
    ready.answers(TAKEN, TAKEN)
    ready.send()
    ready.console.connect_to(replace(ready.connection, name="QA"))
    ready.resend_from_history()
    assert ready.question().text() == "It went to “Sink”, and goes to “QA” now."
    ready.reply("Cancel")
    ready.nothing_more_arrives(1)
    ready.resend_from_history()
    with ready.settling():
        ready.reply("Send it there")
    assert ready.kinds() == "aa"


def test_a_sandbox_elsewhere_is_another_address_as_well(ready: Desk) -> None:
    ready.answers(TAKEN)
    sandbox = replace(ready.connection, kind=ConnectionKind.SANDBOX)
    ready.console.connect_to(sandbox)
    ready.send()
    ready.console.connect_to(replace(sandbox, endpoint_url=None))
    ready.resend_from_history()
    away = "https://personalize-events.us-east-1.amazonaws.com"
    assert ready.question().text() == f"It went to “Sink” at a sandbox, and goes to “Sink” at {away} now."
    ready.reply("Cancel")
    ready.nothing_more_arrives(1)


def test_what_is_asked_is_shown_as_it_is(ready: Desk) -> None:
    request = ready.console.request
    event = request.event(0).with_member("sentAt", "<b>now</b>")
    ready.console.edit(request.with_event(0, event), "Break")
    ready.press()
    box = ready.question()
    assert "<b>now</b>" in box.informativeText()
    assert {one.textFormat() for one in box.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_what_went_to_another_address_goes_to_this_one_only_after_asking(ready: Desk) -> None:
    ready.answers(TAKEN, TAKEN)
    there = replace(ready.connection, kind=ConnectionKind.DEVELOPMENT)
    ready.console.connect_to(there)
    ready.send()
    elsewhere = "http://127.0.0.1:1"
    ready.console.connect_to(replace(there, endpoint_url=elsewhere))
    ready.resend_from_history()
    text = f"It went to “Sink” at {there.endpoint_url}, and goes to “Sink” at {elsewhere} now."
    assert ready.question().text() == text
    ready.reply("Cancel")
    ready.nothing_more_arrives(1)


def test_what_went_elsewhere_goes_to_production_only_with_its_name(ready: Desk) -> None:
    ready.answers(TAKEN)
    ready.send()
    ready.console.connect_to(replace(ready.connection, name="Shop", kind=ConnectionKind.PRODUCTION))
    ready.resend_from_history()
    ready.reply("Send it there")
    ready.arming()
    ready.nothing_more_arrives(1)


def test_what_was_being_checked_goes_elsewhere_only_after_asking(ready: Desk) -> None:
    ready.answers(REFUSED)
    ready.press_on_a_long_document()
    ready.console.connect_to(replace(ready.connection, name="QA"))
    ready.reply("Send anyway")
    assert ready.question().text() == "It was meant for “Sink”, and goes to “QA” now."
    ready.nothing_more_arrives()
    with ready.settling():
        ready.reply("Send it there")
    assert len(ready.arrived()) == 1


def test_what_was_being_checked_goes_to_production_only_with_its_name(ready: Desk) -> None:
    ready.press_on_a_long_document()
    ready.console.connect_to(replace(ready.connection, name="Shop", kind=ConnectionKind.PRODUCTION))
    ready.reply("Send anyway")
    ready.reply("Send it there")
    ready.arming()
    ready.nothing_more_arrives()


def test_a_question_that_was_left_open_leads_nowhere_else(ready: Desk) -> None:
    ready.console.edit(ready.console.request.without_field("sessionId"), "Break")
    ready.press()
    ready.question()
    ready.console.connect_to(replace(ready.connection, name="QA"))
    ready.reply("Send anyway")
    assert "“Sink”" in ready.question().text()
    ready.console.connect_to(replace(ready.connection, name="Live"))
    ready.reply("Send it there")
    assert "“QA”" in ready.question().text()
    ready.nothing_more_arrives()


def test_what_was_meant_for_the_sandbox_of_the_start_does_not_follow_to_another(desk: Desk) -> None:
    desk.press_on_a_long_document()
    desk.get_ready()
    desk.console.connect_to(replace(desk.connection, name="QA", id="qa"))
    desk.reply("Send anyway")
    assert desk.question().text() == "It was meant for “Sandbox”, and goes to “QA” now."
    desk.nothing_more_arrives()
