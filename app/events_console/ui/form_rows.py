"""Rows of a form: a label, the field beside it, and beneath that a sentence where there is one to say."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from events_console.ui import style
from events_console.ui.icons import icon
from events_console.ui.parts import MARKS, label, row

TICK: Final = ((-3.5, 0), (-1, 3), (4, -3))  # pixels from the middle of a check box
_MARKS: Final = {**{str(severity): mark for severity, mark in MARKS.items()}, "good": "✓"}


class Cell(QWidget):
    """What stands beside a label: one or more fields, and the sentence beneath."""

    def __init__(self, *fields: QWidget | None) -> None:
        """Place ``fields`` side by side; None takes the room that is left."""
        super().__init__()
        self._fields = [field for field in fields if field]
        self.sentence = label("", "muted", wrap=True)
        self.sentence.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        if fields:
            box.addLayout(row(*fields, spacing=8))
        box.addWidget(self.sentence)

    def say(self, text: str, tone: str = "muted") -> None:
        """Say ``text`` beneath the field, or nothing; any tone but "muted" marks the field as well."""
        mark = _MARKS.get(tone)
        self.sentence.setText(f"{mark} {text}" if mark and text else text)
        self.sentence.setVisible(bool(text))
        style.set_role(self.sentence, tone)
        for field in self._fields:
            field.setAccessibleDescription(text)
            if isinstance(field, QLineEdit | QComboBox):
                style.set_role(field, tone if text and tone in {"error", "warning"} else "")
        for widget in (self, self.parentWidget()):
            if widget and (layout := widget.layout()):  # which keeps the heights of before in mind
                layout.invalidate()
                widget.updateGeometry()


class FormRows(QFormLayout):
    """The rows, whose labels share one column.

    Signals: ``edited()`` after each change that a person makes.
    """

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Be the layout of ``parent``."""
        super().__init__(parent)
        self._guard = _WheelGuard(self)
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(style.PADDING)
        self.setVerticalSpacing(8)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def add(self, name: str, *fields: QWidget | None) -> Cell:
        """Append a row, whose first field is called ``name``; without fields it is a sentence alone."""
        cell = Cell(*fields)
        beside = label(name, "muted")
        if name:
            beside.setFixedHeight(style.control_height())
        self.addRow(beside, cell)
        for number, field in enumerate(field for field in fields if field):
            field.setFixedHeight(style.control_height())
            if number == 0 and not isinstance(field, QLabel):
                beside.setBuddy(field)
                field.setAccessibleName(field.accessibleName() or name)
            self._follow(field)
        return cell

    def _follow(self, field: QWidget) -> None:
        if isinstance(field, QLineEdit):
            field.textEdited.connect(self._tell)
        elif isinstance(field, QCheckBox):
            field.clicked.connect(self._tell)
        elif isinstance(field, QComboBox):
            field.activated.connect(self._tell)
            if line := field.lineEdit():
                line.textEdited.connect(self._tell)
        elif isinstance(field, QSpinBox | QDoubleSpinBox):
            field.valueChanged.connect(self._tell)
        if isinstance(field, QAbstractSpinBox):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self._guard)

    def _tell(self, *_changed: object) -> None:
        self.edited.emit()


class _WheelGuard(QObject):
    """Lets the wheel scroll the form, and change no field that it happens to be over."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        wheels = event.type() == QEvent.Type.Wheel
        if wheels:
            event.ignore()  # the scroll area takes it
        return wheels


class Chooser(QComboBox):
    """A list to choose from; one that is ``editable`` takes any text and only suggests.

    The wheel scrolls what the list stands in, and changes nothing.
    """

    def __init__(self, texts: Iterable[str], *, editable: bool = False) -> None:
        """Offer ``texts``."""
        super().__init__(editable=editable, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(texts))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def line(self) -> QLineEdit:
        """Where one types; TypeError where nobody can, as it is not editable."""
        line = self.lineEdit()
        if line is None:
            raise TypeError("a list that is not editable has no line")
        return line

    def setAccessibleName(self, name: str) -> None:
        """Name the line as well, which is what has the focus for screen readers."""
        super().setAccessibleName(name)
        if line := self.lineEdit():
            line.setAccessibleName(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the scroll area takes it


class Check(QCheckBox):
    """A check box whose mark can be told from an empty one in every theme."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
            middle = box.toRectF().center()
            _stroke(self, QPalette.ColorRole.BrightText, middle, TICK)


def _stroke(
    widget: QWidget, role: QPalette.ColorRole, middle: QPointF, points: Iterable[tuple[float, float]]
) -> None:
    draw_line(QPainter(widget), widget.palette().color(role), middle, points)


def draw_line(
    painter: QPainter, colour: QColor, middle: QPointF, points: Iterable[tuple[float, float]]
) -> None:
    """Draw a line along ``points``, which are relative to ``middle``; a style sheet takes pictures alone."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6))
    painter.drawPolyline([middle + QPointF(*point) for point in points])


def number(spin: QSpinBox | QDoubleSpinBox, name: str = "") -> None:
    """Make ``spin`` look like the other fields: the arrow keys change it, or typing."""
    spin.lineEdit().setTextMargins(9, 0, 9, 0)  # the style sheet's padding does not reach so far in
    spin.setAlignment(Qt.AlignmentFlag.AlignRight)
    spin.setFixedWidth(84)
    spin.setAccessibleName(name)


def search_line(hint: str, name: str = "") -> QLineEdit:
    """Return a line to search with, called ``name`` or else as its ``hint``."""
    made = QLineEdit(placeholderText=hint, clearButtonEnabled=True)
    made.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
    made.setAccessibleName(name or hint)
    made.setFixedHeight(style.control_height())
    return made


def secret() -> QLineEdit:
    """Return a field whose text nobody can look at or copy."""
    made = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
    made.setInputMethodHints(
        Qt.InputMethodHint.ImhHiddenText
        | Qt.InputMethodHint.ImhNoPredictiveText
        | Qt.InputMethodHint.ImhSensitiveData
    )
    return made
