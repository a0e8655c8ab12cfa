"""Options about connections: those of `connections`, and what chooses or changes one for a single request."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from events_console.cli.arguments import PROGRAM, add_format, whole
from events_console.domain.connection import ConnectionKind, KeySource
from events_console.services.connections import LONGEST_WAIT, MOST_ATTEMPTS

if TYPE_CHECKING:
    from argparse import _ArgumentGroup, _SubParsersAction

    _Commands: TypeAlias = "_SubParsersAction[Any]"
    _Container: TypeAlias = "ArgumentParser | _ArgumentGroup"

_KEYS_TO_KEEP: Final = """\
With --keyring the keys are asked for, or read as three lines of standard input: access key ID, secret access
key and, if there is one, session token. They are no arguments, which everybody on this computer could see."""


def add_target(parser: ArgumentParser) -> None:
    """Let ``parser`` take what chooses a connection, and what changes it for once."""
    group = parser.add_argument_group(
        "where it goes",
        "A kept connection, changed for this once by what else is said. Without one, --profile, --region,\n"
        "--endpoint-url, --no-sign-request and --sandbox-key make one, as in the AWS CLI; without any of\n"
        "them it is the sandbox.",
    )
    group.add_argument("--connection", metavar="NAME", help="the connection (default: Sandbox)")
    group.add_argument("--arm", metavar="NAME", help="let this through to the production connection NAME")
    _add_profile(group)
    _add_keyless(group.add_mutually_exclusive_group())
    _add_route(group, "60, or what the connection says")


def describe_connections(parser: ArgumentParser) -> None:
    """Let ``parser`` take what follows `connections`."""
    from events_console.cli import connections

    command = f"{PROGRAM} connections"
    parser.set_defaults(run=connections.run)
    parser.usage = (
        f"{command} [--format text|json]\n       {command} add NAME [options]\n"
        f"       {command} remove NAME\n       {command} test NAME [--format text|json]"
    )
    parser.epilog = (
        f"examples:\n  {command} add QA --kind development --region eu-west-1 --profile qa\n"
        f"  {command} test QA\n  {command} --format json"
    )
    add_format(parser)
    commands = parser.add_subparsers(metavar="COMMAND", title="instead of the list")
    add = _named(commands, "add", "keep another one")
    add.set_defaults(run=connections.run_add)
    add.epilog = (
        f"{_KEYS_TO_KEEP}\n\n"
        f"examples:\n  {command} add QA --kind development --region eu-west-1 --profile qa\n"
        f"  {command} add Shop --kind production --region eu-west-1 --keyring"
    )
    _add_new(add)
    _named(commands, "remove", "forget one, and the keys kept for it").set_defaults(
        run=connections.run_remove
    )
    test = _named(commands, "test", "see whose the keys of one are, and whether its endpoint answers")
    test.set_defaults(run=connections.run_test)
    add_format(test)


def _named(commands: "_Commands", name: str, purpose: str) -> ArgumentParser:
    parser: ArgumentParser = commands.add_parser(name, prog=f"{PROGRAM} connections {name}", help=purpose)
    parser.description = f"{purpose[0].upper()}{purpose[1:]}."
    parser.add_argument("name", metavar="NAME", help="of the connection")
    return parser


def _add_new(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--kind",
        required=True,
        choices=[kind.lower() for kind in ConnectionKind],
        help="how careful to be: nothing goes to production that is not armed",
    )
    keys = parser.add_mutually_exclusive_group(required=True)
    _add_keys(keys, "--keyring", KeySource.KEYRING, "enter keys now, for the system's keyring to keep")
    _add_profile(keys)
    _add_keys(keys, "--environment", KeySource.ENVIRONMENT, "use whatever keys the AWS CLI would use")
    _add_keyless(keys)
    _add_route(parser, "that of the window")
    parser.add_argument("--fips", action="store_true", help="use the region's FIPS endpoint")
    parser.add_argument("--dual-stack", action="store_true", help="use the region's dual-stack endpoint")
    parser.add_argument(
        "--attempts",
        type=_attempts,
        default=1,
        metavar="N",
        help="send a request at most so often (default: %(default)s)",
    )


def _add_profile(group: "_Container") -> None:
    group.add_argument("--profile", metavar="NAME", help="take the keys from this profile of the AWS CLI")


def _add_keyless(group: "_Container") -> None:
    _add_keys(group, "--no-sign-request", KeySource.UNSIGNED, "send unsigned")
    _add_keys(group, "--sandbox-key", KeySource.SANDBOX, "sign with the key that every sandbox here knows")


def _add_keys(group: "_Container", flag: str, source: KeySource, purpose: str) -> None:
    group.add_argument(flag, dest="keys", action="store_const", const=source, help=purpose)


def _add_route(group: "_Container", patience: str) -> None:
    group.add_argument("--region", metavar="REGION", help="such as us-east-1 (default: as in the AWS CLI)")
    group.add_argument(
        "--endpoint-url", metavar="URL", type=_url, help="instead of the region's own endpoint"
    )
    group.add_argument("--confirm-host", metavar="HOST", help="let keys go to this host, which is not AWS's")
    group.add_argument("--no-verify-ssl", action="store_true", help="check no certificate; never with AWS")
    group.add_argument("--ca-bundle", metavar="FILE", help="with the certificates to trust")
    for step in ("connect", "read"):
        group.add_argument(
            f"--cli-{step}-timeout",
            type=_seconds,
            metavar="SECONDS",
            help=f"0 waits without end (default: {patience})",
        )


def _url(text: str) -> str:
    if text:
        return text
    raise ArgumentTypeError("it is empty; write one such as http://127.0.0.1:8000")


def _seconds(text: str) -> int:
    return whole(text, range(int(LONGEST_WAIT) + 1))


def _attempts(text: str) -> int:
    return whole(text, range(1, MOST_ATTEMPTS + 1))
