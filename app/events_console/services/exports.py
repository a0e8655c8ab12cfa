"""What of the history leaves it as a file, and in which form."""

import platform
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from events_console import __version__
from events_console.domain.annotation import Kept
from events_console.domain.history_query import Query
from events_console.domain.masking import Mask, Masker
from events_console.services.history import History

if TYPE_CHECKING:
    from events_console.forms.report import Facts

KINDS: Final = {"jsonl": ".jsonl", "har": ".har", "csv": ".csv", "html": ".html"}
_SLICE: Final = 200  # exchanges between two places that are remembered
_KEEP_IDS: Final = (
    "Masked exchanges keep their IDs, so a history that has the originals imports none of them."
)
HIDDEN: Final = {  # by the members of a mask
    "people": "user and session IDs",
    "trackers": "tracking IDs",
    "properties": "values of properties",
    "bodies": "headers and bodies",
}


class Picked:
    """The exchanges with the given IDs, in their order, as often as somebody goes through them.

    ``given`` is how many there were the last time; ``unreadable`` says in sentences which rows are no
    exchanges and were passed over.
    """

    def __init__(self, history: History, ids: Iterable[str], mask: Mask) -> None:
        self.given = 0
        self.unreadable: dict[str, None] = {}
        self._history, self._ids = history, tuple(ids)
        self._masker = Masker(mask)

    def __len__(self) -> int:
        """Return how many there are, unreadable ones included."""
        return len(self._ids)

    def __iter__(self) -> Iterator[Kept]:
        """Give each of them that is still there, as the mask shows it."""
        self.given = 0
        yield from self._shown(self._ids)

    def _shown(self, ids: Iterable[str]) -> Iterator[Kept]:
        for found in self._history.all_kept(ids):
            if isinstance(found, Kept):
                yield self._masker(found)
                self.given += 1
            else:
                self.unreadable[str(found)] = None


class Found(Picked):
    """The exchanges that a query finds now, oldest first; only a place in every 200 is held.

    Errors are those of :meth:`History.page`.
    """

    def __init__(self, history: History, query: Query, mask: Mask) -> None:
        """Look where they are."""
        super().__init__(history, (), mask)
        self._query = query
        self._number = 0
        self._places: list[int] = []
        for entry in history.found(query):
            if self._number % _SLICE == 0:
                self._places.append(entry.seq)
            self._number += 1

    def __len__(self) -> int:
        """Return how many there are, unreadable ones included."""
        return self._number

    def __iter__(self) -> Iterator[Kept]:
        """Give each of them, as the mask shows it."""
        self.given = 0
        for newest, below in reversed([*pairwise((*self._places, -1))]):
            yield from self._shown(reversed([*self._between(newest, below)]))

    def _between(self, newest: int, below: int) -> Iterator[str]:
        """Yield the IDs of those from one place to the next, even where more of them fit by now."""
        before = newest + 1
        while page := self._history.page(_SLICE, before, self._query):
            yield from (entry.id for entry in page if entry.seq > below)
            before = page[-1].seq
            if before <= below:
                return


def kind_of(name: str) -> str | None:
    """Return the key of ``KINDS`` that a file's name ends with; None where that says nothing."""
    return next((kind for kind, ending in KINDS.items() if name.lower().endswith(ending)), None)


@dataclass(frozen=True, slots=True)
class Form:
    """How exchanges are written: as a ``kind`` of ``KINDS``, and what a ``mask`` has hidden in them.

    ``neutral`` keeps spreadsheets from taking cells of CSV for formulas; with ``everything`` it has requests
    that were not accepted as well, which a person asks for by ``how``. A report says of itself what ``facts``
    have.
    """

    kind: str
    mask: Mask
    neutral: bool = False
    everything: bool = False
    how: str = "ask for everything"
    facts: "Facts | None" = None


class Output:
    """``kept`` as a file: its pieces, for going through them once; for some forms ``kept`` is read twice.

    Then ``what`` says in words what is in it, where that is not just the exchanges, and ``notes`` in
    sentences what else is to be known. ``query`` is what a report says that was looked for. Going through
    raises a ValueError, as the end of a sentence and before the first piece, where there would be nothing.
    """

    def __init__(self, kept: Iterable[Kept], form: Form, query: str) -> None:
        self.what = ""
        self.notes: tuple[str, ...] = ()
        self._kept, self._form, self._query = kept, form, query

    def __iter__(self) -> Iterator[str]:
        """Give each piece."""
        kept, form = self._kept, self._form
        match form.kind:
            case "jsonl":
                from events_console.services import exchange_lines

                yield from map(exchange_lines.write, kept)
                self.notes = (_KEEP_IDS,) if form.mask != Mask() else ()
            case "har":
                from events_console.forms import har_log

                yield from har_log.write(kept, __version__)
            case "csv":
                yield from self._table()
            case "html":
                from events_console.forms import report, report_outline

                facts = form.facts or facts_of(self._query, form.mask)
                yield from report.write(kept, facts, report_outline.outline(kept))
            case _:
                raise ValueError(form.kind)

    def _table(self) -> Iterator[str]:
        from events_console.forms.exchanges_csv import Rows

        rows = Rows(self._kept, neutral=self._form.neutral, everything=self._form.everything)
        if rows.is_all_left_out and not self._form.everything:
            raise ValueError(f"none of them was accepted: {self._form.how}")
        if not rows.events:
            raise ValueError("none of them has an event that a row can say")
        yield from rows.pieces(self._kept)
        self.what, self.notes = rows.what, rows.notes


def facts_of(
    query: str,
    mask: Mask,
    *,
    title: str = "Test report",
    description: str = "",
    environment: tuple[tuple[str, str], ...] = (),
) -> "Facts":
    """Return what a report says of itself, made now; ``environment`` is what is not known here of it.

    A query may name what is masked, and is not told then.
    """
    from importlib.metadata import version

    from events_console.forms.report import Facts

    known = (
        ("Events Console", __version__),
        ("Python", platform.python_version()),
        ("botocore", version("botocore")),
        ("System", f"{platform.system()} {platform.release()} {platform.machine()}"),
    )
    masked = tuple(words for name, words in HIDDEN.items() if getattr(mask, name))
    told = "not shown, as it may name what is masked" if query and masked else query
    return Facts(title, description, time.time(), (*known, *environment), told, masked)
