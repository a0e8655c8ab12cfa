"""The history's upkeep, step by step behind the window."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from events_console.services.history import History
    from events_console.ui.tasks import Tasks

_IDLE: Final = 3_000  # milliseconds between two looks for something to do, which other programs may bring
_BREATH: Final = 20  # milliseconds between two steps, in which requests and searches come first


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

    def _do(self) -> bool:
        try:
            return self._history.upkeep()
        except OSError:  # of which the next request tells, or the next look at the list
            return False

    def _go_on(self, more: bool) -> None:  # noqa: FBT001  # what a step returns
        self._timer.start(_BREATH if more else _IDLE)
