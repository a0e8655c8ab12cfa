from itertools import count

from events_console.domain.json_value import Object
from events_console.domain.renewal import as_new
from events_console.domain.request import Request

SENT = Request(
    Object(
        trackingId="t-1",
        eventList=(
            Object(eventType="View", eventId="old-1", sentAt=100, itemId="sku-1"),
            Object(eventType="Buy", sentAt="yesterday"),
            "no event",
        ),
        sessionId="s-1",
    )
)


def test_each_event_is_another_one_that_was_sent_now() -> None:
    numbers = count(1)
    renewed = as_new(SENT, 1_700_000_000.9, lambda: f"new-{next(numbers)}")
    assert renewed.root == Object(
        trackingId="t-1",
        eventList=(
            Object(eventType="View", eventId="new-1", sentAt=1_700_000_000, itemId="sku-1"),
            Object(eventType="Buy", eventId="new-2", sentAt=1_700_000_000),
            "no event",
        ),
        sessionId="s-1",
    )
    assert list(renewed.root) == list(SENT.root)


def test_the_request_that_was_sent_stays_as_it_was() -> None:
    as_new(SENT, 1.0, lambda: "new")
    assert SENT.event(0)["eventId"] == "old-1"
