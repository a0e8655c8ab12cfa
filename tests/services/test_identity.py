"""The test of a connection: whose keys these are, and everything that may be wrong, in words."""

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.sandbox import connection as sandbox_connection
from events_console.sandbox.server import Sandbox
from events_console.services.identity import Check, check
from events_console.services.redaction import HIDDEN
from events_console.services.sessions import Sessions
from tests.aws_standin import ACCOUNT, SANDBOX_KEY, Desk, keys_of
from tests.support import Answer, Sink, http

ARN = f"arn:aws:iam::{ACCOUNT}:user/tester"
ROLE = "[profile tester]\nrole_arn = arn:aws:iam::123456789012:role/qa\nsource_profile = base\n"
SSO = """
[profile base]
sso_region = us-east-1
sso_start_url = https://corp.awsapps.com/start
sso_account_id = 123456789012
sso_role_name = Tester
"""
Tested = Callable[..., Check]


@pytest.fixture
def tested(desk: Desk) -> Iterator[Tested]:
    """Test a connection of the desk; in nothing that is found there may be a secret."""
    shown: list[str] = []

    def test(*args: Any, **fields: Any) -> Check:
        found = check(desk.connection(*args, **fields), desk.sessions)
        shown.append(repr(found))
        return found

    yield test
    everything = "".join(shown)
    assert "CANARY" not in everything
    for keys in desk.aws.keys.values():
        assert keys.secret_access_key not in everything
        assert not keys.session_token or keys.session_token not in everything


# Keys that no header can hold, and that http.client would quote -------------------------------------------

TOKEN = "CANARY/token" * 8


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"SESSION_TOKEN": f"{TOKEN}\r"}, "session token"),
        ({"SESSION_TOKEN": f"{TOKEN}\n{TOKEN}"}, "session token"),
        ({"ACCESS_KEY_ID": "ASIACANARY0000000001\r"}, "access key ID"),
    ],
)
def test_keys_with_a_line_break_are_refused_and_not_quoted(
    desk: Desk, tested: Tested, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], what: str
) -> None:
    good = {"ACCESS_KEY_ID": "ASIATESTKEY000000001", "SECRET_ACCESS_KEY": "s" * 40, "SESSION_TOKEN": TOKEN}
    for name, value in (good | changed).items():
        monkeypatch.setenv(f"AWS_{name}", value)
    found = tested(KeySource.ENVIRONMENT)
    assert found.headline == f"The {what} has a blank, a line break or a letter that no key has."
    desk.files(ROLE.replace("source_profile = base", "credential_source = Environment"))
    assert "a key or token has a line break" in tested().headline
    assert not desk.aws.received


def test_what_a_program_prints_is_not_quoted(desk: Desk, tested: Tested, tmp_path: Path) -> None:
    printed = {"AccessKeyId": "ASIATESTKEY000000001", "SecretAccessKey": "s", "SessionToken": f"{TOKEN}\n"}
    script = tmp_path / "keys.py"
    script.write_text(f"print({json.dumps(json.dumps({'Version': 1, **printed}))})")
    desk.files(f"[profile tester]\ncredential_process = {sys.executable} {script}\n")
    assert "session token has a blank, a line break" in tested().headline


def test_the_token_of_an_sso_session_is_not_quoted(desk: Desk, tested: Tested) -> None:
    desk.files(SSO.replace("base", "tester"))
    desk.sso_token("https://corp.awsapps.com/start")
    (file,) = desk.sso_cache.iterdir()
    file.write_text(json.dumps(json.loads(file.read_text()) | {"accessToken": f"{TOKEN}\n"}))
    assert "a key or token has a line break" in tested().headline


# What is good ---------------------------------------------------------------------------------------------


def test_good_keys_name_their_owner(desk: Desk, tested: Tested) -> None:
    keys = desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    found = tested(KeySource.KEYRING)
    assert found.ok
    assert found.headline == f"The keys are good: they are those of {ARN}."
    assert found.advice == "Whether they may send events, only a request shows."
    assert (found.account, found.arn) == (ACCOUNT, ARN)
    assert abs(found.skew_seconds or 60) < 3
    asked, reached = desk.aws.received
    assert asked.form["Action"] == "GetCallerIdentity"
    assert desk.aws.signer(asked) == keys.access_key_id
    assert (reached.host, reached.method) == ("personalize-events.eu-west-1.amazonaws.com", "HEAD")
    assert desk.aws.signer(reached) is None
    assert all(one.headers["user-agent"].startswith("events-console/") for one in desk.aws.received)


