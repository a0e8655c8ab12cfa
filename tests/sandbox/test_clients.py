"""The real clients against the sandbox: the AWS CLI and boto3."""

import json
import os
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.exceptions import ClientError

from events_console.sandbox.conversation import RequestLine
from events_console.sandbox.server import Sandbox
from events_console.sandbox.signature import SandboxKey

Document = dict[str, Any]


def aws_cli(sandbox: Sandbox, document: Document, key: SandboxKey) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "awscli", "personalize-events", "put-events"]
    options = [
        "--endpoint-url",
        sandbox.url,
        "--region",
        "eu-west-1",
        "--cli-input-json",
        json.dumps(document),
    ]
    environment = os.environ | {
        "AWS_ACCESS_KEY_ID": key.access_key_id,
        "AWS_SECRET_ACCESS_KEY": key.secret_access_key,
    }
    return subprocess.run(
        [*command, *options], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_aws_cli_sends_a_request(sandbox: Sandbox, document: Document, lines: list[RequestLine]) -> None:
    done = aws_cli(sandbox, document, sandbox.key)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (line,) = lines
    assert (line.method, line.path, line.status, line.error, line.events) == ("POST", "/events", 200, None, 2)
    assert json.loads(line.body)["eventList"][0]["properties"] == '{"cabinType": "Economy"}'


def test_the_aws_cli_shows_the_service_s_words(sandbox: Sandbox, document: Document) -> None:
    document["eventList"][0]["eventType"] = "x" * 257
    done = aws_cli(sandbox, document, sandbox.key)
    assert done.returncode != 0
    assert (
        "An error occurred (InvalidInputException) when calling the PutEvents operation: 1 validation error "
        f"detected: Value '{'x' * 257}' at 'eventList.1.member.eventType' failed to satisfy constraint: "
        "Member must have length less than or equal to 256"
    ) in done.stderr


def test_the_aws_cli_with_a_wrong_secret(sandbox: Sandbox, document: Document) -> None:
    done = aws_cli(sandbox, document, SandboxKey(sandbox.key.access_key_id, "not the secret"))
    assert done.returncode != 0
    assert "(InvalidSignatureException)" in done.stderr
    assert "The request signature we calculated does not match" in done.stderr


def test_boto3_sends_a_request(boto: Any, document: Document, lines: list[RequestLine]) -> None:
    answer = boto().put_events(**document)["ResponseMetadata"]
    (line,) = lines
    assert answer["HTTPStatusCode"] == 200
    assert answer["RequestId"] == line.request_id == str(uuid.UUID(line.request_id))
    assert answer["HTTPHeaders"]["content-length"] == "0"
    assert line.at.tzinfo
    assert 0 < line.seconds < 10
    assert json.loads(line.body) == document


def test_boto3_sends_what_the_service_refuses(boto: Any, document: Document) -> None:
    document["eventList"] *= 6
    with pytest.raises(ClientError) as raised:
        boto().put_events(**document)
    metadata = raised.value.response["ResponseMetadata"]
    assert metadata["HTTPStatusCode"] == 400
    assert metadata["RequestId"] == str(uuid.UUID(metadata["RequestId"]))
    assert raised.value.response["Error"] == {
        "Code": "InvalidInputException",
        "Message": "1 validation error detected: Value at 'eventList' failed to satisfy constraint: "
        "Member must have length less than or equal to 10",
    }


def test_boto3_sends_nan_as_a_string_which_is_no_float(boto: Any, document: Document) -> None:
    document["eventList"][0]["eventValue"] = float("nan")
    with pytest.raises(ClientError, match="STRING_VALUE can not be converted to a Float") as raised:
        boto().put_events(**document)
    assert raised.value.response["Error"]["Code"] == "SerializationException"


def test_boto3_repeats_a_throttled_request(
    sandbox: Sandbox, boto: Any, document: Document, lines: list[RequestLine]
) -> None:
    sandbox.set_faults(["throttle:1", "500:1"])
    client = boto(retries={"mode": "standard", "total_max_attempts": 3})
    assert client.put_events(**document)["ResponseMetadata"]["RetryAttempts"] == 2
    assert [(line.fault, line.status) for line in lines] == [("throttle", 400), ("500", 500), (None, 200)]
    assert len({line.body for line in lines}) == 1


def test_several_clients_at_once(boto: Any, document: Document) -> None:
    client = boto(max_pool_connections=8)
    with ThreadPoolExecutor(8) as pool:
        answers = [*pool.map(lambda _number: client.put_events(**document)["ResponseMetadata"], range(40))]
    assert {answer["HTTPStatusCode"] for answer in answers} == {200}
    assert len({answer["RequestId"] for answer in answers}) == 40
