"""The client that is made: nothing but the connection and its credentials has a say in where it sends."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from botocore.loaders import Loader

from events_console.domain.connection import Connection, Credentials
from events_console.services.aws import Client
from events_console.services.sessions import RefusedError
from tests.support import Answer, Sink, http, opener


def test_the_environment_cannot_redirect_a_request(
    connect: Callable[..., Connection], credentials: Credentials, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sink() as other, Sink() as sink:
        configured = f"[default]\nendpoint_url = {other.url}\nregion = us-west-2\nmax_attempts = 9\n"
        Path(os.environ["AWS_CONFIG_FILE"]).write_text(configured, encoding="utf-8")
        for name, value in {
            "AWS_ENDPOINT_URL": other.url,
            "AWS_ENDPOINT_URL_PERSONALIZE_EVENTS": other.url,
            "AWS_PROFILE": "of-another-computer",
            "AWS_USE_FIPS_ENDPOINT": "true",
            "AWS_USE_DUALSTACK_ENDPOINT": "true",
            "AWS_DEFAULTS_MODE": "auto",
            "HTTP_PROXY": other.url,
            "http_proxy": other.url,
        }.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("AWS_EC2_METADATA_DISABLED")
        call = Client(opener(credentials)(connect(sink.url))).put_events(b"{}")
    assert call.response, call.errors
    assert len(sink.received) == 1
    assert not other.connections
    assert "/eu-west-1/" in dict(sink.received[0].headers)["Authorization"]


def test_without_credentials_nothing_is_signed(
    connect: Callable[..., Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDOFTHEENVIRONMENT")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of-the-environment")
    monkeypatch.delenv("AWS_EC2_METADATA_DISABLED")
    with Sink() as sink:
        Client(opener(None)(connect(sink.url))).put_events(b"{}")
    assert not {"Authorization", "X-Amz-Security-Token", "X-Amz-Date"} & dict(sink.received[0].headers).keys()


PREVIEW = """
from botocore.session import Session
from events_console.domain.connection import Connection, ConnectionKind
from events_console.services.aws import Client
from events_console.services.sessions import Sessions
print(Session().get_service_model("personalize-events").operation_model("PutEvents").http["requestUri"])
place = Connection("Any", ConnectionKind.PRODUCTION, "eu-west-1")
print(Client(Sessions(None, None, None).open(place)).put_events(b"{}", dry_run=True).sent.url)
"""


@pytest.mark.parametrize("variable", ["AWS_DATA_PATH", "HOME"])
def test_a_service_model_of_somebody_else_is_not_used(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Loader().load_service_model("personalize-events", "service-2")
    model["operations"]["PutEvents"]["http"]["requestUri"] = "/elsewhere"
    models = tmp_path if variable == "AWS_DATA_PATH" else tmp_path / ".aws" / "models"
    poisoned = models / "personalize-events" / "2018-03-22" / "service-2.json"
    poisoned.parent.mkdir(parents=True)
    poisoned.write_text(json.dumps(model), encoding="utf-8")
    monkeypatch.setenv(variable, str(tmp_path))
    run = subprocess.run([sys.executable, "-c", PREVIEW], capture_output=True, text=True, check=True)
    botocores, ours = run.stdout.split()
    assert botocores == "/elsewhere"
    assert ours == "https://personalize-events.eu-west-1.amazonaws.com/events"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(
    status: int, connect: Callable[..., Connection], credentials: Credentials
) -> None:
    with Sink() as other, Sink() as sink:
        sink.answer = lambda _request: Answer(http(f"{status} Go", Location=f"{other.url}/events"))
        call = Client(opener(credentials)(connect(sink.url, attempts=3))).put_events(b"{}")
    assert call.response
    assert call.response.status == status
    assert len(sink.received) == 1
    assert not other.connections


def test_an_endpoint_with_a_password_makes_no_client(connect: Callable[..., Connection]) -> None:
    with Sink() as sink, pytest.raises(RefusedError, match="The endpoint contains “@”") as refusal:
        Client(opener(None)(connect(sink.url.replace("//", "//bob:hunter2@"))))
    assert "hunter2" not in str(refusal.value)
    assert not sink.connections
