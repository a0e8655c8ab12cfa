"""Why there are no keys, or none that AWS takes, in words: what happened, and what to do."""

import json
import os
import re
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from events_console.domain import endpoint, signature_check
from events_console.domain.connection import Connection, KeySource
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.domain.signature_check import TOLERATED, clock
from events_console.services import profiles
from events_console.services.aws import Call
from events_console.services.failures import reason, unanswered
from events_console.services.redaction import Veil, proxy_secrets
from events_console.services.sessions import NoCodeError, RefusedError, fetch_keys

if TYPE_CHECKING:
    from botocore.exceptions import BotoCoreError, ClientError

_PROGRAM: Final = "_retrieve_credentials_using"  # where botocore runs credential_process
_TOKEN_FILE: Final = "_assume_role_kwargs"  # and where it reads web_identity_token_file  # noqa: S105  # a function
_LIKE_A_SECRET: Final = re.compile(r"[A-Za-z0-9+/=_-]{20,}")
_TOKEN: Final = re.compile(r"[A-Za-z0-9+/=_%-]{65,}")  # longer than any name in an ARN
_LONGEST: Final = 300  # characters that AWS says
_UNKNOWN: Final = "AWS does not know the access key"
_EXPIRED: Final = "The keys have expired"
_MISMATCH: Final = "The secret key is not that of the access key"
_REFUSALS: Final = {
    "InvalidClientTokenId": _UNKNOWN,
    "UnrecognizedClientException": _UNKNOWN,
    "SignatureDoesNotMatch": _MISMATCH,
    "InvalidSignatureException": _MISMATCH,
    "ExpiredToken": _EXPIRED,
    "ExpiredTokenException": _EXPIRED,
    "RequestExpired": _EXPIRED,
}

Words = tuple[str, str]


def explain(error: BaseException, connection: Connection) -> Words | None:
    """Return what happened and what to do, each in a sentence or more, if ``error`` is about keys; else None.

    That is whatever a session raises instead of giving keys, also in a call that it was to sign.
    """
    if isinstance(error, NoCodeError):
        return "No code of the MFA device was given, so that there are no keys.", "Try again, and type it."
    if isinstance(error, RefusedError):
        happened, _, advice = str(error).partition(": ")
        return f"{happened}.", advice[:1].upper() + advice[1:]
    for kind in type(error).__mro__:
        if say := _SAYINGS.get(kind.__name__):
            return say(error, connection)
    return _while_fetching(error, connection) if _frame(error, fetch_keys.__name__) else None


def about_keys(error: "ClientError", connection: Connection) -> Words | None:
    """Return why AWS refused a request, if it was for its keys or the time of its signature; else None."""
    known = _REFUSALS.get(error.response.get("Error", {}).get("Code", ""))
    if known is None:
        return None
    behind = skew(_metadata(error).get("HTTPHeaders", {})) or 0
    if known != _UNKNOWN and abs(behind) >= TOLERATED:
        return f"AWS refused the signature: {clock(behind)}.", "Set it, or have it set from the network."
    return f"{known}.", f"{_mend(connection)}. AWS said: {said(error)}."


def said(error: "ClientError") -> str:
    """Return what AWS said, without a full stop; of a wrong signature it tells even the session token."""
    code, message = (str(error.response.get("Error", {}).get(part, "")) for part in ("Code", "Message"))
    safe = _TOKEN.sub("…", " ".join(message.split()))[:_LONGEST]
    return f"{code}: {safe}".strip(": ").rstrip(".") or f"status {_metadata(error)['HTTPStatusCode']}"


def refused(error: "ClientError", connection: Connection) -> Words:
    """Return why AWS refused a request about keys themselves, such as GetCallerIdentity."""
    if told := about_keys(error, connection):
        return told
    message = str(error.response.get("Error", {}).get("Message", ""))
    if "MultiFactorAuthentication failed" in message:
        return "AWS refused the code of the MFA device.", "Wait for the next code, and try again with that."
    if error.operation_name == "GetRoleCredentials":
        advice = f"Check sso_account_id and sso_role_name of {_profile(connection)}. AWS said: {said(error)}."
        return "The SSO session may not use this role.", advice
    if error.operation_name != "GetCallerIdentity":
        return (
            f"AWS gave no keys for {_profile(connection)}.",
            f"Check the role it names. AWS said: {said(error)}.",
        )
    if not str(error.response.get("Error", {}).get("Code", "")).startswith("AccessDenied"):
        return f"AWS did not say whose keys these are: {said(error)}.", "Try again in a moment."
    advice = "Ask for sts:GetCallerIdentity; sending events may work all the same."
    return f"AWS refused to say whose keys these are: {said(error)}.", advice


