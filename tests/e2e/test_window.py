"""The main job in the real window, as a real X11 client: type, see a problem come and go, send, find it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from events_console.ui.style import LIGHT
from tests.e2e.screen import Screen, needs_screen

pytestmark = needs_screen


@pytest.fixture
def screen() -> Iterator[Screen]:
    with Screen() as made:
        yield made


def _start(screen: Screen) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "events_console"], env=screen.environment())


def _history() -> list[dict[str, object]]:
    command = [sys.executable, "-m", "events_console", "history", "--format", "json"]
    entries: list[dict[str, object]] = json.loads(
        subprocess.run(command, check=True, capture_output=True).stdout
    )
    return entries


def _first_event(entry: dict[str, object]) -> dict[str, object]:
    request = entry["request"]
    assert isinstance(request, dict)
    event: dict[str, object] = request["eventList"][0]
    return event


def test_type_see_a_problem_come_and_go_send_and_find_it(
    screen: Screen, tmp_path: Path, console_home: Path
) -> None:
    window = _start(screen)
    try:
        screen.focus("Events Console")
        screen.wait_until(lambda: screen.shows(LIGHT.accent), "the Send button")
        screen.keys("Right", "Right")
        screen.type("lots")
        screen.keys("Return")
        screen.wait_until(lambda: screen.shows(LIGHT.error.tint), "the mark of the problem")
        screen.keys("Up")
        screen.type("8.5")
        screen.keys("Return")
        screen.wait_until(lambda: not screen.shows(LIGHT.error.tint), "the problem going away")
        screen.keys("ctrl+Return")
        screen.wait_until(lambda: [entry["outcome"] for entry in _history()] == ["accepted"], "the answer")
        screen.wait_until(lambda: screen.shows(LIGHT.good.tint), "the answer on the screen")
        event = _first_event(_history()[0])
        assert event["eventValue"] == 8.5
        screen.keys("ctrl+shift+f")
        screen.type("rating")
        screen.keys(
            "Down", "ctrl+l"
        )  # to what was found, and with it into the composer, which had no event ID
        draft = console_home / "draft.json"
        screen.wait_until(
            lambda: str(event["eventId"]) in draft.read_text(), "the request out of the history"
        )
        picture = Path(os.environ.get("EVENTS_CONSOLE_SCREENSHOT", tmp_path / "window.png"))
        assert screen.image().save(str(picture))
    finally:
        window.terminate()
        window.wait()


def test_what_was_typed_is_there_after_the_process_was_killed(screen: Screen, console_home: Path) -> None:
    window = _start(screen)
    screen.focus("Events Console")
    screen.type("Watched")
    draft = console_home / "draft.json"
    screen.wait_until(
        lambda: draft.exists() and "Watched" in draft.read_text(), "the draft within 2 seconds", seconds=2
    )
    window.send_signal(signal.SIGKILL)
    window.wait()
    window = _start(screen)
    try:
        screen.focus("Events Console")
        screen.keys("ctrl+Return")
        screen.wait_until(lambda: len(_history()) == 1, "the exchange")
        assert _first_event(_history()[0])["eventType"] == "Watched"
    finally:
        window.terminate()
        window.wait()
