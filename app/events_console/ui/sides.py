"""History, request and details side by side: who gives way when there is little room."""

from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter

from events_console.ui import style
from events_console.ui.sizes import grown

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
        self.is_chosen = False  # whether a person has shown or hidden the history
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
        if not self.is_chosen:
            self._toggle.setChecked(self.has_room)
        history, _, details = (bool(pane and not pane.isHidden()) for pane in map(self.widget, range(3)))
        room, slim_history, slim_details = self.width() - (history + details) * style.GAP, *self._slim()
        table, wide = self._wanted_table(), self._own(self._history, _HISTORY)
        right = min(self._own(self._details, _DETAILS), max(slim_details, room - table - wide * history))
        left = min(wide, max(slim_history, room - table - right * details)) * history
        right *= details
        self.setSizes([left, room - left - right, right])

    def share(self, details: float) -> None:
        """Give the history what it needs, the details the fraction ``details``, and the rest to the table."""
        left, right = (bool(pane and not pane.isHidden()) for pane in (self.widget(0), self.widget(2)))
        width = self.width() - (left + right) * style.GAP
        slim_history, slim_details = self._slim()
        history = slim_history * left
        wide = max(slim_details, min(round(width * details), width - history - grown(_TABLE, self))) * right
        self.setSizes([history, width - history - wide, wide])

    @property
    def has_room(self) -> bool:
        """Whether history and details have room beside the table, in type of this size."""
        return sum(self._slim()) + self._wanted_table() + 2 * style.GAP <= self.width()

    def _slim(self) -> tuple[int, int]:
        return grown(_SLIM_HISTORY, self), grown(_SLIM_DETAILS, self)

    def _wanted_table(self) -> int:
        return self._own(self._table, _TABLE)

    def _own(self, width: int, usual: int) -> int:
        """Return the ``width`` that a person has given a pane, or in larger type more than the ``usual``."""
        return grown(usual, self) if width == usual else width

    def _choose(self) -> None:
        self.is_chosen = True
        self.fit()

    def _keep(self) -> None:
        """Have the sides be as wide from now on as a person has made them."""
        history, table, details = self.sizes()
        self._history, self._details = history or self._history, details or self._details
        self._table = table if table < grown(_TABLE, self) else _TABLE
