"""Times as a person asks the history for them: "2026-11-21", "21 Nov 12:37", "12:37", "yesterday", "7d".

What has no zone is time of the zone that the lists show it in; "Z" or "UTC" behind it is universal time.
A ``zone`` of None is that of this computer.
"""

import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
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
_DAY, _MINUTE = 3, 5  # parts of a time that say the one, and the other
_MOST_DAYS: Final = 5_000  # that a time of day is looked for on, the newest


def moments(text: str, now: float, zone: tzinfo | None = None) -> tuple[Span, ...]:
    """Return the spans that a filter names, none where it makes no sense; "7d" is a single moment.

    A minute that clocks show twice, as they are put back, is two spans.
    """
    asked = text.strip().casefold()
    if ago := _SPAN_AGO.fullmatch(asked):
        then = now - int(ago[1]) * _AGO[ago[2]]
        return ((then, then),)
    if asked in {"today", "yesterday"}:
        day = _day(now, zone) - timedelta(asked == "yesterday")
        return _spans([day.year, day.month, day.day], zone)
    found = _ISO.fullmatch(asked)
    return _dated(found, zone) if found else ()


def spans(text: str, first: float, last: float, zone: tzinfo | None = None) -> tuple[Span, ...]:
    """Return when those were sent, between ``first`` and ``last``, of which a list shows ``text`` as time."""
    asked = text.strip().casefold()
    if found := _ISO.fullmatch(asked):
        return _dated(found, zone)
    try:
        begin, end = (_day(edge, zone) for edge in (first, last))
    except (OSError, OverflowError, ValueError):  # beyond what this system knows as time
        return ()
    if found := _WORDED.fullmatch(asked):
        years = range(begin.year, end.year + 1) if found["year"] is None else (int(found["year"]),)
        return tuple(span for year in years for span in _dated(found, zone, [year]))
    if found := _HOURS.fullmatch(asked):
        return tuple(_daily(found, zone, begin, end))
    return ()


def _daily(found: re.Match[str], zone: tzinfo | None, begin: date, end: date) -> Iterator[Span]:
    begin, day = begin - timedelta(1), end + timedelta(1)  # universal time may be in another day
    for _ in range(min(_MOST_DAYS, (day - begin).days + 1)):
        yield from _dated(found, zone, [day.year, day.month, day.day])
        day -= timedelta(1)


def _dated(found: re.Match[str], zone: tzinfo | None, begun: Sequence[int] = ()) -> tuple[Span, ...]:
    """Return the spans of a date and a clock in words; ``begun`` is what of them is not in the words."""
    groups = found.groupdict()
    words = [groups.get(name) for name in ("year", "month", "day", "hour", "minute", "second")]
    if name := groups.get("name"):
        words[1] = str(_MONTHS.index(name) + 1)
    parts = [*begun, *(int(word) for word in words[len(begun) :] if word)]
    try:
        return _spans(parts, UTC if groups["zone"] else zone)
    except (OSError, OverflowError, ValueError):
        return ()


def _spans(parts: list[int], zone: tzinfo | None) -> tuple[Span, ...]:
    """Return when the month, day, minute or second ``parts`` is; ValueError where there is none."""
    if len(parts) > _DAY:
        length = 60.0 if len(parts) == _MINUTE else 1.0
        return tuple((start, start + length) for start in _shown_so(parts, zone))
    year, month, day = [*parts, 1][:_DAY]
    begin = date(year, month, day)
    try:
        after = begin + timedelta(1) if len(parts) == _DAY else date(year + month // 12, month % 12 + 1, 1)
    except (OverflowError, ValueError):  # the calendar ends with this one
        return ((_midnight(begin, zone), float("inf")),)
    return ((_midnight(begin, zone), _midnight(after, zone)),)


def _shown_so(parts: list[int], zone: tzinfo | None) -> list[float]:
    """Return when clocks show ``parts``: twice as they are put back, never as they are put forward."""
    year, month, day, hour, minute, second = [*parts, 0][:6]
    both = {
        datetime(year, month, day, hour, minute, second, tzinfo=zone, fold=fold).timestamp()
        for fold in (0, 1)
    }
    return sorted(
        one for one in both if datetime.fromtimestamp(one, zone).timetuple()[: len(parts)] == tuple(parts)
    )


def _midnight(day: date, zone: tzinfo | None) -> float:
    if zone is None:  # what the system knows reaches as far as the calendar
        return time.mktime((day.year, day.month, day.day, 0, 0, 0, 0, 0, -1))
    return datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()


def _day(moment: float, zone: tzinfo | None) -> date:
    return datetime.fromtimestamp(moment, zone).date()
