"""What was shown: a list of single items, each once, with the one that the event is about."""

import pytest

from events_console.domain import lint
from events_console.domain.item_catalogue import ItemCatalogue
from events_console.domain.json_value import Json, Object
from events_console.domain.lint import attribution_rules, impression_rules
from events_console.domain.problem import Problem
from events_console.domain.request import Request

NOW = 1_795_183_329
NAMES = {rule.name for rule in (*impression_rules.RULES, *attribution_rules.RULES)}


def _request(impression: Json, **members: Json) -> Request:
    event = Object(eventId="e-1", eventType="View", itemId="a", sentAt=NOW, impression=impression)
    return Request(Object(trackingId="t-1", sessionId="s-1", eventList=(Object({**event, **members}),)))


def _found(request: Request) -> list[Problem]:
    problems = lint.validate(request, lint.Context(NOW)).problems()
    return [problem for problem in problems if problem.rule in NAMES]


def _only(request: Request) -> Problem:
    (problem,) = _found(request)
    return problem


@pytest.mark.parametrize(
    ("impression", "path", "count", "split", "safe"),
    [
        (("a|b",), "/0", "2 item IDs", ("a", "b"), True),
        (("a", "b | c|", "d|e"), "/1", "3 item IDs", ("a", "b", "c", "d", "e"), False),
        (("a|1", "x|2"), "/0", "2 item IDs", ("a", "1", "x", "2"), True),
        (("b|1", "x|2"), "/0", "2 item IDs", ("b", "1", "x", "2"), False),
        ("a|b|c", "", "3 item IDs", ("a", "b", "c"), True),
        ((7, "a|b"), "/1", "2 item IDs", (7, "a", "b"), True),
    ],
)
def test_joined_items_are_split(impression: Json, path: str, count: str, split: Json, *, safe: bool) -> None:
    request = _request(impression)
    problem = next(one for one in _found(request) if one.rule == "impression.joined")
    assert (problem.path, problem.rule, problem.severity) == (
        f"/eventList/0/impression{path}",
        "impression.joined",
        "error",
    )
    assert (
        f" is a text of {count} joined by bars, as in bulk data, but the service takes a list"
        in problem.message
    )
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == ("Split at the bars", safe)
    mended = problem.fix.apply(request)
    assert mended.event(0)["impression"] == split
    assert "impression.joined" not in {one.rule for one in _found(mended)}


def test_ids_may_hold_bars_of_their_own() -> None:
    shown = ("auth|1", "auth|2")
    assert not _found(_request(shown, itemId="auth|1"))
    known, other = (
        ItemCatalogue(dict.fromkeys(ids, "")) for ids in (("a", "auth|2"), ("a", "auth", "1", "2"))
    )
    for catalogue, rules in ((known, []), (other, ["impression.joined"])):
        context = lint.Context(NOW, catalogue=catalogue)
        problems = lint.validate(_request(shown), context).problems()
        found = [one for one in problems if one.rule == "impression.joined"]
        assert [one.rule for one in found] == rules
        assert all(one.fix and one.fix.safe for one in found)


def test_bars_alone_are_no_items() -> None:
    assert _only(_request(("|",))).fix is None


@pytest.mark.parametrize("impression", [("a",), ("a", "b"), (), None, "a", 5, Object(a="|")])
def test_what_is_not_joined_is_no_problem(impression: Json) -> None:
    assert not _found(_request(impression))


def test_a_thousand_characters_fit() -> None:
    longest = ("a", *(f"{number}" + "x" * 109 for number in range(9)))
    assert len("|".join(longest)) == 1_000
    assert not _found(_request(longest))
    problem = _only(_request((*longest[:-1], longest[-1] + "x")))
    assert (problem.path, problem.rule, problem.severity, problem.fix) == (
        "/eventList/0/impression",
        "impression.length",
        "warning",
        None,
    )
    assert problem.message == (
        "The impression has 1,001 characters, counted with a bar between items, and the service may ignore "
        "one of more than 1,000: leave out the last items."
    )


def test_an_item_is_shown_once() -> None:
    request = _request(("a", "b", "a", "c", "b"))
    problem = _only(request)
    assert (problem.path, problem.rule, problem.severity) == (
        "/eventList/0/impression",
        "impression.duplicate",
        "info",
    )
    assert (
        problem.message
        == "The impression has “a” and “b” more than once: list each item that was shown once."
    )
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == ("Keep the first of each", False)
    mended = problem.fix.apply(request)
    assert mended.event(0)["impression"] == ("a", "b", "c")
    assert not _found(mended)
    assert not _found(_request(("a", "A", "{{uuid}}", "{{uuid}}")))


def test_the_item_of_the_event_was_shown() -> None:
    problem = _only(_request(("b", "c")))
    assert (problem.path, problem.rule, problem.severity, problem.fix) == (
        "/eventList/0/impression",
        "impression.no-item",
        "info",
        None,
    )
    assert problem.message == (
        "The item “a” that the event is about is not in the impression: add it if it was shown with the "
        "others."
    )
    assert not _found(_request(("b", "c", "a")))
    assert not _found(Request(Object(eventList=(Object(impression=("b",)),))))
    assert not _found(_request(("b",), itemId="{{uuid}}"))


def test_the_impression_wins_over_the_recommendation() -> None:
    problem = _only(_request(("a", "b"), recommendationId="RID-1"))
    assert (problem.path, problem.rule, problem.severity, problem.fix) == (
        "/eventList/0/recommendationId",
        "impression.both",
        "info",
        None,
    )
    assert problem.message == (
        "Impression and recommendation ID are both given, and for what was shown the service uses the "
        "impression: leave out the one that is wrong."
    )
    assert not _found(_request((), recommendationId="RID-1"))


def test_hundreds_of_thousands_of_items_are_looked_at_in_part() -> None:
    problems = _found(_request(("a",) * 300_000))
    assert {problem.fix for problem in problems} == {None}
    assert [problem.rule for problem in problems] == ["impression.length", "impression.duplicate"]
