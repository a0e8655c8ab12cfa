"""The body of a PutEvents request as the forms that speak HTTP carry it, and what they say about it."""

import json
import math
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Final

from events_console.domain.connection import Connection, ConnectionKind
from events_console.domain.endpoint import url as endpoint_url
from events_console.domain.json_text import Parsed
from events_console.domain.json_value import Json, Object, walk
from events_console.domain.placeholders import NUMERIC, Placeholder, has_placeholder, split
from events_console.domain.request import Request
from events_console.domain.service_model import put_events
from events_console.domain.wording import counted, quoted
from events_console.forms import Reading, Shell, Target, UnreadableError, UnwritableError, json_request

# Texts, whose braces are their own, and names in braces that stand for a value.
_BARE: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|(\{\{[^{}"\\\n]{1,40}\}\})', re.DOTALL)
# How JSON begins that is meant for one shell, whatever the text looked like.
_FOR_SHELLS: Final = (
    (Shell.CMD, "cmd", re.compile(r'"\s*(?:\[\s*)?\{\s*""')),
    (Shell.POWERSHELL, "PowerShell", re.compile(r'"\s*(?:\[\s*)?\{\s*`"')),
    (Shell.POSIX, "bash", re.compile(r"'\s*(?:\[\s*)?\{")),
)
_DOUBLE_BRACE: Final = re.compile(r"\{(?=\{)")
_MOST_REQUESTS: Final = 1000  # in one text
_URL: Final = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_UNRESOLVED: Final = (
    "Placeholders such as {{now}} are filled in by the console when it sends;"
    " here they stay as they are: put values in their place."
)
_BACKSLASHES: Final = (
    "The backslashes before quotation marks are those of Windows PowerShell 5.1, and are left out."
)
_DOUBLED: Final = "The quotation marks are doubled, as Windows wants them, and each two are read as one."
_NO_CONNECTION: Final = "a document has no connection: choose it beside it."
_NOT_FINITE: Final = "NaN and Infinity are no JSON, and the service refuses them."


def pieces(value: Json, name: str = "") -> Iterator[str | Placeholder]:
    """Yield the body of ``value``, a member called ``name``, in pieces with placeholders in between.

    Around a placeholder that is the whole of a time or number there are no quotation marks.
    """
    match value:
        case str():
            whole = split(value.strip()) if name in NUMERIC else ()
            if len(whole) == 1 and isinstance(whole[0], Placeholder) and whole[0].offset is not None:
                yield whole[0]
                return
            yield '"'
            for part in split(value):
                yield part if isinstance(part, Placeholder) else json.dumps(part)[1:-1]
            yield '"'
        case Object():
            yield "{"
            for position, (key, member) in enumerate(value.items()):
                yield f"{', ' if position else ''}{literal(json.dumps(key))}: "
                yield from pieces(member, key)
            yield "}"
        case tuple():
            yield "["
            for position, item in enumerate(value):
                yield ", " if position else ""
                yield from pieces(item)
            yield "]"
        case _:
            yield json.dumps(value)


def literal(source: str) -> str:
    """Return the JSON text ``source`` so that nothing in it is taken for a placeholder."""
    return _DOUBLE_BRACE.sub(r"\\u007b", source)


def notes(request: Request) -> tuple[str, ...]:
    """Return what JSON does not say of ``request``."""
    return (*placeholder_notes(request), *number_notes(request))


def placeholder_notes(request: Request) -> tuple[str, ...]:
    """Return what is to be said of ``request`` where nothing fills placeholders in."""
    found = any(has_placeholder(value) for _, value in walk(request.root) if isinstance(value, str))
    return (_UNRESOLVED,) if found else ()


def number_notes(request: Request) -> tuple[str, ...]:
    """Return what is to be said of numbers that JSON has not."""
    found = any(not math.isfinite(value) for _, value in walk(request.root) if isinstance(value, float))
    return (_NOT_FINITE,) if found else ()


def read(source: str, line: int, column: int = 1) -> Reading:
    """Read the body ``source`` that begins at ``line`` and ``column``; see :func:`parse`."""
    found, said = parse(source, line, column)
    try:
        reading = json_request.reading_of(found)
    except UnreadableError as error:
        raise _moved(error, line, column) from None
    return replace(reading, notes=(*reading.notes, *said))


def parse(source: str, line: int = 1, column: int = 1) -> tuple[Parsed, tuple[str, ...]]:
    """Return what JSON ``source`` holds that begins at ``line`` and ``column``, and notes about it.

    A name in double braces may stand in it without quotation marks, as in our own code and in templates of
    other tools. Where it is no JSON, its quotation marks may be escaped for Windows.
    """
    try:
        return _parsed(source)
    except UnreadableError as error:
        failure = _moved(error, line, column)
    escaped = {unescaped(source): _BACKSLASHES, source.replace('""', '"'): _DOUBLED}
    for text, said in escaped.items():
        if text != source:
            with suppress(UnreadableError):
                found, notes = _parsed(text)
                return found, (said, *notes)
    raise failure


def unescaped(text: str) -> str:
    r"""Return ``text`` as a program gets it from Windows PowerShell 5.1, which leaves ``\"`` to that."""
    return re.sub(r'(?<!\\)(\\+)"', lambda found: "\\" * (len(found[1]) // 2) + '"', text)


def _parsed(source: str) -> tuple[Parsed, tuple[str, ...]]:
    bare: list[str] = []
    try:
        found = json_request.parsed(source)
    except UnreadableError:
        bare = [match[1] for match in _BARE.finditer(source) if match[1]] if "{{" in source else []
        if not bare:
            raise
        found = json_request.parsed(
            _BARE.sub(lambda match: f'"{match[0]}"' if match[1] else match[0], source)
        )
    foreign = dict.fromkeys(name for name in bare if not has_placeholder(name))
    return found, tuple(
        f"{quoted(name)} stands for a value and is kept as text: put one in its place." for name in foreign
    )


def connection_notes(region: object, profile: object, endpoint: object) -> Iterator[str]:
    """Yield what is to be said of code that names these, where they are texts."""
    for what, name in (("region", region), ("profile", profile)):
        if isinstance(name, str) and name:
            yield f"The code names the {what} {quoted(name)}; {_NO_CONNECTION}"
    if isinstance(endpoint, str) and endpoint:
        yield f"The code names an endpoint; {_NO_CONNECTION}"


def _moved(error: UnreadableError, line: int, column: int) -> UnreadableError:
    """Return ``error`` with its place in the text around the body that begins at ``line`` and ``column``."""
    if error.line > 1:
        return UnreadableError(error.message, error.line + line - 1, error.column)
    return UnreadableError(error.message, line, column + max(error.column - 1, 0))


def check_number(read: int, line: int) -> None:
    """Raise an :class:`UnreadableError` where ``line`` begins one request too many to choose from."""
    if read >= _MOST_REQUESTS:
        raise UnreadableError(f"more than {_MOST_REQUESTS:,} requests are in it: split it here", line, 1)


def settled(readings: list[Reading], errors: list[UnreadableError], nothing: str) -> tuple[Reading, ...]:
    """Return what could be read of a text with several requests; each is told that others could not.

    Where none could, the first error is raised, or one that says ``nothing``.
    """
    if not readings:
        raise errors[0] if errors else UnreadableError(nothing)
    if not errors:
        return tuple(readings)
    note = f"{counted(len(errors), 'other request')} in it cannot be read: {errors[0]}."
    return tuple(replace(each, notes=(*each.notes, note)) for each in readings)


def read_for_shells(
    text: str, read: Callable[[str, Shell | None], tuple[Reading, ...]]
) -> tuple[Reading, ...]:
    """Return what ``read`` makes of ``text`` for the shell it looks like or, where that fails, another."""
    try:
        return read(text, None)
    except UnreadableError as error:
        failure = error
    for shell, label, sign in _FOR_SHELLS:
        with suppress(UnreadableError):
            if sign.search(text):
                said = f"It is read as typed into {label}: in the shell it looks like its JSON would be none."
                return tuple(replace(each, notes=(said, *each.notes)) for each in read(text, shell))
    raise failure


def title(request: Request) -> str:
    """Return what tells the request from others: "3 events of session s1"."""
    session = request.text("sessionId")
    return counted(len(request.events), "event") + (f" of session {quoted(session)}" if session else "")


def url(target: Target, region: str = "REGION") -> str:
    """Return where ``target`` leads; ``region`` stands for one that it does not name.

    What no URL can hold is an UnwritableError.
    """
    place = Connection(
        "", ConnectionKind.DEVELOPMENT, target.region or region, target.endpoint_url.strip() or None
    )
    found = endpoint_url(place).rstrip("/") + put_events().uri
    if not _URL.fullmatch(found):
        raise UnwritableError(f"{quoted(found)} is no web address: correct the endpoint or the region")
    return found
