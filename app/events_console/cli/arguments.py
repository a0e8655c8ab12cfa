"""What may follow `events-console` on the command line."""

import argparse
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NoReturn

from events_console import __version__
from events_console.cli import COMMANDS
from events_console.cli.output import FORMS

if TYPE_CHECKING:
    from events_console.domain.connection import KeySource
    from events_console.domain.masking import Mask
    from events_console.forms import Form

PROGRAM: Final = "events-console"
SELF_CHECK: Final = "--self-check"
DRAW_WINDOW: Final = "--draw-window"  # what a self-check has a process of its own do
_FILE: Final = (
    "the request: JSON as for --cli-input-json, or any form that convert reads; - is standard input"
)
_EXIT_CODES: Final = """\
exit codes:
  0  good (warnings allowed)
  1  the request has errors; nothing was sent
  2  unusable input, arguments, connection or keys; nothing was sent
  3  the service refused the request
  4  no answer, or the outcome is unknown
 70  something went wrong in the program itself; a report says where
130  interrupted; what was sent until then is in the history
"""


class Options(argparse.Namespace):
    """What was asked for: what ``run`` is to be called with. Only what belongs to one command is there."""

    run: "Callable[[Options], int]"
    file: str
    schema: str | None
    items: str | None
    resend: str | None
    format: str
    connection: str | None
    profile: str | None
    region: str | None
    endpoint_url: str | None
    keys: "KeySource | None"
    no_verify_ssl: bool
    ca_bundle: str | None
    cli_connect_timeout: int | None
    cli_read_timeout: int | None
    confirm_host: str | None
    arm: str | None
    debug: bool
    name: str
    kind: str
    fips: bool
    dual_stack: bool
    attempts: int
    dry_run: bool
    stamp: bool
    send_anyway: bool
    skip: int
    output: str
    query: str | None
    port: int
    fault: list[str]
    tracking_id: list[str] | None
    search: str
    limit: int
    id: str
    star: bool | None
    note: str | None
    tag: list[str]
    untag: list[str]
    written_as: str | None
    mask: "Mask"
    neutral: bool
    everything: bool
    read_as: str | None
    request: int | None
    to: str
    shell: str
    no_sign_request: bool


