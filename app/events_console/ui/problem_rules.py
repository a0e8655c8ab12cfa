"""Problems by rule: how many there are of each, and what mends all of one."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from events_console.domain import lint
from events_console.domain.lint import Rule, Validation
from events_console.domain.lint.among_rules import ONE_BY_ONE
from events_console.domain.problem import Severity
from events_console.ui import read_only_table, style
from events_console.ui.event_table import Index
from events_console.ui.language import number, tr
from events_console.ui.parts import plain_tip
from events_console.ui.problem_list import draw_mark
from events_console.ui.words import tr_word

RULE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
WHAT, NAME, COUNT, FIX = range(4)
_COLUMNS: Final = 4
_LOOKED_AT: Final = 8  # problems of a rule among which one has a repair, or nothing is offered
_MARK: Final = 44  # pixels
_INSET: Final = 8
_ROOMY: Final = 600
_KEYWORDS: Final = {  # of the JSON Schema, each of which is a rule of one family
    "schema.required": "a field that is missing",
    "schema.type": "a value of the wrong type, such as a number where text belongs",
    "schema.minLength": "text that is empty",
    "schema.maxLength": "text that is too long",
    "schema.minItems": "a list that is empty",
    "schema.maxItems": "a list that is too long",
    "schema.minimum": "a number so far below 0 that it cannot arrive",
    "schema.maximum": "a number so large that it cannot arrive",
    "schema.pattern": "text that is blank or holds a character that the service does not take",
}
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class RuleRow:
    """The problems of one rule: how bad they are, how many, whether there are repairs, and what it catches.

    ``catches`` of a single problem is what that says of itself.
    """

    rule: str
    severity: Severity
    count: int
    catches: str
    has_fix: bool


def rule_rows(validation: Validation) -> tuple[RuleRow, ...]:
    """Return a row for each rule that has found something, the worst and then the most frequent first."""
    return tuple(
        RuleRow(rule, severity, count, _says(validation, rule, count), _has_fix(validation, rule))
        for (severity, rule), count in validation.tally.items()
        if count
    )


def _says(validation: Validation, rule: str, count: int) -> str:
    only = validation.problems(1, rule) if count == 1 else ()
    return only[0].message if only else catches(rule)


def catches(rule: str) -> str:
    """Return what the rule called ``rule`` finds, as the table of rules or the keyword of its family says."""
    found = _line_of(rule)
    text = _KEYWORDS.get(rule) or (found.catches if found else rule)
    return f"{text[:1].upper()}{text[1:]}"


def _has_fix(validation: Validation, rule: str) -> bool:
    """Return whether a repair is to be offered; a long list is not gone through for that."""
    found = _line_of(rule)
    has_any = found is None or bool(found.mends)
    return (
        has_any
        and rule not in ONE_BY_ONE
        and any(problem.fix for problem in validation.problems(_LOOKED_AT, rule))
    )


@cache
def _line_of(rule: str) -> Rule | None:
    names = {rule, f"{rule.partition('.')[0]}.*"}
    return next((each for each in lint.RULES if each.name in names), None)


class RuleList(QAbstractTableModel):
    """One row for each rule: what it catches, its name, how many problems, and their repair."""

    def __init__(self, parent: QObject) -> None:
        """Begin without any."""
        super().__init__(parent)
        self.rows: tuple[RuleRow, ...] = ()

    def show(self, rows: tuple[RuleRow, ...]) -> None:
        """List ``rows`` instead of what was listed; where only numbers differ, the selection stays."""
        same_rules = [row.rule for row in rows] == [row.rule for row in self.rows]
        if rows == self.rows:
            return
        if same_rules:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, FIX))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rules there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else _COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell in words, or the row itself."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (row.catches, row.rule, number(row.count), tr("Fix all") if row.has_fix else "")[
                    column
                ]
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(_tip(row, column))
            case Qt.ItemDataRole.TextAlignmentRole if column == COUNT:
                return _RIGHT
            case Qt.ItemDataRole.AccessibleTextRole if column == WHAT:
                said = row.catches.removesuffix(".")
                told = tr("{severity}: {catches}; %Ln problem(s) of {rule}", "", row.count)
                return told.format(severity=tr_word(row.severity), catches=said, rule=row.rule)
            case _ if role == RULE_ROLE:
                return row
        return None


def _tip(row: RuleRow, column: int) -> str:
    if column == FIX and row.has_fix:
        return tr("Mend each of %Ln problem(s) that has a repair; one undo brings all back", "", row.count)
    return tr("{catches}\n{rule} · Enter lists its problems").format(catches=row.catches, rule=row.rule)


class RuleTable(QTableView):
    """The table of rules.

    Signals: ``rule_chosen(str)`` with the name of a rule whose problems are to be listed;
    ``fix_requested(str)`` with that of one whose repairs are all to be made.
    """

    rule_chosen = Signal(str)
    fix_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without rows."""
        super().__init__(parent)
        self.rules = RuleList(self)
        self.setModel(self.rules)
        self.setItemDelegate(_RuleDelegate(self))
        read_only_table.set_up(self, tr("Problems by rule"))
        style.set_role(self, "")
        header = self.horizontalHeader()
        header.hide()
        header.setMinimumSectionSize(0)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.activated.connect(lambda index: self.rule_chosen.emit(self.rules.rows[index.row()].rule))
        self.clicked.connect(self._click)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to what rules catch where there is not enough for their names as well."""
        super().resizeEvent(event)
        self.setColumnHidden(NAME, event.size().width() < _ROOMY)

    def current(self) -> RuleRow | None:
        """Return the selected row."""
        row: RuleRow | None = self.currentIndex().data(RULE_ROLE)
        return row

    def show_rows(self, rows: tuple[RuleRow, ...]) -> None:
        """Show ``rows``; where the selected rule is still among them, it stays selected."""
        before = self.current()
        self.rules.show(rows)
        for column in (NAME, COUNT, FIX):
            texts = (str(self.rules.index(row, column).data()) for row in range(len(rows)))
            widest = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
            self.setColumnWidth(column, widest + 3 * _INSET)
        place = next((n for n, row in enumerate(rows) if before and row.rule == before.rule), -1)
        if place >= 0 and place != self.currentIndex().row():
            self.setCurrentIndex(self.rules.index(place, WHAT))

    def _click(self, index: Index) -> None:
        row = self.rules.rows[index.row()]
        if index.column() == FIX and row.has_fix:
            self.fix_requested.emit(row.rule)


class _RuleDelegate(QStyledItemDelegate):
    """Draws the mark before what a rule catches, its name muted, and its repair as a link."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme = style.theme_of(self._view)
        painter.save()
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(option.rect, QColor(theme.info.tint))
        text = option.rect.adjusted(_INSET, 0, -_INSET, 0)
        if index.column() == WHAT:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_mark(painter, option.rect, index.data(RULE_ROLE).severity, theme)
            text.setLeft(option.rect.left() + _MARK)
        painter.setFont(option.font)
        painter.setPen(QColor({NAME: theme.muted, FIX: theme.accent}.get(index.column(), theme.text)))
        shown = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, text.width())
        align = _RIGHT if index.column() == COUNT else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(text, align, shown)
        painter.restore()
