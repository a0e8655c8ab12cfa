"""`history`: what was sent and what became of it."""

import contextlib
from collections.abc import Iterable, Iterator
from typing import Final

from events_console import paths
from events_console.cli import exchanges
from events_console.cli.arguments import Options
from events_console.cli.output import Exit, columns, complain, json_lines, remark, say, unusable
from events_console.domain.timestamps import show
from events_console.services.history import Entry, History

_HEAD: Final = ("Sent at", "Connection", "Outcome", "Status", "Events", "First event", "History ID")
_WIDEST: Final = (
    40  # characters of a cell; the service takes hundreds, and a wrong request may hold any number
)


def run(options: Options) -> Exit:
    """Print the newest exchanges."""
    with open_history() as history:
        found = history.page(options.limit + 1, search=options.search)
        entries = found[: options.limit]
        if options.format == "json":
            say(*json_lines([*_records(history, entries)]))
        elif entries:
            say(*columns([_HEAD, *map(_cells, entries)]))
        else:
            say(
                f"Nothing in the history contains “{options.search}”."
                if options.search
                else "Nothing was sent yet."
            )
    if len(found) > len(entries):
        more = (
            f"These are the newest {options.limit:,}: --limit N lists more, --search TEXT looks through all."
        )
        remark(more)
    return Exit.GOOD


def run_show(options: Options) -> Exit:
    """Print one exchange in full."""
    with open_history() as history:
        exchange = history.get(options.id)
    if exchange is None:
        return unusable(f"the history has no “{options.id}”; events-console history lists what it has")
    if options.format == "json":
        say(*json_lines(exchanges.record(exchange)))
    else:
        say(exchanges.sentence(exchange), "", *exchanges.facts(exchange), "", *exchanges.transcript(exchange))
    return Exit.GOOD


@contextlib.contextmanager
def open_history() -> Iterator[History]:
    """Open the history for a while; say so where an unusable file had to make room for a new one."""
    with contextlib.closing(History(paths.history_file())) as history:
        if history.notice:
            complain(history.notice)
        yield history


def _records(history: History, entries: Iterable[Entry]) -> Iterator[dict[str, object]]:
    for entry in entries:
        try:
            exchange = history.get(entry.id)
        except OSError as error:  # of this row; the others are told nevertheless
            complain(str(error))
            continue
        if exchange:
            yield exchanges.record(exchange)


def _cells(entry: Entry) -> tuple[str, ...]:
    first = " ".join(filter(None, (entry.event_type, entry.item_id)))
    return (
        show(int(entry.started_at)) or "",
        entry.connection,
        str(entry.outcome),
        str(entry.status or ""),
        str(entry.event_count),
        first if len(first) <= _WIDEST else f"{first[:_WIDEST]}…",
        entry.id,
    )
