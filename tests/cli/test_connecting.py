"""Where `send` leads: as the AWS CLI with the same options, to kept connections, and past no guard."""

import json
import os
import re
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from events_console import paths
from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.sandbox.server import Sandbox
from events_console.services.connections import Connections
from tests.aws_standin import Arrived, Desk, keys_of
from tests.cli.ended import Run, Save
from tests.support import Answer, Sink

# Not as those of AWS, so that it may go to this computer.
LOCAL = Credentials("TESTKEY0123456789", "a local secret")
Keep = Callable[..., Connection]


@pytest.fixture
def keep() -> Keep:
    """Keep a connection, which if nothing else is said signs with the sandbox's key."""

    def put(
        name: str = "Shop", kind: ConnectionKind = ConnectionKind.DEVELOPMENT, **fields: Any
    ) -> Connection:
        given = {"region": "eu-west-1", "keys": KeySource.SANDBOX, **fields}
        return Connections(paths.connections_file()).put(Connection(name, kind, **given))

    return put


@pytest.fixture
def document(save: Save) -> str:
    """A request that needs no filling in, so that the AWS CLI can send it as well."""
    save({"sentAt": 1700000000})
    read = json.loads(Path("request.json").read_text())
    for event in read["eventList"]:
        event["sentAt"] = 1700000000
    Path("request.json").write_text(json.dumps(read))
    return "request.json"


def aws_cli(*options: str) -> "subprocess.CompletedProcess[str]":
    """Send the document with the AWS CLI."""
    command = ["aws", "personalize-events", "put-events", "--cli-input-json", "file://request.json"]
    return subprocess.run([*command, *options], capture_output=True, text=True, check=False, timeout=60)


def history(run: Run) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = run("history", "--format", "json").json
    return entries


def scope(authorization: str | None) -> list[str] | None:
    """Return key ID, region, service and end of what a signature is good for, without its day."""
    if authorization is None:
        return None
    key, _day, *rest = re.findall(r"Credential=([^,]*)", authorization)[0].split("/")
    return [key, *rest]


# As the AWS CLI --------------------------------------------------------------------------------------------

PROFILES = "[profile tester]\nregion = us-east-1\n[profile empty]\n"


@pytest.fixture
def files(desk: Desk) -> Desk:
    """Profiles with keys, of which one has a region, and other keys in the environment's profile."""
    tester, other = (desk.aws.issue(name, long_lived=True) for name in ("TESTER", "OTHER"))
    desk.files(PROFILES, f"[tester]\n{keys_of(tester)}[default]\n{keys_of(other)}")
    return desk


