"""Saves the draft soon after every edit, so that a crash costs nothing."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from events_console.services import drafts
from events_console.services.drafts import Draft
from events_console.ui.console import Console
from events_console.ui.tasks import Tasks

_DELAY: Final = 700  # milliseconds; with the time of writing well below the promised 2 seconds


class Autosave(QObject):
    """Writes the console's draft to ``path``. Signals: ``saved(str)`` with a sentence for the status bar."""

    saved = Signal(str)

    def __init__(self, console: Console, tasks: Tasks, path: Path, parent: QObject | None = None) -> None:
        """Follow ``console``."""
        super().__init__(parent)
        self._console = console
        self._tasks = tasks
        self._path = path
        self._written: Draft | None = console.draft()
        self._writing = False
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self._write)
        console.changed.connect(self._schedule)

    def save_now(self) -> None:
        """Write at once, before the program ends."""
        self._timer.stop()
        draft = self._console.draft()
        if not self._is_written(draft):
            _save(self._path, draft)

    def _schedule(self) -> None:
        # A timer that runs is not started again: steady typing must not put the saving off.
        if not self._timer.isActive() and not self._is_written(self._console.draft()):
            self._timer.start()

    def _write(self) -> None:
        if self._writing:
            self._timer.start()
            return
        draft = self._console.draft()
        self._writing = True
        self._tasks.run(lambda: _save(self._path, draft), lambda trouble: self._done(draft, trouble))

    def _done(self, draft: Draft, trouble: str) -> None:
        self._writing = False
        self._written = None if trouble else draft
        self.saved.emit(trouble or "Draft saved")
        if not trouble:
            self._schedule()

    def _is_written(self, draft: Draft) -> bool:
        written = self._written
        return (
            written is not None and written.request is draft.request and written.json_text == draft.json_text
        )


def _save(path: Path, draft: Draft) -> str:
    try:
        drafts.save(path, draft)
    except OSError as error:
        why = error.strerror or error
        return f"The draft cannot be saved to {path}: {why}. Free some space or mend the folder's rights."
    return ""
