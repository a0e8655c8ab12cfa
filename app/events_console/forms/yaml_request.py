"""The request as YAML, which version 2 of the AWS CLI takes as ``--cli-input-yaml file://…``."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from events_console.domain.json_text import Parsed
from events_console.domain.json_value import Json, Object
from events_console.domain.request import Request
from events_console.domain.wording import sayable
from events_console.forms import (
    LONGEST_CODE,
    Reading,
    Target,
    UnreadableError,
    Writing,
    body,
    json_request,
    yaml_scalars,
)
from events_console.forms.yaml_document import Document, place

if TYPE_CHECKING:
    import yaml

_LONGEST_KEY: Final = 100  # characters; beyond 1,024 a colon after it no longer makes it one

_IN_WORDS: Final = {
    "cannot start any token": "no value begins with this character: indent with blanks, put text in quotes",
    "mapping values are not allowed": "a colon stands where no name can: put text with a colon in quotes",
    "could not find expected ':'": "a name has no colon after it: write name: value",
    "expected key": "this line does not go on with what is above: indent names of one object alike",
    "expected '-' indicator": "this line does not go on with the list above: indent its items alike",
    "expected ',' or": "a comma or a closing bracket is missing before this",
    "end of stream": "the text that begins here lacks its closing quotation mark",
    "entries are not allowed": "a list begins on a line of its own: put each - item below its name",
    "control characters are not allowed": "a control character stands in it: remove it",
}


def read_all(text: str) -> tuple[Reading, ...]:
    """Read every document of a YAML stream that is not empty."""
    import yaml

    if len(text) > LONGEST_CODE:
        raise UnreadableError(
            f"it has {len(text):,} characters, and at most {LONGEST_CODE:,} are read as YAML"
        )
    try:
        readings = tuple(_readings(yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))))
    except yaml.MarkedYAMLError as error:
        problem = error.problem or ""
        mark = error.context_mark if problem.endswith("end of stream") else error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise UnreadableError(_in_words(problem), line, column) from None
    except yaml.reader.ReaderError as error:
        raise UnreadableError(_in_words(str(error.reason))) from None
    except UnicodeEncodeError as error:
        raise UnreadableError(
            "half a character stands in it: remove it", *_place(text, error.start)
        ) from None
    if not readings:
        raise UnreadableError("there is nothing in it; paste a PutEvents request as YAML")
    return readings


def write(request: Request, _target: Target) -> Writing:
    """Return the request in block style, such that readers of YAML 1.1 and of 1.2 read the same."""
    return Writing("".join(f"{line}\n" for line in _block(request.root)), body.placeholder_notes(request))


def _readings(events: Iterator["yaml.Event"]) -> Iterator[Reading]:
    import yaml

    for event in events:
        if not isinstance(event, yaml.DocumentStartEvent):
            continue
        document = Document(events)
        first = next(events)
        value = document.node(first)
        if value is None:
            continue
        if not isinstance(value, Object | tuple):
            said = sayable(value) if isinstance(value, str) else repr(value)
            raise document.error(f"a request is a list of names and values, not just {said}", first)
        found = json_request.reading_of(Parsed(value, tuple(document.repeated)))
        line, _ = place(first)
        title = f"line {line}: {body.title(found.request)}"
        yield replace(found, notes=(*found.notes, *document.notes), title=title)


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _in_words(problem: str) -> str:
    known = (words for start, words in _IN_WORDS.items() if start in problem)
    return next(known, f"this is not YAML: {problem}")


def _block(value: Json) -> list[str]:
    """Return the lines of ``value``; one where it is no object or list, or an empty one."""
    lines: list[str] = []
    if isinstance(value, Object) and value:
        for name, member in value.items():
            inner = _block(member)
            key = yaml_scalars.written(name)
            if len(key) > _LONGEST_KEY:
                lines += [f"? {key}", f": {inner[0]}", *(f"  {line}" for line in inner[1:])]
            elif isinstance(member, Object | tuple) and member:
                lines += [f"{key}:", *(f"  {line}" for line in inner)]
            else:
                lines.append(f"{key}: {inner[0]}")
    elif isinstance(value, tuple) and value:
        for item in value:
            first, *rest = _block(item)
            lines += [f"- {first}", *(f"  {line}" for line in rest)]
    else:
        lines.append(yaml_scalars.written(value))
    return lines
