"""Who may send: every refusal in the service's words, and the key of the installation."""

import json
import re
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from events_console import paths
from events_console.sandbox.conversation import RequestLine
from events_console.sandbox.signature import SandboxKey, installation_key, new_key

MISMATCH = (
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
    "Access Key and signing method. Consult the service documentation for details."
)


@pytest.fixture
def body(document: dict[str, Any]) -> bytes:
    return json.dumps(document).encode()


def refusal(answer: Any) -> tuple[int, str | None, str]:
    return answer.status, answer.error, answer.message


def test_a_signed_request_is_taken_whatever_its_region_query_and_further_headers(
    raw: Any, body: bytes
) -> None:
    assert raw.post(body).status == 200
    assert raw.post(body, target="/events?b=2&a=1").status == 200
    assert raw.post(body, headers={"Content-Type": "application/json", "X-Amz-Meta": "a  b"}).status == 200


def test_without_a_signature(raw: Any, body: bytes) -> None:
    assert refusal(raw.send("POST", "/events", body, {})) == (
        403,
        "MissingAuthenticationTokenException",
        "Missing Authentication Token",
    )


def test_with_the_key_of_another(raw: Any, body: bytes) -> None:
    assert refusal(raw.post(body, key=new_key())) == (
        403,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
    )


def test_with_a_session_token_that_nobody_gave(raw: Any, body: bytes) -> None:
    answer = raw.post(body, headers={"X-Amz-Security-Token": "canary"})
    assert (answer.status, answer.error) == (403, "UnrecognizedClientException")


def test_with_a_wrong_secret(raw: Any, body: bytes) -> None:
    key = SandboxKey(raw.sandbox.key.access_key_id, "wrong")
    assert refusal(raw.post(body, key=key)) == (403, "InvalidSignatureException", MISMATCH)


def test_a_body_that_was_changed_after_signing(raw: Any, body: bytes) -> None:
    headers = raw.sign(body)
    answer = raw.send("POST", "/events", body.replace(b"qa-user", b"qa-thief"), headers)
    assert refusal(answer) == (403, "InvalidSignatureException", MISMATCH)


def test_a_signed_digest_that_is_not_the_body_s(raw: Any, body: bytes) -> None:
    headers = raw.sign(body, headers={"X-Amz-Content-SHA256": "UNSIGNED-PAYLOAD"})
    answer = raw.send("POST", "/events", b"{}", headers)
    assert refusal(answer) == (403, "InvalidSignatureException", MISMATCH)


def test_a_header_that_was_changed_after_signing(raw: Any, body: bytes) -> None:
    headers = raw.sign(body, headers={"Content-Type": "application/json"}) | {"Content-Type": "text/plain"}
    assert refusal(raw.send("POST", "/events", body, headers)) == (403, "InvalidSignatureException", MISMATCH)


def test_signed_for_another_service(raw: Any, body: bytes) -> None:
    assert refusal(raw.post(body, service="personalize-events")) == (
        403,
        "InvalidSignatureException",
        "Credential should be scoped to correct service: 'personalize'.",
    )


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-6, r"Signature expired: STAMP is now earlier than STAMP \(STAMP - 5 min\.\)"),
        (6, r"Signature not yet current: STAMP is still later than STAMP \(STAMP \+ 5 min\.\)"),
    ],
)
def test_a_clock_that_is_off(raw: Any, body: bytes, minutes: int, words: str) -> None:
    answer = raw.post(body, at=datetime.now(UTC) + timedelta(minutes=minutes))
    assert (answer.status, answer.error) == (403, "InvalidSignatureException")
    assert re.fullmatch(words.replace("STAMP", r"\d{8}T\d{6}Z"), answer.message)


@pytest.mark.parametrize("minutes", [-4, 4])
def test_a_clock_that_is_off_a_little(raw: Any, body: bytes, minutes: int) -> None:
    assert raw.post(body, at=datetime.now(UTC) + timedelta(minutes=minutes)).status == 200


