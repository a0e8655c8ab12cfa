"""Names in double braces that are none: each is said to go out as it stands, and which there are."""

import pytest

from events_console.domain import lint
from events_console.domain.json_value import Json, Object
from events_console.domain.problem import Problem
from events_console.domain.request import Request

EVENT = Object(eventId="e-1", eventType="View", itemId="i-1", sentAt=1_700_000_000)


def _found(**members: Json) -> list[Problem]:
    event = Object({**EVENT, **members})
    request = Request(Object(trackingId="t-1", sessionId="s-1", eventList=(event,)))
    return list(lint.validate(request, lint.Context(1_700_000_000)).problems())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{now-5x}}", "the unit x in {{now-5x}} is none of s, m, h, d, w."),
        ("at {{ now + 3 years }}", "the unit years in {{ now + 3 years }} is none of s, m, h, d, w."),
        ("{{item}}", "{{item}} is no placeholder: there are {{now}}, {{now-5m}} and {{uuid}}."),
        ("{{uuid}} {{Now}}", "{{Now}} is no placeholder: there are {{now}}, {{now-5m}} and {{uuid}}."),
    ],
)
def test_an_unknown_name_is_said_to_be_one(text: str, why: str) -> None:
    (problem,) = _found(eventType=text)
    assert (problem.path, problem.rule, problem.severity, problem.fix) == (
        "/eventList/0/eventType",
        "placeholder.unknown",
        "warning",
        None,
    )
    assert problem.message == f"Event type goes out as it stands, for {why}"
    (problem,) = _found(metricAttribution=Object(eventAttributionSource=text))
    assert problem.path == "/eventList/0/metricAttribution/eventAttributionSource"
    assert problem.message == f"Attribution source goes out as it stands, for {why}"


def test_names_in_the_requests_own_fields_are_met() -> None:
    request = Request(Object(trackingId="t-1", sessionId="s-1", note="{{today}}", eventList=(EVENT,)))
    problems = lint.validate(request, lint.Context(1_700_000_000)).problems()
    assert ("/note", "placeholder.unknown") in {(problem.path, problem.rule) for problem in problems}


@pytest.mark.parametrize("text", ["{{now}}", "{{ now - 5m }}", "x-{{uuid}}", "{now}", "{{}}", "{{a{b}}"])
def test_a_placeholder_and_other_braces_are_no_problem(text: str) -> None:
    assert not _found(eventType=text)


def test_where_a_number_belongs_the_one_error_says_it() -> None:
    (problem,) = _found(sentAt="{{now-5x}}")
    assert problem.severity == "error"
    assert problem.message.endswith(": the unit x in {{now-5x}} is none of s, m, h, d, w.")


def test_ids_have_a_rule_of_their_own() -> None:
    problems = _found(itemId="{{item}}", recommendationId="{{item}}", impression=("{{item}}", "{{shown}}"))
    assert [problem.rule for problem in problems if problem.severity == "warning"] == ["id.placeholder"] * 4
