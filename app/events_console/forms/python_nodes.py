"""Python's expressions as nodes of :mod:`events_console.forms.expression`."""

import ast
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate, groupby
from typing import Final

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
from events_console.forms.python_variables import Variables, noted

SIGNS: Final = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.UAdd: "+", ast.USub: "-"}
_CALLED: Final = {ast.Mod: "%", ast.FloorDiv: "//"}
_MODULES: Final = re.compile(
    r"(?:datetime\.(?=(?:datetime|timedelta|timezone|UTC)\b)|uuid\.(?=uuid)|zoneinfo\.|decimal\."
    r"|(?:dateutil\.)?tz\.|(?:dateutil\.)?parser\.(?=isoparse|parse)|pytz\."
    r"|(?:np|numpy)\.(?=(?:u?int|float)[0-9]+$|bool_?$|str_$|datetime64$|array$)|(?:pd|pandas)\.(?=Timestamp\b))"
)
_CONSTANTS: Final = {"np.True_": True, "np.False_": False, "numpy.True_": True, "numpy.False_": False}
_JOINERS: Final = {ast.And: "and", ast.Or: "or"}
_COPIERS: Final = frozenset({"copy.copy", "copy.deepcopy", "deepcopy", "list", "tuple"})
_LONGEST_KEY: Final = 40  # characters


def canonical(path: str) -> str:
    """Return how the standard library's functions are called here, however they were imported."""
    return _MODULES.sub("", path, count=1) if _MODULES.match(path) else path


