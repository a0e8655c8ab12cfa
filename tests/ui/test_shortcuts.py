"""The keys of the window: each does one thing where it is pressed, and Help, menus and palette know of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMenu, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from events_console.ui.help import show_shortcuts
from events_console.ui.main_window import MainWindow
from events_console.ui.palette import commands
from tests.ui.windows import Open

Context, Standard = Qt.ShortcutContext, QKeySequence.StandardKey
_EVERYWHERE: Final = (Context.WindowShortcut, Context.ApplicationShortcut)
# What these keys do is what the actions of the same name do where a text has the focus.
_SHARED: Final = {Standard.Cut, Standard.Copy, Standard.Paste, Standard.Undo, Standard.Redo}
_EDITING: Final = [
    key
    for key in Standard
    if key.name.startswith(("Move", "Select", "Delete", "Insert", "Backspace", "Deselect"))
]


@dataclass(frozen=True, slots=True)
class Key:
    """A key, what it does, and the widgets in which it does it, with what is in them or without."""

    keys: str
    does: str
    context: Qt.ShortcutContext
    owners: tuple[QWidget, ...]

    def fires_with(self, other: "Key") -> bool:
        """Return whether there is a place where both would fire, which to Qt means that neither does."""
        return any(
            self._reaches(owner) or other._reaches(one)  # noqa: SLF001  # the other is one of these
            for owner in other.owners
            for one in self.owners
        )

    def _reaches(self, widget: QWidget) -> bool:
        if self.context in _EVERYWHERE:
            return True
        deep = self.context is Context.WidgetWithChildrenShortcut
        return any(widget is owner or (deep and owner.isAncestorOf(widget)) for owner in self.owners)


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window().window


def _plain(text: str) -> str:
    return text.replace("&", "")


def _menus(window: MainWindow) -> Iterator[tuple[str, list[QAction]]]:
    """Yield the name and the actions of the menu bar, of its menus and of those in them."""
    menus = [("menu bar", window.menuBar().actions())]
    while menus:
        name, actions = menus.pop()
        yield name, [action for action in actions if not action.isSeparator()]
        inside = ((action.text(), action.menu()) for action in actions)
        menus += [(f"{name} > {text}", menu.actions()) for text, menu in inside if isinstance(menu, QMenu)]


def _leaves(window: MainWindow) -> list[QAction]:
    return [action for _, actions in _menus(window) for action in actions if action.menu() is None]


def _keys(window: MainWindow) -> Iterator[Key]:
    """Yield every key of the window, not those of its dialogs."""
    for action in {*window.findChildren(QAction), *_leaves(window)}:
        owners = tuple(filter(None, (_place(one, window) for one in action.associatedObjects())))
        for keys in action.shortcuts() if owners else []:
            yield Key(keys.toString(), _plain(action.text()), action.shortcutContext(), owners)
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        if isinstance(owner, QWidget) and owner.window() is window:
            yield Key(shortcut.key().toString(), f"shortcut of {owner}", shortcut.context(), (owner,))


def _place(owner: QObject | None, window: MainWindow) -> QWidget | None:
    """Return where an action of ``owner`` can be reached: that of a menu in the whole window."""
    if isinstance(owner, QMenu):
        return window
    return owner if isinstance(owner, QWidget) and owner.window() is window else None


def test_every_action_of_every_menu_has_a_text(window: MainWindow) -> None:
    menus = dict(_menus(window))
    assert {"File", "Edit", "View", "Request", "Connection", "History", "Sandbox", "Help"} <= {
        _plain(name).rpartition(" > ")[2] for name in menus
    }
    for name, actions in menus.items():
        assert all(_plain(action.text()).strip() for action in actions), name


def test_no_two_items_of_a_menu_have_the_same_mnemonic(window: MainWindow) -> None:
    for name, actions in _menus(window):
        counts = Counter(QKeySequence.mnemonic(action.text()).toString() for action in actions)
        del counts[""]
        assert not [key for key, times in counts.items() if times > 1], name


def test_no_key_means_two_things_in_one_place(window: MainWindow) -> None:
    keys = list(_keys(window))
    assert len(keys) > 30
    clashes = [
        f"{one.keys}: {one.does} and {other.does}"
        for one, other in combinations(keys, 2)
        if one.keys == other.keys and one.fires_with(other)
    ]
    assert not clashes


def test_no_key_of_the_window_is_one_that_edits_text(window: MainWindow) -> None:
    editing = {keys.toString(): key.name for key in _EDITING for keys in QKeySequence.keyBindings(key)}
    assert editing["Ctrl+A"] == "SelectAll"
    for key in _keys(window):
        if key.context in _EVERYWHERE:
            assert key.keys not in editing, f"{key.does} takes {editing.get(key.keys)} away"
            types = (
                key.keys.rpartition("+")[0] in {"", "Shift"} and not key.keys.rpartition("+")[2][1:].isdigit()
            )
            assert not types, f"{key.does} takes {key.keys} from who types"


def test_help_lists_every_key(window: MainWindow, qtbot: QtBot) -> None:
    show_shortcuts(window)
    dialog = next(one for one in window.findChildren(QDialog) if one.windowTitle() == "Keyboard shortcuts")
    qtbot.waitUntil(dialog.isVisible)
    browser = dialog.findChild(QTextBrowser)
    assert browser
    lines = browser.toPlainText().splitlines()
    for action in _leaves(window):
        name = _plain(action.text())
        for keys in action.shortcuts():
            assert any(
                name in " ".join(lines[at : at + 2]) and keys.toString() in line
                for at, line in enumerate(lines)
            ), f"{keys.toString()} {name}"
    dialog.close()


def test_what_has_a_key_is_in_a_menu_and_what_is_in_a_menu_in_the_palette(window: MainWindow) -> None:
    leaves = _leaves(window)
    for action in window.findChildren(QAction):
        if action.shortcuts() and _place(action.parent(), window) and action.text():
            assert action in leaves, action.text()
    listed = [command.action for command in commands(window.menuBar())]
    assert len(listed) > 40
    for name, actions in _menus(window):
        for action in actions:
            is_there = action.isEnabled() and action.isVisible() and action.menu() is None
            assert action in listed or not is_there or not _can_be_opened(action), f"{name} > {action.text()}"


def _can_be_opened(action: QAction) -> bool:
    return all(
        menu.menuAction().isEnabled() for menu in action.associatedObjects() if isinstance(menu, QMenu)
    )
