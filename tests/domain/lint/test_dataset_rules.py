"""Events beside the schema of their dataset: what no field matches, what is missing or too long."""

import json

import pytest

from events_console import paths
from events_console.domain import lint
from events_console.domain.dataset_schema import DatasetSchema, SchemaField
from events_console.domain.json_value import Json, Object, freeze
from events_console.domain.lint import dataset_rules
from events_console.domain.problem import Problem
from events_console.domain.request import Request
from tests.support import within

NOW = 1_795_183_329
NAMES = {rule.name for rule in dataset_rules.RULES}
KEYS = (
    SchemaField("USER_ID", ("string",), required=True),
    SchemaField("ITEM_ID", ("string",), required=True),
    SchemaField("TIMESTAMP", ("long",), required=True),
    SchemaField("EVENT_TYPE", ("string",), required=True),
)
CABIN = SchemaField("CABIN_TYPE", ("string",), required=False, categorical=True)


def _schema(*fields: SchemaField) -> DatasetSchema:
    return DatasetSchema("Interactions", (*KEYS, *fields))


def _request(properties: Json = None, **members: Json) -> Request:
    event = {"eventId": "e-1", "eventType": "View", "itemId": "i-1", "sentAt": NOW, **members}
    if properties is not None:
        event["properties"] = properties
    return Request(Object(trackingId="t-1", sessionId="s-1", eventList=(Object(event),)))


def _found(request: Request, *fields: SchemaField) -> list[Problem]:
    problems = lint.validate(request, lint.Context(NOW, schema=_schema(*fields))).problems()
    found = [problem for problem in problems if problem.rule in NAMES]
    assert {problem.severity for problem in found} <= {"warning"}
    return found


def _only(request: Request, *fields: SchemaField) -> Problem:
    (problem,) = _found(request, *fields)
    return problem


def test_without_a_schema_nothing_is_known() -> None:
    request = _request('{"cabin": {}, "cabinType": 7}')
    assert not [one for one in lint.validate(request, lint.Context(NOW)).problems() if one.rule in NAMES]


@pytest.mark.parametrize(
    ("name", "key", "safe"),
    [
        ("cabin.type", "cabinType", True),
        ("Cabin Type", "cabinType", True),
        ("cabinTypes", "cabinType", False),
        ("cabnType", "cabinType", False),
    ],
)
def test_a_name_that_no_field_matches_is_renamed_to_the_nearest(name: str, key: str, *, safe: bool) -> None:
    request = _request(f'{{"{name}":"Economy","itemId":"i-1"}}')
    problem = _only(request, CABIN)
    assert (problem.path, problem.rule) == ("/eventList/0/properties", "properties.unknown")
    assert problem.message == (
        f"“{name}” in the properties matches no field of the dataset schema, so it may be ignored: write "
        f"{key} instead."
    )
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == (f"Rename to {key}", safe)
    mended = problem.fix.apply(request)
    assert mended.event(0)["properties"] == f'{{"{key}":"Economy","itemId":"i-1"}}'
    assert not _found(mended, CABIN)


def test_a_name_that_is_near_to_nothing_is_left_out() -> None:
    seat = SchemaField("SEAT_NO", ("int",), required=False)
    problem = _only(_request('{"colour": "red"}'), CABIN, seat)
    assert problem.message.endswith("leave it out, for the names that are matched are cabinType and seatNo.")
    assert problem.fix is None
    assert _only(_request('{"colour": "red"}')).message.endswith("the names that are matched are none.")


def test_a_field_that_is_there_is_not_given_twice() -> None:
    found = _found(_request('{"cabin.type": 1, "cabin type": 2}'), CABIN)
    assert [bool(problem.fix) for problem in found] == [True, False]
    problem = _only(_request('{"cabin.type": 1, "CABIN_TYPE": 2}'), CABIN)
    assert problem.message.endswith("leave it out, because cabinType is there as well.")


