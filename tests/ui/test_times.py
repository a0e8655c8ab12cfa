"""The zone that times are shown in."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication

from events_console.ui import times
from events_console.ui.exchange_text import full_time, short_time, time_span
from events_console.ui.history_period import between, said_period
from events_console.ui.sent_at_field import wire_note

AT = 1795183329  # 2026-11-20 14:02:09 UTC


@pytest.fixture(autouse=True)
def berlin(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer in Berlin."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()
    times.use(qapp, "")


def test_a_zone_counts_once_it_is_chosen(qapp: QApplication) -> None:
    assert full_time(AT) == "20 Nov 2026 15:02:09 CET"
    times.use(qapp, "Asia/Kolkata")
    assert full_time(AT) == "20 Nov 2026 19:32:09 IST"
    assert time_span(AT, AT + 60).endswith("19:32:09–19:33:09")
    assert between(AT - 9, AT + 51) == {"on": ("2026-11-20T19:32",), "after": (), "before": ()}
    assert said_period((("on", "2026-11-20"),)).startswith("20 Nov")
    assert said_period((("after", "2026-11-20"), ("before", "2026-11-21"))).startswith("20 Nov")
    assert wire_note(AT).replace("\N{NO-BREAK SPACE}", " ").endswith("19:32:09 IST (14:02:09 UTC)")
    assert short_time(time.time() - 1)[2] == ":" or times.shown(time.time() - 1).date() != times.today()
    times.use(qapp, "UTC")
    assert full_time(AT) == "20 Nov 2026 14:02:09 UTC"
    assert wire_note(AT).endswith("14:02:09\N{NO-BREAK SPACE}UTC")


@pytest.mark.parametrize("name", ["", "Mars/Base", "../Berlin", "Europe", "\0", "europe/nowhere"])
def test_what_is_no_zone_is_that_of_the_computer(qapp: QApplication, name: str) -> None:
    times.use(qapp, name)
    assert (times.name(), times.for_search()) == ("", None)
    assert full_time(AT) == "20 Nov 2026 15:02:09 CET"


def test_midnight_is_that_of_the_zone(qapp: QApplication) -> None:
    times.use(qapp, "Pacific/Kiritimati")
    assert times.read("2026-11-21", "yyyy-MM-dd").toSecsSinceEpoch() == 1795168800
    assert times.shown(1795168800).date() == QDate(2026, 11, 21)
    assert not times.read("2026-13-21", "yyyy-MM-dd").isValid()


def test_every_zone_on_offer_is_known() -> None:
    assert "Europe/Berlin" in times.names()
    assert all(map(times.is_known, times.names()[::40]))
