"""Secrets in whatever form they come back."""

import html
import json
import re
from base64 import b64encode, encodebytes, urlsafe_b64encode
from collections.abc import Callable
from random import Random
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.services.answer import LARGEST
from events_console.services.redaction import HIDDEN, Veil, proxy_secrets, redact
from tests.support import within

TOKEN = "FwoGZXIvYXdzEJr//////////wEaDE+" + "abcDEF0123456789" * 4 + "=="
KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
VEIL = Veil([KEY, TOKEN])


def _whole(count: int) -> str:
    return f"{HIDDEN} ({count} characters, with part of a secret among them)"


ENCODINGS: list[Callable[[str], str]] = [
    str,
    lambda one: f"\\u{ord(one):04x}",
    lambda one: f"\\u{ord(one):04X}",
    lambda one: f"\\\\u{ord(one):04x}",
    lambda one: f"\\x{ord(one):02x}",
    lambda one: f"\\u{{{ord(one):x}}}",
    lambda one: f"\\U{ord(one):08x}",
    lambda one: f"\\{ord(one):03o}",
    lambda one: f"\\{one}" if one == "/" else one,
    lambda one: f"%u{ord(one):04x}",
    lambda one: f"={ord(one):02X}",
    lambda one: f"%{ord(one):02x}",
    lambda one: f"%{ord(one):02X}",
    lambda one: f"%25{ord(one):02X}",
    lambda one: f"&#{ord(one)};",
    lambda one: f"&#x{ord(one):x}&",
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
        (" Authorization\t", "e"),
        ("Cookie", "f"),
        ("Set-Cookie ", "g"),
        ("Date", "d"),
    ]
    assert [value for _, value in redact(headers)] == [*[HIDDEN] * 6, "d"]


def _url(text: str) -> str:
    return quote(text, safe="")


def _json(text: str) -> str:
    return re.sub(r"[+=&]", lambda one: f"\\u{ord(one[0]):04x}", json.dumps(text)[1:-1].replace("/", r"\/"))


def _html(text: str) -> str:
    return text.replace("/", "&#x2F;").replace("+", "&#43;").replace("=", "&equals;")


def _numbers(text: str) -> str:
    return "".join(f"&#{ord(one)};" for one in text)


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def _lines(text: str) -> str:
    return encodebytes(text.encode()).decode()


def _hex(text: str) -> str:
    return text.encode().hex()


@pytest.mark.parametrize("secret", [KEY, TOKEN])
@pytest.mark.parametrize(
    "form", [str, lambda one: one.replace("/", r"\/"), _url, lambda one: _url(one).lower()]
)
def test_a_whole_secret_is_hidden_alone(secret: str, form: Callable[[str], str]) -> None:
    if (written := form(secret)).lower() != written:
        assert VEIL.over_text(f"before {written} after") == f"before {HIDDEN} after"
    raw = f"\udcff{secret}\u20ac".encode(errors="surrogateescape")
    assert VEIL.over(raw) == b"\xff" + f"{HIDDEN}\u20ac".encode()


@pytest.mark.parametrize("secret", [KEY, TOKEN])
@given(used=st.lists(st.sampled_from(ENCODINGS), min_size=1, max_size=4), chance=st.randoms())
def test_a_secret_is_found_in_any_mixture_of_encodings(
    secret: str, used: list[Callable[[str], str]], chance: Random
) -> None:
    written = "".join(chance.choice(used)(one) for one in secret)
    shown = VEIL.over_text(f"before {written} after")
    assert shown in {f"before {HIDDEN} after", _whole(len(written) + 13)}
    assert HIDDEN.encode() in VEIL.over(b"\xff" + written.encode())


@pytest.mark.parametrize("secret", [KEY, TOKEN])
@pytest.mark.parametrize(
    "layers",
    [
        (_json, _url),
        (_html, _json),
        (_html, _url),
        (_url, _numbers),
        (_url, _url, _url, _url),
        (_json, _html, _url),
        (_json, _base64),
        (_url, _base64),
        (_base64, _base64),
        (_base64, _url),
        (_lines,),
        (_lines, _json),
        (_hex,),
        (str.upper, _hex),
        (_hex, _base64),
        (_base64, _hex),
        (str.upper,),
        (lambda one: one.replace("+", " "),),
        (lambda one: "\n".join(re.findall(".{1,10}", one)),),
        ("\0".join,),
        (lambda one: one.replace("=", "=3D"),),
        (lambda one: "".join(f"&#{ord(char)}" for char in one),),
    ],
)
def test_nothing_of_a_secret_is_left_of_any_layers(
    secret: str, layers: tuple[Callable[[str], str], ...]
) -> None:
    written = secret
    for layer in layers:
        written = layer(written)
    shown = VEIL.over_text(f"before {written} after")
    assert shown.startswith((HIDDEN, f"before {HIDDEN}"))
    assert len(shown) < 80
    assert len(VEIL.over(written.encode("utf-16"))) < 80


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


@pytest.mark.parametrize("secret", [KEY, TOKEN])
def test_of_a_part_of_a_secret_nothing_is_shown(secret: str) -> None:
    for start in range(0, len(secret) - 12, 3):
        part = secret[start : start + 12]
        if sum(map(str.isalnum, part)) >= 8:
            assert VEIL.over_text(f"It is {part}…") == _whole(19)
            assert VEIL.over(f"It is {part}".encode()) == _whole(18).replace("characters", "bytes").encode()
    assert VEIL.over_text(TOKEN * 2 + KEY + "x" + KEY) == f"{HIDDEN * 3}x{HIDDEN}"


def test_of_words_that_share_little_with_a_secret_all_is_shown() -> None:
    said = f"{KEY[:7]} {TOKEN[1:8]}"
    assert VEIL.over_text(said) == said


def test_a_short_password_is_found_in_base64() -> None:
    veil = Veil(["pass-wrd", "+/+/+/+/+/a"])
    assert veil.over_text(f"Basic {_base64('me:pass-wrd')}").startswith(f"Basic {_base64('me:')}{HIDDEN}")
    assert HIDDEN in veil.over_text(_lines("pass-wrd").replace("c", "c\n"))
    assert veil.over_text("+/+/+/+/+/a") == HIDDEN


def test_a_password_in_any_script_is_found() -> None:
    veil = Veil(["Größenwähn"])
    assert veil.over_text(_url("Größenwähn")) == HIDDEN
    assert veil.over_text("".join(f"%{byte:02x}" for byte in "Größenwähn".encode())).startswith(HIDDEN)


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
    "repeated",
    [
        "\\",
        "\\u",
        "\\u003d",
        "%",
        "%25",
        "%3d",
        "=41",
        "&",
        "&amp;",
        "amp;",
        "&#0",
        "0",
        "&#x0",
        "A",
        TOKEN[:9],
        TOKEN,
    ],
)
def test_no_body_takes_long(repeated: str) -> None:
    body = (f"{repeated[0]}&#" + repeated * (LARGEST // len(repeated))).encode()
    VEIL.over(b"a")
    with within(2):
        VEIL.over(body)


def test_what_proxies_are_told_is_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://bob:hunter%2Fhunter@127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "127.0.0.1:1")
    assert set(proxy_secrets()) == {"bob:hunter/hunter", "hunter/hunter"}
