"""The table of the rules is that of the rules, and Help shows it."""

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut, QTextTable
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from events_console import __version__, paths
from events_console.domain.json_value import Object
from events_console.domain.lint import RULES
from events_console.domain.request import Request
from events_console.ui import style
from events_console.ui.about import AboutDialog
from events_console.ui.help import RulesHelp, ShortcutsHelp, show_about, show_shortcuts
from tests.ui.windows import Open

SCRIPT = Path(__file__).parents[2] / "packaging" / "rules_table.py"


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[RulesHelp]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = RulesHelp(window)
    made.open()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.reject()


def test_the_table_is_made_of_the_rules() -> None:
    text = paths.resource("help", "rules.md").read_text(encoding="utf-8")
    assert text == runpy.run_path(str(SCRIPT))["render"](), "the rules have changed: make rules"
    lines = text.splitlines()
    for rule in RULES:
        assert any(line.startswith(f"| `{rule.name}` |") for line in lines)


def test_every_rule_is_a_row_of_a_table_in_the_help(page: RulesHelp) -> None:
    document = page.text.document()
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    names = [
        table.cellAt(row, 0).firstCursorPosition().block().text()
        for table in tables
        for row in range(1, table.rows())
    ]
    assert sorted(names) == sorted(rule.name for rule in RULES)
    texts = document.toPlainText()
    for rule in RULES:
        assert rule.catches[1:] in texts


def test_enter_leads_round_the_places_of_a_text(page: RulesHelp, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "SENDING")
    places = set()
    for _ in range(20):
        assert page.text.textCursor().selectedText().lower() == "sending"
        places.add(page.text.textCursor().position())
        qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.isVisible()
    assert len(places) < 20
    assert not page.found.isVisible()
    page.search.setText("no such words")
    assert page.found.isVisible()


def test_a_rule_leads_to_its_row_and_one_of_a_family_to_that(page: RulesHelp) -> None:
    for rule, selected in (
        ("time.old", "time.old"),
        ("schema.maxLength", "schema.*"),
        ("json.unreadable", "json."),
    ):
        page.look_for(rule)
        assert page.text.textCursor().selectedText() == selected


def test_the_lines_of_the_tables_follow_the_theme(page: RulesHelp, qapp: QApplication) -> None:
    def lines() -> str:
        frames = page.text.document().rootFrame().childFrames()
        table = next(frame for frame in frames if isinstance(frame, QTextTable))
        return table.format().borderBrush().color().name().upper()

    for theme in (style.DARK, style.LIGHT):
        style.apply(qapp, theme)
        assert lines() == theme.border


def test_every_shortcut_of_the_window_is_listed_and_found(open_window: Open, qtbot: QtBot) -> None:
    window = open_window().window
    window.console.replace(Request(Object()), "Begin")
    show_shortcuts(window)
    (page,) = window.findChildren(ShortcutsHelp)
    text = page.text.toPlainText()
    native = QKeySequence.SequenceFormat.NativeText
    keys = {key.toString(native) for action in window.findChildren(QAction) for key in action.shortcuts()}
    keys |= {shortcut.key().toString(native) for shortcut in window.findChildren(QShortcut)}
    assert {key for key in keys - {"Down", "Up"} if key not in text} == set()
    assert "Copy request as" not in text  # a menu without any
    assert "Undo\n" in text
    qtbot.keyClicks(page.search, "DUPLICATE")
    assert page.text.textCursor().selectedText() == "Duplicate"
    assert not page.found.isVisible()
    page.reject()


def test_menus_inside_menus_are_listed_with_their_way(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    inner = window.menuBar().addMenu("&View").addMenu("&Theme")
    inner.addAction("&Dark").setShortcuts([QKeySequence("Ctrl+9"), QKeySequence("F9")])
    inner.addAction("&Light")
    text = ShortcutsHelp(window).text.toPlainText()
    assert "View · Theme\nCtrl+9 or F9\nDark" in text
    assert "Light" not in text


def test_about_names_the_versions_and_copies_them(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    show_about(window)
    (about,) = window.findChildren(AboutDialog)
    told = "\n".join(one.text() for one in about.findChildren(QLabel))
    for each in (f"Version {__version__}", f"Qt {qVersion()}", "Python 3.", "botocore 1.", "MIT licence"):
        assert each in told
    assert any(not one.pixmap().isNull() for one in about.findChildren(QLabel))
    about.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Events Console {__version__}\nPython ")
    assert f"Qt {qVersion()}" in copied
