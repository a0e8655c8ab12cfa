"""What Python's variables stand for, line by line: plain nodes, and lists and dicts that are changed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from events_console.forms.expression import Call, Items, Literal, Members, Name, Node, Operation

NOTED: Final = "a note"  # the function of a call that means its first argument and notes the others
_MOST_NOTES: Final = 10
_MOST_MEMBERS: Final = 2_000  # that are added one by one: each addition copies them all
_HELD: Final = frozenset({"[]", NOTED})


def noted(sentence: str, node: Node) -> Node:
    """Return ``node`` with a sentence that is noted wherever its value is used."""
    if isinstance(node, Call) and node.function == NOTED:
        return replace(node, arguments=(*node.arguments[:_MOST_NOTES], Literal(sentence)))
    return Call(NOTED, (node, Literal(sentence)), place=node.place)


class Variables:
    """What names stand for now.

    ``cells`` are the lists and dicts that variables hold: several names may share one, which is changed in
    place. The name of a cell is no name in Python.
    """

    def __init__(self) -> None:
        """Know none."""
        self.cells: dict[str, Node] = {}
        self._bound: dict[str, Node] = {}
        self._journal: list[tuple[str, Node | None]] = []  # what names were bound to before

    def get(self, name: str) -> Node | None:
        """Return what ``name``, which may have dots, stands for."""
        return self._bound.get(name)

    def bind(self, name: str, node: Node) -> None:
        """Let ``name`` stand for ``node``."""
        self._journal.append((name, self._bound.get(name)))
        self._bound[name] = node

    def forget(self, names: Iterable[str]) -> None:
        """Let ``names`` stand for what is not known."""
        for name in names:
            self.bind(name, Name(name))

    def held(self, name: str, node: Node) -> Node:
        """Return what a variable stands for that is set to ``node``: a list or dict is one from then on."""
        is_changed = isinstance(node, Items | Members | Operation)
        if not is_changed and not (isinstance(node, Call) and node.function in _HELD):
            return node
        cell = f"{name} #{len(self.cells) + 1}"
        self.cells[cell] = node
        return Name(cell, node.place)

    def mark(self) -> int:
        """Return a place to go back to."""
        return len(self._journal)

    def undo(self, mark: int) -> set[str]:
        """Go back to ``mark`` and return the names that were bound since; cells stay as they are."""
        names = set()
        while len(self._journal) > mark:
            name, node = self._journal.pop()
            names.add(name)
            if node is None:
                del self._bound[name]
            else:
                self._bound[name] = node
        return names

    def change(self, node: Node, steps: Sequence[Node], change: Callable[[Node], Node], line: int) -> None:
        """Change what ``steps`` lead to from ``node``; what has no place there is noted where it is used."""
        if not isinstance(node, Name) or node.path not in self.cells:
            return
        try:
            self._changed(node, steps, change)
        except LookupError:
            sentence = f"What line {line} does to {node.path.partition(' ')[0]} is not read."
            self.cells[node.path] = noted(sentence, self.cells[node.path])

    def _changed(self, node: Node, steps: Sequence[Node], change: Callable[[Node], Node]) -> Node:
        if isinstance(node, Name) and node.path in self.cells:
            self.cells[node.path] = self._changed(self.cells[node.path], steps, change)
            return node
        if isinstance(node, Call) and node.function == NOTED:
            inner, *sentences = node.arguments
            return replace(node, arguments=(self._changed(inner, steps, change), *sentences))
        if not steps:
            return change(node)
        match node, steps[0]:
            case Members(pairs, place), Literal(str() as key):
                at = _position(pairs, key)
                name, member = pairs[at]
                pair = (name, self._changed(member, steps[1:], change))
                return Members((*pairs[:at], pair, *pairs[at + 1 :]), place)
            case Items(items, place), Literal(int() as at):
                item = self._changed(items[at], steps[1:], change)
                at %= len(items)
                return Items((*items[:at], item, *items[at + 1 :]), place)
        raise LookupError


def with_member(node: Node, key: Node, value: Node) -> Node:
    """Return a dict or list with a member set; a LookupError where ``node`` has no place for it."""
    match node, key:
        case Members(pairs, place), Literal(str() as name) if any(_is(pair[0], name) for pair in pairs):
            at = _position(pairs, name)
            return Members((*pairs[:at], (key, value), *pairs[at + 1 :]), place)
        case Members(pairs, place), _ if len(pairs) < _MOST_MEMBERS:
            return Members((*pairs, (key, value)), place)
        case Items(items, place), Literal(int() as at) if -len(items) <= at < len(items):
            at %= len(items)
            return Items((*items[:at], value, *items[at + 1 :]), place)
    raise LookupError


def without_member(node: Node, key: Node, *, is_sure: bool = True) -> Node:
    """Return a dict that lacks a member; a LookupError where it has none of that name, if that is sure."""
    match node, key:
        case Members(pairs, place), Literal(str() as name):
            if not is_sure and not any(key is None or _is(key, name) for key, _ in pairs):
                return node
            at = _position(pairs, name)
            return Members((*pairs[:at], *pairs[at + 1 :]), place)
    raise LookupError


def with_items(node: Node, more: Node) -> Node:
    """Return a list with those of ``more`` after its own; a LookupError where either is none."""
    match node, more:
        case Items(items, place), Items(others) if len(items) + len(others) <= _MOST_MEMBERS:
            return Items(items + others, place)
        case Items(place=place), Name() | Call() | Operation():
            return Operation("+", (node, more), place)
        case Operation("+", (first, Items() as last), place), Items():
            return Operation("+", (first, with_items(last, more)), place)
        case Operation(place=place), _:
            return Operation("+", (node, more), place)
    raise LookupError


def with_members(node: Node, more: Node) -> Node:
    """Return a dict that is updated with another; a LookupError where ``node`` is none."""
    match node, more:
        case Members(), Members(pairs):
            for key, value in pairs:
                node = with_members(node, value) if key is None else with_member(node, key, value)
            return node
        case Members(pairs, place), _ if len(pairs) < _MOST_MEMBERS:
            return Members((*pairs, (None, more)), place)
    raise LookupError


def _position(pairs: Sequence[tuple[Node | None, Node]], name: str) -> int:
    for at in range(len(pairs) - 1, -1, -1):
        if _is(pairs[at][0], name):
            return at
    raise LookupError(name)


def _is(key: Node | None, name: str) -> bool:
    return isinstance(key, Literal) and isinstance(key.value, str) and key.value == name
