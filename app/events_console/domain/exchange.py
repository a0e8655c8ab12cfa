"""An exchange: one request that was sent, what went over the wire, and what became of it."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from events_console.domain.connection import ConnectionKind
from events_console.domain.request import Request

_FINAL: Final = 200  # below this status HTTP only says that an answer will come
_FAILED: Final = 500  # with this status HTTP's server errors begin


class Outcome(StrEnum):
    """What became of a request."""

    PENDING = "pending"  # on its way in a program that is still running
    ACCEPTED = "accepted"  # the service answered 2xx; it does not say whether each event was used
    REJECTED = "rejected"  # the service answered with an error
    UNANSWERED = "unanswered"  # no answer that could be read
    UNKNOWN = "unknown"  # the program ended before the answer came: it may have arrived


Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """The last attempt as it left: the exact body, and headers whose secrets are already redacted."""

    method: str
    url: str
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Response:
    """The answer as it came; ``code`` and ``message`` are those of an error answer, else None."""

    status: int
    headers: Headers
    body: bytes
    request_id: str | None = None
    code: str | None = None
    message: str | None = None

    @property
    def is_final(self) -> bool:
        """Whether it settles the request, as no 1xx does."""
        return self.status >= _FINAL

    @property
    def is_foreign(self) -> bool:
        """Whether it tells of success, but cannot be PutEvents'.

        The service answers 200 with an empty body and an x-amzn-RequestId. Servers for tests may leave the ID
        out, or answer "{}"; but the page with which a network asks for signing in is 200 as well.
        """
        return 200 <= self.status < 300 and self.request_id is None and not _is_blank_or_object(self.body)  # noqa: PLR2004  # success in HTTP


def _is_blank_or_object(body: bytes) -> bool:
    try:
        return not body.strip() or isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer.

    ``kind`` is a word such as "timeout-read", ``message`` says what happened, ``advice`` what to do;
    ``may_have_arrived`` is false only where the request cannot have reached the service; ``partial`` is what
    came of an answer that broke off.
    """

    kind: str
    message: str
    advice: str
    may_have_arrived: bool
    partial: Response | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Where the time went, in milliseconds: before the last attempt left, and until its answer was read."""

    prepare_ms: float
    answer_ms: float

    @property
    def total_ms(self) -> float:
        """The whole time."""
        return self.prepare_ms + self.answer_ms


@dataclass(frozen=True, slots=True)
class Target:
    """The connection as it was when the request was sent."""

    name: str
    kind: ConnectionKind
    region: str
    endpoint: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request on its way or after it; ``started_at`` is in Unix seconds, ``id`` is a UUID.

    ``request`` is the document as it was sent: placeholders resolved, missing eventIds stamped; ``source`` is
    what it was made from, None where that is not known. ``sent`` is None until bytes have left; ``answer`` is
    None while the outcome is pending or unknown; ``note`` is a sentence about keeping the exchange, which is
    not itself kept.
    """

    id: str
    request: Request
    target: Target
    started_at: float
    outcome: Outcome = Outcome.PENDING
    attempts: int = 0
    timing: Timing | None = None
    sent: Sent | None = None
    answer: Response | Failure | None = None
    source: Request | None = None
    note: str | None = field(default=None, compare=False)

    @property
    def response(self) -> Response | None:
        """The answer where one came."""
        return self.answer if isinstance(self.answer, Response) else None

    @property
    def failure(self) -> Failure | None:
        """Why no answer came, where none did."""
        return self.answer if isinstance(self.answer, Failure) else None

    @property
    def in_doubt(self) -> bool:
        """Whether the service may have taken the request without saying so: it failed, or nobody knows."""
        match self.answer:
            case Response() as response:
                return response.status >= _FAILED or not response.is_final
            case Failure(may_have_arrived=arrived):
                return arrived
            case _:
                return self.outcome is Outcome.UNKNOWN
