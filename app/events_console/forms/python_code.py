"""A Python program that sends a request with boto3, laid out as black and ruff do."""

import json
import keyword
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeAlias

from events_console.domain import json_text
from events_console.domain.json_value import Json, Object
from events_console.domain.placeholders import NUMERIC, Placeholder, split
from events_console.domain.request import EVENT_LIST, Request
from events_console.forms import Target, UnwritableError

_WIDTH: Final = 88
_INDENT: Final = 4
_LAST: Final = 253_402_300_799  # the last second of the year 9999
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ESCAPE: Final = re.compile(r"""\\.|\"""", re.DOTALL)
_IN_DOUBLE: Final = {"\\'": "'", '"': '\\"'}
_OPTION_CODE: Final = {"separators": '(",", ":")', "ensure_ascii": "False"}
_COMPACT: Final = {"separators": (",", ":")}
_OPTIONS: Final[tuple[dict[str, Any], ...]] = (  # of json.dumps, from the plainest on
    {},
    _COMPACT,
    {"ensure_ascii": False},
    {"ensure_ascii": False, **_COMPACT},
)


@dataclass(frozen=True, slots=True)
class _Group:
    """Items in brackets, each after a text such as ``name=``; ``is_open`` ones have a line each."""

    opening: str
    items: tuple[tuple[str, "_Code"], ...]
    closing: str
    is_open: bool = False


_Code: TypeAlias = str | _Group


def program(request: Request, target: Target) -> str:
    """Return the program; a number that Python cannot read is an :class:`UnwritableError`."""
    writer = _Writer()
    call = writer.call(request.root)
    lines = [
        *_client(target),
        *(["now = int(time.time())"] if "time" in writer.modules else []),
        _laid_out(call),
    ]
    standard = [f"import {name}" for name in ("json", "time", "uuid") if name in writer.modules]
    if "datetime" in writer.modules:
        standard.append("from datetime import datetime, timezone")
    third = ["import boto3"]
    if not target.signed:
        third += ["from botocore import UNSIGNED", "from botocore.config import Config"]
    blocks = [standard, third, lines]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _client(target: Target) -> Iterator[str]:
    options: dict[str, str] = {}
    if target.region:
        options["region_name="] = _literal(target.region)
    if target.endpoint_url:
        options["endpoint_url="] = _literal(target.endpoint_url)
    if not target.signed:
        options["config="] = "Config(signature_version=UNSIGNED)"
    if target.profile:
        made = _Group("boto3.Session(", (("profile_name=", _literal(target.profile)),), ")")
        yield f"session = {_laid_out(made, used=10)}"
    maker = "session" if target.profile else "boto3"
    made = _Group(f"{maker}.client(", (("", '"personalize-events"'), *options.items()), ")")
    yield f"client = {_laid_out(made, used=9)}"


class _Writer:
    """Makes code of values; ``modules`` are those that it needs."""

    def __init__(self) -> None:
        """Need none yet."""
        self.modules: set[str] = set()

    def call(self, root: Object) -> _Code:
        """Return the call with the members of ``root``; from the first that is no name on, in a dict."""
        names = list(root)
        end = next((at for at, name in enumerate(names) if not _is_name(name)), len(names))
        items = [(f"{name}=", self._field(root[name], name)) for name in names[:end]]
        if end < len(names):
            items.append(("**", self._value(Object({name: root[name] for name in names[end:]}))))
        return _Group("client.put_events(", tuple(items), ")", is_open=True)

    def _field(self, value: Json, name: str) -> _Code:
        code = self._value(value, name)
        if name != EVENT_LIST or not isinstance(code, _Group):
            return code
        events = ((prefix, _opened(event)) for prefix, event in code.items)
        return _opened(replace(code, items=tuple(events)))

    def _value(self, value: Json, name: str = "") -> _Code:
        match value:
            case str():
                return self._properties(value) if name == "properties" else self._text(value, name)
            case Object():
                pairs = ((f"{_literal(key)}: ", self._value(one, key)) for key, one in value.items())
                return _Group("{", tuple(pairs), "}")
            case tuple():
                return _Group("[", tuple(("", self._value(one, name)) for one in value), "]")
            case _ if name == "sentAt" and _fits_datetime(value):
                self.modules.add("datetime")
                return _Group("datetime.fromtimestamp(", (("", repr(value)), ("", "tz=timezone.utc")), ")")
            case _:
                return _scalar(value)

    def _text(self, text: str, name: str = "") -> str:
        """Return code for ``text``, a number where a placeholder is the whole of a time or number."""
        match split(text.strip()) if name in NUMERIC else ():
            case (Placeholder(int(offset)),):
                return self._now(offset)
        match split(text):
            case (Placeholder() as only,):
                return f"str({self._live(only)})"
            case parts if any(isinstance(part, Placeholder) for part in parts):
                return self._f_string(parts)
        return _literal(text)

    def _f_string(self, parts: Sequence[str | Placeholder]) -> str:
        quote = _quote("".join(part for part in parts if isinstance(part, str)))
        inner = (
            f"{{{self._live(part)}}}"
            if isinstance(part, Placeholder)
            else _escaped(part, quote).replace("{", "{{").replace("}", "}}")
            for part in parts
        )
        return f"f{quote}{''.join(inner)}{quote}"

    def _live(self, placeholder: Placeholder) -> str:
        if placeholder.offset is not None:
            return self._now(placeholder.offset)
        self.modules.add("uuid")
        return "uuid.uuid4()"

    def _now(self, offset: int) -> str:
        self.modules.add("time")
        return f"now {'-' if offset < 0 else '+'} {abs(offset)}" if offset else "now"

    def _properties(self, text: str) -> _Code:
        """Return a call of ``json.dumps`` that gives ``text`` exactly or, without any, the text."""
        found = _dumped(text)
        if found is None:
            return self._text(text)
        value, options = found
        self.modules.add("json")
        named = (("", f"{name}={_OPTION_CODE[name]}") for name, option in options.items())
        return _Group("json.dumps(", (("", self._plain(value)), *named), ")")

    def _plain(self, value: Json) -> _Code:
        """Return code for ``value`` in which no name has a meaning of its own."""
        match value:
            case str():
                return self._text(value)
            case Object():
                pairs = ((f"{self._text(key)}: ", self._plain(one)) for key, one in value.items())
                return _Group("{", tuple(pairs), "}")
            case tuple():
                return _Group("[", tuple(("", self._plain(one)) for one in value), "]")
            case _:
                return _scalar(value)


