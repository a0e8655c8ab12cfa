"""Tracking ID, user ID and session ID."""

import time
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from events_console.domain import cells
from events_console.domain.fields import OWN_NAMES, REQUEST_FIELDS, Field
from events_console.domain.lint import Validation
from events_console.domain.request import Request
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.parts import MARKS, TONES, Card, DocumentLine, ElidedLabel, button, field_label

_IN_EVENTS: Final = "given with each event"
_PLACEHOLDERS: Final = {"userId": "anonymous visitor"}


class RequestForm(Card):
    """The fields of the request that all its events share, each with what is wrong with it beneath.

    Signals: ``tracker_requested()`` to pick an event tracker instead of typing its tracking ID.
    """

    tracker_requested = Signal()

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        """Edit the console's document."""
        super().__init__("Request", parent)
        self._console = console
        self.edits: dict[str, DocumentLine] = {}
        self._hints: dict[str, ElidedLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.PADDING)
        grid.setVerticalSpacing(4)
        for column, field in enumerate(REQUEST_FIELDS):
            self._add_field(grid, column, field)
        self.box.addLayout(grid)
        console.changed.connect(self._show)

    def new_session(self) -> None:
        """Begin a new session, with an ID that tells test data from real visits."""
        from uuid import uuid4  # the first window does without it

        session = f"qa-{time.strftime('%Y-%m-%d')}-{uuid4().hex[:4]}"
        self._console.edit(
            self._console.request.with_field("sessionId", session), "New session", path="/sessionId"
        )

    def focus_field(self, name: str) -> None:
        """Put the cursor into the field ``name``."""
        self.edits[name].setFocus()
        self.edits[name].selectAll()

    def _add_field(self, grid: QGridLayout, column: int, field: Field) -> None:
        edit = DocumentLine()
        edit.setToolTip(field.hint)
        edit.textEdited.connect(partial(self._edit, field))
        hint = ElidedLabel(role="muted")
        below = QHBoxLayout()
        below.addWidget(hint, 1)
        if field.name == "sessionId":
            self._renew = button("New session", self.new_session, "link", "Begin a new session with a new ID")
            below.addWidget(self._renew)
        if field.name == "trackingId":
            pick = button(
                "Pick tracker…", self.tracker_requested.emit, "link", "Choose from those of the account"
            )
            below.addWidget(pick)
        grid.addWidget(field_label(f"{field.label} *" if field.required else field.label, edit), 0, column)
        grid.addWidget(edit, 1, column)
        grid.addLayout(below, 2, column)
        grid.setColumnStretch(column, 1)
        edit.setAccessibleName(field.label)
        self.edits[field.name] = edit
        self._hints[field.name] = hint

    def _edit(self, field: Field, text: str) -> None:
        request = self._console.request
        root = cells.with_cell(request.root, field, text)
        changed = request.with_field(field.name, root[field.name]) if field.name in root else Request(root)
        self._console.edit(
            changed, f"Edit {field.label}", path=field.path, merge=self.edits[field.name].typing
        )

    def _show(self, request: Request, validation: Validation) -> None:
        for field in REQUEST_FIELDS:
            edit, hint = self.edits[field.name], self._hints[field.name]
            text = cells.show(request.root, field)
            in_events = validation.is_long and field.name in OWN_NAMES
            edit.setReadOnly(in_events)
            edit.show_text(text)  # after it, for a text that the line cannot show is for reading alone
            edit.setPlaceholderText(_IN_EVENTS if in_events else _PLACEHOLDERS.get(field.name, ""))
            found = next((problem for problem in validation.head if problem.path == field.path), None)
            style.set_role(edit, TONES[found.severity] if found else "")
            style.set_role(hint, TONES[found.severity] if found else "muted")
            hint.set_full_text(
                f"{MARKS[found.severity]} {found.message}" if found else _hint(field, text, validation)
            )
            edit.setAccessibleDescription(hint.full_text())
        self._renew.setVisible(not validation.is_long)


def _hint(field: Field, text: str, validation: Validation) -> str:
    if validation.is_long and field.name in OWN_NAMES:
        return ""
    if field.name == "userId":
        return "Empty = anonymous visitor" if text else "Anonymous: the session stands for the visitor"
    return ""
