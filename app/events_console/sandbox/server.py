"""The sandbox's server: a port on this computer, and a thread for each connection to it."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Final, Self

from events_console.sandbox.account import Account
from events_console.sandbox.conversation import Conversation, RequestLine, Terms
from events_console.sandbox.faults import Plan, Schedule
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.sandbox.signature import SandboxKey, installation_key
from events_console.sandbox.wire import Limits

_ADDRESS: Final = "127.0.0.1"
_POLL_SECONDS: Final = 0.1
_STOP_SECONDS: Final = 2.0


class Sandbox:
    """An endpoint on this computer that speaks the service's protocol.

    ``url`` is known at once; requests are answered between :meth:`start` and :meth:`stop`. ``on_request`` is
    called by the thread that answers.

    Raises:
        OSError: the port is taken, or the installation's key can be neither read nor written.
        ValueError: a fault is not one, as in :func:`events_console.sandbox.faults.plan`.
    """

    def __init__(  # noqa: PLR0913  # each has a default
        self,
        port: int = 0,
        faults: Iterable[str] = (),
        *,
        tracking_ids: Iterable[str] = (SAMPLE_TRACKING_ID,),
        key: SandboxKey | None = None,
        on_request: Callable[[RequestLine], None] | None = None,
        limits: Limits = Limits(),  # noqa: B008  # immutable
    ) -> None:
        self.key = key or installation_key()
        self._limits = limits
        self._faults = Schedule(faults)
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._connections: dict[socket.socket, threading.Thread] = {}
        self._listener = socket.create_server((_ADDRESS, port))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://{_ADDRESS}:{self.port}"
        self._terms = Terms(
            key=self.key,
            account=Account(tracking_ids),
            limits=limits,
            hosts=frozenset({f"{_ADDRESS}:{self.port}", f"localhost:{self.port}"}),
            is_full=self._is_full,
            next_fault=self._next_fault,
            tell=on_request or (lambda _line: None),
            stopping=self._stopping,
        )
        self._acceptor = threading.Thread(target=self._accept, name="sandbox", daemon=True)

    def start(self) -> Self:
        """Answer requests from now on, in threads that do not keep the process alive."""
        self._acceptor.start()
        return self

    def stop(self) -> None:
        """Close the port and every connection; further calls change nothing."""
        if not self._stopping.is_set():
            self._stopping.set()
            if self._acceptor.is_alive():
                with contextlib.suppress(OSError):  # wakes the acceptor, on every platform alike
                    socket.create_connection((_ADDRESS, self.port), timeout=_STOP_SECONDS).close()
                self._acceptor.join()
            self._listener.close()
        with self._lock:
            connections = dict(self._connections)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in connections.values():
            thread.join(_STOP_SECONDS)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def set_faults(self, faults: Iterable[str]) -> None:
        """Replace the faults to come by these, written as for the class; raise ValueError as it does."""
        schedule = Schedule(faults)
        with self._lock:
            self._faults = schedule

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:  # out of file descriptors, say
                self._stopping.wait(_POLL_SECONDS)
                continue
            name = f"sandbox-{self.port}-connection"
            thread = threading.Thread(target=self._attend, args=(connection,), name=name, daemon=True)
            with self._lock:
                # Up to twice the limit is told 503; beyond that there is not even a thread to say so.
                full = len(self._connections) >= 2 * self._limits.connections
                if not full:
                    self._connections[connection] = thread
            if full:
                connection.close()
            else:
                thread.start()

    def _attend(self, connection: socket.socket) -> None:
        try:
            # The client may go at any time.
            with connection, contextlib.suppress(OSError):
                Conversation(connection, self._terms).run()
        finally:
            with self._lock:
                del self._connections[connection]

    def _is_full(self) -> bool:
        return len(self._connections) > self._limits.connections

    def _next_fault(self, operation: str) -> Plan | None:
        with self._lock:
            return self._faults.next(operation)
