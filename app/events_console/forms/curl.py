"""curl command lines: as people write them, as browsers copy them, and one that signs what it sends.

Options that say where and how are told about or passed over; the body is read. Files are never opened.
"""

import re
from dataclasses import replace
from typing import Final

from events_console.domain import wire
from events_console.domain.request import Request
from events_console.domain.service_model import metadata
from events_console.forms import Reading, Shell, Target, UnreadableError, Writing, body, envelope
from events_console.forms.aws_options import is_put_events
from events_console.forms.curl_options import Transfer, transfers
from events_console.forms.shell import Command, commands, quote

_LONGEST_CMD: Final = 8191  # characters of a command line
_LINE_ENDS: Final = {Shell.POSIX: " \\\n  ", Shell.POWERSHELL: " `\n  ", Shell.CMD: " ^\n  "}
_VARIABLES: Final = {Shell.POSIX: "${%s}", Shell.POWERSHELL: "${env:%s}", Shell.CMD: "%%%s%%"}
_EXPORT: Final = "aws configure export-credentials --profile {} --format "
_EXPORTS: Final = {
    Shell.POSIX: f'eval "$({_EXPORT}env)"\n',
    Shell.POWERSHELL: f"{_EXPORT}powershell | Invoke-Expression\n",
}
_HEADER: Final = '--header "x-amz-security-token: {}"'  # of temporary keys


def read_all(text: str) -> tuple[Reading, ...]:
    """Read every request that a curl command sends."""
    return body.read_for_shells(text, _read_all)


def _read_all(text: str, shell: Shell | None) -> tuple[Reading, ...]:
    readings: list[Reading] = []
    errors: list[UnreadableError] = []
    others: dict[str, None] = {}
    for command in commands(text, shell):
        if is_put_events(command):
            line = command.words[0].place.line
            others[f"Line {line} has a command of the AWS CLI, which is not read here: choose AWS CLI."] = (
                None
            )
        for transfer in transfers(command):
            body.check_number(len(readings), transfer.place.line)
            try:
                readings.append(_reading(transfer, command))
            except UnreadableError as error:
                errors.append(error)
    told = [replace(each, notes=(*each.notes, *others)) for each in readings]
    return body.settled(told, errors, "no curl command is in it; paste one with its --data-raw")


def write(request: Request, target: Target) -> Writing:
    """Return a command that signs with the keys of the environment or of a profile."""
    shell = target.shell
    region = quote(f"aws:amz:{target.region}:{metadata().signing_name}", shell, live=False)
    if not target.region:
        region = f'"aws:amz:{_variable("AWS_REGION", shell)}:{metadata().signing_name}"'
    address = quote(body.url(target), shell, live=False)
    if not (target.region or target.endpoint_url):
        address = f'"{body.url(target).replace("REGION", _variable("AWS_REGION", shell))}"'
    keys = f'"{_variable("AWS_ACCESS_KEY_ID", shell)}:{_variable("AWS_SECRET_ACCESS_KEY", shell)}"'
    signing = [f"--aws-sigv4 {region}", f"--user {keys}", *_token(shell)] if target.signed else []
    # curl takes brackets and braces in an address for several addresses.
    globbing = " --globoff" if re.search(r"[\[\]{}]", body.url(target)) else ""
    words = [
        f"curl{'' if shell is Shell.POSIX else '.exe'} --fail-with-body{globbing}",
        *signing,
        f"--header {quote('content-type: application/json', shell)}",
        f"--data-raw {_data(request, shell)}",
        address,
    ]
    first = (
        _EXPORTS.get(shell, "").format(quote(target.profile, shell, live=False))
        if target.signed and target.profile
        else ""
    )
    text = f"{first}{_LINE_ENDS[shell].join(words)}\n"
    return Writing(text, tuple(_notes(request, target, len(text))))


def _variable(name: str, shell: Shell) -> str:
    return _VARIABLES[shell] % name


def _token(shell: Shell) -> list[str]:
    """Return the header of temporary keys, where the shell can leave it out if there is no token."""
    header = _HEADER.format(_variable("AWS_SESSION_TOKEN", shell))
    return [f"${{AWS_SESSION_TOKEN:+{header}}}"] if shell is Shell.POSIX else []


def _data(request: Request, shell: Shell) -> str:
    if shell is Shell.CMD:
        # What cmd replaces between any quotation marks; in JSON they have other names.
        return quote(wire.text(request).replace("%", r"\u0025").replace("!", r"\u0021"), shell)
    return quote("".join(map(str, body.pieces(request.root))), shell)


def _notes(request: Request, target: Target, length: int) -> list[str]:
    shell = target.shell
    notes = []
    if target.signed and shell is not Shell.POSIX:
        header = _HEADER.format(_variable("AWS_SESSION_TOKEN", shell))
        notes.append(f"With temporary keys add {header}.")
    if target.profile and target.signed:
        export = _EXPORT.format(quote(target.profile, shell, live=False))
        notes.append(
            f"For the keys of the profile, first run what {export}windows-cmd prints."
            if shell is Shell.CMD
            else "Its first line, for the keys of the profile, needs version 2 of the AWS CLI."
        )
    if not target.region and (target.signed or not target.endpoint_url):
        notes.append("The region is that of the variable AWS_REGION: set it.")
    if shell is Shell.POWERSHELL:
        notes.append("PowerShell before 7.3 takes quotation marks out of the body: use a later one.")
    if shell is Shell.CMD:
        notes += body.placeholder_notes(request)
        if length > _LONGEST_CMD:
            notes.append(f"cmd takes {_LONGEST_CMD:,} characters at most: choose PowerShell.")
    return [*notes, *body.number_notes(request)]


def _reading(transfer: Transfer, command: Command) -> Reading:
    place = transfer.place
    if transfer.unread:
        raise transfer.unread
    if transfer.data is None:
        message = "this curl command has no body: give the JSON with --data-raw"
        raise UnreadableError(message, place.line, place.column)
    start = transfer.data_place
    try:
        found = body.read(transfer.data, start.line, start.column) if start else body.read(transfer.data, 1)
    except UnreadableError as error:
        if start:
            raise
        message = f"the body that is fed to curl cannot be read: {error}"
        raise UnreadableError(message, place.line, place.column) from None
    told = envelope.notes(
        transfer.method,
        transfer.url,
        transfer.headers,
        signed_for=transfer.signed_for,
        secrets=transfer.secrets,
    )
    notes = (*found.notes, *transfer.notes, *command.notes, *told)
    return replace(found, title=f"line {place.line}: {body.title(found.request)}", notes=notes)
