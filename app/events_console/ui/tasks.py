"""Work off the main thread: the one place that knows of threads."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Result = TypeVar("Result")

_QUICK: Final = 3  # threads for what is soon done: saving, searching, checking
_PATIENT: Final = 32  # threads for requests, each of which may wait for its answer for long


class Tasks(QObject):
    """Runs work on a few threads and hands its result back on the main thread.

    Signals: ``busy_changed(bool)`` when the first work begins and when the last one ends.
    """

    busy_changed = Signal(bool)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start no thread yet; the first work does."""
        super().__init__(parent)
        self._pools: dict[int, ThreadPoolExecutor] = {}
        self._futures: set[Future[Any]] = set()
        self._running = 0
        self._closed = False
        self._finished.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], Result], on_done: Callable[[Result], None]) -> None:
        """Call ``work`` on a thread, then ``on_done`` here with its result; what it raises is raised here."""
        self._run(work, on_done, _QUICK)

    def wait_for(self, work: Callable[[], Result], on_done: Callable[[Result], None]) -> None:
        """Do the same with work that waits for others, which holds up nothing that is quick."""
        self._run(work, on_done, _PATIENT)

    def _run(self, work: Callable[[], Result], on_done: Callable[[Result], None], threads: int) -> None:
        if self._closed:
            return
        self._running += 1
        if self._running == 1:
            self.busy_changed.emit(True)
        future = self._pool(threads).submit(work)
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)
        future.add_done_callback(lambda done: self._finished.emit(partial(self._deliver, done, on_done)))

    def wait(self, seconds: float) -> bool:
        """Give the work under way ``seconds`` to end; return whether all of it has ended."""
        from concurrent.futures import wait  # the first window does without it

        return not wait(set(self._futures), seconds).not_done

    def close(self) -> None:
        """Begin nothing that is queued or comes later, and tell nobody of what is still under way."""
        self._closed = True
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)

    def _pool(self, threads: int) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # the first window does without it

        if threads not in self._pools:
            self._pools[threads] = ThreadPoolExecutor(threads, thread_name_prefix="events-console")
        return self._pools[threads]

    def _finish(self, deliver: Callable[[], None]) -> None:
        self._running -= 1
        if not self._running:
            self.busy_changed.emit(False)
        if not self._closed:
            deliver()

    @staticmethod
    def _deliver(done: "Future[Result]", on_done: Callable[[Result], None]) -> None:
        if not done.cancelled():
            on_done(done.result())
