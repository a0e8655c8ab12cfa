"""`--debug`: what happens to a request, and no word of what is secret."""

import re
from pathlib import Path

import pytest

from tests.aws_standin import Desk, keys_of
from tests.cli.ended import Run
from tests.support import Answer, Sink, http


def told(err: str) -> list[str]:
    """Return the lines without their times, which rise."""
    found = re.findall(r"^debug: (\d+\.\d{3}) s  (.*)$", err, re.MULTILINE)
    assert len(found) == err.count("\n")
    times = [float(seconds) for seconds, _ in found]
    assert times == sorted(times)
    return [text for _, text in found]


def test_each_step_is_told(run: Run, sample: Path) -> None:
    refusal = http("400 Bad Request", b'{"message": "No."}', x_amzn_RequestId="r-1")
    with Sink(Answer(refusal)) as sink:
        to_it = ["--no-sign-request", "--region", "eu-west-1", "--endpoint-url", sink.url]
        plain, debug = run("send", sample, *to_it), run("send", sample, *to_it, "--debug")
    assert "debug" not in plain.err
    *steps, complaint = debug.err.splitlines()
    assert complaint.startswith("events-console: ")
    lines = told("".join(f"{step}\n" for step in steps))
    assert lines[:8] == [
        "connection: command line, Development",
        "region: eu-west-1",
        f"endpoint: {sink.url}",
        "proxy: none",
        "certificates: checked",
        "time-outs: 60 s to connect, 60 s to answer",
        "attempts: at most 1",
        "keys: none: the request is not signed",
    ]
    assert lines[8:10] == ["key ID: none", f"attempt 1: POST {sink.url}/events"]
    answer = lines.index("answer: 400")
    assert f"  Host: {sink.url[7:]}" in lines[10:answer]
    assert sink.received[1].body.decode() == lines[answer - 1].strip()
    assert {"  x-amzn-RequestId: r-1", '  {"message": "No."}'} <= set(lines[answer:])


def test_every_attempt_is_told_with_what_went_wrong(run: Run, sample: Path) -> None:
    with Sink(Answer(b"", "close"), Answer(http("500 x", b"")), Answer()) as sink:
        place = ["--kind", "sandbox", "--sandbox-key", "--endpoint-url", sink.url]
        run("connections", "add", "Thrice", *place, "--attempts", "3")
        done = run("send", sample, "--connection", "Thrice", "--debug", "--cli-read-timeout", "0")
    lines = told(done.err)
    assert (done.code, "time-outs: 10 s to connect, no end to answer" in lines) == (0, True)
    steps = [line.partition(" ")[0] for line in lines if re.match(r"attempt \d|answer: |error: ", line)]
    assert steps == ["attempt", "error:", "attempt", "answer:", "attempt", "answer:"]
    assert "attempt 3: " in done.err


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_nothing_secret_is_told(  # noqa: PLR0917  # fixtures
    run: Run, sample: Path, desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch, dry: list[str]
) -> None:
    keys = desk.aws.issue("CANARY")
    desk.files("", f"[tester]\n{keys_of(keys)}")
    port = desk.aws.proxy.rpartition(":")[2]
    monkeypatch.setenv("HTTPS_PROXY", f"http://me:CANARYpassword@127.0.0.1:{port}")
    token = keys.session_token or ""
    echo = f'{{"message": "x-amz-security-token:{token}, {keys.secret_access_key}"}}'.encode()
    answer = http(
        "403 x", echo, x_amzn_ErrorType="InvalidSignatureException", Set_Cookie=token, Connection="close"
    )
    desk.aws.answers["personalize"] = lambda _arrived: answer
    to_it = ["--profile", "tester", "--region", "eu-west-1", "--ca-bundle", str(desk.aws.ca_bundle), *dry]
    done = run("send", sample, *to_it, "--debug")
    assert done.code == (0 if dry else 3)
    assert {"keys: profile “tester” of the AWS CLI", "key ID: …XXXX", f"proxy: 127.0.0.1:{port}"} <= set(
        re.findall(r"(?m)^debug: \S+ s  (.*)$", done.err)
    )
    assert "X-Amz-Security-Token: ‹hidden›" in done.err  # noqa: RUF001  # as it is hidden everywhere
    kept = b"".join(file.read_bytes() for file in (home / "console").rglob("*") if file.is_file())
    for everything in (done.out, done.err, kept.decode(errors="replace")):
        for secret in (token, token[:40], keys.secret_access_key, "CANARYpassword", keys.access_key_id):
            assert secret not in everything


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        (
            {"AWS_ACCESS_KEY_ID": "TESTKEY", "AWS_SECRET_ACCESS_KEY": "s"},
            "AWS_ACCESS_KEY_ID in the environment",
        ),
        ({"AWS_PROFILE": "some"}, "profile “some” of the AWS CLI, as the environment and no option says"),
    ],
)
def test_where_keys_come_from_is_told(
    run: Run, sample: Path, variables: dict[str, str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    done = run("send", sample, "--region", "eu-west-1", "--dry-run", "--debug")
    assert f"keys: {words}\n" in done.err