@pytest.mark.parametrize(
    "name", ["cabinType", "CABIN_TYPE", "cabin_type", "CABINTYPE", "userId", "itemId", "eventValue"]
)
def test_every_writing_of_a_field_and_names_with_rules_of_their_own_are_known(name: str) -> None:
    assert not _found(_request(f'{{"{name}": "4"}}'), CABIN)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("float", "4"),
        ("float", "-4.5e3"),
        ("double", '"4.5"'),
        ("int", "4"),
        ("int", '"-4"'),
        ("int", "4.0"),
        ("long", "2147483648"),
        ("long", "null"),
        ("boolean", "true"),
        ("boolean", '"False"'),
        ("string", '""'),
        ("string", "4.5"),
        ("string", "false"),
    ],
)
def test_what_can_be_read_as_the_type_is_right(kind: str, value: str) -> None:
    assert not _found(_request(f'{{"own": {value}}}'), SchemaField("OWN", (kind,), required=False))


@pytest.mark.parametrize(
    ("kind", "value", "shown", "wanted"),
    [
        ("float", '"much"', "“much”", "a number such as 4.5"),
        ("float", '"NaN"', "“NaN”", "a number such as 4.5"),
        ("double", "true", "true", "a number such as 4.5"),
        ("double", '"1_0"', "“1_0”", "a number such as 4.5"),
        ("float", f'"{"1" * 500}"', f"“{'1' * 40}…”", "a number such as 4.5"),
        ("int", "4.5", "4.5", "a whole number such as 4"),
        ("int", "2147483648", "2147483648", "a whole number such as 4"),
        ("long", '""', "“”", "a whole number such as 4"),
        ("long", f"1{'0' * 400}", f"1{'0' * 39}…", "a whole number such as 4"),
        ("boolean", "1", "1", "true or false"),
    ],
)
def test_what_cannot_be_read_as_the_type_is_a_warning(kind: str, value: str, shown: str, wanted: str) -> None:
    problem = _only(_request(f'{{"own": {value}}}'), SchemaField("OWN", (kind,), required=False))
    assert (problem.path, problem.rule) == ("/eventList/0/properties", "properties.type")
    assert problem.message == (
        f"“own” in the properties is {shown}, which cannot be read as the {kind} that the field “OWN” holds, "
        f"and may be ignored: write {wanted}."
    )


def test_a_value_of_one_of_several_types_is_right() -> None:
    field = SchemaField("OWN", ("int", "boolean"), required=False)
    assert not _found(_request('{"own": true}'), field)
    assert "as the int or boolean that" in _only(_request('{"own": 4.5}'), field).message
    assert not _found(_request('{"own": 4.5}'), SchemaField("OWN", (), required=False))


@pytest.mark.parametrize("properties", [None, "{}", '{"cabinType": null}'])
def test_what_holds_no_null_must_be_filled(properties: Json) -> None:
    fields = [SchemaField(name, ("string",), required=True) for name in ("CABIN_TYPE", "SEAT_NO")]
    problem = _only(_request(properties), *fields)
    assert (problem.path, problem.rule) == ("/eventList/0/properties", "schema-field.missing")
    assert problem.message == (
        "“CABIN_TYPE” and “SEAT_NO” of the dataset schema hold no null, and nothing in this event fills "
        "them, so that the event may be ignored: write cabinType and seatNo into the properties."
    )
    one = _only(_request('{"cabin_type": ""}'), *fields)
    assert one.message.startswith(
        "“SEAT_NO” of the dataset schema holds no null, and nothing in this event fills it"
    )
    assert not _found(_request('{"cabinType": "", "SEAT_NO": 0}'), *fields)


def test_what_a_misspelt_name_means_is_not_missing_as_well() -> None:
    cabin, seat = (SchemaField(name, ("string",), required=True) for name in ("CABIN_TYPE", "SEAT_NO"))
    assert _only(_request('{"cabnType": "First"}'), cabin).rule == "properties.unknown"
    found = _found(_request('{"cabnType": "First"}'), cabin, seat)
    assert [problem.rule for problem in found] == ["properties.unknown", "schema-field.missing"]
    assert "CABIN_TYPE" not in found[1].message
    rules = {problem.rule for problem in _found(_request('{"cabnType": "First", "cabinType": null}'), cabin)}
    assert rules == {"properties.unknown", "schema-field.missing"}


