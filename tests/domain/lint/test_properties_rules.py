"""The text in properties: a JSON object in camelCase, or a problem that says what it is instead."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain import lint
from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.lint import properties_rules
from events_console.domain.problem import Problem
from events_console.domain.request import Request
from tests import strategies
from tests.support import within

NOW = 1_795_183_329
NAMES = {rule.name for rule in properties_rules.RULES}


def _request(value: Json, **members: Json) -> Request:
    event = {"eventId": "e-1", "eventType": "View", "sentAt": NOW, **members, "properties": value}
    return Request(Object(trackingId="t-1", sessionId="s-1", eventList=(Object(event),)))


def _found(request: Request) -> list[Problem]:
    problems = lint.validate(request, lint.Context(NOW)).problems()
    assert all(one.path == "/eventList/0/properties" for one in problems if one.rule in NAMES)
    return [problem for problem in problems if problem.rule in NAMES]


def _only(request: Request) -> Problem:
    (problem,) = _found(request)
    return problem


def _rules(value: Json) -> list[str]:
    return [problem.rule for problem in _found(_request(value))]


def _mended(request: Request, label: str, *, safe: bool = True) -> Object:
    """Return the event after the only fix, of that label, which leaves no problem of its rule."""
    problem = _only(request)
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == (label, safe)
    mended = problem.fix.apply(request)
    assert problem.rule not in [one.rule for one in _found(mended)]
    return mended.event(0)


@pytest.mark.parametrize(
    "text",
    [
        "{a:1",
        "{}x",
        "'{}'",
        '{"a": 1,}',
        "{" * 100_000,
        "[" * 100_000,
        "NULL",
        "\ufeff{}",
        '{"a": NaN}',
        "NaN",
        f'{{"a": {"1" * 5_000}}}',
    ],
)
def test_what_is_no_json_is_named_with_its_place(text: str) -> None:
    problem = _only(_request(text))
    assert (problem.rule, problem.severity, problem.fix) == ("properties.not-json", "error", None)
    assert problem.message.startswith(
        "The properties are no JSON, which the service may refuse or ignore: line 1, column "
    )


@pytest.mark.parametrize("text", ["[]", "1", "null", '"{"', '""', '"[]"', "true", "[" * 500 + "]" * 500])
def test_json_that_is_no_object_is_told_from_it(text: str) -> None:
    problem = _only(_request(text))
    assert (problem.rule, problem.severity) == ("properties.not-object", "error")
    assert problem.message == (
        "The properties are JSON, but no object, which the service takes, and may be refused or ignored: "
        'write one such as {"cabinType": "Economy"}.'
    )


@pytest.mark.parametrize(
    "value",
    [
        "",
        "{}",
        ' {"a": "b", "cabinType": null, "é": 1e5} ',
        '{"a": "{{now}}"}',
        '{"with blank": 1, "1-2": 2, "userIdentity": 3, "itemIds": 4, "": 5, "_": 6, "a-1": 7, "aB": 8}',
        7,
        None,
    ],
)
def test_an_object_is_right_and_what_is_no_text_is_another_rule_s(value: Json) -> None:
    assert _rules(value) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Object(cabinType="Economy", n=(1, None)), '{"cabinType":"Economy","n":[1,null]}'),
        (Object(), "{}"),
        (Object(a="ü\ud800"), '{"a":"ü\\ud800"}'),
    ],
)
def test_an_object_is_made_text(value: Json, text: str) -> None:
    request = _request(value)
    problem = _only(request)
    assert (problem.rule, problem.severity) == ("properties.object", "error")
    assert "the service takes its JSON as text" in problem.message
    assert _mended(request, "Make it text")["properties"] == text


def test_an_object_that_json_cannot_hold_stays() -> None:
    assert _only(_request(Object(a=float("nan")))).fix is None


@pytest.mark.parametrize("times", [2, 3, 5])
def test_what_was_made_text_again_is_decoded(times: int) -> None:
    text = whole = '{"a": "b"}'
    for _ in range(times - 1):
        text = json.dumps(text)
    request = _request(text)
    problem = _only(request)
    assert (problem.rule, problem.severity) == ("properties.double-encoded", "error")
    assert "made JSON text more than once" in problem.message
    assert _mended(request, "Decode once")["properties"] == whole


def test_a_name_that_is_given_again_is_a_warning() -> None:
    found = _found(_request('{"a": 1, "b": 1, "a": 1, "b": 2, "a": 2}'))
    assert [(one.rule, one.severity, one.message) for one in found] == [
        (
            "properties.duplicate-key",
            "warning",
            f"“{name}” is given {times} times in the properties, of which only the last may count: keep one.",
        )
        for name, times in (("a", 3), ("b", 2))
    ]


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("userId", "the request has its own userId"),
        ("SESSION_ID", "the request has its own sessionId"),
        ("EventType", "the event has its own eventType"),
        ("timestamp", "the event has its own sentAt"),
        ("RECOMMENDATIONID", "the event has its own recommendationId"),
        ("impression", "the event has its own impression"),
    ],
)
def test_reserved_names_are_removed_in_any_case(name: str, own: str) -> None:
    request = _request(f'{{"a":1,"{name}":null,"b":2}}')
    problem = _only(request)
    assert (problem.rule, problem.severity, problem.others) == ("properties.reserved", "error", ())
    assert problem.message == (
        f"“{name}” in the properties is a name that the service keeps for itself, and may refuse or ignore: "
        f"remove it, for {own}."
    )
    assert _mended(request, "Remove from properties", safe=False)["properties"] == '{"a":1,"b":2}'


@pytest.mark.parametrize(
    ("name", "value", "field", "moved"),
    [
        ("recommendationId", '"RID-1"', "recommendationId", "RID-1"),
        ("Impression", '["a", "b"]', "impression", ("a", "b")),
        ("impression", '"a|b"', "impression", ("a", "b")),
    ],
)
def test_reserved_names_that_the_event_lacks_may_move_up(
    name: str, value: str, field: str, moved: Json
) -> None:
    request = _request(f'{{"{name}": {value}}}')
    problem = next(one for one in _found(request) if one.rule == "properties.reserved")
    (up,) = problem.others
    assert (up.label, up.safe) == ("Move up", False)
    event = up.apply(request).event(0)
    assert event[field] == moved
    assert "properties" not in event
    there = next(one for one in _found(_request(f'{{"{name}": {value}}}', **{field: "x"})))
    assert there.others == ()


@pytest.mark.parametrize("name", ["impression", "itemId", "eventValue"])
def test_what_is_nested_too_deep_stays(name: str) -> None:
    request = _request(f'{{"{name}": {"[" * 200}{"]" * 200}}}', itemId="i-1")
    misplaced, _nested = _found(request)
    assert (misplaced.fix, misplaced.others) == (None, ())


@pytest.mark.parametrize("value", ["7", '""', "[]", "[7]", "null", '{"a": 1}'])
@pytest.mark.parametrize("name", ["recommendationId", "impression"])
def test_what_no_field_takes_does_not_move_up(name: str, value: str) -> None:
    found = _found(_request(f'{{"{name}": {value}}}'))
    assert [one.others for one in found if one.rule == "properties.reserved"] == [()]


@pytest.mark.parametrize(
    ("name", "value", "field", "moved"),
    [
        ("itemId", '"i-1"', "itemId", "i-1"),
        ("itemID", "-12", "itemId", "-12"),
        ("eventValue", "4.5", "eventValue", 4.5),
        ("eventvalue", '" 7 "', "eventValue", 7),
    ],
)
def test_the_legacy_form_moves_up(name: str, value: str, field: str, moved: Json) -> None:
    request = _request(f'{{"cabinType":"Economy","{name}":{value}}}')
    problem = _only(request)
    assert (problem.rule, problem.severity) == ("properties.legacy", "info")
    assert problem.message == (
        f"“{name}” in the properties is the legacy form, which the service still takes: better write it as "
        f"{field} of the event."
    )
    event = _mended(request, "Move up")
    assert event[field] == moved
    assert event["properties"] == '{"cabinType":"Economy"}'


def test_the_legacy_form_of_what_the_event_says_too_is_removed() -> None:
    request = _request('{"itemId": "i-1"}', itemId="i-1")
    assert "says the same as itemId of the event: remove it." in _only(request).message
    assert "properties" not in _mended(request, "Remove from properties")


def test_the_legacy_form_of_something_else_is_a_choice() -> None:
    request = _request('{"eventValue": "4.5", "a": 1}', eventValue=5)
    assert "says “4.5”, and eventValue of the event 5: keep the one that is meant." in _only(request).message
    event = _mended(request, "Remove from properties", safe=False)
    assert (event["properties"], event["eventValue"]) == ('{"a": 1}', 5)


@pytest.mark.parametrize(
    "text",
    [
        '{"itemId": "a", "itemId": "b"}',
        '{"itemId": "a", "b": 1e999}',
    ],
)
def test_what_cannot_move_without_loss_stays(text: str) -> None:
    found = _found(_request(text))
    assert [one.fix for one in found if one.rule == "properties.legacy"] == [None]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("eventValue", '"much"', "“much”"),
        ("eventValue", "true", "true"),
        ("itemId", '""', "“”"),
        ("itemId", "null", "null"),
        ("itemId", "1.5", "1.5"),
    ],
)
def test_the_legacy_form_of_what_no_field_takes_is_removed(name: str, value: str, said: str) -> None:
    request = _request(f'{{"{name}": {value}, "a": 1}}')
    assert _only(request).message == (
        f"“{name}” in the properties is the legacy form, and says {said}, which {name} of the event does not "
        "take: remove it."
    )
    assert _mended(request, "Remove from properties", safe=False)["properties"] == '{"a": 1}'


def test_a_number_that_is_too_large_is_told() -> None:
    problem = _only(_request('{"a": 1e999, "b": 1e308}'))
    assert (problem.rule, problem.severity, problem.fix) == ("properties.not-json", "error", None)
    assert problem.message == (
        "“a” in the properties is too large for a number, which the service may refuse or ignore: write one "
        "below 1.8e308."
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CabinType", "cabinType"),
        ("Cabin-Type", "cabinType"),
        ("cabin-type", "cabinType"),
        ("URLPath", "urlPath"),
        ("X", "x"),
    ],
)
def test_other_cases_are_renamed_too(name: str, key: str) -> None:
    assert _mended(_request(f'{{"{name}":"i"}}'), f"Rename to {key}")["properties"] == f'{{"{key}":"i"}}'


def test_of_many_names_the_first_are_told_and_the_others_counted() -> None:
    reserved = ("userId", "USER_ID", "userid", "UserId", "sessionId", "timestamp")
    found = _found(_request(json.dumps(dict.fromkeys(reserved, 1))))
    assert [one.rule for one in found] == ["properties.reserved"] * 4
    assert found[-1].message.endswith("the request has its own userId; the same goes for 2 more names.")
    twice = ", ".join(f'"n{number}": 1, "n{number}": 2' for number in range(9))
    assert _found(_request(f"{{{twice}}}"))[-1].message.endswith(
        ": keep one; the same goes for 5 more names."
    )


def test_what_no_field_can_hold_is_a_warning() -> None:
    problem = _only(_request('{"a": {"b": [1]}, "c": "[]", "d": []}'))
    assert (problem.rule, problem.severity, problem.fix) == ("properties.nested", "warning", None)
    assert problem.message == (
        "“a” and “d” in the properties hold objects or lists, which no field of a dataset can, and may be "
        "ignored: write a text, a number, true or false."
    )
    assert "“a” in the properties holds an object or a list, which" in _only(_request('{"a": []}')).message


def test_names_become_camel_case_in_their_order() -> None:
    request = _request('{"b": 1, "CABIN_TYPE": "ü", "seat_no": 2, "SEAT": 3}')
    problem = _only(request)
    assert (problem.rule, problem.severity) == ("properties.case", "warning")
    assert problem.message == (
        "“CABIN_TYPE”, “seat_no” and “SEAT” in the properties are not in camelCase, as the service wants "
        "names, and may be ignored: write “cabinType”, “seatNo” and “seat”."
    )
    event = _mended(request, "Rename to camelCase")
    assert event["properties"] == '{"b": 1, "cabinType": "ü", "seatNo": 2, "seat": 3}'


def test_one_name_is_renamed_by_name() -> None:
    assert _mended(_request('{"ITEM_ID":"i"}'), "Rename to itemId")["properties"] == '{"itemId":"i"}'
    long = _only(_request(f'{{"{"A_B" * 50}":"i"}}'))
    assert long.fix
    assert long.fix.label == "Rename to camelCase"


def test_a_name_that_would_be_there_twice_is_a_choice() -> None:
    request = _request('{"SEAT_NO": 1, "seatNo": 2, "A_B": 3, "a_b": 4, "C_D": 5}')
    free, taken = _found(request)
    assert free.fix
    assert "but “seatNo” and “aB” would then be there twice: keep one of them." in taken.message
    (left,) = _found(free.fix.apply(request))
    assert left.message == taken.message
    event = _mended(free.fix.apply(request), "Keep one of each", safe=False)
    assert event["properties"] == '{"seatNo": 2, "aB": 3, "cD": 5}'


def test_all_is_mended_together() -> None:
    text = '{"CABIN_TYPE":"Economy","itemId":"i","eventValue":4}'
    mended = lint.mended(_request(text), lint.Context(NOW))
    assert _found(mended) == []
    event = mended.event(0)
    assert event["properties"] == '{"cabinType":"Economy"}'
    assert (event["itemId"], event["eventValue"]) == ("i", 4)


_NAMES = [
    "userId",
    "USER_ID",
    "impression",
    "itemId",
    "ITEM_ID",
    "eventValue",
    "cabinType",
    "CABIN_TYPE",
    "cabin_type",
    "_",
    "a",
]


@given(
    st.lists(st.tuples(st.sampled_from(_NAMES), strategies.any_json.map(dumps)), max_size=5).map(
        lambda pairs: "{" + ",".join(f'"{name}":{value}' for name, value in pairs) + "}"
    )
    | strategies.any_objects,
    st.booleans(),
)
def test_a_fix_leaves_nothing_of_what_it_mends(value: Json, whole: bool) -> None:
    request = _request(value, itemId="i", eventValue=4) if whole else _request(value)
    for problem in _found(request):
        for fix in filter(None, (problem.fix, *problem.others)):
            after = _found(fix.apply(request))
            assert (problem.rule, problem.message) not in [(one.rule, one.message) for one in after]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({f"KEY_{key}": key for key in range(10_000)}),
        json.dumps({f"user{'_' * key}Id": key for key in range(300)}),
        json.dumps({"A_" * 500_000: "x" * 1_000_000}),
    ],
    ids=["names", "reserved", "long"],
)
def test_a_hostile_text_takes_no_time(text: str) -> None:
    with within(1):
        found = _found(_request(text))
        assert len(found) <= 20
        assert not any(problem.fix for problem in found)