def unreachable(error: Exception, connection: Connection, address: str) -> Words:
    """Return why a request to ``address`` got no answer: TLS, a name, a proxy, a time-out and so on."""
    place = replace(connection, endpoint_url=address)
    call = Call(b"", dry_run=False, veil=Veil(proxy_secrets()), errors=[error])
    failure = unanswered(call, Request(Object()), place)
    advice = failure.advice.removeprefix("Nothing was sent. ")
    return failure.message, advice.replace(", then send again.", ", then try again.")


def skew(headers: Mapping[str, str]) -> float | None:
    """Return by how many seconds this clock is behind that of who sent ``headers``, if they tell."""
    return signature_check.behind(headers.get("date", ""), time.time())


def _while_fetching(error: BaseException, connection: Connection) -> Words:
    """Return why keys could not be fetched, of an error that may be of any kind."""
    from botocore import exceptions

    if isinstance(error, exceptions.ClientError):
        return refused(error, connection)
    if isinstance(error, exceptions.ConnectionError | exceptions.HTTPClientError):
        address = error.kwargs.get("endpoint_url") or endpoint.url(connection, "sts")
        return unreachable(error, connection, address)
    if frame := _frame(error, _PROGRAM):
        return _of_program(error, frame, connection)
    if isinstance(error, OSError) and _frame(error, _TOKEN_FILE):
        advice = f"Check web_identity_token_file of {_profile(connection)}, and what writes that file."
        return f"The token file {error.filename} cannot be read: {error.strerror}.", advice
    if isinstance(error, exceptions.ParamValidationError) and "TokenCode" in str(error):
        return "The code of an MFA device has six digits.", "Try again with the one that it shows now."
    if isinstance(error, RuntimeError) and "still expired" in str(error):
        advice = f"Check this computer's clock, and what gives {_source(connection)} its keys."
        return "The keys had expired when they came.", advice
    return _config(error, connection)


def _missing(_error: "BotoCoreError", connection: Connection) -> Words:
    if connection.keys is KeySource.KEYRING:
        return f"No keys are kept for “{connection.name}”.", "Enter them in the connection."
    profile = _profile(connection)
    if connection.keys is KeySource.ENVIRONMENT:
        happened = f"There are no keys where the AWS CLI looks: neither in the environment nor in {profile}."
        return happened, "Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or choose a profile in the connection."
    return f"There are no keys in {profile}, and no way to get any.", (
        "Choose another profile, or run aws configure for this one."
    )


def _unknown_profile(error: "BotoCoreError", _connection: Connection) -> Words:
    happened = f"The AWS CLI's files have no profile “{error.kwargs['profile']}”."
    try:
        known = ", ".join(f"“{one.name}”" for one in profiles.profiles())
    except ValueError as damage:
        return happened, str(damage)
    return (
        happened,
        f"Choose one that there is: {known}." if known else "There is none yet: run aws configure.",
    )


def _partial(error: "BotoCoreError", connection: Connection) -> Words:
    missing = error.kwargs["cred_var"]
    return f"The keys of {_source(connection)} are not complete: {missing} is missing.", f"Add {missing}."


def _unreadable(error: "BotoCoreError", _connection: Connection) -> Words:
    happened, _, advice = profiles.broken(error).rpartition(": ")
    return f"{happened}.", advice.capitalize()


def _sso(_error: "BotoCoreError", connection: Connection) -> Words:
    return _signed_out(connection, "SSO session", "aws", "sso", "login")


def _login(_error: "BotoCoreError", connection: Connection) -> Words:
    return _signed_out(connection, "login session", "aws", "login")


def _signed_out(connection: Connection, what: str, *command: str) -> Words:
    name = _profile_name(connection)
    return f"The {what} of the profile “{name}” is over, or was never begun.", (
        f"Run this in a terminal, then try again: {profiles.sign_in(name, *command)}"
    )


def _login_denied(_error: "BotoCoreError", connection: Connection) -> Words:
    happened = f"The keys of the profile “{_profile_name(connection)}” come from aws login, which is denied."
    return happened, "Ask for the permission signin:CreateOAuth2Token, or choose another profile."


def _code_again(_error: "BotoCoreError", _connection: Connection) -> Words:
    return "The keys that a code of the MFA device gave have expired.", "Send again, and type a new code."


