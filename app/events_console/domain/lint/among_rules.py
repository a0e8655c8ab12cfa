"""What an event is among the others: an ID twice, the same event twice, a type spelt in two ways."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Generator, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Final, TypeVar, cast

from events_console.domain.json_value import Json, Object
from events_console.domain.lint.blocks import SIZE, Block, Found, Traits
from events_console.domain.lint.context import Context
from events_console.domain.lint.rule import Rule
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import Edit, event_id
from events_console.domain.wording import quoted

Key = TypeVar("Key", bound=Hashable)

DUPLICATE_ID: Final = Rule(
    "event.duplicate-id",
    Severity.WARNING,
    "an event ID that another event of the document has",
    "gives the event a new UUID",
)
SENT_BEFORE: Final = Rule(
    "event.sent-before",
    Severity.INFO,
    "an event ID that was sent to the same tracker before, where it counts once",
    "gives the event a new UUID, which makes it another event",
)
COLLISION: Final = Rule(
    "event.collision",
    Severity.WARNING,
    "the same event twice: all fields but the event ID are equal, within the same second",
)
NEAR_MISS: Final = Rule(
    "event.type-near-miss",
    Severity.WARNING,
    "an event type that differs only by case or spelling from one of the domain, of the past or of most rows",
    "writes that one",
)
RULES: Final = (DUPLICATE_ID, SENT_BEFORE, COLLISION, NEAR_MISS)

_NEW_ID: Final = Fix("Give it a new ID", (Edit("/eventId", "{{uuid}}"),), safe=False)
ONE_BY_ONE: Final = frozenset({"event.duplicate-id", "event.sent-before"})
_ALIKE: Final = 0.8  # as difflib measures it: "Purchse" has 0.93 of Purchase, "Watch" 0.6 of Match
_TOLD_APART: Final = frozenset({"eventId", "sentAt"})
_SHORTEST: Final = 4  # letters of a type that may be misspelt; "Buy" and "But" are two words
_STRIDE: Final = 32  # blocks that are counted in one step
_MOST_TYPES: Final = 200  # of a document; who has more spells none of them on purpose
_LONGEST: Final = 60  # characters of a type that is compared


@dataclass(frozen=True, slots=True)
class Among:
    """What is wrong among all events: IDs and twins given more than once, sent IDs, and types to rename.

    ``counts`` says how many events are of each type; it is empty where there are too many types.
    """

    ids: frozenset[str] = frozenset()
    twins: frozenset[int] = frozenset()
    sent: frozenset[str] = frozenset()
    types: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return whether anything is wrong."""
        return bool(self.ids or self.twins or self.sent or self.types)

    def concerns(self, traits: Traits) -> bool:
        """Return whether an event with one of ``traits`` may have a problem."""
        return not (
            self.ids.isdisjoint(traits.ids)
            and self.twins.isdisjoint(traits.twins)
            and self.sent.isdisjoint(traits.sent)
            and self.types.keys().isdisjoint(traits.types)
        )

    def changed_since(self, before: "Among") -> "Among":
        """Return what differs from ``before``."""
        both = {*self.types, *before.types}
        renamed = {kind: "" for kind in both if self.types.get(kind) != before.types.get(kind)}
        return Among(self.ids ^ before.ids, self.twins ^ before.twins, self.sent ^ before.sent, renamed)

    def problems(self, event: Json, twin: int | None, silenced: Collection[str]) -> Found:
        """Return the problems of ``event``, which has that ``twin``, among the others."""
        if not isinstance(event, Object):
            return ()
        found: list[Problem] = []
        name, kind = id_of(event), type_of(event)
        if name in self.ids:
            message = (
                f"The event ID {quoted(name or '')} is that of another event of this document as well, and "
                "the service ignores all but the first in training: give each event its own."
            )
            found.append(DUPLICATE_ID.at("/eventId", message, _NEW_ID))
        elif twin in self.twins:
            message = (
                "Another event says the same within the same second, and the service keeps only one of such: "
                "delete one, or tell them apart by their times."
            )
            found.append(COLLISION.at("", message))
        if name in self.sent:
            message = (
                f"The event ID {quoted(name or '')} was sent before, so that the service counts the event "
                "once: give it a new ID if it is another event."
            )
            found.append(SENT_BEFORE.at("/eventId", message, _NEW_ID))
        if kind is not None and (meant := self.types.get(kind)):
            message = (
                f"The event type {quoted(kind)} is nearly {quoted(meant)}, but for the service it is another "
                f"one: write {quoted(meant)} if that is meant."
            )
            fix = Fix(f"Write {meant}"[:40], (Edit("/eventType", meant),), safe=False)
            found.append(NEAR_MISS.at("/eventType", message, fix))
        return tuple(problem for problem in found if problem.rule not in silenced)


