"""Keys that the service does not know: misspelt, in the wrong place, or from elsewhere."""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from events_console.domain.fields import EVENT_FIELDS, REQUEST_FIELDS
from events_console.domain.json_value import Object, pointer
from events_console.domain.lint.rule import Rule
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
_LONGEST_GUESS: Final = 40  # characters; comparing takes their square in time
_MOST_GUESSES: Final = 20


def holder_of(path: str, known: Iterable[str]) -> str:
    """Return what the object at ``path`` with the ``known`` names is, in words."""
    return "an attribution" if path else "a request" if EVENT_LIST in known else "an event"


def unknown_keys(path: str, holder: Object, known: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each name in the object ``holder`` at ``path`` that is not ``known``."""
    strangers = [name for name in holder if name not in known]
    near = {name: _nearest(name, known) for name in strangers[:_MOST_GUESSES]}
    claims, place = Counter(near.values()), holder_of(path, known)
    for name in strangers:
        meant, fix = near.get(name), None
        if meant in holder:
            advice = f"remove it, because {meant} is there as well"
        elif meant:
            advice = f"write {meant} instead"
            if claims[meant] == 1:
                fix = Fix(f"Rename to {meant}", (Edit(path + pointer(name), rename=meant),))
        elif name in _PLACES:
            advice = f"move it into {_PLACES[name]}"
        else:
            advice = "remove it, or put your own fields into properties"
        message = f"{quoted(name)} is no field of {place}, so the service cannot use it: {advice}."
        yield UNKNOWN.at(path + pointer(name), message, fix)


def _nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that ``name`` surely means: misspelt, in other letters, or as others call it."""
    folded = {_folded(one): one for one in known}
    folded |= {foreign: one for foreign, one in _FOREIGN.items() if one in known}
    guess = _folded(name[: _LONGEST_GUESS + 1])
    if guess in folded:
        return folded[guess]
    if len(guess) > _LONGEST_GUESS:
        return None
    close = get_close_matches(guess, folded, n=1, cutoff=0.75)
    return folded[close[0]] if close else None


def _folded(name: str) -> str:
    return name.replace("_", "").replace("-", "").casefold()
