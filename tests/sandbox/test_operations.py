"""What the service says to a PutEvents request: every limit, every wrong type, and whatever else may come."""

import json
from collections.abc import Callable
from email.message import Message
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain import service_model
from events_console.sandbox.account import Account
from events_console.sandbox.operations import SAMPLE_TRACKING_ID, find
from events_console.sandbox.wire import Reply, Request

Document = dict[str, Any]
LONG = "at 'PATH' failed to satisfy constraint: Member must have length less than or equal to MAX"
EMPTY = "at 'PATH' failed to satisfy constraint: Member must have length greater than or equal to 1"
NULL = "Value null at 'PATH' failed to satisfy constraint: Member must not be null"
PATTERN = (
    r"at 'eventList.1.member.metricAttribution.eventAttributionSource' failed to satisfy constraint: "
    r"Member must satisfy regular expression pattern: ^[\x20-\x7E]*[\x21-\x7E]+[\x20-\x7E]*$"
)
ELEMENT = (
    "Value at 'eventList.1.member.impression' failed to satisfy constraint: Member must satisfy constraint: "
    "[Member must have length less than or equal to 256, Member must have length greater than or equal to 1, "
    "Member must not be null]"
)
EVENT = "eventList.1.member."


def put_events(body: bytes) -> Reply:
    request = Request("POST", "/events", Message(), body)
    operation = find(request)
    assert operation
    return operation.handler(request.body, Account())


def changed(document: Document, path: str, value: object) -> bytes:
    """Return the document with another value at the path, which is written as the service writes it."""
    *steps, last = [
        int(step) - 1 if step.isdecimal() else step for step in path.split(".") if step != "member"
    ]
    place: Any = document
    for step in steps:
        place = place[step]
    place[last] = value
    return json.dumps(document).encode()


def outcome(reply: Reply) -> tuple[int, str | None, str]:
    return reply.status, reply.error, json.loads(reply.body)["message"]


def test_a_good_request_is_answered_with_nothing(document: Document) -> None:
    assert put_events(json.dumps(document).encode()) == Reply(200, events=2)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("trackingId", "x" * 257, f"Value '{'x' * 257}' {LONG}"),
        ("trackingId", "", f"Value '' {EMPTY}"),
        ("trackingId", None, NULL),
        ("userId", "x" * 257, f"Value {LONG}"),
        ("userId", "", f"Value {EMPTY}"),
        ("sessionId", "x" * 257, f"Value '{'x' * 257}' {LONG}"),
        ("sessionId", "", f"Value '' {EMPTY}"),
        ("sessionId", None, NULL),
        ("eventList", [], f"Value {EMPTY}"),
        ("eventList", None, NULL),
        ("eventList", [{"eventType": "View", "sentAt": 1}] * 11, f"Value {LONG}"),
        ("eventList.1.member", None, NULL),
        (f"{EVENT}eventId", "x" * 257, f"Value '{'x' * 257}' {LONG}"),
        (f"{EVENT}eventType", "", f"Value '' {EMPTY}"),
        (f"{EVENT}eventType", None, NULL),
        (f"{EVENT}itemId", "x" * 257, f"Value {LONG}"),
        (f"{EVENT}properties", json.dumps({"a": "x" * 1024}), f"Value {LONG}"),
        (f"{EVENT}properties", "", f"Value {EMPTY}"),
        (f"{EVENT}sentAt", None, NULL),
        (f"{EVENT}recommendationId", "x" * 41, f"Value '{'x' * 41}' {LONG}"),
        (f"{EVENT}impression", [], f"Value {EMPTY}"),
        (f"{EVENT}impression", ["i"] * 26, f"Value {LONG}"),
        (f"{EVENT}impression", ["i", "x" * 257], ELEMENT),
        (f"{EVENT}impression", ["", "i"], ELEMENT),
        (f"{EVENT}impression", [None], ELEMENT),
        (f"{EVENT}metricAttribution.eventAttributionSource", None, NULL),
        (f"{EVENT}metricAttribution.eventAttributionSource", "x" * 1025, f"Value '{'x' * 1025}' {LONG}"),
        (f"{EVENT}metricAttribution.eventAttributionSource", "  ", f"Value '  ' {PATTERN}"),
        (f"{EVENT}metricAttribution.eventAttributionSource", "caf\u00e9", f"Value 'caf\u00e9' {PATTERN}"),
        (f"{EVENT}metricAttribution.eventAttributionSource", "a\n", f"Value 'a\n' {PATTERN}"),
    ],
)
def test_each_limit(document: Document, path: str, value: object, words: str) -> None:
    shape = service_model.put_events().input
    for step in path.split("."):
        inner = shape.member if step.isdecimal() else shape.members.get(step)
        shape = inner or shape
    words = words.replace("PATH", path).replace("MAX", str(shape.max))
    assert outcome(put_events(changed(document, path, value))) == (
        400,
        "InvalidInputException",
        f"1 validation error detected: {words}",
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("trackingId", SAMPLE_TRACKING_ID),
        ("sessionId", "\U0001f600" * 256),
        ("userId", None),
        ("eventList", [{"eventType": "View", "sentAt": 1}] * 10),
        (f"{EVENT}properties", json.dumps({"a": "x" * 1015})),
        (f"{EVENT}recommendationId", "x" * 40),
        (f"{EVENT}impression", ["x" * 256] * 25),
        (f"{EVENT}impression", None),
        (f"{EVENT}sentAt", -1.5),
        (f"{EVENT}eventValue", 10),
        (f"{EVENT}metricAttribution.eventAttributionSource", "~" * 1024),
        (f"{EVENT}somethingNew", {"any": ["thing"]}),
    ],
)
def test_what_is_just_within_the_limits(document: Document, path: str, value: object) -> None:
    assert put_events(changed(document, path, value)).status == 200


