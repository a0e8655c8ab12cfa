"""What somebody may mean who begins to type: known from the other rows, the past, the schema and the items.

Everything here is asked at each keystroke, so that each function looks at a bounded part of a document of
100,000 rows, and takes a few milliseconds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from events_console.domain import properties
from events_console.domain.dataset_schema import DatasetSchema, SchemaField, folded
from events_console.domain.item_catalogue import ItemCatalogue
from events_console.domain.json_value import Json, Object
from events_console.domain.lint.context import Context
from events_console.domain.request import Request

MOST: Final = 50
GIVEN: Final = "given already"  # the note of a name that stands in another row
_LOOKED_AT: Final = 5_000  # rows, spread evenly
_TAKEN_APART: Final = 100  # different texts of properties
_LONGEST: Final = 1_024  # characters; the service takes no longer text in any of the fields
_BLOCK: Final = 2_000  # items
_WORDS: Final = {
    "boolean": "true or false",
    "int": "whole number",
    "long": "whole number",
    "float": "number",
    "double": "number",
    "string": "text",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``text`` is what to type, ``note`` says in a few words what it is."""

    text: str
    note: str = ""


def matching(text: str, known: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return those of ``known`` that hold ``text`` in any case, the ones that begin with it first."""
    wanted = text.casefold()
    places = ((one.text.casefold().find(wanted), one) for one in known)
    found = sorted((place > 0, number, one) for number, (place, one) in enumerate(places) if place >= 0)
    return tuple(one for _, _, one in found[:MOST])


def event_types(request: Request, row: int, context: Context) -> tuple[Suggestion, ...]:
    """Return the types of the events but that in ``row``, the most used first, then other known ones."""
    counts = Counter(_texts("eventType", request, row))
    used = sorted(counts, key=lambda kind: (-counts[kind], kind))
    found: dict[str, Suggestion] = {}
    for kinds, note in (
        (used, ""),
        (context.event_types, "of the domain"),
        (sorted(context.past.event_types), "sent before"),
    ):
        for kind in kinds:
            found.setdefault(kind, Suggestion(kind, note))
    return tuple(found.values())


def item_title(context: Context, event: Object) -> str:
    """Return what the item of ``event`` is called; "" where that is not known."""
    item_id = event.get("itemId")
    return context.catalogue.titles.get(item_id, "") if context.catalogue and isinstance(item_id, str) else ""


def property_names(
    given: Iterable[str], request: Request, row: int, schema: DatasetSchema | None
) -> tuple[Suggestion, ...]:
    """Return the keys of the schema's own fields, those not ``given`` first; without a schema other rows'."""
    taken = {folded(name) for name in given}
    if schema is None:
        names = _counted((name, times) for (name, _), times in _other_pairs(request, row))
        return tuple(Suggestion(name) for name in names if folded(name) not in taken)
    own = [(folded(field.name) in taken, field) for field in schema.fields if field.is_own]
    missing = [Suggestion(field.key, type_words(field)) for is_given, field in own if not is_given]
    present = [Suggestion(field.key, GIVEN) for is_given, field in own if is_given]
    return (*missing, *present)


def property_values(
    name: str, request: Request, row: int, schema: DatasetSchema | None
) -> tuple[Suggestion, ...]:
    """Return what the property ``name`` may be, as it is typed: true and false, or the values of other rows.

    Of numbers and of text that is all different (not categorical) there is nothing to choose from.
    """
    field = schema.field(name) if schema else None
    if field and "boolean" in field.types:
        return Suggestion("true"), Suggestion("false")
    if not name or (field and not field.categorical):
        return ()
    wanted = folded(name)
    values = _counted(
        (_shown(value), times)
        for (key, value), times in _other_pairs(request, row)
        if folded(key) == wanted and isinstance(value, bool | int | float | str) and value != ""
    )
    return tuple(Suggestion(text) for text in values if text.isprintable())


def type_words(field: SchemaField) -> str:
    """Return what a schema's field holds: "text, categorical", "whole number", "true or false"."""
    kinds = dict.fromkeys(_WORDS.get(name, name) for name in field.types)
    return " or ".join(kinds) + (", categorical" if field.categorical else "")


class ItemSearch:
    """Finds items by the beginning of their ID or any part of their title.

    Searches the text of a few thousand items at a time, made ahead by :meth:`read_on` or when a search first
    comes to them: 100,000 take 20 ms once and 5 ms at each keystroke.
    """

    def __init__(self, catalogue: ItemCatalogue) -> None:
        """Search the items of ``catalogue``."""
        self._titles = catalogue.titles
        self._unread = iter(catalogue.titles.items())
        self._read: list[tuple[tuple[str, ...], str]] = []

    def find(self, text: str) -> tuple[Suggestion, ...]:
        """Return the items for ``text``, those whose ID begins with it first; for no text the first ones."""
        wanted = text.casefold()
        by_id: dict[str, None] = {}
        by_title: dict[str, None] = {}
        for ids, lines in self._blocks():
            if wanted not in lines:
                continue
            _collect(f"\n{wanted}", ids, lines, by_id)
            if len(by_id) == MOST:
                break
            _collect(wanted, ids, lines, by_title)
        found = islice(by_id | by_title, MOST)
        return tuple(Suggestion(item_id, self._titles[item_id]) for item_id in found)

    def read_on(self) -> bool:
        """Make the next few thousand items ready to be searched; return whether there were any."""
        items = tuple(islice(self._unread, _BLOCK))
        if items:
            lines = "".join(f"\n{_line(item_id)}\t{_line(title)}" for item_id, title in items)
            self._read.append((tuple(item_id for item_id, _ in items), lines.casefold()))
        return bool(items)

    def _blocks(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield item IDs, and for each a line with it and its title."""
        yield from self._read
        while self.read_on():
            yield self._read[-1]


def _collect(wanted: str, ids: tuple[str, ...], lines: str, found: dict[str, None]) -> None:
    """Add those of ``ids`` in whose line ``wanted`` is to ``found``, until that is full."""
    place, line, counted = lines.find(wanted), -1, 0
    while place >= 0 and len(found) < MOST:
        line += lines.count("\n", counted, place + 1)
        counted = place + 1
        found[ids[line]] = None
        end = lines.find("\n", counted)
        place = lines.find(wanted, end) if end >= 0 else -1


def _line(text: str) -> str:
    return text[:_LONGEST].replace("\n", " ")


def _others(request: Request, row: int) -> Iterator[Json]:
    step = 1 + len(request.events) // _LOOKED_AT
    return (event for place, event in enumerate(request.events[::step]) if place * step != row)


def _texts(name: str, request: Request, row: int) -> Iterator[str]:
    """Yield what the field ``name`` says in other rows, as far as that can be typed."""
    for event in _others(request, row):
        text = event.get(name) if isinstance(event, Object) else None
        if isinstance(text, str) and 0 < len(text) <= _LONGEST and text.isprintable():
            yield text


def _other_pairs(request: Request, row: int) -> Iterator[tuple[tuple[str, Json], int]]:
    """Yield the properties of other rows, and in how many of them each is."""
    for text, times in Counter(_texts("properties", request, row)).most_common(_TAKEN_APART):
        for pair in _pairs(text):
            yield pair, times


@lru_cache(maxsize=_TAKEN_APART, typed=True)
def _shown(value: float | str) -> str:
    return properties.show_value(value)


def _counted(found: Iterable[tuple[str, int]]) -> list[str]:
    """Return each text once, the one that was found most often first."""
    counts: Counter[str] = Counter()
    for text, times in found:
        counts[text] += times
    return sorted(counts, key=lambda text: (-counts[text], text))


@lru_cache(maxsize=_TAKEN_APART)
def _pairs(text: str) -> properties.Pairs:
    try:
        return properties.read(text)
    except ValueError:
        return ()
