"""One event in the AWS CLI's shorthand: ``eventType=watch,sentAt=1700000000,impression=[i1,i2]``.

The grammar is that of ``awscli.shorthand`` with all its corners: text in quotation marks cannot end with a
backslash where the same mark follows, and outside of them no character beyond U+FFFF can stand. Its values
are texts and lists of texts; which of them are numbers, the service model says.
"""

import math
import re
from string import whitespace
from typing import Final

from events_console.domain.json_value import Json, Object, dumps, same
from events_console.domain.placeholders import NUMERIC
from events_console.domain.wording import quoted, sayable
from events_console.forms import UnreadableError, UnwritableError
from events_console.forms.expression import Place

_DEEPEST: Final = 60
_KEY: Final = re.compile("[A-Za-z0-9_.#/:-]*")
# Outside of quotation marks: which characters a value begins and goes on with; ``\,`` is a comma in it.
_ALIEN: Final = r"\x00-\x08\x0e-\x1b\U00010000-\U0010ffff"
_START: Final = r"(?:\\,|[^\x00-\x20\"',=\[{\U00010000-\U0010ffff])"
_VALUE: Final = re.compile(rf"{_START}(?:\\,|[^{_ALIEN}\"',\]}}])*")
_LISTED: Final = re.compile(rf"{_START}(?:\\,|[^{_ALIEN}\"',=])*")
_QUOTED: Final = {"'": re.compile(r"'(?:\\'|[^'])*'"), '"': re.compile(r'"(?:\\"|[^"])*"')}
_PLAIN: Final = re.compile(r"[A-Za-z0-9_.:/+@-]+")
_NAME: Final = re.compile("[A-Za-z0-9_.#/:-]+")
_NUMBER: Final = re.compile(r"[+-]?(?:([0-9]{1,400})|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?)")
_PLACEHOLDER: Final = re.compile(r"\{\{[^{}\"'\\]{1,40}\}\}")
_FILE: Final = re.compile("fileb?://")


def read(text: str, place: Place | None = None) -> Object:
    """Return the event that ``text``, which begins at ``place``, means to the AWS CLI.

    A number or a time is a number where it reads as one. Placeholders may stand in it like any word.
    """
    mark = next(char for char in map(chr, range(0xE000, 0xF900)) if char not in text)
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        found.append(match[0])
        return f"{mark}{len(found) - 1}{mark}"

    parser = _Parser(_PLACEHOLDER.sub(take, text), place or Place(1, 1))
    value = parser.event()
    if found:
        back = re.compile(f"{mark}([0-9]+){mark}")
        value = Object({name: _restored(member, back, found) for name, member in value.items()})
    return Object({name: _typed(name, member) for name, member in value.items()})


def parse(text: str) -> Object:
    """Return what ``text`` holds, without regard to the service model and to placeholders."""
    return _Parser(text, Place(1, 1)).event()


def write(event: Json) -> str:
    """Return ``event`` in shorthand; an UnwritableError where that cannot say exactly the same."""
    if not isinstance(event, Object) or not event:
        raise UnwritableError("shorthand has no words for an event without fields: write it as JSON")
    text = ",".join(_field(name, member) for name, member in event.items())
    if not _is_exact(text, event):
        raise UnwritableError("shorthand cannot say this event exactly: write it as JSON")
    return text


def _field(name: str, value: Json) -> str:
    text = f"{_key(name)}={_written(value, name)}"
    if not _is_exact(text, Object({name: value})):
        raise UnwritableError(f"shorthand cannot say {quoted(name)} exactly: write it as JSON")
    return text


def _key(name: str) -> str:
    if _NAME.fullmatch(name):
        return name
    raise UnwritableError(f"shorthand has no words for a field called {quoted(name)}: write it as JSON")


def _written(value: Json, name: str) -> str:
    """Return a value of the field ``name``."""
    match value:
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return value if _PLAIN.fullmatch(value) else f'"{escaped}"'
        case int() | float() if not isinstance(value, bool):
            return repr(value)
        case tuple():
            return f"[{','.join(_written(item, name) for item in value)}]"
        case Object():
            return (
                "{" + ",".join(f"{_key(key)}={_written(member, name)}" for key, member in value.items()) + "}"
            )
        case _:
            raise UnwritableError(
                f"shorthand has no words for {dumps(value)} in {quoted(name)}: write it as JSON"
            )


def _is_exact(text: str, event: Object) -> bool:
    value = event.get("eventValue")
    try:
        read_back = read(text)
        rounded = isinstance(value, int) and float(value) != value  # the AWS CLI takes it for a float
    except (UnreadableError, OverflowError):
        return False
    return same(read_back, event) and not rounded


