"""What tables have in common in which rows are looked at and chosen, and nothing is typed."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from events_console.ui import style


class CopyingTable(QTableView):
    """A table that copies what is selected in it; the window's action for the key knows nothing of it."""

    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """Take the key of copying before the window does."""
        if event.type() is QEvent.Type.ShortcutOverride and _copies(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying copies; everything else is Qt's."""
        if _copies(event):
            self.copy()
        else:
            super().keyPressEvent(event)


def _copies(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy)


def set_up(table: QTableView, name: str) -> None:
    """Have ``table``, called ``name``, look like the others, with whole rows to select; Tab leaves it."""
    style.set_role(table, "boxed")
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(style.row_height())
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