def _dumped(text: str) -> tuple[Object, dict[str, Any]] | None:
    """Return the object and the options of which ``json.dumps`` makes exactly ``text``."""
    try:
        value = json_text.parse(text).value
    except json.JSONDecodeError:
        return None
    if not isinstance(value, Object) or not value or _placeholders(text) != _inner_placeholders(value):
        return None
    for options in _OPTIONS:
        if json.dumps(value, **options) == text:
            return value, options
    return None


def _placeholders(text: str) -> list[Placeholder]:
    return [part for part in split(text) if isinstance(part, Placeholder)]


def _inner_placeholders(value: Json) -> list[Placeholder]:
    match value:
        case str():
            return _placeholders(value)
        case Object():
            return [one for pair in value.items() for part in pair for one in _inner_placeholders(part)]
        case tuple():
            return [one for item in value for one in _inner_placeholders(item)]
    return []


def _fits_datetime(value: Json) -> bool:
    """Return whether ``fromtimestamp`` and the way back to a number give ``value`` as it is."""
    match value:
        case bool():
            return False
        case int():
            return 0 <= value <= _LAST
        case float() if 0 <= value <= _LAST and not value.is_integer():
            moment = datetime.fromtimestamp(value, tz=UTC)
            return (moment - _EPOCH) // timedelta(microseconds=1) / 1_000_000 == value
    return False


def _scalar(value: Json) -> str:
    match value:
        case float() if not math.isfinite(value):
            return f'float("{value!r}")'
    try:
        return repr(value).replace("e+", "e")
    except ValueError:  # Python neither writes nor reads it
        raise UnwritableError("A number has more digits than Python reads: shorten it.") from None


def _is_name(name: str) -> bool:
    return name.isascii() and name.isidentifier() and not keyword.iskeyword(name)


def _opened(code: _Code) -> _Code:
    return replace(code, is_open=True) if isinstance(code, _Group) else code


def _literal(text: str) -> str:
    quote = _quote(text)
    return f"{quote}{_escaped(text, quote)}{quote}"


def _quote(text: str) -> str:
    return "'" if text.count('"') > text.count("'") else '"'


def _escaped(text: str, quote: str) -> str:
    """Return the inside of a literal between ``quote``."""
    inner = repr('"' + text)[2:-1]  # which is between single quotes
    if quote == "'":
        return inner
    return _ESCAPE.sub(lambda found: _IN_DOUBLE.get(found[0], found[0]), inner)


def _laid_out(code: _Code, indent: int = 0, used: int = 0) -> str:
    """Return ``code`` that begins after ``used`` columns of a line that is indented by ``indent``."""
    flat = _flat(code)
    if isinstance(code, str) or not code.items:
        return flat or ""
    if flat is not None and used + len(flat) + 1 <= _WIDTH:
        return flat
    inner = indent + _INDENT
    pad, end = "\n" + " " * inner, "\n" + " " * indent
    is_call = code.opening.endswith("(")
    if is_call and not code.is_open:
        joined = _joined(code)
        if joined is not None and inner + len(joined) <= _WIDTH:
            return f"{code.opening}{pad}{joined}{end}{code.closing}"
    comma = "" if is_call and len(code.items) == 1 and not code.is_open else ","
    lines = (f"{pad}{prefix}{_laid_out(one, inner, inner + len(prefix))}" for prefix, one in code.items)
    return f"{code.opening}{','.join(lines)}{comma}{end}{code.closing}"


def _flat(code: _Code) -> str | None:
    """Return ``code`` on one line; None where it has to have more."""
    if isinstance(code, str):
        return code
    joined = None if code.is_open and code.items else _joined(code)
    return None if joined is None else f"{code.opening}{joined}{code.closing}"


def _joined(code: _Group) -> str | None:
    parts: list[str] = []
    for prefix, one in code.items:
        flat = _flat(one)
        if flat is None:
            return None
        parts.append(prefix + flat)
    return ", ".join(parts)
