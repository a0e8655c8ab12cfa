"""What an outcome leaves open."""

import pytest

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Target
from events_console.domain.json_value import Object
from events_console.domain.request import Request

TARGET = Target("Here", ConnectionKind.SANDBOX, "us-east-1", "http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("outcome", "answer", "in_doubt"),
    [
        (Outcome.ACCEPTED, Response(200, (), b""), False),
        (Outcome.REJECTED, Response(101, (), b""), True),
        (Outcome.REJECTED, Response(400, (), b""), False),
        (Outcome.REJECTED, Response(429, (), b""), False),
        (Outcome.REJECTED, Response(500, (), b""), True),
        (Outcome.REJECTED, Response(504, (), b""), True),
        (Outcome.UNANSWERED, Failure("timeout-read", "", "", may_have_arrived=True), True),
        (Outcome.UNANSWERED, Failure("dns", "", "", may_have_arrived=False), False),
        (Outcome.UNKNOWN, None, True),
        (Outcome.PENDING, None, False),
    ],
)
def test_what_may_have_arrived_although_nobody_said_so(
    outcome: Outcome, answer: Response | Failure | None, in_doubt: bool
) -> None:
    exchange = Exchange("id", Request(Object()), TARGET, 0.0, outcome, answer=answer)
    assert exchange.in_doubt is in_doubt
