"""IDs that name nothing, or something else than they should: told once each, and mended where it is "
"certain."""

import math

import pytest

from events_console.domain import lint
from events_console.domain.json_value import Json, Object, tokens
from events_console.domain.lint import id_rules
from events_console.domain.problem import Problem
from events_console.domain.request import Request

NOW = 1_795_183_329
UUID = "3f2c0b1e-7d0b-4c53-9c1e-2f6d8b3a9e47"
NAMES = {rule.name for rule in id_rules.RULES}
HEAD = ("trackingId", "userId", "sessionId")
EVENT = ("itemId", "eventId", "recommendationId")
PLACES = (
    *(f"/{name}" for name in HEAD),
    *(f"/eventList/0/{name}" for name in EVENT),
    "/eventList/0/impression/1",
)
CALLED = {
    "trackingId": "Tracking ID",
    "userId": "User ID",
    "sessionId": "Session ID",
    "itemId": "Item ID",
    "eventId": "Event ID",
    "recommendationId": "Recommendation ID",
    "1": "Impression item 2",
}


def _request(**members: Json) -> Request:
    event: dict[str, Json] = {"eventId": "e-1", "eventType": "View", "itemId": "i-1", "sentAt": NOW}
    head: dict[str, Json] = {"trackingId": "t-1", "userId": "u-1", "sessionId": "s-1"}
    event |= {name: value for name, value in members.items() if name not in HEAD}
    head |= {name: value for name, value in members.items() if name in HEAD}
    return Request(Object({**head, "eventList": (Object(event),)}))


def _with(path: str, value: Json) -> Request:
    name = tokens(path)[-1]
    return _request(impression=("i-1", value, "i-3")) if name == "1" else _request(**{name: value})


def _found(request: Request) -> list[Problem]:
    problems = lint.validate(request, lint.Context(NOW)).problems()
    return [problem for problem in problems if problem.rule in NAMES]


def _only(request: Request) -> Problem:
    (problem,) = _found(request)
    return problem


def _mended(problem: Problem, request: Request) -> Request:
    assert problem.fix
    mended = problem.fix.apply(request)
    assert problem.rule not in {left.rule for left in _found(mended)}
    return mended


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("text", ["null", "undefined", "None", "NaN", " NIL ", "(null)", "[object Object]"])
def test_a_word_for_nothing_is_no_id(path: str, text: str) -> None:
    problem = _only(_with(path, text))
    assert (problem.path, problem.rule, problem.severity) == (path, "id.null-like", "error")
    assert problem.message.startswith(
        f"{CALLED[tokens(path)[-1]]} is the text “{text}”, a word for nothing, which the service may accept "
        "and then ignore: "
    )


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    ("text", "told"), [("", "is empty, and the service refuses that"), (" \t", "is blank, ")]
)
def test_an_empty_id_is_told_as_such_and_only_once(path: str, text: str, told: str) -> None:
    request = _with(path, text)
    problem = _only(request)
    assert problem.message.startswith(f"{CALLED[tokens(path)[-1]]} {told}")
    assert [one.rule for one in lint.validate(request, lint.Context(NOW)).problems() if one.path == path] == [
        "id.null-like"
    ]


def test_nothing_is_left_out_where_it_may_be() -> None:
    for name in ("userId", "itemId", "recommendationId"):
        for text, safe in (("", True), ("  ", True), ("null", False)):
            request = _request(**{name: text})
            problem = _only(request)
            assert problem.fix
            assert (problem.fix.label, problem.fix.safe) == ("Leave it out", safe)
            mended = _mended(problem, request)
            assert name not in mended.root
            assert name not in mended.event(0)
    for name in ("trackingId", "sessionId"):
        assert _only(_request(**{name: "null"})).fix is None


@pytest.mark.parametrize("text", ["", "undefined"])
def test_an_event_id_that_says_nothing_becomes_a_new_one(text: str) -> None:
    request = _request(eventId=text)
    problem = _only(request)
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == ("Make a new event ID", True)
    assert _mended(problem, request).event(0)["eventId"] == "{{uuid}}"


def test_the_items_of_an_impression_are_mended_all_at_once() -> None:
    request = _request(impression=("", " i-2", "i-1", None, "null", 7))
    rules = ["id.null-like", "id.whitespace", "id.not-text", "id.null-like", "id.not-text"]
    found = {problem.path.rpartition("/")[2]: problem for problem in _found(request)}
    assert [found[place].rule for place in "01345"] == rules
    assert _mended(found["0"], request).event(0)["impression"] == (" i-2", "i-1", 7)
    assert _mended(found["1"], request).event(0)["impression"] == ("", "i-2", "i-1", None, "null", 7)
    assert _mended(found["5"], request).event(0)["impression"] == ("", " i-2", "i-1", "null", "7")
    assert lint.mended(request, lint.Context(NOW)).event(0)["impression"] == ("i-2", "i-1", "7")


