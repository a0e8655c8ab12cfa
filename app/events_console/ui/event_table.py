"""The events as a table model: it shows the document's cells and hands every edit to the console."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from events_console.domain import cells, feeding, long_document
from events_console.domain.dataset_schema import DatasetSchema
from events_console.domain.fields import EVENT_FIELDS, OWN_FIELDS, TABLE_FIELDS, Field, Kind, event_field
from events_console.domain.json_value import Json, Object
from events_console.domain.lint import Validation
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import EVENT_LIST, Request, shared_events
from events_console.domain.suggestions import item_title
from events_console.ui.console import Console
from events_console.ui.language import tr
from events_console.ui.masked import covered
from events_console.ui.parts import glimpse, plain_tip
from events_console.ui.words import edit_of, spoken, tr_word

if TYPE_CHECKING:
    from collections.abc import Callable

Index = QModelIndex | QPersistentModelIndex

SEVERITY_ROLE: Final = Qt.ItemDataRole.UserRole + 1  # the worst Severity in the cell, or None
EVENT_ROLE: Final = Qt.ItemDataRole.UserRole + 2  # the row's event, None in the row that adds one
ROW_SEVERITY_ROLE: Final = (
    Qt.ItemDataRole.UserRole + 3
)  # in the vertical header: the worst of the event as a whole
FEEDS_ROLE: Final = Qt.ItemDataRole.UserRole + 4  # in the horizontal header: what a column feeds, see fed()

ADD_HINT: Final = tr("Type here to add an event")
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FLAGS: Final = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemNeverHasChildren
)
_ITEM: Final = "itemId"
_MOST_DRAWN: Final = 1_000  # members of a list
_RANK: Final = {severity: rank for rank, severity in enumerate(Severity)}


class EventTable(QAbstractTableModel):
    """One row for each event, one column for each of ``TABLE_FIELDS``, and a last row that adds an event."""

    def __init__(self, console: Console, parent: QObject | None = None) -> None:
        """Follow ``console``."""
        super().__init__(parent)
        self._console = console
        self._request = console.request
        self._validation = console.validation
        self._adding = False
        self.is_on_screen: Callable[[int, int], bool] = lambda _first, _last: True  # of rows; a view knows
        self.typing: object = None  # set while a cell's editor is open: its keystrokes are one undo step
        console.changed.connect(self._follow)
        console.knows_changed.connect(self._follow_knowledge)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of events and one."""
        return 0 if parent is not None and parent.isValid() else len(self._request.events) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of event fields."""
        return 0 if parent is not None and parent.isValid() else len(TABLE_FIELDS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be edited."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, edits to, says aloud and means."""
        if not index.isValid():
            return None
        row, field = index.row(), TABLE_FIELDS[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if field.kind is Kind.NUMBER else _LEFT
        if row == len(self._request.events):
            return self._data_of_new_row(index.column(), role)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return _said(self._request.event(row), field, role)
            case Qt.ItemDataRole.ToolTipRole:
                told = (self._title(row, field), _messages(self.problems_at(row, field)))
                return plain_tip("\n".join(filter(None, told)))
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return covered(_messages(self.problems_at(row, field)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return covered(self._spoken(row, field))
            case _ if role == SEVERITY_ROLE:
                return _worst(self.problems_at(row, field))
            case _ if role == EVENT_ROLE:
                return self._request.event(row)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Make the cell say ``value``, a text; in the last row this adds an event first."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, field, text = index.row(), TABLE_FIELDS[index.column()], str(value)
        adds = row == len(self._request.events)
        if adds and not text:
            return True
        request = self._request.with_inserted(row, (new_event(self._request),)) if adds else self._request
        request = cells.edited(request, row, field, text)
        if request is not self._request:
            path = f"/{EVENT_LIST}/{row}{field.path}"
            self._adding = adds
            self._console.edit(request, edit_of(field), path=path, merge=self.typing)
            self._adding = False
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the fields' names above and the events' numbers at the side."""
        if orientation is Qt.Orientation.Horizontal:
            return _column_header(TABLE_FIELDS[section], role, self._console.context.schema)
        if section >= len(self._request.events):
            return tr("New event") if role == Qt.ItemDataRole.AccessibleTextRole else None
        found = self.problems_at(section, None)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(section + 1)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(_messages(found))
            case _ if role == ROW_SEVERITY_ROLE:
                return _worst(found)
        return None

    def problems_at(self, row: int, field: Field | None) -> tuple[Problem, ...]:
        """Return the problems of one cell, or for None those of the event that belong to no column."""
        rows = self._validation.rows
        found = rows[row] if row < len(rows) else ()
        if not found:
            return ()
        fields = fields_of(self._validation)
        return tuple(problem for problem in found if event_field(problem.path, fields) is field)

    def _spoken(self, row: int, field: Field) -> str:
        text = cells.show(self._request.event(row), field) or tr("empty")
        named = ", ".join(filter(None, (text, self._title(row, field))))
        return "; ".join((named, *map(spoken, self.problems_at(row, field))))

    def _title(self, row: int, field: Field) -> str:
        """Return what the item in a cell is called, if the cell holds one of the catalogue."""
        is_item = field.name == _ITEM and self._console.context.catalogue
        return item_title(self._console.context, self._request.event(row)) if is_item else ""

    @staticmethod
    def _data_of_new_row(column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole and column == 0:
            return ADD_HINT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{field} of a new event: type to add it").format(
                field=tr_word(TABLE_FIELDS[column].label)
            )
        return "" if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole} else None

    def _follow_knowledge(self) -> None:
        """Have the header say what the columns feed by now."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(TABLE_FIELDS) - 1)

    def _follow(self, request: Request, validation: Validation) -> None:
        """Take over the document and its problems; only rows that say something else are drawn anew."""
        old, new = self._request.events, request.events
        first, end = len(new), 0
        if old is not new:
            head, tail = shared_events(self._request, request)
            self._change_rows(head, len(old) - tail, new[head : len(new) - tail])
            first, end = head, len(new) - tail
        marked, marks = self._validation.rows, validation.rows
        head, tail = marked.shared_ends(marks)
        if head + tail < max(len(marked), len(marks)):
            first, end = min(first, head), max(end, len(marks) - tail)
        one_row = end - first == 1 and len(old) == len(new)
        before = self._faces(first) if one_row else ()
        self._request, self._validation = request, validation
        if one_row:
            self._redraw_cells(first, before)
        elif first < end:
            self.dataChanged.emit(self.index(first, 0), self.index(end - 1, len(TABLE_FIELDS) - 1))
            if self.is_on_screen(first, end - 1):  # told of any row, Qt draws the whole table anew
                self.headerDataChanged.emit(Qt.Orientation.Vertical, first, end - 1)

    def _redraw_cells(self, row: int, before: tuple[object, ...]) -> None:
        """Have drawn anew what differs in ``row``: told of two cells, a view repaints every one it shows."""
        for column, (old, new) in enumerate(zip(before, self._faces(row), strict=True)):
            if old == new:
                continue
            if column < len(TABLE_FIELDS):
                self.dataChanged.emit(self.index(row, column), self.index(row, column))
            else:
                self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)

    def _faces(self, row: int) -> tuple[object, ...]:
        """Return what the cells of ``row`` and at last its number are drawn from."""
        event = self._request.event(row)
        fields = ((id(event.get(field.name)), self.problems_at(row, field)) for field in TABLE_FIELDS)
        return (*fields, self.problems_at(row, None))

    def _change_rows(self, first: int, end: int, come: tuple[Json, ...]) -> None:
        """Make as many rows of those from ``first`` to ``end`` as there are events in ``come``.

        Views are told only of rows that are gone or new; that the others say something else comes after it.
        """
        common = min(end - first, len(come))
        if len(come) > common:
            # What is typed into the adding row takes its place, so that the editor open there stays with it.
            shift = int(self._adding)
            self.beginInsertRows(QModelIndex(), end + shift, first + len(come) - 1 + shift)
            self._request = self._request.with_inserted(end, come[common:])
            self.endInsertRows()
        elif end > first + common:
            self.beginRemoveRows(QModelIndex(), first + common, end - 1)
            self._request = self._request.without_events(range(first + common, end))
            self.endRemoveRows()


def new_event(request: Request) -> Object:
    """Return what a new event starts as: the type (and visit) of the one before it, sent when it is sent."""
    last = request.events[-1] if request.events else None
    kind: Json = last.get("eventType") if isinstance(last, Object) else None
    fresh = Object({"eventType": kind if isinstance(kind, str) and kind else "View", "sentAt": "{{now}}"})
    if not isinstance(last, Object) or not long_document.is_long(request):
        return fresh
    own = {field.name: last[field.name] for field in OWN_FIELDS if field.name in last}
    return Object({**own, **fresh})


def fields_of(validation: Validation) -> tuple[Field, ...]:
    """Return the fields that an event has columns for."""
    return TABLE_FIELDS if validation.is_long else EVENT_FIELDS


def _said(event: Object, field: Field, role: int) -> str:
    """Return the text of ``field`` in ``event`` as it is edited, or what a cell shows of it."""
    if role == Qt.ItemDataRole.EditRole:
        return cells.show(event, field)
    return covered(_drawn(event, field), field.name)


def _drawn(event: Object, field: Field) -> str:
    """Return as much of the text of ``field`` in ``event`` as there can be room for in its cell."""
    value = event.get(field.name)
    if isinstance(value, tuple) and len(value) > _MOST_DRAWN:
        event = Object({field.name: value[:_MOST_DRAWN]})
    return glimpse(cells.show(event, field))


def _column_header(field: Field, role: int, schema: DatasetSchema | None) -> object:
    name, feeds = tr_word(field.label), feeding.feeds(field.name, schema)
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return f"{name} *" if field.required else name
        case Qt.ItemDataRole.ToolTipRole:
            hint = tr_word(field.hint)
            hint = tr("{hint} (required)").format(hint=hint) if field.required else hint
            return plain_tip("\n".join(filter(None, (hint, feeds))))
        case Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if field.kind is Kind.NUMBER else _LEFT
        case Qt.ItemDataRole.AccessibleTextRole:
            said = (name, tr("required") if field.required else tr("optional"), feeds)
            return ", ".join(filter(None, said))
        case _ if role == FEEDS_ROLE:
            return feeding.fed(field.name, schema)
    return None


def _messages(problems: tuple[Problem, ...]) -> str:
    return "\n".join(problem.message for problem in problems)


def _worst(problems: tuple[Problem, ...]) -> Severity | None:
    return min((problem.severity for problem in problems), key=_RANK.__getitem__, default=None)
