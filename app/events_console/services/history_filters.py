"""The filters of a search of the history: as SQL for each row, and as what the index knows."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from functools import lru_cache
from typing import Final

from events_console.domain.history_query import FLAGS, OUTCOMES, Query
from events_console.domain.json_value import dumps
from events_console.domain.wording import listed, quoted
from events_console.services import history_times
from events_console.services.history_text import MARKS, SEPARATOR, folded, is_common, matching, parts, tags_of

# As bytes, which Python takes whatever something else may have written there as text.
BYTES: Final = "CAST({} AS BLOB)"
TIMES: Final = ("on", "after", "before")
_NO_TEXT: Final = frozenset("-0123456789tf{[")  # with which JSON that is no text begins
_STATUS: Final = re.compile(r"([1-5])(\d\d|xx)", re.ASCII | re.IGNORECASE)
_OUTCOME: Final = {
    "accepted": "e.outcome = 'accepted'",
    "refused": "(e.outcome = 'rejected' AND (e.status IS NULL OR e.status < 500))",
    "failed": "(e.outcome = 'rejected' AND e.status >= 500)",
    "unanswered": "e.outcome = 'unanswered'",
    "unknown": "e.outcome = 'unknown'",
    "pending": "e.outcome = 'pending'",
}
_REJECTED: Final = {"rejected": ("refused", "failed")}  # as the command line calls it
_COLUMN: Final = {
    "connection": "e.connection",
    "code": "e.code",
    "tracker": "e.tracking_id",
    "user": "e.user_id",
    "session": "e.session_id",
}
_FLAG: Final = {"starred": "a.starred = 1", "noted": "a.note <> ''", "anonymous": "e.user_id IS NULL"}


def flaw(query: Query, now: float, zone: tzinfo | None = None) -> str | None:
    """Return what is wrong with the value of a filter, as a sentence; None where nothing is."""
    return next((said for key, value in query.terms if (said := _flaw(key, value, now, zone))), None)


def _flaw(key: str, value: str, now: float, zone: tzinfo | None) -> str | None:
    term = quoted(f"{key}:{value}")
    known = {"outcome": (*OUTCOMES, *_REJECTED), "is": FLAGS}.get(key)
    if known and value.lower() not in known:
        return f"{term} is not known: there is {listed([f'{key}:{one}' for one in known], len(known))}."
    if key == "status" and not _STATUS.fullmatch(value):
        return f"{term} is no HTTP status: write status:400, or status:4xx for all of them."
    if key in TIMES and not spans(key, value, now, zone):
        ago = "" if key == "on" else ", or 90m, 24h, 7d for so long ago"
        return f"{term} is no time: write 2026-11-21, 2026-11-21T12:37, 2026-11, today or yesterday{ago}."
    return None


def conditions(query: Query, now: float, zone: tzinfo | None = None) -> tuple[list[str], dict[str, object]]:
    """Return the conditions of the filters and what stands in them."""
    found: list[str] = []
    values: dict[str, object] = {}
    for key in dict.fromkeys(key for key, _ in query.terms):
        asked = query.values(key)
        match key:
            case "outcome":
                names = [name for value in asked for name in _outcomes(value)]
                found.append(_any(_OUTCOME[name] for name in names))
            case "is":
                found += [_FLAG[value.lower()] for value in asked]
            case "status":
                found.append(_any(map(_status, asked)))
            case "type" | "item":
                continue  # below, as one event must have both
            case "on" | "after" | "before":
                found.append(_any(_within(span) for value in asked for span in spans(key, value, now, zone)))
            case _:
                values[key] = json.dumps([folded(value) for value in asked])
                found.append(
                    f"has_tag({BYTES.format('a.tags')}, :{key})"
                    if key == "tag"
                    else f"folded({BYTES.format(_COLUMN[key])}) IN (SELECT value FROM json_each(:{key}))"  # noqa: S608  # as above
                )
    types, items = query.values("type"), query.values("item")
    if types or items:
        values |= {"types": json.dumps([*map(folded, types)]), "items": json.dumps([*map(folded, items)])}
        found.append(f"has_event({BYTES.format('e.request')}, :types, :items)")
    return found, values


def expressions(query: Query, samples: Sequence[str]) -> Iterator[str]:
    """Give what the index has of each filter of which it knows anything that many rows do not have."""
    for key in dict.fromkeys(key for key, _ in query.terms):
        texts = [tuple(_texts(key, value)) for value in query.values(key)]
        if all(texts):
            found = [parts(text, samples) for each in texts for text in each]
            if not any(is_common(one, samples) for one in found):
                yield " OR ".join(f"({matching(one)})" for one in found)


def _texts(key: str, value: str) -> Iterator[str]:
    """Give the texts one of which each row has that a filter lets through; none where there are no such."""
    if not value:
        return
    if key in {"type", "item"}:
        member = '"eventtype": ' if key == "type" else '"itemid": '
        yield member + folded(dumps(value))
        if value[0] in _NO_TEXT:
            yield member + folded(value)
    elif key == "outcome":
        yield from (f"{SEPARATOR}{MARKS[key]}:{name}{SEPARATOR}" for name in _outcomes(value))
    elif key == "status":
        whole = value.lower().removesuffix("xx")
        yield f"{SEPARATOR}{MARKS[key]}:{whole}{SEPARATOR if whole == value else ''}"
    elif key == "is":
        if value.lower() == "anonymous":
            yield f"{SEPARATOR}{MARKS[key]}:anonymous{SEPARATOR}"
    elif key in MARKS:
        yield f"{SEPARATOR}{MARKS[key]}:{folded(value)}{SEPARATOR}"


def _outcomes(value: str) -> tuple[str, ...]:
    return _REJECTED.get(value.lower(), (value.lower(),))


def _status(value: str) -> str:
    found = _STATUS.fullmatch(value)
    if not found or found[2].isdigit():
        return f"e.status = {int(value)}"
    return f"e.status BETWEEN {found[1]}00 AND {found[1]}99"


def spans(key: str, value: str, now: float, zone: tzinfo | None = None) -> tuple[history_times.Span, ...]:
    """Return when a filter of time lets anything through; never where its value makes no sense."""
    found = history_times.moments(value, now, zone)
    if key == "on" or not found:
        return tuple(one for one in found if one[0] < one[1])
    first = min(found)[0]
    return ((first, float("inf")),) if key == "after" else ((float("-inf"), first),)


def _within(span: history_times.Span) -> str:
    # Infinity has no name in SQL; no time is beyond that.
    first, last = (repr(max(-9e99, min(9e99, moment))) for moment in span)
    return f"(e.started_at >= {first} AND e.started_at < {last})"


def _any(conditions: Iterable[str]) -> str:
    return f"({' OR '.join(conditions)})"


def has_tag(tags: object, wanted: str) -> bool:
    """Return whether a column of tags has one of those in ``wanted``, a JSON array of folded texts."""
    known = _tags(wanted)
    return any(folded(tag) in known for tag in tags_of(tags))


@lru_cache(64)
def _tags(wanted: str) -> frozenset[str]:
    return frozenset(json.loads(wanted))
