"""What can be done with exchanges of the history, in the whole window and with a service at the other end."""

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressBar, QPushButton, QToolButton, QWidget

from events_console.domain.annotation import Annotation
from events_console.domain.connection import ConnectionKind
from events_console.domain.history_query import parse
from events_console.services.history import History
from events_console.ui import history_deletion
from events_console.ui.compare_dialog import CompareDialog
from events_console.ui.export_dialog import ExportDialog
from events_console.ui.history_line import ENTRY_ROLE
from events_console.ui.history_list import HistoryList
from events_console.ui.history_note import NoteDialog
from tests.support import Answer
from tests.ui.send_desk import REFUSED, TAKEN, Desk
from tests.ui.test_history_pane import (
    accepted,
    choose,
    click,
    keep,
    lines,
    pending,
    rejected,
    request,
    shown_texts,
)

Key = Qt.Key
AS_NEW = "Resend as new (new event IDs, sent now)"


@pytest.fixture
def full(ready: Desk) -> Desk:
    """A history of three exchanges, the newest first: sku-3, sku-2, sku-1."""
    for number in (1, 2, 3):
        made = accepted if number < 3 else rejected
        keep(ready.history, made(pending(f"exchange-{number}", of=request(f"sku-{number}"))))
    ready.console.settled.emit(accepted(pending("exchange-3")))
    ready.window.resize(1360, 860)  # a narrower one has no room for the history
    ready.activate()
    ready.qtbot.waitUntil(lambda: len(lines(ready.window.history)) == 3)
    return ready


def do(desk: Desk, beginning: str) -> None:
    action(desk, beginning).trigger()


def action(desk: Desk, beginning: str) -> QAction:
    actions = desk.window.history.actions_for_menu()
    return next(one for one in actions if one.text().replace("&", "").startswith(beginning))


def offers(desk: Desk, beginning: str) -> bool:
    actions = desk.window.history.actions_for_menu()
    return any(one.isEnabled() and one.text().replace("&", "").startswith(beginning) for one in actions)


def pick(desk: Desk, *rows: int) -> None:
    first, *others = rows
    desk.qtbot.waitUntil(lambda: desk.window.history.view.model().rowCount() > max(rows))
    choose(desk.window.history, first)
    for row in others:
        click(desk.window.history, row, desk.qtbot, ctrl=True)


def annotations(desk: Desk) -> list[Annotation]:
    return [desk.history.annotation(f"exchange-{number}") for number in (3, 2, 1)]


def test_resending_as_new_sends_new_event_ids_now(ready: Desk) -> None:
    ready.answers(REFUSED, TAKEN, TAKEN)
    ready.send()
    pick(ready, 0)
    ready.qtbot.waitUntil(action(ready, AS_NEW).isEnabled)
    begun = int(time.time())
    with ready.settling():
        do(ready, AS_NEW)
    with ready.settling():
        ready.resend_from_history()
    before, renewed, again = ready.arrived()
    ids = [{event["eventId"] for event in one["eventList"]} for one in (before, renewed, again)]
    assert ids[0].isdisjoint(ids[1])
    assert len(ids[1]) == len(before["eventList"])
    assert ids[2] == ids[1]  # the newest one, as it was
    assert all(begun <= event["sentAt"] <= time.time() for event in renewed["eventList"])
    for event in (*before["eventList"], *renewed["eventList"]):
        del event["eventId"], event["sentAt"]
    assert renewed == before


def test_resending_as_new_to_production_has_to_be_armed(full: Desk) -> None:
    guarded = replace(full.connection, name="Shop", kind=ConnectionKind.PRODUCTION)
    full.console.connect_to(guarded)
    pick(full, 2)
    do(full, AS_NEW)
    full.reply("Send it there")  # it went elsewhere by that name
    full.nothing_more_arrives()
    with full.settling():
        full.type_name("Shop")
    assert len(full.arrived()) == 1


def test_resending_as_new_asks_about_errors(full: Desk) -> None:
    keep(full.history, accepted(pending("exchange-4", of=request("sku-4", event_type=""))))
    full.console.settled.emit(accepted(pending("exchange-4")))
    full.qtbot.waitUntil(lambda: len(lines(full.window.history)) == 4)
    pick(full, 0)
    do(full, AS_NEW)
    assert full.question().text().startswith("The request has")
    full.reply("Show the first problem")
    full.nothing_more_arrives()


