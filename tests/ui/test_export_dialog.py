"""Exporting in the real dialog: what is written for each form, and what is said of it."""

import csv
import json
import re
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from events_console.domain.history_query import Query, parse
from events_console.domain.masking import Mask
from events_console.services import exchange_lines, exports
from events_console.services.exports import Form
from events_console.services.history import History
from events_console.ui import export_work
from events_console.ui.export_dialog import ExportDialog
from events_console.ui.export_work import Job, Progress
from events_console.ui.report_pdf import MOST, Fonts
from events_console.ui.tasks import Tasks
from tests.forms.test_report import accepted, refused, unanswered

Name = Callable[[str], Path]
Show = Callable[..., ExportDialog]
FIRST, SECOND, THIRD = (f"00000000-0000-4000-8000-00000000000{number}" for number in (1, 2, 3))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = History(tmp_path / "history.sqlite")
    made.add([accepted(FIRST), refused(SECOND), unanswered(THIRD)])
    yield made
    made.close()


@pytest.fixture
def name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Name:
    """Have the next question for a file answered with a name in an empty folder."""

    def answer(file: str) -> Path:
        path = tmp_path / "out" / file
        path.parent.mkdir(exist_ok=True)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path) if file else "", ""))
        return path

    return answer


@pytest.fixture
def show(history: History, tasks: Tasks, window: QWidget, qtbot: QtBot) -> Iterator[Show]:
    made: list[ExportDialog] = []

    def open_one(query: str = "", chosen: tuple[str, ...] = ()) -> ExportDialog:
        dialog = ExportDialog(history, parse(query), chosen, tasks, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        made.append(dialog)
        dialog.open()
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    yield open_one
    for dialog in made:
        dialog.close()
        dialog.close()


def choose(dialog: ExportDialog, kind: str) -> None:
    dialog.kinds[kind].click()


def write(dialog: ExportDialog, qtbot: QtBot) -> str:
    """Press the button and wait for what is said in the end."""
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.write_button.isEnabled() and bool(dialog.message.text()), timeout=20_000)
    return dialog.message.text()


def ids(path: Path) -> list[str]:
    return [str(json.loads(line)["id"]) for line in path.read_text(encoding="utf-8").splitlines()]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return [*csv.DictReader(file)]


def test_the_chosen_ones_are_written_for_their_owner_alone(show: Show, name: Name, qtbot: QtBot) -> None:
    path, told = name("some.jsonl"), list[str]()
    dialog = show(chosen=(THIRD, FIRST))  # as a list shows them, newest first
    dialog.told.connect(told.append)
    assert write(dialog, qtbot) == f"✓ 2 exchanges written to {path}."
    assert told == [f"2 exchanges written to {path}."]
    assert ids(path) == [FIRST, THIRD]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_all_found_or_everything_is_written(show: Show, name: Name, qtbot: QtBot) -> None:
    path = name("found.jsonl")
    dialog = show("outcome:refused", (FIRST,))
    assert next(iter(dialog.scopes.values())).text() == "The one chosen"
    qtbot.waitUntil(lambda: dialog.scopes["found"].text() == "All 1 found")
    assert dialog.scopes["all"].text() == "Everything in the history (3 exchanges)"
    dialog.scopes["found"].click()
    write(dialog, qtbot)
    assert ids(path) == [SECOND]
    dialog.scopes["all"].click()
    write(dialog, qtbot)
    assert ids(path) == [FIRST, SECOND, THIRD]


def test_json_lines_can_be_read_again(show: Show, name: Name, history: History, qtbot: QtBot) -> None:
    path = name("all.jsonl")
    write(show(), qtbot)
    with path.open("rb") as file:
        assert [*exchange_lines.read(file)] == [history.kept(one) for one in (FIRST, SECOND, THIRD)]


def test_a_recording_is_written(show: Show, name: Name, qtbot: QtBot) -> None:
    path, dialog = name("all.har"), show()
    choose(dialog, "har")
    assert write(dialog, qtbot).startswith("✓ 3 exchanges")
    assert len(json.loads(path.read_text())["log"]["entries"]) == 3