def test_a_clock_that_is_a_little_off_is_mentioned(desk: Desk, tested: Tested) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    desk.aws.skew = dt.timedelta(seconds=-80)
    found = tested(KeySource.KEYRING)
    assert found.ok
    assert found.headline.endswith(", and this computer's clock is 1 min ahead.")


def test_the_sandbox_says_who_its_key_is() -> None:
    with Sandbox() as sandbox:
        key = sandbox_connection.credentials(sandbox)
        sessions = Sessions(lambda _id: None, lambda: key, lambda _prompt: "")
        place = Connection(
            "Sandbox", ConnectionKind.SANDBOX, "us-east-1", sandbox.url, keys=KeySource.SANDBOX
        )
        found = check(place, sessions)
    assert found.ok
    assert found.account
    assert found.arn


def test_unsigned_says_only_that_the_endpoint_answers(desk: Desk, tested: Tested) -> None:
    found = tested(KeySource.UNSIGNED)
    assert found == Check(
        True,
        "https://personalize-events.eu-west-1.amazonaws.com answers.",
        "Requests go there unsigned, so that nobody is named.",
    )
    (reached,) = desk.aws.received
    assert (reached.method, desk.aws.signer(reached)) == ("HEAD", None)


def test_no_key_is_shown_to_a_host_outside_aws(desk: Desk, tested: Tested) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    with Sink(Answer(http("404 Not Found"))) as sink:
        desk.keyring["some-id"] = Credentials("test", "test")
        found = tested(KeySource.KEYRING, endpoint_url=sink.url, ca_bundle=None)
        (reached,) = sink.received
    assert found.ok
    assert found.headline == f"{sink.url} answers."
    assert "whether they are good there" in found.advice
    assert "Authorization" not in dict(reached.headers)


# What is wrong with keys ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "headline", "advice"),
    [
        (KeySource.KEYRING, "No keys are kept for “Place”.", "Enter them in the connection."),
        (KeySource.PROFILE, "There are no keys in the profile “tester”, and", "run aws configure"),
        (
            KeySource.ENVIRONMENT,
            "neither in the environment nor in the profile “default”.",
            "Set AWS_PROFILE",
        ),
    ],
)
def test_missing_keys(desk: Desk, tested: Tested, keys: KeySource, headline: str, advice: str) -> None:
    desk.files("[profile tester]\nregion = eu-west-1\n")
    found = tested(keys)
    assert not found.ok
    assert headline in found.headline
    assert advice in found.advice
    assert not desk.aws.connected


def test_a_keyring_that_refuses(desk: Desk) -> None:
    def locked(_connection_id: str) -> Credentials | None:
        raise OSError("The keyring is locked: unlock it, and try again.")

    found = check(
        desk.connection(KeySource.KEYRING), Sessions(locked, lambda: SANDBOX_KEY, lambda _prompt: "")
    )
    assert found == Check(
        False,
        "The keyring does not give the keys of “Place”.",
        "The keyring is locked: unlock it, and try again.",
    )


@pytest.mark.parametrize(
    ("files", "headline", "advice"),
    [
        (
            "[profile a]\n[profile b]\n",
            "The AWS CLI's files have no profile “tester”.",
            "Choose one that there is: “a”, “b”.",
        ),
        (
            "",
            "The AWS CLI's files have no profile “tester”.",
            "There is none yet: run aws configure.",
        ),
        (
            "[profile tester]\naws_access_key_id = A\n",
            "The keys of the profile “tester” are not complete: aws_secret_access_key is missing.",
            "Add aws_secret_access_key.",
        ),
        (
            "[profile tester]\nrole_arn = arn:aws:iam::123456789012:role/qa\n",
            "not complete: source_profile or credential_source is missing.",
            "Add source_profile or credential_source.",
        ),
        (
            "[profile tester]\nCANARY\n",
            "config is neither a [section] nor name = value.",
            "Mend it in a text editor.",
        ),
        (
            f"{ROLE}[profile base]\nrole_arn = arn:aws:iam::123456789012:role/b\nsource_profile = tester\n",
            "The profiles lead to one another in a circle: tester → base → tester.",
            "Correct the source_profile of one.",
        ),
        (ROLE, "There are no keys for the profile “tester”: The source_profile", "Correct that"),
        (
            ROLE.replace("source_profile = base", "credential_source = Ec2InstanceMetadata"),
            "The keys of a virtual machine, as the profile “tester” asks for, are never used here.",
            "Choose a profile with another credential_source.",
        ),
        (
            f"{ROLE}web_identity_token_file = /none\n",
            "The token file /none cannot be read: No such file or directory.",
            "Check web_identity_token_file of the profile “tester”",
        ),
        (
            "[profile tester]\nlogin_session = arn:aws:iam::123456789012:user/me\n",
            "The keys of the profile “tester” come from aws login, which takes a library that is not here.",
            "credential_process = aws configure export-credentials --format process --profile tester",
        ),
    ],
)
def test_files_that_lead_to_no_keys(
    desk: Desk, tested: Tested, files: str, headline: str, advice: str
) -> None:
    desk.files(files)
    found = tested()
    assert not found.ok
    assert headline in found.headline
    assert advice in found.advice
    assert not desk.aws.connected


