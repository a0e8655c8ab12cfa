"""The lint: everything that is known to be wrong with a document, found row by row.

Each rule takes a value, its placeholders resolved, and returns problems whose paths start at that value. A
rule about one event is in ``EVENT_RULES``, one about the request's own fields in ``REQUEST_RULES``; nothing
else needs to know about it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, compress, count, islice
from typing import Final

from events_console.domain.json_value import Json, Object
from events_console.domain.lint import json_rules, placeholder_rules, properties_rules, schema_rules
from events_console.domain.placeholders import Resolver
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import EVENT_LIST, Request, shared_ends

Rule = Callable[[Json], Iterable[Problem]]

EVENT_RULES: Final[tuple[Rule, ...]] = (
    schema_rules.event,
    json_rules.values,
    properties_rules.properties,
    placeholder_rules.values,
)
REQUEST_RULES: Final[tuple[Rule, ...]] = (
    schema_rules.request,
    json_rules.head_values,
    placeholder_rules.head_values,
)

_MOST: Final = 100  # problems of one event: a hostile file has millions, and nobody reads more
_ANY_UUID: Final = "00000000-0000-4000-8000-000000000000"  # as long as each that sending makes up


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules may know beside the document: ``now`` in Unix seconds."""

    now: float = 0.0

    def resolver(self) -> Resolver:
        """Return what placeholders would become now: rules judge what will be sent, not how it is written."""
        return Resolver(self.now, lambda: _ANY_UUID)


@dataclass(frozen=True, slots=True)
class Validation:
    """The findings about ``request``: ``head`` for its own fields, ``rows`` for each event, from there."""

    request: Request
    head: tuple[Problem, ...]
    rows: tuple[tuple[Problem, ...], ...]

    def problems(self, most: int | None = None) -> tuple[Problem, ...]:
        """Return every problem with its path from the document, the worst first, then in reading order.

        With ``most``, only so many of them: a hostile document has millions.
        """
        marked = tuple(compress(count(), self.rows)) if any(self.rows) else ()
        return tuple(islice(chain.from_iterable(self._of(severity, marked) for severity in Severity), most))

    def severities(self) -> Counter[Severity]:
        """Return how many problems there are of each severity."""
        return Counter(problem.severity for problem in chain(self.head, *filter(None, self.rows)))

    def _of(self, severity: Severity, rows: Iterable[int]) -> Iterator[Problem]:
        yield from (problem for problem in self.head if problem.severity is severity)
        for row in rows:
            for problem in self.rows[row]:
                if problem.severity is severity:
                    yield problem.below(f"/{EVENT_LIST}/{row}")


def validate(request: Request, context: Context, before: Validation | None = None) -> Validation:
    """Return all findings about ``request``; the events it shares with ``before`` are not looked at again."""
    old, new = before.request.events if before else (), request.events
    rows = before.rows if before else ()
    head, tail = shared_ends(old, new)
    known = dict(zip(map(id, old[head : len(old) - tail]), rows[head : len(rows) - tail], strict=True))
    resolver = context.resolver()
    middle = tuple(
        known[id(event)] if id(event) in known else _check(resolver.value(event), EVENT_RULES)
        for event in new[head : len(new) - tail]
    )
    found = rows[:head] + middle + rows[len(rows) - tail :]
    return Validation(request, _check(_resolved_head(request.root, resolver), REQUEST_RULES), found)


def fresh_rows(request: Request, before: Validation | None) -> int:
    """Return how many events :func:`validate` would have to look at, at most."""
    return len(request.events) - sum(shared_ends(before.request.events if before else (), request.events))


def _resolved_head(root: Object, resolver: Resolver) -> Object:
    return Object(
        {name: value if name == EVENT_LIST else resolver.value(value, name) for name, value in root.items()}
    )


def _check(value: Json, rules: Iterable[Rule]) -> tuple[Problem, ...]:
    return tuple(islice((problem for rule in rules for problem in rule(value)), _MOST))
