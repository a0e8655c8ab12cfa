"""A line of the history: how it reads, and how it looks."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from events_console.ui import style
from events_console.ui.event_table import Index
from events_console.ui.exchange_text import duration, full_time, short_time, spoken_verdict
from events_console.ui.outcomes import OUTCOME_TONES, outcome_mark

if TYPE_CHECKING:
    from events_console.services.history import Entry

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_INSET: Final = 8
_PILL_HEIGHT: Final = 22
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


def title(entry: "Entry") -> str:
    """Return what a line is about: the first event, and how many there are beside it."""
    return f"{_first(entry)} {_beside(entry)}".strip()


def _first(entry: "Entry") -> str:
    if not entry.event_count:
        return "No event"
    return " · ".join(text for text in (entry.event_type or "No event type", entry.item_id) if text)


def _beside(entry: "Entry") -> str:
    return f"+{entry.event_count - 1:,}" if entry.event_count > 1 else ""


def _who(entry: "Entry") -> str:
    return entry.user_id or "anonymous"


def tooltip(entry: "Entry") -> str:
    """Return everything that the line has no room for."""
    outcome = spoken_verdict(entry.outcome, entry.status)
    lines = (
        title(entry),
        f"{outcome} · {entry.code}" if entry.code else outcome,
        full_time(entry.started_at),
        f"User {entry.user_id}" if entry.user_id else "Anonymous visitor",
        f"Connection {entry.connection} · {entry.kind}",
    )
    return "\n".join(lines)


def spoken(entry: "Entry") -> str:
    """Return what a screen reader should say."""
    took = (duration(entry.answer_ms),) if entry.answer_ms is not None else ()
    others = entry.event_count - 1
    more = (f"and {others:,} more event{'s' if others > 1 else ''}",) if others > 0 else ()
    first = " ".join(text for text in (entry.event_type, entry.item_id) if text) or "No event"
    outcome = spoken_verdict(entry.outcome, entry.status)
    who = f"user {entry.user_id}" if entry.user_id else "anonymous visitor"
    return ", ".join(
        (first, *more, outcome, full_time(entry.started_at), who, *took, f"connection {entry.connection}")
    )


class HistoryDelegate(QStyledItemDelegate):
    """Draws a line in two rows: what it is about and its outcome; when, who and how long."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, 2 * _INSET + _pill_height(option.fontMetrics) + option.fontMetrics.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        theme = style.theme_of(option.widget)
        inner = option.rect.adjusted(_INSET, _INSET, -_INSET, -_INSET)
        upper, lower = QRect(inner), QRect(inner)
        upper.setHeight(_pill_height(option.fontMetrics))
        lower.setTop(upper.bottom() + 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_background(painter, option, theme)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        tone: style.Tone = getattr(theme, OUTCOME_TONES[entry.outcome])
        width = _paint_pill(painter, upper, outcome_mark(entry.outcome, entry.status), tone)
        upper.setRight(upper.right() - width - _INSET)
        _paint_text(painter, upper, _first(entry), _beside(entry), theme.text)
        painter.setFont(option.font)
        took = duration(entry.answer_ms) if entry.answer_ms is not None else ""
        painter.setPen(QColor(theme.muted))
        painter.drawText(lower, Qt.AlignmentFlag.AlignRight | _MIDDLE, took)
        lower.setRight(lower.right() - option.fontMetrics.horizontalAdvance(took) - _INSET)
        _paint_text(painter, lower, f"{short_time(entry.started_at)} · {_who(entry)}", "", theme.muted)
        painter.restore()


def _pill_height(metrics: QFontMetrics) -> int:
    return max(_PILL_HEIGHT, metrics.height() + 4)


def _paint_background(painter: QPainter, option: QStyleOptionViewItem, theme: style.Theme) -> None:
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(theme.info.tint))
    else:
        hovered = state & QStyle.StateFlag.State_MouseOver
        painter.setBrush(QColor(theme.raised) if hovered else Qt.BrushStyle.NoBrush)
    focused = state & QStyle.StateFlag.State_HasFocus
    painter.setPen(QPen(QColor(theme.accent)) if focused else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 6, 6)


def _paint_pill(painter: QPainter, line: QRect, text: str, tone: style.Tone) -> int:
    """Paint an outcome at the right end of ``line`` and return its width."""
    width = painter.fontMetrics().horizontalAdvance(text) + 18
    pill = QRect(line.right() - width + 1, line.top(), width, line.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.tint))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(QColor(tone.ink))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    return width


def _paint_text(painter: QPainter, line: QRect, text: str, end: str, colour: str) -> None:
    """Paint as much of ``text`` as there is room for, and all of ``end``."""
    end = f" {end}" if end else ""
    metrics = painter.fontMetrics()
    room = line.width() - metrics.horizontalAdvance(end)
    shown = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
    painter.setPen(QColor(colour))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | _MIDDLE, f"{shown}{end}")
