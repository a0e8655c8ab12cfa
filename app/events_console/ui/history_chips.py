"""The filters in force beneath the search line, each with a way to take it back."""

from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from typing import Final, TypeVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from events_console.domain.history_query import Query
from events_console.ui import style
from events_console.ui.history_period import Terms, said_period, time_terms
from events_console.ui.icons import icon
from events_console.ui.language import number, tr
from events_console.ui.masked import covered
from events_console.ui.outcomes import outcome_title
from events_console.ui.parts import glimpse, plain_tip

_WIDEST: Final = 180  # pixels of a chip's text
_BESIDE: Final = 44  # pixels of a chip beside what it says
_PADDING, _SLIM = 20, 10  # pixels of a chip, and of a link, around their texts
_GAP: Final = 4
_HEIGHT: Final = 24
_LINES: Final = 2
_CROSS: Final = 10  # pixels of the icon in a chip
_ROOM: Final = "\N{EM SPACE}"  # that the icon takes
_FLAGS: Final = {"starred": tr("Starred"), "noted": tr("With a note"), "anonymous": tr("Anonymous")}

_Button = TypeVar("_Button", bound=QToolButton)


class FilterChips(QWidget):
    """Shows as many filters as there is room for in two lines, and how many more there are.

    Signals: ``removed(Terms)`` with what a filter is in the query; ``cleared()``; ``more_requested()`` to see
    them all.
    """

    removed = Signal(object)
    cleared = Signal()
    more_requested = Signal()

    def __init__(self, before: QWidget, parent: QWidget | None = None) -> None:
        """Show none; Tab comes here from ``before``."""
        super().__init__(parent)
        self._before = before
        self._chips: list[_Chip] = []
        self._said: dict[str, Terms] = {}
        self._terms: Terms = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more = _set_up(QToolButton(self), "chip")
        self.more.clicked.connect(self.more_requested)
        self.clear = _set_up(QToolButton(self), "link")
        self.clear.setText(tr("Clear"))
        self.clear.setAccessibleName(tr("Clear the search and all filters"))
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
        self._said = _filters(query)
        self._chips = [self._chip(terms) for terms in self._said.values()]
        for earlier, later in pairwise((self._before, *self._chips, self.more, self.clear)):
            self.setTabOrder(earlier, later)
        self.setVisible(bool(self._chips))
        self._place()
        if focus >= 0 and self._chips:
            self._chips[min(focus, len(self._chips) - 1)].setFocus()

    def show_anew(self) -> None:
        """Show the filters as they may be seen now."""
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Allow any width."""
        return QSize(0, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._place()

    def _chip(self, terms: Terms) -> "_Chip":
        chip = _set_up(_Chip(self), "chip")
        chip.clicked.connect(partial(self._remove, terms))
        return chip

    def _remove(self, terms: Terms) -> None:
        self.removed.emit(terms)

    def _place(self) -> None:
        """Put chips side by side; those that do not fit are counted in the last one."""
        for chip, (said, terms) in zip(self._chips, self._said.items(), strict=True):
            seen = tuple((key, covered(value, key)) for key, value in terms)
            words = covered(_said_filter(*seen[0]) if said == _said_filter(*terms[0]) else said)
            way_back = tr("Click to take this filter back")
            chip.setToolTip(plain_tip(f"{words}\n{Query(terms=seen).line}\n{way_back}"))
            chip.setAccessibleName(tr("Filter {filter}: take it back").format(filter=words))
            widest = max(min(_WIDEST, self.width() - _BESIDE), 0)
            text = chip.fontMetrics().elidedText(glimpse(words), Qt.TextElideMode.ElideMiddle, widest)
            chip.setText(f"{text.replace('&', '&&')}{_ROOM}")
        count = len(self._chips)
        shown = next((first for first in range(count, 0, -1) if self._fits(first)), 0)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < shown)
        self.more.setVisible(shown < count)
        parts = self._parts(shown)
        for part, room in zip(parts, self._flow(parts), strict=True):
            part.setGeometry(room)
            self.setFixedHeight(room.bottom() + 1)

    def _fits(self, shown: int) -> bool:
        return self._flow(self._parts(shown))[-1].bottom() < _LINES * _HEIGHT + _GAP

    def _parts(self, shown: int) -> list[QToolButton]:
        """Return what is to be seen where so many chips are."""
        left = len(self._chips) - shown
        if not left:
            return [*self._chips, self.clear]
        self.more.setText(f"+{number(left)}" if shown else tr("{count} on").format(count=number(left)))
        self.more.setAccessibleName(tr("%Ln more filter(s): show them all", "", left))
        return [*self._chips[:shown], self.more, self.clear]

    def _flow(self, parts: Iterable[QToolButton]) -> list[QRect]:
        """Return where ``parts`` are in lines as wide as this."""
        x = y = 0
        places = []
        for part in parts:
            text = part.fontMetrics().horizontalAdvance(part.text().replace("&&", "&"))
            width = min(text + (_SLIM if part is self.clear else _PADDING), self.width())
            if x and x + width > self.width():
                x, y = 0, y + _HEIGHT + _GAP
            places.append(QRect(x, y, width, _HEIGHT))
            x += width + _GAP
        return places


class _Chip(QToolButton):
    """A filter, with a cross behind its words."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = QRect(self.width() - _CROSS - 7, (self.height() - _CROSS) // 2, _CROSS, _CROSS)
        icon("cross", "text").paint(QPainter(self), place)


def _set_up(made: _Button, role: str) -> _Button:
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setFixedHeight(_HEIGHT)
    style.set_role(made, role)
    return made


def _filters(query: Query) -> dict[str, Terms]:
    """Return the filters as they are shown, with what each is in ``query``; the ends of a period are one."""
    period = time_terms(query)
    said = said_period(period)
    shown: dict[str, Terms] = {}
    for term in query.terms:
        if said and term in period:
            shown[said] = period
        else:
            shown[_said_filter(*term)] = (term,)
    return shown


def _said_filter(key: str, value: str) -> str:
    """Return a filter as it is shown: "Refused", "Starred", "item sku-1"."""
    match key:
        case "outcome":
            return outcome_title(value)
        case "is":
            return _FLAGS.get(value, value)
        case _:
            return f"{key} {value}"
