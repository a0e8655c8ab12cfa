"""What the values of a request mean beside how they stand on the wire: decoded, and times as instants."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice
from typing import Final

from events_console.domain import json_text, timestamps
from events_console.domain.fields import label_of
from events_console.domain.json_value import Json, Object, dumps, pointer, tokens, walk
from events_console.domain.placeholders import Resolver
from events_console.domain.problem import row_of
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.wording import counted, quoted, shortened

_MOST: Final = 2_000  # readings: a hostile file has millions, and nobody reads more
_NEW_UUID: Final = "‹a new UUID›"  # noqa: RUF001  # quotation marks, so that nobody takes it for one
_NO_CALENDAR: Final = 10**15  # seconds, beyond which a year says nothing
_DAY: Final = 86_400
_CYCLE: Final = 146_097 * _DAY  # seconds in 400 years, after which the Gregorian calendar repeats itself
_UNITS: Final = (("year", 31_556_952), ("day", _DAY), ("hour", 3600), ("minute", 60), ("second", 1))
_FINER: Final = {"milliseconds": 10**3, "microseconds": 10**6, "nanoseconds": 10**9}
_LIKELY: Final = 50 * 31_556_952  # seconds from now within which a time is taken for one that was meant


@dataclass(frozen=True, slots=True)
class Reading:
    """A value at the JSON Pointer ``path``: its JSON text, "" where nothing stands, and what that means.

    ``is_code`` tells that the meaning is a value to be shown as code, not a sentence.
    """

    path: str
    wire: str
    meaning: str
    is_code: bool = False

    @property
    def event(self) -> int | None:
        """The number of its event, from 1; None for a field of the request."""
        row = row_of(self.path)
        return None if row is None else row + 1

    @property
    def field(self) -> str:
        """What the value is called in the window: "Sent at", "Impression item 2"."""
        steps = tokens(self.path)[0 if self.event is None else 2 :]
        if len(steps) == 2 and steps[1].isdecimal():  # noqa: PLR2004  # a list and the place in it
            return f"{shortened(label_of(steps[0]))} item {int(steps[1]) + 1}"
        return (shortened(label_of(steps[-1])) or quoted("")) if steps else "Event"


def readings(request: Request, now: float, *, stamp: bool, most: int) -> tuple[Reading, ...]:
    """Return every value of ``request`` that means something else than it says, in its first ``most`` events.

    ``now`` is in Unix seconds; with ``stamp``, sending makes up the eventIds that are missing.
    """
    resolver = Resolver(now, lambda: _NEW_UUID)
    head = (
        _texts(pointer(name), value, resolver) for name, value in request.root.items() if name != EVENT_LIST
    )
    events = (
        _event(pointer(EVENT_LIST, row), event, resolver, stamp=stamp)
        for row, event in enumerate(islice(request.events, most))
    )
    return tuple(islice(chain.from_iterable(chain(head, events)), _MOST))


def _event(path: str, event: Json, resolver: Resolver, *, stamp: bool) -> Iterator[Reading]:
    if not isinstance(event, Object):
        yield from _texts(path, event, resolver)
        return
    for name, value in event.items():
        place = f"{path}{pointer(name)}"
        if name == "sentAt":
            yield Reading(place, json.dumps(value), _instant(value, resolver))
        elif name == "properties":
            yield _properties(place, value, resolver)
        else:
            yield from _texts(place, value, resolver)
    if "eventId" not in event:
        who = "made up when it is sent" if stamp else "left out: the service makes one up at each arrival"
        yield Reading(f"{path}/eventId", "", who)


def _texts(path: str, value: Json, resolver: Resolver) -> Iterator[Reading]:
    """Give the texts in ``value`` that are escaped or will be filled in, and the numbers that are none."""
    for place, inner in walk(value, path):
        wire = json.dumps(inner) if isinstance(inner, str | float) else ""
        if isinstance(inner, float) and not math.isfinite(inner):
            yield Reading(place, wire, f"no JSON: no number is written {wire}")
        if isinstance(inner, str):
            meant = resolver.value(inner, tokens(place)[-1])
            shown = _visible(meant) if isinstance(meant, str) else dumps(meant)
            if meant != inner:
                yield Reading(place, wire, f"if sent now: {shown}")
            elif f'"{shown}"' != wire:
                yield Reading(place, wire, shown, is_code=True)


def _instant(value: Json, resolver: Resolver) -> str:
    """Return when ``value`` is, to the precision that goes out but a nanosecond at most, and how far off."""
    meant = resolver.value(value, "sentAt")
    if isinstance(meant, str) and (found := timestamps.read(meant)) and found.zoned:
        return f"no instant, but text: the service takes the number {dumps(found.seconds)}"
    if isinstance(meant, bool) or not isinstance(meant, int | float) or not math.isfinite(_bounded(meant)):
        return "no instant: the service takes a number of Unix seconds"
    when = "" if meant is value else "if sent now: "
    if abs(meant) >= _NO_CALENDAR:
        return f"{when}an instant beyond every calendar{_hint(meant, resolver.now)}"
    exact = Decimal(repr(meant))
    whole = math.floor(exact)
    shown = timestamps.show(whole)
    if shown is None:
        return f"{when}an instant in the year {_year(whole):,}{_hint(meant, resolver.now)}"
    fraction = f"{exact - whole:f}"[1:11].rstrip("0").rstrip(".")
    return f"{when}{shown.removesuffix(' UTC')}{fraction} UTC, {_distance(meant - resolver.now)}"


def _bounded(number: float) -> float:
    """Return ``number`` as a float; whole numbers may be too large for one."""
    return float(max(min(number, _NO_CALENDAR), -_NO_CALENDAR)) if isinstance(number, int) else number


def _hint(number: float, now: float) -> str:
    """Return which finer unit makes a likely time of ``number``, as the rest of a sentence; else ""."""
    for unit, count in _FINER.items():
        seconds = Decimal(repr(number)) / count
        if abs(seconds - Decimal(now)) < _LIKELY:
            return f": in {unit} it would be {timestamps.show(float(seconds))}"
    return ""


def _year(seconds: int) -> int:
    cycles, rest = divmod(seconds, _CYCLE)
    within = timestamps.show(rest) or ""
    return int(within[:4]) + 400 * cycles


def _distance(seconds: float) -> str:
    """Return how far an instant ``seconds`` after now is, in its largest unit: "3 hours ago", "in 2 days"."""
    size = abs(seconds)
    unit, length = next((pair for pair in _UNITS if size >= pair[1]), ("", 1))
    if not unit:
        return "now"
    amount = counted(int(size // length), unit)
    return f"in {amount}" if seconds > 0 else f"{amount} ago"


def _properties(path: str, value: Json, resolver: Resolver) -> Reading:
    """Return ``properties`` decoded: it is text that holds a JSON object."""
    wire = json.dumps(value)
    if not isinstance(value, str):
        what = "an object, but not as text" if isinstance(value, Object) else "no text"
        return Reading(path, wire, f"{what}: the service takes text that holds a JSON object")
    text = resolver.text(value)
    when = "" if text == value else "if sent now:\n"
    try:
        parsed = json_text.parse(text)
    except json.JSONDecodeError as error:
        return Reading(path, wire, f"{when}no JSON: line {error.lineno}, column {error.colno}: {error.msg}")
    if not isinstance(parsed.value, Object):
        return Reading(path, wire, f"{when}no JSON object, but {shortened(dumps(parsed.value))}")
    repeated = "".join(
        f"\n{quoted(tokens(place)[-1])} is given {times} times; this is the last"
        for place, times in parsed.repeated
    )
    return Reading(path, wire, f"{when}{dumps(parsed.value, indent=2)}{repeated}", is_code=True)


def _visible(text: str) -> str:
    """Return ``text`` as it reads, with escapes for what cannot be seen but line ends."""
    return "".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text)
