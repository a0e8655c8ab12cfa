"""Tracking ID, user ID and session ID."""

import time
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from events_console.domain import cells
from events_console.domain.fields import OWN_NAMES, REQUEST_FIELDS, Field
from events_console.domain.lint import Validation
from events_console.domain.request import Request
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.icons import icon
from events_console.ui.language import tr
from events_console.ui.parts import (
    MARKS,
    TONES,
    Card,
    DocumentLine,
    button,
    field_label,
    row,
    set_wrapped,
    wrapped,
)
from events_console.ui.words import edit_of, tr_word

_IN_EVENTS: Final = tr("given with each event")
_LEAST, _MOST = 24, 36  # digits that a field gets its share of the width for; a tracking ID has 36
_EMPTY: Final = tr("Empty: anonymous")
_HINTS: Final = {_EMPTY: tr("Empty = anonymous visitor")}  # what there is no room for
_PLACEHOLDERS: Final = {"userId": tr("anonymous visitor")}


class RequestForm(Card):
    """The fields of the request that all its events share, each with what is wrong with it beneath.

    Signals: ``tracker_requested()`` to pick an event tracker instead of typing its tracking ID.
    """

    tracker_requested = Signal()

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        """Edit the console's document."""
        super().__init__(tr("Request"), parent)
        self._console = console
        self.edits: dict[str, DocumentLine] = {}
        self._hints: dict[str, QLabel] = {}
        self._grid = grid = QGridLayout()
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
            self._console.request.with_field("sessionId", session), tr("New session"), path="/sessionId"
        )

    def focus_field(self, name: str) -> None:
        """Put the cursor into the field ``name``."""
        self.edits[name].setFocus()
        self.edits[name].selectAll()

    def _add_field(self, grid: QGridLayout, column: int, field: Field) -> None:
        edit, name = DocumentLine(), tr_word(field.label)
        edit.setToolTip(tr_word(field.hint))
        edit.textEdited.connect(partial(self._edit, field))
        hint = wrapped("", "muted")
        shown = field_label(f"{name} *" if field.required else name, edit)
        grid.addWidget(_Head(shown, *self._beside(field)), 0, column)
        grid.addWidget(edit, 1, column)
        grid.addWidget(hint, 2, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column, _MOST if column == 0 else _LEAST)
        edit.editingFinished.connect(self._share_width)
        edit.setAccessibleName(name)
        self.edits[field.name] = edit
        self._hints[field.name] = hint

    def _beside(self, field: Field) -> tuple[QPushButton, QIcon] | tuple[()]:
        """Return what fills ``field`` otherwise than by typing, and how it is drawn."""
        if field.name == "trackingId":
            tip = tr("Choose from those of the account")
            pick = button(tr("Pick tracker…"), self.tracker_requested.emit, "fold", tip)
            return pick, icon("tracker", "accent")
        if field.name == "sessionId":
            tip = tr("Begin a new session with a new ID")
            self._renew = button(tr("New session"), self.new_session, "fold", tip)
            return self._renew, icon("renew", "accent")
        return ()

    def _edit(self, field: Field, text: str) -> None:
        request = self._console.request
        root = cells.with_cell(request.root, field, text)
        changed = request.with_field(field.name, root[field.name]) if field.name in root else Request(root)
        self._console.edit(changed, edit_of(field), path=field.path, merge=self.edits[field.name].typing)

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
            said = f"{MARKS[found.severity]} {found.message}" if found else _hint(field, text, validation)
            set_wrapped(hint, said)
            hint.setToolTip(_HINTS.get(said, ""))
            hint.setVisible(bool(said))
            edit.setAccessibleDescription(said)
        self._renew.setVisible(not validation.is_long)
        if not any(edit.hasFocus() for edit in self.edits.values()):  # nothing moves under what is typed
            self._share_width()

    def _share_width(self) -> None:
        """Give the longer of user and session ID more of the width."""
        for column, field in enumerate(REQUEST_FIELDS[1:], 1):
            share = min(max(len(self.edits[field.name].text()), _LEAST), _MOST)
            if self._grid.columnStretch(column) != share:
                self._grid.setColumnStretch(column, share)


class _Head(QWidget):
    """The name of a field and what fills it, which is an icon alone where there is no room for its words."""

    def __init__(self, name: QLabel, beside: QPushButton | None = None, drawn: QIcon | None = None) -> None:
        super().__init__()
        self._name, self._beside, self._drawn = name, beside, drawn or QIcon()
        self._words, self._tip = (beside.text(), beside.toolTip()) if beside else ("", "")
        if beside:
            beside.setAccessibleName(self._words)
        self.setLayout(row(name, None, beside) if beside else row(name))

    def sizeHint(self) -> QSize:
        """Ask for room for the words, whether they are there or not."""
        least = self.minimumSizeHint()
        return QSize(max(least.width(), self._wanted()), least.height())

    def minimumSizeHint(self) -> QSize:
        """Allow the room that name and icon take."""
        height = super().minimumSizeHint().height()
        if not self._beside:
            return QSize(self._name.sizeHint().width(), height)
        return QSize(self._name.sizeHint().width() + style.GAP + self._beside.iconSize().width() + 2, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the words anew in another type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        if not self._beside:
            return
        has_room = self._wanted() <= self.width()
        self._beside.setText(self._words if has_room else "")
        self._beside.setIcon(QIcon() if has_room else self._drawn)
        self._beside.setToolTip(self._tip if has_room else f"{self._words}\n{self._tip}")

    def _wanted(self) -> int:
        if not self._beside:
            return 0
        words = self._beside.fontMetrics().horizontalAdvance(self._words) + 2
        return self._name.sizeHint().width() + style.GAP + words


def _hint(field: Field, text: str, validation: Validation) -> str:
    if validation.is_long and field.name in OWN_NAMES:
        return ""
    if field.name == "userId":
        return _EMPTY if text else tr("Anonymous: the session stands for the visitor")
    return ""
