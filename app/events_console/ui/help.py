"""What Help shows: the shortcuts, read off the menus themselves, the rules, and what this program is."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QAction,
    QKeySequence,
    QPalette,
    QShortcut,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QTextBrowser, QVBoxLayout, QWidget

from events_console import paths
from events_console.ui import style
from events_console.ui.about import AboutDialog
from events_console.ui.form_rows import search_line
from events_console.ui.language import tr
from events_console.ui.parts import announce, button, label, row
from events_console.ui.sizes import fit

Rows = tuple[tuple[str, str], ...]  # keys, and what they do

_SHARES: Final = (22, 11, 43, 24)  # per cent of the width, for the columns of the rules
_KEYS: Final = 38  # per cent of the width, for the keys of the shortcuts
_ELSEWHERE: Final[tuple[tuple[str, Rows], ...]] = (
    (
        tr("In the event table"),
        (
            (tr("F2, Enter or typing"), tr("Edit the cell")),
            (tr("Esc"), tr("Take back what was typed in the cell")),
            (tr("Del"), tr("Empty the selected cells; delete rows selected by their number")),
            ("Tab", tr("Leave the table")),
            (tr("Ctrl+Space"), tr("List what the cell may say; ↓ and Enter choose")),
        ),
    ),
    (
        tr("In searches and lists"),
        (
            ("↓", tr("Go from a search to what it has found")),
            (tr("Esc"), tr("Empty the search of the history")),
            (tr("Enter"), tr("Open, use or go to the selected line")),
            (tr("Del"), tr("Delete the selected one of the saved searches")),
        ),
    ),
    (
        tr("In the answer"),
        (
            ("N", tr("Edit the note and the tags")),
            (tr("←, →, Home, End and Enter"), tr("Choose a bar of a chart")),
        ),
    ),
    (
        tr("In dialogs"),
        (
            (tr("Esc"), tr("Close")),
            (tr("Ctrl+S"), tr("Save the connection")),
            (tr("Ctrl+Enter"), tr("Save the note; open what was pasted")),
            (tr("F8 and Shift+F8"), tr("Next and previous difference of two exchanges")),
            (tr("Ctrl+F"), tr("Search in Help")),
        ),
    ),
)


def show_shortcuts(window: QMainWindow) -> None:
    """Show every shortcut of the window in a dialog."""
    ShortcutsHelp(window).open()


def show_rules(window: QMainWindow, rule: str = "") -> None:
    """Show what each rule of the lint catches, from where ``rule`` is explained."""
    dialog = RulesHelp(window)
    dialog.open()
    if rule:
        dialog.look_for(rule)


def show_about(window: QMainWindow) -> None:
    """Say what this is, in which version, and under which terms."""
    AboutDialog(window).open()


class SearchedText(QDialog):
    """A text to read, called ``title``, in which another can be looked for; Enter leads to its next place."""

    def __init__(self, title: str, hint: str, parent: QWidget) -> None:
        """Begin without a text; ``hint`` says what is searched."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.search = search_line(hint)
        self.found = label(tr("Not found"), "muted")
        self.found.hide()
        self.text = QTextBrowser()
        self.text.setAccessibleName(title)
        close = button(tr("Close"), self.reject)
        close.setAutoDefault(False)
        close.setFixedHeight(style.control_height())
        self.search.textChanged.connect(self._search_anew)
        self.search.returnPressed.connect(self._search_on)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        line = row(self.search, self.found)
        line.setStretch(0, 1)
        box = QVBoxLayout(self)
        box.setSpacing(style.GAP)
        box.addLayout(line)
        box.addWidget(self.text, 1)
        box.addLayout(row(None, close))
        self.search.setFocus()

    def _search_anew(self) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(0)
        self.text.setTextCursor(cursor)
        self._search_on()

    def _search_on(self) -> None:
        """Select the next place of the text, from the end round to the beginning."""
        wanted = self.search.text()
        there = bool(wanted) and (self.text.find(wanted) or self._from_the_top(wanted))
        self.found.setVisible(bool(wanted) and not there)
        if there:
            bar, height = self.text.verticalScrollBar(), self.text.viewport().height()
            bar.setValue(bar.value() + self.text.cursorRect().top() - height // 3)
        elif wanted:
            announce(self, self.found.text())

    def _from_the_top(self, wanted: str) -> bool:
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        return self.text.find(wanted)


class ShortcutsHelp(SearchedText):
    """The shortcuts of a window: those of its menus, and of what has no menu."""

    def __init__(self, window: QMainWindow) -> None:
        """Read them off the menus of ``window``."""
        super().__init__(tr("Keyboard shortcuts"), tr("Search the shortcuts"), window)
        fit(self, 580, 680)
        sections = (*_sections(window.menuBar().actions()), *_ELSEWHERE)
        self.text.setHtml("".join(_html(title, rows) for title, rows in sections))


class RulesHelp(SearchedText):
    """The table of the rules."""

    def __init__(self, parent: QWidget) -> None:
        """Show the table from its beginning."""
        super().__init__(tr("Rules of the lint"), tr("Search the rules"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, 860, 680)
        self.text.setMarkdown(paths.resource("help", "rules.md").read_text(encoding="utf-8"))
        set_tables(self.text)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the lines in the colour of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            set_tables(self.text)

    def look_for(self, rule: str) -> None:
        """Go to where ``rule``, or else its family, is explained."""
        family = f"{rule.partition('.')[0]}."
        for wanted in (rule, f"{family}*", family):
            self.search.setText(wanted)
            if self.text.textCursor().hasSelection():
                break


def set_tables(text: QTextBrowser, shares: tuple[int, ...] = _SHARES) -> None:
    """Give all tables of ``text`` columns of the same shares, in per cent, and calm lines.

    Markdown says nothing of either.
    """
    line = text.window().palette().color(QPalette.ColorRole.Mid)
    for frame in text.document().rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            shape = frame.format()
            shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            shape.setColumnWidthConstraints(
                [QTextLength(QTextLength.Type.PercentageLength, share) for share in shares]
            )
            shape.setBorder(1)
            shape.setBorderCollapse(True)
            shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            shape.setBorderBrush(line)
            shape.setCellPadding(6)
            shape.setBottomMargin(style.PADDING)
            frame.setFormat(shape)


def _sections(actions: Iterable[QAction], path: tuple[str, ...] = ()) -> Iterator[tuple[str, Rows]]:
    """Yield the menus among ``actions`` and those inside them, each with its shortcuts if it has any."""
    for top in actions:
        menu = top.menu()
        if isinstance(menu, QMenu):
            names = (*path, _plain(top.text()))
            rows = ((_keys(action), _name(action)) for action in menu.actions())
            if found := tuple(one for one in rows if one[0]):
                yield " · ".join(names), found
            yield from _sections(menu.actions(), names)


def _keys(action: QAction) -> str:
    """Return the shortcuts of ``action``, as the system and the language call them."""
    texts = [each.toString(QKeySequence.SequenceFormat.NativeText) for each in action.shortcuts()]
    return tr(" or ", "between keys").join(texts)


def _name(action: QAction) -> str:
    """Return what ``action`` is called, whatever its text says of the moment."""
    return _plain(str(action.property("name") or action.text()))


def _plain(text: str) -> str:
    return text.replace("&", "")


def _html(title: str, rows: Rows) -> str:
    lines = "".join(
        f"<tr><td width='{_KEYS}%'><code>{escape(keys)}</code></td><td>{escape(what)}</td></tr>"
        for keys, what in rows
    )
    return f"<h3>{escape(title)}</h3><table width='100%' cellpadding='3'>{lines}</table>"
