"""The connection "Sandbox": something to send to without an account and a network."""

from typing import Final

from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.sandbox.server import Sandbox

NAME: Final = "Sandbox"
REGION: Final = "us-east-1"


def connection(sandbox: Sandbox) -> Connection:
    """Return the connection to ``sandbox``."""
    return Connection(NAME, ConnectionKind.SANDBOX, REGION, sandbox.url, keys=KeySource.SANDBOX)


def credentials(sandbox: Sandbox) -> Credentials:
    """Return what ``sandbox`` knows a request by."""
    return Credentials(sandbox.key.access_key_id, sandbox.key.secret_access_key)
