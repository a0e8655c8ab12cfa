"""Sending through the console's services, history included, against a bare boto3 ``put_events``.

Target: at most 1.2 times as long. Both send the sample request to one sink in another process, by turns;
measured beside them is what the disk takes for the two flushes that the history cannot do without.
"""

import json
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import boto3

from events_console import paths
from events_console.domain.connection import Connection, ConnectionKind, Credentials
from events_console.domain.exchange import Outcome
from events_console.forms import json_request
from events_console.services.aws import wire_body
from events_console.services.history import History
from events_console.services.sender import Sender
from tests.support import Sink, opener

RUNS = 500
CREDENTIALS = Credentials("AKIDEXAMPLE", "not-a-secret")
REQUEST = json_request.read(paths.resource("examples", "sandbox.events.json").read_text()).request


def main() -> None:
    """Print the median and the 95th percentile of both, and their ratios."""
    with (
        _sink() as url,
        tempfile.TemporaryDirectory() as folder,
        closing(History(Path(folder) / "history.sqlite")) as history,
    ):
        sender = Sender(history, opener(CREDENTIALS))
        connection = Connection("Benchmark", ConnectionKind.DEVELOPMENT, "eu-west-1", url)
        contenders = {
            "boto3 put_events": _bare(sender, connection),
            "console, with history": _console(sender, connection),
            "two flushes to the disk": _flushes(Path(folder)),
        }
        times = _measure(contenders)
    print(f"\nsend, {RUNS} runs by turns     p50 ms  p95 ms")
    figures = [(statistics.median(runs), statistics.quantiles(runs, n=20)[-1]) for runs in times.values()]
    for name, (median, slow) in zip(times, figures, strict=True):
        print(f"{name:26} {median:7.2f} {slow:7.2f}")
    (bare, slow_bare), (console, slow_console), _ = figures
    print(f"{'ratio (target 1.20)':26} {console / bare:7.2f} {slow_console / slow_bare:7.2f}")


def _measure(contenders: Mapping[str, Callable[[], None]]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(RUNS // 10):
        for send in contenders.values():
            send()
    for _ in range(RUNS):
        for name, send in contenders.items():
            started = time.perf_counter()
            send()
            times[name].append((time.perf_counter() - started) * 1000)
    return times


def _bare(sender: Sender, connection: Connection) -> Callable[[], None]:
    client = boto3.client(
        "personalize-events",
        region_name=connection.region,
        endpoint_url=connection.endpoint_url,
        aws_access_key_id=CREDENTIALS.access_key_id,
        aws_secret_access_key=CREDENTIALS.secret_access_key,
    )
    request = json.loads(wire_body(sender.prepare(REQUEST, connection, stamp=True).request))
    return lambda: client.put_events(**request)


def _console(sender: Sender, connection: Connection) -> Callable[[], None]:
    def send() -> None:
        exchange = sender.send(sender.prepare(REQUEST, connection, stamp=True), connection)
        assert exchange.outcome is Outcome.ACCEPTED, exchange.failure

    return send


def _flushes(folder: Path) -> Callable[[], None]:
    file = os.open(folder / "flushed", os.O_RDWR | os.O_CREAT)
    os.write(file, bytes(16384))

    flush = getattr(os, "fdatasync", os.fsync)

    def write() -> None:
        for _ in range(2):
            os.pwrite(file, os.urandom(12288), 0)
            flush(file)

    return write


@contextmanager
def _sink() -> Iterator[str]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("stop")
        process.join()


def _serve(pipe: Pipe) -> None:
    with Sink() as sink:
        pipe.send(sink.url)
        pipe.recv()