@pytest.mark.parametrize(
    ("files", "profile"),
    [(SSO, "base"), (f"{ROLE}{SSO}", "tester"), (f"{SSO}[profile my own]\n".replace("base", '"a b"'), "a b")],
)
@pytest.mark.parametrize("minutes", [None, -5])
def test_an_sso_session_that_is_over_names_the_command(
    desk: Desk, tested: Tested, files: str, profile: str, minutes: float | None
) -> None:
    desk.files(files)
    if minutes:
        desk.sso_token("https://corp.awsapps.com/start", minutes)
    found = tested(profile=profile)
    assert not found.ok
    assert found.headline == f"The SSO session of the profile “{profile}” is over, or was never begun."
    signs_in = "'a b'" if profile == "a b" else "base"
    assert found.advice == f"Run this in a terminal, then try again: aws sso login --profile {signs_in}"


def test_an_sso_session_without_the_role(desk: Desk, tested: Tested) -> None:
    desk.files(SSO)
    desk.sso_token("https://corp.awsapps.com/start")
    desk.aws.answers["portal.sso."] = lambda _arrived: http(
        "403 Forbidden",
        b'{"message": "No access"}',
        x_amzn_ErrorType="ForbiddenException",
        Connection="close",
    )
    found = tested(profile="base")
    assert found.headline == "The SSO session may not use this role."
    assert "Check sso_account_id and sso_role_name of the profile “base”." in found.advice
    assert found.advice.endswith("AWS said: ForbiddenException: No access.")


@pytest.mark.parametrize(
    ("codes", "headline"),
    [
        ([], "No code of the MFA device was given, so that there are no keys."),
        (["999999"], "AWS refused the code of the MFA device."),
        (["123"], "The code of an MFA device has six digits."),
    ],
)
def test_a_code_that_is_not_taken(desk: Desk, tested: Tested, codes: list[str], headline: str) -> None:
    base = desk.aws.issue("BASE", long_lived=True)
    desk.files(f"{ROLE}mfa_serial = arn:aws:iam::123456789012:mfa/me\n[profile base]\n{keys_of(base)}")
    desk.codes = codes
    assert headline in tested().headline
    assert len(desk.asked) == 1


PROGRAMS: dict[str, tuple[str, str]] = {
    "import sys; sys.stderr.write('The vault is sealed.\\nTraceback…'); sys.exit(3)": (
        "failed with exit code 3: The vault is sealed.",
        "Run it in a terminal, and mend what it says.",
    ),
    "import sys; print('secret CANARY' + 'x' * 30, file=sys.stderr); sys.exit(1)": (
        "failed with exit code 1: secret ….",
        "Run it",
    ),
    "import sys; sys.exit(2)": ("failed with exit code 2.", "Run it"),
    "print('CANARY')": ("printed something that is no JSON object.", "Run it"),
    "print('[\"CANARY\"]')": ("printed something that is no JSON object.", "Run it"),
    "import sys; sys.stdout.buffer.write(b'\\xff CANARY')": (
        "printed something that is no JSON object.",
        "Run it",
    ),
    'print(\'{"Version": "CANARY"}\')': ("printed no Version 1 with AccessKeyId", "Run it"),
    'print(\'{"Version": 1, "SecretAccessKey": "CANARY"}\')': (
        "printed no Version 1 with AccessKeyId",
        "Run it",
    ),
}


