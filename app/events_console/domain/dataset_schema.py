"""The Item interactions schema of a dataset group: an Avro record, and which part of an event feeds a field.

Facts from the developer guide: a flat record; names in UPPER_SNAKE, which a key of ``properties`` meets in
camelCase; fields are matched without ``_`` and without regard to case.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from events_console.domain.json_text import parse
from events_console.domain.json_value import Json, Object
from events_console.domain.wording import listed, quoted

FEEDS: Final = {
    "userId": "USER_ID",
    "itemId": "ITEM_ID",
    "sentAt": "TIMESTAMP",
    "eventType": "EVENT_TYPE",
    "eventValue": "EVENT_VALUE",
    "impression": "IMPRESSION",
    "recommendationId": "RECOMMENDATION_ID",
    "metricAttribution": "EVENT_ATTRIBUTION_SOURCE",
}

_MOST_KIB: Final = 256  # 1,024 characters each; a record of a hundred fields has ten
_TYPES: Final = ("float", "double", "int", "long", "string", "boolean", "null")
_CATEGORICAL: Final = "categorical"  # stands beside a type
_KEYS: Final = ("USER_ID", "ITEM_ID", "TIMESTAMP")  # without which no record holds interactions
_NAME: Final = re.compile("[A-Za-z_][A-Za-z0-9_]{0,255}")  # of Avro, which has no limit
_CAPITALS: Final = re.compile("[A-Z]+(?![a-z])|[A-Z]")  # a word of them, without the initial of the next
_ADVICE: Final = "choose the schema of the Item interactions dataset, as DescribeSchema gives it"


@dataclass(frozen=True, slots=True)
class SchemaField:
    """A field: ``types`` are Avro's names without "null", ``required`` is one that holds no null."""

    name: str
    types: tuple[str, ...]
    required: bool
    categorical: bool = False

    @property
    def key(self) -> str:
        """What a key of ``properties`` that feeds it is called: "cabinType" for CABIN_TYPE."""
        return camel(self.name)

    @property
    def is_own(self) -> bool:
        """Whether ``properties`` feed it, and no other member of an event or a request."""
        return folded(self.name) not in _FED


