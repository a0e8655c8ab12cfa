"""An event as a whole: its ID, its item, its size; and that a good one is left in peace."""

import json

import pytest

from events_console import paths
from events_console.domain import lint
from events_console.domain.json_value import Json, Object
from events_console.domain.lint import event_rules
from events_console.domain.problem import Problem
from events_console.domain.request import Request
from events_console.domain.wire import text as wire_text
from events_console.forms import json_request

NOW = 1_795_183_329
NAMES = {rule.name for rule in event_rules.RULES}
GOOD = Object(eventId="e-1", eventType="View", itemId="i-1", sentAt=NOW)
BARE = Object(eventId="e-1", eventType="View", sentAt=NOW)


def _request(event: Json) -> Request:
    return Request(Object(trackingId="t-1", sessionId="s-1", eventList=(event,)))


def _found(event: Json, *, stamps: bool = False) -> list[Problem]:
    problems = lint.validate(_request(event), lint.Context(NOW, stamps=stamps)).problems()
    return [problem for problem in problems if problem.rule in NAMES]


def test_an_event_without_an_id_can_be_given_one() -> None:
    (problem,) = _found(GOOD.without("eventId"))
    assert (problem.path, problem.rule, problem.severity) == ("/eventList/0/eventId", "event.no-id", "info")
    assert problem.message == (
        "Event ID is missing and sending adds none, so a retry may count the event twice: add a new UUID."
    )
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == ("Add an event ID", True)
    mended = problem.fix.apply(_request(GOOD.without("eventId")))
    assert mended.event(0)["eventId"] == "{{uuid}}"
    assert not _found(mended.event(0))


def test_an_event_that_sending_gives_an_id_needs_none() -> None:
    assert not _found(GOOD.without("eventId"), stamps=True)


@pytest.mark.parametrize("event_id", ["e-1", "{{uuid}}", "", None])
def test_an_event_id_of_any_kind_is_there(event_id: Json) -> None:
    assert not _found(GOOD.with_member("eventId", event_id))


@pytest.mark.parametrize(
    "event",
    [
        BARE,
        BARE.with_member("properties", '{"cabinType": "Economy"}'),
        BARE.with_member("properties", '{"note": "itemId"}'),
        BARE.with_member("properties", '{"items": 3, "item": {"itemId": "i-1"}}'),
        BARE.with_member("properties", Object(cabinType="itemId")),
        BARE.with_member("impression", ("i-1",)),
    ],
)
def test_an_event_is_about_an_item(event: Object) -> None:
    (problem,) = _found(event)
    assert (problem.path, problem.rule, problem.severity, problem.fix) == (
        "/eventList/0/itemId",
        "event.no-item",
        "warning",
        None,
    )
    assert problem.message == (
        "Item ID is missing, in the properties as well, so the event may count for no item: write the ID of "
        "the item that it is about."
    )


@pytest.mark.parametrize(
    "event",
    [
        GOOD,
        BARE.with_member("properties", '{"itemId": "i-1"}'),
        BARE.with_member("properties", '{"ITEM_ID": "i-1"}'),
        BARE.with_member("properties", '{"item_id": "i-1", "a": 1}'),
        BARE.with_member("properties", Object(item_id="i-1")),
        BARE.with_member("properties", '{"itemId": "i-1"'),  # what it says nobody knows
        BARE.with_member("item_id", "i-1"),  # misspelt, which is another rule's
        BARE.with_member("itemId", ""),
    ],
)
def test_an_item_is_found_wherever_it_stands(event: Object) -> None:
    assert not _found(event)


def _sized(size: int, sign: str = "x") -> Object:
    event = GOOD.with_member("properties", "")
    per_sign = len(json.dumps(sign)) - 2
    count, rest = divmod(size - len(json.dumps(event)), per_sign)
    return event.with_member("properties", sign * count + "x" * rest)


@pytest.mark.parametrize("sign", ["x", '"', "ü", "😀", "\x01"])
def test_an_event_has_at_most_ten_kilobytes_on_the_wire(sign: str) -> None:
    assert not _found(_sized(10_240, sign))
    event = _sized(10_241, sign)
    assert len(wire_text(_request(event))) - len(wire_text(_request(Object()))) == 10_241 - 2
    (problem,) = _found(event)
    assert (problem.path, problem.rule, problem.severity, problem.fix) == (
        "/eventList/0",
        "event.too-large",
        "error",
        None,
    )
    assert problem.message == (
        "This event has 10,241 bytes on the wire, but the service takes at most 10,240: shorten its "
        "properties or its impression."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("impression", ("x" * 256,) * 50),
        ("impression", ("x",) * 3_000),
        ("impression", ("x", Object(a="x" * 12_000))),
        ("metricAttribution", Object(eventAttributionSource="x" * 12_000)),
        ("eventValue", 10**4_000 * 10**200),
        ("x" * 12_000, 1),
        ("own", tuple(range(10_000))),
    ],
)
def test_the_size_counts_whatever_is_in_the_event(name: str, value: Json) -> None:
    event = GOOD.with_member(name, value)
    is_large = len(json.dumps(event)) > 10_240
    assert is_large == (name != "eventValue")
    assert ["event.too-large"] * is_large == [problem.rule for problem in _found(event)]


def test_a_good_event_has_no_problem() -> None:
    event = Object(
        eventId="e-1",
        eventType="View",
        eventValue=4.5,
        itemId="i-1",
        properties='{"cabinType": "Economy"}',
        sentAt=NOW,
        impression=("i-1", "i-2"),
        metricAttribution=Object(eventAttributionSource="newsletter"),
    )
    assert lint.validate(_request(event), lint.Context(NOW)).problems() == ()


def test_the_example_lacks_but_event_ids() -> None:
    request = json_request.read(paths.resource("examples", "sandbox.events.json").read_text("utf-8")).request
    problems = lint.validate(request, lint.Context(NOW, stamps=False)).problems()
    assert {problem.rule for problem in problems} == {"event.no-id"}
    assert not lint.validate(request, lint.Context(NOW)).problems()
