"""Hides IDs in what widgets say by themselves: labels, buttons, lines, texts to read, tooltips and names."""

from collections.abc import Iterator
from itertools import product
from typing import Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from events_console.ui.document_text import DocumentText
from events_console.ui.masked_ids import Mask
from events_console.ui.masked_line import MaskedLine
from events_console.ui.parts import ElidedLabel

_SPOKEN: Final = ("toolTip", "statusTip", "accessibleName", "accessibleDescription")  # which any widget has
_SAID: Final = (
    (QLabel, "text"),
    (QAbstractButton, "text"),
    (QLineEdit, "placeholderText"),
    (QPlainTextEdit, "placeholderText"),
    (QTextEdit, "placeholderText"),
    (QGroupBox, "title"),
)
_OFTEN: Final = 50  # milliseconds between two looks at what is not painted, but read aloud
_ASTRAL: Final = 0xFFFF  # above it, Qt counts a character as two


class MaskedWidgets(QObject):
    """Puts a mask over every widget of the program before it is painted, and takes it off at the end.

    What the program says anew meanwhile is covered as well; what it reads back from an editor stays as it is,
    for a line is not changed but drawn otherwise (see MaskedLine).

    Signals: ``opened(QWidget)`` when a window comes on the screen.
    """

    opened = Signal(object)

    def __init__(self, app: QApplication, mask: Mask, parent: QObject) -> None:
        """Cover what is painted from now on."""
        super().__init__(parent)
        self._app, self._mask = app, mask
        self._said: WeakKeyDictionary[QObject, dict[str, tuple[str, str]]] = WeakKeyDictionary()
        self._texts: WeakKeyDictionary[QWidget, _MaskedText] = WeakKeyDictionary()
        self._lines: WeakKeyDictionary[QWidget, MaskedLine] = WeakKeyDictionary()
        self._look = QTimer(self, singleShot=True, interval=_OFTEN)
        self._look.timeout.connect(self.cover_all)
        app.installEventFilter(self)

    def cover_all(self) -> None:
        """Cover every widget, also what is scrolled out of sight."""
        for widget in _shown():
            self._cover(widget)

    def cover_line(self, line: QLineEdit, name: str) -> None:
        """Hide whatever stands in ``line``, which is the member ``name`` of the document."""
        self._lines[line] = MaskedLine(line, self._mask, name)

    def end(self) -> None:
        """Show everything as it is again."""
        self._app.removeEventFilter(self)
        self._look.stop()
        for line in filter(isValid, self._lines.values()):
            line.end()
        for text in self._texts.values():
            text.end()
        for said_by, said in self._said.items():
            for name, (was, shown) in said.items() if isValid(said_by) else ():
                if said_by.property(name) == shown:
                    said_by.setProperty(name, was)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover a widget before it is painted; Qt says nothing of a text when it is set."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self._cover(watched)
            if isinstance(around := watched.parent(), QPlainTextEdit | QTextEdit):
                self._cover(around)
            if not self._look.isActive():
                self._look.start()
        elif event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.emit(watched)
        return False

    def _cover(self, widget: QWidget) -> None:
        for name in _SPOKEN:
            self._say(widget, name)
        for kind, name in _SAID:
            if isinstance(widget, kind):
                self._say(widget, name)
        if widget.isWindow():
            self._say(widget, "windowTitle")
        match widget:
            case QMenu():
                for action, name in product(widget.actions(), ("text", "toolTip", "statusTip")):
                    self._say(action, name)
            case QLineEdit():
                self._cover_line(widget)
            case DocumentText():
                pass  # it is read back
            case QPlainTextEdit() | QTextEdit() if widget.isReadOnly():
                self._texts.setdefault(widget, _MaskedText(widget, self._mask)).cover()
            case _:
                pass

    def _say(self, said_by: QObject, name: str) -> None:
        text = said_by.property(name)
        said = self._said.setdefault(said_by, {}) if text else {}
        if text and said.get(name, ("", ""))[1] != text and (shown := self._mask.label(text)) != text:
            said[name] = text, shown
            said_by.setProperty(name, shown)

    def _cover_line(self, line: QLineEdit) -> None:
        known = self._lines.get(line)
        if known is not None:
            known.follow()
        elif line.echoMode() is QLineEdit.EchoMode.Normal and self._mask.label(line.text()) != line.text():
            self._lines[line] = MaskedLine(line, self._mask)


class _MaskedText:
    """The document of a text that is only read, in which other names stand for a while."""

    def __init__(self, edit: QPlainTextEdit | QTextEdit, mask: Mask) -> None:
        self._edit, self._mask = edit, mask
        self._revision = -1
        self._shown = ""  # new colours are a revision as well: whether it is another text, the text says
        self._changes: list[tuple[int, str, str]] = []  # where, what stands there now, and what stood there

    def cover(self) -> None:
        """Put other names in the place of IDs, unless that was done."""
        document = self._edit.document()
        if document.revision() == self._revision:
            return
        text = document.toRawText()
        if text != self._shown:
            self._replace(text)
        self._revision = document.revision()

    def _replace(self, text: str) -> None:
        shift, self._changes = 0, []
        for start, end, name in self._mask.spans(text):
            place = _units(text, start) + shift
            self._changes.append((place, name, text[start:end]))
            self._write(place, text[start:end], name)
            shift += _units(name, len(name)) - _units(text[start:end], end - start)
        self._shown = self._edit.document().toRawText()
        self._tell()

    def end(self) -> None:
        """Put back what stood there, unless another text has come."""
        if isValid(self._edit) and self._edit.document().toRawText() == self._shown:
            for place, name, was in reversed(self._changes):
                self._write(place, name, was)
            self._tell()

    def _tell(self) -> None:
        """Have what stands there now coloured; Qt said nothing of it meanwhile."""
        if isinstance(self._edit, QPlainTextEdit):
            self._edit.updateRequest.emit(self._edit.viewport().rect(), 0)

    def _write(self, place: int, old: str, new: str) -> None:
        """Put ``new`` where ``old`` stands, in the same format."""
        document: QTextDocument = self._edit.document()
        blocked = self._edit.blockSignals(True)
        cursor = QTextCursor(document)
        cursor.setPosition(place)
        cursor.setPosition(place + _units(old, len(old)), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
        self._edit.blockSignals(blocked)


def elide_anew() -> None:
    """Have every text that ends in "…" found anew from the whole of it, of which a part may be an ID."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, ElidedLabel):
            widget.set_full_text(widget.full_text())


def _shown() -> Iterator[QWidget]:
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            yield window
            yield from (each for each in window.findChildren(QWidget) if each.isVisible())


def _units(text: str, end: int) -> int:
    """Return how many of Qt's characters come before the place ``end``."""
    return end + sum(ord(char) > _ASTRAL for char in text[:end])
