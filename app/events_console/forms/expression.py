"""What readers of code make of Python, JavaScript and R: nested literals with a few calls in between."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node begins; both count from 1."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, true, false or nothing."""

    value: bool | int | float | str | None
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Name:
    """A variable or a member of one, such as ``event.itemId``."""

    path: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Members:
    """An object; a pair whose name is None spreads another object into this one."""

    pairs: tuple[tuple["Node | None", "Node"], ...]
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Pieces:
    """Text put together from texts and values: an f-string, a template literal, paste0."""

    parts: tuple["Node", ...]
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Call:
    """A call; of a method where there is a ``receiver``, and then ``function`` begins with a dot."""

    function: str
    arguments: tuple["Node", ...] = ()
    named: tuple[tuple[str, "Node"], ...] = ()
    receiver: "Node | None" = None
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Operation:
    """``sign`` is ``+``, ``-``, ``*`` or ``/``, between two operands or, ``-`` and ``+``, before one."""

    sign: str
    operands: tuple["Node", ...]
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Other:
    """Anything else, as it is written."""

    source: str
    place: Place = Place()


Node: TypeAlias = Literal | Name | Items | Members | Pieces | Call | Operation | Other


def source_of(node: Node, levels: int = 4) -> str:
    """Return how ``node`` is written, briefly."""
    if not levels:  # only the beginning is shown, and a variable may double itself with each line
        return "…"
    match node:
        case Name(path):
            return path
        case Call(function, receiver=receiver):
            return f"{source_of(receiver, levels - 1) if receiver else ''}{function}"
        case Other(source):
            return source
        case Operation(sign, operands):
            return f" {sign} ".join(source_of(operand, levels - 1) for operand in operands)
        case Literal(value):
            return str(value)
        case _:
            return "a value"
