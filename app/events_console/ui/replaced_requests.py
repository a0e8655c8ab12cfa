"""The dialog that brings back a request that another one was put in the place of."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from events_console import paths
from events_console.services import drafts, replaced
from events_console.services.drafts import Draft
from events_console.services.replaced import Replaced
from events_console.ui import read_only_table, style
from events_console.ui.exchange_text import short_time
from events_console.ui.language import number, tr
from events_console.ui.parts import button, label, plain_tip, row
from events_console.ui.sizes import fit

if TYPE_CHECKING:
    from events_console.ui.main_window import MainWindow

_SIZE: Final = (720, 360)
_COLUMNS: Final = (tr("Replaced"), tr("Events"), tr("First event"), tr("Request"))
_EVENTS: Final = 1
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDEST: Final = 280  # pixels of what the first event is; the last column takes the rest
_ORDER: Final = tr("Newest first. The present request changes places with the one that you bring back.")


class ReplacedDialog(QDialog):
    """Lists the requests that others were put in the place of.

    Signals: ``chosen(Replaced)`` with the one to bring back.
    """

    chosen = Signal(object)

    def __init__(self, entries: Sequence[Replaced], parent: QWidget) -> None:
        """List ``entries``, of which there is one at least."""
        super().__init__(parent)
        self.setWindowTitle(tr("Bring back a replaced request"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, *_SIZE)
        self.entries = tuple(entries)
        self.table = QTableWidget(len(self.entries), len(_COLUMNS))
        read_only_table.set_up(self.table, self.windowTitle())
        for column, name in enumerate(_COLUMNS):
            self.table.setHorizontalHeaderItem(column, _cell(name, column))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setMaximumSectionSize(_WIDEST)
        for place, entry in enumerate(self.entries):
            self._fill(place, entry)
        self.table.resizeColumnsToContents()
        self.table.selectRow(0)
        self.table.doubleClicked.connect(lambda _: self.accept())
        take, cancel = button(tr("Bring back"), self.accept, "primary"), button(tr("Cancel"), self.reject)
        for each in (cancel, take):
            each.setAutoDefault(each is take)
            each.setFixedHeight(style.control_height())
        take.setDefault(True)
        box = QVBoxLayout(self)
        box.setSpacing(style.GAP)
        box.addWidget(label(_ORDER, "muted", wrap=True))
        box.addWidget(self.table, 1)
        box.addLayout(row(None, cancel, take, spacing=8))
        self.table.setFocus()

    def accept(self) -> None:
        """Bring back the one that is selected."""
        self.chosen.emit(self.entries[self.table.currentRow()])
        super().accept()

    def _fill(self, place: int, entry: Replaced) -> None:
        events = "" if entry.events is None else number(entry.events)
        first = tr("No event") if entry.events == 0 else entry.first
        for column, text in enumerate((short_time(entry.time), events, first, entry.about)):
            cell = _cell(text, column)
            cell.setToolTip(plain_tip(text))
            self.table.setItem(place, column, cell)


def _cell(text: str, column: int) -> QTableWidgetItem:
    made = QTableWidgetItem(text)
    if column == _EVENTS:
        made.setTextAlignment(_RIGHT)
    return made


def ask(window: "MainWindow", on_choose: Callable[[Draft], object]) -> None:
    """Ask in front of ``window`` which one, and call ``on_choose`` with it; or say why there is none."""
    try:
        entries = replaced.listed(paths.replaced_drafts())
    except OSError as error:
        window.warn(tr("The replaced requests cannot be listed: {error}.").format(error=error))
        return
    if not entries:
        window.tell(tr("No edited request has been replaced by another one yet."))
        return
    dialog = ReplacedDialog(entries, window)
    dialog.chosen.connect(lambda entry: _take(window, entry, on_choose))
    dialog.open()


def _take(window: "MainWindow", entry: Replaced, on_choose: Callable[[Draft], object]) -> None:
    try:
        kept = drafts.load(entry.path)
    except OSError as error:
        cannot = tr("{file} cannot be read: {why}.")
        window.warn(cannot.format(file=entry.path, why=error.strerror or error))
    except ValueError as damage:
        window.warn(f"The request {damage}")
    else:
        if kept is None:
            window.tell(tr("That request is gone: ten others have been replaced since."))
        else:
            on_choose(kept)
