"""An icon as a picture, where a pane has nothing else to show."""

from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from events_console.ui.icons import icon

_SIDE: Final = 32  # pixels


class Picture(QWidget):
    """An icon, larger than on a button; it says nothing that words beside it do not say."""

    def __init__(self, name: str = "") -> None:
        """Show the icon called ``name``."""
        super().__init__()
        self._name = name
        self.setFixedSize(_SIDE, _SIDE)
        if not name:
            self.hide()

    def show_icon(self, name: str) -> None:
        """Show the icon called ``name``; nothing, and take no room, for ""."""
        self._name = name
        self.setVisible(bool(name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colour that the theme has for what is beside the matter."""
        if self._name:
            icon(self._name).paint(QPainter(self), self.rect())
