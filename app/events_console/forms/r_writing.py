"""A request as R code for paws, in the style of the tidyverse."""

import math
import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from events_console.domain.json_value import Json, Object
from events_console.domain.placeholders import NUMERIC, Placeholder, split
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.service_model import Shape, put_events
from events_console.domain.wording import quoted
from events_console.forms import Target, UnwritableError, Writing, body

_Path: TypeAlias = "tuple[str | int, ...]"

_WIDTH: Final = 80
_STEP: Final = 2  # columns
_DATE_DIGITS: Final = 10**15  # beyond, seconds are no date
_SYNTACTIC: Final = re.compile(r"(?:[A-Za-z]|\.(?![0-9.]))[A-Za-z0-9._]*")
_RESERVED: Final = frozenset(
    {"if", "else", "repeat", "while", "function", "for", "next", "break", "in", "TRUE", "FALSE", "NULL"}
    | {"Inf", "NaN", "NA", "NA_integer_", "NA_real_", "NA_character_", "NA_complex_"}
)
_ESCAPES: Final = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_JOINERS: Final = "\u200c\u200d"  # between the parts of one emoji or letter
_RAW_QUOTES: Final = ("", "-", "--", "---")
_UNSAYABLE: Final = re.compile("[\0\ud800-\udfff]")
_NEEDS_UUID: Final = 'The code needs the package uuid: install.packages("uuid").'
_EVENT_LEVEL: Final = 2  # steps from the root


def write(request: Request, target: Target) -> Writing:
    """Return the client, the present time where it is needed, and the call."""
    writer = _Writer()
    members = writer.members(request.root, (), 0)
    call = _call("svc$put_events", members, 0, broken=True)
    parts = [f"svc <- {_client(target)}", call]
    if writer.tells_time:
        parts.insert(1, "now <- as.POSIXct(trunc(Sys.time()))")
    needs = (_NEEDS_UUID,) if writer.makes_uuids else ()
    return Writing("\n\n".join(parts) + "\n", (*_notes(request), *needs, *body.number_notes(request)))


class _Writer:
    """Writes values; ``tells_time`` and ``makes_uuids`` are whether such have been among them."""

    def __init__(self) -> None:
        self.tells_time = False
        self.makes_uuids = False

    def members(self, holder: Object, path: _Path, indent: int) -> list[str]:
        return [
            f"{_name(name, path)} = {self._value(value, (*path, name), indent + _STEP)}"
            for name, value in holder.items()
        ]

    def _value(self, value: Json, path: _Path, indent: int) -> str:
        match value:
            case None:
                return "NULL"
            case bool():
                return "TRUE" if value else "FALSE"
            case str():
                return self._text(value, path, indent)
            case int() | float():
                return _instant(value) if _is_instant(value, path) else _number(value)
            case Object():
                if not value:
                    return "structure(list(), names = character(0))"
                members = self.members(value, path, indent)
                return _call("list", members, indent, broken=_is_event(path))
            case tuple():
                items = [
                    self._value(item, (*path, place), indent + _STEP) for place, item in enumerate(value)
                ]
                return _call("list", items, indent, broken=path == (EVENT_LIST,))

    def _text(self, value: str, path: _Path, indent: int) -> str:
        whole = split(value.strip()) if path[-1] in NUMERIC else ()
        match whole:
            case (Placeholder(offset=int() as offset),):
                now = self._now(offset)
                return now if path[-1] == "sentAt" else f"as.numeric({now})"
            case _:
                pieces = [self._piece(part, path) for part in split(value)] or ['""']
        return pieces[0] if len(pieces) == 1 else _call("paste0", pieces, indent)

    def _piece(self, part: str | Placeholder, path: _Path) -> str:
        if isinstance(part, str):
            return _quoted(part, path)
        if part.offset is None:
            self.makes_uuids = True
            return "uuid::UUIDgenerate()"
        return f'sprintf("%.0f", as.numeric({self._now(part.offset)}))'

    def _now(self, offset: int) -> str:
        self.tells_time = True
        return "now" if not offset else f"now {'-' if offset < 0 else '+'} {abs(offset)}"


def _client(target: Target) -> str:
    config = []
    if target.profile or not target.signed:
        credentials = f"profile = {_quoted(target.profile, ())}" if target.signed else "anonymous = TRUE"
        config.append(f"credentials = list({credentials})")
    config += [
        f"{name} = {_quoted(value, ())}"
        for name, value in (("region", target.region), ("endpoint", target.endpoint_url))
        if value
    ]
    inner = [f"config = {_call('list', config, _STEP)}"] if config else []
    return _call("paws::personalizeevents", inner, 0)


