"""When an event was sent: Unix seconds on the wire, and what other things people and programs write there."""

import math
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from events_console.domain import timestamps
from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.lint.context import Context, LocalTime
from events_console.domain.lint.rule import Rule
from events_console.domain.lint.schema_rules import SENT_AT_ADVICE
from events_console.domain.placeholders import misread
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import Edit
from events_console.domain.timestamps import Instant
from events_console.domain.wording import quoted, shortened

MILLISECONDS: Final = Rule(
    "time.milliseconds",
    Severity.ERROR,
    "a time of 100,000,000,000 or more: milliseconds, microseconds or nanoseconds instead of seconds",
    "divides it down to seconds",
)
BEFORE_2000: Final = Rule(
    "time.before-2000",
    Severity.ERROR,
    "a time before the year 2000, as seconds become that are divided by 1,000 once too often",
    "multiplies it by 1,000 where that is a likely time",
)
NOT_A_NUMBER: Final = Rule(
    "time.not-a-number",
    Severity.ERROR,
    "a time as text, where the service takes Unix seconds",
    "turns a date-time with a zone, or digits, into seconds",
)
NO_ZONE: Final = Rule(
    "time.no-zone",
    Severity.WARNING,
    "a date-time without a zone",
    "takes it for UTC or for local time, as you choose",
)
FUTURE: Final = Rule(
    "time.future", Severity.WARNING, "a time more than 5 minutes ahead", "writes the time of sending, {{now}}"
)
OLD: Final = Rule("time.old", Severity.INFO, "a time more than 14 days ago: too old for metric attribution")
FRACTION: Final = Rule(
    "time.fraction",
    Severity.INFO,
    "a fraction of a second, which some clients send and others drop",
    "rounds it to whole seconds",
)
RULES: Final = (MILLISECONDS, BEFORE_2000, NOT_A_NUMBER, NO_ZONE, FUTURE, OLD, FRACTION)

_PATH: Final = "/sentAt"
_YEAR_2000: Final = 946_684_800
_AHEAD: Final = 300  # seconds that clocks may differ
_AGE: Final = 14 * 86_400
_FAR: Final = 366 * 86_400  # ahead, where no event is meant to be
# What is no longer seconds, and what brings it there: 1e11 milliseconds are in 1973, 1e11 seconds in 5138.
_FINER: Final = (
    (10**17, "nanoseconds", 10**9),
    (10**14, "microseconds", 10**6),
    (10**11, "milliseconds", 1000),
)
_SECONDS_END: Final = 10**11
_UNITS_END: Final = 10**20
_DIGITS: Final = range(16, 21)  # of microseconds and nanoseconds as text, beyond what is read as an instant
_TOO_OLD: Final = OLD.at(
    _PATH, "Sent at is more than 14 days ago, so the event may not count in any metric attribution."
)


def event(event: Object, context: Context) -> Iterable[Problem]:
    """Return what is wrong with the time of ``event``: of a number, the most telling alone."""
    sent = event.get("sentAt")
    if isinstance(sent, str):
        return _text(sent, context)
    if isinstance(sent, bool) or not isinstance(sent, int | float):
        return ()
    now = context.now
    if sent >= _YEAR_2000 and now - _AGE <= sent <= now + _AHEAD and sent % 1 == 0:
        return ()
    return _number(sent, now)


def _number(sent: float, now: float) -> Iterable[Problem]:
    if not abs(sent) <= sys.float_info.max:
        return ()  # no number that can arrive, which is another rule's
    if sent >= _SECONDS_END:
        return (_too_fine(sent, now),)
    if sent < _YEAR_2000:
        return (_too_early(sent, now),)
    if sent > now + _AHEAD:
        message = (
            f"Sent at is {timestamps.show(sent)}, which is still to come, and the service may ignore the "
            "event: write {{now}} or the time when it happened, and check its zone."
        )
        return (FUTURE.at(_PATH, message, Fix("Use the time of sending", (_put("{{now}}"),), safe=False)),)
    if sent % 1:
        message = (
            f"Sent at is {dumps(sent)}, with a fraction of a second, which some clients drop: write whole "
            "seconds if nothing depends on it."
        )
        fix = Fix("Round to whole seconds", (_put(round(sent)),), safe=False)
        return (FRACTION.at(_PATH, message, fix),)
    return (_TOO_OLD,)


