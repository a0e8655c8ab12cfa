"""The lines around the problems: how far a check is, whose problems are listed, what is silenced."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from events_console.ui.language import number, tr
from events_console.ui.parts import label, row

_SEEN_AFTER: Final = 300  # milliseconds of a check before anybody is told of it


class CheckingLine(QWidget):
    """Says how far a check is that takes longer than a moment; otherwise it is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._checked = label("", "muted")
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName(tr("Events that have been checked"))
        _fill(self, self._checked, self._progress, stretched=1)
        self._patience = QTimer(self, singleShot=True, interval=_SEEN_AFTER)
        self._patience.timeout.connect(self.show)

    def follow(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` events are checked; of 0, that the check has ended."""
        if not total:
            self._patience.stop()
            self.hide()
            return
        self._checked.setText(
            tr("Checking {done} of {total}…").format(done=number(done), total=number(total))
        )
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        if not (self._patience.isActive() or self.isVisible()):
            self._patience.start()


def line(*parts: QWidget, stretched: int) -> QWidget:
    """Return a line of ``parts`` that is hidden while there is nothing to say in it."""
    made = QWidget()
    _fill(made, *parts, stretched=stretched)
    return made


def silenced_text(here: frozenset[str], everywhere: frozenset[str] = frozenset()) -> str:
    """Return which rules are silenced for the connection and for every one, as sentences; "" if none is."""
    only = here - everywhere
    told = (
        (only, tr("%Ln rule(s) silenced for this connection: {rules}.", "", len(only))),
        (everywhere, tr("%Ln rule(s) silenced for every connection: {rules}.", "", len(everywhere))),
    )
    return " ".join(text.format(rules=", ".join(sorted(rules))) for rules, text in told if rules)


def _fill(made: QWidget, *parts: QWidget, stretched: int) -> None:
    layout = row(*parts)
    layout.setStretch(stretched, 1)
    made.setLayout(layout)
    made.hide()
