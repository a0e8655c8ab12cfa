"""The page of the preferences about the rules of the lint that are silenced for every connection."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from events_console.domain.lint import RULES
from events_console.domain.problem import Severity
from events_console.services.settings import Settings
from events_console.ui import style
from events_console.ui.attachment_page import tidy
from events_console.ui.checking import SILENCED
from events_console.ui.language import tr
from events_console.ui.parts import button, label, row
from events_console.ui.preferences import Preferences
from events_console.ui.read_only_table import set_up
from events_console.ui.rules_page import RuleList, RulesTable

if TYPE_CHECKING:
    from events_console.ui.checking import Checking
    from events_console.ui.checks import Checks

_PURPOSE: Final = tr(
    "A rule that is not ticked finds nothing over any connection. Errors are always shown: none is listed."
)


class RulesPreferences(QWidget):
    """Lists what can be silenced, warnings and hints, and lets it be."""

    def __init__(self, preferences: Preferences) -> None:
        """List every such rule."""
        super().__init__()
        self._preferences = preferences
        self._checking: Checking | None = None
        self._checks: Checks | None = None
        quiet = tuple(rule for rule in RULES if rule.severity is not Severity.ERROR)
        self.rules = RuleList(self, quiet)
        self.rules.show_silenced(frozenset(preferences.settings.silenced))
        self.rules.put_silenced_first("")
        self.rules.heard_changed.connect(self._set_heard)
        self.search = QLineEdit(placeholderText=tr("Filter rules"), clearButtonEnabled=True)
        self.search.setFixedHeight(style.control_height())
        self.search.setAccessibleName(tr("Filter rules"))
        self.search.textChanged.connect(self._filter)
        self.table = RulesTable()
        self.table.setModel(self.rules)
        set_up(self.table, tr("Rules"))
        self.table.arrange(repairs=False)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self.table.setFocus)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.count, self.here = label("", "muted", wrap=True), label("", "muted", wrap=True)
        self.hear_all = button(tr("Check all again"), lambda: preferences.choose(silenced=()), "link")
        self.more = button(tr("Checks…"), self._show_checks, "link")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(label(_PURPOSE, "muted", wrap=True))
        box.addWidget(self.search)
        box.addWidget(self.table, 1)
        for told, link in ((self.count, self.hear_all), (self.here, self.more)):
            tidy(link)
            line = row(told, link)
            line.setStretch(0, 1)
            box.addLayout(line)
        self.here.hide()
        self.more.hide()

    def show_settings(self, settings: Settings) -> None:
        """Show which rules are silenced."""
        self.rules.show_silenced(frozenset(settings.silenced))
        silenced = len(settings.silenced)
        told = tr("%Ln rule(s) silenced for every connection.", "", silenced)
        self.count.setText(told if silenced else tr("No rule is silenced for every connection."))
        self.hear_all.setVisible(bool(silenced))
        self._follow()

    def offer(self, checking: "Checking", checks: "Checks") -> None:
        """Say what the connection of ``checking`` silences in addition, and lead to ``checks``."""
        self._checking, self._checks = checking, checks
        checking.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        if self._checking is None:
            return
        more = self._checking.attachments.silenced.difference(self._preferences.settings.silenced)
        told = tr("The connection {connection} silences %Ln more.", "", len(more))
        none = tr("The connection {connection} silences no others.")
        self.here.setText((told if more else none).format(connection=self._checking.place))
        self.here.show()
        self.more.show()

    def _filter(self, wanted: str) -> None:
        self.rules.filter(wanted)
        self.table.fit()

    def _set_heard(self, rule: str, heard: bool) -> None:  # noqa: FBT001  # a slot
        others = (each for each in self._preferences.settings.silenced if each != rule)
        self._preferences.choose(silenced=tuple(others) if heard else tuple(sorted((*others, rule))))

    def _show_checks(self) -> None:
        if self._checks:
            self._checks.show(SILENCED)
