"""Values that code puts together: instants, lengths of time, exact numbers, and what is not known."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeAlias

from events_console.forms.expression import Node, source_of

_LARGEST: Final = 10**400  # no number of a request comes near


class Unit(StrEnum):
    """What an instant is at the moment: a date, a count, or text such as 2026-11-20T14:02:09Z."""

    DATE = "date"
    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant ``seconds`` after 1970 or, ``from_now``, after the moment of sending.

    ``caveat`` is a sentence that is noted where it becomes a value of the document.
    """

    seconds: Fraction
    from_now: bool = False
    unit: Unit = Unit.DATE
    caveat: str = ""

    def later(self, seconds: Fraction) -> "Moment":
        """Return the instant that much later, as the same unit."""
        return replace(self, seconds=self.seconds + seconds)

    def as_unit(self, unit: Unit) -> "Moment":
        """Return the same instant, as another unit."""
        return replace(self, unit=unit)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time that its language keeps apart from numbers, such as ``timedelta``."""

    seconds: Fraction


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that only running the program would tell; ``source`` is how it is written there."""

    source: str


Value: TypeAlias = (
    "bool | int | float | Fraction | str | Moment | Duration | Unknown"
    " | tuple[Value, ...] | dict[str, Value] | None"
)
"""Fractions are what arithmetic gives: exact, so that 1700000000.123 * 1000 / 1000 stays what it was."""


def unknown(node: Node) -> Unknown:
    """Return the value of ``node`` as one that only the program knows."""
    return Unknown(source_of(node))


def number(figure: Fraction) -> int | float:
    """Return ``figure`` as a number of JSON: whole ones as int."""
    if figure.denominator == 1:
        return figure.numerator
    try:
        return float(figure)
    except OverflowError:
        return math.inf if figure > 0 else -math.inf


def exactly(value: Value) -> Fraction | None:
    """Return a finite number as the fraction that its shortest decimal form means; None for anything else."""
    match value:
        case bool():
            return None
        case Fraction():
            return value
        case int():
            return Fraction(value) if abs(value) < _LARGEST else None
        case float():
            return Fraction(repr(value)) if math.isfinite(value) else None
        case _:
            return None


def calculated(sign: str, left: Fraction | None, right: Fraction | None) -> Fraction | None:
    """Return what an operation gives; None where that is no number."""
    if left is None or right is None or (sign == "/" and not right):
        return None
    match sign:
        case "+":
            found = left + right
        case "-":
            found = left - right
        case "*":
            found = left * right
        case "/":
            found = left / right
        case _:
            return None
    return found if max(abs(found.numerator), found.denominator) < _LARGEST else None


def shifted(sign: str, moment: Moment, by: Value) -> Moment | None:
    """Return ``moment`` after an operation with a number or a duration: moved, or in another unit."""
    if isinstance(by, Duration):
        seconds: Fraction | None = by.seconds
    else:
        figure = exactly(by)
        if sign in "*/":
            return _rescaled(moment, figure if sign == "*" or not figure else 1 / figure)
        seconds = figure / 1000 if figure is not None and moment.unit is Unit.MILLISECONDS else figure
    if seconds is None or sign not in "+-" or abs(seconds) >= _LARGEST:
        return None
    return moment.later(seconds if sign == "+" else -seconds)


def between(sign: str, moment: Moment, earlier: Moment) -> Duration | None:
    """Return how much later the first is."""
    if sign != "-" or moment.unit is not Unit.DATE or moment.from_now is not earlier.from_now:
        return None
    return Duration(moment.seconds - earlier.seconds)


def _rescaled(moment: Moment, factor: Fraction | None) -> Moment | None:
    if moment.unit is Unit.MILLISECONDS and factor == Fraction(1, 1000):
        return moment.as_unit(Unit.SECONDS)
    if moment.unit is Unit.SECONDS and factor == 1000:  # noqa: PLR2004  # milliseconds in a second
        return moment.as_unit(Unit.MILLISECONDS)
    return None


def iso(moment: Moment) -> str:
    """Return the instant as text of ISO 8601, or its seconds far from now."""
    from events_console.domain.timestamps import show

    shown = show(float(moment.seconds))
    return shown.replace(" UTC", "Z").replace(" ", "T") if shown else str(number(moment.seconds))
