"""What requests are checked against: schema, items and silenced rules of the connection in use."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from events_console import paths
from events_console.domain.exchange import Failure
from events_console.services import files
from events_console.services.attachments import Attachments, AttachmentStore, SchemaAttachment
from events_console.ui.language import tr

if TYPE_CHECKING:
    from events_console.domain.connection import Connection
    from events_console.services.dataset_schemas import FetchedSchema
    from events_console.services.sessions import Sessions
    from events_console.ui.console import Console
    from events_console.ui.tasks import Tasks

SCHEMA, CATALOGUE, SILENCED = "schema", "catalogue", "silenced"  # as Attachments calls them
_STOPPED: Final = tr("The service was not waited for; nothing has changed.")


@dataclass(frozen=True, slots=True)
class _Change:
    """Something to do on disk for a connection, about one ``part`` of its attachments or, for "", all.

    ``take`` makes the attachments of then out of those of now and what ``work`` has returned.
    """

    connection_id: str
    part: str
    work: Callable[[], object]
    take: Callable[[Attachments, Any], Attachments]


class Checking(QObject):
    """Keeps what is attached to the connection in use, and has the console check against it.

    Signals: ``changed(Attachments)`` after any change, be it that of the connection; ``busy_changed()`` when
    a file is read or a schema fetched, and afterwards; ``progressed(int, int)`` with how much of how much has
    been fetched; ``told(str, str, str)`` with the part of the attachments that a sentence is about, the
    sentence and its tone.
    """

    changed = Signal(object)
    busy_changed = Signal()
    progressed = Signal(int, int)
    told = Signal(str, str, str)

    def __init__(
        self,
        store: AttachmentStore,
        sessions: "Sessions",
        console: "Console",
        tasks: "Tasks",
        parent: QObject | None = None,
    ) -> None:
        """Follow the connection of ``console``; ``sessions`` open it where a schema is fetched."""
        super().__init__(parent)
        self.attachments = Attachments()
        self.everywhere: frozenset[str] = frozenset()  # the rules silenced for every connection
        self._store, self._sessions, self._console, self._tasks = store, sessions, console, tasks
        self._connection: Connection | None = None
        self._changes: deque[_Change] = deque()  # one at a time, in the order they were asked for
        self._fetching: threading.Event | None = None  # set once nobody waits for it any longer
        console.connected.connect(self._follow)
        if console.connection:
            self._follow(console.connection)

    @property
    def place(self) -> str:
        """The name of the connection."""
        return self._connection.name if self._connection else ""

    @property
    def tracking_id(self) -> str:
        """What a schema can be fetched through: the tracking ID of the document, "" if it has none."""
        found = self._console.request.root.get("trackingId")
        return found.strip() if isinstance(found, str) else ""

    @property
    def is_fetching(self) -> bool:
        """Whether a schema is on its way."""
        return self._fetching is not None

    def is_reading(self, part: str) -> bool:
        """Whether ``part`` of the attachments is being read, kept or removed."""
        return any(change.part in {part, ""} for change in self._changes)

    def attach_schema(self, path: str) -> None:
        """Attach the Avro schema in the file ``path``."""
        work = partial(_attach, path, partial(self._store.put_schema, self._id))
        self._change(SCHEMA, work, _with_schema)

    def attach_catalogue(self, path: str) -> None:
        """Attach the items in the CSV file ``path``."""
        work = partial(_attach, path, partial(self._store.put_catalogue, self._id))
        self._change(CATALOGUE, work, lambda now, made: replace(now, catalogue=made))

    def remove_schema(self) -> None:
        """Check against no schema."""
        work = partial(self._store.remove_schema, self._id)
        self._change(SCHEMA, work, lambda now, _: replace(now, schema=None))

    def remove_catalogue(self) -> None:
        """Check against no items."""
        work = partial(self._store.remove_catalogue, self._id)
        self._change(CATALOGUE, work, lambda now, _: replace(now, catalogue=None))

    def silence(self, rule: str) -> None:
        """Show no problem of the rule called ``rule`` over this connection."""
        work = partial(self._store.silence, self._id, rule)
        self._change(SILENCED, work, lambda now, _: replace(now, silenced=now.silenced | {rule}))

    def hear(self, *rules: str) -> None:
        """Show the problems of ``rules`` again."""
        store, connection_id = self._store, self._id

        def work() -> None:
            for rule in rules:
                store.hear(connection_id, rule)

        self._change(SILENCED, work, lambda now, _: replace(now, silenced=now.silenced.difference(rules)))

    def silence_everywhere(self, rules: frozenset[str]) -> None:
        """Show no problem of ``rules`` over any connection."""
        self.everywhere = rules
        self._take(self.attachments)

    def fetch_schema(self) -> None:
        """Get the schema from the service, behind the window, by calls that change nothing."""
        if self._fetching or self._connection is None:
            return
        self._fetching = cancelled = threading.Event()

        def progress(done: int, of: int) -> None:
            if not cancelled.is_set():
                self.progressed.emit(done, of)

        work = partial(_fetch, self._sessions, self._connection, self.tracking_id, cancelled.is_set, progress)
        self.told.emit(SCHEMA, "", "muted")
        self.busy_changed.emit()
        self._tasks.wait_for(work, partial(self._take_fetched, cancelled))

    def stop_fetching(self) -> None:
        """Wait for the service no longer; what was attached stays."""
        self._leave_fetching()
        self.told.emit(SCHEMA, _STOPPED, "muted")

    @property
    def _id(self) -> str:
        return self._connection.id if self._connection else ""

    def _follow(self, connection: "Connection") -> None:
        is_other = self._connection is None or connection.id != self._connection.id
        self._connection = connection
        if is_other:
            self._leave_fetching()
            self._take(Attachments())
        self._change("", partial(self._store.of, connection.id), lambda _, found: found)

    def _change(
        self, part: str, work: Callable[[], object], take: Callable[[Attachments, Any], Attachments]
    ) -> None:
        self._changes.append(_Change(self._id, part, work, take))
        if len(self._changes) == 1:
            self._run_next()
        self.told.emit(part, "", "muted")
        self.busy_changed.emit()

    def _run_next(self) -> None:
        self._tasks.run(partial(_attempt, self._changes[0].work), self._finish)

    def _finish(self, made: object) -> None:
        change = self._changes.popleft()
        if change.connection_id == self._id:
            if isinstance(made, str):
                self.told.emit(change.part, made, "error")
            else:
                self._take(change.take(self.attachments, made))
        if notice := self._store.notice:
            self._store.notice = None
            self.told.emit("", notice, "warning")
        if self._changes:
            self._run_next()
        self.busy_changed.emit()

    def _take_fetched(self, cancelled: threading.Event, found: "FetchedSchema | Failure | None") -> None:
        if cancelled is not self._fetching:
            return  # nobody waits for it
        self._leave_fetching()
        if isinstance(found, Failure):
            self.told.emit(SCHEMA, f"{found.message} {found.advice}", "warning")
        elif found:
            work = partial(self._store.put_schema, self._id, found.text, found.source, found.domain)
            self._change(SCHEMA, work, _with_schema)
            if found.note:
                self.told.emit(SCHEMA, found.note, "warning")

    def _leave_fetching(self) -> None:
        if self._fetching:
            self._fetching.set()
            self._fetching = None
            self.busy_changed.emit()

    def _take(self, attachments: Attachments) -> None:
        self.attachments = attachments
        schema, catalogue = attachments.schema, attachments.catalogue
        self._console.know(
            schema=schema.schema if schema else None,
            catalogue=catalogue.catalogue if catalogue else None,
            silenced=attachments.silenced | self.everywhere,
            event_types=schema.event_types if schema else (),
        )
        self.changed.emit(attachments)


def _with_schema(now: Attachments, made: SchemaAttachment) -> Attachments:
    return replace(now, schema=made)


def _attempt(work: Callable[[], object]) -> object:
    """Return what ``work`` does, or the sentence that says why it cannot be done."""
    try:
        return work()
    except ValueError as error:
        return str(error)
    except OSError as error:
        sentence = tr("What is checked over this connection cannot be kept: {why}.")
        return sentence.format(why=error.strerror or error)


def _attach(path: str, put: Callable[[str, str], object]) -> object:
    name = Path(path).name
    try:
        text = files.read_text(path)
        return put(text, name)
    except OSError as error:
        why = str(error.strerror or error)
    except ValueError as error:
        said = str(error).rstrip(".")
        why = said[:1].lower() + said[1:]
    return tr("{name} cannot be attached: {why}.").format(name=name, why=why)


def _fetch(
    sessions: "Sessions",
    connection: "Connection",
    tracking_id: str,
    cancelled: Callable[[], bool],
    progress: Callable[[int, int], None],
) -> "FetchedSchema | Failure | None":
    from events_console.services import dataset_schemas, trackers  # the window goes on meanwhile

    try:
        session = sessions.open(connection)
    except OSError as error:
        happened, _, advice = str(error).partition(": ")
        return Failure("credentials", happened, advice, may_have_arrived=False)
    listing = trackers.recall(paths.trackers_file(), connection)
    known = listing.trackers if listing else ()
    return dataset_schemas.fetch(session, tracking_id, cancelled, progress, known)
