"""When an event was sent: each time that cannot be meant is told once, and mended where it is certain."""

import math
from calendar import timegm
from collections.abc import Callable

import pytest

from events_console.domain import lint
from events_console.domain.json_value import Json, Object
from events_console.domain.lint import time_rules
from events_console.domain.problem import Fix, Problem
from events_console.domain.request import Request

NOW = 1_795_183_329  # 2026-11-20 14:02:09 UTC
NAMES = {rule.name for rule in time_rules.RULES}
PLUS_TWO = lint.Context(NOW, local=lambda moment: timegm(moment) - 7_200)


def _request(sent: Json) -> Request:
    event = Object(eventId="e-1", eventType="View", itemId="i-1", sentAt=sent)
    return Request(Object(trackingId="t-1", sessionId="s-1", eventList=(event,)))


def _found(request: Request, context: lint.Context | None = None) -> list[Problem]:
    problems = lint.validate(request, context or lint.Context(NOW)).problems()
    return [problem for problem in problems if problem.rule in NAMES]


def _only(sent: Json) -> Problem:
    (problem,) = _found(_request(sent))
    assert problem.path == "/eventList/0/sentAt"
    return problem


def _after(fix: Fix | None, sent: Json) -> Json:
    assert fix
    request = fix.apply(_request(sent))
    return request.event(0)["sentAt"]


@pytest.mark.parametrize(
    ("sent", "unit", "label", "seconds"),
    [
        (1_795_183_329_000, "milliseconds", "Divide by 1,000", NOW),
        (1_795_183_329_500, "milliseconds", "Divide by 1,000", NOW + 0.5),
        (1_795_183_329_000.0, "milliseconds", "Divide by 1,000", NOW),
        (1_795_183_329_000_000, "microseconds", "Divide by 1,000,000", NOW),
        (1_795_183_329_000_000_000, "nanoseconds", "Divide by 1,000,000,000", NOW),
    ],
)
def test_finer_units_are_brought_to_seconds(sent: float, unit: str, label: str, seconds: float) -> None:
    problem = _only(sent)
    assert (problem.rule, problem.severity) == ("time.milliseconds", "error")
    assert f", which must be {unit}, " in problem.message
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == (label, True)
    assert _after(problem.fix, sent) == seconds
    assert "time.milliseconds" not in {left.rule for left in _found(problem.fix.apply(_request(sent)))}


def test_the_message_about_milliseconds_says_what_to_write() -> None:
    assert _only(1_795_183_329_000).message == (
        "Sent at is 1795183329000, which must be milliseconds, but the service takes Unix seconds and would "
        "read a time thousands of years ahead: write 1795183329 instead."
    )


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (100_000_000_000, "1973-03-03 09:46:40 UTC in milliseconds"),
        (170_000_000_000, "1975-05-22 14:13:20 UTC in milliseconds"),
        (1_900_000_000_000, "2030-03-17 17:46:40 UTC in milliseconds"),
        (99_999_999_999_000, "5138-11-16 09:46:39 UTC in milliseconds"),
    ],
)
def test_what_no_unit_makes_likely_is_for_a_person_to_mend(sent: int, shown: str) -> None:
    problem = _only(sent)
    assert (problem.rule, problem.fix) == ("time.milliseconds", None)
    assert f", thousands of years ahead in Unix seconds and {shown}, neither of which is" in problem.message
    text = _only(str(sent))
    assert text.fix
    assert not text.fix.safe


def test_what_no_unit_explains_is_told_without_a_fix() -> None:
    for sent in (10**20, 1e300, 10**30):
        problem = _only(sent)
        assert problem.rule == "time.milliseconds"
        assert "is beyond every calendar: write {{now}}, " in problem.message
        assert problem.fix is None


def test_just_below_milliseconds_a_time_is_only_to_come() -> None:
    assert _only(99_999_999_999).rule == "time.future"


def test_a_time_before_2000_is_told_as_seconds_divided_too_often() -> None:
    problem = _only(1_795_183)
    assert (problem.rule, problem.severity) == ("time.before-2000", "error")
    assert problem.message == (
        "Sent at is 1970-01-21 18:39:43 UTC, before the year 2000, as if seconds had been taken for "
        "milliseconds: write Unix seconds such as 1700000000."
    )
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == ("Multiply by 1,000", False)
    assert _after(problem.fix, 1_795_183) == 1_795_183_000
    assert _after(_only(1_795_183.329).fix, 1_795_183.329) == NOW


@pytest.mark.parametrize("sent", [0, 1, -1, -5.5, 946_684_799, -(10**30)])
def test_other_times_before_2000_are_for_a_person_to_mend(sent: float) -> None:
    problem = _only(sent)
    assert (problem.rule, problem.fix) == ("time.before-2000", None)


def test_the_first_second_of_2000_is_merely_old() -> None:
    assert _only(946_684_800).rule == "time.old"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2026-11-20T14:02:09Z", NOW),
        (" 2026-11-20 16:02:09 +02:00 ", NOW),
        ("1795183329", NOW),
        ("1795183329.5", NOW + 0.5),
        ("1795183329000", NOW),
        ("1795183329000000", NOW),
        ("1795183329000000000", NOW),
    ],
)
def test_text_that_surely_is_a_time_becomes_seconds(text: str, seconds: float) -> None:
    problem = _only(text)
    assert (problem.rule, problem.severity) == ("time.not-a-number", "error")
    assert f"write {seconds} instead, without quotes." in problem.message
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == ("Make it Unix seconds", True)
    assert _after(problem.fix, text) == seconds
    left = _found(problem.fix.apply(_request(text)))
    assert {one.rule for one in left} <= {"time.fraction"}


