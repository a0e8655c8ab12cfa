"""Connections with their keys and attachments: what touches all, in the order in which nothing is lost."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from uuid import uuid4

from events_console.domain import endpoint
from events_console.domain.connection import Connection, Credentials
from events_console.services import identity
from events_console.services.attachments import AttachmentStore
from events_console.services.connections import BUILT_IN, Connections, name_flaw
from events_console.services.credentials import Vault
from events_console.services.failures import reason
from events_console.services.identity import Check
from events_console.services.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps connections in a file, their keys in a vault, and what is attached to them in a folder.

    Every method may wait for a person, and says in a sentence why something could not be done.
    """

    connections: Connections
    vault: Vault
    sessions: Sessions
    attachments: AttachmentStore

    def save(self, connection: Connection, typed: Credentials | None = None) -> Connection | str:
        """Keep a connection, and the keys that were typed for it; return it with its id.

        The keys come first: a connection without them would look as if it were ready.
        """
        kept = replace(connection, id=connection.id or str(uuid4()))
        before = self.connections.read()
        if isinstance(before, str):
            return before
        if flaw := name_flaw(kept, before) or endpoint.flaw(kept):
            return flaw
        if typed and (trouble := self._store(kept, typed)):
            return trouble
        try:
            return self.connections.put(kept)
        except (OSError, ValueError) as error:
            if typed and all(one.id != kept.id for one in before):
                with suppress(OSError):  # nobody would find them: no connection has this id
                    self.vault.forget(kept.id)
            return f"The connection cannot be written: {reason(error)}."

    def remove(self, connection: Connection) -> str | None:
        """Forget a connection with all that belongs to it, its keys first."""
        if trouble := self.forget_keys(connection):
            return trouble
        try:
            self.attachments.forget(connection.id)
            self.connections.remove(connection.id)
        except OSError as error:
            return f"The connection cannot be deleted: {reason(error)}."
        return None

    def find(self, connection: Connection) -> Credentials | str | None:
        """Return the keys that are kept for a connection; None if there are none."""
        try:
            return self.vault.find(connection.id)
        except OSError as error:
            return str(error)

    def forget_keys(self, connection: Connection) -> str | None:
        """Forget the keys of a connection."""
        try:
            self.vault.forget(connection.id)
        except OSError as error:
            return str(error)
        finally:
            self.sessions.forget()
        return None

    def check(self, connection: Connection, typed: Credentials | None) -> Check:
        """Try a connection, with the keys that were typed if they are not kept yet."""
        return identity.check(connection, self.sessions.trying(typed) if typed else self.sessions)

    def _store(self, connection: Connection, typed: Credentials) -> str | None:
        try:
            self.vault.store(connection.id, typed)
        except OSError as error:
            return str(error)
        finally:
            self.sessions.forget()
        return None


def free_name(name: str, kept: Iterable[Connection]) -> str:
    """Return ``name``, with a number behind it if a connection has it already."""
    taken = {BUILT_IN.casefold(), *(one.name.casefold() for one in kept)}
    names = (name if number == 1 else f"{name} {number}" for number in count(1))
    return next(one for one in names if one.casefold() not in taken)
