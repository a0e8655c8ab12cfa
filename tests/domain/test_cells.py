"""Cells: what is shown and what is typed always fit together, and no value is lost or changed on the way."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from events_console.domain.cells import (
    edited,
    read_value,
    show,
    show_value,
    with_cell,
    with_cells,
    without_cells,
)
from events_console.domain.fields import EVENT_FIELDS, REQUEST_FIELDS, Field, Kind
from events_console.domain.json_value import Json, Object, dumps, freeze, same
from events_console.domain.request import Request
from tests.strategies import any_json, any_numbers, any_objects, any_texts, events

FIELDS = {field.name: field for field in EVENT_FIELDS}
ATTRIBUTION = FIELDS["metricAttribution"]
SOURCE = "eventAttributionSource"
NOON = 1795183329  # 2026-11-20 14:02:09 UTC

any_field = st.sampled_from(EVENT_FIELDS)
any_typed = (
    any_texts | any_json.map(dumps) | any_numbers.map(str) | st.text('0123456789-+.eE[]", ', max_size=8)
)


@given(st.lists(events, min_size=1, max_size=3).map(tuple), any_field)
def test_typing_what_a_cell_shows_changes_nothing(listed: tuple[Json, ...], field: Field) -> None:
    request = Request(Object(eventList=listed))
    for row in range(len(listed)):
        assert edited(request, row, field, show(request.event(row), field)) is request


@given(any_field, any_json)
def test_typing_what_a_cell_of_any_type_shows_changes_nothing(field: Field, value: Json) -> None:
    request = Request(Object(eventList=(Object({field.name: value}),)))
    assert edited(request, 0, field, show(request.event(0), field)) is request


@given(events, any_field, any_typed)
def test_what_was_typed_is_shown_so_that_it_means_the_same(event: Json, field: Field, text: str) -> None:
    before = event if isinstance(event, Object) else Object()
    after = with_cell(before, field, text)
    shown = show(after, field)
    assert bool(shown) == bool(text)
    assert same(with_cell(before, field, shown), after)
    assert same(with_cell(after, field, shown), after)


@given(events, any_field, any_typed)
def test_an_edit_leaves_all_other_fields_alone(event: Json, field: Field, text: str) -> None:
    before = event if isinstance(event, Object) else Object()
    after = with_cell(before, field, text)
    assert [name for name in after if name != field.name] == [name for name in before if name != field.name]
    assert all(after[name] is before[name] for name in before if name != field.name)


@given(any_json, st.sampled_from([Kind.NUMBER, Kind.TIME]))
def test_every_value_of_a_number_or_time_is_shown_apart_from_every_other(value: Json, kind: Kind) -> None:
    assert same(read_value(show_value(value, kind), kind), value)


@given(any_texts, st.sampled_from(Kind))
def test_every_text_is_shown_apart_from_every_other_value_that_can_be_typed(text: str, kind: Kind) -> None:
    assert same(read_value(show_value(text, kind), kind), text)


@given(st.lists(any_json, max_size=4).map(tuple) | st.lists(any_texts, max_size=4).map(tuple))
def test_every_list_is_shown_apart_from_every_other(value: tuple[Json, ...]) -> None:
    assert same(read_value(show_value(value, Kind.LIST), Kind.LIST), value)


@given(any_objects | any_texts.filter(bool).map(lambda text: Object({SOURCE: text})))
def test_every_attribution_is_shown_apart_from_every_other(value: Object) -> None:
    assert same(
        with_cell(Object(), ATTRIBUTION, show(Object(metricAttribution=value), ATTRIBUTION))[
            "metricAttribution"
        ],
        value,
    )


@given(any_typed, st.sampled_from(Kind))
def test_typed_text_is_kept_or_means_json_or_a_time_or_a_list(text: str, kind: Kind) -> None:
    assume(text)
    value = read_value(text, kind)
    if isinstance(value, str) and value != text:
        assert text.startswith('"')  # it was quoted to be text


@given(any_texts, st.sampled_from(Kind))
def test_a_cell_shows_nothing_that_an_editor_would_drop(text: str, kind: Kind) -> None:
    for value in (text, (text,), Object({SOURCE: text})):
        shown = show_value(value, kind)
        shown.encode()
        assert not any(ord(char) < 32 and char not in "\t\r\n" for char in shown)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("itemId", "i1", "i1"),
        ("itemId", "42", "42"),
        ("itemId", " i1 ", " i1 "),
        ("itemId", '""', ""),
        ("itemId", '"quoted"', '"quoted"'),
        ("itemId", '"a\\u0000b"', "a\x00b"),
        ("itemId", "{{uuid}}", "{{uuid}}"),
        ("eventValue", "4.5", 4.5),
        ("eventValue", " 4.0 ", 4.0),
        ("eventValue", "4", 4),
        ("eventValue", "-0", 0),
        ("eventValue", "+.5e1", 5.0),
        ("eventValue", "007", 7),
        ("eventValue", "1" * 400, int("1" * 400)),
        ("eventValue", "1" * 5000, "1" * 5000),
        ("eventValue", "1e999", math.inf),
        ("eventValue", "-Infinity", -math.inf),
        ("eventValue", "true", True),
        ("eventValue", "null", None),
        ("eventValue", '{"a": 1}', Object(a=1)),
        ("eventValue", '{"a": 1, "a": 2}', '{"a": 1, "a": 2}'),
        ("eventValue", "4,5", "4,5"),
        ("eventValue", "٤", "٤"),
        ("eventValue", "1_000", "1_000"),
        ("eventValue", '"4.5"', "4.5"),
        ("eventValue", "{{now}}", "{{now}}"),
        ("sentAt", "2026-11-20 14:02:09 UTC", NOON),
        ("sentAt", "2026-11-20T15:02:09.25+01:00", NOON + 0.25),
        ("sentAt", f"{NOON}", NOON),
        ("sentAt", f"{NOON}000000", NOON * 10**6),
        ("sentAt", "1e22", 1e22),
        ("sentAt", "2026-11-20 14:02:09", "2026-11-20 14:02:09"),
        ("sentAt", "{{ now - 5m }}", "{{ now - 5m }}"),
        ("sentAt", "yesterday", "yesterday"),
        ("sentAt", '"2026-11-20 14:02:09 UTC"', "2026-11-20 14:02:09 UTC"),
        ("impression", "a", ("a",)),
        ("impression", "a, b,c", ("a", "b", "c")),
        ("impression", "42, 43", ("42", "43")),
        ("impression", "a, , b", ("a", "", "b")),
        ("impression", '["a,b", "c"]', ("a,b", "c")),
        ("impression", '"a,b", "c"', ("a,b", "c")),
        ("impression", "[42]", (42,)),
        ("impression", "[]", ()),
        ("impression", "[a", "[a"),
        ("impression", '"a"', "a"),
        ("properties", '{"a": 1}', '{"a": 1}'),
        ("properties", "12", "12"),
        ("metricAttribution", "news", Object({SOURCE: "news"})),
        ("metricAttribution", "42", Object({SOURCE: "42"})),
        ("metricAttribution", '{"own": 1}', Object(own=1)),
        ("metricAttribution", "{}", Object()),
    ],
)
def test_what_typed_text_means(name: str, text: str, value: Json) -> None:
    event = with_cell(Object(eventType="View"), FIELDS[name], text)
    assert same(event, Object(eventType="View").with_member(name, value))


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("itemId", "i1", "i1"),
        ("itemId", "", '""'),
        ("itemId", 42, "42"),
        ("itemId", None, "null"),
        ("itemId", "a\ud800", '"a\\ud800"'),
        ("eventValue", 4.0, "4.0"),
        ("eventValue", 4, "4"),
        ("eventValue", True, "true"),
        ("eventValue", "4", '"4"'),
        ("eventValue", "true", '"true"'),
        ("eventValue", "four", "four"),
        ("eventValue", math.nan, "NaN"),
        ("eventValue", "NaN", '"NaN"'),
        ("eventValue", 10**400, "1" + "0" * 400),
        ("sentAt", NOON, "2026-11-20 14:02:09 UTC"),
        ("sentAt", NOON + 0.5, "2026-11-20 14:02:09.5 UTC"),
        ("sentAt", float(NOON), f"{NOON}.0"),
        ("sentAt", NOON + 1e-7, f"{NOON + 1e-7}"),
        ("sentAt", NOON * 1000, f"{NOON}000"),
        ("sentAt", f"{NOON}", f'"{NOON}"'),
        ("sentAt", "2026-11-20 14:02:09", "2026-11-20 14:02:09"),
        ("sentAt", "2026-11-20 14:02:09Z", '"2026-11-20 14:02:09Z"'),
        ("sentAt", True, "true"),
        ("impression", ("a", "b"), "a, b"),
        ("impression", ("a,b",), '["a,b"]'),
        ("impression", (" a",), '[" a"]'),
        ("impression", (), "[]"),
        ("impression", (1, "2"), '[1, "2"]'),
        ("impression", "a|b", '"a|b"'),
        ("properties", '{"a": 1}', '{"a": 1}'),
        ("properties", Object(a=1), '{"a": 1}'),
        ("metricAttribution", Object({SOURCE: "news"}), "news"),
        ("metricAttribution", Object({SOURCE: "news", "own": 1}), f'{{"{SOURCE}": "news", "own": 1}}'),
        ("metricAttribution", Object({SOURCE: 5}), f'{{"{SOURCE}": 5}}'),
        ("metricAttribution", Object({SOURCE: ""}), f'{{"{SOURCE}": ""}}'),
        ("metricAttribution", Object(), "{}"),
        ("metricAttribution", "news", '"news"'),
    ],
)
def test_what_a_cell_shows(name: str, value: Json, shown: str) -> None:
    assert show(Object({name: value}), FIELDS[name]) == shown


def test_only_a_field_that_is_not_there_shows_nothing_and_no_text_removes_it() -> None:
    for field in EVENT_FIELDS:
        event = Object({"own": 1, field.name: freeze({"a": [1]})})
        assert show(Object(own=1), field) == ""
        assert with_cell(event, field, "") == {"own": 1}


def test_typing_a_source_keeps_what_else_the_attribution_holds() -> None:
    event = Object(metricAttribution=Object({"own": 1, SOURCE: "old"}))
    assert with_cell(event, ATTRIBUTION, "new") == {"metricAttribution": {"own": 1, SOURCE: "new"}}
    assert with_cell(event, ATTRIBUTION, f'{{"{SOURCE}": "all"}}') == {"metricAttribution": {SOURCE: "all"}}
    assert with_cell(Object(metricAttribution="text"), ATTRIBUTION, "new") == {
        "metricAttribution": {SOURCE: "new"}
    }


@given(
    st.lists(events, min_size=1, max_size=4),
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(EVENT_FIELDS), st.sampled_from(["", "a", "1", "b,c"]))
    ),
)
def test_many_edits_at_once_are_those_edits_one_after_the_other(
    before: list[Object], changes: list[tuple[int, Field, str]]
) -> None:
    request = Request(Object(eventList=tuple(before)))
    changes = [(row % len(before), field, text) for row, field, text in changes]
    one_by_one = request
    for row, field, text in changes:
        one_by_one = edited(one_by_one, row, field, text)
    at_once = with_cells(request, changes)
    assert at_once.is_same(one_by_one)
    assert (at_once is request) == (one_by_one is request)


@given(
    st.lists(events, min_size=1, max_size=4),
    st.dictionaries(st.integers(0, 3), st.sets(st.sampled_from(EVENT_FIELDS))),
)
def test_cells_emptied_at_once_are_emptied_each(before: list[Object], chosen: dict[int, set[Field]]) -> None:
    request = Request(Object(eventList=tuple(before)))
    chosen = {row: fields for row, fields in chosen.items() if row < len(before)}
    changes = [(row, field, "") for row, fields in chosen.items() for field in fields]
    assert without_cells(request, chosen).is_same(with_cells(request, changes))


def test_an_edit_touches_one_row() -> None:
    request = Request(Object(trackingId="t", eventList=(Object(itemId="a"), Object(itemId="b"))))
    after = edited(request, 1, FIELDS["itemId"], "c")
    assert after.root == {"trackingId": "t", "eventList": ({"itemId": "a"}, {"itemId": "c"})}
    assert after.events[0] is request.events[0]


@given(any_json)
def test_a_field_of_the_request_is_a_cell_too(value: Json) -> None:
    for field in REQUEST_FIELDS:
        root = Object({"own": 1, field.name: value})
        assert same(with_cell(root, field, show(root, field)), root) or not isinstance(value, str)
    assert show(Object(userId="\ud800"), REQUEST_FIELDS[1]) == '"\\ud800"'


@pytest.mark.parametrize(
    "text",
    ["9" * 20_000 + "x", "." + "9" * 20_000 + "x", "2026-11-20" + " " * 20_000 + "x"]
    + [sign * 20_000 for sign in '"[\\-+.,'],
)
def test_a_long_text_is_understood_at_once(text: str) -> None:
    for field in EVENT_FIELDS:
        event = with_cell(Object(), field, text)
        assert same(with_cell(Object(), field, show(event, field)), event)
