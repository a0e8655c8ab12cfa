import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from events_console.ui.palette import CommandPalette

Key = Qt.Key


class Window(QMainWindow):
    """A window with menus; ``done`` holds what was triggered, and whether the palette was open then."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1024, 700)
        self.done: list[tuple[str, bool]] = []
        request = self.menuBar().addMenu("&Request")
        self.send = self.add(request, "&Send", "Ctrl+Return")
        self.add(request, "Save && close")
        request.addSeparator()
        self.add(request, "Hidden").setVisible(False)
        self.add(request, "Not now").setEnabled(False)
        self.edit = self.menuBar().addMenu("&Edit")
        move = self.edit.addMenu("&Move")
        self.add(move, "Move event up", "Alt+Up")
        self.add(move, "Move event down", "Alt+Down")
        self.add(self.edit, "Delete event")
        wrap = self.add(self.edit, "Wrap lines")
        wrap.setCheckable(True)
        wrap.setChecked(True)
        history = self.menuBar().addMenu("&History")
        self.add(history, "Delete…")
        self.add(history, "Resend as it was")
        self.palette_of_commands = CommandPalette(self)

    def add(self, menu: QMenu, text: str, shortcut: str = "") -> QAction:
        action = menu.addAction(text)
        action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda: self.done.append((text, self.palette_of_commands.isVisible())))
        return action


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def palette(window: Window) -> CommandPalette:
    window.palette_of_commands.open()
    return window.palette_of_commands


def names(palette: CommandPalette) -> list[str]:
    model = palette.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_lists_what_can_be_done_now_in_the_order_of_the_menus(palette: CommandPalette) -> None:
    assert names(palette) == [
        "Send",
        "Save & close",
        "Move event up",
        "Move event down",
        "Delete event",
        "✓ Wrap lines",
        "Delete…",
        "Resend as it was",
    ]
    assert palette.view.currentIndex().row() == 0
    spoken = palette.view.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Move event up, menu Edit · Move, ")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("se", ["Send", "Save & close", "Resend as it was"]),  # at the beginning, then inside
        ("event", ["Move event up", "Move event down", "Delete event"]),
        ("DOWN", ["Move event down"]),
        ("mvup", ["Move event up"]),
        ("dt", ["Delete event", "Delete…", "Resend as it was"]),  # the closer the better
        ("sas", ["Resend as it was", "Save & close"]),  # from the closest beginning
        ("history del", ["Delete…"]),  # with its menu
        ("up move", ["Move event up"]),
        ("zzz", []),
    ],
)
def test_typing_narrows_the_list_best_first(
    qtbot: QtBot, palette: CommandPalette, typed: str, expected: list[str]
) -> None:
    qtbot.keyClicks(palette.line, typed)
    assert names(palette) == expected
    assert palette.view.isVisible() == bool(expected)
    qtbot.waitUntil(lambda: palette.height() < (max(len(expected), 1) + 2) * 34)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("retention", ["Keep history…"]),
        ("har", ["Export chosen…"]),
        ("PDF rep", ["Export chosen…"]),
        ("diff", ["Compare with the draft"]),
        ("favour", ["Star", "Remove star"]),
        ("everything", ["Keep history…"]),  # from its tip
        ("keep", ["Keep history…"]),
    ],
)
def test_other_words_than_those_of_the_menus_are_known(
    qtbot: QtBot, window: Window, palette: CommandPalette, typed: str, expected: list[str]
) -> None:
    palette.close()
    menu = window.menuBar().addMenu("&Kept")
    for text in ("&Export chosen…", "Co&mpare with the draft", "&Star", "Remove &star"):
        window.add(menu, text)
    window.add(menu, "&Keep history…").setStatusTip("Say how much is kept; everything, unless you choose")
    palette.open()
    qtbot.keyClicks(palette.line, typed)
    assert names(palette) == expected


def test_enter_closes_first_and_then_triggers(qtbot: QtBot, window: Window, palette: CommandPalette) -> None:
    qtbot.keyClicks(palette.line, "send")
    qtbot.keyClick(palette.line, Key.Key_Return)
    assert window.done == [("&Send", False)]


def test_the_arrows_choose_while_the_line_keeps_the_focus(
    qtbot: QtBot, window: Window, palette: CommandPalette
) -> None:
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Enter):
        qtbot.keyClick(palette.line, key)
    assert window.done == [("Move event up", False)]


def test_a_click_triggers(qtbot: QtBot, window: Window, palette: CommandPalette) -> None:
    place = palette.view.visualRect(palette.view.model().index(7, 0)).center()
    qtbot.mouseClick(palette.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.done == [("Resend as it was", False)]


def test_escape_closes_and_does_nothing(qtbot: QtBot, window: Window, palette: CommandPalette) -> None:
    qtbot.keyClick(palette.line, Key.Key_Escape)
    assert not palette.isVisible()
    assert not window.done


def test_enter_with_nothing_found_does_nothing(qtbot: QtBot, window: Window, palette: CommandPalette) -> None:
    qtbot.keyClicks(palette.line, "zzz")
    qtbot.keyClick(palette.line, Key.Key_Return)
    assert palette.isVisible()
    assert not window.done


def test_what_was_used_last_comes_first(qtbot: QtBot, palette: CommandPalette) -> None:
    for typed in ("resend", "move event down"):
        qtbot.keyClicks(palette.line, typed)
        qtbot.keyClick(palette.line, Key.Key_Return)
        palette.open()
    assert palette.line.text() == ""
    assert names(palette)[:3] == ["Move event down", "Resend as it was", "Send"]
    qtbot.keyClicks(palette.line, "move")
    assert names(palette) == ["Move event down", "Move event up"]


def test_what_is_disabled_later_is_gone_when_it_opens_again(window: Window, palette: CommandPalette) -> None:
    palette.close()
    window.send.setEnabled(False)
    window.edit.setEnabled(False)
    palette.open()
    assert names(palette) == ["Save & close", "Delete…", "Resend as it was"]


def test_stands_at_the_top_of_the_window_and_fits_into_it(window: Window, palette: CommandPalette) -> None:
    assert abs(palette.geometry().center().x() - window.geometry().center().x()) <= 1
    assert window.geometry().contains(palette.geometry())
    palette.close()
    window.resize(480, 700)
    palette.open()
    assert palette.width() == 480 - 2 * 48


def test_shows_twelve_rows_and_scrolls_beyond(qtbot: QtBot, window: Window, palette: CommandPalette) -> None:
    palette.close()
    for number in range(20):
        window.add(window.edit, f"Another {number}")
    palette.open()
    assert palette.view.height() == 12 * 34
    for _ in range(27):
        qtbot.keyClick(palette.line, Key.Key_Down)
    assert palette.view.visualRect(palette.view.currentIndex()).bottom() < palette.view.height()


def test_its_list_keeps_to_the_rules_of_models(
    qtbot: QtBot, qtmodeltester: ModelTester, palette: CommandPalette
) -> None:
    model = palette.view.model()
    assert isinstance(model, QAbstractListModel)
    qtmodeltester.check(model)
    qtbot.keyClicks(palette.line, "move")
    qtmodeltester.check(model)
