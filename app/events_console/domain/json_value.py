"""JSON as immutable values, so that a document can be shared, compared and undone without copying.

Objects are :class:`Object`, arrays are tuples, everything else is Python's own. Texts may hold lone
surrogates and numbers may be NaN or infinite: a person may have typed them, the lint names them, nothing
repairs them.
"""

import json
import re
from collections.abc import Iterator
from typing import Final, NoReturn, TypeAlias

Json: TypeAlias = "bool | int | float | str | tuple[Json, ...] | Object | None"

DEEPEST: Final = 64  # levels; a request has 4, and Python's stack ends near 1,000
KEPT: Final = 2 * DEEPEST  # levels in a file of our own: a cell may hold as many as a text that is read
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# No encoding holds the first; text editors take the others for the end of a line or what is nobody's.
_ESCAPED: Final = re.compile("[\ud800-\udfff\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufff9-\uffff]")


class Object(dict[str, Json]):
    """A JSON object that cannot be changed; a ``dict``, so that ``json`` and ``jsonschema`` can read it."""

    __slots__ = ()

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("a document's object is immutable: use with_member or without")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def with_member(self, name: str, value: Json) -> "Object":
        """Return a copy in which ``name`` is ``value``; the order of the other members stays."""
        return Object({**self, name: value})

    def without(self, name: str) -> "Object":
        """Return a copy that lacks ``name``."""
        return Object({key: value for key, value in self.items() if key != name})


def freeze(value: object, levels: int = DEEPEST) -> Json:
    """Return ``value`` (dicts with text keys, lists, tuples and scalars) as immutable JSON.

    Halves of one surrogate pair become the character that they are in JSON text. Anything that is not JSON
    is a TypeError, nesting beyond ``levels`` a RecursionError.
    """
    if isinstance(value, str):
        return _joined(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if not levels:
        raise RecursionError("the value is nested too deep")
    if isinstance(value, dict):
        return Object({_name(key): freeze(member, levels - 1) for key, member in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(member, levels - 1) for member in value)
    raise TypeError(f"{type(value).__name__} is not JSON")


def _name(key: object) -> str:
    if isinstance(key, str):
        return _joined(key)
    raise TypeError(f"{key!r} cannot name a member of a JSON object")


def _joined(text: str) -> str:
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def dumps(value: Json, *, indent: int | None = None) -> str:
    """Return ``value`` as JSON text that any encoding and any text editor can hold, otherwise readable."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def same(left: Json, right: Json) -> bool:
    """Return whether two values would be written as the same JSON text.

    Unlike for ``==``, 1, 1.0 and true are three values, NaN is itself, and the order of members counts. What
    the two share is not looked at, so that documents of 100,000 rows can be compared at each keystroke.
    """
    if left is right:
        return True
    match left, right:
        case Object(), Object():
            return list(left) == list(right) and all(map(same, left.values(), right.values()))
        case tuple(), tuple():
            return len(left) == len(right) and all(map(same, left, right))
        case _:
            return type(left) is type(right) and repr(left) == repr(right)


def escape(name: str) -> str:
    """Return ``name`` as one reference token of a JSON Pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def pointer(*tokens: str | int) -> str:
    """Return the JSON Pointer (RFC 6901) through ``tokens``; without any it is the whole document."""
    return "".join(f"/{escape(str(token))}" for token in tokens)


def tokens(path: str) -> tuple[str, ...]:
    """Return the unescaped reference tokens of a JSON Pointer."""
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in path.split("/")[1:])


def walk(value: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Yield every value inside ``value``, itself included, with its JSON Pointer."""
    yield path, value
    if isinstance(value, Object):
        for name, member in value.items():
            yield from walk(member, f"{path}/{escape(name)}")
    elif isinstance(value, tuple):
        for index, member in enumerate(value):
            yield from walk(member, f"{path}/{index}")
