"""Answers that break off, take too long or never end: each ends in time and is kept as far as it came."""

import gzip
import ssl
import time
import zlib
from collections.abc import Callable
from http.client import IncompleteRead
from pathlib import Path
from typing import Literal

import pytest

from events_console.domain.connection import Connection, Credentials
from events_console.services.answer import LARGEST, NoLengthError, TooLongError, TooSlowError
from events_console.services.aws import Call, Client
from events_console.services.redaction import HIDDEN
from tests.support import OK, Answer, Sink, http, opener

Connect = Callable[..., Connection]

HEAD = b"HTTP/1.1 400 Bad Request\r\nx-amzn-RequestId: r-9\r\nx-amzn-ErrorType: InvalidInputException\r\n"
LONG = HEAD + b"Content-Length: 90\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def _call(connect: Connect, *answers: Answer, **fields: object) -> Call:
    with Sink(*answers) as sink:
        return Client(opener(None)(connect(sink.url, **fields))).put_events(b"{}")


def _chain(error: BaseException | None) -> list[BaseException]:
    return [error, *_chain(error.__cause__ or error.__context__)] if error else []


@pytest.mark.parametrize("ending", ["close", "reset", "hang"])
@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (LONG + b'{"mess', b'{"mess'),
        (LONG, b""),
        (CHUNKED + b'6\r\n{"mess\r\n3\r\nag', b'{"messag'),
        (CHUNKED + b'6\r\n{"mess\r\n', b'{"mess'),
        (CHUNKED + b'6\r\n{"mess\r\nno number\r\n', b'{"mess'),
    ],
)
def test_what_came_before_it_broke_off_is_kept(
    raw: bytes, body: bytes, ending: Literal["close", "reset", "hang"], connect: Connect
) -> None:
    # The pause lets the body arrive before a reset discards what was not read yet.
    with Sink(Answer(raw, ending, linger=0.05)) as sink:
        call = Client(opener(None)(connect(sink.url, read_timeout=0.2))).put_events(b"{}")
    assert call.response
    assert (call.response.status, call.response.request_id, call.response.body) == (400, "r-9", body)
    assert call.response.code == "InvalidInputException"
    assert call.broke_off
    assert call.answer is None
    assert call.left == 1


def test_an_answer_that_broke_off_is_tried_again_where_attempts_are_left(connect: Connect) -> None:
    call = _call(connect, Answer(LONG + b"{}", "close"), Answer(), attempts=2)
    assert (call.attempts, call.left, call.broke_off) == (2, 2, None)
    assert call.answer
    assert call.answer.status == 200


