"""JSON text: read without repairing anything, and what is wrong with it said in plain words, at its place."""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple, NoReturn

from events_console.domain.json_value import DEEPEST, Json, escape, freeze
from events_console.domain.wording import sayable

_TEXT_OR_SIGN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]|-?[NI]', re.DOTALL)  # NaN and Infinity
_FOUND: Final = re.compile(r"""\s*("[^"\n]*"|[\w'.+-]+|.)""", re.DOTALL)

# What Python's parser says, by how it begins, and what the person who wrote the text needs to know.
_IN_WORDS: Final = {
    "Expecting value": "{} is no JSON value; text stands in double quotes, and True is written true",
    "Expecting property name": "{} cannot name a member; names stand in double quotes",
    "Expecting ':'": "{} stands where a colon must, between a name and its value",
    "Expecting ','": "{} stands where a comma or a closing bracket must",
    "Illegal trailing comma": "a comma must not stand before a closing bracket; remove it",
    "Extra data": "{} comes after the end of the JSON; remove it",
    "Unterminated string": "the text that begins here lacks its closing double quote",
    "Invalid control character": "text cannot hold this control character; write \\n for a line end",
    "Invalid \\escape": "a backslash stands here that escapes nothing; write two to mean one",
    "Invalid \\uXXXX": "\\u needs four hexadecimal digits after it",
    "Unexpected UTF-8 BOM": "an invisible byte order mark stands before the JSON; remove it",
}


class Parsed(NamedTuple):
    """What a text holds; ``repeated`` has the JSON Pointers of names given more than once, and how often."""

    value: Json
    repeated: tuple[tuple[str, int], ...]


class _Repeating(dict[str, object]):
    """An object whose text gives a name more than once; the last value counts, as in every JSON parser."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.times = Counter(name for name, _ in pairs)


class Read(NamedTuple):
    """What a text holds as ``json`` reads it; ``repeated`` has names given more than once, and how often."""

    value: object
    repeated: tuple[tuple[str, int], ...]


def parse(text: str) -> Parsed:
    """Read JSON text, with NaN and Infinity as Python writes them.

    A JSONDecodeError says in ``msg`` what is wrong: no JSON, nested too deep, or a number too long to mean.
    """
    text = text.removeprefix("\ufeff")
    raw, repeating = _loads(text)
    try:
        return Parsed(freeze(raw), tuple(_repeated(raw)) if repeating else ())
    except RecursionError:
        raise _too_deep(text) from None


def parse_strictly(text: str) -> Read:
    """Read JSON text as a service does: however deep it is nested, without a byte order mark, without NaN.

    Errors are those of :func:`parse`.
    """
    raw, repeating = _loads(text, strict=True)
    return Read(raw, tuple(pair for one in repeating for pair in one.times.items() if pair[1] > 1))


def _loads(text: str, *, strict: bool = False) -> tuple[object, list[_Repeating]]:
    """Return what ``text`` holds, and of the objects in it those that have a name more than once."""
    repeating: list[_Repeating] = []

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            repeating.append(found := _Repeating(pairs))
        return found

    def refuse(name: str) -> NoReturn:
        place = next(found.start() for found in _TEXT_OR_SIGN.finditer(text) if found[0][-1] in "NI")
        raise json.JSONDecodeError(f"{name} is no JSON value; write a number or null", text, place)

    try:
        constant = refuse if strict else None
        return json.loads(text, object_pairs_hook=members, parse_constant=constant), repeating
    except json.JSONDecodeError as error:
        raise json.JSONDecodeError(_in_words(error), text, error.pos) from None
    except RecursionError:
        raise _too_deep(text) from None
    except ValueError:  # Python's own limit, because the conversion takes the square of the digits in time
        most = sys.get_int_max_str_digits()
        found = re.search(rf"(?<![0-9])[0-9]{{{most + 1},}}", text)
        problem = f"this number has more than {most:,} digits; shorten it"
        raise json.JSONDecodeError(problem, text, found.start() if found else 0) from None


def _repeated(value: object, path: str = "") -> Iterator[tuple[str, int]]:
    if isinstance(value, dict):
        times = value.times if isinstance(value, _Repeating) else {}
        for name, member in value.items():
            if times.get(name, 1) > 1:
                yield f"{path}/{escape(name)}", times[name]
            yield from _repeated(member, f"{path}/{escape(name)}")
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _repeated(member, f"{path}/{index}")


def _too_deep(text: str) -> json.JSONDecodeError:
    problem = f"the values are nested more than {DEEPEST} levels deep, and a request needs 4; unwrap them"
    return json.JSONDecodeError(problem, text, _deepest(text))


def _deepest(text: str) -> int:
    """Return where the first value begins that is nested too deep."""
    level = 0
    for found in _TEXT_OR_SIGN.finditer(text):
        level += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if level > DEEPEST:
            return found.start()
    return 0


def _in_words(error: json.JSONDecodeError) -> str:
    found = _FOUND.match(error.doc, error.pos)
    if not found:
        return "the text ends before the JSON is complete"
    closing = found[1] in ("]", "}") and error.doc[: error.pos].rstrip().endswith(",")
    # From 3.13 on Python itself says this of a trailing comma.
    said = "Illegal trailing comma" if closing else error.msg
    if said.startswith("Expecting value") and found[1] in {"]", "}", ",", ":"}:
        return f"a value is missing before {sayable(found[1])}"
    known = (words.format(sayable(found[1])) for start, words in _IN_WORDS.items() if said.startswith(start))
    return next(known, said)
