"""Keys are kept by a keyring that encrypts, or by none; whole, or not at all."""

import gc
import os
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from keyring.backend import KeyringBackend

from events_console.domain.connection import Credentials
from events_console.services.credentials import Vault
from tests.keyring_session import KeyringSession, keyring_session, needs_keyring

ONE: Final = Credentials("AKIACANARYONE", "CANARY/one")
LONG: Final = Credentials("ASIACANARYLONG", "CANARY/two" * 90, "CANARY/token" * 150)
STORE: Final = """
from events_console.domain.connection import Credentials
from events_console.services.credentials import Vault
vault = Vault.open()
vault.store("c1", Credentials("AKIACANARYONE", "CANARY/one"))
print(vault.find("c1").secret_access_key == "CANARY/one", vault.where)
"""
FIND: Final = """
from events_console.services.credentials import Vault
found = Vault.open().find("c1")
print(found.access_key_id, found.secret_access_key, found.session_token)
"""
PLAIN_TEXT: Final = "keyrings.alt.file.PlaintextKeyring"


class Ring(KeyringBackend):
    """A keyring that takes as much as that of Windows; the change whose turn is ``fails_at`` fails."""

    priority = 1

    def __init__(self) -> None:
        self.entries: dict[str, str] = {}
        self.fails_at = -1

    def get_password(self, service: str, username: str) -> str | None:
        time.sleep(0)  # other threads come in between, as with a real one
        return self.entries.get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._change(password)
        if len(password.encode("utf-16-le")) > 2560:
            raise OverflowError(password)
        self.entries[f"{service} {username}"] = password

    def delete_password(self, service: str, username: str) -> None:
        self._change(self.entries[f"{service} {username}"])
        del self.entries[f"{service} {username}"]

    def _change(self, text: str) -> None:
        time.sleep(0)
        self.fails_at -= 1
        if self.fails_at == -1:
            raise RuntimeError(text)


class Forgetful(Ring):
    """A keyring that does not tell when it keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


@pytest.fixture
def session() -> Iterator[KeyringSession]:
    with keyring_session() as running:
        yield running


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
def vault(ring: Ring) -> Vault:
    return Vault(ring, "Keys are kept by a test.")


def run(program: str, **environment: str) -> str:
    """Return what a program of this console prints in a process of its own."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def written(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def assert_reveals_nothing(error: OSError) -> None:
    assert "CANARY" not in "".join(traceback.format_exception(error))
    assert (error.__context__, error.__cause__) == (None, None)


def lose_keyring(session: KeyringSession) -> None:
    assert session.keyring
    session.keyring.kill()


def lose_bus(session: KeyringSession) -> None:
    session.bus.kill()


@needs_keyring
def test_the_environment_chooses_no_collection_that_is_forgotten(
    session: KeyringSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = "/org/freedesktop/secrets/collection/session"
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", elsewhere)
    Vault.open().store("c1", ONE)
    monkeypatch.delenv("KEYRING_PROPERTY_PREFERRED_COLLECTION")
    assert Vault.open().find("c1") == ONE
    assert any((session.folder / "keyrings").iterdir())


@needs_keyring
def test_the_keyring_of_the_session_keeps_keys_for_the_next_start(session: KeyringSession) -> None:
    vault = Vault.open()
    assert vault.lasting
    assert vault.where == "Keys are kept in the Secret Service of this desktop session."
    vault.store("c1", LONG)
    vault.store("c2", ONE)
    assert vault.find("c1") == LONG
    assert run(FIND).split() == [LONG.access_key_id, LONG.secret_access_key, LONG.session_token]
    vault.forget("c1")
    assert (vault.find("c1"), vault.find("c2")) == (None, ONE)
    assert (session.folder / "keyrings").is_dir()
    assert b"CANARY" not in written(session.folder)


@needs_keyring
@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "no.such.Keyring"])
def test_no_variable_keeps_keys_away_from_the_keyring(backend: str) -> None:
    said = run(STORE, PYTHON_KEYRING_BACKEND=backend)
    assert said.startswith("True Keys are kept in the Secret Service ")
    assert Vault.open().find("c1") == ONE


@needs_keyring
@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    ("priority", "place"), [(4.9, "the Secret Service of this desktop session"), (5.1, "KWallet")]
)
def test_of_several_keyrings_the_one_that_suits_the_desktop_is_taken(
    priority: float, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ring, "priority", priority)
    monkeypatch.setattr("keyring.backends.kwallet.DBusKeyring", Ring)
    assert Vault.open().where == f"Keys are kept in {place}."


@needs_keyring
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # keyring leaves them to the collector
@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (KeyringSession.lock, "is locked: try again, and give its password when the desktop asks for it"),
        (KeyringSession.delete, "is locked: try again, and give its password when the desktop asks for it"),
        (
            lose_keyring,
            "refuses or does not answer: see that the desktop’s keyring is running, and try again",
        ),
        (lose_bus, "refuses or does not answer: see that the desktop’s keyring is running, and try again"),
    ],
)
def test_a_keyring_that_is_lost_is_told_in_one_sentence(
    session: KeyringSession, happens: Callable[[KeyringSession], None], said: str
) -> None:
    vault = Vault.open()
    vault.store("c1", ONE)
    happens(session)
    calls: dict[str, Callable[[], object]] = {
        "stored": lambda: vault.store("c1", LONG),
        "read": lambda: vault.find("c1"),
        "removed": lambda: vault.forget("c1"),
    }
    for done, call in calls.items():
        with pytest.raises(OSError, match="keyring") as caught:
            call()
        assert str(caught.value) == f"The keys could not be {done}, because the keyring {said}."
        assert_reveals_nothing(caught.value)
    gc.collect()  # now, not in a test that minds such a socket


