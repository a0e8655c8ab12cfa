"""What the views of one request show of a long document."""

import pytest

from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.ui.console import Console
from events_console.ui.shown_request import ShownRequest


@pytest.fixture
def shown(console: Console) -> ShownRequest:
    return ShownRequest(console)


def _long(*sessions: str) -> Request:
    events = [Object({"userId": "u", "sessionId": each, "eventType": "View"}) for each in sessions]
    return Request(Object({"trackingId": "t", "eventList": tuple(events)}))


def test_a_document_that_is_one_request_is_shown_as_it_is(shown: ShownRequest, console: Console) -> None:
    assert shown.request is console.request
    assert shown.caption == ""
    assert shown.place("/eventList/0/sentAt") == "/eventList/0/sentAt"


def test_of_a_long_one_the_request_of_the_current_event_is_shown(
    shown: ShownRequest, console: Console
) -> None:
    changes: list[None] = []
    shown.changed.connect(lambda: changes.append(None))
    console.replace(_long("a", "b", "a"), "Open")
    shown.go_to(2)
    assert shown.request.root["sessionId"] == "a"
    assert len(shown.request.events) == 2
    assert shown.caption == "The request that event 3 is sent in: 2 of 3 events."
    assert shown.place("/eventList/1/eventType") == "/eventList/2/eventType"
    assert shown.place("/userId") == "/eventList/2/userId"
    assert shown.place("/trackingId") == "/trackingId"
    before = shown.request
    shown.go_to(0)
    assert shown.request is before
    shown.go_to(1)
    assert shown.request.root["sessionId"] == "b"
    assert len(changes) == 3
    shown.go_to(-1)  # the row that adds an event
    assert shown.request.root["sessionId"] == "b"


def test_an_edit_elsewhere_leaves_it_the_same_object(shown: ShownRequest, console: Console) -> None:
    console.replace(_long("a", "b"), "Open")
    before = shown.request
    other = console.request.event(1).with_member("eventType", "Click")
    console.edit(console.request.with_event(1, other), "Edit")
    assert shown.request is before
    console.edit(console.request.with_event(0, other), "Edit")
    assert shown.request.event(0)["eventType"] == "Click"
    shown.go_to(1)
    console.edit(console.request.without_events([1]), "Delete")
    assert shown.caption == "The request that event 1 is sent in: 1 of 1 events."
