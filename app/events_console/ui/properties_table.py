"""The properties of the event: names and values in rows, or the JSON text that they travel as."""

import time
from functools import partial
from typing import Final, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QButtonGroup, QMenu, QTableView, QToolButton, QWidget

from events_console.domain import properties, service_model, suggestions
from events_console.domain.fields import Field
from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.lint import Context
from events_console.domain.problem import Problem
from events_console.domain.properties import Pairs
from events_console.domain.suggestions import Suggestion, matching
from events_console.ui import style
from events_console.ui.completion import Help
from events_console.ui.document_text import DocumentText
from events_console.ui.event_field import NO_ROW, FieldBox, SelectedEvent
from events_console.ui.icons import icon
from events_console.ui.language import number, tr
from events_console.ui.live_rows import LINE_HEIGHT, LiveRows, set_up
from events_console.ui.parts import TONES, button, label, row

_NAME: Final = 0
_NAME_SHARE: Final = 0.42  # of the width
_TEXT_LINES: Final = 5


class PropertyRows(LiveRows):
    """The pairs as rows; a value is typed as it reads: 12 and true are JSON, other words are text."""

    def __init__(self, selected: SelectedEvent, parent: QObject | None = None) -> None:
        """Begin without pairs; other events and the schema know what those of ``selected`` may be."""
        super().__init__((tr("Property"), tr("Value")), ("", ""), tr("Add…"), parent)
        self._selected = selected

    def cell(self, row: int, column: int) -> str:
        """Return a name, or a value as it is typed."""
        name, value = cast("Pairs", self.rows)[row]
        return name if column == _NAME else properties.show_value(value)

    def with_cell(self, row: Json, column: int, text: str) -> Json:
        """Return the pair with another name or value."""
        name, value = cast("tuple[str, Json]", row)
        return (text, value) if column == _NAME else (name, properties.read_value(text))

    def help_for(self, row: int, column: int) -> Help:
        """Offer names, those of the schema's fields first, or what the property of that name may be."""
        if column == _NAME:
            schema = self._selected.console.context.schema
            return Help(lambda text: matching(text, self.names(row)), at_once=schema is not None)
        name = self.cell(row, _NAME) if self.holds(row) else ""
        schema = self._selected.console.context.schema
        field = schema.field(name) if schema else None
        hint = suggestions.type_words(field) if field else ""
        return Help(lambda text: matching(text, self._values(name)), hint, at_once=field is not None)

    def names(self, row: int = NO_ROW) -> tuple[Suggestion, ...]:
        """Return what the property in ``row`` may be called, or, without one, another one."""
        console, pairs = self._selected.console, cast("Pairs", self.rows)
        given = [name for place, (name, _) in enumerate(pairs) if place != row]
        return suggestions.property_names(given, console.request, self._selected.row, console.context.schema)

    def _values(self, name: str) -> tuple[Suggestion, ...]:
        console = self._selected.console
        return suggestions.property_values(name, console.request, self._selected.row, console.context.schema)


