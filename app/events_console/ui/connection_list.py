"""The list of connections: a name, its kind in words, and in small where it leads and with which keys."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from events_console.domain.connection import Connection, KeySource
from events_console.ui import style
from events_console.ui.connection_bar import TONES
from events_console.ui.language import tr
from events_console.ui.masked import covered
from events_console.ui.parts import ElidedLabel, pill, plain_tip, row
from events_console.ui.words import tr_word

_KEYS: Final = {
    KeySource.KEYRING: tr("own access key"),
    KeySource.ENVIRONMENT: tr("keys as the AWS CLI"),
    KeySource.SANDBOX: tr("the sandbox’s key"),
    KeySource.UNSIGNED: tr("unsigned"),
}


def in_short(connection: Connection) -> str:
    """Return where a connection leads and with which keys, such as "eu-west-1 · profile qa"."""
    keys = _KEYS.get(connection.keys) or tr("profile {name}").format(name=connection.profile)
    return f"{connection.region} · {keys}"


class ConnectionList(QListWidget):
    """Lists connections, each of which is also the data of its item.

    Signals: ``selected(Connection)`` when another line becomes the current one; ``used(Connection)`` on a
    double click or Enter.
    """

    selected = Signal(object)
    used = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without any."""
        super().__init__(parent)
        style.set_role(self, "boxed")
        self.setAccessibleName(tr("Connections"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(self._tell)
        self.itemDoubleClicked.connect(lambda item: self.used.emit(_held(item)))
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self, self._use)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def show_connections(
        self, connections: Iterable[Connection], current: Connection, unsaved: Connection | None = None
    ) -> None:
        """List ``connections``, then the ``unsaved`` one, ``current`` as the current one; tell nobody."""
        self.blockSignals(True)
        self.clear()
        for connection in (*connections, *([unsaved] if unsaved else [])):
            where = tr("not saved yet") if connection is unsaved else in_short(connection)
            item = QListWidgetItem(self)
            item.setData(Qt.ItemDataRole.UserRole, connection)
            words = f"{connection.name}\n{tr_word(connection.kind)} · {where}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, covered(words.replace("\n", ", ")))
            item.setToolTip(plain_tip(words))
            line = _Line(connection, where)
            self.setItemWidget(item, line)
            item.setSizeHint(QSize(0, line.minimumSizeHint().height()))
        self.blockSignals(False)
        self.point_to(current)

    def point_to(self, connection: Connection) -> None:
        """Make a connection's line the current one; tell nobody."""
        self.blockSignals(True)
        for place in range(self.count()):
            if _held(self.item(place)).id == connection.id:
                self.setCurrentRow(place)
        self.blockSignals(False)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.selected.emit(_held(item))

    def _use(self) -> None:
        if self.currentRow() >= 0:
            self.used.emit(_held(self.currentItem()))


def _held(item: QListWidgetItem) -> Connection:
    connection: Connection = item.data(Qt.ItemDataRole.UserRole)
    return connection


class _Line(QWidget):
    """What one line shows."""

    def __init__(self, connection: Connection, where: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        name = ElidedLabel(connection.name, "title")
        upper = row(name, pill(tr_word(connection.kind), TONES[connection.kind]), spacing=8)
        upper.setStretch(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 8, 8)
        box.setSpacing(4)
        box.addLayout(upper)
        box.addWidget(ElidedLabel(where, "muted"))
