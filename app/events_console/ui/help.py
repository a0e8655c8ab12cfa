"""What Help shows: the shortcuts, read off the menus themselves, and what this program is."""

from html import escape
from typing import Final

from PySide6.QtCore import QEvent, Qt, qVersion
from PySide6.QtGui import (
    QKeySequence,
    QPalette,
    QShortcut,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMessageBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from events_console import __version__, paths
from events_console.ui import style
from events_console.ui.parts import label, message_box, row

_SHARES: Final = (22, 11, 43, 24)  # per cent of the width, for the columns of the rules
_IN_THE_TABLE = (
    ("F2, Enter or typing", "Edit the cell"),
    ("Esc", "Take back what was typed in the cell"),
    ("Del", "Empty the selected cells; delete rows selected by their number"),
    ("Tab", "Leave the table"),
    ("Ctrl+Space", "List what the cell may say; ↓ and Enter choose"),
)


def show_shortcuts(window: QMainWindow) -> None:
    """Show every shortcut of the window in a dialog."""
    dialog = QDialog(window)
    dialog.setWindowTitle("Keyboard shortcuts")
    text = QTextBrowser()
    style.set_role(text, "flat")
    text.setHtml(
        "".join(
            _section(title, rows) for title, rows in [*_menus(window), ("In the event table", _IN_THE_TABLE)]
        )
    )
    text.setAccessibleName("Keyboard shortcuts")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    box = QVBoxLayout(dialog)
    box.addWidget(text)
    box.addWidget(buttons)
    dialog.resize(520, 640)
    dialog.open()


def show_rules(window: QMainWindow, rule: str = "") -> None:
    """Show what each rule of the lint catches, from where ``rule`` is explained."""
    dialog = RulesHelp(window)
    dialog.open()
    if rule:
        dialog.look_for(rule)


class RulesHelp(QDialog):
    """The table of the rules, in which a text can be looked for; Enter leads to its next place."""

    def __init__(self, parent: QWidget) -> None:
        """Show the table from its beginning."""
        super().__init__(parent)
        self.setWindowTitle("Rules of the lint")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 680)
        self.search = QLineEdit(placeholderText="Search the rules", clearButtonEnabled=True)
        self.search.setAccessibleName("Search the rules")
        self.search.setFixedHeight(style.CONTROL_HEIGHT)
        self.found = label("Not found", "muted")
        self.found.hide()
        self.text = QTextBrowser()
        self.text.setAccessibleName("Rules of the lint")
        self.text.setMarkdown(paths.resource("help", "rules.md").read_text(encoding="utf-8"))
        _set_tables(self.text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self.search.textChanged.connect(self._search_anew)
        self.search.returnPressed.connect(self._search_on)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        box = QVBoxLayout(self)
        box.setSpacing(style.GAP)
        line = row(self.search, self.found)
        line.setStretch(0, 1)
        box.addLayout(line)
        box.addWidget(self.text, 1)
        box.addWidget(buttons)
        self.search.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the lines in the colour of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            _set_tables(self.text)

    def look_for(self, rule: str) -> None:
        """Go to where ``rule``, or else its family, is explained."""
        family = f"{rule.partition('.')[0]}."
        for wanted in (rule, f"{family}*", family):
            self.search.setText(wanted)
            if self.text.textCursor().hasSelection():
                break

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

    def _from_the_top(self, wanted: str) -> bool:
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        return self.text.find(wanted)


def _set_tables(text: QTextBrowser) -> None:
    """Give all tables of ``text`` the same columns and calm lines; Markdown says nothing of either."""
    line = text.window().palette().color(QPalette.ColorRole.Mid)
    for frame in text.document().rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            shape = frame.format()
            shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            shape.setColumnWidthConstraints(
                [QTextLength(QTextLength.Type.PercentageLength, share) for share in _SHARES]
            )
            shape.setBorder(1)
            shape.setBorderCollapse(True)
            shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            shape.setBorderBrush(line)
            shape.setCellPadding(6)
            shape.setBottomMargin(style.PADDING)
            frame.setFormat(shape)


def show_about(window: QMainWindow) -> None:
    """Say what this is, in which version, and under which terms."""
    about = (
        "Compose PutEvents requests, see at once what is wrong with them, send them, and keep every answer."
        "\n\n"
        f"MIT licence · Qt {qVersion()}\nNot made or endorsed by Amazon Web Services."
    )
    title = f"Events Console for Amazon Personalize {__version__}"
    message_box(QMessageBox.Icon.NoIcon, "About", title, window, about).open()


def _menus(window: QMainWindow) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    sections = []
    for top in window.menuBar().actions():
        menu = top.menu()
        actions = menu.actions() if isinstance(menu, QMenu) else []
        rows = tuple(
            (action.shortcut().toString(), _plain(action.text()))
            for action in actions
            if not action.shortcut().isEmpty()
        )
        if rows:
            sections.append((_plain(top.text()), rows))
    return sections


def _plain(text: str) -> str:
    return text.replace("&", "")


def _section(title: str, rows: tuple[tuple[str, str], ...]) -> str:
    lines = "".join(
        f"<tr><td width='190'><code>{escape(keys)}</code></td><td>{escape(what)}</td></tr>"
        for keys, what in rows
    )
    return f"<h3>{escape(title)}</h3><table cellpadding='3'>{lines}</table>"
