"""Sending over real sockets: every outcome is a value, and the history has it."""

import contextlib
import errno
import hashlib
import hmac
import json
import re
import socket
import sqlite3
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from events_console.domain import arming, explain, wire
from events_console.domain.connection import Connection, ConnectionKind, Credentials
from events_console.domain.exchange import Exchange, Failure, Outcome
from events_console.domain.request import Request
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.sandbox.server import Sandbox
from events_console.sandbox.signature import new_key
from events_console.services.aws import wire_body
from events_console.services.history import History
from events_console.services.redaction import HIDDEN
from events_console.services.sender import CHANGED, Sender
from events_console.services.sessions import Session
from tests.support import Answer, Received, Sink, http, opener

Connect = Callable[..., Connection]
Send = Callable[..., Exchange]


@pytest.fixture
def send(sender: Sender, request_document: Request, connect: Connect, history: History) -> Send:
    """Send the request to a URL; what comes back must be what the history holds."""

    def sent(url: str | None, **fields: object) -> Exchange:
        connection = connect(url, **fields)
        settled = sender.send(sender.prepare(request_document, connection, stamp=True), connection)
        assert history.get(settled.id) == settled
        assert settled.note is None
        return settled

    return sent


def unanswered(exchange: Exchange, kind: str, *, arrived: bool) -> Failure:
    """Return the failure of ``exchange`` after seeing that it is told as it should be."""
    failure = exchange.failure
    assert exchange.outcome is Outcome.UNANSWERED
    assert failure
    assert (failure.kind, failure.may_have_arrived) == (kind, arrived)
    assert (exchange.sent is not None) == arrived
    assert failure.advice.startswith("It may have arrived" if arrived else "Nothing was sent. ")
    assert failure.message.endswith(".")
    assert "\n" not in failure.message
    assert explain.explain(exchange).headline == failure.message
    return failure


# Preparing ------------------------------------------------------------------------------------------------


def test_preparing_fills_in_placeholders_and_event_ids(
    sender: Sender, request_document: Request, connect: Connect, history: History
) -> None:
    prepared = sender.prepare(request_document, connect(None), stamp=True)
    first, second = prepared.request.event(0), prepared.request.event(1)
    assert first == request_document.event(0)
    assert re.fullmatch("[0-9a-f-]{36}", str(second["eventId"]))
    assert second["sentAt"] == int(prepared.started_at) - 300
    assert prepared.outcome is Outcome.PENDING
    assert prepared.target.endpoint == "https://personalize-events.eu-west-1.amazonaws.com"
    assert history.count() == 0


def test_stamping_can_be_left_out(sender: Sender, request_document: Request, connect: Connect) -> None:
    assert "eventId" not in sender.prepare(request_document, connect(None), stamp=False).request.event(1)


# Answers --------------------------------------------------------------------------------------------------


def test_the_sandbox_accepts_what_is_sent(
    request_document: Request, connect: Connect, history: History
) -> None:
    with Sandbox(key=new_key()) as sandbox:
        keys = Credentials(sandbox.key.access_key_id, sandbox.key.secret_access_key)
        sender, connection = Sender(history, opener(keys)), connect(sandbox.url)
        document = request_document.with_field("trackingId", SAMPLE_TRACKING_ID)
        exchange = sender.send(sender.prepare(document, connection, stamp=True), connection)
    assert exchange.outcome is Outcome.ACCEPTED
    assert exchange.response
    assert exchange.response.request_id
    assert exchange.attempts == 1


def test_an_accepted_request_is_told_in_full(send: Send) -> None:
    with Sink(Answer(delay=0.05)) as sink:
        exchange = send(sink.url)
    assert exchange.outcome is Outcome.ACCEPTED
    assert exchange.response
    assert (exchange.response.status, exchange.response.request_id) == (200, "request-1")
    assert (exchange.response.code, exchange.response.message) == (None, None)
    assert exchange.sent
    assert exchange.sent.body == sink.received[0].body == wire_body(exchange.request)
    assert exchange.timing
    assert exchange.timing.answer_ms >= 50
    assert exchange.timing.prepare_ms > 0


