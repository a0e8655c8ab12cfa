"""What goes on behind the window, at the right of the status bar, with a way not to wait for it."""

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Final, TypeAlias, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from events_console.ui.language import tr
from events_console.ui.parts import announce, button, label, row
from events_console.ui.tasks import Tasks

Result = TypeVar("Result")
Cancelled: TypeAlias = Callable[[], bool]

_SEEN_AFTER: Final = 300  # milliseconds
_BAR_AFTER: Final = 2_000
_BAR_WIDTH: Final = 120  # pixels


class WorkBar(QWidget):
    """Runs work on a thread; what takes longer than a moment is named here, and can be cancelled.

    Signals: ``told(str)`` with a sentence when something was cancelled.
    """

    told = Signal(str)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.tasks = tasks
        self._jobs: dict[Event, str] = {}  # what goes on, the oldest first, by what is set to cancel it
        self._label = label("")
        self._bar = QProgressBar(maximum=0, textVisible=False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self.cancel_button = button(tr("Cancel"), self.cancel, "link", tr("Wait for it no longer"))
        self.setLayout(row(self._label, self._bar, self.cancel_button))
        self._seen = QTimer(self, singleShot=True, interval=_SEEN_AFTER)
        self._seen.timeout.connect(self._appear)
        self._long = QTimer(self, singleShot=True, interval=_BAR_AFTER)
        self._long.timeout.connect(partial(self._show_bar, on=True))
        self._show_bar(on=False)
        self.hide()

    def run(
        self, what: str, work: Callable[[Cancelled], Result], on_done: Callable[[Result], object]
    ) -> None:
        """Call ``work`` on a thread, with what tells it whether it is cancelled, then ``on_done`` here.

        ``what`` is said as in "Opening data.csv". Once it is cancelled, nothing is done with its result.
        """
        job = self.begin(what)
        self.tasks.run(lambda: work(job.is_set), partial(self._finish, job, on_done))

    def begin(self, what: str) -> Event:
        """Name work that is done in steps elsewhere; the job that is returned is set once it is cancelled."""
        job = Event()
        if not self._jobs:
            self._seen.start()
            self._long.start()
        self._jobs[job] = what
        self._name()
        return job

    def report(self, job: Event, done: int, count: int) -> None:
        """Show how many of the steps of the newest job are done."""
        if next(reversed(self._jobs), None) is job:
            self._bar.setMaximum(count)
            self._bar.setValue(done)

    def end(self, job: Event) -> None:
        """Name a job no longer; one that was cancelled is not any more."""
        if self._jobs.pop(job, None) is None:
            return
        if self._jobs:
            self._name()
        else:
            self._leave()

    def cancel(self) -> None:
        """Do nothing with what is under way."""
        for cancelled, what in self._jobs.items():
            cancelled.set()
            self.told.emit(tr("{what} was cancelled.").format(what=what))
        self._jobs.clear()
        self._leave()

    def text(self) -> str:
        """Return what is said to go on; "" while nobody is told of anything."""
        return "" if self.isHidden() else self._label.text()

    def _finish(self, job: Event, on_done: Callable[[Result], object], result: Result) -> None:
        if self._jobs.pop(job, None) is None:
            return
        on_done(result)  # which may have more to do
        if not self._jobs:
            self._leave()

    def _leave(self) -> None:
        self._seen.stop()
        self._long.stop()
        self._show_bar(on=False)
        self.hide()

    def _appear(self) -> None:
        self.show()
        announce(self, self._label.text())

    def _show_bar(self, *, on: bool) -> None:
        self._bar.setVisible(on)
        self.cancel_button.setVisible(on)

    def _name(self) -> None:
        text = f"{next(reversed(self._jobs.values()))}…"
        self._bar.setMaximum(0)  # nobody knows yet how much there is to do
        self._label.setText(text)
        self._bar.setAccessibleName(text)
