"""The document as a whole: how many events it has, and where their user and session stand."""

from collections.abc import Iterator
from typing import Final

from events_console.domain import long_document
from events_console.domain.lint.rule import Rule
from events_console.domain.long_document import MOST_EVENTS
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import EVENT_LIST, Request

TOO_MANY: Final = Rule(
    "event.too-many",
    Severity.ERROR,
    f"more than {MOST_EVENTS} events in one request",
    "splits the document into several requests",
)
OWN_SESSIONS: Final = Rule(
    "request.long",
    Severity.INFO,
    "a document whose events have a user and a session of their own, so that it is sent as several requests",
)
RULES: Final = (TOO_MANY, OWN_SESSIONS)


def document(request: Request, *, long: bool) -> Iterator[Problem]:
    """Yield what is wrong with the number of events in a request that is, or is not, a long document."""
    count = len(request.events)
    if long:
        message = (
            "Each event names its own session here, which no PutEvents request does: this document is sent "
            f"as requests of up to {MOST_EVENTS} events of one user and session."
        )
        yield OWN_SESSIONS.at(f"/{EVENT_LIST}", message)
    elif count > MOST_EVENTS:
        message = (
            f"The request has {count:,} events, but the service takes at most {MOST_EVENTS} in one: split "
            "the document, or send the others in another request."
        )
        fix = Fix("Split into requests", remake=long_document.split, safe=False)
        yield TOO_MANY.at(f"/{EVENT_LIST}", message, fix)
