"""The note and the tags of exchanges: typed, kept, and never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from events_console.domain.annotation import Annotation
from events_console.ui.history_note import NoteDialog
from tests.ui.test_history_pane import press

Key = Qt.Key
BEFORE = Annotation(True, "Shoes are missing.", ("checkout",))


@pytest.fixture
def dialog(window: QWidget, qtbot: QtBot) -> NoteDialog:
    made = NoteDialog("View · item-3", BEFORE, 1, window)
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_control_and_enter_keep_what_is_typed_on_several_lines(dialog: NoteDialog, qtbot: QtBot) -> None:
    assert (dialog.note.toPlainText(), dialog.tags.text()) == ("Shoes are missing.", "checkout")
    dialog.note.selectAll()
    qtbot.keyClicks(dialog.note, "one")
    qtbot.keyClick(dialog.note, Key.Key_Return)
    qtbot.keyClicks(dialog.note, "two <b>")
    dialog.tags.setText("#a, b  checkout a")
    with qtbot.waitSignal(dialog.saved) as saved:
        qtbot.keyClick(dialog.note, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved.args[0](BEFORE) == Annotation(True, "one\ntwo <b>", ("a", "b", "checkout"))


def test_escape_without_a_change_just_closes(dialog: NoteDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.saved), qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Key.Key_Escape)


@pytest.mark.parametrize(("answer", "is_kept"), [("Save", True), ("Do not keep it", False)])
def test_escape_after_typing_asks(dialog: NoteDialog, qtbot: QtBot, answer: str, is_kept: bool) -> None:
    saved: list[object] = []
    dialog.saved.connect(saved.append)
    qtbot.keyClicks(dialog.note, "x")
    qtbot.keyClick(dialog, Key.Key_Escape)
    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.finished):
        press(box, answer, qtbot)
    assert bool(saved) is is_kept


def test_going_back_to_typing_loses_nothing(dialog: NoteDialog, qtbot: QtBot) -> None:
    dialog.tags.setText("new")
    dialog.reject()
    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    press(box, "Cancel", qtbot)
    assert dialog.isVisible()
    assert dialog.tags.text() == "new"


def test_for_several_exchanges_it_adds(window: QWidget, qtbot: QtBot) -> None:
    dialog = NoteDialog("", None, 3, window)
    dialog.open()
    assert (dialog.note.toPlainText(), dialog.tags.text()) == ("", "")
    dialog.note.setPlainText("Seen again.")
    dialog.tags.setText("regression checkout")
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save.click()
    (change,) = saved.args
    assert change(BEFORE) == Annotation(True, "Shoes are missing.\nSeen again.", ("checkout", "regression"))
    assert change(Annotation()) == Annotation(note="Seen again.", tags=("regression", "checkout"))
