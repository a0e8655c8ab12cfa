"""What a person has chosen, in one place for menus, dialogs and window, and kept soon after each change."""

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from events_console.services import settings
from events_console.services.settings import Settings
from events_console.ui.language import tr
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from events_console.domain.json_value import Object

_DELAY: Final = 1000  # milliseconds between a change and its saving


class Preferences(QObject):
    """The settings of one run, written to the file that they were ``kept`` in; ``at_start`` it began with.

    ``layout`` is asked for how the window looks before they are written. Signals: ``changed(Settings,
    Settings)`` with those of before and those of now; ``failed(str)`` with a sentence where they cannot be
    written.
    """

    changed = Signal(object, object)
    failed = Signal(str)

    def __init__(self, kept: settings.Kept, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin with what was ``kept``."""
        super().__init__(parent)
        self.settings = self.at_start = kept.settings
        self.layout: Callable[[], Object] = lambda: self.settings.window
        self._file, self._tasks = kept.file, tasks
        self._there: Settings | None = kept.settings if kept.file and not kept.trouble else None
        self._lock, self._number, self._written = Lock(), 0, 0
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self._save)

    def choose(self, **values: Any) -> None:  # each is typed by the settings
        """Have the settings called so be ``values`` from now on."""
        before, self.settings = self.settings, replace(self.settings, **values)
        if self.settings != before:
            self.save_soon()
            self.changed.emit(before, self.settings)

    def save_soon(self) -> None:
        """Write the settings once nothing has changed for a moment, on a thread."""
        self._timer.start()

    def save_now(self) -> None:
        """Write the settings before the program ends."""
        self._timer.stop()
        self._tell(self._write(*self._next()))

    def _save(self) -> None:
        present, number = self._next()
        self._tasks.run(lambda: self._write(present, number), self._tell)

    def _next(self) -> tuple[Settings, int]:
        self.settings = replace(self.settings, window=self.layout())
        self._number += 1
        return self.settings, self._number

    def _write(self, present: Settings, number: int) -> str:
        """Write ``present`` unless later ones are written; return why that failed, "" if it has not."""
        with self._lock:
            if self._file is None or number < self._written:
                return ""
            try:
                settings.save(self._file, present, self._there)
            except OSError as error:
                return str(error.strerror or error)
            self._written, self._there = number, present
            return ""

    def _tell(self, trouble: str) -> None:
        if trouble:
            self.failed.emit(tr("The settings cannot be saved: {error}.").format(error=trouble))
