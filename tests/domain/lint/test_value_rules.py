"""The value of an event is a number; text that surely says one is turned into it."""

import math

import pytest

from events_console.domain import lint
from events_console.domain.json_value import Json, Object
from events_console.domain.problem import Problem
from events_console.domain.request import Request

NOW = 1_795_183_329


def _request(value: Json) -> Request:
    event = Object(eventId="e-1", eventType="View", itemId="i-1", sentAt=NOW, eventValue=value)
    return Request(Object(trackingId="t-1", sessionId="s-1", eventList=(event,)))


def _found(request: Request) -> list[Problem]:
    problems = lint.validate(request, lint.Context(NOW)).problems()
    return [problem for problem in problems if problem.rule == "value.not-number"]


def _only(value: Json) -> Problem:
    (problem,) = _found(_request(value))
    assert (problem.path, problem.severity) == ("/eventList/0/eventValue", "error")
    return problem


@pytest.mark.parametrize(
    ("text", "number"), [("4.5", 4.5), (" 7 ", 7), ("-1.5e3", -1500.0), (".5", 0.5), ("+2", 2)]
)
def test_text_that_says_a_number_becomes_it(text: str, number: float) -> None:
    problem = _only(text)
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe, problem.others) == ("Make it a number", True, ())
    mended = problem.fix.apply(_request(text))
    assert mended.is_same(_request(number))
    assert not _found(mended)


def test_the_message_says_what_to_write() -> None:
    assert _only("4.5").message == (
        "The value is the text “4.5”, but the service takes a number: write 4.5 instead, without quotes."
    )


@pytest.mark.parametrize(
    ("text", "labels", "numbers"),
    [
        ("3,5", ["Write 3.5"], [3.5]),
        ("1234,56", ["Write 1234.56"], [1234.56]),
        ("3,500", ["Write 3.5", "Write 3500"], [3.5, 3500]),
    ],
)
def test_what_a_comma_means_a_person_says(text: str, labels: list[str], numbers: list[float]) -> None:
    problem = _only(text)
    fixes = [fix for fix in (problem.fix, *problem.others) if fix]
    assert [(fix.label, fix.safe) for fix in fixes] == [(label, False) for label in labels]
    for fix, number in zip(fixes, numbers, strict=True):
        assert fix.apply(_request(text)).is_same(_request(number))
    assert problem.message.endswith(
        f": write {' or '.join(label.removeprefix('Write ') for label in labels)} instead, without quotes."
    )


@pytest.mark.parametrize("value", ["", "  ", None])
def test_nothing_is_left_out(value: Json) -> None:
    problem = _only(value)
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == ("Leave it out", True)
    mended = problem.fix.apply(_request(value))
    assert "eventValue" not in mended.event(0)
    assert not _found(mended)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"),
        ("high", "the text “high”"),
        ("NaN", "the text “NaN”"),
        ("Infinity", "the text “Infinity”"),
        ("1e999", "the text “1e999”"),
        ("true", "the text “true”"),
        ("1,2,3", "the text “1,2,3”"),
        ("4.5 EUR", "the text “4.5 EUR”"),
        (Object(amount=4), "an object"),
        ((4.5,), "a list"),
    ],
)
def test_what_says_no_number_for_sure_is_for_a_person_to_mend(value: Json, words: str) -> None:
    problem = _only(value)
    assert problem.message == (
        f"The value is {words}, but the service takes a number: write one such as 4.5, or leave it out."
    )
    assert problem.fix is None


def test_a_placeholder_that_is_none_is_told() -> None:
    assert _only("{{price}}").message.endswith(
        ": {{price}} is no placeholder: there are {{now}}, {{now-5m}} and {{uuid}}."
    )


@pytest.mark.parametrize("value", [0, -4.5, 7.0, 10**300, "{{now}}", math.nan, math.inf])
def test_numbers_are_no_problem_of_this_rule(value: Json) -> None:
    assert not _found(_request(value))


def test_no_value_is_no_problem() -> None:
    assert not _found(Request(Object(eventList=(Object(eventType="View"),))))
