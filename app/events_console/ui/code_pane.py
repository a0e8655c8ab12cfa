"""The Code view: the document in the form that somebody wants to take away."""

import re
import sys
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QShowEvent, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from events_console import forms
from events_console.domain.json_value import walk
from events_console.domain.request import Request
from events_console.domain.wording import counted
from events_console.forms import FORMS, Form, Shell, Writing
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.copying import SHELLS, write
from events_console.ui.parts import button, field_label, label, row
from events_console.ui.shown_request import ShownRequest
from events_console.ui.shown_text import exact, is_long, shown
from events_console.ui.tasks import Tasks

WRITTEN: Final = tuple(form for form in FORMS if form.writes)
_AT_ONCE: Final = 12_000  # characters, about, that are written without leaving the main thread
_EACH: Final = 20  # characters that a name and its signs count for
_MOST: Final = 1_000  # events that are shown; the service takes 10
_FIRST: Final = "aws-cli"


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
        self._text = ""  # which is shown, if it is there yet
        self._form = QComboBox()
        for form in WRITTEN:
            self._form.addItem(form.label, form.name)
        self._shell = QComboBox()
        for shell, name in SHELLS.items():
            self._shell.addItem(name, shell.value)
        self._shell_label = field_label("for", self._shell)
        self._shell.setAccessibleName("Shell")
        self._form.setAccessibleName("Form of the code")
        self.choose(f"{_FIRST} {Shell.POWERSHELL if sys.platform == 'win32' else Shell.POSIX}")
        self.editor = QPlainTextEdit(readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        self.editor.setAccessibleName("Request as code")
        self.editor.setTabChangesFocus(True)
        style.set_role(self.editor, "flat")
        self._highlighter = _Highlighter(self.editor)
        self._repaint = QTimer(self, singleShot=True, interval=0)
        self._repaint.timeout.connect(self._highlighter.rehighlight)
        self._part = label("", "muted", wrap=True)
        self._notes = label("", "muted", wrap=True)
        self._copy = button("Copy", self.copy, tip="Copy the code")
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
            self._console.told.emit(f"Copied the request as {self.form.label}.")

    def notes(self) -> str:
        """Return what is said about the code."""
        return "\n".join(part.text() for part in (self._part, self._notes) if part.text())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another view was in front."""
        super().showEvent(event)
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        """Colour the code anew in another theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._repaint.start()  # the text has its new palette a little later

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
        work = partial(write, self.form, request, self._console.connection, self.shell)
        if len(request.events) > _MOST:
            events = counted(len(request.events), "event")
            self._show(
                wanted, Writing("", (f"Code is shown for up to {_MOST:,} events; here are {events}.",))
            )
        elif _is_small(request):
            self._show(wanted, work())
        else:
            self._text = ""
            self._copy.setEnabled(False)  # what stands there still is another request, or in another form
            self._tasks.run(work, partial(self._show, wanted))

    def _show(self, wanted: object, writing: Writing) -> None:
        if wanted is not self._wanted:
            return
        self._text, text = writing.text, shown(writing.text)
        if text != exact(self.editor.document()):
            place = self.editor.verticalScrollBar().value()
            self._highlighter.use(self.form.name)
            self.editor.setPlainText(text)
            self.editor.verticalScrollBar().setValue(place)
        notes = list(writing.notes)
        if is_long(writing.text):
            notes.insert(0, f"Only a part of it is shown; Copy takes all {len(writing.text):,} characters.")
        if self._console.json_text is not None:
            notes.insert(0, "The JSON view holds text that is no request yet; this is the last one that was.")
        self._notes.setText("\n".join(f"• {note}" for note in notes))
        self._notes.setVisible(bool(notes))
        self._copy.setEnabled(bool(writing.text))


def _is_small(request: Request) -> bool:
    """Return whether ``request`` is written as code within some milliseconds."""
    left = _AT_ONCE
    for _, value in walk(request.root):
        left -= len(value) if isinstance(value, str) else _EACH
        if left < 0:
            return False
    return True


class _Highlighter(QSyntaxHighlighter):
    """Tells texts, numbers and comments apart, in the forms whose texts end on their line."""

    _PATTERNS: Final = {
        "python": re.compile(
            r"""(?P<text>[rbf]?"(?:[^"\\]|\\.)*"|[rbf]?'(?:[^'\\]|\\.)*')|(?P<quiet>\#.*)|(?P<other>\b\d[\d.e+-]*\b)"""
        ),
        "javascript": re.compile(
            r"""(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?P<quiet>//.*)|(?P<other>\b\d[\d.e+-]*\b)"""
        ),
        "json": re.compile(
            r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<text>"(?:[^"\\]|\\.)*")|(?P<other>-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b)'
        ),
    }
    _OF: Final = {
        "boto3": "python",
        "paws": "python",
        "javascript": "javascript",
        "json": "json",
        "skeleton": "json",
    }
    _LONGEST: Final = 5_000  # characters of a line that is coloured

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor.document())
        self._editor = editor
        self._pattern: re.Pattern[str] | None = None

    def use(self, form: str) -> None:
        """Colour what is shown next as ``form``."""
        self._pattern = self._PATTERNS.get(self._OF.get(form, ""))

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        if self._pattern is None or len(text) > self._LONGEST:
            return
        theme = style.theme_of(self._editor)
        inks = {"key": theme.accent, "text": theme.good.ink, "quiet": theme.muted, "other": theme.warning.ink}
        for match in self._pattern.finditer(text):
            ink = QTextCharFormat()
            ink.setForeground(QColor(inks[match.lastgroup or "other"]))
            self.setFormat(match.start(), match.end() - match.start(), ink)
