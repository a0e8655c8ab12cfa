"""Two sides in one table, field · difference · left · right, in sections filled when they are seen."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from events_console.domain.difference import Change, Difference
from events_console.forms import tsv
from events_console.ui import style
from events_console.ui.compare_sections import NO_SECTIONS, Sections
from events_console.ui.event_table import Index
from events_console.ui.language import number, tr
from events_console.ui.masked import covered
from events_console.ui.parts import glimpse, plain_tip
from events_console.ui.read_only_table import CopyingTable, set_up
from events_console.ui.words import tr_word

FIELD, KIND, LEFT, RIGHT = range(4)
TITLES: Final = (tr("Field"), tr("Difference"), tr("Left"), tr("Right"))
SIGNS: Final = {
    Change.SAME: "=",
    Change.CHANGED: "≠",
    Change.ADDED: "+",
    Change.REMOVED: "−",  # noqa: RUF001  # as high as the plus
    Change.MOVED: "⇄",
    Change.REWRITTEN: "≈",
}
WORDS: Final = {
    Change.SAME: tr("Same"),
    Change.CHANGED: tr("Changed"),
    Change.ADDED: tr("Only right"),
    Change.REMOVED: tr("Only left"),
    Change.MOVED: tr("Moved"),
    Change.REWRITTEN: tr("Written differently, means the same"),
}
_SHORT: Final = {**WORDS, Change.REWRITTEN: tr("Same meaning")}
_TONES: Final = {
    Change.CHANGED: "warning",
    Change.ADDED: "good",
    Change.REMOVED: "error",
    Change.MOVED: "info",
    Change.REWRITTEN: "info",
}
MOST_COPIED: Final = 1_000  # rows at once: each is made for it
_AT_ONCE: Final = 10_000  # rows that Qt is told of at once, in some milliseconds
_KEPT: Final = 200  # sections whose rows are remembered
_FIELD_WIDTH: Final = 190  # pixels of the first column
_INSET: Final = 8


class ComparisonTable(QAbstractTableModel):
    """The rows of all sections below one another; a row without a difference is a heading."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without any."""
        super().__init__(parent)
        self._sections = NO_SECTIONS
        self._made: dict[int, tuple[Difference, ...]] = {}
        self._shown = 0  # rows that the view knows of

    def show(self, sections: Sections) -> None:
        """Show ``sections`` from the top."""
        self.beginResetModel()
        self._sections, self._made = sections, {}
        self._shown = min(sections.starts[-1], _AT_ONCE)
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether there are rows that the view does not know of yet."""
        return not parent.isValid() and self._shown < self._sections.starts[-1]

    def fetchMore(self, parent: Index) -> None:
        """Tell the view of some more rows, as it does when its end is scrolled to."""
        self.show_until(self._shown)

    def show_until(self, row: int) -> None:
        """Have the view know of the rows up to ``row`` and some more."""
        end = min(row + _AT_ONCE, self._sections.starts[-1])
        if row >= self._shown and end > self._shown:
            self.beginInsertRows(QModelIndex(), self._shown, end - 1)
            self._shown = end
            self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many the view knows of, headings included."""
        return 0 if parent is not None and parent.isValid() else self._shown

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return TITLES[section] if is_title else None

    def difference(self, row: int) -> Difference | None:
        """Return what stands in ``row``; None for a heading."""
        section = self._section(row)
        place = row - self._sections.starts[section] - 1
        return None if place < 0 else self._rows(section)[place]

    def heading(self, row: int) -> str:
        """Return the heading that ``row`` stands under, or is."""
        return self._sections.heading(self._section(row))

    def next_difference(self, row: int, step: int) -> int | None:
        """Return the next row from ``row`` on that differs, forward (1) or back (-1), around the end."""
        count = len(self._sections.sizes)
        if not count:
            return None
        first = self._section(row) if 0 <= row < self.rowCount() else 0 if step > 0 else count - 1
        for back in range(count + 1):
            section = (first + back * step) % count
            found = [
                self._sections.starts[section] + 1 + place
                for place, each in enumerate(self._rows(section) if self._sections.marks[section] else ())
                if each.kind is not Change.SAME
            ]
            if not back and row >= 0:
                found = [each for each in found if (each - row) * step > 0]
            if found:
                return found[0 if step > 0 else -1]
        return None

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, whole."""
        found = self.difference(row)
        if found is None:
            return self.heading(row) if column == FIELD else ""
        kind = f"{SIGNS[found.kind]} {_SHORT[found.kind]}"
        return (label_of(found), kind, covered(found.left_text), covered(found.right_text))[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return glimpse(self.text(row, column)).replace("\n", " ")
            case Qt.ItemDataRole.ToolTipRole:
                found = self.difference(row)
                is_kind = found is not None and column == KIND
                return WORDS[found.kind] if found and is_kind else plain_tip(self.text(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
        return None

    def _spoken(self, row: int, column: int) -> str:
        found = self.difference(row)
        if found is None:
            return self.heading(row)
        if column in {FIELD, KIND}:
            return f"{label_of(found)}: {WORDS[found.kind].lower()}"
        is_there = (found.path_left, found.path_right)[column - LEFT] is not None or self.text(row, column)
        said = glimpse(self.text(row, column)) or tr("empty") if is_there else tr("not there")
        return f"{TITLES[column]}: {said}"

    def _section(self, row: int) -> int:
        return bisect_right(self._sections.starts, row) - 1

    def _rows(self, section: int) -> tuple[Difference, ...]:
        if section not in self._made:
            if len(self._made) >= _KEPT:
                self._made.clear()
            self._made[section] = self._sections.rows(section)
        return self._made[section]


class ComparisonView(CopyingTable):
    """The table on screen.

    Signals: ``row_changed(int)`` with the row that the keyboard is on, -1 for none; ``told(str)`` with a
    sentence about what was done.
    """

    row_changed = Signal(int)
    told = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.table = ComparisonTable(self)
        self.setModel(self.table)
        set_up(self, name)
        self.setAccessibleDescription(tr("F8 goes to the next difference, Shift+F8 to the one before"))
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(
            max(style.row_height() - 4, self.fontMetrics().height() + 12)
        )
        header = self.horizontalHeader()
        header.setFixedHeight(style.row_height())
        # Drawing a header asks every row whether it is selected, which takes long where all of many are.
        header.setSelectionModel(QItemSelectionModel(self.table, header))
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        kinds = max(self.fontMetrics().horizontalAdvance(f"≠ {said}") for said in _SHORT.values())
        for column, width in ((FIELD, _FIELD_WIDTH), (KIND, kinds + 3 * _INSET)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        self.selectionModel().currentRowChanged.connect(self._follow)

    def show_sections(self, sections: Sections) -> None:
        """Show ``sections`` from the top, with nothing chosen."""
        self.table.show(sections)
        self.scrollToTop()
        self.row_changed.emit(-1)

    def go(self, step: int) -> None:
        """Go to the next row that differs (1) or the one before (-1)."""
        row = self.table.next_difference(self.currentIndex().row(), step)
        if row is None:
            self.told.emit(tr("Nothing differs."))
            return
        self.table.show_until(row)
        index = self.table.index(row, FIELD)
        flag = QItemSelectionModel.SelectionFlag  # Qt's own way would add to the selection with Shift+F8
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)
        self.setFocus()

    def copy(self) -> None:
        """Put the selected rows on the clipboard for spreadsheets, under the titles of the columns."""
        selection = self.selectionModel().selection()
        blocks = map(selection.at, range(selection.size()))
        ranges = sorted({(block.top(), block.bottom()) for block in blocks})
        rows = list(dict.fromkeys(row for top, bottom in ranges for row in _first(range(top, bottom + 1))))
        if not rows:
            return
        grid = [[self.table.text(row, column) for column in range(len(TITLES))] for row in _first(rows)]
        QGuiApplication.clipboard().setText(tsv.write([TITLES, *grid]).removesuffix("\n"))
        count = sum(bottom + 1 - top for top, bottom in ranges)
        if count <= MOST_COPIED:
            self.told.emit(tr("Copied %Ln row(s).", "", count))
        else:
            told = tr("Copied the first {most} of {count} rows.")
            self.told.emit(told.format(most=number(MOST_COPIED), count=number(count)))

    def _follow(self, current: Index) -> None:
        self.row_changed.emit(current.row())


def label_of(found: Difference) -> str:
    """Return what a row is about: "Sent at", "Properties · colour", where the second is the user's word."""
    label, dot, inner = found.label.partition(" · ")
    return f"{tr_word(label)}{dot}{inner}"


