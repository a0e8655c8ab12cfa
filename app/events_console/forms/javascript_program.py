"""JavaScript code as a program of which the expressions can be read, with its variables put in.

A name stands for what is done to it above, so that the nodes of :mod:`events_console.forms.expression` hold
only names that are unknown; calls of ``changed`` and ``maybe`` are of what may have been done to one. Nothing
is run.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from events_console.forms import UnreadableError
from events_console.forms.expression import Call, Items, Literal, Members, Name, Node, Other
from events_console.forms.javascript_scopes import Act, Event, Scopes, Variable
from events_console.forms.javascript_syntax import Parser
from events_console.forms.javascript_tokens import Source, is_secret

_MOST_EVENTS: Final = 200  # that are followed of one variable


class _Known(NamedTuple):
    """What a variable is after one of its events; ``doubt`` is the event that may not have happened."""

    node: Node | None
    doubt: Event | None = None


class Program:
    """Code whose expressions can be read where they begin."""

    def __init__(self, text: str, start: int = 0) -> None:
        """Take ``text`` apart, from ``start`` on."""
        self.source = Source(text, start)
        self._scopes = Scopes(self.source)
        self._known: dict[int, list[_Known]] = {}
        self._setting: dict[int, int] = {}  # the events whose values are being read; those do not know them

    def expression(self, index: int) -> Node:
        """Return the expression that begins at the token ``index``; else an :class:`UnreadableError`."""
        return self._parser(index).expression()

    def argument(self, index: int) -> Node | None:
        """Return the first of the arguments in the brackets that the token ``index`` opens."""
        return next(self._parser(index).arguments(first_only=True), None)

    def arguments(self, index: int) -> tuple[Node, ...]:
        """Return all of the arguments in the brackets that the token ``index`` opens."""
        return tuple(self._parser(index).arguments())

    def _parser(self, index: int, level: int = 0) -> Parser:
        return Parser(self.source, index, self._name, level)

    def _name(self, index: int, level: int) -> Node:
        """Return what the name at ``index`` stands for; a :class:`Name` where it is not known."""
        token = self.source.tokens[index]
        name, place = str(token.value), self.source.place(token)
        found = self._scopes.find(name, index)
        if not found or is_secret(name):
            return Name(name, place)
        node, doubt = self._after(*found, level)
        if node is None:
            return Name(name, place)
        if doubt and not doubt.scope.holds(self._scopes.at(index)):
            line = self.source.place(self.source.tokens[doubt.index]).line
            return Call("maybe", (node, Literal(name), Literal(line)), place=place)
        return node

    def _after(self, variable: Variable, number: int, level: int) -> _Known:
        """Return what ``variable`` is after that many of its events."""
        key = id(variable)
        known = self._known.setdefault(key, [_Known(None)])
        number = min(number, self._setting.get(key, number))
        for position in range(len(known) - 1, number):
            event = variable.events[position]
            self._setting[key] = position
            try:
                node = self._done(event, known[position].node, level, may_follow=position < _MOST_EVENTS)
            finally:
                del self._setting[key]
            is_sure = event.scope is variable.scope
            doubt = None if is_sure and event.act is Act.SET and not event.path else known[position].doubt
            known.append(_Known(node, doubt if is_sure else event))
        return known[number]

    def _done(self, event: Event, before: Node | None, level: int, *, may_follow: bool) -> Node | None:
        token = self.source.tokens[event.index]
        place = self.source.place(token)
        match event:
            case Event(act=Act.HIDE):
                return None
            case Event(act=Act.SET, path=()):
                return self._value(event.value, level)
            case _ if before is None:
                return None
            case Event(act=Act.SET, path=path) if may_follow:
                value = self._value(event.value, level) or Name(path[-1], place)
                return _with(before, path, lambda _: value)
            case Event(act=Act.PUSH, path=path) if may_follow:
                items = tuple(self._parser(event.value, level).arguments())
                return _with(before, path, lambda old: Call("[]", (*_spread(old), *items), place=place))
            case _ if isinstance(before, Call) and before.function == "changed":
                return before
            case _:
                return Call("changed", (before, Literal(token.value), Literal(place.line)), place=place)

    def _value(self, index: int, level: int) -> Node | None:
        """Return what a name is set to; None where that cannot be read, unless it is a list or an object."""
        first = self.source.tokens[index]
        if first.is_name("require", "await", "import"):
            return None
        try:
            return self._parser(index, level).expression()
        except UnreadableError:
            if first.is_sign("{", "["):
                raise
            return None


def _with(holder: Node, path: tuple[str, ...], change: Callable[[Node], Node]) -> Node:
    """Return ``holder`` after ``change`` of the member that ``path`` leads to."""
    if not path:
        return change(holder)
    name = Literal(path[0])
    pairs = holder.pairs if isinstance(holder, Members) else ((None, holder),)
    old = next(
        (node for key, node in reversed(pairs) if isinstance(key, Literal) and key.value == path[0]), None
    )
    inner = old or Call(".", (holder, name, Other(path[0])), place=holder.place)
    kept = tuple(pair for pair in pairs if old is None or pair[1] is not old)
    return Members((*kept, (name, _with(inner, path[1:], change))), holder.place)


def _spread(node: Node) -> tuple[Node, ...]:
    match node:
        case Items(items) | Call("[]", items):
            return items
        case _:
            return (Call("...", (node,), place=node.place),)