def test_an_impression_of_nothing_is_left_out() -> None:
    request = _request(impression=("", "null"))
    assert "impression" not in _mended(_found(request)[0], request).event(0)


def test_an_item_that_cannot_become_text_stays_with_the_others() -> None:
    assert [problem.fix for problem in _found(_request(impression=(7, True)))] == [None, None]


@pytest.mark.parametrize(
    "text", ["null-island", "None of it", "nanette", "nil-1", "undefinable", "0", "-", "ünter", "a\u00a0b"]
)
@pytest.mark.parametrize("path", PLACES)
def test_other_words_may_be_ids(path: str, text: str) -> None:
    assert not _found(_with(path, text))


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("text", [" u-17", "u-17 ", "\tu-17\n", "u-17\u00a0"])
def test_blanks_around_an_id_are_removed(path: str, text: str) -> None:
    request = _with(path, text)
    problem = _only(request)
    assert (problem.path, problem.rule, problem.severity) == (path, "id.whitespace", "warning")
    assert problem.message.endswith(
        ", with a blank at its beginning or end, so it is another ID than “u-17”: remove the blank."
    )
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == ("Remove the blanks", True)
    assert _mended(problem, request).is_same(_with(path, "u-17"))


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    ("text", "where", "code", "bare"),
    [
        ("\ufeffu-17", "at its beginning or end", "FEFF", "u-17"),
        ("u-17\u200b ", "at its beginning or end", "200B", "u-17"),
        ("u-17\u200d", "at its beginning or end", "200D", "u-17"),
        ("u\xad-17", "within it", "00AD", "u-17"),
        ("u\x00", "at its beginning or end", "0000", "u"),
    ],
)
def test_what_is_not_seen_is_removed(path: str, text: str, where: str, code: str, bare: str) -> None:
    request = _with(path, text)
    problem = _only(request)
    assert (problem.path, problem.rule, problem.severity) == (path, "id.whitespace", "warning")
    assert (
        f", with an unseen character (U+{code}) {where}, so it is another ID than “{bare}”: "
        in problem.message
    )
    assert problem.fix
    assert problem.fix.safe is (where != "within it")
    assert _mended(problem, request).is_same(_with(path, bare))


@pytest.mark.parametrize("text", ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "👩\u200d💻", "☎️"])
def test_what_joins_letters_and_signs_belongs_to_them(text: str) -> None:
    assert not _found(_request(itemId=text))


@pytest.mark.parametrize("text", ["''", '""', "\u200b", "\ufeff ", "null\u200b"])
def test_quotes_and_what_is_not_seen_are_nothing(text: str) -> None:
    assert _only(_request(userId=text)).rule == "id.null-like"


def test_of_many_wrong_items_the_first_are_told_and_all_are_mended() -> None:
    request = _request(impression=(*(f" i-{number}" for number in range(24)), "i\u200b-1"))
    found = _found(request)
    assert [problem.path.rpartition("/")[2] for problem in found] == ["0", "1", "2"]
    assert found[-1].message.endswith(": remove the blank; the same goes for 22 more items.")
    assert found[0].fix
    assert not found[0].fix.safe
    assert _mended(found[0], request).event(0)["impression"] == (*(f"i-{n}" for n in range(24)), "i-1")


def test_a_blank_within_an_id_is_no_problem() -> None:
    assert not _found(_request(itemId="red shoes 17"))


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    ("value", "words", "text"),
    [
        (42, "the number 42", "42"),
        (-(10**30), "the number -1", str(-(10**30))),
        (17.5, "the number 17.5", "17.5"),
        (None, "null", None),
        (True, "true", None),
        (Object(), "an object", None),
        (("a",), "a list", None),
    ],
)
def test_an_id_is_text(path: str, value: Json, words: str, text: str | None) -> None:
    request = _with(path, value)
    problem = _only(request)
    assert (problem.path, problem.rule, problem.severity) == (path, "id.not-text", "error")
    assert problem.message.startswith(f"{CALLED[tokens(path)[-1]]} is {words}")
    assert ", but the service takes text: " in problem.message
    if text is not None:
        assert problem.fix
        assert (problem.fix.label, problem.fix.safe) == ("Make it text", isinstance(value, int))
        assert _mended(problem, request).is_same(_with(path, text))
    elif value is None and tokens(path)[-1] not in {"trackingId", "sessionId"}:
        _mended(problem, request)
    else:
        assert problem.fix is None


def test_a_number_that_is_not_finite_is_another_rules() -> None:
    assert not _found(_request(userId=math.nan, itemId=math.inf))


@pytest.mark.parametrize("user", ["u-1", UUID, "visitor"])
def test_a_session_is_no_user(user: str) -> None:
    problem = _only(_request(userId=user, sessionId=user))
    assert (problem.path, problem.rule, problem.severity, problem.fix) == (
        "/sessionId",
        "id.session-is-user",
        "warning",
        None,
    )
    assert problem.message == (
        "Session ID is the same as user ID, so all visits of the user are one to the service: write one ID "
        "for the whole visit, such as qa-visit-1."
    )


