"""A running sandbox, and clients that talk to it: raw HTTP and boto3."""

import http.client
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from unittest import mock

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

from events_console.sandbox.conversation import RequestLine
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.sandbox.server import Sandbox
from events_console.sandbox.signature import SandboxKey, new_key


@dataclass(frozen=True)
class Answer:
    """An answer as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def error(self) -> str | None:
        return self.headers.get("x-amzn-errortype")

    @property
    def message(self) -> str:
        return str(json.loads(self.body)["message"])


class RawClient:
    """Sends one request per call, signed as asked."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def sign(
        self,
        body: bytes,
        *,
        key: SandboxKey | None = None,
        at: datetime | None = None,
        service: str = "personalize",
        target: str = "/events",
        headers: dict[str, str] | None = None,
    ) -> dict[str, str]:
        request = AWSRequest("POST", self.sandbox.url + target, data=body, headers=headers or {})
        key = key or self.sandbox.key
        signer = SigV4Auth(Credentials(key.access_key_id, key.secret_access_key), service, "eu-west-1")
        with mock.patch("botocore.auth.get_current_datetime", return_value=at or datetime.now(UTC)):
            signer.add_auth(request)
        return dict(request.headers.items())

    def post(self, body: bytes, **signed: Any) -> Answer:
        target = signed.get("target", "/events")
        return self.send("POST", target, body, self.sign(body, **signed))

    def send(
        self, method: str, target: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.sandbox.port, timeout=10)
        try:
            connection.request(method, target, body, headers or {})
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, named, response.read())
        finally:
            connection.close()


@pytest.fixture
def lines() -> list[RequestLine]:
    """What the sandbox has told."""
    return []


@pytest.fixture
def sandbox(lines: list[RequestLine]) -> Iterator[Sandbox]:
    with Sandbox(key=new_key(), on_request=lines.append) as running:
        yield running


@pytest.fixture
def raw(sandbox: Sandbox) -> RawClient:
    return RawClient(sandbox)


@pytest.fixture
def boto(sandbox: Sandbox) -> Callable[..., Any]:
    """Make a boto3 client of the sandbox; arguments are the service and botocore's configuration."""

    def client(service: str = "personalize-events", **config: Any) -> Any:
        config.setdefault("retries", {"total_max_attempts": 1})
        return boto3.client(
            service,
            region_name="eu-west-1",
            endpoint_url=sandbox.url,
            aws_access_key_id=sandbox.key.access_key_id,
            aws_secret_access_key=sandbox.key.secret_access_key,
            config=Config(**config),
        )

    return client


@pytest.fixture
def document() -> dict[str, Any]:
    """A request with every field, which the service takes."""
    return {
        "trackingId": SAMPLE_TRACKING_ID,
        "userId": "qa-user",
        "sessionId": "qa-session",
        "eventList": [
            {
                "eventId": "e1",
                "eventType": "View",
                "eventValue": 4.5,
                "itemId": "i1",
                "properties": '{"cabinType": "Economy"}',
                "sentAt": 1700000000,
                "recommendationId": "RID-1",
                "impression": ["i1", "i2"],
                "metricAttribution": {"eventAttributionSource": "newsletter"},
            },
            {"eventType": "Purchase", "sentAt": 1700000000.123},
        ],
    }
