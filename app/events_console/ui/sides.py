"""History, request and details side by side: who gives way when there is little room."""

from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter

from events_console.ui import style

_TABLE: Final = 550  # pixels in which the table shows each event up to when it was sent
_HISTORY, _DETAILS = 280, 380  # pixels of the sides where there is room
_SLIM_HISTORY, _SLIM_DETAILS = 240, 280  # pixels that they make do with


class Sides(QSplitter):
    """Keeps the sides as wide as a person has made them, and gives the table the rest.

    Where there is too little for that, the details become narrower, then the history; where that is not
    enough, the history is folded away by its ``toggle``, until there is room again or a person wants it all
    the same. While ``is_held``, everything stays as it is.
    """

    def __init__(self, toggle: QAction) -> None:
        """Have the usual widths."""
        super().__init__(Qt.Orientation.Horizontal)
        self.is_held = False
        self._toggle = toggle
        self._is_chosen = False  # whether a person has shown or hidden the history
        self._history, self._details, self._table = _HISTORY, _DETAILS, _TABLE
        toggle.triggered.connect(self._choose)
        self.splitterMoved.connect(self._keep)

    def save_widths(self) -> QByteArray:
        """Return the usual widths for :meth:`load_widths`."""
        return QByteArray(f"{self._history},{self._details},{self._table}".encode())

    def load_widths(self, kept: QByteArray) -> bool:
        """Take the widths that were ``kept``; return whether they are any."""
        widths = bytes(kept.data()).decode(errors="replace").split(",")
        if len(widths) != self.count() or not all(width.isdecimal() for width in widths):
            return False
        self._history, self._details, self._table = map(int, widths)
        self.fit()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share out the width."""
        if self.is_held or not self.width():
            return
        if not self._is_chosen:
            least = _SLIM_HISTORY + self._table + _SLIM_DETAILS + 2 * style.GAP
            self._toggle.setChecked(least <= self.width())
        history, _, details = (bool(pane and not pane.isHidden()) for pane in map(self.widget, range(3)))
        room = self.width() - (history + details) * style.GAP
        right = min(self._details, max(_SLIM_DETAILS, room - self._table - self._history * history)) * details
        left = min(self._history, max(_SLIM_HISTORY, room - self._table - right)) * history
        self.setSizes([left, room - left - right, right])

    def _choose(self) -> None:
        self._is_chosen = True
        self.fit()

    def _keep(self) -> None:
        """Have the sides be as wide from now on as a person has made them."""
        history, table, details = self.sizes()
        self._history, self._details = history or self._history, details or self._details
        self._table = min(_TABLE, table)
