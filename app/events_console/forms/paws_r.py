"""A call of ``put_events`` with paws, the AWS SDK for R.

Read are calls as a method, as the function ``personalizeevents_put_events`` and by ``do.call``, or else the
lists that one would be made of. Written is the client, the present time where it is needed, and the call.
"""

import re
from collections.abc import Iterator
from typing import Final

from events_console.domain.fields import EVENT_FIELDS, REQUEST_FIELDS
from events_console.domain.json_value import Object
from events_console.domain.request import EVENT_LIST, Request
from events_console.forms import LONGEST_CODE, Reading, Target, UnreadableError, Writing, body, r_writing
from events_console.forms.code_values import Unknown, Value
from events_console.forms.expression import Call, Literal, Name, Node, Other
from events_console.forms.meaning import Meaning
from events_console.forms.r_functions import FUNCTIONS
from events_console.forms.r_syntax import parse
from events_console.forms.r_values import Position, Vector, bound, plain

_PARAMETERS: Final = ("trackingId", "userId", "sessionId", EVENT_LIST)
_REQUEST_KEYS: Final = frozenset({EVENT_LIST, *(field.name for field in REQUEST_FIELDS)})
_EVENT_KEYS: Final = frozenset(field.name for field in EVENT_FIELDS)
_MOST_NODES: Final = 50_000  # ten events have some hundred
_OPERATION: Final = "put_events"
_CLIENT: Final = "personalizeevents"
_PROMPT: Final = re.compile("[>+](?: |$)")
_FENCE: Final = "```"


def write(request: Request, target: Target) -> Writing:
    """Return R code for paws; a text with NUL or half a character is an :class:`UnwritableError`."""
    return r_writing.write(request, target)


def read_all(text: str) -> tuple[Reading, ...]:
    """Read every call of ``put_events``, or the lists in ``text`` where there is none."""
    if len(text) > LONGEST_CODE:
        raise UnreadableError(f"it has more than {LONGEST_CODE:,} characters; paste only the call")
    code, shift = _code(text)
    try:
        return _Reader(code, has_prompts=bool(shift)).read_all()
    except UnreadableError as error:
        if not error.line or not shift:
            raise
        message = str(error).partition(": ")[2]
        raise UnreadableError(message, error.line, error.column + shift) from None


def _code(text: str) -> tuple[str, int]:
    """Return the code in a copy of a console or of a Markdown fence, and how many columns were cut off."""
    if text.lstrip().startswith(_FENCE):
        lines = text.split("\n")
        return "\n".join("" if line.lstrip().startswith(_FENCE) else line for line in lines), 0
    if not text.lstrip().startswith("> "):
        return text, 0
    return "\n".join(line[2:] if _PROMPT.match(line) else "" for line in text.lstrip(" ").split("\n")), 2


