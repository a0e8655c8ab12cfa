"""When the event happened: a date-time, a placeholder or Unix seconds, and what goes out on the wire."""

import math
import time
from functools import partial
from typing import Final, TypeGuard

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, QTimeZone
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDateTimeEdit,
    QDialog,
    QLineEdit,
    QMenu,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from events_console.domain import timestamps
from events_console.domain.fields import Field
from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.lint import Context
from events_console.domain.placeholders import has_placeholder
from events_console.domain.problem import Problem
from events_console.ui import style, times
from events_console.ui.event_field import SelectedEvent, TextBox
from events_console.ui.icons import icon
from events_console.ui.language import tr
from events_console.ui.parts import button, field_label, label, row

_FARTHEST: Final = 10**14  # seconds; Qt counts milliseconds in 64 bits
_LAST_YEAR: Final = 9999
_SHORT_NAME: Final = 5  # characters of a zone's name such as "CEST"; longer ones do not fit
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_INSET: Final = 8
_LOCAL: Final = QTimeZone(QTimeZone.Initialization.LocalTime)
_AS_UTC: Final = tr("Read as UTC")
_ON_WIRE: Final = tr("on the wire: {value}")


class SentAtBox(TextBox):
    """The time of the event, ways to set it, its wire number, and a choice of zone where that is missing."""

    def __init__(self, field: Field, selected: SelectedEvent) -> None:
        """Edit the time of ``selected``."""
        super().__init__(field, selected)
        self.menu = QMenu(self)
        self.menu.addAction(tr("Now"), lambda: self._put(int(time.time())))
        for name, placeholder in (
            (tr("{placeholder} when sent"), "{{now}}"),
            (tr("5 minutes before sending {placeholder}"), "{{now-5m}}"),
        ):
            text = name.format(placeholder=placeholder)
            self.menu.addAction(text, partial(selected.type_text, field, placeholder))
        self.menu.addSeparator()
        self.menu.addAction(tr("Pick date and time…"), self._pick)
        opener = QToolButton()
        opener.setIcon(icon("calendar"))
        style.set_role(opener, "tool")
        opener.setFixedSize(style.control_height(), style.control_height())
        opener.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        opener.setMenu(self.menu)
        opener.setToolTip(tr("Set the time"))
        opener.setAccessibleName(tr("Set the time"))
        self.edit_row.addWidget(opener)
        self._note = label("", "muted", wrap=True)
        self.body.addWidget(self._note)
        self._readings: tuple[tuple[str, float], ...] = ()
        self._reading_buttons = tuple(
            button("", partial(self._read_as, number), "fold") for number in range(2)
        )
        for made in self._reading_buttons:
            self.body.addLayout(row(made, None))
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._show_note)

    def show_event(self, event: Object, problems: tuple[Problem, ...]) -> None:
        """Show the time and what it means."""
        super().show_event(event, problems)
        value = event.get(self.field.name)
        moving = isinstance(value, str) and has_placeholder(value)
        if not moving:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start(1000)
        self._show_note()

    def _show_note(self) -> None:
        value = self.selected.event.get(self.field.name)
        resolved = _resolved(value)
        self._readings = readings(resolved) if isinstance(resolved, str) else ()
        note = wire_note(resolved)
        if note:
            note = (_ON_WIRE if resolved is value else tr("if sent now: {value}")).format(value=note)
        elif any(name == _AS_UTC for name, _ in self._readings):
            note = tr("The time zone is missing:")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        for position, made in enumerate(self._reading_buttons):
            made.setText(self._readings[position][0] if position < len(self._readings) else "")
            made.setVisible(bool(made.text()))

    def _put(self, seconds: float) -> None:
        self.selected.put(self.field, self.selected.event.with_member(self.field.name, seconds))

    def _read_as(self, number: int) -> None:
        self._put(self._readings[number][1])

    def _pick(self) -> None:
        resolved = _resolved(self.selected.event.get(self.field.name))
        dialog = PickTime(int(resolved) if _is_instant(resolved) else int(time.time()), self)
        dialog.accepted.connect(lambda: self._put(dialog.seconds()))
        dialog.open()