@pytest.mark.parametrize(
    ("authorization", "date", "words"),
    [
        (
            "Basic dXNlcjpwYXNz",
            None,
            (
                "Authorization header requires 'Credential' parameter. "
                "Authorization header requires 'Signature' parameter. "
                "Authorization header requires 'SignedHeaders' parameter. "
                "Authorization header requires existence of a 'X-Amz-Date' header."
            ),
        ),
        (
            "AWS4-HMAC-SHA1 Credential=a/b/c/d/e, SignedHeaders=host, Signature=s",
            "20260101T000000Z",
            "Authorization header requires the algorithm 'AWS4-HMAC-SHA256'.",
        ),
        (
            "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=s",
            "20260101T000000Z",
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.",
        ),
        (
            "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=s",
            "yesterday",
            "Date must be in ISO-8601 'basic format'. Got 'yesterday'.",
        ),
    ],
)
def test_an_incomplete_signature(
    raw: Any, body: bytes, authorization: str, date: str | None, words: str
) -> None:
    headers = {"Authorization": authorization} | ({"X-Amz-Date": date} if date else {})
    assert refusal(raw.send("POST", "/events", body, headers)) == (403, "IncompleteSignatureException", words)


def test_a_scope_of_another_day(raw: Any, body: bytes) -> None:
    headers = raw.sign(body)
    stamp = headers["X-Amz-Date"]
    headers["Authorization"] = headers["Authorization"].replace(f"/{stamp[:8]}/", "/20200101/")
    assert raw.send("POST", "/events", body, headers).message == (
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
        f"'20200101' != '{stamp[:8]}', from '{stamp}'."
    )


def test_a_signature_that_leaves_the_host_out(raw: Any, body: bytes) -> None:
    headers = raw.sign(body)
    headers["Authorization"] = headers["Authorization"].replace("SignedHeaders=host;", "SignedHeaders=")
    assert raw.send("POST", "/events", body, headers).message == (
        "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
    )


def test_a_signature_that_is_not_ascii(raw: Any, body: bytes) -> None:
    headers = raw.sign(body)
    headers["Authorization"] = re.sub("Signature=.*", "Signature=\xe9", headers["Authorization"])
    assert raw.send("POST", "/events", body, headers).message == MISMATCH


def test_the_key_is_made_once_for_its_owner_alone_and_is_none_of_aws(console_home: Path) -> None:
    key = installation_key()
    assert installation_key() == key
    assert re.fullmatch(r"SANDBOX[0-9A-F]{13}", key.access_key_id)
    assert len(key.secret_access_key) == 40
    assert key.secret_access_key not in repr(key)
    assert [path.name for path in console_home.iterdir()] == [paths.sandbox_key_file().name]
    if sys.platform != "win32":
        assert stat.S_IMODE(paths.sandbox_key_file().stat().st_mode) == 0o600


def test_threads_that_race_for_the_first_key_agree(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for attempt in range(20):
        monkeypatch.setenv("EVENTS_CONSOLE_HOME", str(tmp_path / str(attempt)))
        start = threading.Barrier(8)

        def race(start: threading.Barrier = start) -> SandboxKey:
            start.wait()
            return installation_key()

        with ThreadPoolExecutor(8) as pool:
            keys = {future.result() for future in [pool.submit(race) for _ in range(8)]}
        assert len(keys) == 1
        assert [path.name for path in (tmp_path / str(attempt)).iterdir()] == [paths.sandbox_key_file().name]


def test_processes_that_race_for_the_first_key_agree() -> None:
    code = "from events_console.sandbox.signature import installation_key as key; print(key().access_key_id)"
    racers = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) for _ in range(4)]
    assert len({racer.communicate()[0] for racer in racers}) == 1
    assert [racer.returncode for racer in racers] == [0, 0, 0, 0]


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b"{}", b'{"access_key_id": "SANDBOX"}', b"\xff"])
def test_a_damaged_key_is_replaced(damaged: bytes) -> None:
    paths.sandbox_key_file().write_bytes(damaged)
    assert installation_key().access_key_id.startswith("SANDBOX")
    assert installation_key() == installation_key()


def test_nothing_that_a_request_leads_to_holds_the_secret(
    raw: Any, body: bytes, lines: list[RequestLine]
) -> None:
    secret = raw.sandbox.key.secret_access_key
    answers = [
        raw.post(body),
        raw.post(body, service="s3"),
        raw.post(b"{", at=datetime(2020, 1, 1, tzinfo=UTC)),
    ]
    assert secret not in repr((answers, lines, raw.sandbox.key, vars(raw.sandbox)))


def test_botocore_is_not_needed_until_a_signature_is_checked() -> None:
    code = (
        "import sys; from events_console.sandbox.server import Sandbox; Sandbox().start().stop();"
        "sys.exit('botocore' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
