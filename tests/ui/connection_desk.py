"""What tests of connections share: somebody with a sandbox, a file of connections and a vault."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from events_console import paths
from events_console.domain.connection import Connection
from events_console.sandbox import connection as built_in
from events_console.sandbox.server import Sandbox
from events_console.sandbox.signature import new_key
from events_console.services.attachments import AttachmentStore
from events_console.services.connections import Connections
from events_console.services.credentials import Vault
from events_console.services.keeping import Keeper
from events_console.services.sessions import Sessions


@dataclass(frozen=True, slots=True)
class ConnectionDesk:
    """The sandbox as it runs, and who keeps connections to it and to other places."""

    sandbox: Sandbox
    keeper: Keeper

    @property
    def built_in(self) -> Connection:
        return built_in.connection(self.sandbox)


@contextmanager
def connection_desk() -> Iterator[ConnectionDesk]:
    vault = Vault.open()
    with Sandbox(key=new_key()) as sandbox:
        keys = built_in.credentials(sandbox)
        sessions = Sessions(vault.find, lambda: keys, lambda _prompt: "")
        attachments = AttachmentStore(paths.attachments_folder())
        yield ConnectionDesk(
            sandbox, Keeper(Connections(paths.connections_file()), vault, sessions, attachments)
        )
