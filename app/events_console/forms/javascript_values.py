"""What JavaScript's operators and functions mean in a request; see :data:`FUNCTIONS`."""

import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Final

from events_console.domain.json_value import Json
from events_console.domain.placeholders import Placeholder
from events_console.domain.wording import quoted, shortened
from events_console.forms import javascript_json, javascript_times
from events_console.forms.code_values import Moment, Unit, Unknown, Value, exactly
from events_console.forms.expression import Call, Literal, Node, Operation
from events_console.forms.javascript_numbers import is_rounded, numeric, rounded, shown
from events_console.forms.javascript_syntax import UNDEFINED
from events_console.forms.javascript_tokens import is_secret
from events_console.forms.meaning import Function, Meaning

_MOST_NODES: Final = 20_000  # as many as code without variables can have
_MOST_PLACES: Final = 100
_TEN: Final = 10
_DIGITS: Final = re.compile(r"\s*[-+]?[0-9]{1,400}")
_NOTHING: Final = Unknown(UNDEFINED)
_TIME_AS_TEXT: Final = Unknown("the time as text")


class JavaScript(Meaning):
    """Finds what nodes mean in JavaScript: what is undefined is left out, and dates count milliseconds."""

    def __init__(self) -> None:
        """Know the functions of the language."""
        super().__init__(FUNCTIONS)
        self._left = _MOST_NODES

    def text(self, value: Value) -> str:
        """Return what a template literal makes of ``value``."""
        match value:
            case bool() | None:
                return json.dumps(value)
            case int() | float() | Fraction():
                return shown(value)
            case tuple():
                return ",".join("" if one is None else self.text(one) for one in value)
            case dict():
                return "[object Object]"
            case Moment(unit=Unit.DATE):
                return super().text(_TIME_AS_TEXT)
            case _:
                return super().text(value)

    def _value(self, node: Node) -> Value:
        value = super()._value(node)
        match value:
            case dict():
                for name in (name for name, one in value.items() if one == _NOTHING):
                    self.note(f"{quoted(name)} is undefined and is left out.")
                return {name: one for name, one in value.items() if one != _NOTHING and not is_secret(name)}
            case tuple() if _NOTHING in value:
                self.note("What is undefined in a list is null.")
                return tuple(None if one == _NOTHING else one for one in value)
            case int() if isinstance(node, Literal) and is_rounded(value):
                self.note(
                    f"JavaScript rounds {shortened(str(value))} to {shown(value)}; here it is as written."
                )
                return value
            case _:
                return value

    def _instant(self, moment: Moment, name: str) -> Json:
        if moment.caveat and self._event:
            caveat = f"{name} of event {self._event}: {moment.caveat[0].lower()}{moment.caveat[1:]}".lstrip()
            moment = replace(moment, caveat=caveat)
        return super()._instant(moment, name)

    def _calculate(self, sign: str, values: list[Value], node: Operation) -> Value:
        if sign != "+":
            return super()._calculate(sign, [numeric(value) for value in values], node)
        dates = [isinstance(value, Moment) and value.unit is Unit.DATE for value in values]
        return self._joined(values) if any(dates) else super()._calculate(sign, values, node)


def _first(meaning: Meaning, call: Call) -> Value:
    return meaning.value(call.arguments[0]) if call.arguments else _NOTHING


def _receiver(meaning: Meaning, call: Call) -> Value:
    return meaning.value(call.receiver) if call.receiver else _NOTHING


def _member(meaning: Meaning, call: Call) -> Value:
    """``x.y``, ``x["y"]`` and ``x[0]``; the last argument is how it is written."""
    holder, key, source = map(meaning.value, call.arguments)
    match holder, key:
        case dict(), str() if key in holder:
            return holder[key]
        case tuple(), int() if 0 <= key < len(holder):
            return holder[key]
        case ((tuple() | str()), "length"):
            return len(holder)
        case _:
            return source


