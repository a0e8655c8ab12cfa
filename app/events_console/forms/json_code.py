"""The request document as a code form: JSON that the AWS CLI takes as ``--cli-input-json file://…``."""

from events_console.domain.request import Request
from events_console.forms import Reading, Target, Writing, body, json_request


def read_all(text: str) -> tuple[Reading, ...]:
    """Read one request, one event or a list of events."""
    return (json_request.read(text),)


def write(request: Request, _target: Target) -> Writing:
    """Return the document, indented."""
    return Writing(json_request.write(request), body.notes(request))
