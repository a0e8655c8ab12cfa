"""Keeping the history within the limits that a person has set, behind the window."""

import time
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from events_console.services import retention
from events_console.services.retention import Limits
from events_console.ui.exchange_text import day
from events_console.ui.language import tr

if TYPE_CHECKING:
    from events_console.services.history import History
    from events_console.ui.retention_dialog import RetentionDialog
    from events_console.ui.tasks import Tasks

_DAY: Final = 24 * 3600 * 1000  # milliseconds
_PAUSE: Final = 20  # milliseconds between two slices, which belong to what else is written


class Retaining(QObject):
    """Deletes what is beyond ``limits`` at once, and once a day from then on; opens the dialog about them.

    Signals: ``saved(Limits)`` when others were chosen, to be kept in the settings; ``told(str)`` with a
    sentence for the status bar; ``progressed(int)`` with how many exchanges have gone so far; ``ended(str)``
    with a sentence once no more go, "" where there were none; ``search_requested(str)`` with the line that
    finds what would go.
    """

    saved = Signal(object)
    told = Signal(str)
    progressed = Signal(int)
    ended = Signal(str)
    search_requested = Signal(str)

    def __init__(self, history: "History", limits: Limits, tasks: "Tasks", window: QWidget) -> None:
        """Begin with what is beyond ``limits`` now, unless the clock seems wrong.

        They were saved in the dialog, with a preview.
        """
        super().__init__(window)
        self.history, self.limits, self.tasks = history, limits, tasks
        self._window = window
        self._dialog: RetentionDialog | None = None
        self._looked_at: Limits | None = None  # not yet saved, while what they delete is looked at
        self._slices: Iterator[int] | None = None
        self._gone = 0
        self._stopping = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._go_on)
        self.daily = QTimer(self, interval=_DAY)
        self.daily.timeout.connect(self._apply_saved)
        self.daily.start()
        self._apply_saved()

    @property
    def is_running(self) -> bool:
        """Whether exchanges are being deleted."""
        return self._slices is not None

    def show(self) -> None:
        """Open the dialog."""
        from events_console.ui.retention_dialog import RetentionDialog  # the window does without it

        self._dialog = self._dialog or RetentionDialog(self, self._window)
        limits, self._looked_at = self._looked_at, None
        self._dialog.open_on(self.limits if limits is None else limits)

    def show_going(self, limits: Limits, line: str) -> None:
        """Have ``line`` searched for; the dialog opens on ``limits`` again."""
        self._looked_at = limits
        self.search_requested.emit(line)

    def save(self, limits: Limits) -> None:
        """Keep the history within ``limits`` from the next start, or the next day, on."""
        self.limits = limits
        self.saved.emit(limits)

    def apply(self, limits: Limits) -> None:
        """Delete what is beyond ``limits`` for good, unless that goes on already."""
        if not self.is_running:
            self._slices = retention.apply(self.history, limits, time.time())
            self._gone, self._stopping = 0, False
            self._go_on()

    def stop(self) -> None:
        """Delete no more."""
        self._stopping = True

    def _apply_saved(self) -> None:
        if self.limits:
            self.tasks.run(partial(_gap, self.history, time.time()), self._apply_unless)

    def _apply_unless(self, doubt: str) -> None:
        if doubt:
            self.told.emit(doubt)
        else:
            self.apply(self.limits)

    def _go_on(self) -> None:
        if self._slices is not None:
            self.tasks.run(partial(_step, self._slices), self._take)

    def _take(self, gone: int | OSError) -> None:
        if isinstance(gone, int) and gone:
            self._gone += gone
            self.progressed.emit(self._gone)
            if not self._stopping:
                self._pause.start()
                return
        self._slices = None
        said = tr("%Ln exchange(s) went from the history for good.", "", self._gone) if self._gone else ""
        if isinstance(gone, OSError):
            said = f"{said} {gone}".strip()
        if said:
            self.told.emit(said)
        self.ended.emit(said)


def _gap(history: "History", now: float) -> str:
    """Return why limits should not be applied unseen, "" where they should be."""
    try:
        newest = retention.newest_before_gap(history, now)
    except OSError as error:
        return str(error)
    if newest is None:
        return ""
    return tr(
        "Nothing was deleted to keep the history small: its newest exchange is of {then}, and today is "
        "{now}. If that is right, choose Keep history… and Apply now."
    ).format(then=day(newest), now=day(now))


def _step(slices: Iterator[int]) -> int | OSError:
    try:
        return next(slices, 0)
    except OSError as error:
        return error
