"""The help beside the window: in its language, with links that lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.ui import style
from events_console.ui.help import RulesHelp, ShortcutsHelp
from events_console.ui.help_contents import HelpContents, show_help
from tests.ui.windows import Open


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def page(window: QMainWindow, qtbot: QtBot) -> HelpContents:
    show_help(window)
    (made,) = window.findChildren(HelpContents)
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    yield
    QLocale.setDefault(before)


def links(file: Path) -> list[str]:
    return re.findall(r"\]\(([^)]+)\)", file.read_text(encoding="utf-8"))


def headings(page: HelpContents) -> list[QTextBlock]:
    block, found = page.text.document().firstBlock(), []
    while block.isValid():
        if block.blockFormat().headingLevel():
            found.append(block)
        block = block.next()
    return found


def tables(page: HelpContents) -> list[QTextTable]:
    frames = page.text.document().rootFrame().childFrames()
    return [frame for frame in frames if isinstance(frame, QTextTable)]


def test_f1_opens_it_beside_the_window_once(open_window: Open, qtbot: QtBot) -> None:
    window = open_window().window
    for _ in range(2):
        qtbot.waitActive(window)
        qtbot.keyClick(window, Qt.Key.Key_F1)
        (page,) = window.findChildren(HelpContents)
        qtbot.waitUntil(page.isVisible)
        assert not page.isModal()
        page.reject()


def test_it_is_where_it_was_left(window: QMainWindow, page: HelpContents) -> None:
    bar = page.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.reject()
    show_help(window)
    assert page.isVisible()
    assert bar.value() == bar.maximum() > 0


def test_every_link_inside_the_page_leads_to_its_section(page: HelpContents) -> None:
    sections = [link for link in links(paths.resource("help", "help.md")) if link.startswith("#")]
    assert len(sections) > 5
    bar = page.text.verticalScrollBar()
    for section in sections:
        bar.setValue(0)
        page.text.anchorClicked.emit(QUrl(section))
        words = section[1:].replace("-", " ")
        place = next(
            heading for heading in headings(page) if heading.text().lower().replace(",", "") == words
        )
        y = page.text.cursorRect(QTextCursor(place)).top()
        assert 0 <= y < 40 or bar.value() == bar.maximum()


@pytest.mark.usefixtures("german")
def test_it_speaks_the_language_of_the_window(window: QMainWindow, qtbot: QtBot) -> None:
    show_help(window)
    (page,) = window.findChildren(HelpContents)
    qtbot.waitUntil(page.isVisible)
    assert page.text.document().firstBlock().text() == "Hilfe"
    page.text.anchorClicked.emit(QUrl("#vorführen"))
    assert page.text.verticalScrollBar().value() > 0


@pytest.mark.parametrize(("link", "kind"), [("rules.md", RulesHelp), ("shortcuts", ShortcutsHelp)])
def test_links_open_what_else_there_is(
    link: str, kind: type[RulesHelp] | type[ShortcutsHelp], window: QMainWindow, page: HelpContents
) -> None:
    for file in paths.resource("help").glob("help*.md"):
        assert link in links(file)
        assert {each for each in links(file) if not each.startswith("#")} == {"rules.md", "shortcuts"}
    page.text.anchorClicked.emit(QUrl(link))
    (opened,) = window.findChildren(kind)
    assert opened.isVisible()
    opened.reject()


def test_its_text_can_be_searched(page: HelpContents, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "presentation")
    assert page.text.textCursor().selectedText() == "Presentation"
    assert not page.found.isVisible()


def test_tables_have_no_empty_head_and_lists_stay_lists(page: HelpContents) -> None:
    assert len(tables(page)) == 2
    for table in tables(page):
        assert table.cellAt(0, 0).firstCursorPosition().block().text()
    block, items = page.text.document().firstBlock(), 0
    while block.isValid():
        items += block.textList() is not None
        block = block.next()
    written = paths.resource("help", "help.md").read_text(encoding="utf-8")
    assert items == len(re.findall(r"^(?:-|\d\.) ", written, re.MULTILINE))


def test_another_theme_draws_it_anew_where_it_is_read(page: HelpContents, qapp: QApplication) -> None:
    style.apply(qapp, style.LIGHT)
    page.text.verticalScrollBar().setValue(300)
    try:
        for theme in (style.DARK, style.CONTRAST_DARK, style.LIGHT):
            style.apply(qapp, theme)
            assert tables(page)[0].format().borderBrush().color().name().upper() == theme.border
            assert page.text.verticalScrollBar().value() == 300
            cursor = page.text.document().find("The first minute")
            assert cursor.charFormat().foreground().color().name().upper() == theme.accent
    finally:
        style.apply(qapp, style.LIGHT)
