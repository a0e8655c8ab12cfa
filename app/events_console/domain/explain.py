"""What an outcome means, in words, and which cells of the document it is about."""

from dataclasses import dataclass, replace
from typing import Final

from events_console.domain import service_errors
from events_console.domain.exchange import Exchange, Failure, Outcome, Response

_REFUSED: Final = 400  # with this status HTTP's client errors begin
_FAILED: Final = 500  # and with this one those of the server
_NO_REQUEST_ID: Final = (
    " It gave no request ID, which Amazon Personalize always does: "
    "check the endpoint of the connection, unless it is a server for tests."
)


_WORDS: Final = {
    Outcome.ACCEPTED: "Accepted",
    Outcome.REJECTED: "Refused",
    Outcome.UNANSWERED: "No answer",
    Outcome.UNKNOWN: "Outcome unknown",
    Outcome.PENDING: "Sending",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence on what happened and some on what to do.

    ``paths`` are the JSON Pointers of the values meant, ``statement`` an IAM statement that ``advice`` asks
    for, as JSON.
    """

    headline: str
    advice: str
    paths: tuple[str, ...] = ()
    statement: str | None = None

    @property
    def path(self) -> str | None:
        """The first of the values meant, if any."""
        return self.paths[0] if self.paths else None


GIVEN_UP: Final = Explanation(
    "You stopped waiting: the request may have arrived.",
    "Its answer will still be kept here. Sent again as it was, an event that keeps its eventId counts once.",
)


MARKS: Final = {
    Outcome.ACCEPTED: "✓",
    Outcome.REJECTED: "✕",
    Outcome.UNANSWERED: "?",
    Outcome.UNKNOWN: "?",
    Outcome.PENDING: "…",
}


def word(outcome: Outcome, status: int | None) -> str:
    """Return what an outcome is called: "Accepted", "Refused", "Failed" for an error of the server's own."""
    failed = outcome is Outcome.REJECTED and status is not None and status >= _FAILED
    return "Failed" if failed else _WORDS[outcome]


def verdict(outcome: Outcome, status: int | None) -> str:
    """Return an outcome as shape and words: "✓ 200 Accepted", "✕ 400 Refused", "? No answer"."""
    return " ".join((MARKS[outcome], *([str(status)] if status else []), word(outcome, status)))


def explain(exchange: Exchange) -> Explanation:
    """Return what the outcome of ``exchange`` means, and what its note adds to that."""
    meaning = _meaning(exchange)
    return replace(meaning, advice=f"{meaning.advice} {exchange.note}") if exchange.note else meaning


def _meaning(exchange: Exchange) -> Explanation:
    match exchange.outcome, exchange.answer:
        case Outcome.ACCEPTED, answer:
            doubt = _NO_REQUEST_ID if isinstance(answer, Response) and answer.request_id is None else ""
            return Explanation(
                "The service took the request.",
                f"It does not say whether it will use each of the events.{doubt}",
            )
        case Outcome.REJECTED, Response() as response:
            meaning = service_errors.meaning(exchange, response)
            return Explanation(_headline(response), meaning.advice, meaning.paths, meaning.statement)
        case Outcome.UNANSWERED, Failure() as failure:
            return Explanation(failure.message, failure.advice)
        case Outcome.PENDING, _:
            return Explanation("The request is on its way.", "The answer will appear here.")
        case _:
            return Explanation(
                "The program ended before the answer came: the request may have arrived.",
                "Send it again if in doubt; an event that keeps its eventId counts once.",
            )


def _headline(response: Response) -> str:
    if response.status >= _FAILED:
        happened = "The service failed"
    elif response.status >= _REFUSED:
        happened = "The service refused the request"
    elif not response.is_final:
        happened = "The answer was not final: it came"
    else:
        happened = "Something that is not the service answered"
    said = " ".join((response.message or "").split())
    what = response.code or f"status {response.status}"
    return f"{happened} with {what}: {said}" if said else f"{happened} with {what}."
