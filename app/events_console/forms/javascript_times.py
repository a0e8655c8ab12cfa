"""What JavaScript's ``Date`` means: instants, which it counts in milliseconds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Final

from events_console.domain import timestamps
from events_console.domain.wording import quoted
from events_console.forms.code_values import Moment, Unit, Unknown, Value, exactly
from events_console.forms.expression import Call
from events_console.forms.javascript_numbers import numeric
from events_console.forms.meaning import Meaning

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PARTS: Final = 7  # year, month, day, hours, minutes, seconds, milliseconds
_LONGEST: Final = 100  # characters of a time
_LARGEST: Final = 10**9  # of a part
_CENTURY: Final = 100  # years before it are of the one that begins in 1900


def new_date(meaning: Meaning, call: Call) -> Value:
    """``new Date()``, of milliseconds, of text, or of parts in local time."""
    values = [meaning.value(node) for node in call.arguments]
    if not values:
        return Moment(Fraction(0), from_now=True)
    if len(values) > 1:
        return _local(_of_parts(values))
    match values[0]:
        case Moment() as moment:
            return moment.as_unit(Unit.DATE)
        case str() as text:
            return _of_text(meaning, text)
        case Unknown() as unknown:
            return unknown
        case value:
            figure = exactly(numeric(value))
            return Unknown(call.function) if figure is None else Moment(figure / 1000)


def printed(meaning: Meaning, call: Call) -> Value:
    """``2026-11-20T14:02:09.000Z`` without quotation marks."""
    meaning.note(f"{meaning.value(call.arguments[0])}, as console.log prints a Date, is read as that time.")
    return new_date(meaning, call)


def now(_meaning: Meaning, _call: Call) -> Value:
    """``Date.now()``."""
    return Moment(Fraction(0), from_now=True, unit=Unit.MILLISECONDS)


def parsed(meaning: Meaning, call: Call) -> Value:
    """``Date.parse(text)``."""
    return numeric(new_date(meaning, call))


def universal(meaning: Meaning, call: Call) -> Value:
    """``Date.UTC(year, month, …)``."""
    return numeric(_of_parts([meaning.value(node) for node in call.arguments]) or Unknown(call.function))


def as_milliseconds(meaning: Meaning, call: Call) -> Value:
    """``.getTime()`` and ``.valueOf()``."""
    value = meaning.value(call.receiver) if call.receiver else None
    return (
        value.as_unit(Unit.MILLISECONDS) if isinstance(value, Moment) and value.unit is Unit.DATE else value
    )


def as_seconds(meaning: Meaning, call: Call) -> Value:
    """``.unix()`` of moment and dayjs, which count whole seconds."""
    value = meaning.value(call.receiver) if call.receiver else None
    if not isinstance(value, Moment):
        return value
    return replace(value, seconds=Fraction(value.seconds // 1), unit=Unit.SECONDS)


def as_text(meaning: Meaning, call: Call) -> Value:
    """``.toISOString()``."""
    value = meaning.value(call.receiver) if call.receiver else None
    if not isinstance(value, Moment):
        return value if isinstance(value, Unknown) else Unknown(call.function)
    return value.as_unit(Unit.TEXT) if value.from_now else iso(meaning, value)


def iso(meaning: Meaning, moment: Moment) -> Value:
    """Return an instant as ``toISOString`` writes it."""
    if moment.caveat:
        meaning.note(moment.caveat)
    try:
        when = _EPOCH + timedelta(milliseconds=int(moment.seconds * 1000 // 1))
    except OverflowError:
        return Unknown("a date out of range")
    return f"{when:%Y-%m-%dT%H:%M:%S}.{when.microsecond // 1000:03}Z".rjust(24, "0")


def _of_text(meaning: Meaning, text: str) -> Value:
    found = timestamps.read(text) if "-" in text.strip()[1:] and len(text) <= _LONGEST else None
    if not found:
        meaning.note(f"{quoted(text)} is no date in the form of ISO 8601, and is kept as text.")
        return text
    moment = Moment(Fraction(str(found.seconds)))
    return moment if found.zoned or ":" not in text else _local(moment)


def _local(moment: Moment | None) -> Value:
    if not moment:
        return Unknown("new Date")
    caveat = (
        "A Date without a zone is in the local time of the program; here it is taken as UTC:"
        f" {timestamps.show(float(moment.seconds))}."
    )
    return replace(moment, caveat=caveat)


def _of_parts(values: list[Value]) -> Moment | None:
    """Return the instant in UTC; months count from 0, and what is too much of one part goes to the next."""
    figures = [exactly(numeric(value)) for value in values[:_PARTS]]
    parts = [int(figure) for figure in figures if figure is not None and abs(figure) < _LARGEST]
    if not parts or len(parts) != len(figures):
        return None
    year, month, day, hours, minutes, seconds, milliseconds = (*parts, *(0, 0, 1, 0, 0, 0, 0)[len(parts) :])
    try:
        first = datetime(
            year + month // 12 + (1900 if 0 <= year < _CENTURY else 0), month % 12 + 1, 1, tzinfo=UTC
        )
        moment = first + timedelta(day - 1, seconds, 0, milliseconds, minutes, hours)
    except (OverflowError, ValueError):
        return None
    return Moment(Fraction((moment - _EPOCH) // timedelta(milliseconds=1), 1000))
