"""A day at the window without a mouse, from the first start to the next one, on which nothing is lost."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from events_console.ui.style import DARK
from tests.e2e.at_spi import needs_accessibility
from tests.e2e.screen import needs_screen
from tests.e2e.seat import Seat, seat

pytestmark = [needs_screen, needs_accessibility]


def test_everything_is_done_with_keys_and_there_after_a_restart(console_home: Path, tmp_path: Path) -> None:
    with seat() as desk:
        with desk.running() as program:
            _edit_and_mend(desk, console_home)
            _go_round(desk)
            _send_and_read(desk)
            _find_star_and_compare(desk)
            _open_copy_and_paste(desk, console_home)
            _reach_by_name(desk, console_home)
            _save_and_open(desk, console_home, tmp_path)
            desk.screen.keys("ctrl+q")
            assert program.wait(15) == 0
        with desk.running():
            assert desk.main().name.startswith("other.json")
            assert _text(desk, "User ID") == "someone-else"
            desk.until(lambda: desk.screen.shows(DARK.accent), "the dark theme")
            desk.until(lambda: _entries(desk), "the history")
    assert [entry["outcome"] for entry in _history("is:starred")] == ["accepted"]


def _edit_and_mend(desk: Seat, home: Path) -> None:
    """Spoil a cell, be led to it, mend it; add an event, take it back and bring it again."""
    keys = desk.screen.keys
    keys("Right", "Right")
    desk.screen.type("lots")
    desk.reader.said_after(lambda: keys("Return"), "1 error")
    assert desk.reader.focus_after(lambda: keys("F8")).name.startswith("lots; error")
    desk.screen.type("8.5")
    desk.reader.said_after(lambda: keys("Return"), "No problem")
    keys("ctrl+shift+a")
    desk.until(lambda: _count(home) == 4, "the new event")
    keys("ctrl+z")
    desk.until(lambda: _count(home) == 3, "undo")
    keys("ctrl+y")
    desk.until(lambda: _count(home) == 4, "redo")
    keys("ctrl+z")
    desk.until(lambda: _count(home) == 3 and _draft(home)["eventList"][0]["eventValue"] == 8.5, "undo")


def _go_round(desk: Seat) -> None:
    """See the request in every view, and visit every pane."""
    steps = {"ctrl+2": "Request as JSON", "ctrl+3": "Unsigned request", "ctrl+4": "Request as code"}
    for key, name in steps.items():
        _go(desk, key, name)
        assert "8.5" in _text(desk, name)
    _go(desk, "ctrl+1", "Events")
    desk.screen.keys("ctrl+Home")  # to an event, for the inspector to have one
    for pane in ("Problems", "Event inspector", "History", "Request", "Events"):
        _go(desk, "F6", pane)


def _go(desk: Seat, key: str, name: str) -> None:
    desk.reader.forget()
    desk.screen.keys(key)
    desk.until(partial(_is_in, desk, name), name)


def _is_in(desk: Seat, name: str) -> bool:
    """Return whether what has the focus, or what it is in, has that name."""
    focus = desk.reader.focus()
    return focus is not None and name in {each.name for each in (focus, *desk.reader.above(focus))}


def _send_and_read(desk: Seat) -> None:
    desk.reader.said_after(lambda: desk.screen.keys("ctrl+Return"), "Accepted")
    assert [entry["outcome"] for entry in _history()] == ["accepted"]
    desk.until(lambda: desk.reader.find("label", "The service took the request"), "the answer")


def _find_star_and_compare(desk: Seat) -> None:
    keys = desk.screen.keys
    assert desk.reader.focus_after(lambda: keys("ctrl+shift+f")).name == "Search the history"
    desk.screen.type("rating")
    desk.until(lambda: _entries(desk), "what was looked for")
    keys("Down", "s")
    desk.until(lambda: _history("is:starred"), "the star")
    desk.close(desk.open(lambda: keys("ctrl+shift+d")))


def _open_copy_and_paste(desk: Seat, home: Path) -> None:
    """Load what was sent, copy it as code through the menu, change it and paste the code over it."""
    keys = desk.screen.keys
    keys("ctrl+shift+f", "Down", "ctrl+l")
    sent = _history()[0]["request"]["eventList"]
    desk.until(lambda: _draft(home)["eventList"] == sent, "the request out of the history")
    keys("alt+e", "q", *["Down"] * 5, "Return")  # to Python
    keys("ctrl+n")
    desk.until(lambda: _draft(home)["eventList"] != sent, "the new request")
    keys("ctrl+shift+v")
    desk.until(lambda: _draft(home)["eventList"] == sent, "the pasted request")


def _reach_by_name(desk: Seat, home: Path) -> None:
    desk.open(lambda: desk.screen.keys("ctrl+shift+p"))
    desk.screen.type("dark")
    desk.screen.keys("Return")
    desk.until(lambda: desk.screen.shows(DARK.accent), "the dark theme")
    desk.until(lambda: '"dark"' in (home / "settings.json").read_text(), "the setting")


def _save_and_open(desk: Seat, home: Path, folder: Path) -> None:
    saved, other = folder / "saved.json", folder / "other.json"
    dialog = desk.open(lambda: desk.screen.keys("ctrl+shift+s"))
    desk.screen.type(str(saved))
    desk.close(dialog, "Return")
    desk.until(lambda: saved.exists() and json.loads(saved.read_text())["eventList"], "the file")
    assert _run("validate", str(saved)).returncode == 0
    other.write_text(json.dumps({**json.loads(saved.read_text()), "userId": "someone-else"}))
    dialog = desk.open(lambda: desk.screen.keys("ctrl+o"))
    desk.screen.type(str(other))
    desk.close(dialog, "Return")
    desk.until(lambda: _draft(home)["userId"] == "someone-else", "the opened file")


def _entries(desk: Seat) -> list[str]:
    everything = desk.reader.walk(desk.main())
    return [each.name for each in everything if "Exchanges" in each.trail and "Accepted" in each.name]


def _text(desk: Seat, name: str) -> str:
    found = desk.reader.find("text", name)
    return desk.reader.text(found) if found else ""


def _draft(home: Path) -> dict[str, Any]:
    try:
        draft: dict[str, Any] = json.loads((home / "draft.json").read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {"eventList": [], "userId": ""}
    request: dict[str, Any] = draft.get("request", draft)
    return request


def _count(home: Path) -> int:
    return len(_draft(home)["eventList"])


def _history(search: str = "") -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(_run("history", "--search", search, "--format", "json").stdout)
    return entries


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "events_console", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)
