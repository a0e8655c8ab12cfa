"""A sender with its history, credentials that must not leak, and connections to local servers."""

import datetime as dt
import ipaddress
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from events_console.domain.connection import Connection, ConnectionKind, Credentials
from events_console.domain.json_value import Object, freeze
from events_console.domain.request import Request
from events_console.services.history import History
from events_console.services.sender import Sender
from tests.support import opener


@pytest.fixture
def history_file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite"


@pytest.fixture
def history(history_file: Path) -> Iterator[History]:
    opened = History(history_file)
    yield opened
    opened.close()


@pytest.fixture
def credentials() -> Credentials:
    """What AWS gives out for a while; the canary must stay out of everything that is kept."""
    return Credentials("AKIACANARYKEYID", "CANARY/secret+" + "s" * 30, "CANARY/token+" + "t" * 300 + "==")


@pytest.fixture
def sender(history: History, credentials: Credentials) -> Sender:
    return Sender(history, opener(credentials))


@pytest.fixture
def connect() -> Callable[..., Connection]:
    """Make a connection to a URL; other fields as given."""

    def connection(url: str | None, **fields: Any) -> Connection:
        host = urlsplit(url).hostname if url else None
        place = Connection("Test place", ConnectionKind.DEVELOPMENT, "eu-west-1", url, confirmed_host=host)
        return replace(place, **fields)

    return connection


@pytest.fixture
def request_document() -> Request:
    """A valid request of two events, one of which has an eventId."""
    document = freeze(
        {
            "trackingId": "5f1e6c2a",
            "userId": "qa-user",
            "sessionId": "qa-session",
            "eventList": [
                {"eventId": "e1", "eventType": "View", "itemId": "i1", "sentAt": 1700000000},
                {"eventType": "Purchase", "eventValue": 4.5, "sentAt": "{{now-5m}}", "properties": "{}"},
            ],
        }
    )
    assert isinstance(document, Object)
    return Request(document)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody but itself vouches for, with its key in one file."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file
