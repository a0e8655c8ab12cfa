"""An event as a whole: whether it can be told from its own retry, what it is about, and how large it is."""

import json
import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Final

from events_console.domain.json_text import parse_strictly
from events_console.domain.json_value import Object
from events_console.domain.lint.context import Context
from events_console.domain.lint.rule import Rule
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import Edit

NO_ID: Final = Rule(
    "event.no-id",
    Severity.INFO,
    "an event without an event ID, where sending adds none: a retry may count it twice",
    "gives it a new UUID",
)
NO_ITEM: Final = Rule(
    "event.no-item",
    Severity.WARNING,
    "an event without an item, neither as its item ID nor in its properties",
)
TOO_LARGE: Final = Rule("event.too-large", Severity.ERROR, "an event of more than 10 KB on the wire")
RULES: Final = (NO_ID, NO_ITEM, TOO_LARGE)

_LARGEST: Final = 10_240  # bytes
_MEMBER: Final = 100  # bytes that the signs around a member take at most, and any number of up to 64 bits
_WHOLE: Final = 1 << 64
_ESCAPED: Final = 12  # bytes of one character on the wire, at most
_MOST: Final = 100  # items of a list, or names, that are looked at; of more the event is refused anyway
_LONGEST: Final = 8_192  # characters of properties that are read; more than 1,024 are refused anyway
_NO_ID: Final = NO_ID.at(
    "/eventId",
    "Event ID is missing and sending adds none, so a retry may count the event twice: add a new UUID.",
    Fix("Add an event ID", (Edit("/eventId", "{{uuid}}"),)),
)
_NO_ITEM: Final = NO_ITEM.at(
    "/itemId",
    "Item ID is missing, in the properties as well, so the event may count for no item: write the ID of the "
    "item that it is about.",
)


def event(event: Object, context: Context) -> Iterable[Problem]:
    """Return what is wrong with the event as a whole."""
    has_id = context.stamps or "eventId" in event
    has_item = "itemId" in event or _names_item(event)
    if has_id and has_item and _at_most(event) <= _LARGEST:
        return ()
    found = [] if has_id else [_NO_ID]
    if not has_item:
        found.append(_NO_ITEM)
    size = _at_most(event)
    if size > _LARGEST and (size := len(json.dumps(event))) > _LARGEST:
        message = (
            f"This event has {size:,} bytes on the wire, but the service takes at most {_LARGEST:,}: shorten "
            "its properties or its impression."
        )
        found.append(TOO_LARGE.at("", message))
    return found


def _at_most(event: Object) -> float:
    """Return a bound of the bytes of ``event`` on the wire: quick, and far too large as a rule."""
    if len(event) > _MOST:
        return math.inf
    characters = sum(map(len, event))
    signs: float = _MEMBER * len(event)
    for value in event.values():
        if isinstance(value, str):
            characters += len(value)
        elif isinstance(value, tuple):
            texts = [item for item in value[:_MOST] if isinstance(item, str)]
            if len(texts) < len(value):
                return math.inf
            characters += len("|".join(texts))
        elif isinstance(value, Object):
            signs += _at_most(value)
        elif isinstance(value, int) and abs(value) >= _WHOLE:
            return math.inf
    return characters * _ESCAPED + signs


def _names_item(event: Object) -> bool:
    """Return whether ``event`` has its item under another name or in its properties."""
    properties = event.get("properties")
    if isinstance(properties, str):
        if len(properties) > _LONGEST or ("item" in properties.casefold() and _text_names_item(properties)):
            return True
    elif isinstance(properties, Object) and any(map(_means_item, islice(properties, _MOST))):
        return True
    return any(map(_means_item, islice(event, _MOST)))


@lru_cache(1_024)
def _text_names_item(text: str) -> bool:
    try:
        value = parse_strictly(text).value
    except json.JSONDecodeError:
        return True  # that is another rule's, and nobody knows what it says
    return isinstance(value, dict) and any(map(_means_item, value))


def _means_item(name: str) -> bool:
    return len(name) < 20 and name.replace("_", "").replace("-", "").casefold() == "itemid"  # noqa: PLR2004
