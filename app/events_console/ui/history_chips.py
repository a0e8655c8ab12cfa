"""The filters in force beneath the search line, each with a way to take it back."""

from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from events_console.domain.history_query import OUTCOMES, Query
from events_console.ui import style
from events_console.ui.parts import glimpse, plain_tip

_WIDEST: Final = 150  # pixels of a chip's text
_GAP: Final = 4
_HEIGHT: Final = 24


class FilterChips(QWidget):
    """Shows as many filters as there is room for in one line, and how many more there are.

    Signals: ``removed(str, str)`` with the key and the value of a filter; ``cleared()``;
    ``more_requested()`` to see them all.
    """

    removed = Signal(str, str)
    cleared = Signal()
    more_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show none."""
        super().__init__(parent)
        self._chips: list[QToolButton] = []
        self._terms: tuple[tuple[str, str], ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more = self._button("", "chip")
        self.more.clicked.connect(self.more_requested)
        self.clear = self._button("Clear", "link")
        self.clear.setAccessibleName("Clear the search and all filters")
        self.clear.clicked.connect(self.cleared)
        self.hide()

    def show_query(self, query: Query) -> None:
        """Show the filters of ``query``."""
        if query.terms == self._terms:
            return
        focus = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), -1)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._terms = query.terms
        self._chips = [self._chip(key, value) for key, value in query.terms]
        for earlier, later in pairwise((*self._chips, self.more, self.clear)):
            self.setTabOrder(earlier, later)
        self.setVisible(bool(self._chips))
        self._place()
        if focus >= 0 and self._chips:
            self._chips[min(focus, len(self._chips) - 1)].setFocus()

    def minimumSizeHint(self) -> QSize:
        """Allow any width."""
        return QSize(0, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._place()

    def _button(self, text: str, role: str) -> QToolButton:
        made = QToolButton(self)
        made.setText(text)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setFixedHeight(_HEIGHT)
        style.set_role(made, role)
        return made

    def _chip(self, key: str, value: str) -> QToolButton:
        chip = self._button("", "chip")
        said = said_filter(key, value)
        shown = chip.fontMetrics().elidedText(glimpse(said), Qt.TextElideMode.ElideMiddle, _WIDEST)
        chip.setText(f"{shown.replace('&', '&&')}  ✕")
        chip.setToolTip(plain_tip(f"{said}\nClick to take this filter back"))
        chip.setAccessibleName(f"Filter {said}: take it back")
        chip.clicked.connect(partial(self._remove, key, value))
        return chip

    def _remove(self, key: str, value: str) -> None:
        self.removed.emit(key, value)

    def _place(self) -> None:
        """Put chips side by side; those that do not fit are counted in the last one."""
        clear = self.clear.sizeHint().width()
        room = self.width() - clear - _GAP
        widths = [chip.sizeHint().width() for chip in self._chips]
        shown = len(widths)
        while shown and sum(widths[:shown]) + shown * _GAP + self._more_width(len(widths) - shown) > room:
            shown -= 1
        x = 0
        for place, (chip, width) in enumerate(zip(self._chips, widths, strict=True)):
            chip.setVisible(place < shown)
            if place < shown:
                chip.setGeometry(x, 0, width, _HEIGHT)
                x += width + _GAP
        left = len(widths) - shown
        self.more.setVisible(left > 0)
        if left:
            width = self._more_width(left) - _GAP
            self.more.setGeometry(x, 0, width, _HEIGHT)
            x += width + _GAP
        self.clear.setGeometry(x, 0, clear, _HEIGHT)

    def _more_width(self, left: int) -> int:
        if not left:
            return 0
        self.more.setText(f"+{left}" if left < len(self._chips) else f"{left} on")
        self.more.setAccessibleName(f"{left} more filters: show them all")
        return self.more.sizeHint().width() + _GAP


def said_filter(key: str, value: str) -> str:
    """Return a filter as it is shown: "Refused", "starred", "item sku-1"."""
    match key:
        case "outcome":
            return OUTCOMES.get(value, value)
        case "is":
            return value
        case _:
            return f"{key} {value}"
