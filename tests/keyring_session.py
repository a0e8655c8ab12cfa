"""The keyring of a desktop session without the desktop: a private D-Bus, and on it the real gnome-keyring."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from secretstorage import Collection

needs_keyring = pytest.mark.skipif(
    not (shutil.which("dbus-daemon") and shutil.which("gnome-keyring-daemon")),
    reason="dbus-daemon or gnome-keyring-daemon is not installed",
)

# That of the system would start what this machine has for its desktop, which asks for passwords on a screen.
_BUS: Final = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
"""
_KEYRING: Final = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]


@dataclass(frozen=True, slots=True)
class KeyringSession:
    """What runs in the session; ``folder`` is where everything of it is, its files included."""

    folder: Path
    bus: subprocess.Popen[bytes]
    keyring: subprocess.Popen[bytes] | None

    def lock(self) -> None:
        """Lock the keyring; nobody here can ask for its password: as if a person refused to give it."""
        with _collection() as collection:
            collection.lock()

    def delete(self) -> None:
        """Delete the keyring; to make a new one, somebody would have to choose a password."""
        with _collection() as collection:
            collection.delete()


@contextmanager
def keyring_session(*, keyring: bool = True) -> Iterator[KeyringSession]:
    """Let this process, and those it starts, be in a session with an unlocked keyring, or with none."""
    with (
        # Not among the folders of pytest: the path of a socket has 107 bytes at most.
        tempfile.TemporaryDirectory(prefix="keyring-") as name,
        pytest.MonkeyPatch.context() as patch,
    ):
        folder = Path(name)
        (folder / "bus.conf").write_text(_BUS.format(folder=folder), encoding="utf-8")
        command = ["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--print-address"]
        with _running(command) as bus:
            assert bus.stdout
            address = bus.stdout.readline().decode().strip()
            patch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
            if not keyring:
                yield KeyringSession(folder, bus, None)
                return
            places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"), name)
            with _running(_KEYRING, **places) as daemon:
                assert daemon.stdin
                daemon.stdin.write(b"password of the keyring")
                daemon.stdin.close()
                _await_unlocked()
                yield KeyringSession(folder, bus, daemon)


@contextmanager
def _running(command: list[str], **places: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, **places}
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=nothing) as process:
        try:
            yield process
        finally:
            process.kill()


def _await_unlocked() -> None:
    deadline = time.monotonic() + 20
    while not _is_unlocked():
        assert time.monotonic() < deadline, "gnome-keyring did not start"
        time.sleep(0.01)


def _is_unlocked() -> bool:
    from secretstorage import SecretStorageException

    try:
        with _collection() as collection:
            return not collection.is_locked()
    except SecretStorageException:
        return False


@contextmanager
def _collection() -> Iterator["Collection"]:
    import secretstorage  # comes with keyring on Linux alone

    with closing(secretstorage.dbus_init()) as connection:
        yield secretstorage.get_collection_by_alias(connection, "default")