def _call(function: str, arguments: Sequence[str], indent: int, *, broken: bool = False) -> str:
    """Return a call on one line, or with one argument a line where it is long or shall be ``broken``."""
    flat = f"{function}({', '.join(arguments)})"
    if not arguments or (not broken and "\n" not in flat and indent + len(flat) <= _WIDTH):
        return flat
    inner = ",\n".join(f"{' ' * (indent + _STEP)}{argument}" for argument in arguments)
    return f"{function}(\n{inner}\n{' ' * indent})"


def _name(name: str, path: _Path) -> str:
    if _SYNTACTIC.fullmatch(name) and name not in _RESERVED:
        return name
    if not name:
        raise UnwritableError(f"R has no empty names: give the member {_where(path)} a name")
    return f"`{_escaped(name, '`', path)}`"


def _quoted(text: str, path: _Path) -> str:
    """Return ``text`` as it is read best: in quotation marks, or raw where it would have many backslashes."""
    escaped = _escaped(text, '"', path)
    if len(escaped) == len(text) + text.count('"') + text.count("\\") != len(text):
        for dashes in _RAW_QUOTES:
            if f'){dashes}"' not in text:
                return f'r"{dashes}({text}){dashes}"'
    return f'"{escaped}"'


def _escaped(text: str, quote: str, path: _Path) -> str:
    if unsayable := _UNSAYABLE.search(text):
        what = "a NUL character" if unsayable[0] == "\0" else "half a surrogate pair"
        raise UnwritableError(f"a text of R cannot hold {what}: take it out {_where(path)}")
    return "".join(_character(char, quote) for char in text)


def _character(char: str, quote: str) -> str:
    if char == quote:
        return f"\\{quote}"
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable() or char in _JOINERS:
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 1 << 16 else f"\\U{ord(char):08x}"


def _where(path: _Path) -> str:
    """Return where ``path`` leads, as the end of a sentence."""
    match path:
        case (str(), int() as row, *rest) if path[0] == EVENT_LIST:
            return f"of {f'{quoted(str(rest[0]))} in ' if rest else ''}event {row + 1}"
        case (name, *_):
            return f"of {quoted(str(name))}"
        case _:
            return "of the request"


def _number(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Inf" if value > 0 else "-Inf"
    short = repr(value)
    # R does not round texts of 16 digits as exactly as those of 17.
    return short if float(f"{value:.15g}") == value else f"{value:.17g}"


def _instant(value: float) -> str:
    return f'as.POSIXct({_number(value)}, origin = "1970-01-01", tz = "UTC")'


def _is_instant(value: float, path: _Path) -> bool:
    return _is_event(path[:-1]) and path[-1] == "sentAt" and abs(value) < _DATE_DIGITS


def _is_event(path: _Path) -> bool:
    return len(path) == _EVENT_LEVEL and path[0] == EVENT_LIST and isinstance(path[1], int)


def _notes(request: Request) -> tuple[str, ...]:
    """Return what paws does to the request that its code does not show."""
    said: dict[str, None] = {}
    _look_at(request.root, put_events().input, said)
    return tuple(said)


def _look_at(value: Json, shape: Shape | None, said: dict[str, None]) -> None:
    if isinstance(value, Object) and shape and shape.type == "structure":
        for name, member in value.items():
            if name not in shape.members:
                said[f"paws refuses {quoted(name)}, which the service does not know."] = None
            elif _is_empty(member):
                said[f"paws leaves {name} out where it is empty."] = None
            else:
                _look_at(member, shape.members[name], said)
    elif isinstance(value, tuple) and shape and shape.type == "list":
        for item in value:
            _look_at(item, shape.member, said)
    elif isinstance(value, int | float) and not _has_few_digits(value):
        said["paws sends no more than 15 digits of a number."] = None


def _is_empty(value: Json) -> bool:
    match value:
        case None | "":
            return True
        case Object():
            return all(map(_is_empty, value.values()))
        case tuple():
            return all(map(_is_empty, value))
        case _:
            return False


def _has_few_digits(value: float) -> bool:
    try:
        return not math.isfinite(value) or float(f"{value:.15g}") == value
    except OverflowError:
        return False
