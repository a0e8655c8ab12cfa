"""Undo and redo over whole states.

Qt's own QUndoStack deletes a merged command that PySide still holds, which ends the process; between
immutable states there is little left for it to do anyway.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

State = TypeVar("State")

MOST_STEPS: Final = 500  # each may hold a document of many megabytes


@dataclass(frozen=True, slots=True)
class Step(Generic[State]):
    """A change between two states: its name, the JSON Pointer it leads back to, and what it merges with."""

    before: State
    after: State
    label: str
    path: str
    merge: object = None


class UndoStack(QObject, Generic[State]):
    """The last 500 steps that were made, and those taken back. Signals: ``changed()`` after any call."""

    changed = Signal()

    def __init__(self, enter: Callable[[State, str | None], None], parent: QObject | None = None) -> None:
        """Call ``enter`` with each state to go to and, for undo and redo, the path of what they change."""
        super().__init__(parent)
        self._enter = enter
        self._done: list[Step[State]] = []
        self._undone: list[Step[State]] = []

    @property
    def undo_text(self) -> str | None:
        """What undo would take back; None where there is nothing."""
        return self._done[-1].label if self._done else None

    @property
    def redo_text(self) -> str | None:
        """What redo would make again; None where there is nothing."""
        return self._undone[-1].label if self._undone else None

    def push(self, step: Step[State]) -> None:
        """Make ``step``; right after one with the same merge key, the two become one."""
        last = self._done[-1] if self._done and not self._undone else None
        if last and last.merge is not None and last.merge is step.merge:
            self._done[-1] = replace(last, after=step.after)
        else:
            self._done = [*self._done[1 - MOST_STEPS :], step]
        self._undone.clear()
        self._enter(step.after, None)
        self.changed.emit()

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            self._enter(step.before, step.path)
            self.changed.emit()

    def redo(self) -> None:
        """Make the step that was taken back last again, if there is one."""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self._enter(step.after, step.path)
            self.changed.emit()
