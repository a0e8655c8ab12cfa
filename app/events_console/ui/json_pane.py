"""The JSON view: the same document as text, edited in both directions; of a long one, a part to look at."""

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QShowEvent, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from events_console.domain.problem import Severity, row_of
from events_console.domain.request import Request
from events_console.forms import json_request
from events_console.ui import json_excerpt, style
from events_console.ui.console import Console
from events_console.ui.document_text import DocumentText
from events_console.ui.json_excerpt import LONGEST, MOST_EVENTS, Excerpt
from events_console.ui.parts import MARKS, button, label, row

_READING: Final = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
_EDITING: Final = Qt.TextInteractionFlag.TextEditorInteraction
_ELSEWHERE: Final = "a request of this length is edited in the table or in its file"
_IN_ITS_FILE: Final = "text of this length is mended in its file; File ▸ Save as… writes it as it stands"


class JsonPane(QWidget):
    """The document as JSON; text that is no document yet is kept, with what is wrong with it above.

    Each keystroke has all of the text read anew: what would take long is shown a part at a time, read-only.
    """

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        """Show the console's document."""
        super().__init__(parent)
        self._console = console
        self._shown: Request | str | None = None
        self._before: str | None = None  # what the last change of the document has taken the place of
        self._taking = False  # while the document is made of the text, which then says the same
        self._row = 0  # the event that a part of a long document has to show
        self._excerpt: Excerpt | None = None
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
        self._part = label("", "muted", wrap=True)
        self.earlier = button("Earlier", lambda: self._turn(-1), "link", "Show the events before these")
        self.later = button("Later", lambda: self._turn(1), "link", "Show the events after these")
        self._pages = QWidget()
        head = row(self._part, self.earlier, self.later)
        head.setStretch(0, 1)
        self._pages.setLayout(head)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, style.GAP, 0, 0)
        box.setSpacing(style.GAP)
        for part in (self._banner, self._pages):
            box.addWidget(part)
        box.addWidget(self.editor, 1)
        self.editor.textChanged.connect(self._take)
        console.changed.connect(self._follow)
        console.touched.connect(self._go_to_change)
        self._render()

    def discard(self) -> None:
        """Go back to the last text that was a document; undo brings this one back."""
        self._console.edit(self._console.request, "Discard JSON text")
        self.editor.setFocus()

    def go_to(self, row: int) -> None:
        """Show the event in ``row`` where only a part of the document is shown; -1 is none."""
        if row >= 0:
            self._row = row
            if self._excerpt and self._console.json_text is None:
                self._shown = None
                self._follow()

    def part(self) -> str:
        """Return what is said of the part that is shown, empty where that is all and can be edited."""
        return "" if self._pages.isHidden() else self._part.text()

    def trouble(self) -> str:
        """Return what is said to be wrong with the text, empty while it is a document."""
        return "" if self._banner.isHidden() else self._error.text()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another view was in front."""
        self._render()
        super().showEvent(event)

    def _follow(self) -> None:
        if self.isVisible():
            self._render()

    def _render(self) -> None:
        """Show the console's text; where the editor already says it, leave that and the cursor alone."""
        pending, self._before = self._console.json_text, None
        self._banner.setVisible(pending is not None)
        self._error.setText(f"{MARKS[Severity.ERROR]} {_sentence(self._console.json_error)}")
        shown, self._shown = self._shown, self._console.request if pending is None else pending
        if self._shown is shown:
            return
        if pending is None:
            self._show_request(self._console.request)
        elif len(pending) <= LONGEST:
            self._show_text(pending)
        else:
            self._show_excerpt(json_excerpt.of_text(pending, self._console.json_error or ""))

    def _show_request(self, request: Request) -> None:
        is_short = len(request.events) <= MOST_EVENTS
        if is_short and self._can_stay():
            return
        if is_short and len(text := json_request.write(request)) <= LONGEST:
            self._show_text(text)
        else:
            self._show_excerpt(json_excerpt.of_events(request, self._row))

    def _show_text(self, text: str) -> None:
        self._before = self.editor.exact_text()
        self._allow_editing(None)
        self.editor.show_text(text)

    def _show_excerpt(self, excerpt: Excerpt) -> None:
        self._allow_editing(excerpt)
        self.editor.show_text(excerpt.text)
        self.editor.setTextCursor(QTextCursor(self.editor.document().findBlockByNumber(excerpt.line)))
        self.editor.centerCursor()

    def _allow_editing(self, excerpt: Excerpt | None) -> None:
        """Say what ``excerpt`` is of; without one, all of the text is there to be edited."""
        self._excerpt = excerpt
        self.editor.setTextInteractionFlags(_READING if excerpt else _EDITING)
        self._pages.setVisible(excerpt is not None)
        if excerpt:
            is_text = self._console.json_text is not None
            what, where = ("Lines", _IN_ITS_FILE) if is_text else ("Events", _ELSEWHERE)
            self._part.setText(
                f"{what} {excerpt.first + 1:,}–{excerpt.end:,} of {excerpt.total:,}, read-only: {where}."
            )
            for turn, can in ((self.earlier, excerpt.first > 0), (self.later, excerpt.end < excerpt.total)):
                turn.setVisible(not is_text)
                turn.setEnabled(can)

    def _turn(self, step: int) -> None:
        if self._excerpt:
            self.go_to(self._excerpt.end if step > 0 else self._excerpt.first - 1)

    def _go_to_change(self, path: str) -> None:
        """After undo or redo, go to where the text is another one."""
        if self._excerpt:
            changed = row_of(path)
            self.go_to(-1 if changed is None else changed)
        elif self._before is not None:
            self.editor.go_to_change(self._before)

    def _can_stay(self) -> bool:
        """Return whether the text says what the document does, and can be edited further."""
        text = self.editor.exact_text()
        if self._excerpt or len(text) > LONGEST:
            return False
        if self._taking:
            return True
        try:
            reading = json_request.read(text)
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
