"""A Python program gone through in order, without running it, to find its calls of ``put_events``.

A variable stands for what it was set to last; functions come after the code around them, as their names are
looked up when they are called. What loops and conditions bind is not known behind them, and what they change
in a list or dict counts once.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from events_console.forms import UnreadableError
from events_console.forms.expression import Items, Members, Name, Node, Operation, Other
from events_console.forms.python_nodes import SIGNS, Converter, bound_names, members
from events_console.forms.python_variables import (
    Variables,
    noted,
    with_items,
    with_member,
    with_members,
    without_member,
)

_DEEPEST: Final = 20  # blocks within each other; Python has the same limit
_MOST_LOOPS: Final = 3  # within each other: each is gone through for what it binds
_CALL: Final = "put_events"
_KEYS: Final = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
_CLIENT: Final = ("service_name", "region_name", "api_version", "use_ssl", "verify", "endpoint_url", *_KEYS)
_SESSION: Final = (*_KEYS, "region_name", "botocore_session", "profile_name")
_MAKERS: Final = {"client": _CLIENT, "resource": _CLIENT, "Session": _SESSION, "setup_default_session": ()}
_TURNS: Final = "Line {} stands in a loop and is read once."
_CHOICE: Final = "Line {} depends on a condition, which is taken to hold."
_CHANGES: Final = frozenset({"insert", "pop", "popitem", "remove", "clear", "sort", "reverse", "setdefault"})

_Branching: TypeAlias = ast.If | ast.Match | ast.Try | ast.TryStar


@dataclass(frozen=True, slots=True)
class Found:
    """The arguments of a call that begins in ``line``; what they mean is to be asked before the next one."""

    arguments: Members
    line: int


class Program:
    """The code of ``text``; ``variables`` hold what is known so far.

    Afterwards ``values`` are those of its assignments and expressions, with their lines, ``settings`` what
    clients and sessions are made with.
    """

    def __init__(self, text: str) -> None:
        """Know nothing yet."""
        self.variables = Variables()
        self.values: list[tuple[int, Node]] = []
        self.settings: list[tuple[str, Node]] = []
        self._node = Converter(text, self.variables).node
        self._functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        self._within: list[str] = []

    def calls(self, body: Iterable[ast.stmt]) -> Iterator[Found]:
        """Yield the calls in ``body``, the statements of ``text`` or of a function in it."""
        outer, self._functions = self._functions, []
        yield from self._block(body)
        for function in self._functions:
            mark = self.variables.mark()
            self.variables.forget(bound_names(function.args))
            yield from self.calls(function.body)
            self.variables.undo(mark)
        self._functions = outer

    def _block(self, body: Iterable[ast.stmt], within: str = "") -> Iterator[Found]:
        self._within.append(within)
        for statement in body:
            if len(self._within) > _DEEPEST or self._within.count(_TURNS) > _MOST_LOOPS:
                raise UnreadableError("the blocks are nested too deep to be read", statement.lineno, 1)
            yield from self._statement(statement)
        self._within.pop()

    def _statement(self, found: ast.stmt) -> Iterator[Found]:
        match found:
            case ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
                self.variables.bind(name, Other(name))
                self._functions.append(found)
            case ast.ClassDef(name, body=body):
                mark = self.variables.mark()
                yield from self.calls(body)
                self.variables.undo(mark)
                self.variables.bind(name, Other(name))
            case ast.If(ast.Compare(ast.Name("__name__")), body):
                yield from self._block(body)
            case ast.If() | ast.Match():
                yield from self._choice(found)
            case ast.Try() | ast.TryStar():
                yield from self._block(found.body)
                yield from self._choice(found)
                yield from self._block([*found.orelse, *found.finalbody])
            case ast.For() | ast.AsyncFor() | ast.While():
                yield from self._loop(found)
            case ast.With(items, body) | ast.AsyncWith(items, body):
                for item in items:
                    yield from self._expression(item)
                    self.variables.forget(bound_names(item))
                yield from self._block(body)
            case _:
                yield from self._expression(found)
                self._take(found)

    def _choice(self, found: _Branching) -> Iterator[Found]:
        unsure: set[str] = set()
        for head, body in _branches(found):
            mark = self.variables.mark()
            if head is not None:
                yield from self._expression(head)
                self.variables.forget(bound_names(head))
            yield from self._block(body, _CHOICE)
            unsure |= self.variables.undo(mark)
        self.variables.forget(unsure)

    def _loop(self, found: ast.For | ast.AsyncFor | ast.While) -> Iterator[Found]:
        yield from self._expression(found.test if isinstance(found, ast.While) else found.iter)
        grown = {
            id(one.target)
            for one in ast.walk(found)
            if isinstance(one, ast.AugAssign) and self._spot(one.target) is not None
        }
        names = bound_names(found, grown)
        self.variables.forget(names)
        yield from self._block(found.body, _TURNS)
        yield from self._block(found.orelse)
        self.variables.forget(names)

    def _expression(self, found: ast.AST) -> Iterator[Found]:
        """Yield the calls in ``found``, in which names of its own may hide variables."""
        calls = _outer_calls(found)
        if not calls:
            return
        mark = self.variables.mark()
        for one in ast.walk(found):
            if isinstance(one, ast.comprehension):
                self.variables.forget(bound_names(one.target))
            elif isinstance(one, ast.Lambda):
                self.variables.forget(bound_names(one.args))
        for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
            if _called(call) == _CALL:
                yield Found(self._arguments(call), call.lineno)
            else:
                self.settings += [
                    *zip(_MAKERS[_called(call)], map(self._node, call.args), strict=False),
                    *((one.arg, self._node(one.value)) for one in call.keywords if one.arg),
                ]
        self.variables.undo(mark)

    def _arguments(self, call: ast.Call) -> Members:
        spread: list[tuple[Node | None, Node]] = [(None, self._node(one)) for one in call.args]
        return Members((*spread, *members((one.arg, self._node(one.value)) for one in call.keywords)))

    def _take(self, found: ast.stmt) -> None:
        """Let a simple statement do what it does to variables."""
        match found:
            case ast.Import() | ast.ImportFrom():
                self._import(found)
            case ast.Assign(targets, value):
                self._assign(targets, value)
            case ast.AnnAssign(target, value=ast.expr() as value):
                self._assign([target], value)
            case ast.AugAssign(target, sign, value):
                self._grow(target, sign, value)
            case ast.Delete(targets):
                for one in targets:
                    self._change(one, without_member)
            case ast.Expr(ast.Call(ast.Attribute(base, name)) as call) if self._spot(base):
                self._method(base, name, call)
            case ast.Expr(value) | ast.Return(ast.expr() as value):
                self.values.append((found.lineno, self._node(value)))

    def _import(self, found: ast.Import | ast.ImportFrom) -> None:
        for alias in found.names:
            if isinstance(found, ast.ImportFrom):
                path = f"{found.module}.{alias.name}" if found.module else alias.name
                self.variables.bind(alias.asname or alias.name, Name(path))
            else:
                root = alias.name.partition(".")[0]
                self.variables.bind(alias.asname or root, Name(alias.name if alias.asname else root))

    def _assign(self, targets: Sequence[ast.expr], value: ast.expr) -> None:
        node = self._node(value)
        match targets[0]:
            case ast.Name(name) | ast.Attribute(attr=name):
                node = self.variables.held(name, node)
        self.values.append((value.lineno, node))
        for target in targets:
            self._set(target, node)

    def _set(self, target: ast.expr, node: Node) -> None:
        match target:
            case ast.Name(name):
                self.variables.bind(name, node)
            case ast.Attribute(base, name):
                holder = self._node(base)
                if isinstance(holder, Name):
                    self.variables.bind(f"{holder.path}.{name}", node)
            case ast.Subscript():
                value = self._in_block(target.lineno, node)
                self._change(target, lambda holder, key: with_member(holder, key, value))
            case ast.Tuple(parts) | ast.List(parts) if (
                isinstance(node, Items) and len(node.items) == len(parts) and _are_plain(parts)
            ):
                for part, value in zip(parts, node.items, strict=True):
                    self._set(part, value)
            case _:
                self.variables.forget(bound_names(target))

    def _grow(self, target: ast.expr, sign: ast.operator, value: ast.expr) -> None:
        """Do what ``+=`` and its like do."""
        spot, more = self._spot(target), self._node(value)
        if spot and isinstance(sign, ast.Add):
            more = self._in_block(target.lineno, more)
            self.variables.change(*spot, lambda holder: with_items(holder, more), target.lineno)
        elif isinstance(target, ast.Name) and type(sign) in SIGNS:
            self._set(target, Operation(SIGNS[type(sign)], (self._node(target), more), more.place))
        else:
            self.variables.forget(bound_names(target))

    def _method(self, base: ast.expr, name: str, call: ast.Call) -> None:
        """Do what a method of a list or dict does to it."""
        spot, line = self._spot(base), call.lineno
        if spot is None:
            return
        given = [self._node(one) for one in call.args]
        match name, given:
            case "append", [item]:
                self.variables.change(
                    *spot, lambda node: with_items(node, Items((self._in_block(line, item),))), line
                )
            case "extend", [items]:
                self.variables.change(*spot, lambda node: with_items(node, self._in_block(line, items)), line)
            case "update", _:
                pairs = [(key, self._in_block(line, value)) for key, value in self._arguments(call).pairs]
                self.variables.change(*spot, lambda node: with_members(node, Members(tuple(pairs))), line)
            case "pop", [key, *default]:
                self.variables.change(
                    *spot, lambda node: without_member(node, key, is_sure=not default), line
                )
            case _ if name in _CHANGES:
                self.variables.change(*spot, _refuse, line)

    def _change(self, target: ast.expr, change: Callable[[Node, Node], Node]) -> None:
        """Change a list or dict by the last index of ``target``."""
        spot = self._spot(target)
        if spot and spot[1]:
            base, steps = spot
            self.variables.change(base, steps[:-1], lambda holder: change(holder, steps[-1]), target.lineno)

    def _spot(self, found: ast.expr) -> tuple[Name, list[Node]] | None:
        """Return the cell that ``found`` is in, and the indexes that lead to it from there."""
        steps: list[Node] = []
        while isinstance(found, ast.Subscript):
            steps.insert(0, self._node(found.slice))
            found = found.value
        base = self._node(found) if isinstance(found, ast.Name | ast.Attribute) else None
        return (base, steps) if isinstance(base, Name) and base.path in self.variables.cells else None

    def _in_block(self, line: int, node: Node) -> Node:
        """Return ``node`` with what is to be said of the loop or condition that it is used in."""
        sentence = next((within for within in reversed(self._within) if within), "")
        return noted(sentence.format(line), node) if sentence else node


def _branches(found: _Branching) -> Iterator[tuple[ast.AST | None, list[ast.stmt]]]:
    """Yield what is looked at and what is done then; the ``elif`` of a condition is one of its branches."""
    match found:
        case ast.Match(subject, cases):
            yield subject, []
            yield from ((case.pattern, case.body) for case in cases)
        case ast.Try(handlers=handlers) | ast.TryStar(handlers=handlers):
            yield from ((None, handler.body) for handler in handlers)
        case ast.If():
            following: list[ast.stmt] = [found]
            while len(following) == 1 and isinstance(one := following[0], ast.If):
                yield one.test, one.body
                following = one.orelse
            yield None, following


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(name):
            return name
    return ""


def _outer_calls(found: ast.AST) -> list[ast.Call]:
    """Return the calls in ``found`` that matter, but for those in the arguments of another."""
    calls: list[ast.Call] = []
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, ast.Call) and (_called(one) == _CALL or _called(one) in _MAKERS):
            calls.append(one)
            left.append(one.func)
        else:
            left += ast.iter_child_nodes(one)
    return calls


def _are_plain(parts: list[ast.expr]) -> bool:
    return not any(isinstance(part, ast.Starred) for part in parts)


def _refuse(_node: Node) -> Node:
    raise LookupError