def test_all_violations_are_told_at_once(document: Document) -> None:
    del document["sessionId"]
    document["eventList"][1]["eventType"] = ""
    assert outcome(put_events(json.dumps(document).encode()))[2] == (
        "2 validation errors detected: "
        "Value null at 'sessionId' failed to satisfy constraint: Member must not be null; "
        "Value '' at 'eventList.2.member.eventType' failed to satisfy constraint: "
        "Member must have length greater than or equal to 1"
    )


def test_of_many_violations_the_first_are_told_and_all_are_counted() -> None:
    events = b",".join([b"{}"] * 100_000)
    reply = put_events(b'{"trackingId": "t", "sessionId": "s", "eventList": [' + events + b"]}")
    message = outcome(reply)[2]
    assert message.startswith("200001 validation errors detected: Value at 'eventList' failed")
    assert message.count("failed to satisfy") == 100
    assert "'eventList.50.member.eventType'" in message


def test_a_message_does_not_grow_with_the_request(document: Document) -> None:
    message = outcome(put_events(changed(document, "trackingId", "x" * 1_000_000)))[2]
    assert message.startswith("1 validation error detected: Value 'xxx")
    assert len(message) == 65536


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("trackingId", 1, "NUMBER_VALUE can not be converted to a String"),
        ("trackingId", True, "TRUE_VALUE can not be converted to a String"),
        ("userId", {}, "Start of structure or map found where not expected."),
        ("userId", [], "Start of list found where not expected."),
        ("eventList", {}, "Expected list or null"),
        ("eventList.1.member", "View", "Expected structure or null"),
        (f"{EVENT}properties", {"a": 1}, "Start of structure or map found where not expected."),
        (f"{EVENT}sentAt", "1700000000", "STRING_VALUE can not be converted to milliseconds since epoch"),
        (
            f"{EVENT}sentAt",
            "2023-11-14T22:13:20Z",
            "STRING_VALUE can not be converted to milliseconds since epoch",
        ),
        (f"{EVENT}sentAt", False, "FALSE_VALUE can not be converted to milliseconds since epoch"),
        (f"{EVENT}eventValue", "4.5", "STRING_VALUE can not be converted to a Float"),
        (f"{EVENT}eventValue", "NaN", "STRING_VALUE can not be converted to a Float"),
        (f"{EVENT}eventValue", 10**400, "NUMBER_VALUE can not be converted to a Float"),
        (f"{EVENT}impression", "i1", "Expected list or null"),
        (f"{EVENT}impression", [1], "NUMBER_VALUE can not be converted to a String"),
        (f"{EVENT}metricAttribution", "x", "Expected structure or null"),
    ],
)
def test_each_wrong_type(document: Document, path: str, value: object, words: str) -> None:
    assert outcome(put_events(changed(document, path, value))) == (400, "SerializationException", words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "The request is not JSON: Expecting value: line 1 column 1 (char 0)"),
        (b"{", "The request is not JSON: Expecting property name enclosed in double quotes: line 1"),
        (b"{}{}", "The request is not JSON: Extra data: line 1 column 3 (char 2)"),
        (b'{"a": NaN}', "The request is not JSON: NaN is not a value in JSON"),
        (b'{"a": -Infinity}', "The request is not JSON: -Infinity is not a value in JSON"),
        (b'{"a": "\xff"}', "The request is not JSON: 'utf-8' codec can't decode byte 0xff in position 7"),
        (b'\xef\xbb\xbf{"a": 1}', "The request is not JSON: Unexpected UTF-8 BOM"),
        (b'{"a": ' + b"9" * 5000 + b"}", "The request is not JSON: Exceeds the limit (4300"),
        (b'{"a": ' + b"[" * 100_000, "The request is n"),
        (b"[]", "Expected structure or null"),
        (b"null", "Expected structure or null"),
        (b'"text"', "Expected structure or null"),
    ],
)
def test_what_is_not_a_json_object(body: bytes, words: str) -> None:
    status, error, message = outcome(put_events(body))
    assert (status, error) == (400, "SerializationException")
    assert message.startswith(words)


