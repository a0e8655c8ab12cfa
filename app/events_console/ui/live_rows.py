"""Rows of a list inside an event, edited in place: what the properties and the impression have in common."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from events_console.domain.json_value import Json, same
from events_console.ui import style
from events_console.ui.completion import Help
from events_console.ui.event_table import Index
from events_console.ui.language import number, tr
from events_console.ui.live_editor import CellLine, LiveDelegate
from events_console.ui.masked import covered
from events_console.ui.parts import MARKS, TONES, glimpse, plain_tip

SEVERITY_ROLE: Final = Qt.ItemDataRole.UserRole + 1  # the worst Severity of the row, or None
LINE_HEIGHT: Final = 30
MOST_ROWS: Final = 1_000  # more are only counted: the service takes 25 items, and each row takes time
_FIGURE_SPACE: Final = "\N{FIGURE SPACE}"
_COPY: Final = "Ctrl+C"
_MOST_SHOWN: Final = 8  # rows; more of them scroll
_EDIT_TRIGGERS: Final = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
)


class LiveRows(QAbstractTableModel):
    """Shows rows and hands edits on; nothing changes here until the rows come back by :meth:`show_rows`.

    Signals: ``edited(object)`` with all rows as they should be.
    """

    edited = Signal(object)

    def __init__(
        self, columns: tuple[str, ...], blank: Json, adding: str = "", parent: QObject | None = None
    ) -> None:
        """Begin without rows; ``columns`` are their names, ``blank`` is a row that says nothing.

        ``adding`` is what stands in a last row in which typing adds one; without it there is none.
        """
        super().__init__(parent)
        self.rows: tuple[Json, ...] = ()
        self.typing: object = None  # set while an editor is open: its keystrokes are one undo step
        self._columns = columns
        self._blank = blank
        self._adding = adding
        self.shown = 0  # how many of the rows; the others are counted in a last one
        self._more = 0
        self._showing = False  # while rows come, an editor that closes has nothing to say

    def cell(self, row: int, column: int) -> str:
        """Return the text of a cell: what it shows and what its editor starts from."""
        raise NotImplementedError

    def with_cell(self, row: Json, column: int, text: str) -> Json:
        """Return ``row`` with ``text`` in one of its cells."""
        raise NotImplementedError

    def help_for(self, _row: int, _column: int) -> Help | None:
        """Return what helps to fill a cell, if anything does."""
        return None

    def show_rows(self, rows: tuple[Json, ...]) -> None:
        """Show ``rows``, telling views only of the difference in number, so that cursor and editor stay."""
        old, new = self.shown, min(len(rows), MOST_ROWS)
        more = len(rows) - new
        self._showing = True
        if bool(more) != bool(self._more):
            self.beginResetModel()
            self.rows, self.shown, self._more = rows, new, more
            self.endResetModel()
        elif new > old:
            # What is added takes the place of the adding row, so that an editor open there stays with it.
            start = old + bool(self._adding)
            self.beginInsertRows(QModelIndex(), start, start + new - old - 1)
            self.shown = new
            self.endInsertRows()
        elif new < old:
            first = [*map(same, self.rows[:new], rows), False].index(False)
            self.beginRemoveRows(QModelIndex(), first, first + old - new - 1)
            self.rows = self.rows[:first] + self.rows[first + old - new :]
            self.shown = new
            self.endRemoveRows()
        self.rows, self._more, self._showing = rows, more, False
        if last := self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(last - 1, len(self._columns) - 1))

    def close_editors(self) -> None:
        """Have views close their editors: the rows of another event come."""
        self.beginResetModel()
        self.endResetModel()

    def remove(self, row: int) -> None:
        """Remove a row; the one that adds is not removed."""
        if self.holds(row) and not self._showing:
            self.edited.emit((*self.rows[:row], *self.rows[row + 1 :]))

    def is_blank(self, row: int) -> bool:
        """Return whether a row says nothing."""
        return self.holds(row) and same(self.rows[row], self._blank)

    def holds(self, row: int) -> bool:
        """Return whether what stands in ``row`` is a row, and not the one that adds or counts."""
        return 0 <= row < min(self.shown, len(self.rows))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows, the one that adds or counts included."""
        return 0 if parent is not None and parent.isValid() else self.shown + bool(self._hint())

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be edited, but not the count of those that are not shown."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self._takes_text(index) else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the columns' names, for those who cannot see which is which."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, edits to and says aloud."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        held = self.holds(row)
        text = self.cell(row, column) if held else ""
        match role:
            case Qt.ItemDataRole.DisplayRole if not held:
                return self._hint() if column == 0 else ""
            case Qt.ItemDataRole.DisplayRole:
                return covered(glimpse(text))
            case Qt.ItemDataRole.EditRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text)
            case Qt.ItemDataRole.AccessibleTextRole if self._takes_text(index):
                said = text or tr("empty") if held else tr("type to add")
                return covered(f"{self._columns[column]}: {said}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._hint()
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand on the rows in which the cell says ``value``, a text."""
        if role != Qt.ItemDataRole.EditRole or not self._takes_text(index):
            return False
        row, text = index.row(), str(value)
        if text != index.data(Qt.ItemDataRole.EditRole):
            before = self.rows[row] if self.holds(row) else self._blank
            changed = self.with_cell(before, index.column(), text)
            self.edited.emit((*self.rows[:row], changed, *self.rows[row + 1 :]))
        return True

    def _hint(self) -> str:
        """Return what stands in the last row, if there is one that holds nothing."""
        more = tr("… and {count} more: edit them in the JSON view").format(count=number(self._more))
        return more if self._more else self._adding

    def _takes_text(self, index: Index) -> bool:
        return index.isValid() and (self.holds(index.row()) or not self._more)


class RowDelegate(LiveDelegate):
    """Draws rows with their mark."""

    def __init__(self, model: LiveRows, parent: QAbstractItemView) -> None:
        """Serve the cells of ``model`` in ``parent``."""
        super().__init__(model, parent)
        self._model = model

    def help_for(self, index: Index) -> Help | None:
        """Return what the model knows."""
        return self._model.help_for(index.row(), index.column())

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is as high as every other, and as wide as there is room."""
        return QSize(1, LINE_HEIGHT)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Colour the row that adds, and a row with a problem, which gets its mark too."""
        super().initStyleOption(option, index)
        theme = style.theme_of(option.widget)
        severity = index.data(SEVERITY_ROLE)
        held = self._model.holds(index.row())
        rank = self._model.headerData(index.row(), Qt.Orientation.Vertical) if held else None
        ink = theme.text if held else theme.muted
        if severity:
            ink = theme.tone(TONES[severity]).ink
            option.text = f"{MARKS[severity]} {option.text}"
        if rank:
            width = len(str(len(self._model.rows)))
            option.text = f"{rank:{_FIGURE_SPACE}>{width}}  {option.text}"
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, QColor(ink))

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """End the act of typing, which may have emptied the row."""
        if isinstance(editor, CellLine) and editor.typed and self._model.is_blank(index.row()):
            self._model.remove(index.row())
        super().destroyEditor(editor, index)


class RowKeys(QObject):
    """Keys that a view of rows takes before the window's actions do."""

    def __init__(self, view: QAbstractItemView, acts: Mapping[str, Callable[[], object]]) -> None:
        """Have ``acts`` done by their keys, such as "Alt+Up", while ``view`` has the focus."""
        super().__init__(view)
        self._view = view
        self._acts = acts
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what the key is for; copying is the view's own."""
        if not self._view.hasFocus():  # an open editor has it, and what it does not take comes here
            return super().eventFilter(watched, event)
        act = self._acts.get(_key(event))
        if act and event.type() == QEvent.Type.KeyPress:
            act()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and (act or _key(event) == _COPY):
            event.accept()
            return True
        return super().eventFilter(watched, event)


def _key(event: QEvent) -> str:
    """Return the name of a key with its modifiers, such as "Alt+Up"; "" for what is no key."""
    if not isinstance(event, QKeyEvent):
        return ""
    return QKeySequence(event.keyCombination()).toString().removeprefix("Num+")


def set_up(
    view: QAbstractItemView, model: LiveRows, name: str, acts: Mapping[str, Callable[[], object]]
) -> None:
    """Show ``model`` in ``view``, as high as its rows, with ``acts`` on keys; Enter edits the cell."""

    def fit() -> None:
        shown = min(model.rowCount(), _MOST_SHOWN)
        view.setFixedHeight(shown * LINE_HEIGHT + 2 * view.frameWidth())

    def edit() -> None:
        view.edit(view.currentIndex())

    style.set_role(view, "boxed")
    view.setModel(model)
    view.setItemDelegate(RowDelegate(model, view))
    view.setAccessibleName(name)
    view.setEditTriggers(_EDIT_TRIGGERS)
    view.setTabKeyNavigation(False)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    RowKeys(view, {"Return": edit, "Enter": edit, **acts})
    for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
        changed.connect(fit)
    fit()
