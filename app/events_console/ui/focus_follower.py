"""Scrolling to what gets the focus, wherever it came from."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class FocusFollower(QObject):
    """Has a scroll area show what gets the focus in it; Qt does so only where Tab comes from inside of it."""

    def __init__(self, area: QScrollArea) -> None:
        """Follow for as long as there is the ``area``."""
        super().__init__(area)
        self._area = area
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._show)

    def _show(self, _before: QWidget | None, focus: QWidget | None) -> None:
        inside = self._area.widget()
        if focus and inside and inside.isAncestorOf(focus):
            self._area.ensureWidgetVisible(focus)
