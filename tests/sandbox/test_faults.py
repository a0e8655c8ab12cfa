"""Faults on demand, and what boto3 makes of each."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import IncompleteRead
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from events_console.sandbox.conversation import RequestLine
from events_console.sandbox.faults import FAULTS, plan
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.sandbox.server import Sandbox

Document = dict[str, Any]
Call = Callable[[Any], Any]


def put_events(boto: Any) -> Any:
    event = {"eventType": "View", "sentAt": 1}
    return boto().put_events(trackingId=SAMPLE_TRACKING_ID, sessionId="s", eventList=[event])


def list_event_trackers(boto: Any) -> Any:
    return boto("personalize").list_event_trackers()


def get_caller_identity(boto: Any) -> Any:
    return boto("sts").get_caller_identity()


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
    ("text", "name", "count", "seconds", "operation"),
    [
        ("throttle", "throttle", None, 2.0, None),
        ("500:3", "500", 3, 2.0, None),
        ("delay", "delay", None, 2.0, None),
        ("delay:1", "delay", 1, 2.0, None),
        ("delay=0.25", "delay", None, 0.25, None),
        ("delay=10:2", "delay", 2, 10.0, None),
        ("access-denied@ListDatasets", "access-denied", None, 2.0, "ListDatasets"),
        ("delay=1@GetCallerIdentity:3", "delay", 3, 1.0, "GetCallerIdentity"),
    ],
)
def test_how_a_fault_is_written(
    text: str, name: str, count: int | None, seconds: float, operation: str | None
) -> None:
    read = plan(text)
    assert (read.fault.name, read.count, read.seconds, read.operation) == (name, count, seconds, operation)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thorttle",
        "throttle:",
        "throttle:-1",
        "throttle=1",
        "delay=x",
        "delay=-1",
        "500 ",
        "500@",
        "500:1@x",
    ],
)
def test_what_is_not_a_fault(text: str, sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="is not a fault; write NAME") as raised:
        sandbox.set_faults([text])
    assert all(name in str(raised.value) for name in FAULTS)


def test_a_fault_for_an_operation_that_there_is_not(sandbox: Sandbox) -> None:
    with pytest.raises(
        ValueError, match=r"is for no operation of the sandbox; after the @, write one of"
    ) as raised:
        sandbox.set_faults(["500@PutEvent"])
    assert "GetCallerIdentity, " in str(raised.value)
    assert " PutEvents" in str(raised.value)


def test_a_fault_of_one_operation_leaves_the_others_alone(
    sandbox: Sandbox, boto: Any, document: Document, lines: list[RequestLine]
) -> None:
    sandbox.set_faults(["access-denied@ListEventTrackers", "throttle:1", "500@PutEvents"])
    reads, writes = boto("personalize"), boto()
    for call in (
        reads.list_event_trackers,
        lambda: writes.put_events(**document),
        reads.list_event_trackers,
        lambda: writes.put_events(**document),
    ):
        with pytest.raises(ClientError):
            call()
    reads.list_dataset_groups()
    assert [(line.operation, line.fault) for line in lines] == [
        ("ListEventTrackers", "access-denied"),
        ("PutEvents", "throttle"),
        ("ListEventTrackers", "access-denied"),
        ("PutEvents", "500"),
        ("ListDatasetGroups", None),
    ]


UNALLOWED = " because no identity-based policy allows the {} action"
DENIED = "User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: "
ANYTHING = " on resource: arn:aws:personalize:us-east-1:123456789012:*"


@pytest.mark.parametrize(
    ("fault", "call", "answer"),
    [
        (
            "access-denied",
            put_events,
            (
                403,
                "AccessDeniedException",
                f"{DENIED}personalize:PutEvents{ANYTHING}{UNALLOWED.format('personalize:PutEvents')}",
            ),
        ),
        (
            "access-denied",
            list_event_trackers,
            (
                400,
                "AccessDeniedException",
                f"{DENIED}personalize:ListEventTrackers{ANYTHING}{UNALLOWED.format('personalize:ListEventTrackers')}",
            ),
        ),
        (
            "access-denied",
            get_caller_identity,
            (
                403,
                "AccessDenied",
                f"{DENIED}sts:GetCallerIdentity{UNALLOWED.format('sts:GetCallerIdentity')}",
            ),
        ),
        (
            "explicit-deny",
            put_events,
            (
                403,
                "AccessDeniedException",
                f"{DENIED}personalize:PutEvents{ANYTHING} with an explicit deny in a service control policy",
            ),
        ),
        (
            "wrong-region",
            put_events,
            (
                403,
                "InvalidSignatureException",
                "Credential should be scoped to a valid region, not 'us-east-1'. ",
            ),
        ),
        ("throttle", list_event_trackers, (400, "ThrottlingException", "Rate exceeded")),
        ("throttle", get_caller_identity, (400, "Throttling", "Rate exceeded")),
        (
            "expired-token",
            list_event_trackers,
            (400, "ExpiredTokenException", "The security token included in the request is expired"),
        ),
        (
            "expired-token",
            get_caller_identity,
            (403, "ExpiredToken", "The security token included in the request is expired"),
        ),
        ("500", list_event_trackers, (500, "InternalServerException", "Internal server error")),
        ("500", get_caller_identity, (500, "InternalFailure", "Internal server error")),
        (
            "malformed-error",
            list_event_trackers,
            (500, "500", '{"message": <b>upstream error</b>'),
        ),
    ],
)
def test_each_service_words_an_error_in_its_own_protocol(
    sandbox: Sandbox, boto: Any, fault: str, call: Call, answer: tuple[int, str, str]
) -> None:
    sandbox.set_faults([fault])
    with pytest.raises(ClientError) as raised:
        call(boto)
    metadata, error = raised.value.response["ResponseMetadata"], raised.value.response["Error"]
    assert (metadata["HTTPStatusCode"], error["Code"], error["Message"]) == answer
    assert metadata["RequestId"]


def test_only_who_has_signed_is_told_what_is_denied(sandbox: Sandbox, raw: Any) -> None:
    sandbox.set_faults(["access-denied"])
    assert raw.send("POST", "/events", b"{}").error == "MissingAuthenticationTokenException"


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (put_events, "InvalidSignatureException"),
        (list_event_trackers, "InvalidSignatureException"),
        (get_caller_identity, "SignatureDoesNotMatch"),
    ],
)
def test_a_clock_that_is_ahead_can_be_measured(sandbox: Sandbox, boto: Any, call: Call, code: str) -> None:
    sandbox.set_faults(["clock-skew"])
    with pytest.raises(ClientError, match="Signature expired: ") as raised:
        call(boto)
    assert raised.value.response["Error"]["Code"] == code
    date = raised.value.response["ResponseMetadata"]["HTTPHeaders"]["date"]
    skew = parsedate_to_datetime(date) - datetime.now(UTC)
    assert abs(skew - timedelta(hours=2)) < timedelta(minutes=1)


def test_who_follows_the_clock_that_is_ahead_is_let_in(
    sandbox: Sandbox, raw: Any, document: Document
) -> None:
    sandbox.set_faults(["clock-skew"])
    body = json.dumps(document).encode()
    assert raw.post(body, at=datetime.now(UTC) + timedelta(hours=2)).status == 200


def test_every_fault_says_what_it_does() -> None:
    assert set(FAULTS) == {
        *(
            "throttle",
            "500",
            "503",
            "delay",
            "hang",
            "reset",
            "truncated",
            "malformed-error",
            "expired-token",
        ),
        *("access-denied", "explicit-deny", "wrong-region", "clock-skew"),
    }
    assert all(fault.description for fault in FAULTS.values())
