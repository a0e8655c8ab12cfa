"""What calls of R mean in a request: lists, texts, numbers and times; see :data:`FUNCTIONS`."""

import math
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from events_console.domain.placeholders import Placeholder
from events_console.forms import r_times
from events_console.forms.code_values import Duration, Moment, Unit, Unknown, Value
from events_console.forms.code_values import number as json_number
from events_console.forms.expression import Call
from events_console.forms.meaning import Function, Meaning
from events_console.forms.r_json import to_json, unboxed_json
from events_console.forms.r_values import NULL, Single, Vector, Whole, bound, collected, number, text

_CONVERSION: Final = re.compile(
    r"%(?:(?P<percent>%)|(?P<flags>[-+0]?[0-9]{0,2}(?:\.[0-9]{1,2})?)(?P<type>[sdif]))"
)
_NUMBER: Final = re.compile(r"\s*[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?\s*")


def _list(meaning: Meaning, call: Call) -> Value:
    return collected(meaning, [(name, meaning.value(node)) for name, node in call.named])


def _combined(meaning: Meaning, call: Call) -> Value:
    """``c`` and ``append``: lists are joined, a text among values makes texts of all."""
    pairs: list[tuple[str, Value]] = []
    has_list = False
    for name, node in call.named:
        value = meaning.value(node)
        has_list |= isinstance(value, dict) or (isinstance(value, tuple) and not isinstance(value, Vector))
        match value:
            case dict():
                pairs.extend(value.items())
            case tuple():
                pairs.extend(("", one) for one in value)
            case _:
                pairs.append((name, value))
    if has_list or any(name for name, _ in pairs):
        return collected(meaning, pairs)
    values = [value for _, value in pairs]
    if any(isinstance(value, str) for value in values):
        values = [None if value is None else text(meaning, value) for value in values]
    return values[0] if len(values) == 1 else Vector(values)


def _named(meaning: Meaning, call: Call) -> Value:
    """``structure(list(), names = character(0))`` and ``setNames``."""
    nodes = bound(call, "object", "nm") if call.function.endswith("setNames") else bound(call, ".Data")
    values = {name: meaning.value(node) for name, node in nodes.items()}
    value = values.get(".Data", values.get("object", NULL))
    names = values.get("names", values.get("nm"))
    if not isinstance(value, tuple) or names is None:
        return value
    listed = names if isinstance(names, tuple) else (names,)
    if len(listed) != len(value):
        return Unknown(call.function)
    return {text(meaning, name): one for name, one in zip(listed, value, strict=True)}


def _vector(meaning: Meaning, call: Call) -> Value:
    value = _first(meaning, call)
    return value if isinstance(value, tuple | dict) else Vector((value,))


def _as_list(meaning: Meaning, call: Call) -> Value:
    value = _first(meaning, call)
    return tuple(value) if isinstance(value, Vector) else value


def _element(meaning: Meaning, call: Call) -> Value:
    """``x$y``, ``x[["y"]]``, ``x[[1]]`` and ``x[1]``; the last argument is how it is written."""
    holder, key, source = (meaning.value(node) for _, node in call.named)
    found: Value = Unknown(str(source))
    position = key - 1 if isinstance(key, int) and not isinstance(key, bool) else -1
    match holder:
        case dict() if isinstance(key, str):
            found = holder.get(key, NULL)
        case dict() | tuple() if 0 <= position < len(holder):
            found = list(holder.values() if isinstance(holder, dict) else holder)[position]
        case str() | int() | float() | Fraction() | Moment() if position == 0:
            return holder
        case _:
            return found
    if call.function != "[" or isinstance(holder, Vector):
        return found
    return {key: found} if isinstance(key, str) else (found,)


def _mapped(meaning: Meaning, call: Call) -> Value:
    """``lapply`` and its kin, for whose list one item stands where the function is in the code."""
    for _, node in call.named:
        match node:
            case Call("function", named=(_, (_, body))):
                item = meaning.value(body)
                if isinstance(item, dict | tuple):
                    meaning.note(f"Line {call.place.line} makes any number of items; one of them is shown.")
                    return (item,)
    return Unknown(call.function)


def _changed(meaning: Meaning, call: Call) -> Value:
    """What ``x`` is after ``x$y <- z``."""
    holder, key, value = (meaning.value(node) for _, node in call.named)
    if not (isinstance(holder, dict) or holder == ()):
        return Unknown(str(key))
    members = holder if isinstance(holder, dict) else {}
    if value == NULL and isinstance(value, Vector):
        return {name: one for name, one in members.items() if name != key}
    return {**members, str(key): value}


def _numeric(meaning: Meaning, call: Call) -> Value:
    value = _first(meaning, call)
    match value:
        case Moment():
            return value.as_unit(Unit.SECONDS)
        case Duration(seconds):
            return seconds
        case str() if _NUMBER.fullmatch(value):
            figure = float(value)
            return figure if not figure.is_integer() else int(figure)
        case Unknown() | None | tuple():
            return value
        case _:
            figure_of = number(value)
            return Unknown(call.function) if figure_of is None else figure_of


