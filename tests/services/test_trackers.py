"""The event trackers of an account: read from the real sandbox, and kept for the next time."""

import json
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count, cycle, repeat
from pathlib import Path

import pytest

from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.domain.exchange import Failure
from events_console.sandbox import connection as built_in
from events_console.sandbox.conversation import RequestLine
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.sandbox.server import Sandbox
from events_console.sandbox.signature import new_key
from events_console.services import trackers
from events_console.services.sessions import Session, Sessions
from events_console.services.trackers import Listing, Tracker
from tests.aws_standin import Desk
from tests.support import Answer, Received, Sink, http

LISTING = Listing(
    (Tracker("arn:1", "flights", "ACTIVE", "travel", "t-1"), Tracker("arn:2", "x", "ACTIVE")), 17.5
)
PLACE = Connection(
    "QA", ConnectionKind.DEVELOPMENT, "eu-west-1", keys=KeySource.PROFILE, profile="qa", id="c1"
)


@pytest.fixture
def lines() -> list[RequestLine]:
    """What the sandbox was asked."""
    return []


@pytest.fixture
def sandbox(lines: list[RequestLine]) -> Iterator[Sandbox]:
    with Sandbox(key=new_key(), tracking_ids=["given"], on_request=lines.append) as running:
        yield running


def session_of(sandbox: Sandbox, **changes: object) -> Session:
    keys = built_in.credentials(sandbox)
    place = replace(built_in.connection(sandbox), **changes)  # type: ignore[arg-type]  # any field
    return Sessions(lambda _: None, lambda: keys, lambda _: "").open(place)


def names(found: Listing | Failure | None) -> list[str]:
    assert isinstance(found, Listing)
    return [one.name for one in found.trackers]


def test_all_pages_are_listed_by_name_with_what_describing_them_adds(sandbox: Sandbox) -> None:
    told: list[tuple[int, int]] = []
    found = trackers.fetch(session_of(sandbox), progress=lambda *step: told.append(step))
    assert isinstance(found, Listing)
    assert names(found) == sorted(names(found))
    assert len(found.trackers) == 4
    assert {(one.dataset_group, one.tracking_id) for one in found.trackers} >= {
        ("flights", SAMPLE_TRACKING_ID),
        ("given-1", "given"),
    }
    assert {one.status for one in found.trackers} == {"ACTIVE", "CREATE IN_PROGRESS"}
    assert found.note is None
    assert abs(found.as_of - time.time()) < 60
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_who_may_not_list_is_told_the_grant_and_may_type_the_id(sandbox: Sandbox) -> None:
    sandbox.set_faults(["access-denied@ListEventTrackers"])
    found = trackers.fetch(session_of(sandbox))
    assert isinstance(found, Failure)
    assert found.message == "These credentials may not do personalize:ListEventTrackers."
    assert found.advice == "Ask for that grant, or type the tracking ID yourself."


def test_who_may_not_describe_sees_the_names_and_is_told_the_grant(sandbox: Sandbox) -> None:
    sandbox.set_faults(["access-denied@DescribeEventTracker"])
    found = trackers.fetch(session_of(sandbox))
    assert isinstance(found, Listing)
    assert len(found.trackers) == 4
    assert all(one.tracking_id is None for one in found.trackers)
    assert found.note is not None
    assert "may not do personalize:DescribeEventTracker" in found.note


def test_one_that_cannot_be_described_does_not_hide_the_others(sandbox: Sandbox) -> None:
    sandbox.set_faults(["access-denied@DescribeEventTracker:1"])
    found = trackers.fetch(session_of(sandbox))
    assert isinstance(found, Listing)
    assert [one.tracking_id is None for one in found.trackers].count(True) == 1


def test_wrong_keys_and_a_dead_endpoint_are_told_in_words(sandbox: Sandbox) -> None:
    wrong = Sessions(
        lambda _: None, lambda: Credentials(sandbox.key.access_key_id, "wrong"), lambda _: ""
    ).open(built_in.connection(sandbox))
    found = trackers.fetch(wrong)
    assert isinstance(found, Failure)
    assert found.message == "The secret key is not that of the access key."
    with Sink() as gone:
        pass
    found = trackers.fetch(session_of(sandbox, endpoint_url=gone.url))
    assert isinstance(found, Failure)
    assert found.message == f"127.0.0.1:{gone.port} refused the connection: nothing listens there."


