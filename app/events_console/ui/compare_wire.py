"""What left for two requests, line beside line, with a sign before each line that differs."""

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, TypeAlias

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from events_console.domain import wire
from events_console.domain.exchange import Exchange
from events_console.domain.json_value import dumps, freeze
from events_console.domain.request import Request
from events_console.ui import style
from events_console.ui.exchange_text import sent_text
from events_console.ui.language import number, tr
from events_console.ui.parts import label, row
from events_console.ui.shown_text import left_out

_MOST_LINES: Final = 1_500  # on each side that are compared; difflib may take the square of it
_LONGEST: Final = 2_000  # characters of a line that are shown: Qt lays a line out as a whole
_LAID_OUT: Final = 256 * 1024  # characters of a body, beyond which it stays on its one line
_TONES: Final = {"≠": "warning", "−": "error", "+": "good"}  # noqa: RUF001  # as high as the plus
SAME: Final = " "
_Signed: TypeAlias = tuple[str, str | None]  # a line of one side with its sign


@dataclass(frozen=True, slots=True)
class Line:
    """A line on both sides, None where it is missing, with the sign of how they go together."""

    sign: str
    left: str | None
    right: str | None


@dataclass(frozen=True, slots=True)
class WirePage:
    """Two texts, line beside line, and what is said about them."""

    lines: tuple[Line, ...]
    caption: str


def wire_page(left: tuple[Request, Exchange | None], right: tuple[Request, Exchange | None]) -> WirePage:
    """Return what left for both, or of a draft the body that would; on any thread."""
    texts = [_text(*side).split("\n") for side in (left, right)]
    lines = aligned(*(text[:_MOST_LINES] for text in texts))
    said = [tr("Laid out in lines to be compared; secrets are left out.")]
    if any(len(text) > _MOST_LINES for text in texts):
        counts = (number(len(text)) for text in texts)
        first = tr("The first {most} of {left} and {right} lines.")
        said.append(first.format(most=number(_MOST_LINES), left=next(counts), right=next(counts)))
    differing = sum(line.sign != SAME for line in lines)
    said.append(tr("%Ln line(s) differ.", "", differing) if differing else tr("No line differs."))
    return WirePage(lines, " ".join(said))


def aligned(left: list[str], right: list[str]) -> tuple[Line, ...]:
    """Return the lines of both texts, equal ones beside each other."""
    found: list[Line] = []
    for kind, start, end, other, other_end in SequenceMatcher(None, left, right).get_opcodes():
        for one, two in zip_longest(left[start:end], right[other:other_end]):
            differs = "−" if two is None else "+" if one is None else "≠"  # noqa: RUF001  # as above
            found.append(Line(SAME if kind == "equal" else differs, one, two))
    return tuple(found)


class CompareWire(QWidget):
    """Two texts that scroll together.

    Signals: ``told(str)`` with a sentence about what was done.
    """

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._runs: list[int] = []  # the first line of each run of lines that differ
        self._lines: tuple[list[_Signed], list[_Signed]] = ([], [])
        self._caption = label("", "muted", wrap=True)
        self.editors = _editor(tr("Left, what left")), _editor(tr("Right, what left"))
        left, right = self.editors
        for one, other in ((left, right), (right, left)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)
            one.horizontalScrollBar().valueChanged.connect(other.horizontalScrollBar().setValue)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._caption)
        editors = row(left, right, spacing=8)
        box.addLayout(editors, 1)

    def show_page(self, page: WirePage) -> None:
        """Show ``page`` from the top."""
        self._caption.setText(page.caption)
        signs = [line.sign for line in page.lines]
        self._runs = [
            place
            for place, sign in enumerate(signs)
            if sign != SAME and (not place or signs[place - 1] == SAME)
        ]
        self._lines = (
            [(line.sign, line.left) for line in page.lines],
            [(line.sign, line.right) for line in page.lines],
        )
        for editor, lines in zip(self.editors, self._lines, strict=True):
            editor.setPlainText(
                "\n".join(f"{sign} {_shortened(text or '')}".rstrip() for sign, text in lines)
            )
        self._mark()

    def go(self, step: int) -> None:
        """Go to the next run of lines that differ (1) or the one before (-1), around the end."""
        if not self._runs:
            self.told.emit(tr("No line differs."))
            return
        editor = self.editors[1] if self.editors[1].hasFocus() else self.editors[0]
        here = editor.textCursor().blockNumber()
        place = bisect_right(self._runs, here) if step > 0 else bisect_left(self._runs, here) - 1
        block = editor.document().findBlockByNumber(self._runs[place % len(self._runs)])
        editor.setTextCursor(QTextCursor(block))
        editor.centerCursor()
        editor.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Have the tints of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._mark()

    def _mark(self) -> None:
        for editor, lines in zip(self.editors, self._lines, strict=True):
            _mark(editor, lines)


def _editor(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit(readOnly=True)
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    made.setTabChangesFocus(True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setAccessibleName(name)
    made.setAccessibleDescription(tr("A sign stands before each line that differs; F8 goes to the next"))
    return made


def _mark(editor: QPlainTextEdit, lines: list[_Signed]) -> None:
    """Put a tint behind those of ``lines`` that differ."""
    theme, marks = style.theme_of(editor), []
    for place, (sign, text) in enumerate(lines):
        if sign == SAME:
            continue
        mark, tone = QTextEdit.ExtraSelection(), theme.tone(_TONES[sign])
        look = QTextCharFormat()
        look.setProperty(QTextFormat.Property.FullWidthSelection, True)
        look.setBackground(QColor(theme.raised if text is None else tone.tint))
        mark.format = look
        mark.cursor = QTextCursor(editor.document().findBlockByNumber(place))
        marks.append(mark)
    editor.setExtraSelections(marks)


def _shortened(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}{left_out(len(line) - _LONGEST)}"


def _text(request: Request, exchange: Exchange | None) -> str:
    """Return the beginning of what left, its body laid out; of a draft the body alone."""
    if exchange is None:
        body, size = wire.body(request, _LAID_OUT)
        return _laid_out(body) if size <= _LAID_OUT else body
    head, gap, body = sent_text(exchange).partition("\n\n")
    return f"{head}{gap}{_laid_out(body) if len(body) <= _LAID_OUT else body[:_LAID_OUT]}"


def _laid_out(body: str) -> str:
    try:
        return dumps(freeze(json.loads(body)), indent=2)
    except (ValueError, RecursionError):
        return body
