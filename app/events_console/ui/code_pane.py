"""The Code view: the document in the form that somebody wants to take away."""

import sys
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from events_console import forms
from events_console.domain.connection import Connection
from events_console.domain.json_value import walk
from events_console.domain.request import Request
from events_console.forms import FORMS, Form, Shell, Writing
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.copying import SHELLS, write
from events_console.ui.highlighting import Highlighter
from events_console.ui.language import number, tr
from events_console.ui.masked import covered_request
from events_console.ui.parts import button, field_label, label, row
from events_console.ui.shown_request import UNFINISHED, ShownRequest
from events_console.ui.shown_text import exact, is_long, shown
from events_console.ui.tasks import Tasks
from events_console.ui.words import tr_word

WRITTEN: Final = tuple(form for form in FORMS if form.writes)
_AT_ONCE: Final = 12_000  # characters, about, that are written without leaving the main thread
_EACH: Final = 20  # characters that a name and its signs count for
_MOST: Final = 1_000  # events that are shown; the service takes 10
_FIRST: Final = "aws-cli"
_LANGUAGES: Final = {"skeleton": "json", "boto3": "python", "paws": "r"}  # others are called as their form


class CodePane(QWidget):
    """Shows a request as code, in the form and for the shell that are chosen.

    Signals: ``choice_changed()`` when another form or shell was chosen.
    """

    choice_changed = Signal()

    def __init__(
        self, console: Console, source: ShownRequest, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        """Show the request of ``source`` for the console's connection."""
        super().__init__(parent)
        self._console, self._source, self._tasks = console, source, tasks
        self._wanted: object = None  # the latest text that was asked for
        self._text = ""  # which is shown, or with other names for IDs, if it is there yet
        self._form = QComboBox()
        for form in WRITTEN:
            self._form.addItem(tr_word(form.label), form.name)
        self._shell = QComboBox()
        for shell, name in SHELLS.items():
            self._shell.addItem(name, shell.value)
        self._shell_label = field_label(tr("for", "a shell"), self._shell)
        self._shell.setAccessibleName(tr("Shell"))
        self._form.setAccessibleDescription(tr("Form of the code"))  # the name of one is what is chosen
        self.choose(f"{_FIRST} {Shell.POWERSHELL if sys.platform == 'win32' else Shell.POSIX}")
        self.editor = QPlainTextEdit(readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        self.editor.setAccessibleName(tr("Request as code"))
        self.editor.setTabChangesFocus(True)
        style.set_role(self.editor, "flat")
        self._highlighter = Highlighter(self.editor)
        self._part = label("", "muted", wrap=True)
        self._notes = label("", "muted", wrap=True)
        self._copy = button(tr("Copy"), self.copy, tip=tr("Copy the code"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, style.GAP, 0, 0)
        box.setSpacing(style.GAP)
        box.addLayout(row(self._form, self._shell_label, self._shell, None, self._copy))
        box.addWidget(self._part)
        box.addWidget(self.editor, 1)
        box.addWidget(self._notes)
        for choice in (self._form, self._shell):
            choice.currentIndexChanged.connect(self._take_choice)
        console.changed.connect(lambda *_: self._render())
        console.connected.connect(lambda _: self._render())
        console.ready.connect(self._render)
        source.changed.connect(self._render)
        self._take_choice()

    @property
    def form(self) -> Form:
        """The chosen form."""
        return forms.form(self._form.currentData())

    @property
    def choice(self) -> str:
        """The names of the chosen form and shell, to be brought back by :meth:`choose`."""
        return f"{self._form.currentData()} {self._shell.currentData()}"

    def choose(self, choice: str) -> None:
        """Choose what :attr:`choice` said; names that are not known change nothing."""
        for box, name in zip((self._form, self._shell), choice.split(), strict=False):
            box.setCurrentIndex(box.findData(name) if box.findData(name) >= 0 else box.currentIndex())

    @property
    def shell(self) -> Shell:
        """The chosen shell."""
        return Shell(self._shell.currentData())

    def copy(self) -> None:
        """Put the code on the clipboard."""
        if self._text:
            QGuiApplication.clipboard().setText(self._text)
            told = tr("Copied the request as {form}.").format(form=tr_word(self.form.label))
            self._console.told.emit(told)

    def notes(self) -> str:
        """Return what is said about the code."""
        return "\n".join(part.text() for part in (self._part, self._notes) if part.text())

    def show_anew(self) -> None:
        """Show the code as it may be seen now, and what was made before no more."""
        self._wanted = None
        self.editor.clear()
        self._render()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another view was in front."""
        super().showEvent(event)
        self._render()

    def _take_choice(self) -> None:
        for part in (self._shell_label, self._shell):
            part.setVisible(self.form.has_shell)
        self._render()
        self.choice_changed.emit()

    def _render(self) -> None:
        if not self.isVisible():
            return
        request = self._source.request
        self._part.setText(self._source.caption)
        self._part.setVisible(bool(self._part.text()))
        self._wanted = wanted = object()
        if len(request.events) > _MOST:
            said = tr("Code is shown for up to {most} events; here are {count} events.")
            note = said.format(most=number(_MOST), count=number(len(request.events)))
            self._show(wanted, (Writing("", (note,)),) * 2)
            return
        seen = covered_request(request)
        work = partial(_written, self.form, request, seen, self._console.connection, self.shell)
        if _is_small(request):
            self._show(wanted, work())
        else:
            self._text = ""
            self._copy.setEnabled(False)  # what stands there still is another request, or in another form
            self._tasks.run(work, partial(self._show, wanted))

    def _show(self, wanted: object, writings: tuple[Writing, Writing]) -> None:
        """Show the second of ``writings``; the first is for the clipboard."""
        if wanted is not self._wanted:
            return
        writing, seen = writings
        self._text, text = writing.text, shown(seen.text)
        if text != exact(self.editor.document()):
            place = self.editor.verticalScrollBar().value()
            self._highlighter.use(self._language())
            self.editor.setPlainText(text)
            self.editor.verticalScrollBar().setValue(place)
        notes = list(seen.notes)
        if is_long(writing.text):
            said = tr("Only a part of it is shown; Copy takes all {count} characters.")
            notes.insert(0, said.format(count=number(len(writing.text))))
        if self._console.json_text is not None:
            notes.insert(0, UNFINISHED)
        self._notes.setText("\n".join(f"• {note}" for note in notes))
        self._notes.setVisible(bool(notes))
        self._copy.setEnabled(bool(writing.text))

    def _language(self) -> str:
        """Return what the code is coloured as: a shell, or what the form is written in."""
        return self.shell if self.form.has_shell else _LANGUAGES.get(self.form.name, self.form.name)


def _written(
    form: Form, request: Request, seen: Request, connection: Connection | None, shell: Shell
) -> tuple[Writing, Writing]:
    """Return ``request`` as code, and what is ``seen`` of it; nothing of what cannot be written."""
    writing = write(form, request, connection, shell)
    is_same = seen is request or not writing.text
    return writing, writing if is_same else write(form, seen, connection, shell)


def _is_small(request: Request) -> bool:
    """Return whether ``request`` is written as code within some milliseconds."""
    left = _AT_ONCE
    for _, value in walk(request.root):
        left -= len(value) if isinstance(value, str) else _EACH
        if left < 0:
            return False
    return True
