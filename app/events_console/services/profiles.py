"""Profiles of the AWS CLI: which there are, how each gets its keys, and who signs in for them."""

import configparser
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from botocore.exceptions import ConfigParseError


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile; ``keys`` says how it gets them, in words such as "SSO" or "role qa via base with MFA"."""

    name: str
    region: str | None
    keys: str


def profiles() -> tuple[Profile, ...]:
    """Return the profiles in the AWS CLI's files, in their order.

    ValueError, as a sentence with file and line, for a file that cannot be read.
    """
    return tuple(Profile(name, kept.get("region"), _keys(kept)) for name, kept in _read().items())


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


def _read() -> Mapping[str, Mapping[str, str]]:
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


def _keys(profile: Mapping[str, str]) -> str:
    """Return how a profile gets its keys; botocore tries the ways in this order."""
    if role := profile.get("role_arn"):
        if "web_identity_token_file" in profile:
            via = "a web identity"
        else:
            via = profile.get("source_profile") or profile.get("credential_source") or "nothing"
        return f"role {role.rpartition('/')[2]} via {via}{' with MFA' if 'mfa_serial' in profile else ''}"
    return next((words for name, words in _WAYS.items() if name in profile), "no keys")


_WAYS: Final = {
    "sso_account_id": "SSO",
    "sso_role_name": "SSO",
    "aws_access_key_id": "static keys",
    "login_session": "aws login",
    "credential_process": "program",
}