def traits_of(events: tuple[Json, ...], context: Context, known: Mapping[int, int | None]) -> Traits:
    """Return what ``events`` have that others may have too; ``known`` are twins by the events' identity."""
    each = tuple(known[key] if (key := id(event)) in known else twin_of(event) for event in events)
    ids = _counted(map(id_of, events))
    sent = frozenset(ids.keys() & context.past.trackers.keys()) if ids else frozenset()
    return Traits(ids, _counted(each), _counted(map(type_of, events)), each, sent)


def _counted(traits: Iterable[Key | None]) -> Mapping[Key, int]:
    counts = Counter(traits)
    counts.pop(None, None)
    return cast("Mapping[Key, int]", counts)


def id_of(event: Json) -> str | None:
    """Return the event ID; None where there is none, or one that sending makes up."""
    found = event_id(event)
    return found if found and "{{" not in found else None


def type_of(event: Json) -> str | None:
    """Return the event type, if it is one."""
    found = event.get("eventType") if isinstance(event, Object) else None
    return found if isinstance(found, str) and found else None


def twin_of(event: Json) -> int | None:
    """Return a number that only events have in common that are equal but for ID and fraction of a second.

    The developer guide: of events with the same time and the same properties one is kept. Read strictly, so
    that nothing is called lost that is not.
    """
    if not isinstance(event, Object) or "sentAt" not in event or "itemId" not in event:
        return None
    sent = event["sentAt"]
    whole = int(sent) if isinstance(sent, float) and math.isfinite(sent) else sent
    members = sorted((name, value) for name, value in event.items() if name not in _TOLD_APART)
    return hash(repr((whole, members)))  # of a text: numbers that differ may have the same hash


def among(
    blocks: tuple[Block, ...],
    before: tuple[Among, tuple[Block, ...]] | None,
    context: Context,
    tracking_id: str,
) -> Generator[None, None, Among]:
    """Find what is wrong among the events of ``blocks``, in steps of a few milliseconds, and return it.

    With ``before``, what was wrong among those of other blocks: only what differs between the two is counted.
    """
    now = [block.traits for block in blocks if block.traits]
    known = context.past.trackers
    sent = {name for traits in now if traits.sent for name in traits.sent if known[name] == tracking_id}
    if before is None:
        ids = yield from _more_than_one([each.ids for each in now])
        twins = yield from _more_than_one([each.twins for each in now])
        types: Mapping[str, int] = _total(each.types for each in now)
    else:
        old, others = before
        then = [block.traits for block in others if block.traits]
        kept = set(map(id, now)) & set(map(id, then))
        come = [traits for traits in now if id(traits) not in kept]
        gone = [traits for traits in then if id(traits) not in kept]
        ids = yield from _adjusted(old.ids, now, come, gone, attrgetter("ids"))
        twins = yield from _adjusted(old.twins, now, come, gone, attrgetter("twins"))
        net = _net(come, gone, attrgetter("types"))
        sums = ((kind, old.counts.get(kind, 0) + net[kind]) for kind in {*old.counts, *net})
        types = {kind: times for kind, times in sums if times} if net else old.counts
    if len(types) > _MOST_TYPES:
        return Among(ids, twins, frozenset(sent), {}, types)
    return Among(ids, twins, frozenset(sent), _renamed(types, context), types)


