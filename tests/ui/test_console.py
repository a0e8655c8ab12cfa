"""The console: one document, one signal, one undo over everything."""

from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services.drafts import Draft
from events_console.ui.console import Console
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.domain.lint import Validation


def _event_type(console: Console, text: str) -> Request:
    return console.request.with_event(0, console.request.event(0).with_member("eventType", text))


def test_an_edit_is_shown_with_its_problems_and_undone(console: Console) -> None:
    seen: list[tuple[Request, Validation]] = []
    console.changed.connect(lambda request, validation: seen.append((request, validation)))
    before = console.request
    console.edit(_event_type(console, "x" * 257), "Edit Event type", path="/eventList/0/eventType")
    assert [problem.path for problem in console.errors] == ["/eventList/0/eventType"]
    assert seen[-1] == (console.request, console.validation)
    assert console.undo_stack.undo_text == "Edit Event type"
    console.undo_stack.undo()
    assert console.request is before
    assert console.errors == ()
    console.undo_stack.redo()
    assert console.request.event(0)["eventType"] == "x" * 257


def test_typing_in_one_place_is_one_step_and_in_another_is_the_next(console: Console) -> None:
    before = console.request
    first, second = object(), object()
    for text in ("R", "Re", "Rea"):
        console.edit(_event_type(console, text), "Edit Event type", merge=first)
    console.edit(_event_type(console, "Read"), "Edit Event type", merge=second)
    console.undo_stack.undo()
    assert console.request.event(0)["eventType"] == "Rea"
    console.undo_stack.undo()
    assert console.request is before


def test_undo_points_out_what_it_changed(console: Console, qtbot: QtBot) -> None:
    console.edit(_event_type(console, "Read"), "Edit", path="/eventList/0/eventType")
    with qtbot.waitSignal(console.touched) as signal:
        console.undo_stack.undo()
    assert signal.args == ["/eventList/0/eventType"]


def test_json_that_is_no_document_is_kept_and_undone_like_any_edit(console: Console) -> None:
    before = console.request
    console.edit_json('{"trackingId": ')
    assert console.request is before
    assert console.json_text == '{"trackingId": '
    assert console.json_error is not None
    assert "line 1" in console.json_error
    assert console.draft() == Draft(before, '{"trackingId": ')
    console.undo_stack.undo()
    assert console.json_text is None


def test_json_with_a_key_twice_is_no_document_yet(console: Console) -> None:
    console.edit_json('{"trackingId": "a", "trackingId": "b"}')
    assert console.json_error is not None
    assert "trackingId" in console.json_error


def test_a_draft_brings_unreadable_json_back(tasks: Tasks) -> None:
    console = Console(Draft(Request(Object()), "{oops"), tasks)
    assert console.json_text == "{oops"
    assert console.json_error is not None


def test_a_long_document_is_checked_behind_the_window(console: Console, qtbot: QtBot) -> None:
    wrong = Object({"eventType": "", "sentAt": "{{now}}"})
    console.edit(console.request.with_events([*([console.request.event(0)] * 5_000), wrong]), "Import")
    assert not console.checked
    qtbot.waitUntil(lambda: console.checked, timeout=10_000)
    assert {problem.path for problem in console.errors} == {"/eventList", "/eventList/5000/eventType"}


def test_an_edit_during_the_check_is_checked_too(console: Console, qtbot: QtBot) -> None:
    console.edit(console.request.with_events([console.request.event(0)] * 5_000), "Import")
    console.edit(_event_type(console, ""), "Edit")
    qtbot.waitUntil(lambda: console.checked, timeout=10_000)
    assert "/eventList/0/eventType" in {problem.path for problem in console.errors}


def test_fix_all_mends_every_certain_problem_in_one_step(console: Console) -> None:
    root = console.request.root
    wrong = Request(Object({"tackingId": root["trackingId"], **root.without("trackingId")}))
    wrong = wrong.with_event(0, Object({"event_type": "View", "sentAt": "{{now}}", "item_id": "i"}))
    console.edit(wrong, "Paste")
    console.fix_all()
    assert console.errors == ()
    assert console.request.root["trackingId"] == root["trackingId"]
    assert console.request.event(0) == {"eventType": "View", "sentAt": "{{now}}", "itemId": "i"}
    console.undo_stack.undo()
    assert console.request is wrong


def _long(count: int) -> Request:
    events = (
        Object(userId="u", sessionId="s", eventType="View", itemId=f"i{row}", sentAt=1_410_000_000 + row)
        for row in range(count)
    )
    return Request(Object(trackingId="t")).with_events(tuple(events))


def test_a_long_check_gives_way_tells_how_far_it_is_and_shows_what_it_has_found(
    console: Console, qtbot: QtBot
) -> None:
    told: list[tuple[int, int]] = []
    partial: list[int] = []
    console.checking_changed.connect(lambda done, total: told.append((done, total)))
    console.changed.connect(lambda _, found: partial.append(found.severities().total()))
    console.edit(_long(30_000), "Import")
    assert not console.checked
    qtbot.waitUntil(lambda: console.checked, timeout=20_000)
    assert told[-1] == (0, 0)
    steps = [done for done, total in told if total == 30_000]
    assert steps == sorted(steps)
    assert len(steps) > 1
    assert partial[0] < partial[-1] == 30_001  # each event is old, and the document is a long one


def test_what_the_rules_know_changes_what_they_say_at_once(console: Console, qtbot: QtBot) -> None:
    console.edit(_long(3), "Import")
    assert {problem.rule for problem in console.validation.problems()} == {"time.old", "request.long"}
    with qtbot.waitSignal(console.knows_changed):
        console.know(silenced=frozenset({"time.old"}))
    assert {problem.rule for problem in console.validation.problems()} == {"request.long"}
    with qtbot.assertNotEmitted(console.knows_changed):
        console.know(silenced=frozenset({"time.old"}))
    console.stamp_event_ids = False
    assert {problem.rule for problem in console.validation.problems()} == {"request.long", "event.no-id"}


@pytest.mark.parametrize("count", [3, 1500])
def test_all_repairs_of_one_rule_are_one_step(console: Console, qtbot: QtBot, count: int) -> None:
    request = _long(count)
    spoilt = request.with_each(
        {row: request.event(row).with_member("sentAt", 1_410_000_000_000) for row in range(0, count, 2)}
    )
    console.edit(spoilt, "Import")
    qtbot.waitUntil(lambda: console.checked, timeout=10_000)
    console.fix_all("time.milliseconds")
    qtbot.waitUntil(lambda: console.request is not spoilt, timeout=10_000)
    assert {console.request.event(row)["sentAt"] for row in range(0, count, 2)} == {1_410_000_000}
    console.undo_stack.undo()
    assert console.request is spoilt


def test_repairs_of_a_long_document_that_was_edited_meanwhile_are_not_made(
    console: Console, qtbot: QtBot
) -> None:
    request = _long(1500)
    spoilt = request.with_event(0, request.event(0).with_member("sentAt", 1_410_000_000_000))
    console.edit(spoilt, "Import")
    with qtbot.waitSignal(console.told, timeout=10_000) as told:
        console.fix_all("time.milliseconds")
        console.edit(spoilt.without_events([5]), "Delete")
    assert "edited meanwhile" in told.args[0]
    assert len(console.request.events) == 1499
    assert console.request.event(0)["sentAt"] == 1_410_000_000_000
