"""The impression of the event: the items that were shown, in their order."""

import re
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView

from events_console.domain import service_model
from events_console.domain.fields import Field
from events_console.domain.json_value import Json, Object, dumps, tokens
from events_console.domain.problem import Problem
from events_console.ui import style
from events_console.ui.event_field import FieldBox, SelectedEvent
from events_console.ui.event_table import Index
from events_console.ui.icons import icon
from events_console.ui.language import number, tr
from events_console.ui.live_rows import SEVERITY_ROLE, LiveRows, set_up
from events_console.ui.parts import TONES, DocumentLine, button, label, plain_tip, row
from events_console.ui.words import spoken

_BETWEEN: Final = re.compile(r"[,;\t\r\n]+")


class Impression(LiveRows):
    """The members as numbered rows that can be moved; one that is no text is shown as JSON.

    Signals: ``moved(int)`` with the row that a member has gone to.
    """

    moved = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without members."""
        super().__init__((tr("Item ID"),), "", parent=parent)
        self._problems: dict[int, Problem] = {}

    def cell(self, row: int, column: int) -> str:
        """Return a member as text."""
        member = self.rows[row]
        return member if isinstance(member, str) else dumps(member)

    def with_cell(self, row: Json, column: int, text: str) -> Json:
        """Return the member that takes the place of another: what was typed."""
        return text

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Mark the members that ``problems`` are about; their paths start at the event."""
        places = ((tokens(problem.path), problem) for problem in problems)
        self._problems = {
            int(steps[1]): problem for steps, problem in places if len(steps) > 1 and steps[1].isdecimal()
        }

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return also what is wrong with a member."""
        problem = self._problems.get(index.row())
        match role:
            case _ if role == SEVERITY_ROLE:
                return problem and problem.severity
            case Qt.ItemDataRole.ToolTipRole if problem:
                return plain_tip(problem.message)
            case Qt.ItemDataRole.AccessibleTextRole if problem:
                return f"{super().data(index, role)}; {spoken(problem)}"
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the members' places at the side."""
        if orientation is Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole:
            return section + 1
        return super().headerData(section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A member can be dragged, and dropped between others."""
        if index.isValid():
            dragged = Qt.ItemFlag.ItemIsDragEnabled if self.holds(index.row()) else Qt.ItemFlag.NoItemFlags
            return super().flags(index) | dragged
        return super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Dropping moves."""
        return Qt.DropAction.MoveAction

    def moveRows(self, _source: Index, first: int, count: int, _target: Index, before: int) -> bool:
        """Move one member in front of the one in row ``before``."""
        if (
            count != 1
            or not (self.holds(first) and 0 <= before <= self.shown)
            or before in (first, first + 1)
        ):
            return False
        there = before - (before > first)
        others = (*self.rows[:first], *self.rows[first + 1 :])
        self.edited.emit((*others[:there], self.rows[first], *others[there:]))
        self.moved.emit(there)
        return True


class ImpressionBox(FieldBox):
    """The impression as an ordered list, with a line that adds to it."""

    def __init__(self, field: Field, selected: SelectedEvent) -> None:
        """Edit the impression of ``selected``."""
        self.view = QListView()
        super().__init__(field, selected, self.view)
        self.members = Impression(self)
        self.adding = DocumentLine()
        self._added: tuple[Json, ...] = ()  # the members that the line has made, at the end
        self._with_added: tuple[Json, ...] | None = None  # all members, those included
        self.count = label("", "muted")
        self._most = service_model.event_shape().members[field.name].max or 0
        self._up = button("", lambda: self._move(-1), "link", tr("Move up (Alt+Up)"))
        self._down = button("", lambda: self._move(1), "link", tr("Move down (Alt+Down)"))
        self._remove = button(tr("Remove"), self._remove_current, "link", tr("Remove the current item (Del)"))
        self._make_list = button(
            tr("Make it a list"),
            lambda: self._take(self.members.rows),
            "link",
            tr("The service takes a list"),
        )
        self._set_up_view()
        for part in (self.view, self.adding):
            self.body.addWidget(part)
        self.body.addLayout(
            row(self.count, None, self._make_list, self._up, self._down, self._remove, spacing=2)
        )
        self.members.edited.connect(lambda rows: self._take(rows, self.members.typing))
        self.members.moved.connect(lambda there: self.view.setCurrentIndex(self.members.index(there, 0)))
        self.view.selectionModel().currentChanged.connect(self._offer)
        self.adding.textEdited.connect(self._add)
        self.adding.editingFinished.connect(self._begin_another)

    def show_event(self, event: Object, problems: tuple[Problem, ...]) -> None:
        """Show the impression of ``event``."""
        super().show_event(event, problems)
        value = event.get(self.field.name, ())
        rows = value if isinstance(value, tuple) else (value,)
        if rows is not self._with_added:
            self._begin_another()
        self.members.show_problems(problems)
        self.members.show_rows(rows)
        given, most = number(len(rows)), number(self._most)
        self.count.setText(tr("{given} of {most}").format(given=given, most=most))
        self.count.setAccessibleName(tr("{given} of {most} items").format(given=given, most=most))
        style.set_role(self.count, "error" if len(rows) > self._most else "muted")
        style.set_role(self.view, f"boxed-{TONES[problems[0].severity]}" if problems else "boxed")
        self.view.setVisible(bool(rows))
        self._make_list.setVisible(not isinstance(value, tuple))
        self._offer()

    def leave_event(self) -> None:
        """Begin another member, and close the open one."""
        self._begin_another()
        self.members.close_editors()

    def take_focus(self) -> None:
        """Put the focus into the list, or where there is none into the line that begins one."""
        (self.view if self.members.rows else self.adding).setFocus()

    def _set_up_view(self) -> None:
        up, down = (lambda: self._move(-1)), (lambda: self._move(1))
        set_up(
            self.view,
            self.members,
            tr("Impression"),
            {"Del": self._remove_current, "Alt+Up": up, "Alt+Down": down},
        )
        self.view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.view.setDragDropOverwriteMode(False)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.view.setUniformItemSizes(True)
        self.adding.setPlaceholderText(tr("Add item ID"))
        self.adding.setAccessibleName(tr("Add item ID to the impression"))
        self.adding.setToolTip(
            tr("Enter begins another; paste several with commas, tabs or lines between them")
        )
        self._up.setIcon(icon("up", "accent"))
        self._down.setIcon(icon("down", "accent"))
        self._up.setAccessibleName(tr("Move up"))
        self._down.setAccessibleName(tr("Move down"))

    def _offer(self) -> None:
        current, last = self.view.currentIndex().row(), self.members.shown - 1
        self._up.setEnabled(current > 0)
        self._down.setEnabled(0 <= current < last)
        self._remove.setEnabled(0 <= current <= last or last < 0)
        self._up.setVisible(last > 0)
        self._down.setVisible(last > 0)
        self._remove.setVisible(self.field.name in self.selected.event)

    def _move(self, step: int) -> None:
        current = self.view.currentIndex().row()
        self.members.moveRow(QModelIndex(), current, QModelIndex(), current + (2 if step > 0 else -1))

    def _remove_current(self) -> None:
        if self.members.rows:
            self.members.remove(self.view.currentIndex().row())
        else:
            self._take(())

    def _add(self, text: str) -> None:
        """Have the line's items at the end of the list, in the place of what it said before."""
        items = tuple(item.strip() for item in _BETWEEN.split(text) if item.strip())
        if items != self._added:
            rows = self.members.rows
            self._with_added = (*rows[: len(rows) - len(self._added)], *items)
            self._added = items
            self._take(self._with_added, self.adding.typing)
            self.view.scrollToBottom()
        if _BETWEEN.search(text):
            self._begin_another()

    def _begin_another(self) -> None:
        """Empty the line; what it has added stays."""
        self.adding.clear()
        self.adding.typing = object()
        self._added, self._with_added = (), None

    def _take(self, rows: tuple[Json, ...], merge: object = None) -> None:
        event, name = self.selected.event, self.field.name
        changed = event.with_member(name, rows) if rows else event.without(name)
        self.selected.put(self.field, changed, merge)
