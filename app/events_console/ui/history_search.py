"""The head of the history: the search line, its filters, and what is to be said about the search."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from events_console.domain.history_query import Query
from events_console.ui import style
from events_console.ui.completion import Completion, Help
from events_console.ui.history_chips import FilterChips
from events_console.ui.history_filter import FilterForm
from events_console.ui.history_offers import query_of, word_at
from events_console.ui.history_searches import SavedSearches
from events_console.ui.icons import icon
from events_console.ui.language import number, tr
from events_console.ui.parts import announce, label, row

if TYPE_CHECKING:
    from events_console.ui.history_offers import HistoryOffers
    from events_console.ui.history_period import Terms

_PAUSE: Final = 120  # milliseconds without a keystroke before the search begins
_ROOMY: Final = 300  # pixels from which on the filter button has a word
_BESIDE, _ALONE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
_SEARCHED: Final = tr(
    "Searches the whole request and the answer to it, note and tags, the connection, the outcome (refused, "
    "500), the time of sending (2026-11-21, 12:37), the request ID, and the beginning of the history ID. "
    "Filters: outcome:refused item:sku-1 after:7d; Ctrl+Space lists them all."
)
_KEYS: Final = tr("Escape clears, Down goes to the exchanges found")


class HistorySearch(QWidget):
    """Says what is looked for, in a line and in a form that always agree.

    Signals: ``searched(Query)`` shortly after a change; ``left()`` when Down leads out of the line.
    """

    searched = Signal(object)
    left = Signal()

    def __init__(self, offers: "HistoryOffers", parent: QWidget | None = None) -> None:
        """Complete what is typed with ``offers``."""
        super().__init__(parent)
        self._offers = offers
        self._form: FilterForm | None = None  # made when it is wanted
        self.line = self._search_line()
        hint = tr("Item, user, outcome, date, ID…")
        self.completion = Completion(self.line, Help(offers, hint, part=word_at))
        self.line.installEventFilter(self.completion)
        offers.arrived.connect(self.completion.again)
        self.searches = SavedSearches(lambda: self.query.line, self)
        self.searches.chosen.connect(self.search)
        self.saved = _saved_button(self.searches)
        self.filter = _FilterButton()
        self.filter.clicked.connect(self.show_form)
        self.chips = FilterChips(self.filter)
        self.chips.removed.connect(self._remove)
        self.chips.cleared.connect(self.clear)
        self.chips.more_requested.connect(self.show_form)
        self._flaw = label("", "muted", wrap=True)
        self._flaw.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._flaw.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        line = row(self.line, self.saved, self.filter, spacing=4)
        line.setStretch(0, 1)
        box.addLayout(line)
        box.addWidget(self._flaw)
        box.addWidget(self.chips)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search)
        self.line.textChanged.connect(self._follow)

    @property
    def query(self) -> Query:
        """What is looked for."""
        return query_of(self.line.text())

    def search(self, line: str) -> None:
        """Look for ``line``; undo in the search line goes back to what was there before."""
        if line != self.line.text():
            self.line.selectAll()
            self.line.insert(line)

    def narrow(self, values: dict[str, tuple[str, ...]]) -> None:
        """Look for the same with these values of filters."""
        query = self.query
        for key, wanted in values.items():
            query = query.with_values(key, wanted)
        self.search(query.line)

    def clear(self) -> None:
        """Look for everything."""
        self.search("")
        self.line.setFocus()

    def show_flaw(self, sentence: str | None) -> None:
        """Say why a filter makes no sense, or nothing."""
        if sentence and sentence != self._flaw.text():
            announce(self.line, sentence)
        self._flaw.setText(f"▲ {sentence}" if sentence else "")
        self._flaw.setVisible(bool(sentence))
        style.set_role(self._flaw, "warning")

    def show_form(self) -> None:
        """Show the filters as a form."""
        if self._form is None:
            self._form = FilterForm(self._offers, self)
            self._form.edited.connect(self._take)
        self._form.show_query(self.query)
        self._form.open_under(self.filter)

    def minimumSizeHint(self) -> QSize:
        """Allow any width."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spare the word of the button where there is little room."""
        super().resizeEvent(event)
        self.filter.show_word(self.width() >= _ROOMY)

    def _search_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setFixedHeight(style.control_height())
        line.setMinimumWidth(0)
        line.setAccessibleName(tr("Search the history"))
        line.setAccessibleDescription(f"{_SEARCHED} {_KEYS}")
        line.setToolTip(_SEARCHED)
        self._on_key(Qt.Key.Key_Escape, line, line.clear)
        self._on_key(Qt.Key.Key_Down, line, self.left.emit)
        return line

    def _on_key(self, key: Qt.Key, line: QLineEdit, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), line, do)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _follow(self) -> None:
        query = self.query
        self.chips.show_query(query)
        self.filter.show_count(len(query.terms))
        if self._form and self._form.isVisible():
            self._form.show_query(query)
        self.searches.follow()
        self._pause.start()

    def _search(self) -> None:
        self.searched.emit(self.query)

    def _take(self, query: Query) -> None:
        self.search(query.line)

    def _remove(self, terms: "Terms") -> None:
        query = self.query
        self.search(replace(query, terms=tuple(term for term in query.terms if term not in terms)).line)


class _FilterButton(QToolButton):
    """Shows an icon, a word where there is room, and how many filters are on."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._has_word = True
        _set_up(self)
        self.setToolTip(tr("Filter by outcome, connection, item, period and more (Ctrl+Alt+F)"))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        self._count = count
        self._show()

    def show_word(self, on: bool) -> None:  # noqa: FBT001  # what it says
        self._has_word = on
        self._show()

    def _show(self) -> None:
        on = number(self._count) if self._count else ""
        self.setText(" ".join(filter(None, (tr("Filter", "verb on a button") if self._has_word else "", on))))
        self.setToolButtonStyle(_BESIDE if self.text() else _ALONE)
        self.setIcon(icon("filter", "accent" if on else "muted"))
        said = tr("Filter the history, {count} on").format(count=on) if on else tr("Filter the history")
        self.setAccessibleName(said)


def _saved_button(searches: SavedSearches) -> QToolButton:
    made = QToolButton()
    _set_up(made)
    made.setIcon(icon("bookmark"))
    made.setToolButtonStyle(_ALONE)
    made.setMenu(searches.menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setToolTip(tr("Saved searches"))
    made.setAccessibleName(tr("Saved searches"))
    return made


def _set_up(made: QToolButton) -> None:
    made.setFixedHeight(style.control_height())
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    style.set_role(made, "filter")
