"""Times as a person asks the history for them: "2026-11-21", "21 Nov 12:37", "12:37", "yesterday", "7d".

What has no zone is local time, as the lists show it; "Z" or "UTC" behind it is universal time.
"""

import re
import time
from calendar import timegm
from collections.abc import Iterator, Sequence
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
_DAY, _MINUTE = 3, 5  # parts of a time that say the one, and the other
_MOST_DAYS: Final = 5_000  # that a time of day is looked for on, the newest


def moments(text: str, now: float) -> tuple[Span, ...]:
    """Return the spans that a filter names, none where it makes no sense; "7d" is a single moment.

    A minute that local clocks show twice, as they are put back, is two spans.
    """
    asked = text.strip().casefold()
    if ago := _SPAN_AGO.fullmatch(asked):
        then = now - int(ago[1]) * _AGO[ago[2]]
        return ((then, then),)
    if asked in {"today", "yesterday"}:
        day = datetime.fromtimestamp(now).astimezone().date() - timedelta(asked == "yesterday")
        return _spans([day.year, day.month, day.day], universal=False)
    found = _ISO.fullmatch(asked)
    return _dated(found) if found else ()


def spans(text: str, first: float, last: float) -> tuple[Span, ...]:
    """Return when those were sent, between ``first`` and ``last``, of which a list shows ``text`` as time."""
    asked = text.strip().casefold()
    if found := _ISO.fullmatch(asked):
        return _dated(found)
    try:
        begin, end = (datetime.fromtimestamp(edge).astimezone().date() for edge in (first, last))
    except (OSError, OverflowError, ValueError):  # beyond what this system knows as time
        return ()
    if found := _WORDED.fullmatch(asked):
        years = range(begin.year, end.year + 1) if found["year"] is None else (int(found["year"]),)
        return tuple(span for year in years for span in _dated(found, [year]))
    if found := _HOURS.fullmatch(asked):
        return tuple(_daily(found, begin, end))
    return ()


def _daily(found: re.Match[str], begin: date, end: date) -> Iterator[Span]:
    begin, day = begin - timedelta(1), end + timedelta(1)  # universal time may be in another day
    for _ in range(min(_MOST_DAYS, (day - begin).days + 1)):
        yield from _dated(found, [day.year, day.month, day.day])
        day -= timedelta(1)


def _dated(found: re.Match[str], begun: Sequence[int] = ()) -> tuple[Span, ...]:
    """Return the spans of a date and a clock in words; ``begun`` is what of them is not in the words."""
    groups = found.groupdict()
    words = [groups.get(name) for name in ("year", "month", "day", "hour", "minute", "second")]
    if name := groups.get("name"):
        words[1] = str(_MONTHS.index(name) + 1)
    parts = [*begun, *(int(word) for word in words[len(begun) :] if word)]
    try:
        return _spans(parts, universal=bool(groups["zone"]))
    except (OSError, OverflowError, ValueError):
        return ()


def _spans(parts: list[int], *, universal: bool) -> tuple[Span, ...]:
    """Return when the month, day, minute or second ``parts`` is; ValueError where there is none."""
    date(*[*parts, 1, 1][:3])  # which raises where there is no such day
    hour, minute, second = [*parts[3:], 0, 0, 0][:3]
    clock(hour, minute, second)
    if len(parts) > _DAY:
        length = 60.0 if len(parts) == _MINUTE else 1.0
        starts = [_universal(parts)] if universal else _shown_so(parts)
        return tuple((start, start + length) for start in starts)
    if len(parts) == _DAY:
        after = parts[0], parts[1], parts[2] + 1
    else:
        after = (parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
    if universal:
        return ((_universal(parts), _universal(after)),)
    return ((time.mktime(_whole(parts, -1)), time.mktime(_whole(after, -1))),)


def _shown_so(parts: list[int]) -> list[float]:
    """Return when local clocks show ``parts``: twice as they are put back, never as they are put forward."""
    both = {time.mktime(_whole(parts, summer)) for summer in (0, 1)}
    return sorted(one for one in both if time.localtime(one)[: len(parts)] == tuple(parts))


def _universal(parts: Sequence[int]) -> float:
    return float(timegm(_whole(parts, 0)))


def _whole(parts: Sequence[int], summer: int) -> tuple[int, int, int, int, int, int, int, int, int]:
    year, month, day, hour, minute, second = [*parts, *(0, 1, 1, 0, 0, 0)[len(parts) :]]
    return year, month, day, hour, minute, second, 0, 0, summer
