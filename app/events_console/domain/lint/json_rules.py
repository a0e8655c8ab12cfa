"""Values that Python's JSON can hold and JSON itself cannot: parsers on the way repair or refuse them."""

import json
import math
import re
from collections.abc import Iterator
from typing import Final

from events_console.domain.json_value import Json, Object, dumps, walk
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import EVENT_LIST
from events_console.domain.wording import subject

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_STRICT: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)  # says in a moment whether all is well


def values(value: Json) -> Iterator[Problem]:
    """Yield a problem for each number that is not finite and each text with half a character in ``value``."""
    try:
        _STRICT.encode(value).encode()
    except ValueError:
        yield from _found(value)


def _found(value: Json) -> Iterator[Problem]:
    for path, found in walk(value):
        if isinstance(found, float) and not math.isfinite(found):
            message = (
                f"{subject(path)} is {dumps(found)}, which JSON cannot hold, so no number would arrive: "
                "write a finite one."
            )
            yield Problem(path, Severity.ERROR, "json.not-finite", message)
        elif isinstance(found, str) and (half := _SURROGATE.search(found)):
            message = (
                f"{subject(path)} holds half a character (U+{ord(half[0]):04X}) at position "
                f"{half.start() + 1:,}, which UTF-8 cannot carry: type the whole character again."
            )
            yield Problem(path, Severity.ERROR, "json.lone-surrogate", message)


def head_values(root: Json) -> Iterator[Problem]:
    """Yield the same for the request's own fields."""
    if isinstance(root, Object):
        events = root.get(EVENT_LIST)
        yield from values(root.without(EVENT_LIST) if isinstance(events, tuple) else root)
