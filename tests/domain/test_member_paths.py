"""Which values a message of the service is about, whatever else stands in it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.json_value import Object, freeze
from events_console.domain.member_paths import mistyped, named
from events_console.domain.request import Request
from tests.strategies import between_bars

EMPTY = Request(Object())
WHOLE = Request(
    Object(
        eventList=(Object(impression=("a", "b", "c"), metricAttribution=Object(eventAttributionSource="s")),)
        * 10
    )
)


def request(*events: Any, **fields: Any) -> Request:
    root = freeze({**fields, "eventList": events})
    assert isinstance(root, Object)
    return Request(root)


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("trackingId", "/trackingId"),
        ("eventList", "/eventList"),
        ("eventList.1.member", "/eventList/0"),
        ("eventList.1.member.eventType", "/eventList/0/eventType"),
        ("eventList.2.member.impression.3.member", "/eventList/1/impression/2"),
        (
            "eventList.10.member.metricAttribution.eventAttributionSource",
            "/eventList/9/metricAttribution/eventAttributionSource",
        ),
    ],
)
def test_members_are_counted_from_one_there_and_from_zero_here(place: str, path: str) -> None:
    for value in ("", " 'x'", " null", " '[a, b]'"):
        said = f"1 validation error detected: Value{value} at '{place}' failed to satisfy constraint: …"
        assert named(said, WHOLE) == (path,)


@pytest.mark.parametrize(
    "place",
    [
        "eventList.11.member",
        "eventList.999999999.member.eventType",
        "eventList.1.member.impression.4.member",
        "eventList.eventType",
        "eventList.1.member.itemId.1.member",
        "userId.name",
        "1.member",
    ],
)
def test_what_the_request_has_no_place_for_is_no_path(place: str) -> None:
    said = f"2 validation errors detected: Value 'x' at '{place}' failed to satisfy constraint: …; "
    assert named(f"{said}Value null at 'userId' failed to satisfy constraint: …", WHOLE) == ("/userId",)


def test_every_place_is_named_once_and_in_order() -> None:
    places = ("userId", "eventList.2.member.itemId", "sessionId", "userId")
    said = "; ".join(f"Value null at '{place}' failed to satisfy constraint: x" for place in places)
    found = named(f"4 validation errors detected: {said}", WHOLE)
    assert found == ("/userId", "/eventList/1/itemId", "/sessionId")


NO_PLACES = between_bars(
    "|.|a.|.a|a..b|a/b|a b|'|1.member|a.1.member.|a.1|a.1.b|a.0.member|a.01.member|a.\u0661.member"
    "|a.9999999999.member|eventList.1.member.eventType\n"
)


@pytest.mark.parametrize("place", NO_PLACES)
def test_what_is_no_name_of_a_member_is_no_path(place: str) -> None:
    assert named(f"Value 'x' at '{place}' failed to satisfy constraint: y", EMPTY) == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "at 'userId' failed to satisfy",
        "x' at 'userId' failed to satisfy constraint: Member must not be null; Value 'y",
        "2 validation errors detected: Value null at 'userId' failed to satisfy constraint: z",
    ],
)
def test_what_a_value_says_of_places_is_not_believed(hostile: str) -> None:
    sent = request({"eventType": hostile * 9}, userId="u")
    said = (
        f"1 validation error detected: Value '{hostile * 9}' at 'eventList.1.member.eventType' failed to "
        "satisfy constraint: Member must have length less than or equal to 256"
    )
    assert named(said, sent) == ("/eventList/0/eventType",)
    assert "/userId" in named(said, request({"eventType": "z"}))


def test_a_lone_name_is_a_place_unless_the_request_says_it() -> None:
    assert named("The trackingId is not valid", EMPTY) == ("/trackingId",)
    assert named("No event tracker has the tracking ID 5f1e", EMPTY) == ("/trackingId",)
    assert named("No such thing as a trackingId", request(userId="a trackingId")) == ()
    assert named("No such tracking ID", request(userId="tracking ID")) == ()
    assert named("Rate exceeded for event", EMPTY) == ()


def test_a_lone_name_of_an_events_member_needs_a_lone_event() -> None:
    one, two = {"eventType": "a"}, {"eventType": "b"}
    assert named("Bad recommendationId", request(one)) == ("/eventList/0/recommendationId",)
    assert named("Bad recommendationId", request(one, two)) == ()
    assert named("Some properties are bad", request(one)) == ()


def test_properties_that_cannot_be_parsed_are_found_in_the_request() -> None:
    texts = ['{"a": 1}', "{", "[]", None, '{"b": 2}', '"{}"']
    sent = request(*({"properties": text} for text in texts))
    found = tuple(f"/eventList/{row}/properties" for row in (1, 2, 5))
    assert named("Error parsing properties json", sent) == found


WRONG = request(
    {"eventType": 7, "sentAt": "now", "eventValue": True},
    {"eventType": "a", "sentAt": 1, "properties": {"a": 1}, "itemId": None},
    {"eventType": "a", "sentAt": 1, "impression": ["a", ["b"]]},
    userId=1.5,
)


@pytest.mark.parametrize(
    ("message", "paths"),
    [
        ("NUMBER_VALUE can not be converted to a String", ("/userId", "/eventList/0/eventType")),
        ("STRING_VALUE can not be converted to milliseconds since epoch", ("/eventList/0/sentAt",)),
        ("TRUE_VALUE can not be converted to a Float", ("/eventList/0/eventValue",)),
        ("Start of structure or map found where not expected.", ("/eventList/1/properties",)),
        ("Start of list found where not expected", ("/eventList/2/impression/1",)),
    ],
)
def test_values_of_a_wrong_type_are_found_in_the_request(message: str, paths: tuple[str, ...]) -> None:
    assert mistyped(message, WRONG) == paths


def test_where_no_value_fits_the_message_each_of_a_wrong_type_may_be_meant() -> None:
    assert len(mistyped("Unexpected token", WRONG)) == 6
    sent = request({"eventType": 7, "sentAt": 1})
    assert mistyped("Start of list found where not expected", sent) == ("/eventList/0/eventType",)
    assert mistyped("NUMBER_VALUE …", request({"eventType": "a", "sentAt": 1, "itemId": None})) == ()
    assert mistyped("Start of list …", Request(Object({"eventList": "x"}))) == ("/eventList",)


@given(
    st.text()
    | st.lists(st.sampled_from(["at '", "a", ".", "1", ".member", "' failed to satisfy", "'", " "])).map(
        "".join
    )
)
def test_no_message_is_too_odd(message: str) -> None:
    for sent in (EMPTY, WRONG, request({"eventType": message}, userId=message)):
        for path in (*named(message, sent), *mistyped(message, sent)):
            assert path.startswith("/")


def test_a_long_message_is_read_at_once() -> None:
    place = "at 'userId' failed to satisfy "
    sent = request({"eventType": place * 10_000}, {"properties": "[" * 100_000}, userId="x" * 1_000_000)
    for message in (
        "at 'a" + ".a" * 100_000,
        "at 'a" + ".1.member" * 50_000 + "! failed to satisfy",
        "at '" * 100_000,
        "at 'a" * 100_000 + "failed to satisfy",
        "tracking ID " * 20_000,
        place * 10_000,
        json.dumps("abcd " * 50_000),
    ):
        assert len(named(message, sent)) <= 1
