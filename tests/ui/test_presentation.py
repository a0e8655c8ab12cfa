"""Presentation mode on the real window: what an audience can see, and what comes back afterwards."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.domain.json_value import freeze
from events_console.services import examples
from events_console.ui.code_pane import WRITTEN
from events_console.ui.compose_pane import VIEWS
from events_console.ui.copying import SHELLS
from events_console.ui.exchange_parts import IdLine
from events_console.ui.main_window import MainWindow
from events_console.ui.masked import covered
from events_console.ui.session import Session
from tests.ui.windows import Open

TRACKER, USER, VISIT = "canary-tracker-4711", "canary.user@example.com", "canary/visit 08:15"
OTHER, ITEM = "canary-other-5", "sku-trail-42"
CANARIES = (TRACKER, USER, VISIT, OTHER, "4711", "example.com")
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def _request(user: str = USER) -> str:
    event = {"eventType": "View", "itemId": ITEM, "sentAt": "{{now}}"}
    return json.dumps({"trackingId": TRACKER, "userId": user, "sessionId": VISIT, "eventList": [event] * 2})


def _widgets() -> Iterator[QWidget]:
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            yield window
            yield from (widget for widget in window.findChildren(QWidget) if widget.isVisible())


def _said(widget: QWidget) -> Iterator[str]:
    """Yield all that ``widget`` shows and says aloud."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip())
    if widget.isWindow():
        yield widget.windowTitle()
    for action in widget.actions() if isinstance(widget, QMenu) else ():
        yield from (action.text(), action.toolTip(), action.statusTip())
    yield from (action.text() for action in widget.actions())
    match widget:
        case QLineEdit():
            yield from (widget.displayText(), widget.placeholderText())
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QPlainTextEdit() | QTextEdit():
            yield from (widget.toPlainText(), widget.placeholderText())
        case QComboBox():
            yield from (widget.itemText(place) for place in range(widget.count()))
        case QMainWindow():
            yield widget.statusBar().currentMessage()
        case QAbstractItemView():
            yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            for role in ROLES:
                data = model.index(row, column).data(role)
                yield data if isinstance(data, str) else ""


def _leaks() -> list[tuple[str, str]]:
    """Return which widgets show or say a canary, and what."""
    return [
        (type(widget).__name__, text)
        for widget in _widgets()
        for text in _said(widget)
        if any(canary in text.replace("\u200b", "") for canary in CANARIES)
    ]


@dataclass
class Stage:
    session: Session
    qtbot: QtBot

    @property
    def window(self) -> MainWindow:
        return self.session.window

    @property
    def present(self) -> QAction:
        return self.window.actions_.present

    def begin(self) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.keyClick(self.window, Qt.Key.Key_F11)
        assert self.present.isChecked()

    def nothing_leaks(self) -> None:
        def is_hidden() -> None:
            assert not _leaks()

        self.qtbot.waitUntil(is_hidden)

    def send(self) -> None:
        with self.qtbot.waitSignal(self.session.console.settled, timeout=5_000):
            self.window.send()


