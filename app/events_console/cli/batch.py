"""`send` of a long document: all its requests, one after the other, and what became of them."""

import shlex
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import islice
from threading import Event
from types import FrameType
from typing import Final

from events_console.cli import connecting, exchanges
from events_console.cli.arguments import PROGRAM, Options
from events_console.cli.documents import Document
from events_console.cli.output import Exit, complain, progress, unusable
from events_console.cli.send import conclude, exit_for, say_result
from events_console.domain import arming, long_document
from events_console.domain.connection import Connection, ConnectionKind
from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.explain import explain, word
from events_console.domain.json_value import pointer
from events_console.domain.problem import row_of
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.wording import counted
from events_console.services import batch
from events_console.services.sender import Sender

_MOST_TOLD: Final = 20  # requests that were not accepted


def send(
    document: Document,
    connection: Connection,
    options: Options,
    line: AbstractContextManager[Sender],
    *,
    stamp: bool,
) -> Exit:
    """Send all requests of a document but those that --skip leaves out, or show the first of them.

    With ``stamp``, each event has an eventId that is the same if the file is sent again.
    """
    if stamp:
        document = replace(document, request=long_document.stamped(document.request))
    run = _Run(document, connection, options)
    if why := run.refusal():
        return unusable(why)
    with line as sender:
        if options.dry_run:
            request = next(run.requests())
            return run.preview(sender.preview(sender.prepare(request, connection, stamp=stamp), connection))
        return run.send(sender, stamp=stamp)


class _Run:
    """The requests of one document on their way."""

    def __init__(self, document: Document, connection: Connection, options: Options) -> None:
        self._document, self._connection, self._options = document, connection, options
        made = long_document.count(document.request)
        self._total = max(made - options.skip, 0)
        self._rows: tuple[int, ...] = ()
        self._done = 0
        self._reached = options.skip  # requests that are not to be sent anew
        self._words: Counter[str] = Counter()
        self._outcomes: set[Outcome] = set()
        self._exits: set[Exit] = set()
        self._results: list[dict[str, object]] = []
        self._refused: list[str] = []

    def refusal(self) -> str | None:
        """Return why none of the requests is sent, if so."""
        if not self._total:
            return f"{self._document.name}: --skip {self._options.skip:,} leaves none of its requests to send"
        meant = connecting.guarded(self._connection)
        is_production = meant.kind is ConnectionKind.PRODUCTION and not self._options.dry_run
        if is_production and self._total > arming.REQUESTS:
            return (
                f"“{meant.name}” is a production connection, where --arm lets {arming.REQUESTS} requests "
                f"through, and {self._document.name} makes {self._total:,}: split it; nothing was sent"
            )
        return None

    def requests(self) -> Iterator[Request]:
        """Yield the requests; while one is under way, the rows of its events are known."""
        for part in islice(long_document.parts(self._document.request), self._options.skip, None):
            self._rows = part.rows
            yield part.request

    def preview(self, exchange: Exchange) -> Exit:
        """Show what would leave first, and how much would."""
        if exchange.failure:
            return unusable(f"{self._document.name}: {exchanges.sentence(exchange)}")
        first = exchanges.unsent("dry-run") | exchanges.wire(exchange)
        end = f"Nothing was sent: this is the first of {counted(self._total, 'request')} that would leave."
        human = (*exchanges.transcript(exchange), "", end)
        say_result({"outcome": "dry-run", "count": self._total, "requests": [first]}, human, self._options)
        return Exit.GOOD

    def send(self, sender: Sender, *, stamp: bool) -> Exit:
        """Send them until all are sent, it makes no more sense, or somebody interrupts that."""
        stop = Event()
        requests = self.requests()
        under_way = batch.send_all(sender, requests, self._connection, stamp=stamp, stop=stop)
        try:
            with _interrupting(stop):
                for exchange in under_way:
                    self._note(exchange)
        except KeyboardInterrupt:
            self._reached = self._options.skip + self._done + 1
            complain(f"one request may have arrived, see {PROGRAM} history --limit 1")
            self._report(interrupted=True)
            raise
        self._report(interrupted=stop.is_set())
        if stop.is_set():
            raise KeyboardInterrupt
        return self._exit()

    def _note(self, exchange: Exchange) -> None:
        self._done += 1
        if exchange.note:
            complain(exchange.note)
        self._outcomes.add(exchange.outcome)
        self._exits.add(exit_for(exchange))
        status = exchange.response.status if exchange.response else None
        self._words[word(exchange.outcome, status).lower()] += 1
        path = self._place(explain(exchange).path)
        if exchange.outcome is Outcome.ACCEPTED or exchange.in_doubt:
            self._reached = self._options.skip + self._done
        if exchange.outcome is not Outcome.ACCEPTED and len(self._refused) < _MOST_TOLD:
            place = self._document.at(path or pointer(EVENT_LIST, self._rows[0]))
            self._refused.append(f"{place}: {exchanges.sentence(exchange)} (history ID {exchange.id})")
        if self._options.output != "text" or self._options.query is not None:
            self._results.append(exchanges.result(exchange, path))
        progress(f"{self._done:,} of {self._total:,} requests: {self._told()}")

    def _place(self, path: str | None) -> str | None:
        """Return the place in the document of what a message says about the request under way."""
        row = row_of(path) if path else None
        if path is None or row is None or row >= len(self._rows):
            return path
        return pointer(EVENT_LIST, self._rows[row]) + path.removeprefix(pointer(EVENT_LIST, row))

    def _told(self) -> str:
        return ", ".join(f"{number:,} {word}" for word, number in self._words.items()) or "none was sent"

    def _report(self, *, interrupted: bool) -> None:
        progress("")
        for line in self._refused:
            complain(line)
        others = self._done - self._words["accepted"] - len(self._refused)
        if others:
            complain(f"{counted(others, 'more request')} not accepted: events-console history lists them")
        sent = f"{self._done:,} of {self._total:,} requests"
        if self._done < self._total:
            how = "interrupted" if interrupted else "given up, as the next would fare the same,"
            again = f"{PROGRAM} send {shlex.quote(self._options.file)} --skip {self._reached}"
            complain(f"{how} after {sent}; to go on, with the options of before: {again}")
        outcome = str(batch.worst(self._outcomes)) if self._done else "not-sent"
        result = {"outcome": outcome, "count": self._total, "requests": self._results}
        where = f"what became of the requests: {PROGRAM} history"
        conclude(result, (f"{sent}: {self._told()}.",), self._options, where)

    def _exit(self) -> Exit:
        code = max(self._exits)
        # Nobody shall take it that nothing was sent.
        return Exit.UNANSWERED if Exit.UNUSABLE in self._exits and len(self._exits) > 1 else code


@contextmanager
def _interrupting(stop: Event) -> Iterator[None]:
    """Let Ctrl+C set ``stop``, so that what is under way is settled, and a second one interrupt even that."""

    def handle(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            signal.default_int_handler(number, frame)
        stop.set()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