@dataclass(frozen=True, slots=True)
class DatasetSchema:
    """A schema: its record's ``name`` and its ``fields`` in their order."""

    name: str
    fields: tuple[SchemaField, ...]
    _by_name: Mapping[str, SchemaField] = field(init=False, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare what 100,000 rows ask for."""
        object.__setattr__(self, "_by_name", {folded(one.name): one for one in self.fields})
        object.__setattr__(self, "_hash", hash((self.name, self.fields)))

    def __hash__(self) -> int:
        """Return the same for equal schemas, at once."""
        return self._hash

    def field(self, name: str) -> SchemaField | None:
        """Return the field that ``name``, in any writing of it, means."""
        return self._by_name.get(folded(name))


def read(text: str) -> DatasetSchema:
    """Return the schema in ``text``: the record itself, or an answer of DescribeSchema that holds it.

    ValueError, as a sentence without the file's name, where there is none.
    """
    if len(text) > _MOST_KIB * 1024:
        raise ValueError(f"This is larger than {_MOST_KIB} KiB, and no dataset schema is; {_ADVICE}.")
    record = _unwrapped(text)
    if record is None or record.get("type") != "record":
        raise ValueError(f'This is JSON, but no Avro record, which has "type": "record"; {_ADVICE}.')
    name, members = record.get("name"), record.get("fields")
    if not isinstance(members, tuple) or not members:
        raise ValueError(f'This Avro record has no list of "fields"; {_ADVICE}.')
    fields = tuple(_field(number, member) for number, member in enumerate(members, 1))
    schema = DatasetSchema(name if isinstance(name, str) else "", fields)
    _check(schema)
    return schema


def folded(name: str) -> str:
    """Return what is the same for every writing of a name: "cabintype" for CABIN_TYPE and cabinType."""
    return name.replace("_", "").casefold()


def camel(name: str) -> str:
    """Return a name as ``properties`` have it: "cabinType" for CABIN_TYPE, cabin_type and cabinType."""
    words = [word if _is_mixed(word) else word.lower() for word in name.split("_") if word]
    if not words:
        return name
    first = _CAPITALS.match(words[0])
    if first:
        words[0] = first[0].lower() + words[0][first.end() :]
    joined = words[0] + "".join(word[0].upper() + word[1:] for word in words[1:])
    return joined if _is_mixed(joined) else joined.lower()  # "2b" for 2_B, as for 2B


_FED: Final = frozenset(map(folded, FEEDS.values()))


def _is_mixed(word: str) -> bool:
    return not (word.isupper() or word.islower())


def _unwrapped(text: str) -> Object | None:
    """Return the object that ``text`` holds, out of the texts and the answers that it is wrapped in."""
    value: Json = text
    while True:
        if isinstance(value, str):
            value = _parsed(value)
        elif isinstance(value, Object) and "schema" in value and "fields" not in value:
            value = value["schema"]
        else:
            return value if isinstance(value, Object) else None


def _parsed(text: str) -> Json:
    try:
        value, repeated = parse(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ValueError(f"This is no JSON: {place}: {error.msg}; {_ADVICE}.") from None
    if repeated:
        path, times = repeated[0]
        raise ValueError(f"The name at {quoted(path)} is given {times:,} times; keep one of them.")
    return value


def _field(number: int, member: Json) -> SchemaField:
    name = member.get("name") if isinstance(member, Object) else None
    if not isinstance(member, Object) or not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError(
            f"Field {number:,} of the schema has no name of letters, digits and _; "
            'write it as {"name": "CABIN_TYPE", "type": "string"}.'
        )
    types = tuple(_types(name, member))
    known = tuple(one for one in types if one not in {"null", _CATEGORICAL})
    return SchemaField(name, known, "null" not in types, categorical=_CATEGORICAL in types)


def _types(name: str, member: Json) -> Iterator[str]:
    """Yield the types that ``member`` of the field ``name`` allows, and whether one is categorical."""
    match member:
        case str() if member in _TYPES:
            yield member
        case tuple() if member:
            for one in member:
                yield from _types(name, one)
        case Object() if "type" in member:
            if member.get(_CATEGORICAL) is True:
                yield _CATEGORICAL
            yield from _types(name, member["type"])
        case _:
            raise ValueError(
                f"The field {quoted(name)} has a type that no dataset takes, for its record is flat; "
                f"write one of {', '.join(_TYPES)}, or a list of them."
            )


def _check(schema: DatasetSchema) -> None:
    """Raise a ValueError where ``schema`` is none of interactions, or has a field twice."""
    doubled, times = Counter(folded(one.name) for one in schema.fields).most_common(1)[0]
    if times > 1:
        names = listed([quoted(one.name) for one in schema.fields if folded(one.name) == doubled])
        raise ValueError(f"The schema has the same field {times:,} times, as {names}; keep one of them.")
    missing = [name for name in _KEYS if schema.field(name) is None]
    if missing:
        seeming = _kind(schema)
        what = f"This seems to be {seeming} schema, for" if seeming else "This is no interactions schema:"
        raise ValueError(f"{what} it has no {listed(missing).replace(' and ', ' or ')}; {_ADVICE}.")


def _kind(schema: DatasetSchema) -> str:
    """Return which other kind of dataset ``schema`` seems to be for, by its fields, else by its name."""
    if schema.field("ACTION_ID"):
        return "an Actions" if schema.field("USER_ID") is None else "an Action interactions"
    if schema.field("USER_ID") and schema.field("ITEM_ID") is None:
        return "a Users"
    if schema.field("ITEM_ID") and schema.field("USER_ID") is None:
        return "an Items"
    return {"items": "an Items", "users": "a Users"}.get(folded(schema.name), "")
