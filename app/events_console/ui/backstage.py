"""What lies behind the window: where requests go, with which keys, and where they are kept."""

import threading
from collections.abc import Callable
from typing import Final

from events_console import paths
from events_console.domain.connection import Connection, Credentials
from events_console.sandbox import connection as sandbox_connection
from events_console.sandbox.server import Sandbox
from events_console.services.attachments import AttachmentStore
from events_console.services.connections import Connections
from events_console.services.current import Current
from events_console.services.history import History
from events_console.services.keeping import Keeper
from events_console.services.sender import Sender
from events_console.services.sessions import Sessions

_EARLIER: Final = 50  # exchanges of earlier runs that are looked through for requests in doubt


class Backstage:
    """The services of one window; any thread may use them.

    ``built_in`` is the connection to the sandbox that runs in here. The keyring is opened with the first
    keys that somebody wants of it: it brings 10 MB, and may ask for a password.
    """

    def __init__(self, ask: Callable[[str], str]) -> None:
        """Open the history and start the sandbox, or raise OSError; ``ask`` gets MFA codes."""
        self.history = History(paths.history_file())
        self.earlier = self.history.recent(_EARLIER)
        self.sandbox = Sandbox().start()
        self.built_in: Connection = sandbox_connection.connection(self.sandbox)
        self.connections = Connections(paths.connections_file())
        self.attachments = AttachmentStore(paths.attachments_folder())
        self.sessions = Sessions(self._kept, lambda: sandbox_connection.credentials(self.sandbox), ask)
        current = Current(self.connections, paths.connections_file())
        self.sender = Sender(self.history, self.sessions.open, is_current=current.has)
        self.sender.warm_up(self.built_in)
        self._keeper: Keeper | None = None
        self._lock = threading.Lock()

    def keeper(self) -> Keeper:
        """Return what keeps connections together with their keys; the first call opens the keyring."""
        from events_console.services.credentials import Vault

        with self._lock:
            if self._keeper is None:
                self._keeper = Keeper(self.connections, Vault.open(), self.sessions, self.attachments)
            return self._keeper

    def _kept(self, connection_id: str) -> Credentials | None:
        return self.keeper().vault.find(connection_id)
