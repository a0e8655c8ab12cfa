"""A PutEvents call with the AWS SDK for JavaScript, version 3 or 2, in JavaScript or TypeScript.

Read are ``new PutEventsCommand(…)`` and ``putEvents(…)`` in whatever code is around them, or else what is
sent as HTTP, or else the objects that a request would be made of. Written is the client of version 3 and the
call, as an ECMAScript module.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from events_console.domain.fields import EVENT_FIELDS
from events_console.domain.json_text import Parsed
from events_console.domain.json_value import Json, Object
from events_console.domain.request import Request
from events_console.domain.wording import shortened
from events_console.forms import (
    LONGEST_CODE,
    Reading,
    Target,
    UnreadableError,
    Writing,
    body,
    javascript_connection,
    javascript_sends,
    javascript_writing,
    json_request,
)
from events_console.forms.expression import Name, Node
from events_console.forms.javascript_program import Program
from events_console.forms.javascript_tokens import Kind, is_secret
from events_console.forms.javascript_values import JavaScript
from events_console.forms.json_request import REQUIRED_KEYS

_CALLS: Final = ("PutEventsCommand", "putEvents")
_CALL: Final = re.compile(r"\b(?:PutEventsCommand|putEvents)\s{0,100}\(")
_MOST_TRIES: Final = 3
_MOST_ERRORS: Final = 20
_KEYS: Final = REQUIRED_KEYS | {field.name for field in EVENT_FIELDS}
_FENCE: Final = re.compile(r"^[ \t]*```[^\n]*", re.MULTILINE)
_KEYS_LEFT_OUT: Final = "The access keys in the code are left out; they belong to a connection."
_AS_OBJECT: Final = (
    "properties is an object there, which the SDK makes JSON text of; here it stays an object."
)
_NOTHING: Final = (
    "there is no PutEventsCommand or putEvents in it, and no object that has an eventList; paste the call"
)


def write(request: Request, target: Target) -> Writing:
    """Return JavaScript for version 3 of the SDK."""
    return javascript_writing.write(request, target)


def read_all(text: str) -> tuple[Reading, ...]:
    """Read every call in ``text``, or the objects in it where there is none."""
    if len(text) > LONGEST_CODE:
        raise UnreadableError(f"it has more than {LONGEST_CODE:,} characters; paste only the call")
    if not text.strip("\ufeff \t\r\n"):
        raise UnreadableError("there is nothing in it; paste a PutEvents call")
    code = _FENCE.sub("", text) if "```" in text else text
    found = _Reader(Program(code)).read_all()
    if not found:  # what is before a call may be no JavaScript
        for start in [match.start() for match in _CALL.finditer(code)][:_MOST_TRIES]:
            found = found or _Reader(Program(code, start)).read_all()
    if not found:
        raise UnreadableError(_NOTHING)
    if len(found) == 1:
        return (replace(found[0], title=""),)
    return found


class _Reader:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._tokens = program.source.tokens
        self._partner = program.source.partner
        self._meaning = JavaScript()
        self._errors: list[UnreadableError] = []

    def read_all(self) -> tuple[Reading, ...]:
        """Return the requests in the code, () without any; where there are only errors, raise the first."""
        readings = list(self._calls())
        if not readings:
            readings = [self._titled(*send) for send in self._sends()]
        if not readings:
            errors, self._errors = self._errors, []
            requests, events = self._holders()
            readings = list(self._objects(requests)) or list(self._objects(events))
            self._errors = [] if readings else [*errors, *self._errors]
        if not readings and not self._errors:
            return ()
        settled = body.settled(readings, self._errors, _NOTHING)
        before = (_KEYS_LEFT_OUT,) if self._has_keys() else ()
        after = javascript_connection.notes(self._program, self._meaning)
        return tuple(replace(each, notes=(*before, *each.notes, *after)) for each in settled)

    def _calls(self) -> Iterator[Reading]:
        for index, token in enumerate(self._tokens):
            if len(self._errors) > _MOST_ERRORS:
                return
            if (
                token.is_name(*_CALLS)
                and self._tokens[index + 1].is_sign("(")
                and not self._is_definition(index)
            ):
                try:
                    yield self._call(index)
                except UnreadableError as error:
                    self._errors.append(error)

    def _is_definition(self, index: int) -> bool:
        """Return whether a function is defined here, not called."""
        before, end = self._tokens[index - 1] if index else None, self._partner[index + 1]
        if before and before.is_sign(".", "?."):
            return False
        after = self._tokens[end + 1] if end >= 0 else None
        is_word = before and before.is_name("function", "class")
        return bool(is_word or (after and after.is_sign("{", ":") and self._tokens[index].value == _CALLS[1]))

    def _call(self, index: int) -> Reading:
        token = self._tokens[index]
        node = self._program.argument(index + 1)
        if node is None:
            raise self._program.source.error("this call has no argument; paste what it is given too", token)
        value = self._value(node)
        if isinstance(value, Object):
            return self._reading(index, Reading(Request(value)))
        what = shortened(node.path) if isinstance(node, Name) else "what it is given"
        raise self._program.source.error(f"{what} is not set in the code: paste what sets it too", token)

    def _objects(self, starts: Iterable[int]) -> Iterator[Reading]:
        """Yield what the objects and lists are that begin at the brackets ``starts``."""
        end = -1
        for start in starts:
            if start < end or len(self._errors) > _MOST_ERRORS:
                continue
            try:
                value = self._value(self._program.expression(start))
                if isinstance(value, Object | tuple):
                    yield self._reading(start, json_request.reading_of(Parsed(value, ())))
                    end = self._partner[start]
            except UnreadableError as error:
                self._errors.append(error)

    def _holders(self) -> tuple[list[int], list[int]]:
        """Return where the objects begin that look like requests, and the objects and lists of events."""
        opened: list[int] = []
        requests: set[int] = set()
        events: set[int] = set()
        for index, token in enumerate(self._tokens):
            if token.is_sign("(", "[", "{"):
                opened.append(index)
            elif token.is_sign(")", "]", "}") and opened:
                opened.pop()
            elif token.value in _KEYS and opened and self._is_key(index, opened[-1]):
                if token.value in REQUIRED_KEYS:
                    requests.add(opened[-1])
                else:
                    is_listed = self._tokens[opened[-1] - 1].is_sign("[")
                    events.add(opened[-1] - is_listed)
        return sorted(requests), sorted(events)

    def _is_key(self, index: int, holder: int) -> bool:
        """Return whether the token ``index`` names a member of the object at ``holder``."""
        return (
            self._tokens[index].kind in (Kind.NAME, Kind.TEXT)
            and self._tokens[holder].is_sign("{")
            and self._tokens[index - 1].is_sign("{", ",")
            and self._tokens[index + 1].is_sign(":", ",", "}")
        )

    def _value(self, node: Node) -> Json:
        self._meaning.forget_notes()
        return self._meaning.json(node)

    def _sends(self) -> tuple[javascript_sends.Send, ...]:
        return tuple(javascript_sends.find(self._program, self._meaning, self._errors))

    def _titled(self, index: int, reading: Reading) -> Reading:
        line = self._program.source.place(self._tokens[index]).line
        return replace(reading, title=f"line {line}: {body.title(reading.request)}")

    def _reading(self, index: int, reading: Reading) -> Reading:
        request = reading.request
        notes = [*reading.notes, *self._meaning.notes]
        if any(
            isinstance(each, Object) and isinstance(each.get("properties"), Object) for each in request.events
        ):
            notes.append(_AS_OBJECT)
        return self._titled(index, replace(reading, notes=tuple(notes)))

    def _has_keys(self) -> bool:
        """Return whether something is called a secret and is a text."""
        tokens = iter(zip(self._tokens, self._tokens[1:], self._tokens[2:], strict=False))
        return any(
            sign.is_sign(":", "=")
            and name.kind in (Kind.NAME, Kind.TEXT)
            and is_secret(str(name.value))
            and value.kind in (Kind.TEXT, Kind.TEMPLATE)
            and value.value != ""
            for name, sign, value in tokens
        )
