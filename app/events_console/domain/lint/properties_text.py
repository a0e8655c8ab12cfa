"""The text of properties as the rules take it: read at once, and edited member by member."""

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple, NoReturn

from events_console.domain import json_text, properties
from events_console.domain.json_text import Read
from events_console.domain.json_value import Object, freeze
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
    edit = rewriting(text, names)
    if edit is None:
        return None
    new = " ".join(islice(names.values(), 2))
    label = f"Rename to {new}" if new.isalnum() and len(new) <= _SHORT else "Rename to camelCase"
    return Fix(label, (edit,), safe)


def rewriting(text: str, names: Mapping[str, str | None]) -> Edit | None:
    """Return the edit that renames members, or takes out those that become None.

    None where it would lose more than what is taken out: names that are given again, or odd numbers.
    """
    members = _members(text)
    if members is None:
        return None
    kept = list[str]()
    for name, value in members.written:
        new = names.get(name, name)
        if new is not None:
            kept.append(f"{properties.write_value(new)}{members.colon}{value}")
    return Edit(PATH, f"{{{members.comma.join(kept)}}}") if kept else Edit(PATH, remove=True)


def removal(text: str, name: str) -> Edit | None:
    """Return the edit that takes ``name`` out; None where that would lose more than one value."""
    members = _members(text)
    if members is None or sum(name == one for one, _ in members.written) > 1:
        return None
    return rewriting(text, {name: None})


class _Members(NamedTuple):
    """The ``written`` values of an object by name, and the signs between them."""

    written: tuple[tuple[str, str], ...]
    comma: str
    colon: str


@lru_cache(maxsize=8)  # the problems of one text ask in turn
def _members(text: str) -> _Members | None:
    pairs = _pairs(text)
    if pairs is None:
        return None
    compact = tuple((name, properties.write_value(value, compact=True)) for name, value in pairs)
    if text == f"{{{','.join(f'{properties.write_value(name)}:{value}' for name, value in compact)}}}":
        return _Members(compact, ",", ":")
    if not any(isinstance(value, tuple | Object) for _, value in pairs):
        return _Members(compact, ", ", ": ")
    return _Members(tuple((name, properties.write_value(value)) for name, value in pairs), ", ", ": ")


def _pairs(text: str) -> Pairs | None:
    if len(text) > _LONGEST_MENDED:
        return None
    try:
        quick = _QUICK.decode(text)
        if isinstance(quick, dict) and all(map(_is_scalar, quick.values())):
            return tuple((str(freeze(name)), freeze(value)) for name, value in quick.items())
    except (ValueError, RecursionError):
        pass
    try:
        return properties.read(text)
    except ValueError:  # it cannot be written back as it is
        return None


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | None) or (isinstance(value, float) and math.isfinite(value))


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is given again")
    return found


def _refused(name: str) -> NoReturn:
    raise ValueError(name)


# Making a decoder takes ten times as long as reading what properties hold; what is odd is read again.
_QUICK: Final = json.JSONDecoder(object_pairs_hook=_once_each, parse_constant=_refused)
