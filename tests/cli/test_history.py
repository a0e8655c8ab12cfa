"""`history`: what was sent and what became of it."""

import contextlib
import csv
import io
import json
import re
import sqlite3
import stat
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from events_console import paths
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Target
from events_console.services import examples
from events_console.services.history import History
from tests.cli.ended import Ended, Run, Save
from tests.support import locked_up


@pytest.fixture
def sent(run: Run, save: Save) -> list[str]:
    """The IDs of three exchanges, newest first: an accepted one, a refused one and a first one."""
    run("send", save({"eventType": "Début"}))
    run("send", save(trackingId="nobody's"))
    run("send", save({"eventType": "Purchase"}, userId="ana"))
    return [entry["id"] for entry in run("history", "--format", "json").json]


def test_an_empty_history(run: Run) -> None:
    assert run("history") == Ended(0, "Nothing was sent yet.\n", "")
    assert run("history", "--search", "x") == Ended(0, "Nothing in the history contains “x”.\n", "")
    assert run("history", "--format", "json").json == []


@pytest.mark.usefixtures("sent")
def test_the_newest_comes_first_as_json(run: Run) -> None:
    newest, refused, first = run("history", "--format", "json").json
    assert list(newest) == [
        "id",
        "sentAt",
        "connection",
        "outcome",
        "status",
        "requestId",
        "starred",
        "note",
        "tags",
        "request",
    ]
    assert (newest["connection"], newest["outcome"], newest["status"]) == ("Sandbox", "accepted", 200)
    assert (refused["outcome"], refused["status"]) == ("rejected", 400)
    assert newest["request"]["userId"] == "ana"
    assert first["request"]["eventList"][0]["eventType"] == "Début"
    assert isinstance(newest["request"]["eventList"][0]["sentAt"], int)
    assert all(entry["sentAt"].endswith("Z") for entry in (first, refused, newest))
    times = [datetime.fromisoformat(entry["sentAt"]) for entry in (first, refused, newest)]
    assert times == sorted(times)
    assert abs(datetime.now(UTC) - times[-1]) < timedelta(minutes=1)


def test_the_columns_are_aligned(run: Run, sent: list[str]) -> None:
    done = run("history")
    assert (done.code, done.err) == (0, "")
    head, *rows = done.out.splitlines()
    assert [row[-36:] for row in rows] == sent
    assert {row.index(identity) for row, identity in zip(rows, sent, strict=True)} == {
        head.index("History ID")
    }
    assert "refused   400     3       RATING -2996180203100007228" in rows[1]


def test_search_and_limit(run: Run, sent: list[str]) -> None:
    def found(*arguments: str) -> list[str]:
        return [entry["id"] for entry in run("history", "--format", "json", *arguments).json]

    assert found("--search", "purchase", "--search", "ana") == sent[:1]
    assert found("--search", "début") == sent[2:]
    assert found("--limit", "2") == sent[:2]
    assert run("history", "--limit", "2").err.startswith("These are the newest 2: --limit N lists more")
    assert run("history", "--limit", "3").err == ""


def test_one_exchange_in_full(run: Run, sent: list[str]) -> None:
    done = run("history", "show", sent[1])
    assert (done.code, done.err) == (0, "")
    for expected in (
        "refused the request",
        '"trackingId": "nobody\'s"',
        "POST http://127.0.0.1:",
        "x-amzn-RequestId: ",
    ):
        assert expected in done.out
    key = json.loads(paths.sandbox_key_file().read_text())
    assert key["secret_access_key"] not in done.out
    assert (
        run("history", "show", sent[1], "--format", "json").json == run("history", "--format", "json").json[1]
    )


def test_a_row_that_cannot_be_read_is_told_among_the_others(run: Run, sent: list[str]) -> None:
    with contextlib.closing(sqlite3.connect(paths.history_file())) as database, database:
        database.execute("UPDATE exchange SET details = 'x', kind = 'Moon' WHERE id = ?", (sent[1],))
    sentence = f"events-console: The exchange {sent[1]} cannot be read: its row in "
    listed = run("history", "--format", "json")
    assert [entry["id"] for entry in listed.json] == [sent[0], sent[2]]
    assert (listed.code, listed.err.count("\n")) == (0, 1)
    assert listed.err.startswith(sentence)
    assert sent[1] in run("history").out
    shown = run("history", "show", sent[1])
    assert (shown.code, shown.out, shown.err.count("\n")) == (2, "", 1)
    assert shown.err.startswith(sentence)


