"""The inspector: the selected event in full, every field with its editor and its problems in words."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from events_console.domain.fields import EVENT_FIELDS, OWN_FIELDS, Field, event_field
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.event_field import (
    NO_ROW,
    EventIdBox,
    EventTypeBox,
    FieldBox,
    ItemIdBox,
    ProblemLines,
    SelectedEvent,
    TextBox,
)
from events_console.ui.event_table import fields_of
from events_console.ui.focus_follower import FocusFollower
from events_console.ui.impression_list import ImpressionBox
from events_console.ui.language import number, tr
from events_console.ui.parts import Card, label, row
from events_console.ui.picture import Picture
from events_console.ui.properties_table import PropertiesBox
from events_console.ui.sent_at_field import SentAtBox

_BOXES: Final = {
    "eventType": EventTypeBox,
    "itemId": ItemIdBox,
    "sentAt": SentAtBox,
    "properties": PropertiesBox,
    "impression": ImpressionBox,
    "eventId": EventIdBox,
}
_NOTHING: Final = tr(
    "Select an event in the table to see and edit all of it here, or type in the table's last row to add one."
)
_SCROLL_BAR: Final = 10
_LINES: Final = (  # what is short shares a line with what is as well
    OWN_FIELDS,
    (EVENT_FIELDS[0], EVENT_FIELDS[2]),
    (EVENT_FIELDS[1],),
    *((field,) for field in EVENT_FIELDS[3:]),
)


class EventInspector(Card):
    """Edits the selected event; the table says which one that is."""

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        """Begin with no event selected."""
        super().__init__(tr("Event inspector"), parent)
        self._console = console
        self._selected = SelectedEvent(console)
        self._title = label("", "title")
        self._position = label("", "muted")
        self._general = ProblemLines()
        self.boxes: dict[str, FieldBox] = {}
        self._scroll = QScrollArea(widgetResizable=True)
        self._arrange()
        console.changed.connect(self._show)
        self._show()

    def show_row(self, row: int | None) -> None:
        """Show the event in ``row`` from now on, or with None say how to select one."""
        row = NO_ROW if row is None else row
        if row != self._selected.row:
            for box in self.boxes.values():
                box.leave_event()
            self._selected.row = row
            self._scroll.verticalScrollBar().setValue(0)
            self._show()

    def focus_field(self, field: Field) -> None:
        """Put the focus into the editor of ``field``."""
        box = self.boxes[field.name]
        self._scroll.ensureWidgetVisible(box)
        box.take_focus()

    def _arrange(self) -> None:
        content = QWidget()
        fields = QVBoxLayout(content)
        fields.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        fields.setSpacing(8)
        fields.addWidget(self._general)
        for line in _LINES:
            boxes = [_BOXES.get(field.name, TextBox)(field, self._selected) for field in line]
            self.boxes |= {box.field.name: box for box in boxes}
            beside = row(*boxes, spacing=8)
            for place, box in enumerate(boxes):
                beside.setAlignment(box, Qt.AlignmentFlag.AlignTop)
                beside.setStretch(place, 2 - place)
            fields.addLayout(beside)
        fields.addStretch(1)
        self._scroll.setWidget(content)
        FocusFollower(self._scroll)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        event = QWidget()
        inside = QVBoxLayout(event)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        header = row(self._title, None, self._position)
        header.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        inside.addLayout(header)
        inside.addWidget(self._scroll, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(_empty_page())
        self._stack.addWidget(event)
        self.box.setContentsMargins(style.PADDING, style.PADDING, style.PADDING - _SCROLL_BAR, style.PADDING)
        self.box.addWidget(self._stack)
        self.setMinimumWidth(280)

    def _show(self) -> None:
        selected, validation = self._selected, self._console.validation
        self._stack.setCurrentIndex(int(selected.exists))
        if not selected.exists:
            return
        event, problems = selected.event, validation.rows[selected.row]
        total = len(self._console.request.events)
        self._title.setText(tr("Event {number}").format(number=selected.row + 1))
        self._position.setText(
            tr("{number} of {total}").format(number=number(selected.row + 1), total=number(total))
        )
        fields = fields_of(validation)
        general = tuple(problem for problem in problems if not event_field(problem.path, fields))
        self._general.show_problems(general)
        for field in fields:
            found = tuple(problem for problem in problems if event_field(problem.path, fields) is field)
            self.boxes[field.name].show_event(event, found)
        for field in OWN_FIELDS:
            self.boxes[field.name].setVisible(field in fields)


def _empty_page() -> QWidget:
    message = label(_NOTHING, "muted", wrap=True)
    message.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, _SCROLL_BAR, 0)
    box.setSpacing(8)
    box.addStretch(1)
    for part in (Picture("add"), label(tr("No event selected"), "title")):
        box.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
    box.addWidget(message)
    box.addStretch(2)
    return page
