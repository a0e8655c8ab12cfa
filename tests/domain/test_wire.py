import json
from typing import Any

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain import wire
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services.aws import wire_body
from tests.strategies import any_objects, requests

SCOPE = "20261121/eu-west-1/personalize/aws4_request"
SIGNED_NAMES = (
    f"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{SCOPE}, "
    "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token"
)
KEYS = Credentials("AKIDEXAMPLE", "example-secret")
HEADERS = (
    ("Host", "personalize-events.eu-west-1.amazonaws.com"),
    ("Content-Type", "application/json"),
    ("X-Amz-Date", "20261121T140209Z"),
    ("X-Amz-Security-Token", "CANARY-token"),
    ("User-Agent", "events-console"),
    ("Authorization", f"{SIGNED_NAMES}, Signature=0123abc"),
)
SHOWN = tuple((name, "hidden" if "CANARY" in value or "Sign" in value else value) for name, value in HEADERS)
URL = "https://personalize-events.eu-west-1.amazonaws.com/events"

_words = st.text("aZ09 -_.~%/\t,;=", max_size=8)
_names = st.sampled_from(["Content-Type", "X-Amz-Date", "x-own", "X-OWN", "X-Other"])
_steps = st.sampled_from(["a", "..", ".", "", "B c", "%20", "~x", "=", "ü"])
_pairs = st.lists(st.text("ab=%20~-", max_size=4), max_size=4).map("&".join)
_hosts = st.sampled_from(
    ["Shop.example", "shop.example:443", "shop.example:80", "127.0.0.1:8080", "[::1]", "[::1]:8443"]
)
_urls = st.builds(
    lambda scheme, host, steps, query: f"{scheme}://{host}{'/' * bool(steps)}{'/'.join(steps)}{query}",
    st.sampled_from(["http", "https"]),
    _hosts,
    st.lists(_steps, max_size=5),
    _pairs.map(lambda pairs: f"?{pairs}" if pairs else ""),
)


@settings(max_examples=300)
@given(
    method=st.sampled_from(["POST", "get"]),
    url=_urls,
    headers=st.lists(st.tuples(_names, _words), max_size=5),
    body=st.binary(max_size=40),
)
def test_the_canonical_request_is_botocores(
    method: str, url: str, headers: list[tuple[str, str]], body: bytes
) -> None:
    request = AWSRequest(method=method, url=url, data=body)
    for name, value in headers:
        request.headers[name] = value
    signer: Any = SigV4Auth(KEYS, "personalize", "eu-west-1")
    names = signer.signed_headers(signer.headers_to_sign(request)).split(";")
    ours = wire.canonical_request(method, url, (("Host", wire.host(url)), *headers), body, names)
    assert ours == signer.canonical_request(request)


def test_a_header_may_speak_for_the_body() -> None:
    headers = (("Host", "h"), ("X-Amz-Content-SHA256", "UNSIGNED-PAYLOAD"))
    assert wire.canonical_request("POST", URL, headers, b"{}", ["host"]).endswith("\nhost\nUNSIGNED-PAYLOAD")


def test_what_was_signed_is_shown_without_the_token() -> None:
    signing = wire.signing("POST", URL, HEADERS, SHOWN, b"{}")
    assert signing
    whole = wire.canonical_request("POST", URL, HEADERS, b"{}", signing.signed_headers.split(";"))
    assert "CANARY" in whole
    assert "CANARY" not in repr(signing)
    assert "AKID" not in repr(signing)
    assert "0123abc" not in repr(signing)
    assert signing.canonical_request == whole.replace("CANARY-token", "hidden")
    request = AWSRequest(method="POST", url=URL)
    request.context["timestamp"] = "20261121T140209Z"
    signer: Any = SigV4Auth(KEYS, "personalize", "eu-west-1")
    assert signing.string_to_sign == signer.string_to_sign(request, whole)
    assert (signing.scope, signing.is_whole) == (SCOPE, False)
    assert signing.signed_headers == "content-type;host;x-amz-date;x-amz-security-token"


def test_without_a_secret_header_the_hash_is_that_of_what_is_shown() -> None:
    headers = tuple(
        (name, value.replace(";x-amz-security-token", ""))
        for name, value in HEADERS
        if name != "X-Amz-Security-Token"
    )
    signing = wire.signing("POST", URL, headers, SHOWN, b"{}")
    assert signing
    assert signing.is_whole


@pytest.mark.parametrize(
    "authorization", ["", "Bearer 12", "AWS4-HMAC-SHA256 Credential=a/b", HEADERS[-1][1][:-8]]
)
def test_another_signature_or_none_is_no_such_signature(authorization: str) -> None:
    headers = (*HEADERS[:-1], ("Authorization", authorization))
    assert wire.signing("POST", URL, headers, headers, b"") is None


def test_a_signature_without_a_date_is_none() -> None:
    headers = tuple(header for header in HEADERS if header[0] != "X-Amz-Date")
    assert wire.signing("POST", URL, headers, headers, b"") is None


@settings(max_examples=100)
@given(request=requests | any_objects.map(Request), most=st.integers(0, 200))
def test_the_body_is_the_senders(request: Request, most: int) -> None:
    whole = wire_body(request)
    beginning, size = wire.body(request, most)
    assert (beginning.encode(), size) == (whole[:most], len(whole))


def test_a_list_that_is_no_event_list_is_written_as_any_other() -> None:
    request = Request(Object(a=(), b=(1, Object(c="ü")), eventList=Object()))
    assert json.loads(wire.body(request, 999)[0]) == {"a": [], "b": [1, {"c": "ü"}], "eventList": {}}


@pytest.mark.parametrize(
    ("url", "target"),
    [("https://h/events", "/events"), ("https://h", "/"), ("http://h/a/events?b=1", "/a/events?b=1")],
)
def test_the_request_line_names_path_and_query(url: str, target: str) -> None:
    assert wire.target(url) == target
