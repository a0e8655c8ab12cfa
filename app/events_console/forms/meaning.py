"""What an expression of any programming language means.

Python, JavaScript and R write a request down as nested literals with a few calls in between. Their readers
make :data:`Node` trees; :class:`Meaning` finds the values without running anything. A name that stands for
no literal becomes ``{{name}}``, the present time ``{{now}}``, a new UUID ``{{uuid}}``; what was guessed or
resolved on the way is noted. Work is bounded: names may be defined in terms of each other.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from events_console.domain.json_value import Json, Object, freeze
from events_console.domain.placeholders import NUMERIC, Placeholder, has_placeholder
from events_console.domain.request import EVENT_LIST
from events_console.domain.wording import listed
from events_console.forms import LONGEST_CODE, UnreadableError
from events_console.forms.code_values import (
    Duration,
    Moment,
    Unit,
    Unknown,
    Value,
    between,
    calculated,
    exactly,
    iso,
    number,
    shifted,
    unknown,
)
from events_console.forms.expression import (
    Call,
    Items,
    Literal,
    Members,
    Name,
    Node,
    Operation,
    Other,
    Pieces,
    Place,
    source_of,
)

_MOST_NODES: Final = 200_000  # ten events have some hundred
_DEEPEST: Final = 60  # levels of names, calls and brackets within each other; below those of a document
_LONGEST_NAME: Final = 36  # characters
_UTC_ENDS: Final = ("Z", "+00:00")  # of an instant as text

Function: TypeAlias = "Callable[[Meaning, Call], Value]"


class Meaning:
    """Finds what nodes mean.

    ``functions`` says what calls mean, by name (``json.dumps``, ``.toISOString``); the value of others is
    unknown. ``names`` says what variables were set to.
    """

    def __init__(
        self,
        functions: Mapping[str, Function],
        names: Mapping[str, Node] | None = None,
        most_nodes: int = _MOST_NODES,
    ) -> None:
        """Know nothing else."""
        self._notes: list[str] = []
        self._unknown: dict[str, str] = {}  # such as {{user.id}}, and the first member that it stands as
        self._milliseconds: dict[str, list[int]] = {}  # members that count them, and in which events
        self._event = 0  # whose members are made JSON, counted from 1
        self._functions = functions
        self._names = {} if names is None else names  # the caller may add to them
        self._left = most_nodes
        self._letters = 4 * LONGEST_CODE
        self._open: list[str] = []  # names that are being looked up
        self._level = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What was guessed, dropped or resolved since :meth:`forget_notes`, each said once."""
        return (*self._notes, *self._time_notes(), *self._unknown_notes())

    def note(self, sentence: str) -> None:
        """Keep a sentence about what was guessed, dropped or resolved."""
        if sentence not in self._notes:
            self._notes.append(sentence)

    def forget_notes(self) -> None:
        """Begin anew, as for another request."""
        self._notes, self._unknown, self._milliseconds = [], {}, {}

    def value(self, node: Node) -> Value:
        """Return what ``node`` means."""
        self._left -= 1
        self._level += 1
        try:
            if self._left < 0 or self._level > _DEEPEST:
                message = "the code puts too many values into each other to be read; write them out plainly"
                raise UnreadableError(message, node.place.line, node.place.column)
            return self._value(node)
        finally:
            self._level -= 1

    def branch(self, place: Place, yes: Node, no: Node | None = None) -> Value:
        """Return what a condition at ``place`` adds where only the program knows whether it holds.

        That is the branch which has members or items, with a note; None where neither has any.
        """
        for node, what in ((yes, "is taken to hold"), (no, "is taken not to hold")):
            value = self.value(node) if node else None
            if isinstance(value, dict | tuple) and value:
                self.note(f"Line {place.line} depends on a condition, which {what}.")
                return value
        return None

    def json(self, node: Node, name: str = "") -> Json:
        """Return what ``node`` means as the JSON value of a member called ``name``."""
        return self.to_json(self.value(node), name)

    def to_json(self, value: Value, name: str = "") -> Json:
        """Return ``value`` as JSON: instants are Unix seconds or ``{{now}}``, the unknown ``{{name}}``."""
        match value:
            case Moment():
                return self._instant(value, name)
            case Duration(seconds):
                return number(seconds)
            case Fraction():
                return number(value)
            case Unknown(source):
                return self._placeholder(source, name)
            case dict():
                return Object({str(freeze(key)): self.to_json(one, key) for key, one in value.items()})
            case tuple() if name == EVENT_LIST:
                return tuple(self._event_json(one, position) for position, one in enumerate(value, 1))
            case tuple():
                return tuple(self.to_json(one, name) for one in value)
            case _:
                return freeze(value)

    def text(self, value: Value) -> str:
        """Return ``value`` as text in which it is put together with other text."""
        match self.to_json(value):
            case str() as text:
                return text
            case bool() as flag:
                return "true" if flag else "false"
            case None:
                return "null"
            case int() | float() as figure:
                return repr(figure)
            case _:
                return self._placeholder("a value")

    def _event_json(self, value: Value, position: int) -> Json:
        self._event = position
        found = self.to_json(value)
        self._event = 0
        return found

    def _value(self, node: Node) -> Value:
        match node:
            case Literal(value):
                return self.spent(value) if isinstance(value, str) else value
            case Name(path):
                return self._look_up(path)
            case Items(items):
                return tuple(self.value(item) for item in items)
            case Members(pairs):
                return self._members(pairs)
            case Pieces(parts):
                return self._joined([self.value(part) for part in parts])
            case Call(function=function) if function in self._functions:
                return self._functions[function](self, node)
            case Operation(sign, operands):
                return self._calculate(sign, [self.value(operand) for operand in operands], node)
            case Call() | Other():
                return unknown(node)

    def _look_up(self, path: str) -> Value:
        root, *members = path.split(".")
        if path in self._names:
            root, members = path, []
        if root not in self._names or root in self._open:
            return Unknown(path)
        self._open.append(root)
        try:
            found = self.value(self._names[root])
        finally:
            self._open.pop()
        for member in members:
            if not isinstance(found, dict) or member not in found:
                return Unknown(path)
            found = found[member]
        return found

    def _members(self, pairs: tuple[tuple[Node | None, Node], ...]) -> Value:
        found: dict[str, Value] = {}
        for key, member in pairs:
            value = self.value(member)
            if key is not None:
                name = self.text(self.value(key))
                if name in found:
                    self.note(f"“{name}” is given more than once, and only its last value is kept.")
                found[name] = value
            elif isinstance(value, dict):
                found |= value
            else:
                self.note(f"What {source_of(member)} adds is not known here and is left out.")
        return found

    def _calculate(self, sign: str, values: list[Value], node: Operation) -> Value:
        if len(values) == 1:
            figure = exactly(values[0])
            negative = -1 if sign == "-" else 1
            if isinstance(values[0], float) and sign == "-":
                return -values[0]  # a fraction has no negative zero
            return unknown(node) if figure is None else figure * negative
        left, right = values
        if sign == "+" and isinstance(left, Moment) and left.unit is Unit.TEXT and right in _UTC_ENDS:
            return left
        if sign == "+" and (isinstance(left, str) or isinstance(right, str)):
            return self._joined(values)
        if sign == "+" and isinstance(left, tuple) and isinstance(right, tuple):
            return left + right
        found: Value
        if isinstance(left, Moment) and isinstance(right, Moment):
            found = between(sign, left, right)
        elif isinstance(left, Moment):
            found = shifted(sign, left, right)
        elif isinstance(right, Moment) and sign in "+*":
            found = shifted(sign, right, left)
        else:
            found = calculated(sign, exactly(left), exactly(right))
        return unknown(node) if found is None else found

    def _joined(self, values: list[Value]) -> str:
        return self.spent("".join(map(self.text, values)))

    def spent(self, text: str) -> str:
        """Return ``text``, which counts towards the most that is read of texts used many times."""
        self._letters -= len(text)
        if self._letters < 0:
            raise UnreadableError("the code puts texts together to more than can be read; write them out")
        return text

    def _instant(self, moment: Moment, name: str) -> Json:
        if moment.caveat:
            self.note(moment.caveat)
        if moment.unit is Unit.TEXT and not (moment.from_now and name in NUMERIC):
            return iso(moment) if not moment.from_now else self._placeholder("the time as text", name)
        if not moment.from_now:
            return number(moment.seconds * (1000 if moment.unit is Unit.MILLISECONDS else 1))
        if moment.unit is Unit.MILLISECONDS:
            self._milliseconds.setdefault(name or "A time", []).append(self._event)
        return str(Placeholder(math.floor(moment.seconds)))

    def _placeholder(self, source: str, name: str = "") -> str:
        shown = " ".join(re.sub(r"[{}]", " ", source).split())
        if len(shown) > _LONGEST_NAME:
            end = 0 if " " in shown else _LONGEST_NAME * 2 // 3  # where the members of one thing differ
            shown = f"{shown[: _LONGEST_NAME - 1 - end]}…{shown[len(shown) - end :]}"
        text = f"{{{{{shown or 'value'}}}}}"
        if has_placeholder(text):  # a variable that happens to be called now
            text = f"{{{{variable {shown}}}}}"
        self._unknown[text] = self._unknown.get(text) or name
        return text

    def _time_notes(self) -> Iterator[str]:
        for name, events in self._milliseconds.items():
            numbers = [str(event) for event in dict.fromkeys(events) if event]
            where = f" of event{'s' if len(numbers) > 1 else ''} {listed(numbers)}" if numbers else ""
            yield f"{name}{where} counts milliseconds there; {{{{now}}}} stands for Unix seconds."

    def _unknown_notes(self) -> Iterator[str]:
        if self._unknown:
            what = "a value in its place" if len(self._unknown) == 1 else "values in their place"
            said = [f"{name} {text}".lstrip() for text, name in self._unknown.items()]
            yield f"Only the program knows {listed(said)}: put {what}."