@pytest.mark.parametrize(
    ("options", "variables"),
    [
        (["--profile", "tester"], {}),
        (["--profile", "tester", "--region", "eu-west-1"], {}),
        (["--profile", "tester"], {"AWS_DEFAULT_REGION": "eu-west-1"}),
        (["--region", "eu-west-1"], {}),
        (["--region", "eu-west-1"], {"AWS_PROFILE": "tester"}),
        (["--profile", "tester", "--no-sign-request"], {}),
    ],
)
def test_a_request_goes_where_the_aws_cli_sends_it_and_is_signed_alike(  # noqa: PLR0917  # fixtures
    run: Run,
    document: str,
    files: Desk,
    options: list[str],
    variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    trusting = [*options, "--ca-bundle", str(files.aws.ca_bundle)]
    theirs, ours = aws_cli(*trusting), run("send", document, *trusting, "--no-stamp")
    assert (theirs.returncode, theirs.stderr, ours.code, ours.err) == (0, "", 0, "")

    def facts(arrived: Arrived) -> tuple[object, ...]:
        signed = scope(arrived.headers.get("authorization"))
        return arrived.host, arrived.method, arrived.target, signed, files.aws.signer(arrived), arrived.body

    first, second = map(facts, files.aws.received)
    assert first == second
    assert first[3] is None or first[3][-1] == "aws4_request"  # type: ignore[index]  # a list then


@pytest.mark.parametrize("options", [["--profile", "local"], ["--no-sign-request"]])
def test_an_endpoint_gets_what_it_gets_from_the_aws_cli(
    run: Run, document: str, home: Path, options: list[str]
) -> None:
    (home / ".aws" / "credentials").write_text(f"[local]\n{keys_of(LOCAL)}")
    with Sink() as sink:
        to_it = [*options, "--region", "eu-west-1", "--endpoint-url", sink.url]
        assert aws_cli(*to_it).returncode == 0
        assert run("send", document, *to_it, "--no-stamp").code == 0
    theirs, ours = sink.received
    assert (ours.line, ours.body) == (theirs.line, theirs.body)
    headers = [{name.lower(): value for name, value in one.headers} for one in (theirs, ours)]
    assert len({one["host"] for one in headers}) == 1
    assert scope(headers[0].get("authorization")) == scope(headers[1].get("authorization"))
    assert ("authorization" in headers[1]) == ("--profile" in options)


def test_without_a_region_it_says_what_the_aws_cli_says(run: Run, document: str) -> None:
    Path(os.environ["AWS_SHARED_CREDENTIALS_FILE"]).write_text(f"[local]\n{keys_of(LOCAL)}")
    ours, theirs = run("send", document, "--profile", "local"), aws_cli("--profile", "local")
    assert (ours.code, ours.out, ours.err.count("\n")) == (2, "", 1)
    assert theirs.stderr.strip() in ours.err
    assert "The profile “local” names none; or add --region." in ours.err
    assert history(run) == []


def test_the_newer_variable_for_the_region_wins(
    run: Run, document: str, files: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    run("send", document, "--profile", "tester", "--ca-bundle", str(files.aws.ca_bundle))
    assert files.aws.received[0].host == "personalize-events.eu-west-1.amazonaws.com"
    (entry,) = history(run)
    assert (entry["connection"], entry["outcome"]) == ("command line", "accepted")


def test_the_aws_cli_and_send_meet_at_a_sandbox(
    run: Run, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int | None, str | None]] = []
    with Sandbox(on_request=lambda line: told.append((line.status, line.error))) as sandbox:
        ours = run("send", document, "--sandbox-key", "--endpoint-url", sandbox.url)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", sandbox.key.access_key_id)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", sandbox.key.secret_access_key)
        theirs = aws_cli("--region", "us-east-1", "--endpoint-url", sandbox.url)
    assert (ours.code, ours.err, theirs.returncode, theirs.stderr) == (0, "", 0, "")
    assert told == [(200, None)] * 2


