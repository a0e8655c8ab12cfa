"""What is printed, on terminals that cannot show everything too."""

import io
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from events_console.cli import output

VALUE = {"name": "Ünïcode “🙂”", "half": "\ud83d", "control": "\x1b[2J\x9b", "lines": "a\nb"}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize(("form", "read"), [("json", json.loads), ("yaml", yaml.safe_load)])
def test_what_programs_read_survives_every_terminal(
    form: str, read: Callable[[str], Any], encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(terminal, encoding, errors="backslashreplace"))
    output.say(*output.FORMS[form](VALUE))
    sys.stdout.flush()
    printed = terminal.getvalue().decode(encoding)
    assert read(printed) == VALUE
    assert not {"\x1b", "\x9b"} & set(printed)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_list_is_printed_the_same_piece_by_piece(number: int) -> None:
    objects = [{**VALUE, "number": one, "nothing": None} for one in range(number)]
    assert list(output.json_list_lines("found", objects)) == output.json_lines({"found": objects})


def test_an_unprintable_line_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    output.say("a\nb\r\x1b[31m\u2028\u202e\ud800\tc")
    assert capsys.readouterr().out == "a\\u000ab\\u000d\\u001b[31m\\u2028\\u202e\\ud800\tc\n"


def test_tables_and_text_reach_into_what_is_nested() -> None:
    value = {"outcome": "rejected", "error": {"code": "X", "path": None}, "tags": [1, "b"]}
    assert output.table_lines(value) == [
        "outcome     rejected",
        "error.code  X",
        "error.path  None",
        "tags.0      1",
        "tags.1      b",
    ]
    assert output.text_lines(value) == ["rejected\tX\tNone\t1\tb"]
    assert output.text_lines(None) == ["None"]
