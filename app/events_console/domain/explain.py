"""What an outcome means, in words, and which cell of the document it is about."""

import re
from dataclasses import dataclass, replace
from typing import Final

from events_console.domain.exchange import Exchange, Failure, Outcome, Response
from events_console.domain.json_value import pointer

# AWS counts list members from 1 and writes ".member" after each count.
# Without possessive repeats, which Python 3.11.2 gets wrong; each step begins with a dot, so none is needed.
_MEMBER: Final = re.compile(r"at '([A-Za-z]+(?:\.[A-Za-z]+|\.[1-9][0-9]{0,8}\.member)*)' failed to satisfy")
_REFUSED: Final = 400  # with this status HTTP's client errors begin
_FAILED: Final = 500  # and with this one those of the server
_SIGNATURE: Final = (
    "Check the secret key, the region and this computer's clock, which may be off by at most 5 minutes."
)

_ADVICE: Final = {
    "InvalidInputException": "Mend the value that the message names, and send again.",
    "SerializationException": "Give each value the type that the service expects; the problems say which.",
    "UnrecognizedClientException": "The service does not know the access key: check the credentials in use.",
    "InvalidSignatureException": _SIGNATURE,
    "SignatureDoesNotMatch": _SIGNATURE,
    "IncompleteSignatureException": "The signature was damaged: check any proxy on the way.",
    "MissingAuthenticationTokenException": "It was not signed: choose a connection with credentials.",
    "ExpiredTokenException": "The credentials have expired: sign in for new ones, and send again.",
    "AccessDeniedException": "Ask that these credentials may do personalize:PutEvents on resource *.",
    "ThrottlingException": (
        "More requests came than the quota allows, 1,000 a second for a dataset group unless raised: "
        "wait a moment, and send again."
    ),
}
_ADVICE_BY_STATUS: Final = {
    403: "Check the credentials and the endpoint of the connection, and any proxy on the way.",
    404: "Nothing is served there: check the endpoint of the connection.",
    407: "A proxy on the way wants a user and a password: give them in HTTPS_PROXY.",
    413: "The request is too large: send its events in several.",
    429: _ADVICE["ThrottlingException"],
}
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
    """A sentence on what happened, one on what to do, and the JSON Pointer of the value meant, if any."""

    headline: str
    advice: str
    path: str | None = None


GIVEN_UP: Final = Explanation(
    "You stopped waiting: the request may have arrived.",
    "Its answer will still be kept here. Sent again as it was, an event that keeps its eventId counts once.",
)


def word(outcome: Outcome, status: int | None) -> str:
    """Return what an outcome is called: "Accepted", "Refused", "Failed" for an error of the server's own."""
    failed = outcome is Outcome.REJECTED and status is not None and status >= _FAILED
    return "Failed" if failed else _WORDS[outcome]


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
            return Explanation(_headline(response), _advice(response), path_in(response.message or ""))
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


def _advice(response: Response) -> str:
    known = _ADVICE.get(response.code or "") or _ADVICE_BY_STATUS.get(response.status)
    if known:
        return known
    if response.status >= _FAILED:
        return "Send again in a moment; an event that keeps its eventId counts once."
    if response.status >= _REFUSED:
        return "Mend what the message names, and send again."
    doubt = "" if response.is_final else "The request may have arrived. "
    return f"{doubt}Check the endpoint of the connection, and any proxy on the way."


def path_in(message: str) -> str | None:
    """Return the JSON Pointer of the first member that AWS's validation text names, if it names one.

    That is "/eventList/0/eventType" for "… at 'eventList.1.member.eventType' failed to satisfy …".
    """
    found = _MEMBER.search(message)
    if not found:
        return None
    steps = (step for step in found[1].split(".") if step != "member")
    return pointer(*(int(step) - 1 if step.isdecimal() else step for step in steps))
