"""Sending through the console's services, history included, against a bare boto3 ``put_events``.

Target: at most 1.2 times as long. Both send the sample request to one sink in another process, by turns.
"""

import json
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import boto3
from tests.support import Sink

from events_console import paths
from events_console.domain.connection import Connection, ConnectionKind, Credentials
from events_console.domain.exchange import Outcome
from events_console.forms import json_request
from events_console.services.aws import wire_body
from events_console.services.history import History
from events_console.services.sender import Sender

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
        times = _measure({"boto3 put_events": _bare(url), "console, with history": _console(url, history)})
    print(f"\nsend, {RUNS} runs by turns     p50 ms  p95 ms")
    figures = [(statistics.median(runs), statistics.quantiles(runs, n=20)[-1]) for runs in times.values()]
    for name, (median, slow) in zip(times, figures, strict=True):
        print(f"{name:26} {median:7.2f} {slow:7.2f}")
    (bare, slow_bare), (console, slow_console) = figures
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


def _bare(url: str) -> Callable[[], None]:
    client = boto3.client(
        "personalize-events",
        region_name="eu-west-1",
        endpoint_url=url,
        aws_access_key_id=CREDENTIALS.access_key_id,
        aws_secret_access_key=CREDENTIALS.secret_access_key,
    )
    sender, connection = Sender.__new__(Sender), _connection(url)
    request = json.loads(wire_body(sender.prepare(REQUEST, connection, stamp=True).request))
    return lambda: client.put_events(**request)


def _console(url: str, history: History) -> Callable[[], None]:
    sender, connection = Sender(history, lambda _connection: CREDENTIALS), _connection(url)

    def send() -> None:
        exchange = sender.send(sender.prepare(REQUEST, connection, stamp=True), connection)
        assert exchange.outcome is Outcome.ACCEPTED, exchange.failure

    return send


def _connection(url: str) -> Connection:
    return Connection("Benchmark", ConnectionKind.DEVELOPMENT, "eu-west-1", url)


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
