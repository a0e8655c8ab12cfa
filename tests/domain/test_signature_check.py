"""Which of signing name, region and clock differs from what the service expects."""

from email.utils import formatdate

import pytest

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Outcome, Response, Sent, Target, Timing
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.domain.signature_check import advice, behind, clock, clock_advice

AT = 1_700_000_000  # 2023-11-14T22:13:20Z
SIGNED = "20231114T221320Z"
AWS = "https://personalize-events.eu-west-1.amazonaws.com"
MISMATCH = "The request signature we calculated does not match the signature you provided."


def exchange(
    message: str, *, region: str = "eu-west-1", endpoint: str = AWS, late: float | None = 1, took: float = 0
) -> tuple[Exchange, Response]:
    """Return a refusal by a service whose clock is ``late`` seconds ahead of this one."""
    headers = () if late is None else (("Date", formatdate(AT + took + late, usegmt=True)),)
    sent = Sent("POST", f"{endpoint}/events", (("X-Amz-Date", SIGNED),), b"")
    target = Target("Test", ConnectionKind.DEVELOPMENT, region, endpoint)
    response = Response(403, headers, b"", None, "InvalidSignatureException", message)
    timing = Timing(0, took * 1000)
    made = Exchange(
        "id", Request(Object()), target, AT, Outcome.REJECTED, 1, timing=timing, sent=sent, answer=response
    )
    return made, response


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (420, "This computer's clock is 7 min behind that of the service: set it, or have it "),
        (-7500, "This computer's clock is 2 h 5 min ahead of that of the service: set it, or have it "),
    ],
)
def test_a_clock_that_differs_is_measured(seconds: float, words: str) -> None:
    assert advice(*exchange(MISMATCH, late=seconds)).startswith(words)
    assert (clock_advice(*exchange("", late=seconds, took=60)) or "").startswith(words)


def test_the_message_tells_the_time_where_no_header_does() -> None:
    expired = f"Signature expired: {SIGNED} is now earlier than 20231114T223320Z (20231114T223820Z - 5 min.)"
    early = f"{SIGNED} is still later than 20231114T220320Z (20231114T215820Z + 5 min.)"
    assert advice(*exchange(expired, late=None)).startswith("This computer's clock is 25 min behind that ")
    assert advice(*exchange(early, late=None)).startswith("This computer's clock is 15 min ahead of that ")


def test_waiting_for_the_answer_is_no_difference() -> None:
    assert clock_advice(*exchange("", late=0, took=600)) is None


def test_a_region_other_than_that_of_the_host() -> None:
    said = "Credential should be scoped to a valid region, not 'us-east-1'. "
    for message in (said, MISMATCH):
        assert advice(*exchange(message, region="us-east-1")) == (
            "The request was signed for the region us-east-1, and personalize-events.eu-west-1.amazonaws.com "
            "is in eu-west-1: set region and endpoint of the connection to the same one."
        )


def test_a_region_that_only_the_service_finds_wrong() -> None:
    said = "Credential should be scoped to a valid region, not 'eu-west-1'. "
    assert advice(*exchange(said, endpoint="http://127.0.0.1:1")).startswith(
        "The request was signed for the region eu-west-1, which is not that of what answered: set "
    )


def test_a_service_other_than_the_one_signed_for() -> None:
    said = "Credential should be scoped to correct service: 'execute-api'. "
    assert advice(*exchange(said)) == (
        "The request was signed for the service “personalize”, and what answered is “execute-api”: "
        "correct the endpoint of the connection."
    )


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("Credential should be scoped to correct service: 'personalize'.", "the service “personalize”"),
        ("Credential should be scoped to a valid region, not 'mars-1'.", "the region eu-west-1"),
    ],
)
def test_a_scope_that_did_not_leave_here(message: str, left: str) -> None:
    assert advice(*exchange(message)).startswith(f"The request left signed for {left}, and did not arrive so")


def test_without_a_difference_each_of_the_three_is_told() -> None:
    end = " So the secret key may not be that of the access key, or something on the way changed the request"
    assert advice(*exchange(MISMATCH)).startswith(
        f"In order: the signing name (personalize), the region (eu-west-1) and this computer's clock.{end}"
    )
    assert advice(*exchange(MISMATCH, endpoint="http://127.0.0.1:1", late=None)).startswith(
        "In order: the signing name (personalize); the region (eu-west-1) and this computer's clock cannot "
        f"be compared with what answered.{end}"
    )


@pytest.mark.parametrize(
    "date", ["", "x", "Tue, 14 Nov 99999999999999999999 22:13:20 GMT", "\ud800", "0 0 0"]
)
def test_a_date_that_is_none(date: str) -> None:
    assert behind(date, AT) is None


def test_a_date_without_a_zone_is_one_of_utc() -> None:
    assert behind("Tue, 14 Nov 2023 22:14:20 -0000", AT) == 60


def test_stamps_that_are_none_are_no_differences() -> None:
    said = "99999999T999999Z is now earlier than 99999999T999999Z (99999999T999999Z - 5 min.)"
    assert clock_advice(*exchange(said, late=None)) is None


def test_hours_are_told_apart() -> None:
    assert clock(7380) == "this computer's clock is 2 h 3 min behind"
