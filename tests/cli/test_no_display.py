"""Where there is no display, the main job is done in the terminal."""

import sys
from pathlib import Path

import pytest

from events_console.cli import no_display
from tests.cli.ended import Run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_of_these_promises_a_display(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert no_display.is_missing()
    monkeypatch.setenv(name, "")
    assert no_display.is_missing()
    monkeypatch.setenv(name, "something")
    assert not no_display.is_missing()


def test_the_sample_request_is_sent_and_the_exchange_printed(run: Run) -> None:
    done = run()
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("There is no display to open the window on")
    (entry,) = run("history", "--format", "json").json
    assert (entry["outcome"], entry["status"]) == ("accepted", 200)
    for event in entry["request"]["eventList"]:
        assert event["eventId"] in done.out
    for expected in (
        entry["requestId"],
        entry["id"],
        "POST http://127.0.0.1:",
        "accepted",
        "ssh -X",
        "xvfb-run",
    ):
        assert expected in done.out


def test_a_file_is_left_alone(run: Run, sample: Path) -> None:
    done = run(sample)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert f"events-console validate {sample}, or send {sample}" in done.err
    assert run("history", "--format", "json").json == []
