"""Events beside the Item interactions schema of their dataset: keys, types and what nothing fills."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Final, NamedTuple

from events_console.domain.dataset_schema import FEEDS, DatasetSchema, SchemaField, folded
from events_console.domain.json_value import Object, dumps, freeze, pointer
from events_console.domain.lint import properties_rules, properties_text
from events_console.domain.lint.context import Context
from events_console.domain.lint.properties_rules import SPECIAL
from events_console.domain.lint.properties_text import LONGEST, PATH
from events_console.domain.lint.rule import Rule, likewise
from events_console.domain.problem import Problem, Severity
from events_console.domain.wording import listed, quoted, shortened, subject

UNKNOWN: Final = Rule(
    "properties.unknown",
    Severity.WARNING,
    "with a dataset schema: a name that no field of it matches",
    "renames to the nearest field",
)
TYPE: Final = Rule(
    "properties.type",
    Severity.WARNING,
    "with a dataset schema: a value that cannot be read as the type of its field; numbers may be text",
)
MISSING: Final = Rule(
    "schema-field.missing",
    Severity.WARNING,
    "with a dataset schema: a field that holds no null and that nothing in the event fills",
)
CATEGORICAL_LENGTH: Final = Rule(
    "schema-field.categorical-length",
    Severity.WARNING,
    "with a dataset schema: a categorical value of more than 1,000 characters",
)
RULES: Final = (UNKNOWN, TYPE, MISSING, CATEGORICAL_LENGTH)

_OPTIONAL: Final = ("eventValue", "impression", "recommendationId", "metricAttribution")
"""What an event may lack; without the others it is refused, or event.no-item, or rightly anonymous."""
_LONGEST_CATEGORY: Final = 1_000  # characters
_LONGEST_NUMBER: Final = 400  # characters; reading one takes the square of them in time
_LONGEST_GUESS: Final = 40  # characters; comparing takes their square
_MOST_GUESSED: Final = 50  # fields that a name is compared with; a dataset has five of its own
_MOST: Final = 4  # names that get a problem each
_MOST_LOOKED_AT: Final = 1_000  # names; the service takes fewer than 200 in 1,024 characters
_ENDLESS: Final = (math.inf, -math.inf)
_INT, _LONG = 2**31, 2**63


class _Plan(NamedTuple):
    """What a schema asks of each event: its ``own`` fields and ``all`` by folded name, what must be there."""

    own: Mapping[str, SchemaField]
    all: frozenset[str]
    required_own: tuple[tuple[str, SchemaField], ...]
    required_members: tuple[tuple[str, str], ...]  # of _OPTIONAL: the member and the field that it feeds


class _Look(NamedTuple):
    """What one look at properties finds, and the folded names of what they fill."""

    problems: tuple[Problem, ...]
    filled: frozenset[str] = frozenset()


def event(event: Object, context: Context) -> Iterable[Problem]:
    """Return where one event and the schema do not fit; paths start at the event."""
    schema = context.schema
    if schema is None:
        return ()
    text = event.get("properties", "{}")
    if not isinstance(text, str):
        return ()
    problems, filled = (_looked if len(text) <= LONGEST else _look)(schema, text)
    members = _plan(schema).required_members
    if not members:
        return problems
    lacking = [pair for pair in members if event.get(pair[0]) is None and folded(pair[0]) not in filled]
    return (*problems, *(_member_missing(*pair) for pair in lacking)) if lacking else problems


@lru_cache(maxsize=8)
def _plan(schema: DatasetSchema) -> _Plan:
    own = {folded(field.name): field for field in schema.fields if field.is_own}
    required = tuple(pair for pair in own.items() if pair[1].required)
    fed = ((member, schema.field(FEEDS[member])) for member in _OPTIONAL)
    members = tuple((member, field.name) for member, field in fed if field and field.required)
    every = frozenset(folded(field.name) for field in schema.fields)
    return _Plan(MappingProxyType(own), every, required, members)


def _look(schema: DatasetSchema, text: str) -> _Look:
    seen = properties_rules.look(text)
    members = seen.members
    if members is None:  # which is another rule's
        return _Look((), frozenset(map(folded, _OPTIONAL)))
    plan, found, strangers, filled = _plan(schema), list[Problem](), list[str](), set[str]()
    for name, value in islice(members.items(), _MOST_LOOKED_AT):
        plain = folded(name)
        if value is not None:
            filled.add(plain)
        if field := plan.own.get(plain):
            found += _misfits(name, value, field)
        elif plain not in SPECIAL and plain not in plan.all and not _is_renamed(seen, name, plan):
            strangers.append(name)
    if strangers:
        there = frozenset(map(folded, islice(members, _MOST_LOOKED_AT)))
        taken = set(there)
        told = [_unknown(schema, text, name, taken) for name in strangers[:_MOST]]
        found += likewise(told, len(strangers) - _MOST, "name")
        filled |= taken - there  # by the names they are told to have: what is misspelt is not missing as well
    if lacking := [field for plain, field in plan.required_own if plain not in filled]:
        found.append(_own_missing(lacking))
    return _Look(tuple(found), frozenset(filled))


_looked: Final = lru_cache(maxsize=1024)(_look)


def _is_renamed(seen: properties_rules.Look, name: str, plan: _Plan) -> bool:
    """Return whether ``name`` is only not in camelCase, which is another rule's, and a field's in that."""
    return name in seen.odd and folded(name.replace("-", "")) in plan.all


def _misfits(name: str, value: object, field: SchemaField) -> Iterator[Problem]:
    if (
        value is None or isinstance(value, dict | list) or value in _ENDLESS
    ):  # it fills nothing, or has a rule of its own
        return
    types = field.types
    if types and "string" not in types and not any(_READERS[one](value) for one in types):
        shown = quoted(value) if isinstance(value, str) else shortened(dumps(freeze(value)))
        message = (
            f"{quoted(name)} in the properties is {shown}, which cannot be read as the {' or '.join(types)} "
            f"that the field {quoted(field.name)} holds, and may be ignored: write {_WANTED[types[0]]}."
        )
        yield TYPE.at(PATH, message)
    if field.categorical and isinstance(value, str) and len(value) > _LONGEST_CATEGORY:
        message = (
            f"{quoted(name)} in the properties has {len(value):,} characters, but a categorical field has "
            f"{_LONGEST_CATEGORY:,} at most, and it may be ignored: shorten it."
        )
        yield CATEGORICAL_LENGTH.at(PATH, message)


def _number(value: object) -> float:
    """Return the number that ``value`` is or says; NaN where there is none."""
    if isinstance(value, str):
        try:
            return (
                float(value)
                if len(value) <= _LONGEST_NUMBER and value.isascii() and "_" not in value
                else math.nan
            )
        except ValueError:
            return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _is_finite(value: object) -> bool:
    return math.isfinite(_number(value))


def _is_whole(value: object, limit: int) -> bool:
    number = _number(value)
    return number.is_integer() and -limit <= number < limit


def _is_boolean(value: object) -> bool:
    return isinstance(value, bool) or (isinstance(value, str) and value.lower() in {"true", "false"})


_READERS: Final[Mapping[str, Callable[[object], bool]]] = {
    "float": _is_finite,
    "double": _is_finite,
    "int": lambda value: _is_whole(value, _INT),
    "long": lambda value: _is_whole(value, _LONG),
    "boolean": _is_boolean,
}
_WANTED: Final = {
    "float": "a number such as 4.5",
    "double": "a number such as 4.5",
    "int": "a whole number such as 4",
    "long": "a whole number such as 4",
    "boolean": "true or false",
}


def _unknown(schema: DatasetSchema, text: str, name: str, taken: set[str]) -> Problem:
    """Return the problem of ``name``, which no field matches; what it is renamed to becomes ``taken``."""
    own = _plan(schema).own
    message = (
        f"{quoted(name)} in the properties matches no field of the dataset schema, so it may be ignored: "
    )
    near = _nearest(schema, name) if len(name) <= _LONGEST_GUESS else None
    if near is None:
        keys = listed([field.key for field in own.values()]) if own else "none"
        return UNKNOWN.at(PATH, f"{message}leave it out, for the names that are matched are {keys}.")
    key = near.key
    if folded(key) in taken:
        return UNKNOWN.at(PATH, f"{message}leave it out, because {key} is there as well.")
    taken.add(folded(key))
    sure = _plain(name) == _plain(key)
    return UNKNOWN.at(
        PATH, f"{message}write {key} instead.", properties_text.renaming(text, {name: key}, safe=sure)
    )


@lru_cache(maxsize=1024)
def _nearest(schema: DatasetSchema, name: str) -> SchemaField | None:
    """Return the own field that ``name`` seems to mean."""
    near = _plain_names(schema)
    guess = _plain(name)
    if guess in near:
        return near[guess]
    close = get_close_matches(guess, near, n=1, cutoff=0.75)
    return near[close[0]] if close else None


@lru_cache(maxsize=8)
def _plain_names(schema: DatasetSchema) -> Mapping[str, SchemaField]:
    return {_plain(field.name): field for field in islice(_plan(schema).own.values(), _MOST_GUESSED)}


def _plain(name: str) -> str:
    """Return the letters and digits of ``name``: what is surely meant, whatever stands between them."""
    return "".join(filter(str.isalnum, name)).casefold()


def _own_missing(fields: Sequence[SchemaField]) -> Problem:
    names, keys = listed([quoted(field.name) for field in fields]), listed([field.key for field in fields])
    holds, them = ("holds", "it") if len(fields) == 1 else ("hold", "them")
    message = (
        f"{names} of the dataset schema {holds} no null, and nothing in this event fills {them}, so that "
        f"the event may be ignored: write {keys} into the properties."
    )
    return MISSING.at(PATH, message)


def _member_missing(member: str, field: str) -> Problem:
    path = pointer(member)
    message = (
        f"{subject(path)} is missing, but the field {quoted(field)} that it feeds holds no null in the "
        "dataset schema, so that the event may be ignored: fill it in."
    )
    return MISSING.at(path, message)