@pytest.fixture
def stage(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Stage:
    """A window with two exchanges in its history, one of another user, and a sandbox that refuses."""
    file = tmp_path / "canary.events.json"
    file.write_text(_request(), encoding="utf-8")
    made = Stage(open_window(str(file)), qtbot)
    console, window = made.session.console, made.window
    qtbot.waitUntil(lambda: console.request.text("userId") == USER)
    made.send()
    console.edit(console.request.with_field("userId", OTHER), "Edit")
    made.send()
    console.edit(console.request.with_field("userId", USER), "Edit")
    qtbot.waitUntil(lambda: window.history.view.model().rowCount() == 2)
    return made


def test_no_widget_shows_or_says_an_id_in_any_view_or_exchange(stage: Stage) -> None:
    window, console = stage.window, stage.session.console
    assert len(_leaks()) >= 5
    before = console.request
    stage.begin()
    window.actions_.panes[0].setChecked(True)
    window.inspector.show()
    for view in range(len(VIEWS)):
        window.compose.show_view(view)
        stage.nothing_leaks()
    for row, tab in ((0, 0), (0, 1), (1, 2)):
        with stage.qtbot.waitSignal(window.history.opened):
            window.history.view.setCurrentIndex(window.history.view.model().index(row, 0))
            window.history.does.open_requested.emit()
        window.response.view.tabs.setCurrentIndex(tab)
        stage.nothing_leaks()
    assert any(ITEM in text for widget in _widgets() for text in _said(widget))
    assert console.request is before

    console.edit(before.with_field("userId", "canary-other-77"), "Edit")
    stage.send()
    stage.nothing_leaks()
    console.undo_stack.undo()
    stage.present.trigger()
    assert console.request is before
    assert covered(USER) == USER


def test_the_rows_of_a_long_document_hide_who_they_are_of(stage: Stage) -> None:
    console = stage.session.console
    event = console.request.event(0)
    rows = [event.with_member("userId", user).with_member("sessionId", VISIT) for user in (USER, OTHER)]
    request = console.request.with_events(rows)
    console.replace(type(request)(request.root.without("userId").without("sessionId")), "Long")
    stage.qtbot.waitUntil(lambda: console.validation.is_long)

    stage.begin()
    stage.window.inspector.show()

    stage.nothing_leaks()
    table = stage.window.compose.table.table
    last = table.columnCount() - 1
    assert table.index(0, last).data() == table.index(1, last).data() == covered(VISIT)
    assert table.index(0, last - 1).data() != table.index(1, last - 1).data()


def test_comparing_two_hides_both(stage: Stage) -> None:
    stage.begin()
    view = stage.window.history.view
    stage.window.actions_.panes[0].setChecked(True)
    view.selectAll()
    compare = next(one for one in stage.window.history.actions_for_menu() if "mpare" in one.text())
    stage.qtbot.waitUntil(compare.isEnabled)
    compare.trigger()
    stage.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None or len(_dialogs()) > 0)

    stage.nothing_leaks()
    for dialog in _dialogs():
        dialog.close()


def _dialogs() -> list[QWidget]:
    return [
        one for one in QApplication.topLevelWidgets() if one.isVisible() and one.windowTitle() == "Compare"
    ]


def test_a_hidden_field_shows_another_name_then_dots_and_on_request_everything(stage: Stage) -> None:
    stage.begin()
    line = stage.window.compose.form.edits["userId"]
    other = next(label for label in line.findChildren(QLabel) if label.isVisible())
    assert other.text() == "user-1"
    assert line.displayText() == ""

    line.setFocus()
    assert set(line.displayText()) == {"●"}
    (reveal,) = line.actions()
    reveal.trigger()
    assert line.displayText() == USER

    stage.window.compose.table.setFocus()
    assert line.displayText() == ""
    line.setFocus()
    assert set(line.displayText()) == {"●"}

    line.selectAll()
    stage.qtbot.keyClicks(line, "dora-1")
    assert stage.session.console.request.text("userId") == "dora-1"
    stage.session.console.undo_stack.undo()
    assert stage.session.console.request.text("userId") == USER


def test_json_is_for_reading_and_copying_on_purpose_copies_the_real_thing(stage: Stage) -> None:
    json_view = stage.window.compose.json
    stage.window.compose.show_view(1)
    stage.begin()
    assert json_view.editor.isReadOnly()
    assert "user-1" in json_view.editor.exact_text()
    assert "presenting" in json_view.part()

    stage.window.compose.show_view(3)
    code = stage.window.compose.code
    stage.qtbot.waitUntil(lambda: "user-1" in code.editor.toPlainText())
    code.copy()
    assert USER in QGuiApplication.clipboard().text()

    stage.window.compose.show_view(1)
    stage.present.trigger()
    assert not json_view.editor.isReadOnly()
    assert USER in json_view.editor.exact_text()


@pytest.mark.parametrize("user", ['O\'Canary "Kurt"', "q7", "=#"])
def test_code_wire_and_json_are_written_with_the_other_names(stage: Stage, user: str) -> None:
    console, compose = stage.session.console, stage.window.compose
    other = {"of": user, "trackingId": [user, 4_711_001]}
    event = console.request.event(0).with_member("properties", freeze(other))
    console.edit(console.request.with_field("userId", user).with_events((event,)), "Edit")
    stage.begin()
    bare = re.compile(rf"(?<!\w){re.escape(user)}(?!\w)|Kurt|4711001")

    def is_written(editor: QPlainTextEdit) -> None:
        assert re.search("user-[12]", editor.toPlainText())
        assert not bare.search(editor.toPlainText())

    compose.show_view(1)
    is_written(compose.json.editor)
    compose.show_view(2)
    stage.qtbot.waitUntil(lambda: is_written(compose.wire.editor))
    compose.wire.sign()
    stage.qtbot.waitUntil(lambda: "POST" in compose.wire.editor.toPlainText().partition("\n")[2])
    is_written(compose.wire.editor)
    compose.show_view(3)
    for form in WRITTEN:
        for shell in SHELLS:
            compose.code.choose(f"{form.name} {shell}")
            if compose.code.editor.toPlainText():
                is_written(compose.code.editor)
    compose.code.choose("skeleton")
    compose.code.copy()
    assert json.loads(QGuiApplication.clipboard().text())["userId"] == user
    assert console.request.text("userId") == user
    stage.present.trigger()
    assert json.loads(compose.code.editor.toPlainText())["userId"] == user


