"""Names in double braces that are none: each is said to go out as it stands, and which there are."""

import pytest

from events_console.domain import lint
from events_console.domain.json_value import Object
from events_console.domain.problem import Problem
from events_console.domain.request import Request


def _found(event: Object, head: Object | None = None) -> list[Problem]:
    root = Object({"trackingId": "t", "sessionId": "s", **(head or {}), "eventList": (event,)})
    return list(lint.validate(Request(root), lint.Context(1_700_000_000)).problems())


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
    (problem,) = _found(Object(eventType="View", sentAt=1, itemId=text))
    assert (problem.path, problem.severity) == ("/eventList/0/itemId", "warning")
    assert problem.message == f"Item ID goes out as it stands, for {why}"
    (problem,) = _found(Object(eventType="View", sentAt=1), Object(userId=text))
    assert (problem.path, problem.message) == ("/userId", f"User ID goes out as it stands, for {why}")


@pytest.mark.parametrize("text", ["{{now}}", "{{ now - 5m }}", "x-{{uuid}}", "{now}", "{{}}", "{{a{b}}"])
def test_a_placeholder_and_other_braces_are_no_problem(text: str) -> None:
    assert not _found(Object(eventType="View", sentAt=1, itemId=text))


def test_where_a_number_belongs_the_one_error_says_it() -> None:
    (problem,) = _found(Object(eventType="View", sentAt="{{now-5x}}"))
    assert problem.severity == "error"
    assert problem.message.endswith(": the unit x in {{now-5x}} is none of s, m, h, d, w.")
