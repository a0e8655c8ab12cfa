"""CSV of item interactions: read as one long document, and any document written as such."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.long_document import count, is_long, split
from events_console.domain.request import EVENT_LIST, Request
from events_console.forms import Reading, Target, UnreadableError, UnwritableError, detect, form, read_any
from tests.strategies import requests
from tests.support import within

SAMPLE = Path(__file__).parents[1] / "interactions.csv"
CSV = form("csv")
HEADER = "USER_ID,SESSION_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE\n"


def read(text: str) -> Reading:
    found, (reading,) = read_any(text)
    assert found is CSV
    return reading


def event(text: str) -> Object:
    return read(text).request.event(0)


def test_a_file_of_a_real_dataset() -> None:
    reading = read(SAMPLE.read_text())
    rows = list(csv.DictReader(io.StringIO(SAMPLE.read_text())))
    assert len(reading.request.events) == len(rows) == 40
    assert list(reading.request.root) == [EVENT_LIST]
    for found, row in zip(reading.request.events, rows, strict=True):
        cabin = {"properties": f'{{"cabinType": "{row["CABIN_TYPE"]}"}}'} if row["CABIN_TYPE"] else {}
        assert found == {
            "userId": row["USER_ID"],
            "sessionId": f"session-{row['USER_ID']}",
            "eventType": "RATING",
            "itemId": row["ITEM_ID"],
            "eventValue": float(row["EVENT_VALUE"]),
            "sentAt": int(row["TIMESTAMP"]),
            **cabin,
        }
    no_sessions, no_tracker = reading.notes
    assert no_sessions.startswith("There is no column SESSION_ID: each user gets one session")
    assert no_tracker == "The tracking ID is still to be filled in."
    assert is_long(reading.request)
    users = [row["USER_ID"] for row in rows]
    assert count(reading.request) == sum(-(-users.count(user) // 10) for user in set(users))


def test_every_column_of_an_event() -> None:
    reading = read(
        "timestamp,Event_Type,itemId,USER_ID,session_id,EVENT_ID,EVENT_VALUE,IMPRESSION,RECOMMENDATION_ID,"
        "EVENT_ATTRIBUTION_SOURCE,TRACKING_ID,NUMBER_OF_RATINGS,seat\n"
        "1700000000,View,i1,u1,s1,e1,4.5,i1|i2,r1,mail,T,12,4A\n"
    )
    assert reading.request.root == {
        "trackingId": "T",
        "eventList": (
            {
                "userId": "u1",
                "sessionId": "s1",
                "eventType": "View",
                "itemId": "i1",
                "eventValue": 4.5,
                "sentAt": 1700000000,
                "properties": '{"numberOfRatings": "12", "seat": "4A"}',
                "recommendationId": "r1",
                "impression": ("i1", "i2"),
                "metricAttribution": {"eventAttributionSource": "mail"},
                "eventId": "e1",
            },
        ),
    }
    assert list(reading.request.event(0))[:3] == ["userId", "sessionId", "eventType"]
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1700000000", 1700000000),
        ("1700000000.5", 1700000000.5),
        ("2023-11-14T22:13:20Z", 1700000000),
        ("2023-11-14 23:13:20.25 +01:00", 1700000000.25),
        ("2023-11-14 22:13:20", "2023-11-14 22:13:20"),
        ("{{now-5m}}", "{{now-5m}}"),
        ("yesterday", "yesterday"),
        ("null", "null"),
        ("NaN", "NaN"),
        ("[1]", "[1]"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_times(cell: str, value: Json) -> None:
    found = event(f"{HEADER}u,s,i,{cell},View\n")["sentAt"]
    assert dumps(found) == dumps(value)


def test_an_empty_cell_is_no_value_and_a_blank_one_is() -> None:
    assert event(f"{HEADER},s,,1, \n") == {"sessionId": "s", "sentAt": 1, "eventType": " "}


def test_without_a_column_for_sessions_each_user_has_one() -> None:
    reading = read("USER_ID,ITEM_ID\nu,i\n,i\nv,i\nu,j\n")
    sessions = [reading.request.event(row)["sessionId"] for row in range(4)]
    assert sessions == ["session-u", "session-anonymous", "session-v", "session-u"]
    assert len(reading.notes) == 3
    assert "EVENT_TYPE" in reading.notes[1]
    assert read("ITEM_ID,TIMESTAMP\ni,1\n").request.event(0)["sessionId"] == "session-anonymous"


@pytest.mark.parametrize(
    "text",
    [
        '\ufeffUSER_ID,SESSION_ID,ITEM_ID\r\nu,s,"a\r\nb, c"\r\n',
        'USER_ID;SESSION_ID;ITEM_ID\nu;s;"a\r\nb, c"\n\n;;\n',
        '\n\nUSER_ID\tSESSION_ID\tITEM_ID\tseat\nu\ts\t"a\r\nb, c"\t\n',
        '"USER_ID","SESSION_ID","ITEM_ID"\ru,s,"a\r\nb, c",,,',
    ],
)
def test_tables_as_spreadsheets_write_them(text: str) -> None:
    assert detect(text) is CSV
    assert event(text) == {"userId": "u", "sessionId": "s", "itemId": "a\r\nb, c"}
    assert len(read(text).request.events) == 1


@pytest.mark.parametrize(
    "text",
    [
        "userId, itemId and sessionId are what an event needs",
        "userId, itemId, or more (see below)",
        "user_id, item_id = row\n",
        "print(user_id, item_id)\n",
        "userId: u\nitemId: i\n",
        "ITEM_ID,TITLE\ni,Title\n",
        "a,b,c\n1,2,3\n",
    ],
)
def test_other_texts_are_no_tables(text: str) -> None:
    assert detect(text) is not CSV


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (HEADER, "it has the names of columns, but no rows below them"),
        ("a,b\n1,2\n", "line 1, column 1: its first row names none of USER_ID, ITEM_ID, TIMESTAMP"),
        (
            f"{HEADER}u,s,i,1,View\nu,s,i,1,View,x\n",
            "line 3, column 1: this row has 6 cells, but there are 5",
        ),
        (f'{HEADER}u,s,"a\nb",1,View\n"u,s\n\n', "line 4, column 1: the double quote that begins a cell"),
        (f'{HEADER}"u"x,s,i,1,View\n', "line 2, column 1: a cell of this row goes on after its closing"),
        (
            f"{HEADER}{'u' * 131_073},s,i,1,View\n",
            "line 2, column 1: a cell of this row has more than 131,072",
        ),
        ("USER_ID,userId\nu,v\n", "line 1, column 1: the columns “USER_ID” and “userId” both fill userId"),
        ("USER_ID,SEAT,seat\nu,1,2\n", "line 1, column 1: the columns “SEAT” and “seat” both fill seat"),
        ("USER_ID" + ",a" * 500 + "\nu\n", "line 1, column 1: it has 501 columns, and at most 200 are read"),
        ("ITEM_ID,TRACKING_ID\ni,T\ni,\ni,U\n", "line 4, column 1: TRACKING_ID is “U” here and “T” above"),
        ("ITEM_ID\n" + "i\n" * 250_001, "line 250002, column 1: more than 250,000 rows are in it"),
        ("x" * (64 * 1024 * 1024 + 1), "it has 67,108,865 characters, and at most 67,108,864 are read"),
    ],
)
def test_what_would_lose_something_is_refused(text: str, error: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        CSV.read_all(text)
    assert str(caught.value).startswith(error)


def test_what_is_guessed_or_left_out_is_noted() -> None:
    reading = read(",USER_ID,SESSION_ID,EVENT_TYPE,TRACKING_ID\n0,u,s,View,T\n1,u,s\n2,u\n,\n")
    assert reading.notes == (
        "Cells that are missing at the end count as empty: 2 rows, first line 3.",
        "A column without a name is left out: 3 cells.",
    )
    assert [dict(reading.request.event(row)) for row in range(3)] == [
        {"userId": "u", "sessionId": "s", "eventType": "View"},
        {"userId": "u", "sessionId": "s"},
        {"userId": "u"},
    ]


_texts = st.text(min_size=1, max_size=8) | st.sampled_from(
    ['"', ",", "\r\n", "\r", "\x00", "=1+1", "{{uuid}}", "ü"]
)
_keys = st.sampled_from(["cabinType", "numberOfRatings", "seat", "größe", "x1"])
_sayable_events = st.fixed_dictionaries(
    {"sessionId": _texts},
    optional={
        "userId": _texts,
        "eventType": _texts,
        "itemId": _texts,
        "eventValue": st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
        "sentAt": st.integers(-(10**14), 10**14) | st.floats(0, 1e12) | st.just("{{now}}"),
        "properties": st.dictionaries(_keys, _texts, min_size=1).map(lambda pairs: dumps(Object(pairs))),
        "impression": st.lists(st.text("ab,", min_size=1), min_size=1, max_size=3).map(tuple),
        "recommendationId": _texts,
        "metricAttribution": st.builds(lambda text: Object(eventAttributionSource=text), _texts),
        "eventId": _texts,
    },
).map(Object)


@settings(max_examples=200)
@given(st.lists(_sayable_events, min_size=1, max_size=4), st.none() | _texts)
def test_what_a_table_can_say_comes_back(events: list[Object], tracker: str | None) -> None:
    head: dict[str, Json] = {} if tracker is None else {"trackingId": tracker}
    request = Request(Object({**head, EVENT_LIST: tuple(events)}))
    written = CSV.write(request, Target())
    assert not [note for note in written.notes if "Read back" in note or "left out" in note]
    (reading,) = CSV.read_all(written.text)
    assert set(reading.request.root) == set(request.root)
    assert reading.request.root.get("trackingId") == tracker
    for found, event in zip(reading.request.events, events, strict=True):
        assert isinstance(found, Object)
        assert properties(found) == properties(event)
        assert dumps(Object(sorted({**found, "properties": ""}.items()))) == dumps(
            Object(sorted({**event, "properties": ""}.items()))
        )


def properties(event: Object) -> object:
    return json.loads(str(event.get("properties", "{}")))


@settings(max_examples=200)
@given(requests)
def test_what_a_table_cannot_say_is_noted(request: Request) -> None:
    try:
        written = CSV.write(request, Target())
    except UnwritableError:  # none of its events has anything that a cell can hold
        return
    (reading,) = CSV.read_all(written.text)
    whole = split(request)
    emptied = [
        event.without("sessionId") if isinstance(event, Object) and event.get("sessionId") == "" else event
        for event in whole.events
    ]
    told = any("Read back" in note or "left out" in note for note in written.notes)
    assert told or [dumps_sorted(event) for event in reading.request.events] == [
        dumps_sorted(event) for event in emptied
    ]


def dumps_sorted(event: Json) -> str:
    return dumps(Object(sorted(event.items()))) if isinstance(event, Object) else dumps(event)


def test_columns_in_the_order_of_the_schema_and_what_is_lost_in_words() -> None:
    own = '{"cabinType": "Economy", "stops": 2, "itemId": "j"}'
    events = (
        Object(eventType="View", itemId="a,b", properties=own, sentAt=1, own=1),
        Object(eventType="View", itemId=5, sentAt="1", metricAttribution=Object(eventAttributionSource="m")),
        "odd",
    )
    request = Request(Object(trackingId="T", userId="u", sessionId="s", eventList=events, other=1))
    written = CSV.write(request, Target())
    assert written.text == (
        "USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,EVENT_ATTRIBUTION_SOURCE,SESSION_ID,TRACKING_ID,CABIN_TYPE,STOPS\n"
        'u,"a,b",1,View,,s,T,Economy,2\n'
        "u,5,1,View,m,s,T,,\n"
    )
    different, left_out = written.notes
    assert different == (
        "Read back from CSV, this would be different: properties of 1 event, own of 1 event, "
        "itemId of 1 event, sentAt of 1 event and other."
    )
    assert left_out == "Events that hold nothing, or are no objects, are left out: 1."


def test_an_empty_tracking_id_is_noted() -> None:
    request = Request(Object(trackingId="", eventList=(Object(sessionId="s", eventType="View"),)))
    written = CSV.write(request, Target())
    assert written.notes == ("Read back from CSV, this would be different: trackingId.",)
    (reading,) = CSV.read_all(written.text)
    assert "trackingId" not in reading.request.root


def test_a_document_without_events_has_no_rows() -> None:
    with pytest.raises(UnwritableError):
        CSV.write(Request(Object(eventList=())), Target())


def test_100_000_rows_take_no_second_each() -> None:
    rows = (
        f"u{row % 25_000},s{row % 30_000},i{row % 400},{1700000000 + row},View\n" for row in range(100_000)
    )
    text = HEADER + "".join(rows)
    with within(3):
        assert len(read(text).request.events) == 100_000
