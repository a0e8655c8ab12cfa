"""The operations of the sandbox, and PutEvents with the service's words for what is wrong with a request.

As in other services of AWS, the checks are, in this order: JSON; the types of the values; the limits of the
model, with all violations in one message, up to a bound; what only the service knows. Unverified: that the
service ignores members it does not know, and its words for an impression's elements and for an unknown
tracking ID.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any, Final, NoReturn
from urllib.parse import parse_qsl

from events_console.domain import service_model
from events_console.domain.service_model import Shape
from events_console.sandbox import account as aws_account
from events_console.sandbox.account import Account
from events_console.sandbox.personalize_reads import READS
from events_console.sandbox.protocols import PERSONALIZE, PERSONALIZE_EVENTS, STS, Service
from events_console.sandbox.wire import Reply, Request, failure

Handler = Callable[[bytes, Account], Reply]

SAMPLE_TRACKING_ID: Final = "5f1e6c2a-7d0b-4c53-9c1e-2f6d8b3a9e47"

_FORM: Final = "application/x-www-form-urlencoded"
_MAX_FORM: Final = 8192  # bytes that are looked at for the action
_MOST_TOLD: Final = 100  # violations, and
_LONGEST_MESSAGE: Final = 64 * 1024  # characters; the service's own bounds are not known
_JAVA_TYPES: Final = {"string": "a String", "float": "a Float", "timestamp": "milliseconds since epoch"}
_PYTHON_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "string": str,
    "float": (int, float),
    "timestamp": (int, float),
    "list": list,
    "structure": dict,
}


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks for; ``name`` is empty where its service has no such operation."""

    name: str
    service: Service
    handler: Handler

    @property
    def action(self) -> str:
        """What IAM calls it."""
        return f"{self.service.signing_name}:{self.name}"


def find(request: Request) -> Operation | None:
    """Return what the request is for; None if it is to be turned away, which its head alone decides."""
    route = (request.method, request.path, *request.headers.get_all("X-Amz-Target", []))
    if route == ("POST", "/") and request.headers.get_content_type() == _FORM:
        form = dict(parse_qsl(request.body[:_MAX_FORM].decode(errors="replace")))
        return _STS_OPERATIONS.get((form.get("Version"), form.get("Action")), _NO_OPERATION)
    return _OPERATIONS.get(route)


def put_events(body: bytes, account: Account) -> Reply:
    """Answer PutEvents as the service does: 200 and an empty body, or the refusal."""
    shape = service_model.put_events().input
    try:
        document = _loads(body.decode())
        _check_type(document, shape)
    except RecursionError:
        return failure(400, "SerializationException", "The request is nested too deeply")
    except ValueError as error:
        return failure(400, "SerializationException", f"The request is not JSON: {error}")
    except TypeError as error:
        return failure(400, "SerializationException", str(error))
    events = document.get("eventList") or []
    violations = _violations(document, shape)
    if told := list(islice(violations, _MOST_TOLD)):
        found = len(told) + sum(1 for _ in violations)
        errors = "error" if found == 1 else "errors"
        message = f"{found} validation {errors} detected: {'; '.join(told)}"[:_LONGEST_MESSAGE]
    elif not all(_is_json_object(event.get("properties")) for event in events):
        message = "Error parsing properties json"  # as in https://github.com/aws/aws-sdk-js/issues/2773
    elif (status := account.status(document["trackingId"])) is None:
        message = f"No event tracker has the tracking ID {document['trackingId']}"
    elif status != "ACTIVE":
        message = f"The event tracker with the tracking ID {document['trackingId']} is not active: {status}"
    else:
        return Reply(200, events=len(events))
    return failure(400, "InvalidInputException", message, events=len(events))


def _get_caller_identity(_body: bytes, _account: Account) -> Reply:
    identity = f"<Arn>{aws_account.USER_ARN}</Arn><UserId>{aws_account.USER_ID}</UserId>"
    identity = f"{identity}<Account>{aws_account.ID}</Account>"
    return Reply(200, body=f"<GetCallerIdentityResult>{identity}</GetCallerIdentityResult>".encode())


def _no_such_action(_body: bytes, _account: Account) -> Reply:
    return failure(400, "InvalidAction", "The sandbox has GetCallerIdentity of version 2011-06-15 alone")