def _list(meaning: Meaning, call: Call) -> Value:
    found: list[Value] = []
    for node in call.arguments:
        value = meaning.value(node)
        if not (isinstance(node, Call) and node.function == "..."):
            found.append(value)
        elif isinstance(value, tuple):
            found.extend(value)
        else:
            meaning.note("What a list spreads into another is not known here and is left out.")
    return tuple(found)


def _concatenated(meaning: Meaning, call: Call) -> Value:
    values = [_receiver(meaning, call), *map(meaning.value, call.arguments)]
    if not isinstance(values[0], tuple):
        return values[0]
    return tuple(one for value in values for one in (value if isinstance(value, tuple) else (value,)))


def _mapped(meaning: Meaning, call: Call) -> Value:
    """``list.map(x => …)``, for which one item stands."""
    match call.arguments:
        case (Call("=>", (body,)), *_):
            meaning.note("A list that is made with map has one item here: write the others beside it.")
            return (meaning.value(body),)
        case _:
            value = _receiver(meaning, call)
            return value if isinstance(value, Unknown) else Unknown(call.function)


def _merged(meaning: Meaning, call: Call) -> Value:
    """``Object.assign``."""
    found: dict[str, Value] = {}
    for value in map(meaning.value, call.arguments):
        if isinstance(value, dict):
            found |= value
        else:
            meaning.note("What Object.assign adds is not known here and is left out.")
    return found


def _is_false(value: Value) -> bool:
    return value in (None, "", _NOTHING) or value is False or exactly(value) == 0 or value != value  # noqa: PLR0124  # NaN


def _either(meaning: Meaning, call: Call) -> Value:
    """``a || b`` and ``a ?? b``."""
    left = _first(meaning, call)
    is_skipped = _is_false(left) if call.function == "||" else left in (None, _NOTHING)
    return meaning.value(call.arguments[1]) if is_skipped else left


def _chosen(meaning: Meaning, call: Call) -> Value:
    """``a ? b : c``; the last argument is how it is written."""
    condition = _first(meaning, call)
    if isinstance(condition, Unknown) and condition != _NOTHING:
        return _conditional(meaning, call, call.arguments[1], call.arguments[2])
    return meaning.value(call.arguments[2 if _is_false(condition) else 1])


def _and(meaning: Meaning, call: Call) -> Value:
    """``a && b``; the last argument is how it is written."""
    left, right, _ = call.arguments
    condition = meaning.value(left)
    if isinstance(condition, Unknown) and condition != _NOTHING:
        return _conditional(meaning, call, right)
    return condition if _is_false(condition) else meaning.value(right)


def _conditional(meaning: Meaning, call: Call, yes: Node, no: Node | None = None) -> Value:
    """Return what has members or items under a condition that is unknown here, else how it is written."""
    found = meaning.branch(call.place, yes, no)
    return meaning.value(call.arguments[-1]) if found is None else found


def _cut(meaning: Meaning, call: Call) -> Value:
    source = str(_first(meaning, call))
    meaning.note(f"console.log prints {source} for what is deeper: print it with JSON.stringify.")
    return Unknown(source)


def _changed(meaning: Meaning, call: Call) -> Value:
    value, name, line = map(meaning.value, call.arguments)
    meaning.note(f"What line {line} does to {name} is not followed: look at what it is here.")
    return value


def _maybe(meaning: Meaning, call: Call) -> Value:
    value, name, line = map(meaning.value, call.arguments)
    meaning.note(f"Line {line} sets {name} under a condition, in a loop or elsewhere; here it counts once.")
    return value


def _number(meaning: Meaning, call: Call) -> Value:
    value = numeric(_first(meaning, call))
    if isinstance(value, str):
        meaning.note(f"{quoted(value)} is no number, and is kept as text.")
    return value


