"""What a rule is: the line of the table that help shows, and the maker of its problems."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.wording import counted


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the lint.

    ``name`` is what problems, scripts and silenced lists call it (one that ends with ``.*`` stands for a
    family); ``catches`` says, without a full stop, what it finds, ``mends`` what its repair does, if it has
    one.
    """

    name: str
    severity: Severity
    catches: str
    mends: str = ""

    def at(self, path: str, message: str, fix: Fix | None = None, *others: Fix) -> Problem:
        """Return a problem of this rule at the JSON Pointer ``path``."""
        return Problem(path, self.severity, self.name, message, fix, others)


def likewise(problems: Sequence[Problem], more: int, noun: str) -> tuple[Problem, ...]:
    """Return ``problems``, the last of which says that ``more`` of ``noun`` are wrong in the same way."""
    if more <= 0:
        return tuple(problems)
    *others, last = problems
    message = f"{last.message.removesuffix('.')}; the same goes for {counted(more, f'more {noun}')}."
    return (*others, replace(last, message=message))
