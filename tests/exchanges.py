"""Exchanges for tests: one to change, and any that a history can hold."""

import json
from dataclasses import replace
from typing import Any, Final
from uuid import uuid4

from hypothesis import strategies as st

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.connection import ConnectionKind
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Sent, Target, Timing
from events_console.domain.json_value import Object, freeze
from events_console.domain.request import Request
from events_console.domain.wire import text
from tests.strategies import any_objects, any_texts

TARGET: Final = Target("Shop", ConnectionKind.DEVELOPMENT, "eu-west-1", "http://127.0.0.1:8080")


def request(*events: Any, **members: Any) -> Request:
    """Return a request of a tracker, a user and a session; without events it has one."""
    listed = events or ({"eventType": "View", "sentAt": 1700000000, "itemId": "i1"},)
    root = {"trackingId": "t", "userId": "u", "sessionId": "s", **members, "eventList": list(listed)}
    document = freeze(root)
    assert isinstance(document, Object)
    return Request(document)


def pending(document: Request | None = None) -> Exchange:
    """Return an exchange on its way."""
    return Exchange(str(uuid4()), document or request(), TARGET, 1700000000.25)


def accepted(document: Request | None = None) -> Exchange:
    """Return an exchange that the service took."""
    begun = pending(document)
    sent = Sent("POST", f"{TARGET.endpoint}/events", (("Content-Type", "application/json"),), b"")
    return replace(
        begun,
        outcome=Outcome.ACCEPTED,
        attempts=1,
        timing=Timing(1.5, 2.25),
        sent=replace(sent, body=text(begun.request).encode()),
        answer=Response(200, (("x-amzn-RequestId", "r-1"),), b"", "r-1"),
    )


def unanswered(document: Request | None = None) -> Exchange:
    """Return an exchange that never left."""
    failure = Failure("connect", "Nothing listens there.", "Start it.", may_have_arrived=False)
    return replace(pending(document), outcome=Outcome.UNANSWERED, answer=failure)


# As JSON reads it: two halves of one character, next to each other, are that character.
_texts: Final = any_texts.map(lambda text: str(json.loads(json.dumps(text))))
_headers: Final = st.lists(st.tuples(_texts, _texts), max_size=2).map(tuple)
_bodies: Final = st.binary(max_size=8) | _texts.map(lambda text: text.encode(errors="replace"))
_responses: Final = st.builds(
    Response, st.integers(100, 599), _headers, _bodies, *[st.none() | _texts for _ in range(3)]
)
_milliseconds: Final = st.floats(0, 1e9)
exchanges: Final = st.builds(
    Exchange,
    st.uuids().map(str),
    any_objects.map(Request),
    st.builds(Target, _texts, st.sampled_from(ConnectionKind), _texts, _texts),
    st.floats(0, 1e10),
    st.sampled_from([outcome for outcome in Outcome if outcome is not Outcome.PENDING]),
    st.integers(0, 9),
    st.none() | st.builds(Timing, _milliseconds, _milliseconds),
    st.none() | st.builds(Sent, _texts, _texts, _headers, _bodies),
    st.none()
    | _responses
    | st.builds(Failure, _texts, _texts, _texts, st.booleans(), st.none() | _responses),
    st.none() | any_objects.map(Request),
)
"""Any exchange that a history can hold but one on its way."""

_tags: Final = st.lists(
    st.text("aü-#1", min_size=1, max_size=3).filter(lambda tag: tag[0] != "#"), unique=True
)
kept: Final = st.builds(
    Kept, exchanges, st.builds(Annotation, st.booleans(), _texts, _tags.map(lambda tags: tuple(tags[:3])))
)
"""The same with any annotation."""
