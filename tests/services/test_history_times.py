"""Times as people ask for them, in a zone whose clocks change."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from events_console.services.history_times import moments, spans

NOW = datetime.fromisoformat("2026-11-21T13:37:05+01:00").timestamp()


@pytest.fixture(autouse=True)
def _berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def shown(found: tuple[float, float]) -> tuple[str, str]:
    first, last = (datetime.fromtimestamp(edge).isoformat() for edge in found)  # noqa: DTZ006  # local
    return first, last


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("2026-11-21", "2026-11-21T00:00:00", "2026-11-22T00:00:00"),
        ("2026-03-29", "2026-03-29T00:00:00", "2026-03-30T00:00:00"),  # which has 23 hours
        ("2026-12", "2026-12-01T00:00:00", "2027-01-01T00:00:00"),
        ("2026-12-31T23:59", "2026-12-31T23:59:00", "2027-01-01T00:00:00"),
        ("2026-11-21 12:37:05", "2026-11-21T12:37:05", "2026-11-21T12:37:06"),
        ("2026-11-21T12:37Z", "2026-11-21T13:37:00", "2026-11-21T13:38:00"),
        ("2026-12Z", "2026-12-01T01:00:00", "2027-01-01T01:00:00"),
        ("Today", "2026-11-21T00:00:00", "2026-11-22T00:00:00"),
        ("yesterday", "2026-11-20T00:00:00", "2026-11-21T00:00:00"),
        ("90m", "2026-11-21T12:07:05", "2026-11-21T12:07:05"),
        ("24h", "2026-11-20T13:37:05", "2026-11-20T13:37:05"),
        ("7d", "2026-11-14T13:37:05", "2026-11-14T13:37:05"),
    ],
)
def test_a_filter_names_a_stretch_of_time(asked: str, first: str, last: str) -> None:
    assert [*map(shown, moments(asked, NOW))] == [(first, last)]


@pytest.mark.parametrize(
    "asked",
    ["", "yesterdy", "2026", "2026-13", "2026-11-31", "2026-11-21T24:00", "2026-11-21T12", "7", "0000-01"],
)
def test_what_is_no_time_names_none(asked: str) -> None:
    assert moments(asked, NOW) == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-11-21", ["2026-11-21T00:00:00"]),
        ("21 Nov", ["2026-11-21T00:00:00"]),
        ("21 november 2025", ["2025-11-21T00:00:00"]),
        ("21 NOV 12:37", ["2026-11-21T12:37:00"]),
        ("20 Nov 2026 23:37:05 utc", ["2026-11-21T00:37:05"]),
        ("9:05", [f"2026-11-{day}T09:05:00" for day in (18, 19, 20, 21, 22)]),
        ("31 nov", []),
        ("99:99", []),
        ("item 21 nov", []),
        ("click", []),
    ],
)
def test_a_text_may_be_a_time_between_the_first_and_the_last_exchange(text: str, first: list[str]) -> None:
    found = sorted(spans(text, NOW - 2 * 86_400, NOW))
    assert [shown(span)[0] for span in found] == first


def test_a_day_without_a_year_is_looked_for_in_each() -> None:
    assert len(spans("21 nov", NOW - 3 * 365 * 86_400, NOW)) == 4


def test_a_time_of_day_is_looked_for_on_the_newest_days() -> None:
    found = spans("12:37", 0, NOW)
    assert len(found) == 5_000
    assert max(found)[0] > NOW - 86_400


@pytest.mark.parametrize(
    ("asked", "starts"),
    [
        ("2026-10-25T02:30", ["2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00+00:00"]),
        ("2026-10-25T02:59:59", ["2026-10-25T00:59:59+00:00", "2026-10-25T01:59:59+00:00"]),
        ("2026-10-25T03:00", ["2026-10-25T02:00:00+00:00"]),
        ("2026-03-29T02:30", []),  # which no clock shows
        ("2026-03-29T03:00", ["2026-03-29T01:00:00+00:00"]),
    ],
)
def test_where_clocks_are_put_back_a_minute_is_twice_and_where_forward_never(
    asked: str, starts: list[str]
) -> None:
    found = moments(asked, NOW)
    assert [datetime.fromtimestamp(first, UTC).isoformat() for first, _ in found] == starts
    assert {last - first for first, last in found} <= {60.0, 1.0}
    assert sorted(spans(asked, NOW - 400 * 86_400, NOW)) == sorted(found)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("today", "2026-11-21T00:00:00+09:00", "2026-11-22T00:00:00+09:00"),
        ("2026-11-21", "2026-11-21T00:00:00+09:00", "2026-11-22T00:00:00+09:00"),
        ("2026-12", "2026-12-01T00:00:00+09:00", "2027-01-01T00:00:00+09:00"),
        ("2026-11-21T12:37", "2026-11-21T12:37:00+09:00", "2026-11-21T12:38:00+09:00"),
        ("2026-11-21Z", "2026-11-21T00:00:00+00:00", "2026-11-22T00:00:00+00:00"),
    ],
)
def test_a_zone_that_was_chosen_counts_instead_of_the_computers(asked: str, first: str, last: str) -> None:
    expected = (datetime.fromisoformat(first).timestamp(), datetime.fromisoformat(last).timestamp())
    assert moments(asked, NOW, ZoneInfo("Asia/Tokyo")) == (expected,)
    if asked != "today":
        assert spans(asked, NOW - 86_400, NOW, ZoneInfo("Asia/Tokyo")) == (expected,)


@pytest.mark.parametrize(
    ("asked", "starts"),
    [
        ("2026-11-01T01:30", ["2026-11-01T05:30:00+00:00", "2026-11-01T06:30:00+00:00"]),
        ("2026-03-08T02:30", []),  # which no clock shows there
    ],
)
def test_its_clocks_are_put_back_and_forward_on_days_of_their_own(asked: str, starts: list[str]) -> None:
    found = moments(asked, NOW, ZoneInfo("America/New_York"))
    assert [datetime.fromtimestamp(first, UTC).isoformat() for first, _ in found] == starts
