"""The strip above the history: outcomes over time, how many there are of each, how long answers took."""

import math
from functools import partial
from typing import Final

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from events_console.domain.summary import Bar, Summary
from events_console.ui.bar_chart import GROUPS, BarChart, counts_in_words
from events_console.ui.exchange_text import duration, time_span
from events_console.ui.history_period import between
from events_console.ui.language import number, tr
from events_console.ui.outcomes import SHAPES, TONES
from events_console.ui.parts import button, label

_LEGEND: Final = ("accepted", "refused", "failed", "unanswered", "pending")
_THOUSAND: Final = 1_000
_EXACT: Final = 10_000  # from which on thousands have no decimal place
_SIDEWAYS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
# How the numbers stand, how the words stand to them, whether they are short; the first that fits is taken.
_WAYS: Final = (
    (_SIDEWAYS, _SIDEWAYS, False),
    (_SIDEWAYS, _DOWN, False),
    (_SIDEWAYS, _DOWN, True),
    (_DOWN, _DOWN, False),
)


class SummaryStrip(QWidget):
    """Draws a summary in any width; a screen reader gets all of it in words.

    Signals: ``chosen(dict[str, tuple[str, ...]])`` with the values that keys of a query are to have: outcomes
    where a number was clicked; the local time of a bar where a bar was.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.chart = BarChart()
        self.chart.chosen.connect(self._choose_bar)
        self.legend = {group: self._number(group) for group in _LEGEND}
        self.words = label("", "muted", wrap=True)
        self._numbers, self._below = QBoxLayout(_SIDEWAYS), QBoxLayout(_SIDEWAYS)
        self._arrange()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Summary of the exchanges found"))
        self.show_summary(Summary())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self._summary.total

    def show_summary(self, summary: Summary) -> None:
        """Draw ``summary``; the keys stay on their bar where it is still there."""
        self._summary = summary
        self.chart.show_bars(summary.bars)
        for group, each in self.legend.items():
            said = counts_in_words(summary.outcomes, GROUPS[group])
            each.setAccessibleName(said)
            each.setToolTip(tr("Find only these: {counts}").format(counts=said))
            each.setVisible(bool(said))
        said = " · ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in _latency(summary))
        self.words.setText(" · ".join(filter(None, (said, _extent(summary)))))
        self.words.setVisible(bool(self.words.text()))
        self.setAccessibleDescription(in_words(summary))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Allow any width."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put side by side what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _arrange(self) -> None:
        for each in self.legend.values():
            self._numbers.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        self._numbers.addStretch(1)
        self._numbers.setSpacing(2)
        self._below.addLayout(self._numbers)
        self._below.addWidget(self.words, 1)
        self._below.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        box.addWidget(self.chart)
        box.addLayout(self._below)

    def _number(self, group: str) -> QPushButton:
        made = button("", partial(self._choose_outcome, group), f"link-{TONES[group]}")
        made.hide()
        return made

    def _fit(self) -> None:
        self._put_side_by_side()
        beside = self._below.direction() is _SIDEWAYS
        # A layout in a layout is told too late how high a text in it becomes that is wrapped.
        self.words.setFixedHeight(
            self.words.fontMetrics().height() if beside else self.words.heightForWidth(self.width())
        )

    def _put_side_by_side(self) -> None:
        for numbers, below, short in _WAYS:
            self._numbers.setDirection(numbers)
            self._below.setDirection(below)
            for group, each in self.legend.items():
                each.setText(f"{SHAPES[group]} {self._count(group, short=short)}")
            self._numbers.invalidate()
            wanted = self._numbers.sizeHint().width()
            if below is _SIDEWAYS:
                wanted += 2 * self._below.spacing() + self._words_width()
            if wanted <= self.width():
                return

    def _words_width(self) -> int:
        return self.words.fontMetrics().horizontalAdvance(self.words.text())

    def _count(self, group: str, *, short: bool) -> str:
        count = sum(self._summary.outcomes.get(name, 0) for name in GROUPS[group])
        if not short or count < _THOUSAND:
            return number(count)
        return f"{QLocale().toString(count / _THOUSAND, 'f', 0 if count >= _EXACT else 1)}k"

    def _choose_outcome(self, group: str) -> None:
        names = tuple(name for name in GROUPS[group] if self._summary.outcomes.get(name))
        self.chosen.emit({"outcome": names})

    def _choose_bar(self, bar: Bar) -> None:
        first = math.floor(bar.start)
        beyond = max(math.ceil(bar.start + bar.seconds), first + 1)
        self.chosen.emit(between(first, beyond))


def in_words(summary: Summary) -> str:
    """Return all that a summary shows as sentences."""
    if not summary.total:
        return tr("No exchange was found.")
    newest, every = (
        tr("The newest %Ln exchange(s)", "", summary.total),
        tr("%Ln exchange(s)", "", summary.total),
    )
    found = every if summary.is_complete else newest
    if summary.bars:
        last = summary.bars[-1]
        span = time_span(summary.bars[0].start, last.start + last.seconds)
        found = tr("{exchanges}, sent {period}").format(exchanges=found, period=span)
    answers = tr("Answers took: {times}.").format(times=", ".join(_latency(summary)))
    told = f"{found}: {counts_in_words(summary.outcomes)}."
    return f"{told} {answers}" if _latency(summary) else told


def _latency(summary: Summary) -> list[str]:
    both = ((tr("median"), summary.median_ms), ("p95", summary.p95_ms))
    return [f"{name} {duration(took)}" for name, took in both if took is not None]


def _extent(summary: Summary) -> str:
    return (
        "" if summary.is_complete else tr("of the newest {count} found").format(count=number(summary.total))
    )
