"""A request that was sent before, as if it had never been: what "resend as new" sends."""

from collections.abc import Callable

from events_console.domain.json_value import Object
from events_console.domain.request import Request


def as_new(request: Request, now: float, new_uuid: Callable[[], str]) -> Request:
    """Return ``request`` with a new eventId and sentAt ``now`` (Unix seconds) for each of its events.

    The service then counts each of them once more. A member that is no event stays as it is.
    """
    return request.with_events(
        event.with_member("eventId", new_uuid()).with_member("sentAt", int(now))
        if isinstance(event, Object)
        else event
        for event in request.events
    )
