"""Composing above the problems: these take what room they need, until a person has shared it out."""

from typing import Final

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from events_console.ui.problems_pane import ProblemsPane
from events_console.ui.sizes import grown

_HIGHEST: Final = 224  # pixels that the problems take by themselves, of which they scroll then
_SHARE: Final = 0.4  # of the height that they take at most


class Centre(QSplitter):
    """Gives the problems the height of what they say, and the rest to composing.

    Once a person has moved the line between them (``is_chosen``), it stays there.
    """

    def __init__(self, compose: QWidget, problems: ProblemsPane) -> None:
        """Have ``compose`` above ``problems``."""
        super().__init__(Qt.Orientation.Vertical)
        self.is_chosen = False
        self._problems = problems
        for pane in (compose, problems):
            self.addWidget(pane)
        self.setStretchFactor(0, 1)
        self.splitterMoved.connect(self._choose)

    def save(self) -> QByteArray:
        """Return how a person has shared the height out, for :meth:`load`; nothing if nobody has."""
        return self.saveState() if self.is_chosen else QByteArray()

    def load(self, kept: QByteArray) -> bool:
        """Share the height out as it was ``kept``; return whether it says how."""
        self.is_chosen = self.restoreState(kept)
        return self.is_chosen

    def event(self, event: QEvent) -> bool:
        """Follow what the problems need."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share the height out, unless a person has."""
        if self.is_chosen or self._problems.isHidden() or not self.height():
            return
        room = self.height() - self.handleWidth()
        most = min(grown(_HIGHEST, self), round(self.height() * _SHARE))
        wanted = min(self._problems.needed_height(), most)
        if self.sizes()[1] != wanted:
            self.setSizes([room - wanted, wanted])

    def _choose(self) -> None:
        self.is_chosen = True
