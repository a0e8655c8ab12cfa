"""A list beneath a line that is typed in, with what may be meant; the line keeps the focus."""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from events_console.domain.suggestions import ItemSearch, Suggestion, event_types, matching
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.event_table import Index
from events_console.ui.language import tr
from events_console.ui.masked import covered
from events_console.ui.parts import announce, glimpse

if TYPE_CHECKING:
    from events_console.domain.item_catalogue import ItemCatalogue

Offers: TypeAlias = Callable[[str], tuple[Suggestion, ...]]

_NOTE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_TEXT_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_LINE_HEIGHT: Final = 28
_MOST_SHOWN: Final = 8  # lines; more of them scroll
_WIDEST: Final = 420
_INSET: Final = 9
_MARGIN: Final = 4  # to the edge of the window
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_SHOWN - 1,
    Qt.Key.Key_PageUp: 1 - _MOST_SHOWN,
}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAKEN: Final = (*_STEPS, *_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


@dataclass(frozen=True, slots=True)
class Help:
    """What helps to fill a line.

    Attributes:
        offers: gives what may be meant by a text; for "" all there is.
        hint: what the empty line says.
        at_once: whether all is shown as soon as the focus comes into the empty line.
        on_down: whether all is shown for Down, as for Ctrl+Space; in a table Down goes to the next row.
        part: gives where the part of a text begins and ends that is completed while the cursor is at a place
            in it; without it that is the whole line.
    """

    offers: Offers
    hint: str = ""
    at_once: bool = False
    on_down: bool = False
    part: Callable[[str, int], tuple[int, int]] | None = None


class Completion(QObject):
    """Shows under a line what its ``help`` offers for what is typed.

    Down and Up go through the list, Enter or Tab takes what is marked, as if it had been typed, and Escape
    closes the list alone. While nothing is marked, Enter and Tab do what they do without the list.
    """

    def __init__(self, line: QLineEdit, help_: Help) -> None:
        """Serve ``line``, whose events have to be passed to :meth:`eventFilter` before anything else."""
        super().__init__(line)
        self.list: _List | None = None  # made when there is something to show: a cell's line lives briefly
        self._line = line
        self._help = help_
        self._choosing = False
        line.setPlaceholderText(help_.hint)
        line.textEdited.connect(self._offer)

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self.list is not None and self.list.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that are the list's, and close it when the line is left."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._means_list(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._press(event)
        elif event.type() == QEvent.Type.FocusIn:
            self._greet(event)
        elif event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.close()
        return super().eventFilter(watched, event)

    def again(self) -> None:
        """Offer anew: more is known by now than when the last key was pressed."""
        if self._line.hasFocus() and self._line.text():
            self._offer(self._line.text())

    def close(self) -> None:
        """Show the list no longer."""
        if self.list:
            self.list.hide()

    def _means_list(self, event: QKeyEvent) -> bool:
        return self.is_open and event.key() in _TAKEN and event.modifiers() in _PLAIN

    def _press(self, event: QKeyEvent) -> bool:
        """Return whether the key was the list's."""
        key = event.key()
        if self.list and self._means_list(event):
            if key in _STEPS:
                self.list.step(_STEPS[Qt.Key(key)])
                return True
            chosen = self.list.chosen()
            self.close()
            if key == Qt.Key.Key_Escape:
                return True
            if chosen is not None:
                self._take(chosen)
            return chosen is not None and key in _ENTER  # Tab goes on to the next field as well
        asks = key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if asks or (self._help.on_down and key == Qt.Key.Key_Down and event.modifiers() in _PLAIN):
            self._show(self._help.offers(self._typed() if self._help.part else ""))
            return True
        return False

    def _greet(self, event: QEvent) -> None:
        back = isinstance(event, QFocusEvent) and event.reason() is Qt.FocusReason.ActiveWindowFocusReason
        if self._help.at_once and not back and not self._line.text():
            self._show(self._help.offers(""))

    def _offer(self, text: str) -> None:
        if self._choosing:
            return
        typed = self._typed()
        offers = self._help.offers(typed) if text or self._help.at_once else ()
        self._show(() if [one.text for one in offers] == [typed] else offers)

    def _part(self) -> tuple[int, int]:
        text = self._line.text()
        part = self._help.part
        return part(text, self._line.cursorPosition()) if part else (0, len(text))

    def _typed(self) -> str:
        start, end = self._part()
        return self._line.text()[start:end]

    def _show(self, offers: tuple[Suggestion, ...]) -> None:
        if not offers or self._line.isReadOnly():
            self.close()
            return
        if self.list is None:
            self.list = _List(self._line)
            self.list.clicked.connect(lambda index: self._take(str(index.data())))
        if not self.is_open:
            announce(self._line, tr("%Ln suggestion(s)", "", len(offers)))
        self.list.show_offers(offers)

    def _take(self, text: str) -> None:
        """Have the line say ``text`` as if somebody had typed it; a part of it may call for more."""
        self.close()
        start, end = self._part()
        self._choosing = True
        self._line.setSelection(start, end - start)
        self._line.insert(text)
        self._choosing = False
        if self._help.part:
            self.again()


def offer_event_types(console: Console, row: int, text: str) -> tuple[Suggestion, ...]:
    """Offer what ``text``, typed as the type of the event in ``row``, may mean."""
    return matching(text, event_types(console.request, row, console.context))


class ItemOffers(QObject):
    """Offers the items of the catalogue that is attached at the time, each with its title."""

    def __init__(self, console: Console, parent: QObject) -> None:
        """Ask ``console`` for the catalogue, and get ready to search it while nothing else is to be done."""
        super().__init__(parent)
        self._console = console
        self._catalogue: ItemCatalogue | None = None
        self._search: ItemSearch | None = None
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._read_on)
        console.knows_changed.connect(self._follow)
        self._follow()

    def __call__(self, text: str) -> tuple[Suggestion, ...]:
        """Return the items that ``text`` may mean."""
        return self._search.find(text) if self._search else ()

    def _follow(self) -> None:
        catalogue = self._console.context.catalogue
        if catalogue is not self._catalogue:
            self._catalogue = catalogue
            self._search = ItemSearch(catalogue) if catalogue else None
            self._idle.start()

    def _read_on(self) -> None:
        if not self._search or not self._search.read_on():
            self._idle.stop()


