"""Requests in what people copy: quoted mails, texts from word processors, log lines, other documents.

A form reads what is written for it. Where it cannot, what has become of the text on its way is undone, and a
note says so; the first error counts where that does not help.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Final

from events_console.domain.fields import EVENT_FIELDS, REQUEST_FIELDS
from events_console.domain.json_value import Json, Object, walk
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.wording import quoted
from events_console.forms import FORMS, LONGEST_CODE, Form, Reading, UnreadableError, body, form
from events_console.forms.detection import candidates, most_probable, unfenced
from events_console.forms.json_request import REQUEST_KEYS

_DOCUMENTS: Final = frozenset({"json", "yaml"})
_QUOTE_SIGN: Final = re.compile(r"(?m)^[ \t]*>(?!>) ?")
_MOST_QUOTED: Final = 3  # times, by those who answer an answer
_SINGLE: Final = "‘’‚‛"  # noqa: RUF001  # what word processors make of '
_DOUBLE: Final = "“”„‟"
_TYPOGRAPHIC: Final = re.compile(rf"[{_SINGLE}{_DOUBLE}]|(?<!\S)[‐-―−](?=[A-Za-z])")  # noqa: RUF001  # dashes
_VARIANT: Final = re.compile(r"(?:,| \().*")  # of what a label names, such as the library
_ONE_LETTER: Final = re.compile(r"[A-Za-z]\s")
_MARK: Final = re.compile(r"trackingId|eventList")
_CODE_MARK: Final = re.compile(rf"{_MARK.pattern}|put_events|put-events|[pP]utEvents")
_COMMENTED: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|(//|/\*)', re.DOTALL)
_LONGEST_LOG: Final = 4 * LONGEST_CODE
_MOST_TRIED: Final = 2000  # texts within a text
_KNOWN: Final = frozenset(
    each.lower() for each in (EVENT_LIST, *(field.name for field in (*REQUEST_FIELDS, *EVENT_FIELDS)))
)
_MOST_GUESSES: Final = 4  # forms that a text is tried to be read in
_IN_THE_MIDDLE: Final = "Read from the middle of other text."
_QUOTED: Final = "The > at the beginning of each line is left out."
_STRAIGHT: Final = "Typographic quotes and dashes are read as those of the keyboard."


def read(text: str, chosen: Form | None) -> tuple[Form, tuple[Reading, ...]]:
    """Read ``text``, see :func:`events_console.forms.read_any`."""
    if not text.strip("\ufeff \t\r\n"):
        raise UnreadableError("there is nothing in it; paste a PutEvents request in any form")
    plain, times = _unquoted(text)
    try:
        found, readings = _read(unfenced(plain), chosen)
    except UnreadableError as error:
        if not times or not error.line:
            raise
        width = len(text.split("\n")[error.line - 1]) - len(plain.split("\n")[error.line - 1])
        raise UnreadableError(error.message, error.line, error.column + width) from None
    return found, _noted(readings, _QUOTED) if times else readings


def _read(text: str, chosen: Form | None) -> tuple[Form, tuple[Reading, ...]]:
    try:
        return _read_plain(text, chosen)
    except UnreadableError as error:
        failure = error
    if _TYPOGRAPHIC.search(text):
        with suppress(UnreadableError):
            found, readings = _read_plain(_TYPOGRAPHIC.sub(_straight, text), chosen)
            return found, _noted(readings, _STRAIGHT)
    raise _typographic(text, failure) or failure


def _read_plain(text: str, chosen: Form | None) -> tuple[Form, tuple[Reading, ...]]:
    name = most_probable(text)
    found = chosen or (form(name) if name else None)
    try:
        return _read_as(found, text)
    except UnreadableError:
        if guessed := None if chosen else _next_probable(text):
            return guessed
        if chosen or (found and found.name not in _DOCUMENTS):
            raise
        if name == "json" and any(match[1] for match in _COMMENTED.finditer(text)):
            with suppress(UnreadableError):
                return form("javascript"), form("javascript").read_all(text)
        if readings := _lines(text) or _embedded(text):
            return form("json"), readings
        raise


def _read_as(found: Form | None, text: str) -> tuple[Form, tuple[Reading, ...]]:
    if found is None or not found.reads:
        names = dict.fromkeys(_VARIANT.sub("", each.label) for each in FORMS if each.reads)
        message = f"it is in none of the forms that can be read ({', '.join(names)})"
        raise UnreadableError(f"{message}; paste only the request, from {{ to }}")
    readings = found.read_all(text)
    return found, _unwrapped(readings) if found.name in _DOCUMENTS else readings


def _next_probable(text: str) -> tuple[Form, tuple[Reading, ...]] | None:
    """Return what the forms that are less probable make of ``text``, where that has a field of a request."""
    for name in islice(candidates(text), 1, _MOST_GUESSES):
        with suppress(UnreadableError):
            readings = form(name).read_all(text)
            if any(REQUEST_KEYS & each.request.root.keys() for each in readings):
                return form(name), readings
    return None


def _lines(text: str) -> tuple[Reading, ...]:
    """Return the requests of JSON Lines; none where ``text`` is anything else."""
    readings: list[Reading] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            body.check_number(len(readings), number)
            reading = body.read(line, number)
        except UnreadableError:
            return ()
        readings.append(replace(reading, title=f"line {number}: {body.title(reading.request)}"))
    return tuple(readings) if len(readings) > 1 else ()


def _embedded(text: str) -> tuple[Reading, ...]:
    """Return the outermost objects in ``text`` that can be read as a request."""
    readings: list[Reading] = []
    end = tried = 0
    line = 1
    rest: list[str] = []
    for start, stop in _objects(text) if len(text) <= _LONGEST_LOG else ():
        if start < end:
            continue
        tried += stop - start
        if tried > _LONGEST_LOG:
            break
        found = _object(text[start:stop])
        if not found:
            continue
        line += text.count("\n", end, start)
        body.check_number(len(readings), line)
        readings += [replace(each, title=f"line {line}: {body.title(each.request)}") for each in found]
        rest.append(text[end:start])
        line += text.count("\n", start, stop)
        end = stop
    is_alone = not "".join((*rest, text[end:])).strip(" \t\r\n,")
    return tuple(readings) if is_alone else _noted(readings, _IN_THE_MIDDLE)


def _objects(text: str) -> Iterator[tuple[int, int]]:
    """Yield where objects that name a field of a request begin and end, each before those within it."""
    marks = [found.start() for found in _MARK.finditer(text)]
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for found in re.finditer("[{}]", text) if marks else ():
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            start = opened.pop()
            if bisect_left(marks, start) < bisect_left(marks, found.start()):
                pairs.append((start, found.end()))
    yield from sorted(pairs)[:_MOST_TRIED]


def _object(source: str) -> tuple[Reading, ...]:
    """Return what ``source`` holds, which may be within a JSON text; nothing where that is no request."""
    if '\\"' in source:
        with suppress(ValueError):
            source = json.loads(f'"{source}"', strict=False)
    with suppress(UnreadableError):
        known = form(most_probable(source) or "json")
        readings = (body.read(source, 1),) if known.name == "json" else known.read_all(source)
        if all(REQUEST_KEYS & each.request.root.keys() for each in readings):
            return readings
    return ()


def _unwrapped(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return ``readings`` where each is a request; else what is found within those that are none."""
    found: list[Reading] = []
    for reading in readings:
        root = reading.request.root
        if not root or not (_is_foreign(root) or _are_foreign(root)):
            found.append(reading)
            continue
        events = reading.request.events
        inner = tuple(_within(root if _is_foreign(root) else events[0] if len(events) == 1 else events))
        found += inner or (() if _is_foreign(root) else (reading,))
    if not found:
        raise UnreadableError("it has none of the fields of a request; paste the request in it")
    return tuple(found)


