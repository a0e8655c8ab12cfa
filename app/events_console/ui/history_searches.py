"""Searches of the history that have a name."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from events_console.domain.wording import quoted
from events_console.ui import style
from events_console.ui.language import tr
from events_console.ui.parts import ElidedLabel, announce, button, field_label, label, plain_tip, row

Searches = tuple[tuple[str, str], ...]

_WIDTH: Final = 420
_ROW: Final = 24  # pixels
_LINE: Final = Qt.ItemDataRole.UserRole


class SavedSearches(QObject):
    """Keeps the searches and offers them in :attr:`menu`.

    Signals: ``changed(Searches)`` when they are others; ``chosen(str)`` with the line of one to search for.
    """

    changed = Signal(object)
    chosen = Signal(str)

    def __init__(self, line: Callable[[], str], parent: QWidget) -> None:
        """Save what ``line`` returns at the time; ask in front of ``parent``."""
        super().__init__(parent)
        self._line = line
        self._window = parent
        self._searches: Searches = ()
        self.menu = QMenu(tr("Sa&ved searches"), parent)
        self._save = QAction(tr("&Save this search…"), self)
        self._save.triggered.connect(self._ask_name)
        self._manage = QAction(tr("&Manage saved searches…"), self)
        self._manage.triggered.connect(self._show_all)
        self._fill()

    @property
    def searches(self) -> Searches:
        """The searches: names and lines, in the order in which they were saved."""
        return self._searches

    def take(self, searches: Searches) -> None:
        """Offer ``searches``."""
        self._searches = searches
        self._fill()

    def _change(self, searches: Searches) -> None:
        self.take(searches)
        self.changed.emit(searches)

    def _fill(self) -> None:
        self.menu.clear()
        for name, line in self._searches:
            action = QAction(name.replace("&", "&&"), self.menu)
            action.setToolTip(plain_tip(line))
            action.setStatusTip(line)
            action.triggered.connect(partial(self._choose, line))
            self.menu.addAction(action)
        self.menu.addSeparator()
        self.menu.addActions([self._save, self._manage])
        self.menu.setToolTipsVisible(True)
        self.follow()

    def follow(self) -> None:
        """Offer to save where there is a search."""
        self._save.setEnabled(bool(self._line()))
        self._manage.setEnabled(bool(self._searches))

    def _choose(self, line: str) -> None:
        self.chosen.emit(line)

    def _ask_name(self) -> None:
        dialog = NameDialog(self._line(), self._searches, self._window)
        dialog.named.connect(self._save_as)
        dialog.open()

    def _save_as(self, name: str, line: str) -> None:
        self._change(tuple({**dict(self._searches), name: line}.items()))

    def _show_all(self) -> None:
        dialog = SearchesDialog(self._searches, self._window)
        dialog.changed.connect(self._change)
        dialog.open()


class NameDialog(QDialog):
    """Asks what a search is to be called.

    Signals: ``named(str, str)`` with the name and the line.
    """

    named = Signal(str, str)

    def __init__(self, line: str, searches: Searches, parent: QWidget) -> None:
        """Ask for the name of ``line``, which may be that of one of ``searches``."""
        super().__init__(parent)
        self.setWindowTitle(tr("Save this search"))
        self.setMinimumWidth(_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._line, self._present = line, dict(searches)
        self.name = QLineEdit(line)
        self.name.setFixedHeight(style.control_height())
        self.name.selectAll()
        self.name.textChanged.connect(self._follow)
        self.hint = label("", "muted", wrap=True)
        self.save = button(tr("Save"), self.accept, "primary")
        cancel = button(tr("Cancel"), self.reject)
        for each in (cancel, self.save):
            each.setAutoDefault(each is self.save)
            each.setFixedHeight(style.control_height())
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addWidget(ElidedLabel(line, "muted"))
        box.addWidget(field_label(tr("Name"), self.name))
        box.addWidget(self.name)
        box.addWidget(self.hint)
        box.addLayout(row(None, cancel, self.save, spacing=8))
        self._follow()

    def accept(self) -> None:
        """Save under the name that stands there, if one does."""
        if name := self.name.text().strip():
            self.named.emit(name, self._line)
            super().accept()

    def _follow(self) -> None:
        name = self.name.text().strip()
        there = self._present.get(name)
        self.save.setEnabled(bool(name))
        self.save.setText(tr("Save") if there is None else tr("Replace"))
        replaces = tr("Takes the place of the search {line}.")
        self.hint.setText("" if there is None else replaces.format(line=quoted(there)))


class SearchesDialog(QDialog):
    """Lists the saved searches, to rename and delete them.

    Signals: ``changed(Searches)`` after each change.
    """

    changed = Signal(object)

    def __init__(self, searches: Searches, parent: QWidget) -> None:
        """List ``searches``."""
        super().__init__(parent)
        self.setWindowTitle(tr("Saved searches"))
        self.setMinimumWidth(_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Saved searches"))
        style.set_role(self.list, "boxed")
        self.list.setSpacing(2)
        for name, line in searches:
            item = QListWidgetItem(name, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setData(_LINE, (name, line))
            item.setSizeHint(QSize(0, max(_ROW, self.list.fontMetrics().height() + 6)))
            item.setToolTip(plain_tip(line))
        self.sentence = label("", "muted", wrap=True)
        self.rename = button(tr("Rename"), self._rename)
        self.delete = button(tr("Delete"), self._delete)
        done = button(tr("Done"), self.accept, "primary")
        for each in (self.rename, self.delete, done):
            each.setAutoDefault(False)
            each.setFixedHeight(style.control_height())
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addWidget(self.list, 1)
        box.addWidget(self.sentence)
        box.addLayout(row(self.rename, self.delete, None, done, spacing=8))
        self.list.itemChanged.connect(self._take_name)
        self.list.currentItemChanged.connect(self._follow)
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, self._delete)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.list.setCurrentRow(0)
        self._follow()

    def _searches(self) -> Searches:
        return tuple(self.list.item(place).data(_LINE) for place in range(self.list.count()))

    def _follow(self) -> None:
        chosen = self.list.currentRow() >= 0
        self.rename.setEnabled(chosen)
        self.delete.setEnabled(chosen)
        self.sentence.setText(self.list.currentItem().data(_LINE)[1] if chosen else tr("No search is saved."))

    def _rename(self) -> None:
        self.list.editItem(self.list.currentItem())

    def _take_name(self, item: QListWidgetItem) -> None:
        before, line = item.data(_LINE)
        name = item.text().strip()
        taken = name != before and name in dict(self._searches())
        self.list.blockSignals(True)
        item.setText(before if taken or not name else name)
        item.setData(_LINE, (item.text(), line))
        self.list.blockSignals(False)
        if taken or not name:
            why = (
                tr("Another search is called {name}: this one is still {before}.")
                if taken
                else tr("A search needs a name: this one is still {before}.")
            )
            self.sentence.setText(why.format(name=quoted(name), before=quoted(before)))
            announce(self.list, self.sentence.text())
        elif name != before:
            self.changed.emit(self._searches())

    def _delete(self) -> None:
        if self.list.currentRow() >= 0:
            self.list.takeItem(self.list.currentRow())
            self.changed.emit(self._searches())
            self._follow()
