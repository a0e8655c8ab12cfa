"""Lines of text that are a part of the document."""

import re
from bisect import bisect
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from events_console.ui import style
from events_console.ui.language import number, tr
from events_console.ui.parts import UNDO_KEYS

_PARAGRAPH: Final = "\N{PARAGRAPH SEPARATOR}"  # how Qt ends a line
_STAND_IN: Final = "\N{OBJECT REPLACEMENT CHARACTER}"  # what Qt has in the text for an object
_FOLD: Final = QTextFormat.ObjectTypes.UserObject.value + 1
_FOLDED: Final = QTextFormat.Property.UserProperty.value + 1
_LONGEST: Final = 5_000  # characters of a line; Qt lays it out as a whole, a word of a megabyte in minutes
_LONG_LINE: Final = re.compile(rf"^.{{{_LONGEST + 1},}}", re.MULTILINE)
_HEAD: Final = 1_000  # characters of a folded line that are shown before the fold
_TAIL: Final = 200


class DocumentText(QPlainTextEdit):
    """Text that edits the document; its undo is the document's, not one of its own.

    The middle of a very long line is folded: it is one sign that says how much it stands for, and is copied,
    removed and saved with all of it. ``typing`` is a new object each time the text gets the focus: the merge
    key of one act of typing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.typing: object = None
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self._fold = _Fold(self)
        self.document().documentLayout().registerHandler(_FOLD, self._fold)

    def exact_text(self) -> str:
        """Return the text as it is; Qt's ``toPlainText`` makes plain blanks of others."""
        return self._unfolded(self.document().toRawText(), 0)

    def show_text(self, text: str) -> None:
        """Show ``text``; where it is shown already, leave the cursor where it is."""
        if text != self.exact_text():
            position = self.textCursor().position()
            blocked = self.blockSignals(True)
            if _has_long_line(text):
                self.selectAll()
                _insert_folded(self.textCursor(), text)
            else:
                self.setPlainText(text)
            self.blockSignals(blocked)
            cursor = self.textCursor()
            cursor.setPosition(min(position, self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    def go_to_change(self, before: str) -> None:
        """Put the cursor behind what makes the text differ from ``before``, unless lines of it are folded."""
        text = self.exact_text()
        if text != before and not _has_long_line(text):
            cursor = self.textCursor()
            cursor.setPosition(_change_end(before, text))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, but leave files to the window, which opens them."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is copied, with what is folded in it."""
        cursor, data = self.textCursor(), QMimeData()
        data.setText(self._unfolded(cursor.selectedText(), cursor.selectionStart()))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, with long lines folded; nothing where the text is only to be read."""
        if self.isReadOnly():
            return
        if _has_long_line(source.text()):
            _insert_folded(self.textCursor(), source.text())
            self.ensureCursorVisible()
        else:
            super().insertFromMimeData(source)

    def _unfolded(self, raw: str, start: int) -> str:
        """Return the exact text of ``raw``, which is Qt's for the document from position ``start`` on."""
        parts = raw.replace(_PARAGRAPH, "\n").split(_STAND_IN)
        exact, found = parts[:1], QTextCursor(self.document())
        found.setPosition(start)
        for part in parts[1:]:
            found = self.document().find(_STAND_IN, found)
            shape = found.charFormat()
            exact += (shape.property(_FOLDED) if shape.objectType() == _FOLD else _STAND_IN, part)
        return "".join(exact)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin an act of typing; a menu that closes goes on with the last one."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.typing = object()
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window's actions."""
        if isinstance(event, QKeyEvent) and any(map(event.matches, UNDO_KEYS)):
            event.ignore()
            return True
        return super().event(event)


class _Fold(QPyTextObject):
    """Draws the sign that stands for the folded middle of a line."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def intrinsicSize(self, doc: QTextDocument, _position: int, shape: QTextFormat) -> QSizeF:
        """Return how large the sign is."""
        metrics = QFontMetricsF(doc.defaultFont())
        return QSizeF(metrics.horizontalAdvance(_sign(shape)), metrics.ascent())

    def drawObject(
        self, painter: QPainter, place: QRectF | QRect, doc: QTextDocument, _position: int, shape: QTextFormat
    ) -> None:
        """Draw the sign."""
        painter.setFont(doc.defaultFont())
        painter.setPen(QColor(style.theme_of(self._editor).muted))
        painter.drawText(place.bottomLeft(), _sign(shape))


def _change_end(before: str, after: str) -> int:
    """Return where in ``after`` ends what makes it differ from ``before``, in Qt's UTF-16 units."""
    shortest = min(len(before), len(after))
    begins = bisect(range(1, shortest + 1), 0, key=lambda n: before[:n] != after[:n])
    ends = bisect(
        range(1, shortest + 1), 0, key=lambda n: before[len(before) - n :] != after[len(after) - n :]
    )
    place = max(begins, len(after) - ends)
    return len(after[:place].encode("utf-16-le", "surrogatepass")) // 2


def _sign(shape: QTextFormat) -> str:
    return tr("… {count} characters …").format(count=number(len(shape.property(_FOLDED))))


def _has_long_line(text: str) -> bool:
    return len(text) > _LONGEST and max(map(len, text.split("\n"))) > _LONGEST


def _insert_folded(cursor: QTextCursor, text: str) -> None:
    """Put ``text`` in the place of what ``cursor`` has selected, with the middle of long lines folded."""
    end, plain, fold = 0, QTextCharFormat(), QTextCharFormat()
    fold.setObjectType(_FOLD)
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for line in _LONG_LINE.finditer(text):
        cursor.insertText(text[end : line.start() + _HEAD], plain)
        fold.setProperty(_FOLDED, line[0][_HEAD:-_TAIL])
        cursor.insertText(_STAND_IN, fold)
        end = line.end() - _TAIL
    cursor.insertText(text[end:], plain)
    cursor.endEditBlock()
