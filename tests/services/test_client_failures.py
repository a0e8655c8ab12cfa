"""Whatever botocore can raise from a PutEvents call has a cause and something to do about it."""

import inspect
from configparser import DuplicateSectionError
from string import Formatter
from typing import Any

import pytest
from botocore import exceptions

from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services import credential_failures
from events_console.services.aws import Call
from events_console.services.failures import unanswered, unusable
from events_console.services.redaction import Veil

PLACE = Connection("Test place", ConnectionKind.DEVELOPMENT, "eu-west-1", keys=KeySource.PROFILE, profile="p")
CLASSES = [
    found
    for _, found in inspect.getmembers(exceptions, inspect.isclass)
    if found.__module__ == exceptions.__name__
]
# Of S3, of waiters, pages, test doubles and event streams; and what only others are derived from.
OF_OTHER_CALLS = {
    *("BotoCoreError", "EventStreamError", "InvalidDNSNameError", "InvalidExpressionError"),
    *("OperationNotPageableError", "PaginationError", "StubAssertionError", "StubResponseError"),
    *(
        "UnStubbedResponseError",
        "UnsupportedOutpostResourceError",
        "UnsupportedS3AccesspointConfigurationError",
    ),
    *("UnsupportedS3ArnError", "UnsupportedS3ConfigurationError", "UnsupportedS3ControlArnError"),
    *("UnsupportedS3ControlConfigurationError", "WaiterConfigError", "WaiterError"),
    *("ImminentRemovalWarning", "UnsupportedTLSVersionWarning"),
    "ClientError",  # which is an answer
}


def raised(kind: Any) -> Exception:
    """Return an exception of botocore as it is raised, with words in the place of its facts."""
    fields = {name for _, name, _, _ in Formatter().parse(getattr(kind, "fmt", "")) if name}
    facts: dict[str, Any] = dict.fromkeys(fields, "what it says")
    if kind is exceptions.ConfigParseError:
        facts["error"] = DuplicateSectionError("a", "config", 3)
    if kind is exceptions.InfiniteLoopConfigError:
        facts["visited_profiles"] = ["a", "b"]
    made: Exception = kind(**facts)
    return made


@pytest.mark.parametrize(
    "kind", [kind for kind in CLASSES if kind.__name__ not in OF_OTHER_CALLS], ids=lambda kind: kind.__name__
)
def test_each_exception_has_a_cause_and_something_to_do(kind: Any) -> None:
    error = raised(kind)
    told = credential_failures.explain(error, PLACE)
    if told:
        sentences = [told]
    else:
        call = Call(b"", dry_run=False, veil=Veil(()), attempts=1, errors=[error])
        failures = unanswered(call, Request(Object()), PLACE), unusable(error, PLACE)
        sentences = [(one.message, one.advice.removeprefix("Nothing was sent. ")) for one in failures]
    for happened, advice in sentences:
        assert not happened.startswith("Sending to")
        assert not advice.startswith(("Check the connection", "Correct the connection"))
        assert happened.endswith(".")
        assert (
            advice.endswith(".") or "Run this in a terminal, then try again: aws " in advice or "= " in advice
        )
        assert "{" not in happened + advice
        assert advice[0].isupper()


def test_every_exception_is_one_or_the_other() -> None:
    assert {kind.__name__ for kind in CLASSES} > OF_OTHER_CALLS


@pytest.mark.parametrize(
    ("error", "kind", "happened"),
    [
        (
            exceptions.NoRegionError(),
            "connection",
            "The connection “Test place” leads to no endpoint of Amazon Personalize Events: You must",
        ),
        (
            exceptions.InvalidProxiesConfigError(),
            "connection",
            "A setting of the AWS CLI's files or of the environment cannot be used: Invalid config",
        ),
        (
            exceptions.UnknownServiceError(service_name="personalize-events", known_service_names="none"),
            "connection",
            "The AWS library that makes requests is damaged, or too old or too new: Unknown service: ",
        ),
    ],
)
def test_what_keeps_a_client_from_being_made_is_told(error: Exception, kind: str, happened: str) -> None:
    failure = unusable(error, PLACE)
    assert failure.kind == kind
    assert failure.message.startswith(happened)
    assert not failure.may_have_arrived


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (exceptions.ConnectionClosedError(endpoint_url="x"), "reset"),
        (exceptions.ConnectTimeoutError(endpoint_url="x"), "unreachable"),
        (exceptions.EndpointConnectionError(endpoint_url="x"), "unreachable"),
        (exceptions.IncompleteReadError(actual_bytes=1, expected_bytes=2), "truncated"),
        (ValueError("x"), "other"),
    ],
)
def test_errors_that_nothing_lower_explains(error: Exception, kind: str) -> None:
    call = Call(b"", dry_run=False, veil=Veil(()), attempts=1, left=1, errors=[error])
    failure = unanswered(call, Request(Object()), PLACE)
    assert failure.kind == kind
    assert failure.may_have_arrived


def test_a_class_of_the_same_name_is_another() -> None:
    class ConnectionClosedError(Exception):
        pass

    assert unusable(ConnectionClosedError(), PLACE).message.startswith("The connection “Test place” cannot")
