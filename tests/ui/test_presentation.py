"""Presentation mode on the real window: what an audience can see, and what comes back afterwards."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
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
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.ui.compose_pane import VIEWS
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