def test_a_rejected_request_says_why(send: Send) -> None:
    body = json.dumps(
        {"message": "Value at 'eventList.2.member.sentAt' failed to satisfy constraint"}
    ).encode()
    with Sink(Answer(http("400 Bad Request", body, x_amzn_ErrorType="InvalidInputException"))) as sink:
        exchange = send(sink.url)
    assert exchange.outcome is Outcome.REJECTED
    assert exchange.response
    assert exchange.response.code == "InvalidInputException"
    assert explain.explain(exchange).path == "/eventList/1/sentAt"


@pytest.mark.parametrize(
    "status", ["301 Moved", "403 Forbidden", "500 Internal Server Error", "503 Slow Down"]
)
def test_an_error_answer_is_a_rejection_whatever_its_body(send: Send, status: str) -> None:
    bodies = [b"", b'{"message": <b>', b"[]", b"\xff\xfe"]
    with Sink(*(Answer(http(status, body)) for body in bodies)) as sink:
        for body in bodies:
            exchange = send(sink.url)
            assert exchange.outcome is Outcome.REJECTED
            assert exchange.response
            assert (exchange.response.status, exchange.response.body) == (int(status[:3]), body)
            assert status[:3] in explain.explain(exchange).headline


def test_one_attempt_is_the_default_and_more_are_counted(send: Send) -> None:
    fail = Answer(http("500 x", b"{}"))
    with Sink(fail) as sink:
        assert (send(sink.url).attempts, len(sink.received)) == (1, 1)
    with Sink(fail, Answer()) as sink:
        exchange = send(sink.url, attempts=2)
    assert (exchange.outcome, exchange.attempts) == (Outcome.ACCEPTED, 2)
    ids = [[event["eventId"] for event in json.loads(one.body)["eventList"]] for one in sink.received]
    assert ids == [[event["eventId"] for event in map(exchange.request.event, range(2))]] * 2


# No answers -----------------------------------------------------------------------------------------------


BROKEN = b'HTTP/1.1 400 x\r\nx-amzn-RequestId: r9\r\nContent-Length: 90\r\n\r\n{"mess'


def place(url: str) -> str:
    return url.partition("//")[2]


def test_nobody_listens(send: Send) -> None:
    with Sink() as sink:
        pass
    failure = unanswered(send(sink.url), "refused", arrived=False)
    assert failure.message == f"{place(sink.url)} refused the connection: nothing listens there."


def test_a_name_that_is_none(send: Send) -> None:
    failure = unanswered(send("https://personalize-events.nowhere.invalid"), "dns", arrived=False)
    assert failure.message == "The name personalize-events.nowhere.invalid was not found."


def test_a_certificate_that_nobody_trusts(send: Send, certificate: Path) -> None:
    with _tls_sink(certificate) as sink:
        failure = unanswered(send(sink.url), "tls", arrived=False)
    assert not sink.received
    assert failure.message == (
        f"There is no secure connection to {place(sink.url)}: its certificate is not trusted, "
        "self-signed certificate."
    )


