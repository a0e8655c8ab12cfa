"""What an outcome means in words, and which cell the service's message is about."""

from dataclasses import replace

import pytest

from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Target
from events_console.domain.explain import Explanation, explain
from events_console.domain.json_value import Object, freeze
from events_console.domain.request import Request

AGAIN = "Send again in a moment; an event that keeps its eventId counts once."
BROKE = f"Something went wrong inside the service; nothing in the request need be wrong. {AGAIN}"
UNKNOWN_KEY = "The service does not know the access key: it was deleted or switched off, belongs to another "
EXPIRED = "The credentials have expired: sign in for new ones, and send again."
THROTTLED = "More requests came than the quota allows, 1,000 PutEvents requests a second for a dataset group "
ADD = "Have this statement added to a policy of these credentials: {"
TRACKER = (
    "Compare the tracking ID with that of an ACTIVE event tracker in the same account and region; "
    "what the service says of one that it does not know comes from no public source: unverified."
)


def _exchange(outcome: Outcome, answer: Response | Failure | None = None) -> Exchange:
    target = Target("Sandbox", ConnectionKind.SANDBOX, "eu-west-1", "http://127.0.0.1:1")
    return Exchange("id", Request(Object()), target, 0.0, outcome, answer=answer)


def _refused(status: int, code: str | None = None, message: str | None = None) -> Explanation:
    return explain(_exchange(Outcome.REJECTED, Response(status, (), b"", None, code, message)))


