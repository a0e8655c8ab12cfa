"""What a person is told when the program itself goes wrong, and the reports that are kept of it."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from events_console.services.crash import Crashes, written_at
from events_console.ui import style
from events_console.ui.exchange_text import full_time
from events_console.ui.language import tr
from events_console.ui.parts import TITLE, button, field_label, label, message_box, row
from events_console.ui.sizes import fit


class CrashReports(QObject):
    """Tells of what went wrong in front of ``window``, once at a time, and shows the reports.

    An error may come from any thread; it is told of on the main one.
    """

    _came = Signal(str)

    def __init__(self, crashes: Crashes, window: QWidget) -> None:
        """Tell of nothing yet."""
        super().__init__(window)
        self._crashes, self._window = crashes, window
        self._told: QMessageBox | None = None
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def report(self, error: BaseException) -> None:
        """Keep a report of ``error`` and say so."""
        written = self._crashes.write(error)
        self._came.emit(str(written) if written else "")

    def tell_of_earlier(self, found: tuple[Path, ...]) -> None:
        """Say that the program broke off before, where reports of that were ``found``."""
        if found:
            self._say(tr("Events Console crashed when it was open last."), has_report=True)

    def show(self) -> None:
        """Show the reports, the newest first."""
        CrashDialog(self._crashes, self._window).open()

    def _tell(self, written: str) -> None:
        self._say(tr("Something went wrong in Events Console itself."), has_report=bool(written))

    def _say(self, sentence: str, *, has_report: bool) -> None:
        if self._told is not None:
            return  # one at a time: an error may come again with each key
        kept = tr(
            "What you composed, sent and received is kept. A report of where in the program it was is on "
            "this computer; it goes nowhere unless you share it."
        )
        lost = tr("What you composed, sent and received is kept; a report could not be written.")
        self._told = message_box(
            QMessageBox.Icon.Warning, TITLE, sentence, self._window, kept if has_report else lost
        )
        self._told.addButton(QMessageBox.StandardButton.Close)
        if has_report:
            self._told.addButton(tr("Show report…"), QMessageBox.ButtonRole.ActionRole).clicked.connect(
                self.show
            )
        self._told.finished.connect(self._forget)
        self._told.open()

    def _forget(self) -> None:
        self._told = None


class CrashDialog(QDialog):
    """The reports, to be read before anybody else gets one; they can be copied and deleted."""

    def __init__(self, crashes: Crashes, parent: QWidget) -> None:
        """Show the newest report."""
        super().__init__(parent)
        self._crashes = crashes
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Crash reports"))
        fit(self, 760, 560)
        self.choice = QComboBox()
        self.choice.setFixedHeight(style.control_height())
        self.choice.currentIndexChanged.connect(self._show)
        self.text = QPlainTextEdit(readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(tr("Report"))
        self.copy = button(tr("Copy"), self._copy)
        self.delete = button(tr("Delete"), self._delete)
        self.folder = button(tr("Open folder"), self._open_folder)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        told = label(
            tr(
                "Where the program itself went wrong. Texts and numbers that may be yours are taken out; "
                "read a report all the same before you share it. Nothing is sent by itself."
            ),
            "muted",
            wrap=True,
        )
        box = QVBoxLayout(self)
        box.setSpacing(style.GAP)
        box.addWidget(told)
        box.addWidget(field_label(tr("Report"), self.choice))
        box.addWidget(self.choice)
        box.addWidget(self.text, 1)
        foot = row(self.copy, self.delete, self.folder, None, buttons)
        box.addLayout(foot)
        self._list()

    def _list(self) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        for report in self._crashes.reports():
            self._add(report)
        self.choice.blockSignals(False)
        self._show()

    def _add(self, report: Path) -> None:
        when = written_at(report)
        self.choice.addItem(report.stem if when is None else full_time(when), report)
        self.choice.setItemData(self.choice.count() - 1, report.name, Qt.ItemDataRole.ToolTipRole)

    def _show(self) -> None:
        report = self.choice.currentData()
        there = isinstance(report, Path)
        self.choice.setToolTip(report.name if there else "")
        for part in (self.copy, self.delete, self.choice):
            part.setEnabled(there)
        if not there:
            self.text.setPlainText(tr("There are no reports: nothing has gone wrong so far."))
            return
        try:
            self.text.setPlainText(report.read_text(encoding="utf-8", errors="replace"))
        except OSError as error:
            self.text.setPlainText(tr("The report cannot be read: {error}.").format(error=error.strerror))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _delete(self) -> None:
        try:
            self._crashes.delete([self.choice.currentData()])
        except OSError as error:
            why = tr("The report cannot be deleted: {error}.").format(error=error.strerror or error)
            message_box(QMessageBox.Icon.Warning, TITLE, why, self).open()
        self._list()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._crashes.folder)))
