"""The few building blocks that the panes are made of."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from events_console.domain.problem import Severity
from events_console.domain.wording import shortened
from events_console.ui import style
from events_console.ui.icons import drawing
from events_console.ui.language import number, tr
from events_console.ui.masked import covered

TITLE: Final = "Events Console for Amazon Personalize"
MARKS: Final[Mapping[str, str]] = {
    Severity.ERROR: "✕",
    Severity.WARNING: "▲",
    Severity.INFO: "ℹ",  # noqa: RUF001  # the sign is meant, not the letter
}
TONES: Final[Mapping[str, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "info",
}
LONGEST_LINE: Final = 2**31 - 1  # characters; Qt would cut a line at 32,767, and the document with it
LONGEST_TYPED: Final = 50_000  # characters; Qt lays a line out anew at each keystroke, here for 30 ms
UNDO_KEYS: Final = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_GLIMPSE: Final = 1_000  # characters
_LINE_INSET: Final = 2  # pixels that Qt's line keeps free at both ends of its text
_LONG_WORD: Final = re.compile(r"(\S{16})(?=\S)")
_ICON: Final = 32  # pixels, of a message
_ICON_LABEL: Final = "qt_msgboxex_icon_label"  # what Qt calls it
_ICONS: Final[Mapping[QMessageBox.Icon, tuple[str, str]]] = {  # what is drawn, and in which tone
    QMessageBox.Icon.Information: ("info", "info"),
    QMessageBox.Icon.Question: ("question", "info"),
    QMessageBox.Icon.Warning: ("warning", "warning"),
    QMessageBox.Icon.Critical: ("warning", "error"),
}
_ZERO_WIDTH_SPACE: Final = "\u200b"


def glimpse(text: str) -> str:
    """Return as much of ``text`` as has room anywhere in a line: measuring a megabyte takes half a second."""
    return text if len(text) <= _GLIMPSE else f"{text[:_GLIMPSE]}…"


def plain_tip(text: str) -> str:
    """Return ``text`` for a tooltip that shows it as it is; an ID may look like HTML."""
    shown = covered(glimpse(text)).replace("&", "&amp;").replace("<", "&lt;")
    return f"<p style='white-space:pre-wrap'>{shown}</p>" if text else ""


class Card(QFrame):
    """A surface with a border that holds one pane.

    Where ``rest`` is set, the focus goes there when what has it is hidden or goes grey; Qt would put it into
    whatever comes next in the window, such as an editor, which then takes what is typed.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Name the pane for people who cannot see it."""
        super().__init__(parent)
        self.rest: QWidget | None = None
        style.set_role(self, "card")
        self.setAccessibleName(name)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(style.PADDING, style.PADDING, style.PADDING, style.PADDING)
        self.box.setSpacing(style.GAP)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001  # as Qt calls it
        """Move on as Tab does, but keep the focus here when it has to leave a widget."""
        focus = QApplication.focusWidget()
        if self.rest is None or focus is None or (focus.isVisible() and focus.isEnabled()):
            return super().focusNextPrevChild(next)
        (self.rest if self.rest.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)
        return True


class ElidedLabel(QLabel):
    """A line of text that ends in "…" where there is no room, and shows all of itself as a tooltip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        """Show ``text`` in the look of ``role``."""
        super().__init__(parent)
        self._full = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            style.set_role(self, role)
        self._elide()

    def set_full_text(self, text: str) -> None:
        """Show ``text``, as much of it as there is room for."""
        self._full = text
        self._elide()

    def full_text(self) -> str:
        """Return the text, also the part that is not shown."""
        return self._full

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """Allow any width."""
        return QSize(0, super().minimumSizeHint().height())

    def _elide(self) -> None:
        line = covered(self._full).replace("\n", " ")
        shown = QFontMetrics(self.font()).elidedText(line, Qt.TextElideMode.ElideRight, max(self.width(), 0))
        self.setText(shown)
        self.setToolTip(plain_tip(self._full) if shown != line else "")
        self.setAccessibleName(covered(self._full))


class LongLine(QLineEdit):
    """A line that holds a part of the document of any length; undo is the document's, not one of its own.

    A text too long to be typed in is not put into the line, which then cannot be edited and says where it
    can be; copying copies it whole. One that has become too long in the line stays in it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._held = ""  # the text that is too long for the line, which is empty then
        self._hint = ""  # what an empty line says otherwise
        self.setMaxLength(LONGEST_LINE)

    def exact_text(self) -> str:
        """Return the text, also one that is too long for the line."""
        return self._held or self.text()

    def show_text(self, text: str) -> None:
        """Show ``text`` from its beginning; where it is shown already, leave the cursor where it is."""
        if text == self.exact_text():
            return
        self._held = text if len(text) > LONGEST_TYPED else ""
        self.setReadOnly(bool(self._held))
        self.setPlaceholderText(self._hint)
        self.setText("" if self._held else text)
        self.setCursorPosition(0)

    def setPlaceholderText(self, text: str) -> None:
        """Say ``text`` while the line is empty and holds no text that is too long for it."""
        self._hint = text
        held = tr("{beginning} ({count} characters: edit them in the JSON view)").format(
            beginning=shortened(self._held), count=number(len(self._held))
        )
        super().setPlaceholderText(held if self._held else text)

    def copy(self) -> None:
        """Copy what is selected, or the whole of a text that is too long to be selected."""
        if self._held:
            QGuiApplication.clipboard().setText(self._held)
        else:
            super().copy()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take text, but leave files to the window, which opens them."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def paste(self) -> None:
        """Paste; Qt's own would do so into a line that cannot be edited as well."""
        if not self.isReadOnly():
            super().paste()

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window's actions, and copy what Qt knows nothing of."""
        if isinstance(event, QKeyEvent):
            if any(map(event.matches, UNDO_KEYS)):
                event.ignore()
                return True
            copies = self._held and event.matches(QKeySequence.StandardKey.Copy)
            if copies and event.type() == QEvent.Type.KeyPress:
                self.copy()
                return True
        return super().event(event)