def _whole(meaning: Meaning, call: Call) -> Value:
    """``parseInt``, which takes the digits at the beginning; a base is not known here."""
    value = numeric(_first(meaning, call))
    if len(call.arguments) > 1 and meaning.value(call.arguments[1]) != _TEN:
        return Unknown(call.function)
    if isinstance(value, str) and (digits := _DIGITS.match(value)):
        return int(digits[0])
    if isinstance(value, str):
        meaning.note(f"{quoted(value)} is no number, and is kept as text.")
        return value
    return rounded(value)


def _rounding(towards: Callable[[Fraction], int]) -> Function:
    return lambda meaning, call: rounded(_first(meaning, call), towards)


def _text(meaning: Meaning, call: Call) -> Value:
    """``String(x)`` and ``x.toString()``, of which a base is not known here."""
    value = _receiver(meaning, call) if call.receiver else _first(meaning, call)
    if isinstance(value, Unknown) or (call.receiver and call.arguments):
        return value if isinstance(value, Unknown) else Unknown(call.function)
    return meaning.spent(meaning.text(value))


def _fixed(meaning: Meaning, call: Call) -> Value:
    """``x.toFixed(places)``."""
    value, places = _receiver(meaning, call), _first(meaning, call) if call.arguments else 0
    if isinstance(value, Moment):
        return meaning.text(value)
    figure = exactly(value)
    if figure is None or not isinstance(places, int) or not 0 <= places <= _MOST_PLACES:
        return value if isinstance(value, Unknown) else Unknown(call.function)
    digits = str(math.floor(abs(figure) * 10**places + Fraction(1, 2))).rjust(places + 1, "0")
    text = f"{digits[: len(digits) - places]}.{digits[len(digits) - places :]}".removesuffix(".")
    return f"-{text}" if figure < 0 else text


FUNCTIONS: Final[dict[str, Function]] = {
    **dict.fromkeys((".", "["), _member),
    **dict.fromkeys(("||", "??"), _either),
    **dict.fromkeys(("...", "Object.freeze", "structuredClone"), _first),
    **dict.fromkeys(("new Date", "moment", "dayjs"), javascript_times.new_date),
    **dict.fromkeys((".getTime", ".valueOf"), javascript_times.as_milliseconds),
    **dict.fromkeys((".toISOString", ".toJSON"), javascript_times.as_text),
    "Math.trunc": _rounding(math.trunc),
    "Math.floor": _rounding(math.floor),
    "Math.ceil": _rounding(math.ceil),
    "Math.round": _rounding(lambda figure: math.floor(figure + Fraction(1, 2))),
    **dict.fromkeys(("Number", "parseFloat", "Number.parseFloat"), _number),
    **dict.fromkeys(("parseInt", "Number.parseInt"), _whole),
    **dict.fromkeys(("String", ".toString"), _text),
    **dict.fromkeys(
        [
            *("randomUUID", "crypto.randomUUID", ".randomUUID", "AWS.util.uuid.v4", "v4", ".v4"),
            *("uuid", "uuidv1", "uuidv4", "uuidv7", "uuid.v1", "uuid.v4", "uuid.v7"),
        ],
        lambda _meaning, _call: str(Placeholder()),
    ),
    "[]": _list,
    "?:": _chosen,
    "&&": _and,
    "printed": javascript_times.printed,
    "cut": _cut,
    "changed": _changed,
    "maybe": _maybe,
    "=>": lambda _meaning, _call: Unknown("a function"),
    ".concat": _concatenated,
    ".map": _mapped,
    ".toDate": _receiver,
    ".toFixed": _fixed,
    ".unix": javascript_times.as_seconds,
    "Date.UTC": javascript_times.universal,
    "Date.now": javascript_times.now,
    "Date.parse": javascript_times.parsed,
    "JSON.parse": javascript_json.parsed,
    "JSON.stringify": javascript_json.stringified,
    "Object.assign": _merged,
}
"""What each function means, by its name; those of methods begin with a dot."""
