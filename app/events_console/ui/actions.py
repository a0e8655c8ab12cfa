"""Every action of the window, in the menu where it is looked for; palette and Help list them from there."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit

from events_console.services.examples import EXAMPLES
from events_console.ui.compose_pane import VIEWS
from events_console.ui.connection_bar import MANAGE_SHORTCUT
from events_console.ui.copying import copy_as, copy_menu
from events_console.ui.event_view import EventView
from events_console.ui.icons import icon
from events_console.ui.language import tr
from events_console.ui.words import tr_word

if TYPE_CHECKING:
    from events_console.forms import Form
    from events_console.ui.checks import Checks
    from events_console.ui.connecting import Connecting
    from events_console.ui.crash_reports import CrashReports
    from events_console.ui.history_pane import HistoryPane
    from events_console.ui.main_window import MainWindow
    from events_console.ui.palette import CommandPalette
    from events_console.ui.response_pane import ResponsePane
    from events_console.ui.retaining import Retaining

Entry = QAction | QMenu | None
Standard = QKeySequence.StandardKey

_THEMES = {
    tr("As the &system"): "system",
    tr("&Light"): "light",
    tr("&Dark"): "dark",
    tr("&High contrast, light"): "contrast-light",
    tr("High &contrast, dark"): "contrast-dark",
}


class Actions:
    """Builds the menus of ``window``.

    ``send`` and ``palette`` have buttons too; the application keeps what ``stamp`` and ``themes`` say.
    """

    def __init__(self, window: "MainWindow") -> None:
        """Fill the menu bar."""
        self._window = window
        self._palette: CommandPalette | None = None
        self.send = self._action(
            tr("Send"), window.send, "Ctrl+Return", "Ctrl+Enter", tip=tr("Send the request as it stands")
        )
        self._stop = self._action(
            tr("Stop &waiting"),
            window.console.stop_waiting,
            tip=tr("Leave the request on its way, or do not send it"),
        )
        self._fix_all = self._action(
            tr("&Fix all safe"),
            window.console.fix_all,
            tip=tr("Make every repair that is certain and loses nothing"),
        )
        self.palette = self._action(
            tr("Search actions"), self._show_palette, "Ctrl+Shift+P", tip=tr("Find any action by its name")
        )
        self.stamp = self._toggle(tr("Add missing event IDs when sending"), self._set_stamping)
        self.panes = self._pane_toggles()
        self.present = self._presentation()
        self.themes = self._choices(_THEMES)
        self.faults: list[QAction] = []
        self.sandbox_menu = QMenu(tr("Sand&box"), window)
        self._copy_menu = copy_menu(tr("Copy re&quest as"), self._copy_as, window)
        self._file_menu()
        self._edit_menu()
        self._view_menu()
        self._request_menu = self._make_request_menu()
        self._connection_menu = window.menuBar().addMenu(tr("&Connection"))
        self._history_menu = window.menuBar().addMenu(tr("&History"))
        window.menuBar().addMenu(self.sandbox_menu)
        self._about = self._action(tr("&About"), self._show_about)
        self._help = self._make_help_menu()
        console = window.console
        for changed in (console.changed, console.sending_changed, console.held_changed):
            changed.connect(self._follow)
        self._follow()

    def offer_faults(self, faults: dict[str, str], on_choose: Callable[[str], object]) -> None:
        """Let the person choose what the sandbox does wrong; ``faults`` maps labels to names, "" is none."""
        self.faults = self._choices(faults)
        self.faults[0].setChecked(True)
        self.faults[0].actionGroup().triggered.connect(lambda action: on_choose(action.data()))
        self._window.bar.normal_requested.connect(self.faults[0].trigger)
        self.sandbox_menu.addActions(self.faults)
        self.sandbox_menu.insertSeparator(self.faults[1])

    def add_history(self, pane: "HistoryPane") -> None:
        """Put what can be done with the history into its menu."""
        self._history_menu.addActions(pane.actions_for_menu())

    def add_retaining(self, retaining: "Retaining") -> None:
        """Put how much the history keeps into its menu."""
        tip = tr("Say how long, how many or how much is kept; everything, unless you choose otherwise")
        self._history_menu.addSeparator()
        self._history_menu.addAction(self._action(tr("&Keep history…"), retaining.show, tip=tip))

    def add_connections(self, connecting: "Connecting") -> None:
        """Put what can be done with connections into their menu."""
        self._connection_menu.addActions(
            [
                self._action(
                    tr("&Manage connections…"),
                    connecting.manage,
                    MANAGE_SHORTCUT,
                    tip=tr("Add, edit, test and delete connections"),
                ),
                self._action(
                    tr("&Arm production…"),
                    self._window.guard.arm,
                    tip=tr("Let requests through to production for now"),
                ),
                self._action(
                    tr("&Pick tracker…"),
                    connecting.pick_tracker,
                    "Ctrl+T",
                    tip=tr("Choose an event tracker of the account"),
                ),
            ]
        )

    def add_checks(self, checks: "Checks") -> None:
        """Put what requests are checked against into the menu of the request."""
        tip = tr("Dataset schema, items and rules that requests over this connection are checked against")
        self._request_menu.insertAction(self.stamp, self._action(tr("&Checks…"), checks.show, tip=tip))

    def add_answer(self, pane: "ResponsePane") -> None:
        """Put what can be done about an answer that leaves a doubt into the menu of the request."""
        self._request_menu.insertActions(self._stop, pane.actions_for_menu())

    def add_crash_reports(self, reports: "CrashReports") -> None:
        """Put what is known of faults of the program into the menu for help."""
        tip = tr("Read, copy and delete what was noted where the program itself went wrong")
        self._help.insertAction(self._about, self._action(tr("&Crash reports…"), reports.show, tip=tip))

    def add_recent(self, recent: QMenu) -> None:
        """Put the files opened and saved last into the menu of files."""
        self._file.insertMenu(self._bring_back, recent)

    def add_preferences(self, show: Callable[[], object]) -> None:
        """Put what a person can choose into the menu of editing."""
        tip = tr("Choose look, language, time zone and what else stays so from now on")
        preferences = self._action(tr("P&references…"), show, "Ctrl+,", tip=tip)
        preferences.setMenuRole(QAction.MenuRole.PreferencesRole)
        self._edit.addSeparator()
        self._edit.addAction(preferences)

    def _file_menu(self) -> None:
        window, document = self._window, self._window.document
        self._bring_back = self._action(
            tr("&Bring back a replaced request…"),
            document.bring_back,
            tip=tr("Choose one of the requests that others were put in the place of"),
        )
        self._file = self._menu(
            tr("&File"),
            [
                self._action(
                    tr("&New request"),
                    document.new_request,
                    Standard.New,
                    tip=tr("Begin a request; undo brings this one back"),
                ),
                self._example_menu(),
                self._action(
                    tr("&Open…"),
                    document.choose_file,
                    Standard.Open,
                    tip=tr("Open a request from a file of any form"),
                ),
                self._bring_back,
                None,
                self._action(
                    tr("&Save"),
                    document.save,
                    Standard.Save,
                    tip=tr("Save the request as the AWS CLI reads it"),
                ),
                self._action(tr("Save &as…"), document.save_as, "Ctrl+Shift+S"),
                None,
                self._action(tr("&Quit"), window.close, "Ctrl+Q"),
            ],
        )

    def _example_menu(self) -> QMenu:
        menu = QMenu(tr("Open &example"), self._window)
        for each in EXAMPLES:
            open_it = partial(self._window.document.open_example, each)
            menu.addAction(self._action(tr_word(each.title), open_it, tip=tr_word(each.about)))
        return menu

    def _edit_menu(self) -> None:
        window, table = self._window, self._window.compose.table
        stack = window.console.undo_stack
        undo = self._action(tr("Undo"), stack.undo, Standard.Undo)
        redo = self._action(tr("Redo"), stack.redo, "Ctrl+Y", "Ctrl+Shift+Z")
        for action in (undo, redo):
            action.setProperty("name", action.text())  # whatever it would take back or do again

        def follow() -> None:
            named, plain = (tr("Undo “{what}”"), tr("Redo “{what}”")), (tr("Undo"), tr("Redo"))
            for place, (action, what) in enumerate(((undo, stack.undo_text), (redo, stack.redo_text))):
                action.setText(named[place].format(what=what) if what else plain[place])
                action.setEnabled(what is not None)

        stack.changed.connect(follow)
        follow()
        self._edit = self._menu(
            tr("&Edit"),
            [
                undo,
                redo,
                None,
                self._action(tr("Cu&t"), lambda: self._on_focus("cut"), Standard.Cut),
                self._action(tr("&Copy"), lambda: self._on_focus("copy"), Standard.Copy),
                self._action(tr("&Paste"), lambda: self._on_focus("paste"), Standard.Paste),
                self._action(
                    tr("Paste an&ything"),
                    window.reader.paste,
                    "Ctrl+Shift+V",
                    tip=tr("Read a request from code, a command line, a HAR file or any other form"),
                ),
                self._copy_menu,
                None,
                self._action(
                    tr("&Add event"),
                    window.compose.add_event,
                    "Ctrl+Shift+A",
                    tip=tr("Add an event after the last one"),
                ),
                *map(
                    self._only_in_table,
                    (
                        self._action(tr("&Duplicate event"), table.duplicate_rows, "Ctrl+D"),
                        self._action(tr("D&elete event"), table.delete_rows, "Ctrl+Delete"),
                        self._action(tr("Move event &up"), lambda: table.move_rows(-1), "Alt+Up"),
                        self._action(tr("Move event do&wn"), lambda: table.move_rows(1), "Alt+Down"),
                    ),
                ),
            ],
        )

    def _view_menu(self) -> None:
        window = self._window
        views = [
            self._action(name, partial(window.compose.show_view, index), f"Ctrl+{index + 1}")
            for index, name in enumerate(VIEWS)
        ]
        theme = QMenu(tr("&Theme"), window)
        theme.addActions(self.themes)
        next_pane = self._action(
            tr("Next pane"), lambda: window.focus_pane(1), "F6", tip=tr("Put the focus into the next pane")
        )
        pane_before = self._action(tr("Previous pane"), lambda: window.focus_pane(-1), "Shift+F6")
        moves = (next_pane, pane_before)
        self._menu(tr("&View"), [*views, None, *self.panes, None, *moves, None, self.present, theme])

    def _presentation(self) -> QAction:
        action = QAction(tr("P&resentation mode"), self._window, checkable=True)
        action.setShortcut(QKeySequence("F11"))
        tip = tr("Fill the screen with larger type, and hide IDs and accounts from an audience")
        action.setStatusTip(tip)
        action.toggled.connect(self._window.present)
        return action

    def _pane_toggles(self) -> tuple[QAction, QAction, QAction]:
        """Return what shows and hides history, problems, and inspector with answer, in menu and bar."""
        window = self._window
        history = self._toggle(tr("Show &history"), window.show_history, "Ctrl+Shift+H")
        problems = self._toggle(tr("Show &problems"), window.problems.setVisible, "Ctrl+Shift+M")
        right = self._toggle(tr("Show &inspector and answer"), window.right.setVisible, "Ctrl+Shift+I")
        drawn = ((history, "side-left"), (problems, "side-bottom"), (right, "side-right"))
        for action, name in drawn:
            action.setIcon(icon(name))
            action.setIconVisibleInMenu(False)
        return history, problems, right

    def _only_in_table(self, action: QAction) -> QAction:
        """Return ``action`` with its shortcut in the event table alone; elsewhere its keys mean text."""
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._window.compose.table.addAction(action)
        return action

    def _make_request_menu(self) -> QMenu:
        window = self._window
        return self._menu(
            tr("&Request"),
            [
                self.send,
                self._stop,
                None,
                self._action(
                    tr("&New session"),
                    window.compose.form.new_session,
                    "Ctrl+Shift+N",
                    tip=tr("Begin a new session ID"),
                ),
                self._action(tr("Ne&xt problem"), lambda: window.problems.go(1), "F8"),
                self._action(tr("Pre&vious problem"), lambda: window.problems.go(-1), "Shift+F8"),
                self._fix_all,
                None,
                self.stamp,
            ],
        )

    def _follow(self) -> None:
        """Offer what there is something to do for."""
        console = self._window.console
        self._stop.setEnabled(console.is_busy)
        self._fix_all.setEnabled(self._window.problems.can_fix)

    def _make_help_menu(self) -> QMenu:
        window = self._window
        return self._menu(
            tr("He&lp"),
            [
                self._action(
                    tr("&Help"), self._show_help, Standard.HelpContents, tip=tr("How everything here is done")
                ),
                self._action(
                    tr("&First steps"),
                    window.show_first_steps,
                    tip=tr("Three cards that lead through a first request"),
                ),
                self.palette,
                self._action(tr("&Keyboard shortcuts"), self._show_shortcuts, "Ctrl+F1"),
                self._action(
                    tr("&Rules of the lint"), self._show_rules, tip=tr("What each rule catches and repairs")
                ),
                None,
                self._about,
            ],
        )

    def _copy_as(self, form: "Form") -> None:
        console, compose = self._window.console, self._window.compose
        told = copy_as(form, compose.shown.request, console.connection, compose.code.shell)
        console.told.emit(" ".join(filter(None, (told, compose.shown.caption))))

    def _show_palette(self) -> None:
        from events_console.ui.palette import CommandPalette  # the first window does without it

        self._palette = self._palette or CommandPalette(self._window)  # one, for it knows what was used last
        self._palette.open()

    def _show_help(self) -> None:
        from events_console.ui.help_contents import show_help  # the same

        show_help(self._window)

    def _show_shortcuts(self) -> None:
        from events_console.ui.help import show_shortcuts  # the same

        show_shortcuts(self._window)

    def _show_rules(self) -> None:
        from events_console.ui.help import show_rules  # the same

        show_rules(self._window)

    def _show_about(self) -> None:
        from events_console.ui.help import show_about  # the same

        show_about(self._window)

    def _set_stamping(self, on: bool) -> None:  # noqa: FBT001  # a slot
        self._window.console.stamp_event_ids = on

    def _on_focus(self, verb: str) -> None:
        """Cut, copy or paste where the focus is: text in its field, or cells of the table."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit | QPlainTextEdit | EventView):
            getattr(focus, verb)()

    def _menu(self, title: str, entries: Iterable[Entry]) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, QMenu):
                menu.addMenu(entry)
            else:
                menu.addAction(entry)
        return menu

    def _action(
        self, text: str, on_trigger: Callable[[], object], *keys: str | Standard, tip: str = ""
    ) -> QAction:
        action = QAction(text, self._window)
        action.triggered.connect(lambda _checked: on_trigger())
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setStatusTip(tip)
        return action

    def _toggle(self, text: str, on_toggle: Callable[[bool], object], *keys: str) -> QAction:
        action = QAction(text, self._window, checkable=True, checked=True)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.toggled.connect(on_toggle)
        return action

    def _choices(self, options: dict[str, str]) -> list[QAction]:
        group = QActionGroup(self._window)
        for text, value in options.items():
            action = QAction(text, group, checkable=True)
            action.setData(value)
        return group.actions()
