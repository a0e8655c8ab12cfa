"""What the rules may know beside the document: the time, what was attached to the connection, the past."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, TypeAlias

from events_console.domain.dataset_schema import DatasetSchema
from events_console.domain.item_catalogue import ItemCatalogue
from events_console.domain.placeholders import Resolver

ANY_UUID: Final = "00000000-0000-4000-8000-000000000000"  # as long as each that sending makes up
LocalTime: TypeAlias = Callable[[tuple[int, int, int, int, int, int, int, int, int]], float]


@dataclass(frozen=True, slots=True)
class Visit:
    """One request that was sent: whose it was, in which session, with how many events."""

    user_id: str | None
    session_id: str
    events: int


@dataclass(frozen=True, slots=True)
class Past:
    """What was sent over a connection before.

    ``trackers`` maps each eventId to the tracking ID that it went to, ``event_types`` are the types that were
    accepted, ``visits`` the newest requests, the newest first.
    """

    trackers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    event_types: frozenset[str] = frozenset()
    visits: tuple[Visit, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules may know beside the document.

    Attributes:
        now: Unix seconds.
        local: Unix seconds of a local time, given as ``time.mktime`` takes it; None where nobody knows.
        schema: the Item interactions schema of the dataset group, if one is attached.
        catalogue: its items, if they are attached.
        event_types: those of the dataset group's domain.
        past: what was sent before.
        silenced: the names of the rules that nobody wants to hear of.
        stamps: whether sending gives an event ID to each event that has none.
    """

    now: float = 0.0
    local: LocalTime | None = None
    schema: DatasetSchema | None = None
    catalogue: ItemCatalogue | None = None
    event_types: tuple[str, ...] = ()
    past: Past = field(default_factory=Past)
    silenced: frozenset[str] = frozenset()
    stamps: bool = True

    def resolver(self) -> Resolver:
        """Return what placeholders would become now: rules judge what will be sent, not how it is written."""
        return Resolver(self.now, lambda: ANY_UUID)

    def knows_the_same(self, other: "Context") -> bool:
        """Return whether both know the same of a single event, whatever the time and the past."""
        return replace(other, now=self.now, past=self.past) == self
