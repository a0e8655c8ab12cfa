"""What jsonlite's ``toJSON`` makes of values, with its peculiarities.

Without ``auto_unbox`` a single value becomes an array, numbers have four decimal places where ``digits`` does
not say otherwise, and NULL in a list is ``{}``.
"""

import json
import math
from fractions import Fraction
from typing import Final

from events_console.forms.code_values import Moment, Unit, Value
from events_console.forms.code_values import number as exact_number
from events_console.forms.expression import Call
from events_console.forms.meaning import Meaning
from events_console.forms.r_values import NULL, Single, Vector, bound, text

_PLACES: Final = 4
_MOST_PLACES: Final = 15


def to_json(meaning: Meaning, call: Call) -> Value:
    """Return the text that ``toJSON`` makes of its first argument."""
    given = {name: meaning.value(node) for name, node in bound(call, "x").items()}
    digits = given.get("digits", _PLACES)
    writer = _Writer(
        meaning,
        unbox=given.get("auto_unbox") is True,
        null="null" if given.get("null") == "null" else "{}",
        places=min(int(digits), _MOST_PLACES) if isinstance(digits, int) else None,
    )
    found = writer.text(given.get("x", NULL))
    if writer.boxed:
        meaning.note("toJSON without auto_unbox = TRUE makes a list of each single value, as R does.")
    if given.get("pretty", False) is not False:
        meaning.note("The blanks that toJSON puts in with pretty are left out.")
    return found


def unboxed_json(meaning: Meaning, call: Call) -> Value:
    """Return the text that the ``toJSON`` of rjson makes: single values are no lists."""
    arguments = bound(call, "x")
    value = meaning.value(arguments["x"]) if "x" in arguments else NULL
    return _Writer(meaning, unbox=True, null="null", places=None).text(value)


class _Writer:
    """``boxed`` is whether a single value has become a list on the way."""

    def __init__(self, meaning: Meaning, *, unbox: bool, null: str, places: int | None) -> None:
        self._meaning = meaning
        self._unbox = unbox
        self._null = null
        self._places = places
        self.boxed = False

    def text(self, value: Value) -> str:
        match value:
            case Vector() if not value:
                found = self._null
            case Vector():
                found = f"[{','.join(self._scalar(one) for one in value)}]"
            case Single():
                found = self._scalar(value[0])
            case tuple():
                found = f"[{','.join(self.text(one) for one in value)}]"
            case dict():
                pairs = (f"{_quoted(name)}:{self.text(one)}" for name, one in value.items())
                found = f"{{{','.join(pairs)}}}"
            case _ if self._unbox:
                found = self._scalar(value)
            case _:
                self.boxed = True
                found = f"[{self._scalar(value)}]"
        return self._meaning.spent(found)

    def _scalar(self, value: Value) -> str:
        match value:
            case None:
                return "null"
            case bool():
                return "true" if value else "false"
            case int():
                return str(int(value))
            case float() | Fraction():
                return self._number(value)
            case Moment(unit=Unit.SECONDS | Unit.MILLISECONDS):
                return self._meaning.text(value)  # {{now}} stands for a number here
            case _:
                return _quoted(text(self._meaning, value))

    def _number(self, value: float | Fraction) -> str:
        exact = exact_number(value) if isinstance(value, Fraction) else value
        if not math.isfinite(exact):
            return _quoted(text(self._meaning, exact))
        places = self._places
        rounded = float(f"{exact:.{_MOST_PLACES}g}") if places is None else round(exact, places)
        if rounded != exact:
            self._meaning.note(f"toJSON writes {exact} as {rounded}, as R does; digits = NA keeps more.")
        return str(int(rounded)) if rounded == int(rounded) else repr(rounded)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
