"""The lines of the history on screen, with a star to click in each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QItemSelectionRange, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from events_console.ui.history_line import ENTRY_ROLE, HistoryDelegate
from events_console.ui.language import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPoint

    from events_console.services.history_entries import Entry
    from events_console.ui.history_list import HistoryList


class HistoryView(QTableView):
    """Shows the lines of a list, as a table of one column: a list view asks for every line at each change.

    Signals: ``star_clicked(Entry)`` for a click on a star, which selects nothing.
    """

    star_clicked = Signal(object)

    def __init__(self, entries: "HistoryList") -> None:
        """Show ``entries``."""
        super().__init__()
        self.entries = entries
        self._delegate = HistoryDelegate(self)
        self.setModel(entries)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
        self._set_height()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Exchanges"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def count_selected(self) -> int:
        """Return how many lines are selected; all 100,000 of them are one range."""
        return sum(each.height() for each in self._ranges())

    def selected(self) -> list["Entry"]:
        """Return the lines that are selected, from the top down."""
        ranges = sorted(self._ranges(), key=lambda each: each.top())
        return [entry for each in ranges for entry in self.entries.between(each.top(), each.bottom())]

    def select(self, row: int) -> None:
        """Select one line and no other."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags)

    def show_connection(self, name: str) -> None:
        """Name the connection of each line but those of ``name``."""
        if name != self._delegate.here:
            self._delegate.here = name
            self.viewport().update()

    def keep_place(self, first: int, last: int) -> None:
        """Leave what is being read where it is when lines come in above it."""
        bar, height = self.verticalScrollBar(), self.verticalHeader().defaultSectionSize()
        if first * height < bar.value():
            self.updateGeometries()
            bar.setValue(bar.value() + (last - first + 1) * height)

    def changeEvent(self, event: QEvent) -> None:
        """Keep every line as high as its two rows of text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._set_height()

    def moveCursor(self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier) -> "QModelIndex":
        """Have Home and End lead to the first and the last line."""
        step = QTableView.CursorAction
        ends = {step.MoveHome: 0, step.MoveEnd: self.entries.rowCount() - 1}
        return self.entries.index(ends[action]) if action in ends else super().moveCursor(action, modifiers)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click on a star; any other selects."""
        place = event.position().toPoint()
        index = self._starred_at(place)
        if event.button() is Qt.MouseButton.LeftButton and index is not None:
            self.star_clicked.emit(index.data(ENTRY_ROLE))
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing more about a star that was clicked."""
        if self._starred_at(event.position().toPoint()) is None:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second of two quick clicks on a star as well."""
        self.mousePressEvent(event)

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def _set_height(self) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        height = self._delegate.sizeHint(option, self.rootIndex()).height()
        self.verticalHeader().setDefaultSectionSize(height)

    def _starred_at(self, place: "QPoint") -> "QModelIndex | None":
        index = self.indexAt(place)
        return index if index.isValid() and self._delegate.is_star(self.visualRect(index), place) else None
