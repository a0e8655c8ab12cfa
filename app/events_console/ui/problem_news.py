"""Problems that come and go, told to those who do not see the list."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from events_console.ui.console import Console
from events_console.ui.language import tr
from events_console.ui.parts import announce
from events_console.ui.words import tr_place

_PAUSE: Final = 600  # milliseconds without a change, so that nobody hears of each letter that is typed
_MOST: Final = 300  # problems that are told from one another; a screen reader gets through far fewer


class ProblemNews(QObject):
    """Has a screen reader say how many problems there are, and the first that was not there before."""

    def __init__(self, console: Console, counts: Callable[[], list[str]], pane: QWidget) -> None:
        """Follow ``console``; ``counts`` returns texts such as "✕ 2 errors", and ``pane`` shows them."""
        super().__init__(pane)
        self._console, self._counts, self._pane = console, counts, pane
        self._told: frozenset[tuple[str, str]] = frozenset()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._tell)
        console.changed.connect(lambda *_: self._pause.start())

    def _tell(self) -> None:
        if not self._console.checked:
            return  # the change that says so is yet to come
        problems = {(one.path, one.message): one for one in self._console.validation.problems(_MOST)}
        new = next((one for key, one in problems.items() if key not in self._told), None)
        is_other, self._told = problems.keys() != self._told, frozenset(problems)
        counts = ", ".join(text.partition(" ")[2] for text in self._counts()) or tr("No problem found")
        if new:
            announce(self._pane, f"{counts}. {tr_place(new.path)}: {new.message}")
        elif is_other:
            announce(self._pane, f"{counts}.")
