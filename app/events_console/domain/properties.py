"""Properties: the JSON object that an event carries as text, taken apart into pairs to be edited one by one.

Pairs keep the order, and a name that is given twice. Text that pairs could not say again, so that editing
one of them would change another, is not taken apart.
"""

import json
import math
from functools import lru_cache
from typing import Final, TypeAlias

from events_console.domain import json_text
from events_console.domain.json_text import Parsed
from events_console.domain.json_value import Json, Object, freeze, tokens, walk

Pairs: TypeAlias = tuple[tuple[str, Json], ...]

_LOOSE: Final = json.JSONEncoder(ensure_ascii=False)
_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_NO_OBJECT: Final = 'This is no JSON object; write one such as {"cabinType": "Economy"}.'


def read(text: str) -> Pairs:
    """Return the members of the JSON object in ``text``; a ValueError says in a sentence why it has none."""
    try:
        parsed = json_text.parse(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"Line {error.lineno}, column {error.colno}: {error.msg}.") from None
    reason = _unsayable(parsed, levels=1) if isinstance(parsed.value, Object) else _NO_OBJECT
    if reason:
        raise ValueError(reason)
    return _members(text)


def pairs_of(value: Json) -> Pairs:
    """Return the members of what stands as ``properties``: text as it should be, or an object by mistake.

    Any other value is a ValueError; empty text has no members.
    """
    if isinstance(value, Object):
        return tuple(value.items())
    if isinstance(value, str):
        return read(value) if value else ()
    raise ValueError(_NO_OBJECT)


def write(pairs: Pairs, like: str = "") -> str:
    """Return the JSON object of ``pairs``, with blanks after its signs unless ``like`` is written without."""
    return _written(pairs, compact=_is_compact(like))


def show_value(value: Json) -> str:
    """Return ``value`` as its cell shows it: text as it is unless it would read as JSON, the rest as JSON."""
    if isinstance(value, str) and value.isprintable() and read_value(value) == value:
        return value
    return write_value(value)


def read_value(text: str) -> Json:
    """Return what ``text`` typed into a cell means: the JSON value that it writes down, else itself."""
    try:
        parsed = json_text.parse(text)
    except json.JSONDecodeError:
        return text
    return text if _unsayable(parsed) else parsed.value


def _unsayable(parsed: Parsed, levels: int = 0) -> str:
    """Return why ``parsed`` cannot be written as it was read; names may repeat in the outer ``levels``."""
    for path, times in parsed.repeated:
        steps = tokens(path)
        if len(steps) > levels:
            return f"“{steps[-1]}” is given {times} times inside “{steps[0]}”; keep one of them to see rows."
    if any(isinstance(value, float) and not math.isfinite(value) for _, value in walk(parsed.value)):
        return "A number is too large for JSON, or is NaN or Infinity; write a finite one to see rows."
    return ""


def _members(text: str) -> Pairs:
    found: list[tuple[str, object]] = []

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found[:] = pairs  # the outermost object is the last that the parser ends
        return dict(pairs)

    json.loads(text.removeprefix("\ufeff"), object_pairs_hook=members)
    return tuple((str(freeze(name)), freeze(value)) for name, value in found)


@lru_cache(maxsize=8)  # repairs of one text ask in turn
def _is_compact(text: str) -> bool:
    try:
        pairs = read(text)
    except ValueError:
        return False
    return bool(pairs) and text == _written(pairs, compact=True)


def _written(pairs: Pairs, *, compact: bool) -> str:
    comma, colon = (",", ":") if compact else (", ", ": ")
    written = (f"{write_value(name)}{colon}{write_value(value, compact=compact)}" for name, value in pairs)
    return f"{{{comma.join(written)}}}"


def write_value(value: Json, *, compact: bool = False) -> str:
    """Return the JSON of ``value``, with blanks after its signs unless ``compact``."""
    if type(value) is int:
        return str(value)
    text = (_COMPACT if compact else _LOOSE).encode(value)
    if text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode()  # half a character becomes its JSON escape
