"""`history`: what was sent and what became of it."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from events_console import paths
from events_console.cli import exchanges
from events_console.cli.arguments import Options
from events_console.cli.output import Exit, columns, complain, json_lines, remark, say, unusable
from events_console.domain import history_query
from events_console.domain.annotation import tags_in
from events_console.domain.history_query import outcome_name
from events_console.domain.timestamps import show
from events_console.services import history as service
from events_console.services.history import History
from events_console.services.history_entries import Entry

_HEAD: Final = ("Sent at", "Connection", "Outcome", "Status", "Events", "First event", "History ID")
_WIDEST: Final = (
    40  # characters of a cell; the service takes hundreds, and a wrong request may hold any number
)


def run(options: Options) -> Exit:
    """Print the newest exchanges."""
    query = history_query.parse(options.search)
    with open_history() as history:
        if flaw := history.flaw(query):
            return unusable(flaw)
        found = history.page(options.limit + 1, query=query)
        entries = found[: options.limit]
        if options.format == "json":
            say(*json_lines([*_records(history, entries)]))
        elif entries:
            say(*columns([_HEAD, *map(_cells, entries)]))
        else:
            say(nothing(query) if query else "Nothing was sent yet.")
    if len(found) > len(entries):
        more = (
            f"These are the newest {options.limit:,}: --limit N lists more, --search TEXT looks through all."
        )
        remark(more)
    return Exit.GOOD


def run_show(options: Options) -> Exit:
    """Print one exchange in full."""
    with open_history() as history:
        kept = history.kept(options.id)
    if kept is None:
        return _unknown(options.id)
    exchange = kept.exchange
    if options.format == "json":
        say(*json_lines(exchanges.record(kept)))
    else:
        facts = (*exchanges.facts(exchange), *exchanges.annotated(kept.annotation))
        say(exchanges.sentence(exchange), "", *facts, "", *exchanges.transcript(exchange))
    return Exit.GOOD


def run_annotate(options: Options) -> Exit:
    """Add a star, a note and tags to an exchange, or take them away, and print what it has then."""
    with open_history() as history:
        kept = history.kept(options.id)
        if kept is None:
            return _unknown(options.id)
        old, gone = kept.annotation, tags_in(" ".join(options.untag))
        tags = tags_in(" ".join((*old.tags, *options.tag)))
        new = replace(
            old,
            starred=old.starred if options.star is None else options.star,
            note=old.note if options.note is None else options.note,
            tags=tuple(tag for tag in tags if tag not in gone),
        )
        if new != old:
            history.annotate(kept.exchange.id, new)
    say(kept.exchange.id, *(list(exchanges.annotated(new)) or ["  It has no star, note or tags."]))
    return Exit.GOOD


def nothing(query: history_query.Query) -> str:
    """Return the sentence that ``query`` finds nothing."""
    verb = "fits" if query.terms else "contains"
    return f"Nothing in the history {verb} “{query.line}”."


@contextlib.contextmanager
def open_history() -> Iterator[History]:
    """Open the history for a while; say so where it can only be read, or was set aside for a new one."""
    with contextlib.closing(service.open_history(paths.history_file())) as history:
        if history.notice:
            complain(history.notice)
        yield history


def _unknown(exchange_id: str) -> Exit:
    return unusable(f"the history has no “{exchange_id}”; events-console history lists what it has")


def _records(history: History, entries: Iterable[Entry]) -> Iterator[dict[str, object]]:
    for entry in entries:
        try:
            kept = history.kept(entry.id)
        except OSError as error:  # of this row; the others are told nevertheless
            complain(str(error))
            continue
        if kept:
            yield exchanges.record(kept)


def _cells(entry: Entry) -> tuple[str, ...]:
    first = " ".join(filter(None, (entry.event_type, entry.item_id)))
    return (
        show(int(entry.started_at)) or "",
        entry.connection,
        outcome_name(entry.outcome, entry.status),
        str(entry.status or ""),
        str(entry.event_count),
        first if len(first) <= _WIDEST else f"{first[:_WIDEST]}…",
        entry.id,
    )
