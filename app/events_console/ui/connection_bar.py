"""The top of the window: where requests go, and the buttons that matter most."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from events_console.domain import endpoint
from events_console.domain.connection import Connection, ConnectionKind
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.parts import ElidedLabel, button, pill, plain_tip, set_pill

MANAGE_SHORTCUT: Final = "Ctrl+Shift+K"
TONES: Final = {
    ConnectionKind.SANDBOX: "good",
    ConnectionKind.DEVELOPMENT: "info",
    ConnectionKind.PRODUCTION: "warning",
}
_WIDEST: Final = 140  # pixels, of a connection's name
_ROOMY: Final = 960  # pixels from which on the account has a place as well
_SHOWN: Final = 4  # digits of an account that its mask leaves


def masked(account: str) -> str:
    """Return an account ID for an audience, such as "••••••••9012"."""
    return "•" * (len(account) - _SHOWN) + account[-_SHOWN:]


class ConnectionBar(QWidget):
    """Names the connection with a badge in words, its region and host; offers others, the palette and Send.

    Signals: ``chosen(Connection)`` to use another one; ``manage_requested()`` to open the dialog of the
    connections; ``arm_requested()`` to arm the one in use; ``normal_requested()`` to end the sandbox's fault.
    """

    chosen = Signal(object)
    manage_requested = Signal()
    arm_requested = Signal()
    normal_requested = Signal()

    def __init__(
        self, console: Console, search: QAction, send: QAction, parent: QWidget | None = None
    ) -> None:
        """Show the console's connection once there is one."""
        super().__init__(parent)
        self._connection: Connection | None = None
        self._account = ""
        self._fault = ""
        self._armed_left: int | None = None
        self.menu = QMenu(self)
        self._choices: QActionGroup | None = None
        self.button = QToolButton()
        self.button.setMenu(self.menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setFixedHeight(style.CONTROL_HEIGHT)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._badge = pill()
        self._where = ElidedLabel("starting…", "muted")
        self.arm = button("Arm…", self.arm_requested.emit, "link", "Allow requests to production for now")
        self.normal = button(
            "Answer normally", self.normal_requested.emit, "link", "Let the sandbox do nothing wrong"
        )
        self.account = button("", self._turn_mask, "link")
        self.send_button = _ActionButton(send, "primary")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.GAP)
        left = (self.button, self._badge, self.arm, self.normal, self._where, self.account)
        for part in (*left, _ActionButton(search), self.send_button):
            box.addWidget(part)
        box.setStretchFactor(self._where, 1)
        self._show_name("Sandbox", ConnectionKind.SANDBOX, "", "good")
        self.offer((), None)
        for part in (self.arm, self.normal, self.account):
            part.hide()
        console.ready.connect(self._show_current)
        self._console = console

    def show_connection(self, connection: Connection, armed_left: int | None = None) -> None:
        """Say where requests go; ``armed_left`` is how many more production takes, None if not armed."""
        if connection != self._connection:
            self.show_account(None)  # it may be another one
        self._connection, self._armed_left = connection, armed_left
        guarded = connection.kind is ConnectionKind.PRODUCTION
        armed = f" · armed: {armed_left} left" if armed_left else " · not armed"
        fault = self._fault if not connection.id else ""  # the built-in one, whose sandbox is this program's
        tone = "error" if guarded and armed_left else "warning" if fault else TONES[connection.kind]
        state = armed if guarded else f" · answers: {fault}" if fault else ""
        self._show_name(connection.name, connection.kind, state, tone)
        self.normal.setVisible(bool(fault))
        self.arm.setVisible(guarded and not armed_left)
        address = endpoint.url(connection)
        stays = connection.kind is ConnectionKind.SANDBOX and endpoint.is_loopback(endpoint.host(address))
        local = " · stays on this computer" if stays else ""
        self._where.set_full_text(f"{connection.region} · {urlsplit(address).netloc}{local}")

    def show_fault(self, name: str) -> None:
        """Say what the sandbox does wrong; "" is nothing."""
        self._fault = name
        if self._connection:
            self.show_connection(self._connection, self._armed_left)

    def show_account(self, account: str | None) -> None:
        """Say whose keys a test has found, behind a mask; None hides it."""
        self._account = account or ""
        self.account.setText(masked(self._account))
        self.account.setToolTip("Account of the keys, as the last test found: show or hide it")
        self.account.setAccessibleName(f"Account {self.account.text()}, show or hide it")
        self._place_account()

    def offer(self, connections: Iterable[Connection], current: Connection | None) -> None:
        """Fill the menu with ``connections``, of which ``current`` is checked."""
        self.menu.clear()
        self._choices = QActionGroup(self.menu)
        for connection in connections:
            # What comes behind a tab stands at the right, where shortcuts do.
            action = QAction(f"{_shown(connection.name)}\t{connection.kind}", self._choices, checkable=True)
            action.setChecked(connection == current)
            action.triggered.connect(lambda _checked, one=connection: self.chosen.emit(one))
        self.menu.addActions(self._choices.actions())
        self.menu.addSeparator()
        manage = self.menu.addAction(f"Manage connections…\t{MANAGE_SHORTCUT}")
        manage.triggered.connect(self.manage_requested)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_account()

    def _show_current(self) -> None:
        if self._console.connection:
            self.show_connection(self._console.connection)

    def _place_account(self) -> None:
        self.account.setVisible(bool(self._account) and self.width() >= _ROOMY)

    def _show_name(self, name: str, kind: ConnectionKind, armed: str, tone: str) -> None:
        metrics = self.button.fontMetrics()
        short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST)
        self.button.setText(f"{_shown(short)}  ▾")
        self.button.setToolTip(plain_tip(name if short != name else ""))
        self.button.setAccessibleName(f"Connection {name}, {kind}: choose another")
        set_pill(self._badge, f"● {kind}{armed}", tone)

    def _turn_mask(self) -> None:
        is_masked = self.account.text() != self._account
        self.account.setText(self._account if is_masked else masked(self._account))
        self.account.setAccessibleName(f"Account {self.account.text()}, show or hide it")


def _shown(name: str) -> str:
    """Return ``name`` for a button or menu, which would underline what comes behind an ampersand."""
    return name.replace("&", "&&")


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
