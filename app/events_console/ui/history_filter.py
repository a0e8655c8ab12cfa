"""The filters of the history as a form, which says the same as the search line."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from events_console.domain.history_query import OUTCOMES, Query
from events_console.ui import style
from events_console.ui.form_rows import Check, Chooser
from events_console.ui.history_period import PeriodField
from events_console.ui.icons import icon
from events_console.ui.language import number, tr
from events_console.ui.outcomes import SHAPES, outcome_title
from events_console.ui.parts import button, field_label, label, row

if TYPE_CHECKING:
    from events_console.ui.history_offers import HistoryOffers

_FIELDS: Final = {
    "connection": tr("Connection"),
    "type": tr("Event type"),
    "item": tr("Item ID"),
    "user": tr("User ID"),
    "session": tr("Session ID"),
    "tracker": tr("Tracking ID"),
    "status": tr("HTTP status"),
    "code": tr("Error code"),
    "tag": tr("Tag"),
}
_FLAGS: Final = {
    "starred": tr("Starred"),
    "noted": tr("With a note"),
    "anonymous": tr("Anonymous visitor"),
}
_MEANING: Final = tr(
    "Values match as a whole, in upper or lower case.\n"
    "One of several outcomes will do; everything else must hold at once."
)
_COLUMNS: Final = 3
_FIELD: Final = 150  # pixels, at least


class FilterForm(QFrame):
    """A form over the window; what is changed in it counts at once.

    Signals: ``edited(Query)`` after each change that a person makes.
    """

    edited = Signal(object)

    def __init__(self, offers: "HistoryOffers", parent: QWidget) -> None:
        """Offer the values that ``offers`` knows."""
        super().__init__(parent, Qt.WindowType.Popup)
        style.set_role(self, "popup")
        self.setAccessibleName(tr("Filter the history"))
        self._offers = offers
        self._query = Query()
        self._filling = False
        self.outcomes = {name: self._check(f"{SHAPES[name]} {outcome_title(name)}") for name in OUTCOMES}
        self.flags = {name: self._check(shown) for name, shown in _FLAGS.items()}
        self.flags["starred"].setIcon(icon("starred", "accent"))
        self.fields = {key: self._field(key) for key in _FIELDS}
        self.period = PeriodField()
        self.period.edited.connect(self._tell)
        self.clear = button(tr("Clear all"), self._clear)
        self.done = button(tr("Done"), self.close, "primary")
        offers.arrived.connect(self._offer_values)
        self._arrange()

    def show_query(self, query: Query) -> None:
        """Say what ``query`` says."""
        self._query = query
        self._filling = True
        for key, checks in (("outcome", self.outcomes), ("is", self.flags)):
            values = query.values(key)
            for name, check in checks.items():
                check.setChecked(name in values)
        for key, field in self.fields.items():
            self._fill(field, query.values(key))
        self.period.show_query(query)
        self.clear.setEnabled(bool(query))
        self._filling = False

    def open_under(self, widget: QWidget) -> None:
        """Show the form at ``widget``, wholly on the screen."""
        self._offers.forget()
        self._offer_values()
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        room = widget.screen().availableGeometry()
        left = max(room.left(), min(place.x(), room.right() - self.width()))
        top = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        next(iter(self.outcomes.values())).setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be done with Enter; Escape closes as well, which takes nothing back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.close()
        else:
            super().keyPressEvent(event)

    def _check(self, text: str) -> Check:
        made = Check(text)
        made.clicked.connect(self._tell)
        return made

    def _field(self, key: str) -> Chooser:
        made = Chooser((), editable=True)
        made.setFixedHeight(style.control_height())
        made.setMinimumWidth(_FIELD)
        made.currentTextChanged.connect(partial(self._take, key))
        return made

    def _arrange(self) -> None:
        outcomes, fields = QGridLayout(), QGridLayout()
        for place, check in enumerate(self.outcomes.values()):
            outcomes.addWidget(check, place // _COLUMNS, place % _COLUMNS)
        for place, (key, field) in enumerate(self.fields.items()):
            named = QVBoxLayout()
            named.setSpacing(2)
            named.addWidget(field_label(_FIELDS[key], field))
            named.addWidget(field)
            fields.addLayout(named, place // _COLUMNS, place % _COLUMNS)
        fields.setHorizontalSpacing(style.PADDING)
        fields.setVerticalSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.PADDING, style.PADDING, style.PADDING, style.PADDING)
        box.setSpacing(style.PADDING)
        box.addLayout(outcomes)
        box.addLayout(fields)
        period = QVBoxLayout()
        period.setSpacing(2)
        period.addWidget(field_label(tr("Period"), self.period.choice))
        period.addWidget(self.period)
        box.addLayout(period)
        box.addLayout(row(*self.flags.values(), None, spacing=style.PADDING))
        box.addWidget(label(_MEANING, "muted"))
        for each in (self.clear, self.done):
            each.setFixedHeight(style.control_height())
        box.addLayout(row(None, self.clear, self.done, spacing=8))

    def _fill(self, field: Chooser, values: tuple[str, ...]) -> None:
        line = field.line
        several = tr("any of {count}: {values}").format(count=number(len(values)), values=", ".join(values))
        line.setPlaceholderText(several if len(values) > 1 else tr("any"))
        text = values[0] if len(values) == 1 else ""
        if line.text() != text:
            field.setEditText(text)
            line.setCursorPosition(0)

    def _offer_values(self) -> None:
        self._filling = True
        for key, field in self.fields.items():
            values = self._offers.values(key)
            if [field.itemText(row_) for row_ in range(field.count())] != list(values):
                text, place = field.currentText(), field.line.cursorPosition()
                field.clear()
                field.addItems(values)
                field.setEditText(text)
                field.line.setCursorPosition(place)
        self._filling = False

    def _take(self, key: str, text: str) -> None:
        if not self._filling:
            self._edit(self._query.with_values(key, (text,) if text.strip() else ()))

    def _tell(self) -> None:
        query = self._query
        for key, checks in (("outcome", self.outcomes), ("is", self.flags)):
            others = tuple(value for value in query.values(key) if value not in checks)
            ticked = (name for name, check in checks.items() if check.isChecked())
            query = query.with_values(key, (*ticked, *others))
        self._edit(self.period.in_query(query))

    def _edit(self, query: Query) -> None:
        if query != self._query:
            self._query = query
            self.clear.setEnabled(bool(query))
            self.edited.emit(query)

    def _clear(self) -> None:
        self.show_query(Query())
        self.edited.emit(Query())
