"""What was sent before: read from a real history, whatever has written into it."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Target
from events_console.domain.json_value import Object, freeze
from events_console.domain.lint.context import Past, Visit
from events_console.domain.request import Request
from events_console.services.history import History
from events_console.services.past import past, with_exchange, with_ids

SHOP = Target("Shop", ConnectionKind.DEVELOPMENT, "eu-west-1", "http://127.0.0.1:8080")
TAKEN = Response(200, (), b"", "r-1")
LOST = Failure("timeout-read", "No answer came.", "It may have arrived.", may_have_arrived=True)
UNSENT = Failure("dns", "The name was not found.", "Nothing was sent.", may_have_arrived=False)


def exchange(outcome: Outcome, answer: Response | Failure | None, *events: object, **root: Any) -> Exchange:
    document = freeze({"trackingId": "t", "userId": "u", "sessionId": "s", **root, "eventList": list(events)})
    assert isinstance(document, Object)
    return Exchange(str(uuid4()), Request(document), SHOP, 1700000000.0, outcome, 1, answer=answer)


def event(event_id: str, event_type: str = "View") -> dict[str, str]:
    return {"eventId": event_id, "eventType": event_type}


SENT = [
    exchange(Outcome.ACCEPTED, TAKEN, event("a"), event("b", "Purchase")),
    exchange(Outcome.UNANSWERED, LOST, event("lost", "Lost"), trackingId="other", userId=None),
    exchange(Outcome.UNKNOWN, None, event("unknown", "Unknown"), sessionId="s2"),
    exchange(Outcome.REJECTED, Response(503, (), b""), event("failed", "Failed")),
]
NOT_SENT = [
    exchange(Outcome.UNANSWERED, UNSENT, event("unsent", "Unsent")),
    exchange(Outcome.REJECTED, Response(400, (), b""), event("refused", "Refused")),
]
WHOLE = Past(
    {"a": "t", "b": "t", "lost": "other", "unknown": "t", "failed": "t"},
    frozenset({"View", "Purchase"}),
    (Visit("u", "s", 1), Visit("u", "s2", 1), Visit(None, "s", 1), Visit("u", "s", 2)),
)


def test_ids_are_those_that_may_have_arrived_and_types_those_that_were_accepted(history: History) -> None:
    for one in (*SENT, *NOT_SENT):
        history.settle(one)
    history.settle(replace(SENT[0], id="elsewhere", target=replace(SHOP, name="Other")))
    assert past(history, "Shop") == WHOLE
    assert past(history, "shop") == Past()


def test_what_was_sent_since_is_added_without_reading_again() -> None:
    found = Past()
    for one in (*SENT, *NOT_SENT):
        found = with_exchange(found, one)
    assert found == WHOLE


def test_what_is_on_its_way_counts(history: History) -> None:
    history.begin(exchange(Outcome.PENDING, None, event("pending", "Pending")))
    found = past(history, "Shop")
    assert found.trackers == {"pending": "t"}
    assert found.event_types == frozenset()


def test_only_the_newest_are_read(history: History) -> None:
    for number in range(5):
        history.settle(exchange(Outcome.ACCEPTED, TAKEN, event(str(number), f"Type {number}")))
    found = past(history, "Shop", most=2)
    assert set(found.trackers) == {"3", "4"}
    assert found.event_types == {"Type 3", "Type 4"}
    assert len(found.visits) == 2


ODD = [
    ({"eventList": ["text", 7, None, [], [event("in a list")], event("good")]}, {"good"}),
    ({"eventList": [{"eventId": 7, "eventType": True}, {"eventId": {}, "eventType": []}, {}]}, set()),
    ({"eventList": "none"}, set()),
    ({"eventList": {"0": event("in an object")}}, {"in an object"}),
    ({}, set()),
    ({"eventList": [event('\u2028 é 😀 "')]}, {'\u2028 é 😀 "'}),
    ({"eventList": [event("half \ud800")]}, {"half \ud800"}),
    ({"eventList": [event("a\0b"), event("\0")]}, {"a\0b", "\0"}),
]


@pytest.mark.parametrize(("members", "ids"), ODD)
def test_a_request_may_be_anything(history: History, members: dict[str, Any], ids: set[str]) -> None:
    good = exchange(Outcome.ACCEPTED, TAKEN, event("before"))
    history.settle(good)
    document = freeze(members)
    assert isinstance(document, Object)
    history.settle(replace(good, id="odd", request=Request(document)))
    found = past(history, "Shop")
    assert {one for one in found.trackers if one[0] not in "{["} == {"before", *ids}


def test_rows_of_others_are_passed_over(history: History, history_file: Path) -> None:
    good = exchange(Outcome.ACCEPTED, TAKEN, event("good"))
    for number, (column, value) in enumerate(
        [
            ("request", "no JSON"),
            ("request", '{"eventList": [{"eventId": "x", "eventValue": NaN}]}'),
            ("request", b"\xff\xfe"),
            ("request", json.dumps({"eventList": [{"eventId": "x"}]}).encode().replace(b"x", b"\xff")),
            ("details", "no JSON"),
            ("details", "[]"),
            ("tracking_id", b"bytes"),
            ("session_id", None),
            ("user_id", 7.5),
            ("status", "many"),
            ("event_count", "many"),
        ]
    ):
        history.settle(replace(good, id=str(number)))
        with closing(sqlite3.connect(history_file, isolation_level=None)) as other:
            text = value.decode("latin-1") if column == "request" and isinstance(value, bytes) else value
            other.execute(f"UPDATE exchange SET {column} = ? WHERE id = ?", (text, str(number)))  # noqa: S608
            if column == "details":
                other.execute("UPDATE exchange SET outcome = 'unanswered' WHERE id = ?", (str(number),))
            if isinstance(value, bytes):
                other.execute(
                    f"UPDATE exchange SET {column} = CAST(? AS TEXT) WHERE id = ?",  # noqa: S608
                    (value, str(number)),
                )
    history.settle(good)
    found = past(history, "Shop")
    assert found.trackers["good"] == "t"
    assert found.event_types == {"View"}
    assert found.visits[0] == Visit("u", "s", 1)


def test_of_many_visits_the_newest_are_kept() -> None:
    many = Past(visits=(Visit("u", "s", 1),) * 1000)
    newest = with_exchange(many, exchange(Outcome.ACCEPTED, TAKEN, event("a"), sessionId="new")).visits
    assert len(newest) == 1000
    assert newest[0] == Visit("u", "new", 1)


def test_an_event_id_is_found_in_all_that_was_sent_however_long_ago(history: History) -> None:
    for one in (*SENT, *NOT_SENT):
        history.settle(one)
    history.begin(exchange(Outcome.PENDING, None, event("pending")))
    history.settle(exchange(Outcome.ACCEPTED, TAKEN, event("x-a-y"), userId="refused"))
    ids = ["a", "lost", "unknown", "failed", "pending", "unsent", "refused", "never"]
    for _ in range(2):
        found = with_ids(Past({"e": "t"}, frozenset({"View"})), history, "Shop", ids)
        sent = {"a": "t", "lost": "other", "unknown": "t", "failed": "t"}  # what is on its way is told later
        assert found == Past({"e": "t", **sent}, frozenset({"View"}))
        assert with_ids(Past(), history, "Other", ids) == Past()
        while history.upkeep():
            pass