def test_the_chips_of_filters_hide_an_id_before_they_shorten_it(stage: Stage) -> None:
    search = stage.window.history.search
    stage.window.actions_.panes[0].setChecked(True)
    search.search(f"user:canary-{'x' * 60}-4711 session:q7")

    def said() -> list[str]:
        chips = [chip for chip in search.chips.findChildren(QToolButton) if not chip.isHidden()]
        return [text for chip in chips for text in (chip.text(), chip.toolTip(), chip.accessibleName())]

    stage.qtbot.waitUntil(lambda: any("4711" in text for text in said()))
    stage.begin()
    assert not any(part in text for text in said() for part in ("cana", "xx", "4711", "q7"))
    stage.window.actions_.panes[0].setChecked(True)
    stage.qtbot.waitUntil(lambda: sum("user-" in text for text in said()) == 3)

    search.search(f"tracker:canary-{'y' * 60}-4711")
    stage.qtbot.waitUntil(lambda: any("tracker-" in text for text in said()))
    assert not any(part in text for text in said() for part in ("cana", "yy", "4711"))

    search.search(f"user:canary-{'x' * 60}-4711 session:q7")
    stage.qtbot.waitUntil(lambda: any("user-" in text for text in said()))
    stage.present.trigger()
    stage.qtbot.waitUntil(lambda: any("4711" in text for text in said()))
    assert not any("user-" in text for text in said())


def test_the_tips_of_menus_hide_what_was_searched_and_opened(stage: Stage) -> None:
    file, line = f"{OTHER}.events.json", f"user:{OTHER}"
    searches = stage.window.history.search.searches
    searches.take((("mine", line),))
    stage.session.recent.show_files((file,))
    stage.begin()
    for menu in (stage.session.recent, searches.menu):
        menu.popup(stage.window.mapToGlobal(QPoint(20, 20)))
        stage.nothing_leaks()
        menu.close()

    stage.present.trigger()
    recent, search = stage.session.recent.actions()[0], searches.menu.actions()[0]
    assert (recent.toolTip(), recent.statusTip()) == (file, file)
    assert line in search.toolTip()
    assert search.statusTip() == line


def test_an_id_with_too_little_room_is_painted_as_it_may_be_seen(qtbot: QtBot) -> None:
    line = IdLine()
    qtbot.addWidget(line)
    line.resize(140, 30)
    nothing = line.grab().toImage()
    line.setText("canary-" * 20)
    assert line.grab().toImage() != nothing

    line.setEchoMode(QLineEdit.EchoMode.NoEcho)

    assert line.grab().toImage() == nothing


def test_code_keeps_its_colours_where_names_stand_for_ids(stage: Stage) -> None:
    stage.window.compose.show_view(3)
    editor = stage.window.compose.code.editor

    def is_coloured() -> bool:
        line = editor.document().begin()
        while USER not in line.text() and "user-1" not in line.text():
            line = line.next()
        return bool(line.layout().formats())

    stage.qtbot.waitUntil(lambda: USER in editor.toPlainText() and is_coloured())
    stage.begin()
    stage.qtbot.waitUntil(lambda: "user-1" in editor.toPlainText())
    assert is_coloured()
    stage.present.trigger()
    stage.qtbot.waitUntil(lambda: USER in editor.toPlainText())
    assert is_coloured()


def test_only_what_an_audience_needs_is_there_and_larger(stage: Stage) -> None:
    window = stage.window
    before, line = window.font().pointSizeF(), window.compose.form.edits["userId"].height()
    stage.begin()

    shown = [window.bar, window.bar.send_button, window.compose, window.problems, window.response]
    assert all(part.isVisible() for part in shown)
    assert not window.history.isVisible()
    assert not window.inspector.isVisible()
    assert not window.statusBar().isVisible()
    assert window.menuBar().height() == 0
    assert window.isFullScreen()

    presented = window.font().pointSizeF()
    assert presented > before
    assert window.compose.form.edits["userId"].height() > line
    assert window.bar.send_button.font().pointSizeF() == presented
    stage.qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.font().pointSizeF() > presented
    stage.qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert window.font().pointSizeF() == presented


