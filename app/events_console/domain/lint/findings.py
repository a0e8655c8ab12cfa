"""The findings about a document."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice

from events_console.domain import long_document
from events_console.domain.lint.among_rules import Among
from events_console.domain.lint.blocks import Block, Found, Rows, Tally
from events_console.domain.lint.context import Context
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import EVENT_LIST, Request


@dataclass(frozen=True)
class Validation:
    """The findings about ``request``: ``head`` for its own fields, ``rows`` for each event, from there.

    One that is not ``complete`` is of a check that is still under way.
    """

    request: Request
    head: Found
    rows: Rows
    among: Among = field(default_factory=Among)
    sessions: Found = ()
    context: Context = field(default_factory=Context)
    complete: bool = True

    @classmethod
    def none(cls, request: Request) -> "Validation":
        """Return the findings of nobody, who has looked at ``request`` not at all."""
        return cls(request, (), Rows((Block.unseen(request.events),)), complete=False)

    @cached_property
    def is_long(self) -> bool:
        """Whether it is a long document."""
        return long_document.is_long(self.request)

    @cached_property
    def tally(self) -> Tally:
        """How many problems there are of each severity and rule: the worst first, then the most frequent."""
        counts: Tally = Counter((problem.severity, problem.rule) for problem in self.head)
        for block in self.rows.blocks:
            for kind, times in block.tally.items():
                counts[kind] += times
        order = list(Severity)
        return Counter(
            dict(sorted(counts.items(), key=lambda each: (order.index(each[0][0]), -each[1], each[0][1])))
        )

    def problems(self, most: int | None = None, rule: str | None = None) -> tuple[Problem, ...]:
        """Return every problem with its path from the document, the worst first, then in reading order.

        With ``most``, only so many of them: a hostile document has millions; with ``rule``, only its own.
        """
        return tuple(islice(self.each(rule), most))

    def each(self, rule: str | None = None) -> Iterator[Problem]:
        """Yield what :meth:`problems` returns."""
        return chain.from_iterable(self._of(severity, rule) for severity in Severity)

    def severities(self) -> Counter[Severity]:
        """Return how many problems there are of each severity."""
        counts: Counter[Severity] = Counter()
        for (severity, _), times in self.tally.items():
            counts[severity] += times
        return counts

    def _of(self, severity: Severity, rule: str | None) -> Iterator[Problem]:
        yield from (one for one in self.head if one.severity is severity and rule in {None, one.rule})
        in_rows = any(kind is severity and rule in {None, name} for kind, name in self.tally)
        start = 0
        for block in self.rows.blocks if in_rows else ():
            if any(kind is severity and rule in {None, name} for kind, name in block.tally):
                for row, found in enumerate(block.rows, start):
                    for problem in found:
                        if problem.severity is severity and rule in {None, problem.rule}:
                            yield problem.below(f"/{EVENT_LIST}/{row}")
            start += len(block.events)
