"""What tests share: a local HTTP server that does as it is told, and a bound on time for any machine.

The server answers, delays, breaks off, resets, or talks nonsense.
"""

import contextlib
import ctypes
import os
import re
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, Self

from events_console.domain.connection import Connection, Credentials, KeySource
from events_console.services.sessions import Session, Sessions

OK = b"HTTP/1.1 200 OK\r\nx-amzn-RequestId: request-1\r\nContent-Length: 0\r\n\r\n"
_NOMINAL: Final = 0.004  # seconds of CPU time that `_work` takes, at best, where bounds on time were chosen
_OVERRIDES: Final = 0b110  # the capabilities of Linux to write and to read what permissions forbid
_WORDS: Final = re.compile(r"(\w+)-(\d+)")


def _work() -> float:
    begun = time.process_time()
    seen = {}
    for number in range(1_200):
        text = f"item-{number % 997}, {number}"
        seen[text[:8]] = _WORDS.sub(r"\2 \1", text).upper().split(",")
    return time.process_time() - begun


def slowness() -> float:
    """Return how many times longer work takes here and now than on the machine bounds were chosen on."""
    return min(_work() for _ in range(3)) / _NOMINAL


@contextlib.contextmanager
def within(seconds: float, what: str = "It", slowness: Callable[[], float] = slowness) -> Iterator[None]:
    """Fail if the block takes more than ``seconds`` of CPU time, or what they come to on a slower machine.

    Even CPU time grows where others keep the machine busy: the bound grows as ``slowness`` right after the
    block does, up to eightfold, and never shrinks.
    """
    begun = time.process_time()
    yield
    spent = time.process_time() - begun
    if spent <= seconds:
        return
    times = min(max(1, slowness()), 8)
    assert spent <= seconds * times, (
        f"{what} took {spent:.3f} s of CPU time, and at most {seconds:g} s are allowed,"
        f" {times:.1f} times as long on a machine as slow as this one now."
    )


@contextlib.contextmanager
def ordinary() -> Iterator[None]:
    """Have permissions hold in this thread even if it is that of the administrator."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, held = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, held) == 0
    fewer = (ctypes.c_uint32 * 6)(*held)
    fewer[0] &= ~_OVERRIDES
    assert libc.capset(header, fewer) == 0
    try:
        yield
    finally:
        assert libc.capset(header, held) == 0


@contextlib.contextmanager
def locked_up(folder: Path) -> Iterator[None]:
    """Permit nothing but reading in ``folder``."""
    files = {each: each.stat().st_mode for each in folder.iterdir() if each.is_file()}
    for each in files:
        each.chmod(0o400)
    folder.chmod(0o500)
    try:
        with ordinary():
            yield
    finally:
        folder.chmod(0o700)
        for each, mode in files.items():
            if each.exists():
                each.chmod(mode)


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came over the wire."""

    line: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """Bytes to send after ``delay`` seconds, and what becomes of the connection then.

    With a ``pace`` those after the first ``at_once`` go out one by one, that many seconds apart. When all are
    out, the connection stays open for ``linger`` seconds.
    """

    raw: bytes = OK
    then: Literal["keep", "close", "reset", "hang"] = "keep"
    delay: float = 0
    at_once: int = 0
    pace: float = 0
    linger: float = 0


def http(status: str, body: bytes = b"", **headers: str) -> bytes:
    """Return an answer such as ``http("400 Bad Request", b"{}", x_amzn_ErrorType="…")``."""
    named = {
        "Content-Length": str(len(body)),
        **{name.replace("_", "-"): text for name, text in headers.items()},
    }
    head = "".join(f"{name}: {text}\r\n" for name, text in named.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def opener(credentials: Credentials | None) -> Callable[[Connection], Session]:
    """Return what opens any connection with these keys, as if a keyring had them; without any, unsigned."""
    keys = KeySource.KEYRING if credentials else KeySource.UNSIGNED
    sessions = Sessions(lambda _id: credentials, lambda: Credentials("", ""), lambda _prompt: "")
    return lambda connection: sessions.open(replace(connection, keys=keys))


class Sink:
    """Listens on a free port of 127.0.0.1; takes its answers in order, and repeats the last one.

    ``received`` holds every request that came in whole; ``connections`` counts those that were opened.
    """

    def __init__(self, *answers: Answer, tls: ssl.SSLContext | None = None) -> None:
        self.received: list[Received] = []
        self.connections = 0
        self.answer: Callable[[Received], Answer] = lambda _request: self._next()
        self._answers = list(answers) or [Answer()]
        self._tls = tls
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._server.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self._open: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopping.set()
        self.stop_listening()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def stop_listening(self) -> None:
        """Take no more connections."""
        with contextlib.suppress(OSError):  # it was done before
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _next(self) -> Answer:
        with self._lock:
            return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        stream = connection
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls:
                stream = self._tls.wrap_socket(connection, server_side=True)
            with self._lock:
                self._open.add(stream)
            with stream.makefile("rb") as file:
                while request := _read(file.readline, file.read):
                    self.received.append(request)
                    if not self._reply(stream, self.answer(request)):
                        break
        except OSError:
            pass  # the client went away, or the test is over
        finally:
            with self._lock:
                self._open.discard(stream)
            stream.close()

    def _reply(self, stream: socket.socket, answer: Answer) -> bool:
        self._stopping.wait(answer.delay)
        at_once = answer.at_once if answer.pace else len(answer.raw)
        stream.sendall(answer.raw[:at_once])
        for byte in answer.raw[at_once:]:
            if self._stopping.wait(answer.pace):
                return False
            stream.sendall(bytes([byte]))
        self._stopping.wait(answer.linger)
        if answer.then == "hang":
            self._stopping.wait()
        if answer.then == "reset":
            stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return answer.then == "keep"


def _read(readline: Callable[[], bytes], read: Callable[[int], bytes]) -> Received | None:
    line = readline().decode("latin-1").strip()
    headers = []
    while header := readline().decode("latin-1").strip():
        name, _, value = header.partition(":")
        headers.append((name, value.strip()))
    length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
    body = read(length)
    return Received(line, tuple(headers), body) if line and len(body) == length else None
