"""The page of the checks about the items: attaching a file of them, and looking for one."""

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QTableView

from events_console.ui.attachment_page import AttachmentPage
from events_console.ui.checking import CATALOGUE, Checking
from events_console.ui.event_table import Index
from events_console.ui.exchange_text import full_time
from events_console.ui.form_rows import search_line
from events_console.ui.language import number, tr
from events_console.ui.parts import glimpse, label, plain_tip, row
from events_console.ui.read_only_table import set_up
from events_console.ui.tasks import Tasks
from events_console.ui.words import ago

if TYPE_CHECKING:
    from collections.abc import Mapping

    from events_console.services.attachments import Attachments

_COLUMNS: Final = (tr("Item ID"), tr("Title"))
_PURPOSE: Final = tr(
    "PutEvents accepts any item ID. With the items of the dataset group, from a CSV file in the Items format "
    "(a column ITEM_ID, and one with titles if there is one), the console warns of IDs that are not among "
    "them, and completes item IDs with their titles. They are kept here and are sent nowhere."
)
_FILTER: Final = tr("Items in CSV (*.csv *.txt *.tsv);;All files (*)")

Item = tuple[str, str, str]  # ID, title, and both as the search sees them


class ItemList(QAbstractTableModel):
    """Items and their titles: those in which a text is found."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without items."""
        super().__init__(parent)
        self._all: tuple[Item, ...] = ()
        self._shown: tuple[Item, ...] = ()

    def show_items(self, items: tuple[Item, ...], wanted: str) -> None:
        """List those of ``items`` in which the text ``wanted`` is found."""
        self._all = items
        self.filter(wanted)

    def filter(self, wanted: str) -> None:
        """List those in which the text ``wanted`` is found, whatever its case."""
        folded = wanted.strip().casefold()
        self.beginResetModel()
        self._shown = tuple([item for item in self._all if folded in item[2]]) if folded else self._all
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an ID or a title."""
        if not index.isValid():
            return None
        text = self._shown[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return glimpse(text)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        named = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _COLUMNS[section] if named else None


class ItemsPage(AttachmentPage):
    """Shows the items and searches them; everything it offers is done by ``checking``."""

    def __init__(self, checking: Checking, tasks: Tasks) -> None:
        """Show what ``checking`` has attached."""
        super().__init__(tr("No items are attached"), _PURPOSE, _FILTER)
        self._checking, self._tasks = checking, tasks
        self._titles: Mapping[str, str] = {}
        self.items = ItemList(self)
        self.search = search_line(tr("Search IDs and titles"), tr("Search items"))
        self.search.textChanged.connect(self._filter)
        self._found = label("", "muted")
        self._found.hide()
        self.table = QTableView()
        self.table.setModel(self.items)
        set_up(self.table, tr("Items"))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.resizeSection(0, 280)
        self.body.addLayout(row(self.search, self._found))
        self.body.addWidget(self.table)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self.table.setFocus)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.file_chosen.connect(checking.attach_catalogue)
        self.remove_requested.connect(checking.remove_catalogue)

    def show_attachments(self, attachments: "Attachments") -> None:
        """Show the items of ``attachments``, or that there are none."""
        attached = attachments.catalogue
        titles = attached.catalogue.titles if attached else {}
        if attached is None:
            self.show_nothing()
        else:
            exact = full_time(attached.as_of)
            facts = _facts(titles, ago(time.time() - attached.as_of))
            self.show_attached(attached.source, facts, exact)
        if titles is not self._titles:
            self._titles = titles
            self._tasks.run(partial(_prepared, titles), partial(self._take_items, titles))

    def follow(self) -> None:
        """Show whether a file is being read."""
        self.show_busy(tr("Reading the items") if self._checking.is_reading(CATALOGUE) else "")

    def _take_items(self, titles: "Mapping[str, str]", items: tuple[Item, ...]) -> None:
        if titles is self._titles:
            self._show(partial(self.items.show_items, items))

    def _filter(self) -> None:
        self._show(self.items.filter)

    def _show(self, list_those_with: Callable[[str], None]) -> None:
        wanted = self.search.text()
        list_those_with(wanted)
        self._found.setText(tr("{count} found").format(count=number(self.items.rowCount())))
        self._found.setVisible(bool(wanted.strip()))


def _facts(titles: "Mapping[str, str]", age: str) -> str:
    count, titled = len(titles), sum(map(bool, titles.values()))
    if titled == count:
        told = tr("%Ln item(s) · read {ago}", "", count)
    elif titled:
        told = tr("%Ln item(s), {titled} with a title · read {ago}", "", count)
    else:
        told = tr("%Ln item(s), without titles · read {ago}", "", count)
    return told.format(titled=number(titled), ago=age)


def _prepared(titles: "Mapping[str, str]") -> tuple[Item, ...]:
    return tuple([(item, title, f"{item}\n{title}".casefold()) for item, title in titles.items()])
