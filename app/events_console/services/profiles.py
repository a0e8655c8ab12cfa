"""Profiles of the AWS CLI: which there are, how each gets its keys, and who signs in for them."""

import configparser
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from events_console.domain.connection import Connection, ConnectionKind, KeySource

if TYPE_CHECKING:
    from botocore.exceptions import ConfigParseError

_Known = Mapping[str, Mapping[str, str]]  # what each profile says, by its name
_REGION: Final = "us-east-1"  # of a connection whose profile names none
_LIVE: Final = frozenset({"prod", "production", "live"})


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile of the AWS CLI.

    ``keys`` says how it gets them, in words such as "SSO" or "role qa via base with MFA"; where they cannot
    be had that way, ``is_complete`` is false and ``keys`` says what is missing.
    """

    name: str
    region: str | None
    keys: str
    is_complete: bool = True

    def connection(self) -> Connection:
        """Return a connection with its keys, for production where its name has a word for that."""
        is_live = not _LIVE.isdisjoint(re.split(r"[\W\d_]+", self.name.casefold()))
        kind = ConnectionKind.PRODUCTION if is_live else ConnectionKind.DEVELOPMENT
        region = self.region or _REGION
        return Connection(self.name, kind, region, keys=KeySource.PROFILE, profile=self.name)


def profiles() -> tuple[Profile, ...]:
    """Return the profiles in the AWS CLI's files, in their order.

    ValueError, as a sentence with file and line, for a file that cannot be read.
    """
    known = _read()
    return tuple(Profile(name, own.get("region"), *_keys(name, known)) for name, own in known.items())


def default_region(profile: str | None = None) -> str | None:
    """Return the region that the AWS CLI would use without ``--region``; ValueError as above."""
    named = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    return named or _read().get(profile or current(), {}).get("region")


def current() -> str:
    """Return the name of the profile that the AWS CLI would use without ``--profile``."""
    return os.environ.get("AWS_DEFAULT_PROFILE") or os.environ.get("AWS_PROFILE") or "default"


def sign_in(name: str, *command: str) -> str:
    """Return ``command`` with the profile whose session gives ``name`` its keys, to be typed in a terminal.

    That is another one where ``name`` assumes a role: ``aws sso login --profile base``, say.
    """
    known = _read()
    seen: set[str] = set()
    while (source := known.get(name, {}).get("source_profile")) and name not in seen:
        seen.add(name)
        name = source
    words = [*command, "--profile", name]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def broken(error: "ConfigParseError") -> str:
    """Return, in a sentence, which line of which file keeps botocore from reading it.

    What stands there is left out: it may be a key.
    """
    line: int | None
    path, cause = Path(error.kwargs["path"]), error.kwargs["error"]
    match cause:
        case configparser.MissingSectionHeaderError():
            line, why = cause.lineno, "stands before the first [section]"
        case configparser.DuplicateSectionError():
            line, why = cause.lineno, "begins a section that is there already"
        case configparser.DuplicateOptionError():
            line, why = cause.lineno, f"sets “{cause.option}” a second time"
        case configparser.ParsingError():
            line, why = cause.errors[0][0], "is neither a [section] nor name = value"
        case UnicodeDecodeError():
            line, why = _first_line(path, lambda text: "\ufffd" in text), f"is not {cause.encoding.upper()}"
        case _:
            line = _first_line(
                path, lambda text: text[:1].isspace() and bool(text.strip()) and "=" not in text
            )
            why = "is indented and not name = value"
    return f"Line {line} of {path} {why}: mend it in a text editor."


def _first_line(path: Path, is_wrong: Callable[[str], bool]) -> int:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((number for number, text in enumerate(lines, 1) if is_wrong(text)), 1)


def _read() -> _Known:
    """Return what each profile says, by its name, without what is indented below a word."""
    import botocore.session
    from botocore.exceptions import ConfigParseError

    session = botocore.session.Session(include_builtin_handlers=False)
    for variable in ("config_file", "credentials_file"):
        path = Path(os.path.expandvars(session.get_config_variable(variable))).expanduser()
        if path.is_file() and not os.access(path, os.R_OK):  # which botocore takes for an empty one
            raise ValueError(f"{path} cannot be read: give yourself the right to read it.")
    try:
        found = session.full_config["profiles"]
    except ConfigParseError as error:
        raise ValueError(broken(error)) from None
    return {
        name: {key: value for key, value in profile.items() if isinstance(value, str)}
        for name, profile in found.items()
    }


def _keys(name: str, known: _Known, before: frozenset[str] = frozenset()) -> tuple[str, bool]:
    """Return how a profile gets its keys, and whether what that takes is there.

    botocore tries the ways in this order. ``before`` are the profiles that have it as their source.
    """
    profile = known[name]
    if not (role := profile.get("role_arn")):
        return _own_keys(profile)
    via, mfa = f"role {role.rpartition('/')[2]} via", " with MFA" if "mfa_serial" in profile else ""
    if "web_identity_token_file" in profile:
        return f"{via} a web identity{mfa}", True
    if not (source := profile.get("source_profile")):
        machine = profile.get("credential_source")
        return f"{via} {machine or 'nothing'}{mfa}", machine is not None
    if source not in known:
        return f"{via} {source}, which does not exist", False
    if source in before:
        return f"{via} {source}, which leads back to it", False
    words, is_complete = _own_keys(profile) if source == name else _keys(source, known, before | {name})
    return f"{via} {source}{mfa if is_complete else f', which has {words}'}", is_complete


def _own_keys(profile: Mapping[str, str]) -> tuple[str, bool]:
    way = next((words for name, words in _WAYS.items() if name in profile), None)
    if way == _STATIC and "aws_secret_access_key" not in profile:
        return "an access key without its secret", False
    return way or "no keys", way is not None


_STATIC: Final = "static keys"
_WAYS: Final = {
    "sso_account_id": "SSO",
    "sso_role_name": "SSO",
    "aws_access_key_id": _STATIC,
    "login_session": "aws login",
    "credential_process": "program",
}