def test_a_table_has_what_was_accepted_unless_all_is_wanted(show: Show, name: Name, qtbot: QtBot) -> None:
    path, dialog = name("all.csv"), show()
    assert not dialog.only_accepted.isVisible()
    choose(dialog, "csv")
    assert dialog.only_accepted.isVisible()
    assert dialog.neutral.isVisible()
    assert "Only accepted ones are in it: 2 of 3 exchanges left out." in write(dialog, qtbot)
    assert len(rows(path)) == 1
    dialog.only_accepted.click()
    write(dialog, qtbot)
    assert len(rows(path)) == 3


@pytest.mark.parametrize("is_wanted", [True, False])
def test_formulas_are_made_harmless_on_request(
    is_wanted: bool, show: Show, name: Name, history: History, qtbot: QtBot
) -> None:
    history.add([accepted("00000000-0000-4000-8000-000000000009", itemId="=1+1")])
    path, dialog = name("all.csv"), show()
    choose(dialog, "csv")
    dialog.neutral.setChecked(is_wanted)
    write(dialog, qtbot)
    *_, row = rows(path)
    assert row["ITEM_ID"] == ("'=1+1" if is_wanted else "=1+1")


def test_a_report_says_what_was_typed(show: Show, name: Name, qtbot: QtBot) -> None:
    path, dialog = name("report.html"), show("outcome:refused")
    assert not dialog.title.isVisible()
    choose(dialog, "html")
    dialog.title.clear()
    qtbot.keyClicks(dialog.title, "Release <12>")
    qtbot.keyClicks(dialog.description, "Checked by hand")
    write(dialog, qtbot)
    text = path.read_text(encoding="utf-8")
    assert "<h1>Release &lt;12&gt;</h1>" in text
    assert "Checked by hand" in text
    assert "outcome:refused" in text
    assert all(each in text for each in ("Events Console", "Python", "botocore", "Qt"))


def test_a_report_is_written_as_pdf(show: Show, name: Name, qtbot: QtBot) -> None:
    path, dialog = name("report.pdf"), show()
    choose(dialog, "pdf")
    assert write(dialog, qtbot).startswith("✓ 3 exchanges")
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 5


def test_what_is_too_much_for_a_pdf_is_said_at_once(show: Show, history: History, qtbot: QtBot) -> None:
    history.add(
        [accepted(f"00000000-0000-4000-8000-{number:012}", float(number)) for number in range(9, MOST + 9)]
    )
    dialog = show("outcome:refused")
    choose(dialog, "pdf")
    assert dialog.write_button.isEnabled()
    qtbot.waitUntil(lambda: "503" in dialog.scopes["all"].text())
    dialog.scopes["all"].click()
    assert dialog.message.text().startswith("✕ A PDF takes 500 at most, and these are 503: choose fewer")
    assert not dialog.write_button.isEnabled()
    dialog.scopes["found"].click()
    assert (dialog.message.text(), dialog.write_button.isEnabled()) == ("", True)


@pytest.mark.usefixtures("qapp")
def test_a_pdf_that_has_become_too_much_is_refused_before_it_is_read(
    history: History, tmp_path: Path
) -> None:
    ids = tuple(f"00000000-0000-4000-8000-{number:012}" for number in range(MOST + 1))
    form = Form("pdf", Mask(), facts=exports.facts_of("", Mask()))
    progress = Progress()
    said = export_work.run(Job(history, ids, form, tmp_path / "a.pdf", Fonts()), progress)
    assert str(said).startswith("a PDF takes 500 at most, and these are 501")
    assert progress.read == 0
    assert not (tmp_path / "a.pdf").exists()


