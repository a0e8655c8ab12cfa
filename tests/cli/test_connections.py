"""`connections`: what is kept, what is refused, and that keys are nowhere but in the keyring."""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from events_console import paths
from events_console.domain.connection import Credentials
from events_console.services.connections import Connections
from events_console.services.credentials import Vault
from tests.aws_standin import ACCOUNT, Desk, keys_of
from tests.cli.ended import Ended, Run
from tests.keyring_session import KeyringSession, keyring_session, needs_keyring
from tests.support import Sink

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # keyring leaves them

KEYS = Credentials("TESTKEY0123456789", "CANARY/secret", "CANARY/token")
SHOP = ("connections", "add", "Shop", "--kind", "production", "--region", "eu-west-1", "--keyring")
QA = ("connections", "add", "QA", "--kind", "development", "--region", "eu-west-1")


@pytest.fixture
def keyring() -> Iterator[KeyringSession]:
    with keyring_session() as session:
        yield session


def given(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def listed(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run("connections", "--format", "json").json
    return found


def refused(done: Ended) -> str:
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done
    return done.err.removeprefix("events-console: ")


def test_the_sandbox_is_always_there(run: Run) -> None:
    built_in = {"name": "Sandbox", "kind": "sandbox", "region": "us-east-1", "endpoint": None}
    assert listed(run) == [{**built_in, "keys": "sandbox", "profile": None}]
    assert run("connections").out.splitlines()[1].split() == ["Sandbox", "sandbox", "us-east-1", "sandbox"]


def test_a_connection_with_everything(run: Run, tmp_path: Path) -> None:
    bundle = str(tmp_path / "ca.pem")
    options = ["--profile", "qa", "--fips", "--dual-stack", "--attempts", "3", "--ca-bundle", bundle]
    waits = ["--cli-connect-timeout", "5", "--cli-read-timeout", "0"]
    assert run(*QA, *options, *waits) == Ended(
        0,
        "Added “QA”, Development: https://personalize-events-fips.eu-west-1.api.aws\n",
        "events-console: the AWS CLI's files have no profile “qa” yet\n",
    )
    (kept,) = Connections(paths.connections_file()).all()
    assert (kept.fips, kept.dual_stack, kept.attempts, kept.ca_bundle) == (True, True, 3, bundle)
    assert (kept.connect_timeout, kept.read_timeout, kept.verify_tls) == (5, 0, True)
    shown = {"name": "QA", "kind": "development", "region": "eu-west-1"}
    address = "https://personalize-events-fips.eu-west-1.api.aws"
    assert listed(run)[1] == {**shown, "endpoint": address, "keys": "profile", "profile": "qa"}
    head, _, row = run("connections").out.splitlines()
    assert head.split() == ["Name", "Kind", "Region", "Endpoint", "Keys", "Profile"]
    assert row.split() == ["QA", "development", "eu-west-1", address, "profile", "qa"]


def test_what_may_keep_it_from_being_of_use_is_told(run: Run) -> None:
    elsewhere = run(*QA, "--environment", "--endpoint-url", "https://events.example")
    assert elsewhere.code == 0
    assert "nothing can be sent there yet: events.example is no host of Amazon Personalize" in elsewhere.err
    mars = run("connections", "add", "X", "--kind", "development", "--region", "mars-1", "--no-sign-request")
    assert "not known to be in “mars-1”" in mars.err


def test_another_endpoint(run: Run) -> None:
    place = [
        "--endpoint-url",
        "https://events.example",
        "--confirm-host",
        "events.example",
        "--no-verify-ssl",
    ]
    assert run(*QA, "--environment", *place).code == 0
    (kept,) = Connections(paths.connections_file()).all()
    assert (kept.endpoint_url, kept.confirmed_host, kept.verify_tls) == (place[1], place[3], False)


def test_the_region_is_that_of_the_profile_unless_it_is_said(run: Run, home: Path) -> None:
    add = ["connections", "add", "QA", "--kind", "development", "--profile", "qa"]
    assert "have no profile “qa”" in refused(run(*add))
    (home / ".aws" / "config").write_text("[profile qa]\n")
    assert refused(run(*add)).startswith("You must specify a region.")
    assert "--profile is empty" in refused(run(*add[:-1], ""))
    (home / ".aws" / "config").write_text("[profile qa]\nregion = ap-south-1\n")
    run(*add)
    assert listed(run)[1]["region"] == "ap-south-1"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([*QA, "--environment"], "There is a connection “QA” already: choose another name."),
        ([*QA[:2], "sandbox", *QA[3:], "--environment"], "There is a connection “sandbox” already"),
        ([*QA[:2], " ", *QA[3:], "--environment"], "The connection has no name"),
        ([*QA[:2], "Other", *QA[3:], "--profile", "p", "--no-verify-ssl"], "always have their certificate"),
        ([*QA[:2], "Other", *QA[3:], "--profile", "p", "--endpoint-url", "http://x.example"], "unencrypted"),
        (["connections", "remove", "Other"], "there is no connection “Other”, only Sandbox, QA"),
        (["connections", "remove", "Sandbox"], "“Sandbox” is built in, and cannot be removed"),
        (["connections", "test", "Other"], "there is no connection “Other”, only Sandbox, QA"),
    ],
)
def test_what_cannot_be_done_takes_one_line(run: Run, arguments: list[str], why: str) -> None:
    run(*QA, "--environment")
    assert why in refused(run(*arguments))
    assert [one["name"] for one in listed(run)] == ["Sandbox", "QA"]