class _Parser(ArgumentParser):
    """A parser that wants options in full and complains in one line."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  # argparse passes them on
        super().__init__(allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **options)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{PROGRAM}: {message}; see {self.prog} --help\n")


def parse(arguments: Sequence[str]) -> Options:
    """Read ``arguments``; SystemExit after help or version (0), and after a line about what is wrong (2)."""
    parser = _Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [FILE]\n       {PROGRAM} COMMAND …",
        description=(
            "Compose, validate and send Amazon Personalize PutEvents requests, and find every answer\n"
            "again. Without a command the window opens, with FILE on that request."
        ),
        epilog=f"{_EXIT_CODES}\n{PROGRAM} COMMAND --help says more, with examples.",
    )
    parser.set_defaults(run=lambda _: parser.error("COMMAND is missing"))
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument(
        SELF_CHECK,
        action="store_true",
        help="try every part of the program and say what works; exit code 1 if not all does; --format json",
    )
    if SELF_CHECK in arguments[:1]:
        from events_console.cli import self_check

        parser.set_defaults(run=self_check.run)
        add_format(parser)
        return parser.parse_args(arguments, Options())
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, prog=f"{PROGRAM} {name}", help=purpose)
        if name in arguments[:1]:  # what the others take, and the modules behind them, need not be known
            parser.prog = command.prog  # it is this one that complains of what that does not know
            command.description = f"{purpose[0].upper()}{purpose[1:]}."
            _DESCRIBE[name](command)
    return parser.parse_args(arguments, Options())


def _validate(parser: ArgumentParser) -> None:
    from events_console.cli import validate

    parser.set_defaults(run=validate.run)
    parser.epilog = (
        f"examples:\n  {PROGRAM} validate request.json\n  {PROGRAM} validate - --format json < request.json\n"
        f"  {PROGRAM} validate request.json --schema schema.json --items items.csv\n"
        f"  {PROGRAM} validate request.json --connection Shop"
    )
    parser.add_argument("file", metavar="FILE", help=_FILE)
    parser.add_argument(
        "--schema", metavar="FILE", help="the Avro schema of the Item interactions dataset, to check against"
    )
    parser.add_argument("--items", metavar="FILE", help="the items as CSV, to check item IDs against")
    parser.add_argument(
        "--connection",
        metavar="NAME",
        help="check with the schema, the items and the silenced rules of this connection",
    )
    _add_reading(parser)
    add_format(parser)


def _convert(parser: ArgumentParser) -> None:
    from events_console.cli import convert
    from events_console.forms import FORMS as CODE_FORMS
    from events_console.forms import Shell

    width = max(len(form.name) for form in CODE_FORMS)
    table = "\n".join(f"  {form.name:{width}}  {form.label}{_ways(form)}" for form in CODE_FORMS)
    parser.set_defaults(run=convert.run)
    parser.epilog = (
        f"forms:\n{table}\n\n"
        f"examples:\n  {PROGRAM} convert request.json --to boto3\n"
        f"  {PROGRAM} convert - --to json < snippet.py > request.json\n"
        f"  {PROGRAM} convert page.har --request 2 --to aws-cli --shell powershell"
    )
    parser.add_argument("file", metavar="FILE", help="the request in any form; - is standard input")
    parser.add_argument(
        "--to",
        required=True,
        metavar="FORM",
        choices=[form.name for form in CODE_FORMS if form.writes],
        help="the form to print",
    )
    _add_reading(parser)
    parser.add_argument(
        "--shell",
        choices=[shell.value for shell in Shell],
        default=Shell.POSIX.value,
        help="that a command line is for (default: %(default)s)",
    )
    parser.add_argument("--region", metavar="REGION", help="that the code names")
    parser.add_argument("--profile", metavar="NAME", help="whose keys the code takes")
    parser.add_argument("--endpoint-url", metavar="URL", help="that the code sends to")
    parser.add_argument("--no-sign-request", action="store_true", help="have the code sign nothing")


def _ways(form: "Form") -> str:
    return "" if form.reads and form.writes else " (read only)" if form.reads else " (written only)"


def _add_reading(parser: ArgumentParser) -> None:
    """Let ``parser`` take what says how FILE is read."""
    from events_console.forms import FORMS as CODE_FORMS

    parser.add_argument(
        "--from",
        dest="read_as",
        metavar="FORM",
        choices=[form.name for form in CODE_FORMS if form.reads],
        help="the form of FILE (default: what it looks like)",
    )
    parser.add_argument(
        "--request",
        type=limit,
        metavar="N",
        help="which of several requests in FILE, or of those that it is sent as",
    )


def _send(parser: ArgumentParser) -> None:
    from events_console.cli import connection_arguments, send

    parser.set_defaults(run=send.run)
    parser.usage = f"{PROGRAM} send FILE [options]\n       {PROGRAM} send --resend ID [options]"
    parser.epilog = (
        f"examples:\n  {PROGRAM} send request.json\n  {PROGRAM} send request.json --dry-run\n"
        f"  {PROGRAM} send - --query requestId < request.json\n"
        f"  {PROGRAM} send request.json --profile qa --region eu-west-1\n"
        f"  {PROGRAM} send request.json --endpoint-url http://127.0.0.1:8000 --sandbox-key\n"
        f"  {PROGRAM} send request.json --connection Shop --arm Shop\n"
        f"  {PROGRAM} send --resend 0e8d2f3c-8a3b-4c7d-9e1f-5a6b7c8d9e0f\n\n{_EXIT_CODES}"
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", metavar="FILE", nargs="?", help=_FILE)
    what.add_argument(
        "--resend",
        metavar="ID",
        help="instead of FILE, the request of this exchange of the history as it was, with its event IDs",
    )
    _add_reading(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would leave, signed, and send nothing"
    )
    parser.add_argument(
        "--no-stamp", dest="stamp", action="store_false", help="give no eventId to the events that have none"
    )
    parser.add_argument(
        "--skip",
        type=limit,
        default=0,
        metavar="N",
        help="leave out the first N of the requests that FILE is sent as, to go on after an interruption",
    )
    parser.add_argument("--send-anyway", action="store_true", help="send it although it has errors")
    parser.add_argument(
        "--output",
        choices=tuple(FORMS),
        default="text",
        help="how to tell what became of it (default: %(default)s)",
    )
    parser.add_argument(
        "--query", metavar="JMESPATH", help="tell only this part of the JSON, as in the AWS CLI"
    )
    parser.add_argument(
        "--debug", action="store_true", help="tell on standard error what happens, but nothing secret"
    )
    connection_arguments.add_target(parser)


def _sandbox(parser: ArgumentParser) -> None:
    from events_console.cli import sandbox
    from events_console.sandbox.faults import FAULTS
    from events_console.sandbox.operations import SAMPLE_TRACKING_ID

    width = max(map(len, FAULTS))
    faults = "\n".join(f"  {fault.name:{width}}  {fault.description}" for fault in FAULTS.values())
    parser.set_defaults(run=sandbox.run)
    parser.epilog = (
        f"faults:\n{faults}\n\n"
        f"examples:\n  {PROGRAM} sandbox --port 8000\n"
        f"  {PROGRAM} sandbox --fault throttle:2 --fault delay=0.5:1"
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=0,
        metavar="N",
        help="where to listen on 127.0.0.1 (default: any free port)",
    )
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="NAME[:COUNT]",
        help="what goes wrong with the next COUNT requests, or with all; repeat it for what comes after",
    )
    parser.add_argument(
        "--tracking-id",
        action="append",
        metavar="ID",
        help=f"of an event tracker that there is; repeat it for more (default: {SAMPLE_TRACKING_ID})",
    )


def _history(parser: ArgumentParser) -> None:
    from events_console.cli.history_arguments import describe_history

    describe_history(parser)


def _connections(parser: ArgumentParser) -> None:
    from events_console.cli.connection_arguments import describe_connections

    describe_connections(parser)


_DESCRIBE: Final = {
    "validate": _validate,
    "convert": _convert,
    "send": _send,
    "sandbox": _sandbox,
    "history": _history,
    "connections": _connections,
}


def add_format(parser: ArgumentParser) -> None:
    """Let ``parser`` take --format."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="(default: %(default)s)")


def _port(text: str) -> int:
    return whole(text, range(65536))


def limit(text: str) -> int:
    """Return the number, from 1 on, that ``text`` is; errors as of :func:`whole`."""
    return whole(text, range(1, 1_000_000_000))


def whole(text: str, allowed: range) -> int:
    """Return the number that ``text`` is; ArgumentTypeError where it is none of those allowed."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(allowed[-1])) and int(text) in allowed:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from {allowed[0]:,} to {allowed[-1]:,}")
