"""Connections with their keys: in which order they are kept and forgotten, and what a failure leaves."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from botocore.exceptions import NoCredentialsError

from events_console import paths
from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.services.attachments import Attachments, AttachmentStore
from events_console.services.connections import Connections
from events_console.services.credentials import Vault
from events_console.services.keeping import Keeper, free_name
from events_console.services.sessions import Sessions
from tests.keyring_session import KeyringSession, keyring_session, needs_keyring

KEYS = Credentials("AKIACANARYKEYID", "CANARY/secret")
QA = Connection("QA", ConnectionKind.DEVELOPMENT, "eu-west-1", keys=KeySource.KEYRING)

pytestmark = [
    needs_keyring,
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),  # keyring leaves them
]


@pytest.fixture
def session() -> Iterator[KeyringSession]:
    with keyring_session() as running:
        yield running
        gc.collect()  # now, not in a test that minds such a socket


@pytest.fixture
def keeper(session: KeyringSession) -> Keeper:  # noqa: ARG001  # its keyring is the one that is opened
    vault = Vault.open()
    assert vault.lasting
    sessions = Sessions(vault.find, lambda: KEYS, lambda _prompt: "")
    attachments = AttachmentStore(paths.attachments_folder())
    return Keeper(Connections(paths.connections_file()), vault, sessions, attachments)


def kept(keeper: Keeper, connection: Connection = QA) -> Connection:
    saved = keeper.save(connection, KEYS)
    assert isinstance(saved, Connection)
    return saved


def test_a_connection_and_its_keys_are_kept_apart(keeper: Keeper) -> None:
    saved = kept(keeper)
    assert saved == replace(QA, id=saved.id)
    assert keeper.connections.read() == (saved,)
    assert keeper.find(saved) == KEYS
    assert "CANARY" not in paths.connections_file().read_text(encoding="utf-8")


def test_another_one_keeps_the_keys_unless_new_ones_are_typed(keeper: Keeper) -> None:
    saved = kept(keeper)
    assert keeper.save(replace(saved, region="us-east-1")) == replace(saved, region="us-east-1")
    assert keeper.find(saved) == KEYS
    other = Credentials("ASIAOTHERKEYID", "other", "token")
    keeper.save(saved, other)
    assert keeper.find(saved) == other


def test_new_keys_are_used_by_the_next_session(keeper: Keeper) -> None:
    saved = kept(keeper)
    before = keeper.sessions.open(saved).credentials()
    other = Credentials("ASIAOTHERKEYID", "other", "token")
    keeper.save(saved, other)
    assert before == KEYS
    assert keeper.sessions.open(saved).credentials() == other


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(QA, name=" "), "no name"),
        (replace(QA, name="sandbox"), "already"),
        (replace(QA, region="eu west"), "is not a region"),
        (replace(QA, endpoint_url="http://events.example.com"), "unencrypted"),
    ],
)
def test_what_cannot_be_kept_leaves_no_keys_behind(keeper: Keeper, wrong: Connection, said: str) -> None:
    trouble = keeper.save(replace(wrong, id="some-id"), KEYS)
    assert isinstance(trouble, str)
    assert said in trouble
    assert keeper.connections.read() == ()
    assert keeper.find(replace(QA, id="some-id")) is None


def test_where_the_keyring_refuses_the_file_stays_as_it_is(keeper: Keeper, session: KeyringSession) -> None:
    saved = kept(keeper)
    session.lock()
    trouble = keeper.save(replace(saved, region="us-east-1"), KEYS)
    assert isinstance(trouble, str)
    assert trouble.startswith("The keys could not be stored, because the keyring is locked")
    assert keeper.remove(saved) is not None
    assert isinstance(keeper.find(saved), str)
    assert keeper.connections.read() == (saved,)


def test_where_the_file_refuses_a_new_connection_leaves_no_keys(
    keeper: Keeper, console_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    console_home.mkdir(exist_ok=True)
    monkeypatch.setattr(Path, "replace", refuse)
    trouble = keeper.save(replace(QA, id="some-id"), KEYS)
    assert isinstance(trouble, str)
    assert "No space left" in trouble
    assert keeper.find(replace(QA, id="some-id")) is None


def test_removing_forgets_the_keys_and_what_is_attached_too(keeper: Keeper) -> None:
    saved, other = kept(keeper), kept(keeper, replace(QA, name="Other"))
    for one in (saved, other):
        keeper.attachments.silence(one.id, "time.old")
    assert keeper.remove(saved) is None
    assert keeper.connections.read() == (other,)
    assert keeper.find(saved) is None
    assert keeper.attachments.of(saved.id) == Attachments()
    assert keeper.attachments.of(other.id).silenced == {"time.old"}


def test_forgetting_the_keys_leaves_the_connection(keeper: Keeper) -> None:
    saved = kept(keeper)
    assert keeper.sessions.open(saved).credentials() == KEYS
    assert keeper.forget_keys(saved) is None
    with pytest.raises(NoCredentialsError):
        keeper.sessions.open(saved).credentials()
    assert keeper.connections.read() == (saved,)
    assert keeper.find(saved) is None


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free_name("QA", ()) == "QA"
    assert free_name("qa", (QA, replace(QA, name="QA 2"))) == "qa 3"
    assert free_name("Sandbox", ()) == "Sandbox 2"
