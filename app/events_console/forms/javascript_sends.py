"""Requests that JavaScript sends as HTTP: what browsers copy as fetch, and axios, beacons and others.

The body is JSON text, ``JSON.stringify`` of an object, or an object in place of it.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from events_console.domain.json_text import Parsed
from events_console.domain.json_value import Json, Object
from events_console.domain.request import EVENT_LIST
from events_console.forms import Reading, UnreadableError, body, envelope, json_request
from events_console.forms.expression import Call, Items, Literal, Members, Node
from events_console.forms.javascript_program import Program
from events_console.forms.javascript_tokens import Kind
from events_console.forms.meaning import Meaning

_SENDS: Final = frozenset(
    {"fetch", "Request", "request", "axios", "post", "put", "ajax", "got", "ky", "sendBeacon"}
    | {"send", "write", "end"}  # of XMLHttpRequest, and of http.request
)
_BODIES: Final = ("body", "data", "json")
_MARKS: Final = ("trackingId", EVENT_LIST)
_NOTHING: Final = Literal(None)
_MOST_TOKENS: Final = 40_000  # that are looked at; sends may be within each other


class Send(NamedTuple):
    """A request; ``start`` is the token where its call begins."""

    start: int
    reading: Reading


def find(program: Program, meaning: Meaning, errors: list[UnreadableError]) -> Iterator[Send]:
    """Yield the PutEvents requests that ``program`` sends; ``errors`` grows by those that cannot be read."""
    tokens, partner = program.source.tokens, program.source.partner
    headers = [
        (str(name.value), "")
        for token, name in zip(tokens, tokens[2:], strict=False)
        if token.is_name("setRequestHeader") and name.kind is Kind.TEXT
    ]
    left, end = _MOST_TOKENS, -1
    for index, token in enumerate(tokens):
        if index < end or token.kind is not Kind.NAME or token.value not in _SENDS:
            continue
        close = partner[index + 1] if tokens[index + 1].is_sign("(") else -1
        left -= max(close - index, 0)
        if close < 0 or left < 0:
            continue
        try:
            reading = _reading(program.arguments(index + 1), meaning, headers)
        except UnreadableError as error:
            source = program.source.code[token.start : tokens[close].end]
            if any(mark in source for mark in _MARKS):
                errors.append(error if error.line else program.source.error(str(error), token))
            continue
        if reading:
            end = close
            yield Send(index, reading)


def _reading(arguments: tuple[Node, ...], meaning: Meaning, headers: list[tuple[str, str]]) -> Reading | None:
    """Return the request that a call with these arguments sends; None where it sends another or nothing."""
    options: dict[str, Node] = {}
    for node in arguments:
        options |= _members(node)
    said = _envelope(arguments, options, meaning, headers)
    for node in (*(options[name] for name in _BODIES if name in options), *arguments):
        meaning.forget_notes()
        if found := _request(meaning.json(_unwrapped(node))):
            return Reading(found.request, found.problems, (*found.notes, *meaning.notes, *said))
    return None


def _request(value: Json) -> Reading | None:
    """Return the request that a body is; None where it has nothing of one."""
    match value:
        case str() if any(f'"{mark}"' in value for mark in _MARKS):
            try:
                return body.read(value, 1)
            except UnreadableError as error:
                raise UnreadableError(f"the body of this request cannot be read: {error}") from None
        case Object() if any(mark in value for mark in _MARKS):
            return json_request.reading_of(Parsed(value, ()))
        case _:
            return None


def _envelope(
    arguments: tuple[Node, ...], options: dict[str, Node], meaning: Meaning, headers: list[tuple[str, str]]
) -> tuple[str, ...]:
    places = {"url": arguments[0], **options} if len(arguments) > 1 else options
    url, method = (
        value if name in places and isinstance(value := meaning.value(places[name]), str) else default
        for name, default in (("url", ""), ("method", "POST"))
    )
    named = [
        (name, str(node.value) if isinstance(node, Literal) else "")
        for name, node in _members(options.get("headers", _NOTHING)).items()
    ]
    return envelope.notes(method, url, [*headers, *named])


def _members(node: Node) -> dict[str, Node]:
    """Return the members of an object, by name; none of anything else."""
    match node:
        case Members(pairs):
            return {str(key.value): one for key, one in pairs if isinstance(key, Literal)}
        case Call("maybe" | "changed" | "new Headers", arguments):
            return {name: one for inner in arguments for name, one in _members(inner).items()}
        case _:
            return {}


def _unwrapped(node: Node) -> Node:
    """Return what JSON is made of, which tells more than that JSON."""
    match node:
        case Call("new Blob", (Items((inner,)), *_)) | Call("JSON.stringify", (inner, *_)):
            return _unwrapped(inner)
        case _:
            return node
