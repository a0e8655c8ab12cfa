"""What R's and lubridate's functions for times mean: the instants of ``as.POSIXct`` and its kin."""

import re
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from events_console.domain import timestamps
from events_console.domain.wording import quoted
from events_console.forms.code_values import Duration, Moment, Unit, Unknown, Value, exactly
from events_console.forms.expression import Call
from events_console.forms.meaning import Function, Meaning
from events_console.forms.r_values import bound, number

if TYPE_CHECKING:
    from collections.abc import Mapping

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UTC: Final = frozenset({"UTC", "GMT", "Etc/UTC", "Etc/GMT", "Z"})
_LONGEST: Final = 100  # characters of a time or a format
_UNITS: Final = {"secs": 1, "mins": 60, "hours": 3600, "days": 86400, "weeks": 604800}


def present(_meaning: Meaning, _call: Call) -> Value:
    """Return the moment of sending."""
    return Moment(Fraction(0), from_now=True)


def local(meaning: Meaning, call: Call) -> Value:
    """``as.POSIXct(x, tz = "")`` and ``as.POSIXlt``: without a zone R takes the local one."""
    return _instant(meaning, call, ("x", "tz"), "")


def universal(meaning: Meaning, call: Call) -> Value:
    """``as_datetime`` and ``ymd_hms`` of lubridate."""
    return _instant(meaning, call, ("x",), "UTC")


def formatted(meaning: Meaning, call: Call) -> Value:
    """``strptime(x, format, tz = "")``."""
    return _instant(meaning, call, ("x", "format", "tz"), "")


def parts(meaning: Meaning, call: Call) -> Value:
    """``ISOdatetime`` and ``ISOdate``, whose hour is 12 and whose zone GMT where it is left out."""
    nodes = bound(call, "year", "month", "day", "hour", "min", "sec", "tz")
    values: dict[str, Value] = {name: meaning.value(node) for name, node in nodes.items()}
    if call.function.endswith("ISOdate"):
        values = {"hour": 12, "min": 0, "sec": 0, "tz": "GMT", **values}
    figures = [exactly(values.get(name)) for name in ("year", "month", "day", "hour", "min", "sec")]
    whole = [int(figure) for figure in figures[:5] if figure is not None and abs(figure) < 10**4]
    seconds = figures[5]
    if len(whole) != 5 or seconds is None or abs(seconds) > 60:  # noqa: PLR2004  # a minute
        return Unknown(call.function)
    try:
        moment = datetime(*whole, tzinfo=UTC)  # type: ignore[misc, arg-type]  # five of them
    except ValueError:
        return Unknown(call.function)
    _say_zone(meaning, values.get("tz", ""), timestamps.show((moment - _EPOCH).total_seconds()) or "")
    return Moment(Fraction((moment - _EPOCH) // timedelta(seconds=1)) + seconds)


def lasting(seconds: int) -> Function:
    """Return what ``minutes(5)`` means, where a unit has ``seconds``."""

    def duration(meaning: Meaning, call: Call) -> Value:
        nodes = bound(call, "x")
        figure = exactly(meaning.value(nodes["x"])) if "x" in nodes else Fraction(1)
        return Unknown(call.function) if figure is None else Duration(figure * seconds)

    return duration


def difference(meaning: Meaning, call: Call) -> Value:
    """``as.difftime(5, units = "mins")``."""
    nodes = bound(call, "tim", "format", "units")
    figure = exactly(meaning.value(nodes["tim"])) if "tim" in nodes else None
    unit = meaning.value(nodes["units"]) if "units" in nodes else None
    if figure is None or not isinstance(unit, str) or unit not in _UNITS:
        return Unknown(call.function)
    return Duration(figure * _UNITS[unit])


def shown(meaning: Meaning, call: Call) -> Value:
    """``format(time, format)``: ``%s`` is Unix seconds; of a number it is its digits."""
    nodes = bound(call, "x", "format")
    value = meaning.value(nodes["x"]) if "x" in nodes else None
    if isinstance(value, Moment):
        if "format" in nodes and meaning.value(nodes["format"]) == "%s":
            return meaning.text(value.as_unit(Unit.SECONDS))
        return value.as_unit(Unit.TEXT) if value.from_now else Unknown(call.function)
    figure = number(value)
    scientific = meaning.value(nodes["scientific"]) if "scientific" in nodes else None
    if figure is not None and figure.denominator == 1 and scientific is False:
        return meaning.text(figure)
    return value if isinstance(value, str) else Unknown(call.function)


def _instant(meaning: Meaning, call: Call, parameters: tuple[str, ...], zone: str) -> Value:
    nodes = bound(call, *parameters)
    values = {name: meaning.value(node) for name, node in nodes.items()}
    value = values.get("x")
    if isinstance(value, Moment):
        return value.as_unit(Unit.DATE)
    if isinstance(value, Unknown):
        return value
    if isinstance(value, str):
        return _parsed(meaning, value, values, zone) or Unknown(f"{call.function}({value})")
    seconds, origin = exactly(value), _origin(values.get("origin"))
    return Unknown(call.function) if seconds is None or origin is None else Moment(seconds + origin)


def _origin(value: Value) -> Fraction | None:
    if value is None:
        return Fraction(0)
    if isinstance(value, Moment):
        return None if value.from_now else value.seconds
    if isinstance(value, Unknown) and value.source.endswith("origin"):  # lubridate's name for 1970
        return Fraction(0)
    found = timestamps.read(value) if isinstance(value, str) else None
    return exactly(found.seconds) if found else None


def _parsed(meaning: Meaning, text: str, values: "Mapping[str, Value]", zone: str) -> Moment | None:
    form = values.get("format")
    if len(text) > _LONGEST or len(str(form)) > _LONGEST:
        return None
    found = _by_format(text, form) if isinstance(form, str) else timestamps.read(text.replace("/", "-"))
    seconds = exactly(found.seconds) if found else None
    if found is None or seconds is None:
        return None
    if not found.zoned:
        _say_zone(meaning, values.get("tz", zone), text)
    elif not isinstance(form, str) and not zone and not text.isdecimal():
        meaning.note(f"R ignores the zone in {quoted(text)}; it is read as it is written.")
    if "T" in text and not isinstance(form, str) and not zone:
        meaning.note(f"R before 4.3 takes only the day of {quoted(text)}; it is read in full.")
    return Moment(seconds)


def _by_format(text: str, form: str) -> timestamps.Instant | None:
    for fraction in (".%f", ""):
        try:
            moment = datetime.strptime(text, re.sub("%OS[0-9]?", f"%S{fraction}", form))  # noqa: DTZ007
        except (ValueError, OverflowError, re.error):
            continue
        zoned = moment.tzinfo is not None
        exact = (moment if zoned else moment.replace(tzinfo=UTC)) - _EPOCH
        return timestamps.Instant(exact.total_seconds(), zoned)
    return None


def _say_zone(meaning: Meaning, zone: Value, text: str) -> None:
    if not zone:
        meaning.note(f"{quoted(text)} names no zone: R takes the local one, here it is read as UTC.")
    elif zone not in _UTC:
        shown_zone = quoted(zone) if isinstance(zone, str) else "a zone of the program"
        meaning.note(f"{quoted(text)} is in {shown_zone} there, and read as UTC here: check the time.")
