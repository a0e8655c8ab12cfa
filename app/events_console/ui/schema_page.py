"""The page of the checks about the dataset schema: attaching or fetching it, and what feeds its fields."""

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from events_console.domain.dataset_schema import FEEDS, SchemaField, folded
from events_console.domain.fields import label_of
from events_console.ui.attachment_page import AttachmentPage, tidy
from events_console.ui.checking import SCHEMA, Checking
from events_console.ui.exchange_text import full_time
from events_console.ui.language import tr
from events_console.ui.parts import button, label, plain_tip, set_pill
from events_console.ui.read_only_table import set_up
from events_console.ui.words import ago, tr_word

if TYPE_CHECKING:
    from events_console.services.attachments import Attachments

_COLUMNS: Final = (tr("Field"), tr("Type"), tr("Required"), tr("Fed by"))
_PURPOSE: Final = tr(
    "PutEvents accepts any property and stores only those that the Item interactions schema of the dataset "
    "group has. With that schema the console warns of properties that no field takes, of values that do not "
    "fit, and of required fields that nothing fills. It is kept here, for work without a network as well."
)
_GRANTS: Final = tr(
    "Fetching makes List and Describe calls alone, which change nothing, with the tracking ID of the request."
)
_NO_TRACKER: Final = tr("To fetch it, type or pick the tracking ID of the request first.")
_FILTER: Final = tr("Avro schemas (*.json *.avsc *.avro.json *.txt);;All files (*)")
_MEMBERS: Final = {folded(field): member for member, field in FEEDS.items()}


class SchemaPage(AttachmentPage):
    """Shows the schema as a table of its fields; everything it offers is done by ``checking``."""

    def __init__(self, checking: Checking) -> None:
        """Show what ``checking`` has attached."""
        super().__init__(tr("No dataset schema is attached"), _PURPOSE, _FILTER)
        self._checking = checking
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setHorizontalHeaderLabels(_COLUMNS)
        set_up(self.table, tr("Fields of the schema"))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.body.addWidget(self.table)
        self.fetch = button(tr("Fetch through the tracker"), checking.fetch_schema)
        self.fetch_again = button(tr("Fetch again"), checking.fetch_schema, tip=tr("Ask the service again"))
        self.stop = button(tr("Stop"), checking.stop_fetching, tip=tr("Wait for the service no longer"))
        for each in (self.fetch, self.fetch_again, self.stop):
            tidy(each)
        self._hint = label("", "muted", wrap=True)
        self.empty_buttons.insertWidget(1, self.fetch)
        self.empty.addWidget(self._hint)
        self.buttons.insertWidget(0, self.fetch_again)
        self.progress_row.addWidget(self.stop)
        self.file_chosen.connect(checking.attach_schema)
        self.remove_requested.connect(checking.remove_schema)
        checking.progressed.connect(self._show_progress)

    def show_attachments(self, attachments: "Attachments") -> None:
        """Show the schema of ``attachments``, or that there is none."""
        attached = attachments.schema
        if attached is None:
            self.show_nothing()
            return
        schema = attached.schema
        read = tr("%Ln field(s) · from {source}, read {ago}", "", len(schema.fields))
        facts = read.format(source=attached.source, ago=ago(time.time() - attached.as_of))
        self.show_attached(schema.name, facts, full_time(attached.as_of))
        set_pill(self.badge, attached.domain or "", "info")
        self.table.setRowCount(len(schema.fields))
        for place, field in enumerate(schema.fields):
            for column, text in enumerate(_cells(field)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self.table.setItem(place, column, item)

    def follow(self) -> None:
        """Offer what can be done now."""
        checking = self._checking
        fetches, can_fetch = checking.is_fetching, bool(checking.tracking_id)
        reads = tr("Reading the schema") if checking.is_reading(SCHEMA) else ""
        self.show_busy(tr("Fetching the schema") if fetches else reads)
        self.stop.setVisible(fetches)
        if not fetches:
            self.progress.setRange(0, 0)
        for each in (self.fetch, self.fetch_again):
            each.setEnabled(can_fetch and not fetches and not reads)
            each.setToolTip(tr("Ask the service for it") if can_fetch else _NO_TRACKER)
        self._hint.setText(_GRANTS if can_fetch else _NO_TRACKER)

    def _show_progress(self, done: int, of: int) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(done)


def _cells(field: SchemaField) -> tuple[str, str, str, str]:
    fed_by = f"properties.{field.key}" if field.is_own else tr_word(label_of(_MEMBERS[folded(field.name)]))
    types = tr(" or ", "between types").join(field.types)
    if field.categorical:
        types = tr("{types}, categorical").format(types=types)
    return field.name, types, tr("Yes") if field.required else tr("No"), fed_by
