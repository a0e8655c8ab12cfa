"""A fault of the program itself: a sentence, an exit code of its own, and a report instead of a traceback."""

from pathlib import Path

import pytest

from events_console.cli import command_line
from tests.cli.ended import Run

KEY = "AKIACANARY0000000001"


def test_a_fault_ends_in_a_sentence_and_a_report(
    run: Run, console_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(_arguments: object) -> int:
        raise KeyError(KEY)

    monkeypatch.setattr(command_line, "run", fault)
    ended = run("validate", "request.json")
    (report,) = (console_home / "crashes").iterdir()
    assert ended.code == 70
    assert ended.out == ""
    assert ended.err.count("\n") == 1
    assert "KeyError" in ended.err
    assert str(report) in ended.err
    assert KEY not in ended.err + report.read_text(encoding="utf-8")


def test_a_fault_without_a_place_for_its_report_is_told_all_the_same(
    run: Run, console_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(_arguments: object) -> int:
        raise ZeroDivisionError

    console_home.write_text("a file in the way")
    monkeypatch.setattr(command_line, "run", fault)
    ended = run("validate", "request.json")
    assert (ended.code, ended.out) == (70, "")
    assert "no report could be written" in ended.err
