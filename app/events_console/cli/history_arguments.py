"""What may follow `events-console history`."""

import argparse
from argparse import ArgumentParser

from events_console.cli import history, history_files
from events_console.cli.arguments import PROGRAM, add_format, limit
from events_console.domain.history_query import KEYS
from events_console.domain.masking import Mask
from events_console.services import exports


def describe_history(parser: ArgumentParser) -> None:
    """Let ``parser`` take the arguments of history."""
    parser.set_defaults(run=history.run)
    name = f"{PROGRAM} history"
    parser.usage = (
        f"{name} [--search QUERY] [--limit N] [--format text|json]\n"
        f"       {name} show ID [--format text|json]\n"
        f"       {name} annotate ID [--star|--unstar] [--note TEXT] [--tag TAG]… [--untag TAG]…\n"
        f"       {name} export FILE [--search QUERY] [--as FORM] [--mask WHAT] [--neutral] [--everything]\n"
        f"       {name} import FILE"
    )
    parser.epilog = (
        f"{_filters()}\n\nexamples:\n  {name} --search Purchase --limit 5\n  {name} --format json\n"
        f"  {name} --search 'outcome:refused after:7d red shoes'\n"
        f"  {name} export refused.har --search outcome:refused --mask people,trackers\n"
        f"  {name} export - --as jsonl | ssh build {name} import -"
    )
    _add_search(parser, "")
    parser.add_argument(
        "--limit", type=limit, default=20, metavar="N", help="at most N (default: %(default)s)"
    )
    add_format(parser)
    instead = parser.add_subparsers(metavar="COMMAND", title="instead of the list")
    show = instead.add_parser(
        "show", prog=f"{name} show", help="one request, what went over the wire, and the answer"
    )
    show.set_defaults(run=history.run_show)
    _add_id(show)
    add_format(show)
    _annotate(instead.add_parser("annotate", prog=f"{name} annotate", help="star, note and tags of one"))
    _export(instead.add_parser("export", prog=f"{name} export", help="write exchanges to a file"))
    _import(instead.add_parser("import", prog=f"{name} import", help="add the exchanges of such a file"))


def _annotate(parser: ArgumentParser) -> None:
    parser.set_defaults(run=history.run_annotate)
    _add_id(parser)
    star = parser.add_mutually_exclusive_group()
    star.add_argument("--star", action="store_true", default=None, help="give it a star")
    star.add_argument("--unstar", dest="star", action="store_false", default=None, help="take its star away")
    parser.add_argument("--note", metavar="TEXT", help="in place of the note it has; empty for none")
    for option, purpose in (("--tag", "add a tag"), ("--untag", "take a tag away")):
        parser.add_argument(
            option, action="append", default=[], metavar="TAG", help=f"{purpose}; repeat it for more"
        )


def _export(parser: ArgumentParser) -> None:
    parser.set_defaults(run=history_files.run_export)
    parser.add_argument(
        "file",
        metavar="FILE",
        help="whose ending says the form: JSON Lines, which import reads again, HTTP Archive for developer "
        "tools, CSV of the events that were accepted, or HTML, a report; - is standard output",
    )
    _add_search(parser, argparse.SUPPRESS)
    parser.add_argument("--as", dest="written_as", choices=tuple(exports.KINDS), help="the form of FILE")
    parser.add_argument(
        "--mask",
        type=_mask,
        default=_mask(""),
        metavar="WHAT",
        help="hide some of people, trackers, properties and bodies, with commas between them: a value gets "
        "another name, the same everywhere; with people, notes are left out",
    )
    parser.add_argument(
        "--neutral",
        action="store_true",
        help="put an apostrophe before cells of CSV that a spreadsheet would take for formulas",
    )
    parser.add_argument("--everything", action="store_true", help="have what was not accepted in CSV as well")


def _import(parser: ArgumentParser) -> None:
    parser.set_defaults(run=history_files.run_import)
    parser.add_argument("file", metavar="FILE", help="JSON Lines that export wrote; - is standard input")


def _add_search(parser: ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--search", metavar="QUERY", default=default, help="only what contains this text and fits its filters"
    )


def _add_id(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="as the list and send tell it; six characters will do")


def _filters() -> str:
    return "\n".join(("filters:", *(f"  {key}:{'…':{12 - len(key)}}{what}" for key, what in KEYS.items())))


def _mask(text: str) -> Mask:
    names = [name for name in text.split(",") if name]
    known = Mask.__slots__
    for name in names:
        if name not in known:
            raise argparse.ArgumentTypeError(f"“{name}” is none of {', '.join(known)}")
    return Mask(**dict.fromkeys(names, True))
