"""The document and its file: opening, saving, what was replaced, and what the title says."""

import json
import os
import sys
from dataclasses import dataclass
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.services import drafts, replaced
from events_console.services.drafts import Draft
from events_console.services.history import History
from events_console.ui.console import Console
from events_console.ui.exchange_text import short_time
from events_console.ui.main_window import MainWindow
from events_console.ui.replaced_requests import ReplacedDialog
from events_console.ui.tasks import Tasks
from tests.ui.windows import Open, Shown, press, question

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "Events Console for Amazon Personalize"


@dataclass
class Bare:
    """A window on the sample request, with nothing behind it."""

    window: MainWindow
    console: Console


@pytest.fixture
def session(console: Console, tasks: Tasks, qtbot: QtBot) -> Bare:
    window = MainWindow(console, tasks)
    qtbot.addWidget(window)
    window.complete()
    window.document.resume(Draft(console.request, edited=False))
    window.show()
    return Bare(window, console)


@pytest.fixture
def team(tmp_path: Path) -> Path:
    return _file(tmp_path / "team.json", "team")


def _file(path: Path, session: str) -> Path:
    path.write_text(json.dumps({"sessionId": session, "eventList": []}), encoding="utf-8")
    return path


def _type(session: Shown, user: str) -> None:
    session.console.edit(session.console.request.with_field("userId", user), "Edit")


def _user(session: Shown) -> str:
    return session.console.request.text("userId")


def _session_id(path: Path) -> object:
    return json.loads(path.read_text(encoding="utf-8"))["sessionId"]


def _kept() -> list[str]:
    kept = [drafts.load(entry.path) for entry in replaced.listed(paths.replaced_drafts())]
    return [draft.request.text("userId") for draft in kept if draft]


def _sessions_kept() -> list[str]:
    kept = [drafts.load(entry.path) for entry in replaced.listed(paths.replaced_drafts())]
    return [draft.request.text("sessionId") for draft in kept if draft]


def _title(session: Shown) -> str:
    """Return what stands above the window; Qt puts a star where the title has its placeholder."""
    title = session.window.windowTitle()
    return title.replace("[*]", "*" if session.window.isWindowModified() else "")


def _choices(session: Shown) -> ReplacedDialog:
    session.window.document.bring_back()
    return session.window.findChildren(ReplacedDialog)[-1]


def _line(dialog: ReplacedDialog, place: int) -> list[str]:
    """Return what a line of the table says, after its time."""
    model = dialog.table.model()
    return [model.index(place, column).data() for column in range(1, model.columnCount())]


def _bring_back(session: Shown, place: int) -> None:
    dialog = _choices(session)
    dialog.table.selectRow(place)
    dialog.accept()


def test_files_are_opened_and_saved_as_the_aws_cli_reads_them(
    session: Bare, qtbot: QtBot, tmp_path: Path
) -> None:
    saved = tmp_path / "mine.json"
    session.window.document.save_to(saved)
    assert json.loads(saved.read_text())["sessionId"] == "qa-first-steps"
    assert saved.name in session.window.windowTitle()
    event = tmp_path / "event.json"
    event.write_text('{"eventType": "View", "sentAt": 1700000000}')
    session.window.document.open_file(str(event))
    assert session.console.request.event(0)["sentAt"] == 1700000000
    assert "one event" in session.window.compose.notes.text()
    session.console.undo_stack.undo()
    assert session.console.request.root["sessionId"] == "qa-first-steps"
    session.window.document.open_file(str(tmp_path))
    box = question(session, qtbot)
    assert str(tmp_path) in box.text()
    box.close()


def test_a_file_that_says_a_key_twice_stays_text_until_it_is_mended(session: Bare, tmp_path: Path) -> None:
    twice = tmp_path / "twice.json"
    twice.write_text('{"trackingId": "a", "trackingId": "b"}')
    session.window.document.open_file(str(twice))
    assert session.console.json_text == '{"trackingId": "a", "trackingId": "b"}'
    assert session.window.compose.json.isVisible()
    session.window.document.save_to(twice)
    assert twice.read_text() == '{"trackingId": "a", "trackingId": "b"}'


