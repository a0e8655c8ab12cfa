"""`--self-check` tells what works and what does not, and leaves nothing behind."""

import sys
import tempfile
from pathlib import Path

import pytest

from events_console import __version__
from events_console.domain import schema
from events_console.services import installation
from events_console.services.history import History
from tests.cli.ended import Run
from tests.e2e.screen import Screen, needs_screen
from tests.exchanges import accepted

CHECKS = ["versions", "places", "validators", "forms", "clients", "keyrings", "history", "sandbox", "window"]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def contents(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_everything_works_and_nothing_is_left_behind(
    run: Run, temporary: Path, console_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    done = run("--self-check")
    lines = done.out.splitlines()
    assert (done.code, done.err, lines[-1]) == (0, "", "Everything works.")
    assert [line.partition(":")[0] for line in lines[:-1]] == [f"✓ {name}" for name in CHECKS]
    assert __version__ in lines[0]
    assert str(console_home) in lines[1]
    assert "on offscreen, as there is no display" in lines[-2]
    assert not console_home.exists()
    assert not [*temporary.iterdir()]


@needs_screen
def test_the_history_of_its_user_is_read_and_stays_and_the_window_is_on_the_screen(
    run: Run, console_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    console_home.mkdir()
    history = History(console_home / "history.sqlite")
    history.begin(exchange := accepted())
    history.settle(exchange)
    history.close()
    before = contents(console_home)
    with Screen() as screen:
        monkeypatch.setenv("DISPLAY", screen.display)
        done = run("--self-check", "--format", "json")
    assert (done.code, done.json["ok"]) == (0, True)
    told = {check["check"]: check["text"] for check in done.json["checks"] if check["ok"]}
    assert [*told] == CHECKS
    assert told["history"].startswith("1 in ")
    assert told["window"].endswith(" on xcb")
    assert contents(console_home) == before


def test_what_fails_is_told_and_the_rest_is_tried_all_the_same(
    run: Run, console_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console_home.mkdir()
    (console_home / "history.sqlite").write_bytes(b"no database" * 100)
    monkeypatch.setattr(installation, "SERVICES", ("personalize-events", "no-such-service"))
    monkeypatch.setitem(sys.modules, "secretstorage", None)
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")
    schema.request_validator.cache_clear()
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    done = run("--self-check")
    failed = [line for line in done.out.splitlines() if line.startswith("✕")]
    names = ["validators", "clients", "keyrings", "history", "window"]
    assert [line.partition(":")[0] for line in failed] == [f"✕ {name}" for name in names]
    assert "no-such-service" in failed[1]
    assert "no-such-platform" in failed[-1]
    assert (done.code, done.out.splitlines()[-1]) == (1, "5 of 9 checks failed.")
    assert (console_home / "history.sqlite").read_bytes() == b"no database" * 100


@pytest.mark.parametrize("more", [["--format", "xml"], ["validate"], ["--port", "1"]])
def test_what_it_does_not_know_is_an_unusable_argument(run: Run, more: list[str]) -> None:
    done = run("--self-check", *more)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1


def test_the_help_names_it(run: Run) -> None:
    assert "--self-check" in run("--help").out
    assert "--format" in run("--self-check", "--help").out