def test_without_a_bus_keys_are_kept_until_the_end() -> None:
    vault = Vault.open()
    assert not vault.lasting
    assert vault.where == (
        "Keys are forgotten when the console closes, because this session has no D-Bus: "
        "start the console from a desktop session to keep them."
    )
    vault.store("c1", LONG)
    vault.store("c1", ONE)
    assert vault.find("c1") == ONE
    assert Vault.open().find("c1") is None
    vault.forget("c1")
    vault.forget("c1")
    assert vault.find("c1") is None


@needs_keyring
def test_without_a_keyring_on_the_bus_it_says_what_to_install() -> None:
    with keyring_session(keyring=False):
        vault = Vault.open()
    assert not vault.lasting
    assert vault.where == (
        "Keys are forgotten when the console closes, because no Secret Service runs in this session: "
        "install and start gnome-keyring or KeePassXC to keep them."
    )


@pytest.mark.parametrize(
    ("variable", "file"),
    [
        ("", ""),  # the best that keyring itself finds
        (PLAIN_TEXT, ""),
        ("", f"[backend]\ndefault-keyring={PLAIN_TEXT}\n"),
        ("keyring.backends.null.Keyring", ""),
        ("no.such.Keyring", ""),
        ("", "[backend\n"),
    ],
)
def test_nothing_leads_to_a_keyring_that_does_not_encrypt(variable: str, file: str, home: Path) -> None:
    pytest.importorskip("keyrings.alt.file", reason="keyrings.alt is not installed")
    place = home / ".config" / "python_keyring" / "keyringrc.cfg"
    place.parent.mkdir(parents=True)
    if file:
        place.write_text(file, encoding="utf-8")
    before = {*home.rglob("*")}
    said = run(STORE, **({"PYTHON_KEYRING_BACKEND": variable} if variable else {}))
    assert said.startswith("True Keys are forgotten when the console closes, ")
    assert {*home.rglob("*")} == before


def test_keyring_alone_would_write_plain_text(home: Path) -> None:
    """So that there is something to prevent."""
    pytest.importorskip("keyrings.alt.file", reason="keyrings.alt is not installed")
    run("import keyring; keyring.set_password('a', 'b', 'plain')", PYTHON_KEYRING_BACKEND=PLAIN_TEXT)
    assert b"cGxhaW4" in written(home)  # in base64


@pytest.mark.parametrize("length", [1, 639, 640, 641, 1280, 5000])
@pytest.mark.parametrize("letter", ["t", "\N{MUSICAL SYMBOL G CLEF}"])
def test_no_entry_is_too_long_for_windows(vault: Vault, ring: Ring, letter: str, length: int) -> None:
    long = Credentials("ASIA", "secret", letter * length)
    vault.store("c1", long)
    assert vault.find("c1") == long
    vault.store("c1", ONE)
    assert vault.find("c1") == ONE
    assert {*ring.entries} == {"events-console c1/access-key-id", "events-console c1/secret-access-key"}


@pytest.mark.parametrize(("old", "new"), [(ONE, LONG), (LONG, ONE)], ids=["longer", "shorter"])
def test_what_a_failure_leaves_half_done_is_never_used(
    vault: Vault, ring: Ring, old: Credentials, new: Credentials
) -> None:
    vault.store("c1", old)
    before = dict(ring.entries)
    changes: dict[Credentials | None, Callable[[], None]] = {
        new: lambda: vault.store("c1", new),
        None: lambda: vault.forget("c1"),
    }
    for after, change in changes.items():
        for turn in count():
            ring.entries, ring.fails_at = dict(before), turn
            try:
                change()
            except OSError as error:
                assert_reveals_nothing(error)
                assert vault.find("c1") == (None if turn else old)
                change()
            else:
                break
            assert vault.find("c1") == after
            vault.forget("c1")
            assert not ring.entries
        assert turn > 1


def test_keys_that_were_silently_dropped_are_missed() -> None:
    with pytest.raises(OSError, match="could not be stored, because the keyring refuses") as caught:
        Vault(Forgetful(), "Keys are kept by a test.").store("c1", ONE)
    assert_reveals_nothing(caught.value)


def test_threads_find_whole_keys_while_others_are_stored(vault: Vault) -> None:
    vault.store("c1", ONE)

    def change() -> None:
        for _ in range(30):
            vault.store("c1", LONG)
            vault.store("c1", ONE)

    writer = threading.Thread(target=change)
    writer.start()
    found = {vault.find("c1")}
    while writer.is_alive():
        found.add(vault.find("c1"))
    writer.join()
    assert found == {ONE, LONG}
