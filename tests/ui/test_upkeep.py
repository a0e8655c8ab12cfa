"""What is due in the history is done behind the window, whoever has sent it."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from events_console.domain.annotation import Kept
from events_console.domain.exchange import Outcome
from events_console.services.history import History
from events_console.ui.tasks import Tasks
from events_console.ui.upkeep import Upkeep
from tests.services.test_history import exchange


def waiting(history: History) -> int:
    ((count,),) = history.select("SELECT count(*) FROM unindexed", {})
    return int(count)


def test_what_this_and_other_programs_have_sent_is_indexed(
    history: History, tmp_path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    rows = [replace(exchange(), id=str(UUID(int=number)), outcome=Outcome.UNKNOWN) for number in range(80)]
    history.add(map(Kept, rows[:60]))
    parent = QObject()
    Upkeep(history, tasks, parent)
    qtbot.waitUntil(lambda: not waiting(history))
    with closing(History(tmp_path / "history.sqlite")) as other:
        other.add(map(Kept, rows[60:]))
        assert waiting(history) == 20
    qtbot.waitUntil(lambda: not waiting(history), timeout=10_000)


def test_a_history_that_cannot_be_kept_up_is_left_alone(history: History, tasks: Tasks, qtbot: QtBot) -> None:
    parent = QObject()
    Upkeep(history, tasks, parent)
    history.close()
    qtbot.wait(60)
    assert tasks.wait(5)