def _layout(window: MainWindow) -> tuple[object, ...]:
    header = window.compose.table.horizontalHeader()
    return (
        window.geometry(),
        window.isFullScreen(),
        window.sides.sizes(),
        window.centre.sizes(),
        window.right.sizes(),
        [header.sectionSize(section) for section in range(header.count())],
        [action.isChecked() for action in window.actions_.panes],
        window.history.isVisible(),
        window.inspector.isVisible(),
        window.menuBar().height(),
        window.statusBar().isVisible(),
        window.font().pointSizeF(),
        window.compose.form.edits["userId"].height(),
    )


def test_leaving_brings_everything_back(stage: Stage) -> None:
    window = stage.window
    window.centre.setSizes([300, 200])
    window.sides.restoreState(window.sides.saveState())  # in which Qt rounds its sizes
    before, kept = _layout(window), stage.session.preferences.layout()
    stage.begin()
    window.inspector.show()
    stage.qtbot.keyClick(window.compose.table, Qt.Key.Key_Escape)

    assert not stage.present.isChecked()
    stage.qtbot.waitUntil(lambda: _layout(window) == before)
    assert stage.session.preferences.layout() == kept


def _has_room(button: QPushButton) -> bool:
    return button.width() >= button.sizeHint().width()


def test_the_history_takes_the_place_of_the_details_where_both_have_no_room(stage: Stage) -> None:
    window = stage.window
    history, _, details = window.actions_.panes
    stage.begin()
    history.setChecked(True)
    stage.qtbot.waitUntil(lambda: not window.response.isVisible())
    for each in filter(QWidget.isVisible, window.compose.form.findChildren(QPushButton)):
        stage.qtbot.waitUntil(partial(_has_room, each))
        assert each.accessibleName() in each.toolTip() or each.text() == each.accessibleName()
    details.setChecked(True)
    stage.qtbot.waitUntil(lambda: window.response.isVisible() and not window.history.isVisible())
    history.setChecked(True)
    history.setChecked(False)
    assert window.response.isVisible()


def test_the_problems_are_there_while_there_are_any(stage: Stage) -> None:
    console, problems = stage.session.console, stage.window.problems
    stage.begin()
    assert problems.isVisible() is bool(problems.counts())
    event = console.request.event(0).without("eventType")
    console.edit(console.request.with_event(0, event), "Break")
    stage.qtbot.waitUntil(problems.isVisible)
    console.edit(examples.sandbox(), "Mend")
    stage.qtbot.waitUntil(lambda: not problems.counts())
    assert not problems.isVisible()


def test_showing_the_history_meanwhile_decides_nothing_for_afterwards(stage: Stage) -> None:
    window = stage.window
    kept = stage.session.preferences.layout()
    stage.begin()
    window.actions_.panes[0].trigger()
    stage.present.trigger()
    assert not window.sides.is_chosen
    stage.qtbot.waitUntil(lambda: stage.session.preferences.layout() == kept)


def test_icons_grow_with_the_type(stage: Stage) -> None:
    send = stage.window.bar.send_button
    before = send.iconSize()
    stage.begin()
    assert send.iconSize().width() > before.width()
    for each in stage.window.bar.findChildren(QToolButton):
        assert not each.icon().isNull() or each.text()
        assert each.text() or each.width() == each.height()
    stage.present.trigger()
    assert send.iconSize() == before


def test_the_layout_that_is_kept_meanwhile_is_that_from_before(stage: Stage, open_window: Open) -> None:
    before = stage.session.preferences.layout()
    stage.begin()
    stage.window.compose.show_view(2)
    assert stage.session.preferences.layout() == before

    again = open_window()
    assert not again.window.isFullScreen()
    assert not again.window.actions_.present.isChecked()
    assert again.window.font() == QApplication.font()
    assert paths.settings_file().exists()


def test_escape_closes_what_is_open_first_and_any_label_is_covered(stage: Stage) -> None:
    stage.begin()
    table = stage.window.compose.table
    table.setFocus()
    table.edit(table.currentIndex())
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Escape)

    assert stage.present.isChecked()

    stage.window.tell(f"Saved for {USER}.")
    label = QLabel(f"{USER} was here", stage.window)
    label.setToolTip(USER)
    label.move(QPoint(0, 0))
    label.show()
    stage.nothing_leaks()
    stage.present.trigger()

    assert label.text() == f"{USER} was here"
    assert label.toolTip() == USER
