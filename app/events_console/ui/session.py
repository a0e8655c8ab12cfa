"""One run of the window: what it brings back from the last one, and what is made ready behind it."""

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from events_console import paths
from events_console.services import draft_claim, examples, settings
from events_console.services.drafts import Draft
from events_console.services.retention import Limits
from events_console.services.settings import Settings
from events_console.ui import style, times
from events_console.ui.autosave import Autosave, FileAutosave
from events_console.ui.code_prompt import CodePrompt
from events_console.ui.console import Console
from events_console.ui.language import number, tr
from events_console.ui.main_window import MainWindow
from events_console.ui.parts import TITLE, message_box
from events_console.ui.preferences import Preferences
from events_console.ui.recent_files import RecentFiles
from events_console.ui.tasks import Tasks
from events_console.ui.window_state import WindowState

if TYPE_CHECKING:
    from events_console.services.history import History
    from events_console.ui.backstage import Backstage
    from events_console.ui.batch import Batch

_PATIENCE: Final = 1.0  # seconds in which a request on its way may still be answered when the window closes
_COLLECTED: Final = (10_000, 5, 10_000)  # objects, and collections of the young and of the rest: 10 ms each
_TURN: Final = 0.001  # seconds after which a thread has to let the window come to its own


class Session(QObject):
    """One run of the window, with what it brings back from the last one."""

    def __init__(self, app: QApplication, kept: settings.Kept | None = None) -> None:
        """Make the window ready to be shown, with the settings that were ``kept``, or else are on disk."""
        super().__init__(app)
        self._app = app
        kept = kept or settings.kept(paths.settings_file())
        self._troubles = [kept.trouble]
        hints = app.styleHints()
        for changed in (hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged):
            changed.connect(self._follow_system)
        self.tasks = Tasks(self)
        self.preferences = Preferences(kept, self.tasks, self)
        times.use(app, self.settings.time_zone)
        self._claim = draft_claim.claim(paths.draft_file())
        draft = self._claim.draft or Draft(examples.sandbox(), edited=False)
        self.console = Console(draft, self.tasks, self)
        self.console.stamp_event_ids = self.settings.stamp_event_ids
        self.window = MainWindow(self.console, self.tasks)
        style.apply(app, style.wanted_theme(app, self.settings.theme))
        self.window.document.resume(draft)
        self.autosave = Autosave(self.window.document, self.tasks, self._claim.path, self)
        self.autosave.saved.connect(self.window.mention)
        self.autosave.failed.connect(self.window.warn)
        self.file_autosave = FileAutosave(self.window.document, self.tasks, self)
        self.file_autosave.failed.connect(self.window.warn)
        self.file_autosave.set_on(self.settings.autosave)
        self.window.may_close = self._may_close
        self._gives_up_draft = False
        self._prompt = CodePrompt(self.window)
        self._backstage: Backstage | None = None
        self._history: History | None = None
        self._file: str | None = None
        self.restarts = False  # whether another run is to follow this one
        self._state = WindowState(self.window, self.settings.window, self)
        self._offer_settings()
        app.aboutToQuit.connect(_leave_text_on_clipboard)
        self._checked_long = False
        self.console.checking_changed.connect(self._follow_check)

    @property
    def settings(self) -> Settings:
        """What a person has chosen."""
        return self.preferences.settings

    def show(self, file: str | None) -> None:
        """Show the window as it was left, on the request in ``file``; the rest follows the first paint."""
        self._state.restore(cell=file is None)
        self.preferences.layout = self._state.gather
        self._state.changed.connect(self.preferences.save_soon)
        self.window.painted.connect(self._warm_up, Qt.ConnectionType.QueuedConnection)
        self._file = file
        self.window.show()

    def close(self) -> bool:
        """Save what a restart should bring back, end what runs behind the window, and return if it has."""
        self._state.changed.disconnect(self.preferences.save_soon)
        self.file_autosave.save_now()
        self.autosave.save_now()
        self.preferences.save_now()
        self._prompt.close()
        self.tasks.wait(_PATIENCE)
        if self._backstage:
            self._backstage.sandbox.stop()  # which ends what still waits for it
        self.tasks.close()
        ended = self.tasks.wait(_PATIENCE)
        if self._history:
            self._history.close()
        self._claim.release()
        return ended

    def restart(self) -> None:
        """Close the window to open it anew: the draft keeps the request, and the window where it stood."""
        self.restarts = self.window.close()

    def _follow_system(self) -> None:
        style.apply(self._app, style.wanted_theme(self._app, self.settings.theme))

    def _offer_settings(self) -> None:
        actions, preferences = self.window.actions_, self.preferences
        self.recent = RecentFiles(self.window.document.open_file, self.window)
        self.recent.changed.connect(lambda files: preferences.choose(recent=files))
        self.recent.told.connect(self.window.tell)
        self.window.document.used.connect(self.recent.add)
        actions.add_recent(self.recent)
        actions.add_preferences(self._show_preferences)
        self._follow_settings()
        actions.stamp.toggled.connect(lambda on: preferences.choose(stamp_event_ids=on))
        group = actions.themes[0].actionGroup()
        group.triggered.connect(lambda action: preferences.choose(theme=action.data()))
        preferences.failed.connect(self.window.tell)
        preferences.changed.connect(self._take_settings)

    def _follow_settings(self) -> None:
        """Have the menus show what is chosen."""
        actions, chosen = self.window.actions_, self.settings
        actions.stamp.setChecked(chosen.stamp_event_ids)
        for action in actions.themes:
            action.setChecked(action.data() == chosen.theme)
        self.recent.show_files(chosen.recent)

    def _take_settings(self, before: Settings, now: Settings) -> None:
        self._follow_settings()
        if now.theme != before.theme:
            style.apply(self._app, style.wanted_theme(self._app, now.theme))
        if now.time_zone != before.time_zone:
            self._show_times_anew()
        if now.autosave != before.autosave:
            self.file_autosave.set_on(now.autosave)
        if now.silenced != before.silenced and self._backstage:
            self.checking.silence_everywhere(frozenset(now.silenced))

    def _show_times_anew(self) -> None:
        times.use(self._app, self.settings.time_zone)
        if self._history:
            self._history.zone = times.for_search()
            self.window.show_times_anew()

    def _show_preferences(self) -> None:
        from events_console.ui.preferences_dialog import PreferencesDialog  # the first window does without it

        actions = self.window.actions_
        themes = [(action.text().replace("&", ""), action.data()) for action in actions.themes]
        dialog = PreferencesDialog(self.preferences, themes, self.window)
        dialog.restart_requested.connect(self.restart)
        if self._backstage:
            dialog.offer_history(self.retaining)
            dialog.offer_checks(self.checking, self.checks)
        dialog.open()

    def _warm_up(self) -> None:
        self.window.complete()
        self._state.restore_panes_behind()
        searches = self.window.history.search.searches
        searches.take(self.settings.searches)
        searches.changed.connect(self._remember_searches)
        if self._file:
            self.window.document.open_file(self._file)
        self._report(" ".join(filter(None, (*self._troubles, self._claim.trouble))), self._claim.note)
        self.tasks.run(
            lambda: draft_claim.collect(paths.draft_file(), paths.replaced_drafts()),
            lambda texts: self._report(*texts),
        )
        self.tasks.run(_load_validators, lambda _: self.console.start_validating())
        self.tasks.run(partial(_open_backstage, self._prompt.ask), self._take_backstage)

    def _report(self, trouble: str, note: str) -> None:
        if trouble:
            self.window.warn(trouble)
        if note:
            self.window.tell(note)

    def _may_close(self) -> bool:
        """Save the draft; ask whether to close where that fails, or where requests are still to be sent."""
        if (batch := self.console.batch) and batch.is_running:
            self._ask_to_stop(batch)
            return False
        trouble = self.autosave.save_now()
        if not trouble or self._gives_up_draft:
            return True
        lost = tr("Closing the window now loses what was typed since it was last saved.")
        box = message_box(QMessageBox.Icon.Warning, TITLE, trouble, self.window, lost)
        box.addButton(QMessageBox.StandardButton.Cancel)
        close = box.addButton(tr("Close all the same"), QMessageBox.ButtonRole.DestructiveRole)
        box.finished.connect(lambda _: self._give_up_draft() if box.clickedButton() is close else None)
        box.open()
        return False

    def _ask_to_stop(self, batch: "Batch") -> None:
        sent = tr("{done} of {total} requests have been sent.")
        told = sent.format(done=number(batch.done), total=number(batch.total))
        kept = tr("Closing sends no more of them. The events keep their IDs: sent again, each counts once.")
        box = message_box(QMessageBox.Icon.Question, TITLE, told, self.window, kept)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        stop = box.addButton(tr("Stop and close"), QMessageBox.ButtonRole.DestructiveRole)

        def close(_result: int) -> None:
            if box.clickedButton() is stop:
                batch.ended.connect(self.window.close, Qt.ConnectionType.QueuedConnection)
                self.console.stop_waiting()
                if not batch.is_running:
                    self.window.close()

        box.finished.connect(close)
        box.open()

    def _give_up_draft(self) -> None:
        self._gives_up_draft = True
        self.window.close()

    def _take_backstage(self, made: "Backstage | _Unready") -> None:
        if isinstance(made, _Unready):
            self.console.refuse_to_send(made.why)
            self.window.warn(made.why)
            self._history = made.history
            if made.history:
                made.history.zone = times.for_search()
                self.window.history.set_history(made.history)
                self._state.restore_exchange()
            return
        from events_console.sandbox.faults import FAULTS  # loaded by now
        from events_console.ui.connecting import Connecting

        self._backstage, self._history = made, made.history
        made.history.zone = times.for_search()
        self.window.history.set_history(made.history)
        self._state.restore_exchange()
        faults = {tr("Answer normally"): ""} | {fault.label: name for name, fault in FAULTS.items()}
        self.window.actions_.offer_faults(faults, self._set_fault)
        where = made.sandbox.url.removeprefix("http://")
        self.window.show_where(tr("Sandbox listening on {where}").format(where=where))
        if made.history.notice:
            self.window.warn(made.history.notice)
        self.console.start_sending(made.sender, made.built_in, made.earlier)
        self._connecting = connecting = Connecting(self.window, made, self.tasks)
        self.window.actions_.add_connections(connecting)
        connecting.chosen.connect(self._remember_connection)
        connecting.start(self.settings.connection)
        self._offer_checks(made)
        self._offer_retention(made)
        self._offer_first_steps(made.history)
        sys.setswitchinterval(_TURN)
        gc.collect()
        gc.freeze()  # what is loaded by now stays: collecting it again and again would hold up keystrokes
        # The same goes for a document of 100,000 events: cycles are few, and most of them die young.
        gc.set_threshold(*_COLLECTED)

    def _follow_check(self, _done: int, total: int) -> None:
        """Let the memory of a document that took long to check be: collecting it holds up keystrokes."""
        if total:
            self._checked_long = True
        elif self._checked_long:
            self._checked_long = False
            gc.freeze()

    def _offer_checks(self, made: "Backstage") -> None:
        from events_console.ui.checking import Checking  # the first paint does without it
        from events_console.ui.checks import Checks
        from events_console.ui.recalling import Recalling
        from events_console.ui.upkeep import Upkeep

        Recalling(made.history, self.console, self.tasks, self)
        Upkeep(made.history, self.tasks, self)
        self.checking = Checking(made.attachments, made.sessions, self.console, self.tasks, self)
        self.checking.silence_everywhere(frozenset(self.settings.silenced))
        self.checks = Checks(self.window, self.checking, self.tasks)
        self.window.actions_.add_checks(self.checks)

    def _offer_retention(self, made: "Backstage") -> None:
        from events_console.ui.retaining import Retaining  # the first paint does without it

        self.retaining = Retaining(made.history, self.settings.retention, self.tasks, self.window)
        self.retaining.saved.connect(self._remember_retention)
        self.retaining.told.connect(self.window.tell)
        self.retaining.search_requested.connect(self.window.history.search.search)
        self.retaining.search_requested.connect(self.window.history.show)
        self.window.actions_.add_retaining(self.retaining)

    def _offer_first_steps(self, history: "History") -> None:
        """Lead whoever starts the program for the first time through a request."""
        is_new = not (self.settings.guided or self._claim.draft or self._file)
        self.preferences.choose(guided=True)
        if is_new:
            self.tasks.run(history.count, lambda count: None if count else self.window.show_first_steps())

    def _set_fault(self, name: str) -> None:
        if self._backstage:
            self._backstage.sandbox.set_faults([name] if name else [])
            self.window.bar.show_fault(name)

    def _remember_connection(self, connection_id: str) -> None:
        self.preferences.choose(connection=connection_id)

    def _remember_searches(self, searches: tuple[tuple[str, str], ...]) -> None:
        self.preferences.choose(searches=searches)

    def _remember_retention(self, limits: Limits) -> None:
        self.preferences.choose(retention=limits)


def _leave_text_on_clipboard() -> None:
    """Replace what was copied here by its text: data that Python has made ends with Python, in a crash."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())


def _load_validators() -> None:
    from events_console.domain import schema  # brings jsonschema, which the window does not wait for
    from events_console.domain.lint import registry  # noqa: F401  # neither for the rules

    schema.request_validator()
    schema.event_validator()


@dataclass(frozen=True, slots=True)
class _Unready:
    """Why nothing can be sent, in a sentence, and the history where it can at least be read."""

    why: str
    history: "History | None"


def _open_backstage(ask: Callable[[str], str]) -> "Backstage | _Unready":
    """Make what lies behind the window, or return why it cannot be."""
    from events_console.services.history import History
    from events_console.ui.backstage import Backstage  # the window waits for no network and no database

    try:
        return Backstage(ask)
    except OSError as error:
        why = str(error).removesuffix(".")
        history = None
        with suppress(OSError):
            history = History(paths.history_file(), read_only=True)
        told = tr("Nothing can be sent: {why}. Mend that and start again; what you compose is kept.")
        trouble = told.format(why=why)
        return _Unready(trouble, history)