def test_a_name_that_is_taken_is_told_before_anybody_is_asked_for_keys(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*QA, "--environment")
    monkeypatch.setattr(sys, "stdin", None)
    assert "There is a connection “QA” already" in refused(run(*QA, "--keyring"))


def test_keys_that_would_be_gone_at_once_are_not_taken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, "TESTKEY\nCANARY\n")
    line = refused(run(*SHOP))
    assert line.startswith("Keys are forgotten when the console closes, because")
    assert line.endswith("Nothing was added.\n")
    assert len(listed(run)) == 1


@needs_keyring
@pytest.mark.usefixtures("keyring")
@pytest.mark.parametrize("token", ["\nCANARY/token\n", "", "\n\n"])
def test_keys_from_standard_input_are_in_the_keyring_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch, console_home: Path, token: str
) -> None:
    given(monkeypatch, f" TESTKEY0123456789 \r\nCANARY/secret{token}")
    added = run(*SHOP)
    assert (added.code, added.err) == (0, "")
    (kept,) = Connections(paths.connections_file()).all()
    expected = Credentials(KEYS.access_key_id, KEYS.secret_access_key, token.strip() or None)
    assert Vault.open().find(kept.id) == expected
    shown = added.out + run("connections").out + run("connections", "--format", "json").out
    files = b"".join(file.read_bytes() for file in console_home.rglob("*") if file.is_file())
    assert not re.search("CANARY|TESTKEY", shown + files.decode(errors="replace"))
    assert run("connections", "remove", "shop") == Ended(0, "Removed “Shop”.\n", "")
    assert Vault.open().find(kept.id) is None
    assert len(listed(run)) == 1


