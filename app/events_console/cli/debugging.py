"""`--debug`: what happens on the way, step by step and without secrets."""

import os
import time
from typing import Final

from events_console.cli import exchanges
from events_console.cli.output import remark
from events_console.domain import endpoint
from events_console.domain.connection import Connection, KeySource
from events_console.domain.exchange import Response, Sent
from events_console.services import profiles, proxies
from events_console.services.sessions import Sessions

_SHOWN: Final = 4  # characters of a key ID


class Teller:
    """Prints what happens to a request to standard error, each line with the seconds since the beginning.

    Call it as a :data:`~events_console.services.aws.Watch`.
    """

    def __init__(self, connection: Connection, sessions: Sessions) -> None:
        """Tell of the connection."""
        self._connection, self._sessions = connection, sessions
        self._started = time.perf_counter()
        self._attempts = 0
        for name, text in _facts(connection).items():
            self._tell(f"{name}: {text}")

    def __call__(self, what: Sent | Response | str) -> None:
        """Tell of a step."""
        match what:
            case Sent(method=method, url=url):
                self._attempts += 1
                if self._attempts == 1:
                    self._tell(f"key ID: {self._key_id()}")
                self._tell(
                    f"attempt {self._attempts}: {method} {url}", *exchanges.message(what.headers, what.body)
                )
            case Response(status=status):
                self._tell(f"answer: {status}", *exchanges.message(what.headers, what.body))
            case _:
                self._tell(f"error: {what}")

    def _key_id(self) -> str:
        """Return the end of the key ID; the request is signed, so that nobody has to be asked any more."""
        keys = self._sessions.open(self._connection).credentials()
        return f"…{keys.access_key_id[-_SHOWN:]}" if keys else "none"

    def _tell(self, *lines: str) -> None:
        stamp = f"debug: {time.perf_counter() - self._started:.3f} s"
        remark(*(f"{stamp}  {line}" for line in lines))


def _facts(connection: Connection) -> dict[str, str]:
    address = endpoint.url(connection)
    trusted = connection.ca_bundle or os.environ.get("AWS_CA_BUNDLE")
    checked = f"checked with {trusted}" if trusted else "checked"
    connect, read = map(_span, (connection.connect_timeout, connection.read_timeout))
    return {
        "connection": f"{connection.name}, {connection.kind}",
        "region": connection.region,
        "endpoint": address,
        "proxy": proxies.proxy_for(address) or "none",
        "certificates": checked if connection.verify_tls else "not checked",
        "time-outs": f"{connect} to connect, {read} to answer",
        "attempts": f"at most {connection.attempts}",
        "keys": source(connection),
    }


def _span(seconds: float) -> str:
    return f"{seconds:g} s" if seconds else "no end"


def source(connection: Connection) -> str:
    """Return where the keys of ``connection`` come from."""
    match connection.keys:
        case KeySource.PROFILE:
            return f"profile “{connection.profile or 'default'}” of the AWS CLI"
        case KeySource.ENVIRONMENT if os.environ.get("AWS_ACCESS_KEY_ID"):
            return "AWS_ACCESS_KEY_ID in the environment"
        case KeySource.ENVIRONMENT:
            return f"profile “{profiles.current()}” of the AWS CLI, as the environment and no option says"
        case KeySource.KEYRING:
            return "the system's keyring"
        case KeySource.SANDBOX:
            return "this installation's sandbox"
        case _:
            return "none: the request is not signed"
