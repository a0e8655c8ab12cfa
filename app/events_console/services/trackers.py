"""The event trackers of an account: read with List and Describe calls, and kept for the next time.

personalize: ListEventTrackers does not give tracking IDs, so each tracker is described, several at a time.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from events_console.domain import endpoint
from events_console.domain.connection import Connection
from events_console.domain.exchange import Failure
from events_console.domain.json_value import Json, Object, dumps, freeze
from events_console.services import control_plane
from events_console.services.files import read_object, write_atomically
from events_console.services.sessions import Session

ACTIVE: Final = "ACTIVE"  # the status of a tracker that takes events
_AT_ONCE: Final = 6  # calls; the quota of the control plane is low
_TYPE_IT: Final = "type the tracking ID yourself"
_ENDLESS: Final = f"The list has no end within {control_plane.MOST_PAGES} pages"


@dataclass(frozen=True, slots=True)
class Tracker:
    """An event tracker; ``tracking_id`` is None where it could not be read, ``dataset_group`` is a name."""

    arn: str
    name: str
    status: str
    dataset_group: str | None = None
    tracking_id: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The trackers as they were at ``as_of``, in Unix seconds; ``note`` says what is missing."""

    trackers: tuple[Tracker, ...]
    as_of: float
    note: str | None = None


def fetch(
    session: Session,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    instead: str = _TYPE_IT,
) -> Listing | Failure | None:
    """Return the trackers that the keys of ``session`` may see, by name, or why there are none to see.

    ``cancelled`` is asked between calls, and None returned once it is true; ``progress`` is told how many of
    how many have been described; ``instead`` is what somebody can do who may not see one.
    """
    told = partial(control_plane.failure, connection=session.connection, instead=instead)
    try:
        client = session.client(control_plane.SERVICE)
        pages = control_plane.listed(client.list_event_trackers, "eventTrackers", cancelled)
        listed = [*map(_listed, pages[0])] if pages else []
    except Exception as error:  # noqa: BLE001  # the client raises far more than botocore's exceptions
        return told(error)
    if pages is None:
        return None
    found = _described(client, listed, told, cancelled, progress)
    if found and not pages[1]:
        endless = f"{_ENDLESS}: if a tracker is missing, {instead}."
        return replace(found, note=" ".join(filter(None, (endless, found.note))))
    return found


def _described(
    client: Any,  # noqa: ANN401  # botocore makes the class at run time
    listed: list[Tracker],
    told: Callable[[Exception], Failure],
    cancelled: Callable[[], bool],
    progress: Callable[[int, int], None],
) -> Listing | None:
    note = None
    found: list[Tracker] = []
    with ThreadPoolExecutor(_AT_ONCE, "trackers") as pool:
        calls: dict[Future[Tracker], Tracker] = {pool.submit(_describe, client, one): one for one in listed}
        for call in as_completed(calls):
            if cancelled():
                pool.shutdown(cancel_futures=True)
                return None
            try:
                found.append(call.result())
            except Exception as error:  # noqa: BLE001  # as above
                failed = told(error)
                note = f"{failed.message} {failed.advice}"
                found.append(calls[call])
            progress(len(found), len(listed))
    return Listing(tuple(sorted(found, key=lambda one: (one.name.casefold(), one.arn))), time.time(), note)


def _listed(summary: dict[str, Any]) -> Tracker:
    return Tracker(
        control_plane.part(summary, "eventTrackerArn", str),
        summary.get("name", ""),
        summary.get("status", ""),
    )


def _describe(client: Any, tracker: Tracker) -> Tracker:  # noqa: ANN401  # as above
    answer = client.describe_event_tracker(eventTrackerArn=tracker.arn)
    told = control_plane.part(answer, "eventTracker", dict)
    group = told.get("datasetGroupArn", "").rpartition("/")[2]
    return replace(tracker, dataset_group=group or None, tracking_id=told.get("trackingId"))


def recall(path: Path, connection: Connection) -> Listing | None:
    """Return what :func:`keep` has kept in ``path`` for ``connection`` as it stands."""
    try:
        kept = (read_object(path) or Object()).get(_key(connection))
        return _listing(kept) if isinstance(kept, Object) else None
    except (OSError, TypeError, KeyError, ValueError):  # it is only a memory of what can be read again
        return None


def keep(path: Path, connection: Connection, listing: Listing) -> None:
    """Keep a listing for the next time; OSError where it cannot be written."""
    kept = {"as_of": listing.as_of, "trackers": tuple(map(asdict, listing.trackers))}
    whole = (read_object(path) or Object()).with_member(_key(connection), freeze(kept))
    write_atomically(path, dumps(whole, indent=2) + "\n")


def _listing(kept: Object) -> Listing:
    as_of, trackers = kept["as_of"], kept["trackers"]
    if not isinstance(as_of, int | float) or not isinstance(trackers, tuple):
        raise TypeError("not a listing")
    return Listing(tuple(map(_tracker, trackers)), as_of)


def _tracker(kept: Json) -> Tracker:
    if not isinstance(kept, Object) or not all(
        value is None or isinstance(value, str) for value in kept.values()
    ):
        raise TypeError("not a tracker")
    members: dict[str, Any] = dict(kept)
    return Tracker(**members)


def _key(connection: Connection) -> str:
    """Return what a listing is kept under: another account or region is another listing."""
    parts = (connection.id or connection.name, connection.keys, connection.profile or "")
    return " ".join((*parts, endpoint.url(connection, "personalize")))
