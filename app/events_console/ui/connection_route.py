"""The part of a connection's form that few need: another endpoint, certificates, time-outs, attempts."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QLineEdit, QSpinBox, QWidget

from events_console.domain import endpoint
from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.services.connections import LONGEST_WAIT, MOST_ATTEMPTS
from events_console.ui.form_rows import Check, FormRows, number
from events_console.ui.language import tr
from events_console.ui.parts import ElidedLabel, button, label

_CERTIFICATES: Final = tr("Certificates (*.pem *.crt *.cer);;All files (*)")
_NOT_HERE: Final = frozenset({"name", "kind", "region", "keys", "profile", "id"})
_SEVERAL: Final = tr("Up to {count} tries where no answer comes: an event with an eventId still counts once.")
_NOT_CHECKED: Final = tr(
    "Whoever is on the way to the server can read and change requests. A banner says so while this is off."
)


class RouteFields(QObject):
    """Edits how requests reach the service."""

    def __init__(self, rows: FormRows) -> None:
        """Append the fields to ``rows``."""
        super().__init__(rows)
        self._rows = rows
        self.endpoint, self.confirmed, self.ca_bundle = QLineEdit(), QLineEdit(), QLineEdit()
        self.fips, self.dual_stack = Check("FIPS"), Check(tr("Dual-stack (IPv4 and IPv6)"))
        self.verify = Check(tr("Verify TLS certificates"))
        self.connect_timeout = _Seconds(tr("Seconds to connect"))
        self.read_timeout = _Seconds(tr("Seconds to answer"))
        self.attempts = QSpinBox(minimum=1, maximum=MOST_ATTEMPTS)
        number(self.attempts)
        self.proxy = ElidedLabel()
        self.endpoint.setPlaceholderText(tr("the region’s own"))
        self.ca_bundle.setPlaceholderText(tr("the usual certificates"))
        self._browse = button(
            tr("Browse…"), self._choose_file, tip=tr("Choose a file of certificates to trust")
        )
        self._browse.setAutoDefault(False)
        self._endpoint = rows.add(tr("Endpoint"), self.endpoint)
        self._confirmed = rows.add(tr("Confirm host"), self.confirmed)
        self._variants = rows.add(tr("Variants"), self.fips, self.dual_stack, None)
        self._certificates = rows.add(tr("CA bundle"), self.ca_bundle, self._browse)
        self._tls = rows.add("TLS", self.verify)
        self.verify.setAccessibleName(self.verify.text())
        waits = (
            self.connect_timeout,
            label(tr("to connect"), "muted"),
            self.read_timeout,
            label(tr("to answer"), "muted"),
        )
        self._waits = rows.add(tr("Time-outs"), *waits, None)
        self._attempts = rows.add(tr("Attempts"), self.attempts, None)
        self._proxy = rows.add(tr("Proxy"), self.proxy)
        self._needs_confirming = False
        self._key_id: str | None = None

    def show_connection(self, connection: Connection) -> None:
        """Show how requests of ``connection`` travel."""
        self.endpoint.setText(connection.endpoint_url or "")
        self.confirmed.setText(connection.confirmed_host or "")
        self.fips.setChecked(connection.fips)
        self.dual_stack.setChecked(connection.dual_stack)
        self.ca_bundle.setText(connection.ca_bundle or "")
        self.verify.setChecked(connection.verify_tls)
        self.connect_timeout.setValue(connection.connect_timeout)
        self.read_timeout.setValue(connection.read_timeout)
        self.attempts.setValue(connection.attempts)

    def show_proxy(self, proxy: str | None) -> None:
        """Say which proxy is in force for the endpoint."""
        self.proxy.set_full_text(proxy or tr("none on the way"))

    def applied_to(self, connection: Connection) -> Connection:
        """Return ``connection`` with the route of the fields; a host is confirmed by its whole name."""
        own = self.endpoint.text().strip()
        typed = self.confirmed.text().strip().lower().removesuffix(".")
        return replace(
            connection,
            endpoint_url=own or None,
            confirmed_host=typed if typed and typed == endpoint.host(own) else None,
            fips=self.fips.isChecked(),
            dual_stack=self.dual_stack.isChecked(),
            ca_bundle=self.ca_bundle.text().strip() or None,
            verify_tls=self.verify.isChecked(),
            connect_timeout=self.connect_timeout.value(),
            read_timeout=self.read_timeout.value(),
            attempts=self.attempts.value(),
        )

    def flawed(self, connection: Connection) -> tuple[QWidget, str] | None:
        """Return the field for which nothing can go to ``connection``, and why, in a sentence."""
        if why := endpoint.flaw(replace(connection, verify_tls=True)):
            return self.endpoint, why
        why = endpoint.flaw(connection)
        return (self.verify, why) if why else None

    def follow(self, connection: Connection, key_id: str | None) -> None:
        """Say what follows from the fields, of which ``connection`` is made; ``key_id`` is known or None."""
        field, why = self.flawed(connection) or (None, "")
        host = endpoint.host(connection.endpoint_url or "")
        keyless = connection.keys in {KeySource.SANDBOX, KeySource.UNSIGNED}
        outside = bool(host) and not (endpoint.is_aws(host) or endpoint.is_loopback(host))
        asks = outside and not keyless and field is not self.endpoint
        if not asks:
            self._rows.setRowVisible(self._confirmed, False)
        if connection.confirmed_host:
            self._confirmed.say(tr("Keys may go to {host}.").format(host=host), "good")
        else:
            self._confirmed.say(
                tr("This is no host of AWS: type its name, {host}, to let keys go there.").format(host=host),
                "warning",
            )
        refusal = (
            None
            if asks or connection.keys is KeySource.UNSIGNED
            else endpoint.refusal(connection, key_id or "")
        )
        if field is self.endpoint:
            self._endpoint.say(why, "error")
        elif refusal and not field:
            self._endpoint.say(refusal, "warning")
        else:
            self._endpoint.say(tr("Requests go to {url}.").format(url=endpoint.url(connection)))
        for check in (self.fips, self.dual_stack):
            check.setEnabled(not connection.endpoint_url)
        self._variants.say(tr("Only the region’s own endpoint has them.") if connection.endpoint_url else "")
        if field is self.verify:
            self._tls.say(why, "error")
        else:
            self._tls.say("" if connection.verify_tls else _NOT_CHECKED, "warning")
        self._attempts.say(_SEVERAL.format(count=connection.attempts) if connection.attempts > 1 else "")

    def is_usual(self, connection: Connection) -> bool:
        """Return whether ``connection`` is like most in all that is edited here."""
        usual = Connection("", ConnectionKind.DEVELOPMENT, "")
        return all(
            getattr(connection, name) == getattr(usual, name)
            for name in Connection.__slots__
            if name not in _NOT_HERE
        )

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.ca_bundle, tr("Certificates to trust"), self.ca_bundle.text(), _CERTIFICATES
        )
        if name:
            self.ca_bundle.setText(name)
            self._rows.edited.emit()


class _Seconds(QDoubleSpinBox):
    """A time-out, without the zeros that say nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(maximum=LONGEST_WAIT, decimals=3, suffix=tr(" s", "seconds"))
        self.setSpecialValueText(tr("no limit"))
        number(self, name)

    def textFromValue(self, val: float) -> str:
        return f"{val:g}".replace(".", self.locale().decimalPoint())
