"""Validating a document again: as good as from the start, and only for the rows that changed."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events_console.domain import lint, schema, service_model
from events_console.domain.json_value import Object
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import Request
from tests.strategies import events, nearly_good_requests, requests

CONTEXT = lint.Context(1795183329)
BAD = Object(eventType="View", itemId="i")
GOOD = Object(eventType="View", itemId="i", sentAt=1795183000)


_OF_THE_MODEL = {"schema", "key", "json", "time", "id", "value", "properties"}


def _bad(number: int) -> Object:
    return Object(eventType="View", itemId="i", number=number)


@st.composite
def _edits(draw: st.DrawFn) -> list[Request]:
    """Draw versions of a document, each edited from the one before or an earlier one."""
    versions = [draw(requests)]
    for _ in range(draw(st.integers(1, 6))):
        request = draw(st.sampled_from(versions))
        rows, row = len(request.events), draw(st.integers(0, max(0, len(request.events) - 1)))
        change = draw(
            st.sampled_from(["insert", "remove", "move", "replace", "copy", "head", "list", "reverse"])
        )
        if change == "insert":
            request = request.with_inserted(row, draw(st.lists(events, max_size=2)))
        elif change == "remove":
            request = request.without_events(draw(st.sets(st.integers(0, rows))))
        elif change == "move" and rows:
            request = request.with_moved([row], draw(st.sampled_from([-1, 1])))
        elif change == "replace" and rows:
            request = request.with_event(row, draw(events))
        elif change == "copy" and rows:
            request = request.with_inserted(row, [request.events[row]])
        elif change == "head":
            request = request.with_field(draw(st.sampled_from(["userId", "own"])), draw(events))
        elif change == "list":
            request = request.with_field("eventList", draw(events))
        else:
            request = request.with_events(request.events[::-1])
        versions.append(request)
    return versions


@given(_edits())
def test_validating_after_any_edits_finds_what_validating_anew_finds(versions: list[Request]) -> None:
    known: lint.Validation | None = None
    for request in versions:
        known = lint.validate(request, CONTEXT, known)
        anew = lint.validate(request, CONTEXT)
        assert known.request is request
        assert (known.head, [*known.rows], known.tally) == (anew.head, [*anew.rows], anew.tally)
        assert len(known.rows) == len(request.events)


def test_rows_that_stayed_keep_the_very_findings_they_had() -> None:
    before_request = Request(Object(eventList=tuple(map(_bad, range(6)))))
    before = lint.validate(before_request, CONTEXT)
    assert all(before.rows)
    changed = (
        (before_request.with_event(2, _bad(9)), [0, 1, None, 3, 4, 5]),
        (before_request.with_inserted(2, [_bad(9)]), [0, 1, None, 2, 3, 4, 5]),
        (before_request.without_events([0, 3]), [1, 2, 4, 5]),
        (before_request.with_moved([1, 4], -1), [1, 0, 2, 4, 3, 5]),
        (before_request.with_events(before_request.events[::-1]), [5, 4, 3, 2, 1, 0]),
        (before_request.with_inserted(6, before_request.events[2:4]), [0, 1, 2, 3, 4, 5, None, None]),
        (before_request.with_field("trackingId", "t"), [0, 1, 2, 3, 4, 5]),
    )
    for request, origins in changed:
        after = lint.validate(request, CONTEXT, before)
        assert len(after.rows) == len(origins)
        for found, origin in zip(after.rows, origins, strict=True):
            assert origin is None or found is before.rows[origin]


def test_only_the_block_in_which_something_changed_is_looked_at_again() -> None:
    request = Request(Object(eventList=tuple(map(_bad, range(1000)))))
    before = lint.validate(request, CONTEXT)
    assert lint.Checking(request, CONTEXT).total == 1000
    assert lint.Checking(request, CONTEXT, before).total == 0
    assert lint.Checking(request.with_event(600, BAD), CONTEXT, before).total == 256
    assert lint.Checking(request.without_events([0]), CONTEXT, before).total == 255
    after = lint.validate(request.with_event(600, BAD), CONTEXT, before)
    assert all(one is other for one, other in zip(before.rows, after.rows, strict=True) if one == other)


def test_a_check_gives_way_and_goes_on_where_it_was_even_for_an_edited_document() -> None:
    request = Request(Object(trackingId="t", sessionId="s", eventList=tuple(map(_bad, range(2000)))))
    checking = lint.Checking(request, CONTEXT)
    rounds = 0
    while checking.done < 1000:
        assert checking.work(lambda: False) is None
        rounds += 1
    assert rounds >= 20
    part = checking.so_far()
    assert [bool(found) for found in part.rows][:768] == [True] * 768
    assert not any([*part.rows][1024:])
    edited = request.with_event(1999, _bad(7))
    rest = lint.Checking(edited, CONTEXT, part)
    assert rest.total <= 2000 - 768
    rest.work(lambda: False)
    found = rest.work()
    assert found is not None
    anew = lint.validate(edited, CONTEXT)
    assert (found.head, [*found.rows], found.tally) == (anew.head, [*anew.rows], anew.tally)


def test_rows_can_be_asked_for_one_by_one_and_in_slices() -> None:
    request = Request(Object(eventList=(*map(_bad, range(700)), GOOD)))
    rows = lint.validate(request, CONTEXT).rows
    assert (len(rows), len([*rows])) == (701, 701)
    assert rows[-1] == rows[700] == ()
    assert rows[699:] == (rows[699], ())
    for beyond in (701, -702):
        with pytest.raises(IndexError):
            rows[beyond]


def test_an_equal_event_is_not_the_same_event() -> None:
    event = GOOD.with_member("eventValue", 1)
    before = lint.validate(Request(Object(trackingId="t", sessionId="s", eventList=(event,))), CONTEXT)
    after = lint.validate(
        before.request.with_event(0, event.with_member("eventValue", True)), CONTEXT, before
    )
    assert before.problems() == ()
    assert [problem.path for problem in after.problems()] == ["/eventList/0/eventValue"]


def test_problems_come_worst_first_and_then_in_reading_order() -> None:
    request = Request(Object(own=1, eventList=(BAD, GOOD, "text", BAD)))
    validation = lint.validate(request, CONTEXT)
    assert [problem.path for problem in validation.problems()] == [
        "/trackingId",
        "/sessionId",
        "/own",
        "/eventList/0/sentAt",
        "/eventList/2",
        "/eventList/3/sentAt",
    ]
    assert validation.problems(4) == validation.problems()[:4]
    assert validation.severities() == {Severity.ERROR: 6}
    one = validation.head[0]
    info = Problem(one.path, Severity.INFO, one.rule, one.message)
    mixed = replace(validation, head=(info, one))
    assert [problem.severity for problem in mixed.problems()][-1] == "info"
    assert validation.problems(rule="schema.required") == tuple(
        problem for problem in validation.problems() if problem.rule == "schema.required"
    )
    assert validation.tally == {
        (Severity.ERROR, "schema.required"): 4,
        (Severity.ERROR, "key.unknown"): 1,
        (Severity.ERROR, "schema.type"): 1,
    }


def test_the_head_and_each_row_keep_to_themselves() -> None:
    items = (Object(eventType="View", sentAt="{{now}}", itemId=f"i-{number}") for number in range(10))
    request = Request(Object(trackingId="t", sessionId="s", eventList=tuple(items)))
    assert lint.validate(request, CONTEXT).problems() == ()
    crowded = lint.validate(request.with_inserted(0, [GOOD]), CONTEXT)
    assert [problem.path for problem in crowded.head] == ["/eventList"]
    assert [*crowded.rows] == [()] * 11


@given(requests)
def test_a_document_is_judged_by_what_is_sent_now(request: Request) -> None:
    resolved = CONTEXT.resolver().request(request)
    rules = {"event.duplicate-id", "event.collision"}  # a new UUID is nobody's, and the same now another time
    found, sent = (  # but for repairs: one that would write down what a placeholder has become is not offered
        [[(one.path, one.message) for one in row if one.rule not in rules] for row in checked.rows]
        for checked in (lint.validate(request, CONTEXT), lint.validate(resolved, CONTEXT))
    )
    assert found == sent


def test_a_repair_never_writes_down_what_a_placeholder_has_become() -> None:
    event = GOOD | {
        "eventId": " {{uuid}} ",
        "properties": '{"A_B": "{{now}}"}',
        "impression": ("i", "i ", "{{uuid}}"),
    }
    request = Request(Object(trackingId=" t{{now}}", sessionId="s ", eventList=(Object(event),)))
    problems = lint.validate(request, CONTEXT).problems()
    assert {(one.path, one.rule) for one in problems} >= {
        ("/eventList/0/eventId", "id.whitespace"),
        ("/eventList/0/properties", "properties.case"),
        ("/eventList/0/impression/1", "id.whitespace"),
        ("/trackingId", "id.whitespace"),
        ("/sessionId", "id.whitespace"),
    }
    members = Object({**GOOD, "properties": '{"itemId": "{{uuid}}", "eventValue": "{{now}}"}'})
    moved = request.with_event(0, members)
    assert lint.mended(moved.with_field("sessionId", "s"), CONTEXT).event(0) == moved.event(0)
    mended = lint.mended(request, CONTEXT)
    assert mended.root == request.with_field("sessionId", "s").root


def test_what_was_in_the_future_is_looked_at_again_once_time_has_gone_by() -> None:
    request = Request(
        Object(trackingId="t", sessionId="s", eventList=(GOOD.with_member("sentAt", 1795184000), GOOD))
    )
    before = lint.validate(request, CONTEXT)
    assert [problem.rule for problem in before.problems()] == ["time.future"]
    edited = request.with_event(1, GOOD.with_member("itemId", "j"))
    assert lint.validate(edited, replace(CONTEXT, now=1795183900), before).problems() == ()
    soon = lint.validate(request, replace(CONTEXT, now=CONTEXT.now + 5), before)
    assert soon.rows[0] is before.rows[0]


@given(nearly_good_requests | requests)
@example(Request(Object(eventList=(GOOD.with_member("recommendationId", "r" * 41),))))
def test_what_is_soon_found_to_be_good_is_good_for_the_model(request: Request) -> None:
    for written in request.events:
        event = CONTEXT.resolver().value(written)
        rules = {problem.rule for problem in lint.validate(request.with_events([event]), CONTEXT).rows[0]}
        if not schema.event_test()(event):
            assert any(name.partition(".")[0] in _OF_THE_MODEL for name in rules)


def test_the_shortest_limit_of_a_text_is_what_the_model_says() -> None:
    members = service_model.event_shape().members.values()
    assert min(shape.max for shape in members if shape.type == "string" and shape.max) == 40
    assert all((shape.min or 0) <= 1 for shape in members if shape.type == "string")
