"""Where there is no display, the main job is done in the terminal."""

import socket
import sys
from pathlib import Path

import pytest

from events_console.cli import no_display
from tests.cli.ended import Run
from tests.e2e.screen import Screen, needs_screen

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_only_a_display_that_somebody_serves_is_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert no_display.is_missing()
    for display in ("", ":4711", "unix:4711.0", "localhost:4711", "nonsense", ":"):
        monkeypatch.setenv("DISPLAY", display)
        assert no_display.is_missing()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert no_display.is_missing()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        assert not no_display.is_missing()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not no_display.is_missing()


@needs_screen
def test_an_x_server_is_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    with Screen() as screen:
        monkeypatch.setenv("DISPLAY", screen.display)
        assert not no_display.is_missing()
        monkeypatch.setenv("DISPLAY", f"{screen.display}.0")
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