@pytest.mark.usefixtures("sent")
def test_what_another_program_is_sending_stays_on_its_way(run: Run) -> None:
    target = Target("Shop", ConnectionKind.DEVELOPMENT, "eu-west-1", "http://127.0.0.1:1")
    with contextlib.closing(History(paths.history_file())) as running:
        running.begin(Exchange("one", examples.sandbox(), target, time.time()))
        outcomes = [entry["outcome"] for entry in run("history", "--format", "json").json]
        assert outcomes == ["pending", "accepted", "rejected", "accepted"]
        assert "on its way" in run("history", "show", "one").out
    assert run("history", "--format", "json", "--limit", "1").json[0]["outcome"] == "unknown"


@pytest.mark.parametrize("name", ["\udcff", "\udcffabcdefg"])
def test_an_id_that_is_no_text(run: Run, name: str) -> None:
    done = run("history", "show", name)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_an_exchange_that_there_is_not(run: Run) -> None:
    done = run("history", "show", "42")
    assert done == Ended(
        2, "", "events-console: the history has no “42”; events-console history lists what it has\n"
    )


def test_a_history_that_cannot_be_used_is_said_once(run: Run, sample: Path) -> None:
    paths.history_file().write_text("not a database" * 100)
    done = run("send", sample, "--query", "outcome")
    assert (done.code, done.out) == (0, "accepted\n")
    assert done.err.startswith("events-console: The history is damaged: it was set aside as ")
    assert done.err.count("\n") == 1
    assert run("history", "--limit", "1").err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_history_that_can_only_be_read_is_listed_and_nothing_is_sent(
    run: Run, sample: Path, sent: list[str], console_home: Path
) -> None:
    with locked_up(console_home):
        done = run("history", "--format", "json")
        assert [entry["id"] for entry in done.json] == sent
        assert done.err.startswith("events-console: The history ")
        assert done.err.endswith("permission denied. It can be read, but nothing can be added.\n")
        refused = run("history", "annotate", sent[0], "--star")
        assert (refused.code, refused.out) == (2, "")
        assert "could not be written: it was opened to be read only." in refused.err
        assert run("send", sample).code != 0
    assert [entry["id"] for entry in run("history", "--format", "json").json] == sent


def test_a_home_that_cannot_be_used(run: Run, sample: Path, console_home: Path) -> None:
    console_home.write_text("a file, not a folder")
    for command in (["history"], ["send", str(sample)]):
        done = run(*command)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert done.err.startswith(f"events-console: {console_home}: ")


def test_the_query_language(run: Run, sent: list[str]) -> None:
    def found(query: str) -> list[str]:
        return [entry["id"] for entry in run("history", "--format", "json", "--search", query).json]

    assert found("outcome:refused") == sent[1:2]
    assert found("outcome:accepted user:ana") == sent[:1]
    done = run("history", "--search", "after:yesterdy")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert run("history", "--search", "user:x").out == "Nothing in the history fits “user:x”.\n"


# Star, note and tags ----------------------------------------------------------------------------------------


def test_annotations_are_added_and_taken_away(run: Run, sent: list[str]) -> None:
    done = run(
        "history", "annotate", sent[1][:8], "--star", "--note", "A\nB", "--tag", "#one two", "--tag", "x"
    )
    lines = (sent[1], "  star        starred", "  tags        one two x", "  note        A", f"{'':14}B")
    assert done == Ended(0, "".join(f"{line}\n" for line in lines), "")
    shown = run("history", "show", sent[1])
    assert "\n".join(lines[1:]) in shown.out
    record = run("history", "show", sent[1], "--format", "json").json
    assert (record["starred"], record["note"], record["tags"]) == (True, "A\nB", ["one", "two", "x"])
    assert run("history", "--format", "json", "--search", "tag:two is:starred").json == [record]
    run("history", "annotate", sent[1], "--untag", "two", "--note", "")
    record = run("history", "show", sent[1], "--format", "json").json
    assert (record["starred"], record["note"], record["tags"]) == (True, "", ["one", "x"])
    done = run("history", "annotate", sent[1], "--unstar", "--untag", "one", "--untag", "x")
    assert done.out == f"{sent[1]}\n  It has no star, note or tags.\n"
    assert run("history", "annotate", "42", "--star").err.startswith(
        "events-console: the history has no “42”"
    )
    assert "not allowed with argument" in run("history", "annotate", sent[1], "--star", "--unstar").err


# Files ------------------------------------------------------------------------------------------------------


