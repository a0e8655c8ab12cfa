"""The text of properties as the rules take it: read at once, and edited member by member."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NoReturn

from events_console.domain import json_text, properties
from events_console.domain.json_text import Read
from events_console.domain.problem import Fix
from events_console.domain.properties import Pairs
from events_console.domain.request import Edit

PATH: Final = "/properties"
LONGEST: Final = 1024  # characters, the most that the service takes; longer texts are not remembered

_LONGEST_MENDED: Final = 16 * LONGEST  # beyond it the service refuses what any repair of a member leaves
_SHORT: Final = 20  # characters of a name that a button says


def read(text: str) -> Read:
    """Return what ``text`` holds, as :func:`json_text.parse_strictly` does."""
    try:
        return Read(_QUICK.decode(text), ())
    except (ValueError, RecursionError):
        return json_text.parse_strictly(text)


def renaming(text: str, names: Mapping[str, str], *, safe: bool = True) -> Fix | None:
    """Return the fix that renames members of the object in ``text``; None where that would lose something."""
    members = _pairs(text)
    if members is None:
        return None
    renamed = tuple((names.get(name, name), value) for name, value in members)
    new = " ".join(names.values())
    label = f"Rename to {new}" if new.isalnum() and len(new) <= _SHORT else "Rename to camelCase"
    return Fix(label, (Edit(PATH, properties.write(renamed, text)),), safe)


def removal(text: str, name: str) -> Edit | None:
    """Return the edit that takes ``name`` out; None where that would lose more than one value."""
    members = _pairs(text) or ()
    kept = tuple(pair for pair in members if pair[0] != name)
    if len(kept) != len(members) - 1:
        return None
    return Edit(PATH, properties.write(kept, text)) if kept else Edit(PATH, remove=True)


@lru_cache(maxsize=8)  # the problems of one text ask in turn
def _pairs(text: str) -> Pairs | None:
    if len(text) > _LONGEST_MENDED:
        return None
    try:
        return properties.read(text)
    except ValueError:  # it cannot be written back as it is
        return None


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is given again")
    return found


def _refused(name: str) -> NoReturn:
    raise ValueError(name)


# Making a decoder takes ten times as long as reading what properties hold; what is odd is read again.
_QUICK: Final = json.JSONDecoder(object_pairs_hook=_once_each, parse_constant=_refused)
