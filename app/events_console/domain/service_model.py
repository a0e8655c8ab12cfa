"""The fields and limits of the service's operations, as botocore's ``personalize-events`` model gives them.

They are read from ``resources/service_model.json``, which ``make service-model`` writes.
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, cast

from events_console import paths

# The model's pattern tries every way to part a text: 1.5 s for 1,024 characters of which one is not ASCII.
# This one means the same and takes linear time. `$` alone would let a line end pass.
_LINEAR: Final = {r"^[\x20-\x7E]*[\x21-\x7E]+[\x20-\x7E]*$": r"^ *[\x21-\x7E][\x20-\x7E]*$(?!\n)"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value must be.

    Attributes:
        name: the model's name for it, such as ``StringType``; the member's name is the key in ``members``.
        type: ``string``, ``list``, ``structure``, ``timestamp`` or ``float``.
        required: names of the members that a structure must have.
        members: of a structure, in the model's order.
        member: what each element of a list must be.
        min: least number of characters (string) or elements (list); None is no limit.
        max: the most of them.
        pattern: regular expression of a string, as the service words it.
        sensitive: the service leaves the value out of its messages.
        json_value: the string holds a JSON value.
    """

    name: str
    type: str
    required: tuple[str, ...]
    members: Mapping[str, "Shape"]
    member: "Shape | None"
    min: int | None
    max: int | None
    pattern: str | None
    sensitive: bool
    json_value: bool

    @property
    def safe_pattern(self) -> str | None:
        """``pattern`` in a form that ``re.search`` decides on quickly whatever the text."""
        return _LINEAR.get(self.pattern, self.pattern) if self.pattern else None


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: its HTTP method and path, the status of each error it may answer with, its input."""

    name: str
    method: str
    uri: str
    errors: Mapping[str, int]
    input: Shape


@dataclass(frozen=True, slots=True)
class Metadata:
    """How the service is addressed: hosts start with ``endpoint_prefix``, keys are for ``signing_name``."""

    api_version: str
    endpoint_prefix: str
    protocol: str
    signing_name: str


def put_events() -> Operation:
    """Return the operation that the console is for."""
    return operation("PutEvents")


def event_shape() -> Shape:
    """Return what one element of PutEvents' eventList must be."""
    return cast("Shape", put_events().input.members["eventList"].member)


@functools.cache
def operation(name: str) -> Operation:
    """Return an operation by its name in the model, such as ``PutItems``; raise KeyError if there is none."""
    described = _model()["operations"][name]
    return Operation(
        name,
        described["method"],
        described["uri"],
        MappingProxyType(described["errors"]),
        _shape(described["input"]),
    )


@functools.cache
def metadata() -> Metadata:
    """Return how the service is addressed."""
    described = _model()["metadata"]
    return Metadata(
        described["apiVersion"], described["endpointPrefix"], described["protocol"], described["signingName"]
    )


def regions() -> tuple[str, ...]:
    """Return the codes of the regions that have the service, such as ``eu-west-1``, in alphabetical order."""
    return tuple(_model()["regions"])


@functools.cache
def _model() -> dict[str, Any]:
    model: dict[str, Any] = json.loads(paths.resource("service_model.json").read_text(encoding="utf-8"))
    return model


def _shape(described: dict[str, Any]) -> Shape:
    return Shape(
        name=described["shape"],
        type=described["type"],
        required=tuple(described.get("required", ())),
        members=MappingProxyType({name: _shape(one) for name, one in described.get("members", {}).items()}),
        member=_shape(described["member"]) if "member" in described else None,
        min=described.get("min"),
        max=described.get("max"),
        pattern=described.get("pattern"),
        sensitive=described.get("sensitive", False),
        json_value=described.get("jsonvalue", False),
    )
