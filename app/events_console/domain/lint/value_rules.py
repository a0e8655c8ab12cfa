"""The value of an event: a number such as a rating or a price."""

import math
import re
from collections.abc import Iterable
from typing import Final

from events_console.domain import cells
from events_console.domain.fields import Kind
from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.lint.context import Context
from events_console.domain.lint.rule import Rule
from events_console.domain.lint.schema_rules import kind_of
from events_console.domain.placeholders import misread
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import Edit
from events_console.domain.wording import shortened

NOT_NUMBER: Final = Rule(
    "value.not-number",
    Severity.ERROR,
    "a value that is no number: text, true or false, null, a list or an object",
    "turns text into the number that it surely says, and leaves out what is empty",
)
RULES: Final = (NOT_NUMBER,)

_PATH: Final = "/eventValue"
_COMMA: Final = re.compile(r"[+-]?[0-9]{1,12},[0-9]{1,12}")
_GROUP: Final = 3  # digits between the commas of thousands


def event(event: Object, context: Context) -> Iterable[Problem]:  # noqa: ARG001  # all rules are called alike
    """Return what is wrong with the value of ``event``; a number that is not finite is another rule's."""
    value = event.get("eventValue", 0)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ()
    return (_problem(value),)


def _problem(value: Json) -> Problem:
    told = f"The value is {kind_of(value)}, but the service takes a number: "
    if value is None or (isinstance(value, str) and not value.strip()):
        fix = Fix("Leave it out", (Edit(_PATH, remove=True),))
        return NOT_NUMBER.at(_PATH, f"{told}write one such as 4.5, or leave it out.", fix)
    numbers = _numbers(value.strip()) if isinstance(value, str) else ()
    if not numbers:
        why = misread(value) if isinstance(value, str) else ""
        return NOT_NUMBER.at(_PATH, f"{told}{why or 'write one such as 4.5, or leave it out'}.")
    shown = [shortened(dumps(number)) for number in numbers]
    label = "Make it a number" if "," not in str(value) else "Write {}"
    fixes = [
        Fix(label.format(text), (Edit(_PATH, number),), safe="," not in str(value))
        for text, number in zip(shown, numbers, strict=True)
    ]
    return NOT_NUMBER.at(_PATH, f"{told}write {' or '.join(shown)} instead, without quotes.", *fixes)


def _numbers(text: str) -> tuple[float, ...]:
    """Return what numbers ``text`` may say; one, unless a comma may be of decimals or of thousands."""
    if _COMMA.fullmatch(text):
        decimal = float(text.replace(",", "."))
        grouped = len(text.partition(",")[2]) == _GROUP
        return (decimal, int(text.replace(",", ""))) if grouped else (decimal,)
    number = cells.read_value(text, Kind.NUMBER)
    if isinstance(number, bool) or not isinstance(number, int | float) or abs(number) == math.inf:
        return ()
    return (number,) if number == number else ()  # noqa: PLR0124  # NaN is no number
