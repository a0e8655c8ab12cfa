"""`send` of a long document: all its requests, and what became of them."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from events_console import paths
from events_console.cli import connecting
from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.sandbox.server import Sandbox
from events_console.services.connections import Connections
from tests.cli.ended import Run
from tests.support import Answer, Received, Sink, http


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write a table with so many users and so many events of each; ``types`` are those of the events."""

    def write(users: int, events: int = 1, *types: str) -> Path:
        kinds = cycle(types or ("View",))
        rows = [
            f"u{user},s{user},{next(kinds)},17000000{row:02},i,{SAMPLE_TRACKING_ID}"
            for row, user in enumerate(user for _ in range(events) for user in range(users))
        ]
        header = "USER_ID,SESSION_ID,EVENT_TYPE,TIMESTAMP,ITEM_ID,TRACKING_ID"
        file = tmp_path / "long.csv"
        file.write_text("\n".join([header, *rows]))
        return file

    return write


Table = Callable[..., Path]


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    return lambda *names: monkeypatch.setattr(connecting, "Sandbox", partial(Sandbox, faults=names))


def history(run: Run) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = run("history", "--format", "json", "--limit", 99).json
    return entries


def notes_aside(err: str) -> list[str]:
    return [line for line in err.splitlines() if line.startswith("events-console: ")]


def test_each_request_is_sent(run: Run, table: Table) -> None:
    done = run("send", table(2, 11), "--output", "json")
    assert done.code == 0
    assert list(done.json) == ["outcome", "count", "requests"]
    assert (done.json["outcome"], done.json["count"]) == ("accepted", 4)
    sent = history(run)[::-1]
    assert [one["historyId"] for one in done.json["requests"]] == [entry["id"] for entry in sent]
    assert [(entry["request"]["userId"], len(entry["request"]["eventList"])) for entry in sent] == [
        ("u0", 10),
        ("u1", 10),
        ("u0", 1),
        ("u1", 1),
    ]
    assert all("eventId" in event for entry in sent for event in entry["request"]["eventList"])
    assert run("send", table(3)).out == "3 of 3 requests: 3 accepted.\n"
    assert run("send", table(3), "--query", "requests[].outcome").out == "accepted\taccepted\taccepted\n"


def test_what_is_refused_is_listed_with_its_place_in_the_file(run: Run, table: Table) -> None:
    file = table(2, 2, "View", "", "View", "View")
    done = run("send", file, "--send-anyway", "--output", "json")
    assert done.code == 3
    assert done.json["outcome"] == "rejected"
    accepted, refused = done.json["requests"]
    assert (accepted["outcome"], refused["outcome"]) == ("accepted", "rejected")
    assert refused["error"]["path"] == "/eventList/1/eventType"
    (told,) = notes_aside(done.err)
    assert told.startswith(f"events-console: {file}:/eventList/1/eventType: The service refused")
    assert told.endswith(f"(history ID {refused['historyId']})")
    assert run("send", file, "--send-anyway").out == "2 of 2 requests: 1 accepted, 1 refused.\n"


def test_many_refused_ones_are_counted(run: Run, table: Table) -> None:
    done = run("send", table(29, 1, "", "", "", "", "View"), "--send-anyway")
    assert (done.code, done.out) == (3, "29 of 29 requests: 24 refused, 5 accepted.\n")
    *told, more = notes_aside(done.err)
    assert len(told) == 20
    assert more == "events-console: 4 more requests not accepted: events-console history lists them"


def test_what_is_throttled_is_waited_out(run: Run, table: Table, faults: Callable[..., None]) -> None:
    faults("throttle:1")
    done = run("send", table(2))
    assert (done.code, done.out) == (0, "2 of 2 requests: 2 accepted.\n")
    assert len(history(run)) == 3


def test_it_is_given_up_where_the_next_would_fare_the_same_and_goes_on_later(
    run: Run, table: Table, faults: Callable[..., None]
) -> None:
    file = table(4)
    faults("delay=0:2", "access-denied")
    done = run("send", file)
    assert (done.code, done.out) == (3, "3 of 4 requests: 2 accepted, 1 refused.\n")
    _, given_up = notes_aside(done.err)
    assert given_up == (
        "events-console: given up, as the next would fare the same, after 3 of 4 requests; "
        f"to go on, with the options of before: events-console send {file} --skip 2"
    )
    faults()
    assert run("send", file, "--skip", "2").out == "2 of 2 requests: 2 accepted.\n"
    assert [entry["request"]["userId"] for entry in history(run)][:2] == ["u3", "u2"]


def test_nothing_left_to_send(run: Run, table: Table, sample: Path) -> None:
    for file in (table(2), sample):
        done = run("send", file, "--skip", "2")
        assert (done.code, done.out) == (2, "")
        assert "--skip 2 leaves none of its requests to send" in done.err
    both = run("send", "--resend", "x", "--skip", "1")
    assert (both.code, both.err.count("\n")) == (2, 1)


