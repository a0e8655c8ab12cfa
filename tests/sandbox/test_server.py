"""The sandbox as a server: what it lets in, what it bounds, how it starts and stops."""

import contextlib
import json
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.sandbox.conversation import RequestLine
from events_console.sandbox.server import Sandbox
from events_console.sandbox.signature import new_key
from events_console.sandbox.wire import Limits

HEAD = "POST /events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"


@contextlib.contextmanager
def connected(sandbox: Sandbox) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", sandbox.port), timeout=10) as connection:
        yield connection


def everything(connection: socket.socket) -> bytes:
    received = b""
    while data := connection.recv(65536):
        received += data
    return received


def talk(sandbox: Sandbox, text: str) -> bytes:
    with connected(sandbox) as connection, contextlib.suppress(ConnectionError):
        connection.sendall(text.replace("{port}", str(sandbox.port)).encode())
        return everything(connection)
    return b""


def test_every_answer_has_the_service_s_headers(raw: Any, document: dict[str, Any]) -> None:
    answers = [raw.post(json.dumps(document).encode()), raw.post(b"{}"), raw.send("GET", "/")]
    assert [answer.status for answer in answers] == [200, 400, 404]
    assert answers[0].body == b""
    for answer in answers:
        assert uuid.UUID(answer.headers["x-amzn-requestid"]).version == 4
        assert answer.headers["content-type"] == "application/json"
        assert datetime.now(UTC) - parsedate_to_datetime(answer.headers["date"]) < timedelta(minutes=1)
        assert int(answer.headers["content-length"]) == len(answer.body)


def test_it_listens_on_this_computer_only(sandbox: Sandbox) -> None:
    assert sandbox.url == f"http://127.0.0.1:{sandbox.port}"
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", sandbox.port), timeout=1):  # noqa: PT011
        pass


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}"])
def test_its_own_names_are_let_in(sandbox: Sandbox, raw: Any, host: str) -> None:
    named = {"Host": host.replace("{port}", str(sandbox.port))}
    assert raw.send("POST", "/events", b"{}", named).error == "MissingAuthenticationTokenException"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:{port}", "127.0.0.1.evil.example:{port}", ""],
)
def test_another_host_is_turned_away(
    sandbox: Sandbox, raw: Any, lines: list[RequestLine], host: str, document: dict[str, Any]
) -> None:
    body = json.dumps(document).encode()
    headers = raw.sign(body) | {"Host": host.replace("{port}", str(sandbox.port))}
    assert raw.send("POST", "/events", body, headers).status == 403
    assert (lines[0].status, lines[0].error, lines[0].body) == (403, "ForbiddenException", b"")


def test_a_request_without_or_with_two_hosts_is_turned_away(sandbox: Sandbox) -> None:
    assert talk(sandbox, "POST /events HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 403 ")
    assert talk(sandbox, HEAD + "Host: evil.example\r\n\r\n").startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:{port}"])
def test_a_page_in_a_browser_is_turned_away(
    sandbox: Sandbox, raw: Any, origin: str, document: dict[str, Any]
) -> None:
    body = json.dumps(document).encode()
    answer = raw.post(body, headers={"Origin": origin.replace("{port}", str(sandbox.port))})
    assert (answer.status, answer.error) == (403, "ForbiddenException")
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("POST", "/"),
        ("POST", "/items"),
        ("POST", "/events/"),
        ("POST", "*"),
        ("GET", "/events"),
        ("OPTIONS", "/events"),
        ("BREW", "/events"),
    ],
)
def test_an_operation_that_there_is_not(raw: Any, method: str, target: str) -> None:
    answer = raw.send(method, target, b"{}")
    assert (answer.status, answer.error) == (404, "UnknownOperationException")


@pytest.mark.parametrize(
    "length",
    [
        "",
        "Content-Length: 2\r\nContent-Length: 2\r\n",
        "Content-Length: -2\r\n",
        "Content-Length: +2\r\n",
        "Content-Length: 0x2\r\n",
        "Content-Length: 2, 2\r\n",
        f"Content-Length: {'9' * 5000}\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
    ],
)
def test_a_request_without_one_plain_length_is_turned_away(sandbox: Sandbox, length: str) -> None:
    answer = talk(sandbox, f"{HEAD}{length}\r\n{{}}")
    assert answer.startswith(b"HTTP/1.1 411 Length Required\r\n")


def test_a_body_that_is_too_large_is_turned_away_and_the_client_told(
    raw: Any, lines: list[RequestLine]
) -> None:
    assert raw.send("POST", "/events", b" " * 1024 * 1024).status == 403  # unsigned, but not too large
    answer = raw.send("POST", "/events", b" " * 8 * 1024 * 1024)
    assert (answer.status, answer.error) == (413, "RequestEntityTooLargeException")
    assert answer.message == "The body is larger than 1048576 bytes"
    assert lines[1].body == b""


