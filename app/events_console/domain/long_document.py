"""Long documents: any number of events of many users, which are sent as many PutEvents requests.

A PutEvents request takes ten events of one user in one session. A long document has the user and the session
in each event instead of at its top, and is written down like any other: ``{"trackingId": …, "eventList":
[{"userId": …, "sessionId": …, "eventType": …}, …]}``.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from events_console.domain import placeholders
from events_console.domain.fields import OWN_NAMES
from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.request import EVENT_LIST, Request

MOST_EVENTS: Final = 10  # of a request, as the service model has it
_USER: Final = "userId"
_SESSION: Final = "sessionId"
_EVENT_ID: Final = "eventId"
_ANY_ID: Final = "{{uuid}}"
_NAMESPACE: Final = bytes.fromhex("5c4f0e7b8a1d4c369e52d7b3a6f01c98")  # of the eventIds that are derived
_Who: TypeAlias = "tuple[str | tuple[str] | None, str | tuple[str] | None]"


@dataclass(frozen=True, slots=True)
class Part:
    """One request of a long document; ``rows`` (from 0) are the places of its events there, in order."""

    rows: tuple[int, ...]
    request: Request


def is_long(request: Request) -> bool:
    """Return whether ``request`` is a long document: no session at the top, but one in an event at least."""
    root = request.root
    return "sessionId" not in root and any(
        isinstance(event, Object) and "sessionId" in event for event in request.events
    )


def parts(request: Request) -> Iterator[Part]:
    """Yield the requests that a document is sent as, in the order of their first events; one if not long.

    Events of one user and session stay together, ten in a request, in the order of the document. A user at
    its top is that of the events that name none.
    """
    if not is_long(request):
        yield _whole(request)
        return
    head, events = request.root.without(EVENT_LIST), request.events
    for rows in _grouped(events):
        yield _part(head, events, rows)


def count(request: Request) -> int:
    """Return how many requests a document is sent as; 100,000 events take 0.1 s."""
    return len(_grouped(request.events)) if is_long(request) else 1


def part_of(request: Request, row: int) -> Part:
    """Return the request that the event in ``row`` is sent in."""
    if not is_long(request):
        return _whole(request)
    events = request.events
    who = _who(events[row])
    session = who[1]
    rows = [
        place
        for place, event in enumerate(events)
        # Most are of another session, which is quickly seen where that is text, as it should be.
        if (not isinstance(session, str) or (isinstance(event, Object) and event.get(_SESSION) == session))
        and _who(event) == who
    ]
    start = rows.index(row) // MOST_EVENTS * MOST_EVENTS
    return _part(request.root.without(EVENT_LIST), events, rows[start : start + MOST_EVENTS])


def split(request: Request) -> Request:
    """Return ``request`` as a long document: its user and session go into each event.

    What an event has of its own stays. Where there is no session, each event gets an empty one to fill in.
    """
    root = request.root
    head = {name: root[name] for name in OWN_NAMES if name in root}
    head.setdefault(_SESSION, "")
    events = (Object({**head, **event}) if isinstance(event, Object) else event for event in request.events)
    return Request(root.without(_USER).without(_SESSION)).with_events(events)


def joined(request: Request) -> Request | None:
    """Return a long document as the one request of its user and session; None where it has several."""
    events = request.events
    if not is_long(request) or len(set(map(_who, events))) > 1:
        return None
    return _part(request.root.without(EVENT_LIST), events, range(len(events))).request


def stamped(request: Request) -> Request:
    """Return ``request`` with an ``eventId`` for each event that has none, or has placeholders in it.

    The same document gets the same eventIds each time, so that the service counts its events once, however
    often it is sent: they are made of the tracking ID, the event with its user and session, and which of
    several equal ones it is. An event whose time is a placeholder happens anew whenever it is sent, and gets
    a random one. 100,000 events take 1 s.
    """
    from uuid import uuid4  # the first window does without it

    root, derived = request.root, _Derived(request)
    whose = {name: root[name] for name in OWN_NAMES if name in root}
    changed: dict[int, Json] = {}
    for row, event in enumerate(request.events):
        if not isinstance(event, Object):
            continue
        written = event.get(_EVENT_ID, _ANY_ID)
        if written == _ANY_ID or (isinstance(written, str) and placeholders.has_placeholder(written)):
            sent_at = event.get("sentAt")
            is_live = isinstance(sent_at, str) and placeholders.has_placeholder(sent_at)
            made = str(uuid4()) if is_live else derived.event_id({**whose, **event, _EVENT_ID: None})
            changed[row] = event.with_member(_EVENT_ID, _filled(written, made))
    return request.with_each(changed)


class _Derived:
    """Makes eventIds that the same events get each time, and no two of one document."""

    def __init__(self, request: Request) -> None:
        from hashlib import sha1  # the first window does without it

        self._encode = json.JSONEncoder(sort_keys=True).encode
        tracker = self._encode(request.root.get("trackingId"))
        self._hash = sha1(_NAMESPACE + tracker.encode(), usedforsecurity=False)
        ids = (event.get(_EVENT_ID) for event in request.events if isinstance(event, Object))
        self._taken = {known for known in ids if isinstance(known, str)}
        self._seen: dict[str, int] = {}

    def event_id(self, event: dict[str, Json]) -> str:
        """Return a UUID of version 5 (RFC 9562)."""
        said = self._encode(event)
        while True:
            number = self._seen[said] = self._seen.get(said, 0) + 1
            hashed = self._hash.copy()
            hashed.update(f"{said}{number}".encode())
            digits = hashed.hexdigest()
            variant = "89ab"[int(digits[16], 16) % 4]
            made = f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"
            if made not in self._taken:
                return made


def _filled(written: str, made: str) -> str:
    """Return ``written`` with ``made`` for each placeholder."""
    if written == _ANY_ID:
        return made
    return "".join(piece if isinstance(piece, str) else made for piece in placeholders.split(written))


def _grouped(events: tuple[Json, ...]) -> list[list[int]]:
    """Return the rows of each request."""
    unfilled: dict[_Who, list[int]] = {}
    found: list[list[int]] = []
    for row, event in enumerate(events):
        who = _who(event)
        rows = unfilled.get(who)
        if rows is None or len(rows) == MOST_EVENTS:
            rows = unfilled[who] = []
            found.append(rows)
        rows.append(row)
    return found


def _who(event: Json) -> _Who:
    """Return what is the same for the events of one user in one session; 1, 1.0 and true are not."""
    if not isinstance(event, Object):
        return None, None
    user, session = event.get(_USER), event.get(_SESSION)
    return (
        user if isinstance(user, str) else _token(event, _USER),
        session if isinstance(session, str) else _token(event, _SESSION),
    )


def _token(event: Object, name: str) -> tuple[str] | None:
    return (dumps(event[name]),) if name in event else None


def _whole(request: Request) -> Part:
    return Part(tuple(range(len(request.events))), request)


def _part(head: Object, events: tuple[Json, ...], rows: Sequence[int]) -> Part:
    first = events[rows[0]]
    root = dict(head)
    if isinstance(first, Object):
        for name in OWN_NAMES:
            if name in first:
                root[name] = first[name]
    root[EVENT_LIST] = tuple([_without_own(events[row]) for row in rows])
    return Part(tuple(rows), Request(Object(root)))


def _without_own(value: Json) -> Json:
    if not isinstance(value, Object):
        return value
    members = dict(value)
    members.pop(_USER, None)
    members.pop(_SESSION, None)
    return Object(members)