def test_a_dry_run_shows_the_first_and_counts(run: Run, table: Table) -> None:
    text, parsed = (run("send", table(3), "--dry-run", *more) for more in ((), ("--output", "json")))
    assert text.code == parsed.code == 0
    assert text.out.endswith("Nothing was sent: this is the first of 3 requests that would leave.\n")
    (first,) = parsed.json["requests"]
    assert (parsed.json["outcome"], parsed.json["count"]) == ("dry-run", 3)
    assert json.loads(first["request"]["body"])["userId"] == "u0"
    assert history(run) == []


def test_one_request_of_it_is_sent_alone(run: Run, table: Table) -> None:
    done = run("send", table(3), "--request", "2", "--output", "json")
    assert (done.code, done.json["outcome"]) == (0, "accepted")
    assert [entry["request"]["userId"] for entry in history(run)] == ["u1"]


@pytest.fixture
def production() -> Iterator[Sink]:
    """A server that stands for production, which a kept connection leads to."""
    with Sink() as sink:
        shop = Connection("Shop", ConnectionKind.PRODUCTION, "eu-west-1", sink.url, keys=KeySource.UNSIGNED)
        Connections(paths.connections_file()).put(shop)
        yield sink


def test_production_takes_no_more_than_it_is_armed_for(run: Run, table: Table, production: Sink) -> None:
    arguments = ("--connection", "Shop", "--arm", "Shop")
    done = run("send", table(26), *arguments)
    assert (done.code, done.out) == (2, "")
    assert "where --arm lets 25 requests through, and" in done.err
    assert "makes 26: split it; nothing was sent" in done.err
    assert production.received == []
    same_place = ("--endpoint-url", production.url, "--region", "eu-west-1", "--no-sign-request")
    assert "“Shop” is a production" in run("send", table(26), *same_place, "--arm", "Shop").err
    assert production.received == []
    assert run("send", table(25), *arguments).out == "25 of 25 requests: 25 accepted.\n"
    assert len(production.received) == 25
    assert run("send", table(26), *arguments, "--dry-run").code == 0


def place(sink: Sink) -> tuple[str, ...]:
    return ("--endpoint-url", sink.url, "--region", "eu-west-1", "--no-sign-request")


def test_ctrl_c_settles_what_is_under_way_and_says_how_to_go_on(run: Run, table: Table) -> None:
    file = table(5)

    def interrupted(_request: Received) -> Answer:
        if len(sink.received) == 2:
            os.kill(os.getpid(), signal.SIGINT)
        return Answer(delay=0.2)

    with Sink() as sink:
        sink.answer = interrupted
        done = run("send", file, *place(sink))
    assert (done.code, done.out) == (130, "2 of 5 requests: 2 accepted.\n")
    (told,) = notes_aside(done.err)
    assert told == (
        "events-console: interrupted after 2 of 5 requests; to go on, with the options of before: "
        f"events-console send {file} --skip 2"
    )


def test_a_second_ctrl_c_waits_for_no_answer(run: Run, table: Table) -> None:
    file = table(3)

    def interrupted(_request: Received) -> Answer:
        for _ in range(2):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.2)
        return Answer(then="hang", raw=b"")

    with Sink() as sink:
        sink.answer = interrupted
        done = run("send", file, *place(sink))
    assert (done.code, done.out) == (130, "0 of 3 requests: none was sent.\n")
    doubt, told = notes_aside(done.err)
    assert doubt == "events-console: one request may have arrived, see events-console history --limit 1"
    assert told.endswith(
        f"after 0 of 3 requests; to go on, with the options of before: events-console send {file} --skip 1"
    )
    (entry,) = history(run)
    assert (entry["outcome"], entry["request"]["userId"]) == ("unknown", "u0")


def test_an_answer_in_doubt_is_not_sent_anew(run: Run, table: Table) -> None:
    file = table(8)
    with Sink(Answer(), Answer(http("503 Service Unavailable", b"{}"))) as sink:
        done = run("send", file, *place(sink))
    assert (done.code, done.out) == (3, "6 of 8 requests: 1 accepted, 5 failed.\n")
    *refused, given_up = notes_aside(done.err)
    assert ["--resend" in line for line in refused] == [True] * 5
    assert given_up.endswith(f"events-console send {file} --skip 6")


def event_ids(run: Run) -> list[list[str]]:
    return [[event["eventId"] for event in entry["request"]["eventList"]] for entry in history(run)[::-1]]


def test_a_file_that_is_sent_again_counts_once(run: Run, table: Table) -> None:
    file = table(3, 2)
    assert run("send", file).code == 0
    assert run("send", file).code == 0
    assert run("send", file, "--skip", "1").code == 0
    found = event_ids(run)
    assert len(found) == 8
    assert found[:3] == found[3:6]
    assert found[1:3] == found[6:]
    assert len({one for ids in found[:3] for one in ids}) == 6
    preview = run("send", file, "--dry-run", "--output", "json").json["requests"][0]
    assert [event["eventId"] for event in json.loads(preview["request"]["body"])["eventList"]] == found[0]


def test_a_file_goes_without_event_ids_if_it_is_told_to(run: Run, table: Table) -> None:
    assert run("send", table(1, 2), "--no-stamp").code == 0
    ((sent,),) = ([entry["request"]["eventList"]] for entry in history(run))
    assert not any("eventId" in event for event in sent)
