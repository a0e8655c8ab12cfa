"""Names in double braces that are no placeholders: they go out as they stand."""

from collections.abc import Iterator
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


def values(value: Json) -> Iterator[Problem]:
    """Yield a problem for each text in ``value`` with such a name; numbers and IDs have their own rules."""
    for path, found in walk(value):
        if (
            isinstance(found, str)
            and path.rpartition("/")[2] not in NUMERIC
            and not is_id(path)
            and (why := misread(found))
        ):
            yield UNKNOWN.at(path, f"{subject(path)} goes out as it stands, for {why}.")


def head_values(root: Json) -> Iterator[Problem]:
    """Yield the same for the request's own fields."""
    if isinstance(root, Object):
        yield from values(root.without(EVENT_LIST))
