"""What ``JSON.stringify`` makes of values, and ``JSON.parse`` of text."""

import json
import math
import re
from fractions import Fraction
from typing import Final, cast

from events_console.domain import json_text
from events_console.domain.json_value import freeze
from events_console.forms.code_values import Moment, Unit, Unknown, Value
from events_console.forms.expression import Call
from events_console.forms.javascript_numbers import shown
from events_console.forms.javascript_times import iso
from events_console.forms.meaning import Meaning

_WIDEST: Final = 10  # columns that JSON.stringify indents
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def stringified(meaning: Meaning, call: Call) -> Value:
    """``JSON.stringify(value, replacer, space)``."""
    value, replacer, space = ([meaning.value(node) for node in call.arguments] + [None] * 3)[:3]
    if replacer is not None and replacer != Unknown("undefined"):
        meaning.note("The second argument of JSON.stringify is not followed: look at what it leaves out.")
    match space:
        case bool():
            step = ""
        case int():
            step = " " * min(space, _WIDEST)
        case str():
            step = space[:_WIDEST]
        case _:
            step = ""
    if isinstance(value, Unknown):
        return value
    return meaning.spent(_written(meaning, value, step, "\n"))


def parsed(meaning: Meaning, call: Call) -> Value:
    """``JSON.parse(text)``."""
    value = meaning.value(call.arguments[0]) if call.arguments else None
    if isinstance(value, str):
        try:
            return cast("Value", json_text.parse(value).value)
        except json.JSONDecodeError:
            pass
    return Unknown(call.function)


def _written(meaning: Meaning, value: Value, step: str, line: str) -> str:
    """Return ``value`` as JSON text; ``line`` is the line end with the indentation so far."""
    match value:
        case bool() | None:
            return json.dumps(value)
        case str():
            return _quoted(value)
        case int() | float() | Fraction():
            return _number(meaning, value)
        case Moment():
            return _instant(meaning, value)
        case dict():
            colon = '": ' if step else '":'
            items = [
                f"{_quoted(name)[:-1]}{colon}{_written(meaning, one, step, line + step)}"
                for name, one in value.items()
            ]
            return _enclosed("{}", items, step, line)
        case tuple():
            return _enclosed("[]", [_written(meaning, one, step, line + step) for one in value], step, line)
        case _:
            return _quoted(meaning.text(value))


def _enclosed(brackets: str, items: list[str], step: str, line: str) -> str:
    if not items:
        return brackets
    if not step:
        return f"{brackets[0]}{','.join(items)}{brackets[1]}"
    return f"{brackets[0]}{line}{step}{f',{line}{step}'.join(items)}{line}{brackets[1]}"


def _quoted(text: str) -> str:
    written = json.dumps(freeze(text), ensure_ascii=False)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", written)


def _number(meaning: Meaning, value: float | Fraction) -> str:
    text = shown(value)
    if not math.isfinite(float(text)):
        meaning.note(f"JSON.stringify makes null of {text}.")
        return "null"
    return text


def _instant(meaning: Meaning, moment: Moment) -> str:
    """A count is a number, which stays one when {{now}} is filled in; a date is text."""
    if moment.unit in (Unit.SECONDS, Unit.MILLISECONDS):
        value = meaning.to_json(moment)
        return value if isinstance(value, str) else shown(value) if isinstance(value, int | float) else ""
    text = Unknown("the time as text") if moment.from_now else iso(meaning, moment)
    return _quoted(meaning.text(text))
