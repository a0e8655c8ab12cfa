"""The text in ``properties``: the service takes a JSON object written as text (API reference, Event)."""

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, repeat
from typing import Final, NamedTuple

from events_console.domain import cells
from events_console.domain.dataset_schema import camel, folded
from events_console.domain.fields import Kind
from events_console.domain.json_value import Json, Object, dumps, freeze, pointer
from events_console.domain.lint import properties_text
from events_console.domain.lint.context import Context
from events_console.domain.lint.properties_text import LONGEST, PATH
from events_console.domain.lint.rule import Rule, likewise
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import Edit
from events_console.domain.wording import listed, quoted, shortened

OBJECT: Final = Rule(
    "properties.object",
    Severity.ERROR,
    "an object where the service takes its JSON as text",
    "makes it text",
)
DOUBLE_ENCODED: Final = Rule(
    "properties.double-encoded",
    Severity.ERROR,
    "a JSON object that was made text more than once",
    "decodes it once",
)
NOT_JSON: Final = Rule(
    "properties.not-json", Severity.ERROR, "text that is no JSON, or holds a number too large to be read"
)
NOT_OBJECT: Final = Rule("properties.not-object", Severity.ERROR, "JSON that is no object")
DUPLICATE_KEY: Final = Rule("properties.duplicate-key", Severity.WARNING, "a name that is given twice")
RESERVED: Final = Rule(
    "properties.reserved",
    Severity.ERROR,
    "a name that the service keeps for itself, such as userId or timestamp, in any case",
    "removes it, or moves it up to the event",
)
LEGACY: Final = Rule(
    "properties.legacy",
    Severity.INFO,
    "itemId or eventValue inside: the legacy form, from before 2020",
    "moves it up to the event",
)
NESTED: Final = Rule("properties.nested", Severity.WARNING, "a value that is an object or a list")
CASE: Final = Rule(
    "properties.case",
    Severity.WARNING,
    "names such as CABIN_TYPE, cabin_type, cabin-type or CabinType",
    "renames to camelCase",
)
RULES: Final = (
    OBJECT,
    DOUBLE_ENCODED,
    NOT_JSON,
    NOT_OBJECT,
    DUPLICATE_KEY,
    RESERVED,
    LEGACY,
    NESTED,
    CASE,
)

_RESERVED: Final = {
    folded(name): name
    for name in ("userId", "sessionId", "eventType", "timestamp", "recommendationId", "impression")
}
_LEGACY: Final = {folded(name): name for name in ("itemId", "eventValue")}
SPECIAL: Final = frozenset({*_RESERVED, *_LEGACY})  # folded names that have rules of their own here
_HOMES: Final = {  # of those that are not in the event under the same name
    "userId": ("request", "userId"),
    "sessionId": ("request", "sessionId"),
    "timestamp": ("event", "sentAt"),
}
_MOST: Final = 4  # names that get a problem each: a hostile object has thousands
_MOST_LOOKED_AT: Final = 1_000  # names; the service takes fewer than 200 in 1,024 characters
_LONGEST_NAME: Final = 256  # characters that are looked at for words
_NAMED: Final = 3  # names that a sentence says at most
_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


class Look(NamedTuple):
    """What one look at a text finds: its members, if it is an object, and what is wrong with it by itself.

    ``reserved`` and ``legacy`` are names in it that matter beside the other fields of the event, ``odd``
    those that are not in camelCase.
    """

    members: Mapping[str, object] | None
    problems: tuple[Problem, ...]
    reserved: tuple[str, ...] = ()
    legacy: tuple[str, ...] = ()
    odd: frozenset[str] = frozenset()


def event(event: Object, _context: Context) -> Iterable[Problem]:
    """Return what is wrong with the properties of one event; paths start at the event."""
    value = event.get("properties")
    if isinstance(value, str):
        found = look(value)
        if found.reserved or found.legacy:
            return (*_misplaced(event, value, found), *found.problems)
        return found.problems
    return (_object(value),) if isinstance(value, Object) else ()


def look(text: str) -> Look:
    """Return what is in ``text`` and wrong with it; what is short is looked at once."""
    return _looked(text) if len(text) <= LONGEST else _look(text)


