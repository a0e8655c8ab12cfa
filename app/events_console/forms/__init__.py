"""Code forms: how a request is written down outside the window, and how it is read back.

Every form is a module with ``read(text) -> Reading``; what cannot be read raises :class:`UnreadableError`.
"""

from dataclasses import dataclass

from events_console.domain.problem import Problem
from events_console.domain.request import Request


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was read as.

    ``problems`` are about the text and cannot be seen in the document (a key given twice); ``notes`` say in
    sentences what was guessed or dropped.
    """

    request: Request
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


class UnreadableError(ValueError):
    """A text that no document can be made of; ``line`` and ``column`` count from 1, 0 is no place."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        """Keep where it is beside what it is."""
        super().__init__(f"line {line}, column {column}: {message}" if line else message)
        self.line = line
        self.column = column
