"""What Python's functions of numbers, texts and JSON mean, as far as they need no running program."""

import json
import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from string import Formatter
from typing import Any, Final

from events_console.domain.json_value import Json, Object
from events_console.domain.placeholders import Placeholder
from events_console.forms import python_choices, python_times
from events_console.forms.code_values import Moment, Unit, Unknown, Value, exactly, number, unknown
from events_console.forms.expression import Call, Literal, Node, Operation
from events_console.forms.meaning import Function, Meaning
from events_console.forms.python_times import Date, argument, receiver
from events_console.forms.python_variables import NOTED

_NUMBER: Final = re.compile(
    r"\s*[+-]?(?:[0-9]{1,400}\.?[0-9]{0,400}|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,4})?\s*"
)
_WORDS: Final = frozenset({"nan", "inf", "infinity"})
_FORMAT: Final = re.compile(r"[<>^]?[ +-]?0?[0-9]{0,2},?(?:\.[0-9]{1,2})?[sdfeg%]?")
_CONVERSION: Final = re.compile(r"%(?:\((?P<name>[^)]*)\))?(?P<kind>[sdf%]|.?)", re.DOTALL)
_MOST_INDENT: Final = 16
_MOST_DIGITS: Final = 20
_NUMPY: Final = (
    *(f"{kind}{bits}" for kind in ("int", "uint", "float") for bits in (8, 16, 32, 64, 128)),
    *("bool", "bool_", "str_", "array"),
)
_BARE: Final = "\ue000"  # around what stands in JSON without quotation marks


def _noted(meaning: Meaning, call: Call) -> Value:
    node, *sentences = call.arguments
    for sentence in sentences:
        if isinstance(sentence, Literal):
            meaning.note(str(sentence.value))
    return meaning.value(node)


def _only(meaning: Meaning, call: Call) -> Value:
    return meaning.value(call.arguments[0]) if call.arguments else unknown(call)


def _whole(towards: Callable[[Fraction], int]) -> Function:
    """Return a function that makes whole numbers; a time stays one."""

    def function(meaning: Meaning, call: Call) -> Value:
        value = _only(meaning, call)
        if (
            isinstance(value, str)
            and call.function == "int"
            and re.fullmatch(r"\s*[+-]?[0-9]{1,400}\s*", value)
        ):
            return int(value)
        if isinstance(value, Moment) and value.unit is not Unit.TEXT:
            return Moment(Fraction(towards(value.seconds)), value.from_now, value.unit, value.caveat)
        if isinstance(value, bool | Unknown):
            return int(value) if isinstance(value, bool) else value
        figure = exactly(value)
        return unknown(call) if figure is None else towards(figure)

    return function


def _float(meaning: Meaning, call: Call) -> Value:
    value = _only(meaning, call)
    match value:
        case Moment() | Unknown():
            return value
        case str() if _NUMBER.fullmatch(value) or value.strip().lstrip("+-").lower() in _WORDS:
            return float(value)
    figure = exactly(value)
    if figure is None:
        return value if isinstance(value, float) else unknown(call)
    return float(number(figure))


def _round(meaning: Meaning, call: Call) -> Value:
    given = argument(call, 1, "ndigits")
    digits = meaning.value(given) if given else None
    if digits is None:
        return _whole(round)(meaning, call)
    value = _only(meaning, call)
    figure = exactly(value)
    if isinstance(value, Moment | Unknown):
        return value
    if figure is None or not isinstance(digits, int) or abs(digits) > _MOST_DIGITS:
        return unknown(call)
    return round(number(figure), digits)


def text_of(meaning: Meaning, value: Value) -> str:
    """Return what ``str`` makes of ``value``."""
    match value:
        case None | bool():
            return str(value)
        case Date(unit=Unit.DATE, from_now=False):
            return str(value.local() or number(value.seconds))
        case Date(unit=Unit.DATE):
            return meaning.text(value.as_unit(Unit.TEXT))
        case dict() | tuple():
            return meaning.spent(repr(json.loads(json.dumps(meaning.to_json(value)))))
        case _:
            return meaning.text(value)


def _str(meaning: Meaning, call: Call) -> Value:
    return text_of(meaning, _only(meaning, call)) if call.arguments else ""


def _formatted(meaning: Meaning, call: Call) -> Value:
    """``format``, also in an f-string."""
    value = _only(meaning, call)
    given = argument(call, 1)
    pattern = meaning.value(given) if given else ""
    known = exactly(value)
    subject = value if isinstance(value, str) else None if known is None else number(known)
    if isinstance(pattern, str) and subject is not None and _FORMAT.fullmatch(pattern):
        try:
            return format(subject, pattern)
        except ValueError:
            pass
    meaning.note(f"The format {pattern} is not applied: what stands there has to be looked at.")
    return text_of(meaning, value)


def _dot_format(meaning: Meaning, call: Call) -> Value:
    pattern = receiver(meaning, call)
    if not isinstance(pattern, str):
        return unknown(call)
    named = {name: node for name, node in call.named if name != "**"}
    parts: list[str] = []
    unnamed = iter(call.arguments)
    try:
        for text, field, specification, conversion in Formatter().parse(pattern):
            parts.append(text)
            if field is None:
                continue
            node = next(unnamed, None) if not field else _argument_called(field, call, named)
            if node is None or specification or conversion:
                return unknown(call)
            parts.append(meaning.spent(text_of(meaning, meaning.value(node))))
    except ValueError:
        return unknown(call)
    return "".join(parts)