class _List(QListView):
    """The offers, over whatever is beneath ``line`` in its window; it never has the focus."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line.window())
        self.note_at = 0  # pixels from where the texts begin
        self._line = line
        self._offers = QStandardItemModel(self)
        self.hide()
        style.set_role(self, "boxed")
        self.ensurePolished()  # for the font
        self.setModel(self._offers)
        self.setItemDelegate(_OfferDelegate(self))
        self.setAccessibleName(tr("Suggestions for {field}").format(field=line.accessibleName()))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        line.destroyed.connect(self.deleteLater)
        around = line.parentWidget()
        while around:
            if isinstance(around, QAbstractScrollArea):
                around.verticalScrollBar().valueChanged.connect(self.hide)
                around.horizontalScrollBar().valueChanged.connect(self.hide)
            around = around.parentWidget()

    def show_offers(self, offers: tuple[Suggestion, ...]) -> None:
        """Show ``offers``, none of them marked."""
        self._offers.clear()
        for one in offers:
            item = QStandardItem(covered(one.text))
            item.setData(one.text, _TEXT_ROLE)
            item.setData(one.note, _NOTE_ROLE)
            item.setAccessibleText(covered(_spoken(one)))
            self._offers.appendRow(item)
        self._place(offers)
        self.show()
        self.raise_()
        self.scrollToTop()

    def step(self, by: int) -> None:
        """Mark another offer; above the first and below the last none is marked."""
        last, now = self._offers.rowCount() - 1, self.currentIndex().row()
        there = now + by if now >= 0 or by > 0 else last
        if abs(by) > 1:
            there = min(max(there, 0), last)
        self.setCurrentIndex(self._offers.index(there, 0) if 0 <= there <= last else self.rootIndex())
        if self.currentIndex().isValid():
            announce(self._line, str(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))

    def chosen(self) -> str | None:
        """Return the text of the marked offer, if one is."""
        index = self.currentIndex()
        return str(index.data(_TEXT_ROLE)) if index.isValid() else None

    def _place(self, offers: tuple[Suggestion, ...]) -> None:
        """Lie under the line, or above it where there is more room."""
        line, window = self._line, self._line.window()
        measure = self.fontMetrics().horizontalAdvance
        texts, notes = (
            max(measure(text[:100]) for text in column) for column in zip(*map(astuple, offers), strict=True)
        )
        self.note_at = min(texts, _WIDEST // 2) + 2 * _INSET
        wanted = self.note_at + notes + 3 * _INSET + self.verticalScrollBar().sizeHint().width()
        width = min(max(line.width(), min(wanted, _WIDEST)), window.width() - 2 * _MARGIN)
        height = min(len(offers), _MOST_SHOWN) * _LINE_HEIGHT + 2 * self.frameWidth()
        top = line.mapTo(window, QPoint(0, 0))
        below, above = window.height() - top.y() - line.height() - _MARGIN, top.y() - _MARGIN
        upwards = below < height and above > below
        height = min(height, above if upwards else below)
        left = max(min(top.x(), window.width() - width - _MARGIN), _MARGIN)
        self.setGeometry(left, top.y() - height if upwards else top.y() + line.height(), width, height)


class _OfferDelegate(QStyledItemDelegate):
    """Draws an offer and, muted beside it, its note."""

    def __init__(self, parent: _List) -> None:
        super().__init__(parent)
        self._view = parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every line is as high as every other, and as wide as there is room."""
        return QSize(1, _LINE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw as much as there is room for; the text comes first."""
        theme = style.theme_of(self._view)
        painter.save()
        marked = index == self._view.currentIndex()
        pointed = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(
            option.rect, QColor(theme.info.tint if marked else theme.raised if pointed else theme.surface)
        )
        painter.setFont(option.font)
        line = option.rect.adjusted(_INSET, 0, -_INSET, 0)
        note, beside = str(index.data(_NOTE_ROLE)), line.left() + self._view.note_at
        text = QRect(line)
        if note:
            text.setRight(beside - _INSET)
        line.setLeft(beside)
        for said, place, ink in ((str(index.data()), text, theme.text), (note, line, theme.muted)):
            shown = option.fontMetrics.elidedText(glimpse(said), Qt.TextElideMode.ElideRight, place.width())
            painter.setPen(QColor(ink))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


def _spoken(one: Suggestion) -> str:
    return f"{one.text}, {one.note}" if one.note else one.text
