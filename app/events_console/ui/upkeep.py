"""The history's upkeep, step by step behind the window."""

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from events_console.services.history import History
    from events_console.ui.tasks import Tasks

_IDLE: Final = 3_000  # milliseconds between two looks for something to do, which other programs may bring
_BREATH: Final = 20  # milliseconds between two steps at least, in which requests and searches come first
_REST: Final = 4  # times as long as a step took, for the window to come to its own


class Upkeep(QObject):
    """Indexes what has been sent, by any program, and wipes what was deleted, as long as it lives."""

    def __init__(self, history: "History", tasks: "Tasks", parent: QObject) -> None:
        """Begin."""
        super().__init__(parent)
        self._history, self._tasks = history, tasks
        self._timer = QTimer(self, singleShot=True, interval=_BREATH)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        self._tasks.run(self._do, self._go_on)

    def _do(self) -> int:
        """Do a step, and return in how many milliseconds the next one is due."""
        begun = time.perf_counter()
        try:
            more = self._history.upkeep()
        except OSError:  # of which the next request tells, or the next look at the list
            more = False
        took = (time.perf_counter() - begun) * 1000
        return max(_BREATH, round(took * _REST)) if more else _IDLE

    def _go_on(self, pause: int) -> None:
        self._timer.start(pause)
