"""The top of the window: where requests go, and the buttons that matter most."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from events_console.domain import endpoint
from events_console.domain.connection import Connection, ConnectionKind
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.icons import icon
from events_console.ui.language import tr
from events_console.ui.parts import ElidedLabel, button, pill, plain_tip, row, set_pill
from events_console.ui.sizes import grown
from events_console.ui.words import tr_word

MANAGE_SHORTCUT: Final = "Ctrl+Shift+K"
TONES: Final = {
    ConnectionKind.SANDBOX: "good",
    ConnectionKind.DEVELOPMENT: "info",
    ConnectionKind.PRODUCTION: "warning",
}
_WIDEST: Final = 140  # pixels, of a connection's name
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

    def __init__(self, console: Console, search: QAction, send: QAction, panes: Iterable[QAction]) -> None:
        """Show the console's connection once there is one; ``panes`` show and hide what is at the sides."""
        super().__init__()
        self._connection: Connection | None = None
        self._account = ""
        self._fault = ""
        self._armed_left: int | None = None
        self.menu = QMenu(self)
        self._choices: QActionGroup | None = None
        self.button = QToolButton()
        style.set_role(self.button, "menu")
        self.button.setMenu(self.menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setFixedHeight(style.control_height())
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._badge = pill()
        self._where = ElidedLabel(tr("starting…"), "muted")
        self.arm = button(
            tr("Arm…"), self.arm_requested.emit, "link", tr("Allow requests to production for now")
        )
        self.normal = button(
            tr("Answer normally"), self.normal_requested.emit, "link", tr("Let the sandbox do nothing wrong")
        )
        self.account = button("", self._turn_mask, "link")
        self._search = _ActionButton(search, icon("search"))
        self.send_button = _ActionButton(send, icon("send", "on-accent"), "primary")
        self._box = box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.GAP)
        for part in (self.button, self._badge, self.arm, self.normal, self._where, self.account):
            box.addWidget(part)
        box.setStretchFactor(self._where, 1)
        box.addLayout(row(*map(_PaneButton, panes), spacing=2))
        for part in (self._search, self.send_button):
            box.addWidget(part)
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
        armed = tr("armed: {left} left").format(left=armed_left) if armed_left else tr("not armed")
        fault = self._fault if not connection.id else ""  # the built-in one, whose sandbox is this program's
        tone = "error" if guarded and armed_left else "warning" if fault else TONES[connection.kind]
        answers = tr("answers: {fault}").format(fault=fault) if fault else ""
        state = armed if guarded else answers
        self._show_name(connection.name, connection.kind, state, tone)
        self.normal.setVisible(bool(fault))
        self.arm.setVisible(guarded and not armed_left)
        address = endpoint.url(connection)
        stays = connection.kind is ConnectionKind.SANDBOX and endpoint.is_loopback(endpoint.host(address))
        told = connection.region, urlsplit(address).netloc, tr("stays on this computer") if stays else ""
        self._where.set_full_text(" · ".join(filter(None, told)))
        self._fit()

    def show_fault(self, name: str) -> None:
        """Say what the sandbox does wrong; "" is nothing."""
        self._fault = name
        if self._connection:
            self.show_connection(self._connection, self._armed_left)

    def show_account(self, account: str | None) -> None:
        """Say whose keys a test has found, behind a mask; None hides it."""
        self._account = account or ""
        self._show_account(masked(self._account))
        self.account.setToolTip(tr("Account of the keys, as the last test found: show or hide it"))
        self._fit()

    def offer(self, connections: Iterable[Connection], current: Connection | None) -> None:
        """Fill the menu with ``connections``, of which ``current`` is checked."""
        self.menu.clear()
        self._choices = QActionGroup(self.menu)
        for connection in connections:
            # What comes behind a tab stands at the right, where shortcuts do.
            text = f"{_shown(connection.name)}\t{tr_word(connection.kind)}"
            action = QAction(text, self._choices, checkable=True)
            action.setChecked(connection == current)
            action.triggered.connect(lambda _checked, one=connection: self.chosen.emit(one))
        self.menu.addActions(self._choices.actions())
        self.menu.addSeparator()
        manage = self.menu.addAction(
            tr("Manage connections…") + f"\t{_native(QKeySequence(MANAGE_SHORTCUT))}"
        )
        manage.triggered.connect(self.manage_requested)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_current(self) -> None:
        if self._console.connection:
            self.show_connection(self._console.connection)

    def _fit(self) -> None:
        """Keep room for where requests go: else the search loses its words, then the account its place."""
        self._search.show_words(on=True)
        self.account.setVisible(bool(self._account))
        if self._lacks_room():
            self._search.show_words(on=False)
        if self._lacks_room():
            self.account.hide()

    def _lacks_room(self) -> bool:
        wanted = self._where.fontMetrics().horizontalAdvance(self._where.full_text())
        return self._box.sizeHint().width() + wanted > self.width()  # it counts an elided label as nothing

    def _show_name(self, name: str, kind: ConnectionKind, state: str, tone: str) -> None:
        metrics = self.button.fontMetrics()
        short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, grown(_WIDEST, self))
        self.button.setText(_shown(short))
        self.button.setToolTip(plain_tip(name if short != name else ""))
        word = tr_word(kind)
        told = tr("Connection {name}, {kind}: choose another").format(name=name, kind=word)
        self.button.setAccessibleName(told)
        set_pill(self._badge, f"● {' · '.join(filter(None, (word, state)))}", tone)

    def _turn_mask(self) -> None:
        is_masked = self.account.text() != self._account
        self._show_account(self._account if is_masked else masked(self._account))

    def _show_account(self, shown: str) -> None:
        self.account.setText(shown)
        self.account.setAccessibleName(tr("Account {account}, show or hide it").format(account=shown))


def _shown(name: str) -> str:
    """Return ``name`` for a button or menu, which would underline what comes behind an ampersand."""
    return name.replace("&", "&&")


def _native(keys: QKeySequence) -> str:
    """Return ``keys`` as the system and the language call them: Ctrl+K, Strg+K, ⌘K."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


class _PaneButton(QToolButton):
    """A small button, checked while a pane is there."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self.setFixedSize(style.control_height(), style.control_height())
        style.set_role(self, "tool")
        self.setDefaultAction(action)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(f"{action.iconText()} ({_native(action.shortcut())})")
        self.setAccessibleName(action.iconText())


class _ActionButton(QPushButton):
    """A button for an action, which names its shortcut beside its text; without words it is an icon alone."""

    def __init__(self, action: QAction, drawn: QIcon, role: str = "") -> None:
        super().__init__()
        self._action, self._has_words = action, True
        self.setIcon(drawn)
        if role:
            style.set_role(self, role)
        self.setFixedHeight(style.control_height())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def show_words(self, *, on: bool) -> None:
        """Show text and shortcut, or leave both to the tooltip."""
        if on != self._has_words:
            self._has_words = on
            self._follow()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001  # as Qt calls it
        """Keep the focus while grey: what comes next in the window would take what is typed meanwhile."""
        return (self.isVisible() and not self.isEnabled()) or super().focusNextPrevChild(next)

    def _follow(self) -> None:
        name, keys = self._action.iconText(), _native(self._action.shortcut())
        self.setText(f" {name}   {keys}".rstrip() if self._has_words else "")
        self.setToolTip(self._action.statusTip() if self._has_words else f"{name} {keys}".rstrip())
        self.setAccessibleName(name)
        self.setEnabled(self._action.isEnabled())
