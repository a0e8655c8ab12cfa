"""What Python's indexes, defaults and conditions mean: one of several values, or what is not known."""

from collections.abc import Mapping
from typing import Final

from events_console.domain.wording import quoted
from events_console.forms.code_values import Unknown, Value, unknown
from events_console.forms.expression import Call, Node
from events_console.forms.meaning import Function, Meaning
from events_console.forms.python_times import argument, receiver


def _item(meaning: Meaning, call: Call) -> Value:
    """``x[y]``; the last argument is how it is written."""
    node, index, written = call.arguments
    holder = meaning.value(node)
    key = meaning.value(index) if isinstance(holder, dict | tuple) else None
    match holder, key:
        case dict(), str() if key in holder:
            return holder[key]
        case tuple(), int() if -len(holder) <= key < len(holder):
            return holder[key]
    return meaning.value(written)


def _get(meaning: Meaning, call: Call) -> Value:
    """``x.get(key, default)``; what is called "" is how it is written."""
    holder = receiver(meaning, call)
    key = meaning.value(call.arguments[0]) if call.arguments else None
    default, written = argument(call, 1, "default"), argument(call, -1, "")
    if isinstance(holder, dict) and isinstance(key, str):
        return holder[key] if key in holder else meaning.value(default) if default else None
    value = meaning.value(written) if written else unknown(call)
    _note_default(meaning, value, default)
    return value


def _note_default(meaning: Meaning, value: Value, default: Node | None) -> None:
    if not isinstance(value, Unknown) or default is None:
        return
    match meaning.value(default):
        case None:
            pass
        case str() | int() | float() as known:
            meaning.note(f"{value.source} is {quoted(str(known))} by default; that is left out.")
        case _:
            meaning.note(f"{value.source} has a default, which is left out.")


def _truth(value: Value) -> bool | None:
    """Return whether a condition holds; None where only the program knows."""
    return None if isinstance(value, Unknown) else bool(value)


def _choice(meaning: Meaning, call: Call) -> Value:
    """``yes if condition else no``; the last argument is how it is written."""
    condition, yes, no, written = call.arguments
    truth = _truth(meaning.value(condition))
    if truth is not None:
        return meaning.value(yes if truth else no)
    return meaning.branch(call.place, yes, no) or meaning.value(written)


def _either(meaning: Meaning, call: Call) -> Value:
    """``a or b``, ``a and b``; the last argument is how it is written."""
    *first, last, written = call.arguments
    for node in first:
        value = meaning.value(node)
        truth = _truth(value)
        if truth is None and call.function == "or":
            _note_default(meaning, value, last)
            return value
        if truth is None:
            return meaning.branch(call.place, last) or meaning.value(written)
        if truth is (call.function == "or"):
            return value
    return meaning.value(last)


FUNCTIONS: Final[Mapping[str, Function]] = {
    "[]": _item,
    ".get": _get,
    "?:": _choice,
    **dict.fromkeys(("and", "or"), _either),
}
