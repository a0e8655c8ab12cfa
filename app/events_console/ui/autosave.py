"""Saves the draft soon after every edit, so that a crash costs nothing, and if wanted the open file too."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from events_console.services.drafts import Draft, DraftFile
from events_console.ui.document_file import DocumentFile
from events_console.ui.file_work import Saved
from events_console.ui.language import tr
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.domain.request import Request

_DELAY: Final = 700  # milliseconds; with the time of writing well below the promised 2 seconds
_LONGEST: Final = 60_000  # milliseconds between two attempts that fail
_ORDINARY: Final = 1_000  # events; a longer draft waits
_PAUSE: Final = 10  # times as long as saving it took, but not so long that an edit is on disk later than
_PROMISED: Final = 1_900  # milliseconds after it was made, even while the one before is being saved


class Autosave(QObject):
    """Writes the draft of ``document`` to ``path``; where that fails, again and again until it succeeds.

    Signals: ``saved(str)`` with a sentence for the status bar; ``failed(str)`` with one that nobody must
    miss, once until it works again.
    """

    saved = Signal(str)
    failed = Signal(str)

    def __init__(
        self, document: DocumentFile, tasks: Tasks, path: Path, parent: QObject | None = None
    ) -> None:
        """Follow ``document``, whose present state is saved or need not be."""
        super().__init__(parent)
        self._document = document
        self._tasks = tasks
        self._file = DraftFile(path)
        self._number = 0
        self._written: Draft | None = document.draft()
        self._writing = False
        self._failing = False
        self._delay = _DELAY
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._write)
        document.changed.connect(self._schedule)

    def save_now(self) -> str:
        """Write at once, before the program ends; return a sentence if that fails."""
        self._timer.stop()
        draft = self._document.draft()
        if self._is_written(draft):
            return ""
        self._number += 1
        trouble = _save(self._file, draft, self._number)
        self._written = None if trouble else draft
        return trouble

    def _schedule(self) -> None:
        # A timer that runs is not started again: steady typing must not put the saving off.
        if not (self._writing or self._timer.isActive() or self._is_written(self._document.draft())):
            self._timer.start(self._delay)

    def _write(self) -> None:
        draft, begin = self._document.draft(), time.monotonic()
        self._number += 1
        number = self._number
        self._writing = True
        self._tasks.run(
            lambda: _save(self._file, draft, number),
            lambda trouble: self._done(draft, trouble, time.monotonic() - begin),
        )

    def _done(self, draft: Draft, trouble: str, seconds: float) -> None:
        self._writing = False
        self._written = None if trouble else draft
        if trouble:
            self._delay = min(2 * self._delay, _LONGEST)
            if not self._failing:
                self.failed.emit(trouble)
        else:
            long = len(draft.request.events) > _ORDINARY
            took = int(seconds * 1000)
            room = max(_PROMISED - 2 * took, 0)
            self._delay = min(max(_DELAY, _PAUSE * took), room) if long else _DELAY
            self.saved.emit(tr("The draft is saved again.") if self._failing else tr("Draft saved"))
        self._failing = bool(trouble)
        self._schedule()

    def _is_written(self, draft: Draft) -> bool:
        written = self._written
        return (
            written is not None
            and written.request is draft.request
            and (written.json_text, written.file, written.edited)
            == (draft.json_text, draft.file, draft.edited)
        )


class FileAutosave(QObject):
    """Writes ``document`` to the file that it is from soon after each edit, while :attr:`is_on`.

    Undo goes on as before. Signals: ``failed(str)`` with a sentence that nobody must miss, once until it
    works again; each further edit tries anew.
    """

    failed = Signal(str)

    def __init__(self, document: DocumentFile, tasks: Tasks, parent: QObject | None = None) -> None:
        """Follow ``document``, and write nothing yet."""
        super().__init__(parent)
        self._document, self._tasks = document, tasks
        self._is_on = self._writing = False
        self._tried: Request | None = None
        self._told = ""
        self._number = 0  # of writings so far
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self._write)
        document.changed.connect(self._schedule)

    def set_on(self, on: bool) -> None:  # noqa: FBT001  # what it is
        """Write from now on, also what was edited before, or no longer."""
        self._is_on, self._tried = on, None
        self._schedule()

    def save_now(self) -> None:
        """Write at once, before the program ends; where that fails, the draft still has it."""
        self._timer.stop()
        due = self._document.unsaved() if self._is_on else None
        if due:
            self._take(*due, self._document.write_unasked(due[0], self._next()))

    def _schedule(self) -> None:
        if not self._is_on:
            self._timer.stop()
        elif not (self._writing or self._timer.isActive()):
            due = self._document.unsaved()
            if due and due[0].request is not self._tried:
                self._timer.start()

    def _write(self) -> None:
        due = self._document.unsaved()
        if not due:
            return
        draft, document = due
        begun = time.monotonic()
        self._writing, self._tried = True, draft.request

        number = self._next()

        def done(saved: Saved | str | None) -> None:
            self._writing = False
            self._timer.setInterval(max(_DELAY, _PAUSE * int(1000 * (time.monotonic() - begun))))
            self._take(draft, document, saved)
            self._schedule()

        self._tasks.run(lambda: self._document.write_unasked(draft, number), done)

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _take(self, draft: Draft, document: object, saved: Saved | str | None) -> None:
        if saved is None:
            return
        if isinstance(saved, Saved):
            self._told = ""
            self._document.take_written(draft, document, saved)
        elif draft.file and self._told != str(draft.file.path):
            self._told = str(draft.file.path)
            told = tr("{file} is not saved by itself: {reason}. Your edits are in the draft; save to decide.")
            self.failed.emit(told.format(file=draft.file.path.name, reason=saved))


def _save(file: DraftFile, draft: Draft, number: int) -> str:
    try:
        file.save(draft, number)
    except OSError as error:
        told = tr(
            "The draft cannot be saved to {file}: {trouble}. Free some space or mend the folder's rights; "
            "it is tried again and again."
        )
        return told.format(file=file.path, trouble=error.strerror or error)
    return ""
