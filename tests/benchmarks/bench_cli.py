"""`events-console send` as a whole process against `aws personalize-events put-events`.

Target: faster. By turns, both send the sample request to a sandbox: the console to the one that it starts,
the AWS CLI to one that is there already. The console also validates the request and writes its history.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from events_console.domain.placeholders import Resolver
from events_console.forms import json_request
from events_console.sandbox.server import Sandbox
from events_console.sandbox.signature import new_key
from events_console.services import examples

RUNS = 20


def main() -> None:
    """Print the median and the slowest run of both, and their ratio."""
    with Sandbox(key=new_key()) as sandbox, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "request.json"
        request = Resolver(time.time(), lambda: str(uuid4())).request(examples.sandbox())
        file.write_text(json_request.write(request), encoding="utf-8")
        put_events = ["awscli", "personalize-events", "put-events", "--endpoint-url", sandbox.url]
        contenders = {
            "aws put-events": [*put_events, "--cli-input-json", f"file://{file}"],
            "events-console send": ["events_console", "send", str(file)],
        }
        environment = _environment(sandbox, folder)
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for run in range(1 + RUNS):  # the first one also compiles
            for name, command in contenders.items():
                seconds = _seconds(command, environment)
                times[name] += [seconds] * bool(run)
    _report(times)


def _environment(sandbox: Sandbox, folder: str) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "AWS_ACCESS_KEY_ID": sandbox.key.access_key_id,
        "AWS_SECRET_ACCESS_KEY": sandbox.key.secret_access_key,
        "AWS_DEFAULT_REGION": "us-east-1",
        "EVENTS_CONSOLE_HOME": folder,
    }


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", *command], env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def _report(times: dict[str, list[float]]) -> None:
    print(f"\ncommand line, {RUNS} runs by turns   p50 ms   max ms")
    figures = [(statistics.median(runs) * 1000, max(runs) * 1000) for runs in times.values()]
    for name, (median, slowest) in zip(times, figures, strict=True):
        print(f"{name:32} {median:8.0f} {slowest:8.0f}")
    (aws, slowest_aws), (console, slowest_console) = figures
    print(f"{'ratio (target below 1.00)':32} {console / aws:8.2f} {slowest_console / slowest_aws:8.2f}")
