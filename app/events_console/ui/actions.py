"""Every action of the window, in the menu where it is looked for; palette and Help list them from there."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit

from events_console.ui.compose_pane import VIEWS
from events_console.ui.connection_bar import MANAGE_SHORTCUT
from events_console.ui.copying import copy_as, copy_menu
from events_console.ui.event_view import EventView

if TYPE_CHECKING:
    from events_console.forms import Form
    from events_console.ui.checks import Checks
    from events_console.ui.connecting import Connecting
    from events_console.ui.history_pane import HistoryPane
    from events_console.ui.main_window import MainWindow
    from events_console.ui.palette import CommandPalette
    from events_console.ui.response_pane import ResponsePane
    from events_console.ui.retaining import Retaining

Entry = QAction | QMenu | None
Standard = QKeySequence.StandardKey

_THEMES = {"As the system": "system", "Light": "light", "Dark": "dark"}


class Actions:
    """Builds the menus of ``window``.

    ``send`` and ``palette`` have buttons too; the application keeps what ``stamp`` and ``themes`` say.
    """

    def __init__(self, window: "MainWindow") -> None:
        """Fill the menu bar."""
        self._window = window
        self._palette: CommandPalette | None = None
        self.send = self._action(
            "Send", window.send, "Ctrl+Return", "Ctrl+Enter", tip="Send the request as it stands"
        )
        self._stop = self._action(
            "Stop &waiting",
            window.console.stop_waiting,
            tip="Leave the request on its way, or do not send it",
        )
        self._fix_all = self._action(
            "&Fix all safe", window.console.fix_all, tip="Make every repair that is certain and loses nothing"
        )
        self.palette = self._action(
            "Search actions", self._show_palette, "Ctrl+Shift+P", tip="Find any action by its name"
        )
        self.stamp = self._toggle("Add missing event IDs when sending", self._set_stamping)
        self.themes = self._choices(_THEMES)
        self.faults: list[QAction] = []
        self.sandbox_menu = QMenu("Sand&box", window)
        self._copy_menu = copy_menu("Copy re&quest as", self._copy_as, window)
        self._file_menu()
        self._edit_menu()
        self._view_menu()
        self._request_menu = self._make_request_menu()
        self._connection_menu = window.menuBar().addMenu("&Connection")
        self._history_menu = window.menuBar().addMenu("&History")
        window.menuBar().addMenu(self.sandbox_menu)
        self._help_menu()
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
        tip = "Say how long, how many or how much is kept; everything, unless you choose otherwise"
        self._history_menu.addSeparator()
        self._history_menu.addAction(self._action("&Keep history…", retaining.show, tip=tip))

    def add_connections(self, connecting: "Connecting") -> None:
        """Put what can be done with connections into their menu."""
        self._connection_menu.addActions(
            [
                self._action(
                    "&Manage connections…",
                    connecting.manage,
                    MANAGE_SHORTCUT,
                    tip="Add, edit, test and delete connections",
                ),
                self._action(
                    "&Arm production…",
                    self._window.guard.arm,
                    tip="Let requests through to production for now",
                ),
                self._action(
                    "&Pick tracker…",
                    connecting.pick_tracker,
                    "Ctrl+T",
                    tip="Choose an event tracker of the account",
                ),
            ]
        )

    def add_checks(self, checks: "Checks") -> None:
        """Put what requests are checked against into the menu of the request."""
        tip = "Dataset schema, items and rules that requests over this connection are checked against"
        self._request_menu.insertAction(self.stamp, self._action("&Checks…", checks.show, tip=tip))

    def add_answer(self, pane: "ResponsePane") -> None:
        """Put what can be done about an answer that leaves a doubt into the menu of the request."""
        self._request_menu.insertActions(self._stop, pane.actions_for_menu())

    def _file_menu(self) -> None:
        window, document = self._window, self._window.document
        self._menu(
            "&File",
            [
                self._action(
                    "&New request",
                    document.new_request,
                    Standard.New,
                    tip="Begin a request; undo brings this one back",
                ),
                self._action("Open &example", document.open_example, tip="The request of the first start"),
                self._action(
                    "&Open…",
                    document.choose_file,
                    Standard.Open,
                    tip="Open a request from a file of any form",
                ),
                self._action(
                    "&Bring back a replaced request…",
                    document.bring_back,
                    tip="Choose one of the requests that others were put in the place of",
                ),
                None,
                self._action(
                    "&Save", document.save, Standard.Save, tip="Save the request as the AWS CLI reads it"
                ),
                self._action("Save &as…", document.save_as, "Ctrl+Shift+S"),
                None,
                self._action("&Quit", window.close, "Ctrl+Q"),
            ],
        )

    def _edit_menu(self) -> None:
        window, table = self._window, self._window.compose.table
        stack = window.console.undo_stack
        undo = self._action("Undo", stack.undo, Standard.Undo)
        redo = self._action("Redo", stack.redo, "Ctrl+Y", "Ctrl+Shift+Z")

        def follow() -> None:
            for action, verb, what in ((undo, "Undo", stack.undo_text), (redo, "Redo", stack.redo_text)):
                action.setText(f"{verb} “{what}”" if what else verb)
                action.setEnabled(what is not None)

        stack.changed.connect(follow)
        follow()
        self._menu(
            "&Edit",
            [
                undo,
                redo,
                None,
                self._action("Cu&t", lambda: self._on_focus("cut"), Standard.Cut),
                self._action("&Copy", lambda: self._on_focus("copy"), Standard.Copy),
                self._action("&Paste", lambda: self._on_focus("paste"), Standard.Paste),
                self._action(
                    "Paste an&ything",
                    window.reader.paste,
                    "Ctrl+Shift+V",
                    tip="Read a request from code, a command line, a HAR file or any other form",
                ),
                self._copy_menu,
                None,
                self._action(
                    "&Add event",
                    window.compose.add_event,
                    "Ctrl+Shift+A",
                    tip="Add an event after the last one",
                ),
                *map(
                    self._only_in_table,
                    (
                        self._action("&Duplicate event", table.duplicate_rows, "Ctrl+D"),
                        self._action("D&elete event", table.delete_rows, "Ctrl+Delete"),
                        self._action("Move event &up", lambda: table.move_rows(-1), "Alt+Up"),
                        self._action("Move event do&wn", lambda: table.move_rows(1), "Alt+Down"),
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
        theme = QMenu("&Theme", window)
        theme.addActions(self.themes)
        panes = [
            self._toggle(f"Show {name}", show, keys)
            for name, show, keys in (
                ("&history", self._show_history, "Ctrl+Shift+H"),
                ("&problems", window.problems.setVisible, "Ctrl+Shift+M"),
                ("&inspector and answer", window.right.setVisible, "Ctrl+Shift+I"),
            )
        ]
        next_pane = self._action(
            "Next pane", lambda: window.focus_pane(1), "F6", tip="Put the focus into the next pane"
        )
        pane_before = self._action("Previous pane", lambda: window.focus_pane(-1), "Shift+F6")
        self._menu("&View", [*views, None, *panes, None, next_pane, pane_before, None, theme])

    def _only_in_table(self, action: QAction) -> QAction:
        """Return ``action`` with its shortcut in the event table alone; elsewhere its keys mean text."""
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._window.compose.table.addAction(action)
        return action

    def _make_request_menu(self) -> QMenu:
        window = self._window
        return self._menu(
            "&Request",
            [
                self.send,
                self._stop,
                None,
                self._action(
                    "&New session",
                    window.compose.form.new_session,
                    "Ctrl+Shift+N",
                    tip="Begin a new session ID",
                ),
                self._action("Ne&xt problem", lambda: window.problems.go(1), "F8"),
                self._action("Pre&vious problem", lambda: window.problems.go(-1), "Shift+F8"),
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

    def _show_history(self, on: bool) -> None:  # noqa: FBT001  # a slot
        self._window.history.setVisible(on)

    def _help_menu(self) -> None:
        self._menu(
            "H&elp",
            [
                self.palette,
                self._action("&Keyboard shortcuts", self._show_shortcuts, Standard.HelpContents),
                self._action(
                    "&Rules of the lint", self._show_rules, tip="What each rule catches and repairs"
                ),
                self._action("&About", self._show_about),
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
