"""Sessions: each way to get keys, the requests that they sign, and everything that may not interfere."""

import datetime as dt
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import (
    ClientError,
    CredentialRetrievalError,
    InfiniteLoopConfigError,
    MissingDependencyException,
    NoCredentialsError,
    ProfileNotFound,
    SSLError,
    SSOTokenLoadError,
    TokenRetrievalError,
    UnauthorizedSSOTokenError,
)

from events_console.domain.connection import Credentials, KeySource
from events_console.services.sessions import NoCodeError, RefusedError, Session, Sessions
from tests.aws_standin import SANDBOX_KEY, Arrived, Desk, keys_of
from tests.support import Sink, http


def send(session: Session) -> None:
    session.client("personalize-events", check_parameters=False).put_events(trackingId="t")


def events(desk: Desk) -> list[Arrived]:
    return [one for one in desk.aws.received if one.host.startswith("personalize-events.")]


def hosts(desk: Desk) -> list[str]:
    return [one.host for one in desk.aws.received]


# Each way to get keys -------------------------------------------------------------------------------------


def test_static_keys_of_a_profile_sign(desk: Desk) -> None:
    static = desk.aws.issue("STATIC", long_lived=True)
    desk.files("", f"[tester]\n{keys_of(static)}")
    send(desk.open())
    (request,) = desk.aws.received
    assert (request.host, request.method, request.target) == (
        "personalize-events.eu-west-1.amazonaws.com",
        "POST",
        "/events",
    )
    assert desk.aws.signer(request) == static.access_key_id
    assert request.headers["user-agent"].startswith("events-console/")


def test_a_signature_with_another_secret_is_told_apart(desk: Desk) -> None:
    static = desk.aws.issue("STATIC", long_lived=True)
    desk.files("", f"[tester]\n{keys_of(Credentials(static.access_key_id, 'another'))}")
    send(desk.open())
    with pytest.raises(AssertionError):
        desk.aws.signer(desk.aws.received[0])


