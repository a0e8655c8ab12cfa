"""Everything in the windows larger by one factor: type, and what has a height or a width of its own."""

from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QHeaderView, QTableView, QWidget
from shiboken6 import isValid

from events_console.ui import style

_UNBOUNDED: Final = 10_000  # pixels; nothing with a height of its own is as high


class Enlargement:
    """Makes type larger, and with it whatever would else be too small for it."""

    def __init__(self, app: QApplication) -> None:
        """Leave everything as it is for now."""
        self._app = app
        self._font = QFont(QApplication.font())
        self._widths: WeakKeyDictionary[QWidget, int] = WeakKeyDictionary()
        self._heights: WeakKeyDictionary[QWidget, int] = WeakKeyDictionary()
        self._rows: WeakKeyDictionary[QHeaderView, int] = WeakKeyDictionary()
        self._columns: WeakKeyDictionary[QHeaderView, dict[int, int]] = WeakKeyDictionary()
        self._factor = 1.0

    def set_factor(self, factor: float) -> None:
        """Have everything ``factor`` times as large as it was at first."""
        for window in QApplication.topLevelWidgets():
            self._note(window)
        self._factor = factor
        style.enlarge(self._app, self._font, factor)
        self._apply()

    def take_in(self, window: QWidget) -> None:
        """Have a window that has come on the screen since then as large as the others."""
        self._note(window)
        self._apply()

    def _note(self, window: QWidget) -> None:
        for widget in window.findChildren(QWidget):
            fixed = widget.minimumHeight()
            if 0 < fixed == widget.maximumHeight() < _UNBOUNDED:
                self._heights.setdefault(widget, fixed)
            if isinstance(widget, QAbstractButton) and 0 < widget.minimumWidth() == widget.maximumWidth():
                self._widths.setdefault(widget, widget.width())
            if isinstance(widget, QTableView):
                self._rows.setdefault(rows := widget.verticalHeader(), rows.defaultSectionSize())
                columns = widget.horizontalHeader()
                self._columns.setdefault(columns, dict(_own_widths(columns)))

    def _apply(self) -> None:
        for widget, height in self._heights.items():
            if isValid(widget):
                widget.setFixedHeight(round(height * self._factor))
        for widget, width in self._widths.items():
            if isValid(widget):
                widget.setFixedWidth(round(width * self._factor))
        for header, height in self._rows.items():
            if isValid(header):
                header.setDefaultSectionSize(round(height * self._factor))
        for header, widths in self._columns.items():
            for section, width in widths.items() if isValid(header) else ():
                header.resizeSection(section, round(width * self._factor))


def _own_widths(header: QHeaderView) -> Iterator[tuple[int, int]]:
    for section in range(header.count()):
        is_own = header.sectionResizeMode(section) is QHeaderView.ResizeMode.Interactive
        if is_own and not header.isSectionHidden(section):
            yield section, header.sectionSize(section)
