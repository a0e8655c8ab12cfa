"""`connections`: where requests can go, and adding, removing and testing such a connection."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from typing import Final

from events_console import paths
from events_console.cli import connecting
from events_console.cli.arguments import Options
from events_console.cli.output import Exit, columns, complain, json_lines, say, unusable
from events_console.domain import endpoint, service_model
from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.sandbox import connection as sandbox_connection
from events_console.services import identity, profiles
from events_console.services.attachments import AttachmentStore
from events_console.services.connections import Connections
from events_console.services.credentials import Vault
from events_console.services.keeping import Keeper

_HEAD: Final = ("Name", "Kind", "Region", "Endpoint", "Keys", "Profile")
_BUILT_IN: Final = Connection(
    sandbox_connection.NAME, ConnectionKind.SANDBOX, sandbox_connection.REGION, keys=KeySource.SANDBOX
)
_ASKED: Final = ("Access key ID", "Secret access key", "Session token, if there is one")
_LONGEST: Final = 16 * 1024  # characters of keys


def run(options: Options) -> Exit:
    """List the connections, the built-in sandbox first."""
    connections = Connections(paths.connections_file())
    rows = [_record(one) for one in (_BUILT_IN, *connections.all())]
    if connections.notice:
        complain(connections.notice)
    if options.format == "json":
        say(*json_lines(rows))
    else:
        say(*columns([_HEAD, *(tuple(text or "" for text in row.values()) for row in rows)]))
    return Exit.GOOD


def run_add(options: Options) -> Exit:
    """Keep a connection; its keys, if it has some of its own, are asked for and go to the keyring."""
    keeper, typed = _keeper(), None
    try:
        wanted = _described(options)
        if flaw := keeper.connections.flaw(wanted) or endpoint.flaw(wanted):
            return unusable(flaw)
        if wanted.keys is KeySource.KEYRING:
            if not keeper.vault.lasting:
                return unusable(f"{keeper.vault.where} Nothing was added.")
            typed = _typed()
    except ValueError as error:
        return unusable(str(error))
    kept = keeper.save(wanted, typed)
    if isinstance(kept, str):
        return unusable(kept)
    say(f"Added “{kept.name}”, {kept.kind}: {endpoint.url(kept)}")
    for concern in _concerns(kept):
        complain(concern)
    return Exit.GOOD


def run_remove(options: Options) -> Exit:
    """Forget a connection and its keys."""
    if options.name.casefold() == _BUILT_IN.name.casefold():
        return unusable(f"“{_BUILT_IN.name}” is built in, and cannot be removed")
    try:
        connection = connecting.kept(options.name)
    except ValueError as error:
        return unusable(str(error))
    keeper = _keeper()
    if trouble := keeper.remove(connection):
        return unusable(trouble)
    say(f"Removed “{connection.name}”.")
    if connection.keys is KeySource.KEYRING and not keeper.vault.lasting:
        complain("no keyring can be reached from here; if one has its keys, they are still there")
    return Exit.GOOD


def run_test(options: Options) -> Exit:
    """Say whose the keys of a connection are and whether its endpoint answers; no event is sent."""
    with ExitStack() as stack:
        try:
            connection = connecting.named(options.name, stack)
        except ValueError as error:
            return unusable(str(error))
        check = identity.check(connection, connecting.open_sessions())
    if options.format == "json":
        found = asdict(check)
        say(*json_lines(found | {"skewSeconds": found.pop("skew_seconds")}))
    elif check.ok:
        say(check.headline, check.advice)
    else:
        complain(f"{check.headline} {check.advice}")
    return Exit.GOOD if check.ok else Exit.UNANSWERED


def _record(connection: Connection) -> dict[str, str | None]:
    # Where the sandbox listens is known when it runs.
    address = None if connection is _BUILT_IN else endpoint.url(connection)
    return {
        "name": connection.name,
        "kind": connection.kind.lower(),
        "region": connection.region,
        "endpoint": address,
        "keys": str(connection.keys),
        "profile": connection.profile,
    }


def _described(options: Options) -> Connection:
    if options.profile == "":
        raise ValueError("--profile is empty; name one, or write --environment")
    kind = next(kind for kind in ConnectionKind if kind.lower() == options.kind)
    start = Connection(
        options.name,
        kind,
        connecting.region(options),
        attempts=options.attempts,
        keys=KeySource.ENVIRONMENT,
        fips=options.fips,
        dual_stack=options.dual_stack,
    )
    return connecting.changed(start, options)


def _concerns(connection: Connection) -> Iterator[str]:
    """Give, in sentences, what may keep a new connection from being of use."""
    if connection.keys is not KeySource.UNSIGNED and (why := endpoint.refusal(connection, "")):
        yield f"nothing can be sent there yet: {why}"
    if connection.region not in service_model.regions():
        yield f"the service is not known to be in “{connection.region}”; check the region"
    known = [one.name for one in profiles.profiles()] if connection.keys is KeySource.PROFILE else []
    if connection.profile and connection.profile not in known:
        yield f"the AWS CLI's files have no profile “{connection.profile}” yet"


def _keeper() -> Keeper:
    connections, attachments = (
        Connections(paths.connections_file()),
        AttachmentStore(paths.attachments_folder()),
    )
    return Keeper(connections, Vault.open(), connecting.open_sessions(), attachments)


def _typed() -> Credentials:
    """Return keys from the terminal, which does not show them, or from standard input; ValueError if none."""
    try:
        if connecting.has_terminal():
            given = [getpass.getpass(f"{name}: ") for name in _ASKED]
        else:
            given = sys.stdin.read(_LONGEST).splitlines() if sys.stdin else []
    except (EOFError, UnicodeDecodeError):
        given = []
    match [line.strip() for line in given]:
        case [key_id, secret, *rest] if key_id and secret and len(rest) <= 1:
            return Credentials(key_id, secret, "".join(rest) or None)
    raise ValueError("keys are an access key ID, a secret access key and, if there is one, a session token")
