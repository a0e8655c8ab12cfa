"""What the history shows where it lists nothing: why, and what to do about it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from events_console.domain.history_query import Query
from events_console.ui import style
from events_console.ui.language import tr
from events_console.ui.parts import announce, button, label
from events_console.ui.picture import Picture

_FIRST: Final = tr(
    "Send a request (Ctrl+Return): it is kept here with its answer, to look at and to send again."
)
_FILL: Final = {
    ("is", "starred"): tr(
        "No exchange here has a star: press S on one, or click into its lower right corner."
    ),
    ("is", "noted"): tr("No exchange here has a note: press N on one to write it."),
}


class HistoryNothing(QWidget):
    """Says why nothing is listed: nothing has been sent yet, nothing is found, or there is trouble."""

    def __init__(self, clear: Callable[[], object], import_: QAction) -> None:
        """Offer to ``clear`` the search, or else the action ``import_``."""
        super().__init__()
        self._picture = Picture()
        self._title = label(tr("Nothing sent yet"), "title")
        self._message = label("", "muted", wrap=True)
        self._clear = button(tr("Clear search"), clear, "link")
        self._import = button(tr("Import exchanges…"), import_.trigger, "link")
        box = QVBoxLayout(self)
        box.setContentsMargins(style.PADDING, 0, style.PADDING, 0)
        box.setSpacing(8)
        box.addStretch(1)
        for part in (self._picture, self._title, self._message, self._clear, self._import):
            whole = part is self._message  # a text that is wrapped needs the width
            box.addWidget(part, 0, Qt.AlignmentFlag(0) if whole else Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        self._message.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._show("")

    def show_opening(self) -> None:
        """Say that the history is being opened."""
        self._show(tr("Opening the history…"))

    def show_trouble(self, sentence: str) -> None:
        """Say why the history cannot be read."""
        self._show(sentence, picture="warning")

    def show_query(self, query: Query) -> None:
        """Say that ``query`` finds nothing; an empty one, that nothing is there."""
        if query:
            self._show(_missed(query), picture="search", finds=True)
        else:
            self._show(_FIRST, picture="history", is_first=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell it to those who cannot see it."""
        super().showEvent(event)
        self._tell()

    def _tell(self) -> None:
        if self._message.text() and self.isVisible():
            announce(self, self._message.text())

    def _show(self, message: str, *, picture: str = "", finds: bool = False, is_first: bool = False) -> None:
        self._picture.show_icon(picture)
        is_other = message != self._message.text()
        self._message.setText(message)
        if is_other:
            self._tell()
        self._clear.setVisible(finds)
        for part in (self._title, self._import):
            part.setVisible(is_first)


def _missed(query: Query) -> str:
    """Return what is to be said where ``query`` finds nothing."""
    if len(query.terms) == 1 and not query.text and query.terms[0] in _FILL:
        return _FILL[query.terms[0]]
    if not query.terms:
        return tr("No exchange contains “{text}”.").format(text=query.text)
    if query.text:
        both = tr("No exchange passes the filters and contains “{text}”: take one of them back.")
        return both.format(text=query.text)
    return tr("No exchange passes the filters: take one of them back.")
