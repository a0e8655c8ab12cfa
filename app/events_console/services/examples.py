"""The sample requests that come with the program."""

from events_console import paths
from events_console.domain.request import Request
from events_console.forms import json_request


def sandbox() -> Request:
    """Return the request of the first start, which the sandbox accepts."""
    text = paths.resource("examples", "sandbox.events.json").read_text(encoding="utf-8")
    return json_request.read(text).request
