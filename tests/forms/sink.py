"""A server on loopback that takes whatever a real client sends to it, and keeps the bodies."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class Sink:
    """``url`` is where to send; ``bodies`` are the JSON values that arrived, in order."""

    def __init__(self, port: int) -> None:
        """Have nothing yet."""
        self.url = f"http://127.0.0.1:{port}"
        self.bodies: list[Any] = []
        self.headers: list[dict[str, str]] = []


@contextmanager
def sink() -> Iterator[Sink]:
    """Run one until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.bodies.append(json.loads(body))
            kept.headers.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        kept = Sink(server.server_port)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
