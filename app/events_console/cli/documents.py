"""The request in a file that a person names, and what is wrong with it."""

import sys
import time
from dataclasses import dataclass
from typing import Final

from events_console import forms
from events_console.cli.output import remark, unusable
from events_console.domain import lint
from events_console.domain.lint import Context, Validation
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import Request
from events_console.domain.wording import counted
from events_console.forms import Reading
from events_console.services import files

_MOST_CHECKED: Final = 5_000  # events; the service takes 10
_LISTED: Final = 9  # requests of a file that are named in a message
_WORST_FIRST: Final = tuple(Severity)
_NOUNS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}


@dataclass(frozen=True, slots=True)
class Document:
    """The request in the file ``name``; ``problems`` begin with the worst, ``notes`` are sentences."""

    name: str
    request: Request
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    def count(self, severity: Severity) -> int:
        """Return how many problems are as bad as that."""
        return sum(problem.severity is severity for problem in self.problems)

    def summary(self) -> str:
        """Return how many problems there are, in words."""
        counts = ((self.count(severity), noun) for severity, noun in _NOUNS.items())
        found = ", ".join(counted(count, noun) for count, noun in counts if count)
        return f"{self.name}: {found or 'no problems'} in {counted(len(self.request.events), 'event')}"

    def tell_notes(self) -> None:
        """Print the notes to standard error, where they are in no program's way."""
        remark(*(f"{self.name}: note: {note}" for note in self.notes))

    def at(self, path: str) -> str:
        """Return the file with the place that a JSON Pointer leads to."""
        return f"{self.name}:{path}" if path else self.name

    def line(self, problem: Problem) -> str:
        """Return a problem as a line that an editor can follow."""
        return f"{self.at(problem.path)}: {problem.severity}: {problem.message} [{problem.rule}]"


def read(name: str, form: str | None = None, number: int | None = None) -> Document | None:
    """Read and check the file ``name``, "-" for standard input; of several requests that ``number``, from 1.

    It is read as the form of that name, or as what it looks like. Where no request can be made of it, or it
    is not said which, say why and return None.
    """
    shown = "<stdin>" if name == "-" else name
    try:
        known, readings = forms.read_any(_text(name), forms.form(form) if form else None)
        reading = _chosen(readings, number)
    except ValueError as error:
        unusable(f"{shown}: {error}")
        return None
    request = reading.request
    problems = sorted(
        (*reading.problems, *_checked(request)), key=lambda problem: _WORST_FIRST.index(problem.severity)
    )
    notes = reading.notes if known.name == "json" else (f"Read as {known.label}.", *reading.notes)
    if len(request.events) > _MOST_CHECKED:
        notes += (f"Only the first {_MOST_CHECKED:,} of {len(request.events):,} events were checked.",)
    return Document(shown, request, tuple(problems), notes)


def _chosen(readings: tuple[Reading, ...], number: int | None) -> Reading:
    if number is None and len(readings) > 1:
        titles = "; ".join(f"{place}: {one.title}" for place, one in enumerate(readings[:_LISTED], 1))
        more = " …" if len(readings) > _LISTED else ""
        raise ValueError(f"it holds {len(readings):,} requests; choose one with --request N ({titles}{more})")
    if number and number > len(readings):
        raise ValueError(
            f"it holds {counted(len(readings), 'request')}, so that there is no --request {number}"
        )
    return readings[(number or 1) - 1]


def _checked(request: Request) -> tuple[Problem, ...]:
    left_out = request.events[_MOST_CHECKED:]
    as_if_known = Validation(request.with_events(left_out), (), ((),) * len(left_out))
    return lint.validate(request, Context(time.time()), as_if_known).problems()


def _text(name: str) -> str:
    """Return the text of a file; ValueError, as a sentence without its name, where there is none."""
    if name == "-" and sys.stdin is None:
        raise ValueError("it is closed; name a file")
    try:
        return files.read_text(name)
    except FileNotFoundError:
        raise ValueError("it does not exist, or links to what does not exist; check the path") from None
    except IsADirectoryError:
        raise ValueError("it is a folder; name a file in it") from None
    except PermissionError:
        raise ValueError("you may not read it; change its permissions or copy it") from None
    except OSError as error:
        raise ValueError(f"it cannot be read: {error.strerror}") from None
