"""kill -9 of a process that sends, forty times: what arrived has a row, what was told is on the disk."""

import contextlib
import json
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from events_console.domain.exchange import Outcome
from events_console.services.history import History
from tests.support import Answer, Received, Sink

ROUNDS = 40

# Two threads send until the end, and tell the event and the outcome of each exchange that came back.
CHILD = """
import sys
from pathlib import Path
from threading import Thread
import botocore.session
from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services.history import History
from events_console.services.sender import Sender
from events_console.services.sessions import Sessions

connection = Connection("Sink", ConnectionKind.DEVELOPMENT, "eu-west-1", sys.argv[2], keys=KeySource.KEYRING)
request = Request(Object(sessionId="s" * 500, eventList=(Object(eventType="View", sentAt="{{now}}"),)))

def send():
    while True:
        exchange = sender.send(sender.prepare(request, connection, stamp=True), connection)
        sys.stdout.write(f"{exchange.request.event(0)['eventId']} {exchange.outcome}\\n")
        sys.stdout.flush()

sys.stdin.readline()
keys = Credentials("AKIDEXAMPLE", "not-a-secret")
sessions = Sessions(lambda _id: keys, lambda: keys, lambda _prompt: "")
sender = Sender(History(Path(sys.argv[1])), sessions.open)
sender.warm_up(connection)
print("ready", flush=True)
for _ in range(2):
    Thread(target=send).start()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_whatever_the_moment_of_a_kill_nothing_is_lost(tmp_path: Path) -> None:
    chance = random.Random(2)  # noqa: S311  # the same moments in every run
    history_file = tmp_path / "history.sqlite"
    told: dict[str, str] = {}
    outcomes: dict[str, str] = {}
    with Sink() as sink, contextlib.ExitStack() as children:
        sink.answer = lambda _request: Answer(delay=chance.random() * 0.004)
        following = _start(history_file, sink.url, children)
        for _ in range(ROUNDS):
            # The next one imports what it needs while this one sends.
            child, following = following, _start(history_file, sink.url, children)
            told |= _run_and_kill(child, chance.randrange(5), chance.random() * 0.02)
            outcomes = _outcomes(history_file)
            assert _event_ids(sink.received) <= outcomes.keys()
            assert {event: outcomes[event] for event in told} == told
        time.sleep(0.2)  # for what still is between the sockets
        assert _event_ids(sink.received) <= outcomes.keys()
    assert set(outcomes.values()) == {Outcome.ACCEPTED, Outcome.UNKNOWN}
    assert len(sink.received) > ROUNDS


def _start(history_file: Path, url: str, children: contextlib.ExitStack) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(history_file), url]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    children.enter_context(child)
    children.callback(child.kill)
    return child


def _run_and_kill(child: subprocess.Popen[str], answers: int, seconds: float) -> dict[str, str]:
    """Let ``child`` send until so many seconds after some answers; return what it told of settled events."""
    assert child.stdin
    assert child.stdout
    child.stdin.write("go\n")
    child.stdin.flush()
    assert child.stdout.readline() == "ready\n"
    lines = [child.stdout.readline() for _ in range(answers)]
    time.sleep(seconds)
    child.kill()
    lines += child.stdout.read().splitlines(keepends=True)
    return dict(line.split() for line in lines if line.endswith("\n"))


def _outcomes(history_file: Path) -> dict[str, str]:
    """Return what a start after the crash makes of the file: the outcome of every event."""
    with contextlib.closing(sqlite3.connect(history_file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with contextlib.closing(History(history_file)) as history:
        assert history.notice is None
    with contextlib.closing(sqlite3.connect(history_file)) as database:
        rows = database.execute("SELECT request, outcome FROM exchange").fetchall()
    return {_event_id(request): outcome for request, outcome in rows}


def _event_ids(received: list[Received]) -> set[str]:
    return {_event_id(request.body) for request in list(received)}


def _event_id(request: str | bytes) -> str:
    return str(json.loads(request)["eventList"][0]["eventId"])