def _look(text: str) -> Look:
    if not text:  # which is the service model's affair
        return Look(None, ())
    try:
        value, repeated = properties_text.read(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        message = f"The properties are no JSON, which the service may refuse or ignore: {place}: {error.msg}."
        return Look(None, (NOT_JSON.at(PATH, message),))
    if not isinstance(value, dict):
        return Look(None, (*_no_object(value), *_repetitions(repeated)))
    reserved, legacy, odd = [], [], dict[str, str]()
    for name in islice(value, _MOST_LOOKED_AT):
        plain = folded(name)
        if plain in _RESERVED:
            reserved.append(name)
        elif _is_odd(name) and len(name) <= _LONGEST_NAME and (new := _camel(name)) != name:
            odd[name] = new
        elif plain in _LEGACY:
            legacy.append(name)
    problems = (*_repetitions(repeated), *_odd_values(value))
    if odd:
        problems += tuple(_cases(text, odd, value))
    return Look(value, problems, tuple(reserved), tuple(legacy), frozenset(odd))


_looked: Final = lru_cache(maxsize=1024)(_look)


def _is_odd(name: str) -> bool:
    """Return whether ``name`` may be in another case than camelCase."""
    return "_" in name or name[:1].isupper() or ("-" in name and name.replace("-", "").isalpha())


@lru_cache(maxsize=4096)
def _camel(name: str) -> str:
    return camel(name.replace("-", "_"))


def _odd_values(members: Mapping[str, object]) -> Iterator[Problem]:
    odd = [
        (name, member)
        for name, member in islice(members.items(), _MOST_LOOKED_AT)
        if isinstance(member, float | dict | list)
    ]
    if endless := [name for name, member in odd if isinstance(member, float) and math.isinf(member)]:
        yield _endless(endless)
    if nested := [name for name, member in odd if not isinstance(member, float)]:
        yield _nested(nested)


def _object(value: Object) -> Problem:
    message = (
        "The properties are an object, but the service takes its JSON as text, and may refuse or ignore "
        'this: put it in quotes, in JSON "{\\"cabinType\\": \\"Economy\\"}".'
    )
    try:
        text = _COMPACT.encode(value).encode("utf-8", "backslashreplace").decode()
    except ValueError:  # a number that JSON does not have
        return OBJECT.at(PATH, message)
    return OBJECT.at(PATH, message, Fix("Make it text", (Edit(PATH, text),)))


def _no_object(value: object) -> Iterator[Problem]:
    inner = value
    while isinstance(inner, str):
        text = inner
        try:
            inner = properties_text.read(text).value
        except json.JSONDecodeError:
            break
        if isinstance(inner, dict):
            message = (
                "The properties were made JSON text more than once, so that the service finds text where it "
                "takes an object: decode them once."
            )
            yield DOUBLE_ENCODED.at(PATH, message, Fix("Decode once", (Edit(PATH, freeze(text)),)))
            return
    message = (
        "The properties are JSON, but no object, which the service takes, and may be refused or ignored: "
        'write one such as {"cabinType": "Economy"}.'
    )
    yield NOT_OBJECT.at(PATH, message)


def _repetitions(repeated: Sequence[tuple[str, int]]) -> tuple[Problem, ...]:
    said = "{} is given {:,} times in the properties, of which only the last may count: keep one."
    told = [DUPLICATE_KEY.at(PATH, said.format(quoted(name), times)) for name, times in repeated[:_MOST]]
    return likewise(told, len(repeated) - _MOST, "name")


def _endless(names: Collection[str]) -> Problem:
    message = (
        f"{_all(names)} in the properties {_is(names)} too large for a number, which the service may refuse "
        "or ignore: write one below 1.8e308."
    )
    return NOT_JSON.at(PATH, message)


def _nested(names: Sequence[str]) -> Problem:
    hold = "holds an object or a list" if len(names) == 1 else "hold objects or lists"
    message = (
        f"{_all(names)} in the properties {hold}, which no field of a dataset can, and may be ignored: "
        "write a text, a number, true or false."
    )
    return NESTED.at(PATH, message)


def _cases(text: str, new: Mapping[str, str], members: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a problem for the names that can be renamed, and one for those that would then be there twice."""
    claims = Counter((*new.values(), *members))
    free = {name: key for name, key in new.items() if claims[key] == 1}
    if free:
        message = (
            f"{_all(free)} in the properties {_is(free)} not in camelCase, as the service wants names, "
            f"and may be ignored: write {_all(free.values())}."
        )
        yield CASE.at(PATH, message, properties_text.renaming(text, free))
    if taken := [name for name in new if name not in free]:
        message = (
            f"{_all(taken)} in the properties {_is(taken)} not in camelCase, as the service wants names, "
            f"but {_all([*dict.fromkeys(map(new.__getitem__, taken))])} would then be there twice: keep one "
            "of them."
        )
        kept = dict[str, str | None]()
        for name in taken:
            kept[name] = None if new[name] in members or new[name] in kept.values() else new[name]
        edit = properties_text.rewriting(text, kept)
        yield CASE.at(PATH, message, Fix("Keep one of each", (edit,), safe=False) if edit else None)


def _misplaced(event: Object, text: str, found: Look) -> Iterator[Problem]:
    members = found.members or {}
    reserved = [_kept(event, text, name, members[name]) for name in found.reserved[:_MOST]]
    yield from likewise(reserved, len(found.reserved) - _MOST, "name")
    legacy = [_legacy(event, text, name, _frozen(members[name])) for name in found.legacy[:_MOST]]
    yield from likewise(legacy, len(found.legacy) - _MOST, "name")


def _kept(event: Object, text: str, name: str, written: object) -> Problem:
    meant = _RESERVED[folded(name)]
    holder, field = _HOMES.get(meant, ("event", meant))
    message = (
        f"{quoted(name)} in the properties is a name that the service keeps for itself, and may refuse or "
        f"ignore: remove it, for the {holder} has its own {field}."
    )
    removal = properties_text.removal(text, name)
    value = None if field in event or holder != "event" else _above(meant, _frozen(written))
    up = _moving(removal, field, value, safe=False)
    return RESERVED.at(PATH, message, _removing(removal, safe=False), *filter(None, [up]))


def _legacy(event: Object, text: str, name: str, written: Json) -> Problem:
    meant, removal = _LEGACY[folded(name)], properties_text.removal(text, name)
    value = _above(meant, written)
    start = f"{quoted(name)} in the properties is the legacy form, "
    if meant not in event and value is None:
        message = f"{start}and says {_shown(written)}, which {meant} of the event does not take: remove it."
        return LEGACY.at(PATH, message, _removing(removal, safe=False))
    if meant not in event:
        message = f"{start}which the service still takes: better write it as {meant} of the event."
        return LEGACY.at(PATH, message, _moving(removal, meant, value, safe=True))
    if value == event[meant]:
        message = f"{start}and says the same as {meant} of the event: remove it."
        return LEGACY.at(PATH, message, _removing(removal, safe=True))
    said = f"says {_shown(written)}, and {meant} of the event {_shown(event[meant])}"
    return LEGACY.at(PATH, f"{start}{said}: keep the one that is meant.", _removing(removal, safe=False))


def _removing(removal: Edit | None, *, safe: bool) -> Fix | None:
    return Fix("Remove from properties", (removal,), safe) if removal else None


def _moving(removal: Edit | None, field: str, value: Json, *, safe: bool) -> Fix | None:
    if removal is None or value is None:
        return None
    return Fix("Move up", (removal, Edit(pointer(field), value)), safe)


def _above(meant: str, value: Json) -> Json:
    """Return ``value`` out of the properties as the field ``meant`` of an event takes it, or None."""
    match meant, value:
        case "eventValue", str():
            number = cells.read_value(value, Kind.NUMBER)
            return _above(meant, number) if not isinstance(number, str) else None
        case "eventValue", int() | float() if not isinstance(value, bool) and abs(value) < math.inf:
            return value
        case "itemId", int() if not isinstance(value, bool):
            return str(value)
        case (("itemId" | "recommendationId"), str()):
            return value or None
        case "impression", str():
            return tuple(filter(None, map(str.strip, value.split("|")))) or None
        case "impression", tuple() if value and all(isinstance(one, str) and one for one in value):
            return value
        case _:
            return None


def _frozen(value: object) -> Json:
    """Return ``value``; one that is nested too deep to be moved is only hinted at."""
    try:
        return freeze(value)
    except RecursionError:
        return "…"


def _all(names: Collection[str]) -> str:
    said = [quoted(name) for name in islice(names, _NAMED)]
    return listed([*said, *repeat("", len(names) - len(said))], most=_NAMED - 1)


def _is(names: Collection[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _shown(value: Json) -> str:
    return quoted(value) if isinstance(value, str) else shortened(dumps(value))
