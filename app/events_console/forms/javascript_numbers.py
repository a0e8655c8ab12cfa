"""Numbers as JavaScript takes and shows them: it has only doubles, and makes numbers of dates and texts."""

import math
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from events_console.forms.code_values import Moment, Unit, Unknown, Value, exactly, number

_MOST_DIGITS: Final = 21  # of a number written without an exponent
_LEAST_POINT: Final = -6  # where the point is, of such a number below 1
_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]{1,400}\.?[0-9]{0,400}|\.[0-9]{1,400})(?:[eE][-+]?[0-9]{1,3})?")


def shown(value: float | Fraction) -> str:
    """Return a number as JavaScript writes it: 1e-7 and 1e+21 have an exponent, and 7.0 is 7."""
    try:
        figure = float(value)
    except OverflowError:
        figure = math.inf if value > 0 else -math.inf
    if not math.isfinite(figure):
        return "NaN" if math.isnan(figure) else "Infinity" if figure > 0 else "-Infinity"
    if not figure:
        return "0"
    sign, digits, exponent = Decimal(repr(figure)).normalize().as_tuple()
    written, point = "".join(map(str, digits)), len(digits) + int(exponent)
    if 0 < point <= _MOST_DIGITS:
        written = written.ljust(point, "0")
        text = f"{written[:point]}.{written[point:]}".removesuffix(".")
    elif _LEAST_POINT < point <= 0:
        text = f"0.{'0' * -point}{written}"
    else:
        text = f"{written[0]}.{written[1:]}".removesuffix(".") + f"e{point - 1:+}"
    return f"-{text}" if sign else text


def is_rounded(value: int) -> bool:
    """Return whether JavaScript, which has only doubles, cannot hold this whole number."""
    try:
        return int(float(value)) != value
    except OverflowError:
        return True


def numeric(value: Value) -> Value:
    """Return what JavaScript calculates with in place of ``value``; itself where that is no number."""
    match value:
        case Moment(unit=Unit.DATE):
            return value.as_unit(Unit.MILLISECONDS)
        case bool():
            return int(value)
        case None | "":
            return 0
        case str() if _NUMBER.fullmatch(value.strip()):
            return number(Fraction(value.strip()))
        case _:
            return value


def rounded(value: Value, towards: Callable[[Fraction], int] = math.trunc) -> Value:
    """Return ``value`` as a whole number; a time is a whole number of its unit."""
    value = numeric(value)
    match value:
        case Moment(unit=Unit.MILLISECONDS | Unit.SECONDS):
            count = 1000 if value.unit is Unit.MILLISECONDS else 1
            return replace(value, seconds=Fraction(towards(value.seconds * count), count))
        case int() | float() | Fraction():
            figure = exactly(value)
            return value if figure is None else towards(figure)
        case Unknown():
            return value
        case _:
            return Unknown("a rounded value")
