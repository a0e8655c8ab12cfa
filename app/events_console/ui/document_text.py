"""Lines of text that are a part of the document."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_PARAGRAPH: Final = "\N{PARAGRAPH SEPARATOR}"  # how Qt ends a line
_UNDO: Final = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class DocumentText(QPlainTextEdit):
    """Text that edits the document; its undo is the document's, not one of its own.

    ``typing`` is a new object each time it gets the focus: the merge key of one act of typing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.typing: object = None
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)

    def exact_text(self) -> str:
        """Return the text as it is; Qt's ``toPlainText`` makes plain blanks of others."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n")

    def show_text(self, text: str) -> None:
        """Show ``text``; where it is shown already, leave the cursor where it is."""
        if text != self.exact_text():
            position = self.textCursor().position()
            blocked = self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(blocked)
            cursor = self.textCursor()
            cursor.setPosition(min(position, self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin an act of typing; a menu that closes goes on with the last one."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.typing = object()
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window's actions."""
        if isinstance(event, QKeyEvent) and any(event.matches(key) for key in _UNDO):
            event.ignore()
            return True
        return super().event(event)
