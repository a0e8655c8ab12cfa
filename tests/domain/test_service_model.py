"""The service model, against the botocore that is installed."""

import re
import runpy
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console import paths
from events_console.domain import service_model
from events_console.domain.service_model import Shape

ROOT = paths.resource().parent


def every_shape(shape: Shape) -> list[Shape]:
    inner = [*shape.members.values(), *([shape.member] if shape.member else [])]
    return [shape, *(found for one in inner for found in every_shape(one))]


def test_the_file_is_what_the_installed_botocore_gives() -> None:
    script: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "generate_service_model.py"))
    assert script["TARGET"].read_text(encoding="utf-8") == script["render"](), "run `make service-model`"


def test_put_events_is_described_with_its_fields_in_order_and_its_limits() -> None:
    operation = service_model.put_events()
    assert (operation.method, operation.uri) == ("POST", "/events")
    assert dict(operation.errors) == {"InvalidInputException": 400}
    assert list(operation.input.members) == ["trackingId", "userId", "sessionId", "eventList"]
    assert operation.input.required == ("trackingId", "sessionId", "eventList")
    assert operation.input.members["userId"].sensitive
    assert (operation.input.members["eventList"].min, operation.input.members["eventList"].max) == (1, 10)

    event = service_model.event_shape()
    assert event.required == ("eventType", "sentAt")
    assert {name: (one.type, one.min, one.max) for name, one in event.members.items()} == {
        "eventId": ("string", 1, 256),
        "eventType": ("string", 1, 256),
        "eventValue": ("float", None, None),
        "itemId": ("string", 1, 256),
        "properties": ("string", 1, 1024),
        "sentAt": ("timestamp", None, None),
        "recommendationId": ("string", 1, 40),
        "impression": ("list", 1, 25),
        "metricAttribution": ("structure", None, None),
    }
    assert [name for name, one in event.members.items() if one.json_value] == ["properties"]
    source = event.members["metricAttribution"].members["eventAttributionSource"]
    assert (source.min, source.max, source.pattern) == (None, 1024, r"^[\x20-\x7E]*[\x21-\x7E]+[\x20-\x7E]*$")


@pytest.mark.parametrize("name", ["PutActionInteractions", "PutActions", "PutEvents", "PutItems", "PutUsers"])
def test_every_operation_is_described(name: str) -> None:
    operation = service_model.operation(name)
    assert operation.name == name
    assert operation.errors["InvalidInputException"] == 400
    types = {shape.type for shape in every_shape(operation.input)}
    assert types <= {"structure", "list", "string", "timestamp", "float"}


def test_an_operation_that_there_is_not() -> None:
    with pytest.raises(KeyError, match="PutNothing"):
        service_model.operation("PutNothing")


def test_the_service_is_addressed_as_personalize() -> None:
    metadata = service_model.metadata()
    assert (metadata.signing_name, metadata.endpoint_prefix) == ("personalize", "personalize-events")
    assert (metadata.protocol, metadata.api_version) == ("rest-json", "2018-03-22")
    assert "eu-west-1" in service_model.regions()
    assert list(service_model.regions()) == sorted(service_model.regions())


def attribution_source() -> Shape:
    return service_model.event_shape().members["metricAttribution"].members["eventAttributionSource"]


@given(st.text(st.sampled_from(" ~!a\x1f\x7f\té\n"), max_size=8))
def test_the_safe_pattern_decides_as_the_model_s_pattern_does_for_a_whole_text(text: str) -> None:
    source = attribution_source()
    assert source.pattern
    assert source.safe_pattern
    assert bool(re.search(source.safe_pattern, text)) == bool(re.fullmatch(source.pattern, text))


def test_the_safe_pattern_takes_no_time_on_the_text_that_is_worst_for_the_model_s() -> None:
    source = attribution_source()
    assert source.safe_pattern
    # The model's pattern would need hours here, and hold every other thread up meanwhile.
    assert not re.search(source.safe_pattern, "a" * 100_000 + "é")


def test_a_shape_without_a_pattern_has_no_safe_one() -> None:
    assert service_model.event_shape().members["eventType"].safe_pattern is None


def test_the_model_is_read_without_botocore() -> None:
    code = (
        "import sys; from events_console.domain import service_model as m; m.put_events(); m.regions();"
        "sys.exit('botocore' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
