"""What the program stands on: its versions, the clients it can make, keyrings, the history that is there."""

import importlib
import platform
import sqlite3
import sys
from pathlib import Path
from typing import Final

from events_console import __version__
from events_console.domain.connection import Connection, ConnectionKind, Credentials
from events_console.services.credentials import Vault, backends
from events_console.services.history import History
from events_console.services.sessions import Sessions

# Those of AWS that are called: the console's own, and those through which botocore gets keys.
SERVICES: Final = ("personalize-events", "personalize", "sts", "sso", "sso-oidc", "signin")
_REGION: Final = "eu-west-1"
_ON_LINUX: Final = ("jeepney", "secretstorage")  # without which `keyring` passes the Secret Service over


def versions() -> str:
    """Return the versions of the program and of what it is made of."""
    import botocore

    parts = {
        "Events Console": __version__,
        "Python": platform.python_version(),
        "botocore": botocore.__version__,
        "SQLite": sqlite3.sqlite_version,
        platform.system(): f"{platform.release()} {platform.machine()}",
    }
    return ", ".join(f"{name} {version}" for name, version in parts.items())


def clients() -> str:
    """Make a client of every service that may be called, and return their names; nothing is sent."""
    sessions = Sessions(lambda _id: None, lambda: Credentials("", ""), lambda _prompt: "")
    session = sessions.open(Connection("Self-check", ConnectionKind.DEVELOPMENT, _REGION))
    return ", ".join(session.client(service).meta.service_model.service_name for service in SERVICES)


def keyrings() -> str:
    """Return which keyrings there are and which one keeps keys; ImportError where one lacks a part."""
    if sys.platform == "linux":
        for name in _ON_LINUX:
            importlib.import_module(name)
    known = backends()
    usable = (
        name.removeprefix("keyring.backends.")
        for name, one in known.items()
        if not isinstance(one, Exception)
    )
    return f"{', '.join(usable) or 'none'} of {len(known)} known. {Vault.open().where}"


def history(path: Path) -> str:
    """Read the history in ``path`` and return how long it is; its file stays as it is."""
    if not path.exists():
        return f"there is none yet in {path}"
    kept = History(path, read_only=True)
    try:
        return f"{kept.count():,} in {path}"
    finally:
        kept.close()
