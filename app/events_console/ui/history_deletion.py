"""Deleting many exchanges of the history, which takes a while and can be ended."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from events_console.ui.language import number, tr

if TYPE_CHECKING:
    from events_console.ui.history_list import HistoryList
    from events_console.ui.work_bar import WorkBar

_SLICE: Final = 320  # exchanges, which take about three seconds


class Deletion:
    """Deletes the exchanges ``ids`` of ``entries`` a slice at a time; they leave the list as they go."""

    def __init__(
        self,
        entries: "HistoryList",
        ids: Sequence[str],
        work: "WorkBar",
        on_slice: Callable[[list[str]], object],
        tell: Callable[[str], object],
    ) -> None:
        """Begin; ``on_slice`` gets IDs that are about to be deleted, ``tell`` a sentence at the end."""
        self._entries, self._ids, self._work = entries, ids, work
        self._on_slice, self._tell = on_slice, tell
        self._done = 0
        self._job = work.begin(tr("Deleting %Ln exchange(s)", "", len(ids)))
        self._go_on()

    def _go_on(self) -> None:
        part = list(self._ids[self._done : self._done + _SLICE])
        if not part or self._job.is_set():
            self._end()
            return
        self._work.report(self._job, self._done, len(self._ids))
        self._on_slice(part)
        self._entries.delete(part, lambda gone: self._take(len(part) if gone else None))

    def _take(self, gone: int | None) -> None:
        if gone is None:  # why is told by the list
            self._end()
        else:
            self._done += gone
            self._go_on()

    def _end(self) -> None:
        self._work.end(self._job)
        every, done = len(self._ids), self._done
        if done == every:
            self._tell(tr("%Ln exchange(s) deleted.", "", every))
        elif self._job.is_set():
            stopped = tr("{done} of %Ln exchange(s) deleted; the others are still there.", "", every)
            self._tell(stopped.format(done=number(done)))
