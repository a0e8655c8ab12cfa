"""What a search of the history looks at: whatever a list of it shows, and the request and its answer."""

import time
from functools import lru_cache
from typing import Final

from events_console.domain.exchange import Outcome
from events_console.domain.explain import word
from events_console.services.exchange_rows import storable

SHORTEST_ID: Final = 6  # characters of a history ID's beginning that are taken for it
_OUTCOMES: Final = frozenset(map(str, Outcome))
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_TIMES: Final = frozenset("0123456789-: utc").union(*_MONTHS)
_DATE: Final = "%d-%02d-%02d"
_CLOCK: Final = "%02d:%02d:%02d"
_ANONYMOUS: Final = "anonymous"  # what a list shows of a request without a user


def needle(search: str) -> str:
    """Return ``search`` as :func:`is_found` takes it."""
    return storable(search.strip().casefold())


def is_found(  # noqa: PLR0913, PLR0917  # the columns of a row, as SQLite hands them over
    sought: str,
    exchange_id: object,
    started_at: object,
    outcome: object,
    status: object,
    user_id: object,
    *texts: object,
) -> bool:
    """Return whether ``sought`` is in one of ``texts``, in a column's words, or at the start of the ID.

    Something else may have written the row; a column that is not of its type has no words.
    """
    return (
        any(sought in text.casefold() for text in texts if isinstance(text, str))
        or sought in _verdict(outcome, status)
        or (len(sought) >= SHORTEST_ID and isinstance(exchange_id, str) and exchange_id.startswith(sought))
        or (user_id is None and sought in _ANONYMOUS)
        or (_may_be_time(sought) and isinstance(started_at, float) and _is_time(sought, started_at))
    )


@lru_cache(256)
def _verdict(outcome: object, status: object) -> str:
    """Return "500 failed · rejected": how a window and a script call the outcome."""
    if outcome not in _OUTCOMES:
        return ""
    number = status if isinstance(status, int) else None
    return f"{number or ''} {word(Outcome(outcome), number)} · {outcome}".casefold()


@lru_cache(8)
def _may_be_time(sought: str) -> bool:
    """Return whether it is worth looking for ``sought`` in times, which takes longer than anything else."""
    return _IN_TIMES.issuperset(sought) and any(part in sought for part in (":", "-", "20", *_MONTHS))


def _is_time(sought: str, started_at: float) -> bool:
    """Return whether a list shows the moment so: in local time, or from its date on in UTC."""
    try:
        local, universal = time.localtime(started_at), time.gmtime(started_at)
    except (OSError, OverflowError, ValueError):
        return False
    year, month, day, *clock = local[:6]
    shown = f"{day} {_MONTHS[month - 1]}", _CLOCK % tuple(clock)
    return (
        sought in f"{_DATE % local[:3]} {shown[1]} · {shown[0]} {year} {shown[1]} · {shown[0]} {shown[1]}"
        or f"{_DATE % universal[:3]} {_CLOCK % universal[3:6]} utc".startswith(sought)
    )
