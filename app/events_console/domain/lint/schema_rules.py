"""The limits of the service model, in words: every violation of the JSON Schema becomes one problem."""

import math
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeGuard

from events_console.domain import cells, schema, timestamps
from events_console.domain.fields import Kind
from events_console.domain.json_value import Json, Object, dumps, pointer
from events_console.domain.lint.key_rules import holder_of, unknown_keys
from events_console.domain.placeholders import misread
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import EVENT_LIST, Edit
from events_console.domain.wording import counted, quoted, shortened, subject

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_WANTED: Final = {"string": "text", "number": "a number", "array": "a list", "object": "an object"}
_NUMERIC: Final = {"sentAt": Kind.TIME, "eventValue": Kind.NUMBER}
_SENT_AT: Final = "write {{now}}, Unix seconds such as 1700000000, or in the table a date-time with its zone"
_MISSING_ADVICE: Final = {
    "trackingId": "copy it from your event tracker",
    "sessionId": "write one ID for the whole visit, such as qa-visit-1",
    "eventList": "add an event",
    "eventType": "write what happened, such as View",
    "sentAt": _SENT_AT,
    "eventAttributionSource": "name who led here, such as newsletter, or remove metricAttribution",
}
_TYPE_ADVICE: Final = {
    **_MISSING_ADVICE,
    "": 'write one such as {"eventType": "View", "sentAt": "{{now}}"}',
    "eventList": "write a list of events",
    "eventValue": "write one such as 4.5, or leave it out",
    "properties": r'write the JSON object as text, in JSON "{\"cabinType\": \"Economy\"}"',
    "impression": 'write the item IDs as one, in JSON ["item-1", "item-2"]',
    "metricAttribution": 'write one such as {"eventAttributionSource": "newsletter"}',
}
_SHORTEN: Final = {
    "character": "shorten it by {:,}",
    "event": "send {:,} in another request",
    "item": "leave out {:,}",
}
_NOT_ASCII: Final = re.compile(r"[^\x20-\x7E]")


def event(value: Json) -> Iterable[Problem]:
    """Return what is wrong with one event; paths start at the event."""
    return () if schema.event_test()(value) else _problems(schema.event_validator().iter_errors(value))


def request(root: Json) -> Iterable[Problem]:
    """Return what is wrong with the request's own fields and the number of its events."""
    return () if schema.request_test()(root) else _problems(schema.request_validator().iter_errors(root))


def _problems(errors: "Iterable[ValidationError]") -> Iterator[Problem]:
    for error in errors:
        path = pointer(*error.absolute_path)
        match error.validator:
            case "additionalProperties":
                yield from unknown_keys(path, error.instance, error.schema["properties"])
            case "required":
                # Only the message says which of the names it is.
                name = next(name for name in error.validator_value if error.message.startswith(repr(name)))
                holder = holder_of(path, error.schema["properties"])
                path += pointer(name)
                message = f"{subject(path)} is missing, and the service refuses {holder} without it: "
                yield Problem(path, Severity.ERROR, "schema.required", f"{message}{_MISSING_ADVICE[name]}.")
            case "minimum" | "maximum" if isinstance(error.instance, float):
                pass  # it is infinite, which is another rule's
            case keyword:
                message = f"{subject(path)} {_violation(path, error)}."
                fix = _type_fix(path, error.validator_value, error.instance) if keyword == "type" else None
                yield Problem(path, Severity.ERROR, f"schema.{keyword}", message, fix)


def _violation(path: str, error: "ValidationError") -> str:
    """Return what a sentence says after its subject, without the full stop."""
    value, limit, name = error.instance, error.validator_value, path.rpartition("/")[2]
    noun = "character" if isinstance(value, str) else "event" if name == EVENT_LIST else "item"
    match error.validator:
        case "type":
            wanted = "Unix seconds" if name == "sentAt" else _WANTED[limit]
            return f"is {_kind(value)}, but the service takes {wanted}: {_type_advice(name, limit, value)}"
        case "minLength" | "minItems":
            most = counted(error.schema[error.validator.replace("min", "max")], noun)
            advice = _MISSING_ADVICE.get(name, "fill it in or leave it out")
            return f"is empty, but the service takes {limit} to {most}: {advice}"
        case "maxLength" | "maxItems":
            excess = f"has {counted(len(value), noun)}, but the service takes at most {limit:,}"
            return f"{excess}: {_SHORTEN[noun].format(len(value) - limit)}"
        case "minimum" | "maximum":
            shown = shortened(dumps(value))
            return f"is {shown}, and no number beyond ±{abs(limit):.1e} can arrive: write one nearer to 0"
        case _:
            return _pattern_violation(name, value)


def _pattern_violation(name: str, text: str) -> str:
    found = _NOT_ASCII.search(text)
    if found:
        return (
            f"holds {quoted(found[0])} (U+{ord(found[0]):04X}) at position {found.start() + 1:,}, but the "
            "service takes only letters, digits, signs and blanks of ASCII: replace it"
        )
    return f"is blank, but the service takes at least one visible character: {_MISSING_ADVICE[name]}"


def _type_advice(name: str, wanted: str, value: Json) -> str:
    number = _number_meant(name, value)
    if number is not None:
        return f"write {shortened(dumps(number))} instead, without quotes"
    if name in _NUMERIC and isinstance(value, str) and (why := misread(value)):
        return why
    if name == "sentAt" and isinstance(value, str) and timestamps.read(value):
        return "name its zone, in the table as in 2026-11-20 14:02:09 UTC"
    if wanted == "string" and _is_number(value) and name != "properties":
        return "in JSON, write it in double quotes"
    return _TYPE_ADVICE.get(name, "write some, or leave it out")


def _type_fix(path: str, wanted: str, value: Json) -> Fix | None:
    name = path.rpartition("/")[2]
    number = _number_meant(name, value)
    if number is not None:
        return Fix("Make it a number", (Edit(path, number),))
    if wanted == "string" and isinstance(value, int) and _is_number(value) and name != "properties":
        return Fix("Make it text", (Edit(path, dumps(value)),))
    return None


def _number_meant(name: str, value: Json) -> int | float | None:
    """Return the number that a text stands for where a number should stand, if there is no doubt."""
    if not isinstance(value, str) or name not in _NUMERIC:
        return None
    number = cells.read_value(value, _NUMERIC[name])
    return number if _is_number(number) and math.isfinite(number) else None


def _is_number(value: Json) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _kind(value: Json) -> str:
    match value:
        case str():
            return f"the text {quoted(value)}"
        case tuple():
            return "a list"
        case Object():
            return "an object"
        case _:
            shown = shortened(dumps(value))
            return f"the number {shown}" if _is_number(value) else shown
