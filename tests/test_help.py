"""The table of the rules is that of the rules, and Help shows it."""

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextTable
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.domain.lint import RULES
from events_console.ui import style
from events_console.ui.help import RulesHelp

SCRIPT = Path(__file__).parents[1] / "packaging" / "rules_table.py"


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
