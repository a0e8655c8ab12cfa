"""The client: where it sends, the exact bytes, and what it keeps of them."""

import json
import logging
import re
import string
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from urllib3 import HTTPResponse

from events_console.domain.connection import Connection, Credentials
from events_console.domain.json_value import Object, freeze
from events_console.domain.request import Request
from events_console.services.aws import Client, wire_body
from events_console.services.redaction import HIDDEN, redact
from tests.support import Answer, Received, Sink, http, opener

# The bytes ------------------------------------------------------------------------------------------------


def _text(longest: int) -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=longest)


EVENT = st.fixed_dictionaries(
    {
        "eventType": _text(20),
        # boto3 makes a date of it and a number again: milliseconds survive that, "1.0" comes out as "1".
        "sentAt": st.integers(0, 4102444800)
        | st.integers(1, 10**12).filter(lambda ms: ms % 1000).map(lambda ms: ms / 1000),
    },
    optional={
        "eventId": _text(20),
        "eventValue": st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53),
        "itemId": _text(20),
        "properties": st.dictionaries(st.text(string.ascii_letters, min_size=1), st.integers()).map(
            json.dumps
        ),
        "recommendationId": _text(20),
        "impression": st.lists(_text(9), min_size=1, max_size=3),
        "metricAttribution": st.fixed_dictionaries({"eventAttributionSource": _text(9)}),
    },
)
DOCUMENT = st.fixed_dictionaries(
    {"trackingId": _text(20), "sessionId": _text(20), "eventList": st.lists(EVENT, min_size=1, max_size=3)},
    optional={"userId": _text(20)},
)


@pytest.fixture
def boto3_body() -> Callable[[dict[str, Any]], bytes]:
    """What boto3 would send for a document; nothing leaves."""
    client = boto3.Session().client(
        "personalize-events",
        region_name="eu-west-1",
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="example",
    )
    bodies: list[bytes] = []

    def keep(request: Any, **_event: object) -> AWSResponse:
        bodies.append(request.body)
        return AWSResponse(request.url, 200, {}, HTTPResponse(BytesIO(), preload_content=False))

    client.meta.events.register("before-send", keep)

    def body(document: dict[str, Any]) -> bytes:
        client.put_events(**document)
        return bodies.pop()

    return body


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=DOCUMENT)
def test_a_valid_document_goes_out_as_boto3_sends_it(
    document: dict[str, Any], boto3_body: Callable[[dict[str, Any]], bytes]
) -> None:
    frozen = freeze(document)
    assert isinstance(frozen, Object)
    assert wire_body(Request(frozen)) == boto3_body(document)


def test_a_wrong_document_goes_out_as_it_is_written(
    connect: Callable[..., Connection], credentials: Credentials
) -> None:
    written = (
        '{"unknown": [1, null], "eventList": {"0": {"sentAt": "soon"}}, "userId": true,'
        ' "half": "\\ud83d", "sessionId": NaN, "trackingId": 12345678901234567890}'
    )
    document = freeze(json.loads(written))
    assert isinstance(document, Object)
    with Sink() as sink:
        call = Client(opener(credentials)(connect(sink.url))).put_events(wire_body(Request(document)))
    assert call.response
    assert call.response.status == 200
    assert sink.received[0].body.decode() == written


def test_what_is_kept_is_what_was_sent(connect: Callable[..., Connection], credentials: Credentials) -> None:
    with Sink() as sink:
        call = Client(opener(credentials)(connect(sink.url))).put_events(b'{"a": 1}')
    (received,) = sink.received
    assert call.sent
    assert call.sent.url == f"{sink.url}/events"
    assert received.line == f"{call.sent.method} /events HTTP/1.1"
    assert call.sent.body == received.body
    assert call.sent.headers == redact(received.headers)
    assert dict(received.headers)["Content-Type"] == "application/json"
    assert dict(received.headers)["User-Agent"].startswith("events-console/")
    hidden = {name: value for name, value in received.headers if dict(call.sent.headers)[name] != value}
    assert hidden.pop("X-Amz-Security-Token") == credentials.session_token
    scope = "AWS4-HMAC-SHA256 Credential=AKIACANARYKEYID/.*/eu-west-1/personalize/aws4_request, "
    assert re.match(scope, hidden.pop("Authorization"))
    assert not hidden


# Many at once ---------------------------------------------------------------------------------------------


def test_parallel_calls_of_one_client_keep_apart(
    connect: Callable[..., Connection], credentials: Credentials
) -> None:
    def answer(request: Received) -> Answer:
        number = json.loads(request.body)["number"]
        return Answer(http("200 OK", request.body, x_amzn_RequestId=f"r{number}"), delay=0.002 * (number % 5))

    bodies = [json.dumps({"number": number}).encode() for number in range(60)]
    with Sink() as sink, ThreadPoolExecutor(8) as threads:
        sink.answer = answer
        client = Client(opener(credentials)(connect(sink.url)))
        calls = list(threads.map(client.put_events, bodies))
    for number, (body, call) in enumerate(zip(bodies, calls, strict=True)):
        assert call.sent
        assert call.response
        assert (call.sent.body, call.response.body, call.response.request_id) == (body, body, f"r{number}")
        assert call.attempts == 1


# Secrets --------------------------------------------------------------------------------------------------


