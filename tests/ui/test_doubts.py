"""What may have arrived, across resends and late answers."""

from dataclasses import replace

import pytest

from events_console.domain.connection import Connection, ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Target
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.ui.doubts import Doubts

HERE = Connection("Here", ConnectionKind.DEVELOPMENT, "us-east-1")
SOURCE = Request(Object({"eventList": (Object({"eventType": "View"}),)}))


def exchange(name: str, event_id: str | None = "e-1") -> Exchange:
    event = SOURCE.event(0).with_member("eventId", event_id) if event_id else SOURCE.event(0)
    target = Target("Here", ConnectionKind.DEVELOPMENT, "us-east-1", "https://here.example")
    return Exchange(name, SOURCE.with_event(0, event), target, 0.0)


def unanswered(one: Exchange) -> Exchange:
    return replace(one, outcome=Outcome.UNANSWERED, answer=Failure("reset", "", "", may_have_arrived=True))


def accepted(one: Exchange) -> Exchange:
    return replace(one, outcome=Outcome.ACCEPTED, answer=Response(200, (), b""))


def throttled(one: Exchange) -> Exchange:
    return replace(one, outcome=Outcome.REJECTED, answer=Response(400, (), b""))


@pytest.fixture
def doubts() -> Doubts:
    """One request on its way."""
    made = Doubts()
    made.add(exchange("first"), SOURCE, HERE)
    return made


def test_any_acceptance_of_the_same_request_ends_the_doubt(doubts: Doubts) -> None:
    doubts.settle(unanswered(exchange("first")))
    doubts.settle(accepted(exchange("of-another-program", "e-2")))
    assert doubts.about(SOURCE, HERE)
    doubts.settle(accepted(exchange("resent-from-the-history")))
    assert not doubts.about(SOURCE, HERE)


def test_a_late_refusal_of_the_first_leaves_the_doubt_about_the_second(doubts: Doubts) -> None:
    doubts.add_again(exchange("second"))
    doubts.settle(unanswered(exchange("second")))
    doubts.settle(throttled(exchange("first")))
    assert doubts.about(SOURCE, HERE) == exchange("second")


def test_what_has_nothing_to_do_with_a_doubt_makes_none(doubts: Doubts) -> None:
    doubts.settle(accepted(exchange("first")))
    doubts.add_again(exchange("of-the-history"))
    doubts.add(exchange("without-event-id", None), SOURCE, HERE)
    assert not doubts.about(SOURCE, HERE)


def test_values_that_are_equal_and_not_the_same_are_another_document(doubts: Doubts) -> None:
    assert doubts.about(Request(Object({"eventList": (Object({"eventType": "View"}),)})), HERE)
    one, true = (SOURCE.with_field("userId", value) for value in (1, True))
    doubts.add(exchange("one"), one, HERE)
    assert doubts.about(one, HERE)
    assert not doubts.about(true, HERE)
    assert not doubts.about(SOURCE, replace(HERE, region="eu-west-1"))


def test_what_earlier_runs_left_in_doubt_is_known_again() -> None:
    doubts = Doubts()
    made = [replace(exchange(name, name), source=SOURCE) for name in ("lost", "taken", "refused")]
    lost, taken, refused = made
    unknown = replace(lost, outcome=Outcome.UNKNOWN)
    doubts.recall((unknown, unanswered(taken), accepted(taken), throttled(refused)), HERE)
    assert doubts.about(SOURCE, HERE) == unknown
    doubts.recall((accepted(lost),), HERE)
    assert not doubts.about(SOURCE, HERE)
