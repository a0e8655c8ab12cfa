"""What the history need not keep: limits that a person sets, what is beyond them, and its deletion.

What is on its way and what was sent within the last hour is never beyond them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from events_console.services.history import History

MOST: Final = 100_000_000  # of whatever is a limit: days, exchanges, megabytes
_HOUR: Final = 3_600
_DAY: Final = 24 * _HOUR
_MEGABYTE: Final = 1_000_000
_LONG: Final = 30 * _DAY  # without an exchange, after which a clock may be wrong
_SLICE: Final = 320  # exchanges, of which the history deletes few at a time and wipes what they leave once

# ruff: disable[S608]  # the names in these are this program's own
# Star, note or tags: what a person has added, and so would miss.
_MARKED: Final = "(starred OR note <> '' OR tags <> '[]')"
_UNMARKED: Final = f"seq NOT IN (SELECT seq FROM annotation WHERE {_MARKED})"
_BEYOND: Final = "started_at < :before AND outcome <> 'pending'"
_PAGES: Final = """
    SELECT page_count * page_size, freelist_count * page_size
    FROM pragma_page_count, pragma_page_size, pragma_freelist_count
"""
_OLDEST_KEPT: Final = """
    SELECT started_at FROM exchange WHERE started_at <= :latest
    ORDER BY started_at DESC LIMIT 1 OFFSET :others
"""
_COUNT: Final = f"SELECT count(*) FROM exchange WHERE {_BEYOND}"
_MARKED_COUNT: Final = (
    f"SELECT count(*) FROM annotation JOIN exchange USING (seq) WHERE {_MARKED} AND {_BEYOND}"
)
_NEWEST: Final = "SELECT max(started_at) FROM exchange"
_TIME: Final = f"SELECT started_at FROM exchange WHERE {_BEYOND} AND"
_OLDEST: Final = (
    f"SELECT id, started_at, seq FROM exchange WHERE {_BEYOND} AND (started_at, seq) > (:at, :seq) AND"
)
# ruff: enable[S608]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how many and how much is kept, each without a limit where it is None.

    With ``keep_starred``, exchanges with a star, a note or tags stay whatever the limits are.
    """

    days: int | None = None
    count: int | None = None
    megabytes: int | None = None
    keep_starred: bool = True

    def __bool__(self) -> bool:
        """Return whether there is a limit."""
        return any(limit is not None for limit in (self.days, self.count, self.megabytes))


@dataclass(frozen=True, slots=True)
class Facts:
    """How many exchanges there are, the file's megabytes on the disk, and those of them free for new ones."""

    count: int
    megabytes: float
    free: float


@dataclass(frozen=True, slots=True)
class Excess:
    """What is beyond limits: how many, when the first and last was sent, and about how many megabytes.

    ``staying`` are beyond them as well, but marked; ``before`` is the time after all of these.
    """

    count: int = 0
    oldest: float = 0.0
    newest: float = 0.0
    megabytes: float = 0.0
    staying: int = 0
    before: float = 0.0


def facts(history: "History") -> Facts:
    """Return what there is, or raise OSError."""
    ((whole, free),) = history.select(_PAGES, {})
    return Facts(history.count(), whole / _MEGABYTE, free / _MEGABYTE)


def excess(history: "History", limits: Limits, now: float) -> Excess:
    """Return what :func:`apply` would delete, or raise OSError; half a second for a million exchanges.

    Megabytes are those of the average exchange, with its share of the indexes: reading each one through
    would take minutes.
    """
    before = _before(history, limits, now)
    if before is None:
        return Excess()
    marked, going = (_MARKED_COUNT, _UNMARKED) if limits.keep_starred else ("0", "true")
    first, last = (f"({_TIME} {going} ORDER BY started_at {way} LIMIT 1)" for way in ("ASC", "DESC"))
    query = f"SELECT ({_COUNT}), ({marked}), {first}, {last}"
    ((whole, staying, oldest, newest),) = history.select(query, {"before": before})
    count = whole - staying
    size = count * _average(history)
    return Excess(count, oldest, newest, size, staying, before) if count else Excess(staying=staying)


def newest_before_gap(history: "History", now: float) -> float | None:
    """Return when the newest exchange was sent if that is so long ago that a clock may be wrong, else None.

    A clock far in the future would have nearly everything be beyond a limit. OSError where it cannot be read.
    """
    ((newest,),) = history.select(_NEWEST, {})
    return newest if newest is not None and newest < now - _LONG else None


def apply(history: "History", limits: Limits, now: float) -> Iterator[int]:
    """Delete what is beyond ``limits``, the oldest first, and yield the size of each slice once it is gone.

    Whoever asks for the next one leaves others time to write. OSError where the history cannot be used.
    """
    before = _before(history, limits, now)
    place = {"before": before, "at": float("-inf"), "seq": 0}
    going = _UNMARKED if limits.keep_starred else "true"
    slices = f"{_OLDEST} {going} ORDER BY started_at, seq LIMIT {_SLICE}"
    while before is not None and (rows := history.select(slices, place)):
        history.delete([row[0] for row in rows], spares_marked=limits.keep_starred)
        _, place["at"], place["seq"] = rows[-1]
        yield len(rows)


def _before(history: "History", limits: Limits, now: float) -> float | None:
    """Return the time in Unix seconds before which whatever was sent is beyond a limit; None is never."""
    bounds = []
    if limits.days is not None:
        bounds.append(now - limits.days * _DAY)
    numbers = [] if limits.count is None else [limits.count]
    if limits.megabytes is not None and (average := _average(history)):
        numbers.append(int(limits.megabytes / average))
    if numbers:
        # What claims to be of the future must not take the place of what was sent.
        kept = history.select(_OLDEST_KEPT, {"latest": now + _DAY, "others": max(min(numbers), 1) - 1})
        bounds += [bound for (bound,) in kept]
    return min(max(bounds), now - _HOUR) if bounds else None


def _average(history: "History") -> float:
    """Return the megabytes of an exchange."""
    whole = facts(history)
    return (whole.megabytes - whole.free) / whole.count if whole.count else 0.0