class DocumentLine(LongLine):
    """A line that edits the document and stays on screen.

    ``typing`` is a new object each time the line gets the focus: the merge key of one act of typing. Without
    the focus, a text that has no room ends in "…", and stands in the tooltip.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be as high as every control."""
        super().__init__(parent)
        self.typing: object = None
        self.setFixedHeight(style.control_height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin an act of typing; a menu or a list of completions that closes goes on with the last one."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.typing = object()
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell all of a text that is cut."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self._cut():
            QToolTip.showText(event.globalPos(), plain_tip(self.text()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign that a text is cut, which Qt's line has none of."""
        cut = "" if self.hasFocus() else self._cut()
        if not cut:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().text().color())
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._room(), side, cut)

    def _cut(self) -> str:
        """Return as much of the text as there is room for, and "…"; "" where all of it is there or hidden."""
        text = glimpse(self.text())
        if self.echoMode() is not QLineEdit.EchoMode.Normal:
            return ""
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self._room().width())
        return "" if shown == text else shown

    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return inner.adjusted(_LINE_INSET, 0, -_LINE_INSET, 0)


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label that shows ``text`` as it is, never as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        style.set_role(made, role)
    return made


def wrapped(text: str, role: str) -> QLabel:
    """Return a label that wraps ``text``, also inside words that are longer than a line."""
    made = label("", role, wrap=True)
    set_wrapped(made, text)
    return made


def set_wrapped(made: QLabel, text: str) -> None:
    """Change what such a label says."""
    made.setText(_LONG_WORD.sub(rf"\1{_ZERO_WIDTH_SPACE}", text))
    made.setAccessibleName(text)


def field_label(text: str, buddy: QWidget) -> QLabel:
    """Return the label above ``buddy``, which takes its name from it."""
    made = label(text, "muted")
    made.setBuddy(buddy)
    buddy.setAccessibleName(text)
    return made


def pill(text: str = "", tone: str = "info") -> QLabel:
    """Return a small rounded label in a tone; all pills have one height."""
    made = label(text)
    made.setFixedHeight(style.pill_height())
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    set_pill(made, text, tone)
    return made


def set_pill(made: QLabel, text: str, tone: str) -> None:
    """Change what a pill says and its tone; one without text is hidden."""
    made.setText(text)
    style.set_role(made, f"pill-{tone}")
    if made.parentWidget() or not text:  # shown without a parent, it would be a window of its own
        made.setVisible(bool(text))


def button(text: str, on_click: Callable[[], object], role: str = "", tip: str = "") -> QPushButton:
    """Return a push button; ``role`` "link" makes it look like one, "primary" marks the one that matters."""
    made = QPushButton(text)
    made.clicked.connect(lambda _checked: on_click())
    made.setToolTip(tip)
    if role:
        style.set_role(made, role)
    return made


def row(*parts: QWidget | None, spacing: int = style.GAP) -> QHBoxLayout:
    """Return ``parts`` side by side; None is a gap that takes the room that is left."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
    return line


def show_plainly(dialog: QDialog) -> None:
    """Have ``dialog``, one of Qt's own, show its texts as they are: a name in them may look like HTML."""
    for each in dialog.findChildren(QLabel):
        each.setTextFormat(Qt.TextFormat.PlainText)


class _Message(QMessageBox):
    """A message with an icon of the program's own, in the tone of what is said; Qt still knows which."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon in the colours of another theme, with which Qt brings its own back."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._draw()

    def _draw(self) -> None:
        place = self.findChild(QLabel, _ICON_LABEL)
        if place is None or self.icon() not in _ICONS:
            return
        name, tone = _ICONS[self.icon()]
        scale = self.devicePixelRatioF()
        side = round(_ICON * scale)
        drawn = drawing(name, style.theme_of(self).tone(tone).ink, QSize(side, side))
        drawn.setDevicePixelRatio(scale)
        place.setPixmap(drawn)


def message_box(
    icon: QMessageBox.Icon, title: str, text: str, parent: QWidget | None, more: str = ""
) -> QMessageBox:
    """Return a message that shows ``text``, and ``more`` beneath it, as they are; closing deletes it."""
    box = _Message(icon, title, text, parent=parent)
    box.setInformativeText(more)
    show_plainly(box)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say ``text``, which has just appeared in ``widget``, when it has finished."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # the first window says nothing

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
