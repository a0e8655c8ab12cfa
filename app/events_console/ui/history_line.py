"""A line of the history: how it reads, and how it looks."""

import time
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from events_console.domain.exchange import Outcome
from events_console.ui import style
from events_console.ui.event_table import Index
from events_console.ui.exchange_text import duration, full_time, short_time
from events_console.ui.icons import icon
from events_console.ui.language import number, tr
from events_console.ui.masked import covered, mask
from events_console.ui.outcomes import OUTCOME_TONES, outcome_mark, spoken_outcome
from events_console.ui.parts import glimpse
from events_console.ui.words import tr_word

if TYPE_CHECKING:
    from events_console.services.history_entries import Entry

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
LEFT_ROLE: Final = Qt.ItemDataRole.UserRole + 2  # whether it is pending and nobody waits for it any more
_INSET: Final = 8
_PILL_HEIGHT: Final = 22
_STAR: Final = 18  # pixels
_ROOMY: Final = 14  # times the height of its text, from which width on the outcome is a pill in the upper row
_TIMED: Final = 250  # pixels of a line in which it says how long the answer took
_LEAST: Final = 44  # pixels in which a part of a line says anything
_TELLING: Final = 72  # pixels in which the end of an ID tells one user from another
_LONGEST_WAIT: Final = 15 * 60  # seconds, more than any connection waits for an answer with all its attempts
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = tr("Nobody waits for its answer any more: it may have arrived")


def seen(entry: "Entry") -> "Entry":
    """Return ``entry`` as an audience may see it; at other times itself."""
    if mask() is None:
        return entry
    return replace(
        entry,
        user_id=entry.user_id and covered(entry.user_id, "userId"),
        connection=covered(entry.connection),
        note=covered(entry.note),
        tags=tuple(map(covered, entry.tags)),
    )


def title(entry: "Entry") -> str:
    """Return what a line is about: the first event, and how many there are beside it."""
    return f"{_first(entry)} {_beside(entry)}".strip()


def _first(entry: "Entry") -> str:
    return " · ".join(filter(None, (_type(entry), entry.item_id)))


def _type(entry: "Entry") -> str:
    return entry.event_type or tr("No event type") if entry.event_count else tr("No event")


def _beside(entry: "Entry") -> str:
    return f"+{number(entry.event_count - 1)}" if entry.event_count > 1 else ""


def is_left(entry: "Entry", left: Collection[str]) -> bool:
    """Return whether a pending entry is one of ``left``, or nobody can be waiting for it by now."""
    return entry.outcome is Outcome.PENDING and (
        entry.id in left or time.time() - entry.started_at > _LONGEST_WAIT
    )


def noted(entry: "Entry") -> str:
    """Return the tags and the note as they are shown: "#checkout Shoes are missing"."""
    return " ".join((*(f"#{tag}" for tag in entry.tags), *entry.note.split())) if has_words(entry) else ""


def has_words(entry: "Entry") -> bool:
    """Return whether somebody has added tags or a note."""
    return bool(entry.tags or entry.note)


def tooltip(entry: "Entry", *, left: bool = False) -> str:
    """Return everything that the line has no room for."""
    outcome = spoken_outcome(entry.outcome, entry.status)
    user = tr("User {id}").format(id=entry.user_id) if entry.user_id else tr("Anonymous visitor")
    where = tr("Connection {name} · {kind}").format(name=entry.connection, kind=tr_word(str(entry.kind)))
    lines = (
        title(entry),
        f"{outcome} · {entry.code}" if entry.code else outcome,
        _LEFT if left else "",
        full_time(entry.started_at),
        user,
        where,
        tr("★ Starred") if entry.starred else "",
        " ".join(f"#{tag}" for tag in entry.tags),
        entry.note,
    )
    return "\n".join(filter(None, lines))


def spoken(entry: "Entry", *, left: bool = False) -> str:
    """Return what a screen reader should say."""
    others = entry.event_count - 1
    parts = (
        " ".join(text for text in (entry.event_type, entry.item_id) if text) or tr("No event"),
        tr("and %Ln more event(s)", "", others) if others > 0 else "",
        spoken_outcome(entry.outcome, entry.status),
        tr("nobody waits for its answer any more") if left else "",
        full_time(entry.started_at),
        tr("user {id}").format(id=entry.user_id) if entry.user_id else tr("anonymous visitor"),
        duration(entry.answer_ms) if entry.answer_ms is not None else "",
        tr("connection {name}").format(name=entry.connection),
        tr("starred") if entry.starred else "",
        tr("tags {tags}").format(tags=" ".join(entry.tags)) if entry.tags else "",
        tr("note {text}").format(text=glimpse(entry.note)) if entry.note else "",
    )
    return ", ".join(filter(None, parts))


