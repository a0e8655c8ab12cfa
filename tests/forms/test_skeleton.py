"""The skeleton: what the AWS CLI prints, with what the request has in its place."""

import json
import subprocess
from typing import Any

from hypothesis import given, settings

from events_console.domain.json_value import Object, freeze
from events_console.domain.request import Request
from events_console.forms import Target, skeleton
from tests.strategies import model_requests


def filled(root: Object) -> Any:
    return json.loads(skeleton.write(Request(root), Target()).text)


def test_of_an_empty_request_it_is_what_the_aws_cli_prints() -> None:
    command = [
        *("aws", "personalize-events", "put-events", "--region", "us-east-1"),
        "--generate-cli-skeleton",
    ]
    printed = subprocess.run([*command, "input"], capture_output=True, text=True, check=True).stdout
    assert json.dumps(filled(Object())) == json.dumps(json.loads(printed))


def test_what_the_request_has_stands_in_its_place() -> None:
    event = {"sentAt": "{{now}}", "own": 1, "metricAttribution": {}, "impression": ["i"], "itemId": 5}
    root = freeze({"eventList": [event, 5], "sessionId": "s", "more": None})
    assert isinstance(root, Object)
    writing = skeleton.write(Request(root), Target())
    found = json.loads(writing.text)
    assert list(found) == ["trackingId", "userId", "sessionId", "eventList", "more"]
    assert (found["trackingId"], found["sessionId"], found["more"]) == ("", "s", None)
    first, second = found["eventList"]
    assert second == 5
    assert list(first)[-2:] == ["metricAttribution", "own"]
    assert (first["eventType"], first["sentAt"], first["itemId"]) == ("", "{{now}}", 5)
    assert (first["impression"], first["metricAttribution"]) == (["i"], {"eventAttributionSource": ""})
    assert [note.partition(":")[0] for note in writing.notes] == [
        "Every field that the request lacks holds the blank of the AWS CLI’s skeleton",
        "Placeholders such as {{now}} are filled in by the console when it sends; here they stay as they are",
    ]


@settings(max_examples=50)
@given(model_requests)
def test_nothing_of_the_request_is_lost(request: Request) -> None:
    found = filled(request.root)
    assert {name: found[name] for name in request.root if name != "eventList"} == request.root.without(
        "eventList"
    )
    for event, whole in zip(request.events, found["eventList"], strict=True):
        assert isinstance(event, Object)
        assert {name: whole[name] for name in event} == json.loads(json.dumps(event))


def test_a_request_that_has_every_field_is_left_as_it_is() -> None:
    whole = freeze(filled(Object()))
    assert isinstance(whole, Object)
    assert skeleton.write(Request(whole), Target()).notes == ()
