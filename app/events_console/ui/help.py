"""What Help shows: the shortcuts, read off the menus themselves, and what this program is."""

from html import escape

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QMainWindow,
    QMenu,
    QMessageBox,
    QTextBrowser,
    QVBoxLayout,
)

from events_console import __version__
from events_console.ui import style
from events_console.ui.parts import message_box

_IN_THE_TABLE = (
    ("F2, Enter or typing", "Edit the cell"),
    ("Esc", "Take back what was typed in the cell"),
    ("Del", "Empty the selected cells; delete rows selected by their number"),
    ("Tab", "Leave the table"),
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
