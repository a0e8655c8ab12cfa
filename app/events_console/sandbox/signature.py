"""The sandbox's key, and the check that a request is signed with it (AWS Signature Version 4)."""

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from events_console import paths
from events_console.sandbox.wire import Reply, Request, failure

_ALGORITHM: Final = "AWS4-HMAC-SHA256"
_DATE_FORMAT: Final = "%Y%m%dT%H%M%SZ"
_TOLERANCE: Final = timedelta(minutes=5)
_MISMATCH: Final = (
    "The request signature we calculated does not match the signature you provided. "
    "Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
)
_PARAMETERS: Final = ("Credential", "Signature", "SignedHeaders")


@dataclass(frozen=True, slots=True)
class SandboxKey:
    """An access key that only sandboxes of this installation know; its ID cannot be taken for one of AWS."""

    access_key_id: str
    secret_access_key: str = field(repr=False)


def new_key() -> SandboxKey:
    """Return a key that nobody has had."""
    return SandboxKey(f"SANDBOX{secrets.token_hex(7).upper()[:13]}", secrets.token_urlsafe(30))


def installation_key() -> SandboxKey:
    """Return the key of this installation, made on first use; processes that race for it agree on one.

    Raises:
        OSError: it can be neither read nor written.
    """
    path = paths.sandbox_key_file()
    while (key := _read(path)) is None:
        _write_unless_there(path, new_key())
    return key


def _read(path: Path) -> SandboxKey | None:
    try:
        key = SandboxKey(**json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        path.unlink(missing_ok=True)  # a damaged key is worth nothing: whoever uses the sandbox reads it anew
        return None
    return key


def _write_unless_there(path: Path, key: SandboxKey) -> None:
    """Let the file appear, complete and (by mkstemp) for its owner only, unless there is one already."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"access_key_id": key.access_key_id, "secret_access_key": key.secret_access_key}, file)
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a request says about its signature."""

    access_key_id: str
    date: str
    region: str
    service: str
    signed_headers: frozenset[str]
    signature: str
    timestamp: str
    signed_at: datetime


def verify(request: Request, key: SandboxKey, now: datetime, service: str) -> Reply | None:
    """Return the refusal; None if ``key`` signed it for ``service`` within five minutes of ``now``."""
    authorization = request.headers.get("Authorization")
    if authorization is None:
        return failure(403, "MissingAuthenticationTokenException", "Missing Authentication Token")
    try:
        claim = _claim(authorization, request.headers.get("X-Amz-Date"))
    except ValueError as error:
        return failure(403, "IncompleteSignatureException", str(error))
    if claim.access_key_id != key.access_key_id or "X-Amz-Security-Token" in request.headers:
        message = "The security token included in the request is invalid."
        return failure(403, "UnrecognizedClientException", message)
    wrong = _wrong_scope(claim, service) or _wrong_date(claim, now)
    if not wrong and not _matches(request, claim, key):
        wrong = _MISMATCH
    return failure(403, "InvalidSignatureException", wrong) if wrong else None


def _claim(authorization: str, timestamp: str | None) -> _Claim:
    """Read the header; raise ValueError, with the service's words, if something is missing in it."""
    algorithm, _, rest = authorization.partition(" ")
    pairs = (part.strip().partition("=") for part in rest.split(","))
    given = {name: value for name, _, value in pairs if value}
    missing = [
        f"Authorization header requires '{name}' parameter." for name in _PARAMETERS if name not in given
    ]
    if timestamp is None:
        missing.append("Authorization header requires existence of a 'X-Amz-Date' header.")
    if algorithm != _ALGORITHM or missing or timestamp is None:
        raise ValueError(" ".join(missing) or f"Authorization header requires the algorithm '{_ALGORITHM}'.")
    scope = given["Credential"].rsplit("/", 4)
    if len(scope) != len(("keyid", "date", "region", "service", "term")):
        raise ValueError(
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term."
        )
    try:
        signed_at = datetime.strptime(timestamp, _DATE_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        raise ValueError(f"Date must be in ISO-8601 'basic format'. Got '{timestamp}'.") from None
    access_key_id, date, region, service, _ = scope
    headers = frozenset(given["SignedHeaders"].lower().split(";"))
    return _Claim(access_key_id, date, region, service, headers, given["Signature"], timestamp, signed_at)


def _wrong_scope(claim: _Claim, service: str) -> str | None:
    if claim.service != service:
        return f"Credential should be scoped to correct service: '{service}'."
    if claim.date != claim.timestamp[:8]:
        return (
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
            f"'{claim.date}' != '{claim.timestamp[:8]}', from '{claim.timestamp}'."
        )
    if "host" not in claim.signed_headers:
        return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
    return None


def _wrong_date(claim: _Claim, now: datetime) -> str | None:
    earliest, latest = now - _TOLERANCE, now + _TOLERANCE
    if claim.signed_at < earliest:
        bound = f"{earliest:{_DATE_FORMAT}} ({now:{_DATE_FORMAT}} - 5 min.)"
        return f"Signature expired: {claim.timestamp} is now earlier than {bound}"
    if claim.signed_at > latest:
        bound = f"{latest:{_DATE_FORMAT}} ({now:{_DATE_FORMAT}} + 5 min.)"
        return f"Signature not yet current: {claim.timestamp} is still later than {bound}"
    return None


def _matches(request: Request, claim: _Claim, key: SandboxKey) -> bool:
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    digest = request.headers.get("X-Amz-Content-SHA256")
    if digest is not None and digest != hashlib.sha256(request.body).hexdigest():
        return False  # the signer takes this header's word for the body
    url = f"http://{request.headers['Host']}{request.target}"
    signed = AWSRequest(method=request.method, url=url, data=request.body)
    for name, value in request.headers.items():
        if name.lower() in claim.signed_headers:
            signed.headers[name] = value
    signed.context["timestamp"] = claim.timestamp
    credentials = Credentials(key.access_key_id, key.secret_access_key)
    signer = SigV4Auth(credentials, claim.service, claim.region)
    ours: str = signer.signature(signer.string_to_sign(signed, signer.canonical_request(signed)), signed)
    return hmac.compare_digest(ours.encode(), claim.signature.encode())
