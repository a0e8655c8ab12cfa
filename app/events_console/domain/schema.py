"""JSON Schema 2020-12 of a PutEvents request, built from the service model, and its validators.

``jsonschema`` finds what is wrong; whether anything is, a test built from the same model says much faster. So
it is imported with the first mistake, not with this module: the window opens before it.
"""

import functools
import math
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from events_console.domain import service_model
from events_console.domain.fields import OWN_NAMES
from events_console.domain.json_value import Json, Object
from events_console.domain.request import EVENT_LIST
from events_console.domain.service_model import Shape

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

JsonSchema = dict[str, Any]
Test = Callable[[Json], bool]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TYPES: Final = {"structure": "object", "list": "array", "timestamp": "number", "float": "number"}
_LARGEST: Final = sys.float_info.max  # JSON has no largest number, but a float and a timestamp have
_MOST_ELEMENTS: Final = 1_000  # of a list are looked at one by one: a hostile one has millions
_MOST_WRONG: Final = 3  # elements of a list that are named
_LIMITS: Final = {"string": ("minLength", "maxLength"), "list": ("minItems", "maxItems")}


def put_events_schema() -> JsonSchema:
    """Return the JSON Schema of the whole request, every limit of the service model included."""
    return {"$schema": DIALECT, "title": "PutEvents request", **_schema_of(service_model.put_events().input)}


def _schema_of(shape: Shape) -> JsonSchema:
    schema: JsonSchema = {"type": _TYPES.get(shape.type, shape.type)}
    for keyword, limit in zip(_LIMITS.get(shape.type, ()), (shape.min, shape.max), strict=False):
        if limit is not None:
            schema[keyword] = limit
    if schema["type"] == "number":
        schema |= {"minimum": -_LARGEST, "maximum": _LARGEST}
    if shape.safe_pattern is not None:
        schema["pattern"] = shape.safe_pattern
    if shape.member is not None:
        schema["items"] = _schema_of(shape.member)
    if shape.type == "structure":
        schema["properties"] = {name: _schema_of(member) for name, member in shape.members.items()}
        schema["required"] = list(shape.required)
        schema["additionalProperties"] = False
    return schema


@functools.cache
def request_validator() -> "Validator":
    """Return the validator of all but the events themselves, which :func:`event_validator` takes singly."""
    return _validator(_request_shape())


@functools.cache
def event_validator() -> "Validator":
    """Return the validator of one event."""
    return _validator(service_model.event_shape())


def _validator(shape: Shape) -> "Validator":
    from jsonschema import Draft202012Validator, ValidationError, validators
    from referencing import Registry

    elements = Draft202012Validator.VALIDATORS["items"]

    def items(
        validator: "Validator", shape: JsonSchema, value: Json, schema: JsonSchema
    ) -> Iterator[ValidationError]:
        known = value[:_MOST_ELEMENTS] if isinstance(value, tuple) else value
        yield from islice(elements(validator, shape, known, schema), _MOST_WRONG)

    def max_items(_: "Validator", most: int, value: Json, __: JsonSchema) -> Iterator[ValidationError]:
        if isinstance(value, tuple) and len(value) > most:
            yield ValidationError("too long")  # jsonschema would spell out 100,000 events at each keystroke

    def no_others(_: "Validator", __: Json, value: Json, schema: JsonSchema) -> Iterator[ValidationError]:
        if isinstance(value, Object) and not value.keys() <= schema["properties"].keys():
            yield ValidationError("unknown names")  # jsonschema would spell out each of them

    array = Draft202012Validator.TYPE_CHECKER.redefine("array", lambda _, value: isinstance(value, tuple))
    bounded = {"items": items, "maxItems": max_items, "additionalProperties": no_others}
    validator = validators.extend(Draft202012Validator, validators=bounded, type_checker=array)
    # An empty registry: no $ref is ever fetched.
    return cast("Validator", validator({"$schema": DIALECT, **_schema_of(shape)}, registry=Registry()))


@functools.cache
def own_validator() -> "Validator":
    """Return the validator of the user and the session that an event of a long document has."""
    return _validator(_own_shape())


@functools.cache
def own_test() -> Test:
    """Return what says whether :func:`own_validator` finds nothing."""
    return _test_of(_own_shape())


@functools.cache
def request_test() -> Test:
    """Return what says whether :func:`request_validator` finds nothing."""
    return _test_of(_request_shape())


@functools.cache
def event_test() -> Test:
    """Return what says whether :func:`event_validator` finds nothing, in a twentieth of its time."""
    return _test_of(service_model.event_shape())


def _request_shape() -> Shape:
    whole = service_model.put_events().input
    events = replace(whole.members[EVENT_LIST], member=None)
    return replace(whole, members={**whole.members, EVENT_LIST: events})


def _own_shape() -> Shape:
    whole = service_model.put_events().input
    members = {name: whole.members[name] for name in OWN_NAMES}
    return replace(whole, members=members, required=("sessionId",))


def _test_of(shape: Shape) -> Test:
    least, most = shape.min or 0, math.inf if shape.max is None else shape.max
    match shape.type:
        case "structure":
            return _structure_test(shape)
        case "list":
            test = _test_of(shape.member) if shape.member else lambda _: True
            return lambda value: (
                isinstance(value, tuple) and least <= len(value) <= most and all(map(test, value))
            )
        case "string" if shape.safe_pattern is None:
            return lambda value: isinstance(value, str) and least <= len(value) <= most
        case "string":
            found = re.compile(shape.safe_pattern or "").search
            return lambda value: (
                isinstance(value, str) and least <= len(value) <= most and found(value) is not None
            )
        case _:
            return lambda value: (
                isinstance(value, int | float) and not isinstance(value, bool) and not abs(value) > _LARGEST
            )


def _structure_test(shape: Shape) -> Test:
    required = frozenset(shape.required)
    tests = {name: _test_of(member) for name, member in shape.members.items()}

    def test(value: Json) -> bool:
        if not isinstance(value, Object) or not required <= value.keys():
            return False
        for name, member in value.items():
            is_good = tests.get(name)
            if is_good is None or not is_good(member):  # a loop, for it is quicker than all()
                return False
        return True

    return test
