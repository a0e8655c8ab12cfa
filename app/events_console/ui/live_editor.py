"""The line in an open cell: each keystroke is in the document at once, and undo is the document's."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from events_console.ui import style
from events_console.ui.event_table import Index
from events_console.ui.parts import LongLine

if TYPE_CHECKING:
    from events_console.ui.completion import Completion, Help


class Live(Protocol):
    """A model whose cells change the document; while ``typing`` stays the same, that is one undo step."""

    typing: object


class CellLine(LongLine):
    """A line in an open cell.

    ``typed`` is whether the cell says what was typed here; what changes it from elsewhere, such as undo, is
    shown, and ends that.
    """

    def __init__(self, parent: QWidget) -> None:
        """Say nothing until the cell does."""
        super().__init__(parent)
        self.typed = False
        self.completion: Completion | None = None
        self._viewport = parent
        self._base = ""  # what the cell said before anything was typed
        self._said: str | None = None  # what it said last
        self._telling = False
        style.set_role(self, "cell")

    def follow(self, said: str) -> None:
        """Show what the cell says, unless it is how the cell puts what was typed here."""
        if said != self._said:
            self._said = said
            if not self._telling:
                position = self.cursorPosition()
                self.show_text(said)
                self.setCursorPosition(position)
                self._base, self.typed = said, False

    def tell(self, cell: Callable[[str], object]) -> None:
        """Call ``cell`` with the text if somebody has changed it since the last call."""
        if not self.isModified():
            return
        self.setModified(False)
        self.typed = self._telling = True
        try:
            cell(self.text())
        finally:
            self._telling = False

    def take_back(self) -> None:
        """Say again what the cell said before anything was typed, if anything was."""
        if self.typed:
            self.setText(self._base)
            self.setModified(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the focus back to the view, also where the row has gone with the cell."""
        if self.hasFocus() and self._viewport.isVisible():
            self._viewport.setFocus()
        super().hideEvent(event)


class LiveDelegate(QStyledItemDelegate):
    """Hands every keystroke of an editor on at once, and shows in it what changes the cell meanwhile."""

    def __init__(self, model: Live, view: QAbstractItemView) -> None:
        """Serve the cells of ``model`` in ``view``."""
        super().__init__(view)
        self._live = model

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line to type in; what is typed into it until it closes is one undo step."""
        self._live.typing = object()
        editor = CellLine(parent)
        editor.setAccessibleName(self.name_of(index))
        editor.textEdited.connect(lambda: self.commitData.emit(editor))
        if found := self.help_for(index):
            from events_console.ui.completion import Completion  # the first window does without it

            editor.completion = Completion(editor, found)
        return editor

    def help_for(self, _index: Index) -> "Help | None":
        """Return what helps to fill a cell, if anything does."""
        return None

    def name_of(self, index: Index) -> str:
        """Return what a cell is called while it is edited."""
        return str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """End the act of typing."""
        self._live.typing = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell says, when the editor opens and after every change of the cell."""
        if isinstance(editor, CellLine):
            editor.follow(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the text on; an editor in which nothing was typed changes nothing."""
        if isinstance(editor, CellLine):
            editor.tell(lambda text: model.setData(index, text))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Escape takes back what was typed since the editor was opened or its cell changed by itself."""
        if (
            isinstance(editor, CellLine)
            and editor.completion
            and editor.completion.eventFilter(editor, event)
        ):
            return True
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if key == Qt.Key.Key_Escape and isinstance(editor, CellLine):
            editor.take_back()
            self.commitData.emit(editor)
        return super().eventFilter(editor, event)
