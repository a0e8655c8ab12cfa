"""The event table on screen: marked cells, live typing, and copy and paste as a spreadsheet does it."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QTableView,
    QWidget,
)

from events_console.domain import cells
from events_console.domain.fields import EVENT_FIELDS, TABLE_FIELDS
from events_console.domain.json_value import tokens
from events_console.domain.lint import Validation
from events_console.domain.problem import row_of
from events_console.domain.request import Request
from events_console.ui.console import Console
from events_console.ui.event_cell import CellDelegate, ColumnHeader, RowHeader
from events_console.ui.event_table import (
    EventTable,
    Index,
    new_event,
)
from events_console.ui.language import tr

_WIDTHS: Final = (10, 20, 9, 19, 24, 17, 21, 17, 17, 17, 17)  # digits that the columns have room for
_INSETS: Final = 16  # pixels


class EventView(QTableView):
    """The table of events.

    Signals: ``row_changed(int)`` with the current event's row, -1 where there is none.
    """

    row_changed = Signal(int)

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        """Show the console's document."""
        super().__init__(parent)
        self._console = console
        self.table = EventTable(console, self)
        self.setModel(self.table)
        self.table.is_on_screen = self._is_on_screen
        self._cells = CellDelegate(console, self.table, self)
        self.complete = self._cells.complete
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(ColumnHeader(self))
        self.setVerticalHeader(RowHeader(self))
        self.setAccessibleName(tr("Events"))
        self.setAccessibleDescription(
            tr("One row for each event; F2 or typing edits a cell, F8 goes to the next problem")
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)  # Tab leaves the table, as it leaves any field; arrows move inside
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        header = self.horizontalHeader()
        # The table's own would have it look at every cell of each column whenever the selection changes.
        header.setSelectionModel(QItemSelectionModel(self.table, header))
        for column, digits in enumerate(_WIDTHS):
            name = str(self.table.headerData(column, header.orientation()))
            wanted = map(self.fontMetrics().horizontalAdvance, ("0" * digits, name))
            self.setColumnWidth(column, max(wanted) + _INSETS)
        self._long: bool | None = None
        self.selectionModel().currentRowChanged.connect(self._tell_row)
        console.changed.connect(self._follow)
        self.arrange_columns(long=False)
        console.touched.connect(self.show_place)

    def dataChanged(self, top: Index, bottom: Index, roles: Sequence[int] = ()) -> None:
        """Draw the cells anew, but not where none of them is on screen: Qt would do so all the same."""
        is_current = top.row() <= self.currentIndex().row() <= bottom.row()
        if is_current or self._is_on_screen(top.row(), bottom.row()):
            super().dataChanged(top, bottom, roles)

    def _is_on_screen(self, first: int, last: int) -> bool:
        end = self.rowAt(self.viewport().height() - 1)
        return self.rowAt(0) <= last and (end < 0 or first <= end)

    def arrange_columns(self, *, long: bool) -> None:
        """Show user and session of each event first in a long document, and not at all in others."""
        self._long = long
        own = range(len(EVENT_FIELDS), len(TABLE_FIELDS))
        for place, column in enumerate(own):
            self.setColumnHidden(column, not long)
            header = self.horizontalHeader()
            header.moveSection(header.visualIndex(column), place if long else column)

    def columns(self) -> list[int]:
        """Return the columns that are shown, in the order in which they are."""
        header = self.horizontalHeader()
        ordered = map(header.logicalIndex, range(header.count()))
        return [column for column in ordered if not self.isColumnHidden(column)]

    def current_row(self) -> int:
        """Return the row of the current event, -1 in the row that adds one."""
        row = self.currentIndex().row()
        return row if row < len(self._console.request.events) else -1

    def selected_rows(self) -> list[int]:
        """Return the rows with a selected cell, those of events only, in order."""
        current = self.current_row()
        return sorted(self._selected_cells()) or [current] * (current >= 0)

    def show_place(self, path: str) -> None:
        """Make the cell that the JSON Pointer ``path`` leads to the current one; pass over other places."""
        row = row_of(path)
        if row is None or row >= self.table.rowCount():
            return
        steps = tokens(path)[2:]
        column = next((n for n, field in enumerate(TABLE_FIELDS) if steps and field.name == steps[0]), 0)
        self._go_to(row, column)

    def add_event(self) -> None:
        """Add an event after the last one and go to its type."""
        request = self._console.request
        row = len(request.events)
        self._console.edit(
            request.with_inserted(row, (new_event(request),)), tr("Add event"), path=f"/eventList/{row}"
        )
        self._go_to(row, 0)

    def duplicate_rows(self) -> None:
        """Put copies of the selected events after the last of them; a copy is a new event without eventId."""
        request, rows = self._console.request, self.selected_rows()
        if not rows:
            return
        copies = [request.event(row).without("eventId") for row in rows]
        after = rows[-1] + 1
        self._console.edit(
            request.with_inserted(after, copies),
            tr("Duplicate %Ln event(s)", "", len(rows)),
            path=f"/eventList/{after}",
        )
        self._select_rows([after + step for step in range(len(rows))])

    def delete_rows(self) -> None:
        """Remove the selected events."""
        rows = self.selected_rows()
        if rows:
            path = f"/eventList/{rows[0]}"
            self._console.edit(
                self._console.request.without_events(rows),
                tr("Delete %Ln event(s)", "", len(rows)),
                path=path,
            )
            self._go_to(
                min(rows[0], max(len(self._console.request.events) - 1, 0)), self.currentIndex().column()
            )

    def move_rows(self, step: int) -> None:
        """Move the selected events one place up (-1) or down (1)."""
        rows = self.selected_rows()
        moved = self._console.request.with_moved(rows, step)
        if moved is not self._console.request:
            told = tr("Move %Ln event(s)", "", len(rows))
            self._console.edit(moved, told, path=f"/eventList/{rows[0] + step}")
            self._select_rows([row + step for row in rows])

    def copy(self) -> None:
        """Put the selected cells on the clipboard as text for spreadsheets and as an HTML table."""
        from events_console.forms import tsv  # the first window does without it

        grid = self._selected_grid()
        if grid:
            data = QMimeData()
            data.setText(tsv.write(grid).removesuffix("\n"))
            data.setHtml(tsv.write_html(grid))
            QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy the selected cells and empty them."""
        self.copy()
        self._empty_cells(tr("Cut cells"))

    def clear_cells(self) -> None:
        """Empty the selected cells; whole rows, chosen by their numbers, are deleted."""
        if any(len(columns) == len(self.columns()) for columns in self._selected_cells().values()):
            self.delete_rows()
        else:
            self._empty_cells(tr("Clear cells"))

    def _empty_cells(self, label: str) -> None:
        selected = self._selected_cells()
        fields = {row: [TABLE_FIELDS[column] for column in columns] for row, columns in selected.items()}
        request = cells.without_cells(self._console.request, fields)
        self._console.edit(request, label, path=f"/eventList/{max(self.current_row(), 0)}")

    def paste(self) -> None:
        """Fill cells from the clipboard, from the current one on; rows beyond the last become events.

        A single value fills the whole selection.
        """
        from events_console.forms import tsv  # the first window does without it

        clipboard = QGuiApplication.clipboard()
        if not clipboard.mimeData().hasText():
            return
        grid = tsv.read(clipboard.text()) or (("",),)  # one empty cell
        shown = self.columns()
        selected = self._selected_cells(self.table.rowCount())
        if len(grid) == len(grid[0]) == 1 and sum(map(len, selected.values())) > 1:
            self._write_cells(
                [(row, column, grid[0][0]) for row, columns in selected.items() for column in columns]
            )
            return
        places = [shown.index(column) for columns in selected.values() for column in columns]
        top = min(selected, default=max(self.currentIndex().row(), 0))
        room = shown[min(places, default=max(self.currentIndex().column(), 0)) :]
        wide = max(map(len, grid))
        self._write_cells(
            [
                (top + number, column, text)
                for number, line in enumerate(grid)
                for column, text in zip(room, line, strict=False)
            ]
        )
        self._select_block(top, top + len(grid) - 1, room[:wide])
        beyond = wide - len(room)
        if beyond > 0:
            told = tr("%Ln column(s) had no room at the right and stayed on the clipboard.", "", beyond)
            self._console.told.emit(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits and goes on, Delete empties; everything else is Qt's."""
        key, plain = (
            event.key(),
            event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier),
        )
        if plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_cells()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            editing = (
                self.state() is QAbstractItemView.State.EditingState
            )  # the editor closes then, see below
            if not editing and self.currentIndex().isValid():
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the row below after Enter."""
        super().closeEditor(editor, hint)
        below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache and below.isValid():
            self._go_to(below.row(), below.column())

    def _write_cells(self, changes: list[tuple[int, int, str]]) -> None:
        request = self._console.request
        rows = len(request.events)
        missing = max((row for row, _, _ in changes), default=-1) + 1 - rows
        if missing > 0:
            request = request.with_inserted(rows, [new_event(request) for _ in range(missing)])
        request = cells.with_cells(
            request, ((row, TABLE_FIELDS[column], text) for row, column, text in changes)
        )
        self._console.edit(request, tr("Paste"), path=f"/eventList/{changes[0][0]}")

    def _selected_cells(self, rows: int | None = None) -> dict[int, set[int]]:
        """Return the columns selected in each row below ``rows``, those of events if None.

        Qt's own list of the selected cells takes a call for each, and that of whole rows many.
        """
        found: dict[int, set[int]] = {}
        shown = set(self.columns())
        end = len(self._console.request.events) if rows is None else rows
        selection = self.selectionModel().selection()
        for block in map(selection.at, range(selection.size())):
            columns = shown.intersection(range(block.left(), block.right() + 1))
            for row in range(block.top(), min(block.bottom() + 1, end)):
                found.setdefault(row, set()).update(columns)
        return found

    def _selected_grid(self) -> list[list[str]]:
        selected = self._selected_cells()
        copied = set().union(*selected.values())
        fields = [(column, TABLE_FIELDS[column]) for column in self.columns() if column in copied]
        event = self._console.request.event
        return [
            [cells.show(event(row), field) if column in selected[row] else "" for column, field in fields]
            for row in sorted(selected)
        ]

    def _select_block(self, top: int, bottom: int, columns: list[int]) -> None:
        block = QItemSelection()
        for column in columns:
            block.select(self.table.index(top, column), self.table.index(bottom, column))
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.table.index(top, columns[0]), flag.NoUpdate)
        self.selectionModel().select(block, flag.ClearAndSelect)

    def _select_rows(self, rows: list[int]) -> None:
        last = len(TABLE_FIELDS) - 1
        selection = QItemSelection()
        for _, run in groupby(enumerate(rows), lambda place: place[1] - place[0]):
            block = [row for _, row in run]
            selection.select(self.table.index(block[0], 0), self.table.index(block[-1], last))
        column = max(self.currentIndex().column(), 0)
        self.selectionModel().setCurrentIndex(
            self.table.index(rows[0], column), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(self.currentIndex())

    def _go_to(self, row: int, column: int) -> None:
        # Not setCurrentIndex: that would extend the selection while Ctrl or Shift is held for a shortcut.
        index = self.table.index(row, max(column, 0))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _follow(self, _request: Request, validation: Validation) -> None:
        if validation.is_long != self._long:
            self.arrange_columns(long=validation.is_long)

    def _tell_row(self, current: Index) -> None:
        row = current.row()
        self.row_changed.emit(row if row < len(self._console.request.events) else -1)
        if self.isVisible():
            self.viewport().update()  # the tint of the current row