def _without_library(_error: "BotoCoreError", connection: Connection) -> Words:
    name = _profile_name(connection)
    export = profiles.sign_in(name, "aws", "configure", "export-credentials", "--format", "process")
    return f"The keys of the profile “{name}” come from aws login, which takes a library that is not here.", (
        f"Choose another profile, and give it this line in ~/.aws/config: credential_process = {export}"
    )


def _circle(error: "BotoCoreError", _connection: Connection) -> Words:
    circle = " → ".join([*error.kwargs["visited_profiles"], error.kwargs["source_profile"]])
    return f"The profiles lead to one another in a circle: {circle}.", "Correct the source_profile of one."


def _retrieval(error: "BotoCoreError", connection: Connection) -> Words:
    if frame := _frame(error, _PROGRAM):
        return _of_program(error, frame, connection)
    if error.kwargs["provider"] != "Ec2InstanceMetadata":
        return _config(error, connection)
    happened = f"The keys of a virtual machine, as {_profile(connection)} asks for, are never used here."
    return happened, "Choose a profile with another credential_source."


def _config(error: BaseException, connection: Connection) -> Words:
    return f"There are no keys for {_source(connection)}: {reason(error)}.", "Correct that, and try again."


_SAYINGS: Final[Mapping[str, Callable[[Any, Connection], Words]]] = {
    "NoCredentialsError": _missing,
    "ProfileNotFound": _unknown_profile,
    "PartialCredentialsError": _partial,
    "ConfigParseError": _unreadable,
    "SSOError": _sso,
    "TokenRetrievalError": _sso,
    "LoginError": _login,
    "LoginInsufficientPermissions": _login_denied,
    "RefreshWithMFAUnsupportedError": _code_again,
    "MissingDependencyException": _without_library,
    "InfiniteLoopConfigError": _circle,
    "CredentialRetrievalError": _retrieval,
    "MetadataRetrievalError": _config,
    "NoAuthTokenError": _config,
    "UnknownCredentialError": _config,
    "UnknownTokenProviderError": _config,
}


def _of_program(error: BaseException, frame: FrameType, connection: Connection) -> Words:
    """Return why credential_process gave no keys; what it printed may be keys, and is left out."""
    words = frame.f_locals.get("process_list") or frame.f_locals["credential_process"].split()
    program = f"The program {words[0]} that gives {_source(connection)} its keys"
    advice = "Run it in a terminal, and mend what it says."
    process = frame.f_locals.get("p")
    if process is None:
        why = error.strerror if isinstance(error, OSError) else reason(error)
        return f"{program} cannot be run: {why}.", "Correct credential_process in the AWS CLI's files."
    if process.returncode:
        said = frame.f_locals["stderr"].decode(errors="replace").strip().partition("\n")[0]
        hidden = _LIKE_A_SECRET.sub("…", said)[:200].rstrip(" .")
        return (
            f"{program} failed with exit code {process.returncode}{f': {hidden}' if hidden else ''}.",
            advice,
        )
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | AttributeError):
        return f"{program} printed something that is no JSON object.", advice
    return f"{program} printed no Version 1 with AccessKeyId and SecretAccessKey.", advice


def _frame(error: BaseException, function: str) -> FrameType | None:
    """Return where botocore was in ``function`` when it raised ``error``: what it raises does not tell."""
    frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
    return next((frame for frame in frames if frame.f_code.co_name == function), None)


def _profile_name(connection: Connection) -> str:
    if connection.keys is KeySource.ENVIRONMENT:
        return profiles.current()
    return connection.profile or "default"


def _profile(connection: Connection) -> str:
    return f"the profile “{_profile_name(connection)}”"


def _source(connection: Connection) -> str:
    if connection.keys is KeySource.ENVIRONMENT and os.environ.get("AWS_ACCESS_KEY_ID"):
        return "the environment"
    if connection.keys is KeySource.SANDBOX:
        return "the sandbox"
    return f"“{connection.name}”" if connection.keys is KeySource.KEYRING else _profile(connection)


def _mend(connection: Connection) -> str:
    if connection.keys is KeySource.KEYRING:
        return "Enter the keys again in the connection"
    if connection.keys is KeySource.SANDBOX:
        return "The sandbox was told to say so: have it answer normally"
    return f"Renew or correct the keys of {_source(connection)}"


def _metadata(error: "ClientError") -> Mapping[str, Any]:
    found: Mapping[str, Any] = error.response.get("ResponseMetadata", {})
    return found