@pytest.mark.parametrize(
    ("member", "field", "value"),
    [
        ("eventValue", "EVENT_VALUE", 0),
        ("impression", "IMPRESSION", ("i-1",)),
        ("recommendationId", "RECOMMENDATION_ID", "RID-1"),
        ("metricAttribution", "EVENT_ATTRIBUTION_SOURCE", Object(eventAttributionSource="x")),
    ],
)
def test_what_an_event_may_lack_can_be_asked_for(member: str, field: str, value: Json) -> None:
    required, optional = (SchemaField(field, ("string",), required=one) for one in (True, False))
    problem = _only(_request(), required)
    assert (problem.path, problem.rule) == (f"/eventList/0/{member}", "schema-field.missing")
    assert (
        f" is missing, but the field “{field}” that it feeds holds no null in the dataset schema"
        in problem.message
    )
    assert not _found(_request(**{member: value}), required)
    assert not _found(_request(), optional)


def test_the_legacy_form_fills_its_field() -> None:
    value = SchemaField("EVENT_VALUE", ("float",), required=True)
    assert not _found(_request('{"eventValue": 4}'), value)


def test_an_anonymous_visitor_and_an_event_without_an_item_lack_nothing_here() -> None:
    event = Object(eventId="e-1", eventType="View", sentAt=NOW)
    assert not _found(Request(Object(trackingId="t-1", sessionId="s-1", eventList=(event,))))


def test_a_category_has_a_thousand_characters() -> None:
    problem = _only(_request(f'{{"cabinType": "{"x" * 1_001}"}}'), CABIN)
    assert (problem.path, problem.rule) == ("/eventList/0/properties", "schema-field.categorical-length")
    assert "has 1,001 characters, but a categorical field has 1,000 at most" in problem.message
    assert not _found(_request(f'{{"cabinType": "{"x" * 1_000}"}}'), CABIN)
    plain = SchemaField("CABIN_TYPE", ("string",), required=False)
    assert not _found(_request(f'{{"cabinType": "{"x" * 1_001}"}}'), plain)


@pytest.mark.parametrize("properties", ["", "{", "[]", 7, Object(cabin=1), '{"cabinType": {"a": 1}}'])
def test_what_another_rule_says_is_not_said_again(properties: Json) -> None:
    required = SchemaField("CABIN_TYPE", ("int",), required=True)
    value = SchemaField("EVENT_VALUE", ("float",), required=True)
    assert not _found(_request(properties, eventValue=4), required, value)


def test_a_right_request_has_no_problem() -> None:
    text = paths.resource("examples/sandbox.events.json").read_text(encoding="utf-8")
    value = SchemaField("EVENT_VALUE", ("float",), required=False)
    root = freeze(json.loads(text))
    assert isinstance(root, Object)
    assert not _found(Request(root), CABIN, value)


def test_a_hostile_text_and_schema_take_no_time() -> None:
    fields = [SchemaField(f"FIELD_{number}", ("int",), required=True) for number in range(5_000)]
    text = json.dumps({f"feild{key}": "x" * 50 for key in range(10_000)})
    with within(1):
        found = _found(_request(text), *fields)
    assert len(found) == 5
    assert found[3].message.endswith("; the same goes for 996 more names.")


def test_what_is_only_in_another_case_or_too_large_is_another_rule_s() -> None:
    assert not _found(_request('{"cabin-type": "a"}'), CABIN)
    assert len(_found(_request('{"seat-type": "a"}'), CABIN)) == 1
    seats = SchemaField("SEATS", ("int",), required=False)
    assert not _found(_request('{"seats": 1e999}'), seats)
