"""The head of the problems pane: how many there are, as what they are shown, and what mends them."""

from collections import Counter
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from events_console.domain.problem import Severity
from events_console.ui import style
from events_console.ui.icons import icon
from events_console.ui.language import number, tr
from events_console.ui.parts import MARKS, TONES, button, label, pill, plain_tip, row, set_pill

LIST, BY_RULE = 0, 1
_LEVELS: Final = 5  # of doing with less room, see _say_with
_FIX_ALL: Final = tr(
    "Make every repair that is certain and loses nothing, as one undo step; left out is what has no repair, "
    "several to choose from, or one that removes something"
)
_CHECKED: Final = tr("Say what requests over this connection are checked against")
_ALL, _CHECKS = tr("Fix all safe"), tr("Checks…")


class ProblemsHeader(QWidget):
    """Says as much as there is room for.

    Signals: ``mode_chosen(int)`` with ``LIST`` or ``BY_RULE``; ``fix_requested()`` for what is selected,
    ``fix_all_requested()`` for all; ``checks_requested()``.
    """

    mode_chosen = Signal(int)
    fix_requested = Signal()
    fix_all_requested = Signal()
    checks_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without problems, as a list."""
        super().__init__(parent)
        self._counts: Counter[Severity] = Counter()
        self._is_told = False
        self._fix_text = ""
        self._short_fix = ""
        self._title = label(tr("Problems"), "title")
        self._pills = {severity: pill() for severity in Severity}
        self._modes = QButtonGroup(self)
        self._switch = self._mode_switch()
        self.fix = button("", self.fix_requested.emit, "link")
        self.fix_all = button(_ALL, self.fix_all_requested.emit, "link", _FIX_ALL)
        self.checks = button(_CHECKS, self.checks_requested.emit, "link", _CHECKED)
        self._drawn = (
            (self.fix_all, _ALL, icon("fix", "accent")),
            (self.checks, _CHECKS, icon("settings", "accent")),
        )
        for made, name, _ in self._drawn:
            made.setAccessibleName(name)
        self.checks.hide()
        self._line = row(
            self._title, *self._pills.values(), None, self._switch, self.fix, self.fix_all, self.checks
        )
        self.setLayout(self._line)

    @property
    def mode(self) -> int:
        """How the problems are shown."""
        return self._modes.checkedId()

    def set_mode(self, mode: int) -> None:
        """Show that they are shown otherwise."""
        self._modes.button(mode).setChecked(True)

    def show_counts(self, counts: Counter[Severity]) -> None:
        """Say how many there are; without any, offer nothing."""
        if counts == self._counts and self._is_told:
            return
        self._counts, self._is_told = counts, True
        for part in (self.fix_all, self.fix, self._switch):
            part.setVisible(bool(counts.total()))
        self._fit()

    def counts(self) -> list[str]:
        """Return what is said, such as "✕ 2 errors"; nothing where there is no problem."""
        return [self._said(severity) for severity in Severity if self._counts[severity]]

    def offer_checks(self) -> None:
        """Offer to say what is checked."""
        self.checks.show()
        self._fit()

    def offer_fix(self, text: str, short: str, tip: str, *, enabled: bool) -> None:
        """Name what the button mends: ``text``, or ``short`` where there is little room to show it."""
        was_enabled = self.fix.isEnabled()
        self.fix.setEnabled(enabled)
        self.fix.setToolTip(plain_tip(tip))
        self.fix.setAccessibleName(
            text if text.startswith(short) else tr("{act}: {repair}").format(act=short, repair=text)
        )
        self.fix.setAccessibleDescription(tip)
        if (text, short, enabled) != (self._fix_text, self._short_fix, was_enabled):
            self._fix_text, self._short_fix = text, short
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say more or less."""
        super().resizeEvent(event)
        self._fit()

    def _mode_switch(self) -> QWidget:
        made = QWidget()
        switches = (QToolButton(), QToolButton())
        made.setLayout(row(*switches, spacing=4))
        names = ((tr("List"), tr("Problems as a list")), (tr("By rule"), tr("Problems by rule")))
        for mode, (switch, (name, said)) in enumerate(zip(switches, names, strict=True)):
            style.set_role(switch, "toggle")
            switch.setText(name)
            switch.setCheckable(True)
            switch.setAccessibleName(said)
            self._modes.addButton(switch, mode)
        self._modes.button(LIST).setChecked(True)
        self._modes.idClicked.connect(self.mode_chosen)
        return made

    def _fit(self) -> None:
        for level in range(_LEVELS):
            self._say_with(level)
            self._line.invalidate()
            if self._line.sizeHint().width() <= self.width():
                return

    def _say_with(self, level: int) -> None:
        """Name the repair only on level 0, kinds of problems up to level 1, the pane to 2, and acts to 3.

        A repair that cannot be made is there on level 0 only.
        """
        self.fix.setText(self._short_fix if level else self._fix_text)
        self.fix.setVisible(bool(self._counts.total()) and (self.fix.isEnabled() or not level))
        for severity, made in self._pills.items():
            said = self._said(severity) if self._counts[severity] else ""
            short = f"{MARKS[severity]} {number(self._counts[severity])}"
            set_pill(made, said if level <= 1 or not said else short, TONES[severity])
            made.setToolTip(said)
            made.setAccessibleName(said)
        self._title.setVisible(level <= 2)  # noqa: PLR2004  # see above
        for act, name, drawn in self._drawn:
            act.setText(name if level < _LEVELS - 1 else "")
            act.setIcon(QIcon() if act.text() else drawn)

    def _said(self, severity: Severity) -> str:
        count = self._counts[severity]
        words = {
            Severity.ERROR: tr("%Ln error(s)", "", count),
            Severity.WARNING: tr("%Ln warning(s)", "", count),
            Severity.INFO: tr("%Ln hint(s)", "", count),
        }
        return f"{MARKS[severity]} {words[severity]}"
