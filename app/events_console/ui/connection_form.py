"""The form of one connection: where it leads, with which keys, and how carefully."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from events_console.domain import endpoint, service_model
from events_console.domain.connection import Connection, ConnectionKind, Credentials
from events_console.services.connections import name_flaw
from events_console.ui import style
from events_console.ui.connection_keys import KeyFields
from events_console.ui.connection_route import RouteFields
from events_console.ui.form_rows import Chooser, FormRows
from events_console.ui.icons import icon
from events_console.ui.language import tr
from events_console.ui.parts import label, row
from events_console.ui.words import tr_word

KINDS: Final = (ConnectionKind.DEVELOPMENT, ConnectionKind.PRODUCTION, ConnectionKind.SANDBOX)
_MEANING: Final = {
    ConnectionKind.DEVELOPMENT: tr("For data that may be spoiled."),
    ConnectionKind.PRODUCTION: tr("Nothing is sent before somebody has typed the connection’s name."),
    ConnectionKind.SANDBOX: tr("For a stand-in of the service, such as events-console sandbox."),
}
_REST: Final = tr("Endpoint, certificates, time-outs, attempts, proxy")
_MORE: Final = tr("More: endpoint, certificates, time-outs, attempts, proxy")


class ConnectionForm(QWidget):
    """Edits one connection; nothing is kept before somebody takes :meth:`connection` and keeps it.

    Signals: ``edited()`` after every change by the person; ``forget_requested()`` to forget the kept keys.
    """

    edited = Signal()
    forget_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for :meth:`show_connection`."""
        super().__init__(parent)
        self._shown = Connection("", ConnectionKind.DEVELOPMENT, "us-east-1")
        self._others: tuple[Connection, ...] = ()
        self.rows = FormRows(self)
        self.name, self.kind = QLineEdit(), Chooser(map(tr_word, KINDS))
        self.region = Chooser(service_model.regions(), editable=True)
        self._name = self.rows.add(tr("Name"), self.name)
        self._kind = self.rows.add(tr("Kind"), self.kind)
        self._region = self.rows.add(tr("Region"), self.region)
        self.keys = KeyFields(self.rows)
        self.more, self._heading = QPushButton(_MORE, autoDefault=False), label(_REST, "title")
        self.more.setCheckable(True)
        style.set_role(self.more, "fold")
        self.more.toggled.connect(lambda _: self._follow())
        for each in (self.more, self._heading):
            each.setFixedHeight(style.control_height())
        self.rows.addRow(row(self.more, self._heading, None))
        self._before_more = self.rows.rowCount()
        self.route = RouteFields(self.rows)
        self.keys.forget_requested.connect(self.forget_requested)
        self.rows.edited.connect(self._take_edit)
        self._follow()

    def show_connection(self, connection: Connection, others: Iterable[Connection] = ()) -> None:
        """Fill the form with ``connection``, which may not have the name of any of the ``others``."""
        self._shown, self._others = connection, tuple(others)
        self.rows.blockSignals(True)  # spin boxes tell of any change
        self.name.setText(connection.name)
        self.kind.setCurrentIndex(KINDS.index(connection.kind))
        self.region.setEditText(connection.region)
        self.keys.show_connection(connection)
        self.route.show_connection(connection)
        self.rows.blockSignals(False)
        self.more.setChecked(not self.route.is_usual(connection))
        self._follow()

    def connection(self) -> Connection:
        """Return what the form says."""
        typed = replace(
            self._shown,
            name=self.name.text().strip(),
            kind=KINDS[self.kind.currentIndex()],
            region=self.region.currentText().strip().lower(),
        )
        return self.route.applied_to(self.keys.applied_to(typed))

    def typed(self) -> Credentials | None:
        """Return the keys that were typed; None where none were."""
        return self.keys.typed()

    def is_changed(self) -> bool:
        """Return whether anything would be lost if the form showed something else."""
        return self.typed() is not None or self.connection() != self._shown

    def flawed(self) -> tuple[QWidget, str] | None:
        """Return the first field that keeps the form from being saved, and why, in a sentence."""
        connection = self.connection()
        if why := name_flaw(connection, self._others):
            return self.name, why
        if why := endpoint.flaw(replace(connection, endpoint_url=None, verify_tls=True)):
            return self.region, why
        return self.keys.flawed() or self.route.flawed(connection)

    def go_to(self, field: QWidget) -> None:
        """Put the focus into a field, wherever it is."""
        if not field.isVisibleTo(self):
            self.more.setChecked(True)
        field.setFocus()

    def _take_edit(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        connection = self.connection()
        self._kind.say(_MEANING[connection.kind])
        self._name.say(name_flaw(connection, self._others) or "", "error")
        flaw = endpoint.flaw(replace(connection, endpoint_url=None, verify_tls=True))
        if flaw:
            self._region.say(flaw, "error")
        elif connection.region not in service_model.regions():
            self._region.say(
                tr("The service is not known to be in this region: see that it is meant."), "warning"
            )
        else:
            self._region.say("")
        self._show_more(connection)
        self.route.follow(connection, self.keys.known_key_id())

    def _show_more(self, connection: Connection) -> None:
        """Show the rest where it is asked for, and always where it says anything unusual."""
        usual = self.route.is_usual(connection)
        shown = self.more.isChecked() or not usual
        self.more.setVisible(usual)
        self.more.setIcon(icon("chevron" if shown else "chevron-right", "accent"))
        self._heading.setHidden(usual)
        for place in range(self._before_more, self.rows.rowCount()):
            self.rows.setRowVisible(place, shown)
