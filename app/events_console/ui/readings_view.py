"""The table of readings: what stands on the wire, and beside it what that means."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from events_console.domain.readings import Reading
from events_console.forms import tsv
from events_console.ui import style
from events_console.ui.event_table import Index
from events_console.ui.language import number, tr
from events_console.ui.masked import covered
from events_console.ui.parts import glimpse, plain_tip
from events_console.ui.read_only_table import CopyingTable
from events_console.ui.words import tr_word

READING_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_MOST_LINES: Final = 8  # of a row
_AT_ONCE: Final = 50  # rows that are measured without letting other events in: some milliseconds
_NOTHING: Final = "–"  # a dash, for what is not there
_IF_SENT: Final = "if sent now:"  # as the domain says it
_IF_SENT_HERE: Final = tr("if sent now:")
_INSET: Final = 8
_BREAK: Final = re.compile("(?<![0-9]) ")  # a number stays with what it counts
_ABOVE: Final = 8  # pixels above and below the text of a row


def _field_name(field: str) -> str:
    """Return what a value is called: "Sent at", "Impression item 2"."""
    name, is_item, place = field.rpartition(" item ")
    if is_item and place.isdecimal():
        return tr("{list} item {number}").format(list=tr_word(name), number=place)
    return tr_word(field)


def _meaning(reading: Reading) -> str:
    """Return what a value means; its first words, where they are said of many, as the window says them."""
    is_filled_in = reading.meaning.startswith(_IF_SENT)
    said = f"{_IF_SENT_HERE}{reading.meaning.removeprefix(_IF_SENT)}" if is_filled_in else reading.meaning
    return covered(said)


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    text: Callable[[Reading], str]
    is_code: Callable[[Reading], bool] = lambda _reading: False
    width: int = 0  # pixels; 0 is a share of what is left


_COLUMNS: Final = (
    _Column(tr("Event"), lambda reading: number(reading.event) if reading.event else "", width=64),
    _Column(tr("Field"), lambda reading: _field_name(reading.field), width=112),
    _Column(tr("On the wire"), lambda reading: covered(reading.wire), lambda _reading: True),
    _Column(tr("Read as"), _meaning, lambda reading: reading.is_code),
)
EVENT, FIELD, WIRE, MEANING = range(len(_COLUMNS))


class ReadingsTable(QAbstractTableModel):
    """The readings in the order of the document."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without any."""
        super().__init__(parent)
        self.readings: tuple[Reading, ...] = ()

    def show(self, readings: tuple[Reading, ...]) -> None:
        """List ``readings``; where they are of the same places, selection and scrolling stay."""
        if [one.path for one in readings] == [one.path for one in self.readings]:
            changed = [
                row
                for row, pair in enumerate(zip(readings, self.readings, strict=True))
                if pair[0] != pair[1]
            ]
            self.readings = readings
            for row in changed:
                self.dataChanged.emit(self.index(row, WIRE), self.index(row, MEANING))
            return
        self.beginResetModel()
        self.readings = readings
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.readings)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == EVENT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return _COLUMNS[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, or its reading."""
        if not index.isValid():
            return None
        reading = self.readings[index.row()]
        text = _COLUMNS[index.column()].text(reading)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text)
            case Qt.ItemDataRole.AccessibleTextRole:
                said = glimpse(text) or tr("nothing")
                return f"{_COLUMNS[index.column()].title}: {said}"
            case _ if role == READING_ROLE:
                return reading
        return None


class ReadingsView(CopyingTable):
    """The readings on screen.

    Signals: ``place_requested(str)`` with the JSON Pointer of a value to go to.
    """

    place_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.table = ReadingsTable(self)
        self.setModel(self.table)
        self._fixed = style.fixed_font()
        self._fitted = 0  # rows that have their height
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit_some)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(tr("What the values mean"))
        self.setAccessibleDescription(tr("One row for each value; Enter goes to its cell"))
        style.set_role(self, "boxed")
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(style.row_height())
        self.verticalHeader().setDefaultSectionSize(style.row_height())
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(style.row_height())
        for place, column in enumerate(_COLUMNS):
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, mode)
            if column.width:
                header.resizeSection(place, column.width)
        header.sectionResized.connect(lambda *_: self._fit())
        self.doubleClicked.connect(self._go)

    def show_readings(self, readings: tuple[Reading, ...]) -> None:
        """List ``readings``, each as high as its text, up to a few lines."""
        if readings != self.table.readings:
            self.table.show(readings)
            self._fit()

    def copy(self) -> None:
        """Put the selected cells on the clipboard as they are read, several as text for spreadsheets."""
        chosen = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        rows, columns = sorted({row for row, _ in chosen}), sorted({column for _, column in chosen})
        cells = set(chosen)
        grid = [
            [
                _COLUMNS[column].text(self.table.readings[row]) if (row, column) in cells else ""
                for column in columns
            ]
            for row in rows
        ]
        if grid:
            text = grid[0][0] if len(cells) == 1 else tsv.write(grid).removesuffix("\n")
            QGuiApplication.clipboard().setText(text)

    def font_of(self, reading: Reading, column: int) -> QFont:
        """Return the font that a cell is shown in."""
        return self._fixed if _COLUMNS[column].is_code(reading) else self.font()

    def lines(self, reading: Reading, column: int) -> list[str]:
        """Return the lines in which a cell shows its text, as many as there is room for."""
        metrics = QFontMetrics(self.font_of(reading, column))
        room = self.columnWidth(column) - 2 * _INSET
        text = glimpse(_COLUMNS[column].text(reading)) or _NOTHING
        if _COLUMNS[column].is_code(reading):
            advance = QFontMetricsF(self._fixed).horizontalAdvance("0")
            lines = _wrapped(text, max(int(room / advance), 1) if advance else 1)
        else:
            lines = _broken(text, metrics, room)
        return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], "…"]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the cell; everything else is as in any table that copies."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Have code as large as everything else."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.font().pointSizeF() > 0:
            self._fixed.setPointSizeF(self.font().pointSizeF())
            self._fit()

    def _go(self, index: Index) -> None:
        if index.isValid():
            self.place_requested.emit(index.data(READING_ROLE).path)

    def _fit(self) -> None:
        """Give every row the height of its text, those at the top first."""
        self._fitted = 0
        self._fit_some()

    def _fit_some(self) -> None:
        line = max(QFontMetrics(self._fixed).lineSpacing(), self.fontMetrics().lineSpacing())
        rows = range(self._fitted, min(self._fitted + _AT_ONCE, len(self.table.readings)))
        for row in rows:
            count = max(len(self.lines(self.table.readings[row], column)) for column in (WIRE, MEANING))
            height = max(style.row_height(), count * line + 2 * _ABOVE)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
        self._fitted = rows.stop
        if self._fitted < len(self.table.readings):
            self._fitting.start()


def _wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of ``width`` characters at most."""
    return [
        line[start : start + width]
        for line in text.split("\n")
        for start in range(0, max(len(line), 1), width)
    ]


def _broken(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return ``text`` in lines of ``width`` pixels at most, broken between words where that is possible."""
    if metrics.horizontalAdvance(text) <= width and "\n" not in text:
        return [text]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _words(paragraph, metrics, width):
            longer = f"{line} {word}" if line else word
            if line and metrics.horizontalAdvance(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _words(text: str, metrics: QFontMetrics, width: int) -> Iterator[str]:
    """Yield what stands together in a line: a number and what it counts, where there is room for both."""
    for word in _BREAK.split(text):
        yield from (word,) if metrics.horizontalAdvance(word) <= width else word.split(" ")


class _Delegate(QStyledItemDelegate):
    """Draws a cell in as many lines as it takes, and a line above each event."""

    def __init__(self, view: ReadingsView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        view, column = self._view, index.column()
        reading: Reading = index.data(READING_ROLE)
        theme = style.theme_of(view)
        painter.save()
        painter.setClipRect(option.rect)
        selected = view.selectionModel().isSelected(index)
        painter.fillRect(option.rect, QColor(theme.info.tint if selected else theme.surface))
        row = index.row()
        if is_first := row == 0 or view.table.readings[row - 1].event != reading.event:
            painter.setPen(QColor(theme.border if row else theme.surface))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        if column != EVENT or is_first:
            painter.setPen(QColor(theme.text if column == MEANING else theme.muted))
            self._write(painter, option.rect.adjusted(_INSET, _ABOVE, -_INSET, 0), reading, column)
        if view.hasFocus() and index == view.currentIndex():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, reading: Reading, column: int) -> None:
        painter.setFont(self._view.font_of(reading, column))
        metrics = painter.fontMetrics()
        side = Qt.AlignmentFlag.AlignRight if column == EVENT else Qt.AlignmentFlag.AlignLeft
        for line in self._view.lines(reading, column):
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, side | Qt.AlignmentFlag.AlignTop, shown)
            rect.translate(0, metrics.lineSpacing())
