"""The one request that some views show: the document, or of a long one what the current event is sent in."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from events_console.domain import long_document
from events_console.domain.json_value import tokens
from events_console.domain.long_document import Part
from events_console.domain.problem import row_of
from events_console.domain.request import EVENT_LIST, Request
from events_console.ui.console import Console
from events_console.ui.language import number, tr

UNFINISHED: Final = tr("The JSON view holds text that is no request yet; this is the last one that was.")


class ShownRequest(QObject):
    """Follows the document and the current event; what to show is found out when it is asked for.

    Signals: ``changed()`` when another event of a long document has become the current one.
    """

    changed = Signal()

    def __init__(self, console: Console, parent: QObject | None = None) -> None:
        """Begin with the first event of the console's document."""
        super().__init__(parent)
        self._console = console
        self._row = 0
        self._source: Request | None = None  # the document that ``_part`` is of
        self._part: Part | None = None

    def go_to(self, row: int) -> None:
        """Show the request that the event in ``row`` is sent in, -1 for the one before."""
        if row >= 0 and row != self._row:
            self._row = row
            if self._console.validation.is_long:
                self.changed.emit()

    @property
    def request(self) -> Request:
        """What to show; the same object as long as it says the same."""
        part = self._found()
        return part.request if part else self._console.request

    @property
    def caption(self) -> str:
        """What part of the document that is, as a sentence; "" where it is all of it."""
        part = self._found()
        if part is None:
            return ""
        count, of = len(part.rows), len(self._console.request.events)
        row = self._current() + 1
        said = tr("The request that event {row} is sent in: {count} of {of} events.")
        return said.format(row=number(row), count=count, of=number(of))

    def place(self, path: str) -> str:
        """Return the JSON Pointer into the document of what ``path`` leads to in the request."""
        part, row = self._found(), row_of(path)
        if part is None:
            return path
        if row is not None:
            rest = path.removeprefix(f"/{EVENT_LIST}/{row}")
            return f"/{EVENT_LIST}/{part.rows[row]}{rest}" if row < len(part.rows) else path
        own = tokens(path)[:1] and tokens(path)[0] in {"userId", "sessionId"}
        return f"/{EVENT_LIST}/{self._current()}{path}" if own else path

    def _current(self) -> int:
        return min(self._row, len(self._console.request.events) - 1)

    def _found(self) -> Part | None:
        """Return the part to show, None where that is all of the document."""
        document = self._console.request
        if not self._console.validation.is_long:
            self._source = self._part = None
        elif self._source is not document or (self._part and self._current() not in self._part.rows):
            before, self._source = self._part, document
            self._part = long_document.part_of(document, self._current())
            if before and before.rows == self._part.rows and before.request.is_same(self._part.request):
                self._part = before
        return self._part
