"""Validating a document again: as good as from the start, and only for the rows that changed."""

from hypothesis import given
from hypothesis import strategies as st

from events_console.domain import lint
from events_console.domain.json_value import Json, Object
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import Request
from tests.strategies import events, requests

CONTEXT = lint.Context(1795183329)
BAD = Object(eventType="View")


def _bad(number: int) -> Object:
    return Object(eventType="View", number=number)


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
        assert (known.head, known.rows) == (anew.head, anew.rows)
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


def test_as_many_rows_are_fresh_as_lie_between_those_that_stayed() -> None:
    request = Request(Object(eventList=tuple(map(_bad, range(6)))))
    assert lint.fresh_rows(request, None) == 6
    before = lint.validate(request, CONTEXT)
    assert lint.fresh_rows(request, before) == 0
    assert lint.fresh_rows(request.with_event(2, BAD), before) == 1
    assert lint.fresh_rows(request.with_inserted(4, [BAD, BAD]), before) == 2
    assert lint.fresh_rows(request.without_events([1]), before) == 0


def test_an_equal_event_is_not_the_same_event() -> None:
    event = Object(eventType="View", sentAt=1, eventValue=1)
    before = lint.validate(Request(Object(trackingId="t", sessionId="s", eventList=(event,))), CONTEXT)
    after = lint.validate(
        before.request.with_event(0, event.with_member("eventValue", True)), CONTEXT, before
    )
    assert before.problems() == ()
    assert [problem.path for problem in after.problems()] == ["/eventList/0/eventValue"]


def test_problems_come_worst_first_and_then_in_reading_order() -> None:
    request = Request(Object(own=1, eventList=(BAD, Object(eventType="View", sentAt=1), "text", BAD)))
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
    mixed = lint.Validation(request, (info,), ((one,), (), (), ()))
    assert [problem.severity for problem in mixed.problems()] == ["error", "info"]


def test_the_head_and_each_row_keep_to_themselves() -> None:
    good: Json = Object(eventType="View", sentAt="{{now}}")
    request = Request(Object(trackingId="t", sessionId="s", eventList=(good,) * 10))
    assert lint.validate(request, CONTEXT).problems() == ()
    crowded = lint.validate(request.with_inserted(0, [good]), CONTEXT)
    assert [problem.path for problem in crowded.head] == ["/eventList"]
    assert crowded.rows == ((),) * 11


@given(requests)
def test_a_document_is_judged_by_what_is_sent_now(request: Request) -> None:
    resolved = CONTEXT.resolver().request(request)
    assert lint.validate(resolved, CONTEXT).rows == lint.validate(request, CONTEXT).rows
