"""The named connections: a JSON file without secrets, which a person may read and edit."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from events_console.domain import endpoint
from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.domain.json_value import Json, Object, dumps, freeze
from events_console.services.files import read_text, set_aside, write_atomically
from events_console.services.lock import Lock

BUILT_IN: Final = "Sandbox"  # the connection that is always there, and never in the file
LONGEST_WAIT: Final = 3600.0  # seconds, of a time-out
MOST_ATTEMPTS: Final = 10
_LONGEST_NAME: Final = 80
_LOCK_SECONDS: Final = 10.0  # that another program may take to write
_MEMBER: Final = "connections"


class Connections:
    """The connections in the file ``path``; each call reads it anew, as others may write it.

    Attributes:
        notice: that the file is damaged, or where it has been put, as a sentence; None if it is not.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()  # others may have put a link in its place, which stays
        self.notice: str | None = None

    def all(self) -> tuple[Connection, ...]:
        """Return the connections in the order of their names; OSError where the file cannot be read."""
        return _connections(self._members(self._whole()))

    def read(self) -> tuple[Connection, ...] | str:
        """Return the connections as :meth:`all` does, or why they cannot be read, in a sentence."""
        try:
            return self.all()
        except OSError as error:
            return f"The connections in {self._path} cannot be read: {error.strerror or error}."

    def named(self, name: str) -> Connection | None:
        """Return the connection called ``name``; upper and lower case make no difference."""
        return next((one for one in self.all() if one.name.casefold() == name.strip().casefold()), None)

    def put(self, connection: Connection) -> Connection:
        """Keep a connection, in the place of the one with its id, and return it with its id.

        ValueError, as a sentence, for a name that is missing, too long or taken and for an endpoint or region
        that none can be; OSError where it cannot be written.
        """
        kept = replace(connection, name=connection.name.strip(), id=connection.id or str(uuid4()))

        def change(members: Object) -> Object:
            if flaw := name_flaw(kept, _connections(members)) or endpoint.flaw(kept):
                raise ValueError(flaw)
            return members.with_member(kept.id, _object(kept, members.get(kept.id)))

        self._write(change)
        return kept

    def flaw(self, connection: Connection) -> str | None:
        """Return, in a sentence, why a connection cannot have its name."""
        return name_flaw(connection, self.all())

    def remove(self, connection_id: str) -> None:
        """Forget a connection; its keys are not in here."""
        self._write(lambda members: members.without(connection_id))

    def _whole(self) -> Object:
        """Return what the file holds; a damaged one, which may be one half written, holds nothing."""
        found = _read(self._path)
        self.notice = None if found is not None else f"{self._path} is damaged: mend it, or remove it."
        return found or Object()

    def _members(self, whole: Object) -> Object:
        members = whole.get(_MEMBER)
        return members if isinstance(members, Object) else Object()

    def _write(self, change: Callable[[Object], Object]) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with Lock(self._path.with_name(f"{self._path.name}.lock"), _LOCK_SECONDS):
            whole = _read(self._path)
            if whole is None:
                aside = set_aside(self._path).name
                self.notice = f"{self._path} was damaged; what it held is kept as {aside}."
            whole = whole or Object()
            changed = whole.with_member(_MEMBER, change(self._members(whole)))
            write_atomically(self._path, dumps(changed, indent=2) + "\n")


def _read(path: Path) -> Object | None:
    """Return what the file holds, None where that is nothing of ours; OSError where it cannot be read."""
    try:
        value = freeze(json.loads(read_text(str(path))))
    except FileNotFoundError:
        return Object()
    except (ValueError, RecursionError):
        return None
    good = isinstance(value, Object) and isinstance(value.get(_MEMBER, Object()), Object)
    return value if good and isinstance(value, Object) else None


def name_flaw(connection: Connection, kept: Iterable[Connection]) -> str | None:
    """Return, in a sentence, why a connection cannot have its name beside those that are ``kept``."""
    name = connection.name.strip()
    if not name:
        return "The connection has no name: write one."
    if len(name) > _LONGEST_NAME or not name.isprintable():
        return f"The name is too long or has a line break: use up to {_LONGEST_NAME} printable characters."
    others = (one.name.casefold() for one in kept if one.id != connection.id)
    if name.casefold() in {BUILT_IN.casefold(), *others}:
        return f"There is a connection “{name}” already: choose another name."
    return None


def _connections(members: Object) -> tuple[Connection, ...]:
    kept = (_connection(key, value) for key, value in members.items() if key)  # "" is the built-in one's
    return tuple(sorted((one for one in kept if one), key=lambda one: one.name.casefold()))


def _object(connection: Connection, before: Json) -> Object:
    """Return what describes a connection, beside what another version keeps of it."""
    known = {one.name: one.default for one in fields(Connection) if one.name != "id"}
    others = before.items() if isinstance(before, Object) else ()
    values = {name: getattr(connection, name) for name in known}
    return Object(
        {name: value for name, value in values.items() if value != known[name]}
        | {name: value for name, value in others if name not in known}
    )


def _connection(key: str, kept: Json) -> Connection | None:
    """Return the connection that ``kept`` describes; None where it has not even a name and a region.

    Whatever else makes no sense has its default, and a kind that is none counts as production.
    """
    if not isinstance(kept, Object):
        return None
    name, region = kept.get("name"), kept.get("region")
    if not isinstance(name, str) or not name.strip() or not isinstance(region, str):
        return None
    kind = next((one for one in ConnectionKind if one == kept.get("kind")), ConnectionKind.PRODUCTION)
    keys = next((one for one in KeySource if one == kept.get("keys")), KeySource.UNSIGNED)
    options: dict[str, Any] = {
        option: kept[option]
        for option, is_good in _OPTIONS.items()
        if option in kept and is_good(kept[option])
    }
    address = kept.get("endpoint_url")
    if address is not None and not isinstance(address, str):
        options["endpoint_url"] = dumps(address)  # which nothing can be sent to: it was not to be AWS's own
    return Connection(name.strip(), kind, region, keys=keys, id=key, **options)


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_flag(value: Json) -> bool:
    return isinstance(value, bool)


def _is_time(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LONGEST_WAIT


def _is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_ATTEMPTS


_OPTIONS: Final[Mapping[str, Callable[[Json], bool]]] = {
    "endpoint_url": _is_text,
    "connect_timeout": _is_time,
    "read_timeout": _is_time,
    "attempts": _is_count,
    "profile": _is_text,
    "confirmed_host": _is_text,
    "fips": _is_flag,
    "dual_stack": _is_flag,
    "ca_bundle": _is_text,
    "verify_tls": _is_flag,
}
