"""The history with 1,000,000 exchanges: listing, searching, scrolling, counting.

Targets: the first page in 100 ms, a search in 100 ms (p95). Measured beside them is SQLite itself: the same
hundred rows by their key. A file of that size takes a while to make (4 GB, 10 to 20 minutes), so that it is
kept in the folder that ``EVENTS_CONSOLE_BENCH`` names, if it names one; ``EVENTS_CONSOLE_ROWS`` asks for
fewer rows.
"""

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Sent, Target, Timing
from events_console.domain.history_query import parse
from events_console.domain.json_value import Object, dumps, freeze
from events_console.domain.request import Request
from events_console.services.history import History

ROWS = int(os.environ.get("EVENTS_CONSOLE_ROWS", "1_000_000"))
RUNS = 5
PAGES = 200  # one after the other, as scrolling reads them
SEARCHES = (
    *("sku-4999", "user-12345", "user-99a99", "sku-777 nothing", '"itemId": "sku-777"', "3c2f1e0-0000000"),
    *("1 validation error", "timeout", "no answer", "refused", "look at that", "nothing like this", "12:37"),
    *("2026-03-04", "4 mar", "zz", "us", "7", "q~", "item:sku-777", "item:sku-777 type:purchase"),
    *("type:view outcome:refused", "outcome:failed", "status:503", "status:4xx item:sku-10", "is:starred"),
    *("tag:demo", "tag:nope", "user:user-777", "user:USER-777 outcome:accepted", "is:noted look"),
    *("connection:Shop outcome:unanswered", "after:2026-03-01 before:2026-03-02", "on:2026-02-03 click"),
    *("before:2026-03-01", "after:2026-03-01 outcome:failed", "after:7d"),
)


def main() -> None:
    """Print what each takes."""
    kept = os.environ.get("EVENTS_CONSOLE_BENCH")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(kept or folder) / f"history-{ROWS}.sqlite"
        _fill(path)
        with closing(History(path)) as history:
            _measure(history, path)


def _measure(history: History, path: Path) -> None:
    print(f"\nhistory of {history.count():,} exchanges, {path.stat().st_size / 1e9:.1f} GB")
    last = history.page(1)[0].seq
    rows = f"SELECT * FROM exchange WHERE seq > {last - 100}"  # noqa: S608  # a number
    print(f"  {'a hundred rows of SQLite':34} {_median(lambda: history.select(rows, {})):8.1f} ms")
    print(f"  {'first page (target 100)':34} {_median(history.page):8.1f} ms")
    print(f"  {'count of all':34} {_median(history.count):8.1f} ms")
    print(f"  {'summary of all':34} {_median(history.summary, 1):8.1f} ms")
    before, pages = None, []
    for _ in range(PAGES):
        begun = time.perf_counter()
        page = history.page(100, before)
        pages.append((time.perf_counter() - begun) * 1000)
        before = page[-1].seq if page else None
    print(f"  {f'{PAGES} pages, the slowest':34} {max(pages):8.1f} ms")
    took = {line: _median(lambda line=line: history.page(query=parse(line))) for line in SEARCHES}  # type: ignore[misc]
    for line, milliseconds in sorted(took.items(), key=lambda pair: pair[1]):
        print(f"    {line:36} {milliseconds:8.1f} ms")
    p95 = statistics.quantiles(took.values(), n=20)[-1]
    print(f"  {f'{len(took)} searches, p95 (target 100)':34} {p95:8.1f} ms")


def _median(do: Callable[[], object], runs: int = RUNS) -> float:
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        do()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def _fill(path: Path) -> None:
    with closing(History(path)) as history:
        missing = ROWS - history.count()
        if missing:
            begun = time.perf_counter()
            history.add(_exchanges(missing))
            print(
                f"\nadding {missing:,} exchanges: {(time.perf_counter() - begun) / missing * 1e6:.0f} us each"
            )
        begun, steps = time.perf_counter(), [0.0]
        while True:
            step = time.perf_counter()
            more = history.upkeep()
            steps.append(time.perf_counter() - step)
            if not more:
                break
        if missing:
            each = (time.perf_counter() - begun) / missing * 1e6
            print(f"indexing them: {each:.0f} us each, the longest step {max(steps) * 1000:.0f} ms")


def _exchanges(count: int) -> Iterator[Kept]:
    chance = random.Random(1)  # noqa: S311  # the same rows in each run
    for number in range(count):
        yield _exchange(number, chance)


def _exchange(number: int, chance: random.Random) -> Kept:
    events = [
        {
            "eventId": _uuid(chance),
            "eventType": chance.choice(["click", "view", "purchase", "AddToCart"]),
            "itemId": f"sku-{chance.randrange(50_000)}",
            "sentAt": 1_790_000_000 + number,
            "properties": json.dumps({"device": chance.choice(["ios", "web"]), "price": chance.random()}),
        }
        for _ in range(chance.choice([1, 1, 2, 3]))
    ]
    root = freeze(
        {
            "trackingId": f"b3c2f1e0-{number % 5:012x}",
            "userId": f"user-{chance.randrange(100_000)}",
            "sessionId": _uuid(chance),
            "eventList": events,
        }
    )
    assert isinstance(root, Object)
    outcome, answer = _answer(chance)
    exchange = Exchange(
        _uuid(chance),
        Request(root),
        Target(chance.choice(["Shop", "Sandbox"]), ConnectionKind.SANDBOX, "eu-west-1", "http://127.0.0.1:9"),
        1_763_000_000 + number * 31.5,  # a year
        outcome,
        1,
        Timing(1.5, chance.lognormvariate(3.6, 0.5)),
        Sent(
            "POST", "http://127.0.0.1:9/events", (("Content-Type", "application/json"),), dumps(root).encode()
        ),
        answer,
        Request(root),
    )
    marked = chance.random() < 1e-3  # few, as in life
    return Kept(exchange, Annotation(True, "look at that", ("smoke", "demo")) if marked else Annotation())


def _answer(chance: random.Random) -> tuple[Outcome, Response | Failure | None]:
    request_id = _uuid(chance)
    headers = (("x-amzn-RequestId", request_id),)
    refused = b'{"message":"1 validation error detected"}'
    answers: list[tuple[Outcome, Response | Failure | None]] = [
        (Outcome.ACCEPTED, Response(200, headers, b"", request_id)),
        (
            Outcome.REJECTED,
            Response(400, headers, refused, request_id, "InvalidInputException", "1 validation error"),
        ),
        (Outcome.REJECTED, Response(503, headers, b"", request_id)),
        (Outcome.UNANSWERED, Failure("timeout-read", "No answer in time.", "Try again.", True)),
        (Outcome.UNKNOWN, None),
    ]
    return chance.choices(answers, [90, 7, 1, 1, 1])[0]


def _uuid(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128)))
