from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.services import settings
from events_console.ui.first_steps import FirstSteps
from events_console.ui.session import Session
from tests.ui.windows import Open


@pytest.fixture
def guided() -> bool:
    return False


@pytest.fixture
def new(open_window: Open, qtbot: QtBot) -> Session:
    """The very first start."""
    session = open_window()
    qtbot.waitUntil(lambda: session.window.first_steps is not None)
    return session


def _steps(session: Session) -> FirstSteps:
    found = session.window.first_steps
    assert found
    return found


def _place(session: Session, part: QWidget) -> QRect:
    return QRect(part.mapTo(session.window, QPoint()), part.size())


def _type_value(session: Session, text: str, qtbot: QtBot) -> None:
    """Type ``text`` into the cell that the first step speaks of, and press Enter."""
    table = session.window.compose.table
    table.setCurrentIndex(table.table.index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.indexWidget(table.currentIndex())
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.waitUntil(lambda: session.console.checked)
    assert "1 of 3" in _steps(session).card.accessibleName()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.currentIndex().row() == 1)


def test_the_steps_go_on_as_the_person_does_them(new: Session, qtbot: QtBot) -> None:
    window, console, steps = new.window, new.console, _steps(new)
    assert "1 of 3" in steps.card.accessibleName()
    console.edit(console.request.with_field("userId", "qa-1"), "Edit")
    qtbot.waitUntil(lambda: "2 of 3" in steps.card.accessibleName())

    window.send()
    qtbot.waitUntil(lambda: "3 of 3" in steps.card.accessibleName())
    qtbot.waitUntil(lambda: window.history.view.model().rowCount() == 1)
    assert window.history.isVisible()
    window.history.view.select(0)

    qtbot.waitUntil(lambda: window.first_steps is None)


def test_a_card_is_never_over_what_it_speaks_of_and_never_in_the_way(new: Session, qtbot: QtBot) -> None:
    window, steps = new.window, _steps(new)
    for size in ((1360, 860), (1024, 700)):
        window.resize(*size)
        for _ in range(2):
            qtbot.wait(0)
            steps.place()
            ring = QRect(steps.ring.geometry())
            assert not steps.card.geometry().intersects(ring)
            assert window.rect().contains(steps.card.geometry())
            assert window.focusWidget() is window.compose.table
        steps.go_on()


def test_a_cell_with_an_error_is_to_be_mended_before_it_goes_on(new: Session, qtbot: QtBot) -> None:
    _type_value(new, "many", qtbot)
    assert "1 of 3" in _steps(new).card.accessibleName()
    _type_value(new, "5", qtbot)
    qtbot.waitUntil(lambda: "2 of 3" in _steps(new).card.accessibleName())


def test_whoever_sends_at_once_is_led_on_to_the_history(new: Session, qtbot: QtBot) -> None:
    new.window.send()
    qtbot.waitUntil(lambda: "3 of 3" in _steps(new).card.accessibleName())
    assert not _steps(new).card.skip.isVisible()


@pytest.mark.parametrize("size", [(1360, 860), (1024, 700), (860, 560)])
def test_the_card_of_sending_leaves_inspector_and_table_to_be_seen(
    new: Session, qtbot: QtBot, size: tuple[int, int]
) -> None:
    new.window.resize(*size)
    _steps(new).go_on()
    qtbot.wait(0)
    _steps(new).place()
    for part in (new.window.inspector, new.window.compose.table, new.window.bar):
        assert not _steps(new).card.geometry().intersects(_place(new, part))


def test_tab_leads_from_what_a_card_speaks_of_to_its_buttons(new: Session, qtbot: QtBot) -> None:
    window, card = new.window, _steps(new).card
    _check_tab(window.compose.table, [card.skip, card.next], qtbot)
    _steps(new).go_on()
    _check_tab(window.bar.send_button, [card.skip, card.next], qtbot)
    window.send()
    qtbot.waitUntil(lambda: "3 of 3" in card.accessibleName() and window.history.view.isVisible())
    _check_tab(window.history.view, [card.next], qtbot)


def _check_tab(stop: QWidget, buttons: list[QPushButton], qtbot: QtBot) -> None:
    stop.setFocus()
    for before, button in pairwise((stop, *buttons)):
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert stop.window().focusWidget() is button


def test_no_card_takes_the_focus_by_itself(new: Session, qtbot: QtBot) -> None:
    window, card = new.window, _steps(new).card
    qtbot.waitActive(window)
    qtbot.mouseClick(card.next, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is window.compose.table
    qtbot.mouseClick(window.bar.send_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "3 of 3" in card.accessibleName())
    assert window.focusWidget() is window.bar.send_button
    assert QApplication.activeWindow() is window


def test_escape_skips_them_for_good(new: Session, open_window: Open, qtbot: QtBot) -> None:
    qtbot.keyClick(new.window.compose.table, Qt.Key.Key_Escape)
    assert new.window.first_steps is None

    again = open_window()
    assert settings.load(paths.settings_file()).guided
    assert again.window.first_steps is None

    again.window.show_first_steps()
    assert _steps(again).card.isVisible()


def test_a_card_has_room_for_what_it_says_in_any_type(new: Session, qtbot: QtBot) -> None:
    window, card = new.window, _steps(new).card
    usual = card.height()
    text = max(card.findChildren(QLabel), key=lambda label: len(label.text()))
    window.actions_.present.setChecked(True)
    qtbot.waitUntil(lambda: card.height() > usual and text.height() >= text.heightForWidth(text.width()))
    window.actions_.present.setChecked(False)
    qtbot.waitUntil(lambda: card.height() == usual and text.height() >= text.heightForWidth(text.width()))
