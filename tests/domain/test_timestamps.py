"""Instants: what is read as which second, what is not read at all, and that nothing is lost on the way."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.timestamps import Instant, read, show
from tests.strategies import between_bars

NOON = 1795183329  # 2026-11-20 14:02:09 UTC


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1795183329", NOON),
        ("  1795183329\n", NOON),
        ("+5", 5),
        ("-62135596800", -62135596800),
        ("0042", 42),
        ("1795183329.5", NOON + 0.5),
        ("1795183329.0", float(NOON)),
        ("2026-11-20 14:02:09 UTC", NOON),
        ("2026-11-20 14:02:09 utc", NOON),
        ("2026-11-20   14:02:09   GMT", NOON),
        ("2026-11-20T14:02:09Z", NOON),
        ("2026-11-20t14:02:09z", NOON),
        ("2026-11-20T15:02:09+01:00", NOON),
        ("2026-11-20 15:02:09 +0100", NOON),
        ("2026-11-20 15:02:09+01", NOON),
        ("2026-11-20T08:32:09-05:30", NOON),
        ("2026-11-20T14:02:09-00:00", NOON),
        ("2026-11-20T14:02Z", NOON - 9),
        ("2026-11-20 UTC", NOON - 50529),
        ("2026-11-20T14:02:09.5Z", NOON + 0.5),
        ("2026-11-20T14:02:09,250+00:00", NOON + 0.25),
        ("2026-11-20T14:02:09.000000Z", NOON),
        ("2026-11-20T14:02:09.123456789Z", NOON + 0.123457),
        ("2026-11-20T14:02:09.9999999Z", NOON + 1),
        ("0001-01-01 00:00:00 UTC", -62135596800),
        ("9999-12-31 23:59:59 UTC", 253402300799),
        ("0001-01-01T00:00:00+14:00", -62135596800 - 50400),
    ],
)
def test_a_time_with_its_zone_is_read_as_its_second(text: str, seconds: float) -> None:
    instant = read(text)
    assert instant == Instant(seconds)
    assert repr(instant) == repr(Instant(seconds))  # whole seconds are whole numbers


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("2026-11-20 14:02:09", NOON), ("2026-11-20T14:02", NOON - 9), ("2026-11-20", NOON - 50529)],
)
def test_a_time_without_zone_says_so(text: str, seconds: int) -> None:
    assert read(text) == Instant(seconds, zoned=False)


NO_TIMES = between_bars(
    "| |-|yesterday|{{now}}|NaN|inf|1e9|1_000|1,795,183,329|0x10|5.|.5|1.0123456789|1111111111111111"
    "|1795183329Z|\u0663\u0664\u0665|2026-11-2\u0660 14:02 UTC|2026-11-20 14:02 \uff35\uff34\uff23"
    "|2026-13-01Z|2026-02-30 UTC|2026-11-20 24:00 UTC|2026-11-20 23:59:60 UTC|2026-11-20 14:60Z|0000-01-01Z"
    "|10000-01-01Z|-2026-11-20Z|26-11-20|20/11/2026|12:00|2026-11|2026-W47-5|2026-324|20261120T140209Z"
    "|2026-11-20x14:02|2026-11-20T14|2026-11-20T14:02:09+24:00|2026-11-20T14:02:09+1|2026-11-20T14:02:09+01:00:30"
    "|2026-11-20T14:02:09.Z|2026-11-20T14:02:09.1234567890Z|2026-11-20 14:02:09 CET|2026-11-20 14:02:09 PM"
    "|2026-11-20 14:02:09 UTC+1|Fri, 20 Nov 2026 14:02:09 GMT"
)


@pytest.mark.parametrize("text", NO_TIMES)
def test_anything_else_is_no_time(text: str) -> None:
    assert read(text) is None


def test_eight_digits_are_a_number_as_every_run_of_digits_is() -> None:
    assert read("20261120") == Instant(20261120)


@given(st.text("0123456789-:.+ TZUTC", max_size=30) | st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    instant = read(text)
    if instant:
        assert text.isascii() or text.strip().isascii()


@given(st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59)), st.integers(-1439, 1439))  # noqa: DTZ001
def test_every_second_of_every_zone_is_read_and_shown_in_utc(moment: datetime, offset: int) -> None:
    there = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    instant = read(there.isoformat())
    assert instant
    assert instant == Instant((there - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1))
    shown = show(instant.seconds)
    if shown is not None:
        assert read(shown) == instant


@given(st.integers(1 - 2**33, 2**33 - 1), st.integers(1, 999_999))
def test_a_microsecond_is_kept_as_long_as_a_float_can_hold_it(seconds: int, micros: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds, microseconds=micros)
    text = moment.strftime("%Y-%m-%d %H:%M:%S.%f UTC").rjust(30, "0")
    instant = read(text)
    assert instant
    shown = show(instant.seconds)
    assert shown == f"{text.removesuffix(' UTC').rstrip('0')} UTC"
    assert read(shown) == instant


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (NOON, "2026-11-20 14:02:09 UTC"),
        (float(NOON), "2026-11-20 14:02:09 UTC"),
        (NOON + 0.5, "2026-11-20 14:02:09.5 UTC"),
        (0, "1970-01-01 00:00:00 UTC"),
        (-1, "1969-12-31 23:59:59 UTC"),
        (1e-7, "1970-01-01 00:00:00 UTC"),
        (-62135596800, "0001-01-01 00:00:00 UTC"),
        (253402300799, "9999-12-31 23:59:59 UTC"),
    ],
)
def test_seconds_are_shown_as_a_date_in_utc(seconds: float, shown: str) -> None:
    assert show(seconds) == shown


@pytest.mark.parametrize(
    "seconds",
    [253402300800, -62135596801, 1795183329000, 10**400, 1e300, float("nan"), float("inf"), -float("inf")],
)
def test_what_no_calendar_has_is_not_shown(seconds: float) -> None:
    assert show(seconds) is None