@pytest.mark.parametrize(("source", "words"), PROGRAMS.items())
def test_a_program_that_gives_no_keys(
    desk: Desk, tested: Tested, home: Path, source: str, words: tuple[str, str]
) -> None:
    file = home / "keys.py"
    file.write_text(source, encoding="utf-8")
    desk.files(f"[profile tester]\ncredential_process = {sys.executable} {file}\n")
    found = tested()
    assert found.headline.startswith(
        f"The program {sys.executable} that gives the profile “tester” its keys "
    )
    assert words[0] in found.headline
    assert found.advice.startswith(words[1])


def test_a_program_that_is_not_there(desk: Desk, tested: Tested) -> None:
    desk.files("[profile tester]\ncredential_process = /no/such/program --secret CANARY\n")
    assert tested().headline == (
        "The program /no/such/program that gives the profile “tester” its keys cannot be run: "
        "No such file or directory."
    )


def test_a_program_that_cannot_be_told_from_its_arguments(desk: Desk, tested: Tested) -> None:
    desk.files('[profile tester]\ncredential_process = vault "CANARY\n')
    found = tested()
    assert found.headline.startswith("The program vault that gives")
    assert "cannot be run: No closing quotation." in found.headline
    assert "Correct credential_process" in found.advice


def test_keys_that_had_expired(desk: Desk, tested: Tested, home: Path) -> None:
    given = {"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "CANARY", "SessionToken": "CANARY"}
    file = home / "keys.py"
    file.write_text(f"print({json.dumps({**given, 'Expiration': '2001-01-01T00:00:00Z'})!r})")
    desk.files(f"[profile tester]\ncredential_process = {sys.executable} {file}\n")
    assert tested().headline == "The keys had expired when they came."


# What AWS refuses -----------------------------------------------------------------------------------------

REFUSALS = {
    "InvalidClientTokenId": "AWS does not know the access key.",
    "SignatureDoesNotMatch": "The secret key is not that of the access key.",
    "ExpiredToken": "The keys have expired.",
}


@pytest.mark.parametrize(("code", "headline"), REFUSALS.items())
def test_keys_that_aws_does_not_take(desk: Desk, tested: Tested, code: str, headline: str) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    desk.aws.answers["sts."] = lambda _arrived: desk.aws.refusal(code, "Some words.")
    found = tested(KeySource.KEYRING)
    assert not found.ok
    assert found.headline == headline
    assert found.advice.startswith("Enter the keys again in the connection")


@pytest.mark.parametrize(("hours", "words"), [(2, "2 h 3 min behind"), (-2, "1 h 57 min ahead")])
@pytest.mark.parametrize("code", ["SignatureDoesNotMatch", "RequestExpired"])
def test_a_clock_that_is_off(desk: Desk, tested: Tested, hours: int, words: str, code: str) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    desk.aws.skew = dt.timedelta(hours=hours, minutes=3)
    desk.aws.answers["sts."] = lambda _arrived: desk.aws.refusal(code, "Signature expired.")
    found = tested(KeySource.KEYRING)
    assert not found.ok
    assert found.headline == f"AWS refused the signature: this computer's clock is {words}."
    assert abs((found.skew_seconds or 0) - desk.aws.skew.total_seconds()) < 3


def test_what_aws_says_of_a_wrong_signature_is_shown_without_the_token(desk: Desk, tested: Tested) -> None:
    keys = desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    said = (
        f"The Canonical String should have been 'POST\n/\nx-amz-security-token:{keys.session_token}\n\nhost"
    )
    desk.aws.answers["sts."] = lambda _arrived: desk.aws.refusal("SignatureDoesNotMatch", said)
    found = tested(KeySource.KEYRING)
    assert found.advice.endswith("been 'POST / x-amz-security-token:… host.")


def test_keys_that_may_not_ask_who_they_are(desk: Desk, tested: Tested) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    desk.aws.answers["sts."] = lambda _arrived: desk.aws.refusal("AccessDenied", "Some words.")
    found = tested(KeySource.KEYRING)
    assert found.headline == "AWS refused to say whose keys these are: AccessDenied: Some words."
    assert found.advice == "Ask for sts:GetCallerIdentity; sending events may work all the same."


@pytest.mark.parametrize("code", ["Throttling", "InternalFailure", "OptInRequired"])
def test_what_is_no_missing_grant_is_not_called_one(desk: Desk, tested: Tested, code: str) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    desk.aws.answers["sts."] = lambda _arrived: desk.aws.refusal(code, "Some words.")
    found = tested(KeySource.KEYRING)
    assert found.headline == f"AWS did not say whose keys these are: {code}: Some words."
    assert found.advice == "Try again in a moment."


def test_a_role_that_may_not_be_assumed(desk: Desk, tested: Tested) -> None:
    desk.files(f"{ROLE}[profile base]\n{keys_of(desk.aws.issue('BASE', long_lived=True))}")
    desk.aws.answers["sts."] = lambda _arrived: desk.aws.refusal("AccessDenied", "Not authorized.")
    found = tested()
    assert found.headline == "AWS gave no keys for the profile “tester”."
    assert found.advice == "Check the role it names. AWS said: AccessDenied: Not authorized."


# What is wrong on the way ---------------------------------------------------------------------------------


def test_a_host_that_nobody_confirmed(desk: Desk, tested: Tested) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    found = tested(KeySource.KEYRING, endpoint_url="https://evil.example")
    assert found.headline == "evil.example is no host of Amazon Personalize."
    assert found.advice == "Confirm it in the connection by typing its name."
    assert not desk.aws.connected


def test_a_service_that_is_down(desk: Desk, tested: Tested) -> None:
    desk.keyring["some-id"] = desk.aws.issue("KEYRING")
    desk.aws.answers["personalize"] = lambda _arrived: http("503 Unavailable", Connection="close")
    found = tested(KeySource.KEYRING)
    assert not found.ok
    assert found.arn == ARN
    assert found.headline.endswith("answers, but with status 503.")


@pytest.mark.parametrize("keys", [KeySource.KEYRING, KeySource.UNSIGNED, KeySource.PROFILE])
def test_a_certificate_that_is_not_trusted(desk: Desk, tested: Tested, keys: KeySource) -> None:
    base = desk.keyring["some-id"] = desk.aws.issue("BASE", long_lived=True)
    desk.files(f"{ROLE}[profile base]\n{keys_of(base)}")
    found = tested(keys, ca_bundle=None)
    host = "personalize-events" if keys is KeySource.UNSIGNED else "sts"
    start = (
        f"There is no secure connection to {host}.eu-west-1.amazonaws.com:443: its certificate is not trusted"
    )
    assert found.headline.startswith(start)
    assert "AWS_CA_BUNDLE" in found.advice
    assert found.advice.endswith(", then try again.")
    assert not desk.aws.received


def test_a_proxy_that_is_not_there(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    with Sink() as sink:
        monkeypatch.setenv("HTTPS_PROXY", f"http://user:CANARY@127.0.0.1:{sink.port}")
    found = tested(KeySource.UNSIGNED)
    assert "The proxy between here and personalize-events.eu-west-1.amazonaws.com:443" in found.headline


def test_what_a_proxy_repeats_of_its_password_is_hidden(
    tested: Tested, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sink() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("//", "//user:CANARY-password@"))
        proxy.answer = lambda request: Answer(
            http(f"407 CANARY-password, {dict(request.headers)['Proxy-Authorization']}"), "close"
        )
        found = tested(KeySource.UNSIGNED)
    assert f"{HIDDEN}, Basic {HIDDEN}Q=" in found.headline
    assert len(proxy.received) == 1


def test_a_name_that_is_not_there(desk: Desk, tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HTTPS_PROXY")
    found = tested(KeySource.UNSIGNED, endpoint_url="https://nowhere.invalid")
    assert found.headline == "The name nowhere.invalid was not found."
    assert not desk.aws.connected


def test_nobody_who_listens_and_somebody_who_does_not_answer(tested: Tested) -> None:
    with Sink(Answer(b"", "hang")) as sink:
        place = partial(tested, KeySource.UNSIGNED, endpoint_url=sink.url, ca_bundle=None)
        assert "did not answer within 0.2 s" in place(read_timeout=0.2).headline
    assert "refused the connection" in place().headline


def test_a_bundle_of_certificates_that_is_not_there(desk: Desk, tested: Tested) -> None:
    desk.files(f"{ROLE}[profile base]\n{keys_of(desk.aws.issue('BASE', long_lived=True))}")
    for keys in (KeySource.UNSIGNED, KeySource.PROFILE):
        found = tested(keys, ca_bundle="/no/such/file")
        assert found.headline == "The certificates to trust, /no/such/file, cannot be read."
        assert found.advice == "Choose another file."
