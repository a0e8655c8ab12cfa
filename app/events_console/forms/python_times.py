"""What Python's functions of time mean: ``datetime``, ``timedelta``, ``time`` and what goes with them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum, auto
from fractions import Fraction
from typing import Final

from events_console.domain import timestamps
from events_console.forms.code_values import Duration, Moment, Unit, Unknown, Value, exactly, unknown
from events_console.forms.expression import Call, Literal, Name, Node
from events_console.forms.meaning import Function, Meaning
from events_console.forms.python_nodes import canonical

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAY: Final = 86_400
_PARTS: Final = ("year", "month", "day", "hour", "minute", "second", "microsecond")
_UNITS: Final = {  # of timedelta, in the order of its parameters
    "days": Fraction(_DAY),
    "seconds": Fraction(1),
    "microseconds": Fraction(1, 1_000_000),
    "milliseconds": Fraction(1, 1000),
    "minutes": Fraction(60),
    "hours": Fraction(3600),
    "weeks": Fraction(7 * _DAY),
}
_UTC: Final = frozenset({"timezone.utc", "UTC", "utc"})
_UTC_NAMES: Final = frozenset({"UTC", "Etc/UTC", "GMT", "Z"})
_ZONES: Final = frozenset({"ZoneInfo", "gettz", "timezone"})
_STAMP: Final = "A Timestamp without a time zone is read as UTC, as pandas does."
_STAMP_UNITS: Final = {name: Fraction(1, 1000**power) for power, name in enumerate(("s", "ms", "us", "ns"))}
_FORMAT_START: Final = "%Y-%m-%d"


class Clock(Enum):
    """What a datetime says of its zone."""

    ZONED = auto()
    LOCAL = auto()  # none, and it comes from a local clock
    UTC = auto()  # none, and it comes from ``utcnow`` or the like
    UNNAMED = auto()  # none, and it is written out


_AS_DATE: Final = {
    Clock.ZONED: "",
    Clock.LOCAL: (
        "The code gives a local time without a time zone, which boto3 takes for UTC: it is read as the"
        " instant that was meant; give it tz=timezone.utc."
    ),
    Clock.UTC: "",
    Clock.UNNAMED: "A datetime without a time zone is read as UTC, as boto3 does.",
}
_AS_NUMBER: Final = {
    Clock.ZONED: "",
    Clock.LOCAL: "",
    Clock.UTC: (
        "timestamp() takes the UTC that utcnow() gives for local time: it is read as the instant that was"
        " meant; write datetime.now(timezone.utc)."
    ),
    Clock.UNNAMED: (
        "timestamp() takes a datetime without a time zone for local time: it is read as UTC;"
        " name its time zone."
    ),
}


@dataclass(frozen=True, slots=True)
class Date(Moment):
    """A ``datetime``; ``offset`` is that of its clock, in seconds east of UTC."""

    clock: Clock = Clock.ZONED
    offset: int = 0

    def local(self) -> datetime | None:
        """Return it as Python has it; None beyond the years 1 to 9999."""
        zone = timezone(timedelta(seconds=self.offset))
        try:
            local = (_EPOCH + timedelta(microseconds=round(self.seconds * 1_000_000))).astimezone(zone)
        except OverflowError:
            return None
        return local if self.clock is Clock.ZONED else local.replace(tzinfo=None)


def _date(seconds: Fraction, clock: Clock, offset: int = 0, *, from_now: bool = False) -> Date:
    return Date(seconds, from_now, Unit.DATE, _AS_DATE[clock], clock, offset)


def argument(call: Call, position: int, *names: str) -> Node | None:
    """Return the argument in that position or of one of those names."""
    for name, node in call.named:
        if name in names:
            return node
    return call.arguments[position] if 0 <= position < len(call.arguments) else None


def receiver(meaning: Meaning, call: Call) -> Value:
    """Return what the method is called on."""
    return meaning.value(call.receiver) if call.receiver else unknown(call)


def _zone(call: Call, position: int, name: str) -> Node | None:
    node = argument(call, position, name)
    return None if isinstance(node, Literal) and node.value is None else node


def _offset(meaning: Meaning, zone: Node) -> int | None:
    """Return the fixed offset of a time zone in seconds; None for one whose rules only a database knows."""
    match zone:
        case Name(path) if canonical(path) in _UTC:
            return 0
        case Call("tzutc"):
            return 0
        case Literal(str() as key):
            return 0 if key in _UTC_NAMES else None
        case Call(name, (Literal(str() as key), *_)) if name in _ZONES:
            return 0 if key in _UTC_NAMES else None
        case Call("timezone", (node, *_)):
            length = meaning.value(node)
            return (
                int(length.seconds) if isinstance(length, Duration) and abs(length.seconds) < _DAY else None
            )
        case Call("tzoffset", (_, node)):
            seconds = exactly(meaning.value(node))
            return None if seconds is None or abs(seconds) >= _DAY else int(seconds)
    return None


def _now(meaning: Meaning, call: Call) -> Value:
    zone = _zone(call, 0, "tz")
    if zone is None:
        return _date(Fraction(0), Clock.LOCAL, from_now=True)
    return _date(Fraction(0), Clock.ZONED, _offset(meaning, zone) or 0, from_now=True)


def _utcnow(_meaning: Meaning, _call: Call) -> Value:
    return _date(Fraction(0), Clock.UTC, from_now=True)


def _from_timestamp(meaning: Meaning, call: Call) -> Value:
    given, zone = argument(call, 0, "timestamp"), _zone(call, 1, "tz")
    value = meaning.value(given) if given else None
    is_time = isinstance(value, Moment) and value.unit is Unit.SECONDS
    seconds = value.seconds if isinstance(value, Moment) and is_time else exactly(value)
    if seconds is None:
        return unknown(call)
    from_now = isinstance(value, Moment) and value.from_now
    if call.function == "datetime.utcfromtimestamp":
        return _date(seconds, Clock.UTC, from_now=from_now)
    if zone is None:
        return _date(seconds, Clock.LOCAL, from_now=from_now)
    return _date(seconds, Clock.ZONED, _offset(meaning, zone) or 0, from_now=from_now)


def _datetime(meaning: Meaning, call: Call) -> Value:
    parts: dict[str, int] = {}
    for position, name in enumerate(_PARTS):
        node = argument(call, position, name)
        part = meaning.value(node) if node else None
        if node and (not isinstance(part, int) or isinstance(part, bool)):
            return unknown(call)
        if isinstance(part, int):
            parts[name] = part
    zone = _zone(call, len(_PARTS), "tzinfo")
    offset = _offset(meaning, zone) if zone else 0
    try:
        moment = datetime(**{"hour": 0, **parts}, tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return unknown(call)
    if offset is None:
        return Unknown(f"{call.function} in another time zone")
    seconds = Fraction((moment - _EPOCH) // timedelta(microseconds=1), 1_000_000) - offset
    return _date(seconds, Clock.ZONED if zone else Clock.UNNAMED, offset)


def _parsed(meaning: Meaning, call: Call) -> Value:
    """Read a text of ISO 8601, which is what ``strptime`` is mostly told to expect."""
    given, pattern = argument(call, 0), argument(call, 1, "format")
    text = meaning.value(given) if given else None
    expected = meaning.value(pattern) if pattern else _FORMAT_START
    if not isinstance(text, str) or not isinstance(expected, str) or not expected.startswith(_FORMAT_START):
        return unknown(call)
    instant = timestamps.read(text)
    if instant is None or text.strip().lstrip("+-").replace(".", "").isdecimal():
        return unknown(call)
    return _date(Fraction(str(instant.seconds)), Clock.ZONED if instant.zoned else Clock.UNNAMED)


def _stamp(meaning: Meaning, call: Call) -> Value:
    """``Timestamp`` of pandas and ``datetime64`` of numpy: a text, or a number of nanoseconds."""
    given, zone, unit = argument(call, 0, "ts_input"), _zone(call, -1, "tz"), argument(call, -1, "unit")
    offset = _offset(meaning, zone) if zone else 0
    value = meaning.value(given) if given else None
    if isinstance(value, Date) and not zone:
        return value
    if offset is None:
        return Unknown(f"{call.function} in another time zone")
    instant = timestamps.read(value) if isinstance(value, str) else None
    if isinstance(value, str) and instant and "-" in value:
        seconds = Fraction(str(instant.seconds))
        known = bool(zone) or instant.zoned
        return Date(seconds - (0 if instant.zoned else offset), caveat="" if known else _STAMP, offset=offset)
    figure = exactly(value)
    name = meaning.value(unit) if unit else "ns"
    if figure is None or not isinstance(name, str) or name not in _STAMP_UNITS:
        return unknown(call)
    return _date(figure * _STAMP_UNITS[name], Clock.ZONED, offset)


def _timedelta(meaning: Meaning, call: Call) -> Value:
    total = Fraction(0)
    for position, (name, unit) in enumerate(_UNITS.items()):
        node = argument(call, position, name)
        amount = exactly(meaning.value(node)) if node else Fraction(0)
        if amount is None:
            return unknown(call)
        total += amount * unit
    return Duration(total)


def _total_seconds(meaning: Meaning, call: Call) -> Value:
    value = receiver(meaning, call)
    return value.seconds if isinstance(value, Duration) else unknown(call)


def _time(_meaning: Meaning, _call: Call) -> Value:
    return Moment(Fraction(0), from_now=True, unit=Unit.SECONDS)


def _timestamp(meaning: Meaning, call: Call) -> Value:
    """Read ``timestamp()`` or, of a ``timetuple()``, ``mktime``."""
    given = call.receiver or argument(call, 0)
    date = meaning.value(given) if given else None
    if not isinstance(date, Date):
        return unknown(call)
    return Moment(date.seconds, date.from_now, Unit.SECONDS, _AS_NUMBER[date.clock])


def _timegm(meaning: Meaning, call: Call) -> Value:
    date = meaning.value(call.arguments[0]) if call.arguments else None
    return date.as_unit(Unit.SECONDS) if isinstance(date, Date) else unknown(call)


def _same(meaning: Meaning, call: Call) -> Value:
    return receiver(meaning, call)


def _astimezone(meaning: Meaning, call: Call) -> Value:
    date, zone = receiver(meaning, call), argument(call, 0, "tz")
    if not isinstance(date, Date):
        return unknown(call)
    caveat = _AS_NUMBER[date.clock]  # it takes a time without a zone for local time too
    offset = _offset(meaning, zone) if zone else None
    return replace(date, clock=Clock.ZONED, offset=offset or 0, caveat=caveat)


def _replaced(meaning: Meaning, call: Call) -> Value:
    date = receiver(meaning, call)
    if not isinstance(date, Date) or call.arguments:
        return unknown(call)
    for name, node in call.named:
        if name == "microsecond" and meaning.value(node) == 0:
            date = replace(date, seconds=Fraction(date.seconds // 1))
        elif name == "tzinfo" and isinstance(node, Literal):
            clock = Clock.UTC if date.from_now and not date.offset else Clock.UNNAMED
            date = _date(date.seconds + date.offset, clock, from_now=date.from_now)
        elif name == "tzinfo" and (offset := _offset(meaning, node)) is not None:
            moved = date.seconds + date.offset - offset
            caveat = _AS_DATE[date.clock] if date.clock is Clock.LOCAL else ""
            date = replace(date, seconds=moved, clock=Clock.ZONED, offset=offset, caveat=caveat)
        else:
            return unknown(call)
    return date


def _isoformat(meaning: Meaning, call: Call) -> Value:
    date = receiver(meaning, call)
    if not isinstance(date, Date):
        return unknown(call)
    if date.from_now:
        return date.as_unit(Unit.TEXT)
    given = {name: meaning.value(node) for name, node in call.named}
    if call.arguments:
        given["sep"] = meaning.value(call.arguments[0])
    sep, detail = given.pop("sep", "T"), given.pop("timespec", "auto")
    local = date.local()
    if given or local is None or not isinstance(sep, str) or not isinstance(detail, str):
        return unknown(call)
    try:
        return local.isoformat(sep, detail)
    except (ValueError, TypeError):
        return unknown(call)


def _strftime(meaning: Meaning, call: Call) -> Value:
    date = receiver(meaning, call)
    pattern = argument(call, 0, "format")
    if not isinstance(date, Date):
        return unknown(call)
    if isinstance(pattern, Literal) and pattern.value == "%s":
        return _timestamp(meaning, call)
    return date.as_unit(Unit.TEXT) if date.from_now else unknown(call)


FUNCTIONS: Final[Mapping[str, Function]] = {
    "datetime": _datetime,
    "datetime.now": _now,
    "datetime.today": _now,
    "datetime.utcnow": _utcnow,
    "datetime.fromtimestamp": _from_timestamp,
    "datetime.utcfromtimestamp": _from_timestamp,
    "datetime.fromisoformat": _parsed,
    "datetime.strptime": _parsed,
    "isoparse": _parsed,
    **dict.fromkeys(("Timestamp", "datetime64"), _stamp),
    "Timestamp.now": _now,
    "Timestamp.utcnow": _utcnow,
    "timedelta": _timedelta,
    ".total_seconds": _total_seconds,
    "time": _time,
    "time.time": _time,
    ".timestamp": _timestamp,
    "time.mktime": _timestamp,
    "calendar.timegm": _timegm,
    ".timetuple": _same,
    ".utctimetuple": _same,
    ".astimezone": _astimezone,
    ".replace": _replaced,
    ".isoformat": _isoformat,
    ".strftime": _strftime,
}
