"""Preferences: each holds at once, is in step with the menus, and is there again after a restart."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.domain.exchange import Exchange
from events_console.services import settings
from events_console.services.retention import Limits
from events_console.services.settings import Settings
from events_console.ui import style, times
from events_console.ui.checks_dialog import ChecksDialog
from events_console.ui.exchange_text import full_time
from events_console.ui.preferences_dialog import PreferencesDialog
from events_console.ui.preferences_pages import limits_in_words
from events_console.ui.preferences_rules import RulesPreferences
from events_console.ui.retention_dialog import RetentionDialog
from events_console.ui.session import Session
from tests.ui.windows import Open


@pytest.fixture(autouse=True)
def _system_zone(qapp: QApplication) -> None:
    times.use(qapp, "")


def _preferences(session: Session, qtbot: QtBot) -> PreferencesDialog:
    actions = session.window.findChildren(type(session.window.actions_.send))
    next(action for action in actions if action.text() == "P&references…").trigger()
    dialog = session.window.findChildren(PreferencesDialog)[-1]
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def _kept() -> Settings:
    return settings.load(paths.settings_file())


def test_a_theme_holds_at_once_in_the_menu_as_well(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    page = _preferences(session, qtbot).appearance
    page.theme.setCurrentText("High contrast, dark")
    page.theme.activated.emit(page.theme.currentIndex())
    assert style.theme_of(session.window) is style.CONTRAST_DARK
    assert [action.data() for action in session.window.actions_.themes if action.isChecked()] == [
        "contrast-dark"
    ]
    session.window.actions_.themes[1].trigger()
    assert page.theme.currentText() == "Light"
    assert style.theme_of(session.window) is style.LIGHT
    qtbot.waitUntil(lambda: paths.settings_file().exists() and _kept().theme == "light")
    assert open_window().settings.theme == "light"


def test_a_language_is_offered_by_its_own_name_and_asks_for_a_restart(
    open_window: Open, qtbot: QtBot
) -> None:
    session = open_window()
    dialog = _preferences(session, qtbot)
    page = dialog.appearance
    assert page.restart.isHidden() or not page.restart.isVisible()
    page.language.activated.emit(page.language.findText("Deutsch"))
    assert session.settings.language == "de"
    assert page.restart.isVisible()
    assert any("In German after a restart" in each.text() for each in page.findChildren(QLabel))
    dialog.reject()
    again = _preferences(session, qtbot).appearance  # which still runs in the language of before
    assert again.restart.isVisible()
    qtbot.mouseClick(again.restart, Qt.MouseButton.LeftButton)
    assert session.restarts
    assert not session.window.isVisible()
    assert open_window().settings.language == "de"


def test_a_time_zone_is_typed_or_chosen_and_every_time_follows(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_window()
    with qtbot.waitSignal(session.console.settled, timeout=10_000) as signal:
        session.window.send()
    exchange = signal.args[0]
    assert isinstance(exchange, Exchange)
    page = _preferences(session, qtbot).times
    page.zone.setEditText("asia/kolkata")
    page.zone.line.editingFinished.emit()
    assert (session.settings.time_zone, page.zone.currentText()) == ("Asia/Kolkata", "Asia/Kolkata")
    assert page.sample.text().endswith(" IST")
    assert full_time(0) == "1 Jan 1970 05:30:00 IST"
    labels = [label.text() for label in session.window.response.findChildren(QLabel)]
    assert any(full_time(exchange.started_at) in text for text in labels)
    history = session.window.history.view.entries.history
    assert history
    assert str(history.zone) == "Asia/Kolkata"
    page.zone.setEditText("Mars/Base")
    page.zone.line.editingFinished.emit()
    assert "no time zone “Mars/Base”" in page.cell.sentence.text()
    assert session.settings.time_zone == "Asia/Kolkata"
    monkeypatch.setattr(times, "_PROPERTY", "anew")
    assert open_window().settings.time_zone == "Asia/Kolkata"
    assert times.name() == "Asia/Kolkata"


def test_stamping_and_saving_files_are_in_step_with_what_else_says_so(
    open_window: Open, qtbot: QtBot
) -> None:
    session = open_window()
    dialog = _preferences(session, qtbot)
    dialog.sending.stamp.click()
    assert not session.console.stamp_event_ids
    assert not session.window.actions_.stamp.isChecked()
    session.window.actions_.stamp.trigger()
    assert dialog.sending.stamp.isChecked()
    dialog.sending.stamp.click()
    dialog.files.autosave.click()
    chosen = open_window().settings
    assert (chosen.stamp_event_ids, chosen.autosave) == (False, True)


def test_recent_files_are_counted_and_forgotten(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    session = open_window()
    session.window.document.save_to(tmp_path / "a.events.json")
    page = _preferences(session, qtbot).files
    assert page.count.text().startswith("1 file")
    page.forget.click()
    assert (page.count.text(), session.settings.recent) == ("None", ())
    assert not page.forget.isVisible()
    assert open_window().settings.recent == ()


def test_what_is_kept_is_said_in_words_and_can_be_changed(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    page = _preferences(session, qtbot).history
    assert page.cell.sentence.text().startswith("Everything is kept")
    session.retaining.save(Limits(days=30))
    assert "more than 30 days ago" in page.cell.sentence.text()
    page.keep.click()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in session.window.findChildren(RetentionDialog)))


def test_the_keys_turn_pages_and_no_tab_leaves_its_place(open_window: Open, qtbot: QtBot) -> None:
    dialog = _preferences(open_window(), qtbot)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    tabs, control = dialog.tabs, Qt.KeyboardModifier.ControlModifier

    def places() -> list[int]:
        return [tabs.tabRect(place).x() for place in range(tabs.count())]

    before, seen = places(), []
    for _ in range(tabs.count()):
        qtbot.keyClick(dialog, Qt.Key.Key_Tab, control)
        assert places() == before
        seen.append(tabs.currentIndex())
    assert seen == [1, 2, 3, 4, 5, 0]
    qtbot.keyClick(dialog, Qt.Key.Key_Backtab, control | Qt.KeyboardModifier.ShiftModifier)
    assert tabs.currentIndex() == 5
    assert dialog.rules.isVisible()
    layout = dialog.layout()
    assert layout
    assert dialog.height() <= layout.totalHeightForWidth(dialog.width())


def test_what_is_english_in_every_language_is_said(open_window: Open, qtbot: QtBot) -> None:
    page = _preferences(open_window(), qtbot).appearance
    said = next(each for each in page.findChildren(QLabel) if "English in every language" in each.text())
    assert said.isVisible()


def test_limits_are_said_together() -> None:
    said = limits_in_words(Limits(30, 10_000, 500, keep_starred=False))
    assert said == (
        "Deleted at each start and once a day: what was sent more than 30 days ago, what is beyond the "
        "newest 10,000 exchanges, and what is beyond about 500 MB on disk."
    )


def test_a_rule_is_silenced_for_every_connection(open_window: Open, qtbot: QtBot) -> None:
    session = open_window()
    console, checking = session.console, session.checking
    event = console.request.event(0).without("sentAt").with_member("sentAt", int(time.time()) - 20 * 86_400)
    console.edit(console.request.with_event(0, event), "Old")
    qtbot.waitUntil(lambda: "time.old" in {rule for _, rule in console.validation.tally})
    page = _preferences(session, qtbot).rules
    page.search.setText("time.old")
    box = page.rules.index(0, 0)
    page.table.setCurrentIndex(box)
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=_tick(page))
    assert session.settings.silenced == ("time.old",)
    qtbot.waitUntil(lambda: "time.old" not in {rule for _, rule in console.validation.tally})
    assert "for every connection: time.old" in session.window.problems.silenced.full_text()
    checking.silence("time.future")
    qtbot.waitUntil(lambda: "silences 1 more" in page.here.text())
    assert checking.attachments.silenced == {"time.future"}  # the connection's own are its own
    page.more.click()
    dialog = session.window.findChild(ChecksDialog)
    assert isinstance(dialog, ChecksDialog)
    rules = dialog.rules.rules
    places = range(rules.rowCount())
    fixed = next(place for place in places if rules.index(place, 1).data() == "time.old")
    assert not rules.index(fixed, 0).flags() & Qt.ItemFlag.ItemIsUserCheckable
    again = open_window()
    assert again.settings.silenced == ("time.old",)
    qtbot.waitUntil(lambda: again.console.checked and again.checking.attachments.silenced == {"time.future"})
    assert "time.old" not in {rule for _, rule in again.console.validation.tally}
    _preferences(again, qtbot).rules.hear_all.click()
    qtbot.waitUntil(lambda: "time.old" in {rule for _, rule in again.console.validation.tally})


def _tick(page: RulesPreferences) -> QPoint:
    return page.table.visualRect(page.rules.index(0, 0)).center() - QPoint(12, 0)


AGAIN = """
import sys, pathlib
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from events_console.ui import application, session
marker = pathlib.Path(sys.argv[1])
show = session.Session.show
def then(self, file):
    show(self, file)
    user = self.console.request.text("userId")
    if marker.exists():
        print(file, user, flush=True)
        QTimer.singleShot(0, self.window.close)
        return
    marker.touch()
    self.console.edit(self.console.request.with_field("userId", "mine"), "Edit")
    QTimer.singleShot(0, self.restart)
session.Session.show = then
sys.exit(application.run(sys.argv[2] if len(sys.argv) > 2 else None))
"""


@pytest.mark.parametrize("names_file", [False, True])
def test_a_restart_brings_the_program_and_what_was_typed_back(tmp_path: Path, names_file: bool) -> None:
    file = tmp_path / "given.json"
    file.write_text('{"userId": "theirs", "eventList": []}')
    named = [str(file)] if names_file else []
    command = [sys.executable, "-c", AGAIN, str(tmp_path / "marker"), *named]
    ended = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=True, env=dict(os.environ)
    )
    assert ended.stdout == "None mine\n", ended.stderr