def test_another_refusal_is_quoted(sandbox: Sandbox) -> None:
    body = json.dumps({"__type": "ThrottlingException", "message": "Rate exceeded"}).encode()
    refusal = http("400 Bad Request", body, Content_Type="application/x-amz-json-1.1")
    with Sink() as busy:
        busy.answer = lambda _request: replace(busy._next(), raw=refusal)  # noqa: SLF001  # its own kind
        found = trackers.fetch(session_of(sandbox, endpoint_url=busy.url))
    assert isinstance(found, Failure)
    assert found.message == "AWS refuses personalize:ListEventTrackers: ThrottlingException: Rate exceeded."
    assert found.advice == "Try again, or type the tracking ID yourself."


def test_missing_keys_are_told_as_everywhere(desk: Desk) -> None:
    desk.files("[profile other]\nregion = eu-west-1\n")
    found = trackers.fetch(desk.open())
    assert isinstance(found, Failure)
    assert "no profile “tester”" in found.message
    assert desk.aws.received == []


class _Endless(Sink):
    """Answers each call for a page of trackers with one, and the token of another."""

    def __init__(self, tokens: Iterable[str]) -> None:
        super().__init__()
        self.pages = 0
        self._tokens = iter(tokens)
        self.answer = self._answer

    def _answer(self, request: Received) -> Answer:
        if not dict(request.headers)["X-Amz-Target"].endswith("ListEventTrackers"):
            denied = b'{"__type": "AccessDeniedException"}'
            return Answer(http("400 Bad Request", denied, Content_Type="application/x-amz-json-1.1"))
        self.pages += 1
        summary = {"name": f"t{self.pages}", "eventTrackerArn": f"arn:{self.pages}", "status": "ACTIVE"}
        page = {"eventTrackers": [summary], "nextToken": next(self._tokens)}
        return Answer(http("200 OK", json.dumps(page).encode(), Content_Type="application/x-amz-json-1.1"))


@pytest.mark.parametrize(
    ("tokens", "pages"), [(map(str, count()), 50), (cycle("ab"), 3), (repeat("a"), 2)], ids=["new", "2", "1"]
)
def test_a_list_without_an_end_is_not_read_for_ever(
    sandbox: Sandbox, tokens: Iterable[str], pages: int
) -> None:
    with _Endless(tokens) as endless:
        found = trackers.fetch(session_of(sandbox, endpoint_url=endless.url))
    assert isinstance(found, Listing)
    assert len(found.trackers) == endless.pages == pages
    assert found.note is not None
    assert found.note.startswith(
        "The list has no end within 50 pages: if a tracker is missing, type the tracking ID yourself. "
    )
    assert "may not do personalize:DescribeEventTracker" in found.note


def test_who_waits_no_longer_gets_nothing(sandbox: Sandbox, lines: list[RequestLine]) -> None:
    assert trackers.fetch(session_of(sandbox), cancelled=lambda: True) is None
    assert len(lines) == 1
    cancelled = threading.Event()
    session = session_of(sandbox)
    assert trackers.fetch(session, cancelled.is_set, lambda *_: cancelled.set()) is None


def test_a_listing_is_kept_for_its_own_connection(tmp_path: Path) -> None:
    file = tmp_path / "trackers.json"
    other = replace(PLACE, id="c2")
    assert trackers.recall(file, PLACE) is None
    trackers.keep(file, PLACE, LISTING)
    trackers.keep(file, other, Listing((), 18))
    assert trackers.recall(file, PLACE) == LISTING
    assert trackers.recall(file, other) == Listing((), 18)


@pytest.mark.parametrize(
    "change", [{"region": "us-east-1"}, {"profile": "prod"}, {"keys": KeySource.ENVIRONMENT}, {"id": "c3"}]
)
def test_with_other_keys_or_another_place_nothing_is_recalled(tmp_path: Path, change: dict[str, str]) -> None:
    file = tmp_path / "trackers.json"
    trackers.keep(file, PLACE, LISTING)
    assert trackers.recall(file, replace(PLACE, **change)) is None  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    "kept",
    [
        "[]",
        '{"%s": 7}',
        '{"%s": {"trackers": []}}',
        '{"%s": {"as_of": "now", "trackers": []}}',
        '{"%s": {"as_of": 1, "trackers": [7]}}',
        '{"%s": {"as_of": 1, "trackers": [{"arn": "a", "name": 7, "status": "ACTIVE"}]}}',
        '{"%s": {"as_of": 1, "trackers": [{"arn": "a", "unknown": "b"}]}}',
    ],
)
def test_a_memory_that_makes_no_sense_is_none(tmp_path: Path, kept: str) -> None:
    file = tmp_path / "trackers.json"
    trackers.keep(file, PLACE, LISTING)
    key = next(iter(json.loads(file.read_text(encoding="utf-8"))))
    file.write_text(kept.replace("%s", key), encoding="utf-8")
    assert trackers.recall(file, PLACE) is None
