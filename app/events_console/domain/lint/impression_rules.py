"""The items that were shown: a list of item IDs, which the Item interactions data keeps joined by bars."""

from collections.abc import Iterable, Sequence
from typing import Final

from events_console.domain.item_catalogue import ItemCatalogue
from events_console.domain.json_value import Json, Object
from events_console.domain.lint.context import ANY_UUID, Context
from events_console.domain.lint.rule import Rule
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import Edit
from events_console.domain.wording import counted, listed, quoted

JOINED: Final = Rule(
    "impression.joined",
    Severity.ERROR,
    "several item IDs joined by bars in one text, as in bulk data: a|b",
    "splits them",
)
LENGTH: Final = Rule(
    "impression.length", Severity.WARNING, "an impression of more than 1,000 characters, joined by bars"
)
DUPLICATE: Final = Rule(
    "impression.duplicate", Severity.INFO, "an item that is shown twice", "keeps the first of each"
)
NO_ITEM: Final = Rule(
    "impression.no-item", Severity.INFO, "an impression without the item that the event is about"
)
BOTH: Final = Rule(
    "impression.both",
    Severity.INFO,
    "an impression and a recommendation ID in one event: the impression is used",
)
RULES: Final = (JOINED, LENGTH, DUPLICATE, NO_ITEM, BOTH)

_PATH: Final = "/impression"
_MOST: Final = 1_000  # items that are looked at; more than 25 are refused anyway
_LONGEST: Final = 1_000  # characters
_BOTH: Final = BOTH.at(
    "/recommendationId",
    "Impression and recommendation ID are both given, and for what was shown the service uses the "
    "impression: leave out the one that is wrong.",
)


def event(event: Object, context: Context) -> Iterable[Problem]:
    """Return what is wrong with the impression of ``event``."""
    shown = event.get("impression")
    if not shown or not isinstance(shown, str | tuple):
        return ()
    items = (shown,) if isinstance(shown, str) else shown[:_MOST]
    texts = [item for item in items if isinstance(item, str)]
    joined = "|".join(texts)
    if joined.count("|") >= max(len(texts), 1) and not _has_bars(event, texts, context.catalogue):
        return (_joined(shown, texts, event.get("itemId"), context.catalogue),)
    if isinstance(shown, str):
        return ()
    found = [_BOTH] if event.get("recommendationId") else []
    if len(joined) > _LONGEST:
        found.append(_too_long(len(joined)))
    if len(set(texts)) < len(texts) and (repeated := _repeated(texts)):
        found.append(_duplicate(shown, repeated))
    item = event.get("itemId")
    if (
        item
        and isinstance(item, str)
        and item not in texts
        and len(texts) == len(shown)
        and ANY_UUID not in item
    ):
        message = (
            f"The item {quoted(item)} that the event is about is not in the impression: add it if it was "
            "shown with the others."
        )
        found.append(NO_ITEM.at(_PATH, message))
    return found


def _has_bars(event: Object, texts: Iterable[str], catalogue: ItemCatalogue | None) -> bool:
    """Return whether the items of this event have bars within their own IDs."""
    item = event.get("itemId")
    if isinstance(item, str) and "|" in item:
        return True
    return catalogue is not None and any("|" in text and text in catalogue for text in texts)


def _joined(
    shown: str | tuple[Json, ...], texts: Sequence[str], item: Json, catalogue: ItemCatalogue | None
) -> Problem:
    """Return the problem; that a bar stands between two items is sure where one of them is known."""
    joined = next(text for text in texts if "|" in text)
    path = _PATH if isinstance(shown, str) else f"{_PATH}/{shown.index(joined)}"
    parts = {part.strip() for text in texts if "|" in text for part in text.split("|")} - {""}
    sure = item in parts or (catalogue is not None and all(part in catalogue for part in parts))
    message = (
        f"{quoted(joined)} is a text of {counted(joined.count('|') + 1, 'item ID')} joined by bars, as in "
        "bulk data, but the service takes a list: split it."
    )
    fix = Fix("Split at the bars", (Edit(_PATH, _split(shown)),), safe=sure) if parts else None
    return JOINED.at(path, message, fix)


def _split(shown: str | tuple[Json, ...]) -> tuple[Json, ...]:
    items: list[Json] = []
    for item in (shown,) if isinstance(shown, str) else shown:
        if isinstance(item, str) and "|" in item:
            items += (part.strip() for part in item.split("|") if part.strip())
        else:
            items.append(item)
    return tuple(items)


def _too_long(length: int) -> Problem:
    message = (
        f"The impression has {length:,} characters, counted with a bar between items, and the service may "
        f"ignore one of more than {_LONGEST:,}: leave out the last items."
    )
    return LENGTH.at(_PATH, message)


def _repeated(texts: Sequence[str]) -> list[str]:
    """Return what is in ``texts`` more than once, without what sending makes up anew each time."""
    seen: set[str] = set()
    repeated: dict[str, None] = {}
    for text in texts:
        if text in seen and ANY_UUID not in text:
            repeated[text] = None
        seen.add(text)
    return list(repeated)


def _duplicate(shown: tuple[Json, ...], repeated: Sequence[str]) -> Problem:
    names = listed([quoted(text) for text in repeated], 2)
    message = f"The impression has {names} more than once: list each item that was shown once."
    if len(shown) > _MOST:
        return DUPLICATE.at(_PATH, message)
    kept = tuple(
        item for place, item in enumerate(shown) if item not in repeated or shown.index(item) == place
    )
    return DUPLICATE.at(_PATH, message, Fix("Keep the first of each", (Edit(_PATH, kept),), safe=False))
