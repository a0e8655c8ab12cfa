"""The text in ``properties``: the service takes a JSON object written as text (API reference, Event)."""

import json
from collections.abc import Iterator
from typing import Final

from events_console.domain import json_text
from events_console.domain.json_value import Json, Object
from events_console.domain.problem import Problem, Severity
from events_console.domain.wording import quoted

_PATH: Final = "/properties"


def properties(event: Json) -> Iterator[Problem]:
    """Yield a problem where the properties of ``event`` are text, but not that of a JSON object."""
    text = event.get("properties") if isinstance(event, Object) else None
    if not isinstance(text, str) or not text:
        return
    try:
        value, repeated = json_text.parse_strictly(text)
    except json.JSONDecodeError as error:
        message = (
            f"The properties are no JSON, and the service refuses that: line {error.lineno}, "
            f"column {error.colno}: {error.msg}."
        )
        yield Problem(_PATH, Severity.ERROR, "properties.not-json", message)
        return
    if not isinstance(value, dict):
        message = (
            "The properties are JSON, but no object, and the service takes an object of names and values: "
            'write one such as {"cabinType": "Economy"}.'
        )
        yield Problem(_PATH, Severity.ERROR, "properties.not-object", message)
    for name, times in repeated:
        message = (
            f"{quoted(name)} is given {times:,} times in the properties, of which only the last may count: "
            "keep one."
        )
        yield Problem(_PATH, Severity.WARNING, "properties.duplicate-key", message)
