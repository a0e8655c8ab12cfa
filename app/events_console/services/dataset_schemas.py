"""The Item interactions schema behind a tracking ID, read with List and Describe calls."""

from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from events_console.domain.exchange import Failure
from events_console.domain.wording import quoted
from events_console.services import control_plane, trackers
from events_console.services.sessions import Session
from events_console.services.trackers import Tracker

_INTERACTIONS: Final = (
    "interactions"  # the type of the dataset that events go to; the service writes it large
)
_INSTEAD: Final = "attach the schema from a file"
_CALLS: Final = 4  # once the tracker is known


@dataclass(frozen=True, slots=True)
class FetchedSchema:
    """The Avro record ``text``, where it is from, and the name of its dataset ``group``.

    ``domain`` is the group's, such as "ECOMMERCE"; ``note`` says what could not be read beside it.
    """

    text: str
    domain: str | None
    source: str
    group: str
    note: str | None = None


def fetch(
    session: Session,
    tracking_id: str,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    known: Iterable[Tracker] = (),
) -> FetchedSchema | Failure | None:
    """Return the schema of the dataset that events with ``tracking_id`` go to, or why it cannot be read.

    ``cancelled`` is asked between calls, and None returned once it is true; ``progress`` is told how many of
    how many calls were answered. Only if none of the ``known`` trackers has the ID, they are listed: none
    ever moves to another dataset group.
    """
    tracker, before = _with_id(tracking_id, known), 0
    if tracker is None:
        listing = trackers.fetch(
            session, cancelled, lambda done, every: progress(done, every + _CALLS), _INSTEAD
        )
        if listing is None or isinstance(listing, Failure):
            return listing
        tracker, before = _with_id(tracking_id, listing.trackers), len(listing.trackers)
        if tracker is None:
            happened = f"These credentials see no event tracker with the tracking ID {quoted(tracking_id)}."
            return _failure(happened, listing.note or f"Check the tracking ID, or {_INSTEAD}.")
    try:
        client = session.client(control_plane.SERVICE)
        calls = _Calls(client, cancelled, lambda done: progress(before + done, before + _CALLS))
        return _of(tracker, calls, partial(control_plane.failure, connection=session.connection))
    except CancelledError:
        return None
    except Exception as error:  # noqa: BLE001  # the client raises far more than botocore's exceptions
        return control_plane.failure(error, session.connection, _INSTEAD)


class _Calls:
    """The calls of one client, of which ``progress`` is told how many were answered.

    Raises:
        CancelledError: ``cancelled`` was true after an answer.
    """

    def __init__(self, client: Any, cancelled: Callable[[], bool], progress: Callable[[int], None]) -> None:  # noqa: ANN401  # botocore makes the class at run time
        self._client, self._cancelled, self._progress = client, cancelled, progress
        self._answered = 0

    def datasets(self, group: str) -> tuple[list[dict[str, Any]], bool]:
        """Return the datasets of the group with this ARN, and whether their list came to its end."""
        call = partial(self._client.list_datasets, datasetGroupArn=group)
        pages = control_plane.listed(call, "datasets", self._cancelled)
        if pages is None:
            raise CancelledError
        self._count()
        return pages

    def describe(self, kind: str, arn: str) -> dict[str, Any]:
        """Return a resource, such as that of the kind "dataset_group" with this ARN."""
        name = kind[0] + kind.title().replace("_", "")[1:]
        answer = getattr(self._client, f"describe_{kind}")(**{f"{name}Arn": arn})
        self._count()
        return control_plane.part(answer, name, dict)

    def _count(self) -> None:
        self._answered += 1
        self._progress(self._answered)
        if self._cancelled():
            raise CancelledError


def _of(tracker: Tracker, calls: _Calls, why: Callable[..., Failure]) -> FetchedSchema | Failure:
    name = tracker.dataset_group or ""
    group = f"{tracker.arn.rpartition(':')[0]}:dataset-group/{name}"
    datasets, is_whole = calls.datasets(group)
    events = next((one for one in datasets if _text(one, "datasetType").lower() == _INTERACTIONS), None)
    if events is None and not is_whole:
        happened = f"The list of the datasets of {quoted(name)} has no end, so that it was given up."
        return _failure(happened, f"Try again, or {_INSTEAD}.")
    if events is None:
        happened = f"The dataset group {quoted(name)} has no Item interactions dataset."
        return _failure(happened, f"Create one there, or {_INSTEAD}.")
    dataset_arn = control_plane.part(events, "datasetArn", str)
    schema_arn = _text(calls.describe("dataset", dataset_arn), "schemaArn")
    if not schema_arn:
        happened = f"The dataset {quoted(_text(events, 'name'))} of {quoted(name)} has no schema."
        return _failure(happened, f"Give it one, or {_INSTEAD}.")
    schema = calls.describe("schema", schema_arn)
    text = control_plane.part(schema, "schema", str)
    domain, note = _text(schema, "domain"), None
    try:
        domain = _text(calls.describe("dataset_group", group), "domain")
    except CancelledError:
        raise
    except Exception as error:  # noqa: BLE001  # as above
        failed = why(error, instead="go on without the domain, which only tells the usual event types")
        note = f"{failed.message} {failed.advice}"
    source = f"schema {quoted(schema_arn.rpartition('/')[2])} of the dataset group {quoted(name)}"
    return FetchedSchema(text, domain or None, source, name, note)


def _text(described: dict[str, Any], name: str) -> str:
    found = described.get(name)
    return found if isinstance(found, str) else ""


def _with_id(tracking_id: str, among: Iterable[Tracker]) -> Tracker | None:
    return next((one for one in among if one.dataset_group and one.tracking_id == tracking_id), None)


def _failure(happened: str, advice: str) -> Failure:
    return Failure("schema", happened, advice, may_have_arrived=False)
