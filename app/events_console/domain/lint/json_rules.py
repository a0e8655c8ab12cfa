"""Values that Python's JSON can hold and JSON itself cannot: parsers on the way repair or refuse them."""

import json
import math
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from events_console.domain.json_value import Json, Object, dumps, walk
from events_console.domain.lint.rule import Rule
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import EVENT_LIST
from events_console.domain.wording import subject

DUPLICATE_KEY: Final = Rule(
    "json.duplicate-key", Severity.ERROR, "a name given twice in one object, of which only the last counts"
)
NOT_FINITE: Final = Rule(
    "json.not-finite", Severity.ERROR, "NaN or Infinity, which JSON cannot hold, instead of a number"
)
LONE_SURROGATE: Final = Rule(
    "json.lone-surrogate", Severity.ERROR, "half a character in a text, which UTF-8 cannot carry"
)
RULES: Final = (DUPLICATE_KEY, NOT_FINITE, LONE_SURROGATE)  # the first is found where a text is read

_MOST_TOLD: Final = 20  # of an event
_MOST: Final = 10_000  # values that are looked at; an event of more is refused anyway
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_STRICT: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)  # says in a moment whether all is well


def values(value: Json) -> Iterator[Problem]:
    """Yield a problem for each number that is not finite and each text with half a character in ``value``."""
    try:
        _STRICT.encode(value).encode()
    except ValueError:
        yield from islice(_found(value), _MOST_TOLD)


def _found(value: Json) -> Iterator[Problem]:
    for path, found in islice(walk(value), _MOST):
        if isinstance(found, float) and not math.isfinite(found):
            message = (
                f"{subject(path)} is {dumps(found)}, which JSON cannot hold, so no number would arrive: "
                "write a finite one."
            )
            yield NOT_FINITE.at(path, message)
        elif isinstance(found, str) and (half := _SURROGATE.search(found)):
            message = (
                f"{subject(path)} holds half a character (U+{ord(half[0]):04X}) at position "
                f"{half.start() + 1:,}, which UTF-8 cannot carry: type the whole character again."
            )
            yield LONE_SURROGATE.at(path, message)


def head_values(root: Json) -> Iterator[Problem]:
    """Yield the same for the request's own fields."""
    if isinstance(root, Object):
        events = root.get(EVENT_LIST)
        yield from values(root.without(EVENT_LIST) if isinstance(events, tuple) else root)
