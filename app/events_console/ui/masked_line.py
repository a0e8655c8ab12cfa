"""A line of text whose ID is hidden: its other name stands there, until somebody asks to see it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QLabel, QLineEdit
from shiboken6 import isValid

from events_console.ui.icons import icon
from events_console.ui.language import tr
from events_console.ui.masked_ids import Mask
from events_console.ui.parts import label

_INSET: Final = 11  # from the edge of a line to its text, as the style sheet has it
_POPUPS: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class MaskedLine(QObject):
    """Hides what stands in a line, which keeps it: without the focus the line shows another name.

    With the focus it shows dots, into which can be typed, or with the button at its end everything; that ends
    when the focus leaves. A line of the document (with the ``name`` of its member) hides whatever it holds,
    any other line what is known.
    """

    def __init__(self, line: QLineEdit, mask: Mask, name: str = "") -> None:
        """Hide what stands in ``line`` from now on."""
        super().__init__(line)
        self._line, self._mask, self._name = line, mask, name
        self._instead: QLabel = label("", "muted")
        self._instead.setParent(line)
        self._instead.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._reveal = QAction(icon("eye"), tr("Show it to everybody"), self, checkable=True)
        self._reveal.setToolTip(tr("Show what stands here until the cursor leaves the field"))
        self._reveal.toggled.connect(self.follow)
        line.addAction(self._reveal, QLineEdit.ActionPosition.TrailingPosition)
        line.textChanged.connect(self.follow)
        line.installEventFilter(self)
        self.follow()

    def follow(self) -> None:
        """Show what may be seen of the line now."""
        line = self._line
        instead = self._other_name(line.text())
        hides = instead != line.text()
        open_ = not hides or (self._reveal.isChecked() and line.hasFocus())
        echo = QLineEdit.EchoMode
        mode = echo.Normal if open_ else echo.Password if line.hasFocus() else echo.NoEcho
        if line.echoMode() is not mode:
            line.setEchoMode(mode)
        if self._reveal.isVisible() is not hides:
            self._reveal.setVisible(hides)
        self._instead.setText(instead)
        self._instead.setVisible(mode is echo.NoEcho)
        self._place()

    def end(self) -> None:
        """Show the line as it is again."""
        line = self._line
        if not isValid(line):
            return
        line.removeEventFilter(self)
        line.textChanged.disconnect(self.follow)
        line.removeAction(self._reveal)
        line.setEchoMode(QLineEdit.EchoMode.Normal)
        self._instead.hide()
        self._instead.deleteLater()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus and the size of the line."""
        match event.type():
            case QEvent.Type.FocusIn | QEvent.Type.FocusOut if isinstance(event, QFocusEvent):
                if event.lostFocus() and event.reason() not in _POPUPS:
                    self._reveal.setChecked(False)
                self.follow()
            case QEvent.Type.Resize:
                self._place()
            case _:
                pass
        return super().eventFilter(watched, event)

    def _other_name(self, text: str) -> str:
        self._mask.learn(self._name, text)
        return self._mask.label(text)

    def _place(self) -> None:
        room = self._line.rect().adjusted(_INSET, 0, -_INSET, 0)
        if self._instead.geometry() != room:
            self._instead.setGeometry(room)
