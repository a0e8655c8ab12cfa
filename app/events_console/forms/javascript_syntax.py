"""JavaScript expressions as nodes of :mod:`events_console.forms.expression`.

Calls of methods have a receiver, but those of known objects such as ``JSON`` and ``Math``. Beside the calls
in the code there are ``.`` and ``[`` for members, ``||``, ``??``, ``&&`` and ``?:``, ``[]`` for a list in
which ``...`` spreads others, ``=>`` for a function that only returns something, and ``printed`` and ``cut``
for what ``console.log`` makes of a date and of what is deep. Types of TypeScript are passed over.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from events_console.forms import UnreadableError
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
)
from events_console.forms.javascript_cursor import Cursor
from events_console.forms.javascript_tokens import Kind, Source, Token

_DEEPEST: Final = 60
_LONGEST: Final = 1_000  # operators in a row
_POWERS: Final = {
    sign: power
    for power, signs in enumerate(
        (
            "= += -= *= /= %= **= &= |= ^= <<= >>= >>>= &&= ||= ??=",
            "?",
            "|| ??",
            "&&",
            "|",
            "^",
            "&",
            "== != === !==",
            "< > <= >= in instanceof as satisfies",
            "<< >> >>>",
            "+ -",
            "* / %",
            "**",
        ),
        1,
    )
    for sign in signs.split()
}
_ASSIGNMENT: Final = _POWERS["="]
_TERNARY: Final = _POWERS["?"]
_EXPONENT: Final = _POWERS["**"]
_UNARY: Final = _EXPONENT + 1
_CONSTANTS: Final[dict[str, bool | float | None]] = {
    "null": None,
    "true": True,
    "false": False,
    "NaN": float("nan"),
    "Infinity": float("inf"),
}
_OBJECTS: Final = frozenset({"JSON", "Math", "Date", "Number", "Object", "crypto", "uuid", "AWS"})
_WORDS: Final = frozenset(
    {"const", "let", "var", "if", "else", "for", "while", "do", "switch", "case", "return", "throw", "try"}
    | {"catch", "finally", "break", "continue", "import", "export", "default", "with", "enum", "in", "of"}
)
_BLANK: Final = re.compile(
    r"\{\{[^{}\"'`\n]{1,40}\}\}"
)  # to be filled in, as templates of other tools have them
UNDEFINED: Final = "undefined"


class Parser(Cursor):
    """Reads expressions; ``names`` says what the name at a token stands for, ``level`` how deep this is."""

    def __init__(self, source: Source, index: int, names: Callable[[int, int], Node], level: int) -> None:
        """Stand before the token ``index``."""
        super().__init__(source, index)
        self._names = names
        self._level = level

    def expression(self, least: int = _ASSIGNMENT) -> Node:
        """Return the expression that is next; of signs that bind less than ``least``, the first ends it."""
        first = self._at
        self._level += 1
        if self._level > _DEEPEST:
            raise self._source.error(f"the code is nested more than {_DEEPEST} levels deep", self._peek())
        left = self._postfix(self._prefix(), first)
        for _ in range(_LONGEST):
            power = self._power()
            if power < least:
                self._level -= 1
                return left
            left = self._infix(left, first, power)
        raise self._source.error(f"more than {_LONGEST:,} operators are in a row here", self._peek())

    def arguments(self, *, first_only: bool = False) -> Iterator[Node]:
        """Yield the items between the bracket that is next and its other one."""
        opening = self._next()
        while not self._peek().is_sign(")", "]"):
            if self._peek().is_sign(","):
                self._next()
                yield Name(UNDEFINED)
                continue
            if self._peek().kind is Kind.END:
                raise self._unclosed(opening)
            yield self._item()
            if not self._peek().is_sign(",", ")", "]"):
                raise self._unclosed(opening)
            if first_only:
                return
            if self._peek().is_sign(","):
                self._next()
        self._close(opening)

    def _item(self) -> Node:
        token = self._peek()
        if token.is_sign("..."):
            self._next()
            return Call("...", (self.expression(),), place=self._source.place(token))
        return self.expression()

    def _power(self) -> int:
        token = self._peek()
        if token.kind is Kind.SIGN or token.is_name("in", "instanceof", "as", "satisfies"):
            return _POWERS.get(str(token.value), 0)
        return 0

    def _prefix(self) -> Node:
        token = self._next()
        place = self._source.place(token)
        match token.kind:
            case Kind.NUMBER | Kind.TEXT:
                return Literal(token.value, place)
            case Kind.INSTANT:
                return Call("printed", (Literal(token.value),), place=place)
            case Kind.TEMPLATE:
                return self._template(token)
            case Kind.NAME:
                return self._name(token)
            case Kind.REGEX:
                return self._other(self._at - 1)
        return self._signed(token)

    def _signed(self, token: Token) -> Node:
        place = self._source.place(token)
        if token.is_sign("("):
            return self._bracketed(token)
        if token.is_sign("["):
            self._at -= 1
            items = tuple(self.arguments())
            match items:
                case (Name("Object" | "Array" as name),):
                    return Call("cut", (Literal(f"[{name}]"),), place=place)
            is_plain = not any(isinstance(item, Call) and item.function == "..." for item in items)
            return Items(items, place) if is_plain else Call("[]", items, place=place)
        if token.is_sign("{"):
            return self._object(token)
        if token.is_sign("-", "+", "!", "~", "++", "--"):
            return self._unary(token)
        raise self._source.out_of_place(token)

    def _object(self, opening: Token) -> Node:
        place = self._source.place(opening)
        blank = _BLANK.match(self._source.code, opening.start)
        if not blank:
            return Members(tuple(self._members(opening)), place)
        while self._peek().start < blank.end() and self._peek().kind is not Kind.END:
            self._next()
        return Literal(blank[0], place)

    def _name(self, token: Token) -> Node:
        index, name = self._at - 1, str(token.value)
        if self._peek().is_sign("=>"):
            return self._arrow()
        if name in _CONSTANTS:
            return Literal(_CONSTANTS[name], self._source.place(token))
        if name == "new":
            return self._new(index)
        if name == "async" and (self._peek().is_sign("(") or self._peek().kind is Kind.NAME):
            return self.expression(_UNARY)
        if name in ("function", "class"):
            return self._skipped(index)
        if name in ("await", "typeof", "void", "delete", "yield"):
            node = self.expression(_UNARY)
            if name == "void":
                return Name(UNDEFINED, self._source.place(token))
            return node if name == "await" else self._other(index)
        if name in _WORDS:
            raise self._source.out_of_place(token)
        return self._names(index, self._level)

    def _bracketed(self, opening: Token) -> Node:
        close = self._source.partner[self._at - 1]
        if close >= 0 and self._is_arrow(close + 1):
            self._at = close + 1
            if self._peek().is_sign(":"):
                self._next()
                self._type()
            return self._arrow()
        node = self.expression()
        while self._peek().is_sign(","):
            self._next()
            node = self.expression()
        self._close(opening)
        return node

    def _is_arrow(self, index: int) -> bool:
        if not self._tokens[index].is_sign(":"):
            return self._tokens[index].is_sign("=>")
        at, self._at = self._at, index + 1
        try:
            self._type()
            return self._peek().is_sign("=>")
        except UnreadableError:
            return False
        finally:
            self._at = at

    def _arrow(self) -> Node:
        start = self._at
        self._next()
        if self._peek().is_sign("{"):
            return self._skipped(start)
        place = self._source.place(self._tokens[start])
        return Call("=>", (self.expression(),), place=place)

    def _new(self, first: int) -> Node:
        token = self._peek()
        if token.is_name("new"):
            raise self._source.out_of_place(token)
        node: Node = self._prefix()
        while self._peek().is_sign("."):
            node = self._member(node, first)
        if self._peek().is_sign("<"):
            self._generic()
        arguments = tuple(self.arguments()) if self._peek().is_sign("(") else ()
        if not isinstance(node, Name):
            return self._other(first)
        return Call(f"new {node.path}", arguments, place=self._source.place(token))

    def _template(self, token: Token) -> Node:
        place = self._source.place(token)
        parts: list[Node] = [Literal(token.value, place)]
        while self._source.code[token.end - 1] != "`":
            parts.append(self.expression())
            token = self._next()
            if token.kind is not Kind.TEMPLATE:
                raise self._source.out_of_place(token)
            parts.append(Literal(token.value, self._source.place(token)))
        return parts[0] if len(parts) == 1 else Pieces(tuple(parts), place)

    def _members(self, opening: Token) -> Iterator[tuple[Node | None, Node]]:
        while not self._peek().is_sign("}"):
            if self._peek().kind is Kind.END:
                raise self._unclosed(opening)
            if self._peek().is_sign("..."):
                self._next()
                yield None, self.expression()
            else:
                yield self._pair()
            if self._peek().is_sign(","):
                self._next()
            elif not self._peek().is_sign("}"):
                raise self._unclosed(opening)
        self._close(opening)

    def _pair(self) -> tuple[Node, Node]:
        index = self._at
        token = self._next()
        while token.is_sign("*") or (
            token.is_name("async", "get", "set") and not self._peek().is_sign(",", ":", "(", "}")
        ):
            token = self._next()
        place = self._source.place(token)
        if token.is_sign("["):
            key: Node = self.expression()
            self._close(token)
        elif token.kind in (Kind.NAME, Kind.TEXT, Kind.NUMBER):
            key = Literal(token.value, place)
        else:
            raise self._source.out_of_place(token)
        if self._peek().is_sign("("):
            self._skipped(index)
            return key, Name(UNDEFINED, place)
        if token.kind is Kind.NAME and self._peek().is_sign(",", "}"):
            return key, Literal(_CONSTANTS[str(token.value)]) if token.value in _CONSTANTS else self._names(
                index, self._level
            )
        if not self._peek().is_sign(":"):
            raise self._source.out_of_place(self._peek())
        self._next()
        return key, self.expression()

    def _unary(self, sign: Token) -> Node:
        first, place = self._at - 1, self._source.place(sign)
        operand = self.expression(_UNARY)
        match sign.value, operand:
            case "-", Literal(int() | float() as number) if not isinstance(number, bool):
                return Literal(-number, place)
            case "-", _:
                return Operation("-", (operand,), place)
            case "+", _:
                return Call("Number", (operand,), place=place)
            case "!", Literal(value):
                return Literal(not value, place)
            case "~", Call("~", (inner,)):
                return Call("Math.trunc", (inner,), place=place)
            case "~", _:
                return Call("~", (operand,), place=place)
            case _:
                return self._other(first)

    def _postfix(self, node: Node, first: int) -> Node:
        for _ in range(_LONGEST):
            token = self._peek()
            if token.is_sign(".", "?."):
                node = self._member(node, first)
            elif token.is_sign("["):
                node = self._element(node, first)
            elif token.is_sign("("):
                node = self._called(node, first)
            elif token.kind is Kind.TEMPLATE and self._source.code[token.start] == "`":
                self._template(self._next())
                node = self._other(first)
            elif token.is_sign("!"):
                self._next()
            elif token.is_sign("++", "--"):
                self._next()
                node = self._other(first)
            else:
                return node
        raise self._source.error(f"more than {_LONGEST:,} members are in a row here", self._peek())

    def _member(self, node: Node, first: int) -> Node:
        sign = str(self._next().value)
        token = self._peek()
        if sign == "?." and token.is_sign("(", "["):
            return node
        if token.kind is not Kind.NAME:
            raise self._source.out_of_place(token)
        self._next()
        name = str(token.value)
        match node:
            case Name("globalThis" | "window" | "self"):
                return Name(name, node.place)
            case Name(path):
                return Name(f"{path}{sign}{name}", node.place)
            case Other():
                return self._other(first)
            case _:
                return Call(".", (node, Literal(name), self._other(first)), place=node.place)

    def _element(self, node: Node, first: int) -> Node:
        (index,) = (*self.arguments(),)[:1] or (Literal(None),)
        other = self._other(first)
        if isinstance(node, Name | Other):
            return other
        return Call("[", (node, index, other), place=node.place)

    def _called(self, node: Node, first: int) -> Node:
        place, arguments = node.place, tuple(self.arguments())
        match node:
            case Name(path):
                owner, _, method = path.replace("?.", ".").rpartition(".")
                if not owner or owner.partition(".")[0] in _OBJECTS:
                    return Call(path, arguments, place=place)
                return Call(f".{method}", arguments, receiver=Name(owner, place), place=place)
            case Call(".", (holder, Literal(name), _)):
                return Call(f".{name}", arguments, receiver=holder, place=place)
            case Call("=>", (body,)):
                return body
            case _:
                return self._other(first)

    def _infix(self, left: Node, first: int, power: int) -> Node:
        token = self._next()
        sign, place = str(token.value), self._source.place(token)
        if sign in ("as", "satisfies"):
            self._type()
            return left
        if power == _TERNARY:
            return self._ternary(left, first)
        if power == _ASSIGNMENT:
            right = self.expression(_ASSIGNMENT)
            return right if sign == "=" else self._other(first)
        right = self.expression(power if power == _EXPONENT else power + 1)
        match sign, right:
            case "+", _:
                return self._sum(left, right, token)
            case "-" | "*" | "/", _:
                return Operation(sign, (left, right), place)
            case "||" | "??", _:
                return Call(sign, (left, right), place=place)
            case "&&", _:
                return Call(sign, (left, right, self._other(first)), place=self._place(first))
            case "|" | ">>" | ">>>", Literal(0):
                return Call("Math.trunc", (left,), place=place)
            case _:
                return self._other(first)

    def _sum(self, left: Node, right: Node, token: Token) -> Node:
        """Return a sum; text is put together in one piece, as it may have many parts."""
        place = self._source.place(token)
        match left, right:
            case Pieces(parts, place), _:
                return Pieces((*parts, right), place)
            case (Literal(str()), _) | (_, Literal(str()) | Pieces()):
                return Pieces((left, right), left.place)
            case _:
                return Operation("+", (left, right), place)

    def _ternary(self, condition: Node, first: int) -> Node:
        yes = self.expression()
        if not self._peek().is_sign(":"):
            raise self._source.out_of_place(self._peek())
        self._next()
        no = self.expression()
        return Call("?:", (condition, yes, no, self._other(first)), place=self._place(first))

    def _place(self, index: int) -> Place:
        return self._source.place(self._tokens[index])
