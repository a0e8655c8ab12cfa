"""The fields of a PutEvents request as a person meets them: their names, their kinds and their order."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from events_console.domain.json_value import tokens


class Kind(Enum):
    """What a field holds; it decides how typed text is understood and how a cell is laid out."""

    TEXT = auto()
    NUMBER = auto()
    TIME = auto()
    PROPERTIES = auto()
    LIST = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """A field: ``path`` is the JSON Pointer from its event or, for request fields, from the request.

    ``name`` is the member of the event or request that it fills or, with the name ``inner`` there, sits in.
    """

    path: str
    label: str
    kind: Kind
    hint: str
    required: bool = False
    name: str = field(init=False)
    inner: str | None = field(init=False)

    def __post_init__(self) -> None:
        """Take the path apart once; a table of 100,000 rows asks a million times."""
        name, *inner = tokens(self.path)
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "inner", inner[0] if inner else None)


REQUEST_FIELDS: Final = (
    Field("/trackingId", "Tracking ID", Kind.TEXT, "The ID that your event tracker was given", required=True),
    Field("/userId", "User ID", Kind.TEXT, "Who acted; empty for an anonymous visitor"),
    Field(
        "/sessionId",
        "Session ID",
        Kind.TEXT,
        "The visit; it joins events before and after sign-in",
        required=True,
    ),
)

EVENT_FIELDS: Final = (
    Field("/eventType", "Event type", Kind.TEXT, "What happened, such as View or Purchase", required=True),
    Field("/itemId", "Item ID", Kind.TEXT, "The item acted upon"),
    Field("/eventValue", "Value", Kind.NUMBER, "A number such as a rating"),
    Field(
        "/sentAt",
        "Sent at",
        Kind.TIME,
        "When: a date-time with its zone, Unix seconds or {{now}}",
        required=True,
    ),
    Field(
        "/properties",
        "Properties",
        Kind.PROPERTIES,
        "Your own fields: a JSON object in at most 1,024 characters",
    ),
    Field("/recommendationId", "Recommendation ID", Kind.TEXT, "The recommendation that led here"),
    Field("/impression", "Impression", Kind.LIST, "The items that were shown, in order, separated by commas"),
    Field(
        "/metricAttribution/eventAttributionSource",
        "Attribution source",
        Kind.TEXT,
        "Which party led here, for metrics",
    ),
    Field("/eventId", "Event ID", Kind.TEXT, "Tells one event from another; made up when sending if empty"),
)

OWN_FIELDS: Final = (  # of an event in a long document, which has no user and no session for all events
    Field("/userId", "User ID", Kind.TEXT, "Who acted; empty for an anonymous visitor"),
    Field("/sessionId", "Session ID", Kind.TEXT, "The visit that the event belongs to", required=True),
)
OWN_NAMES: Final = tuple(field.name for field in OWN_FIELDS)
TABLE_FIELDS: Final = (*EVENT_FIELDS, *OWN_FIELDS)

_LABELS: Final = {
    **{found.name: found.label for found in (*REQUEST_FIELDS, *EVENT_FIELDS)},
    "eventList": "Events",
    "eventAttributionSource": "Attribution source",
    "metricAttribution": "Attribution",
}


def label_of(name: str) -> str:
    """Return what a member is called in the window; a name that the service does not know stays as it is."""
    return _LABELS.get(name, name)


def event_field(path: str, fields: tuple[Field, ...] = EVENT_FIELDS) -> Field | None:
    """Return which of ``fields`` the pointer ``path`` (from its event) leads to or into, if any."""
    name = (*tokens(path), "")[0]
    return next((found for found in fields if found.name == name), None)
