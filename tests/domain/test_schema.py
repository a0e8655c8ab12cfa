"""The JSON Schema: all limits of the service model, and a fast test that always agrees with it."""

import re
import subprocess
import sys

from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from events_console.domain import schema, service_model
from events_console.domain.json_value import Json, Object, freeze
from events_console.domain.request import Request
from tests.strategies import any_json, events, requests

EVENT = Object(eventType="View", sentAt=1)
PATTERN = r"^[\x20-\x7E]*[\x21-\x7E]+[\x20-\x7E]*$"


def test_the_schema_is_json_schema_2020_12_with_every_limit() -> None:
    found = schema.put_events_schema()
    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["required"] == ["trackingId", "sessionId", "eventList"]
    assert found["additionalProperties"] is False
    assert found["properties"]["trackingId"] == {"type": "string", "minLength": 1, "maxLength": 256}
    event = found["properties"]["eventList"]
    assert (event["type"], event["minItems"], event["maxItems"]) == ("array", 1, 10)
    assert event["items"]["required"] == ["eventType", "sentAt"]
    members = event["items"]["properties"]
    limits = {"minimum": -sys.float_info.max, "maximum": sys.float_info.max}
    assert members["sentAt"] == members["eventValue"] == {"type": "number", **limits}
    assert members["properties"]["maxLength"] == 1024
    assert members["impression"]["items"] == {"type": "string", "minLength": 1, "maxLength": 256}
    assert members["metricAttribution"]["additionalProperties"] is False


@given(events)
def test_the_fast_test_of_an_event_agrees_with_the_schema(event: Json) -> None:
    assert schema.event_test()(event) == schema.event_validator().is_valid(event)


@given(requests, any_json)
def test_the_fast_test_of_a_request_agrees_with_the_schema(request: Request, value: Json) -> None:
    for root in (request.root, request.root.with_member("eventList", value), value):
        assert schema.request_test()(root) == schema.request_validator().is_valid(root)


def test_the_two_parts_together_say_what_the_whole_schema_says() -> None:
    whole = Draft202012Validator(schema.put_events_schema())
    for event in (EVENT, EVENT.without("sentAt"), EVENT.with_member("own", 1)):
        root = {"trackingId": "t", "sessionId": "s", "eventList": [event]}
        assert whole.is_valid(root) == schema.event_test()(event)
        assert schema.request_test()(freeze(root))


def _fits(source: str) -> bool:
    event = EVENT.with_member("metricAttribution", Object(eventAttributionSource=source))
    fits = schema.event_test()(event)
    assert fits == schema.event_validator().is_valid(event)
    return fits


@given(st.text(st.sampled_from(' !~a\x1f\x7f\n\xa0ü"'), max_size=6) | st.text(max_size=6))
@example("a\n")
@example("\na")
@example("  ")
@example("")
def test_an_attribution_source_means_what_the_pattern_of_the_model_means(source: str) -> None:
    model = service_model.event_shape().members["metricAttribution"].members["eventAttributionSource"]
    assert model.pattern == PATTERN
    # The service means the end of the text by "$", not the place before a last line end.
    assert _fits(source) == bool(re.search(PATTERN.replace("$", r"\Z"), source))


def test_a_long_bad_attribution_source_is_judged_at_once() -> None:
    # As the model writes it, the pattern would take hours for each of these.
    for source in (
        "x" * 1000 + "\n",
        "x" * 15_999 + "ü",
        " " * 16_000,
        "ü" + "x" * 15_999,
        "x " * 8_000 + "\x7f",
    ):
        assert not _fits(source)
    assert _fits("x" * 1024)
    assert _fits(" " * 1023 + "x")


def test_a_document_without_mistakes_is_judged_without_jsonschema() -> None:
    code = (
        "import sys\n"
        "from events_console.domain import lint\n"
        "from events_console.domain.json_value import freeze\n"
        "from events_console.domain.request import Request\n"
        "event = {'eventType': 'View', 'itemId': 'i', 'sentAt': '{{now}}'}\n"
        "good = freeze({'trackingId': 't', 'sessionId': 's', 'eventList': [event]})\n"
        "assert not lint.validate(Request(good), lint.Context(1795183329)).problems()\n"
        "assert not {'jsonschema', 'boto3', 'botocore', 'PySide6'} & sys.modules.keys()\n"
        "assert lint.validate(Request(good.without('sessionId')), lint.Context(1795183329)).problems()\n"
        "assert 'jsonschema' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