def _is_likely(seconds: float, now: float) -> bool:
    return _YEAR_2000 <= seconds <= now + _FAR


def _too_fine(sent: float, now: float) -> Problem:
    if sent >= _UNITS_END:
        message = f"Sent at is {shortened(dumps(sent))}, which is beyond every calendar: {SENT_AT_ADVICE}."
        return MILLISECONDS.at(_PATH, message)
    seconds, unit, times = _in_seconds(sent)
    if not _is_likely(seconds, now):
        shown = timestamps.show(seconds) or shortened(dumps(seconds))
        message = (
            f"Sent at is {dumps(sent)}, thousands of years ahead in Unix seconds and {shown} in {unit}, "
            f"neither of which is likely: {SENT_AT_ADVICE}."
        )
        return MILLISECONDS.at(_PATH, message)
    message = (
        f"Sent at is {dumps(sent)}, which must be {unit}, but the service takes Unix seconds and would read "
        f"a time thousands of years ahead: write {dumps(seconds)} instead."
    )
    return MILLISECONDS.at(_PATH, message, Fix(f"Divide by {times:,}", (_put(seconds),)))


def _in_seconds(number: float) -> tuple[float, str, int]:
    """Return the seconds that ``number`` must mean, its unit, and how many of that are a second."""
    unit, times = next((unit, times) for least, unit, times in _FINER if number >= least)
    return int(number // times) if number % times == 0 else number / times, unit, times


def _too_early(sent: float, now: float) -> Problem:
    shown = timestamps.show(sent) or shortened(dumps(sent))
    fix = None
    if _YEAR_2000 <= sent * 1000 <= now + _AGE:
        fix = Fix("Multiply by 1,000", (_put(round(sent * 1000)),), safe=False)
    why = "as if seconds had been taken for milliseconds" if sent else "which may be an empty value"
    message = f"Sent at is {shown}, before the year 2000, {why}: write Unix seconds such as 1700000000."
    return BEFORE_2000.at(_PATH, message, fix)


def _text(text: str, context: Context) -> Iterable[Problem]:
    told = f"Sent at is the text {quoted(text)}, but the service takes Unix seconds: "
    instant = _read(text)
    if instant is None:
        return (NOT_A_NUMBER.at(_PATH, f"{told}{misread(text) or SENT_AT_ADVICE}."),)
    if not instant.zoned:
        advice = "name its zone, in the table as in 2026-11-20 14:02:09 UTC"
        zoneless = _without_zone(text, instant, context.local)
        return (NOT_A_NUMBER.at(_PATH, f"{told}{advice}.", zoneless.fix, *zoneless.others), zoneless)
    seconds, which = instant.seconds, ""
    if seconds >= _SECONDS_END:
        seconds, unit, _ = _in_seconds(seconds)
        which = f"these must be {unit}, so "
    message = f"{told}{which}write {dumps(seconds)} instead, without quotes."
    fix = Fix("Make it Unix seconds", (_put(seconds),), safe=_is_likely(seconds, context.now))
    return (NOT_A_NUMBER.at(_PATH, message, fix),)


def _read(text: str) -> Instant | None:
    if len(text) in _DIGITS and text.isascii() and text.isdecimal():
        return Instant(int(text))
    return timestamps.read(text)


def _without_zone(text: str, instant: Instant, local: LocalTime | None) -> Problem:
    message = (
        f"Sent at is {quoted(text)} without a zone, so it may be hours off: choose whether it is UTC or "
        "local time."
    )
    utc = Fix("Assume UTC", (_put(instant.seconds),), safe=False)
    seconds = _local_seconds(instant.seconds, local) if local else None
    others = () if seconds is None else (Fix("Assume local time", (_put(seconds),), safe=False),)
    return NO_ZONE.at(_PATH, message, utc, *others)


def _local_seconds(seconds: float, local: LocalTime) -> float | None:
    """Return the Unix seconds of a local time; ``seconds`` would be those if it were UTC."""
    whole = math.floor(seconds)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=whole)
    date = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    try:
        return int(local((*date, 0, 1, -1))) + (seconds - whole)
    except (OverflowError, ValueError, OSError):
        return None


def _put(value: Json) -> Edit:
    return Edit(_PATH, value)