def test_a_certificate_that_is_trusted(
    send: Send, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_CA_BUNDLE", str(certificate))
    with _tls_sink(certificate) as sink:
        assert send(sink.url).outcome is Outcome.ACCEPTED
    with _tls_sink(certificate, Answer(b"", "close")) as sink:
        unanswered(send(sink.url), "reset", arrived=True)


def test_a_certificate_file_that_is_missing(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_CA_BUNDLE", "/nowhere/bundle.pem")
    with Sink() as sink:
        failure = unanswered(send(sink.url.replace("http:", "https:")), "connection", arrived=False)
    assert "/nowhere/bundle.pem, cannot be read" in failure.message
    assert not sink.connections


def test_plain_http_behind_https(send: Send) -> None:
    with _speaking(b"HTTP/1.1 400 Bad Request\r\n\r\n") as url:
        failure = unanswered(send(url.replace("http:", "https:")), "tls", arrived=False)
    assert "wrong version number" in failure.message


@pytest.mark.skipif(sys.platform != "linux", reason="what a full backlog does is up to the system")
def test_a_connection_that_nobody_takes(send: Send) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, contextlib.ExitStack() as waiting:
        for _ in range(3):  # Linux lets one more wait than the backlog says, and drops the others
            client = waiting.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}"
        failure = unanswered(send(url, connect_timeout=0.2), "timeout-connect", arrived=False)
    assert failure.message == f"{place(url)} did not take the connection within 0.2 s."


def test_a_handshake_that_never_ends(send: Send) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        unanswered(send(url, connect_timeout=0.2, read_timeout=0.2), "timeout-connect", arrived=False)


def test_an_answer_that_does_not_come(send: Send) -> None:
    with Sink(Answer(b"", "hang")) as sink:
        started = time.monotonic()
        failure = unanswered(send(sink.url, read_timeout=0.2), "timeout-read", arrived=True)
        assert time.monotonic() - started < 2
    assert failure.message == f"{place(sink.url)} took the request and did not answer within 0.2 s."
    assert "counts each event once" in failure.advice


def test_without_a_time_out_an_answer_is_waited_for(send: Send) -> None:
    with Sink(Answer(delay=0.4, pace=0.01)) as sink:
        assert send(sink.url, connect_timeout=0, read_timeout=0).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize(
    ("where", "kind", "happened"),
    [
        ("urllib3.util.connection.create_connection", "timeout-connect", "did not take the connection."),
        ("http.client.HTTPResponse.begin", "timeout-read", "took the request and did not answer."),
    ],
)
def test_where_the_system_gives_up_no_time_out_is_named(
    send: Send, monkeypatch: pytest.MonkeyPatch, where: str, kind: str, happened: str
) -> None:
    def give_up(*_args: object, **_options: object) -> None:
        raise TimeoutError(errno.ETIMEDOUT, "Connection timed out")

    with Sink() as sink:
        monkeypatch.setattr(where, give_up)
        failure = unanswered(send(sink.url, connect_timeout=0, read_timeout=0), kind, arrived="read" in kind)
    assert failure.message == f"{place(sink.url)} {happened}"


@pytest.mark.parametrize("ending", ["close", "reset"])
def test_a_connection_that_breaks(send: Send, ending: str) -> None:
    with Sink(Answer(b"", "close" if ending == "close" else "reset")) as sink:
        failure = unanswered(send(sink.url), "reset", arrived=True)
    assert failure.message == f"{place(sink.url)} closed the connection without an answer."


def test_an_answer_that_breaks_off_is_kept_as_far_as_it_came(send: Send) -> None:
    with Sink(Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 64\r\n\r\n{}\0\xff", "close")) as sink:
        failure = unanswered(send(sink.url), "truncated", arrived=True)
    assert failure.message == f"The answer of {place(sink.url)} broke off after 4 bytes of its body."
    assert failure.partial
    assert (failure.partial.status, failure.partial.body) == (200, b"{}\0\xff")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(BROKEN, "hang"), "stopped after 6 bytes of its body for 0.3 s"),
        (Answer(BROKEN, "reset", linger=0.05), "broke off after 6 bytes of its body"),
        (
            Answer(http("400 x", b"{}", x_amzn_RequestId="r9", Content_Length="two"), "close"),
            "has a Content-Length that is no number; 2 bytes of its body came",
        ),
        (
            Answer(BROKEN + b" " * 50, at_once=len(BROKEN), pace=0.21),
            "was not whole within 0.6 s: 8 bytes of its body came",
        ),
        (
            Answer(http("400 x", b"x" * 4_200_000, x_amzn_RequestId="r9")),
            "is longer than 256 KiB; the rest was not read",
        ),
    ],
)
def test_a_broken_answer_is_told_with_its_request_id(send: Send, answer: Answer, message: str) -> None:
    with Sink(answer) as sink:
        failure = unanswered(send(sink.url, read_timeout=0.3), "truncated", arrived=True)
    assert failure.message == f"The answer of {place(sink.url)} {message}."
    assert failure.partial
    assert (failure.partial.status, failure.partial.request_id) == (400, "r9")


def test_a_head_that_drips_in_is_not_waited_for(send: Send) -> None:
    with Sink(Answer(pace=0.05)) as sink:
        failure = unanswered(send(sink.url, read_timeout=0.2), "timeout-read", arrived=True)
    assert failure.message == (
        f"{place(sink.url)} took the request and did not finish the head of its answer within 0.4 s."
    )


@pytest.mark.parametrize(
    "body", [b"<html>Sign in</html>", b"OK", b'"accepted"', b"[]", b"\xff", b"[" * 200_000]
)
def test_a_page_of_somebody_else_is_not_the_service_accepting(send: Send, body: bytes) -> None:
    with Sink(Answer(http("200 OK", body))) as sink:
        failure = unanswered(send(sink.url), "not-the-service", arrived=True)
    assert failure.message == (
        f"Something that is not Amazon Personalize answered at {place(sink.url)} with status 200, "
        "but with neither a request ID nor an empty body."
    )
    assert "asks for signing in" in failure.advice
    assert failure.partial
    assert (failure.partial.status, failure.partial.body) == (200, body)


