"""Where a command leads: the sandbox, a kept connection, or one made of the AWS CLI's own options."""

import getpass
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any, Final

from events_console import paths
from events_console.cli.arguments import Options
from events_console.cli.exchanges import AD_HOC
from events_console.cli.history import open_history
from events_console.cli.output import complain
from events_console.domain import arming, endpoint
from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.sandbox import connection as sandbox_connection
from events_console.sandbox.server import Sandbox
from events_console.sandbox.signature import installation_key
from events_console.services.aws import Watch
from events_console.services.sender import Sender
from events_console.services.sessions import RefusedError, Sessions

_PATIENCE: Final = 60.0  # seconds that the AWS CLI waits
# In the words of the AWS CLI.
_NO_REGION: Final = (
    'You must specify a region. You can also configure your region by running "aws configure".'
)


def chosen(options: Options, stack: ExitStack) -> Connection:
    """Return the connection that ``options`` describe; if it is the sandbox, that runs until ``stack`` ends.

    ValueError, as a sentence, where they describe none, or one that nothing may go to.
    """
    if options.profile and options.keys is KeySource.SANDBOX:
        raise ValueError("--profile and --sandbox-key name different keys; leave one of them out")
    described = (options.profile, options.region, options.endpoint_url, options.keys)
    if options.connection is not None:
        start = named(options.connection, stack)
    elif any(one is not None for one in described):
        start = _ad_hoc(options)
    else:
        start = named(sandbox_connection.NAME, stack)
    connection = changed(start, options)
    if why := _refusal(connection) or (None if options.dry_run else _unarmed(connection, options.arm)):
        raise ValueError(why)
    return connection


def guarded(connection: Connection) -> Connection:
    """Return the kept production connection to whose place options have led ``connection``, else itself.

    One that is kept as it is has the kind that somebody gave it, as in the window.
    """
    from events_console.services.connections import Connections

    known = Connections(paths.connections_file()).all()
    if connection in known or connection.keys is KeySource.SANDBOX:
        return connection
    production = (one for one in known if one.kind is ConnectionKind.PRODUCTION)
    return next((one for one in production if _is_same_place(one, connection)), connection)


def named(name: str, stack: ExitStack) -> Connection:
    """Return a connection by its name; ValueError, as a sentence with those that exist, for any other."""
    if name.casefold() == sandbox_connection.NAME.casefold():
        return sandbox_connection.connection(stack.enter_context(Sandbox()))
    return kept(name)


def kept(name: str) -> Connection:
    """Return a connection that is kept; ValueError as above."""
    from events_console.services.connections import Connections

    connections = Connections(paths.connections_file())
    found = connections.named(name)
    if connections.notice:
        complain(connections.notice)
    if found is None:
        known = ", ".join((sandbox_connection.NAME, *(one.name for one in connections.all())))
        raise ValueError(f"there is no connection “{name}”, only {known}")
    return found


def region(options: Options) -> str:
    """Return the region that the AWS CLI would use; ValueError, in its words, where it would use none."""
    if options.region:
        return options.region
    if options.keys is KeySource.SANDBOX:  # which is in every region
        return sandbox_connection.REGION
    from events_console.services import profiles

    found = profiles.default_region(options.profile)
    if found is None and options.profile:
        if all(one.name != options.profile for one in profiles.profiles()):
            raise ValueError(f"the AWS CLI's files have no profile “{options.profile}”; check its name")
        raise ValueError(f"{_NO_REGION} The profile “{options.profile}” names none; or add --region.")
    if found is None:
        raise ValueError(_NO_REGION)
    return found


def changed(connection: Connection, options: Options) -> Connection:
    """Return ``connection`` with what the options say instead."""
    changes: dict[str, Any] = {
        "region": options.region,
        "endpoint_url": options.endpoint_url,
        "ca_bundle": options.ca_bundle,
        "confirmed_host": options.confirm_host,
        "connect_timeout": options.cli_connect_timeout,
        "read_timeout": options.cli_read_timeout,
        "profile": options.profile,
        "keys": options.keys or (KeySource.PROFILE if options.profile else None),
        "verify_tls": False if options.no_verify_ssl else None,
    }
    return replace(connection, **{name: value for name, value in changes.items() if value is not None})