def test_a_profile_wins_over_keys_in_the_environment(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    static = desk.aws.issue("STATIC", long_lived=True)
    desk.files(f"[profile tester]\n{keys_of(static)}\n[profile other]\n{keys_of(SANDBOX_KEY)}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT0")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("AWS_PROFILE", "other")
    send(desk.open())
    assert desk.aws.signer(desk.aws.received[0]) == static.access_key_id


def test_a_profile_connection_without_a_name_means_the_default_profile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    static = desk.aws.issue("STATIC", long_lived=True)
    desk.files(f"[default]\n{keys_of(static)}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT0")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    send(desk.open(profile=None))
    assert desk.aws.signer(desk.aws.received[0]) == static.access_key_id


@pytest.mark.parametrize("where", ["variables", "AWS_PROFILE", "default"])
def test_the_environment_means_what_the_aws_cli_would_use(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    used, other = desk.aws.issue("USED"), desk.aws.issue("OTHER", long_lived=True)
    if where == "variables":
        desk.files(f"[default]\n{keys_of(other)}")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", used.access_key_id)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", used.secret_access_key)
        monkeypatch.setenv("AWS_SESSION_TOKEN", used.session_token or "")
    elif where == "AWS_PROFILE":
        desk.files(f"[default]\n{keys_of(other)}\n[profile mine]\n{keys_of(used)}")
        monkeypatch.setenv("AWS_PROFILE", "mine")
    else:
        desk.files(f"[default]\n{keys_of(used)}")
    send(desk.open(KeySource.ENVIRONMENT, None))
    assert desk.aws.signer(desk.aws.received[0]) == used.access_key_id


SSO_SESSION = """
[sso-session corp]
sso_region = us-east-1
sso_start_url = https://corp.awsapps.com/start
sso_registration_scopes = sso:account:access
[profile tester]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Tester
"""
SSO_LEGACY = """
[profile tester]
sso_region = us-east-1
sso_start_url = https://corp.awsapps.com/start
sso_account_id = 123456789012
sso_role_name = Tester
"""


@pytest.mark.parametrize(
    ("text", "key"), [(SSO_SESSION, "corp"), (SSO_LEGACY, "https://corp.awsapps.com/start")]
)
def test_sso_trades_its_token_for_keys(desk: Desk, text: str, key: str) -> None:
    desk.files(text)
    desk.sso_token(key)
    send(desk.open())
    portal, request = desk.aws.received
    assert portal.host == "portal.sso.us-east-1.amazonaws.com"
    assert portal.target == "/federation/credentials?role_name=Tester&account_id=123456789012"
    assert desk.aws.signer(portal) is None
    assert desk.aws.signer(request) == "ASIASSOXXXXXXXXXXXXX"


def test_an_sso_token_about_to_expire_is_renewed(desk: Desk) -> None:
    desk.files(SSO_SESSION)
    registered = {"clientId": "c", "clientSecret": "s", "registrationExpiresAt": "2999-01-01T00:00:00Z"}
    file = desk.sso_token("corp", 5, refreshToken="refresh-token", **registered)
    send(desk.open())
    assert hosts(desk)[:2] == ["oidc.us-east-1.amazonaws.com", "portal.sso.us-east-1.amazonaws.com"]
    assert (
        json.loads(file.read_text())["expiresAt"]
        > (dt.datetime.now(dt.UTC) + dt.timedelta(minutes=50)).isoformat()
    )


@pytest.mark.parametrize(
    ("text", "key", "minutes", "error"),
    [
        (SSO_SESSION, "corp", -5, TokenRetrievalError),
        (SSO_LEGACY, "https://corp.awsapps.com/start", -5, UnauthorizedSSOTokenError),
        (SSO_SESSION, "another", 60, SSOTokenLoadError),
        (SSO_LEGACY, "another", 60, SSOTokenLoadError),
    ],
)
def test_nothing_is_sent_with_an_sso_session_that_is_over(
    desk: Desk, text: str, key: str, minutes: float, error: type[Exception]
) -> None:
    desk.files(text)
    desk.sso_token(key, minutes)
    session = desk.open()
    with pytest.raises(error):
        send(session)
    assert not desk.aws.received
    desk.sso_token("corp")
    desk.sso_token("https://corp.awsapps.com/start")
    send(session)  # somebody has signed in meanwhile
    assert len(events(desk)) == 1


ROLE = """
[profile tester]
role_arn = arn:aws:iam::123456789012:role/qa
source_profile = base
"""


def test_a_role_is_assumed_with_the_keys_of_its_source(desk: Desk) -> None:
    base = desk.aws.issue("BASE", long_lived=True)
    desk.files(f"{ROLE}external_id = ext\nregion = us-east-1\n", f"[base]\n{keys_of(base)}")
    send(desk.open())
    assumed, request = desk.aws.received
    assert assumed.host == "sts.eu-west-1.amazonaws.com"
    assert desk.aws.signer(assumed) == base.access_key_id
    assert (assumed.form["RoleArn"], assumed.form["ExternalId"]) == (
        "arn:aws:iam::123456789012:role/qa",
        "ext",
    )
    assert desk.aws.signer(request) == "ASIAQAXXXXXXXXXXXXXX"


def test_roles_can_be_chained(desk: Desk) -> None:
    base = desk.aws.issue("BASE", long_lived=True)
    desk.files(
        "[profile tester]\nrole_arn = arn:aws:iam::1:role/second\nsource_profile = middle\n"
        "[profile middle]\nrole_arn = arn:aws:iam::1:role/first\nsource_profile = base\n"
        f"[profile base]\n{keys_of(base)}"
    )
    send(desk.open())
    assert [desk.aws.signer(one) for one in desk.aws.received] == [
        base.access_key_id,
        "ASIAFIRSTXXXXXXXXXXX",
        "ASIASECONDXXXXXXXXXX",
    ]


def test_a_loop_of_roles_ends(desk: Desk) -> None:
    desk.files(
        "[profile tester]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = other\n"
        "[profile other]\nrole_arn = arn:aws:iam::1:role/b\nsource_profile = tester\n"
    )
    with pytest.raises(InfiniteLoopConfigError):
        send(desk.open())
    assert not desk.aws.received


@pytest.fixture
def mfa(desk: Desk) -> Credentials:
    base = desk.aws.issue("BASE", long_lived=True)
    desk.files(f"{ROLE}mfa_serial = arn:aws:iam::123456789012:mfa/me\n[profile base]\n{keys_of(base)}")
    return base


@pytest.mark.usefixtures("mfa")
def test_the_code_of_an_mfa_device_is_asked_for_once(desk: Desk) -> None:
    desk.codes = [" 123456\n"]
    session = desk.open()
    send(session)
    send(session)
    assert desk.asked == ["Enter MFA code for arn:aws:iam::123456789012:mfa/me, for the connection “Place”:"]
    assert desk.aws.received[0].form["TokenCode"] == "123456"
    assert [desk.aws.signer(one) for one in events(desk)] == ["ASIAQAXXXXXXXXXXXXXX"] * 2


@pytest.mark.usefixtures("mfa")
def test_threads_that_need_keys_at_once_ask_for_one_code(desk: Desk) -> None:
    desk.codes = ["123456"]
    place = desk.connection()
    threads = [threading.Thread(target=lambda: desk.sessions.open(place).credentials()) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desk.asked) == len(desk.aws.received) == 1


@pytest.mark.usefixtures("mfa")
def test_without_a_code_nothing_is_sent_and_the_next_try_asks_again(desk: Desk) -> None:
    session = desk.open()
    with pytest.raises(NoCodeError):
        send(session)
    assert not desk.aws.received
    desk.codes = ["999999", "123456"]
    with pytest.raises(ClientError, match="invalid MFA"):
        send(session)
    assert not events(desk)
    send(session)
    assert len(desk.asked) == 3
    assert len(events(desk)) == 1


@pytest.mark.usefixtures("mfa")
def test_keys_of_a_code_that_expire_ask_for_another(desk: Desk) -> None:
    desk.codes = ["123456", "123456"]
    desk.aws.lifetime = dt.timedelta(minutes=5)
    session = desk.open()
    session.credentials()
    assert len(desk.asked) == 1
    desk.aws.lifetime = dt.timedelta(hours=1)
    send(session)
    send(session)
    assert len(desk.asked) == 2


@pytest.mark.parametrize(("lifetime", "assumed"), [(dt.timedelta(minutes=5), 3), (dt.timedelta(hours=1), 1)])
def test_keys_of_a_role_are_renewed_before_they_expire(
    desk: Desk, lifetime: dt.timedelta, assumed: int
) -> None:
    desk.aws.lifetime = lifetime
    desk.files(ROLE + f"[profile base]\n{keys_of(desk.aws.issue('BASE', long_lived=True))}")
    session = desk.open()
    client = session.client("personalize-events", check_parameters=False)
    for _ in range(3):
        client.put_events()
        session.credentials()
    assert hosts(desk).count("sts.eu-west-1.amazonaws.com") >= assumed
    assert (hosts(desk).count("sts.eu-west-1.amazonaws.com") == 1) is (assumed == 1)


def program(home: Path, source: str) -> str:
    """Return what runs a Python program, for credential_process."""
    file = home / "keys.py"
    file.write_text(source)
    return f"{sys.executable} {file}"


def test_a_program_gives_the_keys(desk: Desk, home: Path) -> None:
    keys = desk.aws.issue("PROGRAM")
    given = {
        "Version": 1,
        "AccessKeyId": keys.access_key_id,
        "SecretAccessKey": keys.secret_access_key,
        "SessionToken": keys.session_token,
    }
    desk.files(f"[profile tester]\ncredential_process = {program(home, f'print({json.dumps(given)!r})')}\n")
    send(desk.open())
    assert desk.aws.signer(desk.aws.received[0]) == keys.access_key_id


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("import sys; print('no vault here', file=sys.stderr); sys.exit(3)", CredentialRetrievalError),
        ("print('{\"Version\": 1}')", CredentialRetrievalError),
        ("print('rubbish')", ValueError),
        ("print('[]')", AttributeError),
    ],
)
def test_a_program_that_fails_sends_nothing_and_can_be_mended(
    desk: Desk, home: Path, source: str, error: type[Exception]
) -> None:
    desk.files(f"{ROLE}[profile base]\ncredential_process = {program(home, source)}\n")
    session = desk.open()
    for _ in range(2):  # the second time as well: it is no loop
        with pytest.raises(error):
            send(session)
    assert not desk.aws.received
    desk.files(f"{ROLE}[profile base]\n{keys_of(desk.aws.issue('BASE', long_lived=True))}")
    send(session)
    assert len(events(desk)) == 1