def test_a_table_of_nothing_is_not_written(show: Show, name: Name, qtbot: QtBot) -> None:
    path, dialog = name("all.csv"), show("outcome:refused")
    choose(dialog, "csv")
    assert write(dialog, qtbot) == (
        f"✕ {path} was not written: none of them was accepted: untick “Only what the service accepted”."
    )
    assert not path.exists()
    dialog.only_accepted.click()
    assert write(dialog, qtbot).startswith(f"✓ 1 event of 1 exchange written to {path}.")


def test_closing_while_it_counts_is_harmless(
    history: History, tasks: Tasks, window: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    may_go = threading.Event()
    monkeypatch.setattr(history, "count", lambda: int(may_go.wait(5)))
    dialog = ExportDialog(history, parse(""), (), tasks, window)
    dialog.open()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    with qtbot.captureExceptions() as raised:
        with qtbot.waitSignal(tasks.busy_changed):
            may_go.set()
        QApplication.processEvents()
    assert raised == []


def test_it_is_no_taller_than_what_it_asks(show: Show, qtbot: QtBot) -> None:
    dialog = show()

    def spare() -> int:
        return dialog.write_button.y() - dialog.kinds["pdf"].mapTo(dialog, QPoint()).y()

    choose(dialog, "html")
    qtbot.waitUntil(lambda: dialog.write_button.y() > dialog.description.mapTo(dialog, QPoint()).y())
    qtbot.waitUntil(lambda: spare() > 120)
    choose(dialog, "jsonl")
    qtbot.waitUntil(lambda: spare() < 100)


@pytest.mark.parametrize("kind", ["jsonl", "har", "html"])
def test_nothing_of_what_is_hidden_is_written(
    kind: str, show: Show, name: Name, history: History, qtbot: QtBot
) -> None:
    history.add([accepted("00000000-0000-4000-8000-000000000009", properties='{"note": "canary-value"}')])
    path, dialog = name(f"all.{kind}"), show("user:u-1 tracker:t-1")
    choose(dialog, kind)
    for each in dialog.masks.values():
        each.click()
    write(dialog, qtbot)
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b([ust]-1)\b|canary-value", text.replace("https://", ""))
    assert ("(left out)" if kind == "har" else "user-1") in text


def test_cancel_leaves_nothing_behind(
    show: Show, name: Name, monkeypatch: pytest.MonkeyPatch, tasks: Tasks, qtbot: QtBot
) -> None:
    path, dialog = name("all.jsonl"), show()
    held: list[Callable[[], object]] = []
    monkeypatch.setattr(tasks, "wait_for", lambda work, done: held.append(lambda: done(work())))
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    assert dialog.close_button.text() == "Cancel"
    assert not dialog.write_button.isEnabled()
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert dialog.message.text() == "Cancelled: nothing was written."
    assert dialog.isVisible()
    held[0]()  # the thread comes to it only now
    assert dialog.message.text() == "Cancelled: nothing was written."
    assert [*path.parent.iterdir()] == []


def test_a_file_that_cannot_be_written_is_said(show: Show, name: Name, qtbot: QtBot) -> None:
    path, dialog = name("taken"), show()
    path.parent.rmdir()
    path.parent.write_text("no folder")
    assert write(dialog, qtbot).startswith(f"✕ {path.with_suffix('.jsonl')} was not written: ")
    assert dialog.isVisible()


def test_a_name_without_an_ending_gets_one_but_replaces_nothing(show: Show, name: Name, qtbot: QtBot) -> None:
    path, dialog = name("all"), show()
    write(dialog, qtbot)
    assert len(ids(path.with_suffix(".jsonl"))) == 3
    assert "is there already" in write(dialog, qtbot)


def test_no_file_is_no_export(show: Show, name: Name, qtbot: QtBot) -> None:
    name("")
    dialog = show()
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    assert dialog.message.text() == ""
    assert dialog.write_button.isEnabled()


def test_progress_counts_both_readings(history: History, tmp_path: Path) -> None:
    progress = Progress()
    export_work.run(Job(history, Query(), Form("csv", Mask()), tmp_path / "a.csv"), progress)
    assert (progress.read, progress.total) == (6, 6)
