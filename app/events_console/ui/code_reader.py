"""Requests out of text of any form: pasted, dropped or opened."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from events_console import forms
from events_console.forms import Form, Reading, UnreadableError
from events_console.ui.file_work import summarised
from events_console.ui.language import tr
from events_console.ui.tasks import Tasks
from events_console.ui.work_bar import WorkBar

if TYPE_CHECKING:
    from events_console.services.drafts import Origin


@dataclass(frozen=True, slots=True)
class Found:
    """What a text was read as: requests in a form, or why it cannot be read and, from 1, where."""

    form: Form | None = None
    readings: tuple[Reading, ...] = ()
    error: str = ""
    line: int = 0
    column: int = 0


def read(text: str, form: Form | None = None) -> Found:
    """Read ``text`` as ``form``, or as what it looks like."""
    try:
        known, readings = forms.read_any(text, form)
    except UnreadableError as error:
        sentence = f"{str(error)[:1].upper()}{str(error)[1:]}."
        return Found(form, error=sentence, line=error.line, column=error.column)
    return Found(known, tuple(map(summarised, readings)))


class CodeReader(QObject):
    """Reads behind the window, and asks where a text has several requests or none.

    Signals: ``chosen(Form, Reading, str, Origin | None)`` with the request that is to be taken, the text it
    is from, and the file that says nothing else.
    """

    chosen = Signal(object, object, object, object)

    def __init__(self, work: WorkBar, tasks: Tasks, window: QWidget) -> None:
        """Ask in front of ``window``."""
        super().__init__(window)
        self._work, self._tasks, self._window = work, tasks, window
        self._latest: object = None  # of several texts that are being read, the one that counts

    def paste(self) -> None:
        """Take the request that is on the clipboard."""
        self.take(QGuiApplication.clipboard().text())

    def take(self, text: str, origin: "Origin | None" = None) -> None:
        """Take the request in ``text``, which is all of the file ``origin`` if there is one."""
        self._latest = latest = object()
        opening = tr("Opening {file}").format(file=origin.path.name) if origin else ""
        what = opening or tr("Reading the text")
        self._work.run(what, lambda _: read(text), partial(self._take, latest, text, origin))

    def _take(self, latest: object, text: str, origin: "Origin | None", found: Found) -> None:
        if latest is not self._latest:
            return
        if found.form and len(found.readings) == 1:
            self.chosen.emit(found.form, found.readings[0], text, origin)
            return
        from events_console.ui.paste_dialog import PasteDialog  # the first window does without it

        dialog = PasteDialog(text, found, self._tasks, self._window)
        dialog.chosen.connect(lambda form, reading, typed: self.chosen.emit(form, reading, typed, None))
        dialog.open()
