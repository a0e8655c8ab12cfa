"""The command line inside the test's process, and requests to give to it."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from events_console import paths
from events_console.__main__ import main
from tests.cli.ended import Document, Ended, Run, Save


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `events-console` with arguments."""

    def run_main(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["events-console", *map(str, arguments)])
        capsys.readouterr()
        code = main()
        return Ended(code, *capsys.readouterr())

    return run_main


@pytest.fixture
def sample() -> Path:
    """The request that comes with the console."""
    return paths.resource("examples", "sandbox.events.json")


@pytest.fixture
def save(tmp_path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Save:
    """Write the sample request, its first event and its own fields changed; return the file's name."""
    monkeypatch.chdir(tmp_path)

    def write(event: Document | None = None, **fields: Any) -> str:
        document: Document = json.loads(sample.read_text())
        document["eventList"][0] |= event or {}
        Path("request.json").write_text(json.dumps(document | fields))
        return "request.json"

    return write
