import pytest
from PySide6.QtCore import QRect, Qt
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


def test_escape_skips_them_for_good(new: Session, open_window: Open, qtbot: QtBot) -> None:
    qtbot.keyClick(new.window.compose.table, Qt.Key.Key_Escape)
    assert new.window.first_steps is None

    again = open_window()
    assert settings.load(paths.settings_file()).guided
    assert again.window.first_steps is None

    again.window.show_first_steps()
    assert _steps(again).card.isVisible()
