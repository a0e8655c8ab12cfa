"""Values that JSON cannot hold are named where they are, and only they."""

import math

import pytest
from hypothesis import given

from events_console.domain import lint
from events_console.domain.json_value import Json, Object, walk
from events_console.domain.problem import Problem
from events_console.domain.request import Request
from tests.strategies import requests

EVENT = Object(eventType="View", sentAt=1)


def _found(request: Request) -> list[Problem]:
    problems = lint.validate(request, lint.Context()).problems()
    return [problem for problem in problems if problem.rule.startswith("json.")]


def _request(event: Json) -> Request:
    return Request(Object(trackingId="t", sessionId="s", eventList=(event,)))


@pytest.mark.parametrize(
    ("value", "shown"), [(math.nan, "NaN"), (math.inf, "Infinity"), (-math.inf, "-Infinity")]
)
def test_a_number_that_is_not_finite_is_named(value: float, shown: str) -> None:
    (problem,) = _found(_request(EVENT.with_member("eventValue", value)))
    assert (problem.path, problem.rule, problem.severity) == (
        "/eventList/0/eventValue",
        "json.not-finite",
        "error",
    )
    assert problem.message == (
        f"The value is {shown}, which JSON cannot hold, so no number would arrive: write a finite one."
    )


def test_the_largest_numbers_are_no_problem() -> None:
    for value in (1.7976931348623157e308, -5e-324, 10**308):
        assert not _found(_request(EVENT.with_member("eventValue", value)))


@pytest.mark.parametrize(
    ("text", "half", "position"),
    [("\ud800", "D800", "1"), ("ab\udfffc", "DFFF", "3"), ("😀" * 1233 + "\ud83d", "D83D", "1,234")],
)
def test_half_a_character_is_named_with_its_place(text: str, half: str, position: str) -> None:
    (problem,) = _found(_request(EVENT.with_member("itemId", text)))
    assert (problem.path, problem.rule, problem.severity) == (
        "/eventList/0/itemId",
        "json.lone-surrogate",
        "error",
    )
    assert problem.message == (
        f"Item ID holds half a character (U+{half}) at position {position}, "
        "which UTF-8 cannot carry: type the whole character again."
    )


def test_whole_characters_beyond_the_basic_plane_are_no_problem() -> None:
    assert not _found(_request(EVENT.with_member("itemId", "😀\U0010ffff\ue000")))


def test_values_anywhere_are_met() -> None:
    event = EVENT.with_member("impression", ("a", "\udc00")).with_member("properties", Object(a=(math.nan,)))
    request = Request(Object(trackingId="\ud800", sessionId=math.inf, eventList=(EVENT, event)))
    assert [problem.path for problem in _found(request)] == [
        "/trackingId",
        "/sessionId",
        "/eventList/1/impression/1",
        "/eventList/1/properties/a/0",
    ]
    assert [problem.path for problem in _found(Request(Object(eventList=Object(a=math.nan))))] == [
        "/eventList/a"
    ]


def _is_bad(value: Json) -> bool:
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value)


@given(requests)
def test_each_bad_value_is_found_once_and_no_other(request: Request) -> None:
    expected = [path for path, value in walk(request.root) if _is_bad(value)]
    assert sorted(problem.path for problem in _found(request)) == sorted(expected)
