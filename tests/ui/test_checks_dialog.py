"""The dialog of the checks and what the problems pane says of them, in the real window."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from events_console.domain.lint import RULES
from events_console.domain.problem import Severity
from events_console.ui.checking import CATALOGUE, SCHEMA, SILENCED, Checking
from events_console.ui.checks_dialog import ChecksDialog
from events_console.ui.console import Console
from events_console.ui.help import RulesHelp
from events_console.ui.items_page import ItemList
from events_console.ui.session import Session
from events_console.ui.tasks import Tasks
from tests.ui.connection_desk import ConnectionDesk, connection_desk
from tests.ui.windows import Open

OLD = 1_000_000_000


@pytest.fixture
def desk() -> Iterator[ConnectionDesk]:
    with connection_desk() as made:
        yield made


@pytest.fixture
def checking(console: Console, desk: ConnectionDesk, tasks: Tasks, qtbot: QtBot) -> Checking:
    console.connect_to(desk.built_in)
    made = Checking(desk.keeper.attachments, desk.keeper.sessions, console, tasks)
    idle(made, qtbot)
    return made


@pytest.fixture
def dialog(checking: Checking, tasks: Tasks, window: QWidget, qtbot: QtBot) -> Iterator[ChecksDialog]:
    made = ChecksDialog(checking, tasks, window)
    made.open_on()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.reject()


@pytest.fixture
def session(open_window: Open, qtbot: QtBot) -> Session:
    made = open_window()
    idle(made.checking, qtbot)
    return made


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Have the next question for a file answered with one."""

    def answer(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    return answer


def trigger(session: Session, text: str) -> None:
    actions = [
        action
        for top in session.window.menuBar().actions()
        if isinstance(menu := top.menu(), QMenu)
        for action in menu.actions()
    ]
    next(action for action in actions if action.text().replace("&", "") == text).trigger()


def idle(checking: Checking, qtbot: QtBot) -> None:
    parts = (SCHEMA, CATALOGUE, SILENCED)
    qtbot.waitUntil(
        lambda: not checking.is_fetching and not any(map(checking.is_reading, parts)), timeout=10_000
    )


def cells(table: ItemList) -> list[list[str]]:
    columns = range(table.columnCount())
    return [[str(table.index(row, column).data()) for column in columns] for row in range(table.rowCount())]


def test_a_schema_is_fetched_shown_and_removed(
    dialog: ChecksDialog, checking: Checking, qtbot: QtBot
) -> None:
    page = dialog.schema
    assert dialog.windowTitle() == "Checks for Sandbox"
    page.fetch.click()
    assert page.stop.isVisible()
    assert not page.attach.isEnabled()
    idle(checking, qtbot)
    qtbot.waitUntil(lambda: page.is_attached)
    assert not page.progress.isVisible()
    rows = [
        [str(page.table.model().index(row, column).data()) for column in range(4)]
        for row in range(page.table.rowCount())
    ]
    assert ["ITEM_ID", "string", "Yes", "Item ID"] in rows
    assert ["TIMESTAMP", "long", "Yes", "Sent at"] in rows
    assert ["CABIN_TYPE", "string, categorical", "Yes", "properties.cabinType"] in rows
    assert page.facts.text().endswith("read just now")
    assert page.facts.toolTip()
    page.fetch_again.click()
    idle(checking, qtbot)
    assert page.is_attached
    page.remove.click()
    qtbot.waitUntil(lambda: not page.is_attached)


def test_a_schema_file_is_attached_and_one_that_is_none_said_so(
    dialog: ChecksDialog,
    checking: Checking,
    choose: Callable[[Path], None],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    page, file = dialog.schema, tmp_path / "travel.avsc"
    file.write_text(
        '{"type": "record", "name": "Travel", "fields": [{"name": "USER_ID", "type": "string"},'
        '{"name": "ITEM_ID", "type": "string"}, {"name": "TIMESTAMP", "type": "long"},'
        '{"name": "EVENT_VALUE", "type": ["null", "float"]}]}',
        encoding="utf-8",
    )
    choose(file)
    page.attach.click()
    idle(checking, qtbot)
    assert page.name.full_text() == "Travel"
    assert page.facts.text() == "4 fields · from travel.avsc, read just now"
    assert page.table.model().index(3, 1).data() == "float"
    assert page.table.model().index(3, 2).data() == "No"
    file.write_text("no schema", encoding="utf-8")
    page.replace.click()
    idle(checking, qtbot)
    assert page.outcome.sentence.text().startswith("✕ travel.avsc cannot be attached:")
    assert page.name.full_text() == "Travel"


def test_the_grant_that_is_missing_is_said(
    dialog: ChecksDialog, checking: Checking, desk: ConnectionDesk, qtbot: QtBot
) -> None:
    desk.sandbox.set_faults(["access-denied@ListDatasets"])
    dialog.schema.fetch.click()
    idle(checking, qtbot)
    assert "personalize:ListDatasets" in dialog.schema.outcome.sentence.text()
    assert not dialog.schema.is_attached


def test_fetching_can_be_stopped_and_ends_with_the_dialog(
    dialog: ChecksDialog, checking: Checking, desk: ConnectionDesk
) -> None:
    desk.sandbox.set_faults(["delay=0.3"])
    dialog.schema.fetch.click()
    dialog.schema.stop.click()
    assert "was not waited for" in dialog.schema.outcome.sentence.text()
    dialog.schema.fetch.click()
    dialog.reject()
    assert not checking.is_fetching


def test_without_a_tracking_id_nothing_can_be_fetched(dialog: ChecksDialog, console: Console) -> None:
    request = console.request
    console.edit(request.with_field("trackingId", ""), "Edit")
    dialog.open_on()
    assert not dialog.schema.fetch.isEnabled()
    assert dialog.schema.attach.isEnabled()
    console.edit(request, "Edit")
    dialog.open_on()
    assert dialog.schema.fetch.isEnabled()


def test_items_are_attached_searched_and_removed(
    dialog: ChecksDialog,
    checking: Checking,
    choose: Callable[[Path], None],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    page, file = dialog.items, tmp_path / "items.csv"
    file.write_text("ITEM_ID,TITLE\nQR-1,Paris\nqr-2,London\nX,Straße\nY,\n", encoding="utf-8")
    dialog.tabs.setCurrentIndex(1)
    choose(file)
    page.attach.click()
    idle(checking, qtbot)
    qtbot.waitUntil(lambda: page.items.rowCount() == 4)
    assert page.name.full_text() == "items.csv"
    assert page.facts.text() == "4 items, 3 with a title · read just now"
    assert cells(page.items)[0] == ["QR-1", "Paris"]
    qtbot.keyClicks(page.search, "QR")
    assert [row[0] for row in cells(page.items)] == ["QR-1", "qr-2"]
    page.search.setText("STRASSE")
    assert cells(page.items) == [["X", "Straße"]]
    page.search.setText("nothing")
    assert cells(page.items) == []
    page.search.clear()
    page.remove.click()
    qtbot.waitUntil(lambda: not page.is_attached)


def test_the_items_are_a_sound_model(qtmodeltester: ModelTester) -> None:
    items = ItemList()
    items.show_items((("QR-1", "Paris", "qr-1\nparis"), ("X", "", "x\n")), "")
    qtmodeltester.check(items)
    items.filter("PARIS")
    assert cells(items) == [["QR-1", "Paris"]]
    assert items.headerData(1, Qt.Orientation.Horizontal) == "Title"


def test_a_hundred_thousand_items_are_searched_without_a_stall(
    dialog: ChecksDialog, checking: Checking, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "many.csv"
    lines = (f"item-{number},Flight number {number}" for number in range(100_000))
    file.write_text("ITEM_ID,TITLE\n" + "\n".join(lines) + "\n", encoding="utf-8")
    dialog.tabs.setCurrentIndex(1)
    checking.attach_catalogue(str(file))
    idle(checking, qtbot)
    qtbot.waitUntil(lambda: dialog.items.items.rowCount() == 100_000, timeout=10_000)
    spent = []
    for text in ("9", "99", "999", "item-77", ""):
        start = time.perf_counter()
        dialog.items.search.setText(text)
        QApplication.processEvents()
        spent.append(time.perf_counter() - start)
    assert sorted(spent)[2] < 0.1  # seconds; it takes about 0.01


def test_a_rule_is_silenced_and_heard_again(
    dialog: ChecksDialog, checking: Checking, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    page = dialog.rules
    dialog.tabs.setCurrentIndex(2)
    qtmodeltester.check(page.rules)
    assert page.count.text() == f"All {len(RULES)} rules are checked."
    qtbot.keyClicks(page.search, "time.old")
    assert page.rules.rowCount() == 1
    box = page.rules.index(0, 0)
    assert box.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    page.table.setCurrentIndex(box)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    idle(checking, qtbot)
    assert box.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked
    assert page.count.text() == "1 rule is silenced for this connection: time.old."
    checking.silence("event.no-item")
    idle(checking, qtbot)
    assert page.count.text() == "2 rules are silenced for this connection: event.no-item, time.old."
    page.hear_all.click()
    idle(checking, qtbot)
    assert checking.attachments.silenced == frozenset()
    assert box.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    assert not page.hear_all.isVisible()


def test_silenced_rules_come_first_when_they_are_shown(
    dialog: ChecksDialog, checking: Checking, qtbot: QtBot
) -> None:
    silenced = [rule.name for rule in RULES if rule.severity is not Severity.ERROR][-2:]
    for name in silenced:
        checking.silence(name)
        idle(checking, qtbot)
    page = dialog.rules
    page.search.setText("no such rule")
    dialog.open_on(SILENCED)
    names = [page.rules.index(row, 1).data() for row in range(page.rules.rowCount())]
    assert names == [*silenced, *(rule.name for rule in RULES if rule.name not in silenced)]
    assert page.table.currentIndex().row() == 0
    assert page.table.rowAt(0) == 0
    checking.hear(silenced[0])
    idle(checking, qtbot)
    assert page.rules.index(0, 1).data() == silenced[0]


def test_every_rule_is_listed_and_errors_are_always_on(
    dialog: ChecksDialog, checking: Checking, qtbot: QtBot
) -> None:
    page = dialog.rules
    dialog.tabs.setCurrentIndex(2)
    assert page.rules.rowCount() == len(RULES)
    for row, rule in enumerate(RULES):
        box = page.rules.index(row, 0)
        is_error = rule.severity is Severity.ERROR
        assert bool(box.flags() & Qt.ItemFlag.ItemIsUserCheckable) is not is_error
        assert ("always" in str(box.data(Qt.ItemDataRole.ToolTipRole))) is is_error
    error = next(row for row, rule in enumerate(RULES) if rule.severity is Severity.ERROR)
    page.table.setCurrentIndex(page.rules.index(error, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    idle(checking, qtbot)
    assert checking.attachments.silenced == frozenset()


def test_rules_are_filtered_by_all_that_is_said_of_them(dialog: ChecksDialog) -> None:
    page = dialog.rules
    page.search.setText("warning uuid")
    found = [page.rules.index(row, 1).data() for row in range(page.rules.rowCount())]
    assert "event.duplicate-id" in found
    assert len(found) < len(RULES)
    for row in range(page.rules.rowCount()):
        assert "Warning" in page.rules.index(row, 2).data()


def test_a_long_text_of_a_rule_is_not_cut(dialog: ChecksDialog, qtbot: QtBot) -> None:
    dialog.tabs.setCurrentIndex(2)
    table = dialog.rules.table
    row = max(range(len(RULES)), key=lambda row: len(RULES[row].catches))
    line = table.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: table.rowHeight(row) > 2 * line)
    dialog.resize(dialog.width() - 200, dialog.height())
    height = table.rowHeight(row)
    qtbot.waitUntil(lambda: table.rowHeight(row) >= height)


def test_problems_are_silenced_where_they_are_listed(session: Session, qtbot: QtBot) -> None:
    console, pane = session.console, session.window.problems
    console.edit(console.request.with_event(0, console.request.event(0).with_member("sentAt", OLD)), "Edit")
    old = next(problem for problem in console.validation.problems() if problem.rule == "time.old")
    menu = pane.menu_for(old)
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Copy message", "Why? (time.old)", "Silence “time.old” for this connection"]
    menu.actions()[0].trigger()
    assert QApplication.clipboard().text() == old.message
    menu.actions()[2].trigger()
    idle(session.checking, qtbot)
    qtbot.waitUntil(lambda: console.checked)
    assert "time.old" not in {problem.rule for problem in console.validation.problems()}
    assert pane.silenced.full_text() == "1 rule is silenced for this connection: time.old."
    assert pane.silenced.isVisible()
    qtbot.mouseClick(pane.show_rules, Qt.MouseButton.LeftButton)
    (dialog,) = session.window.findChildren(ChecksDialog)
    assert dialog.tabs.currentIndex() == 2
    dialog.reject()
    session.checking.hear("time.old")
    idle(session.checking, qtbot)
    assert not pane.silenced.isVisible()


def test_errors_have_no_way_to_be_silenced_and_why_leads_to_the_rule(session: Session, qtbot: QtBot) -> None:
    console, pane = session.console, session.window.problems
    wrong = console.request.event(0).with_member("sentAt", OLD * 1000)
    console.edit(console.request.with_event(0, wrong), "Edit")
    pane.view.customContextMenuRequested.emit(QPoint(20, 10))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    assert [action.text() for action in popup.actions()] == ["Copy message", "Why? (time.milliseconds)"]
    popup.actions()[1].trigger()
    popup.close()
    (page,) = session.window.findChildren(RulesHelp)
    assert page.text.textCursor().selectedText() == "time.milliseconds"
    with qtbot.waitSignal(page.destroyed):
        page.reject()
    trigger(session, "Rules of the lint")
    (page,) = session.window.findChildren(RulesHelp)
    assert page.search.text() == ""
    page.reject()
    trigger(session, "Checks…")
    (dialog,) = session.window.findChildren(ChecksDialog)
    assert dialog.windowTitle() == "Checks for Sandbox"
    dialog.reject()


def test_what_was_attached_is_there_after_a_restart(open_window: Open, qtbot: QtBot) -> None:
    first = open_window()
    idle(first.checking, qtbot)
    first.checking.fetch_schema()
    first.checking.silence("time.old")
    idle(first.checking, qtbot)
    again = open_window()
    idle(again.checking, qtbot)
    assert again.checking.attachments.schema is not None
    assert again.console.context.schema is not None
    assert again.window.problems.silenced.full_text() == "1 rule is silenced for this connection: time.old."
