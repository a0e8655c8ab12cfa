"""What of the history leaves it as a file, and in which form."""

import platform
import time
from collections.abc import Callable, Iterable, Iterator
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
HIDDEN: Final = {  # by the members of a mask
    "people": "user and session IDs",
    "trackers": "tracking IDs",
    "properties": "values of properties",
    "bodies": "headers and bodies",
}


class Picked:
    """The exchanges with the given IDs, in their order, as often as somebody goes through them.

    ``unreadable`` says in sentences which rows are no exchanges and were passed over.
    """

    def __init__(self, history: History, ids: Iterable[str], mask: Mask) -> None:
        self.unreadable: dict[str, None] = {}
        self._history, self._ids = history, tuple(ids)
        self._masker = Masker(mask)

    def __len__(self) -> int:
        """Return how many there are, unreadable ones included."""
        return len(self._ids)

    def __iter__(self) -> Iterator[Kept]:
        """Give each of them that is still there, as the mask shows it."""
        yield from self._shown(self._ids)

    def _shown(self, ids: Iterable[str]) -> Iterator[Kept]:
        for found in self._history.all_kept(ids):
            if isinstance(found, Kept):
                yield self._masker(found)
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
        for newest, below in reversed([*pairwise((*self._places, -1))]):
            page = reversed(self._history.page(_SLICE, newest + 1, self._query))
            # Where one was deleted meanwhile, a page reaches into the next.
            yield from self._shown(entry.id for entry in page if entry.seq > below)


def kind_of(name: str) -> str | None:
    """Return the key of ``KINDS`` that a file's name ends with; None where that says nothing."""
    return next((kind for kind, ending in KINDS.items() if name.lower().endswith(ending)), None)


@dataclass(frozen=True, slots=True)
class Form:
    """How exchanges are written: as a ``kind`` of ``KINDS``, and what a ``mask`` has hidden in them.

    ``neutral`` keeps spreadsheets from taking cells of CSV for formulas; with ``everything`` it has requests
    that were not accepted as well. A report says of itself what ``facts`` have.
    """

    kind: str
    mask: Mask
    neutral: bool = False
    everything: bool = False
    facts: "Facts | None" = None


def write(kept: Iterable[Kept], form: Form, query: str, tell: Callable[[str], None]) -> Iterator[str]:
    """Yield ``kept`` as a file, piece by piece; for some forms it is gone through twice.

    ``query`` is what a report says that was looked for; ``tell`` gets a sentence on what a form does not say.
    """
    match form.kind:
        case "jsonl":
            from events_console.services import exchange_lines

            yield from map(exchange_lines.write, kept)
        case "har":
            from events_console.forms import har_log

            yield from har_log.write(kept, __version__)
        case "csv":
            from events_console.forms.exchanges_csv import Rows

            rows = Rows(kept, neutral=form.neutral, everything=form.everything)
            yield from rows.pieces(kept)
            for note in rows.notes:
                tell(note)
        case "html":
            from events_console.forms import report, report_outline

            facts = form.facts or facts_of(query, form.mask)
            yield from report.write(kept, facts, report_outline.outline(kept))
        case _:
            raise ValueError(form.kind)


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
