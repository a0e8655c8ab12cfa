"""How a cell of the event table and the number of its row are drawn."""

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from events_console.domain.fields import TABLE_FIELDS
from events_console.domain.problem import Severity
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.event_table import (
    ADD_HINT,
    EVENT_ROLE,
    FEEDS_ROLE,
    ROW_SEVERITY_ROLE,
    SEVERITY_ROLE,
    EventTable,
    Index,
)
from events_console.ui.icons import icon
from events_console.ui.language import tr
from events_console.ui.live_editor import LiveDelegate
from events_console.ui.parts import MARKS, TONES
from events_console.ui.words import tr_word

if TYPE_CHECKING:
    from events_console.ui.completion import Help, ItemOffers

_INSET: Final = 8
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CellDelegate(LiveDelegate):
    """Paints cells with their marks."""

    def __init__(self, console: Console, table: EventTable, parent: QTableView) -> None:
        """Serve the cells of ``table`` in ``parent``."""
        super().__init__(table, parent)
        self._view = parent
        self._console = console
        self._items: ItemOffers | None = None

    def complete(self) -> None:
        """Get ready to search the items of the catalogue while nothing else is to be done."""
        self._find_items()

    def help_for(self, index: Index) -> "Help | None":
        """Offer known event types, and the items of the catalogue."""
        from events_console.ui.completion import Help, offer_event_types  # the first window does without

        match TABLE_FIELDS[index.column()].name:
            case "eventType":
                return Help(partial(offer_event_types, self._console, index.row()))
            case "itemId":
                return Help(self._find_items())
        return None

    def _find_items(self) -> "ItemOffers":
        from events_console.ui.completion import ItemOffers  # the same goes for it

        self._items = self._items or ItemOffers(self._console, self)
        return self._items

    def name_of(self, index: Index) -> str:
        """Return what a cell is called while it is edited."""
        return tr("{field} of event {number}").format(
            field=tr_word(TABLE_FIELDS[index.column()].label), number=index.row() + 1
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the tint of problem and selection, the mark, and as much of the text as there is room for."""
        theme = style.theme_of(self._view)
        severity: str | None = index.data(SEVERITY_ROLE)
        adds = index.data(EVENT_ROLE) is None
        painter.save()
        painter.fillRect(option.rect, self._background(theme, index, severity))
        painter.setPen(QColor(theme.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inner = option.rect.adjusted(_INSET, 0, -_INSET, 0)
        if adds:  # what it says goes on through the cells, each of which draws its part
            painter.setClipRect(option.rect)
            inner.setLeft(
                self._view.columnViewportPosition(self._view.horizontalHeader().logicalIndex(0)) + _INSET
            )
            inner.setWidth(self._view.horizontalHeader().length())
        ink = theme.tone(TONES[severity]).ink if severity else theme.muted if adds else theme.text
        painter.setPen(QColor(ink))
        painter.setFont(option.font)
        if severity:
            mark = f"{MARKS[severity]} "
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, mark)
            inner.setLeft(inner.left() + option.fontMetrics.horizontalAdvance(mark))
        text = ADD_HINT if adds else str(index.data() or "").replace("\n", "⏎")
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _LEFT if adds else int(index.data(Qt.ItemDataRole.TextAlignmentRole)), shown)
        painter.setClipping(False)
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        elif severity and self._view.selectionModel().isSelected(index):
            painter.setPen(QColor(theme.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _background(self, theme: style.Theme, index: Index, severity: str | None) -> QColor:
        if severity:
            return QColor(theme.tone(TONES[severity]).tint)
        if self._view.selectionModel().isSelected(index):
            return QColor(theme.info.tint)
        return QColor(theme.raised if index.row() == self._view.currentIndex().row() else theme.surface)


class ColumnHeader(QHeaderView):
    """The fields' names, and with a schema beneath each the field of it that the column feeds."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._has_feeds = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setAccessibleName(tr("Columns"))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Be as high as what the model says, also later."""
        super().setModel(model)
        if model:
            model.headerDataChanged.connect(self._follow)
            self._fit()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the name, and beneath it what it feeds."""
        theme = style.theme_of(self)
        painter.save()
        painter.fillRect(rect, QColor(theme.surface))
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(_INSET, 0, -_INSET, 0)
        metrics = self.fontMetrics()
        fits = (text for text in self._feeds(section) if metrics.horizontalAdvance(text) <= inner.width())
        feeds = next(fits, (self._feeds(section) or ("",))[-1])
        name = str(self.model().headerData(section, self.orientation()) or "")
        side = int(self.model().headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole))
        line = metrics.height()
        lines = ((name, theme.text if self._has_feeds else theme.muted), (feeds, theme.muted))
        top = rect.center().y() - (line if self._has_feeds else line // 2)
        for text, ink in lines[: 1 + self._has_feeds]:
            place = QRect(inner.left(), top, inner.width(), line)
            painter.setPen(QColor(ink))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(place, side, shown)
            top += line
        painter.restore()

    def _feeds(self, section: int) -> tuple[str, ...]:
        return cast("tuple[str, ...]", self.model().headerData(section, self.orientation(), FEEDS_ROLE))

    def _follow(self, orientation: Qt.Orientation) -> None:
        if orientation is self.orientation():
            self._fit()

    def _fit(self) -> None:
        self._has_feeds = any(map(self._feeds, range(self.count())))
        second = self.fontMetrics().height() if self._has_feeds else 0
        self.setFixedHeight(style.row_height() + second)


class RowHeader(QHeaderView):
    """The events' numbers, with the mark of what is wrong with an event as a whole."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(style.row_height())
        self.setMinimumWidth(40)
        self.setAccessibleName(tr("Event numbers"))

    def sizeHint(self) -> QSize:
        """Have room for the last number and a mark; Qt would look at 200 rows whenever one has changed."""
        longest = f"{MARKS[Severity.WARNING]} {self.count()}"
        return QSize(self.fontMetrics().horizontalAdvance(longest) + 2 * _INSET, 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the number, and beside it the mark."""
        theme = style.theme_of(self)
        severity: str | None = self.model().headerData(section, Qt.Orientation.Vertical, ROW_SEVERITY_ROLE)
        painter.save()
        painter.fillRect(rect, QColor(theme.tone(TONES[severity]).tint if severity else theme.surface))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = self.model().headerData(section, Qt.Orientation.Vertical)
        if text is None:
            side = self.fontMetrics().height()
            place = QRect(0, 0, side, side)
            place.moveCenter(rect.center())
            icon("add", "accent").paint(painter, place)
        else:
            painter.setPen(QColor(theme.tone(TONES[severity]).ink if severity else theme.muted))
            shown = f"{MARKS[severity]} {text}" if severity else str(text)
            painter.drawText(rect.adjusted(0, 0, -_INSET, 0), _RIGHT, shown)
        painter.restore()