@pytest.mark.parametrize(
    ("status", "code", "advice"),
    [
        (400, "InvalidInputException", "Mend what the message names, and send again."),
        (400, "ValidationException", "Mend what the message names, and send again."),
        (400, "ValidationError", "Mend what the message names, and send again."),
        (400, "SerializationException", "Give each value the type that the service expects, "),
        (403, "UnrecognizedClientException", UNKNOWN_KEY),
        (403, "InvalidClientTokenId", UNKNOWN_KEY),
        (403, "InvalidSignatureException", "In order: the signing name (personalize); the region "),
        (403, "SignatureDoesNotMatch", "In order: the signing name (personalize); the region "),
        (403, "IncompleteSignature", "The signature was damaged: check any proxy on the way."),
        (403, "IncompleteSignatureException", "The signature was damaged: check any proxy on the way."),
        (403, "MissingAuthenticationToken", "It was not signed: choose a connection with credentials."),
        (403, "MissingAuthenticationTokenException", "It was not signed: choose a connection with "),
        (403, "ExpiredToken", EXPIRED),
        (403, "ExpiredTokenException", EXPIRED),
        (400, "RequestExpired", "It arrived long after it was signed: check this computer's clock"),
        (403, "AccessDenied", ADD),
        (403, "AccessDeniedException", ADD),
        (401, "NotAuthorized", ADD),
        (403, "OptInRequired", "The account has not signed up for the service, or not switched on this "),
        (400, "Throttling", THROTTLED),
        (400, "ThrottlingException", THROTTLED),
        (429, "TooManyRequestsException", THROTTLED),
        (400, "RequestLimitExceeded", THROTTLED),
        (503, "SlowDown", THROTTLED),
        (429, None, THROTTLED),
        (503, "ServiceUnavailable", "The service is overloaded or under repair for the moment. " + AGAIN),
        (503, "ServiceUnavailableException", "The service is overloaded or under repair for the moment. "),
        (503, None, "The service is overloaded or under repair for the moment. " + AGAIN),
        (500, "InternalFailure", BROKE),
        (500, "InternalServerException", BROKE),
        (500, "InternalServerError", BROKE),
        (404, "UnknownOperationException", "What answered does not know PutEvents: check the endpoint"),
        (400, "InvalidAction", "What answered does not know PutEvents: check the endpoint"),
        (404, "ResourceNotFoundException", TRACKER),
        (404, "MalformedQueryString", "The request did not arrive as it left: check the endpoint"),
        (413, "RequestEntityTooLargeException", "The request is too large: send its events in several."),
        (413, None, "The request is too large: send its events in several."),
        (408, "RequestTimeoutException", "The request took too long to arrive"),
        (
            403,
            "ForbiddenException",
            "Check the credentials and the endpoint of the connection, and any proxy",
        ),
        (404, None, "Nothing is served there: check the endpoint of the connection."),
        (407, None, "A proxy on the way wants a user and a password: give them in HTTPS_PROXY."),
        (400, "NewException", "Mend what the message names, and send again."),
        (499, None, "Mend what the message names, and send again."),
        (500, None, AGAIN),
        (502, None, AGAIN),
        (500, "NewException", BROKE),
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
    assert explanation.path == ("/trackingId" if explanation.advice == TRACKER else None)


def test_a_refusal_without_a_message_is_a_sentence_too() -> None:
    assert _refused(503).headline == "The service failed with status 503."
    assert _refused(400, "X", " a\r\n b\t").headline == "The service refused the request with X: a b"


def test_an_answer_that_is_not_final_leaves_doubt() -> None:
    explanation = _refused(101)
    assert explanation.headline == "The answer was not final: it came with status 101."
    assert explanation.advice.startswith("The request may have arrived. Check the endpoint")


def test_a_refusal_names_the_cells_that_the_message_means() -> None:
    message = (
        "2 validation errors detected: Value 'at 'x'' at 'eventList.3.member.impression.2.member' failed to "
        "satisfy constraint: Member must have length greater than or equal to 1; Value at 'userId' failed to "
        "satisfy constraint: Member must have length less than or equal to 256"
    )
    request = Request(Object(eventList=(Object(), Object(), Object(impression=("a", "")))))
    refused = _exchange(Outcome.REJECTED, Response(400, (), b"", None, "InvalidInputException", message))
    explanation = explain(replace(refused, request=request))
    assert explanation.path == "/eventList/2/impression/1"
    assert explanation.paths == ("/eventList/2/impression/1", "/userId")
    assert explanation.advice == (
        "Mend the values that the message names, and send again: Event 3 · Impression and User ID."
    )
    assert explanation.headline.endswith("less than or equal to 256")


def _refused_of(code: str, message: str, *events: dict[str, object]) -> Explanation:
    root = freeze({"trackingId": "t", "sessionId": "s", "eventList": events})
    assert isinstance(root, Object)
    answer = Response(400, (), b"", None, code, message)
    return explain(replace(_exchange(Outcome.REJECTED, answer), request=Request(root)))


def test_a_value_of_a_wrong_type_is_found_in_what_was_sent() -> None:
    said = "NUMBER_VALUE can not be converted to a String"
    one = _refused_of("SerializationException", said, {"eventType": 7, "sentAt": 1})
    assert one.path == "/eventList/0/eventType"
    assert one.advice == (
        "The message does not name the value, but only Event 1 · Event type has a type that the service does "
        "not expect: mend that, and send again."
    )
    two = _refused_of("SerializationException", said, {"eventType": 7, "sentAt": 1, "itemId": 8})
    assert two.paths == ("/eventList/0/eventType", "/eventList/0/itemId")
    assert "name the value, and Event 1 · Event type and Event 1 · Item ID have types that" in two.advice


def test_properties_are_told_from_properties_that_are_too_long() -> None:
    event: dict[str, object] = {"eventType": "a", "sentAt": 1, "properties": "{"}
    bad = _refused_of("InvalidInputException", "Error parsing properties json", event)
    assert bad.path == "/eventList/0/properties"
    assert bad.advice.startswith(
        "Mend Event 1 · Properties, and send again: each must be one JSON object as "
    )
    said = (
        "Value '{' at 'eventList.1.member.properties' failed to satisfy constraint: Member must have length"
    )
    long = _refused_of("InvalidInputException", said, event)
    assert (long.path, long.advice) == (bad.path, "Mend the value that the message names, and send again.")


def test_a_tracking_id_that_nobody_knows() -> None:
    refused = _refused_of("InvalidInputException", "No event tracker has the tracking ID 5f1e6c2a")
    assert (refused.path, refused.advice) == ("/trackingId", TRACKER)


def test_what_is_denied_comes_with_the_statement_that_allows_it() -> None:
    explanation = _refused(403, "AccessDeniedException", "Access denied")
    assert explanation.statement == '{"Effect": "Allow", "Action": "personalize:PutEvents", "Resource": "*"}'
    assert explanation.statement in explanation.advice


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
