"""The request in a file that a person names, and what is wrong with it."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import Final

from events_console import forms
from events_console.cli.output import remark, unusable
from events_console.domain import lint, long_document
from events_console.domain.json_value import pointer
from events_console.domain.lint import Context, Validation
from events_console.domain.long_document import Part
from events_console.domain.problem import Problem, Severity, row_of
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.wording import counted
from events_console.forms import Reading
from events_console.services import files

_LISTED: Final = 9  # requests of a file that are named in a message
_WORST_FIRST: Final = tuple(Severity)
_NOUNS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}


@dataclass(frozen=True)
class Document:
    """The request in the file ``name``; ``notes`` are sentences.

    ``found`` are problems of its text alone; it is checked, as far as ``context`` knows, when its problems
    are asked for.
    """

    name: str
    request: Request
    notes: tuple[str, ...] = ()
    found: tuple[Problem, ...] = ()
    context: Context = field(default_factory=Context)

    @cached_property
    def _validation(self) -> Validation:
        return lint.validate(self.request, self.context)

    @cached_property
    def tally(self) -> Counter[tuple[Severity, str]]:
        """How many problems there are of each severity and rule, the worst first."""
        counts = Counter((problem.severity, problem.rule) for problem in self.found)
        counts.update(self._validation.tally)
        return Counter(dict(sorted(counts.items(), key=lambda each: _WORST_FIRST.index(each[0][0]))))

    def problems(self) -> Iterator[Problem]:
        """Yield every problem, the worst first."""
        return merge(sorted(self.found, key=_order), self._validation.each(), key=_order)

    def count(self, severity: Severity) -> int:
        """Return how many problems are as bad as that."""
        return sum(times for (each, _), times in self.tally.items() if each is severity)

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
        return f"{self.at(problem.path)}: {_NOUNS[problem.severity]}: {problem.message} [{problem.rule}]"


def read(
    name: str, form: str | None = None, number: int | None = None, context: Context | None = None
) -> Document | None:
    """Read and check the file ``name``, "-" for standard input; of several requests that ``number``, from 1.

    It is read as the form of that name, or as what it looks like. Where no request can be made of it, or it
    is not said which, say why and return None. Without a ``context`` it is checked by itself.
    """
    context = context or Context(time.time(), time.mktime)
    shown = "<stdin>" if name == "-" else name
    try:
        known, readings = forms.read_any(text(name, _read_document), forms.form(form) if form else None)
        reading = _chosen(readings, number)
    except ValueError as error:
        unusable(f"{shown}: {error}")
        return None
    notes = reading.notes if known.name == "json" else (f"Read as {known.label}.", *reading.notes)
    if context.silenced:
        notes += (f"The connection silences {', '.join(sorted(context.silenced))}.",)
    return Document(shown, reading.request, notes, reading.problems, context)


def _order(problem: Problem) -> int:
    return _WORST_FIRST.index(problem.severity)


def _chosen(readings: tuple[Reading, ...], number: int | None) -> Reading:
    if number is None and len(readings) > 1:
        titles = "; ".join(f"{place}: {one.title}" for place, one in enumerate(readings[:_LISTED], 1))
        more = " …" if len(readings) > _LISTED else ""
        raise ValueError(f"it holds {len(readings):,} requests; choose one with --request N ({titles}{more})")
    if number and len(readings) == 1 and long_document.is_long(readings[0].request):
        return _part(readings[0], number)
    if number and number > len(readings):
        raise ValueError(_beyond(counted(len(readings), "request"), number))
    return readings[(number or 1) - 1]


def _part(reading: Reading, number: int) -> Reading:
    """Return the request ``number``, from 1, of those that a long document is sent as."""
    part = next(islice(long_document.parts(reading.request), number - 1, None), None)
    if part is None:
        raise ValueError(_beyond(counted(long_document.count(reading.request), "request"), number))
    problems = tuple(problem for one in reading.problems for problem in _moved(one, part))
    return replace(reading, request=part.request, problems=problems)


def _moved(problem: Problem, part: Part) -> Iterator[Problem]:
    """Yield ``problem`` of a long document as one of ``part``, if it concerns that."""
    row = row_of(problem.path)
    if row is None:
        yield problem
    elif row in part.rows:
        inner = problem.path.removeprefix(pointer(EVENT_LIST, row))
        yield replace(problem, path=pointer(EVENT_LIST, part.rows.index(row)) + inner)


def _beyond(held: str, number: int) -> str:
    return f"it holds {held}, so that there is no --request {number}"


def _read_document(name: str) -> str:
    return files.read_document(name)[1]


def text(name: str, read: Callable[[str], str] = files.read_text) -> str:
    """Return the text of the file ``name``; ValueError, as a sentence without that, where there is none."""
    if name == "-" and sys.stdin is None:
        raise ValueError("it is closed; name a file")
    try:
        return read(name)
    except FileNotFoundError:
        raise ValueError("it does not exist, or links to what does not exist; check the path") from None
    except IsADirectoryError:
        raise ValueError("it is a folder; name a file in it") from None
    except PermissionError:
        raise ValueError("you may not read it; change its permissions or copy it") from None
    except OSError as error:
        raise ValueError(f"it cannot be read: {error.strerror}") from None
