"""Names in double braces that are no placeholders: they go out as they stand."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from events_console.domain.json_value import Json, Object, walk
from events_console.domain.lint.id_rules import is_id
from events_console.domain.lint.rule import Rule
from events_console.domain.placeholders import NUMERIC, misread
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import EVENT_LIST
from events_console.domain.wording import subject

UNKNOWN: Final = Rule(
    "placeholder.unknown",
    Severity.WARNING,
    "a name in double braces that is no placeholder, in any text but an ID: {{today}}",
)
RULES: Final = (UNKNOWN,)

_MOST_TOLD: Final = 20  # of an event
_MOST: Final = 10_000  # values that are looked at; an event of more is refused anyway


def values(value: Json) -> Iterator[Problem]:
    """Yield a problem for each text in ``value`` with such a name; numbers and IDs have their own rules."""
    yield from islice(_found(value), _MOST_TOLD)


def _found(value: Json) -> Iterator[Problem]:
    for path, found in islice(walk(value), _MOST):
        if (
            isinstance(found, str)
            and "{{" in found
            and path.rpartition("/")[2] not in NUMERIC
            and not is_id(path)
            and (why := misread(found))
        ):
            yield UNKNOWN.at(path, f"{subject(path)} goes out as it stands, for {why}.")


def head_values(root: Json) -> Iterator[Problem]:
    """Yield the same for the request's own fields."""
    if isinstance(root, Object):
        yield from values(root.without(EVENT_LIST))
