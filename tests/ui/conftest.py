"""The real window, or a console with the sample request, its problems already known, without one."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.services import examples, settings
from events_console.services.drafts import Draft
from events_console.services.history import History
from events_console.services.settings import Settings
from events_console.ui import language
from events_console.ui.console import Console
from events_console.ui.event_inspector import EventInspector
from events_console.ui.main_window import MainWindow
from events_console.ui.session import Session
from events_console.ui.tasks import Tasks
from tests.support import Sink
from tests.ui.send_desk import NO_ANSWER, Desk
from tests.ui.windows import Open, close


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, which speaks English whatever the system does."""
    language.install(qapp, "en")
    return qapp


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:  # noqa: ARG001  # threads report to its loop
    """The threads of one test."""
    made = Tasks()
    yield made
    made.close()
    assert made.wait(10)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """An empty history."""
    with closing(History(tmp_path / "history.sqlite")) as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An empty window, for dialogs to open in front of."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def console(tasks: Tasks) -> Console:
    """A console that holds the sample request of three events."""
    made = Console(Draft(examples.sandbox()), tasks)
    made.start_validating()
    return made


@pytest.fixture
def inspector(console: Console, qtbot: QtBot) -> EventInspector:
    """An inspector on screen that shows the first event."""
    made = EventInspector(console)
    qtbot.addWidget(made)
    made.resize(340, 900)
    made.show()
    qtbot.waitActive(made)
    made.show_row(0)
    return made


@pytest.fixture
def guided() -> bool:
    """Whether the first steps were shown before."""
    return True


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, *, guided: bool) -> Iterator[Open]:
    """Open the window, once what it sends with is ready."""
    sessions: list[Session] = []

    def open_one(file: str | None = None) -> Session:
        close(sessions)
        if guided and not paths.settings_file().exists():
            settings.save(paths.settings_file(), Settings(guided=True))
        session = Session(qapp)
        sessions.append(session)
        session.show(file)
        qtbot.waitUntil(
            lambda: session.console.service is not None and session.console.checked, timeout=10_000
        )
        return session

    yield open_one
    close(sessions)


@pytest.fixture
def desk(console: Console, tasks: Tasks, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """The whole window, which has nothing to send with yet."""
    window = MainWindow(console, tasks)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    window.complete()
    history = History(tmp_path / "history.sqlite3")
    window.history.set_history(history)
    with Sink(NO_ANSWER) as sink:
        yield Desk(window, sink, history, qtbot)
    tasks.close()
    history.close()


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """The same, which sends to a service that takes requests and says nothing."""
    desk.get_ready()
    return desk