@contextmanager
def open_line(
    connection: Connection, sessions: Sessions, arm: str | None = None, watch: Watch = lambda _what: None
) -> Iterator[Sender]:
    """Yield what sends to ``connection``, armed if ``arm`` is its name."""
    with open_history() as history:
        sender = Sender(history, sessions.open, watch)
        sender.arm(connection, arm or "")
        yield sender


def open_sessions() -> Sessions:
    """Return what opens connections, with codes from the terminal; the keyring is loaded if one needs it."""

    def from_keyring(connection_id: str) -> Credentials | None:
        from events_console.services.credentials import Vault

        vault = Vault.open()
        if not vault.lasting:  # an empty memory would say that no keys are kept
            raise OSError(vault.where)
        return vault.find(connection_id)

    return Sessions(from_keyring, _sandbox_credentials, _ask)


def _ad_hoc(options: Options) -> Connection:
    return Connection(
        AD_HOC,
        ConnectionKind.DEVELOPMENT,
        region(options),
        connect_timeout=_PATIENCE,
        read_timeout=_PATIENCE,
        keys=KeySource.ENVIRONMENT,
    )


def _refusal(connection: Connection) -> str | None:
    """Return why nothing may go to ``connection``, as far as that is known before its keys are."""
    key_id = None if connection.keys is KeySource.UNSIGNED else ""
    why = endpoint.refusal(connection, key_id)
    host = endpoint.host(endpoint.url(connection))
    if why and endpoint.refusal(replace(connection, confirmed_host=host), key_id) is None:
        return f"{why.removesuffix('.')}, or here with --confirm-host {host}."
    if why and endpoint.refusal(replace(connection, verify_tls=True), key_id) is None:
        return f"{why.removesuffix('.')}, or here leave out --no-verify-ssl."
    return why


def _unarmed(connection: Connection, typed: str | None) -> str | None:
    meant = guarded(connection)
    armed = arming.arm(meant, typed or "")
    if typed is not None and armed is None:
        return f"--arm “{typed}” is not the name of the connection “{meant.name}”; nothing was sent"
    if arming.needs_arming(meant, armed):
        flag = f"--arm {shlex.quote(meant.name)}"
        what = (
            "is a production connection"
            if meant is connection
            else "is production, and goes to the same place"
        )
        return f"“{meant.name}” {what}; to send there, add {flag}; nothing was sent"
    return None


def _is_same_place(one: Connection, other: Connection) -> bool:
    """Return whether both lead to one endpoint and, where that is AWS's, take the keys of one profile."""
    address = endpoint.url(one)
    if address != endpoint.url(other):
        return False
    return not endpoint.is_aws(endpoint.host(address)) or _profile(one) == _profile(other) is not None


def _profile(connection: Connection) -> str | None:
    """Return the profile of the AWS CLI that the keys of ``connection`` come from, if any."""
    if connection.keys is KeySource.PROFILE:
        return connection.profile or "default"
    if connection.keys is not KeySource.ENVIRONMENT or os.environ.get("AWS_ACCESS_KEY_ID"):
        return None
    from events_console.services import profiles

    return profiles.current()


def _sandbox_credentials() -> Credentials:
    key = installation_key()
    return Credentials(key.access_key_id, key.secret_access_key)


def has_terminal() -> bool:
    """Return whether somebody can be asked for what must not be seen."""
    return sys.stdin is not None and sys.stdin.isatty()


def _ask(prompt: str) -> str:
    """Ask for the code of an MFA device; who types none is told as much by what needs it."""
    if not has_terminal():
        raise RefusedError(
            "The code of an MFA device is needed, and here is nobody to ask: run this in a terminal."
        )
    try:
        return getpass.getpass(f"{prompt} ")
    except (EOFError, KeyboardInterrupt):
        return ""
