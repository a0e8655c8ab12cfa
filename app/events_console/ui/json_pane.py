"""The JSON view: the same document as text, edited in both directions."""

import re
from typing import Final

from PySide6.QtGui import QColor, QShowEvent, QSyntaxHighlighter, QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from events_console.domain.lint import Validation
from events_console.domain.problem import Severity
from events_console.domain.request import Request
from events_console.forms import json_request
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.document_text import DocumentText
from events_console.ui.parts import MARKS, button, label, row


class JsonPane(QWidget):
    """The document as JSON; text that is no document yet is kept, with what is wrong with it above."""

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        """Show the console's document."""
        super().__init__(parent)
        self._console = console
        self._shown: Request | None = None
        self._before: str | None = None  # what the last change of the document has taken the place of
        self._taking = False  # while the document is made of the text, which then says the same
        self.editor = DocumentText(self)
        self.editor.setAccessibleName("Request as JSON")
        style.set_role(self.editor, "flat")
        self._highlighter = _Highlighter(self.editor)
        self._error = label("", "error", wrap=True)
        self._banner = QFrame()
        style.set_role(self._banner, "banner-error")
        line = row(self._error, button("Discard text", self.discard, "link"))
        line.setContentsMargins(style.GAP, 6, style.GAP, 6)
        line.setStretch(0, 1)
        self._banner.setLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, style.GAP, 0, 0)
        box.setSpacing(style.GAP)
        box.addWidget(self._banner)
        box.addWidget(self.editor, 1)
        self.editor.textChanged.connect(self._take)
        console.changed.connect(self._follow)
        console.touched.connect(self._go_to_change)
        self._render()

    def tidy(self) -> None:
        """Write the document out anew, indented as everywhere."""
        if self._console.json_text is None:
            self.editor.show_text(json_request.write(self._console.request))

    def discard(self) -> None:
        """Go back to the last text that was a document; undo brings this one back."""
        self._console.edit(self._console.request, "Discard JSON text")
        self.tidy()
        self.editor.setFocus()

    def trouble(self) -> str:
        """Return what is said to be wrong with the text, empty while it is a document."""
        return "" if self._banner.isHidden() else self._error.text()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another view was in front."""
        self._render()
        super().showEvent(event)

    def _follow(self, _request: Request, _validation: Validation) -> None:
        if self.isVisible():
            self._render()

    def _render(self) -> None:
        """Show the console's text; where the editor already says it, leave that and the cursor alone."""
        pending, self._before = self._console.json_text, None
        self._banner.setVisible(pending is not None)
        self._error.setText(f"{MARKS[Severity.ERROR]} {_sentence(self._console.json_error)}")
        if pending is not None:
            self._show_text(pending)
            self._shown = None
        elif self._shown is not self._console.request:
            self._shown = self._console.request
            if not (self._taking or self._says_the_same()):
                self._show_text(json_request.write(self._console.request))

    def _show_text(self, text: str) -> None:
        self._before = self.editor.exact_text()
        self.editor.show_text(text)

    def _go_to_change(self) -> None:
        """After undo or redo, go to where the text is another one."""
        if self._before is not None:
            self.editor.go_to_change(self._before)

    def _says_the_same(self) -> bool:
        try:
            reading = json_request.read(self.editor.exact_text())
        except ValueError:
            return False
        return not reading.problems and reading.request.is_same(self._console.request)

    def _take(self) -> None:
        self._shown = None
        self._taking = True
        self._console.edit_json(self.editor.exact_text(), merge=self.editor.typing)
        self._taking = False


def _sentence(error: str | None) -> str:
    return f"{error[:1].upper()}{error[1:]}. The table keeps the last readable request." if error else ""


class _Highlighter(QSyntaxHighlighter):
    """Tells keys, texts, numbers and words apart with the colours of the theme, where they are on screen."""

    _PATTERN: Final = re.compile(
        r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<text>"(?:[^"\\]|\\.)*")|(?P<other>-?\d[\d.eE+-]*|\b(?:true|false|null)\b)'
    )

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor.document())
        self._editor = editor
        self._on_screen = False
        editor.updateRequest.connect(self._colour_screen)

    def highlightBlock(self, text: str) -> None:
        """Colour one line, but not each of 100,000 when they are shown."""
        if not self._on_screen:
            return
        inks = self._inks()
        for match in self._PATTERN.finditer(text):
            ink = QTextCharFormat()
            ink.setForeground(QColor(inks[match.lastgroup or "other"]))
            self.setFormat(match.start(), match.end() - match.start(), ink)

    def _inks(self) -> dict[str, str]:
        theme = style.theme_of(self._editor)
        return {"key": theme.accent, "text": theme.good.ink, "other": theme.warning.ink}

    def _is_coloured(self, block: QTextBlock) -> bool:
        """Return whether ``block`` has its colours, and those of the theme that it is shown in."""
        formats = block.layout().formats()
        return bool(formats) and formats[0].format.foreground().color() in map(QColor, self._inks().values())

    def _colour_screen(self) -> None:
        bottom = self._editor.cursorForPosition(self._editor.viewport().rect().bottomRight()).blockNumber()
        block = self._editor.firstVisibleBlock()
        blocked = self._editor.blockSignals(True)  # to Qt, new colours are a change of the text
        self._on_screen = True
        while block.isValid() and block.blockNumber() <= bottom:
            if self._PATTERN.search(block.text()) and not self._is_coloured(block):
                self.rehighlightBlock(block)
            block = block.next()
        self._on_screen = False
        self._editor.blockSignals(blocked)