def test_of_two_values_for_a_key_the_last_counts(document: Document) -> None:
    text = json.dumps(document).replace('"userId":', '"userId": 1, "userId":')
    assert put_events(text.encode()).status == 200


@pytest.mark.parametrize("properties", ["x", "[]", '{"a": NaN}', "[" * 1024, '"\ud800"', "null"])
def test_properties_that_are_not_a_json_object(document: Document, properties: str) -> None:
    body = changed(document, f"{EVENT}properties", properties)
    assert outcome(put_events(body)) == (400, "InvalidInputException", "Error parsing properties json")


def test_an_unknown_tracking_id(document: Document) -> None:
    assert outcome(put_events(changed(document, "trackingId", "other"))) == (
        400,
        "InvalidInputException",
        "No event tracker has the tracking ID other",
    )


def test_the_operation_is_where_the_model_says() -> None:
    operation = service_model.put_events()
    found = find(Request(operation.method, operation.uri, Message()))
    assert found
    assert (found.name, found.action) == (operation.name, "personalize:PutEvents")
    assert found.service.signing_name == service_model.metadata().signing_name
    assert not find(Request(operation.method, "/items", Message()))


def test_no_header_makes_another_path_known() -> None:
    headers = Message()
    headers["X-Amz-Target"] = "/events"
    assert find(Request("POST", "/evil", headers)) is None
    assert find(Request("POST", "/events?a=b", Message()))


NAMES = sorted({"trackingId", "userId", "sessionId", "eventList", "x", *service_model.event_shape().members})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=6)
    ),
    max_leaves=20,
)


@st.composite
def nearly_good(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Document:
    event = {"eventType": "View", "sentAt": 1} | draw(
        st.dictionaries(st.sampled_from(NAMES), JSON, max_size=3)
    )
    request = {"trackingId": SAMPLE_TRACKING_ID, "sessionId": "s", "eventList": [event]}
    return {**request, **draw(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=1))}


@given(JSON | nearly_good())
def test_any_json_is_taken_or_refused_in_the_service_s_form(value: object) -> None:
    reply = put_events(json.dumps(value).encode())
    assert reply.status == 200 or (reply.status == 400 and outcome(reply)[2])


@given(st.binary(max_size=64))
def test_any_bytes_are_refused_in_the_service_s_form(body: bytes) -> None:
    assert outcome(put_events(body))[:2] in {(400, "SerializationException"), (400, "InvalidInputException")}