class _Reader:
    def __init__(self, code: str, *, has_prompts: bool) -> None:
        self._program = parse(code)
        self._meaning = Meaning(FUNCTIONS, most_nodes=_MOST_NODES)
        self._common: list[str] = []
        if has_prompts:
            self._common.append("The prompts and answers of the R console are left out.")
        if self._program.has_keys:
            self._common.append("The access keys in the code are left out; they belong to a connection.")
        clients = (call for call in self._program.calls if call.function.split("::")[-1] == _CLIENT)
        self._common += dict.fromkeys(note for call in clients for note in self._connection_notes(call))

    def _connection_notes(self, client: Call) -> Iterator[str]:
        """Return what the code says of the connection; what it says besides may be keys."""
        nodes = bound(client, "config", "credentials", "endpoint", "region")
        given = {name: self._meaning.value(node) for name, node in nodes.items()}
        self._meaning.forget_notes()
        config = given.get("config")
        given |= config if isinstance(config, dict) else {}
        credentials = given.get("credentials")
        profile = credentials.get("profile") if isinstance(credentials, dict) else None
        return body.connection_notes(given.get("region"), profile, given.get("endpoint"))

    def read_all(self) -> tuple[Reading, ...]:
        calls = sorted(
            filter(_sends, self._program.calls), key=lambda call: (call.place.line, call.place.column)
        )
        found = [self._reading(call, dict(self._arguments(call))) for call in calls] or list(self._lists())
        if not found:
            message = (
                "there is no call of put_events in it, and no list that has an eventList; paste the call"
            )
            raise UnreadableError(message)
        if len(found) == 1:
            return (found[0][1],)
        return tuple(
            Reading(reading.request, (), reading.notes, f"line {line}: {body.title(reading.request)}")
            for line, reading in found
        )

    def _arguments(self, call: Call) -> Iterator[tuple[str, Value]]:
        if call.function.endswith("do.call"):
            pairs = self._passed_on(call)
        else:
            pairs = [(name, self._meaning.value(node)) for name, node in call.named]
        free = iter([name for name in _PARAMETERS if name not in dict(pairs)])
        for name, value in pairs:
            place = name or next(free, "")
            if place:
                yield place, value
            else:
                self._meaning.note(
                    "put_events takes four arguments; a further one without a name is left out."
                )

    def _passed_on(self, call: Call) -> list[tuple[str, Value]]:
        node = bound(call, "what", "args").get("args")
        value = self._meaning.value(node) if node else ()
        if isinstance(value, dict):
            return [("" if isinstance(name, Position) else name, one) for name, one in value.items()]
        if isinstance(value, tuple):
            return [("", one) for one in value]
        message = "the arguments that do.call passes on are not in the code; paste their list too"
        raise UnreadableError(message, call.place.line, call.place.column)

    def _lists(self) -> Iterator[tuple[int, Reading]]:
        """Yield what lists are that are requests or, without any of those, events."""
        nodes = [
            node for node in self._program.values if isinstance(node, Call) and node.function in FUNCTIONS
        ]
        values = [(node, self._meaning.value(node)) for node in nodes]
        requests = [
            (node, value) for node, value in values if isinstance(value, dict) and _has(value, _REQUEST_KEYS)
        ]
        if requests:
            yield from (self._reading(node, value) for node, value in requests)
            return
        for node, value in values:
            events = value if isinstance(value, tuple) else (value,)
            if any(isinstance(event, dict) and _has(event, _EVENT_KEYS) for event in events):
                self._meaning.note(
                    "These are events only: tracking ID, user ID and session ID are still missing."
                )
                yield self._reading(node, {EVENT_LIST: events})

    def _reading(self, node: Node, arguments: dict[str, Value]) -> tuple[int, Reading]:
        members = self._given(arguments)
        if EVENT_LIST in members:
            members[EVENT_LIST] = self._events(members[EVENT_LIST])
        root = self._meaning.json(Literal(None)) if not members else self._meaning.to_json(plain(members))
        notes = (*self._common, *self._meaning.notes)
        self._meaning.forget_notes()
        return node.place.line, Reading(Request(root if isinstance(root, Object) else Object()), (), notes)

    def _events(self, value: Value) -> Value:
        match value:
            case dict() if (
                value
                and all(isinstance(one, dict) for one in value.values())
                and not _has(value, _EVENT_KEYS)
            ):
                self._meaning.note("The names of the events in eventList are left out, as paws does.")
                return tuple(self._event(one) for one in value.values())
            case dict() if value:
                self._meaning.note(
                    "eventList is one event and no list of events: put it into another list()."
                )
                return (self._event(value),)
            case tuple():
                return tuple(self._event(one) for one in value)
            case _:
                return value

    def _event(self, value: Value) -> Value:
        if not isinstance(value, dict):
            return value
        event = self._given(value)
        impression = event.get("impression", ())
        if not isinstance(impression, tuple | dict | Unknown):
            event["impression"] = (impression,)
        attribution = event.get("metricAttribution")
        if isinstance(attribution, dict):
            event["metricAttribution"] = self._given(attribution)
        return event

    def _given(self, members: dict[str, Value]) -> dict[str, Value]:
        for name, value in members.items():
            if isinstance(name, Position):
                self._meaning.note(f"A value without a name among others with one is called {name}.")
            if _is_null(value):
                self._meaning.note(f"{name} is NULL and is left out, as paws does.")
        return {name: value for name, value in members.items() if not _is_null(value)}


def _is_null(value: Value) -> bool:
    return isinstance(value, Vector) and not value


def _has(value: dict[str, Value], keys: frozenset[str]) -> bool:
    return not keys.isdisjoint(value)


def _sends(call: Call) -> bool:
    if not call.function.endswith("do.call"):
        return call.function.endswith(_OPERATION)
    match bound(call, "what", "args").get("what"):
        case Name(source) | Other(source) | Literal(str() as source):
            return source.endswith(_OPERATION)
        case Call("$", named=(_, (_, Literal(name)), _)):
            return name == _OPERATION
        case _:
            return False
