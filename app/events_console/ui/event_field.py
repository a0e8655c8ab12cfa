"""The fields of the inspector: a label, an editor, and what is wrong, in words; most are one line of text."""

import uuid
from itertools import zip_longest
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from events_console.domain import cells, feeding
from events_console.domain.fields import Field
from events_console.domain.json_value import Object, same
from events_console.domain.problem import Problem
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.suggestions import Suggestion, item_title
from events_console.ui import style
from events_console.ui.completion import Completion, Help, ItemOffers, offer_event_types
from events_console.ui.console import Console
from events_console.ui.language import tr
from events_console.ui.parts import (
    MARKS,
    TONES,
    DocumentLine,
    ElidedLabel,
    button,
    field_label,
    plain_tip,
    row,
    set_wrapped,
    wrapped,
)
from events_console.ui.words import edit_of, tr_word

NO_ROW: Final = -1


class SelectedEvent:
    """The event that the inspector shows: what it is now, and the one way in which its fields change it."""

    def __init__(self, console: Console) -> None:
        """Begin with no event."""
        self.console = console
        self.row = NO_ROW

    @property
    def exists(self) -> bool:
        """Whether there is an event in the row that is shown."""
        return NO_ROW < self.row < len(self.console.request.events)

    @property
    def event(self) -> Object:
        """The event as the document has it now."""
        return self.console.request.event(self.row) if self.exists else Object()

    def type_text(self, field: Field, text: str, merge: object = None) -> None:
        """Make ``field`` say ``text``; edits in a row with the same ``merge`` key are one undo step."""
        if self.exists:
            self._edit(field, cells.edited(self.console.request, self.row, field, text), merge)

    def put(self, field: Field, event: Object, merge: object = None) -> None:
        """Replace the event by ``event``, in which ``field`` has changed."""
        if self.exists:
            self._edit(field, self.console.request.with_event(self.row, event), merge)

    def _edit(self, field: Field, request: Request, merge: object) -> None:
        path = f"/{EVENT_LIST}/{self.row}{field.path}"
        self.console.edit(request, edit_of(field), path=path, merge=merge)


class ProblemLines(QWidget):
    """Problems, each as a mark and a sentence in its tone; without any it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without problems."""
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()
        self._lines: list[QLabel] = []  # kept for the next problem: one comes and goes with each keystroke
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self.hide()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show ``problems`` instead of what was shown."""
        if problems == self._problems:
            return
        self._problems = problems
        while len(self._lines) < len(problems):
            self._lines.append(wrapped("", ""))
            self._box.addWidget(self._lines[-1])
        for line, problem in zip_longest(self._lines, problems):
            line.setVisible(problem is not None)
            if problem:
                set_wrapped(line, f"{MARKS[problem.severity]} {problem.message}")
                style.set_role(line, TONES[problem.severity])
        self.setVisible(bool(problems))


class FieldBox(QWidget):
    """A field of the selected event: its label, its editor and its problems."""

    def __init__(
        self, field: Field, selected: SelectedEvent, editor: QWidget, beside: QWidget | None = None
    ) -> None:
        """Edit ``field`` of ``selected`` in ``editor``; ``beside`` stands at the right of the label."""
        super().__init__()
        self.field = field
        self.selected = selected
        self.problems = ProblemLines()
        self._editor = editor
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        if beside:
            beside.setFixedHeight(style.pill_height())
        box.addLayout(row(field_label(tr_word(field.label), editor), None, beside))
        box.addLayout(self.body)
        box.addWidget(self.problems)

    def show_event(self, event: Object, problems: tuple[Problem, ...]) -> None:
        """Show the field of ``event`` and its ``problems``."""
        self.problems.show_problems(problems)
        feeds = feeding.feeds(self.field.name, self.selected.console.context.schema)
        self._editor.setToolTip(plain_tip("\n".join(filter(None, (tr_word(self.field.hint), feeds)))))
        self._editor.setAccessibleDescription(
            "\n".join(problem.message for problem in problems) or tr_word(self.field.hint)
        )

    def leave_event(self) -> None:
        """Finish what is half typed: another event will be shown."""

    def take_focus(self) -> None:
        """Put the focus into the editor."""
        self._editor.setFocus(Qt.FocusReason.ShortcutFocusReason)


class TextBox(FieldBox):
    """A field that is one line of text, and says what the table's cell says."""

    def __init__(self, field: Field, selected: SelectedEvent, beside: QWidget | None = None) -> None:
        """Edit ``field`` of ``selected``."""
        self.line = DocumentLine()
        super().__init__(field, selected, self.line, beside)
        self.edit_row = row(self.line, spacing=4)
        self.body.addLayout(self.edit_row)
        self.line.textEdited.connect(self._type)
        self.line.editingFinished.connect(self._tidy)

    def show_event(self, event: Object, problems: tuple[Problem, ...]) -> None:
        """Show the field as its cell does, but leave a text that says the same to the person who types it."""
        super().show_event(event, problems)
        style.set_role(self.line, TONES[problems[0].severity] if problems else "")
        if not self.line.hasFocus():
            self._tidy()
        elif not same(cells.with_cell(event, self.field, self.line.exact_text()), event):
            position = self.line.cursorPosition()
            self._tidy()
            self.line.setCursorPosition(position)

    def leave_event(self) -> None:
        """What is typed into the next event is another undo step."""
        self.line.typing = object()

    def _tidy(self) -> None:
        self.line.show_text(cells.show(self.selected.event, self.field))

    def _type(self, text: str) -> None:
        self.selected.type_text(self.field, text, self.line.typing)


class EventTypeBox(TextBox):
    """The event type; those that are known are offered while typing, and all of them on Down."""

    def __init__(self, field: Field, selected: SelectedEvent) -> None:
        """Edit the event type of ``selected``."""
        super().__init__(field, selected)
        self.completion = Completion(self.line, Help(self._offers, on_down=True))
        self.line.installEventFilter(self.completion)

    def _offers(self, text: str) -> tuple[Suggestion, ...]:
        return offer_event_types(self.selected.console, self.selected.row, text)


class ItemIdBox(TextBox):
    """The item ID, and beneath it what the item is called in the catalogue, where both are known."""

    def __init__(self, field: Field, selected: SelectedEvent) -> None:
        """Edit the item ID of ``selected``."""
        super().__init__(field, selected)
        self.title = ElidedLabel("", "muted")
        self.body.addWidget(self.title)
        self.completion = Completion(self.line, Help(ItemOffers(selected.console, self), on_down=True))
        self.line.installEventFilter(self.completion)

    def show_event(self, event: Object, problems: tuple[Problem, ...]) -> None:
        """Show the ID and the title."""
        super().show_event(event, problems)
        title = item_title(self.selected.console.context, event)
        self.title.set_full_text(title)
        self.title.setVisible(bool(title))


class EventIdBox(TextBox):
    """The event ID, with a way to get a new one."""

    def __init__(self, field: Field, selected: SelectedEvent) -> None:
        """Edit the event ID of ``selected``."""
        super().__init__(
            field,
            selected,
            button(tr("New ID"), self._renew, "link", tr("Give the event a new random ID")),
        )

    def show_event(self, event: Object, problems: tuple[Problem, ...]) -> None:
        """Show the ID, or in an empty field what becomes of it."""
        super().show_event(event, problems)
        self.line.setPlaceholderText(
            tr("filled in when sending") if self.selected.console.stamp_event_ids else ""
        )

    def _renew(self) -> None:
        self.selected.type_text(self.field, str(uuid.uuid4()))
