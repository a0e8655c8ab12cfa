"""`history`: what was sent and what became of it."""

import contextlib
import json
import sqlite3
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
    assert list(newest) == ["id", "sentAt", "connection", "outcome", "status", "requestId", "request"]
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
    assert "rejected  400     3       RATING -2996180203100007228" in rows[1]


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


def test_a_home_that_cannot_be_used(run: Run, sample: Path, console_home: Path) -> None:
    console_home.write_text("a file, not a folder")
    for command in (["history"], ["send", str(sample)]):
        done = run(*command)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert done.err.startswith(f"events-console: {console_home}: ")