@pytest.mark.parametrize("keys", [KeySource.PROFILE, KeySource.ENVIRONMENT])
def test_a_web_identity_is_traded_for_keys(
    desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch, keys: KeySource
) -> None:
    token = home / "token"
    token.write_text("header.claims.signature")
    if keys is KeySource.PROFILE:
        desk.files(
            f"[profile tester]\nrole_arn = arn:aws:iam::1:role/web\nweb_identity_token_file = {token}\n"
        )
    else:
        monkeypatch.setenv("AWS_WEB_IDENTITY_TOKEN_FILE", str(token))
        monkeypatch.setenv("AWS_ROLE_ARN", "arn:aws:iam::1:role/web")
    send(desk.open(keys))
    traded, request = desk.aws.received
    assert traded.form["WebIdentityToken"] == "header.claims.signature"
    assert desk.aws.signer(traded) is None
    assert desk.aws.signer(request) == "ASIAWEBXXXXXXXXXXXXX"


def test_a_login_session_needs_a_library_that_is_not_there(desk: Desk) -> None:
    desk.files("[profile tester]\nlogin_session = arn:aws:iam::123456789012:user/tester\n")
    with pytest.raises(MissingDependencyException):
        send(desk.open())
    assert not desk.aws.received


def test_keys_of_the_keyring_sign_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    desk.files(f"[default]\n{keys_of(desk.aws.issue('OTHER'))}\n[profile other]\nregion = us-east-1\n")
    monkeypatch.setenv("AWS_PROFILE", "other")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT0")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-west-2")
    send(desk.open(KeySource.KEYRING))
    assert hosts(desk) == ["personalize-events.eu-west-1.amazonaws.com"]
    assert desk.aws.signer(desk.aws.received[0]) == desk.keyring["some-id"].access_key_id


