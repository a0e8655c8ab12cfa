"""What an exchange is read and copied from: a text as high as it is long, and a line for an ID."""

from math import ceil
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

from events_console.ui import style

_INSET: Final = 4  # from the edge of a line to its text, as the style sheet has it
_SCROLLS: Final = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
)


class FittedText(QPlainTextEdit):
    """A text to select from that is as high as it is long: what it lies in scrolls."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(readOnly=True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Be as high as the text at this width."""
        block, height = self.document().begin(), 2 * self.document().documentMargin()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        margins = self.contentsMargins()
        self.setMinimumHeight(ceil(height) + margins.top() + margins.bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SCROLLS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class IdLine(QLineEdit):
    """A line to select from, with "…" in its middle where there is no room while nobody does."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(readOnly=True)
        style.set_role(self, "plain")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics, inner = self.fontMetrics(), self.rect().adjusted(_INSET, 0, -_INSET, 0)
        if self.hasFocus() or metrics.horizontalAdvance(self.displayText()) <= inner.width():
            super().paintEvent(event)
        else:
            shown = metrics.elidedText(self.displayText(), Qt.TextElideMode.ElideMiddle, inner.width())
            QPainter(self).drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
