"""How long the event loop stands still while the window sends, searches its history and opens a file.

Target: at most 50 ms.
"""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from events_console import paths
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Outcome, Response, Target
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.forms import json_request
from events_console.services import examples
from events_console.services.history import History
from events_console.ui.compose_pane import JSON
from events_console.ui.history_list import HistoryList
from events_console.ui.session import Session
from tests.benchmarks.bench_keystroke import wait

SENDS = 20
ROWS = 10_000
SEARCHES = ("item-7", "accepted", "nothing like this")
EVENTS = 1_000
TABLE_ROWS = 100_000


def main() -> None:
    """Print the longest gap of each."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["EVENTS_CONSOLE_HOME"] = home
        _fill_history()
        file = Path(home) / "many.events.json"
        file.write_text(json_request.write(_request(EVENTS)), encoding="utf-8")
        table = Path(home) / "many.csv"
        table.write_text(_table(TABLE_ROWS), encoding="utf-8")
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        session = Session(app)
        session.show(None)
        wait(app, lambda: session.console.service is not None and session.console.checked)
        print("\nlongest gap of the event loop (target 50 ms)")
        for what, do in {
            f"{SENDS} sends": partial(_send, app, session),
            f"{len(SEARCHES)} searches in {ROWS:,} exchanges": partial(_search, app, session),
            f"opening {EVENTS:,} events": partial(_open, app, session, file, EVENTS),
            f"opening and checking {TABLE_ROWS:,} rows": partial(_open, app, session, table, TABLE_ROWS),
            f"showing {TABLE_ROWS:,} rows as JSON": partial(_show_json, app, session),
        }.items():
            print(f"  {what:34} {_longest_gap(app, do):6.0f} ms")
        session.close()


def _send(app: QApplication, session: Session) -> None:
    for _ in range(SENDS):
        settled: list[object] = []
        session.console.settled.connect(settled.append)
        session.console.send()
        wait(app, settled.__len__)


def _search(app: QApplication, session: Session) -> None:
    pane = session.window.history
    listed = pane.view.model()
    assert isinstance(listed, HistoryList)
    for text in SEARCHES:
        pane.line.clear()
        for char in text:
            QTest.keyClicks(pane.line, char)
            _wait_a_moment(app, 0.05)
        wait(app, partial(_has_searched, listed, text))
        _wait_a_moment(app, 0.5)  # for the count of all that was found


def _has_searched(listed: HistoryList, text: str) -> bool:
    return listed.searched.line == text


def _open(app: QApplication, session: Session, file: Path, events: int) -> None:
    session.window.document.open_file(str(file))
    wait(app, lambda: session.console.checked and len(session.console.request.events) == events)
    _wait_a_moment(app, 0.5)  # for what follows, such as the draft


def _show_json(app: QApplication, session: Session) -> None:
    session.window.compose.show_view(JSON)
    _wait_a_moment(app, 0.5)


def _longest_gap(app: QApplication, do: Callable[[], None]) -> float:
    beats: list[float] = []
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()
    wait(app, beats.__len__)
    do()
    _wait_a_moment(app, 0.01)
    timer.stop()
    return max(later - earlier for earlier, later in pairwise(beats)) * 1000


def _fill_history() -> None:
    target = Target("Benchmark", ConnectionKind.DEVELOPMENT, "eu-west-1", "http://127.0.0.1:9")
    history = History(paths.history_file())
    answer = Response(200, (("x-amzn-RequestId", "r"),), b"", "r")
    for number in range(ROWS):
        pending = Exchange(str(uuid4()), _request(10, number), target, time.time())
        history.begin(replace(pending, outcome=Outcome.ACCEPTED, attempts=1, answer=answer))
    while history.upkeep():  # as a window that has been open for a while has done
        pass
    history.close()


def _request(count: int, first: int = 0) -> Request:
    request = examples.sandbox()
    event = request.event(0)
    return request.with_events(
        Object({**event, "itemId": f"item-{number}"}) for number in range(first, first + count)
    )


def _table(rows: int) -> str:
    head = "USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,CABIN_TYPE\n"
    lines = (f"u-{n % 70_000},i-{n % 5_000},{1_790_000_000 + n},View,Economy\n" for n in range(rows))
    return head + "".join(lines)


def _wait_a_moment(app: QApplication, seconds: float) -> None:
    end = time.monotonic() + seconds
    wait(app, lambda: time.monotonic() >= end)