def test_a_star_is_given_and_taken_by_a_key_and_by_a_click(full: Desk) -> None:
    view, history = full.window.history.view, full.history
    pick(full, 1)
    full.qtbot.keyClick(view, Key.Key_S)
    full.qtbot.waitUntil(lambda: history.annotation("exchange-2").starred)
    full.qtbot.waitUntil(lambda: view.model().index(1, 0).data(ENTRY_ROLE).starred)
    assert "starred" in str(view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    with full.qtbot.assertNotEmitted(full.window.history.opened, wait=100):
        for row in (1, 2):
            area = view.visualRect(view.model().index(row, 0))
            star = area.bottomRight() - QPoint(14, 12)
            full.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=star)
    full.qtbot.waitUntil(lambda: [one.starred for one in annotations(full)] == [False, False, True])
    assert view.count_selected() == 1


def test_several_are_starred_at_once_and_then_all_stars_go(full: Desk) -> None:
    full.history.annotate("exchange-2", Annotation(starred=True))
    view = full.window.history.view
    pick(full, 0)
    view.selectAll()
    full.qtbot.keyClick(view, Key.Key_S)
    full.qtbot.waitUntil(lambda: all(one.starred for one in annotations(full)))
    full.qtbot.waitUntil(lambda: all(entry.starred for entry in view.selected()))
    full.qtbot.keyClick(view, Key.Key_S)
    full.qtbot.waitUntil(lambda: not any(one.starred for one in annotations(full)))


def test_a_note_is_written_and_shown_in_its_line(full: Desk) -> None:
    pane = full.window.history
    pick(full, 0)
    full.qtbot.keyClick(pane.view, Key.Key_N)
    full.qtbot.waitUntil(lambda: pane.findChild(NoteDialog) is not None)
    dialog = pane.findChild(NoteDialog)
    assert isinstance(dialog, NoteDialog)
    dialog.note.setPlainText("Shoes are <missing>.")
    dialog.tags.setText("checkout")
    dialog.save.click()
    full.qtbot.waitUntil(lambda: full.history.annotation("exchange-3").tags == ("checkout",))
    index = pane.view.model().index(0, 0)
    full.qtbot.waitUntil(lambda: index.data(ENTRY_ROLE).note == "Shoes are <missing>.")
    assert "Shoes are &lt;missing>." in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert "tags checkout, note Shoes are" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    pane.search.search("tag:checkout")
    full.qtbot.waitUntil(lambda: lines(pane) == ["View · sku-3"])


def test_tags_are_added_to_several(full: Desk) -> None:
    full.history.annotate("exchange-2", Annotation(note="Mine.", tags=("old",)))
    pick(full, 0, 1)
    do(full, "Note and tags…")
    dialog = full.window.history.findChild(NoteDialog)
    assert isinstance(dialog, NoteDialog)
    dialog.tags.setText("new")
    dialog.save.click()
    full.qtbot.waitUntil(lambda: annotations(full)[1].tags == ("old", "new"))
    assert [one.tags for one in annotations(full)] == [("new",), ("old", "new"), ()]
    assert annotations(full)[1].note == "Mine."


def test_two_are_compared_the_older_one_on_the_left(full: Desk) -> None:
    pick(full, 0, 2)
    assert action(full, "Compare").text().replace("&", "") == "Compare the two"
    do(full, "Compare")
    full.qtbot.waitUntil(lambda: full.window.findChild(CompareDialog) is not None)
    dialog = full.window.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    dialog.close()


def test_one_is_compared_with_the_draft_and_three_with_nothing(full: Desk) -> None:
    pick(full, 0)
    do(full, "Compare with the draft")
    full.qtbot.waitUntil(lambda: full.window.findChild(CompareDialog) is not None)
    dialog = full.window.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    dialog.close()
    full.window.history.view.selectAll()
    assert not action(full, "Compare").isEnabled()


def test_copies_the_id_that_the_history_gave(full: Desk) -> None:
    pick(full, 1)
    do(full, "Copy history ID")
    assert QGuiApplication.clipboard().text() == "exchange-2"


def test_all_found_are_deleted_also_those_that_are_not_loaded(full: Desk) -> None:
    keep(full.history, *(accepted(pending(f"many-{n}", of=request(f"other-{n}"))) for n in range(130)))
    pane = full.window.history
    pane.search.search("other")
    full.qtbot.waitUntil(lambda: offers(full, "Delete the 130 found"))
    assert len(lines(pane)) == 100
    do(full, "Delete the 130 found")
    box = full.question()
    assert box.text() == "Delete the 130 exchanges that “other” finds?"
    full.reply("Delete")
    full.qtbot.waitUntil(lambda: full.history.count() == 3)
    full.qtbot.waitUntil(lambda: lines(pane) == [])


