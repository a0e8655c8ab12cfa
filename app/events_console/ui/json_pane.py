"""The JSON view: the same document as text, edited in both directions; of a long one, a part to look at."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from events_console.domain.problem import Severity, row_of
from events_console.domain.request import Request
from events_console.forms import json_request
from events_console.ui import json_excerpt, style
from events_console.ui.console import Console
from events_console.ui.document_text import DocumentText
from events_console.ui.highlighting import Highlighter
from events_console.ui.json_excerpt import LONGEST, MOST_EVENTS, Excerpt
from events_console.ui.language import number, tr
from events_console.ui.masked import covered, covered_request
from events_console.ui.parts import MARKS, button, label, row

_READING: Final = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
_EDITING: Final = Qt.TextInteractionFlag.TextEditorInteraction

_COVERED: Final = tr("IDs are hidden while presenting, so that this is for reading: edit in the table.")


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
        self.editor.setAccessibleName(tr("Request as JSON"))
        style.set_role(self.editor, "flat")
        Highlighter(self.editor).use("json")
        self._error = label("", "error", wrap=True)
        self._banner = QFrame()
        style.set_role(self._banner, "banner-error")
        line = row(self._error, button(tr("Discard text"), self.discard, "link"))
        line.setContentsMargins(style.GAP, 6, style.GAP, 6)
        line.setStretch(0, 1)
        self._banner.setLayout(line)
        self._part = label("", "muted", wrap=True)
        self.earlier = button(
            tr("Earlier"), lambda: self._turn(-1), "link", tr("Show the events before these")
        )
        self.later = button(tr("Later"), lambda: self._turn(1), "link", tr("Show the events after these"))
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
        self._console.edit(self._console.request, tr("Discard JSON text"))
        self.editor.setFocus()

    def go_to(self, row: int) -> None:
        """Show the event in ``row`` where only a part of the document is shown; -1 is none."""
        if row >= 0:
            self._row = row
            if self._excerpt and self._console.json_text is None:
                self._shown = None
                self._follow()

    def show_anew(self) -> None:
        """Show the text as it may be seen now."""
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
            seen = covered(pending)
            self._show_text(seen, is_covered=seen != pending)
        else:
            excerpt = json_excerpt.of_text(pending, self._console.json_error or "")
            self._show_excerpt(replace(excerpt, text=covered(excerpt.text)))

    def _show_request(self, request: Request) -> None:
        is_short = len(request.events) <= MOST_EVENTS
        if is_short and self._can_stay():
            return
        seen = covered_request(request) if is_short else request
        if is_short and len(text := json_request.write(seen)) <= LONGEST:
            self._show_text(text, is_covered=seen is not request)
        else:
            self._show_excerpt(json_excerpt.of_events(request, self._row))

    def _show_text(self, text: str, *, is_covered: bool) -> None:
        self._before = self.editor.exact_text()
        if is_covered:
            self._show_covered(text)
            return
        self._allow_editing(None)
        self.editor.show_text(text)

    def _show_covered(self, text: str) -> None:
        """Show ``text``, in which IDs go by other names, for reading: it is not what the document says."""
        end = text.count("\n") + 1
        self._allow_editing(Excerpt(text, 0, end, end, 0))
        self._part.setText(_COVERED)
        for turn in (self.earlier, self.later):
            turn.hide()
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
            self._part.setText(_part(excerpt, is_text=is_text))
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
        request = self._console.request
        if self._excerpt or len(text) > LONGEST or covered_request(request) is not request:
            return False
        if self._taking:
            return True
        try:
            reading = json_request.read(text)
        except ValueError:
            return False
        return not reading.problems and reading.request.is_same(request)

    def _take(self) -> None:
        self._shown = None
        self._taking = True
        self._console.edit_json(self.editor.exact_text(), merge=self.editor.typing)
        self._taking = False


def _sentence(error: str | None) -> str:
    said = tr("{error}. The table keeps the last readable request.")
    return said.format(error=f"{error[:1].upper()}{error[1:]}") if error else ""


def _part(excerpt: Excerpt, *, is_text: bool) -> str:
    """Return which part of a text, or else of the events, is shown, and where all of it can be edited."""
    said = (
        tr(
            "Lines {first}–{last} of {total}, read-only: text of this length is mended in its file; "
            "File ▸ Save as… writes it as it stands."
        )
        if is_text
        else tr(
            "Events {first}–{last} of {total}, read-only: a request of this length is edited in the table or "
            "in its file."
        )
    )
    first, last, total = (number(each) for each in (excerpt.first + 1, excerpt.end, excerpt.total))
    return said.format(first=first, last=last, total=total)
