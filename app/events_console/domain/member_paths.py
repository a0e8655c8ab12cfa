"""Which values of the request a message of the service is about."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from events_console.domain import json_text, schema, service_model
from events_console.domain.json_value import Json, Object, pointer, walk
from events_console.domain.request import EVENT_LIST, Request

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

# AWS counts list members from 1 and writes ".member" after each count.
# Without possessive repeats, which Python 3.11.2 gets wrong; each step begins with a dot, so none is needed.
_PLACE: Final = re.compile(r"at '([A-Za-z]+(?:\.[A-Za-z]+|\.[1-9][0-9]{0,8}\.member)*)' failed to satisfy")
_SATISFY: Final = "failed to satisfy"
_MOST: Final = 100  # places in one message
_NAME: Final = re.compile("[A-Za-z]{4,24}")
_BAD_PROPERTIES: Final = re.compile(r"\bparsing properties\b", re.IGNORECASE)
_TRACKER: Final = re.compile(r"\b(?:event ?tracker|tracking ?id)\b", re.IGNORECASE)
# The beginning of what the service says of a value of a wrong type, and which values that can be.
_FOUND: Final[tuple[tuple[re.Pattern[str], tuple[type, ...]], ...]] = (
    (re.compile("structure or map found"), (Object,)),
    (re.compile("list found"), (tuple,)),
    (re.compile("(?:TRUE|FALSE)_VALUE"), (bool,)),
    (re.compile("(?:NUMBER|DECIMAL|INTEGER|FLOAT)_VALUE"), (int, float)),
    (re.compile("STRING_VALUE"), (str,)),
)


def named(message: str, request: Request) -> tuple[str, ...]:
    """Return the JSON Pointers of the members that ``message``, about ``request``, names, in its order.

    That is "/eventList/0/eventType" for "… at 'eventList.1.member.eventType' failed to satisfy …", which AWS
    says of each value beyond the limits of its model; else what a lone name can mean, such as "trackingId".
    What may be a quotation from the request itself is no name, nor is what the request has no place for.
    """
    if _SATISFY in message:
        quotable = [text for text in _texts(request) if _SATISFY in text]
        places = islice(_PLACE.finditer(message), _MOST)
        own = (place for place in places if not any(place[0] in text for text in quotable))
        paths = (_pointer(place[1], request.root) for place in own)
        return tuple(dict.fromkeys(path for path in paths if path is not None))
    if _BAD_PROPERTIES.search(message):
        return tuple(_without_object(request))
    return tuple(_lone(message, request))


def mistyped(message: str, request: Request) -> tuple[str, ...]:
    """Return what may be of the wrong type of which ``message`` tells: it names no place."""
    wrong = tuple(_mistyped(request))
    kinds = next((kinds for words, kinds in _FOUND if words.search(message)), (object,))
    fitting = tuple(path for path, value in wrong if isinstance(value, kinds) and _is_bool(value, kinds))
    return fitting or tuple(path for path, _ in wrong)


def is_about_tracker(message: str, request: Request) -> bool:
    """Return whether ``message`` is about the event tracker, going by words not quoted from ``request``."""
    return any(not _is_quoted(found[0], request) for found in islice(_TRACKER.finditer(message), _MOST))


def _pointer(place: str, holder: Json) -> str | None:
    """Return where in ``holder`` a place is, of which the last member may be missing; None without one."""
    names = (name for name in place.split(".") if name != "member")
    steps = [int(name) - 1 if name.isdecimal() else name for name in names]
    for step in steps:
        match holder, step:
            case Object(), str():
                holder = holder.get(step)
            case tuple(), int() if step < len(holder):
                holder = holder[step]
            case _:
                return None
    return pointer(*steps)


def _lone(message: str, request: Request) -> Iterator[str]:
    """Yield the members that are named in passing.

    Those of an event only where there is just one event, and where they are no words of English.
    """
    root, event = service_model.put_events().input.members, service_model.event_shape().members
    for name in dict.fromkeys(found[0] for found in islice(_NAME.finditer(message), _MOST)):
        if name in root and not _is_quoted(name, request):
            yield pointer(name)
        elif (
            name in event
            and not name.islower()
            and len(request.events) == 1
            and not _is_quoted(name, request)
        ):
            yield pointer(EVENT_LIST, 0, name)
    if is_about_tracker(message, request) and "trackingId" not in message:
        yield pointer("trackingId")


def _is_quoted(words: str, request: Request) -> bool:
    return any(words in text for text in _texts(request))


def _texts(request: Request) -> Iterator[str]:
    return (value for _, value in walk(request.root) if isinstance(value, str))


def _without_object(request: Request) -> Iterator[str]:
    for row, event in enumerate(request.events):
        properties = event.get("properties") if isinstance(event, Object) else None
        if isinstance(properties, str) and not _is_object(properties):
            yield pointer(EVENT_LIST, row, "properties")


def _is_object(text: str) -> bool:
    try:
        return isinstance(json_text.parse(text).value, Object)
    except json.JSONDecodeError:
        return False


def _mistyped(request: Request) -> Iterator[tuple[str, Json]]:
    yield from _wrong_types(schema.request_validator(), request.root, "")
    for row, event in enumerate(request.events[:_MOST]):
        yield from _wrong_types(schema.event_validator(), event, pointer(EVENT_LIST, row))


def _wrong_types(validator: "Validator", value: Json, prefix: str) -> Iterator[tuple[str, Json]]:
    for error in validator.iter_errors(value):
        if error.validator == "type" and error.instance is not None:  # null is a member that is not there
            yield prefix + pointer(*error.absolute_path), error.instance


def _is_bool(value: Json, kinds: tuple[type, ...]) -> bool:
    """Return whether a bool is not taken for the int that it is to Python."""
    return bool in kinds or object in kinds or not isinstance(value, bool)
