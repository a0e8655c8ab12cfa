"""The limits of the service model, in words: every violation of the JSON Schema becomes one problem."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from events_console.domain import schema
from events_console.domain.json_value import Json, Object, dumps, pointer
from events_console.domain.lint.key_rules import holder_of, unknown_keys
from events_console.domain.lint.rule import Rule
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import EVENT_LIST, Edit
from events_console.domain.wording import counted, quoted, shortened, subject

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

SCHEMA: Final = Rule(
    "schema.*",
    Severity.ERROR,
    "a limit of the service model: a type, a length, a number of items, a pattern, or what is required",
    "turns a whole number into text where text belongs",
)
RULES: Final = (SCHEMA,)

_WANTED: Final = {"string": "text", "number": "a number", "array": "a list", "object": "an object"}
SENT_AT_ADVICE: Final = (
    "write {{now}}, Unix seconds such as 1700000000, or in the table a date-time with its zone"
)
MISSING_ADVICE: Final = {
    "trackingId": "copy it from your event tracker",
    "sessionId": "write one ID for the whole visit, such as qa-visit-1",
    "eventList": "add an event",
    "eventType": "write what happened, such as View",
    "sentAt": SENT_AT_ADVICE,
    "eventAttributionSource": "name who led here, such as newsletter, or remove metricAttribution",
}
_TYPE_ADVICE: Final = {
    **MISSING_ADVICE,
    "": 'write one such as {"eventType": "View", "sentAt": "{{now}}"}',
    "eventList": "write a list of events",
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


def own_fields(own: Object) -> Iterable[Problem]:
    """Return what is wrong with the user and the session that an event of a long document has."""
    return () if schema.own_test()(own) else _problems(schema.own_validator().iter_errors(own))


def request(root: Json) -> Iterable[Problem]:
    """Return what is wrong with the request's own fields and the number of its events."""
    return () if schema.request_test()(root) else _problems(schema.request_validator().iter_errors(root))


def _problems(errors: "Iterable[ValidationError]") -> Iterator[Problem]:
    for error in errors:
        path = pointer(*error.absolute_path)
        match error.validator:
            case "additionalProperties":
                yield from unknown_keys(path, error.instance, frozenset(error.schema["properties"]))
            case "required":
                # Only the message says which of the names it is.
                name = next(name for name in error.validator_value if error.message.startswith(repr(name)))
                holder = holder_of(path, error.schema["properties"])
                path += pointer(name)
                message = f"{subject(path)} is missing, and the service refuses {holder} without it: "
                yield Problem(path, Severity.ERROR, "schema.required", f"{message}{MISSING_ADVICE[name]}.")
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
            return f"is {kind_of(value)}, but the service takes {wanted}: {_type_advice(name, limit, value)}"
        case "minLength" | "minItems":
            most = counted(error.schema[error.validator.replace("min", "max")], noun)
            advice = MISSING_ADVICE.get(name, "fill it in or leave it out")
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
    return f"is blank, but the service takes at least one visible character: {MISSING_ADVICE[name]}"


def _type_advice(name: str, wanted: str, value: Json) -> str:
    if wanted == "string" and _is_number(value) and name != "properties":
        return "in JSON, write it in double quotes"
    return _TYPE_ADVICE.get(name, "write some, or leave it out")


def _type_fix(path: str, wanted: str, value: Json) -> Fix | None:
    name = path.rpartition("/")[2]
    if wanted == "string" and isinstance(value, int) and _is_number(value) and name != "properties":
        return Fix("Make it text", (Edit(path, dumps(value)),))
    return None


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def kind_of(value: Json) -> str:
    """Return what ``value`` is, in words: "the text “a”", "a list", "the number 42", "null"."""
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