@pytest.mark.parametrize(
    ("raw", "skipped"),
    [(OK.replace(b"request-1", b"r" * 400), 0), (LONG + b" " * 90, len(LONG))],
    ids=["head", "body"],
)
@pytest.mark.parametrize("secure", [False, True])
def test_an_answer_that_drips_ends_in_twice_the_time_of_a_silence(
    raw: bytes,
    skipped: int,
    *,
    secure: bool,
    connect: Connect,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_CA_BUNDLE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Sink(Answer(raw, at_once=skipped, pace=0.05), tls=context if secure else None) as sink:
        client = Client(opener(None)(connect(sink.url, read_timeout=0.25)))
        started = time.monotonic()
        call = client.put_events(b"{}")
        took = time.monotonic() - started
    assert 0.4 < took < 1.5
    assert any(isinstance(one, TooSlowError) for one in _chain(call.errors[-1]))
    assert bool(call.response) == bool(skipped)
    if call.response:
        assert set(call.response.body) == set(b" ")


def test_a_slow_answer_may_take_all_of_its_time(connect: Connect) -> None:
    call = _call(connect, Answer(http("200 OK", b"{}" + b" " * 6), at_once=40, pace=0.03), read_timeout=1)
    assert call.answer
    assert call.answer.body == b"{}" + b" " * 6


@pytest.mark.parametrize(
    "head", [LONG.replace(b"90", b"999999999"), CHUNKED + b"fffffff\r\n", HEAD + b"\r\n"]
)
def test_a_body_is_read_to_a_limit(head: bytes, connect: Connect) -> None:
    call = _call(connect, Answer(head + b"x" * (LARGEST + 200_000), "close"))
    assert call.response
    assert call.response.body == b"x" * LARGEST
    assert isinstance(call.broke_off, TooLongError)


def test_a_body_of_just_that_size_is_whole(connect: Connect) -> None:
    call = _call(connect, Answer(http("400 Bad Request", b"x" * LARGEST)))
    assert call.answer
    assert len(call.answer.body) == LARGEST


@pytest.mark.parametrize(
    "raw",
    [http("400 x", b"{}"), CHUNKED + b"2\r\n{}\r\n0\r\n\r\n", http("400 x", b"{}", Location="/elsewhere")],
)
def test_a_connection_serves_again_after_a_whole_answer(raw: bytes, connect: Connect) -> None:
    with Sink(Answer(raw)) as sink:
        client = Client(opener(None)(connect(sink.url)))
        assert all(client.put_events(b"{}").answer for _ in range(3))
    assert sink.connections == 1


def test_a_broken_answer_does_not_harm_the_next(connect: Connect) -> None:
    with Sink(Answer(LONG, "close"), Answer()) as sink:
        client = Client(opener(None)(connect(sink.url)))
        broken, whole = client.put_events(b"{}"), client.put_events(b"{}")
    assert isinstance(broken.broke_off, IncompleteRead)
    assert whole.answer


@pytest.mark.parametrize("pause", [0, 0.1])
@pytest.mark.parametrize(
    "interim", [b"HTTP/1.1 102 Processing\r\n\r\n", b"HTTP/1.1 103 x\r\nLink: a\r\n\r\n"]
)
def test_an_interim_answer_is_not_taken_for_the_answer(
    interim: bytes, pause: float, connect: Connect
) -> None:
    early = Answer(interim + interim + OK, at_once=len(interim), pace=pause / len(interim + OK))
    with Sink(early, Answer(http("200 OK", x_amzn_RequestId="second"))) as sink:
        client = Client(opener(None)(connect(sink.url)))
        answers = [client.put_events(b"{}").answer for _ in range(2)]
    assert [answer and answer.request_id for answer in answers] == ["request-1", "second"]
    assert sink.connections == 1


def test_an_answer_that_is_not_final_settles_nothing(connect: Connect) -> None:
    call = _call(connect, Answer(b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "close"))
    assert call.response
    assert call.answer is None
    assert _call(connect, Answer(b"HTTP/1.1 103 x\r\n\r\n", "close")).response is None


@pytest.mark.parametrize("length", ["", "x", "-2", "2.0", "0x2", "\xb2"])
def test_a_length_that_is_no_number_leaves_open_what_is_missing(length: str, connect: Connect) -> None:
    call = _call(connect, Answer(http("200 OK", b"{}", x_amzn_RequestId="r", Content_Length=length), "close"))
    assert call.response
    assert call.answer is None
    assert isinstance(call.broke_off, NoLengthError)


def test_without_a_length_an_answer_ends_with_its_connection(connect: Connect) -> None:
    call = _call(connect, Answer(HEAD + b"\r\n{}", "close"))
    assert call.answer
    assert call.answer.body == b"{}"


@pytest.mark.parametrize("request_id", ["", " "])
def test_an_empty_request_id_is_none(request_id: str, connect: Connect) -> None:
    call = _call(connect, Answer(http("200 OK", b"<html>", x_amzn_RequestId=request_id)))
    assert call.response
    assert call.response.request_id is None
    assert call.answer is None


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress),
        ("X-GZIP ", gzip.compress),
        (None, gzip.compress),
        ("deflate", zlib.compress),
        ("identity", bytes),
    ],
)
def test_a_body_that_came_compressed_is_read(
    encoding: str | None, packed: Callable[[bytes], bytes], connect: Connect
) -> None:
    secret = "CANARY-secret-of-a-key"
    headers = {"Content_Encoding": encoding} if encoding else {}
    raw = http("403 Forbidden", packed(f'{{"message": "No {secret}"}}'.encode()), **headers)
    with Sink(Answer(raw)) as sink:
        answer = Client(opener(Credentials("AKID", secret))(connect(sink.url))).put_events(b"{}").answer
    assert answer
    assert answer.body == f'{{"message": "No {HIDDEN}"}}'.encode()
    assert answer.message == f"No {HIDDEN}"


@pytest.mark.parametrize(
    "body",
    [
        b"no gzip",
        gzip.compress(bytes(LARGEST + 1), mtime=0),
        gzip.compress(b"{}", mtime=0) + b"more",
        gzip.compress(b"", mtime=0),
    ],
)
def test_a_compressed_body_that_cannot_be_read_is_hidden(body: bytes, connect: Connect) -> None:
    answer = _call(connect, Answer(http("400 x", body, Content_Encoding="gzip"))).answer
    assert answer
    assert answer.body.decode() == f"{HIDDEN} ({len(body)} bytes, compressed although that was not asked for)"
    empty = _call(connect, Answer(http("400 x", b"", Content_Encoding="br"))).answer
    assert empty
    assert empty.body == b""
