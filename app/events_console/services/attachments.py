"""What people attach to a connection: a dataset schema, an items file, the rules they do not want to hear of.

All of it is kept, so that the files that it came from may go. The folder holds, for each connection, one JSON
file with the schema and the silenced rules, and one with the items in lines of JSON.
"""

import json
import re
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

from events_console.domain import dataset_schema, item_catalogue
from events_console.domain.dataset_schema import DatasetSchema
from events_console.domain.item_catalogue import ItemCatalogue
from events_console.domain.json_value import KEPT, Object, dumps, freeze
from events_console.domain.problem import Severity
from events_console.domain.wording import quoted
from events_console.services.files import fingerprint, set_aside, write_atomically, write_pieces
from events_console.services.lock import Lock

_BUILT_IN: Final = "sandbox"  # what the files of the built-in connection, which has no id, are called
_ID: Final = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_EVENT_TYPES: Final = {"ECOMMERCE": ("View", "Purchase"), "VIDEO_ON_DEMAND": ("Watch", "Click")}
_AT_ONCE: Final = 500  # items that are written and read in one go, in less than 1 ms
_LATEST: Final = 1e11  # Unix seconds, in the year 5138; beyond, no system can say when that is
_LOCK_SECONDS: Final = 10.0  # that another program may take to write

_Stamp: TypeAlias = "tuple[int, int, int] | None"
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class SchemaAttachment:
    """A dataset schema: its ``text`` comes from ``source``, a file or a service, at ``as_of`` (Unix seconds).

    ``domain`` is that of its dataset group, such as "ECOMMERCE"; None where that has none, or nobody knows.
    """

    schema: DatasetSchema
    text: str
    source: str
    as_of: float
    domain: str | None = None

    @property
    def event_types(self) -> tuple[str, ...]:
        """The event types that the domain knows."""
        return _EVENT_TYPES.get(self.domain or "", ())


@dataclass(frozen=True, slots=True)
class CatalogueAttachment:
    """The items from the file ``source`` as they were at ``as_of``, in Unix seconds."""

    catalogue: ItemCatalogue
    source: str
    as_of: float


@dataclass(frozen=True, slots=True)
class Attachments:
    """What is attached to one connection; ``silenced`` are names of rules."""

    schema: SchemaAttachment | None = None
    catalogue: CatalogueAttachment | None = None
    silenced: frozenset[str] = frozenset()


class AttachmentStore:
    """The attachments of all connections, in ``folder``; "" is the id of the built-in one.

    Every method may be called on any thread, and raises OSError where the disk fails.

    Attributes:
        notice: that a damaged file was set aside, and where it is, as a sentence; None if there was none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[tuple[_Stamp, _Stamp], Attachments]] = {}
        self.notice: str | None = None

    def of(self, connection_id: str) -> Attachments:
        """Return what is attached to a connection; files that have not changed are not read again."""
        stamps = _stamp(self._file(connection_id)), _stamp(self._items_file(connection_id))
        known = self._known.get(connection_id)
        if known is None or known[0] != stamps:
            known = stamps, self._read(connection_id)
            self._known[connection_id] = known
        return known[1]

    def put_schema(
        self, connection_id: str, text: str, source: str, domain: str | None = None
    ) -> SchemaAttachment:
        """Attach the schema in ``text``; ValueError, as a sentence, where that holds none."""
        schema = dataset_schema.read(text)
        attached = SchemaAttachment(schema, text, source, time.time(), domain)
        member = Object(text=text, source=source, as_of=attached.as_of, domain=domain)
        self._change(connection_id, lambda kept: kept.with_member("schema", member))
        return attached

    def remove_schema(self, connection_id: str) -> None:
        """Attach no schema any more."""
        self._change(connection_id, lambda kept: kept.without("schema"))

    def put_catalogue(self, connection_id: str, text: str, source: str) -> CatalogueAttachment:
        """Attach the items in the CSV ``text``; ValueError, as a sentence, where that holds none.

        Of the file only the items' IDs and titles are kept.
        """
        attached = CatalogueAttachment(item_catalogue.read(text), source, time.time())
        write_pieces(self._items_file(connection_id), _lines(attached))
        return attached

    def remove_catalogue(self, connection_id: str) -> None:
        """Attach no items any more."""
        self._items_file(connection_id).unlink(missing_ok=True)

    def silence(self, connection_id: str, rule: str) -> None:
        """Hear no more of a rule; ValueError, as a sentence, where that finds errors."""
        if flaw := _flaw(rule):
            raise ValueError(flaw)
        self._change_silenced(connection_id, lambda silenced: silenced | {rule})

    def hear(self, connection_id: str, rule: str) -> None:
        """Hear of a rule again."""
        self._change_silenced(connection_id, lambda silenced: silenced - {rule})

    def forget(self, connection_id: str) -> None:
        """Forget all that is attached to a connection."""
        if self._folder.exists():
            with self._lock():
                self._file(connection_id).unlink(missing_ok=True)
                self._items_file(connection_id).unlink(missing_ok=True)

    def _file(self, connection_id: str) -> Path:
        return self._folder / f"{_stem(connection_id)}.json"

    def _items_file(self, connection_id: str) -> Path:
        return self._folder / f"{_stem(connection_id)}.items.jsonl"

    def _read(self, connection_id: str) -> Attachments:
        kept = _attached(self._sound(self._file(connection_id), _whole) or Object())
        return replace(kept, catalogue=self._sound(self._items_file(connection_id), _catalogue))

    def _sound(self, path: Path, read: Callable[[Path], _Found]) -> _Found | None:
        """Return what ``read`` makes of a file, None of no file; what it makes nothing of is set aside."""
        try:
            return read(path)
        except FileNotFoundError:
            return None
        except IsADirectoryError:
            raise IsADirectoryError(f"{path} is a folder, and should be a file; move it away") from None
        except (ValueError, TypeError, RecursionError):
            self.notice = f"{path} is damaged; it is kept as {set_aside(path).name}."
            return None

    def _change(self, connection_id: str, change: Callable[[Object], Object]) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._lock():
            path = self._file(connection_id)
            changed = change(self._sound(path, _whole) or Object())
            write_atomically(path, dumps(changed, indent=2) + "\n")

    def _change_silenced(
        self, connection_id: str, change: Callable[[frozenset[str]], Collection[str]]
    ) -> None:
        def changed(kept: Object) -> Object:
            return kept.with_member("silenced", tuple(sorted(change(_silenced(kept)))))

        self._change(connection_id, changed)

    def _lock(self) -> Lock:
        return Lock(self._folder / ".lock", _LOCK_SECONDS)


def _stem(connection_id: str) -> str:
    """Return what the files of a connection are called; an id that a person made up may be no file's name."""
    if not connection_id:
        return _BUILT_IN
    if _ID.fullmatch(connection_id):
        return connection_id
    return fingerprint(connection_id.encode(errors="surrogatepass"))