def test_the_environment_sends_nothing_elsewhere(
    run: Run, document: str, files: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sink() as sink:
        monkeypatch.setenv("AWS_ENDPOINT_URL", sink.url)
        monkeypatch.setenv("AWS_ENDPOINT_URL_PERSONALIZE_EVENTS", sink.url)
        done = run("send", document, "--profile", "tester", "--ca-bundle", str(files.aws.ca_bundle))
    assert (done.code, len(files.aws.received), sink.connections) == (0, 1, 0)


def test_a_certificate_is_checked_unless_it_is_switched_off(
    run: Run, document: str, aws_certificates: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(aws_certificates / "server.pem")
    with Sink(tls=context) as sink:
        to_it = ["--region", "eu-west-1", "--no-sign-request", "--endpoint-url", sink.url]
        refused = run("send", document, *to_it)
        assert (refused.code, refused.err.count("\n"), sink.received) == (4, 1, [])
        assert "its certificate is not trusted" in refused.err
        assert run("send", document, *to_it, "--no-verify-ssl").code == 0


def test_a_time_out_ends_the_wait_and_none_does_not(run: Run, document: str) -> None:
    with Sink(Answer(delay=1.3)) as sink:
        to_it = ["--no-sign-request", "--region", "eu-west-1", "--endpoint-url", sink.url]
        done = run("send", document, *to_it, "--cli-read-timeout", "1")
        assert (done.code, "did not answer within 1 s" in done.err) == (4, True)
        none = ["--cli-read-timeout", "0", "--cli-connect-timeout", "0"]
        assert run("send", document, *to_it, *none).code == 0


# Kept connections ------------------------------------------------------------------------------------------


def test_a_kept_connection_whatever_the_case(run: Run, document: str, keep: Keep) -> None:
    with Sink() as sink:
        keep(endpoint_url=sink.url)
        done = run("send", document, "--connection", "shop")
    assert (done.code, done.err, len(sink.received)) == (0, "", 1)
    assert [entry["connection"] for entry in history(run)] == ["Shop"]


def test_options_change_a_kept_connection_for_once(run: Run, document: str, keep: Keep, files: Desk) -> None:
    kept = keep(endpoint_url="http://127.0.0.1:9", ca_bundle=str(files.aws.ca_bundle))
    with Sink() as sink:
        run("send", document, "--connection", "Shop", "--endpoint-url", sink.url, "--region", "ap-south-1")
        run("send", document, "--connection", "Shop", "--endpoint-url", sink.url, "--no-sign-request")
    signed, unsigned = (dict(one.headers).get("Authorization") for one in sink.received)
    assert "/ap-south-1/personalize/" in (signed or "")
    assert unsigned is None
    real = "https://personalize-events.us-east-1.amazonaws.com"
    run("send", document, "--connection", "Shop", "--endpoint-url", real, "--profile", "tester")
    assert [files.aws.signer(one) for one in files.aws.received] == ["AKIATESTERXXXXXXXXXX"]
    assert Connections(paths.connections_file()).all() == (kept,)


def test_an_unknown_connection_takes_one_line(run: Run, document: str, keep: Keep) -> None:
    keep()
    for name in ("Shops", ""):
        done = run("send", document, "--connection", name)
        assert (done.code, done.out) == (2, "")
        assert done.err == f"events-console: there is no connection “{name}”, only Sandbox, Shop\n"


def test_a_damaged_file_of_connections_is_told(run: Run, document: str) -> None:
    paths.connections_file().write_text("{")
    done = run("send", document, "--connection", "Shop")
    damage, unknown = done.err.splitlines()
    assert damage.endswith("is damaged: mend it, or remove it.")
    assert unknown.endswith("only Sandbox")
    assert done.code == 2


def test_without_an_endpoint_of_its_own_the_sandbox_is_started(run: Run, document: str) -> None:
    done = run("send", document, "--connection", "sandbox", "--cli-read-timeout", "0", "--no-verify-ssl")
    assert (done.code, done.err) == (0, "")
    assert "Sandbox, http://127.0.0.1:" in done.out


# Guards ----------------------------------------------------------------------------------------------------


def stopped(run: Run, *arguments: str, code: int = 2) -> str:
    """Return the one line with which nothing left."""
    done = run("send", *arguments)
    assert (done.code, done.err.count("\n")) == (code, 1), done
    return done.err.removeprefix("events-console: ")


PRODUCTION = ConnectionKind.PRODUCTION


def test_nothing_goes_to_production_that_is_not_armed(run: Run, document: str, keep: Keep) -> None:
    with Sink() as sink:
        keep("The shop", PRODUCTION, endpoint_url=sink.url)
        to_it = [document, "--connection", "the shop"]
        line = stopped(run, *to_it)
        assert line == (
            "“The shop” is a production connection; to send there, add --arm 'The shop'; nothing was sent\n"
        )
        for wrong in ("the shop", "The", ""):
            assert "is not the name of the connection “The shop”" in stopped(run, *to_it, "--arm", wrong)
        for change in (["--region", "us-east-1"], ["--endpoint-url", f"{sink.url}/x"], ["--no-sign-request"]):
            assert "add --arm" in stopped(run, *to_it, *change)
        run("send", document)
        (sample,) = history(run)
        assert "add --arm" in stopped(run, "--resend", sample["id"], "--connection", "The shop")
        assert (sink.connections, len(history(run))) == (0, 1)
        assert run("send", *to_it, "--dry-run").code == 0
        assert sink.connections == 0
        assert run("send", *to_it, "--arm", "The shop").code == 0
    assert len(sink.received) == 1


def test_what_is_not_armed_for_this_connection_goes_nowhere(run: Run, document: str, keep: Keep) -> None:
    with Sink() as sink:
        keep("QA", endpoint_url=sink.url)
        assert "“Shop” is not the name" in stopped(run, document, "--connection", "QA", "--arm", "Shop")
    assert (sink.connections, history(run)) == (0, [])


def test_production_is_guarded_under_another_name_too(run: Run, document: str, keep: Keep) -> None:
    with Sink(Answer()) as sink:
        keep(kind=ConnectionKind.PRODUCTION, endpoint_url=sink.url)
        to_it = ["--no-sign-request", "--region", "eu-west-1", "--endpoint-url", sink.url]
        line = stopped(run, document, *to_it)
        assert "“Shop” is production, and goes to the same place; to send there, add --arm Shop" in line
        assert history(run) == []
        assert sink.connections == 0
        assert run("send", document, *to_it, "--arm", "Shop").code == 0
        identity = history(run)[0]["id"]
        assert run("send", "--resend", identity, *to_it).code == 2
    assert len(sink.received) == 1


def test_production_is_guarded_when_only_its_profile_is_named(
    run: Run, document: str, keep: Keep, files: Desk
) -> None:
    keep(kind=ConnectionKind.PRODUCTION, keys=KeySource.PROFILE, profile="tester")
    to_it = ["--region", "eu-west-1"]
    assert "--arm Shop" in stopped(run, document, "--profile", "tester", *to_it)
    assert files.aws.connected == []
    other = run("send", document, "--profile", "default", *to_it, "--ca-bundle", str(files.aws.ca_bundle))
    assert (other.code, len(files.aws.received)) == (0, 1)
    keep("QA", keys=KeySource.PROFILE, profile="tester", ca_bundle=str(files.aws.ca_bundle))
    assert run("send", document, "--connection", "QA").code == 0  # somebody has called it Development
    elsewhere = ["--connection", "QA", "--region", "us-east-1"]
    keep("Live", kind=ConnectionKind.PRODUCTION, keys=KeySource.PROFILE, profile="tester", region="us-east-1")
    assert "--arm Live" in stopped(run, document, *elsewhere)
    assert len(files.aws.received) == 2


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--endpoint-url", "http://events.example"], "would travel unencrypted"),
        (["--endpoint-url", "https://me:CANARY@events.example"], "leave it out"),
        (["--endpoint-url", "ftp://events.example"], "is no web address"),
        (["--endpoint-url", "events.example"], "is no web address"),
        (["--endpoint-url", "https://ämazonaws.com"], "letters that look like others"),
        (["--endpoint-url", "https://x.example/?a=b"], "has a query or a fragment"),
        (["--endpoint-url", "https://x.example:99999"], "The port of the endpoint"),
        (["--endpoint-url", "https://a b.example"], "contains a blank"),
        (["--endpoint-url", "https://2130706433"], "is an address in disguise"),
        (["--endpoint-url", ""], "argument --endpoint-url: it is empty"),
        (["--no-verify-ssl"], "Hosts of AWS always have their certificate checked"),
        (["--region", "nowhere at all"], "is not a region"),
        (
            ["--endpoint-url", "https://personalize-events.eu-west-1.amazonaws.com.evil.example"],
            "or here with --confirm-host personalize-events.eu-west-1.amazonaws.com.evil.example.",
        ),
        (
            ["--endpoint-url", "https://x.example", "--confirm-host", "y.example"],
            "or here with --confirm-host x",
        ),
        (
            ["--sandbox-key"],
            "The sandbox’s key is worth nothing at personalize-events.eu-west-1.amazonaws.com",
        ),
    ],
)
def test_a_place_that_nothing_may_go_to_takes_one_line(
    run: Run, document: str, options: list[str], why: str, files: Desk
) -> None:
    line = stopped(run, document, "--region", "eu-west-1", *options)
    assert why in line
    assert "CANARY" not in line
    assert (files.aws.connected, history(run)) == ([], [])


