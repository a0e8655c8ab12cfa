"""Sessions and users over several requests."""

from events_console.domain import lint
from events_console.domain.json_value import Json, Object
from events_console.domain.lint import Context, Past, Visit
from events_console.domain.problem import Problem
from events_console.domain.request import Request

NOW = 1_795_183_000


def _long(*visits: tuple[str, str]) -> Request:
    events: list[Json] = [
        Object(userId=user, sessionId=session, eventType="View", itemId=f"i{row}", sentAt=NOW)
        for row, (user, session) in enumerate(visits)
    ]
    return Request(Object(trackingId="t", eventList=tuple(events)))


def _one(user: str, session: str) -> Request:
    event = Object(eventType="View", itemId="i", sentAt=NOW)
    return Request(Object(trackingId="t", userId=user, sessionId=session, eventList=(event,)))


def _found(request: Request, *visits: Visit, silenced: str = "") -> list[Problem]:
    context = Context(NOW, past=Past(visits=visits), silenced=frozenset({silenced}))
    problems = lint.validate(request, context).problems()
    return [problem for problem in problems if problem.rule.startswith("session.")]


def test_a_session_of_many_users_is_told_once() -> None:
    (problem,) = _found(_long(("u", "s"), ("v", "s"), ("w", "s"), ("w", "t")))
    assert (problem.path, problem.rule, problem.severity) == ("/eventList", "session.shared", "info")
    assert problem.message == (
        "The session “s” has 3 users, although it joins what one visitor does before and after sign-in: give "
        "each visit its own session ID."
    )
    assert _found(_long(("u", "s"), ("v", "s"), ("w", "t"))) == []


def test_a_session_that_others_had_before_is_told() -> None:
    before = (Visit("v", "s", 1), Visit("w", "s", 2), Visit("x", "other", 1))
    (problem,) = _found(_one("u", "s"), *before)
    assert (problem.path, problem.rule) == ("/sessionId", "session.shared")
    assert _found(_one("u", "s"), before[0], Visit(None, "s", 1), before[2]) == []


def test_a_session_for_every_event_is_told_once() -> None:
    (problem,) = _found(
        _long(*(("u", f"s{row}") for row in range(5)), *(("v", f"t{row}") for row in range(9)))
    )
    assert (problem.path, problem.rule, problem.severity) == ("/eventList", "session.per-event", "info")
    assert problem.message == (
        "Each event of the user “u” has a session of its own, although a session is a whole visit: keep the "
        "session ID until the visit ends."
    )
    assert _found(_long(*(("u", f"s{row}") for row in range(4)), ("u", "s0"))) == []


def test_a_new_session_for_each_request_of_one_event_is_told() -> None:
    before = [Visit("u", f"s{number}", 1) for number in range(4)]
    (problem,) = _found(_one("u", "s"), *before)
    assert (problem.path, problem.rule) == ("/sessionId", "session.per-event")
    assert _found(_one("u", "s"), *before[:3], Visit("u", "s9", 4)) == []
    assert _found(_one("u", "s0"), *before) == []
    assert _found(_one("v", "s"), *before) == []


def test_an_edit_of_another_field_keeps_what_is_known_and_one_of_the_session_does_not() -> None:
    context = Context(NOW)
    request = _long(("u", "s"), ("v", "s"), ("w", "s"))
    before = lint.validate(request, context)
    edited = request.with_event(1, request.event(1).with_member("itemId", "j"))
    assert lint.validate(edited, context, before).sessions is before.sessions
    moved = request.with_event(1, request.event(1).with_member("sessionId", "t"))
    assert lint.validate(moved, context, before).sessions == ()


def test_silenced_rules_say_nothing() -> None:
    assert _found(_long(("u", "s"), ("v", "s"), ("w", "s")), silenced="session.shared") == []
