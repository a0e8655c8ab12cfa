"""Placeholders in any text: ``{{now}}``, ``{{now-5m}}`` and ``{{uuid}}``, resolved when a request is sent.

``{{now}}`` is one instant for the whole request, in whole Unix seconds; every ``{{uuid}}`` is a new one.
Where a time or number field holds nothing but ``{{now…}}`` it becomes a number, everywhere else text. A name
in braces that is none of these stays as it is, and so does a placeholder within another: what has been
resolved holds no placeholder any more.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import is_
from typing import Final

from events_console.domain.json_value import Json, Object
from events_console.domain.request import Request

_PLACEHOLDER: Final = re.compile(
    r"\{\{\s*+(?:"
    r"(?P<now>now)\s*+(?:(?P<sign>[+-])\s*+(?P<amount>[0-9]{1,9})(?P<unit>[smhdw])\s*+)?\}\}"
    r"|(?P<uuid>uuid)\s*+\}\}"
    r"|now\s*+[+-]?\s*+[0-9]*+\{\{)"
)
_BRACES: Final = re.compile(r"\{\{([^{}]{1,40})\}\}")
_OFFSET: Final = re.compile(r"\s*now\s*[+-]\s*[0-9]{1,9}\s*([^\s0-9][^{}]*)")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
NUMERIC: Final = frozenset({"sentAt", "eventValue"})


@dataclass(frozen=True, slots=True)
class Resolver:
    """What placeholders stand for: ``now`` in Unix seconds and a maker of new UUIDs."""

    now: float
    new_uuid: Callable[[], str]

    def text(self, text: str) -> str:
        """Return ``text`` with its placeholders filled in."""
        return _PLACEHOLDER.sub(self._replacement, text) if "{{" in text else text

    def value(self, value: Json, name: str = "") -> Json:
        """Return ``value``, a member called ``name``, with its placeholders filled in; itself without any."""
        if isinstance(value, str):
            whole = _PLACEHOLDER.fullmatch(value.strip()) if name in NUMERIC and "{{" in value else None
            return self._instant(whole) if whole and whole["now"] else self.text(value)
        if isinstance(value, Object):
            members = {key: self.value(member, key) for key, member in value.items()}
            return value if all(map(is_, members.values(), value.values())) else Object(members)
        if isinstance(value, tuple):
            items = tuple(self.value(item, name) for item in value)
            return value if all(map(is_, items, value)) else items
        return value

    def request(self, request: Request) -> Request:
        """Return the whole request with its placeholders filled in."""
        root = self.value(request.root)
        return Request(root) if isinstance(root, Object) and root is not request.root else request

    def _replacement(self, match: re.Match[str]) -> str:
        if match["now"]:
            return str(self._instant(match))
        return self.new_uuid() if match["uuid"] else match[0]

    def _instant(self, match: re.Match[str]) -> int:
        return int(self.now) + _offset(match)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder: a new UUID, or, with ``offset`` in seconds, an instant counted from now."""

    offset: int | None = None

    def __str__(self) -> str:
        """Return it as it is written, in the largest unit that fits: ``{{now-1h}}`` for -3600."""
        if self.offset is None:
            return "{{uuid}}"
        if not self.offset:
            return "{{now}}"
        size = abs(self.offset)
        unit = next(unit for unit in reversed(_SECONDS) if size % _SECONDS[unit] == 0)
        return f"{{{{now{'-' if self.offset < 0 else '+'}{size // _SECONDS[unit]}{unit}}}}}"


def split(text: str) -> tuple[str | Placeholder, ...]:
    """Return ``text`` as the pieces of plain text and the placeholders that it is made of, in order."""
    pieces: list[str | Placeholder] = []
    end = 0
    for match in _PLACEHOLDER.finditer(text) if "{{" in text else ():
        if not (match["now"] or match["uuid"]):
            continue
        if match.start() > end:
            pieces.append(text[end : match.start()])
        pieces.append(Placeholder(_offset(match) if match["now"] else None))
        end = match.end()
    if end < len(text):
        pieces.append(text[end:])
    return tuple(pieces)


def has_placeholder(text: str) -> bool:
    """Return whether ``text`` holds a placeholder that sending would fill in."""
    return "{{" in text and any(match["now"] or match["uuid"] for match in _PLACEHOLDER.finditer(text))


def _offset(match: re.Match[str]) -> int:
    seconds = int(match["amount"] or 0) * _SECONDS[match["unit"] or "s"]
    return -seconds if match["sign"] == "-" else seconds


def unfilled(text: str) -> tuple[str, ...]:
    """Return what stands in ``text`` in double braces and is no placeholder, with its braces."""
    found = (match[0] for match in _BRACES.finditer(text)) if "{{" in text else ()
    return tuple(name for name in found if _PLACEHOLDER.fullmatch(name) is None)


def misread(text: str) -> str:
    """Return why the first name in double braces is no placeholder, as the rest of a sentence; else ""."""
    for name in unfilled(text)[:1]:
        offset = _OFFSET.fullmatch(name[2:-2])
        unit = offset[1].strip() if offset else ""
        if unit and unit not in _SECONDS:
            return f"the unit {unit} in {name} is none of s, m, h, d, w"
        return f"{name} is no placeholder: there are {{{{now}}}}, {{{{now-5m}}}} and {{{{uuid}}}}"
    return ""


def stamp(request: Request, new_uuid: Callable[[], str]) -> Request:
    """Return the request with an ``eventId`` for every event that has none.

    The service would make one up at each arrival, so that a retry would count the event twice.
    """
    events = request.events
    stamped = tuple(
        event.with_member("eventId", new_uuid())
        if isinstance(event, Object) and "eventId" not in event
        else event
        for event in events
    )
    return request if all(map(is_, stamped, events)) else request.with_events(stamped)