@needs_keyring
@pytest.mark.usefixtures("keyring")
@pytest.mark.parametrize("text", ["", "TESTKEY\n", "TESTKEY\n\ntoken\n", "\nCANARY\n", "a\nb\nc\nd\n"])
def test_keys_that_are_not_whole_are_not_taken(run: Run, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    given(monkeypatch, text)
    assert "keys are an access key ID, a secret access key and" in refused(run(*SHOP))
    assert len(listed(run)) == 1


@needs_keyring
def test_a_locked_keyring_takes_one_line(
    run: Run, keyring: KeyringSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, "TESTKEY\nCANARY\n")
    run(*SHOP)
    keyring.lock()
    assert "the keyring is locked" in refused(run("connections", "remove", "Shop"))
    given(monkeypatch, "TESTKEY\nCANARY\n")
    assert "the keyring is locked" in refused(run(*SHOP[:2], "Other", *SHOP[3:]))
    assert [one["name"] for one in listed(run)] == ["Sandbox", "Shop"]


@needs_keyring
@pytest.mark.usefixtures("keyring")
def test_keys_of_the_keyring_sign_only_what_may_leave(
    run: Run, monkeypatch: pytest.MonkeyPatch, sample: Path
) -> None:
    with Sink() as sink, Sink() as second, Sink() as other:
        monkeypatch.setenv("AWS_ENDPOINT_URL_PERSONALIZE_EVENTS", other.url)
        given(monkeypatch, f"{KEYS.access_key_id}\n{KEYS.secret_access_key}\n{KEYS.session_token}\n")
        run(*SHOP, "--endpoint-url", sink.url)
        assert run("send", sample, "--connection", "Shop").code == 2
        assert sink.connections == 0
        assert run("send", sample, "--connection", "Shop", "--arm", "Shop").code == 0
        headers = dict(sink.received[0].headers)
        assert headers["Authorization"].startswith(f"AWS4-HMAC-SHA256 Credential={KEYS.access_key_id}/")
        assert headers["X-Amz-Security-Token"] == KEYS.session_token
        real = Credentials("AKIACANARYKEYID0", "secret")
        given(monkeypatch, f"{real.access_key_id}\n{real.secret_access_key}\n")
        run(*QA, "--keyring", "--endpoint-url", second.url)
        done = run("send", sample, "--connection", "QA")
        assert (done.code, "Real keys never go to 127.0.0.1" in done.err) == (2, True)
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
        unreachable = run("send", sample, "--connection", "QA")
        assert (unreachable.code, "no D-Bus" in unreachable.err) == (2, True)
    assert (len(sink.received), second.connections, other.connections) == (1, 0, 0)


@needs_keyring
def test_without_its_keyring_a_connection_can_be_removed_and_that_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with keyring_session():
        given(monkeypatch, "TESTKEY\nCANARY\n")
        added = run(*SHOP)
        assert added.code == 0, added.err
    done = run("connections", "remove", "Shop")
    assert (done.code, len(listed(run))) == (0, 1)
    assert "no keyring can be reached from here" in done.err


# Testing one -----------------------------------------------------------------------------------------------


def test_the_sandbox_is_tested(run: Run) -> None:
    done = run("connections", "test", "sandbox")
    assert (done.code, done.err) == (0, "")
    assert "arn:aws:iam::" in done.out


def test_a_test_says_whose_the_keys_are(run: Run, desk: Desk) -> None:
    desk.files("", f"[tester]\n{keys_of(desk.aws.issue('TESTER', long_lived=True))}")
    run(*QA, "--profile", "tester", "--ca-bundle", str(desk.aws.ca_bundle))
    done = run("connections", "test", "QA")
    assert (done.code, done.err) == (0, "")
    assert f"they are those of arn:aws:iam::{ACCOUNT}:user/tester" in done.out
    found = run("connections", "test", "qa", "--format", "json").json
    assert list(found) == ["ok", "headline", "advice", "account", "arn", "skewSeconds"]
    assert (found["ok"], found["account"]) == (True, ACCOUNT)
    assert abs(found["skewSeconds"]) < 5
    assert not [one for one in desk.aws.received if one.method == "POST" and one.target == "/events"]


def test_a_test_that_fails_takes_one_line(run: Run, desk: Desk) -> None:
    desk.files("[profile tester]\nregion = eu-west-1\n")
    run(*QA, "--profile", "tester", "--ca-bundle", str(desk.aws.ca_bundle))
    done = run("connections", "test", "QA")
    assert (done.code, done.out, done.err.count("\n")) == (4, "", 1)
    assert "There are no keys in the profile “tester”" in done.err
    failed = run("connections", "test", "QA", "--format", "json")
    assert (failed.code, failed.err, failed.json["ok"]) == (4, "", False)
    assert failed.json["headline"] in done.err
    assert not desk.aws.received
