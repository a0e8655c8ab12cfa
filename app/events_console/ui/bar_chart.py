"""A slim chart of stacked bars: how many exchanges of each outcome there are, over time."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip, QWidget

from events_console.domain.summary import Bar
from events_console.ui import style
from events_console.ui.exchange_text import time_span
from events_console.ui.language import number, tr
from events_console.ui.outcomes import TONES, WORDS
from events_console.ui.parts import announce, plain_tip

# What is drawn as one, from the bottom of a bar up, by the first of the outcomes that it stands for.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "accepted": ("accepted",),
    "pending": ("pending",),
    "unanswered": ("unanswered", "unknown"),
    "failed": ("failed",),
    "refused": ("refused",),
}
_HATCHED: Final = {"unanswered": 2, "failed": 4, "refused": 3}  # pixels from line to line
_HEIGHT: Final = 40  # pixels
_LEAST: Final = 4  # pixels of a segment, so that one of 10,000 can be seen
_WIDEST: Final = 28  # pixels of a bar
_SPACED: Final = 4  # pixels from which on a bar has a gap to the next one
_CHOOSING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class BarChart(QFrame):
    """Draws bars from left to right; the arrow keys walk those that hold something, Enter chooses one.

    Accepted stands at the bottom; trouble lies on top of it and is hatched, so that it needs no colour.
    Signals: ``chosen(Bar)``.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._current = -1
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Outcomes over time"))
        self.setAccessibleDescription(
            tr("Left and Right go from bar to bar, Home and End to the outermost; Enter finds what is in one")
        )

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Draw ``bars``; the one that the keys are on stays it where it is still there."""
        before = self._bars[self._current].start if self._current >= 0 else None
        self._bars = bars
        filled = self._filled()
        same = (place for place in filled if bars[place].start == before)
        self._current = next(same, filled[-1] if filled else -1)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell what is in the bar under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(in_words(self._bars[place])) if place >= 0 else "")
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the bars, or choose one."""
        filled = self._filled()
        if not filled or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        place = filled.index(self._current)
        walks = {
            Qt.Key.Key_Left: place - 1,
            Qt.Key.Key_Right: place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(filled) - 1,
        }
        if event.key() in walks:
            self._go(filled[min(max(walks[Qt.Key(event.key())], 0), len(filled) - 1)])
        elif event.key() in _CHOOSING:
            QToolTip.hideText()  # the bar is another one soon
            self.chosen.emit(self._bars[self._current])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the bar that was clicked."""
        place = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place in self._filled():
            self._current = place
            self.chosen.emit(self._bars[place])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell of the bar that the keys are on, the newest one at first."""
        super().focusInEvent(event)
        if self._current >= 0 and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._go(self._current)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, a line beneath them, and a frame around the one that the keys are on."""
        painter, theme = QPainter(self), style.theme_of(self)
        for bar, place in zip(self._bars, self._places(), strict=True):
            _draw(painter, place, self._segments(bar), theme)
        painter.setPen(QColor(theme.border))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.hasFocus() and self._current >= 0:
            place = self._places()[self._current]
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawRect(QRectF(max(place.left(), 1), 1, max(place.width(), 2), self.height() - 2))

    def _go(self, place: int) -> None:
        self._current = place
        self.update()
        said = in_words(self._bars[place])
        below = self._places()[place].bottomLeft().toPoint()
        QToolTip.showText(self.mapToGlobal(below), plain_tip(said), self)
        announce(self, said)

    def _filled(self) -> list[int]:
        return [place for place, bar in enumerate(self._bars) if any(bar.counts.values())]

    def _at(self, point: QPoint) -> int:
        step = self._step()
        place = int(point.x() / step) if step else -1
        return place if 0 <= place < len(self._bars) else -1

    def _step(self) -> float:
        return min(self.width() / len(self._bars), _WIDEST) if self._bars else 0

    def _places(self) -> list[QRectF]:
        """Return where there is room for the bars, on whole pixels, which hatching needs."""
        step = self._step()
        gap = 1 if step >= _SPACED else 0
        edges = [round(place * step) for place in range(len(self._bars) + 1)]
        height = self.height() - 1
        return [QRectF(left, 0, max(right - left - gap, 1), height) for left, right in pairwise(edges)]

    def _segments(self, bar: Bar) -> list[tuple[str, int]]:
        """Return what a bar is made of, with heights in pixels, from the bottom up."""
        most = max(sum(one.counts.values()) for one in self._bars)
        room = self.height() - 3
        counts = {group: sum(bar.counts.get(name, 0) for name in names) for group, names in GROUPS.items()}
        heights = {group: max(_LEAST, round(count / most * room)) for group, count in counts.items() if count}
        if heights:
            tallest = max(heights, key=lambda group: heights[group])
            heights[tallest] -= max(0, sum(heights.values()) - room)
        return list(heights.items())


def in_words(bar: Bar) -> str:
    """Return what is in a bar: "21 Nov 14:00–15:00: 12 accepted, 1 refused"."""
    counts = counts_in_words(bar.counts) or tr("none", "exchanges")
    return f"{time_span(bar.start, bar.start + bar.seconds)}: {counts}"


def counts_in_words(counts: Mapping[str, int], names: Iterable[str] = WORDS) -> str:
    """Return "12 accepted, 1 refused" for those of ``names`` that there are any of."""
    return ", ".join(f"{number(counts[name])} {WORDS[name]}" for name in names if counts.get(name))


def _draw(painter: QPainter, place: QRectF, segments: Iterable[tuple[str, int]], theme: style.Theme) -> None:
    bottom = int(place.bottom())
    for group, height in segments:
        top = bottom - height
        ink = QColor(theme.tone(TONES[group]).ink)
        painter.fillRect(QRectF(place.left(), top, place.width(), height), ink)
        if group in _HATCHED:
            painter.setPen(QColor(theme.surface))
            for line in range(top + 2, bottom, _HATCHED[group]):
                painter.drawLine(QPointF(place.left(), line), QPointF(place.right() - 1, line))
        bottom = top