class PropertiesBox(FieldBox):
    """The properties as rows or as text, with a length meter; what rows cannot show is shown as text."""

    def __init__(self, field: Field, selected: SelectedEvent) -> None:
        """Edit the properties of ``selected``."""
        self.view = _View()
        self.text = DocumentText()
        self._modes = QButtonGroup()
        super().__init__(field, selected, self.view, self._mode_switch())
        self.rows = PropertyRows(selected, self)
        self.meter = label("", "muted")
        self.why = label("", "muted", wrap=True)
        self._wants_text = False
        self._as_text = False
        self._value: object = object()  # what is shown; "" for nothing
        self._most = service_model.event_shape().members[field.name].max or 0
        self._remove = button(tr("Remove"), self._remove_current, "link", tr("Remove the current row (Del)"))
        self._make_text = button(
            tr("Make it text"), self._write_as_text, "link", tr("The service takes the object as text")
        )
        self._add = QToolButton()
        style.set_role(self._add, "link")
        self._add.setText(tr("Add field"))
        self._add.setIcon(icon("add", "accent"))
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setAccessibleName(tr("Add a field of the schema"))
        self._add.setToolTip(tr("Fields of the schema that the properties do not give yet"))
        self._add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._add.setMenu(QMenu(self._add))
        self._add.menu().aboutToShow.connect(self._list_fields)
        set_up(self.view, self.rows, tr("Properties"), {"Del": self._remove_current})
        self.text.setAccessibleName(tr("Properties as JSON text"))
        self.text.setFont(style.fixed_font())
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _TEXT_LINES + 16)
        for part in (self.view, self.text, self.why):
            self.body.addWidget(part)
        self.body.addLayout(row(self.meter, None, self._make_text, self._add, self._remove))
        self.rows.edited.connect(self._take_rows)
        self.view.selectionModel().currentChanged.connect(self._offer)
        self.view.clicked.connect(lambda index: index.row() >= len(self.rows.rows) and self.view.edit(index))
        self.text.textChanged.connect(self._take_text)

    def show_event(self, event: Object, problems: tuple[Problem, ...]) -> None:
        """Show the properties of ``event``."""
        super().show_event(event, problems)
        value = event.get(self.field.name, "")
        if value is not self._value:
            self._value = value
            self._show_value(value)
        self._show_meter(value)
        self._show_mode()
        tone = TONES[problems[0].severity] if problems else ""
        style.set_role(self.view, f"boxed-{tone}" if tone else "boxed")
        style.set_role(self.text, tone)

    def _show_value(self, value: Json) -> None:
        why = ""
        try:
            pairs = properties.pairs_of(value)
        except ValueError as error:
            pairs, why = (), str(error)
        self.rows.show_rows(pairs)
        self.why.setText(why)
        self._as_text = self._as_text or bool(why)
        self._modes.button(0).setEnabled(not why)
        self._make_text.setVisible(isinstance(value, Object))

    def leave_event(self) -> None:
        """Close the open cell; the next event is shown as the last one was meant to be."""
        self.rows.close_editors()
        self.text.typing = object()
        self._as_text = self._wants_text
        self._value = object()

    def take_focus(self) -> None:
        """Put the focus into the rows or the text."""
        (self.text if self._as_text else self.view).setFocus()

    def _mode_switch(self) -> QWidget:
        made = QWidget()
        switches = (QToolButton(), QToolButton())
        made.setLayout(row(*switches, spacing=4))
        names = ((tr("Rows"), tr("Properties as rows")), (tr("Text"), tr("Properties as text")))
        for mode, (switch, (name, spoken)) in enumerate(zip(switches, names, strict=True)):
            style.set_role(switch, "toggle")
            switch.setText(name)
            switch.setCheckable(True)
            switch.setAccessibleName(spoken)
            self._modes.addButton(switch, mode)
        self._modes.idClicked.connect(self._choose_mode)
        return made

    def _choose_mode(self, mode: int) -> None:
        self._wants_text = self._as_text = bool(mode)
        self._show_mode()
        self.take_focus()

    def _show_mode(self) -> None:
        self._modes.button(int(self._as_text)).setChecked(True)
        if self._as_text:
            value = self.selected.event.get(self.field.name, "")
            self.text.show_text(value if isinstance(value, str) else dumps(value))
        self.view.setVisible(not self._as_text)
        self.text.setVisible(self._as_text)
        self.why.setVisible(bool(self.why.text()))
        self._offer()

    def _show_meter(self, value: Json) -> None:
        sent = Context(time.time()).resolver().value(value)
        length = len(sent if isinstance(sent, str) else dumps(sent))
        given, most = number(length), number(self._most)
        self.meter.setText(tr("{given} of {most}").format(given=given, most=most))
        self.meter.setAccessibleName(tr("{given} of {most} characters").format(given=given, most=most))
        style.set_role(self.meter, "error" if length > self._most else "muted")

    def _offer(self) -> None:
        current = self.view.currentIndex().row()
        self._remove.setEnabled(self.rows.holds(current) or not self.rows.rows)
        self._remove.setVisible(self.field.name in self.selected.event and not self._as_text)
        self._add.setVisible(bool(self._missing()) and not self._as_text)

    def _missing(self) -> tuple[Suggestion, ...]:
        """Return the schema's own fields that the properties do not give."""
        if self.selected.console.context.schema is None or not self.selected.exists:
            return ()
        return tuple(one for one in self.rows.names() if one.note != suggestions.GIVEN)

    def _list_fields(self) -> None:
        self._add.menu().clear()
        for field in self._missing():
            text = f"{field.text} — {field.note}".replace("&", "&&")
            self._add.menu().addAction(text).triggered.connect(partial(self.add_field, field.text))

    def add_field(self, name: str) -> None:
        """Add a property without a value, and begin to type one."""
        place = len(self.rows.rows)
        self._take_rows((*cast("Pairs", self.rows.rows), (name, "")))
        self.view.setFocus()
        self.view.setCurrentIndex(self.rows.index(place, 1))
        self.view.edit(self.view.currentIndex())

    def _remove_current(self) -> None:
        if self.rows.rows:
            self.rows.remove(self.view.currentIndex().row())
        else:
            self._put("")

    def _take_rows(self, rows: Pairs) -> None:
        value = self.selected.event.get(self.field.name)
        like = value if isinstance(value, str) else ""
        self._put(properties.write(rows, like) if rows else "", self.rows.typing)

    def _take_text(self) -> None:
        self._put(self.text.exact_text(), self.text.typing)

    def _write_as_text(self) -> None:
        self._put(properties.write(cast("Pairs", self.rows.rows)))

    def _put(self, text: str, merge: object = None) -> None:
        event, name = self.selected.event, self.field.name
        self.selected.put(self.field, event.with_member(name, text) if text else event.without(name), merge)


class _View(QTableView):
    """Two columns as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(LINE_HEIGHT)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw lines between the cells; Qt's grid has one beside the border as well."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QColor(style.theme_of(self).line))
        width, last = self.viewport().width(), self.model().rowCount() - 1
        for each in range(last):
            below = self.rowViewportPosition(each + 1) - 1
            painter.drawLine(0, below, width, below)
        beside = self.columnWidth(_NAME) - 1
        painter.drawLine(beside, 0, beside, self.rowViewportPosition(last) + self.rowHeight(last) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        self.setColumnWidth(_NAME, int(self.viewport().width() * _NAME_SHARE))
