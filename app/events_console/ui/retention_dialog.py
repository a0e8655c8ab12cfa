"""The dialog about what the history keeps, and what would go."""

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QMessageBox,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from events_console.services import retention
from events_console.services.retention import MOST, Excess, Facts, Limits
from events_console.ui import form_rows, style, times
from events_console.ui.exchange_text import day
from events_console.ui.form_rows import Check
from events_console.ui.language import number, tr
from events_console.ui.parts import announce, button, label, message_box, row

if TYPE_CHECKING:
    from events_console.services.history import History
    from events_console.ui.retaining import Retaining

    _Preview = tuple[Facts, Excess]

_WIDTH: Final = 560
_PAUSE: Final = 200  # milliseconds without a change before the preview follows
_OFFERED: Final = {"days": 90, "count": 10_000, "megabytes": 500}
_ASKED: Final = {  # what stands before the number and behind it, and what the number is called
    "days": (tr("Sent more than"), tr("days ago", "a limit"), tr("Days to keep")),
    "count": (tr("Beyond the newest"), tr("exchanges", "a limit"), tr("Exchanges to keep")),
    "megabytes": (tr("Beyond about"), tr("MB on disk", "a limit"), tr("Megabytes to keep")),
}
_NOTE: Final = tr("The last hour always stays, and so does what is pending. Sizes are estimates.")
_SAVED: Final = tr("Saved limits apply at each start and once a day.")
_LOST: Final = tr("Deleted exchanges are wiped from the disk and cannot be brought back.")
_SOME: Final = 0.1  # megabytes
_EXACT: Final = 10  # megabytes from which on there is no decimal place


