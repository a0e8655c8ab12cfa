"""What was sent over the connection in use, for the rules that compare the request with it."""

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from events_console.domain.lint import Past
from events_console.domain.request import event_id
from events_console.services.past import past, with_exchange, with_ids

if TYPE_CHECKING:
    from events_console.domain.connection import Connection
    from events_console.domain.exchange import Exchange
    from events_console.services.history import History
    from events_console.ui.batch import Batch
    from events_console.ui.console import Console
    from events_console.ui.tasks import Tasks

_MOST_EVENTS: Final = 100  # of a document, whose event IDs are looked for in the whole history


class Recalling(QObject):
    """Has the console know what ``history`` holds of its connection, and what is sent from now on.

    That is what the newest exchanges hold; the event IDs of the document are looked for in all of them.
    """

    def __init__(self, history: "History", console: "Console", tasks: "Tasks", parent: QObject) -> None:
        """Follow the connection of ``console``."""
        super().__init__(parent)
        self._history, self._console, self._tasks = history, console, tasks
        self._place = ""
        self._past = Past()
        self._sought: frozenset[str] = frozenset()
        console.changed.connect(self._look_for_ids)
        console.connected.connect(self._follow)
        console.settled.connect(self._add)
        console.batch_changed.connect(self._add_batch)
        if console.connection:
            self._follow(console.connection)

    def _follow(self, connection: "Connection") -> None:
        self._sought = frozenset()
        self._take(connection.name, Past())
        self._load(connection)

    def _look_for_ids(self, *_changed: object) -> None:
        events = self._console.request.events
        ids = frozenset(filter(None, map(event_id, events))) if len(events) <= _MOST_EVENTS else frozenset()
        if new := ids - self._sought - self._past.trackers.keys():
            self._sought |= ids
            self._tasks.run(
                partial(_find, self._history, self._place, new), partial(self._add_found, self._place)
            )

    def _add_found(self, place: str, found: Past) -> None:
        if place == self._place and found.trackers:
            trackers = MappingProxyType({**found.trackers, **self._past.trackers})
            self._take(place, replace(self._past, trackers=trackers))

    def _load(self, connection: "Connection") -> None:
        self._tasks.run(
            partial(_recall, self._history, connection.name), partial(self._take_found, connection.name)
        )

    def _take_found(self, place: str, found: Past) -> None:
        if place == self._place:
            trackers = MappingProxyType({**self._past.trackers, **found.trackers})
            self._take(place, replace(found, trackers=trackers))

    def _add(self, exchange: "Exchange") -> None:
        if exchange.target.name == self._place:
            self._take(self._place, with_exchange(self._past, exchange))

    def _add_batch(self, batch: "Batch") -> None:
        if not batch.is_running and self._console.connection:
            self._load(self._console.connection)

    def _take(self, place: str, found: Past) -> None:
        self._place, self._past = place, found
        self._console.know(past=found)


def _find(history: "History", place: str, ids: frozenset[str]) -> Past:
    try:
        return with_ids(Past(), history, place, ids)
    except OSError:  # as below
        return Past()


def _recall(history: "History", place: str) -> Past:
    try:
        return past(history, place)
    except OSError:  # which the history says itself, where it is shown
        return Past()