def test_two_ids_that_sending_makes_up_are_two() -> None:
    assert not _found(
        _request(userId="{{uuid}}", sessionId="{{uuid}}", itemId="{{uuid}}", eventId="{{uuid}}")
    )
    assert not _found(_request(userId="u-{{uuid}}", sessionId="u-{{uuid}}", recommendationId="{{uuid}}"))
    assert not _found(_request(userId="u-1", sessionId="u-1-a"))


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    "text",
    [
        "TRACKING_ID",
        "userId",
        "YOUR_TRACKING_ID",
        "tracking-id-here",
        "your-user-id",
        "Session ID",
        " ITEM_ID ",
        "EVENT_TRACKER_ID",
        "<trackingId>",
        "<your tracking ID>",
        "${userId}",
        "user-${id}",
        "$USER_ID",
        "#{user}",
        "{userId}",
        "%USER%",
        "__USER_ID__",
        "string",
        "TODO",
        "change-me",
        "xxx",
        "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
        "[USER_ID]",
        "[your item]",
    ],
)
def test_what_stands_for_an_id_is_none(path: str, text: str) -> None:
    problem = _only(_with(path, text))
    assert (problem.path, problem.rule, problem.severity, problem.fix) == (
        path,
        "id.placeholder",
        "warning",
        None,
    )
    assert problem.message.startswith(
        f"{CALLED[tokens(path)[-1]]} is “{text.strip()}”, which stands for an ID and is none, but goes out "
        "as it stands: "
    )


@pytest.mark.parametrize(
    "text",
    [
        "user_id_17",
        "TRACKING_ID_2",
        "idaho",
        "useridentity",
        "my-session",
        "qa-user-id-7",
        "a<b>c",
        "100%",
        "%C3%BC",
        "$5",
        "stringer",
        "ID",
        "todo-list",
        "to-do-1",
        "_",
        "x" * 256,
        "xx",
        "[7]",
    ],
)
def test_what_may_be_somebodys_id_is_no_stand_in(text: str) -> None:
    assert not _found(_request(userId=text, itemId=text))


@pytest.mark.parametrize("path", PLACES)
def test_a_name_in_braces_is_told_by_this_rule_alone(path: str) -> None:
    request = _with(path, "{{user}}")
    problem = _only(request)
    assert problem.rule == "id.placeholder"
    assert problem.message == (
        f"{CALLED[tokens(path)[-1]]} goes out as it stands, for {{{{user}}}} is no placeholder: there are "
        "{{now}}, {{now-5m}} and {{uuid}}."
    )
    assert [one for one in lint.validate(request, lint.Context(NOW)).problems() if one.path == path] == [
        problem
    ]


def test_an_item_is_no_event() -> None:
    problem = _only(_request(itemId="n-7", eventId="n-7"))
    assert (problem.path, problem.rule, problem.severity, problem.fix) == (
        "/eventList/0/itemId",
        "id.item-is-event",
        "warning",
        None,
    )
    assert problem.message == (
        "Item ID is “n-7”, the event ID as well, so the event may count for no item of yours: write the "
        "item's own ID."
    )


@pytest.mark.parametrize(
    ("members", "path", "names"),
    [
        (
            {"recommendationId": UUID, "itemId": UUID},
            "/eventList/0/recommendationId",
            "Recommendation ID and Item ID",
        ),
        (
            {"recommendationId": UUID, "eventId": UUID},
            "/eventList/0/recommendationId",
            "Recommendation ID and Event ID",
        ),
        (
            {"recommendationId": UUID, "eventId": UUID.upper()},
            "/eventList/0/recommendationId",
            "Recommendation ID and Event ID",
        ),
        ({"trackingId": UUID, "userId": UUID}, "/userId", "User ID and Tracking ID"),
        ({"trackingId": UUID, "sessionId": UUID}, "/sessionId", "Session ID and Tracking ID"),
    ],
)
def test_one_uuid_is_no_two_ids(members: dict[str, Json], path: str, names: str) -> None:
    problem = _only(_request(**members))
    assert (problem.path, problem.rule) == (path, "id.item-is-event")
    assert problem.message == (
        f"{names} are the same UUID, “{UUID}”, and one of them must be wrong: write the right one."
    )


def test_other_ids_may_be_alike() -> None:
    assert not _found(_request(recommendationId="7", itemId="7", trackingId="7", userId="7"))
    assert not _found(_request(itemId=UUID, eventId=UUID.replace("3", "4")))


def test_of_a_hostile_impression_the_first_items_are_looked_at() -> None:
    problems = _found(_request(impression=(" ",) * 3_000_000))
    assert len(problems) <= 100
    assert {problem.fix for problem in problems} == {None}