def test_keys_go_to_a_host_that_was_confirmed(run: Run, document: str, files: Desk) -> None:
    to_it = ["--profile", "tester", "--endpoint-url", "https://events.example", "--confirm-host"]
    run("send", document, *to_it, "events.example")
    assert files.aws.connected == ["events.example:443"]


def test_real_keys_never_go_to_this_computer(run: Run, document: str, files: Desk) -> None:
    with Sink() as sink:
        to_it = ["--profile", "tester", "--endpoint-url", sink.url]
        line = stopped(run, document, *to_it)
        assert "Real keys never go to 127.0.0.1" in line
        assert "Real keys never go to 127.0.0.1" in stopped(run, document, *to_it, "--dry-run")
    assert (sink.connections, files.aws.connected) == (0, [])


def test_keys_with_a_line_break_are_written_nowhere(
    run: Run, document: str, files: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {
        "ACCESS_KEY_ID": "ASIACANARY00000000",
        "SECRET_ACCESS_KEY": "s" * 40,
        "SESSION_TOKEN": "CANARY" * 9,
    }
    files.files(
        "[profile tester]\nregion = eu-west-1\ncredential_source = Environment\n"
        "role_arn = arn:aws:iam::123456789012:role/qa\n"
    )
    for broken in ("ACCESS_KEY_ID", "SESSION_TOKEN"):
        for name, value in values.items():
            monkeypatch.setenv(f"AWS_{name}", f"{value}\r" if name == broken else value)
        for way in (["--profile", "tester"], ["--region", "eu-west-1"]):
            done = run("send", document, *way, "--debug", "--ca-bundle", str(files.aws.ca_bundle))
            assert done.code == 2
            assert "CANARY" not in done.out + done.err
    kept = [file for file in paths.history_file().parent.rglob("*") if file.is_file()]
    assert kept
    assert not any(b"CANARY" in file.read_bytes() or b"Signature=" in file.read_bytes() for file in kept)


def test_a_profile_that_is_not_there_is_told_before_its_region(run: Run, document: str, files: Desk) -> None:
    assert "have no profile “nobody”" in stopped(run, document, "--profile", "nobody")
    both = stopped(run, document, "--profile", "tester", "--sandbox-key")
    assert "--profile and --sandbox-key" in both
    assert files.aws.connected == []


def test_who_cannot_sign_takes_one_line(run: Run, document: str, files: Desk) -> None:
    line = stopped(run, document, "--profile", "nobody", "--region", "eu-west-1")
    assert "have no profile “nobody”" in line
    assert "There are no keys" in stopped(run, document, "--profile", "empty", "--region", "eu-west-1")
    Path(os.environ["AWS_CONFIG_FILE"]).write_text("CANARY\n[default]\n")
    assert "Line 1 of" in stopped(run, document, "--profile", "tester")
    assert files.aws.connected == []


def test_without_a_terminal_nobody_is_asked_for_a_code(run: Run, document: str, files: Desk) -> None:
    base = files.aws.issue("BASE", long_lived=True)
    role = "role_arn = arn:aws:iam::123456789012:role/qa\nsource_profile = base\nmfa_serial = arn:mfa\n"
    files.files(f"[profile tester]\nregion = eu-west-1\n{role}[profile base]\n{keys_of(base)}")
    line = stopped(run, document, "--profile", "tester")
    assert (
        "The code of an MFA device is needed, and here is nobody to ask. Nothing was sent. Run this in"
        in line
    )
    assert files.aws.connected == []


# Sending again ---------------------------------------------------------------------------------------------


def test_sending_again_says_where_it_went_before(run: Run, document: str, keep: Keep) -> None:
    with Sink(Answer(b"", "close"), Answer()) as sink:
        keep("The shop", endpoint_url=sink.url)
        first = run("send", document, "--connection", "The shop", "--output", "json")
        again = f"--resend {first.json['historyId']} --connection 'The shop'"
        assert f"To send it again as it was: events-console send {again}\n" in first.err
        identity = first.json["historyId"]
        assert run("send", "--resend", identity, "--connection", "The shop").err == ""
        elsewhere = run("send", "--resend", identity)
    assert (elsewhere.code, len(sink.received)) == (0, 2)
    assert (
        elsewhere.err
        == f"{identity}: note: it went to The shop, {sink.url} before, and goes to Sandbox now.\n"
    )


def test_what_options_alone_have_sent_goes_again_with_the_same(run: Run, document: str) -> None:
    with Sink(Answer(b"", "close")) as sink:
        to_it = ["--no-sign-request", "--region", "eu-west-1", "--endpoint-url", sink.url]
        done = run("send", document, *to_it)
        (entry,) = history(run)
        assert done.err.endswith(f"send --resend {entry['id']}, with the options that said where to\n")
        assert "note" not in run("send", "--resend", entry["id"], *to_it).err
