"""Keys that the service does not know: misspelt, in the wrong place, or from elsewhere."""

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from typing import Final

from events_console.domain.fields import EVENT_FIELDS, REQUEST_FIELDS
from events_console.domain.json_value import Object, pointer
from events_console.domain.lint.rule import Rule, likewise
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import EVENT_LIST, Edit
from events_console.domain.wording import quoted

UNKNOWN: Final = Rule(
    "key.unknown",
    Severity.ERROR,
    "a name that the service does not know there: misspelt, in the wrong place or from elsewhere",
    "renames it to the one that is surely meant",
)
RULES: Final = (UNKNOWN,)

_PLACES: Final = {
    **{field.name: "the request" for field in REQUEST_FIELDS},
    **{field.name: "an event" for field in EVENT_FIELDS},
    "eventAttributionSource": "metricAttribution",
}
_FOREIGN: Final = {"timestamp": "sentAt", "events": EVENT_LIST}  # what other services call them
_CLOSE: Final = 0.75  # of the letters of two names are the same
_LONGEST_GUESS: Final = 40  # characters; comparing takes their square in time
_MOST: Final = 10  # names that get a problem each; an event has nine
_MOST_LOOKED_AT: Final = 1_000  # names; an event of more is refused, whatever they are


def holder_of(path: str, known: Iterable[str]) -> str:
    """Return what the object at ``path`` with the ``known`` names is, in words."""
    return "an attribution" if path else "a request" if EVENT_LIST in known else "an event"


def unknown_keys(path: str, holder: Object, known: frozenset[str]) -> tuple[Problem, ...]:
    """Return a problem for each of the first names in the object ``holder`` that is not ``known``."""
    strangers = (name for name in islice(holder, _MOST_LOOKED_AT) if name not in known)
    meant = {name: _nearest(name[: _LONGEST_GUESS + 1], known) for name in islice(strangers, _MOST)}
    claims, place = Counter(meant.values()), holder_of(path, known)
    told = list[Problem]()
    for name, near in meant.items():
        at, fix = path + pointer(name), None
        if near and near not in holder and claims[near] == 1:
            fix = Fix(f"Rename to {near}", (Edit(at, rename=near),))
        advice = _advice(name, near, holder)
        message = f"{quoted(name)} is no field of {place}, so the service cannot use it: {advice}."
        told.append(UNKNOWN.at(at, message, fix))
    return likewise(told, len(holder) - len(known & holder.keys()) - len(told), "name")


def _advice(name: str, near: str | None, holder: Object) -> str:
    if near:
        there = f"remove it, because {near} is there as well"
        return there if near in holder else f"write {near} instead"
    if name in _PLACES:
        return f"move it into {_PLACES[name]}"
    return "remove it, or put your own fields into properties"


@lru_cache(maxsize=4096)
def _nearest(name: str, known: frozenset[str]) -> str | None:
    """Return the known name that ``name`` surely means: misspelt, in other letters, or as others call it."""
    folded = _all_folded(known)
    guess = _folded(name)
    if guess in folded:
        return folded[guess]
    if len(guess) > _LONGEST_GUESS:
        return None
    # Comparing takes long: only what shares enough letters can be as close as that.
    letters = set(guess)
    likely = [
        one
        for one in folded
        if min(len(guess) - len(letters.difference(one)), len(one) - len(set(one) - letters))
        >= _CLOSE * (len(guess) + len(one)) / 2
    ]
    close = get_close_matches(guess, likely, n=1, cutoff=_CLOSE)
    return folded[close[0]] if close else None


@lru_cache(maxsize=8)
def _all_folded(known: frozenset[str]) -> Mapping[str, str]:
    foreign = {foreign: one for foreign, one in _FOREIGN.items() if one in known}
    return {**{_folded(one): one for one in sorted(known)}, **foreign}


def _folded(name: str) -> str:
    return name.replace("_", "").replace("-", "").casefold()
