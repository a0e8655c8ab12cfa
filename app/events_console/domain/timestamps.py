"""Instants: what a person writes, what goes out on the wire (Unix seconds), and back; never ambiguous."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = 10**6  # microseconds
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?")
_DATE_TIME: Final = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:(?:T| +)(?P<time>(?:[01][0-9]|2[0-3]):[0-9]{2}(?::[0-9]{2}(?:[.,](?P<fraction>[0-9]{1,9}))?)?))?"
    r" *(?P<zone>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Instant:
    """What a text was read as: Unix seconds, or, where ``zoned`` is false, seconds if the text meant UTC."""

    seconds: int | float
    zoned: bool = True


def read(text: str) -> Instant | None:
    """Read Unix seconds or a date-time in the extended form of ISO 8601, with blanks where people put them.

    "2026-11-20 14:02:09 UTC", "2026-11-20T14:02:09.5+02:00" and "2026-11-20" (its first moment) are read, the
    fraction to the nearest microsecond. None is anything else: week and ordinal dates, 24:00, leap seconds
    (which Unix time does not have), digits of other scripts. ``zoned`` is false where no zone is named.
    """
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return Instant(float(text) if "." in text else int(text))
    found = _DATE_TIME.fullmatch(text)
    if not found:
        return None
    zone = found["zone"] or ""
    offset = zone if zone.startswith(("+", "-")) else "+00:00"
    clock = (found["time"] or "00:00").partition(".")[0].partition(",")[0]
    try:
        moment = datetime.fromisoformat(f"{found['date']}T{clock}{offset}")
    except ValueError:
        return None
    micros = round(int((found["fraction"] or "").ljust(9, "0")) / 1000)
    exact = (moment - _EPOCH) // timedelta(microseconds=1) + micros
    return Instant(exact / _SECOND if exact % _SECOND else exact // _SECOND, zoned=bool(zone))


def show(seconds: float) -> str | None:
    """Return Unix ``seconds`` as "2026-11-20 14:02:09 UTC", to the microsecond; None beyond years 1–9999."""
    try:
        moment = _EPOCH + timedelta(microseconds=round(Fraction(seconds) * 1_000_000))
    except (OverflowError, ValueError):
        return None
    shown = moment.replace(tzinfo=None).isoformat(" ")
    return f"{shown.rstrip('0') if moment.microsecond else shown} UTC"