def _first(rows: Sequence[int]) -> Sequence[int]:
    return rows[:MOST_COPIED]


class _Delegate(QStyledItemDelegate):
    """Draws a heading across the columns, and what differs on a tint behind a sign and words."""

    def __init__(self, view: ComparisonView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme = style.theme_of(self._view)
        found = self._view.table.difference(index.row())
        painter.save()
        painter.setClipRect(option.rect)
        if found is None:
            self._paint_heading(painter, option.rect, index, theme)
        else:
            self._paint_cell(painter, option.rect, index, found, theme)
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(self._line(option.rect).adjusted(1, 1, -1, -1))
        elif self._view.selectionModel().isSelected(index):  # the tints of what differs stay
            painter.setPen(QColor(theme.accent))
            painter.drawRect(self._line(option.rect).adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, index: Index, theme: style.Theme) -> None:
        is_selected = self._view.selectionModel().isSelected(index)
        painter.fillRect(rect, QColor(theme.info.tint if is_selected else theme.raised))
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        _write(painter, self._line(rect), self._view.table.heading(index.row()), theme.text)

    def _paint_cell(
        self, painter: QPainter, rect: QRect, index: Index, found: Difference, theme: style.Theme
    ) -> None:
        tone = theme.tone(_TONES[found.kind]) if found.kind in _TONES else None
        column = index.column()
        is_missing = (found.kind is Change.ADDED and column == LEFT) or (
            found.kind is Change.REMOVED and column == RIGHT
        )
        marked = (
            tone is not None and column != FIELD and not is_missing and found.kind is not Change.REWRITTEN
        )
        painter.fillRect(rect, QColor(theme.surface))
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(rect, QColor(theme.info.tint))
        if marked and tone:
            painter.fillRect(rect, QColor(tone.tint))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        ink = tone.ink if tone and column == KIND else theme.muted if column in {FIELD, KIND} else theme.text
        text = "–" if is_missing else str(index.data())
        _write(painter, rect, text, theme.muted if is_missing or found.kind is Change.SAME else ink)

    def _line(self, rect: QRect) -> QRect:
        """Return the whole row that ``rect`` is a cell of."""
        return QRect(0, rect.top(), self._view.viewport().width(), rect.height())


def _write(painter: QPainter, rect: QRect, text: str, colour: str) -> None:
    inner = rect.adjusted(_INSET, 0, -_INSET, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.setPen(QColor(colour))
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