def test_what_is_exported_is_imported_elsewhere(
    run: Run, sent: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("history", "annotate", sent[0], "--star", "--tag", "checkout")
    file = tmp_path / "all.jsonl"
    assert run("history", "export", file) == Ended(0, f"3 exchanges written to {file}.\n", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    here = run("history", "--format", "json").json
    assert run("history", "import", file).out == "0 exchanges added.\n3 exchanges already here.\n"
    monkeypatch.setenv("EVENTS_CONSOLE_HOME", str(tmp_path / "elsewhere"))
    assert run("history", "import", file) == Ended(0, "3 exchanges added.\n", "")
    assert run("history", "--format", "json").json == here
    again = tmp_path / "again.jsonl"
    run("history", "export", again)
    assert again.read_bytes() == file.read_bytes()


def test_a_pipe_is_as_good_as_a_file(
    run: Run, sent: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run("history", "export", "-", "--as", "jsonl", "--search", "outcome:refused")
    assert (done.err, json.loads(done.out)["id"]) == ("", sent[1])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(done.out.encode())))
    monkeypatch.setenv("EVENTS_CONSOLE_HOME", str(tmp_path / "elsewhere"))
    assert run("history", "import", "-").out == "1 exchange added.\n"


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("name", "begins"), [("a.HAR", '{"log": '), ("a.csv", "USER_ID,"), ("a.html", "<!DOCTYPE html>")]
)
def test_the_ending_says_the_form(run: Run, tmp_path: Path, name: str, begins: str) -> None:
    file = tmp_path / name
    done = run("history", "export", file, "--search", "after:1h")
    what = r"\d+ events of 2 exchanges" if name == "a.csv" else "3 exchanges"
    assert done.code == 0
    assert re.fullmatch(f"{what} written to {re.escape(str(file))}\\.\n", done.out)
    text = file.read_text()
    assert text.startswith(begins)
    assert run("history", "export", "-", "--as", name.rpartition(".")[2].lower()).out[:500] == text[:500]
    key = json.loads(paths.sandbox_key_file().read_text())
    assert key["access_key_id"] not in text
    assert key["secret_access_key"] not in text


def test_csv_holds_what_was_accepted(run: Run, sent: list[str], tmp_path: Path) -> None:
    done = run("history", "export", tmp_path / "a.csv", "--neutral")
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(sent) == 3
    assert [row["EVENT_TYPE"] for row in rows[::3]] == ["Début", "Purchase"]
    assert rows[0]["ITEM_ID"] == "'-2996180203100007228"
    left_out, guarded = done.err.splitlines()
    assert left_out.endswith("a.csv: note: Only accepted ones are in it: 1 of 3 exchanges left out.")
    assert "note: An apostrophe stands before" in guarded


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("form", ["jsonl", "har", "csv", "html"])
def test_people_and_trackers_are_masked_in_every_form(run: Run, save: Save, form: str) -> None:
    name = save({"eventType": "View"}, userId="anna-lena", sessionId="Sitzung 7")
    run("send", name)
    run("history", "annotate", run("history", "--format", "json").json[0]["id"], "--note", "for anna-lena")
    whole = run("history", "export", "-", "--as", form).out
    assert "anna-lena" in whole
    done = run("history", "export", "-", "--as", form, "--mask", "people,trackers")
    assert ("note: Masked exchanges keep their IDs" in done.err) == (form == "jsonl")
    for secret in ("anna-lena", "Sitzung 7", json.loads(Path(name).read_text())["trackingId"]):
        assert secret not in done.out
    assert "user-2" in done.out