def test_milliseconds_as_text_are_said_to_be_such() -> None:
    assert _only("1795183329000").message == (
        "Sent at is the text “1795183329000”, but the service takes Unix seconds: these must be "
        "milliseconds, so write 1795183329 instead, without quotes."
    )


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (
            "soon",
            "write {{now}}, Unix seconds such as 1700000000, or in the table a date-time with its zone.",
        ),
        ("", "write {{now}}, Unix seconds such as 1700000000, or in the table a date-time with its zone."),
        ("{{now-5x}}", "the unit x in {{now-5x}} is none of s, m, h, d, w."),
        ("20.11.2026", "write {{now}}, "),
        ("1" * 30, "write {{now}}, "),
    ],
)
def test_other_text_is_told_what_a_time_is(text: str, advice: str) -> None:
    problem = _only(text)
    assert problem.rule == "time.not-a-number"
    assert problem.message.startswith("Sent at is the text “")
    assert f", but the service takes Unix seconds: {advice}" in problem.message
    assert problem.fix is None


def test_without_a_zone_a_person_chooses_one() -> None:
    text = "2026-11-20 14:02:09"
    error, warning = _found(_request(text), PLUS_TWO)
    assert (error.rule, error.fix, error.others) == ("time.not-a-number", warning.fix, warning.others)
    assert error.message.endswith(": name its zone, in the table as in 2026-11-20 14:02:09 UTC.")
    assert (warning.rule, warning.severity, warning.path) == (
        "time.no-zone",
        "warning",
        "/eventList/0/sentAt",
    )
    assert warning.message == (
        "Sent at is “2026-11-20 14:02:09” without a zone, so it may be hours off: choose whether it is UTC "
        "or local time."
    )
    fixes = [warning.fix, *warning.others]
    assert [(fix.label, fix.safe) for fix in fixes if fix] == [
        ("Assume UTC", False),
        ("Assume local time", False),
    ]
    assert [_after(fix, text) for fix in fixes] == [NOW, NOW - 7_200]
    for fix in fixes:
        assert fix
        assert not _found(fix.apply(_request(text)))


def _no_such_time(_moment: object) -> float:
    raise OverflowError


@pytest.mark.parametrize("local", [None, _no_such_time])
def test_where_nobody_knows_local_time_it_is_not_offered(local: Callable[[object], float] | None) -> None:
    _, warning = _found(_request("2026-11-20"), lint.Context(NOW, local=local))
    assert warning.fix
    assert warning.others == ()


def test_a_fraction_of_a_local_time_stays() -> None:
    _, warning = _found(_request("2026-11-20 14:02:09.25"), PLUS_TWO)
    assert _after(warning.others[0], "2026-11-20 14:02:09.25") == NOW - 7_200 + 0.25


def test_the_future_begins_five_minutes_ahead() -> None:
    assert _found(_request(NOW + 300)) == []
    problem = _only(NOW + 301)
    assert (problem.rule, problem.severity) == ("time.future", "warning")
    assert problem.message == (
        "Sent at is 2026-11-20 14:07:10 UTC, which is still to come, and the service may ignore the event: "
        "write {{now}} or the time when it happened, and check its zone."
    )
    assert problem.fix
    assert not problem.fix.safe
    assert _after(problem.fix, NOW + 301) == "{{now}}"
    assert _found(problem.fix.apply(_request(NOW + 301))) == []
    assert _only("{{now+1h}}").rule == "time.future"


def test_two_weeks_make_an_event_old() -> None:
    assert _found(_request(NOW - 14 * 86_400)) == []
    problem = _only(NOW - 14 * 86_400 - 1)
    assert (problem.rule, problem.severity, problem.fix) == ("time.old", "info", None)
    assert problem.message == (
        "Sent at is more than 14 days ago, so the event may not count in any metric attribution."
    )


def test_a_fraction_is_told_and_rounded() -> None:
    assert _found(_request(float(NOW - 1))) == []
    problem = _only(NOW - 0.5)
    assert (problem.rule, problem.severity) == ("time.fraction", "info")
    assert problem.message == (
        "Sent at is 1795183328.5, with a fraction of a second, which some clients drop: write whole seconds "
        "if nothing depends on it."
    )
    assert problem.fix
    assert not problem.fix.safe
    assert isinstance(_after(problem.fix, NOW - 0.6), int)
    assert _found(problem.fix.apply(_request(NOW - 0.5))) == []


@pytest.mark.parametrize("sent", [NOW, NOW - 86_400, "{{now}}", " {{now-5m}} "])
def test_a_time_of_today_is_no_problem(sent: Json) -> None:
    assert _found(_request(sent)) == []


@pytest.mark.parametrize("sent", [None, True, Object(), (1,), math.nan, -math.inf, 10**400, -(10**400)])
def test_what_is_no_time_at_all_is_left_to_other_rules(sent: Json) -> None:
    assert _found(_request(sent)) == []
    assert lint.validate(_request(sent), lint.Context(NOW)).problems()