class _Parser:
    """Recursive descent; each method begins where ``at`` is and leaves it behind what it read."""

    def __init__(self, text: str, place: Place) -> None:
        self._text = text
        self._place = place
        self._at = 0
        self._from_file = False  # whether the key has @=, which reads files
        self._level = 0

    def event(self) -> Object:
        members: dict[str, Json] = {}
        while True:
            start = self._at
            key = self._key()
            value = self._values()
            if key in members:
                message = f"{quoted(key)} is given twice; a blank, not a comma, stands between events"
                raise self._error(message, start)
            members[key] = value
            if self._at >= len(self._text):
                return Object(members)
            self._expect(",")

    def _key(self) -> str:
        found = _KEY.match(self._text, self._at)
        key = found[0] if found else ""
        self._at += len(key)
        self._blanks()
        self._from_file = self._current() == "@"
        if self._from_file:
            self._at += 1
        self._expect("=")
        return key

    def _values(self) -> Json:
        if self._current() in {"[", "{"}:
            return self._nested()
        first = self._first()
        self._blanks()
        if self._current() != ",":
            return first
        self._expect(",")
        items: list[Json] = [first]
        while True:
            item = self._second()
            self._blanks()
            if item is not None and not self._current():
                items.append(item)
                break
            if item is None or self._current() != ",":
                if not self._current():
                    raise self._error("a value is missing at the end", self._at)
                # What was taken for an item is the next key: go back to the comma before it.
                self._at = self._text.rindex(",", 0, self._at + 1)
                break
            self._expect(",")
            items.append(item)
        return tuple(items) if len(items) > 1 else first

    def _nested(self) -> Json:
        """Read ``[a,b]`` or ``{a=b,c=d}``."""
        self._level += 1
        if self._level > _DEEPEST:
            raise self._error("it is nested too deep to be read", self._at)
        closing = "]" if self._current() == "[" else "}"
        self._expect(self._current())
        items: list[Json] = []
        members: dict[str, Json] = {}
        while self._current() != closing:
            key = self._key() if closing == "}" else ""
            item = self._nested() if self._current() in {"[", "{"} else self._first()
            members[key] = item
            items.append(item)
            self._blanks()
            if self._current() != closing:
                self._expect(",")
        self._at += 1
        self._level -= 1
        return Object(members) if closing == "}" else tuple(items)

    def _first(self) -> str:
        found = self._quoted() if self._current() in _QUOTED else self._bare(_VALUE)
        return found or ""

    def _second(self) -> str | None:
        """Read an item behind a comma; None where there is none."""
        return self._quoted() if self._current() in _QUOTED else self._bare(_LISTED)

    def _quoted(self) -> str:
        mark = self._current()
        found = _QUOTED[mark].match(self._text, self._at)
        if not found:
            raise self._error(f"what {mark} begins here never ends: close it", self._at)
        self._at = found.end()
        return self._checked(found[0][1:-1].replace(f"\\{mark}", mark).replace("\\\\", "\\"))

    def _bare(self, pattern: re.Pattern[str]) -> str | None:
        found = pattern.match(self._text, self._at)
        if not found:
            return None
        self._at = found.end()
        return self._checked(found[0].replace("\\,", ",").rstrip())

    def _checked(self, value: str) -> str:
        if self._from_file and _FILE.match(value):
            raise self._error(
                f"{sayable(value, 'A file')} is not opened: put what it holds in its place", self._at
            )
        return value

    def _current(self) -> str:
        return self._text[self._at : self._at + 1]

    def _blanks(self) -> None:
        while self._current() and self._current() in whitespace:
            self._at += 1

    def _expect(self, char: str) -> None:
        self._blanks()
        if self._current() != char:
            found = quoted(self._current()) if self._current() else "the end"
            raise self._error(f"“{char}” must stand here in shorthand, not {found}", self._at)
        self._at += 1
        self._blanks()

    def _error(self, message: str, at: int) -> UnreadableError:
        line = self._text.count("\n", 0, at)
        column = at - self._text.rfind("\n", 0, at)
        return UnreadableError(
            message, self._place.line + line, column if line else self._place.column + column - 1
        )


def _restored(value: Json, back: re.Pattern[str], found: list[str]) -> Json:
    match value:
        case str():
            return back.sub(lambda token: found[int(token[1])], value)
        case tuple():
            return tuple(_restored(item, back, found) for item in value)
        case Object():
            return Object({name: _restored(member, back, found) for name, member in value.items()})
        case _:
            return value


def _typed(name: str, value: Json) -> Json:
    """Return ``value`` as the AWS CLI sends it in the field ``name``: numbers and lists are such."""
    if name == "impression":
        return value if isinstance(value, tuple) else (value,)
    number = _NUMBER.fullmatch(value) if name in NUMERIC and isinstance(value, str) else None
    if not number:
        return value
    figure = int(number[0]) if number[1] else float(number[0])
    return figure if math.isfinite(figure) else value
