"""Long documents: which requests they are sent as, and that nothing is lost on the way."""

import uuid
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.long_document import (
    MOST_EVENTS,
    count,
    is_long,
    joined,
    part_of,
    parts,
    split,
    stamped,
)
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


def ids(request: Request) -> list[Json]:
    return [event.get("eventId") for event in request.events if isinstance(event, Object)]


def test_a_document_gets_the_same_event_ids_whenever_it_is_stamped() -> None:
    first = stamped(document(*(event("u", "s", number) for number in range(3))))
    again = stamped(document(*(Object(reversed(event("u", "s", number).items())) for number in range(3))))
    assert ids(first) == ids(again)
    for found in ids(first):
        made = uuid.UUID(str(found))
        assert (str(made), made.version, made.variant) == (found, 5, uuid.RFC_4122)
    assert [one.without("eventId") for one in map(first.event, range(3))] == [
        event("u", "s", number) for number in range(3)
    ]
    assert stamped(first) is first


@given(long_documents)
def test_every_event_gets_an_id_of_its_own(request: Request) -> None:
    found = stamped(request)
    assert dumps(stamped(request).root) == dumps(found.root)
    made = [
        after["eventId"]
        for before, after in zip(request.events, found.events, strict=True)
        if isinstance(after, Object) and after is not before
    ]
    assert len(set(made)) == len(made)
    assert all("eventId" in one for one in found.events if isinstance(one, Object))


@pytest.mark.parametrize(
    "other",
    [
        document(event("v", "s")),
        document(event("u", "t")),
        document(event("u", "s", 1)),
        document(event("u", "s").with_member("sentAt", 0.0)),
        document(event("u", "s").with_member("own", None)),
        document(event("u", "s"), trackingId="other"),
        document(event("u", "s").without("userId"), userId="v"),
    ],
)
def test_another_event_gets_another_id(other: Request) -> None:
    assert ids(stamped(document(event("u", "s")))) != ids(stamped(other))


def test_a_user_at_the_top_counts_as_that_of_the_event() -> None:
    below = document(event("u", "s"))
    assert ids(stamped(below)) == ids(stamped(document(event("u", "s").without("userId"), userId="u")))


def test_equal_events_and_even_the_same_object_are_told_apart_by_their_rows() -> None:
    same = event("u", "s")
    whole = stamped(document(*[same] * 4))
    assert len(set(ids(whole))) == 4
    fewer = stamped(document(same, event("u", "s")))
    assert ids(fewer) == ids(whole)[:2]
    copied = stamped(whole.with_inserted(4, [same, same]))
    assert ids(copied)[:4] == ids(whole)
    assert len(set(ids(copied))) == 6


def test_ids_that_are_there_stay_and_placeholders_in_them_are_filled() -> None:
    written = ["mine", "", None, 7, "{{other}}", "{{uuid}}", "{{ now-5m }}", "order-{{uuid}}-{{now}}"]
    events = [event("u", "s", row).with_member("eventId", one) for row, one in enumerate(written)]
    found = ids(stamped(document(*events)))
    assert found[:5] == written[:5]
    made = ids(stamped(document(*(one.without("eventId") for one in events))))
    assert found[5:] == [made[5], made[6], f"order-{made[7]}-{made[7]}"]


@pytest.mark.parametrize("event_id", [{}, {"eventId": "{{uuid}}"}])
def test_what_happens_when_it_is_sent_is_another_event_each_time(event_id: dict[str, Json]) -> None:
    live = event("u", "s").with_member("sentAt", "{{now-5m}}")
    request = document(Object({**live, **event_id}), event("u", "s"), Object(sessionId="s", sentAt="{{x}}"))
    first, again = ids(stamped(request)), ids(stamped(request))
    assert first[1:] == again[1:]
    assert first[0] != again[0]
    assert uuid.UUID(str(first[0])).version == 4
    assert stamped(request).event(0)["sentAt"] == "{{now-5m}}"


@pytest.mark.parametrize("is_same", [True, False])
def test_100_000_events_are_stamped_in_a_moment(is_same: bool) -> None:
    request = document(*(event("u", "s", 0 if is_same else number) for number in range(100_000)))
    with within(1.5):
        assert len(set(ids(stamped(request)))) == 100_000
