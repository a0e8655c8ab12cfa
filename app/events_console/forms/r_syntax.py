"""R code as nodes of :mod:`events_console.forms.expression`: every call in it, with its variables put in.

A name stands for what was assigned to it last above, so that the nodes hold no names but unknown ones: what a
loop, a condition or a function assigns is not known behind it. All arguments of a :class:`Call` are in
``named``, in order; those without a name have an empty one. ``x$y`` and ``x[[y]]`` of a known ``x`` are calls
of ``$`` and ``[[``, ``x$y <- z`` one of ``$<-``, a function that is made one of ``function``. Nothing is run.
"""

from dataclasses import dataclass, replace
from typing import Final

from events_console.forms.expression import Call, Literal, Name, Node, Operation, Other
from events_console.forms.r_cursor import Cursor, error_at, out_of_place
from events_console.forms.r_tokens import Kind, Token

_DEEPEST: Final = 60
_LONGEST_SOURCE: Final = 60  # characters of what is kept as it is written
_POWERS: Final = {
    sign: power
    for power, signs in {
        1: "?",
        5: "=",
        10: "<- <<- :=",
        15: "-> ->>",
        20: "~",
        25: "| ||",
        30: "& &&",
        40: "== != < > <= >=",
        45: "+ -",
        50: "* /",
        55: "|>",
        60: ":",
        70: "^",
        80: "$ @ ( [ [[",
    }.items()
    for sign in signs.split()
}
_UNARY: Final = {"-": 65, "+": 65, "!": 35, "~": 20, "?": 1}
_SPECIAL: Final = _POWERS["|>"]  # of signs between two %
_ARGUMENT: Final = _POWERS["="] + 1
_CONSTANTS: Final[dict[str, bool | float | None]] = {
    "TRUE": True,
    "FALSE": False,
    "Inf": float("inf"),
    "NaN": float("nan"),
    **dict.fromkeys(("NA", "NA_character_", "NA_integer_", "NA_real_")),
}
_SHORT: Final = {"T": True, "F": False}
_SECRETS: Final = frozenset({"access_key_id", "secret_access_key", "session_token", "access_token"})


@dataclass(frozen=True, slots=True)
class Program:
    """``calls`` are of every function, inner ones first.

    ``values`` are those of the statements and, where they are assignments, of the variables in the end.

    ``has_keys`` says that something in it is called a secret and is a text.
    """

    calls: tuple[Call, ...]
    values: tuple[Node, ...]
    has_keys: bool


def parse(code: str) -> Program:
    """Return what stands in ``code``, or raise :class:`UnreadableError`."""
    return _Parser(code).program()


