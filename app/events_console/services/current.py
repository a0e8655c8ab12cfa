"""The kept connections as they are now: another window, the command line or an editor may change them."""

from pathlib import Path

from events_console.domain.connection import Connection
from events_console.services.connections import Connections


class Current:
    """Tells of each connection whether it is kept so in ``file``, which ``connections`` reads.

    Any thread may ask. The file is read anew only once it is another: looking at it takes microseconds.
    """

    def __init__(self, connections: Connections, file: Path) -> None:
        """Read nothing yet."""
        self._connections, self._file = connections, file
        self._known: tuple[object, tuple[Connection, ...]] = (None, ())

    def has(self, connection: Connection) -> bool:
        """Return whether ``connection`` is kept as it is; one without an id, as the sandbox's, need not be.

        A file that cannot be read keeps none.
        """
        if not connection.id:
            return True
        try:
            state = self._file.stat()
            mark = state.st_mtime_ns, state.st_size, state.st_ino
            if self._known[0] != mark:  # looked at before it is read: what changes meanwhile is read again
                self._known = mark, self._connections.all()
        except OSError:
            return False
        return connection in self._known[1]
