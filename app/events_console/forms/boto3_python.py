"""The request as Python that calls boto3: ``client.put_events(trackingId=…, …)``.

Read are the calls in any program or, where there are none, the dicts that hold a request; nothing is run.
"""

import re
from collections.abc import Iterator
from typing import Final

from events_console.domain.json_text import Parsed
from events_console.domain.json_value import Json, Object
from events_console.domain.request import Request
from events_console.forms import (
    Reading,
    Target,
    UnreadableError,
    Writing,
    body,
    json_request,
    python_code,
    python_source,
)
from events_console.forms.expression import Items, Literal, Members, Name
from events_console.forms.json_request import REQUIRED_KEYS
from events_console.forms.meaning import Meaning
from events_console.forms.python_functions import FUNCTIONS
from events_console.forms.python_syntax import Program

_MOST: Final = 1_000  # calls; each of them is shown
_KEYS_DROPPED: Final = "The code holds keys; they are left out and belong in a profile or the environment."
_KEYS: Final = frozenset({"aws_access_key_id", "aws_secret_access_key", "aws_session_token"})
_KEY: Final = re.compile(
    r"""(?:access_key_id|secret_access_key|session_token)["'\]\s]*[=:]\s*[rbu]?["']|\bA[KS]IA[A-Z0-9]{16}\b""",
    re.IGNORECASE,
)
_EVENT_KEYS: Final = frozenset({"eventType", "sentAt"})


def read_all(text: str) -> tuple[Reading, ...]:
    """Read every call of ``put_events`` in Python code, or every dict that is a request or an event."""
    try:
        return _read(text)
    except RecursionError:
        message = "the code is nested too deep to be read; write the values out plainly"
        raise UnreadableError(message) from None


def write(request: Request, target: Target) -> Writing:
    """Return a program that sends the request with boto3."""
    return Writing(python_code.program(request, target), body.number_notes(request))


def _read(text: str) -> tuple[Reading, ...]:
    source = python_source.parse(text)
    program = Program(source.text)
    found = _calls(program, source) or _dicts(program)
    if not found:
        raise UnreadableError(
            "there is no put_events call in it; paste the call, or a dict with an eventList"
        )
    notes = (*source.notes, *_connection_notes(program, text))
    if len(found) == 1:
        return tuple(_with(reading, notes) for _, reading in found)
    return tuple(
        _with(reading, notes, f"line {line}: {body.title(reading.request)}") for line, reading in found
    )


def _with(reading: Reading, notes: tuple[str, ...], title: str = "") -> Reading:
    return Reading(reading.request, reading.problems, (*reading.notes, *notes), title)


def _calls(program: Program, source: python_source.Source) -> list[tuple[int, Reading]]:
    meaning = Meaning(FUNCTIONS, program.variables.cells)
    readings: list[tuple[int, Reading]] = []
    others = 0
    for found in program.calls(source.body):
        if len(readings) >= _MOST:
            raise UnreadableError(f"it has more than {_MOST:,} calls; paste fewer", found.line, 1)
        meaning.forget_notes()
        root = meaning.json(found.arguments)
        if not isinstance(root, Object) or ("Entries" in root and not REQUIRED_KEYS & root.keys()):
            others = others or found.line
        else:
            readings.append((found.line, Reading(Request(root), notes=meaning.notes)))
    if others and not readings:
        raise UnreadableError(
            "this is put_events of EventBridge; a request of Personalize has an eventList", others, 1
        )
    return readings


def _dicts(program: Program) -> list[tuple[int, Reading]]:
    """Return the requests among the values of a program or, without any, the events."""
    meaning = Meaning(FUNCTIONS, program.variables.cells)
    requests: list[tuple[int, Reading]] = []
    events: list[tuple[int, Reading]] = []
    seen: set[str] = set()
    for line, node in program.values:
        cell = node.path if isinstance(node, Name) else ""
        if cell in seen or not (isinstance(node, Items | Members) or cell in program.variables.cells):
            continue
        seen |= {cell} if cell else set()
        meaning.forget_notes()
        value = meaning.json(node)
        if isinstance(value, Object) and REQUIRED_KEYS & value.keys():
            requests.append((line, Reading(Request(value), notes=meaning.notes)))
        elif not requests and _are_events(value):
            reading = json_request.reading_of(Parsed(value, ()))
            events.append((line, _with(reading, meaning.notes)))
        if len(requests) + len(events) > _MOST:
            raise UnreadableError(f"it has more than {_MOST:,} requests; paste fewer", line, 1)
    return requests or events


def _are_events(value: Json) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(isinstance(one, Object) and _are_events(one) for one in value)
    return isinstance(value, Object) and bool(_EVENT_KEYS & value.keys())


def _connection_notes(program: Program, text: str) -> Iterator[str]:
    """Yield what the code says of the connection, and of the keys in it that there are some."""
    given = {name: node.value for name, node in program.settings if isinstance(node, Literal) and node.value}
    yield from body.connection_notes(*map(given.get, ("region_name", "profile_name", "endpoint_url")))
    if _KEYS & given.keys() or _KEY.search(text):
        yield _KEYS_DROPPED
