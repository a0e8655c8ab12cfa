"""What tests of the whole window share: opening and closing it, and answering its questions."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.ui.console import Console
from events_console.ui.main_window import MainWindow
from events_console.ui.session import Session


class Open(Protocol):
    """Opens the window, on a file if one is named; several times in one test are several runs."""

    def __call__(self, file: str | None = None) -> Session: ...


def close(sessions: list[Session]) -> None:
    while sessions:
        session = sessions.pop()
        session.window.close()
        session.close()
        session.window.deleteLater()
        session.deleteLater()


class Shown(Protocol):
    """A run of the program, or as much of it as a test needs, that has a window."""

    @property
    def window(self) -> MainWindow: ...

    @property
    def console(self) -> Console: ...


def question(session: Shown, qtbot: QtBot) -> QMessageBox:
    qtbot.waitUntil(lambda: any(box.isVisible() for box in session.window.findChildren(QMessageBox)))
    return next(box for box in session.window.findChildren(QMessageBox) if box.isVisible())


def press(box: QMessageBox, text: str, qtbot: QtBot) -> None:
    button = next(
        button for button in box.findChildren(QPushButton) if button.text().replace("&", "") == text
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def is_in_draft(text: str) -> bool:
    draft = paths.draft_file()
    return draft.exists() and text in draft.read_text(encoding="utf-8")
