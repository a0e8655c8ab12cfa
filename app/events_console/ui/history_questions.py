"""Questions to the history, answered behind the window."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from events_console.domain.annotation import Annotation
    from events_console.domain.history_query import Query
    from events_console.services.history import History
    from events_console.services.history_entries import Entry
    from events_console.ui.tasks import Tasks

Result = TypeVar("Result")

_LONG_PAGE: Final = 2_000  # lines, read in one go


class Questions(Generic[Result]):
    """Has one question at a time answered; of those that are asked meanwhile only the last counts.

    Typing fast over a history that answers slowly would otherwise keep every thread busy with questions that
    nobody has any more.
    """

    def __init__(self, tasks: "Tasks", on_answer: Callable[[Result | OSError], object]) -> None:
        """Call ``on_answer`` with each answer."""
        self._tasks = tasks
        self._on_answer = on_answer
        self._next: Callable[[], Result] | None = None
        self._running = False

    def ask(self, work: Callable[[], Result]) -> None:
        """Have ``work`` answer, now or once what runs has ended."""
        self._next = work
        if not self._running:
            self._go_on()

    def _go_on(self) -> None:
        if work := self._next:
            self._next, self._running = None, True
            self._tasks.run(partial(attempt, work), self._take)

    def _take(self, result: Result | OSError) -> None:
        self._running = False
        self._go_on()
        self._on_answer(result)


@dataclass(frozen=True, slots=True)
class Newest:
    """The first page of what ``query`` finds, of ``total`` exchanges; or ``flaw``, why it makes no sense."""

    query: "Query"
    number: int
    revision: object
    total: int = 0
    entries: tuple["Entry", ...] = ()
    flaw: str | None = None


def newest(
    history: "History", query: "Query", number: int, limit: int, *, is_wanted: Callable[[], bool]
) -> Newest:
    """Answer the question ``number`` with the first ``limit`` lines that ``query`` finds, while wanted."""
    revision = history.revision()  # first: what changes meanwhile is a change to come
    if flaw := history.flaw(query):
        return Newest(query, number, revision, flaw=flaw)
    return Newest(
        query, number, revision, history.count(), history.page(limit, query=query, is_wanted=is_wanted)
    )


def rest(history: "History", before: int, query: "Query") -> tuple["Entry", ...]:
    """Return all lines that ``query`` finds below the seq ``before``."""
    found: list[Entry] = []
    while page := history.page(_LONG_PAGE, before, query):
        found += page
        before = page[-1].seq
    return tuple(found)


def found_ids(history: "History", query: "Query") -> list[str]:
    """Return the IDs of all that ``query`` finds."""
    return [entry.id for entry in history.found(query)]


def annotate(
    history: "History", ids: Iterable[str], change: Callable[["Annotation"], "Annotation"]
) -> dict[str, "Annotation"]:
    """Change what is noted about each exchange of ``ids``, and return what that is by now."""
    changed = {}
    for one in ids:
        before = history.annotation(one)
        changed[one] = after = change(before)
        if after != before:
            history.annotate(one, after)
    return changed


def attempt(work: Callable[[], Result]) -> Result | OSError:
    """Return what ``work`` returns, or what kept it from that."""
    try:
        return work()
    except OSError as error:
        return error