@pytest.mark.parametrize("body", [b"", b" \r\n", b"{}", b'{"ResponseMetadata": {}}'])
def test_a_test_server_may_leave_out_the_request_id(send: Send, body: bytes) -> None:
    with Sink(Answer(http("200 OK", body))) as sink:
        exchange = send(sink.url)
    assert exchange.outcome is Outcome.ACCEPTED
    assert "It gave no request ID" in explain.explain(exchange).advice


def test_an_answer_that_is_not_final_leaves_the_outcome_open(send: Send) -> None:
    with Sink(Answer(b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "close")) as sink:
        failure = unanswered(send(sink.url), "not-the-service", arrived=True)
    assert failure.message == (
        f"{place(sink.url)} answered with status 101, which is not final, and nothing more came."
    )


def test_an_answer_in_chunks_that_breaks_off(send: Send) -> None:
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nabc"
    with Sink(Answer(raw, "close")) as sink:
        unanswered(send(sink.url), "truncated", arrived=True)


def test_an_answer_that_is_no_http(send: Send) -> None:
    with Sink(Answer(b"SSH-2.0-OpenSSH_9.2\r\n", "close")) as sink:
        failure = unanswered(send(sink.url), "other", arrived=True)
    assert failure.message == f"{place(sink.url)} answered with something that is not HTTP."


