"""Long documents: which requests they are sent as, and that nothing is lost on the way."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.long_document import MOST_EVENTS, count, is_long, joined, part_of, parts, split
from events_console.domain.request import EVENT_LIST, Request
from tests.strategies import any_json, requests
from tests.support import within

OWN = ("userId", "sessionId")


def document(*events: Json, **head: Json) -> Request:
    return Request(Object({"trackingId": "t", **head, EVENT_LIST: events}))


def event(user: Json, session: Json, number: int = 0) -> Object:
    return Object(userId=user, sessionId=session, eventType="View", sentAt=number)


_ids = st.sampled_from(["u", "v", "1", 1, 1.0, True, None, "", float("nan"), Object(a=1), ("u",)])
_events = (
    st.dictionaries(st.sampled_from([*OWN, "eventType", "itemId"]), _ids, max_size=4).map(Object) | any_json
)
long_documents = st.builds(
    lambda events, head: Request(Object({**head, EVENT_LIST: (*events, Object(sessionId="s"))})),
    st.lists(_events, max_size=30),
    st.dictionaries(st.sampled_from(["trackingId", "userId", "own"]), _ids, max_size=3),
)


def test_events_of_one_visit_go_together_ten_at_a_time() -> None:
    events = [event("u", "s", number) if number % 2 else event("v", "s", number) for number in range(24)]
    found = list(parts(document(*events, own=1)))
    assert [part.rows for part in found] == [
        tuple(range(0, 20, 2)),
        tuple(range(1, 20, 2)),
        (20, 22),
        (21, 23),
    ]
    assert found[3].request.root == {
        "trackingId": "t",
        "own": 1,
        "userId": "u",
        "sessionId": "s",
        "eventList": ({"eventType": "View", "sentAt": 21}, {"eventType": "View", "sentAt": 23}),
    }


@pytest.mark.parametrize("other", [1, 1.0, True, None, "1 ", ("1",), Object()])
def test_what_is_no_text_is_a_user_of_its_own(other: Json) -> None:
    found = list(parts(document(event("1", "s"), event(other, "s"), event("1", "s"))))
    assert [part.rows for part in found] == [(0, 2), (1,)]


def test_who_is_not_named_stays_unnamed() -> None:
    found = list(parts(document(event("u", "s"), Object(sessionId="s"), Object(userId="u"), "odd")))
    assert [part.request.root for part in found] == [
        {
            "trackingId": "t",
            "userId": "u",
            "sessionId": "s",
            "eventList": ({"eventType": "View", "sentAt": 0},),
        },
        {"trackingId": "t", "sessionId": "s", "eventList": ({},)},
        {"trackingId": "t", "userId": "u", "eventList": ({},)},
        {"trackingId": "t", "eventList": ("odd",)},
    ]


def test_a_user_at_the_top_is_that_of_events_that_name_none() -> None:
    found = list(parts(document(Object(sessionId="s"), event("v", "s"), userId="u")))
    assert [part.request.root["userId"] for part in found] == ["u", "v"]


@settings(max_examples=100)
@given(long_documents)
def test_every_event_is_in_one_request_as_it_was(request: Request) -> None:
    found = list(parts(request))
    assert count(request) == len(found)
    assert [part.rows[0] for part in found] == sorted(part.rows[0] for part in found)
    assert Counter(row for part in found for row in part.rows) == Counter(range(len(request.events)))
    for part in found:
        assert part.rows == tuple(sorted(part.rows))
        assert 1 <= len(part.rows) <= MOST_EVENTS
        assert len(part.request.events) == len(part.rows)
        top = {name: value for name, value in part.request.root.items() if name in OWN}
        for row, sent in zip(part.rows, part.request.events, strict=True):
            assert dumps(part_of(request, row).request.root) == dumps(part.request.root)
            assert part_of(request, row).rows == part.rows
            written = request.events[row]
            if isinstance(written, Object) and isinstance(sent, Object):
                root = {"userId": request.root["userId"]} if "userId" in request.root else {}
                whole = {**root, **written}
                assert dumps(Object(sorted({**top, **sent}.items()))) == dumps(Object(sorted(whole.items())))
            else:
                assert sent is written


@settings(max_examples=100)
@given(requests)
def test_a_request_is_one_part_and_survives_splitting(request: Request) -> None:
    if is_long(request):
        return
    (part,) = parts(request)
    assert part.request is request
    assert part.rows == tuple(range(len(request.events)))
    if request.events:
        assert part_of(request, 0) == part
    whole = split(request)
    assert "sessionId" not in whole.root
    assert [one for one in whole.events if not isinstance(one, Object)] == [
        one for one in request.events if not isinstance(one, Object)
    ]


def test_split_and_joined_undo_each_other() -> None:
    request = document(Object(eventType="View"), Object(eventType="Buy"), userId="u", sessionId="s", own=1)
    whole = split(request)
    assert whole.root == {
        "trackingId": "t",
        "own": 1,
        "eventList": (
            {"userId": "u", "sessionId": "s", "eventType": "View"},
            {"userId": "u", "sessionId": "s", "eventType": "Buy"},
        ),
    }
    assert is_long(whole)
    back = joined(whole)
    assert back
    assert back.root == request.root
    assert joined(request) is None
    assert joined(document(event("u", "s"), event("v", "s"))) is None


def test_split_gives_a_session_that_is_missing_its_place() -> None:
    assert split(document(Object(eventType="View"))).events == ({"sessionId": "", "eventType": "View"},)
    assert split(document(Object(sessionId="mine"), sessionId="s")).events == ({"sessionId": "mine"},)


def test_100_000_events_take_no_second() -> None:
    events = tuple(
        event(f"user-{number % 25_000}", f"s-{number % 25_000}", number) for number in range(100_000)
    )
    whole = document(*events)
    with within(2):
        assert sum(1 for _ in parts(whole)) == 25_000
        assert part_of(whole, 99_999).rows == (24_999, 49_999, 74_999, 99_999)