def test_a_server_that_repeats_the_secrets_is_not_quoted(
    connect: Callable[..., Connection], credentials: Credentials
) -> None:
    token = credentials.session_token or ""
    said = "The Canonical String should have been\nx-amz-security-token:{}\n{}"
    message = said.format(token, credentials.secret_access_key)
    body = json.dumps({"message": message}).replace("/", r"\/").encode()
    with Sink(Answer(http("403 Forbidden", body, x_echo=token, Authorization="echoed"))) as sink:
        call = Client(opener(credentials)(connect(sink.url))).put_events(b"{}")
    assert call.response
    assert (
        call.response.message
        == f"The Canonical String should have been\nx-amz-security-token:{HIDDEN}\n{HIDDEN}"
    )
    assert dict(call.response.headers) == {
        "Content-Length": str(len(body)),
        "x-echo": HIDDEN,
        "Authorization": HIDDEN,
    }
    assert b"CANARY" not in call.response.body


@pytest.mark.parametrize("escaped", ["\\u00{:02x}", "\\u00{:02X}", "%{:02x}", "&#{};"])
def test_no_escape_hides_a_secret_from_us(
    escaped: str, connect: Callable[..., Connection], credentials: Credentials
) -> None:
    token = "".join(
        one if one.isalnum() else escaped.format(ord(one)) for one in credentials.session_token or ""
    )
    body = f'{{"message": "Not {token}", "__type": "a#{token}:b"}}'.encode()
    raw = http("403 Forbidden", body, x_echo=token, x_amzn_RequestId=token)
    with Sink(Answer(raw)) as sink:
        response = Client(opener(credentials)(connect(sink.url))).put_events(b"{}").response
    assert response
    for shown in (response.message, response.code, response.request_id, dict(response.headers)["x-echo"]):
        assert shown
        assert HIDDEN in shown
    assert "CANARY" not in repr(response)


def test_the_access_key_id_is_no_secret(connect: Callable[..., Connection], credentials: Credentials) -> None:
    said = f"The access key {credentials.access_key_id} is unknown"
    with Sink(Answer(http("403 Forbidden", json.dumps({"message": said}).encode()))) as sink:
        call = Client(opener(credentials)(connect(sink.url))).put_events(b"{}")
    assert call.response
    assert call.response.message == said


def test_a_test_servers_short_password_does_not_spoil_its_answers(connect: Callable[..., Connection]) -> None:
    with Sink(Answer(http("400 Bad Request", b'{"message": "a test"}'))) as sink:
        call = Client(opener(Credentials("test", "test"))(connect(sink.url))).put_events(b"{}")
    assert call.response
    assert call.response.message == "a test"


def test_the_loggers_of_boto_stay_quiet(
    connect: Callable[..., Connection], credentials: Credentials, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Sink(Answer(http("500 x", b"no")), Answer()) as sink:
        call = Client(opener(credentials)(connect(sink.url, attempts=2))).put_events(
            b'{"userId": "somebody"}'
        )
    assert call.attempts == 2
    assert not caplog.records


# Against what the botocore at hand does -------------------------------------------------------------------


def test_retries_are_botocores_and_carry_the_same_body(
    connect: Callable[..., Connection], credentials: Credentials
) -> None:
    fail = Answer(http("503 Slow", b"{}"))
    with Sink(fail, fail, Answer()) as sink:
        call = Client(opener(credentials)(connect(sink.url, attempts=3))).put_events(b'{"eventList": []}')
    assert call.attempts == 3
    assert call.response
    assert call.response.status == 200
    assert [request.body for request in sink.received] == [b'{"eventList": []}'] * 3


def test_an_answer_of_an_earlier_attempt_is_not_taken_for_that_of_the_last(
    connect: Callable[..., Connection], credentials: Credentials
) -> None:
    with Sink(Answer(http("503 Slow", b"{}")), Answer(b"", "reset")) as sink:
        call = Client(opener(credentials)(connect(sink.url, attempts=2))).put_events(b"{}")
    assert (call.attempts, call.left) == (2, 2)
    assert call.response is None
    assert call.errors


@pytest.mark.parametrize(
    ("error_type", "body", "code", "message"),
    [
        ("InvalidInputException", '{"message": "m"}', "InvalidInputException", "m"),
        (
            "InvalidInputException:http://internal.amazon.com/x/",
            '{"Message": "m"}',
            "InvalidInputException",
            "m",
        ),
        (
            None,
            '{"__type": "com.amazon.coral#ThrottlingException", "message": "m"}',
            "ThrottlingException",
            "m",
        ),
        (None, '{"code": "AccessDenied"}', "AccessDenied", None),
        (None, "<html>Bad gateway</html>", None, None),
        (None, "", None, None),
        (None, "[1, 2]", None, None),
        (None, '"no"', None, None),
        (None, '{"message": 7, "code": {}}', None, None),
        (None, "[" * 200_000, None, None),
        (None, '{"message": "half \\ud83d"}', None, "half \ud83d"),
        ("", "\xff", None, None),
    ],
)
def test_any_error_answer_is_read(
    connect: Callable[..., Connection],
    error_type: str | None,
    body: str,
    code: str | None,
    message: str | None,
) -> None:
    headers = {} if error_type is None else {"x_amzn_ErrorType": error_type}
    raw = body.encode("latin-1", errors="surrogatepass")
    statuses = ["400 Bad Request", "500 Internal Server Error", "302 Found"]
    with Sink(*(Answer(http(status, raw, **headers)) for status in statuses)) as sink:
        client = Client(opener(None)(connect(sink.url)))
        calls = [client.put_events(b"{}") for _ in statuses]
    for status, call in zip(statuses, calls, strict=True):
        assert call.response
        assert call.answer is call.response
        assert (call.response.status, call.response.body) == (int(status[:3]), raw)
        assert (call.response.code, call.response.message) == (code, message)
