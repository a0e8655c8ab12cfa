"""The part that the JSON view shows of a document, or of a text, which is too long to be edited there."""

import re
from dataclasses import dataclass
from itertools import accumulate, islice, takewhile
from typing import Final

from events_console.domain.json_value import dumps
from events_console.domain.request import EVENT_LIST, Request
from events_console.forms import json_request
from events_console.ui.masked import covered_request

MOST_EVENTS: Final = 1_000  # that are edited as text, which each keystroke has read anew
LONGEST: Final = 1024 * 1024  # characters that are
_PAGE: Final = 100  # events
_CHARACTERS: Final = 200_000  # of events that are shown, unless one alone has more
_BEFORE: Final = 900  # characters of a text before the place to mend
_BEHIND: Final = 20_000
_EVENT: Final = re.compile(r"^ {4}[^ \]}]", re.MULTILINE)  # how an event begins in the indented list
_PLACE: Final = re.compile(r"line (\d+), column (\d+)")  # as an UnreadableError says it
_BLOCK: Final = 65_536  # characters in which lines are counted


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The ``text`` of the events, or lines, from ``first`` up to before ``end`` (from 0) of ``total``.

    What was asked for begins in the line ``line`` of it, from 0.
    """

    text: str
    first: int
    end: int
    total: int
    line: int


def of_events(request: Request, row: int) -> Excerpt:
    """Return ``request`` with as many of its events as are read at once, among them the one in ``row``.

    An audience sees other names there.
    """
    total = len(request.events)
    row = max(min(row, total - 1), 0)
    first = row - row % _PAGE
    if row >= _end(request, first):
        first = row
    end = _end(request, first)
    part = request if total == end - first else request.with_events(request.events[first:end])
    text = json_request.write(covered_request(part))[:LONGEST]
    events = _EVENT.finditer(text, max(text.find(f'\n  "{EVENT_LIST}": ['), 0))
    begins = next(islice(events, row - first, None), None)
    return Excerpt(text, first, end, total, text.count("\n", 0, begins.start()) if begins else 0)


def of_text(text: str, error: str) -> Excerpt:
    """Return the lines of ``text`` around the place that ``error`` names, or its beginning."""
    found = _PLACE.search(error)
    place = _offset(text, int(found[1]) - 1) + int(found[2]) - 1 if found else 0
    start = max(place - _BEFORE, 0)
    if start:
        start = max(start, text.find("\n", start, place) + 1)
    shown = text[start : place + _BEHIND]
    first = text.count("\n", 0, start)
    end = first + shown.count("\n") + 1
    return Excerpt(shown, first, end, text.count("\n") + 1, text.count("\n", start, place))


def _end(request: Request, first: int) -> int:
    """Return the row behind the last event that is shown with the one in ``first``."""
    page = request.events[first : first + _PAGE]
    lengths = accumulate(len(dumps(event)) for event in page)
    return first + max(sum(1 for _ in takewhile(_CHARACTERS.__ge__, lengths)), bool(page))


def _offset(text: str, line: int) -> int:
    """Return where ``line``, from 0, begins; lines are counted many at a time."""
    place = 0
    while place < len(text) and (lines := text.count("\n", place, place + _BLOCK)) < line:
        place, line = place + _BLOCK, line - lines
    for _ in range(line):
        place = text.find("\n", place) + 1
    return place
