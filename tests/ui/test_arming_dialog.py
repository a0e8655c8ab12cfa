"""Arming: nothing but the connection's own name opens the way to production."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from events_console.domain.connection import Connection, ConnectionKind
from events_console.ui.arming_dialog import ArmingDialog

PROD = Connection("Travel <b>live</b>", ConnectionKind.PRODUCTION, "eu-west-1")


@pytest.fixture
def dialog(window: QWidget) -> ArmingDialog:
    made = ArmingDialog(PROD, "send", window)
    made.open()
    return made


def test_the_name_arms(dialog: ArmingDialog, qtbot: QtBot) -> None:
    assert dialog.focusWidget() is dialog.name
    assert dialog.arm.text() == "Arm and send"
    qtbot.keyClicks(dialog.name, "Travel <b>live</b>")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.typed == PROD.name


@pytest.mark.parametrize("typed", ["", "travel <b>live</b>", "Travel", "Travel <b>live</b>!", "live"])
def test_anything_else_does_not(dialog: ArmingDialog, typed: str, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.name, typed)
    assert not dialog.arm.isEnabled()
    with qtbot.assertNotEmitted(dialog.accepted):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
        dialog.accept()
    assert dialog.isVisible()


def test_escape_arms_nothing(dialog: ArmingDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.name, PROD.name)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
