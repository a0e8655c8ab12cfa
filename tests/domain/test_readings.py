import json

import pytest
from hypothesis import given, settings

from events_console.domain.json_value import Json, Object
from events_console.domain.readings import Reading, readings
from events_console.domain.request import Request
from tests.strategies import nearly_good_requests, requests
from tests.support import within

NOW = 1_795_183_329  # 2026-11-20 14:02:09 UTC


def read(*, stamp: bool = True, **members: Json) -> dict[str, Reading]:
    """The readings of one event, by the name of the field."""
    event = Object({"eventId": "e", **members})
    found = readings(Request(Object(eventList=(event,))), NOW, stamp=stamp, most=200)
    assert all(reading.event == 1 for reading in found)
    return {reading.field: reading for reading in found}


@pytest.mark.parametrize(
    ("sent_at", "meaning"),
    [
        (NOW, "2026-11-20 14:02:09 UTC, now"),
        (NOW - 300, "2026-11-20 13:57:09 UTC, 5 minutes ago"),
        (NOW + 1, "2026-11-20 14:02:10 UTC, in 1 second"),
        (NOW - 86_400 * 2, "2026-11-18 14:02:09 UTC, 2 days ago"),
        (1700000000.123, "2023-11-14 22:13:20.123 UTC, 3 years ago"),
        (1700000000.0, "2023-11-14 22:13:20 UTC, 3 years ago"),
        (1700000000.1234567, "2023-11-14 22:13:20.1234567 UTC, 3 years ago"),
        (-0.5, "1969-12-31 23:59:59.5 UTC, 56 years ago"),
        (1e-300, "1970-01-01 00:00:00 UTC, 56 years ago"),
        (
            1700000000123,
            "an instant in the year 55,840: in milliseconds it would be 2023-11-14 22:13:20.123 UTC",
        ),
        (1.7e15, "an instant beyond every calendar: in microseconds it would be 2023-11-14 22:13:20 UTC"),
        (-(10**14), "an instant in the year -3,166,904"),
        (10**400, "an instant beyond every calendar"),
        ("{{now}}", "if sent now: 2026-11-20 14:02:09 UTC, now"),
        ("{{now-2h}}", "if sent now: 2026-11-20 12:02:09 UTC, 2 hours ago"),
        ("2026-11-20 14:02:09 UTC", f"no instant, but text: the service takes the number {NOW}"),
        ("2026-11-20", "no instant: the service takes a number of Unix seconds"),
        (True, "no instant: the service takes a number of Unix seconds"),
        (None, "no instant: the service takes a number of Unix seconds"),
        (float("nan"), "no instant: the service takes a number of Unix seconds"),
        (float("-inf"), "no instant: the service takes a number of Unix seconds"),
    ],
)
def test_a_time_is_the_instant_that_goes_out(sent_at: Json, meaning: str) -> None:
    reading = read(sentAt=sent_at)["Sent at"]
    assert reading.meaning == meaning
    assert reading.wire == json.dumps(sent_at)
    assert not reading.is_code


@pytest.mark.parametrize(
    ("properties", "meaning"),
    [
        ('{"cabin": "Größe", "n": [1]}', '{\n  "cabin": "Größe",\n  "n": [\n    1\n  ]\n}'),
        ("{}", "{}"),
        ('{"at": {{now}}}', f'if sent now:\n{{\n  "at": {NOW}\n}}'),
        ('{"a": 1, "a": 2}', '{\n  "a": 2\n}\n“a” is given 2 times; this is the last'),
        ("[1]", "no JSON object, but [1]"),
        ("{'a': 1}", "no JSON: line 1, column 2: “'a'” cannot name a member; names stand in double quotes"),
        (Object(a=1), "an object, but not as text: the service takes text that holds a JSON object"),
        (None, "no text: the service takes text that holds a JSON object"),
    ],
)
def test_properties_are_decoded_beside_their_escaped_form(properties: Json, meaning: str) -> None:
    reading = read(properties=properties)["Properties"]
    assert reading.wire == json.dumps(properties)
    assert reading.meaning == meaning


def test_an_event_id_is_said_to_be_made_up_by_whoever_does_that() -> None:
    request = Request(Object(eventList=(Object(eventType="View"),)))
    (ours,) = readings(request, NOW, stamp=True, most=200)
    assert (ours.path, ours.wire, ours.meaning) == ("/eventList/0/eventId", "", "made up when it is sent")
    (theirs,) = readings(request, NOW, stamp=False, most=200)
    assert theirs.meaning == "left out: the service makes one up at each arrival"
    assert "Event ID" not in read()


def test_other_texts_are_decoded_where_that_says_something_else() -> None:
    found = read(
        eventType="View",
        itemId='Größe "L" 😀',
        recommendationId="a\\b",
        impression=("plain", "ü"),
        metricAttribution=Object(eventAttributionSource="a\tb"),
        eventValue=float("inf"),
        control="\x00",
    )
    assert {name: reading.meaning for name, reading in found.items()} == {
        "Item ID": 'Größe "L" 😀',
        "Recommendation ID": "a\\b",
        "Impression item 2": "ü",
        "Value": "no JSON: no number is written Infinity",
    }
    assert found["Item ID"].wire == '"Gr\\u00f6\\u00dfe \\"L\\" \\ud83d\\ude00"'
    assert found["Impression item 2"].path == "/eventList/0/impression/1"


def test_placeholders_are_read_as_what_they_would_become() -> None:
    found = read(eventId="{{uuid}}", itemId="at {{now}}", eventValue="{{now-1m}}", eventType="{{other}}")
    assert {name: reading.meaning for name, reading in found.items()} == {
        "Event ID": "if sent now: ‹a new UUID›",  # noqa: RUF001  # the program's words
        "Item ID": f"if sent now: at {NOW}",
        "Value": f"if sent now: {NOW - 60}",
    }


def test_the_requests_own_fields_come_first() -> None:
    request = Request(Object(eventList=(Object(eventId="e", sentAt=1),), userId="ü"))
    assert [(reading.event, reading.field) for reading in readings(request, NOW, stamp=True, most=9)] == [
        (None, "User ID"),
        (1, "Sent at"),
    ]


def test_a_value_without_a_name_can_be_told_from_others() -> None:
    request = Request(Object({"": "ü", "eventList": ("ö",)}))
    assert [reading.field for reading in readings(request, NOW, stamp=True, most=9)] == ["“”", "Event"]


def test_only_the_first_events_are_read() -> None:
    request = Request(Object(eventList=(Object(eventId="e", sentAt=1),) * 5))
    assert len(readings(request, NOW, stamp=True, most=3)) == 3


def test_a_hostile_document_is_read_in_no_time() -> None:
    items = tuple("ü" * 9 for _ in range(300_000))
    request = Request(Object(odd=items, eventList=(Object(properties="[" * 100_000),)))
    with within(1):
        assert len(readings(request, NOW, stamp=True, most=200)) == 2_000


@settings(max_examples=150)
@given(request=requests | nearly_good_requests)
def test_every_document_can_be_read(request: Request) -> None:
    for reading in readings(request, NOW, stamp=True, most=200):
        assert reading.meaning
        assert reading.field
        if reading.wire:
            json.loads(reading.wire)
