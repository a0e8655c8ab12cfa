"""Faults on demand, and what boto3 makes of each."""

import time
from http.client import IncompleteRead
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from events_console.sandbox.conversation import RequestLine
from events_console.sandbox.faults import FAULTS, plan
from events_console.sandbox.server import Sandbox

Document = dict[str, Any]


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        ("throttle", (400, "ThrottlingException", "Rate exceeded")),
        ("500", (500, "InternalServerException", "Internal server error")),
        ("503", (503, "ServiceUnavailableException", "Service is temporarily unavailable")),
        (
            "expired-token",
            (403, "ExpiredTokenException", "The security token included in the request is expired"),
        ),
        ("malformed-error", (500, "500", '{"message": <b>upstream error</b>')),
    ],
)
def test_the_errors_that_are_answered(
    sandbox: Sandbox, boto: Any, document: Document, fault: str, answer: tuple[int, str, str]
) -> None:
    sandbox.set_faults([fault])
    with pytest.raises(ClientError) as raised:
        boto().put_events(**document)
    response = raised.value.response
    error = response["Error"]
    assert (response["ResponseMetadata"]["HTTPStatusCode"], error["Code"], error["Message"]) == answer


def test_a_reset(sandbox: Sandbox, boto: Any, document: Document, lines: list[RequestLine]) -> None:
    sandbox.set_faults(["reset"])
    with pytest.raises(ConnectionClosedError) as raised:
        boto().put_events(**document)
    assert "ConnectionResetError" in repr(raised.value.kwargs["error"])
    assert [(line.fault, line.status) for line in lines] == [("reset", None)]
    assert lines[0].body


def test_a_hang(sandbox: Sandbox, boto: Any, document: Document, lines: list[RequestLine]) -> None:
    sandbox.set_faults(["hang"])
    with pytest.raises(ReadTimeoutError):
        boto(read_timeout=0.3).put_events(**document)
    assert [(line.fault, line.status) for line in lines] == [("hang", None)]


def test_a_delay(sandbox: Sandbox, boto: Any, document: Document, lines: list[RequestLine]) -> None:
    sandbox.set_faults(["delay=0.3"])
    started = time.monotonic()
    assert boto().put_events(**document)["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert time.monotonic() - started >= 0.3
    assert lines[0].seconds >= 0.3


def test_a_truncated_answer_that_boto3_takes_for_whole(
    sandbox: Sandbox, boto: Any, raw: Any, document: Document
) -> None:
    sandbox.set_faults(["truncated"])
    with pytest.raises(IncompleteRead) as raised:
        raw.post(b"{}")
    assert (len(raised.value.partial), raised.value.expected) == (6, 58)
    assert boto().put_events(**document)["ResponseMetadata"]["HTTPHeaders"]["content-length"] == "64"


def test_faults_come_in_their_order_and_as_often_as_asked(
    boto: Any, document: Document, sandbox: Sandbox, lines: list[RequestLine]
) -> None:
    sandbox.set_faults(["throttle:2", "503:1", "500:0", "delay=0.01:1"])
    client = boto()
    for _ in range(3):
        with pytest.raises(ClientError):
            client.put_events(**document)
    client.put_events(**document)
    client.put_events(**document)
    assert [line.fault for line in lines] == ["throttle", "throttle", "503", "delay", None]
    sandbox.set_faults([])
    client.put_events(**document)


def test_faults_from_the_start_until_they_are_taken_back(sandbox: Sandbox, raw: Any) -> None:
    with Sandbox(key=sandbox.key, faults=["503"]) as faulty:
        raw.sandbox = faulty
        assert [raw.post(b"{}").status for _ in range(3)] == [503, 503, 503]
        faulty.set_faults([])
        assert raw.post(b"{}").status == 400


def test_a_request_that_is_turned_away_meets_no_fault(sandbox: Sandbox, raw: Any) -> None:
    sandbox.set_faults(["500:1"])
    assert raw.send("GET", "/").status == 404
    assert raw.post(b"{}").status == 500


@pytest.mark.parametrize(
    ("text", "name", "count", "seconds"),
    [
        ("throttle", "throttle", None, 2.0),
        ("500:3", "500", 3, 2.0),
        ("delay", "delay", None, 2.0),
        ("delay:1", "delay", 1, 2.0),
        ("delay=0.25", "delay", None, 0.25),
        ("delay=10:2", "delay", 2, 10.0),
    ],
)
def test_how_a_fault_is_written(text: str, name: str, count: int | None, seconds: float) -> None:
    read = plan(text)
    assert (read.fault.name, read.count, read.seconds) == (name, count, seconds)


@pytest.mark.parametrize(
    "text", ["", "thorttle", "throttle:", "throttle:-1", "throttle=1", "delay=x", "delay=-1", "500 "]
)
def test_what_is_not_a_fault(text: str, sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="is not a fault; write NAME") as raised:
        sandbox.set_faults([text])
    assert all(name in str(raised.value) for name in FAULTS)


def test_every_fault_says_what_it_does() -> None:
    assert set(FAULTS) == {
        *("throttle", "500", "503", "delay", "hang", "reset", "truncated", "malformed-error", "expired-token")
    }
    assert all(fault.description for fault in FAULTS.values())
