"""Recordings: every PutEvents in them is found, however its body is kept, and no key comes along."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings

from events_console.domain.json_value import freeze
from events_console.domain.request import Request
from events_console.forms import LONGEST_CODE, UnreadableError, har
from tests.strategies import any_json, model_requests
from tests.support import within

ROOT = {"trackingId": "t", "sessionId": "s", "eventList": [{"eventType": "View", "sentAt": 1700000000}]}
BODY = json.dumps(ROOT)
URL = "https://personalize-events.eu-west-1.amazonaws.com/events"
PLACED = "It is for the region eu-west-1: what you send goes where the connection leads."
LEFT_OUT = "Headers, cookies and keys of the recording are left out."


def entry(post: Any, url: str = URL, method: str = "POST", status: int = 200) -> dict[str, Any]:
    return {
        "startedDateTime": "2026-11-20T12:00:01.123Z",
        "request": {
            "method": method,
            "url": url,
            "headers": [{"name": "Authorization", "value": "SECRET"}],
            "cookies": [{"name": "a", "value": "SECRET"}],
            "postData": post,
        },
        "response": {"status": status, "content": {"text": "SECRET"}},
    }


def recording(*entries: Any) -> str:
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "x"}, "entries": entries}})


@settings(max_examples=40)
@given(model_requests)
def test_a_recorded_request_is_what_was_sent(request_: Request) -> None:
    (reading,) = har.read_all(recording(entry({"mimeType": "text/plain", "text": json.dumps(request_.root)})))
    assert reading.request == request_


@pytest.mark.parametrize(
    "post",
    [
        {"mimeType": "application/json", "text": BODY},
        {"mimeType": "text/plain;charset=UTF-8", "text": BODY},  # navigator.sendBeacon
        {"text": base64.b64encode(BODY.encode()).decode(), "encoding": "base64"},
        {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": BODY}]},
        {"text": "", "params": [{"name": BODY, "value": ""}]},
    ],
)
def test_a_body_is_read_however_it_is_kept(post: Any) -> None:
    (reading,) = har.read_all("\ufeff" + recording(entry(post)))
    assert reading.request.root == freeze(ROOT)
    assert reading.title == (
        "12:00:01 POST personalize-events.eu-west-1.amazonaws.c… — 1 event of session “s”, 200"
    )
    assert reading.notes == (PLACED, LEFT_OUT)
    assert "SECRET" not in repr(reading)


def test_a_form_field_that_holds_an_equals_sign_is_put_together() -> None:
    name, value = json.dumps({"trackingId": "a=b"}).split("=")
    (reading,) = har.read_all(recording(entry({"params": [{"name": name, "value": value}]})))
    assert reading.request.root == {"trackingId": "a=b"}


def test_each_request_is_told_from_the_others_which_are_counted() -> None:
    readings = har.read_all(
        recording(
            entry({"text": BODY}),
            entry(None, "https://h.example/"),
            entry(None, method="OPTIONS"),
            entry({"text": BODY}, "https://u:SECRET@h.example/collect?key=SECRET", status=0),
            entry({"text": "[]"}, "https://h.example/v1/events", status=400),
            entry({"text": "not JSON"}),
            entry({"text": "{", "encoding": "base64"}),
            entry({"mimeType": "text/plain"}),
            entry({"text": '{"page": 1}'}, "https://h.example/collect"),
            5,
            {},
            {"request": {"method": 1, "url": []}},
        )
    )
    assert [reading.title.partition(" ")[2] for reading in readings] == [
        "POST personalize-events.eu-west-1.amazonaws.c… — 1 event of session “s”, 200",
        "POST h.example/collect — 1 event of session “s”, no answer",
        "POST h.example/…/events — 0 events, 400",
    ]
    counts = (
        "3 other requests left out.",
        "3 unreadable PutEvents requests left out.",
        "3 malformed requests",
    )
    for reading in readings:
        assert all(note.startswith(count) for note, count in zip(reading.notes[-4:], counts, strict=False))
        assert reading.notes[-1] == LEFT_OUT
    assert readings[1].notes[1:3] == (
        "Its path is /collect, and that of PutEvents is /events.",
        "What follows the ? in its address is left out.",
    )
    assert "SECRET" not in repr(readings)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: the text ends before the JSON is complete"),
        ('{"log": {', "line 1, column 10: the text ends before the JSON is complete"),
        ('{"log": {}}', "this is no HAR file: it has no log.entries; save the recording again"),
        ("[]", "this is no HAR file: it has no log.entries; save the recording again"),
        (recording(), "no PutEvents is in this recording, but nothing"),
        (
            recording(entry(None), 5),
            "no PutEvents is in this recording, but 1 unreadable PutEvents request, 1 malf",
        ),
        ('{"log": {"entries": ' + "[" * 100_000, "line 1, column 83: the values are nested"),
        ("[" * 600_000, "it has 600,000 lists and objects, and at most 500,000 are read; split it"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        har.read_all(text)
    assert str(caught.value).startswith(message)


def test_nesting_that_is_none_of_the_request_does_no_harm() -> None:
    deep = json.loads("[" * 200 + "]" * 200)
    (reading,) = har.read_all(recording({**entry({"text": BODY}), "_initiator": {"stack": deep}}))
    assert reading.request.root == freeze(ROOT)


@settings(max_examples=100)
@given(any_json, any_json, any_json)
def test_whatever_stands_where_something_else_should_only_unreadable_errors_come(
    first: Any, second: Any, third: Any
) -> None:
    odd = {**entry({"text": first, "params": second}), "startedDateTime": third, "response": second}
    for text in (
        recording(first, odd, entry(second)),
        json.dumps({"log": first}),
        json.dumps({"log": {"entries": odd}}),
    ):
        try:
            har.read_all(text)
        except UnreadableError as error:
            assert str(error)  # noqa: PT017  # either way it ends


@pytest.mark.parametrize("post", [{"text": "{}"}, {"text": "x"}, {}])
def test_many_entries_take_no_second(post: Any) -> None:
    one = json.dumps({"request": {"method": "POST", "url": "/events", "postData": post}})
    text = f'{{"log": {{"entries": [{", ".join([one] * (LONGEST_CODE // len(one)))}]}}}}'
    with within(1):
        try:
            assert len(har.read_all(text)) > 2000
        except UnreadableError as error:
            assert "unreadable" in str(error)  # noqa: PT017  # either way it ends
