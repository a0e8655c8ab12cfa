"""Keys that the service does not know: misspelt, in the wrong place, or from elsewhere."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
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


def unknown_keys(path: str, holder: Object, known: Set[str]) -> tuple[Problem, ...]:
    """Return a problem for each of the first names in the object ``holder`` at ``path`` that is not ``known``."""
    known = frozenset(known)
    strangers = [name for name in islice(holder, _MOST_LOOKED_AT) if name not in known]
    names, left = strangers[:_MOST], len(holder) - len(known & holder.keys()) - _MOST
    meant = {name: _nearest(name[: _LONGEST_GUESS * 2], known) for name in names}
    claims, place = Counter(meant.values()), holder_of(path, known)
    told = [
        _unknown(path, place, name, near, is_there=near in holder, is_claimed=claims[near] > 1)
        for name, near in meant.items()
    ]
    return likewise(told, left, "name")


def _unknown(
    path: str, place: str, name: str, near: str | None, *, is_there: bool, is_claimed: bool
) -> Problem:
    fix = None
    if is_there:
        advice = f"remove it, because {near} is there as well"
    elif near:
        advice = f"write {near} instead"
        if not is_claimed:
            fix = Fix(f"Rename to {near}", (Edit(path + pointer(name), rename=near),))
    elif name in _PLACES:
        advice = f"move it into {_PLACES[name]}"
    else:
        advice = "remove it, or put your own fields into properties"
    message = f"{quoted(name)} is no field of {place}, so the service cannot use it: {advice}."
    return UNKNOWN.at(path + pointer(name), message, fix)


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
