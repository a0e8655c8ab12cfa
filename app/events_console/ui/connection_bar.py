"""The top of the window: where requests go, and the buttons that matter most."""

from urllib.parse import urlsplit

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from events_console.domain.connection import Connection, ConnectionKind
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.parts import ElidedLabel, label, pill, set_pill

_TONES = {
    ConnectionKind.SANDBOX: "good",
    ConnectionKind.DEVELOPMENT: "info",
    ConnectionKind.PRODUCTION: "warning",
}


class ConnectionBar(QWidget):
    """Names the connection with a badge in words, its region and host; offers the palette and Send."""

    def __init__(
        self, console: Console, search: QAction, send: QAction, parent: QWidget | None = None
    ) -> None:
        """Show the console's connection once there is one."""
        super().__init__(parent)
        self._console = console
        self._name = label("Sandbox", "title")
        self._badge = pill()
        self._where = ElidedLabel("starting…", "muted")
        self.send_button = _ActionButton(send, "primary")
        box = QHBoxLayout(self)
        box.setContentsMargins(4, 0, 0, 0)
        box.setSpacing(style.GAP)
        for part in (self._name, self._badge, self._where, _ActionButton(search), self.send_button):
            box.addWidget(part)
        box.setStretchFactor(self._where, 1)
        console.ready.connect(self._show)
        set_pill(self._badge, f"● {ConnectionKind.SANDBOX}", _TONES[ConnectionKind.SANDBOX])

    def _show(self) -> None:
        connection = self._console.connection
        if connection:
            self._name.setText(connection.name)
            self._name.setVisible(connection.name != connection.kind)  # the badge says it already
            set_pill(self._badge, f"● {connection.kind}", _TONES[connection.kind])
            self._where.set_full_text(_where(connection))


def _where(connection: Connection) -> str:
    host = urlsplit(connection.endpoint_url).netloc if connection.endpoint_url else "AWS"
    local = " · stays on this computer" if connection.kind is ConnectionKind.SANDBOX else ""
    return f"{host} · {connection.region}{local}"


class _ActionButton(QPushButton):
    """A button for an action, which names its shortcut beside its text."""

    def __init__(self, action: QAction, role: str = "") -> None:
        super().__init__()
        self._action = action
        if role:
            style.set_role(self, role)
        self.setFixedHeight(style.CONTROL_HEIGHT)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        shortcut = self._action.shortcut().toString()
        self.setText(f"{self._action.iconText()}   {shortcut}" if shortcut else self._action.iconText())
        self.setToolTip(self._action.statusTip())
        self.setAccessibleName(self._action.iconText())
        self.setEnabled(self._action.isEnabled())
