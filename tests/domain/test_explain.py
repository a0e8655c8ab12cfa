"""What an outcome means in words, and which cell the service's message is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Target
from events_console.domain.explain import Explanation, explain, path_in
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from tests.strategies import between_bars

AGAIN = "Send again in a moment; an event that keeps its eventId counts once."


def _exchange(outcome: Outcome, answer: Response | Failure | None = None) -> Exchange:
    target = Target("Sandbox", ConnectionKind.SANDBOX, "eu-west-1", "http://127.0.0.1:1")
    return Exchange("id", Request(Object()), target, 0.0, outcome, answer=answer)


def _refused(status: int, code: str | None = None, message: str | None = None) -> Explanation:
    return explain(_exchange(Outcome.REJECTED, Response(status, (), b"", None, code, message)))


@pytest.mark.parametrize(
    ("status", "code", "advice"),
    [
        (400, "InvalidInputException", "Mend the value that the message names, and send again."),
        (
            400,
            "SerializationException",
            "Give each value the type that the service expects; the problems say which.",
        ),
        (
            400,
            "ThrottlingException",
            "More requests came than the quota allows, 1,000 a second for a dataset group ",
        ),
        (
            403,
            "UnrecognizedClientException",
            "The service does not know the access key: check the credentials in use.",
        ),
        (
            403,
            "InvalidSignatureException",
            "Check the secret key, the region and this computer's clock, which may be ",
        ),
        (
            403,
            "SignatureDoesNotMatch",
            "Check the secret key, the region and this computer's clock, which may be ",
        ),
        (403, "IncompleteSignatureException", "The signature was damaged: check any proxy on the way."),
        (
            403,
            "MissingAuthenticationTokenException",
            "It was not signed: choose a connection with credentials.",
        ),
        (403, "ExpiredTokenException", "The credentials have expired: sign in for new ones, and send again."),
        (
            403,
            "AccessDeniedException",
            "Ask that these credentials may do personalize:PutEvents on resource *.",
        ),
        (
            403,
            "ForbiddenException",
            "Check the credentials and the endpoint of the connection, and any proxy on the way.",
        ),
        (404, None, "Nothing is served there: check the endpoint of the connection."),
        (407, None, "A proxy on the way wants a user and a password: give them in HTTPS_PROXY."),
        (413, None, "The request is too large: send its events in several."),
        (429, None, "More requests came than the quota allows, 1,000 a second for a dataset group "),
        (400, "NewException", "Mend what the message names, and send again."),
        (499, None, "Mend what the message names, and send again."),
        (500, "InternalServerException", AGAIN),
        (503, "ServiceUnavailableException", AGAIN),
        (502, None, AGAIN),
        (302, None, "Check the endpoint of the connection, and any proxy on the way."),
    ],
)
def test_each_refusal_comes_with_what_to_do(status: int, code: str | None, advice: str) -> None:
    explanation = _refused(status, code, "said")
    assert explanation.advice.startswith(advice)
    assert explanation.advice.endswith(".")
    happened = {3: "Something that is not the service answered", 5: "The service failed"}
    beginning = happened.get(status // 100, "The service refused the request")
    assert explanation.headline == f"{beginning} with {code or f'status {status}'}: said"
    assert explanation.path is None


def test_a_refusal_without_a_message_is_a_sentence_too() -> None:
    assert _refused(503).headline == "The service failed with status 503."
    assert _refused(400, "X", " a\r\n b\t").headline == "The service refused the request with X: a b"


def test_an_answer_that_is_not_final_leaves_doubt() -> None:
    explanation = _refused(101)
    assert explanation.headline == "The answer was not final: it came with status 101."
    assert explanation.advice.startswith("The request may have arrived. Check the endpoint")


def test_a_refusal_names_the_cell_that_the_message_means() -> None:
    message = (
        "2 validation errors detected: Value 'at 'x'' at 'eventList.3.member.impression.2.member' failed to "
        "satisfy constraint: Member must have length greater than or equal to 1; Value at 'userId' failed to "
        "satisfy constraint: Member must have length less than or equal to 256"
    )
    explanation = _refused(400, "InvalidInputException", message)
    assert explanation.path == "/eventList/2/impression/1"
    assert explanation.headline.endswith("less than or equal to 256")


@pytest.mark.parametrize(
    ("named", "path"),
    [
        ("trackingId", "/trackingId"),
        ("eventList", "/eventList"),
        ("eventList.1.member", "/eventList/0"),
        ("eventList.1.member.eventType", "/eventList/0/eventType"),
        (
            "eventList.10.member.metricAttribution.eventAttributionSource",
            "/eventList/9/metricAttribution/eventAttributionSource",
        ),
    ],
)
def test_members_are_counted_from_one_there_and_from_zero_here(named: str, path: str) -> None:
    for value in ("", " 'x'", " null"):
        said = f"1 validation error detected: Value{value} at '{named}' failed to satisfy constraint: …"
        assert path_in(said) == path


NO_MEMBERS = between_bars(
    "|.|a.|.a|a..b|a/b|a b|'|1.member|a.1.member.|a.1|a.1.b|a.0.member|a.01.member|a.\u0661.member"
    "|a.9999999999.member|eventList.1.member.eventType\n"
)


@pytest.mark.parametrize("named", NO_MEMBERS)
def test_what_is_no_name_of_a_member_is_no_path(named: str) -> None:
    assert path_in(f"Value 'x' at '{named}' failed to satisfy constraint: y") is None


@given(
    st.text()
    | st.lists(st.sampled_from(["at '", "a", ".", "1", ".member", "' failed to satisfy", "'", " "])).map(
        "".join
    )
)
def test_no_message_is_too_odd(message: str) -> None:
    path = path_in(message)
    assert path is None or path.startswith("/")


def test_a_long_message_is_read_at_once() -> None:
    for message in (
        "at 'a" + ".a" * 100_000,
        "at 'a" + ".1.member" * 50_000 + "!",
        "at '" * 100_000,
        "at 'a" * 100_000,
    ):
        assert path_in(message) is None


@pytest.mark.parametrize(
    ("outcome", "headline", "advice"),
    [
        (
            Outcome.ACCEPTED,
            "The service took the request.",
            "It does not say whether it will use each of the events.",
        ),
        (Outcome.PENDING, "The request is on its way.", "The answer will appear here."),
        (
            Outcome.UNKNOWN,
            "The program ended before the answer came: the request may have arrived.",
            "Send it again if in doubt; an event that keeps its eventId counts once.",
        ),
    ],
)
def test_an_outcome_without_an_answer_is_explained(outcome: Outcome, headline: str, advice: str) -> None:
    assert explain(_exchange(outcome)) == Explanation(headline, advice)


@pytest.mark.parametrize(("request_id", "doubt"), [("r-1", False), (None, True)])
def test_success_without_a_request_id_leaves_a_doubt(request_id: str | None, doubt: bool) -> None:
    explanation = explain(_exchange(Outcome.ACCEPTED, Response(200, (), b"", request_id)))
    assert explanation.headline == "The service took the request."
    assert ("It gave no request ID" in explanation.advice) == doubt


def test_a_failure_speaks_for_itself() -> None:
    failure = Failure(
        "refused", "127.0.0.1:1 refused the connection.", "Start the server.", may_have_arrived=False
    )
    assert explain(_exchange(Outcome.UNANSWERED, failure)) == Explanation(failure.message, failure.advice)
