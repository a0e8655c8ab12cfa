"""A person at the window who sends, and the service at the other end of the wire."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from events_console.domain.connection import Connection, ConnectionKind, Credentials
from events_console.services.history import History
from events_console.services.sender import Sender
from events_console.ui.arming_dialog import ArmingDialog
from events_console.ui.main_window import MainWindow
from events_console.ui.palette import commands
from tests.support import Answer, Sink, http, opener

NO_ANSWER = Answer(b"", then="close")
FAILED = Answer(http("503 Service Unavailable"))
THROTTLED = Answer(http("400 Bad Request", x_amzn_ErrorType="ThrottlingException"))
REFUSED = Answer(http("400 Bad Request", x_amzn_ErrorType="InvalidInputException"))
TAKEN = Answer()


@dataclass
class Desk:
    """A person at the window, and the service, which takes requests and says nothing until told to."""

    window: MainWindow
    sink: Sink
    history: History
    qtbot: QtBot
    sender: Sender = field(init=False)

    def __post_init__(self) -> None:
        self.console = self.window.console
        self.sender = Sender(self.history, opener(Credentials("AKIDEXAMPLE", "a-secret-key")))
        self.connection = Connection(
            "Sink", ConnectionKind.DEVELOPMENT, "us-east-1", self.sink.url, read_timeout=1.0
        )

    def get_ready(self) -> None:
        """Give the console something to send with."""
        self.console.start_sending(self.sender, self.connection)

    def answers(self, *answers: Answer) -> None:
        """Have the service answer so, one after the other."""
        following = iter(answers)
        self.sink.answer = lambda _: next(following)

    def press(self) -> None:
        """Press Ctrl+Return."""
        self.activate()
        table = self.window.compose.table
        self.qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def activate(self) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    @contextmanager
    def settling(self) -> Iterator[None]:
        """Wait for what becomes of a request."""
        with self.qtbot.waitSignal(self.console.settled, timeout=5000):
            yield

    def send(self) -> None:
        """Press Ctrl+Return and wait for what becomes of it."""
        with self.settling():
            self.press()

    def edit(self, user: str) -> None:
        self.console.edit(self.console.request.with_field("userId", user), "Edit")

    def button(self, text: str) -> QPushButton | None:
        """Return the button beside the answer, if it is there and can be pressed."""
        found = (one for one in self.window.response.findChildren(QPushButton) if one.text() == text)
        return next((one for one in found if one.isVisible() and one.isEnabled()), None)

    def click(self, text: str) -> None:
        found = self.button(text)
        assert found
        self.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)

    def commands(self) -> dict[str, QAction]:
        """Return what the menu of the request, and with it the palette, offers."""
        return {one.name: one.action for one in commands(self.window.menuBar()) if one.menu == "Request"}

    def question(self) -> QMessageBox:
        def asked() -> list[QMessageBox]:
            return [box for box in self.window.findChildren(QMessageBox) if box.isVisible()]

        self.qtbot.waitUntil(lambda: bool(asked()))
        return asked()[0]

    def reply(self, text: str) -> None:
        button = next(one for one in self.question().buttons() if one.text() == text)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def delete_the_only_exchange(self) -> None:
        view = self.window.history.view
        self.qtbot.waitUntil(lambda: view.model().rowCount() == 1)
        view.setCurrentIndex(view.model().index(0, 0))
        view.setFocus()
        self.qtbot.keyClick(view, Qt.Key.Key_Delete)
        self.reply("Delete")
        self.qtbot.waitUntil(lambda: view.model().rowCount() == 0)

    def arrived(self) -> list[Any]:
        return [json.loads(request.body) for request in self.sink.received]

    def kinds(self) -> str:
        """Return a letter for each request that arrived, the same for those with the same event IDs."""
        names: dict[tuple[str, ...], str] = {}
        lists = (tuple(event["eventId"] for event in each["eventList"]) for each in self.arrived())
        return "".join(names.setdefault(ids, "abcdef"[len(names)]) for ids in lists)

    def nothing_more_arrives(self, so_far: int = 0) -> None:
        """Give a request that should not have left the time to arrive."""
        self.qtbot.wait(150)
        assert len(self.sink.received) == so_far

    def arming(self) -> ArmingDialog:
        """Return the one dialog that asks for the name of the connection."""

        def asked() -> list[ArmingDialog]:
            return [one for one in self.window.findChildren(ArmingDialog) if one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(asked()))
        (dialog,) = asked()
        return dialog

    def type_name(self, name: str) -> None:
        dialog = self.arming()
        dialog.name.clear()
        self.qtbot.keyClicks(dialog.name, name)
        self.qtbot.keyClick(dialog.name, Qt.Key.Key_Return)

    def double_click(self) -> None:
        """Click twice as the system sends it, which keeps clicks from a window behind a question."""
        button, handle = self.window.bar.send_button, self.window.windowHandle()
        place = button.mapTo(self.window, button.rect().center())
        for _ in range(2):
            QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def resend_from_history(self) -> None:
        """Press the shortcut on the newest exchange."""
        self.activate()
        view = self.window.history.view
        self.qtbot.waitUntil(lambda: view.model().rowCount() > 0)
        view.setCurrentIndex(view.model().index(0, 0))
        view.setFocus()
        actions = self.window.history.actions_for_menu()
        resend = next(one for one in actions if one.text() == "&Resend as it was")
        self.qtbot.waitUntil(resend.isEnabled)
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        self.qtbot.keyClick(view, Qt.Key.Key_Return, both)

    def press_on_a_long_document(self) -> None:
        """Ask for something to be sent that has to be checked first."""
        request = self.console.request
        self.console.edit(request.with_events([request.event(1)] * 5_000), "Import")
        self.press()
        assert self.console.held

    def told(self) -> str:
        return self.window.statusBar().currentMessage()
