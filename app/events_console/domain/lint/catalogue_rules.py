"""Items that the catalogue does not have."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from events_console.domain.item_catalogue import ItemCatalogue
from events_console.domain.json_value import Object
from events_console.domain.lint import id_rules
from events_console.domain.lint.context import ANY_UUID, Context
from events_console.domain.lint.rule import Rule, likewise
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import Edit
from events_console.domain.wording import counted, quoted, subject

UNKNOWN: Final = Rule(
    "item.unknown",
    Severity.WARNING,
    "with an item catalogue: an item ID that it does not have",
    "writes the only one that is nearly the same",
)
RULES: Final = (UNKNOWN,)

_MOST_TOLD: Final = 3  # of them
_MOST: Final = 25  # items of one impression that are looked at; more are refused anyway
_LONGEST: Final = 256  # characters of an ID, as the service has it; longer ones are not remembered
_MOST_COMPARED: Final = 5_000  # items, whose near misses are at hand after 0.1 s, in 20 MB
_COMPARED: Final = range(4, 41)  # characters: a shorter ID is near too many, and longer ones take too much


def event(event: Object, context: Context) -> Iterable[Problem]:
    """Return what is wrong with the items of one event; paths start at the event."""
    catalogue = context.catalogue
    if catalogue is None:
        return ()
    titles, item, shown = catalogue.titles, event.get("itemId"), event.get("impression")
    found: tuple[Problem, ...] = ()
    if isinstance(item, str) and item not in titles and _is_id(item):
        found = (_of_item(catalogue, "/itemId", item),)
    if not isinstance(shown, tuple):
        return found
    strangers = [
        (f"/impression/{place}", one)
        for place, one in enumerate(shown[:_MOST])
        if isinstance(one, str) and one not in titles and _is_id(one)
    ]
    told = [_of_item(catalogue, path, one) for path, one in strangers[:_MOST_TOLD]]
    return (*found, *likewise(told, len(strangers) - _MOST_TOLD, "item"))


def _is_id(text: str) -> bool:
    """Return whether ``text`` is an ID at all, of which no other rule speaks."""
    return ANY_UUID not in text and "|" not in text and id_rules.broken(text) is None


def _of_item(catalogue: ItemCatalogue, path: str, item_id: str) -> Problem:
    return (_looked_up if len(item_id) <= _LONGEST else _look_up)(catalogue, path, item_id)


def _look_up(catalogue: ItemCatalogue, path: str, item_id: str) -> Problem:
    """Return the problem of the ID of no item."""
    size = counted(len(catalogue.titles), "item")
    message = (
        f"{subject(path)} is {quoted(item_id)}, which is not in the catalogue of {size}, so the "
        "event may count for no item of yours: "
    )
    near = _nearest(catalogue, item_id)
    if near is None:
        return UNKNOWN.at(path, f"{message}check the ID, or use a newer catalogue.")
    title = catalogue.titles[near]
    meant = f"{quoted(near)} ({quoted(title)})" if title else quoted(near)
    fix = Fix("Use the item that is near", (Edit(path, near),), safe=False)
    return UNKNOWN.at(path, f"{message}write {meant} if that is meant, or use a newer catalogue.", fix)


_looked_up: Final = lru_cache(maxsize=4096)(_look_up)


def _nearest(catalogue: ItemCatalogue, item_id: str) -> str | None:
    """Return the only item whose ID is ``item_id`` but for case or one character, if there is one."""
    if len(catalogue.titles) > _MOST_COMPARED or len(item_id) not in _COMPARED:
        return None
    near, plain = _near_misses(catalogue), item_id.casefold()
    found = {near[miss] for miss in _misses(plain) if miss in near}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _near_misses(catalogue: ItemCatalogue) -> Mapping[str, str | None]:
    """Return the ID that each text is near to; None where there are several.

    Two IDs that differ in one character are the same without it, so that no ID is compared with another.
    """
    near: dict[str, str | None] = {}
    for item_id in catalogue.titles:
        if len(item_id) in _COMPARED:
            for miss in set(_misses(item_id.casefold())):
                near[miss] = None if miss in near else item_id
    return near


def _misses(text: str) -> Iterator[str]:
    """Yield ``text`` and what it is without one of its characters."""
    yield text
    for place in range(len(text)):
        yield text[:place] + text[place + 1 :]
