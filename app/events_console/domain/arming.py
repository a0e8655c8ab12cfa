"""Arming: nothing goes to production unless somebody has just said so, by typing the connection's name."""

from dataclasses import dataclass, replace
from typing import Final

from events_console.domain.connection import Connection, ConnectionKind

REQUESTS: Final = 25  # that one arming lets through; whoever sends more says so again


@dataclass(frozen=True, slots=True)
class Arming:
    """Permission for ``left`` more requests to exactly this connection: a change of it needs another."""

    connection: Connection
    left: int = REQUESTS

    def spent(self) -> "Arming":
        """Return what is left after one more request."""
        return replace(self, left=self.left - 1)

    def regained(self) -> "Arming":
        """Return what is left when the last of them has not gone out."""
        return replace(self, left=min(self.left + 1, REQUESTS))


def arm(connection: Connection, typed: str) -> Arming | None:
    """Return the permission if ``typed`` is the connection's name; case counts, blanks around it do not."""
    name = connection.name.strip()
    return Arming(connection) if name and typed.strip() == name else None


def needs_arming(connection: Connection, arming: Arming | None) -> bool:
    """Return whether nothing may go to ``connection`` before it is armed, with ``arming`` as it stands."""
    if connection.kind is not ConnectionKind.PRODUCTION:
        return False
    return arming is None or arming.connection != connection or arming.left < 1