def _is_foreign(value: Json) -> bool:
    return isinstance(value, Object) and not any(
        re.sub("[^a-z]", "", name[:40].lower()) in _KNOWN for name in value
    )


def _are_foreign(root: Object) -> bool:
    """Return whether ``root`` was made of records that are no events; those of CloudTrail have a type too."""
    events = root.get(EVENT_LIST)
    return (
        root.keys() == {EVENT_LIST}
        and isinstance(events, tuple)
        and bool(events)
        and all(_is_foreign(each) or (isinstance(each, Object) and "eventSource" in each) for each in events)
    )


def _within(root: Json) -> Iterator[Reading]:
    """Yield the requests among the values of ``root`` and in its texts."""
    below = " "
    left = LONGEST_CODE
    tried = 0
    for path, value in walk(root):
        if path.startswith(below):
            continue
        note = f"Read from {quoted(path)} of the text."
        if isinstance(value, Object) and path and REQUEST_KEYS & value.keys():
            reading = Reading(Request(value))
            yield replace(reading, notes=(note,), title=f"{path}: {body.title(reading.request)}")
            below = f"{path}/"
            continue
        text = _text(value)
        if not text or not _CODE_MARK.search(text):
            continue
        if len(text) > left or tried >= _MOST_TRIED:
            continue
        tried, left = tried + 1, left - len(text)
        with suppress(UnreadableError):
            _, readings = _read_plain(text, None)
            for each in readings:
                title = f"{path}: {each.title or body.title(each.request)}"
                yield replace(each, notes=(note, *each.notes), title=title)
            below = f"{path}/"


def _text(value: Json) -> str:
    """Return a text, or the lines that a notebook has for one."""
    if isinstance(value, tuple):
        return "".join(each for each in value if isinstance(each, str))
    return value if isinstance(value, str) else ""


def _unquoted(text: str) -> tuple[str, int]:
    """Return ``text`` without the marks of a quoted mail, and how often it had them."""
    times = 0
    while times < _MOST_QUOTED and text.lstrip().startswith(">"):
        if not all(_QUOTE_SIGN.match(line) for line in text.split("\n") if line.strip()):
            break
        text = _QUOTE_SIGN.sub("", text)
        times += 1
    return text, times


def _straight(found: re.Match[str]) -> str:
    if found[0] in _DOUBLE:
        return '"'
    if found[0] in _SINGLE:
        return "'"
    return "-" if _ONE_LETTER.match(found.string, found.end()) else "--"


def _typographic(text: str, failure: UnreadableError) -> UnreadableError | None:
    """Return the error about the mark that ``failure`` comes from; None where none stands there."""
    if not failure.line:
        return None
    line = text.split("\n")[failure.line - 1]
    found = _TYPOGRAPHIC.search(line, max(failure.column - 2, 0), failure.column + 1)
    if not found:
        return None
    kind = "quote" if found[0] in _SINGLE + _DOUBLE else "dash"
    message = f"{found[0]} is a typographic {kind}: write {_straight(found)}"
    return UnreadableError(message, failure.line, found.start() + 1)


def _noted(readings: Iterable[Reading], note: str) -> tuple[Reading, ...]:
    return tuple(replace(each, notes=(note, *each.notes)) for each in readings)