def _rounding(towards: Callable[[Fraction], int]) -> Function:
    def rounded(meaning: Meaning, call: Call) -> Value:
        is_integer = call.function.endswith("as.integer")
        value = _numeric(meaning, call) if is_integer else _first(meaning, call)
        nodes = bound(call, "x", "digits")
        places = meaning.value(nodes["digits"]) if "digits" in nodes else 0
        if isinstance(value, Moment):
            return Moment(Fraction(towards(value.seconds)), value.from_now, value.unit)
        figure = number(value)
        if figure is None or not isinstance(places, int) or abs(places) > 15:  # noqa: PLR2004  # digits R has
            return value if isinstance(value, Unknown) else Unknown(call.function)
        if places:
            return Fraction(towards(figure * Fraction(10) ** places)) / Fraction(10) ** places
        return Whole(towards(figure)) if is_integer else towards(figure)

    return rounded


def _characters(meaning: Meaning, call: Call) -> Value:
    value = _first(meaning, call)
    if isinstance(value, Vector):
        return Vector(text(meaning, one) for one in value)
    return value if isinstance(value, Unknown | tuple | dict) else text(meaning, value)


def _pasted(meaning: Meaning, call: Call) -> Value:
    options = {name: meaning.value(node) for name, node in call.named if name in ("sep", "collapse")}
    values = [meaning.value(node) for name, node in call.named if name not in options]
    sep = "" if call.function.endswith("paste0") else options.get("sep", " ")
    collapse = options.get("collapse")
    if len(values) == 1 and isinstance(values[0], Vector) and isinstance(collapse, str):
        sep, values = collapse, list(values[0])
    if not isinstance(sep, str) or any(isinstance(value, tuple | dict) and value for value in values):
        return Unknown(call.function)
    texts = ["" if isinstance(value, tuple) else text(meaning, value) for value in values]
    return meaning.spent(sep.join(texts))


def _formatted(meaning: Meaning, call: Call) -> Value:
    nodes = [node for name, node in call.named if name in ("", "fmt")]
    pattern, *values = [meaning.value(node) for node in nodes] or [None]
    if not isinstance(pattern, str) or any(isinstance(value, tuple | dict) for value in values):
        return Unknown(call.function)
    if "%" in _CONVERSION.sub("", pattern):
        return Unknown(call.function)
    left = iter(values)
    try:
        return meaning.spent(_CONVERSION.sub(lambda found: _conversion(meaning, found, left), pattern))
    except (StopIteration, OverflowError, TypeError, ValueError):
        return Unknown(call.function)


def _conversion(meaning: Meaning, found: re.Match[str], left: Iterator[Value]) -> str:
    if found["percent"]:
        return "%"
    value = next(left)
    figure = number(value)
    kind = "d" if found["type"] == "i" else found["type"]
    shown = text(meaning, value)
    if kind == "s" or figure is None:
        flags = found["flags"].lstrip("0") if kind == "s" and "." not in found["flags"] else ""
        return f"%{flags}s" % shown
    return f"%{found['flags']}{kind}" % json_number(figure)


def _first(meaning: Meaning, call: Call) -> Value:
    return meaning.value(call.named[0][1]) if call.named else NULL


def _environment(meaning: Meaning, call: Call) -> Value:
    value = _first(meaning, call)
    return Unknown(value if isinstance(value, str) else call.function)


_PACKAGES: Final[dict[str, dict[str, Function]]] = {
    "base": {
        **dict.fromkeys(("c", "append"), _combined),
        **dict.fromkeys(("structure", "setNames"), _named),
        **dict.fromkeys(
            ("invisible", "identity", "suppressWarnings", "return", "unname", "function"), _first
        ),
        **dict.fromkeys(("lapply", "Map", "apply"), _mapped),
        **dict.fromkeys(("as.numeric", "as.double"), _numeric),
        **dict.fromkeys(("paste", "paste0"), _pasted),
        **dict.fromkeys(("as.POSIXct", "as.POSIXlt"), r_times.local),
        **dict.fromkeys(("ISOdatetime", "ISOdate"), r_times.parts),
        **dict.fromkeys(("NULL", "character"), lambda _meaning, _call: NULL),
        "list": _list,
        "as.list": _as_list,
        "I": _vector,
        "as.integer": _rounding(int),
        "trunc": _rounding(int),
        "floor": _rounding(math.floor),
        "ceiling": _rounding(math.ceil),
        "round": _rounding(round),
        "as.character": _characters,
        "format": r_times.shown,
        "sprintf": _formatted,
        "strptime": r_times.formatted,
        "Sys.time": r_times.present,
        "as.difftime": r_times.difference,
        "Sys.getenv": _environment,
    },
    "purrr": dict.fromkeys(("map", "map2", "imap", "pmap"), _mapped),
    "jsonlite": {"toJSON": to_json, "unbox": lambda meaning, call: Single((_first(meaning, call),))},
    "uuid": {"UUIDgenerate": lambda _meaning, _call: str(Placeholder())},
    "lubridate": {
        "now": r_times.present,
        **dict.fromkeys(("as_datetime", "ymd_hms"), r_times.universal),
        **{
            f"{prefix}{unit}": r_times.lasting(seconds)
            for unit, seconds in {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}.items()
            for prefix in ("", "d")
        },
    },
}
FUNCTIONS: Final[dict[str, Function]] = {
    **dict.fromkeys(("$", "[[", "["), _element),
    "$<-": _changed,
    "rjson::toJSON": unboxed_json,
    **{name: function for functions in _PACKAGES.values() for name, function in functions.items()},
    **{
        f"{package}::{name}": function
        for package, functions in _PACKAGES.items()
        for name, function in functions.items()
    },
}
"""What each function means, by its name with and without its package."""