def test_a_proxy_that_is_not_there(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    with Sink() as gone:
        pass
    monkeypatch.setenv("HTTPS_PROXY", gone.url.replace("//", "//user:CANARY-password@"))
    failure = unanswered(send(None), "proxy", arrived=False)
    assert failure.message == (
        "The proxy between here and personalize-events.eu-west-1.amazonaws.com:443 cannot be used: "
        "Connection refused."
    )


@pytest.mark.parametrize(
    "proxy",
    [
        "http://user:CANARY-password@[::1",
        "http://u:CANARY/p@127.0.0.1:1",
        "user:CANARY@127.0.0.1:x",
        "http://u:CANARY@127.0.0.1:99999",
        "socks5://u:CANARY@127.0.0.1:1",
    ],
)
def test_a_proxy_that_is_none(send: Send, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    exchange = send(None)
    failure = unanswered(exchange, "connection", arrived=False)
    assert "HTTPS_PROXY in the environment is no web address" in failure.message
    assert "CANARY" not in repr(exchange)


def test_what_a_proxy_repeats_of_its_password_is_not_kept(
    send: Send, monkeypatch: pytest.MonkeyPatch, history_file: Path
) -> None:
    with Sink() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("//", "//user:CANARY-password@"))
        proxy.answer = lambda request: Answer(
            http(f"407 CANARY-password, {dict(request.headers)['Proxy-Authorization']}"), "close"
        )
        failure = unanswered(send(None), "proxy", arrived=False)
    assert f"{HIDDEN}, Basic {HIDDEN}Q=" in failure.message
    assert not any(b"CANARY" in file.read_bytes() for file in history_file.parent.iterdir())


def test_a_proxy_that_refuses(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    with Sink(Answer(http("403 Forbidden"), "close")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        failure = unanswered(send(None), "proxy", arrived=False)
    assert "403 Forbidden" in failure.message
    assert proxy.received[0].line.startswith("CONNECT personalize-events.eu-west-1.amazonaws.com:443 ")


def test_what_one_attempt_may_have_done_no_later_one_undoes(send: Send) -> None:
    with Sink() as sink:

        def die(_request: Received) -> Answer:
            sink.stop_listening()
            return Answer(b"", "reset")

        sink.answer = die
        exchange = send(sink.url, attempts=2)
    assert exchange.attempts == 2
    failure = unanswered(exchange, "refused", arrived=True)
    assert failure.advice.startswith("It may have arrived with an earlier attempt: ")


def test_what_one_attempt_was_answered_no_later_one_undoes(send: Send) -> None:
    with Sink() as sink:

        def fail(_request: Received) -> Answer:
            sink.stop_listening()
            return Answer(http("500 x", b"{}"), "close")

        sink.answer = fail
        exchange = send(sink.url, attempts=2)
    assert (exchange.attempts, len(sink.received)) == (2, 1)
    failure = unanswered(exchange, "refused", arrived=True)
    assert failure.advice.startswith("It may have arrived with an earlier attempt: ")


def test_the_advice_is_honest_about_events_without_id(
    sender: Sender, request_document: Request, connect: Connect
) -> None:
    with Sink(Answer(b"", "reset")) as sink:
        connection = connect(sink.url)
        exchange = sender.send(sender.prepare(request_document, connection, stamp=False), connection)
    assert "counts events without eventId twice" in unanswered(exchange, "reset", arrived=True).advice


@pytest.mark.parametrize(
    ("url", "fields"),
    [
        ("personalize", {}),
        ("http://", {}),
        ("http://127.0.0.1:99999", {}),
        (None, {"attempts": 0}),
        (None, {"read_timeout": -1}),
        (None, {"region": "on the moon"}),
        (None, {"region": ""}),
    ],
)
def test_a_connection_that_is_none(send: Send, url: str | None, fields: dict[str, object]) -> None:
    failure = unanswered(send(url, **fields), "connection", arrived=False)
    assert failure.message.startswith("The connection “Test place” cannot be used. ")


def test_a_password_in_an_endpoint_is_neither_sent_nor_kept(send: Send, history_file: Path) -> None:
    with Sink() as sink:
        exchange = send(sink.url.replace("//", "//bob:hunter2@"))
    failure = unanswered(exchange, "connection", arrived=False)
    assert failure.message == (
        "The connection “Test place” cannot be used. The endpoint contains “@”, as after a password, "
        "which would be shown and kept: leave it out."
    )
    assert exchange.target.endpoint == sink.url
    assert not sink.connections
    assert not any(b"hunter2" in file.read_bytes() for file in history_file.parent.iterdir())


def test_a_token_that_does_not_fit_a_header_is_not_quoted(
    history: History, request_document: Request, connect: Connect
) -> None:
    token = "CANARYtoken/" + "x" * 400 + "\n" + "CANARYrest"
    sender = Sender(history, opener(Credentials("AKIDEXAMPLE", "CANARYsecret", token)))
    with Sink() as sink:
        connection = connect(sink.url)
        exchange = sender.send(sender.prepare(request_document, connection, stamp=True), connection)
    failure = unanswered(exchange, "credentials", arrived=False)
    assert failure.message == "The session token has a blank, a line break or a letter that no key has."
    assert "CANARY" not in repr(exchange)


def test_credentials_that_cannot_be_read(
    history: History, request_document: Request, connect: Connect
) -> None:
    def locked(_connection: Connection) -> Session:
        raise OSError("The keyring is locked: unlock it.")

    sender, connection = Sender(history, locked), connect("http://127.0.0.1:1")
    exchange = sender.send(sender.prepare(request_document, connection, stamp=True), connection)
    failure = unanswered(exchange, "credentials", arrived=False)
    assert failure.message == "The keys of “Test place” cannot be read."
    assert failure.advice == "Nothing was sent. The keyring is locked: unlock it."
    assert history.get(exchange.id) == exchange


# The history ----------------------------------------------------------------------------------------------


def test_a_request_is_recorded_before_it_leaves(send: Send, history_file: Path) -> None:
    seen = []

    def look(request: Received) -> Answer:
        with contextlib.closing(sqlite3.connect(f"file:{history_file}?mode=ro", uri=True)) as database:
            ((outcome, document),) = database.execute("SELECT outcome, request FROM exchange").fetchall()
        seen.append((outcome, json.loads(document) == json.loads(request.body)))
        return Answer()

    with Sink() as sink:
        sink.answer = look
        send(sink.url)
    assert seen == [("pending", True)]


def test_what_cannot_be_recorded_is_not_sent(
    sender: Sender, request_document: Request, connect: Connect, history: History, history_file: Path
) -> None:
    with Sink() as sink:
        connection = connect(sink.url)
        with _disk_full():
            exchange = sender.send(sender.prepare(request_document, connection, stamp=True), connection)
        failure = unanswered(exchange, "history", arrived=False)
        assert str(history_file) in failure.message
        assert not sink.connections
        assert history.count() == 0


def test_an_outcome_that_cannot_be_recorded_is_returned_and_written_later(
    sender: Sender, request_document: Request, connect: Connect, history: History
) -> None:
    with Sink() as sink, contextlib.ExitStack() as stack:

        def fill(_request: Received) -> Answer:
            stack.enter_context(_disk_full())
            return Answer()

        sink.answer = fill
        connection = connect(sink.url)
        first = sender.send(sender.prepare(request_document, connection, stamp=True), connection)
        stack.close()
        assert first.outcome is Outcome.ACCEPTED
        assert first.note
        assert first.note.startswith("This outcome could not be written to the history: ")
        assert [entry.outcome for entry in history.page()] == [Outcome.PENDING]
        sink.answer = lambda _request: Answer()
        second = sender.send(sender.prepare(request_document, connection, stamp=True), connection)
    assert second.note is None
    assert history.get(first.id) == first
    assert [entry.outcome for entry in history.page()] == [Outcome.ACCEPTED] * 2


def test_what_was_deleted_on_its_way_does_not_come_back(
    sender: Sender, request_document: Request, connect: Connect, history: History
) -> None:
    with Sink() as sink, contextlib.ExitStack() as stack:
        connection = connect(sink.url)
        exchange = sender.prepare(request_document, connection, stamp=True)

        def delete(_request: Received) -> Answer:
            sender.forget([exchange.id])
            history.delete([exchange.id])
            return Answer()

        def fill(_request: Received) -> Answer:
            stack.enter_context(_disk_full())
            return Answer()

        sink.answer = delete
        settled = sender.send(exchange, connection)
        assert (settled.outcome, settled.note) == (Outcome.ACCEPTED, None)
        assert history.count() == 0
        sink.answer = fill
        owed = sender.send(sender.prepare(request_document, connection, stamp=True), connection)
        stack.close()
        assert owed.note
        sender.forget([owed.id])
        history.delete([owed.id])
        sink.answer = lambda _request: Answer()
        last = sender.send(sender.prepare(request_document, connection, stamp=True), connection)
    assert [entry.id for entry in history.page()] == [last.id]


def test_what_is_deleted_while_it_is_settled_does_not_come_back_either(
    sender: Sender, request_document: Request, connect: Connect, history: History, history_file: Path
) -> None:
    other = sqlite3.connect(history_file, isolation_level=None, check_same_thread=False)
    deleted = threading.Event()
    with Sink() as sink, contextlib.closing(other):
        connection = connect(sink.url)
        exchange = sender.prepare(request_document, connection, stamp=True)

        def delete_first(_request: Received) -> Answer:
            other.execute("BEGIN IMMEDIATE")  # the settling has to wait for the deletion
            other.execute("DELETE FROM exchange")
            deleted.set()
            return Answer()

        sink.answer = delete_first
        thread = threading.Thread(target=sender.send, args=(exchange, connection))
        thread.start()
        assert deleted.wait(5)
        time.sleep(0.3)
        sender.forget([exchange.id])
        other.execute("COMMIT")
        thread.join()
    assert history.count() == 0


def test_the_same_exchange_is_not_sent_twice(
    sender: Sender, request_document: Request, connect: Connect, history: History
) -> None:
    with Sink() as sink:
        connection = connect(sink.url)
        exchange = sender.prepare(request_document, connection, stamp=True)
        settled = sender.send(exchange, connection)
        unanswered(sender.send(exchange, connection), "history", arrived=False)
    assert len(sink.received) == 1
    assert history.get(exchange.id) == settled


def test_several_threads_may_send(
    sender: Sender, request_document: Request, connect: Connect, history: History
) -> None:
    def run() -> None:
        prepared = [sender.prepare(request_document, connection, stamp=True) for _ in range(10)]
        settled.extend(sender.send(one, connection) for one in prepared)

    settled: list[Exchange] = []
    with Sink() as sink:
        connection = connect(sink.url)
        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(sink.received) == len(settled) == history.count() == 40
    assert all(history.get(one.id) == one and one.outcome is Outcome.ACCEPTED for one in settled)


def test_no_secret_is_kept(
    send: Send, sender: Sender, credentials: Credentials, history: History, history_file: Path
) -> None:
    with Sink(Answer(http("403 x", f'{{"message": "{credentials.session_token}"}}'.encode()))) as sink:
        shown = repr([send(sink.url), send(sink.url, read_timeout=1), sender, credentials])
    kept = b"".join(file.read_bytes() for file in history_file.parent.iterdir())
    history.close()
    kept += b"".join(file.read_bytes() for file in history_file.parent.iterdir())
    assert sink.received
    assert b"qa-user" in kept
    for secret in (b"CANARY/secret", b"CANARY/token", b"Signature="):
        assert secret not in kept
        assert secret.decode() not in shown
    assert "AKIACANARYKEYID" not in kept.decode("latin-1")


# Production -----------------------------------------------------------------------------------------------


@pytest.fixture
def refused(sender: Sender, request_document: Request, history: History) -> Callable[[Connection], str]:
    """Send to a connection to which nothing may go; return why, in a sentence."""

    def sent(connection: Connection) -> str:
        before = history.count()
        exchange = sender.send(sender.prepare(request_document, connection, stamp=True), connection)
        assert (history.get(exchange.id), history.count()) == (None, before)
        return unanswered(exchange, "not-armed", arrived=False).message

    return sent


def test_what_is_not_armed_is_not_sent(
    sender: Sender, connect: Connect, refused: Callable[[Connection], str]
) -> None:
    with Sink() as sink:
        shop = connect(sink.url, kind=ConnectionKind.PRODUCTION)
        assert refused(shop) == "“Test place” is a production connection, and it is not armed."
        assert not sender.arm(shop, "test place")
        refused(shop)
        assert sender.arm(shop, "Test place")
        sender.disarm()
        refused(shop)
    assert sink.connections == 0


@pytest.mark.parametrize("change", [{"region": "us-east-1"}, {"id": "other"}, {"verify_tls": False}])
def test_what_is_armed_as_it_was_before_is_not_sent(
    sender: Sender, connect: Connect, refused: Callable[[Connection], str], change: dict[str, object]
) -> None:
    with Sink() as sink:
        shop = connect(sink.url, kind=ConnectionKind.PRODUCTION)
        assert sender.arm(shop, shop.name)
        refused(replace(shop, **change))  # type: ignore[arg-type]  # any field
        assert sender.armed_for(shop) == arming.REQUESTS
    assert sink.connections == 0


class _SlowName(str):
    """A name that takes so long to compare that another thread comes in between."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        time.sleep(0.1)
        return str.__eq__(self, other)


def test_the_last_request_that_is_let_through_goes_out_once(
    sender: Sender, request_document: Request, connect: Connect, history: History
) -> None:
    with Sink() as sink:
        shop = connect(sink.url, kind=ConnectionKind.PRODUCTION)
        sender.arm(shop, shop.name)
        for _ in range(arming.REQUESTS - 1):
            sender.send(sender.prepare(request_document, shop, stamp=True), shop)
        assert len(sink.received) == history.count() == arming.REQUESTS - 1
        slow = replace(shop, name=_SlowName(shop.name))
        pair = [sender.prepare(request_document, shop, stamp=True) for _ in range(2)]
        with ThreadPoolExecutor(2) as pool:
            settled = list(pool.map(lambda one: sender.send(one, slow), pair))
    (refusal,) = [one for one in settled if one.outcome is Outcome.UNANSWERED]
    unanswered(refusal, "not-armed", arrived=False)
    assert len(sink.received) == history.count() == arming.REQUESTS
    assert history.get(refusal.id) is None
    assert sender.armed_for(shop) == 0


def test_a_request_that_never_left_is_not_counted(
    sender: Sender, request_document: Request, connect: Connect
) -> None:
    with Sink() as sink:
        gone = sink.url
    with Sink(Answer(b"", "close")) as sink:
        for address, left in ((gone, arming.REQUESTS), (sink.url, arming.REQUESTS - 1)):
            shop = connect(address, kind=ConnectionKind.PRODUCTION)
            sender.arm(shop, shop.name)
            sender.send(sender.prepare(request_document, shop, stamp=True), shop)
            assert sender.armed_for(shop) == left


def test_what_is_kept_differently_by_now_is_not_sent(
    history: History, request_document: Request, connect: Connect
) -> None:
    with Sink() as sink:
        connection = connect(sink.url, id="kept")
        now = [connection]
        sender = Sender(history, opener(None), is_current=lambda one: one in now)
        exchange = sender.prepare(request_document, connection, stamp=True)
        now[0] = replace(connection, kind=ConnectionKind.PRODUCTION)
        failure = unanswered(sender.send(exchange, connection), CHANGED, arrived=False)
        assert failure.message == (
            "“Test place” was changed or deleted elsewhere, or its file cannot be read."
        )
        assert (history.count(), sink.connections) == (0, 0)
        now[0] = connection
        assert sender.send(exchange, connection).outcome is Outcome.ACCEPTED


# Looking first --------------------------------------------------------------------------------------------


def test_a_preview_is_what_would_be_sent_and_leaves_no_trace(
    sender: Sender, request_document: Request, connect: Connect, history: History
) -> None:
    with Sink() as sink:
        connection = connect(sink.url)
        prepared = sender.prepare(request_document, connection, stamp=True)
        preview = sender.preview(prepared, connection)
        assert not sink.connections
        assert history.count() == 0
        sent = sender.send(prepared, connection).sent
    assert preview.sent
    assert sent
    assert (preview.outcome, preview.answer) == (Outcome.PENDING, None)
    assert (preview.sent.method, preview.sent.url, preview.sent.body) == (sent.method, sent.url, sent.body)
    assert [name for name, _ in preview.sent.headers] == [name for name, _ in sent.headers]
    assert ("Authorization", HIDDEN) in preview.sent.headers


def test_what_is_signed_can_be_seen_without_what_signs_it(
    sender: Sender, request_document: Request, connect: Connect, credentials: Credentials
) -> None:
    connection = connect("http://127.0.0.1:9/base/")
    exchange, signing = sender.sign(sender.prepare(request_document, connection, stamp=True), connection)
    assert exchange.sent
    assert signing
    lines = signing.canonical_request.split("\n")
    assert lines[:2] == ["POST", "/base/events"]
    assert f"x-amz-security-token:{HIDDEN}" in lines
    assert lines[-1] == hashlib.sha256(exchange.sent.body).hexdigest()
    assert signing.scope.endswith("/eu-west-1/personalize/aws4_request")
    for secret in (credentials.access_key_id, "CANARY", "Signature"):
        assert secret not in repr((exchange, signing))


def test_what_is_said_to_be_signed_is_what_the_signature_was_made_of(
    send: Send, credentials: Credentials
) -> None:
    with Sink() as sink:
        send(sink.url)
    (received,) = sink.received
    signing = wire.signing("POST", f"{sink.url}/events", received.headers, received.headers, received.body)
    assert signing
    key = f"AWS4{credentials.secret_access_key}".encode()
    for part in (*signing.scope.split("/"), signing.string_to_sign):
        key = hmac.digest(key, part.encode(), "sha256")
    assert dict(received.headers)["Authorization"].endswith(f"Signature={key.hex()}")


def test_nothing_is_signed_for_a_connection_without_keys(
    history: History, request_document: Request, connect: Connect
) -> None:
    sender, connection = Sender(history, opener(None)), connect("http://127.0.0.1:9")
    exchange, signing = sender.sign(sender.prepare(request_document, connection, stamp=True), connection)
    assert exchange.sent
    assert signing is None


def test_a_preview_that_cannot_be_made_says_why(
    sender: Sender, request_document: Request, connect: Connect, history: History
) -> None:
    connection = connect("nowhere")
    unanswered(
        sender.preview(sender.prepare(request_document, connection, stamp=True), connection),
        "connection",
        arrived=False,
    )
    assert history.count() == 0


def test_after_warming_up_a_send_does_not_wait_for_a_client(
    sender: Sender, request_document: Request, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = Session.client

    def count(self: Session, service: str, **options: Any) -> Any:
        made.append(service)
        return make(self, service, **options)

    monkeypatch.setattr(Session, "client", count)
    with Sink() as sink:
        connection = connect(sink.url)
        sender.warm_up(connection)
        assert made == ["personalize-events"]
        sender.send(sender.prepare(request_document, connection, stamp=True), connection)
    assert len(sink.received) == len(made) == 1


@contextlib.contextmanager
def _disk_full() -> Iterator[None]:
    """Let nothing be written to any file."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def _tls_sink(certificate: Path, *answers: Answer) -> Sink:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return Sink(*answers, tls=context)


@contextlib.contextmanager
def _speaking(words: bytes) -> Iterator[str]:
    """A server that says ``words`` to whoever connects, without listening."""

    def serve() -> None:
        connection, _ = server.accept()
        with connection, contextlib.suppress(ConnectionResetError):
            connection.sendall(words)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join()
