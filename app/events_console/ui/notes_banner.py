"""What was guessed, dropped or resolved when a request was read, beside the request."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from events_console.ui import style
from events_console.ui.language import tr
from events_console.ui.parts import ElidedLabel, announce, button, label, row

_HIGHEST: Final = 96  # pixels of notes before they scroll
_MOST: Final = 4  # notes that are shown at once; the others are one click away


class NotesBanner(QFrame):
    """Shows notes until they are dismissed or another request is read; without any it is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setAccessibleName(tr("Notes about the request"))
        style.set_role(self, "banner-info")
        self._title = ElidedLabel("", "info")
        self._notes: tuple[str, ...] = ()
        self._text = label("", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._text)
        self._more = button(tr("Show all"), self._show_all, "link", tr("Show every note"))
        dismiss = button(tr("Dismiss"), self.hide, "link", tr("Hide these notes"))
        head = row(self._title, self._more, dismiss)
        head.setStretch(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.PADDING, 4, style.PADDING, 6)
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(self._area)
        self.hide()

    def show_notes(self, title: str, notes: tuple[str, ...]) -> None:
        """Show ``notes`` below ``title``; without any, hide."""
        self._notes = notes
        self._title.set_full_text(f"ℹ {title}")  # noqa: RUF001  # the sign is meant
        self._show(notes[:_MOST])
        self._more.setVisible(len(notes) > _MOST)
        self.setVisible(bool(notes))
        if notes:
            announce(self, "\n".join((title, *notes)))

    def text(self) -> str:
        """Return the notes that are shown."""
        return "" if self.isHidden() else self._text.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the notes are in this width, up to a height beyond which they scroll."""
        super().resizeEvent(event)
        self._fit()

    def _show_all(self) -> None:
        self._show(self._notes)
        self._more.hide()

    def _fit(self) -> None:
        if not self._notes:
            return
        width = self.contentsRect().width() - 2 * style.PADDING
        wanted = self._text.heightForWidth(max(width, 100))
        self._area.setFixedHeight(min(wanted, _HIGHEST))

    def _show(self, notes: tuple[str, ...]) -> None:
        self._text.setText("\n".join(f"• {note}" for note in notes))
        self._fit()
