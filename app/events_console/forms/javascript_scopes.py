"""What the names in JavaScript code are set to: found by the look of declarations and assignments.

Blocks and functions hide what is declared in them; parameters, and what a loop runs through, are unknown.
What code in a block does to a name from outside of it may or may not happen.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from events_console.forms.javascript_tokens import Kind, Source, Token

_LONGEST_HEAD: Final = 200  # tokens of the parameters of a function
_LONGEST_TYPE: Final = 12  # tokens between the parameters and the body
_DECLARES: Final = ("const", "let", "var")
_BEGINS: Final = frozenset(
    {*_DECLARES, "if", "for", "while", "switch", "return", "import", "export", "try", "throw"}
)
_CHANGES: Final = frozenset(
    "+= -= *= /= %= **= &= |= ^= <<= >>= >>>= &&= ||= ??= ++ --".split()  # noqa: SIM905  # as in the language
)
_DEEPEST: Final = 100  # brackets around each other; those that are deeper are no scopes
_LONGEST_PATH: Final = 5  # members within each other; a request has three
_MUTATORS: Final = frozenset({"push", "pop", "shift", "unshift", "splice", "reverse", "sort", "fill"})


class Act(Enum):
    """What is done to a name."""

    HIDE = auto()
    SET = auto()
    PUSH = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Event:
    """What the token ``index`` begins to do to a name, or to the member of it that ``path`` leads to.

    ``value`` is the token where what it is set to begins, or, of a PUSH, the bracket before it.
    """

    index: int
    scope: "Scope"
    act: Act
    path: tuple[str, ...] = ()
    value: int = 0


@dataclass(eq=False, slots=True)
class Scope:
    """A block, or the whole code, which has no ``outer``."""

    outer: "Scope | None" = None
    is_function: bool = False
    variables: dict[str, "Variable"] = field(default_factory=dict)

    def holds(self, inner: "Scope | None") -> bool:
        """Return whether ``inner`` is this scope or within it."""
        while inner and inner is not self:
            inner = inner.outer
        return inner is self


@dataclass(eq=False, slots=True)
class Variable:
    """A name in the ``scope`` that declares it, and what is done to it, in order."""

    scope: Scope
    events: list[Event] = field(default_factory=list)

    def before(self, index: int) -> int:
        """Return how many events are before the token ``index``."""
        return bisect_left(self.events, index, key=lambda event: event.index)


class Scopes:
    """The names of a whole source."""

    def __init__(self, source: Source) -> None:
        """Look at each token once."""
        self._tokens, self._partner = source.tokens, source.partner
        self._top = Scope(is_function=True)
        self._opened: list[tuple[int, Scope]] = []  # brackets and arrows
        self._loop_head = self._pattern = -1  # the brackets that close them
        self._declaring = ("", -1)  # the keyword of a declaration, and how many brackets are around it
        self._at: list[Scope] = []
        for index, token in enumerate(self._tokens):
            self._at.append(self._scope)
            if token.kind is Kind.SIGN:
                self._sign(index, str(token.value))
            elif token.kind is Kind.NAME:
                self._name(index, str(token.value))

    @property
    def _scope(self) -> Scope:
        return self._opened[-1][1] if self._opened else self._top

    def at(self, index: int) -> Scope:
        """Return the scope of the token ``index``."""
        return self._at[index]

    def find(self, name: str, index: int) -> tuple[Variable, int] | None:
        """Return what ``name`` is at the token ``index``, and how many of its events are before that.

        A function may use what is set below it; None is what nothing sets.
        """
        scope: Scope | None = self._at[index]
        while scope:
            variable = scope.variables.get(name)
            if variable and (number := variable.before(index)):
                return variable, number
            scope = scope.outer
        late = self._top.variables.get(name)
        return (late, 1) if late and self._at[index] is not self._top else None

    def _sign(self, index: int, sign: str) -> None:
        if sign in "([{":
            if self._partner[index] >= 0:
                scope = self._block(index) if sign == "{" else self._scope
                self._opened.append((index, scope))
        elif sign in ")]}" and self._partner[index] >= 0:
            self._end_arrows()
            self._opened.pop()
        elif sign in ",;":
            self._end_arrows()
            if sign == ";":
                self._declaring = ("", -1)
        elif sign == "=>" and not self._is_sign(index + 1, "{"):
            self._opened.append((index, self._hiding(self._head(index) or range(index - 1, index))))

    def _block(self, index: int) -> Scope:
        """Return the scope of the brace ``index``: of a function where parameters are before it."""
        if len(self._opened) > _DEEPEST:
            return self._scope
        if self._is_sign(index - 1, "=>"):
            return self._hiding(self._head(index - 1) or range(index - 2, index - 1))
        head = self._head(index)
        if head and self._tokens[head.start - 2].is_name("if", "while", "switch", "with", "for", "await"):
            head = None
        return Scope(self._scope) if head is None else self._hiding(head)

    def _hiding(self, names: range) -> Scope:
        """Return the scope of a function with these parameters."""
        if len(self._opened) > _DEEPEST:
            return self._scope
        scope = Scope(self._scope, is_function=True)
        for index in names:
            self._hide(scope, index)
        return scope

    def _hide(self, scope: Scope, index: int) -> None:
        before = self._tokens[index - 1]
        if self._tokens[index].kind is Kind.NAME and not before.is_sign(".", "?.", "="):
            self._declare(scope, index, Act.HIDE)

    def _head(self, index: int) -> range | None:
        """Return the tokens of the parameters before ``index``, if any; a type may be between."""
        end = index - 1
        if not self._is_sign(end, ")"):
            typed = range(end - 1, max(index - _LONGEST_TYPE, 0), -1)
            end = next((at - 1 for at in typed if self._is_sign(at, ":") and self._is_sign(at - 1, ")")), 0)
        if end <= 0 or self._partner[end] < 0:
            return None
        return range(max(self._partner[end], end - _LONGEST_HEAD) + 1, end)

    def _end_arrows(self) -> None:
        while self._opened and self._is_sign(self._opened[-1][0], "=>"):
            self._opened.pop()

    def _declare(self, scope: Scope, index: int, act: Act, value: int = 0) -> None:
        variable = scope.variables.setdefault(str(self._tokens[index].value), Variable(scope))
        variable.events.append(Event(index, self._scope, act, value=value))

    def _name(self, index: int, name: str) -> None:
        before = self._tokens[index - 1] if index else None
        if name in _BEGINS:
            self._end_arrows()
            self._declaring = ("", -1)
        if name == "for":
            brackets = (self._partner[at] for at in (index + 1, index + 2) if self._is_sign(at, "("))
            self._loop_head = next(brackets, -1)
        elif name in _DECLARES:
            self._declaring = (name, len(self._opened))
            self._declaration(index + 1, name)
        elif before and before.is_sign(",") and len(self._opened) == self._declaring[1]:
            self._declaration(index, self._declaring[0])
        elif not (before and (before.is_sign(".", "?.") or before.is_name(*_DECLARES))):
            self._change(index, name, before)

    def _is_sign(self, index: int, *signs: str) -> bool:
        return 0 <= index < len(self._tokens) and self._tokens[index].is_sign(*signs)

    def _declaration(self, index: int, keyword: str) -> None:
        scope = self._scope
        while keyword == "var" and not scope.is_function and scope.outer:
            scope = scope.outer
        token = self._tokens[index]
        if token.is_sign("{", "[") and self._partner[index] >= 0:
            self._pattern = self._partner[index]
            for at in range(index + 1, min(self._pattern, index + _LONGEST_HEAD)):
                self._hide(scope, at)
        elif token.kind is Kind.NAME:
            value = self._after_type(index + 1) if index > self._loop_head else -1
            self._declare(scope, index, Act.SET if value >= 0 else Act.HIDE, value)

    def _after_type(self, index: int) -> int:
        """Return where the value of a declaration begins, behind its type; -1 without any."""
        if self._is_sign(index, "!"):
            index += 1
        if self._is_sign(index, ":"):
            while self._tokens[index].kind is not Kind.END and not self._is_sign(index, "=", ";", ")"):
                index = max(index, self._partner[index]) + 1
        return index + 1 if self._is_sign(index, "=") else -1

    def _change(self, index: int, name: str, before: Token | None) -> None:
        is_prefixed = before and (before.is_sign("++", "--") or before.is_name("delete"))
        if not is_prefixed and self._tokens[index + 1].kind is not Kind.SIGN:
            return
        steps = list(self._steps(index))
        path, at = tuple(step for step, _ in steps), steps[-1][1] if steps else index + 1
        if name == "Object" and path == ("assign",) and self._is_sign(at, "("):
            if self._tokens[at + 1].kind is Kind.NAME:
                self._done(at + 1, Event(at + 1, self._scope, Act.OTHER))
            return
        event = Event(index, self._scope, Act.OTHER)
        is_plain = None not in path and len(path) <= _LONGEST_PATH
        if self._is_sign(at, "="):
            if not path and not self._is_statement(index):
                return
            if is_plain:
                event = Event(index, self._scope, Act.SET, tuple(map(str, path)), at + 1)
        elif path and path[-1] in _MUTATORS and self._is_sign(at, "("):
            if path[-1] == "push" and is_plain:
                event = Event(index, self._scope, Act.PUSH, tuple(map(str, path[:-1])), at)
        elif not is_prefixed and not self._is_sign(at, *_CHANGES):
            return
        self._done(index, event)

    def _is_statement(self, index: int) -> bool:
        """Return whether the assignment to the name ``index`` is none of a default or an attribute of JSX."""
        opening = self._opened[-1][0] if self._opened else -1
        if index <= self._pattern:
            return False
        if self._is_sign(opening, "{") and self._is_sign(opening - 1, "(", ",", ":", "=", "["):
            return False
        if self._is_sign(opening, "(", "[") and self._is_sign(index - 1, "(", "[", ","):
            return False
        if not index:
            return True
        before, name, sign, value = self._tokens[index - 1 : index + 3]
        is_after_word = before.kind in (Kind.NAME, Kind.TEXT) or before.is_sign("}")
        return not (is_after_word and name.end == sign.start and sign.end == value.start)

    def _steps(self, index: int) -> Iterator[tuple[str | None, int]]:
        """Yield each member that follows the name ``index``, None for a computed one, and where it ends."""
        at = index + 1
        while True:
            if self._is_sign(at, ".", "?.") and self._tokens[at + 1].kind is Kind.NAME:
                yield str(self._tokens[at + 1].value), at + 2
                at += 2
            elif self._is_sign(at, "[") and self._partner[at] >= 0:
                inner = self._tokens[at + 1]
                is_plain = inner.kind is Kind.TEXT and self._partner[at] == at + 2
                at = self._partner[at] + 1
                yield str(inner.value) if is_plain else None, at
            elif self._is_sign(at, "!") and self._is_sign(at + 1, ".", "["):
                at += 1
            else:
                return

    def _done(self, index: int, event: Event) -> None:
        name = str(self._tokens[index].value)
        scope: Scope | None = self._scope
        while scope and name not in scope.variables:
            scope = scope.outer
        if scope:
            scope.variables[name].events.append(event)
        elif event.act is Act.SET and not event.path:
            self._declare(self._scope, index, Act.SET, event.value)
