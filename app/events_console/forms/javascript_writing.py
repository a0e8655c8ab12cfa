"""A request as JavaScript for version 3 of the AWS SDK, laid out as Prettier does."""

import json
import math
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from events_console.domain.json_value import Json, Object, dumps, freeze, walk
from events_console.domain.placeholders import NUMERIC, Placeholder, has_placeholder, split
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.service_model import Shape, put_events
from events_console.domain.wording import quoted, shortened
from events_console.forms import Target, Writing, body
from events_console.forms.javascript_numbers import is_rounded, shown

_WIDTH: Final = 80
_STEP: Final = 2  # columns
_INSIDE: Final = 4  # columns of the request in its call
_PACKAGE: Final = "@aws-sdk/client-personalize-events"
_KEY: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_SPECIAL: Final = re.compile(r"\\.|[\"'`]|\$\{|</(?=script)|<!--", re.IGNORECASE)
_HARMLESS: Final = {"</": "<\\/", "<!--": "<\\!--"}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LATEST: Final = 8_640_000_000_000  # seconds from 1970 that a Date can be
_DEEPEST: Final = 16  # levels of properties that are written as an object
_PROFILE: Final = (
    "The option profile needs version 3.714 of the SDK; an earlier one takes the default profile."
)


def write(request: Request, target: Target) -> Writing:
    """Return a module that makes the client and sends the request."""
    writer = _Writer()
    input_ = writer.request(request.root)
    imports = ['import { randomUUID } from "node:crypto";'] if writer.makes_uuids else []
    imports += ["import {", "  PersonalizeEventsClient,", "  PutEventsCommand,", f'}} from "{_PACKAGE}";']
    clock = ["const now = Math.floor(Date.now() / 1000);"] if writer.tells_time else []
    lines = [
        f"// npm install {_PACKAGE} && node put-events.mjs",
        *imports,
        "",
        f"const client = new PersonalizeEventsClient({_options(target)});",
        *clock,
        "",
        "await client.send(",
        f"  new PutEventsCommand({input_}),",
        ");",
    ]
    notes = [*_notes(request), *body.number_notes(request), *([_PROFILE] if target.profile else [])]
    return Writing("\n".join(lines) + "\n", tuple(notes))


class _Writer:
    """Writes values; tells whether a new UUID and the present time have been among them."""

    def __init__(self) -> None:
        self.makes_uuids = False
        self.tells_time = False

    def request(self, root: Object) -> str:
        indent = _INSIDE - _STEP
        members = []
        for name, value in root.items():
            if name == EVENT_LIST and isinstance(value, tuple) and value:
                events = [self._value(event, "", indent + 2 * _STEP, is_broken=True) for event in value]
                members.append(f"{name}: {_broken('[]', events, indent + _STEP)}")
            else:
                members.append(self._member(name, value, indent + _STEP))
        return _broken("{}", members, indent) if members else "{}"

    def _member(self, name: str, value: Json, indent: int, *, is_plain: bool = False) -> str:
        key = _key(name)
        written = self._value(value, None if is_plain else name, indent, len(key) + len(": "))
        return f"{key}: {written}"

    def _value(
        self, value: Json, name: str | None, indent: int, before: int = 0, *, is_broken: bool = False
    ) -> str:
        """Return ``value``; ``name`` is the member that it is of, None within text that JSON is made of.

        ``before`` is how much stands on its line already.
        """
        match value:
            case None | bool():
                return json.dumps(value)
            case str():
                return self._text(value, name, indent, before)
            case int() | float():
                return _instant(value) if name == "sentAt" and _is_instant(value) else _number(value)
            case Object():
                inner = [
                    self._member(key, one, indent + _STEP, is_plain=name is None)
                    for key, one in value.items()
                ]
                return (
                    _broken("{}", inner, indent)
                    if is_broken and inner
                    else _fitted("{}", inner, indent, before)
                )
            case tuple():
                return _fitted(
                    "[]", [self._value(one, name, indent + _STEP) for one in value], indent, before
                )

    def _text(self, text: str, name: str | None, indent: int, before: int) -> str:
        match split(text.strip()) if name in NUMERIC else ():
            case (Placeholder(offset=int() as offset),):
                now = self._now(offset)
                if name != "sentAt":
                    return now
                return f"new Date({f'({now})' if offset else now} * 1000)"
            case _:
                pass
        if name == "properties" and (holder := _as_stringified(text)) is not None:
            function = "JSON.stringify"
            return f"{function}({self._value(holder, None, indent, before + len(function) + 2)})"
        match split(text):
            case (Placeholder() as placeholder,):
                found = self._placeholder(placeholder)
                return found if placeholder.offset is None else f"String({found})"
            case (str(),) | ():
                return _quoted(text)
            case pieces:
                return f"`{''.join(map(self._piece, pieces))}`"

    def _piece(self, piece: str | Placeholder) -> str:
        return _escaped(piece, "`") if isinstance(piece, str) else f"${{{self._placeholder(piece)}}}"

    def _placeholder(self, placeholder: Placeholder) -> str:
        if placeholder.offset is not None:
            return self._now(placeholder.offset)
        self.makes_uuids = True
        return "randomUUID()"

    def _now(self, offset: int) -> str:
        self.tells_time = True
        return f"now {'-' if offset < 0 else '+'} {abs(offset)}" if offset else "now"