def test_saving_goes_through_links_and_keeps_the_rights_of_a_file(session: Bare, tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("{}")
    target.chmod(0o664)
    link.symlink_to(target)
    session.window.document.save_to(link)
    assert link.is_symlink()
    assert json.loads(target.read_text())["sessionId"] == "qa-first-steps"
    assert target.stat().st_mode & 0o777 == 0o664


def test_what_replaced_requests_said_is_on_disk_and_comes_back(open_window: Open, team: Path) -> None:
    session = open_window()
    session.console.edit_json('{"trackingId": "half')
    session.window.document.open_file(str(team))
    again = open_window()
    assert again.console.request.text("sessionId") == "team"
    _bring_back(again, 0)
    assert again.console.request.text("sessionId") == "qa-first-steps"
    assert again.console.json_text == '{"trackingId": "half'
    assert _kept() == [again.console.request.text("userId")]  # the file was never edited: it is on disk


def test_opening_one_file_after_the_other_loses_no_request(session: Bare, tmp_path: Path) -> None:
    _type(session, "PRECIOUS")
    for number in range(12):
        session.window.document.open_file(str(_file(tmp_path / f"{number}.json", str(number))))
    assert _kept() == ["PRECIOUS"]
    _bring_back(session, 0)
    assert _user(session) == "PRECIOUS"


def test_every_way_to_another_request_keeps_what_was_edited(session: Bare, team: Path) -> None:
    document = session.window.document
    open_team = partial(document.open_file, str(team))
    ways: list[Callable[[], None]] = [document.new_request, document.open_example, open_team]
    for number, replace in enumerate(ways):
        _type(session, f"user-{number}")
        replace()
    assert _kept() == ["user-2", "user-1", "user-0"]
    document.new_request()
    document.open_example()
    assert _kept() == ["user-2", "user-1", "user-0"]


def test_one_of_the_replaced_requests_is_chosen_from_a_list(session: Bare, tmp_path: Path) -> None:
    for name in ("one", "two"):
        session.window.document.open_file(str(_file(tmp_path / f"{name}.json", name)))
        _type(session, f"user-{name}")
    session.window.document.open_example()
    dialog = _choices(session)
    assert _line(dialog, 0) == ["0", "No event", "two.json, session two"]
    assert _line(dialog, 1) == ["0", "No event", "one.json, session one"]
    assert dialog.table.model().index(0, 0).data() == short_time(dialog.entries[0].time)
    dialog.reject()
    assert session.console.request.text("sessionId") == "qa-first-steps"
    _bring_back(session, 1)
    assert _user(session) == "user-one"
    assert _title(session) == f"one.json* – {TITLE}"


def test_without_a_replaced_request_that_is_said(session: Bare) -> None:
    session.window.document.bring_back()
    assert "No edited request has been replaced" in session.window.statusBar().currentMessage()


def test_a_replaced_request_that_is_gone_or_damaged_is_said_to_be(session: Bare, qtbot: QtBot) -> None:
    for user in ("a", "b"):
        _type(session, user)
        session.window.document.open_example()
    before = session.console.request
    dialog = _choices(session)
    newest, other = dialog.entries
    newest.path.unlink()
    other.path.write_text("{", encoding="utf-8")
    dialog.chosen.emit(newest)
    assert "That request is gone" in session.window.statusBar().currentMessage()
    dialog.chosen.emit(other)
    box = question(session, qtbot)
    assert "is damaged; it is kept as" in box.text()
    box.close()
    dialog.reject()
    assert session.console.request is before


def test_what_cannot_be_kept_is_said_and_undo_has_it(session: Bare, qtbot: QtBot) -> None:
    paths.replaced_drafts().touch()
    _type(session, "PRECIOUS")
    session.window.document.open_example()
    box = question(session, qtbot)
    assert "Only undo brings it back." in box.text()
    box.close()
    session.console.undo_stack.undo()
    assert _user(session) == "PRECIOUS"


def test_standard_input_is_nowhere_else(session: Bare, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, b'{"userId": "piped", "eventList": []}')
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe, TextIOWrapper(pipe) as text:
        monkeypatch.setattr(sys, "stdin", text)
        session.window.document.open_file("-")
    assert _title(session) == TITLE
    session.window.document.open_example()
    assert _kept() == ["piped"]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system names no pipes")
def test_a_pipe_is_read_once_and_is_no_file_to_save_to(session: Bare) -> None:
    reading, writing = os.pipe()
    os.write(writing, b'{"userId": "piped", "eventList": []}')
    os.close(writing)
    session.window.document.open_file(f"/dev/fd/{reading}")
    os.close(reading)
    assert (_user(session), _title(session)) == ("piped", TITLE)


def test_the_title_says_which_file_and_whether_it_was_edited(session: Bare, team: Path) -> None:
    _type(session, "new")
    assert _title(session) == TITLE
    session.window.document.open_file(str(team))
    assert _title(session) == f"team.json – {TITLE}"
    _type(session, "new")
    assert _title(session) == f"team.json* – {TITLE}"
    session.console.undo_stack.undo()
    assert _title(session) == f"team.json – {TITLE}"
    session.console.edit_json("{")
    assert _title(session) == f"team.json* – {TITLE}"
    session.window.document.save()
    assert _title(session) == f"team.json – {TITLE}"
    session.window.document.new_request()
    assert _title(session) == TITLE


def test_undo_leads_back_to_the_file_as_well(session: Bare, tmp_path: Path) -> None:
    one, two = (_file(tmp_path / f"{name}.json", name) for name in ("one", "two"))
    session.window.document.open_file(str(one))
    session.window.document.open_file(str(two))
    session.console.undo_stack.undo()
    _type(session, "mine")
    assert _title(session) == f"one.json* – {TITLE}"
    session.window.document.save()
    assert (_session_id(one), _session_id(two)) == ("one", "two")
    session.console.undo_stack.undo()
    session.console.undo_stack.redo()
    assert _title(session) == f"one.json – {TITLE}"


def test_a_restart_knows_the_file_and_does_not_write_to_it(open_window: Open, team: Path) -> None:
    before = team.read_bytes()
    session = open_window(str(team))
    _type(session, "typed")
    again = open_window()
    assert (_user(again), _title(again)) == ("typed", f"team.json* – {TITLE}")
    assert team.read_bytes() == before
    again.window.document.save()
    assert json.loads(team.read_text())["userId"] == "typed"
    assert _title(open_window()) == f"team.json – {TITLE}"


def test_a_file_that_another_program_changed_is_not_overwritten_unasked(
    open_window: Open, qtbot: QtBot, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_window(str(team))
    _type(session, "mine")
    _file(team, "of a colleague")
    session = open_window()  # which has not seen the change either
    session.window.document.save()
    box = question(session, qtbot)
    assert "team.json has been changed by another program" in box.text()
    press(box, "Cancel", qtbot)
    assert _session_id(team) == "of a colleague"
    copy = team.with_name("copy.json")
    name = "PySide6.QtWidgets.QFileDialog.getSaveFileName"
    monkeypatch.setattr(name, lambda *_args: (str(copy), ""))
    session.window.document.save()
    press(question(session, qtbot), "Save as…", qtbot)
    assert (_session_id(copy), _session_id(team)) == ("team", "of a colleague")


def test_a_changed_file_is_overwritten_by_who_says_so_and_asks_no_more(
    session: Bare, qtbot: QtBot, team: Path
) -> None:
    session.window.document.open_file(str(team))
    _file(team, "of a colleague")
    session.window.document.save()
    press(question(session, qtbot), "Overwrite", qtbot)
    assert _session_id(team) == "team"
    _type(session, "mine")
    session.window.document.save()
    assert json.loads(team.read_text())["userId"] == "mine"


def test_a_file_that_was_deleted_or_only_touched_is_saved_unasked(session: Bare, team: Path) -> None:
    session.window.document.open_file(str(team))
    os.utime(team, (1, 1))
    _type(session, "one")
    session.window.document.save()
    assert json.loads(team.read_text())["userId"] == "one"
    team.unlink()
    session.window.document.save()
    assert json.loads(team.read_text())["userId"] == "one"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_path_that_has_become_a_pipe_is_asked_about_and_nobody_waits(
    session: Bare, qtbot: QtBot, team: Path
) -> None:
    session.window.document.open_file(str(team))
    team.unlink()
    os.mkfifo(team)
    session.window.document.save()
    press(question(session, qtbot), "Cancel", qtbot)
    session.window.document.open_example()
    assert _sessions_kept() == ["team"]


def test_what_its_file_no_longer_says_is_kept(session: Bare, tmp_path: Path) -> None:
    for name in ("deleted", "changed", "there"):
        path = _file(tmp_path / f"{name}.json", name)
        session.window.document.open_file(str(path))
        if name == "deleted":
            path.unlink()
        elif name == "changed":
            _file(path, "of a colleague")
    session.window.document.open_example()
    assert _sessions_kept() == ["changed", "deleted"]


def test_what_was_loaded_from_the_history_is_kept_once_it_is_not_there(open_window: Open, team: Path) -> None:
    session = open_window()
    history = History(paths.history_file())
    document, console = session.window.document, session.console
    assert console.service
    assert console.connection
    there, deleted = (
        console.service.send(
            console.service.prepare(
                console.request.with_field("userId", user), console.connection, stamp=True
            ),
            console.connection,
        )
        for user in ("there", "deleted")
    )
    history.delete([deleted.id])
    history.close()
    for exchange in (there, deleted):
        document.load(exchange)
        document.open_file(str(team))
    assert _kept() == ["deleted"]
    document.load(deleted)
    (only,) = replaced.listed(paths.replaced_drafts())
    only.path.unlink()
    again = open_window()  # which does not know where its draft is from
    again.window.document.open_example()
    assert _kept() == ["deleted"]


def test_half_a_character_is_not_saved_and_stays(session: Bare, qtbot: QtBot, team: Path) -> None:
    session.window.document.open_file(str(team))
    before = team.read_bytes()
    session.console.edit_json('{"userId": "\ud83d')
    session.window.document.save()
    box = question(session, qtbot)
    assert "half a character" in box.text()
    box.close()
    assert team.read_bytes() == before
    assert session.console.json_text == '{"userId": "\ud83d'


def test_opening_over_an_edited_request_names_every_way_back(session: Bare, team: Path) -> None:
    session.window.document.open_file(str(team))
    assert session.window.statusBar().currentMessage() == "Opened team.json. Undo brings back what was here."
    _type(session, "qa-1")
    session.window.document.open_file(str(team))
    told = session.window.statusBar().currentMessage()
    assert told == "Opened team.json. Undo brings back what was here, and so does File ▸ Bring back."


def test_a_new_request_has_its_session_before_its_events(session: Bare) -> None:
    session.window.document.new_request()
    assert list(session.console.request.root) == ["trackingId", "sessionId", "eventList"]