def _argument_called(field: str, call: Call, named: Mapping[str, Node]) -> Node | None:
    return argument(call, int(field)) if re.fullmatch("[0-9]", field) else named.get(field)


def _percent(meaning: Meaning, call: Call) -> Value:
    """Put values into a text; the remainder of numbers is not worked out."""
    pattern, given = map(meaning.value, call.arguments)
    if not isinstance(pattern, str):
        return unknown(call)
    values = given if isinstance(given, tuple) else (given,)
    unnamed = iter(values)
    parts: list[str] = []
    end = 0
    for found in _CONVERSION.finditer(pattern):
        parts.append(pattern[end : found.start()])
        end = found.end()
        if found["kind"] == "%":
            parts.append("%")
            continue
        if found["name"] is not None:
            value = given.get(found["name"], unknown(call)) if isinstance(given, dict) else unknown(call)
        else:
            value = next(unnamed, unknown(call))
        if found["kind"] not in {"s", "d"}:
            return unknown(call)
        parts.append(meaning.spent(text_of(meaning, value)))
    return "".join((*parts, pattern[end:]))


def _floor_division(meaning: Meaning, call: Call) -> Value:
    return _whole(math.floor)(meaning, Call("//", (Operation("/", call.arguments, call.place),)))


def _joined(meaning: Meaning, call: Call) -> Value:
    separator, items = receiver(meaning, call), _only(meaning, call)
    if not isinstance(separator, str) or not isinstance(items, tuple):
        return unknown(call)
    texts = [meaning.spent(text_of(meaning, item)) for item in items]
    return "".join(meaning.spent(separator) + text if at else text for at, text in enumerate(texts))


def _uuid(meaning: Meaning, call: Call) -> Value:
    if call.function != "uuid4":
        meaning.note(
            f"{call.function}() makes another kind of UUID; {{{{uuid}}}} is a random one, as of uuid4()."
        )
    return str(Placeholder())


def _hex(meaning: Meaning, call: Call) -> Value:
    value = receiver(meaning, call)
    if value != str(Placeholder()):
        return unknown(call)
    meaning.note("hex is a UUID without hyphens there; {{uuid}} has them.")
    return value


def _replaced(meaning: Meaning, call: Call) -> Value:
    """``replace`` of a text or, with names, of a datetime."""
    text = receiver(meaning, call)
    if not isinstance(text, str):
        return python_times.FUNCTIONS[".replace"](meaning, call)
    match [meaning.value(node) for node in call.arguments]:
        case [str() as old, new] if old:
            first, *others = text.split(old)
            return first + "".join(meaning.spent(text_of(meaning, new) + one) for one in others)
    return unknown(call)


def _dumps(meaning: Meaning, call: Call) -> Value:
    """``json.dumps``; the present time stands in it as a number, without quotation marks."""
    options: dict[str, Any] = {}
    for name, node in call.named:
        match name, meaning.value(node):
            case "ensure_ascii" | "sort_keys", bool() as option:
                options[name] = option
            case "indent", int() as option if 0 <= option <= _MOST_INDENT:
                options[name] = option
            case "indent", str() as option if len(option) <= _MOST_INDENT:
                options[name] = option
            case "separators", (str() as item, str() as key) if len(item + key) <= _MOST_INDENT:
                options[name] = (item, key)
            case "indent" | "separators", None:
                pass
            case _:
                meaning.note(f"The option {name} of {call.function} is not read.")
    value = _bare_times(meaning, _only(meaning, call))
    text = json.dumps(value, **options)
    for mark in (_BARE, json.dumps(_BARE)[1:-1]):
        text = text.replace(f'"{mark}{{{{', "{{").replace(f'}}}}{mark}"', "}}")
    return meaning.spent(text)


def _bare_times(meaning: Meaning, value: Value, name: str = "") -> Json:
    match value:
        case Moment(from_now=True, unit=Unit.SECONDS | Unit.MILLISECONDS):
            return f"{_BARE}{meaning.to_json(value, name)}{_BARE}"
        case dict():
            return Object({key: _bare_times(meaning, one, key) for key, one in value.items()})
        case tuple():
            return tuple(_bare_times(meaning, one, name) for one in value)
    return meaning.to_json(value, name)


FUNCTIONS: Final[Mapping[str, Function]] = {
    **python_times.FUNCTIONS,
    **python_choices.FUNCTIONS,
    NOTED: _noted,
    "int": _whole(math.trunc),
    "math.floor": _whole(math.floor),
    "math.ceil": _whole(math.ceil),
    "math.trunc": _whole(math.trunc),
    "//": _floor_division,
    "float": _float,
    "Decimal": _float,
    **dict.fromkeys(_NUMPY, _only),
    "round": _round,
    "str": _str,
    "format": _formatted,
    ".format": _dot_format,
    "%": _percent,
    ".join": _joined,
    "json.dumps": _dumps,
    "dumps": _dumps,
    "uuid4": _uuid,
    "uuid1": _uuid,
    ".hex": _hex,
    ".replace": _replaced,
}
