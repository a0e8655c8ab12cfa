"""The AWS account that the sandbox stands for, with what Amazon Personalize has in it.

A resource is what its Describe operation answers: the members are the service's, times are seconds since the
epoch. The service allows one event tracker per dataset group, and so does ``resources/sandbox/account.json``.
"""

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from events_console import paths
from events_console.sandbox.wire import Reply, failure

Resource = Mapping[str, Any]

ID: Final = "123456789012"  # as in AWS's documentation, and so are the other two
USER_ID: Final = "AIDACKCEVSQ6C2EXAMPLE"
USER_ARN: Final = f"arn:aws:iam::{ID}:user/sandbox"


class Account:
    """Has an ACTIVE event tracker for each of ``tracking_ids``, beside those that are always there."""

    def __init__(self, tracking_ids: Iterable[str] = ()) -> None:
        self._given = tuple(dict.fromkeys(tracking_ids))

    @functools.cached_property
    def resources(self) -> Mapping[str, tuple[Resource, ...]]:
        """What there is by kind: ``eventTrackers``, ``datasetGroups``, ``datasets`` and ``schemas``."""
        kept: dict[str, list[dict[str, Any]]] = json.loads(
            paths.resource("sandbox", "account.json").read_text(encoding="utf-8")
        )
        for schema in kept["schemas"]:
            schema["schema"] = json.dumps(schema["schema"])
        known = {tracker["trackingId"] for tracker in kept["eventTrackers"]}
        given = [tracking_id for tracking_id in self._given if tracking_id not in known]
        for number, tracking_id in enumerate(given, 1):
            group, tracker = kept["datasetGroups"][0], kept["eventTrackers"][0]
            for kind, resource in _given(group, tracker, f"given-{number}", tracking_id):
                kept[kind].append(resource)
        return {kind: tuple(resources) for kind, resources in kept.items()}

    def status(self, tracking_id: str) -> str | None:
        """Return the status of the event tracker with this tracking ID; None if there is none."""
        trackers = self.resources["eventTrackers"]
        return next((one["status"] for one in trackers if one["trackingId"] == tracking_id), None)


def denial(action: str, *, explicit: bool = False) -> Reply:
    """Return what the account's user is told of an ``action`` that nothing allows, or a Deny forbids."""
    resource = (
        f" on resource: arn:aws:personalize:us-east-1:{ID}:*" if action.startswith("personalize:") else ""
    )
    why = (
        "with an explicit deny in a service control policy"
        if explicit
        else f"because no identity-based policy allows the {action} action"
    )
    message = f"User: {USER_ARN} is not authorized to perform: {action}{resource} {why}"
    return failure(403, "AccessDeniedException", message)


def _given(
    group: Resource, tracker: Resource, name: str, tracking_id: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a dataset group and an event tracker like these, each with its kind."""
    digest = hashlib.sha256(tracking_id.encode(errors="surrogatepass")).hexdigest()
    prefix, _, _ = group["datasetGroupArn"].partition("dataset-group/")
    arns = {"datasetGroupArn": f"{prefix}dataset-group/{name}"}
    yield "datasetGroups", {**group, "name": name, **arns}
    arns["eventTrackerArn"] = f"{prefix}event-tracker/{digest[:8]}"
    yield "eventTrackers", {**tracker, "name": f"{name}-tracker", "trackingId": tracking_id, **arns}
