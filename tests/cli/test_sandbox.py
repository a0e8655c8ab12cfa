"""`sandbox`: the local endpoint alone, with a real client."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

import pytest

from tests.cli.ended import Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and a POSIX shell")


@contextmanager
def sandbox(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "events_console", "sandbox", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def paragraph(process: "subprocess.Popen[str]") -> str:
    """Return what it prints until the next empty line."""
    assert process.stdout
    return "".join(takewhile(str.strip, process.stdout))


def follow(instructions: str) -> "subprocess.CompletedProcess[str]":
    """Do in a shell what the sandbox says, with the AWS CLI of the tests."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "AWS_MAX_ATTEMPTS": "1", "AWS_SESSION_TOKEN": "left over"}
    return subprocess.run(
        ["sh", "-c", instructions], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_its_own_instructions_work_with_the_aws_cli(end: signal.Signals) -> None:
    with sandbox("--fault", "500:1", "--tracking-id", "my tracker's", "--tracking-id", "other") as process:
        assert process.stdout
        introduction, _, instructions = (paragraph(process) for _ in range(3))
        assert re.match(
            r"The sandbox answers this computer at http://127\.0\.0\.1:\d+, .* Ctrl\+C ends it\.\n",
            introduction,
        )
        assert "It knows the tracking ID my tracker's, other." in introduction
        refused, accepted = follow(instructions), follow(instructions)
        assert "(InternalServerException)" in refused.stderr
        assert (accepted.returncode, accepted.stdout, accepted.stderr) == (0, "", "")
        first, second = process.stdout.readline(), process.stdout.readline()
        when = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC"
        request = rf"{when}  POST /events  PutEvents"
        assert re.fullmatch(
            rf"{request}  500  InternalServerException  fault 500  \d+ ms  [0-9a-f-]{{36}}\n", first
        )
        assert re.fullmatch(rf"{request}  200  1 event  \d+ ms  [0-9a-f-]{{36}}\n", second)
        process.send_signal(end)
        assert process.wait(10) == 0
        assert process.stdout.read() == "The sandbox has ended.\n"


def test_it_ends_when_nobody_reads_any_more() -> None:
    with sandbox() as process:
        assert process.stdout
        introduction = paragraph(process)
        process.stdout.close()
        found = re.search(r"127\.0\.0\.1:(\d+)", introduction)
        assert found
        with socket.create_connection(("127.0.0.1", int(found[1]))) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert process.wait(10) == 141


def test_a_port_that_is_taken(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = run("sandbox", "--port", str(port))
    assert (done.code, done.out) == (2, "")
    assert (
        done.err
        == f"events-console: port {port} cannot be used: Address already in use; choose another one\n"
    )