def _options(target: Target) -> str:
    given = {"region": target.region, "profile": target.profile, "endpoint": target.endpoint_url}
    options = [f"{name}: {_quoted(value)}" for name, value in given.items() if value]
    if not target.signed:
        options.append('credentials: { accessKeyId: "", secretAccessKey: "" }')
        options.append("signer: { sign: async (request) => request }")
    return _fitted("{}", options, 0, len("const client = new PersonalizeEventsClient();"))


def _fitted(brackets: str, items: Sequence[str], indent: int, before: int) -> str:
    """Return ``items`` on one line, or one on each where that is too long."""
    blank = " " if brackets == "{}" and items else ""
    flat = f"{brackets[0]}{blank}{', '.join(items)}{blank}{brackets[1]}"
    is_short = indent + before + len(flat) < _WIDTH and "\n" not in flat
    return flat if is_short or not items else _broken(brackets, items, indent)


def _broken(brackets: str, items: Sequence[str], indent: int) -> str:
    inner = "".join(f"{' ' * (indent + _STEP)}{item},\n" for item in items)
    return f"{brackets[0]}\n{inner}{' ' * indent}{brackets[1]}"


def _key(name: str) -> str:
    if name == "__proto__":  # which, written plainly, would be no member
        return '["__proto__"]'
    return name if _KEY.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    quote = "'" if text.count('"') > text.count("'") else '"'
    return f"{quote}{_escaped(text, quote)}{quote}"


def _escaped(text: str, quote: str) -> str:
    """Return ``text`` as it stands in a text of JavaScript, which may stand in a page of HTML."""

    def replaced(match: re.Match[str]) -> str:
        found = match[0]
        if found == '\\"' and quote != '"':
            return '"'
        if found == quote or (found == "${" and quote == "`"):
            return f"\\{found}"
        return _HARMLESS.get(found, found)

    return _SPECIAL.sub(replaced, dumps(text)[1:-1])


def _number(value: float) -> str:
    return repr(value) if _is_finite(value) else shown(value)


def _is_finite(value: float) -> bool:
    return isinstance(value, int) or math.isfinite(value)


def _exactly(value: float) -> Fraction:
    return Fraction(repr(value))


def _is_instant(value: float) -> bool:
    return _is_finite(value) and abs(value) <= _LATEST


def _instant(seconds: float) -> str:
    exact = _exactly(seconds)
    if exact.denominator == 1:
        return f"new Date({exact} * 1000)"
    milliseconds = exact * 1000  # what JavaScript multiplies may be a little less, which Date cuts off
    return f"new Date({milliseconds if milliseconds.denominator == 1 else f'{seconds!r} * 1000'})"


def _as_stringified(text: str) -> Object | None:
    """Return the object of which JSON.stringify makes exactly ``text``; None where that is in doubt."""
    if not text.startswith("{") or _SURROGATE.search(text):
        return None
    try:
        value = json.loads(text)
        if json.dumps(value, ensure_ascii=False, separators=(",", ":")) != text:
            return None
        frozen = freeze(value, _DEEPEST)
    except (ValueError, RecursionError):
        return None
    return (
        frozen
        if isinstance(frozen, Object) and all(map(_is_plain, (one for _, one in walk(frozen))))
        else None
    )


def _is_plain(value: Json) -> bool:
    """Return whether JavaScript writes ``value`` as Python does, in its place, with its placeholders."""
    match value:
        case Object():
            return not any(key.isdecimal() or has_placeholder(key) for key in value)
        case str():
            return not has_placeholder(value) or "\\" not in json.dumps(value, ensure_ascii=False)
        case int() | float() if not isinstance(value, bool):
            return _is_finite(value) and shown(value) == repr(value)
        case _:
            return True


def _notes(request: Request) -> tuple[str, ...]:
    """Return what the SDK and JavaScript do to the request that the code does not show."""
    said: dict[str, None] = {}
    _look_at(request.root, put_events().input, "", said)
    return tuple(said)


def _look_at(value: Json, shape: Shape | None, name: str, said: dict[str, None]) -> None:
    if shape and shape.type == "timestamp":
        _look_at_time(value, said)
    if isinstance(value, int) and is_rounded(value):
        said[f"JavaScript rounds {shortened(str(value))} to {shown(value)}."] = None
    if shape and shape.json_value and not isinstance(value, str):
        said[f"The SDK makes JSON text of what {name} is."] = None
    elif isinstance(value, Object) and shape and shape.type == "structure":
        for key, member in value.items():
            if key not in shape.members:
                said[f"The SDK leaves out {quoted(key)}, which the service does not know."] = None
            elif member is None:
                said[f"The SDK leaves out {key} where it is null."] = None
            else:
                _look_at(member, shape.members[key], key, said)
    elif isinstance(value, tuple) and shape and shape.type == "list":
        for item in value:
            _look_at(item, shape.member, name, said)


def _look_at_time(value: Json, said: dict[str, None]) -> None:
    match value:
        case bool():
            is_time = False
        case int() | float():
            is_time = _is_instant(value)
            if is_time and (_exactly(value) * 1000).denominator != 1:
                sent = shown(math.trunc(value * 1000) / 1000)
                said[f"A Date has whole milliseconds: the time {value!r} goes out as {sent}."] = None
        case str():
            pieces = split(value.strip())
            is_time = len(pieces) == 1 and isinstance(pieces[0], Placeholder) and pieces[0].offset is not None
        case _:
            is_time = False
    if not is_time:
        said["The SDK wants a Date as sentAt, which cannot be made of what stands there."] = None
