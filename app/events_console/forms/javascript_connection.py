"""What JavaScript code says of the connection: the options of a client, which a document has not."""

from collections.abc import Iterator
from typing import Final

from events_console.domain.wording import quoted
from events_console.forms import UnreadableError
from events_console.forms.javascript_program import Program
from events_console.forms.meaning import Meaning

_HOLDERS: Final = (
    "PersonalizeEventsClient",
    "PersonalizeEvents",
    "fromIni",
    "fromSSO",
    "SharedIniFileCredentials",
)
_OPTIONS: Final = ("region", "profile", "endpoint")
_MOST: Final = 20  # options that are looked at
_NO_CONNECTION: Final = "a document has no connection: choose it beside it."


def notes(program: Program, meaning: Meaning) -> tuple[str, ...]:
    """Return a sentence about each region, profile and endpoint that the code names."""
    said: dict[str, None] = {}
    for number, (name, start) in enumerate(_options(program)):
        if number >= _MOST:
            break
        try:
            value = meaning.value(program.expression(start))
        except UnreadableError:
            continue
        if isinstance(value, str) and value and "{{" not in value:
            what = "an endpoint" if name == "endpoint" else f"the {name} {quoted(value)}"
            said[f"The code names {what}; {_NO_CONNECTION}"] = None
    return tuple(said)


def _options(program: Program) -> Iterator[tuple[str, int]]:
    """Yield the name of each option, and the token where its value begins."""
    tokens, partner = program.source.tokens, program.source.partner
    end = -1
    for index, token in enumerate(tokens):
        is_global = index > 1 and tokens[index - 1].is_sign(".") and tokens[index - 2].is_name("config")
        if token.is_name(*_HOLDERS) or (is_global and token.is_name("update")):
            end = max(end, partner[index + 1] if tokens[index + 1].is_sign("(") else -1)
        elif is_global and token.is_name(*_OPTIONS) and tokens[index + 1].is_sign("="):
            yield str(token.value), index + 2
        elif index < end and token.value in _OPTIONS and tokens[index - 1].is_sign("{", ","):
            yield str(token.value), index + 2 if tokens[index + 1].is_sign(":") else index
