"""`send`: a request on its way, and what became of it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, ExitStack
from itertools import islice
from typing import Final

from events_console import paths
from events_console.cli import connecting, documents, exchanges, knowledge
from events_console.cli.arguments import Options
from events_console.cli.documents import Document
from events_console.cli.history import open_history
from events_console.cli.output import FORMS, Exit, complain, flush, let_go, remark, say, unusable
from events_console.domain import endpoint, long_document
from events_console.domain.connection import Connection
from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.explain import explain
from events_console.domain.problem import Severity
from events_console.services import settings
from events_console.services.sender import Sender
from events_console.services.settings import Settings

_MOST_TOLD: Final = 20  # problems; more would hide the sentence that follows them
_EXITS: Final = {Outcome.ACCEPTED: Exit.GOOD, Outcome.REJECTED: Exit.REFUSED}
_NEVER_TRIED: Final = frozenset({"credentials", "connection", "not-armed", "changed", "history"})


def run(options: Options) -> Exit:
    """Send the request in a file unless it has errors, or that of an earlier exchange."""
    if options.query is not None and (wrong := _flaw(options.query)):
        return unusable(wrong)
    if options.skip and options.resend is not None:
        return unusable("--skip counts the requests of FILE, and --resend names none; leave one of them out")
    with ExitStack() as stack:
        try:
            connection = connecting.chosen(options, stack)
        except ValueError as error:
            return unusable(str(error))
        if options.resend is None:
            return _send_file(connection, options)
        return _send_again(options.resend, connection, options)


def _send_file(connection: Connection, options: Options) -> Exit:
    stamp = options.stamp and _settings().stamp_event_ids
    known = knowledge.of(connection, stamps=stamp)
    document = documents.read(options.file, options.read_as, options.request, known)
    if document is None:
        return Exit.UNUSABLE
    _tell_problems(document)
    address = endpoint.url(connection)
    if not connection.verify_tls and address.startswith("https:"):
        remark(f"{document.name}: note: the certificate of {endpoint.host(address)} is not checked.")
    if document.count(Severity.ERROR) and not options.send_anyway:
        return _refuse(document, options)
    if options.skip or long_document.is_long(document.request):
        from events_console.cli import batch  # rarely needed

        return batch.send(document, connection, options, _line(connection, options), stamp=stamp)
    with _line(connection, options) as sender:
        exchange = sender.prepare(document.request, connection, stamp=stamp)
        return _send(sender, exchange, connection, document, options)


def _send_again(exchange_id: str, connection: Connection, options: Options) -> Exit:
    with open_history() as history:
        earlier = history.get(exchange_id)
    if earlier is None:
        return unusable(f"the history has no “{exchange_id}”; events-console history lists what it has")
    document = Document(exchange_id, earlier.request)
    with _line(connection, options) as sender:
        exchange = sender.prepare_again(earlier, connection)
        if exchanges.place(exchange) != exchanges.place(earlier):
            before, now = exchanges.place(earlier), exchanges.place(exchange)
            remark(f"{exchange_id}: note: it went to {before} before, and goes to {now} now.")
        return _send(sender, exchange, connection, document, options)


def _send(
    sender: Sender, exchange: Exchange, connection: Connection, document: Document, options: Options
) -> Exit:
    if options.dry_run:
        return _report_preview(sender.preview(exchange, connection), document, options)
    return _report(dispatch(sender, exchange, connection), document, options)


def _line(connection: Connection, options: Options) -> AbstractContextManager[Sender]:
    sessions = connecting.open_sessions()
    if not options.debug:
        return connecting.open_line(connection, sessions, options.arm)
    from events_console.cli.debugging import Teller  # rarely needed

    return connecting.open_line(connection, sessions, options.arm, Teller(connection, sessions))


def dispatch(sender: Sender, exchange: Exchange, connection: Connection) -> Exchange:
    """Send ``exchange`` and return it settled; who interrupts that is told where it stands."""
    try:
        settled = sender.send(exchange, connection)
    except KeyboardInterrupt:
        where = f"events-console history show {exchange.id}"
        again = exchanges.resend(exchange)
        complain(
            f"interrupted; the request may have arrived, see {where}; to send it again as it was: {again}"
        )
        raise
    if settled.note:
        complain(settled.note)
    return settled


def exit_for(exchange: Exchange) -> Exit:
    """Return the exit code that tells what became of ``exchange``."""
    if exchange.failure and exchange.failure.kind in _NEVER_TRIED:
        return Exit.UNUSABLE  # something here cannot be used, and nobody was asked for an answer
    return _EXITS.get(exchange.outcome, Exit.UNANSWERED)


def _flaw(expression: str) -> str | None:
    from events_console.cli import query  # as above

    flaw = query.flaw(expression)
    return f"--query “{expression}” is not JMESPath: {flaw}" if flaw else None


def _settings() -> Settings:
    """Return the settings; what cannot be read of them is told, and holds nothing up."""
    try:
        return settings.load(paths.settings_file())
    except (OSError, ValueError) as error:
        complain(f"the settings are not used: {error}")
        return Settings()


def _tell_problems(document: Document) -> None:
    document.tell_notes()
    told = document.count(Severity.ERROR) + document.count(Severity.WARNING)
    remark(*map(document.line, islice(document.problems(), min(told, _MOST_TOLD))))
    if told > _MOST_TOLD:
        remark(f"… and {told - _MOST_TOLD:,} more: events-console validate {document.name}")


def _refuse(document: Document, options: Options) -> Exit:
    remedy = "Nothing was sent: mend what is wrong, or add --send-anyway."
    complain(f"{document.summary()}. {remedy}")
    worst = next(document.problems())
    error = exchanges.error(worst.rule, worst.message, remedy, worst.path)
    say_result(exchanges.unsent("not-sent", error), (), options)
    return Exit.ERRORS


def _report_preview(exchange: Exchange, document: Document, options: Options) -> Exit:
    if exchange.failure:
        return unusable(f"{document.name}: {exchanges.sentence(exchange)}")
    human = (*exchanges.transcript(exchange), "", "Nothing was sent: this is what would leave.")
    say_result(exchanges.unsent("dry-run") | exchanges.wire(exchange), human, options)
    return Exit.GOOD


def _report(exchange: Exchange, document: Document, options: Options) -> Exit:
    human: Iterable[str] = exchanges.facts(exchange)
    if exchange.outcome is Outcome.ACCEPTED:
        human = (exchanges.sentence(exchange), "", *human)
    else:
        place = document.at(explain(exchange).path or "")
        complain(f"{place}: {exchanges.sentence(exchange)}")
    where = f"what became of the request: events-console history show {exchange.id}"
    conclude(exchanges.result(exchange), human, options, where)
    return exit_for(exchange)


def conclude(result: dict[str, object], human: Iterable[str], options: Options, where: str) -> None:
    """Tell the ``result`` of what was sent; ``where`` it is found is told if standard output takes none."""
    try:
        say_result(result, human, options)
        flush()
    except BrokenPipeError:
        let_go()
    except OSError as error:  # the exit code tells what became of it all the same
        let_go()
        complain(f"{error.filename}: {error.strerror}; {where}")


def say_result(result: dict[str, object], human: Iterable[str], options: Options) -> None:
    """Print ``result`` as the options say, ``human`` for people."""
    if options.query is not None:
        say(*FORMS[options.output](_selected(result, options.query)))
    elif options.output == "text":
        say(*human)
    else:
        say(*FORMS[options.output](result))


def _selected(result: dict[str, object], expression: str) -> object:
    from events_console.cli import query  # as above

    try:
        return query.select(expression, result)
    except ValueError as error:
        complain(f"--query “{expression}” does not fit this result, which follows whole: {error}")
        return result
