"""The command palette: every action of the menus, found by typing a part of its name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLayout,
    QListView,
    QMainWindow,
    QMenu,
    QMenuBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from events_console.ui import style
from events_console.ui.event_table import Index
from events_console.ui.form_rows import search_line
from events_console.ui.language import tr
from events_console.ui.parts import announce, label

_ROWS: Final = 12
_WIDTH: Final = 640
_MARGIN: Final = 48  # pixels between the palette and the window's edges
_INSET: Final = 12
_MOVES: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_MNEMONIC: Final = re.compile("&(.)")
# What others call what an action with these words in its name does, or is found in it.
_ALSO: Final = {
    tr("keep history", "words in an action’s name"): tr("retention limit clean up size age storage"),
    tr("export", "words in an action’s name"): tr("download har report pdf html csv json lines save"),
    tr("import", "words in an action’s name"): tr("load restore jsonl"),
    tr("compare", "words in an action’s name"): tr("diff difference versus"),
    tr("star", "words in an action’s name"): tr("favourite favorite bookmark pin unpin mark unstar"),
    tr("note and tags", "words in an action’s name"): tr("comment annotate label"),
    tr("delete", "words in an action’s name"): tr("remove erase"),
    tr("search the history", "words in an action’s name"): tr("find"),
    tr("filter", "words in an action’s name"): tr("find narrow"),
    tr("resend", "words in an action’s name"): tr("replay repeat retry again"),
    tr("send", "words in an action’s name"): tr("put submit post"),
    tr("connections", "words in an action’s name"): tr("settings credentials keys profile region endpoint"),
    tr("pick tracker", "words in an action’s name"): tr("tracking id"),
    tr("checks", "words in an action’s name"): tr("schema dataset items rules"),
    tr("paste anything", "words in an action’s name"): tr("import curl har code"),
    tr("copy", "words in an action’s name"): tr("code snippet curl python"),
    tr("keyboard shortcuts", "words in an action’s name"): tr("help keys hotkeys"),
    tr("rules of the lint", "words in an action’s name"): tr("help validation"),
    tr("dark", "words in an action’s name"): tr("theme night colours colors"),
    tr("light", "words in an action’s name"): tr("theme day colours colors"),
    tr("about", "words in an action’s name"): tr("version licence license"),
}
COMMAND_ROLE: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Command:
    """An action as it is listed; ``menu`` names the menus that lead to it, ``shortcut`` is in native text.

    ``words`` are others, in lower case, that it may be looked for with.
    """

    action: QAction
    name: str
    menu: str
    shortcut: str
    words: str


def commands(menu_bar: QMenuBar) -> tuple[Command, ...]:
    """Return what can be done right now: the visible, enabled actions of the menus, in order."""
    return tuple(_walk(menu_bar.actions(), ()))


def _walk(actions: Iterable[QAction], path: tuple[str, ...]) -> Iterator[Command]:
    for action in actions:
        if action.isSeparator() or not action.isVisible() or not action.isEnabled():
            continue
        name = _MNEMONIC.sub(r"\1", action.text())
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _walk(menu.actions(), (*path, name))
        else:
            shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            shown = f"✓ {name}" if action.isChecked() else name
            yield Command(action, shown, " · ".join(path), shortcut, _words(name, action))


def _words(name: str, action: QAction) -> str:
    folded = name.casefold()
    also = (words for part, words in _ALSO.items() if re.search(rf"\b{re.escape(part)}\b", folded))
    return " ".join((action.statusTip(), *also)).casefold()


def rank(typed: str, command: Command) -> tuple[int, int] | None:
    """Return how well ``command`` answers to ``typed``, smaller is better; None where it does not.

    A name that begins with it comes first, then one with a word that does, one that contains it, one that has
    every word of it (the menu's name counts), one whose tip and other names have words that begin with them,
    and last one that has its characters in that order, the closer together the better.
    """
    wanted, name = typed.casefold().strip(), command.name.casefold()
    if name.startswith(wanted):
        return 0, 0
    if wanted in name:
        return (1 if re.search(rf"\b{re.escape(wanted)}", name) else 2), 0
    if all(word in f"{command.menu.casefold()} {name}" for word in wanted.split()):
        return 3, 0
    every = f"{command.menu.casefold()} {name} {command.words}"
    if all(re.search(rf"\b{re.escape(word)}", every) for word in wanted.split()):
        return 4, 0
    spread = _spread(wanted, name)
    return None if spread is None else (5, spread)


def _spread(wanted: str, text: str) -> int | None:
    """Return how far apart the characters of ``wanted`` stand in ``text``, at best; None if they do not."""
    wanted = wanted.replace(" ", "")
    spans: list[int] = []
    for start in (place for place, character in enumerate(text) if character == wanted[0]):
        end = start
        for character in wanted[1:]:
            end = text.find(character, end + 1)
            if end < 0:
                return min(spans, default=None)
        spans.append(end - start)
    return min(spans, default=None)


class CommandPalette(QDialog):
    """Lists every action of a menu bar and triggers the chosen one, once the palette is out of its way."""

    def __init__(self, window: QMainWindow) -> None:
        """Serve the menus of ``window``, at its top."""
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAccessibleName(tr("Search actions"))
        self._window = window
        self._commands: tuple[Command, ...] = ()
        self._recent: list[QAction] = []
        self._model = _CommandList(self)
        self.line = search_line(tr("Search actions"))
        self.line.setAccessibleDescription(tr("Up and Down choose, Enter does it, Escape closes"))
        self.line.textChanged.connect(self._filter)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_CommandDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(tr("Actions"))
        self.view.setMouseTracking(True)
        self.view.entered.connect(self.view.setCurrentIndex)
        self.view.clicked.connect(self._trigger)
        self.view.selectionModel().currentChanged.connect(self._announce)
        self._nothing = label("", "muted", wrap=True)
        self._nothing.setContentsMargins(_INSET, 0, _INSET, 0)
        self._nothing.setFixedHeight(style.row_height())
        self._frame = QFrame()
        style.set_role(self._frame, "popup")
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(style.GAP, style.GAP, style.GAP, style.GAP)
        for part in (self.line, self._nothing, self.view):
            inside.addWidget(part)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)  # as high as what was found
        outside.addWidget(self._frame)

    def open(self) -> None:
        """Open with every action that can be done now, those used last on top."""
        window = self._window
        self._commands = commands(window.menuBar())
        self.line.clear()
        self._filter("")
        width = min(_WIDTH, window.width() - 2 * _MARGIN)
        self._frame.setFixedWidth(width)
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, _MARGIN)))
        self.show()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the list, or do what is chosen in it, while the line keeps the focus."""
        if event.key() in _MOVES:
            QCoreApplication.sendEvent(self.view, event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._trigger(self.view.currentIndex())
        else:
            super().keyPressEvent(event)

    def _filter(self, typed: str) -> None:
        ranked = [
            (found, self._recency(command.action), place, command)
            for place, command in enumerate(self._commands)
            if (found := rank(typed, command))
        ]
        self._model.show(tuple(command for *_, command in sorted(ranked, key=lambda entry: entry[:3])))
        count = len(ranked)
        self._nothing.setText(tr("No action contains “{typed}”.").format(typed=typed))
        self._nothing.setVisible(not count)
        self.view.setVisible(bool(count))
        self.view.setFixedHeight(min(count, _ROWS) * style.row_height())
        self.view.setCurrentIndex(self._model.index(0))

    def _recency(self, action: QAction) -> int:
        return self._recent.index(action) if action in self._recent else len(self._recent)

    def _trigger(self, index: Index) -> None:
        command: Command | None = index.data(COMMAND_ROLE)
        if command:
            action = command.action
            self._recent = [action, *(other for other in self._recent if other is not action)]
            self.accept()
            action.trigger()

    def _announce(self, current: QModelIndex) -> None:
        if current.isValid():
            announce(self.view, str(current.data(Qt.ItemDataRole.AccessibleTextRole)))


class _CommandList(QAbstractListModel):
    """The actions that answer to what was typed, best first."""

    _commands: tuple[Command, ...] = ()

    def show(self, found: tuple[Command, ...]) -> None:
        """List ``found`` instead of what was listed."""
        self.beginResetModel()
        self._commands = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's default, and never changed
        return 0 if parent.isValid() else len(self._commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        command = self._commands[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return command.name
            case Qt.ItemDataRole.AccessibleTextRole:
                menu = tr("menu {menu}").format(menu=command.menu)
                return ", ".join(filter(None, (command.name, menu, command.shortcut)))
            case _ if role == COMMAND_ROLE:
                return command
        return None


class _CommandDelegate(QStyledItemDelegate):
    """Draws the name, after it the menu, and at the right the shortcut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, style.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command: Command = index.data(COMMAND_ROLE)
        theme, metrics = style.theme_of(option.widget), option.fontMetrics
        line = Qt.AlignmentFlag.AlignVCenter
        inner = option.rect.adjusted(_INSET, 0, -_INSET, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.info.tint))
            painter.drawRoundedRect(option.rect, 6, 6)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.muted))
        painter.drawText(inner, line | Qt.AlignmentFlag.AlignRight, command.shortcut)
        if command.shortcut:
            inner.setRight(inner.right() - metrics.horizontalAdvance(command.shortcut) - style.GAP)
        name = metrics.elidedText(command.name, Qt.TextElideMode.ElideRight, inner.width())
        painter.setPen(QColor(theme.text))
        painter.drawText(inner, line, name)
        inner.setLeft(inner.left() + metrics.horizontalAdvance(name) + style.GAP)
        painter.setPen(QColor(theme.muted))
        menu = metrics.elidedText(command.menu, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, line, menu)
        painter.restore()