def _stamp(path: Path) -> _Stamp:
    """Return what tells a file from the one that was there before, None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _whole(path: Path) -> Object:
    """Return what the file with the schema holds; TypeError or ValueError where that is nothing of ours."""
    value = freeze(json.loads(path.read_bytes()), KEPT)
    if not isinstance(value, Object):
        raise TypeError("not an object")
    _attached(value)
    return value


def _attached(whole: Object) -> Attachments:
    """Return what is described there; TypeError or ValueError where that makes no sense."""
    silenced = frozenset(rule for rule in _silenced(whole) if _flaw(rule) is None)
    match whole.get("schema"):
        case None:
            return Attachments(silenced=silenced)
        case {
            "text": str(text),
            "source": str(source),
            "as_of": int() | float() as as_of,
            "domain": str() | None as domain,
        } if 0 <= as_of < _LATEST:
            attached = SchemaAttachment(dataset_schema.read(text), text, source, as_of, domain)
            return Attachments(attached, silenced=silenced)
    raise TypeError("not a schema")


def _lines(attached: CatalogueAttachment) -> Iterator[bytes]:
    """Yield the items as lines of JSON, after one that says where they are from and how many they are.

    Between two lines Python's lock is let go of: a window stays in motion however many there are.
    """
    titles = attached.catalogue.titles
    items = iter(titles.items())
    yield f"{dumps(Object(source=attached.source, as_of=attached.as_of, count=len(titles)))}\n".encode()
    while some := Object(islice(items, _AT_ONCE)):
        yield f"{dumps(some)}\n".encode()


def _catalogue(path: Path) -> CatalogueAttachment:
    """Return what the lines hold; TypeError or ValueError where they are not those."""
    titles: dict[str, str] = {}
    with path.open("rb") as lines:
        head = json.loads(lines.readline())
        for line in lines:
            some = json.loads(line)
            if not isinstance(some, dict) or not all(isinstance(title, str) for title in some.values()):
                raise TypeError("not items")
            titles |= some
    match head:
        case {"source": str(source), "as_of": int() | float() as as_of, "count": count} if (
            0 <= as_of < _LATEST
        ):
            if count == len(titles):
                return CatalogueAttachment(ItemCatalogue(MappingProxyType(titles)), source, as_of)
    raise TypeError("not a catalogue")


def _silenced(whole: Object) -> frozenset[str]:
    """Return the names in there, whoever wrote them; TypeError where they are none."""
    names = whole.get("silenced", ())
    if not isinstance(names, tuple):
        raise TypeError("not a list of rules")
    return frozenset(str(name) for name in names)


def _flaw(rule: str) -> str | None:
    """Return, in a sentence, why a rule cannot be silenced."""
    from events_console.domain.lint import RULES  # with all that it takes to lint

    family = f"{rule.partition('.')[0]}.*"
    found = [one for one in RULES if one.name in {rule, family}]
    if not found:
        return f"There is no rule {quoted(rule)}."
    if any(one.severity is Severity.ERROR for one in found):
        return f"{quoted(rule)} finds errors: only warnings and hints can be silenced."
    return None
