"""The schema behind a tracking ID: read from the real sandbox, which holds an account."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from events_console.domain import dataset_schema
from events_console.domain.exchange import Failure
from events_console.sandbox import connection as built_in
from events_console.sandbox.conversation import RequestLine
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.sandbox.server import Sandbox
from events_console.sandbox.signature import new_key
from events_console.services import dataset_schemas, trackers
from events_console.services.dataset_schemas import FetchedSchema
from events_console.services.sessions import Session, Sessions
from events_console.services.trackers import Listing, Tracker
from tests.support import Answer, Received, Sink, http

SHOP = "c83d41f7-0a6e-4b92-8f15-d2764e90ab3c"
FILMS = "19b7f2e4-63cd-4d08-a5f9-7e1c30d4826b"


@pytest.fixture
def lines() -> list[RequestLine]:
    """What the sandbox was asked."""
    return []


@pytest.fixture
def sandbox(lines: list[RequestLine]) -> Iterator[Sandbox]:
    with Sandbox(key=new_key(), tracking_ids=["given"], on_request=lines.append) as running:
        yield running


@pytest.fixture
def session(sandbox: Sandbox) -> Session:
    keys = built_in.credentials(sandbox)
    return Sessions(lambda _: None, lambda: keys, lambda _: "").open(built_in.connection(sandbox))


def test_the_schema_is_that_of_the_trackers_dataset_group(session: Session) -> None:
    found = dataset_schemas.fetch(session, SHOP)
    assert isinstance(found, FetchedSchema)
    names = [field.name for field in dataset_schema.read(found.text).fields]
    assert {"USER_ID", "DISCOUNT", "DEVICE_TYPE"} <= set(names)
    assert "PRICE" not in names  # which its items have
    assert (found.domain, found.group, found.note) == ("ECOMMERCE", "shop", None)
    assert found.source == "schema “shop-interactions” of the dataset group “shop”"


@pytest.mark.parametrize(
    ("tracking_id", "domain"), [(SAMPLE_TRACKING_ID, None), (SHOP, "ECOMMERCE"), (FILMS, "VIDEO_ON_DEMAND")]
)
def test_each_group_of_the_sandbox_has_one(session: Session, tracking_id: str, domain: str | None) -> None:
    found = dataset_schemas.fetch(session, tracking_id)
    assert isinstance(found, FetchedSchema)
    assert found.domain == domain
    assert {"EVENT_TYPE", "TIMESTAMP"} <= {field.name for field in dataset_schema.read(found.text).fields}


def test_progress_counts_every_call(session: Session) -> None:
    told: list[tuple[int, int]] = []
    dataset_schemas.fetch(session, SHOP, progress=lambda *step: told.append(step))
    assert told == [(done, 8) for done in range(1, 9)]  # of four trackers, and of what follows


def test_of_a_known_tracker_no_list_is_read(session: Session, lines: list[RequestLine]) -> None:
    listing = trackers.fetch(session)
    assert isinstance(listing, Listing)
    lines.clear()
    told: list[tuple[int, int]] = []
    found = dataset_schemas.fetch(
        session, SHOP, progress=lambda *step: told.append(step), known=listing.trackers
    )
    assert isinstance(found, FetchedSchema)
    assert found.group == "shop"
    assert len(lines) == len(told) == 4


@pytest.mark.parametrize(
    "operation",
    ["ListEventTrackers", "DescribeEventTracker", "ListDatasets", "DescribeDataset", "DescribeSchema"],
)
def test_a_missing_grant_is_named(session: Session, sandbox: Sandbox, operation: str) -> None:
    sandbox.set_faults([f"access-denied@{operation}"])
    found = dataset_schemas.fetch(session, SHOP)
    assert isinstance(found, Failure)
    told = f"{found.message} {found.advice}"
    assert f"These credentials may not do personalize:{operation}." in told
    assert "Ask for that grant, or attach the schema from a file." in told
    assert not found.may_have_arrived


def test_the_domain_alone_is_no_reason_to_fail(session: Session, sandbox: Sandbox) -> None:
    sandbox.set_faults(["access-denied@DescribeDatasetGroup"])
    found = dataset_schemas.fetch(session, SHOP)
    assert isinstance(found, FetchedSchema)
    assert found.domain == "ECOMMERCE"  # as its schema says
    assert found.note is not None
    assert "may not do personalize:DescribeDatasetGroup" in found.note


def test_an_unknown_tracking_id_and_a_group_without_a_dataset_are_told(session: Session) -> None:
    found = dataset_schemas.fetch(session, "unknown")
    assert isinstance(found, Failure)
    assert found.message == "These credentials see no event tracker with the tracking ID “unknown”."
    assert found.advice == "Check the tracking ID, or attach the schema from a file."
    found = dataset_schemas.fetch(session, "given")
    assert isinstance(found, Failure)
    assert found.message == "The dataset group “given-1” has no Item interactions dataset."


def test_a_dead_endpoint_is_told_in_words(session: Session, sandbox: Sandbox) -> None:
    with Sink() as gone:
        pass
    keys = built_in.credentials(sandbox)
    place = replace(session.connection, endpoint_url=gone.url)
    found = dataset_schemas.fetch(Sessions(lambda _: None, lambda: keys, lambda _: "").open(place), SHOP)
    assert isinstance(found, Failure)
    assert found.message == f"127.0.0.1:{gone.port} refused the connection: nothing listens there."


@pytest.mark.parametrize("calls", range(1, 9))
def test_who_waits_no_longer_gets_nothing(session: Session, calls: int) -> None:
    cancelled = threading.Event()

    def progress(done: int, _every: int) -> None:
        if done == calls:
            cancelled.set()

    assert dataset_schemas.fetch(session, SHOP, cancelled.is_set, progress) is None


def test_the_text_is_what_the_service_holds(session: Session) -> None:
    found = dataset_schemas.fetch(session, SAMPLE_TRACKING_ID)
    assert isinstance(found, FetchedSchema)
    assert json.loads(found.text)["name"] == "Interactions"


RECORD = '{"type": "record", "name": "I", "fields": []}'
GOOD: dict[str, Any] = {
    "ListEventTrackers": {"eventTrackers": [{"eventTrackerArn": "a:event-tracker/t"}]},
    "DescribeEventTracker": {"eventTracker": {"datasetGroupArn": "a:dataset-group/g", "trackingId": "t"}},
    "ListDatasets": {"datasets": [{"name": "d", "datasetType": "Interactions", "datasetArn": "a:dataset/d"}]},
    "DescribeDataset": {"dataset": {"schemaArn": "a:schema/s"}},
    "DescribeSchema": {"schema": {"schema": RECORD, "domain": "ECOMMERCE"}},
    "DescribeDatasetGroup": {"datasetGroup": {"domain": "ECOMMERCE"}},
}
KNOWN = Tracker("a:event-tracker/t", "t", "ACTIVE", "g", "t")
ENDLESS = {"datasets": [{"datasetType": "Items"}], "nextToken": "again"}


@pytest.fixture
def answered(session: Session, sandbox: Sandbox) -> Iterator[Any]:
    """Fetch a schema from what answers as if it were the service, but for the operations given."""
    with Sink() as sink:

        def fetched(known: list[Tracker], **others: object) -> FetchedSchema | Failure | None:
            def answer(request: Received) -> Answer:
                operation = dict(request.headers)["X-Amz-Target"].rpartition(".")[2]
                return Answer(http("200 OK", json.dumps({**GOOD, **others}[operation]).encode()))

            sink.answer = answer
            keys = built_in.credentials(sandbox)
            place = replace(session.connection, endpoint_url=sink.url)
            opened = Sessions(lambda _: None, lambda: keys, lambda _: "").open(place)
            return dataset_schemas.fetch(opened, "t", known=known)

        yield fetched


@pytest.mark.parametrize("known", [[KNOWN], []])
@pytest.mark.parametrize("domain", [None, ["x"], 7, "", {}])
def test_a_domain_that_is_no_text_is_none(answered: Any, known: list[Tracker], domain: object) -> None:
    found = answered(known, DescribeDatasetGroup={"datasetGroup": {"domain": domain}})
    source = "schema “s” of the dataset group “g”"
    assert found == FetchedSchema(RECORD, None, source, "g")


@pytest.mark.parametrize(
    ("operation", "answer", "missing"),
    [
        ("ListEventTrackers", {}, "eventTrackers"),
        ("ListEventTrackers", {"eventTrackers": [{}]}, "eventTrackerArn"),
        ("ListDatasets", {}, "datasets"),
        ("ListDatasets", {"datasets": [{"datasetType": "Interactions"}]}, "datasetArn"),
        ("DescribeDataset", {}, "dataset"),
        ("DescribeSchema", {}, "schema"),
        ("DescribeSchema", {"schema": {}}, "schema"),
        ("DescribeSchema", {"schema": {"schema": None}}, "schema"),
        ("DescribeSchema", {"schema": {"schema": 7}}, "schema"),
    ],
)
def test_an_answer_that_lacks_something_is_told(
    answered: Any, operation: str, answer: object, missing: str
) -> None:
    found = answered([], **{operation: answer})
    assert isinstance(found, Failure)
    assert found.message == f"What answered gives no “{missing}”, as Amazon Personalize would."
    assert found.advice == (
        "Check the endpoint of the connection and any proxy on the way, or attach the schema from a file."
    )


@pytest.mark.parametrize(
    ("operation", "answer", "message"),
    [
        ("ListDatasets", ENDLESS, "The list of the datasets of “g” has no end, so that it was given up."),
        (
            "ListDatasets",
            {"datasets": [{"datasetType": None}, {"datasetType": 7}]},
            "The dataset group “g” has no Item interactions dataset.",
        ),
        ("DescribeDataset", {"dataset": {"schemaArn": None}}, "The dataset “d” of “g” has no schema."),
        (
            "ListDatasets",
            {**ENDLESS, "datasets": GOOD["ListDatasets"]["datasets"]},
            None,
        ),
    ],
)
def test_what_is_not_there_is_told(
    answered: Any, operation: str, answer: object, message: str | None
) -> None:
    found = answered([KNOWN], **{operation: answer})
    assert (found.message if isinstance(found, Failure) else None) == message


def test_a_group_that_cannot_be_described_is_noted(answered: Any) -> None:
    found = answered([KNOWN], DescribeDatasetGroup={})
    assert isinstance(found, FetchedSchema)
    assert found.domain == "ECOMMERCE"
    assert found.note is not None
    assert found.note.startswith("What answered gives no “datasetGroup”, as Amazon Personalize would. Check")
