"""Secrets in whatever form they come back."""

import html
import json
import time
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from random import Random
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.services.redaction import HIDDEN, Veil, proxy_secrets, redact

TOKEN = "FwoGZXIvYXdzEJr//////////wEaDE+" + "abcDEF0123456789" * 4 + "=="
KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
VEIL = Veil([KEY, TOKEN])

ENCODINGS: list[Callable[[str], str]] = [
    str,
    lambda one: f"\\u{ord(one):04x}",
    lambda one: f"\\u{ord(one):04X}",
    lambda one: f"\\\\u{ord(one):04x}",
    lambda one: f"\\x{ord(one):02x}",
    lambda one: f"\\{one}" if one == "/" else one,
    lambda one: f"%{ord(one):02x}",
    lambda one: f"%{ord(one):02X}",
    lambda one: f"%25{ord(one):02X}",
    lambda one: f"&#{ord(one)};",
    lambda one: f"&#0{ord(one)};",
    lambda one: f"&#x{ord(one):x};",
    lambda one: f"&#X{ord(one):X};",
    lambda one: f"&amp;#{ord(one)};",
    lambda one: {"/": "&sol;", "+": "&plus;", "=": "&equals;"}.get(one, one),
]


def test_redact_knows_headers_in_any_case() -> None:
    headers = [
        ("AUTHORIZATION", "a"),
        ("x-amz-security-token", "b"),
        ("Proxy-Authorization", "c"),
        ("Date", "d"),
    ]
    assert [value for _, value in redact(headers)] == [HIDDEN, HIDDEN, HIDDEN, "d"]


@pytest.mark.parametrize("secret", [KEY, TOKEN])
@given(used=st.lists(st.sampled_from(ENCODINGS), min_size=1, max_size=4), chance=st.randoms())
def test_a_secret_is_found_in_any_mixture_of_encodings(
    secret: str, used: list[Callable[[str], str]], chance: Random
) -> None:
    written = "".join(chance.choice(used)(one) for one in secret)
    assert VEIL.over_text(f"before {written} after") == f"before {HIDDEN} after"
    assert VEIL.over(f"\udcff{written}\u20ac".encode(errors="surrogateescape")) == (
        b"\xff" + f"{HIDDEN}\u20ac".encode()
    )


@pytest.mark.parametrize("secret", [KEY, TOKEN])
@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
@pytest.mark.parametrize("before", ["", "a", "ab", "abc", "user:"])
@pytest.mark.parametrize("wrap", [str, json.dumps, quote, html.escape])
def test_a_secret_is_found_in_base64(
    secret: str, encode: Callable[[bytes], bytes], before: str, wrap: Callable[[str], str]
) -> None:
    coded = encode(f"{before}{secret} and more".encode()).decode()
    shown = VEIL.over_text(f"Basic {wrap(coded)}")
    begin, end = shown.split(HIDDEN)
    assert len(begin) < 18
    assert len(end) < 20


def test_a_secret_that_was_cut_off_is_hidden_as_far_as_it_goes() -> None:
    for length in range(16, len(TOKEN)):
        assert VEIL.over_text(f"{TOKEN[:length]}…") == f"{HIDDEN}…"
    assert VEIL.over_text(TOKEN * 2 + KEY + "x" + KEY) == f"{HIDDEN * 3}x{HIDDEN}"


def test_a_secret_that_looks_escaped_is_found_as_it_is() -> None:
    secret = "pass%2bword\\u0041&amp;word"
    assert Veil([secret]).over_text(f"a {secret} b") == f"a {HIDDEN} b"


def test_a_token_in_lines_is_hidden_line_by_line() -> None:
    assert Veil(["first-line\nsecond-line"]).over_text("second-line, first-line") == f"{HIDDEN}, {HIDDEN}"


@pytest.mark.parametrize("secrets", [[], [""], ["test", "short12"]])
@given(data=st.binary(), text=st.text(st.characters()))
def test_without_a_secret_nothing_changes(secrets: list[str], data: bytes, text: str) -> None:
    for veil in (Veil(secrets), VEIL):
        assert veil.over(data) == data
        assert veil.over_text(text) == text


@pytest.mark.parametrize(
    "repeated", ["\\", "\\u00", "\\u003d", "%25", "%3d", "&amp;", "&#0000000", "&#x000000", TOKEN[:16], TOKEN]
)
def test_no_body_takes_long(repeated: str) -> None:
    body = (repeated * (2**20 // len(repeated))).encode()
    started = time.perf_counter()
    VEIL.over(body)
    assert time.perf_counter() - started < 5


def test_what_proxies_are_told_is_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://bob:hunter%2Fhunter@127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "127.0.0.1:1")
    assert set(proxy_secrets()) == {"bob:hunter/hunter", "hunter/hunter"}
