"""The dialog of what a person can choose once and for all: it holds at once, and in the menus as well."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from events_console.ui import style
from events_console.ui.attachment_page import tidy
from events_console.ui.language import tr
from events_console.ui.parts import button, row
from events_console.ui.preferences import Preferences
from events_console.ui.preferences_pages import (
    AppearancePage,
    FilesPage,
    HistoryPage,
    SendingPage,
    TimesPage,
)
from events_console.ui.preferences_rules import RulesPreferences
from events_console.ui.sizes import grown, room

if TYPE_CHECKING:
    from events_console.ui.checking import Checking
    from events_console.ui.checks import Checks
    from events_console.ui.retaining import Retaining

_WIDTH: Final = 760  # pixels
_BESIDE: Final = 26  # pixels that a tab takes beside its name


class PreferencesDialog(QDialog):
    """Shows and changes ``preferences``, which other places may change as well meanwhile.

    Signals: ``restart_requested()`` where a choice takes another run to be seen.
    """

    restart_requested = Signal()

    def __init__(self, preferences: Preferences, themes: Sequence[tuple[str, str]], parent: QWidget) -> None:
        """Offer ``themes``, as names and values; the history and the checks once there are any."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Preferences"))
        self._preferences = preferences
        self.appearance, self.times = AppearancePage(preferences, themes), TimesPage(preferences)
        self.sending, self.files = SendingPage(preferences), FilesPage(preferences)
        self.history, self.rules = HistoryPage(), RulesPreferences(preferences)
        self.appearance.restart_requested.connect(self.restart_requested)
        self.tabs = _Tabs(drawBase=False, expanding=False, usesScrollButtons=False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for keys, step in (
            (QKeySequence.StandardKey.NextChild, 1),
            (QKeySequence.StandardKey.PreviousChild, -1),
        ):
            QShortcut(keys, self, partial(self._turn, step))
        self.tabs.setAccessibleName(tr("Groups of preferences"))
        self._stack = QStackedWidget()
        for name, page in (
            (tr("Appearance"), self.appearance),
            (tr("Times"), self.times),
            (tr("Sending", "a page of the preferences"), self.sending),
            (tr("Files"), self.files),
            (tr("History"), self.history),
            (tr("Checks"), self.rules),
        ):
            self.tabs.addTab(name)
            self._stack.addWidget(page)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        close = button(tr("Close"), self.reject)
        tidy(close)
        box = QVBoxLayout(self)
        box.setSpacing(style.GAP)
        box.addWidget(self.tabs)
        box.addSpacing(style.GAP)
        box.addWidget(self._stack, 1)
        box.addLayout(row(None, close))
        preferences.changed.connect(self._show)
        self._show()
        _align(
            [page.layout() for page in (self.appearance, self.times, self.sending, self.files, self.history)]
        )
        width = grown(_WIDTH, self)
        self.resize(QSize(width, box.totalHeightForWidth(width)).boundedTo(room(self)))
        self.tabs.setFocus()

    def offer_history(self, retaining: "Retaining") -> None:
        """Say what ``retaining`` keeps of the history, and have it asked for other limits."""
        self.history.offer(retaining)

    def offer_checks(self, checking: "Checking", checks: "Checks") -> None:
        """Say what the connection silences in addition, and lead to that."""
        self.rules.offer(checking, checks)

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def _show(self) -> None:
        chosen = self._preferences.settings
        for page in (self.appearance, self.times, self.sending, self.files, self.rules):
            page.show_settings(chosen)


class _Tabs(QTabBar):
    """Tabs that stay in their places: each has room for its name in the bold type of the one in front."""

    def tabSizeHint(self, index: int) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        width = QFontMetrics(bold).horizontalAdvance(self.tabText(index)) + _BESIDE
        return QSize(width, super().tabSizeHint(index).height())


def _align(forms: Sequence[QLayout | None]) -> None:
    """Have the fields of all ``forms`` begin at one place."""
    role = QFormLayout.ItemRole.LabelRole
    rows = (
        (form, place) for form in forms if isinstance(form, QFormLayout) for place in range(form.rowCount())
    )
    items = (form.itemAt(place, role) for form, place in rows)
    labels = [widget for item in items if item and (widget := item.widget())]
    for each in labels:
        each.setMinimumWidth(max(one.sizeHint().width() for one in labels))
