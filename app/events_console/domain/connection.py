"""Where requests go and under what care: a named connection, and the credentials that it never holds."""

from dataclasses import dataclass, field
from enum import StrEnum


class ConnectionKind(StrEnum):
    """How careful to be; the value is the word on the badge."""

    SANDBOX = "Sandbox"
    DEVELOPMENT = "Development"
    PRODUCTION = "Production"


@dataclass(frozen=True, slots=True)
class Connection:
    """A place to send to, without any secret; timeouts are in seconds, ``attempts`` counts the first one."""

    name: str
    kind: ConnectionKind
    region: str
    endpoint_url: str | None = None
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Credentials:
    """Keys to sign with; what is secret stays out of every representation."""

    access_key_id: str
    secret_access_key: str = field(repr=False)
    session_token: str | None = field(default=None, repr=False)
