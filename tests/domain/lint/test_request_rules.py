"""The document as a whole: too many events, and sessions in each event."""

from events_console.domain import lint, long_document
from events_console.domain.json_value import Json, Object
from events_console.domain.lint import Context
from events_console.domain.problem import Problem
from events_console.domain.request import Request

NOW = 1_795_183_000


def _request(count: int) -> Request:
    events: tuple[Json, ...] = tuple(
        Object(eventType="View", itemId=f"i{row}", sentAt=NOW) for row in range(count)
    )
    return Request(Object(trackingId="t", userId="u", sessionId="s", eventList=events))


def _problems(request: Request) -> tuple[Problem, ...]:
    return lint.validate(request, Context(NOW)).problems()


def test_more_than_ten_events_are_one_error_and_can_be_split() -> None:
    assert _problems(_request(10)) == ()
    request = _request(11)
    (problem,) = _problems(request)
    assert (problem.path, problem.rule, problem.severity) == ("/eventList", "event.too-many", "error")
    assert problem.message == (
        "The request has 11 events, but the service takes at most 10 in one: split the document, or send "
        "the others in another request."
    )
    assert problem.fix
    assert not problem.fix.safe
    split = problem.fix.apply(request)
    (told,) = _problems(split)
    assert (told.path, told.rule, told.severity) == ("/eventList", "request.long", "info")
    sent = [part.request for part in long_document.parts(split)]
    assert [len(one.events) for one in sent] == [10, 1]
    assert all(_problems(one) == () for one in sent)


def test_a_long_document_needs_a_session_in_each_event_and_takes_any_number() -> None:
    split = long_document.split(_request(300))
    torn = split.with_event(7, split.event(7).without("sessionId"))
    rules = {(problem.path, problem.rule) for problem in _problems(torn)}
    assert rules == {("/eventList/7/sessionId", "schema.required"), ("/eventList", "request.long")}
    odd = split.with_event(7, Object({**split.event(7), "userId": "null", "sessionId": " s"}))
    rules = {(problem.path, problem.rule) for problem in _problems(odd)}
    assert {("/eventList/7/userId", "id.null-like"), ("/eventList/7/sessionId", "id.whitespace")} <= rules


def test_a_user_within_an_event_of_an_ordinary_request_stays_an_error() -> None:
    request = _request(2)
    odd = request.with_event(0, request.event(0).with_member("userId", "u"))
    (problem,) = _problems(odd)
    assert (problem.path, problem.rule) == ("/eventList/0/userId", "key.unknown")
