"""What a person has added to the exchange that is shown: its star, its tags and its note."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from events_console.domain.annotation import Annotation
from events_console.ui.exchange_text import about
from events_console.ui.language import tr
from events_console.ui.parts import ElidedLabel, button

if TYPE_CHECKING:
    from events_console.domain.exchange import Exchange
    from events_console.services.history import History
    from events_console.ui.history_list import HistoryList

_LINES: Final = 3  # that are seen at once; the others are scrolled to


class ExchangeNote(QWidget):
    """Shows star, tags and note as the history has them by now; ``edit``, a link of its own, changes them."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing until there is a list to follow; the key N edits wherever in ``parent`` focus is."""
        super().__init__(parent)
        self._entries: HistoryList | None = None
        self._exchange: Exchange | None = None
        self._annotation = Annotation()
        self.marks = ElidedLabel(role="title")
        self.text = QTextEdit(readOnly=True, tabChangesFocus=True)
        self.text.setAccessibleName(tr("Note"))
        self.edit = button("", self._open, "link", tr("Edit the note and the tags (N)"))
        key = QShortcut(QKeySequence("N"), parent, self.edit.click)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.marks)
        box.addWidget(self.text)
        self._show(Annotation(), can_edit=False)

    def follow(self, entries: "HistoryList") -> None:
        """Show what is noted in the history of ``entries``, whoever changes it."""
        self._entries = entries
        entries.listed.connect(self._ask)
        self._ask()

    def show_exchange(self, exchange: "Exchange | None") -> None:
        """Show what is noted about ``exchange``, or nothing."""
        if exchange is None or self._exchange is None or exchange.id != self._exchange.id:
            self._show(Annotation(), can_edit=False)
        is_other = exchange is not self._exchange
        self._exchange = exchange
        if is_other:
            self._ask()

    def _ask(self) -> None:
        if self._entries and self._exchange:
            exchange_id = self._exchange.id
            self._entries.run(partial(_look, exchange_id), partial(self._take, exchange_id))

    def _take(self, exchange_id: str, found: tuple[Annotation, bool]) -> None:
        if self._exchange and self._exchange.id == exchange_id:
            self._show(found[0], can_edit=not found[1])

    def _show(self, annotation: Annotation, *, can_edit: bool) -> None:
        self._annotation = annotation
        marks = (tr("★ Starred") if annotation.starred else "", *(f"#{tag}" for tag in annotation.tags))
        self.marks.set_full_text("  ".join(filter(None, marks)))
        self.marks.setVisible(any(marks))
        if annotation.note != self.text.toPlainText():  # what is selected or scrolled to stays
            self.text.setPlainText(annotation.note)
        lines = min(_LINES, annotation.note.count("\n") + 1 + len(annotation.note) // 40)
        frame = round(2 * self.text.document().documentMargin()) + 14  # of the style sheet
        self.text.setFixedHeight(lines * self.fontMetrics().lineSpacing() + frame)
        self.text.setVisible(bool(annotation.note))
        self.setVisible(any(marks) or bool(annotation.note))
        self.edit.setText(tr("Edit note") if annotation.note or annotation.tags else tr("Add note"))
        if self.edit.parentWidget() or not can_edit:  # without a parent it would be a window of its own
            self.edit.setVisible(can_edit)

    def _open(self) -> None:
        from events_console.ui.history_note import NoteDialog  # the first window does without it

        if self._entries and self._exchange:
            dialog = NoteDialog(about(self._exchange), self._annotation, 1, self.window())
            dialog.saved.connect(partial(self._entries.annotate, [self._exchange.id]))
            dialog.open()


def _look(exchange_id: str, history: "History") -> tuple[Annotation, bool]:
    return history.annotation(exchange_id), history.is_read_only