@pytest.mark.parametrize("line", ["outcome:nonsense", "sku-2"])
def test_what_is_found_can_be_dealt_with_only_while_the_line_asks_for_it(full: Desk, line: str) -> None:
    pane, both = full.window.history, ("Delete the 1 found", "Export the 1 found")
    pane.search.search("sku-1")
    full.qtbot.waitUntil(lambda: all(offers(full, one) for one in both))
    pane.search.search(line)
    assert not any(offers(full, one) for one in both)  # at once, before the search has begun
    do(full, "Delete the")
    if line == "sku-2":
        full.qtbot.waitUntil(lambda: all(offers(full, one) for one in both))
    else:
        full.qtbot.waitUntil(lambda: any(text.startswith("▲") for text in shown_texts(pane)))
        assert not any(offers(full, one) for one in both)
        pane.search.search("sku-1")
        full.qtbot.waitUntil(lambda: all(offers(full, one) for one in both))
    assert not full.window.findChildren(QMessageBox)


def test_a_search_that_was_stopped_can_not_be_dealt_with(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = full.window.history
    pane.search.search("sku-1")
    full.qtbot.waitUntil(lambda: offers(full, "Delete the 1 found"))
    monkeypatch.setattr(HistoryList, "refresh", lambda self: 0)  # noqa: ARG005  # it takes for ever
    pane.search.search("sku-2")
    full.qtbot.wait(150)
    pane.view.entries.stop()
    pane.does.follow()
    assert not offers(full, "Delete the")


def test_many_are_deleted_in_slices_with_a_way_to_stop(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(full.history, *(accepted(pending(f"many-{n}", of=request(f"other-{n}"))) for n in range(25)))
    monkeypatch.setattr(history_deletion, "_SLICE", 10)
    delete, sizes, forgotten = History.delete, list[int](), list[list[str]]()
    first, go_on = Event(), Event()

    def slow(self: History, ids: Iterable[str]) -> None:
        gone = tuple(ids)
        sizes.append(len(gone))
        if len(sizes) == 2:
            first.set()
            go_on.wait(10)
        delete(self, gone)

    monkeypatch.setattr(History, "delete", slow)
    pane, work = full.window.history, full.window.work
    pane.does.deleted.connect(forgotten.append)
    pane.search.search("other")
    full.qtbot.waitUntil(lambda: offers(full, "Delete the 25 found"))
    do(full, "Delete the 25 found")
    full.reply("Delete")
    full.qtbot.waitUntil(first.is_set)
    full.qtbot.waitUntil(lambda: len(lines(pane)) == 15)  # they leave the list as they go
    full.qtbot.waitUntil(lambda: work.text() == "Deleting 25 exchanges…")
    bar = work.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert (bar.value(), bar.maximum()) == (10, 25)
    work.cancel()
    go_on.set()
    full.qtbot.waitUntil(lambda: full.told() == "20 of 25 exchanges deleted; the others are still there.")
    assert (sizes, [len(each) for each in forgotten]) == ([10, 10], [10, 10])
    assert full.history.count() == 8
    full.qtbot.waitUntil(lambda: offers(full, "Delete the 5 found"))
    do(full, "Delete the 5 found")
    full.reply("Delete")
    full.qtbot.waitUntil(lambda: full.told() == "5 exchanges deleted.")
    assert work.text() == ""


def test_what_can_not_be_deleted_is_said_once(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        message = "The disk is full."
        raise OSError(message)

    monkeypatch.setattr(History, "delete", fails)
    pick(full, 0)
    full.qtbot.keyClick(full.window.history.view, Key.Key_Delete)
    full.reply("Delete")
    full.qtbot.waitUntil(lambda: full.told() == "The disk is full.")
    assert len(lines(full.window.history)) == 3


def test_what_is_sent_again_under_a_search_that_hides_it_can_be_shown(full: Desk) -> None:
    pane = full.window.history
    hidden = "What was just sent is not among the found:"
    pane.search.search("outcome:refused")
    full.qtbot.waitUntil(lambda: lines(pane) == ["View · sku-3"])
    full.answers(TAKEN, TAKEN)
    full.send()
    full.qtbot.waitUntil(lambda: hidden in shown_texts(pane))
    assert len(lines(pane)) == 1
    link = next(one for one in pane.findChildren(QPushButton) if one.text() == "Show it")
    with full.qtbot.waitSignal(pane.opened) as opened:
        full.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert pane.line.text() == ""
    full.qtbot.waitUntil(lambda: len(lines(pane)) == 4)
    full.qtbot.waitUntil(lambda: [entry.id for entry in pane.view.selected()] == [opened.args[0].id])
    assert opened.args[0].id == full.history.page(1)[0].id
    assert hidden not in shown_texts(pane)
    full.send()
    full.qtbot.waitUntil(lambda: len(lines(pane)) == 5)
    assert hidden not in shown_texts(pane)


def test_all_found_can_be_selected_also_those_that_are_not_loaded(full: Desk) -> None:
    keep(full.history, *(accepted(pending(f"many-{n}", of=request(f"other-{n}"))) for n in range(230)))
    pane = full.window.history
    pane.search.search("other")
    full.qtbot.waitUntil(lambda: offers(full, "Delete the 230 found"))
    link = next(one for one in pane.findChildren(QPushButton) if one.text() == "Select all 230 found")
    assert not link.isVisible()
    pane.view.selectAll()
    assert link.isVisible()
    assert offers(full, "Delete 100 exchanges")
    full.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    full.qtbot.waitUntil(lambda: offers(full, "Delete 230 exchanges"))
    assert len({entry.id for entry in pane.view.selected()}) == len(lines(pane)) == 230
    assert not link.isVisible()


def test_tab_goes_from_the_search_through_the_history_and_then_to_the_request(full: Desk) -> None:
    pane, window = full.window.history, full.window
    pane.search.search("is:starred item:a")
    shown = [each for each in pane.search.chips.findChildren(QToolButton) if not each.isHidden()]
    order = [pane.line, pane.search.filter, *sorted(shown, key=lambda one: one.y() * 1_000 + one.x())]
    order += [pane.strip.chart, *pane.strip.legend.values(), pane.view]
    panes = [window.history, window.compose, window.inspector]
    stops, stop = list[QWidget](), window.nextInFocusChain()
    while stop is not None and stop is not window:
        stops.append(stop)
        stop = stop.nextInFocusChain()
    places = [stops.index(each) for each in order]
    assert places == sorted(places)
    of = [next((place for place, one in enumerate(panes) if one.isAncestorOf(each)), -1) for each in stops]
    tabs = [
        place for place, each in zip(of, stops, strict=True) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    begins = [tabs.index(place) for place in range(3)]
    assert begins == sorted(begins)
    assert 0 not in tabs[begins[1] :]


def test_all_found_can_be_deleted_only_of_a_search(full: Desk) -> None:
    assert not action(full, "Delete the").isEnabled()


def test_what_is_selected_or_found_is_exported(full: Desk) -> None:
    pick(full, 0, 1)
    do(full, "Export 2 exchanges")
    dialog = full.window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert dialog.scopes["chosen"].text() == "The 2 chosen"
    dialog.close()
    full.qtbot.waitUntil(lambda: full.window.findChild(ExportDialog) is None)
    full.window.history.search.search("sku-1")
    full.qtbot.waitUntil(lambda: offers(full, "Export the 1 found"))
    do(full, "Export the 1 found")
    found = full.window.findChild(ExportDialog)
    assert isinstance(found, ExportDialog)
    assert set(found.scopes) == {"found", "all"}
    found.close()


def test_an_import_comes_into_the_list(full: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from events_console.services import exchange_lines  # the window does without it

    file = tmp_path / "kept.jsonl"
    kept = full.history.kept("exchange-1")
    assert kept
    file.write_text(exchange_lines.write(replace(kept, exchange=replace(kept.exchange, id=str(uuid4())))))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    do(full, "Import…")
    assert full.question().text() == "1 exchange added from kept.jsonl."
    full.reply("OK")
    full.activate()
    full.qtbot.waitUntil(lambda: len(lines(full.window.history)) == 4, timeout=4000)


def test_a_request_that_nobody_waits_for_any_more_says_so(ready: Desk) -> None:
    ready.answers(Answer(delay=0.6))
    pane = ready.window.history
    ready.press()
    ready.qtbot.waitUntil(lambda: lines(pane) != [])
    index = pane.view.model().index(0, 0)
    assert "nobody waits" not in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    with ready.settling():
        ready.console.stop_waiting()
        assert "nobody waits" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        assert "it may have arrived" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    ready.qtbot.waitUntil(lambda: "Accepted" in str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
    assert "nobody waits" not in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_strip_sums_up_what_is_found_and_narrows_the_search(full: Desk) -> None:
    pane = full.window.history
    full.qtbot.waitUntil(pane.strip.isVisible)
    pane.strip.chosen.emit({"outcome": ("refused", "failed")})
    assert parse(pane.line.text()).values("outcome") == ("refused", "failed")
    full.qtbot.waitUntil(lambda: lines(pane) == ["View · sku-3"])
    full.qtbot.waitUntil(lambda: not pane.strip.isVisible())  # one exchange needs no sum