class _Parser(Cursor):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._code = code
        self._level = 0
        self._scopes: list[dict[str, Node | None]] = [{}]
        self._calls: list[Call] = []
        self._assignments = 0
        self._has_keys = False

    def program(self) -> Program:
        values = self._statements()
        if (token := self.peek()).kind is not Kind.END:
            raise out_of_place(token)
        kept = (node for node in self._scopes[0].values() if node)
        return Program(tuple(self._calls), (*values, *kept), self._has_keys)

    def _statements(self) -> list[Node]:
        found: list[Node] = []
        while True:
            self.pass_lines()
            if self.peek().kind is Kind.END or self.peek().is_sign("}"):
                return found
            before = self._assignments
            node = self._expression()
            if self._assignments == before:
                found.append(node)
            token = self.peek()
            if token.kind not in (Kind.LINE, Kind.END) and not token.is_sign("}"):
                raise out_of_place(token)

    def _expression(self, least: int = 0) -> Node:
        first = self.at
        self._level += 1
        if self._level > _DEEPEST:
            raise error_at(f"the code is nested more than {_DEEPEST} levels deep", self.peek().place)
        left = self._prefix()
        while (power := self._power()) >= max(least, 1):
            left = self._infix(left, first, power)
        self._level -= 1
        return left

    def _power(self) -> int:
        token = self.peek()
        if token.kind is not Kind.SIGN:
            return 0
        sign = str(token.value)
        return _SPECIAL if sign.startswith("%") else _POWERS.get(sign, 0)

    def _prefix(self) -> Node:
        first = self.at
        token = self.next()
        if token.kind is Kind.NUMBER:
            number = Literal(token.value, token.place)
            return Call("as.integer", named=(("", number),), place=token.place) if token.whole else number
        if token.kind is Kind.TEXT:
            return Literal(token.value, token.place)
        if token.kind is Kind.NAME:
            return self._name(token, first)
        if token.is_sign("("):
            return self._bracketed(token)
        if token.is_sign("{"):
            self._block(token)
            return self._other(first)
        if token.is_sign("\\"):
            return self._function(first)
        if token.is_sign(*_UNARY):
            return self._unary(token, first)
        raise out_of_place(token)

    def _block(self, opening: Token) -> Node | None:
        """Read what is in braces behind ``opening`` and return its last expression."""
        self.open(skips_lines=False)
        found = self._statements()
        self.close("}", opening)
        return found[-1] if found else None

    def _bracketed(self, opening: Token) -> Node:
        self.open()
        node = self._expression()
        self.close(")", opening)
        return node

    def _unary(self, sign: Token, first: int) -> Node:
        operand = self._expression(_UNARY[str(sign.value)])
        if sign.is_sign("~"):  # purrr's short form of a function
            return self._made(operand, first)
        if not sign.is_sign("-", "+"):
            return self._other(first)
        match operand:
            case Literal(int() | float() as number) if not isinstance(number, bool):
                return Literal(-number if sign.is_sign("-") else number, sign.place)
            case _:
                return Operation(str(sign.value), (operand,), sign.place)

    def _name(self, token: Token, first: int) -> Node:
        name = str(token.value)
        if token.bare:
            if name in _CONSTANTS:
                return Literal(_CONSTANTS[name], token.place)
            if name == "NULL":
                return Call("NULL", place=token.place)
            if name == "function":
                return self._function(first)
            if name in ("if", "for", "while", "repeat"):
                return self._flow(name, first)
        while self.peek().is_sign("::", ":::"):
            self.next()
            name = f"{name}::{self.word()}"
        if self.peek().is_sign("("):
            return Name(name, token.place)  # R looks for a function, whatever a variable of this name holds
        found = self._look_up(name)
        if found is None and token.bare and name in _SHORT:
            return Literal(_SHORT[name], token.place)
        return found or Name(name, token.place)

    def _function(self, first: int) -> Node:
        opening = self.expect("(")
        self.open()
        self._scopes.append({})
        while not self.peek().is_sign(")"):
            self._scopes[-1][self.word()] = None
            if self.peek().is_sign("="):
                self.next()
                self._expression(_ARGUMENT)
            if not self.peek().is_sign(")"):
                self.expect(",")
        self.close(")", opening)
        self.pass_lines()
        body = self._block(self.next()) if self.peek().is_sign("{") else self._expression()
        self._scopes.pop()
        return self._made(body, first)

    def _made(self, body: Node | None, first: int) -> Call:
        """Return a function as a call of ``function``: how it is written, and what it returns."""
        other = self._other(first)
        named = _unnamed(other, body) if body else _unnamed(other)
        return Call("function", named=named, place=other.place)

    def _flow(self, word: str, first: int) -> Node:
        """Read a condition or a loop; what is assigned in it may or may not be, so it is unknown behind."""
        scope: dict[str, Node | None] = {}
        if word != "repeat":
            opening = self.expect("(")
            self.open()
            if word == "for":
                scope[self.word()] = None
                self.word()
            self._expression()
            self.close(")", opening)
        self._scopes.append(scope)
        self.pass_lines()
        self._expression()
        before = self.at
        self.pass_lines()
        if word == "if" and self.peek().kind is Kind.NAME and self.peek().value == "else":
            self.next()
            self.pass_lines()
            self._expression()
        else:
            self.at = before
        assigned = self._scopes.pop()
        self._scopes[-1].update(dict.fromkeys(assigned))
        return self._other(first)

    def _infix(self, left: Node, first: int, power: int) -> Node:
        end = self.at
        token = self.next()
        sign = str(token.value)
        if sign == "(":
            return self._called(left, "", self._arguments(token, ")"), first)
        if sign in ("$", "@"):
            return self._member(left, first)
        if sign in ("[", "[["):
            return self._element(left, token, first)
        self.pass_lines()
        if sign in ("<-", "<<-", "=", ":="):
            value = self._expression(power)
            self._assign(self.tokens[first:end], value)
            return value
        if sign in ("->", "->>"):
            start = self.at
            self._expression(power + 1)
            self._assign(self.tokens[start : self.at], left)
            return left
        right = self._expression(power if sign == "^" else power + 1)
        if sign in ("|>", "%>%"):
            return self._piped(left, right, first)
        if sign in ("+", "-", "*", "/"):
            return Operation(sign, (left, right), token.place)
        return self._other(first)

    def _called(self, left: Node, function: str, arguments: tuple[tuple[str, Node], ...], first: int) -> Node:
        place = self.tokens[first].place
        if function:
            call = Call(function, named=arguments, receiver=left, place=place)
        elif isinstance(left, Name):
            call = Call(left.path, named=arguments, place=place)
        else:
            return self._other(first)
        self._calls.append(call)
        match call:
            case Call("assign", named=(("", Literal(str() as name)), ("", value), *_)):
                self._scopes[-1][name] = value
            case _:
                pass
        return call

    def _member(self, left: Node, first: int) -> Node:
        name = self.word()
        if self.peek().is_sign("("):
            arguments = self._arguments(self.next(), ")")
            return self._called(left, f"${name}", arguments, first)
        other = self._other(first)
        if isinstance(left, Name | Other):
            return other
        return Call("$", named=_unnamed(left, Literal(name), Literal(other.source)), place=left.place)

    def _element(self, left: Node, opening: Token, first: int) -> Node:
        arguments = self._arguments(opening, "]")
        if opening.value == "[[":
            self.expect("]")
        other = self._other(first)
        if isinstance(left, Name | Other) or len(arguments) != 1:
            return other
        function = str(opening.value)
        return Call(function, named=_unnamed(left, arguments[0][1], Literal(other.source)), place=left.place)

    def _arguments(self, opening: Token, closing: str) -> tuple[tuple[str, Node], ...]:
        self.open()
        found: list[tuple[str, Node]] = []
        while not (self.peek().is_sign(closing) or self.peek().kind is Kind.END):
            name = self._argument_name()
            if not self.peek().is_sign(",", closing):
                node = self._expression(_ARGUMENT)
                found.append((name, self._without_key(name, node)))
            if self.peek().is_sign(","):
                self.next()
            elif not self.peek().is_sign(closing):
                break
        self.close(closing, opening)
        return tuple(found)

    def _argument_name(self) -> str:
        token, here = self.peek(), self.at
        if token.kind in (Kind.NAME, Kind.TEXT):
            self.next()
            if self.peek().is_sign("="):
                self.next()
                return str(token.value)
            self.at = here
        return ""

    def _assign(self, target: list[Token], value: Node) -> None:
        names = [str(token.value) for token in target if token.kind in (Kind.NAME, Kind.TEXT)]
        scope = self._scopes[-1]
        self._assignments += 1
        if len(target) == 1 and names:
            scope[names[0]] = self._without_key(names[0], value)
        elif _is_member(target):
            old = self._look_up(names[0])
            change = _unnamed(old, Literal(names[1]), value) if old else ()
            scope[names[0]] = Call("$<-", named=change, place=target[0].place) if old else None
        else:
            pairs = zip([None, *target], target, strict=False)
            words = (token for before, token in pairs if not (before and before.is_sign("$", "@")))
            scope.update({str(token.value): None for token in words if token.kind is Kind.NAME})

    def _piped(self, left: Node, right: Node, first: int) -> Node:
        if isinstance(right, Name):
            return self._called(right, "", (("", left),), first)
        if not isinstance(right, Call):
            return self._other(first)
        named = tuple((name, left if _is_hole(node) else node) for name, node in right.named)
        if not any(_is_hole(node) for _, node in right.named):
            named = (("", left), *named)
        call = replace(right, named=named)
        if self._calls and self._calls[-1] is right:
            self._calls[-1] = call
        return call

    def _without_key(self, name: str, node: Node) -> Node:
        """Return ``node``, or only its name where that is the name of a secret."""
        if name.lower().removeprefix("aws_") in _SECRETS and isinstance(node, Literal) and node.value:
            self._has_keys = True
            return Name(name, node.place)
        return node

    def _look_up(self, name: str) -> Node | None:
        return next((scope[name] for scope in reversed(self._scopes) if name in scope), None)

    def _other(self, first: int) -> Other:
        start = self.tokens[first]
        end = self.tokens[self.at - 1].end
        return Other(self._code[start.start : min(end, start.start + _LONGEST_SOURCE)], start.place)


def _unnamed(*nodes: Node) -> tuple[tuple[str, Node], ...]:
    return tuple(("", node) for node in nodes)


def _is_member(target: list[Token]) -> bool:
    """Return whether these are the tokens of ``x$y`` or ``x[["y"]]``."""
    kinds = [token.kind for token in target]
    signs = [token.value for token in target if token.kind is Kind.SIGN]
    if signs == ["[[", "]", "]"]:
        return kinds == [Kind.NAME, Kind.SIGN, Kind.TEXT, Kind.SIGN, Kind.SIGN]
    return signs == ["$"] and kinds in ([Kind.NAME, Kind.SIGN, Kind.NAME], [Kind.NAME, Kind.SIGN, Kind.TEXT])


def _is_hole(node: Node) -> bool:
    return isinstance(node, Name) and node.path in (".", "_")
