"""Values of R, as far as a request needs them: vectors, integers, and what they are as text."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from events_console.forms.code_values import Moment, Unit, Unknown, Value, exactly
from events_console.forms.expression import Call, Node
from events_console.forms.meaning import Meaning

_DIGITS: Final = 15  # significant ones; R gives no more


class Vector(tuple["Value", ...]):
    """Several values that R keeps in one vector, such as ``c("a", "b")``, or none, which is NULL.

    A vector of one value is that value; only ``I("a")`` insists on it.
    """

    __slots__ = ()


class Single(tuple["Value", ...]):
    """The one value that ``unbox`` keeps from becoming an array."""

    __slots__ = ()


class Whole(int):
    """A number that R keeps as an integer (1L), so that it never has an exponent as text."""


class Position(str):
    """The name that a value without one has in a list whose others have names: its position, from 1."""

    __slots__ = ()


NULL: Final = Vector(())


def bound(call: Call, *parameters: str) -> Mapping[str, Node]:
    """Return the arguments by the names of the parameters, as R finds them; those too many are left out."""
    given = {name: node for name, node in call.named if name}
    free = [parameter for parameter in parameters if parameter not in given]
    return {**given, **dict(zip(free, (node for name, node in call.named if not name), strict=False))}


def plain(value: Value) -> Value:
    """Return ``value`` without what only R knows: vectors are lists, NULL is None."""
    match value:
        case Vector() if not value:
            return None
        case Single():
            return plain(value[0])
        case tuple():
            return tuple(plain(one) for one in value)
        case dict():
            return {name: plain(one) for name, one in value.items()}
        case Whole():
            return int(value)
        case _:
            return value


def collected(meaning: Meaning, pairs: list[tuple[str, Value]]) -> Value:
    """Return what ``list`` makes of values with and without names."""
    if not any(name for name, _ in pairs):
        return tuple(value for _, value in pairs)
    found: dict[str, Value] = {}
    for position, (name, value) in enumerate(pairs, 1):
        if name in found:
            meaning.note(f"“{name}” is given more than once, and only its first value counts.")
        found.setdefault(name or Position(position), value)
    return found


def text(meaning: Meaning, value: Value) -> str:
    """Return what R's ``as.character`` makes of one value: 100000 is 1e+05, and 100000L is 100000."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case None:
            return "NA"
        case Whole():
            return str(int(value))
        case int() | float() | Fraction():
            return _shown(value)
        case Moment(unit=Unit.DATE) | tuple() | dict():
            return meaning.text(
                Unknown("the time as text" if isinstance(value, Moment) else "a list as text")
            )
        case _:
            return meaning.text(value)


def _shown(value: float | Fraction) -> str:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf if value > 0 else -math.inf
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "Inf" if number > 0 else "-Inf"
    mantissa, _, exponent = f"{number:.{_DIGITS - 1}e}".partition("e")
    mantissa = mantissa.rstrip("0").rstrip(".")
    digits = sum(map(str.isdecimal, mantissa))
    scientific = f"{mantissa}e{exponent}"
    fixed = f"{number:.{min(max(0, digits - 1 - int(exponent)), 400)}f}"
    return fixed if len(fixed) <= len(scientific) else scientific


def number(value: Value) -> Fraction | None:
    """Return a finite number as an exact fraction, true and false as 1 and 0; None for anything else."""
    return Fraction(value) if isinstance(value, bool) else exactly(value)
