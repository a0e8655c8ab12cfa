"""HAR files, the recordings of browsers and proxies (HTTP Archive 1.2): every PutEvents among their requests.

Only method, address, body, time and status of an entry are looked at: headers and cookies stay behind.
"""

import binascii
import json
from collections import Counter
from dataclasses import replace
from typing import Final

from events_console.domain.json_text import parse_strictly
from events_console.domain.request import EVENT_LIST
from events_console.domain.service_model import put_events
from events_console.domain.wording import counted, shortened
from events_console.forms import Reading, UnreadableError, body, envelope, json_request

_CLOCK: Final = slice(11, 19)  # of 2026-11-20T12:00:01.123Z
_MARKS: Final = (f'"{EVENT_LIST}"', '"trackingId"')
_LEFT_OUT: Final = "Headers, cookies and keys of the recording are left out."


def read_all(text: str) -> tuple[Reading, ...]:
    """Read every POST to a path that ends in /events, or with such a body; the others are counted."""
    counts: Counter[str] = Counter()
    readings = [found for entry in _entries(text) if (found := _reading(entry, counts))]
    others = [counted(number, what) for what, number in counts.items()]
    if not readings:
        raise UnreadableError(f"no PutEvents is in this recording, but {', '.join(others) or 'nothing'}")
    said = [f"{other} left out." for other in others]
    return tuple(replace(each, notes=(*each.notes, *said, _LEFT_OUT)) for each in readings)


def _entries(text: str) -> list[object]:
    json_request.check_brackets(text)
    try:
        recording = parse_strictly(text.removeprefix("\ufeff")).value
    except json.JSONDecodeError as error:
        raise UnreadableError(error.msg, error.lineno, error.colno) from None
    entries = _member(_member(recording, "log"), "entries")
    if not isinstance(entries, list):
        raise UnreadableError("this is no HAR file: it has no log.entries; save the recording again")
    return entries


def _reading(entry: object, counts: Counter[str]) -> Reading | None:
    request = _member(entry, "request")
    method, url, post = (_member(request, name) for name in ("method", "url", "postData"))
    if not isinstance(method, str) or not isinstance(url, str):
        counts["malformed request"] += 1
        return None
    place, operation = envelope.address(url), put_events()
    source = _body(post)
    fits = place.path.endswith(operation.uri) or any(mark in source for mark in _MARKS)
    if method.upper() != operation.method or not fits:
        counts["other request"] += 1
        return None
    try:
        found = body.read(source, 1)
    except UnreadableError:
        counts["unreadable PutEvents request"] += 1
        return None
    status = _member(_member(entry, "response"), "status")
    began = _member(entry, "startedDateTime")
    clock = f"{shortened(began[_CLOCK])} " if isinstance(began, str) else ""
    answer = f", {status}" if isinstance(status, int) and status else ", no answer"
    where = shortened(place.host + envelope.path_end(place.path))
    title = f"{clock}{operation.method} {where} — {body.title(found.request)}{answer}"
    return replace(found, title=title, notes=(*found.notes, *envelope.notes(method, url)))


def _body(post: object) -> str:
    """Return the body that ``post`` holds as text, in Base64 or as the fields of a form."""
    text = _member(post, "text")
    if isinstance(text, str) and text:
        if _member(post, "encoding") != "base64":
            return text
        try:
            return binascii.a2b_base64(text.encode()).decode()
        except ValueError:  # UnicodeError too
            return ""
    params = _member(post, "params")
    if not isinstance(params, list):
        return ""
    # A body of JSON taken for the fields of a form is parted at its first =.
    fields = ((_member(each, "name"), _member(each, "value")) for each in params)
    return "&".join("=".join(part for part in pair if isinstance(part, str) and part) for pair in fields)


def _member(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None
