"""What the window shows of the checks of its connection: their dialog, and what the problems pane offers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from events_console.ui.checking import SILENCED, Checking

if TYPE_CHECKING:
    from events_console.services.attachments import Attachments
    from events_console.ui.checks_dialog import ChecksDialog
    from events_console.ui.main_window import MainWindow
    from events_console.ui.tasks import Tasks


class Checks(QObject):
    """Opens the dialog of ``checking`` in front of ``window``, whose problems pane it keeps in step."""

    def __init__(self, window: "MainWindow", checking: Checking, tasks: "Tasks") -> None:
        """Show what ``checking`` has attached."""
        super().__init__(window)
        self._window, self._checking, self._tasks = window, checking, tasks
        self._dialog: ChecksDialog | None = None
        problems = window.problems
        problems.checks_requested.connect(self.show)
        problems.silenced_requested.connect(lambda: self.show(SILENCED))
        problems.silence_requested.connect(checking.silence)
        problems.rule_requested.connect(self._explain)
        problems.offer_checks()
        checking.changed.connect(self._follow)
        checking.told.connect(self._tell)
        self._follow(checking.attachments)

    def show(self, part: str = "") -> None:
        """Open the dialog on the page about ``part`` of the attachments."""
        from events_console.ui.checks_dialog import ChecksDialog  # the window does without it

        self._dialog = self._dialog or ChecksDialog(self._checking, self._tasks, self._window)
        self._dialog.open_on(part)

    def _follow(self, attachments: "Attachments") -> None:
        self._window.problems.show_silenced(attachments.silenced, self._checking.everywhere)

    def _tell(self, _part: str, sentence: str, tone: str) -> None:
        """Say what went wrong while nobody looks at the dialog."""
        if sentence and tone != "muted" and not (self._dialog and self._dialog.isVisible()):
            self._window.tell(sentence)

    def _explain(self, rule: str) -> None:
        from events_console.ui.help import show_rules  # the same

        show_rules(self._window, rule)