class RetentionDialog(QDialog):
    """Chooses the limits of ``retaining``; made once, and opened as often as it is needed.

    Nothing can be saved or applied before a preview has said what these limits delete.
    """

    def __init__(self, retaining: "Retaining", parent: QWidget) -> None:
        """Wait for :meth:`open_on`."""
        super().__init__(parent)
        self.setWindowTitle(tr("Keep history"))
        self._retaining = retaining
        self._seen: Limits | None = None  # of which the preview tells
        self._preview: _Preview | None = None
        self.everything = QRadioButton(tr("Keep everything"))
        self.limited = QRadioButton(tr("Delete what goes beyond a limit"))
        self.checks = {name: Check(before) for name, (before, *_) in _ASKED.items()}
        self.spins = {name: QSpinBox(minimum=1, maximum=MOST) for name in _ASKED}
        self.starred = Check(tr("Starred, noted and tagged exchanges stay"))
        self.facts, self.sentence = label("", "muted"), label("", wrap=True)
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName(tr("Deleting exchanges"))
        tip = tr("Search the history for what would go")
        self.show_them = button(tr("Show them"), self._show_them, "link", tip)
        self.later = label("", wrap=True)
        self.apply = button(tr("Apply now…"), self._ask, tip=tr("Delete for good what the preview tells of"))
        self.stop = button(tr("Stop"), retaining.stop, tip=tr("Delete no more"))
        tip = tr("Keep the history within these limits from now on")
        self.save = button(tr("Save"), self._save, "primary", tip)
        self.cancel = button(tr("Cancel"), self.reject)
        for each in (self._progress, self.show_them, self.later):
            keeps_room = each.sizePolicy()
            keeps_room.setRetainSizeWhenHidden(True)
            each.setSizePolicy(keeps_room)
        for told in (self.sentence, self.later):
            told.setMinimumHeight(2 * self.fontMetrics().lineSpacing())  # nothing moves as they change
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
        box.addLayout(row(self.show_them, None))
        box.addWidget(self._progress)
        box.addWidget(label(_NOTE, "muted", wrap=True))
        box.addStretch(1)
        box.addWidget(self.later)
        self.show_them.setAutoDefault(False)
        for each in (self.apply, self.stop, self.cancel, self.save):
            each.setAutoDefault(each is self.save)
            each.setFixedHeight(style.control_height())
        box.addLayout(row(self.apply, self.stop, None, self.cancel, self.save, spacing=8))
        self.setMinimumWidth(_WIDTH)

    def _limits(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(24, 0, 0, 0)
        for line, (name, (_, after, called)) in enumerate(_ASKED.items()):
            spin = self.spins[name]
            form_rows.number(spin, called)
            spin.setGroupSeparatorShown(True)
            spin.setFixedSize(110, style.control_height())
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
            self.later.setText(_later(limits, found[1]))
            style.set_role(self.later, "warning" if found[1].count else "muted")
        self._follow()

    def _follow(self) -> None:
        """Offer what the preview has told of."""
        running = self._retaining.is_running
        on = self.limited.isChecked() and not running
        self.everything.setEnabled(not running)
        self.limited.setEnabled(not running)
        for name, check in self.checks.items():
            check.setEnabled(on)
            self.spins[name].setEnabled(on and check.isChecked())
        self.starred.setEnabled(on)
        is_seen = self._seen == self.chosen()
        count = self._preview[1].count if self._preview else 0
        self.save.setEnabled(is_seen)
        self.apply.setEnabled(is_seen and count > 0)
        self.stop.setVisible(running)
        for each in (self.apply, self.cancel, self.save, self.later):
            each.setVisible(not running)
        self.show_them.setVisible(is_seen and count > 0 and not running)
        self._progress.setVisible(running)

    def _ask(self) -> None:
        if self._preview and self._seen:
            going = self._preview[1]
            asked = tr("Delete %Ln exchange(s) sent until {day}?", "", going.count)
            told = asked.format(day=day(going.newest))
            box = message_box(QMessageBox.Icon.Warning, tr("Delete"), told, self, _LOST)
            delete = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
            box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
            delete.clicked.connect(partial(self._apply, self._seen, going.count))
            box.open()

    def _apply(self, limits: Limits, count: int) -> None:
        self._progress.setRange(0, count)
        self._progress.setValue(0)
        self._retaining.apply(limits)
        self._follow()
        self.stop.setFocus()

    def _show_them(self) -> None:
        if self._preview and self._seen:
            then = times.shown(int(self._preview[1].before) + 1)
            line = f"before:{then.toString('yyyy-MM-ddTHH:mm:ss')}"
            self.accept()
            self._retaining.show_going(self._seen, line)

    def _save(self) -> None:
        self._retaining.save(self.chosen())
        self.accept()

    def _show_progress(self, gone: int) -> None:
        self._progress.setValue(gone)
        self._say(tr("%Ln exchange(s) went so far.", "", gone))
        self._follow()

    def _show_end(self, said: str) -> None:
        if self.isVisible():
            announce(self, said)
            self._look()
            self.limited.setFocus()

    def _say(self, sentence: str, tone: str = "") -> None:
        self.sentence.setText(sentence)
        style.set_role(self.sentence, tone)


def _preview(history: "History", limits: Limits) -> "_Preview | OSError":
    try:
        return retention.facts(history), retention.excess(history, limits, time.time())
    except OSError as error:
        return error


def _kept(facts: Facts) -> str:
    size = _megabytes(facts.megabytes)
    if facts.free < _SOME:
        return tr("%Ln exchange(s), {size} on disk", "", facts.count).format(size=size)
    partly = tr("%Ln exchange(s), {size} on disk, {free} of them free for new ones", "", facts.count)
    return partly.format(size=size, free=_megabytes(facts.free))


def _told(limits: Limits, facts: Facts, excess: Excess) -> str:
    if not limits:
        return tr("Everything is kept: nothing is ever deleted unless you do it.")
    first, last = day(excess.oldest), day(excess.newest)
    if not excess.count:
        told = tr("This would delete none of %Ln exchange(s).", "", facts.count)
    elif first == last:
        told = tr(
            "This would delete {count} of %Ln exchange(s), sent on {first}, about {size}.", "", facts.count
        )
    else:
        told = tr(
            "This would delete {count} of %Ln exchange(s), sent from {first} to {last}, about {size}.",
            "",
            facts.count,
        )
    size = _megabytes(excess.megabytes)
    sentence = told.format(count=number(excess.count), first=first, last=last, size=size)
    staying = tr("%Ln with a star, a note or tags would stay.", "", excess.staying)
    return f"{sentence} {staying}" if excess.staying else sentence


def _later(limits: Limits, excess: Excess) -> str:
    if not limits:
        return ""
    going = tr("The next start deletes these %Ln exchange(s) for good.", "", excess.count)
    return f"{_SAVED} {going}" if excess.count else _SAVED


def _megabytes(size: float) -> str:
    shown = QLocale().toString(max(size, _SOME), "f", 0 if size >= _EXACT else 1)
    return f"{shown}\N{NO-BREAK SPACE}MB"
