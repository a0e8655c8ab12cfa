"""Names in double braces that are no placeholders: they go out as they stand."""

from collections.abc import Iterator

from events_console.domain.json_value import Json, Object, walk
from events_console.domain.placeholders import NUMERIC, misread
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import EVENT_LIST
from events_console.domain.wording import subject


def values(value: Json) -> Iterator[Problem]:
    """Yield a problem for each text in ``value`` with such a name; where a number belongs it is refused."""
    for path, found in walk(value):
        if isinstance(found, str) and path.rpartition("/")[2] not in NUMERIC and (why := misread(found)):
            message = f"{subject(path)} goes out as it stands, for {why}."
            yield Problem(path, Severity.WARNING, "placeholder.unknown", message)


def head_values(root: Json) -> Iterator[Problem]:
    """Yield the same for the request's own fields."""
    if isinstance(root, Object):
        yield from values(root.without(EVENT_LIST))