def _more_than_one(counts: list[Mapping[Key, int]]) -> Generator[None, None, frozenset[Key]]:
    seen: set[Key] = set()
    repeated: set[Key] = set()
    for place, each in enumerate(counts):
        if place % _STRIDE == _STRIDE - 1:
            yield
        repeated |= seen.intersection(each)  # & and |= would each make a set of all seen
        repeated.update(key for key, times in each.items() if times > 1)
        seen.update(each)
    return frozenset(repeated)


def _adjusted(
    old: frozenset[Key],
    now: list[Traits],
    come: list[Traits],
    gone: list[Traits],
    trait: Callable[[Traits], Mapping[Key, int]],
) -> Generator[None, None, frozenset[Key]]:
    """Return the repeated keys of ``now``, which were ``old`` before some had ``come`` and some ``gone``."""
    changed = _net(come, gone, trait).keys()
    if not changed:
        return old
    counts = [trait(each) for each in now]
    if len(changed) > SIZE:  # counting everything anew is quicker than that many questions
        return (yield from _more_than_one(counts))
    return (old - changed) | {key for key in changed if sum(each.get(key, 0) for each in counts) > 1}


def _net(
    come: list[Traits], gone: list[Traits], trait: Callable[[Traits], Mapping[Key, int]]
) -> Counter[Key]:
    """Return how many more there are of each key, of those whose number has changed."""
    net = _total(map(trait, come))
    net.subtract(_total(map(trait, gone)))
    return Counter({key: times for key, times in net.items() if times})


def _total(counts: Iterable[Mapping[Key, int]]) -> Counter[Key]:
    total: Counter[Key] = Counter()
    for each in counts:
        total.update(each)
    return total


def _renamed(types: Mapping[str, int], context: Context) -> Mapping[str, str]:
    settled = frozenset(context.event_types)
    past = context.past.event_types
    if len(types) + len(past) + len(settled) < 2:  # noqa: PLR2004  # one cannot differ from itself
        return {}
    return _near_misses(tuple(sorted(types.items())), settled, past)


@lru_cache(64)
def _near_misses(
    types: tuple[tuple[str, int], ...], settled: frozenset[str], past: frozenset[str]
) -> dict[str, str]:
    """Return the types that nearly are another one, which the domain, the past or most rows have."""
    counts = dict(types)
    found = {}
    for kind, times in types:
        if kind in settled:
            continue
        known = settled if kind in past else settled | past
        better = [*known, *(other for other, its in types if its >= times and kind not in past)]
        near = max(
            (one for one in better if _is_near(kind, one)), key=lambda one: counts.get(one, 0), default=None
        )
        if near:
            found[kind] = near
    return found


def _is_near(kind: str, other: str) -> bool:
    if kind == other or max(len(kind), len(other)) > _LONGEST:
        return False
    mine, its = _plain(kind), _plain(other)
    if mine == its:
        return True
    if min(len(mine), len(its)) < _SHORTEST or mine[:1] != its[:1] or mine.isdigit() or its.isdigit():
        return False
    if [sign for sign in mine if sign.isdigit()] != [sign for sign in its if sign.isdigit()]:
        return False
    if sorted(mine) == sorted(its):  # two letters have changed places
        return sum(one != another for one, another in zip(mine, its, strict=True)) <= 2  # noqa: PLR2004
    from difflib import SequenceMatcher  # the first window does without it

    return SequenceMatcher(None, mine, its, autojunk=False).ratio() >= _ALIKE


def _plain(kind: str) -> str:
    return "".join(sign for sign in kind.casefold() if sign.isalnum())