def test_rows_that_cannot_be_read_are_told_once(run: Run, sent: list[str], tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(paths.history_file())) as database, database:
        database.execute("UPDATE exchange SET details = 'x' WHERE id = ?", (sent[1],))
    done = run("history", "export", tmp_path / "a.csv")
    assert done.out.partition(" of ")[2].startswith("2 exchanges written to ")
    assert [line for line in done.err.splitlines() if sent[1] in line] == done.err.splitlines()
    assert done.err.count("\n") == 1


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["x.txt"],
            "x.txt does not say what to write: let it end in .jsonl, .har, .csv or .html, or use --as",
        ),
        (["-"], "- does not say what to write"),
        (["x.har", "--neutral"], "--neutral is for CSV, and x.har is written as har"),
        (["x.har", "--everything"], "--everything is for CSV, and x.har is written as har"),
        (
            ["x.csv", "--search", "outcome:refused"],
            "x.csv was not written: none of them was accepted: add --everything",
        ),
        (["x.har", "--search", "user:nobody-else"], "Nothing in the history fits “user:nobody-else”."),
        (["x.har", "--search", "on:mars"], "mars"),
        (["x.har", "--mask", "people,faces"], "“faces” is none of people, trackers, properties, bodies"),
        (["x.har", "--as", "pdf"], "invalid choice: 'pdf'"),
        ([".", "--as", "har"], "events-console: . is a folder; name a file in it"),
    ],
)
def test_an_export_that_cannot_be_made(run: Run, arguments: list[str], complaint: str) -> None:
    done = run("history", "export", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert complaint in done.err
    assert not Path("x.har").exists()
    assert not Path("x.csv").exists()


@pytest.mark.usefixtures("sent")
def test_a_table_of_what_was_not_accepted(run: Run) -> None:
    done = run("history", "export", "-", "--as", "csv", "--search", "outcome:refused", "--everything")
    assert (done.code, done.out.splitlines()[0][:8]) == (0, "USER_ID,")
    assert len(done.out.splitlines()) > 1


@pytest.mark.usefixtures("sent")
def test_an_export_destroys_nothing(run: Run, tmp_path: Path) -> None:
    for own in (paths.history_file(), paths.sandbox_key_file()):
        before = own.read_bytes()
        done = run("history", "export", own, "--as", "har")
        assert (done.code, done.out, own.read_bytes()) == (2, "", before)
        assert done.err.endswith(
            f"{own} was not written: Events Console itself keeps something in it; choose another name\n"
        )
    done = run("history", "export", tmp_path / "new" / "x.har")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert not (tmp_path / "new").exists()


def test_notes_of_a_file_come_to_what_is_here(run: Run, sent: list[str], tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    for one in sent[:2]:
        run("history", "annotate", one, "--note", "theirs")
    run("history", "export", file)
    run("history", "annotate", sent[0], "--note", "")
    run("history", "annotate", sent[1], "--note", "ours")
    assert run("history", "import", file).out.splitlines() == [
        "0 exchanges added.",
        "3 exchanges already here.",
        "1 exchange here had no star, note or tags and got those of the file.",
        "1 exchange here with another star, note or tags than in the file: those here are kept.",
    ]
    notes = [entry["note"] for entry in run("history", "--format", "json").json]
    assert notes == ["theirs", "ours", ""]


def test_an_empty_history_is_not_exported(run: Run, tmp_path: Path) -> None:
    done = run("history", "export", tmp_path / "a.jsonl")
    assert done == Ended(2, "", "events-console: the history is empty: nothing was sent yet\n")


def test_lines_that_are_no_exchanges_are_told_with_their_numbers(
    run: Run, sent: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "all.jsonl"
    run("history", "export", file)
    lines = file.read_text().splitlines()
    other = json.dumps({**json.loads(lines[0]), "started_at": 5})
    file.write_text("\n".join(["{}", other, "", *["?"] * 21, lines[1]]))
    done = run("history", "import", file)
    assert done.code == 0
    assert done.out.splitlines() == [
        "0 exchanges added.",
        "1 exchange already here.",
        f"1 exchange left out, as the history has another one with its ID: {sent[2]}.",
        "22 lines could not be read.",
    ]
    told = done.err.splitlines()
    assert len(told) == 6
    assert told[0].endswith("all.jsonl: Line 1 holds no exchange that Events Console has exported.")
    assert told[1].endswith("all.jsonl: Line 4 is not JSON.")
    assert told[5].endswith("all.jsonl: 17 more lines could not be read.")


def test_a_file_without_any_exchange(run: Run, sample: Path, tmp_path: Path) -> None:
    done = run("history", "import", sample)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"events-console: {sample} cannot be imported: it holds no exchange (line 1 is not JSON); "
        "only JSON Lines written by history export can be imported\n"
    )
    missing = run("history", "import", tmp_path / "none.jsonl")
    assert (missing.code, missing.out, missing.err.count("\n")) == (2, "", 1)


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("form", "kind"), [("har", "an HTTP Archive (HAR)"), ("csv", "CSV"), ("html", "HTML")]
)
def test_a_file_of_another_kind_is_told_in_one_line(run: Run, tmp_path: Path, form: str, kind: str) -> None:
    file = tmp_path / "tue.jsonl"
    run("history", "export", file, "--as", form)
    assert run("history", "import", file) == Ended(
        2,
        "",
        f"events-console: {file} cannot be imported: it is {kind}, and only JSON Lines written by history "
        "export can be imported\n",
    )
