"""The lint and the sandbox, which know the service from different sides: what one refuses, the other does."""

import pytest
from hypothesis import example, given, settings

from events_console.domain import lint
from events_console.domain.json_value import Json, Object
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import Request
from events_console.sandbox.account import Account
from events_console.sandbox.operations import put_events
from events_console.services.aws import wire_body
from tests.strategies import nearly_good_requests, requests

CONTEXT = lint.Context(1_795_183_329)

# Errors of the lint that the sandbox takes, as the service does as far as it is known, each with its reason.
STRICTER = {
    "key.unknown": "the service ignores what it does not know, and a misspelt field would be lost",
    "json.lone-surrogate": "JSON can escape half a character, but no encoding holds what is kept of it",
    **dict.fromkeys(
        ("time.milliseconds", "time.before-2000"), "a number is a time for it, and no limit of it is modelled"
    ),
    **dict.fromkeys(("id.null-like", "impression.joined"), "a text is an ID for it, whatever it says"),
    "properties.reserved": "what it does with such a key is said nowhere",
    "event.too-large": "a limit of the developer guide that the model does not have",
}
# Beside these, null for a field that may be left out is an error of the lint, because boto3 and the AWS CLI
# refuse it; the service reads it as left out, and so does this test. And an unknown tracking ID is one of the
# sandbox, which alone knows its event trackers; here each tracking ID has one.


def _without_nulls(value: Json) -> Json:
    if isinstance(value, Object):
        return Object({name: _without_nulls(one) for name, one in value.items() if one is not None})
    return tuple(map(_without_nulls, value)) if isinstance(value, tuple) else value


def _refusals(request: Request) -> list[Problem]:
    """Return what the lint says the service refuses."""
    root = _without_nulls(request.root)
    assert isinstance(root, Object)
    problems = lint.validate(Request(root), CONTEXT).problems()
    errors = [one for one in problems if one.severity is Severity.ERROR]
    return [one for one in errors if not _is_stricter(one)]


def _is_stricter(problem: Problem) -> bool:
    """Return whether the sandbox takes what ``problem`` is about.

    An empty ID is against the model; and JSON has numbers that no program can hold, which parsers differ on.
    """
    listed = problem.rule in STRICTER and "the service refuses that" not in problem.message
    return listed or "too large for a number" in problem.message


def _status(request: Request) -> int:
    resolved = CONTEXT.resolver().request(request)
    return put_events(wire_body(resolved), Account([resolved.text("trackingId")])).status


def _event(**members: Json) -> Request:
    event = Object({"eventType": "View", "itemId": "i", "sentAt": 1_795_183_000, **members})
    return Request(Object(trackingId="t", sessionId="s", eventList=(event,)))


@settings(max_examples=200)
@given(nearly_good_requests | requests)
@example(_event(properties='{"a": ' + "[" * 100 + "]" * 100 + "}"))
@example(_event(properties='{"a": NaN}'))
@example(_event(properties="\ufeff{}"))
@example(_event(properties='{"a": 1, "a": 2}'))
@example(_event(properties='{"a": 1e999}'))
@example(_event(properties="[" * 1024))
@example(_event(eventValue=10**400))
@example(_event(sentAt=-(10**400)))
@example(_event(eventId=None))
@example(_event(impression=(None,)))
def test_what_the_lint_calls_an_error_is_refused_and_nothing_else(request: Request) -> None:
    refusals = _refusals(request)
    assert _status(request) == (400 if refusals else 200), refusals


@pytest.mark.parametrize(
    ("members", "rule"),
    [
        ({"own": 1}, "key.unknown"),
        ({"itemId": "\ud800"}, "json.lone-surrogate"),
        ({"itemId": None}, "id.not-text"),
    ],
)
def test_where_the_lint_is_stricter_the_sandbox_takes_it(members: dict[str, Json], rule: str) -> None:
    request = _event(**members)
    assert [one.rule for one in lint.validate(request, CONTEXT).problems()] == [rule]
    assert _status(request) == 200
