"""The check of a document while it is edited: it takes a slice of time and gives way to the window."""

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from events_console.domain.lint import Checking, Context, Validation
    from events_console.domain.request import Request

_SLICE: Final = 0.012  # seconds of checking between two looks at what else there is to do
_TYPED: Final = 600  # events that typing into one has looked at: its block
_PATIENCE: Final = 0.04  # seconds that such a check may take before what it found so far is shown
_TELLING: Final = 0.3  # seconds between two reports of what a long check has found so far


class LiveCheck(QObject):
    """Checks one document after the other, each from what is known of the one before.

    Signals: ``found(Validation)`` with what has been found, several times while that takes long;
    ``progressed(int, int)`` with how many of how many events have been looked at then, (0, 0) at the end.
    """

    found = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        """Begin with nothing to check."""
        super().__init__(parent)
        self.last: Validation | None = None  # the last findings that are complete
        self._checking: Checking | None = None
        self._shown: Request | None = None  # the document that was found about last
        self._told_at = 0.0
        self._next_slice = QTimer(self, singleShot=True, interval=0)
        self._next_slice.timeout.connect(self._go_on)

    def start(self, request: "Request", context: "Context") -> None:
        """Check ``request``, instead of what is under way: at once where little has changed."""
        from events_console.domain.lint import Checking  # the first window does without it

        known = self._checking.so_far() if self._checking else self.last
        self._checking = Checking(request, context, known)
        self._go_on()

    def _go_on(self) -> None:
        checking = self._checking
        if checking is None:
            return
        end = time.perf_counter() + (_SLICE if checking.total > _TYPED else _PATIENCE)
        found = checking.work(lambda: time.perf_counter() < end)
        if found:
            self._checking, self.last = None, found
            self._tell(found)
            self.progressed.emit(0, 0)
            return
        self._next_slice.start()
        if self._shown is not checking.request or time.perf_counter() - self._told_at > _TELLING:
            self._told_at = time.perf_counter()
            self._tell(checking.so_far())
            self.progressed.emit(checking.done, checking.total)

    def _tell(self, found: "Validation") -> None:
        self._shown = found.request
        self.found.emit(found)
