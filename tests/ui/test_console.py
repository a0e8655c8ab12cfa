"""The console: one document, one signal, one undo over everything."""

from typing import TYPE_CHECKING

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
