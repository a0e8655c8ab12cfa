"""The dialog of what requests over the connection in use are checked against."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from events_console.ui import style
from events_console.ui.attachment_page import tidy
from events_console.ui.checking import CATALOGUE, SCHEMA, SILENCED, Checking
from events_console.ui.items_page import ItemsPage
from events_console.ui.language import tr
from events_console.ui.parts import button, row
from events_console.ui.rules_page import RulesPage
from events_console.ui.schema_page import SchemaPage
from events_console.ui.sizes import fit
from events_console.ui.tasks import Tasks

if TYPE_CHECKING:
    from events_console.services.attachments import Attachments

PAGES: Final = {SCHEMA: tr("Dataset schema"), CATALOGUE: tr("Items"), SILENCED: tr("Rules")}
_SIZE: Final = (940, 640)


class ChecksDialog(QDialog):
    """Shows and changes what ``checking`` holds, at once; made once, and opened as often as it is needed."""

    def __init__(self, checking: Checking, tasks: Tasks, parent: QWidget) -> None:
        """Show what is attached to the connection in use."""
        super().__init__(parent)
        fit(self, *_SIZE)
        self._checking = checking
        self.schema, self.items = SchemaPage(checking), ItemsPage(checking, tasks)
        self.rules = RulesPage(checking)
        self.pages: dict[str, SchemaPage | ItemsPage | RulesPage] = {
            SCHEMA: self.schema,
            CATALOGUE: self.items,
            SILENCED: self.rules,
        }
        self.tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(tr("What is checked against"))
        self._stack = QStackedWidget()
        for part, name in PAGES.items():
            self.tabs.addTab(name)
            self._stack.addWidget(self.pages[part])
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        close = button(tr("Close"), self.reject)
        tidy(close)
        box = QVBoxLayout(self)
        box.setSpacing(style.GAP)
        box.addWidget(self.tabs)
        box.addWidget(self._stack, 1)
        box.addLayout(row(None, close))
        checking.changed.connect(self._show)
        checking.busy_changed.connect(self._follow)
        checking.told.connect(self._tell)

    def open_on(self, part: str = "") -> None:
        """Open the dialog on the page about ``part``, or on the one that was looked at last."""
        if part:
            self.tabs.setCurrentIndex(list(PAGES).index(part))
        if part == SILENCED:
            self.rules.search.clear()
        self._show(self._checking.attachments)
        self.rules.put_silenced_first()
        self._follow()
        self.open()
        self.tabs.setFocus()

    def reject(self) -> None:
        """Close, and wait for the service no longer."""
        if self._checking.is_fetching:
            self._checking.stop_fetching()
        super().reject()

    def _show(self, attachments: "Attachments") -> None:
        self.setWindowTitle(tr("Checks for {connection}").format(connection=self._checking.place))
        for page in self.pages.values():
            page.show_attachments(attachments)

    def _follow(self) -> None:
        for page in self.pages.values():
            page.follow()

    def _tell(self, part: str, sentence: str, tone: str) -> None:
        for name, page in self.pages.items():
            if part in {name, ""}:
                page.tell(sentence, tone)
