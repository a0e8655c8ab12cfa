"""Times as a person asks the history for them: "2026-11-21", "21 Nov 12:37", "12:37", "yesterday", "7d".

What has no zone is local time, as the lists show it; "Z" or "UTC" behind it is universal time.
"""

import re
import time
from calendar import timegm
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Final, TypeAlias

Span: TypeAlias = tuple[float, float]  # Unix seconds: from the first on, before the second

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AGO: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_CLOCK: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
_ZONE: Final = r"(?P<zone>\s*(?:z|utc))?"
_ISO: Final = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:(?:t|\s+){_CLOCK})?)?{_ZONE}", re.ASCII
)
_WORDED: Final = re.compile(
    rf"(?P<day>\d{{1,2}})\s+(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?(?:\s+(?P<year>\d{{4}}))?(?:\s+{_CLOCK})?{_ZONE}",
    re.ASCII,
)
_HOURS: Final = re.compile(f"{_CLOCK}{_ZONE}", re.ASCII)
_SPAN_AGO: Final = re.compile(r"(\d{1,6})\s*([smhdw])", re.ASCII)
_MOST_DAYS: Final = 5_000  # that a time of day is looked for on, the newest


def moment(text: str, now: float) -> Span | None:
    """Return the span that a filter names, None where it names none; one like "7d" is a single moment."""
    asked = text.strip().casefold()
    if ago := _SPAN_AGO.fullmatch(asked):
        then = now - int(ago[1]) * _AGO[ago[2]]
        return then, then
    if asked in {"today", "yesterday"}:
        day = datetime.fromtimestamp(now).astimezone().date() - timedelta(asked == "yesterday")
        return _span([day.year, day.month, day.day], universal=False)
    found = _ISO.fullmatch(asked)
    return _dated(found, None) if found else None


def spans(text: str, first: float, last: float) -> tuple[Span, ...]:
    """Return when those were sent, between ``first`` and ``last``, of which a list shows ``text`` as time."""
    asked = text.strip().casefold()
    try:
        if found := _ISO.fullmatch(asked):
            span = _dated(found, None)
            return (span,) if span else ()
        if found := _WORDED.fullmatch(asked):
            years = range(_year(first), _year(last) + 1)
            possible = years if found["year"] is None else (None,)
            return tuple(span for year in possible if (span := _dated(found, year)))
        if found := _HOURS.fullmatch(asked):
            return tuple(_daily(found, first, last))
    except (OSError, OverflowError, ValueError):  # beyond what this system knows as time
        pass
    return ()


def _year(moment: float) -> int:
    return time.localtime(moment).tm_year


def _daily(found: re.Match[str], first: float, last: float) -> Iterator[Span]:
    begin, day = (datetime.fromtimestamp(edge).astimezone().date() for edge in (first, last))
    begin, day = begin - timedelta(1), day + timedelta(1)  # universal time may be in another day
    for _ in range(min(_MOST_DAYS, (day - begin).days + 1)):
        span = _dated(found, None, [day.year, day.month, day.day])
        if span:
            yield span
        day -= timedelta(1)


def _dated(found: re.Match[str], year: int | None, parts: list[int] | None = None) -> Span | None:
    groups = found.groupdict()
    if parts is None:
        month = _MONTHS.index(groups["name"]) + 1 if "name" in groups else int(groups["month"])
        parts = [year or int(groups["year"]), month]
        if groups["day"]:
            parts.append(int(groups["day"]))
    for name in ("hour", "minute", "second"):
        if groups.get(name):
            parts.append(int(groups[name]))
    try:
        return _span(parts, universal=bool(groups["zone"]))
    except (OverflowError, ValueError):
        return None


def _span(parts: list[int], *, universal: bool) -> Span:
    """Return the month, day, minute or second that begins with ``parts``; ValueError where there is none."""
    date(*[*parts, 1, 1][:3])  # which raises where there is no such day
    hour, minute, second = [*parts[3:], 0, 0, 0][:3]
    clock(hour, minute, second)
    after = [*parts[:-1], parts[-1] + 1]
    if len(parts) == 2 and after[1] > 12:  # noqa: PLR2004  # months
        after = [parts[0] + 1, 1]
    return _seconds(parts, universal=universal), _seconds(after, universal=universal)


def _seconds(parts: list[int], *, universal: bool) -> float:
    year, month, day, hour, minute, second = parts + [0, 1, 1, 0, 0, 0][len(parts) :]
    whole = (year, month, day, hour, minute, second, 0, 0, 0 if universal else -1)
    return float(timegm(whole)) if universal else time.mktime(whole)
