"""What ``aws personalize-events put-events --generate-cli-skeleton`` prints, with the request filled in.

Every field of the service model is there, in its order; one that the request lacks holds what the AWS CLI
puts in its place. What else the request holds comes after them.
"""

from typing import Final

from events_console.domain import service_model
from events_console.domain.json_value import Json, Object
from events_console.domain.request import Request
from events_console.domain.service_model import Shape
from events_console.forms import Target, Writing, body, json_request

_BLANKS: Final[dict[str, Json]] = {"string": "", "float": 0.0, "timestamp": "1970-01-01T00:00:00"}
_BLANK: Final = (
    "Every field that the request lacks holds the blank of the AWS CLI’s skeleton:"
    " fill it in or remove it before you send this."
)


def write(request: Request, _target: Target) -> Writing:
    """Return the skeleton as JSON."""
    filled = Request(_structure(service_model.put_events().input, request.root))
    notes = () if filled.root == request.root else (_BLANK,)
    return Writing(json_request.write(filled), (*notes, *body.notes(request)))


def _structure(shape: Shape, value: Object) -> Object:
    known = {
        name: _filled(member, value[name]) if name in value else _blank(member)
        for name, member in shape.members.items()
    }
    return Object({**known, **{name: value[name] for name in value if name not in known}})


def _filled(shape: Shape, value: Json) -> Json:
    if shape.type == "structure" and isinstance(value, Object):
        return _structure(shape, value)
    if shape.member and isinstance(value, tuple):
        return tuple(_filled(shape.member, item) for item in value)
    return value


def _blank(shape: Shape) -> Json:
    if shape.type == "structure":
        return _structure(shape, Object())
    return (_blank(shape.member),) if shape.member else _BLANKS[shape.type]