class PickTime(QDialog):
    """Asks for a date, a time and its zone."""

    def __init__(self, seconds: int, parent: QWidget) -> None:
        """Begin at ``seconds`` in Unix time."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Sent at"))
        self.calendar = QCalendarWidget()
        self.time_edit = QDateTimeEdit()
        self.time_edit.setTimeZone(QTimeZone.utc())  # a wall clock, which the zone below gives its meaning
        self.time_edit.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
        self.time_edit.setFixedHeight(style.control_height())
        for line in self.time_edit.findChildren(QLineEdit):
            line.setTextMargins(_INSET, 0, _INSET, 0)
        self.zones = (QRadioButton("UTC"), QRadioButton())
        self._place = "" if times.name() == "UTC" else times.name()
        self._zone = times.zone() if self._place else _LOCAL
        self._wire = label("", "muted")
        _calm(self.calendar)
        self._arrange()
        self.zones[0].setChecked(True)
        self.zones[0].toggled.connect(self._show)
        self.calendar.selectionChanged.connect(lambda: self.time_edit.setDate(self.calendar.selectedDate()))
        self.time_edit.dateTimeChanged.connect(self._show)
        self.time_edit.setDateTime(_utc(seconds))
        self.time_edit.setFocus()

    def seconds(self) -> int:
        """Return the chosen instant in Unix seconds."""
        wall = self.time_edit.dateTime().toSecsSinceEpoch()
        return wall if self.zones[0].isChecked() else _at(wall, self._zone)

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setSpacing(style.GAP)
        box.addWidget(self.calendar)
        box.addWidget(field_label(tr("Date and time"), self.time_edit))
        box.addWidget(self.time_edit)
        box.addWidget(label(tr("Time zone"), "muted"))
        for zone in self.zones:
            box.addWidget(zone)
        box.addWidget(self._wire)
        use = button(tr("Use this time"), self.accept, "primary")
        use.setDefault(True)
        box.addLayout(row(None, button(tr("Cancel"), self.reject), use))

    def _show(self) -> None:
        wall = self.time_edit.dateTime()
        local = QDateTime.fromSecsSinceEpoch(_at(wall.toSecsSinceEpoch(), self._zone), self._zone)
        self.calendar.setSelectedDate(wall.date())
        named = self._place or tr("This computer")
        there = tr("{place}: {zone} ({offset})")
        self.zones[1].setText(
            there.format(place=named, zone=local.timeZoneAbbreviation(), offset=_offset(local))
        )
        self._wire.setText(_ON_WIRE.format(value=wire_note(self.seconds())))


def wire_note(value: Json) -> str:
    """Return the number that goes out for ``value``, and when that is in the zone of the window; else ""."""
    if not _is_instant(value):
        return ""
    moment = QDateTime.fromMSecsSinceEpoch(math.floor(value * 1000), times.zone())
    words = _words(moment if moment.offsetFromUtc() else moment.toUTC())
    if times.name() and moment.offsetFromUtc():  # which is not what a document without a zone means
        words += f" ({moment.toUTC().toString('HH:mm:ss')} UTC)"
    return f"{dumps(value)}{_NO_BREAK}· {words.replace(' ', _NO_BREAK)}"  # words that stay on one line


def readings(text: str) -> tuple[tuple[str, float], ...]:
    """Return what ``text``, which the service would not take, may mean: labels and Unix seconds."""
    instant = timestamps.read(text)
    if not instant:
        return ()
    if instant.zoned:
        shown = timestamps.show(instant.seconds) or dumps(instant.seconds)
        return ((tr("Read as {time}").format(time=shown), instant.seconds),)
    wall = math.floor(instant.seconds)
    shift = _at(wall, _LOCAL) - wall
    local = QDateTime.fromSecsSinceEpoch(wall + shift)
    name = local.timeZoneAbbreviation()
    zone = name if len(name) <= _SHORT_NAME else _offset(local)
    there = (tr("Read as local time ({zone})").format(zone=zone), instant.seconds + shift)
    return ((_AS_UTC, instant.seconds), there)[: 2 if shift else 1]


def _is_instant(value: Json) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _FARTHEST


def _resolved(value: Json) -> Json:
    return Context(time.time()).resolver().value(value, "sentAt")


def _words(moment: QDateTime) -> str:
    date = moment.date()
    if not 1 <= date.year() <= _LAST_YEAR:
        return tr("the year {year}").format(year=date.year())
    clock = "HH:mm:ss.zzz" if moment.time().msec() else "HH:mm:ss"
    day = QLocale().toString(date, tr("ddd d MMM yyyy", "date"))
    return f"{day}, {moment.toString(clock)} {moment.timeZoneAbbreviation()}"


def _utc(seconds: int) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(seconds, QTimeZone.utc())


def _calm(calendar: QCalendarWidget) -> None:
    """Give ``calendar`` the colours of the theme: Qt's weekends are red, its arrows black on any ground."""
    calendar.setAccessibleName(tr("Date"))
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    for flat in calendar.findChildren(QToolButton):
        style.set_role(flat, "tool")
    for name, drawn in (("prev", "chevron-left"), ("next", "chevron-right")):
        turner = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
        if turner:
            turner.setIcon(icon(drawn, "text"))


def _at(wall: int, zone: QTimeZone) -> int:
    """Return the Unix seconds at which a clock in ``zone`` shows what a clock in UTC shows at ``wall``."""
    clock = _utc(wall)
    return QDateTime(clock.date(), clock.time(), zone).toSecsSinceEpoch()


def _offset(moment: QDateTime) -> str:
    minutes = moment.offsetFromUtc() // 60
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