@pytest.mark.parametrize("keys", [KeySource.KEYRING, KeySource.PROFILE])
def test_without_keys_others_do_not_take_their_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, keys: KeySource
) -> None:
    desk.files(f"[default]\n{keys_of(desk.aws.issue('OTHER'))}\n[profile tester]\nregion = us-east-1\n")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT0")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    with pytest.raises(NoCredentialsError):
        send(desk.open(keys))
    assert not desk.aws.received


def test_keys_that_are_entered_later_are_found_after_forgetting(desk: Desk) -> None:
    place = desk.connection(KeySource.KEYRING)
    assert desk.sessions.open(place) is desk.sessions.open(place)
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    desk.sessions.forget()
    assert desk.sessions.open(place).credentials() == desk.keyring["some-id"]


def test_a_keyring_that_refuses_says_so(desk: Desk) -> None:
    def locked(_connection_id: str) -> Credentials | None:
        raise OSError("The keyring is locked: unlock it.")

    sessions = Sessions(locked, lambda: SANDBOX_KEY, lambda _prompt: "")
    with pytest.raises(OSError, match="is locked"):
        sessions.open(desk.connection(KeySource.KEYRING))


def test_a_keyring_is_asked_once_by_threads_that_come_at_once(desk: Desk) -> None:
    asked: list[str] = []

    def slow(connection_id: str) -> Credentials:
        asked.append(connection_id)
        time.sleep(0.1)
        return SANDBOX_KEY

    sessions, place = (
        Sessions(slow, lambda: SANDBOX_KEY, lambda _prompt: ""),
        desk.connection(KeySource.KEYRING),
    )
    threads = [threading.Thread(target=sessions.open, args=(place,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked == ["some-id"]


def test_unsigned_is_unsigned(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT0")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    session = desk.open(KeySource.UNSIGNED)
    send(session)
    assert session.credentials() is None
    assert "authorization" not in desk.aws.received[0].headers


def test_a_profile_that_is_missing_can_be_added(desk: Desk) -> None:
    desk.files("[profile other]\n")
    session = desk.open()
    for _ in range(2):
        with pytest.raises(ProfileNotFound):
            session.client("personalize-events")
    desk.files(f"[profile tester]\n{keys_of(desk.aws.issue('STATIC', long_lived=True))}")
    send(session)
    assert len(events(desk)) == 1


# Where requests go ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("trusted", ["connection", "variable", "file", "nobody"])
def test_a_certificate_is_trusted_for_whom_it_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, trusted: str
) -> None:
    base = desk.aws.issue("BASE", long_lived=True)
    line = f"ca_bundle = {desk.aws.ca_bundle}\n" if trusted == "file" else ""
    desk.files(f"{ROLE}{line}[profile base]\n{keys_of(base)}")
    if trusted == "variable":
        monkeypatch.setenv("AWS_CA_BUNDLE", str(desk.aws.ca_bundle))
    place = desk.connection(ca_bundle=str(desk.aws.ca_bundle) if trusted == "connection" else None)
    if trusted == "nobody":
        with pytest.raises(SSLError):
            send(desk.sessions.open(place))
        assert not desk.aws.received
    else:
        send(desk.sessions.open(place))
        assert len(desk.aws.received) == 2


@pytest.fixture
def elsewhere() -> Iterator[Sink]:
    """A listener that must never hear anything."""
    with Sink() as sink:
        yield sink
        assert not sink.connections


@pytest.mark.parametrize("keys", [KeySource.KEYRING, KeySource.PROFILE, KeySource.ENVIRONMENT])
def test_the_environment_does_not_choose_where_requests_go(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, elsewhere: Sink, keys: KeySource
) -> None:
    base = desk.keyring["some-id"] = desk.aws.issue("BASE", long_lived=True)
    services = "".join(
        f"{name} =\n  endpoint_url = {elsewhere.url}\n" for name in ("sts", "personalize_events")
    )
    profile = f"services = there\nendpoint_url = {elsewhere.url}\n"
    desk.files(f"{ROLE}{profile}[profile base]\n{keys_of(base)}{profile}[services there]\n{services}")
    monkeypatch.setenv("AWS_PROFILE", "tester")
    for name in ("", "_PERSONALIZE_EVENTS", "_PERSONALIZE", "_STS"):
        monkeypatch.setenv(f"AWS_ENDPOINT_URL{name}", elsewhere.url)
    monkeypatch.setenv("AWS_USE_FIPS_ENDPOINT", "true")
    monkeypatch.setenv("AWS_USE_DUALSTACK_ENDPOINT", "true")
    monkeypatch.setenv("AWS_CSM_ENABLED", "true")
    session = desk.open(keys)
    send(session)
    session.client("sts").get_caller_identity()
    session.client("personalize", check_parameters=False).list_schemas()
    services_asked = {host.partition(".")[0] for host in hosts(desk)}
    assert services_asked == {"personalize-events", "sts", "personalize"}
    assert all(host.endswith(".eu-west-1.amazonaws.com") for host in hosts(desk))


def test_an_sso_endpoint_of_the_environment_is_ignored(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, elsewhere: Sink
) -> None:
    for name in ("", "_SSO", "_SSO_OIDC"):
        monkeypatch.setenv(f"AWS_ENDPOINT_URL{name}", elsewhere.url)
    desk.files(SSO_SESSION)
    registered = {"clientId": "c", "clientSecret": "s", "registrationExpiresAt": "2999-01-01T00:00:00Z"}
    desk.sso_token("corp", 5, refreshToken="refresh-token", **registered)
    send(desk.open())
    assert len(desk.aws.received) == 3


@pytest.mark.parametrize(
    "text",
    [
        "[default]\nregion = eu-west-1\n",
        "[default]\nrole_arn = arn:aws:iam::1:role/qa\ncredential_source = Ec2InstanceMetadata\n",
    ],
)
def test_the_metadata_service_is_never_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, elsewhere: Sink, text: str
) -> None:
    monkeypatch.delenv("AWS_EC2_METADATA_DISABLED")
    monkeypatch.setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", elsewhere.url)
    desk.files(text)
    with pytest.raises((NoCredentialsError, CredentialRetrievalError)):
        send(desk.open(KeySource.ENVIRONMENT, None))
    assert not desk.aws.received


def test_nor_is_it_asked_for_the_best_defaults(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, elsewhere: Sink
) -> None:
    monkeypatch.delenv("AWS_EC2_METADATA_DISABLED")
    monkeypatch.setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", elsewhere.url)
    monkeypatch.setenv("AWS_DEFAULTS_MODE", "auto")
    desk.files(f"{ROLE}[profile base]\n{keys_of(desk.aws.issue('BASE', long_lived=True))}")
    send(desk.open())
    assert len(desk.aws.received) == 2


@pytest.mark.parametrize("way", ["variable", "home"])
def test_models_of_others_are_not_loaded(home: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    folder = home / (".aws/models" if way == "home" else "elsewhere")
    (folder / "personalize-events" / "2999-01-01").mkdir(parents=True)
    (folder / "personalize-events" / "2999-01-01" / "service-2.json").write_text("{}")
    (folder / "endpoints.json").write_text("{}")
    if way == "variable":
        monkeypatch.setenv("AWS_DATA_PATH", str(folder))
    program = (
        "from events_console.domain.connection import *\n"
        "from events_console.services.sessions import Sessions\n"
        "place = Connection('Place', ConnectionKind.DEVELOPMENT, 'eu-west-1')\n"
        "client = Sessions(None, None, None).open(place).client('personalize-events')\n"
        "print(client.meta.service_model.api_version)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "2018-03-22\n"


def test_a_redirection_is_not_followed(desk: Desk, elsewhere: Sink) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    away = http("307 Temporary Redirect", Location=f"{elsewhere.url}/events", Connection="close")
    desk.aws.answers["personalize"] = lambda _arrived: away
    with pytest.raises(ClientError):
        send(desk.open(KeySource.KEYRING))
    assert len(desk.aws.received) == 1


def test_no_keys_are_written(desk: Desk, home: Path, mfa: Credentials) -> None:
    desk.codes = ["123456"]
    before = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    session = desk.open()
    send(session)
    assert {file: file.read_bytes() for file in home.rglob("*") if file.is_file()} == before
    keys = session.credentials()
    assert keys
    assert keys != mfa
    assert keys.secret_access_key not in repr((session, keys))


# Guards: the request does not leave -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"endpoint_url": "https://personalize-events.eu-west-1.amazonaws.com.evil.example"},
        {"endpoint_url": "https://personalize-events.eu-west-1.amazonaws.com@evil.example"},
        {"endpoint_url": "https://evil.example\\@personalize-events.eu-west-1.amazonaws.com"},
        {"endpoint_url": "https://evil.example\\.personalize-events.eu-west-1.amazonaws.com"},
        {"endpoint_url": "https://xn--mazon-3ve.com"},
        {"endpoint_url": "https://аmazonaws.com"},  # noqa: RUF001  # that is the point
        {"endpoint_url": "https://bucket.s3.amazonaws.com"},
        {"endpoint_url": "https://evil.execute-api.eu-west-1.amazonaws.com"},
        {"endpoint_url": "https://evil.example"},
        {"endpoint_url": "https://evil.example:8443", "confirmed_host": "another.example"},
        {"endpoint_url": "https://[2001:db8::1]"},
        {"endpoint_url": "https://2130706433", "confirmed_host": "2130706433"},
        {"endpoint_url": "https://localhost.", "confirmed_host": "localhost."},
        {"endpoint_url": "https://[::ffff:127.0.0.1]", "confirmed_host": "::ffff:127.0.0.1"},
        {"verify_tls": False},
        {"region": "eu-west-1.evil.example/"},
    ],
)
def test_no_real_key_leaves_for_a_host_that_was_not_meant(desk: Desk, fields: dict[str, Any]) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    with pytest.raises(RefusedError):
        send(desk.open(KeySource.KEYRING, **fields))
    assert not desk.aws.connected


def test_a_confirmed_host_gets_what_is_signed(desk: Desk) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    bucket = "bucket.eu-west-1.amazonaws.com"
    desk.aws.answers[bucket] = desk.aws.answers["personalize"]
    place = {"endpoint_url": f"https://{bucket}", "confirmed_host": bucket}
    send(desk.open(KeySource.KEYRING, **place))
    assert desk.aws.signer(desk.aws.received[0]) == desk.keyring["some-id"].access_key_id


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "LOCALHOST", "localhost.", "2130706433", "0x7f.1", "127.1", "0.0.0.0"],  # noqa: S104  # it leads here
)
def test_no_real_key_reaches_this_computer(desk: Desk, elsewhere: Sink, host: str) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    session = desk.open(
        KeySource.KEYRING, endpoint_url=f"http://{host}:{elsewhere.port}", confirmed_host=host
    )
    with pytest.raises(RefusedError):
        send(session)


def test_only_the_sandbox_key_and_made_up_ones_reach_this_computer(desk: Desk) -> None:
    with Sink() as sink:
        place = {"endpoint_url": sink.url, "ca_bundle": None}
        send(desk.open(KeySource.SANDBOX, **place))
        desk.keyring["some-id"] = Credentials("test", "test")
        send(desk.open(KeySource.KEYRING, **place))
        used = [dict(one.headers)["Authorization"].partition("/")[0] for one in sink.received]
    assert used == [f"AWS4-HMAC-SHA256 Credential={key}" for key in (SANDBOX_KEY.access_key_id, "test")]


def test_the_sandbox_key_leaves_for_no_other_host(desk: Desk) -> None:
    with pytest.raises(RefusedError):
        send(desk.open(KeySource.SANDBOX))
    assert not desk.aws.connected


def test_keys_that_were_only_typed_are_tried_and_not_kept(desk: Desk) -> None:
    typed = desk.aws.issue("TYPED")
    place = desk.connection(KeySource.KEYRING)
    send(desk.sessions.trying(typed).open(place))
    assert desk.aws.signer(desk.aws.received[0]) == typed.access_key_id
    with pytest.raises(NoCredentialsError):
        desk.sessions.open(place).credentials()
