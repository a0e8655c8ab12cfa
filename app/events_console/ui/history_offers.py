"""What a filter of the history may be meant to say: its keys, and the values that occur."""

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from events_console.domain.history_query import FLAGS, KEYS, Query, parse
from events_console.domain.suggestions import Suggestion, matching
from events_console.ui.history_questions import attempt
from events_console.ui.language import tr
from events_console.ui.masked import learn
from events_console.ui.outcomes import WORDS
from events_console.ui.words import tr_word

if TYPE_CHECKING:
    from events_console.services.history import History
    from events_console.ui.tasks import Tasks

_WORD: Final = re.compile(r'(?:"(?:[^"\\]|\\.)*(?:"|$)|[^\s"])*$', re.DOTALL)
_UNFINISHED: Final = re.compile(rf"(?:^|\s)(?:{'|'.join(KEYS)}):(?:\"\"?)?$", re.IGNORECASE)
_DAYS: Final = {"today": tr("since midnight"), "yesterday": tr("the day before")}
_AGO: Final = {"1h": tr("the last hour"), "24h": "", "7d": tr("the last week"), "30d": tr("the last month")}
_FIXED: Final = {
    "outcome": WORDS,
    "is": dict.fromkeys(FLAGS, ""),
    "on": _DAYS,
    "after": {**_AGO, **_DAYS},
    "before": {**_DAYS, **_AGO},
}


def word_at(text: str, cursor: int) -> tuple[int, int]:
    """Return where the word ends and begins that is typed at ``cursor``."""
    found = _WORD.search(text[:cursor])
    return (found.start() if found else cursor), cursor


def query_of(line: str) -> Query:
    """Return the query of ``line`` without a filter at its end whose value is yet to be typed."""
    return parse(_UNFINISHED.sub("", line))


class HistoryOffers(QObject):
    """Knows the values of filters that were used lately; they are read behind the window.

    Signals: ``arrived()`` when more are known.
    """

    arrived = Signal()

    def __init__(self, tasks: "Tasks", parent: QObject | None = None) -> None:
        """Know none until there is a history."""
        super().__init__(parent)
        self._tasks = tasks
        self._history: History | None = None
        self._known: dict[str, tuple[str, ...]] = {}
        self._asked: set[str] = set()

    def open(self, history: "History") -> None:
        """Read values from ``history``."""
        self._history = history

    def forget(self) -> None:
        """Read the values anew when somebody wants them next; show those of before until then."""
        self._asked.clear()

    def values(self, key: str) -> tuple[str, ...]:
        """Return the values of ``key`` that are known by now."""
        if key in _FIXED:
            return tuple(_FIXED[key])
        if self._history and key not in self._asked:
            self._asked.add(key)
            work = partial(attempt, partial(self._history.values, key))
            self._tasks.run(work, partial(self._take, key))
        known = self._known.get(key, ())
        learn(key, known)
        return known

    def __call__(self, word: str) -> tuple[Suggestion, ...]:
        """Return what ``word`` of a search line may be meant to become."""
        key, colon, begun = word.partition(":")
        key = key.lower()
        if not colon:
            keys = (
                Suggestion(f"{name}:", tr_word(about)) for name, about in KEYS.items() if name.startswith(key)
            )
            return tuple(keys)
        if key not in KEYS:
            return ()
        notes = _FIXED.get(key, {})
        known = (Suggestion(value, notes.get(value, "")) for value in self.values(key))
        found = matching(begun.replace('"', "").replace("\\", ""), known)
        return tuple(Suggestion(Query(terms=((key, one.text),)).line, one.note) for one in found)

    def _take(self, key: str, values: "tuple[str, ...] | OSError") -> None:
        if not isinstance(values, OSError) and values != self._known.get(key):  # trouble is told by the list
            self._known[key] = values
            self.arrived.emit()
