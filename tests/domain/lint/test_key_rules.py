"""Keys that the service does not know: what is said of them, and what renaming them keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain import lint
from events_console.domain.fields import EVENT_FIELDS, REQUEST_FIELDS
from events_console.domain.json_value import Json, Object, same, tokens
from events_console.domain.lint import schema_rules
from events_console.domain.problem import Problem
from events_console.domain.request import Request
from tests.strategies import any_json, any_texts
from tests.support import within

EVENT = Object(eventType="View", sentAt=1)
KNOWN = sorted(field.name for field in EVENT_FIELDS)


def _request(event: Json, **head: Json) -> Request:
    return Request(Object({"trackingId": "t", "sessionId": "s", "eventList": (event,), **head}))


def _unknown(request: Request) -> list[Problem]:
    return [
        found for found in lint.validate(request, lint.Context()).problems() if found.rule == "key.unknown"
    ]


def _only(request: Request) -> Problem:
    (problem,) = _unknown(request)
    assert problem.severity == "error"
    return problem


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("itemID", "itemId"),
        ("item_id", "itemId"),
        ("ITEM_ID", "itemId"),
        ("item-id", "itemId"),
        ("itemIds", "itemId"),
        ("eventVal", "eventValue"),
        ("propertys", "properties"),
        ("recomendationId", "recommendationId"),
        ("impresion", "impression"),
        ("metric_attribution", "metricAttribution"),
    ],
)
def test_a_misspelt_key_is_named_with_the_one_that_is_meant(key: str, meant: str) -> None:
    request = _request(Object({"eventType": "View", key: "kept", "sentAt": 1}))
    problem = _only(request)
    assert problem.path == f"/eventList/0/{key}"
    assert (
        problem.message
        == f"“{key}” is no field of an event, so the service cannot use it: write {meant} instead."
    )
    assert problem.fix
    assert problem.fix.label == f"Rename to {meant}"
    mended = problem.fix.apply(request)
    assert list(mended.event(0)) == ["eventType", meant, "sentAt"]
    assert not _unknown(mended)


def test_misspelt_and_foreign_keys_of_the_request_and_the_attribution_are_met_too() -> None:
    request = Request(Object(tackingId="t", session_id="s", events=(EVENT,)))
    assert [problem.fix.label for problem in _unknown(request) if problem.fix] == [
        "Rename to trackingId",
        "Rename to sessionId",
        "Rename to eventList",
    ]
    for problem in _unknown(request):
        assert problem.fix
        request = problem.fix.apply(request)
    assert request.root == {"trackingId": "t", "sessionId": "s", "eventList": (EVENT,)}

    attributed = _request(EVENT.with_member("metricAttribution", Object(eventAttributionsource="n")))
    problem = _only(attributed)
    assert problem.path == "/eventList/0/metricAttribution/eventAttributionsource"
    assert problem.message.startswith("“eventAttributionsource” is no field of an attribution, ")
    assert problem.fix
    assert not _unknown(problem.fix.apply(attributed))


@given(
    st.sampled_from(["timestamp", "sent_at", "SentAt"]),
    st.sampled_from(["{{now-5m}}", "{{uuid}}"]) | any_json,
)
def test_renaming_keeps_the_value_even_a_placeholder(key: str, value: Json) -> None:
    request = _request(Object({"eventType": "View", key: value}))
    problem = _only(request)
    assert problem.fix
    mended = problem.fix.apply(request)
    assert mended.event(0)["sentAt"] is value
    assert not _unknown(mended)


@given(st.sampled_from(KNOWN), st.integers(0, 20), st.sampled_from("xe_"))
def test_one_letter_too_many_or_too_few_is_understood(name: str, place: int, letter: str) -> None:
    for key in (name[:place] + letter + name[place:], name[:place] + name[place + 1 :]):
        if key not in KNOWN:
            request = _request(Object({key: "kept"}))
            problem = _only(request)
            assert problem.fix
            assert problem.fix.label == f"Rename to {name}"
            assert not _unknown(problem.fix.apply(request))


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (_request(EVENT.with_member("userId", "u")), "“userId” is no field of an event, "),
        (_request(EVENT.with_member("sessionId", "s")), "“sessionId” is no field of an event, "),
        (_request(EVENT, itemId="i"), "“itemId” is no field of a request, "),
        (
            _request(EVENT.with_member("eventAttributionSource", "n")),
            "“eventAttributionSource” is no field of an event, ",
        ),
    ],
)
def test_a_key_in_the_wrong_place_is_sent_to_the_right_one(request_: Request, words: str) -> None:
    problem = _only(request_)
    assert problem.message.startswith(words)
    place = {"userId": "the request", "sessionId": "the request", "itemId": "an event"}
    target = place.get(tokens(problem.path)[-1], "metricAttribution")
    assert problem.message.endswith(f": move it into {target}.")
    assert problem.fix is None


def test_a_key_of_ones_own_belongs_into_properties() -> None:
    problem = _only(_request(EVENT.with_member("cabinType", "Economy")))
    assert problem.message == (
        "“cabinType” is no field of an event, so the service cannot use it: "
        "remove it, or put your own fields into properties."
    )
    assert problem.fix is None


def test_a_name_that_is_taken_or_claimed_twice_is_not_given() -> None:
    (problem,) = _unknown(_request(EVENT.with_member("eventtype", "x")))
    assert problem.message.endswith(": remove it, because eventType is there as well.")
    assert problem.fix is None
    twice = _unknown(_request(EVENT.with_member("itemID", "a").with_member("item_id", "b")))
    assert [(found.message.rpartition(":")[2], found.fix) for found in twice] == [
        (" write itemId instead.", None)
    ] * 2


@given(st.dictionaries(any_texts, any_json, max_size=4).map(Object))
def test_a_key_is_unknown_exactly_if_it_is_no_field(members: Object) -> None:
    request = _request(members, own=1)
    expected = [f"/eventList/0/{name}" for name in members if name not in KNOWN]
    found = {problem.path for problem in _unknown(request)}
    assert len(found) == len(expected) + 1
    assert all(same(tokens(path)[-1], tokens(path)[-1]) for path in found)
    assert {tokens(path)[-1] for path in found} == {*members, "own"} - {*KNOWN}


def test_known_keys_are_no_problem() -> None:
    event = Object({field.name: "x" for field in EVENT_FIELDS})
    head: dict[str, Json] = {field.name: "x" for field in REQUEST_FIELDS}
    assert not _unknown(Request(Object({**head, "eventList": (event,)})))


def test_thousands_of_foreign_keys_take_no_time() -> None:
    event = Object({f"own_key_{number}": 1 for number in range(50_000)})
    validator = schema_rules.event(Object())
    assert list(validator)  # it is made with the first mistake
    with within(0.05):
        assert len(list(schema_rules.event(event))) == 12


def test_of_thousands_of_foreign_keys_the_first_are_named_and_still_fewer_compared() -> None:
    event = EVENT.with_member("x" * 1_000_000, 1)
    event = Object({**event, **{f"own{number}": 1 for number in range(100_000)}, "itemID": 1})
    problems = _unknown(_request(event))
    names = [problem.path.rpartition("/")[2] for problem in problems[1:]]
    assert names == [f"own{number}" for number in range(9)]
    assert problems[-1].message.endswith("into properties; the same goes for 99,992 more names.")
    assert all(len(problem.message) < 200 for problem in problems)
