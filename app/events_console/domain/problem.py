"""What is wrong with a document: where, how bad, why, and how to mend it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from events_console.domain.fields import label_of
from events_console.domain.json_value import tokens
from events_console.domain.request import EVENT_LIST, Edit, Request
from events_console.domain.wording import shortened

_ROW: Final = re.compile("[0-9]{1,9}")


class Severity(StrEnum):
    """How bad a problem is; the order is the order of showing."""

    ERROR = "error"  # the service will refuse it, or it cannot mean what was meant
    WARNING = "warning"  # accepted, but likely lost or wrong
    INFO = "info"  # worth knowing


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair: a label for its button and the edits it makes.

    A ``safe`` one is certain and loses nothing, so that "Fix all safe" may make it unasked; of the others a
    person chooses. ``remake`` makes what edits cannot say without holding a whole document.
    """

    label: str
    edits: tuple[Edit, ...] = ()
    safe: bool = True
    remake: Callable[[Request], Request] | None = None

    def apply(self, request: Request) -> Request:
        """Return the mended document."""
        for edit in self.edits:
            request = edit.apply(request)
        return self.remake(request) if self.remake else request

    def below(self, prefix: str) -> "Fix":
        """Return the fix for the same value seen from ``prefix`` further out."""
        edits = tuple(Edit(prefix + one.path, one.value, one.remove, one.rename) for one in self.edits)
        return Fix(self.label, edits, self.safe, self.remake)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding; ``path`` is a JSON Pointer into the document, ``rule`` a name from the lint's table.

    ``others`` are further repairs, each of which would do instead of ``fix``.
    """

    path: str
    severity: Severity
    rule: str
    message: str
    fix: Fix | None = None
    others: tuple[Fix, ...] = ()

    def below(self, prefix: str) -> "Problem":
        """Return the problem of the same value seen from ``prefix`` further out."""
        fix = self.fix and self.fix.below(prefix)
        others = self.others and tuple(other.below(prefix) for other in self.others)
        return Problem(prefix + self.path, self.severity, self.rule, self.message, fix, others)

    @property
    def place(self) -> str:
        """Where it is, in the words of the window: "Event 3 · Sent at"."""
        return place(self.path)


def row_of(path: str) -> int | None:
    """Return the row (from 0) of the event that ``path`` leads into, or None where it leads elsewhere."""
    steps = tokens(path)
    return int(steps[1]) if len(steps) > 1 and steps[0] == EVENT_LIST and _ROW.fullmatch(steps[1]) else None


def place(path: str) -> str:
    """Return a JSON Pointer in the words of the window: "Event 3 · Sent at", "Session ID", "Request"."""
    row, label = named(path)
    event = "" if row is None else f"Event {row + 1}"
    return " · ".join(filter(None, (event, label))) or "Request"


def named(path: str) -> tuple[int | None, str]:
    """Return the row of the event that ``path`` leads into, if any, and the label of its field, or ""."""
    row, steps = row_of(path), tokens(path)
    name = (*(steps[:1] if row is None else steps[2:3]), "")[0]
    return row, shortened(label_of(name))
