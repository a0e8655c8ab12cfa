"""Profiles: what the AWS CLI's files say, and where they are broken."""

from pathlib import Path

import pytest

from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.services import profiles
from events_console.services.profiles import Profile

CONFIG = """
[default]
region = eu-central-1
s3 =
  max_concurrent_requests = 20

[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1

[profile sso]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Tester
region = eu-west-1

[profile "two words"]
role_arn = arn:aws:iam::123456789012:role/team/qa
source_profile = sso
mfa_serial = arn:aws:iam::123456789012:mfa/me

[profile machine]
role_arn = arn:aws:iam::123456789012:role/qa
credential_source = Environment

[profile web]
role_arn = arn:aws:iam::123456789012:role/web
web_identity_token_file = token

[profile vault]
credential_process = vault get

[profile browser]
login_session = arn:aws:iam::123456789012:user/me

[profile bare]
output = json

[services there]
sts =
  endpoint_url = https://example.com
"""


@pytest.fixture
def config(home: Path) -> Path:
    return home / ".aws" / "config"


def test_each_profile_says_how_it_gets_keys(config: Path) -> None:
    config.write_text(CONFIG)
    config.with_name("credentials").write_text("[static]\naws_access_key_id = A\naws_secret_access_key = S\n")
    assert profiles.profiles() == (
        Profile("default", "eu-central-1", "no keys", is_complete=False),
        Profile("sso", "eu-west-1", "SSO"),
        Profile("two words", None, "role qa via sso with MFA"),
        Profile("machine", None, "role qa via Environment"),
        Profile("web", None, "role web via a web identity"),
        Profile("vault", None, "program"),
        Profile("browser", None, "aws login"),
        Profile("bare", None, "no keys", is_complete=False),
        Profile("static", None, "static keys"),
    )


LACKING = """
[profile half]
aws_access_key_id = A
[profile astray]
role_arn = arn:aws:iam::123456789012:role/qa
source_profile = {missing}
mfa_serial = arn:aws:iam::123456789012:mfa/me
[profile onward]
role_arn = arn:aws:iam::123456789012:role/qa
source_profile = half
[profile nowhere]
role_arn = arn:aws:iam::123456789012:role/qa
[profile round]
role_arn = arn:aws:iam::123456789012:role/qa
source_profile = about
[profile about]
role_arn = arn:aws:iam::123456789012:role/qa
source_profile = round
[profile itself]
role_arn = arn:aws:iam::123456789012:role/qa
source_profile = itself
aws_access_key_id = A
aws_secret_access_key = S
"""


def test_a_profile_without_what_its_keys_take_says_what_is_missing(config: Path) -> None:
    config.write_text(LACKING)
    assert {one.name: one.keys for one in profiles.profiles() if not one.is_complete} == {
        "half": "an access key without its secret",
        "astray": "role qa via {missing}, which does not exist",
        "onward": "role qa via half, which has an access key without its secret",
        "nowhere": "role qa via nothing",
        "round": "role qa via about, which has role qa via round, which leads back to it",
        "about": "role qa via round, which has role qa via about, which leads back to it",
    }
    assert profiles.profiles()[-1] == Profile("itself", None, "role qa via itself")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("prod", ConnectionKind.PRODUCTION),
        ("Acme-PROD_eu", ConnectionKind.PRODUCTION),
        ("prod2", ConnectionKind.PRODUCTION),
        ("production admin", ConnectionKind.PRODUCTION),
        ("live", ConnectionKind.PRODUCTION),
        ("product", ConnectionKind.DEVELOPMENT),
        ("delivery", ConnectionKind.DEVELOPMENT),
        ("qa", ConnectionKind.DEVELOPMENT),
    ],
)
def test_a_profile_whose_name_says_so_is_for_production(name: str, kind: ConnectionKind) -> None:
    made = Profile(name, "eu-west-1", "SSO").connection()
    assert made == Connection(name, kind, "eu-west-1", keys=KeySource.PROFILE, profile=name)


def test_without_files_there_are_no_profiles() -> None:
    assert profiles.profiles() == ()
    assert profiles.default_region() is None
    assert profiles.current() == "default"


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("sso", "aws sso login --profile sso"),
        ("two words", "aws sso login --profile sso"),
        ("not there", "aws sso login --profile 'not there'"),
        ("web", "aws sso login --profile web"),
    ],
)
def test_who_signs_in_is_whose_session_it_is(config: Path, name: str, command: str) -> None:
    config.write_text(CONFIG)
    assert profiles.sign_in(name, "aws", "sso", "login") == command


def test_profiles_in_a_circle_end(config: Path) -> None:
    config.write_text("[profile a]\nsource_profile = b\n[profile b]\nsource_profile = a\n")
    assert profiles.sign_in("a", "aws", "login") == "aws login --profile a"


@pytest.mark.parametrize(
    ("variables", "region"),
    [
        ({}, "eu-central-1"),
        ({"AWS_PROFILE": "sso"}, "eu-west-1"),
        ({"AWS_DEFAULT_PROFILE": "sso"}, "eu-west-1"),
        ({"AWS_PROFILE": "bare"}, None),
        ({"AWS_PROFILE": "not there"}, None),
        ({"AWS_DEFAULT_REGION": "us-west-2", "AWS_PROFILE": "sso"}, "us-west-2"),
        ({"AWS_DEFAULT_REGION": "us-west-2", "AWS_REGION": "us-east-2"}, "us-east-2"),
    ],
)
def test_the_region_is_the_one_of_the_aws_cli(
    config: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], region: str | None
) -> None:
    config.write_text(CONFIG)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert profiles.default_region() == region


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (b"aws_secret_access_key = CANARY\n[default]\n", 1, "stands before the first"),
        (b"[default]\nregion = a\n\nCANARY\n", 4, "is neither a"),
        (b"[default]\n[profile a]\nx = 1\n[default]\n", 4, "begins a section that is there already"),
        (b"[default]\nregion = a\nregion = CANARY\n", 3, "sets “region” a second time"),
        (b"[default]\nregion = a\ns3 =\n  CANARY\n", 4, "is indented and not name = value"),
        (b"[default]\nregion = a\nname = \xff\xfe CANARY\n", 3, "is not UTF-8"),
    ],
)
def test_a_broken_file_is_told_by_its_line_and_not_quoted(
    config: Path, text: bytes, line: int, why: str
) -> None:
    config.write_bytes(text)
    for read in (profiles.profiles, profiles.default_region):
        with pytest.raises(ValueError, match=f"Line {line} of .*config {why}") as error:
            read()
        assert "CANARY" not in str(error.value)
        assert str(error.value).endswith(": mend it in a text editor.")


def test_a_file_that_may_not_be_read_is_not_taken_for_an_empty_one(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(CONFIG)
    monkeypatch.setattr("os.access", lambda path, _mode: path != config)  # root may read whatever it is
    with pytest.raises(ValueError, match="config cannot be read"):
        profiles.profiles()
