"""The dialog about what the history keeps, and what would go."""

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QGridLayout, QProgressBar, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from events_console.domain.wording import counted
from events_console.services import retention
from events_console.services.retention import MOST, Excess, Facts, Limits
from events_console.ui import style
from events_console.ui.exchange_text import day
from events_console.ui.form_rows import Check, number
from events_console.ui.parts import announce, button, label, row

if TYPE_CHECKING:
    from events_console.services.history import History
    from events_console.ui.retaining import Retaining

    _Preview = tuple[Facts, Excess]

_WIDTH: Final = 560
_PAUSE: Final = 200  # milliseconds without a change before the preview follows
_OFFERED: Final = {"days": 90, "count": 10_000, "megabytes": 500}
_ASKED: Final = {
    "days": ("Sent more than", "days ago"),
    "count": ("Beyond the newest", "exchanges"),
    "megabytes": ("Beyond about", "MB on disk"),
}
_NOTE: Final = (
    "What is on its way and what was sent in the last hour always stays. How much has room is reckoned with "
    "exchanges of average size. Saved limits are applied at each start and once a day; what they delete "
    "cannot be brought back."
)
_SOME: Final = 0.1  # megabytes
_EXACT: Final = 10  # megabytes from which on there is no decimal place


class RetentionDialog(QDialog):
    """Chooses the limits of ``retaining``; made once, and opened as often as it is needed.

    Nothing can be saved or applied before a preview has said what these limits delete.
    """

    def __init__(self, retaining: "Retaining", parent: QWidget) -> None:
        """Wait for :meth:`open_on`."""
        super().__init__(parent)
        self.setWindowTitle("Keep history")
        self._retaining = retaining
        self._seen: Limits | None = None  # of which the preview tells
        self._preview: _Preview | None = None
        self.everything = QRadioButton("Keep everything")
        self.limited = QRadioButton("Delete what goes beyond a limit")
        self.checks = {name: Check(before) for name, (before, _) in _ASKED.items()}
        self.spins = {name: QSpinBox(minimum=1, maximum=MOST) for name in _ASKED}
        self.starred = Check("Starred, noted and tagged exchanges stay")
        self.facts, self.sentence = label("", "muted"), label("", wrap=True)
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName("Deleting exchanges")
        keeps_room = self._progress.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(keeps_room)
        self.apply = button("Apply now", self._apply, tip="Delete for good what the preview tells of")
        self.stop = button("Stop", retaining.stop, tip="Delete no more")
        self.save = button("Save", self._save, "primary", "Keep the history within these limits from now on")
        self._waiting = QTimer(self, singleShot=True, interval=_PAUSE)
        self._waiting.timeout.connect(self._look)
        self._arrange()
        self._connect()

    def open_on(self, limits: Limits) -> None:
        """Open the dialog on ``limits``."""
        choice = self.limited if limits else self.everything
        choice.setChecked(True)
        choice.setFocus()
        for name, offered in _OFFERED.items():
            limit: int | None = getattr(limits, name)
            self.checks[name].setChecked(limit is not None)
            self.spins[name].setValue(offered if limit is None else limit)
        self.starred.setChecked(limits.keep_starred)
        self._look()
        self.open()

    def chosen(self) -> Limits:
        """Return the limits that the dialog shows."""
        on = self.limited.isChecked()
        limits = {
            name: self.spins[name].value() if on and check.isChecked() else None
            for name, check in self.checks.items()
        }
        return Limits(**limits, keep_starred=self.starred.isChecked())

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setSpacing(style.GAP)
        box.addWidget(self.facts)
        box.addWidget(self.everything)
        box.addWidget(self.limited)
        box.addLayout(self._limits())
        box.addWidget(self.sentence)
        box.addWidget(self._progress)
        box.addWidget(label(_NOTE, "muted", wrap=True))
        box.addStretch(1)
        cancel = button("Cancel", self.reject)
        for each in (self.apply, self.stop, cancel, self.save):
            each.setAutoDefault(each is self.save)
            each.setFixedHeight(style.CONTROL_HEIGHT)
        box.addLayout(row(self.apply, self.stop, None, cancel, self.save, spacing=8))
        self.setMinimumWidth(_WIDTH)

    def _limits(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(24, 0, 0, 0)
        for line, (name, (before, after)) in enumerate(_ASKED.items()):
            spin = self.spins[name]
            number(spin, f"{before} how many {after}")
            spin.setGroupSeparatorShown(True)
            spin.setFixedSize(110, style.CONTROL_HEIGHT)
            grid.addWidget(self.checks[name], line, 0)
            grid.addWidget(spin, line, 1)
            grid.addWidget(label(after), line, 2)
        grid.addWidget(self.starred, len(_ASKED), 0, 1, 3)
        grid.setColumnStretch(2, 1)
        return grid

    def _connect(self) -> None:
        for check in (self.limited, self.starred, *self.checks.values()):
            check.toggled.connect(self._change)
        for spin in self.spins.values():
            spin.valueChanged.connect(self._change)
        self._retaining.progressed.connect(self._show_progress)
        self._retaining.ended.connect(self._show_end)

    def _change(self) -> None:
        self._follow()
        self._waiting.start()

    def _look(self) -> None:
        """Have the preview tell of the limits that are chosen."""
        limits = self.chosen()
        work = partial(_preview, self._retaining.history, limits)
        self._retaining.tasks.run(work, partial(self._take, limits))
        self._follow()

    def _take(self, limits: Limits, found: "_Preview | OSError") -> None:
        if limits != self.chosen():
            return  # the preview of what was chosen since is on its way
        if isinstance(found, OSError):
            self._say(str(found), "error")
            return
        self._seen, self._preview = limits, found
        self.facts.setText(_kept(found[0]))
        if not self._retaining.is_running:
            self._say(_told(limits, *found))
        self._follow()

    def _follow(self) -> None:
        """Offer what the preview has told of."""
        on, running = self.limited.isChecked(), self._retaining.is_running
        for name, check in self.checks.items():
            check.setEnabled(on)
            self.spins[name].setEnabled(on and check.isChecked())
        self.starred.setEnabled(on)
        is_seen = self._seen == self.chosen()
        count = self._preview[1].count if self._preview else 0
        self.save.setEnabled(is_seen)
        self.apply.setEnabled(is_seen and count > 0 and not running)
        self.apply.setVisible(not running)
        self.stop.setVisible(running)
        self._progress.setVisible(running)

    def _apply(self) -> None:
        if self._preview and self._seen:
            self._progress.setRange(0, self._preview[1].count)
            self._progress.setValue(0)
            self._retaining.apply(self._seen)
            self._follow()

    def _save(self) -> None:
        self._retaining.save(self.chosen())
        self.accept()

    def _show_progress(self, gone: int) -> None:
        self._progress.setValue(gone)
        self._say(f"{counted(gone, 'exchange')} went so far.")
        self._follow()

    def _show_end(self, said: str) -> None:
        if self.isVisible():
            announce(self, said)
            self._look()

    def _say(self, sentence: str, tone: str = "") -> None:
        self.sentence.setText(sentence)
        style.set_role(self.sentence, tone)


def _preview(history: "History", limits: Limits) -> "_Preview | OSError":
    try:
        return retention.facts(history), retention.excess(history, limits, time.time())
    except OSError as error:
        return error


def _kept(facts: Facts) -> str:
    free = f", {_megabytes(facts.free)} of them free for new ones" if facts.free >= _SOME else ""
    return f"{counted(facts.count, 'exchange')}, {_megabytes(facts.megabytes)} on disk{free}"


def _told(limits: Limits, facts: Facts, excess: Excess) -> str:
    if not limits:
        return "Everything is kept: nothing is ever deleted unless you do it."
    if not excess.count:
        return f"This would delete none of {counted(facts.count, 'exchange')}."
    first, last = day(excess.oldest), day(excess.newest)
    sent = f"sent on {first}" if first == last else f"sent from {first} to {last}"
    of = f"{excess.count:,} of {counted(facts.count, 'exchange')}"
    return f"This would delete {of}, {sent}, about {_megabytes(excess.megabytes)}."


def _megabytes(number: float) -> str:
    return (
        f"{number:,.0f}\N{NO-BREAK SPACE}MB"
        if number >= _EXACT
        else f"{max(number, _SOME):.1f}\N{NO-BREAK SPACE}MB"
    )