_OPERATIONS: Final[Mapping[tuple[str, ...], Operation]] = MappingProxyType(
    {
        ("POST", "/events"): Operation("PutEvents", PERSONALIZE_EVENTS, put_events),
        **{
            ("POST", "/", f"AmazonPersonalize.{name}"): Operation(name, PERSONALIZE, handler)
            for name, handler in READS.items()
        },
    }
)
_STS_OPERATIONS: Final[Mapping[tuple[str | None, str | None], Operation]] = MappingProxyType(
    {("2011-06-15", "GetCallerIdentity"): Operation("GetCallerIdentity", STS, _get_caller_identity)}
)
_NO_OPERATION: Final = Operation("", STS, _no_such_action)
NAMES: Final = frozenset(one.name for one in (*_OPERATIONS.values(), *_STS_OPERATIONS.values()))


def _loads(text: str) -> Any:  # noqa: ANN401  # JSON
    return json.loads(text, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is not a value in JSON"
    raise ValueError(message)


def _is_json_object(properties: str | None) -> bool:
    try:
        return properties is None or isinstance(_loads(properties), dict)
    except (ValueError, RecursionError):
        return False


def _check_type(value: object, shape: Shape) -> None:
    """Raise TypeError, with the service's words, if the value or one in it is not of its shape's type."""
    if isinstance(value, bool) or not isinstance(value, _PYTHON_TYPES[shape.type]):
        raise TypeError(_type_error(value, shape.type))
    if isinstance(value, dict):
        for name, member in shape.members.items():
            if value.get(name) is not None:
                _check_type(value[name], member)
    elif isinstance(value, list) and shape.member:
        for element in value:
            if element is not None:
                _check_type(element, shape.member)
    elif isinstance(value, int | float) and abs(value) > sys.float_info.max:
        raise TypeError(_type_error(value, shape.type))


def _type_error(value: object, expected: str) -> str:
    if expected in {"list", "structure"}:
        return f"Expected {expected} or null"
    match value:
        case dict():
            return "Start of structure or map found where not expected."
        case list():
            return "Start of list found where not expected."
        case bool():
            kind = str(value).upper()
        case str():
            kind = "STRING"
        case _:
            kind = "NUMBER"
    return f"{kind}_VALUE can not be converted to {_JAVA_TYPES[expected]}"


def _violations(value: Any, shape: Shape, path: str = "") -> Iterator[str]:  # noqa: ANN401  # JSON
    """Yield, in the service's words, every constraint of the model that the value does not satisfy."""
    if value is None:
        yield f"Value null at '{path}' failed to satisfy constraint: Member must not be null"
        return
    shown = "Value" if shape.sensitive or shape.type == "list" else f"Value '{value}'"
    for words, is_satisfied in _constraints(shape):
        if not is_satisfied(value):
            yield f"{shown} at '{path}' failed to satisfy constraint: {words}"
    for name, member in shape.members.items():
        if name in shape.required or value.get(name) is not None:
            yield from _violations(value.get(name), member, f"{path}.{name}".lstrip("."))
    if shape.member and shape.member.type == "structure":
        for number, element in enumerate(value, 1):
            yield from _violations(element, shape.member, f"{path}.{number}.member")


def _constraints(shape: Shape) -> Iterator[tuple[str, Callable[[Any], bool]]]:
    """Yield the constraints of a string or list itself: the service's words, and whether a value is fine."""
    if (most := shape.max) is not None:
        yield f"Member must have length less than or equal to {most}", lambda value: len(value) <= most
    if (least := shape.min) is not None:
        yield f"Member must have length greater than or equal to {least}", lambda value: len(value) >= least
    if pattern := shape.safe_pattern:
        words = f"Member must satisfy regular expression pattern: {shape.pattern}"
        yield words, lambda value: re.search(pattern, value) is not None
    if shape.member and shape.member.type != "structure":
        each = [*_constraints(shape.member)]
        words = ", ".join([*(words for words, _ in each), "Member must not be null"])
        yield (
            f"Member must satisfy constraint: [{words}]",
            lambda value: all(one is not None and all(is_fine(one) for _, is_fine in each) for one in value),
        )