class HistoryDelegate(QStyledItemDelegate):
    """Draws a line in two rows: what it is about and its outcome; when, who, what is noted, and the star.

    In a narrow line the outcome begins the lower row, so that the upper one can be read.
    ``here`` is the connection in use, whose name says nothing that sets a line apart.
    """

    here = ""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stars = {True: icon("starred", "accent"), False: icon("star")}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, 2 * _INSET + _pill_height(option.fontMetrics) + option.fontMetrics.height())

    def is_star(self, line: QRect, place: QPoint) -> bool:
        """Return whether the star of the line in ``line`` is at ``place``."""
        return place.x() >= line.right() - _INSET - _STAR - 2 and place.y() >= line.center().y()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        theme = style.theme_of(option.widget)
        inner = option.rect.adjusted(_INSET, _INSET, -_INSET, -_INSET)
        is_narrow = inner.width() < _ROOMY * option.fontMetrics.height()
        upper, lower = QRect(inner), QRect(inner)
        pill = _pill_height(option.fontMetrics)
        upper.setHeight(inner.height() - pill if is_narrow else pill)
        lower.setTop(upper.bottom() + 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_background(painter, option, theme)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        tone = theme.tone("warning" if index.data(LEFT_ROLE) else OUTCOME_TONES[entry.outcome])
        mark = outcome_mark(entry.outcome, entry.status)
        if not is_narrow:
            upper.setRight(upper.right() - _paint_pill(painter, upper, mark, tone) - _INSET)
        _paint_title(painter, upper, entry, theme.text)
        painter.setFont(option.font)
        shows_star = entry.starred or option.state & (
            QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected
        )
        if shows_star:
            star = QRect(lower.right() - _STAR + 1, lower.top(), _STAR, lower.height())
            self._stars[entry.starred].paint(painter, star, Qt.AlignmentFlag.AlignRight | _MIDDLE)
        lower.setRight(lower.right() - _STAR - 4)
        if is_narrow:
            painter.setPen(QColor(tone.ink))
            _advance(painter, lower, f"{mark} · ")
        self._paint_circumstances(painter, lower, entry, theme)
        painter.restore()

    def _paint_circumstances(
        self, painter: QPainter, line: QRect, entry: "Entry", theme: style.Theme
    ) -> None:
        """Paint when and who, what is noted, and in wide lines how long it took."""
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance
        words = glimpse(noted(entry))
        painter.setPen(QColor(theme.muted))
        if entry.answer_ms is not None and line.width() >= _TIMED:
            took = duration(entry.answer_ms)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | _MIDDLE, took)
            line.setRight(line.right() - wide(f"{took}  "))
        _advance(painter, line, short_time(entry.started_at))
        user = _flat(entry.user_id or tr("anonymous"))
        who = f" · {user}"
        where = f" · {_flat(entry.connection)}" if entry.connection != self.here else ""
        room = line.width() - (wide(f"  {words}") if words else 0)
        room = max(room, line.width() // 2 if line.width() >= 2 * _LEAST or not words else 0)
        if wide(f"{who}{where}") > room:
            fits = not words and room >= 3 * _LEAST
            where = metrics.elidedText(where, Qt.TextElideMode.ElideRight, room // 2) if fits else ""
        room -= wide(where)
        if room >= _TELLING or room >= wide(who):
            _advance(painter, line, metrics.elidedText(who, Qt.TextElideMode.ElideMiddle, room))
            _advance(painter, line, where)
        if words:
            painter.setPen(QColor(theme.info.ink))
            _advance(painter, line, f"  {words}")


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _advance(painter: QPainter, line: QRect, text: str) -> None:
    """Paint ``text`` at the left end of ``line``, as much as fits, and take its room away."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(line.width(), 0))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | _MIDDLE, shown)
    line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(shown))


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


def _paint_title(painter: QPainter, line: QRect, entry: "Entry", colour: str) -> None:
    """Paint type, item and the number of further events; IDs often differ at their ends alone."""
    metrics = painter.fontMetrics()
    end = f" {beside}" if (beside := _beside(entry)) and line.width() >= 2 * _LEAST else ""
    room = line.width() - metrics.horizontalAdvance(end)
    first, item = _flat(_type(entry)), _flat(glimpse(entry.item_id or ""))
    before = f"{first} · " if item else ""
    if item and room - metrics.horizontalAdvance(before) < _LEAST:
        before = ""  # where there is room for one of the two, the item says more
    room -= metrics.horizontalAdvance(before)
    mode = Qt.TextElideMode.ElideMiddle if room >= 2 * _LEAST else Qt.TextElideMode.ElideLeft
    shown = before + metrics.elidedText(item or first, mode if item else Qt.TextElideMode.ElideRight, room)
    painter.setPen(QColor(colour))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | _MIDDLE, f"{shown}{end}")
