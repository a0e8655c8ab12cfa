"""The period of sending as a filter: a choice of usual ones, or two days."""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QVBoxLayout, QWidget

from events_console.domain.history_query import Query
from events_console.ui import style, times
from events_console.ui.exchange_text import time_span
from events_console.ui.form_rows import Chooser
from events_console.ui.language import tr
from events_console.ui.parts import label, row

Terms: TypeAlias = tuple[tuple[str, str], ...]

KEYS: Final = ("on", "after", "before")
_USUAL: Final = {
    tr("Any time"): (),
    tr("Last hour"): (("after", "1h"),),
    tr("Today"): (("on", "today"),),
    tr("Last 7 days"): (("after", "7d"),),
    tr("Last 30 days"): (("after", "30d"),),
}
_BETWEEN: Final = tr("Between…")
_TYPED: Final = tr("As in the search line")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ISO: Final = Qt.DateFormat.ISODate
_SECOND: Final = "yyyy-MM-ddTHH:mm:ss"
# How a month, a day and a minute are written, and how to come to the next one.
_UNITS: Final[tuple[tuple[str, Callable[[QDateTime], QDateTime]], ...]] = (
    ("yyyy-MM", lambda start: start.addMonths(1)),
    ("yyyy-MM-dd", lambda start: start.addDays(1)),
    ("yyyy-MM-ddTHH:mm", lambda start: start.addSecs(60)),
)


class PeriodField(QWidget):
    """Chooses a period.

    Signals: ``edited()`` after each change that a person makes.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with any time."""
        super().__init__(parent)
        self._terms: Terms = ()
        self.choice = Chooser((*_USUAL, _BETWEEN))
        self.choice.setFixedHeight(style.control_height())
        self.choice.setAccessibleName(tr("Period"))
        self.first, self.last = self._day(tr("First day")), self._day(tr("Last day"))
        self._days = QWidget()
        self._days.setLayout(
            row(self.first, label(tr("to", "between two days"), "muted"), self.last, None, spacing=8)
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.choice)
        box.addWidget(self._days)
        self._days.hide()
        self.choice.activated.connect(self._choose)

    def show_query(self, query: Query) -> None:
        """Show the period of ``query``; one that is not usual stays as it was typed."""
        terms = time_terms(query)
        if terms == self._terms:
            return
        self._terms = terms
        name = _usual(terms) or (_BETWEEN if self._show_days(dict(terms)) and len(terms) == 2 else _TYPED)  # noqa: PLR2004  # both ends
        place = self.choice.findText(_TYPED)
        if name == _TYPED and place < 0:
            self.choice.addItem(_TYPED)
        elif name != _TYPED and place >= 0:
            self.choice.removeItem(place)
        self.choice.setCurrentText(name)
        self._days.setVisible(name == _BETWEEN)

    def in_query(self, query: Query) -> Query:
        """Return ``query`` with this period."""
        for key in KEYS:
            query = query.with_values(key, (value for name, value in self._terms if name == key))
        return query

    def _day(self, name: str) -> QDateEdit:
        made = QDateEdit(times.today())
        made.setCalendarPopup(True)
        made.setDisplayFormat("yyyy-MM-dd")
        made.setFixedHeight(style.control_height())
        made.setAccessibleName(name)
        made.dateChanged.connect(self._take_days)
        return made

    def _choose(self) -> None:
        name = self.choice.currentText()
        self._days.setVisible(name == _BETWEEN)
        if name == _BETWEEN:
            self._take_days()
        elif name != _TYPED:
            self._terms = _USUAL[name]
            self.edited.emit()

    def _take_days(self) -> None:
        first, last = sorted((self.first.date(), self.last.date()), key=QDate.toJulianDay)
        self._terms = (("after", first.toString(_ISO)), ("before", last.addDays(1).toString(_ISO)))
        self.edited.emit()

    def _show_days(self, ends: dict[str, str]) -> bool:
        """Show the days that ``ends`` are, and return whether they are two."""
        after, before = ends.get("after", ""), ends.get("before", "")
        if not (_DAY.fullmatch(after) and _DAY.fullmatch(before)):
            return False
        first, behind = QDate.fromString(after, _ISO), QDate.fromString(before, _ISO)
        if not (first.isValid() and behind.isValid()):
            return False
        for field, day in ((self.first, first), (self.last, behind.addDays(-1))):
            field.blockSignals(True)
            field.setDate(day)
            field.blockSignals(False)
        return True


def time_terms(query: Query) -> Terms:
    """Return the terms of ``query`` that are about when something was sent."""
    return tuple(term for term in query.terms if term[0] in KEYS)


def between(first: int, beyond: int) -> dict[str, tuple[str, ...]]:
    """Return the values that filter from one Unix second to before another, by one key where that can be."""
    start, end = times.shown(first), times.shown(beyond)
    for written, after in _UNITS:
        value = start.toString(written)
        if times.read(value, written) == start and after(start) == end:
            return {"on": (value,), "after": (), "before": ()}
    return {"on": (), "after": (_shortest(start),), "before": (_shortest(end),)}


def _usual(terms: Terms) -> str:
    return next((name for name, values in _USUAL.items() if values == terms), "")


def _shortest(moment: QDateTime) -> str:
    """Return a moment to the day, the minute or the second, whichever begins with it."""
    written = (moment.toString(each) for each, _ in _UNITS[1:])
    return next((one for one in written if times.read(one, _ISO) == moment), moment.toString(_SECOND))


def said_period(terms: Terms) -> str:
    """Return a period as "Today", "21 Nov 14:00–15:00" or "Nov 2026"; "" where it has no two ends."""
    if terms and (usual := _usual(terms)):
        return usual
    keys = [key for key, _ in terms]
    values = dict(terms)
    if keys == ["on"]:
        return _said_unit(values["on"])
    if sorted(keys) != ["after", "before"]:
        return ""
    start, end = (times.read(values[key], _ISO) for key in ("after", "before"))
    return _said_span(start, end) if start.isValid() and end.isValid() and start < end else ""


def _said_unit(value: str) -> str:
    for written, after in _UNITS:
        start = times.read(value.upper(), written)
        if start.isValid():
            is_month = written == _UNITS[0][0]
            month = QLocale().toString(start, tr("MMM yyyy", "date"))
            return month if is_month else _said_span(start, after(start))
    return ""


def _said_span(start: QDateTime, end: QDateTime) -> str:
    """Return a stretch of time; one of whole days, which the last one belongs to, without times of day."""
    if any(each != each.date().startOfDay(times.zone()) for each in (start, end)):
        return time_span(start.toSecsSinceEpoch(), end.toSecsSinceEpoch())
    last = end.date().addDays(-1)
    this_year = start.date().year() == last.year() == times.today().year()
    pattern = tr("d MMM", "date") if this_year else tr("d MMM yyyy", "date")
    days = dict.fromkeys(QLocale().toString(day, pattern) for day in (start.date(), last))
    return "–".join(days)
