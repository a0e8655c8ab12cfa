"""Rows of a list inside an event, edited in place: what the properties and the impression have in common."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from events_console.domain.json_value import Json, same
from events_console.ui import style
from events_console.ui.event_table import Index
from events_console.ui.parts import LONGEST_LINE, MARKS, TONES, plain_tip

SEVERITY_ROLE: Final = Qt.ItemDataRole.UserRole + 1  # the worst Severity of the row, or None
LINE_HEIGHT: Final = 30
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
        self._count = 0

    def cell(self, row: int, column: int) -> str:
        """Return the text of a cell: what it shows and what its editor starts from."""
        raise NotImplementedError

    def with_cell(self, row: Json, column: int, text: str) -> Json:
        """Return ``row`` with ``text`` in one of its cells."""
        raise NotImplementedError

    def show_rows(self, rows: tuple[Json, ...]) -> None:
        """Show ``rows``, telling views only of the difference in number, so that cursor and editor stay."""
        old, new = len(self.rows), len(rows)
        if new > old:
            # What is added takes the place of the adding row, so that an editor open there stays with it.
            start = old + bool(self._adding)
            self.beginInsertRows(QModelIndex(), start, start + new - old - 1)
            self._count = new
            self.endInsertRows()
        elif new < old:
            first = [*map(same, self.rows[:new], rows), False].index(False)
            self.beginRemoveRows(QModelIndex(), first, first + old - new - 1)
            self.rows = self.rows[:first] + self.rows[first + old - new :]
            self._count = new
            self.endRemoveRows()
        self.rows = rows
        if last := self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(last - 1, len(self._columns) - 1))

    def close_editors(self) -> None:
        """Have views close their editors: the rows of another event come."""
        self.beginResetModel()
        self.endResetModel()

    def remove(self, row: int) -> None:
        """Remove a row; the one that adds is not removed."""
        if 0 <= row < len(self.rows):
            self.edited.emit((*self.rows[:row], *self.rows[row + 1 :]))

    def is_blank(self, row: int) -> bool:
        """Return whether a row says nothing."""
        return row < len(self.rows) and same(self.rows[row], self._blank)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows, the one that adds included."""
        return 0 if parent is not None and parent.isValid() else self._count + bool(self._adding)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.isValid() else super().flags(index)

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
        adds = row >= len(self.rows)
        text = "" if adds else self.cell(row, column)
        match role:
            case Qt.ItemDataRole.DisplayRole if adds:
                return self._adding if column == 0 else ""
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._columns[column]}: {'type to add' if adds else text or 'empty'}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand on the rows in which the cell says ``value``, a text."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, text = index.row(), str(value)
        if text != index.data(Qt.ItemDataRole.EditRole):
            before = self.rows[row] if row < len(self.rows) else self._blank
            changed = self.with_cell(before, index.column(), text)
            self.edited.emit((*self.rows[:row], changed, *self.rows[row + 1 :]))
        return True


class LiveDelegate(QStyledItemDelegate):
    """Hands every keystroke of an editor on at once, and draws rows with their mark."""

    def __init__(self, model: LiveRows, parent: QAbstractItemView) -> None:
        """Serve the cells of ``model`` in ``parent``."""
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as every other."""
        return QSize(super().sizeHint(option, index).width(), LINE_HEIGHT)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Colour the row that adds, and a row with a problem, which gets its mark too."""
        super().initStyleOption(option, index)
        theme = style.theme_of(option.widget)
        severity = index.data(SEVERITY_ROLE)
        number = self._model.headerData(index.row(), Qt.Orientation.Vertical)
        ink = theme.muted if index.row() >= len(self._model.rows) else theme.text
        if severity:
            ink = theme.tone(TONES[severity]).ink
            option.text = f"{MARKS[severity]} {option.text}"
        if number:
            width = len(str(len(self._model.rows)))
            option.text = f"{number:{_FIGURE_SPACE}>{width}}  {option.text}"
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, QColor(ink))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line to type in; what is typed into it until it closes is one undo step."""
        self._model.typing = object()
        editor = QLineEdit(parent)
        editor.setMaxLength(LONGEST_LINE)
        editor.setAccessibleName(str(self._model.headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.textEdited.connect(lambda: self.commitData.emit(editor))
        style.set_role(editor, "cell")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor when it opens, and leave it alone while somebody types in it."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.setProperty("original", editor.text())

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the text on; an editor in which nothing was typed changes nothing."""
        if isinstance(editor, QLineEdit) and editor.isModified():
            model.setData(index, editor.text())

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """End the act of typing, which may have emptied the row."""
        typed = isinstance(editor, QLineEdit) and editor.isModified()
        if typed and index.isValid() and self._model.is_blank(index.row()):
            self._model.remove(index.row())
        self._model.typing = None
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Escape takes back what was typed since the editor was opened."""
        escaped = event.type() == QEvent.Type.KeyPress and _key(event) == "Esc"
        if escaped and isinstance(editor, QLineEdit) and editor.isModified():
            editor.setText(str(editor.property("original")))
            editor.setModified(True)
            self.commitData.emit(editor)
        return super().eventFilter(editor, event)


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
    view.setItemDelegate(LiveDelegate(model, view))
    view.setAccessibleName(name)
    view.setEditTriggers(_EDIT_TRIGGERS)
    view.setTabKeyNavigation(False)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    RowKeys(view, {"Return": edit, "Enter": edit, **acts})
    for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
        changed.connect(fit)
    fit()