@pytest.mark.parametrize(
    "text",
    [
        "\r\n\r\n",
        "hello\r\n\r\n",
        "POST /events\r\n\r\n",
        "POST /events HTTP/2\r\n\r\n",
        "\x16\x03\x01\x02\r\n\r\n",
        "POST /\x1b[2J HTTP/1.1\r\n\r\n",
        "POST /caf\u00e9 HTTP/1.1\r\n\r\n",
        f"POST /{'x' * 9000} HTTP/1.1\r\n\r\n",
        HEAD + "X: y\r\n" * 101 + "\r\n",
        f"{HEAD}X: {'y' * 70_000}\r\n\r\n",
    ],
)
def test_what_is_not_http_or_too_much_of_it(sandbox: Sandbox, text: str) -> None:
    answer = talk(sandbox, text)
    assert answer.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"x-amzn-ErrorType: MalformedHttpRequestException\r\n" in answer


def test_a_client_that_goes_away_in_the_middle_is_forgotten(
    sandbox: Sandbox, raw: Any, lines: list[RequestLine]
) -> None:
    with connected(sandbox):
        pass
    with connected(sandbox) as connection:
        connection.sendall(
            f"{HEAD.replace('{port}', str(sandbox.port))}Content-Length: 9\r\n\r\nhalf".encode()
        )
    assert raw.send("GET", "/").status == 404
    assert [line.status for line in lines] == [404]


@pytest.mark.parametrize("text", ["", "POST /ev", HEAD, HEAD + "Content-Length: 99\r\n\r\nslow"])
def test_a_slow_writer_is_given_up(text: str) -> None:
    with Sandbox(key=new_key(), limits=Limits(seconds=0.3)) as sandbox, connected(sandbox) as connection:
        started = time.monotonic()
        connection.sendall(text.replace("{port}", str(sandbox.port)).encode())
        sent = 0
        connection.settimeout(0.05)
        answer = b""
        while not answer and time.monotonic() - started < 8:
            with contextlib.suppress(TimeoutError):
                answer = connection.recv(65536)
            if text and not answer:
                connection.sendall(b"x")
                sent += 1
        assert answer.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
        assert sent < 100


@pytest.mark.parametrize(("others", "answer"), [(1, b" 411 "), (2, b" 503 "), (3, b" 503 ")])
def test_connections_beyond_the_limit_are_told_so(others: int, answer: bytes) -> None:
    with Sandbox(key=new_key(), limits=Limits(connections=2)) as sandbox, contextlib.ExitStack() as open_ones:
        for _ in range(others):
            open_ones.enter_context(connected(sandbox))
        assert answer in talk(sandbox, HEAD + "\r\n")


def test_connections_beyond_twice_the_limit_are_closed() -> None:
    with Sandbox(key=new_key(), limits=Limits(connections=1)) as sandbox:
        with connected(sandbox), connected(sandbox), connected(sandbox) as refused:
            assert everything(refused) == b""
        deadline = time.monotonic() + 5
        while b" 411 " not in talk(sandbox, HEAD + "\r\n"):  # once there is room again
            assert time.monotonic() < deadline


def test_a_port_that_is_taken(sandbox: Sandbox) -> None:
    with pytest.raises(OSError, match="in use"):
        Sandbox(port=sandbox.port, key=new_key())


def test_a_given_port_and_further_tracking_ids(raw: Any, document: dict[str, Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    document["trackingId"] = "mine"
    with Sandbox(port=port, key=raw.sandbox.key, tracking_ids=["mine"]) as sandbox:
        raw.sandbox = sandbox
        assert raw.post(json.dumps(document).encode()).status == 200
    assert sandbox.port == port


def test_it_stops_at_once_even_while_clients_hang() -> None:
    told = threading.Event()
    sandbox = Sandbox(key=new_key(), faults=["hang"], on_request=lambda _line: told.set()).start()
    with connected(sandbox) as idle, connected(sandbox) as hanging:
        hanging.sendall(f"{HEAD}Content-Length: 2\r\n\r\n{{}}".replace("{port}", str(sandbox.port)).encode())
        assert told.wait(5)
        started = time.monotonic()
        sandbox.stop()
        assert time.monotonic() - started < 1
        assert everything(idle) == everything(hanging) == b""
    assert not [thread for thread in threading.enumerate() if f"sandbox-{sandbox.port}" in thread.name]
    with pytest.raises(OSError, match="refused"), connected(sandbox):
        pass
    sandbox.stop()


def test_it_stops_without_having_started() -> None:
    sandbox = Sandbox(key=new_key())
    sandbox.stop()
    with pytest.raises(OSError, match="refused"), connected(sandbox):
        pass


def test_no_bytes_crash_it() -> None:
    with Sandbox(key=new_key(), limits=Limits(seconds=0.05)) as sandbox:

        @given(st.binary(max_size=200), st.booleans())
        def never_fails(data: bytes, after_a_good_line: bool) -> None:
            head = HEAD.replace("{port}", str(sandbox.port)).encode() if after_a_good_line else b""
            with connected(sandbox) as connection:
                connection.sendall(head + data)
                connection.shutdown(socket.SHUT_WR)
                answer = everything(connection)
            assert answer == b"" or answer.startswith(b"HTTP/1.1 4")

        never_fails()


def test_no_signed_body_leads_to_an_error_of_the_server(raw: Any) -> None:
    @given(st.binary(max_size=100) | st.text().map(json.dumps).map(str.encode))
    def never_fails(body: bytes) -> None:
        assert raw.post(body).status == 400

    never_fails()
