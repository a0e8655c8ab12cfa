"""The keys of connections: in the system's own keyring, else in memory alone, and nowhere else."""

import hashlib
import importlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import count, islice
from typing import TYPE_CHECKING, Final, Self, TypeVar

from events_console.domain.connection import Credentials

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_T = TypeVar("_T")

_SERVICE: Final = "events-console"
_FIELDS: Final = ("secret-access-key", "session-token", "access-key-id")
# Windows takes 2,560 bytes of UTF-16, in which a character has four at most.
_CHUNK: Final = 640
# Those that encrypt, by class; any other may write plain text, keep nothing, or pass keys on to such a one.
_TRUSTED: Final = {
    "keyring.backends.SecretService.Keyring": "the Secret Service of this desktop session",
    "keyring.backends.libsecret.Keyring": "the Secret Service of this desktop session",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.kwallet.DBusKeyringKWallet4": "KWallet",
    "keyring.backends.macOS.Keyring": "the macOS Keychain",
    "keyring.backends.Windows.WinVaultKeyring": "the Windows Credential Manager",
}
_PROPERTY: Final = "KEYRING_PROPERTY_"
_LOCKED: Final = {"KeyringLocked", "LockedException", "PromptDismissedException"}


class Vault:
    """Keeps the keys of connections; any number of threads may share it.

    A call may take as long as the desktop waits for a person to unlock the keyring: the thread of the window
    is no place for it.

    Attributes:
        lasting: whether keys outlive the program.
        where: a sentence that says where keys are kept; if in memory only, also why, and how to change that.
    """

    def __init__(self, keyring: "KeyringBackend | None", where: str) -> None:
        """Keep keys in ``keyring``, or in memory if it is None."""
        self.lasting: Final = keyring is not None
        self.where: Final = where
        self._keyring = _Memory() if keyring is None else keyring
        self._lock = threading.Lock()

    @classmethod
    def open(cls) -> Self:
        """Choose the system's best keyring among those that encrypt; takes about 0.1 s.

        Neither PYTHON_KEYRING_BACKEND nor KEYRING_PROPERTY_… nor keyringrc.cfg nor a plug-in of ``keyring``
        has a say in it: each of them may lead to a file of plain text, or to nothing that lasts.
        """
        found = ((_backend(name), place) for name, place in _TRUSTED.items())
        viable = [(one.priority, one, place) for one, place in found if not isinstance(one, Exception)]
        if not viable:
            return cls(None, f"Keys are forgotten when the console closes, because {_reason()} to keep them.")
        _, keyring, place = max(viable, key=lambda one: one[0])
        return cls(keyring, f"Keys are kept in {place}.")

    def store(self, connection_id: str, credentials: Credentials) -> None:
        """Keep ``credentials`` in place of those before; OSError, as a sentence, where the keyring refuses.

        If that or a crash happens half-way, neither the old nor the new ones are found: never a mixture.
        """
        wanted = credentials.access_key_id, credentials.secret_access_key, credentials.session_token or ""
        key_id, secret, token = wanted

        def write() -> None:
            for field, text in zip(_FIELDS, (secret, token, f"{_seal(*wanted)} {key_id}"), strict=True):
                self._put(f"{connection_id}/{field}", text)
            if self._read(connection_id) != wanted:  # KWallet, for one, does not tell when it fails
                raise ValueError

        self._guarded("stored", write)

    def find(self, connection_id: str) -> Credentials | None:
        """Return the keys of a connection; None if there are none, OSError where the keyring refuses."""
        found = self._guarded("read", lambda: self._read(connection_id))
        return found and Credentials(*found[:2], found[2] or None)

    def forget(self, connection_id: str) -> None:
        """Remove whatever is kept for a connection; OSError, as a sentence, where the keyring refuses."""

        def remove() -> None:
            for field in _FIELDS:
                self._put(f"{connection_id}/{field}", "")

        self._guarded("removed", remove)

    def _guarded(self, done: str, work: Callable[[], _T]) -> _T:
        with self._lock:
            try:
                return work()
            except Exception as error:  # noqa: BLE001  # each keyring has its own, and those of D-Bus besides
                locked = _is_locked(error)
        mend = (
            "is locked: try again, and give its password when the desktop asks for it"
            if locked
            else "refuses or does not answer: see that the desktop’s keyring is running, and try again"
        )
        # Out here, so that it carries nothing of the other one, which may hold what was to be kept.
        raise OSError(f"The keys could not be {done}, because the keyring {mend}.")

    def _put(self, name: str, text: str) -> None:
        """Keep ``text`` in as many entries as it takes, and remove those that are left of a longer one."""
        chunks = [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]
        for entry, chunk in zip(_entries(name), chunks, strict=False):
            self._keyring.set_password(_SERVICE, entry, chunk)
        # The last one first: whatever interrupts it, no gap hides any from the next time.
        for entry in reversed([*self._kept(name, len(chunks))]):
            self._keyring.delete_password(_SERVICE, entry)

    def _kept(self, name: str, start: int = 0) -> dict[str, str]:
        """Return the entries of a field with their texts, without the first ``start``."""
        kept: dict[str, str] = {}
        for entry in islice(_entries(name), start, None):
            text = self._keyring.get_password(_SERVICE, entry)
            if text is None:
                break
            kept[entry] = text
        return kept

    def _read(self, connection_id: str) -> tuple[str, str, str] | None:
        """Return access key ID, secret and token ("" for none) if they belong together."""
        kept = (self._kept(f"{connection_id}/{field}") for field in _FIELDS)
        secret, token, sealed = ("".join(entries.values()) for entries in kept)
        seal, _, key_id = sealed.partition(" ")
        found = key_id, secret, token
        return found if seal == _seal(*found) else None


def backends() -> "dict[str, KeyringBackend | Exception]":
    """Return the keyrings that encrypt by their class, or why one cannot be used here."""
    return {name: _backend(name) for name in _TRUSTED}


def _backend(name: str) -> "KeyringBackend | Exception":
    """Return the keyring of a class, or what it raises that is made for another system, or is not there."""
    module, _, kind = name.rpartition(".")
    try:
        made = getattr(importlib.import_module(module), kind)
        _ = made.priority  # says no by raising
        return _untouched(made())
    except Exception as error:  # noqa: BLE001  # each has its own
        return error


class _Memory:
    """What a keyring does, for as long as the program runs."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._entries[service, username]


def _untouched(keyring: "KeyringBackend") -> "KeyringBackend":
    """Return ``keyring`` without what the environment has set: a collection that is forgotten, say."""
    for name in os.environ:
        if name.startswith(_PROPERTY):
            vars(keyring).pop(name.removeprefix(_PROPERTY).lower(), None)
    return keyring


def _entries(name: str) -> Iterator[str]:
    """Return the user names of a field's entries: ``id/field``, ``id/field/2``, ``id/field/3`` …."""
    yield name
    yield from (f"{name}/{number}" for number in count(2))


def _seal(*fields: str) -> str:
    """Return what shows that fields were stored together; it is kept as secretly as they are."""
    return hashlib.sha256("\0".join(fields).encode()).hexdigest()


def _is_locked(error: BaseException | None) -> bool:
    """Return whether an error, or one that led to it, says that the keyring stayed locked."""
    return error is not None and (type(error).__name__ in _LOCKED or _is_locked(error.__cause__))


def _reason() -> str:
    if sys.platform in {"win32", "darwin"}:
        return "the system’s keyring cannot be reached: install the console anew"
    if "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        return "this session has no D-Bus: start the console from a desktop session"
    return "no Secret Service runs in this session: install and start gnome-keyring or KeePassXC"