class Converter:
    """Makes nodes of the expressions of ``text``."""

    def __init__(self, text: str, variables: Variables) -> None:
        """Look names up in ``variables``."""
        self._variables = variables
        self._lines = re.split("\r\n|\r|\n", text)
        self._ends: dict[int, list[int]] = {}  # where the characters of a line end, in bytes of UTF-8

    def place(self, node: ast.expr) -> Place:
        """Return where ``node`` begins."""
        return Place(node.lineno, self._characters(node.lineno, node.col_offset) + 1)

    def _line(self, number: int) -> str:
        return self._lines[number - 1] if number <= len(self._lines) else ""

    def _characters(self, number: int, size: int) -> int:
        """Return how many characters the first bytes of a line are."""
        line = self._line(number)
        if line.isascii():
            return size
        if number not in self._ends:
            self._ends[number] = list(accumulate(len(char.encode()) for char in line))
        return bisect_right(self._ends[number], size)

    def _source(self, found: ast.expr) -> Other:
        """Return the beginning of ``found`` as it is written."""
        place = self.place(found)
        end = None
        if found.end_lineno == found.lineno and found.end_col_offset is not None:
            end = self._characters(found.lineno, found.end_col_offset)
        return Other(self._line(found.lineno)[place.column - 1 : end][: 2 * _LONGEST_KEY], place)

    def _written(self, found: ast.expr) -> str:
        """Return what a reader calls ``found``: ``body.user`` is ``body["user"]`` too."""
        match found:
            case ast.Name(name):
                return name
            case ast.Attribute(value, name):
                return f"{self._written(value)}.{name}"
            case ast.Subscript(value, ast.Constant(str() as key)):
                return f"{self._written(value)}.{key[:_LONGEST_KEY]}"
            case ast.Call(ast.Attribute(value, "get"), [ast.Constant(str() as key), *_]):
                return f"{self._written(value)}.{key[:_LONGEST_KEY]}"
            case ast.Subscript(value, key):
                return f"{self._written(value)}[{self._source(key).source}]"
            case ast.Call(value) | ast.Await(value):
                return self._written(value)
            case _:
                return self._source(found).source

    def node(self, found: ast.expr) -> Node:
        """Return what ``found`` is."""
        place = self.place(found)
        match found:
            case ast.Constant(value) if value is None or isinstance(value, bool | int | float | str):
                return Literal(value, place)
            case ast.Name(name):
                return self._variables.get(name) or Name(name, place)
            case ast.Attribute(value, name):
                return self._attribute(self.node(value), name, place)
            case ast.List(items) | ast.Tuple(items) | ast.Set(items):
                return self._items(items, place)
            case ast.Dict(keys, values):
                names = [None if key is None else self.node(key) for key in keys]
                return Members(tuple(zip(names, map(self.node, values), strict=True)), place)
            case ast.Call():
                return self._call(found, place)
            case ast.UnaryOp(sign, value) if type(sign) in SIGNS:
                return _signed(SIGNS[type(sign)], self.node(value), place)
            case _:
                return self._rarer(found, place)

    def _rarer(self, found: ast.expr, place: Place) -> Node:
        match found:
            case ast.BinOp(left, sign, right) if type(sign) in SIGNS:
                return Operation(SIGNS[type(sign)], (self.node(left), self.node(right)), place)
            case ast.BinOp(left, sign, right) if type(sign) in _CALLED:
                return Call(_CALLED[type(sign)], (self.node(left), self.node(right)), place=place)
            case ast.Subscript(value, key):
                return self._member(self.node(value), self.node(key), Other(self._written(found), place))
            case ast.IfExp(condition, yes, no):
                parts = (condition, yes, no)
                return Call("?:", (*map(self.node, parts), self._source(found)), place=place)
            case ast.BoolOp(sign, parts):
                return Call(_JOINERS[type(sign)], (*map(self.node, parts), self._source(found)), place=place)
            case ast.JoinedStr(parts):
                return Pieces(tuple(map(self._piece, parts)), place)
            case ast.ListComp(item, generators) | ast.GeneratorExp(item, generators):
                return self._comprehension(item, generators, place)
            case ast.Await(value) | ast.NamedExpr(value=value):
                return self.node(value)
            case _:
                return self._source(found)

    def _attribute(self, base: Node, name: str, place: Place) -> Node:
        if isinstance(base, Name) and base.path not in self._variables.cells:
            path = f"{base.path}.{name}"
            if path in _CONSTANTS:
                return Literal(_CONSTANTS[path], place)
            return self._variables.get(path) or Name(path, place)
        return Call(f".{name}", receiver=base, place=place)

    def _items(self, found: list[ast.expr], place: Place) -> Node:
        """Return a list, or the sum of those that it is put together from."""
        parts: list[Node] = []
        for is_spread, some in groupby(found, lambda one: isinstance(one, ast.Starred)):
            if is_spread:
                parts += [self.node(one.value) for one in some if isinstance(one, ast.Starred)]
            else:
                parts.append(Items(tuple(map(self.node, some)), place))
        total: Node = Items((), place)
        for position, part in enumerate(parts):
            total = part if not position and isinstance(part, Items) else Operation("+", (total, part), place)
        return total

    def _piece(self, part: ast.expr) -> Node:
        if not isinstance(part, ast.FormattedValue):
            return self.node(part)
        value, place = self.node(part.value), self.place(part)
        if part.conversion not in {-1, ord("s")}:
            return Call("repr", (value,), place=place)
        if part.format_spec is None:
            return Call("str", (value,), place=place)
        return Call("format", (value, self.node(part.format_spec)), place=place)

    def _call(self, found: ast.Call, place: Place) -> Node:
        arguments = tuple(map(self.node, found.args))
        match found.func, found.args:
            case ast.Attribute(value, "get"), [ast.Constant(str()), *_]:
                holder = self.node(value)
                written = _in_environment(holder, arguments[0]) or Other(self._written(found), place)
                return Call(".get", arguments, (("", written),), holder, place)
        function = self.node(found.func)
        named = [(one.arg, self.node(one.value)) for one in found.keywords]
        if isinstance(function, Call) and function.function.startswith(".") and not function.arguments:
            if function.function == ".copy" and function.receiver:
                return self._copy(function.receiver)
            return Call(function.function, arguments, _labelled(named), function.receiver, place)
        if not isinstance(function, Name) or function.path in self._variables.cells:
            return self._source(found)
        path = canonical(function.path)
        if path in _COPIERS and len(arguments) == 1:
            return self._copy(arguments[0])
        if path == "dict":
            spread: list[tuple[Node | None, Node]] = [(None, argument) for argument in arguments]
            return Members((*spread, *members(named)), place)
        if path == "os.getenv" and arguments and isinstance(key := arguments[0], Literal):
            return Call(".get", arguments, (("", Other(str(key.value), place)),), place=place)
        return Call(path, arguments, _labelled(named), place=place)

    def _copy(self, node: Node) -> Node:
        return self._variables.cells.get(node.path, node) if isinstance(node, Name) else node

    def _member(self, base: Node, key: Node, written: Other) -> Node:
        if isinstance(base, Name) and base.path not in self._variables.cells:
            return _in_environment(base, key) or written
        return Call("[]", (base, key, written), place=written.place)

    def _comprehension(self, item: ast.expr, generators: list[ast.comprehension], place: Place) -> Node:
        mark = self._variables.mark()
        for generator in generators:
            self._variables.forget(bound_names(generator.target))
        made = Items((self.node(item),), place)
        self._variables.undo(mark)
        return noted(f"Line {place.line} makes any number of items; one of them is shown.", made)


def _in_environment(base: Node, key: Node) -> Node | None:
    """Return what ``os.environ["KEY"]`` is."""
    match base, key:
        case Name("os.environ"), Literal(str() as name, place):
            return Other(name, place)
    return None


def bound_names(found: ast.AST, but: Collection[int] = ()) -> set[str]:
    """Return the names that are bound in ``found``, those of parameters too; not by the nodes ``but``."""
    names = set()
    for one in ast.walk(found):
        match one:
            case ast.Name(name, ast.Store()) if id(one) not in but:
                names.add(name)
            case ast.arg(name) | ast.MatchAs(name=str() as name) | ast.MatchStar(str() as name):
                names.add(name)
    return names


def members(named: Iterable[tuple[str | None, Node]]) -> Iterator[tuple[Node | None, Node]]:
    """Yield arguments with their names as pairs of a dict."""
    return ((None if name is None else Literal(name), value) for name, value in named)


def _signed(sign: str, node: Node, place: Place) -> Node:
    if sign == "-" and isinstance(node, Literal) and isinstance(node.value, int | float):
        return Literal(-node.value, place)
    return Operation(sign, (node,), place)


def _labelled(named: list[tuple[str | None, Node]]) -> tuple[tuple[str, Node], ...]:
    return tuple((name or "**", value) for name, value in named)
