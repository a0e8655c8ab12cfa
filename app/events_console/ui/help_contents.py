"""The help: how everything here is done, in the language of the window, which stays open beside it."""

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QUrl
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextTable
from PySide6.QtWidgets import QMainWindow

from events_console import paths
from events_console.ui.help import SearchedText, set_tables, show_rules, show_shortcuts
from events_console.ui.language import tr
from events_console.ui.sizes import fit

_SHARES: Final = (32, 68)  # per cent of the width, for the columns of its tables
_ELSEWHERE: Final = {"rules.md": show_rules, "shortcuts": show_shortcuts}  # by the target of a link
_LINE: Final = 125  # per cent of the type: what is read is looser than what is worked with
_BETWEEN: Final = 8  # pixels between paragraphs
_NO_ANCHOR: Final = re.compile(r"[^\w-]")


def show_help(window: QMainWindow) -> None:
    """Show the help beside ``window``, where it was left if it is open."""
    dialog = window.findChild(HelpContents) or HelpContents(window)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


class HelpContents(SearchedText):
    """The text of the help."""

    def __init__(self, window: QMainWindow) -> None:
        """Show it from its beginning; links open what ``window`` has to say besides."""
        super().__init__(tr("Help"), tr("Search the help"), window)
        fit(self, 720, 760)
        self._window = window
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw it in the colours of another theme, and stay where it is read."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            place = self.text.verticalScrollBar().value()
            self._draw()
            self.text.verticalScrollBar().setValue(place)

    def _draw(self) -> None:
        self.text.setMarkdown(_markdown())
        document = self.text.document()
        document.setDocumentMargin(12)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable) and not frame.cellAt(0, 0).firstCursorPosition().block().text():
                frame.removeRows(0, 1)  # Markdown has no table without a head
        set_tables(self.text, _SHARES)
        at_once = QTextCursor(document)
        at_once.beginEditBlock()
        for block in _blocks(document.begin()):
            _set(block)
        at_once.endEditBlock()

    def _follow(self, url: QUrl) -> None:
        """Go to a section of this page, or open what else there is."""
        if show := _ELSEWHERE.get(url.path()):
            show(self._window)
        else:
            self.text.scrollToAnchor(url.fragment())


def _markdown() -> str:
    """Return the help in the language of the window, in English where it is not told in that."""
    translated = paths.resource("help", f"help_{QLocale().name().partition('_')[0]}.md")
    file = translated if translated.is_file() else paths.resource("help", "help.md")
    return file.read_text(encoding="utf-8").replace(" ▸", "\N{NO-BREAK SPACE}▸")  # ways through menus


def _blocks(block: QTextBlock) -> Iterator[QTextBlock]:
    while block.isValid():
        yield block
        block = block.next()


def _set(block: QTextBlock) -> None:
    """Give a paragraph room, and a heading a name that links can lead to: that of Markdown on the web."""
    cursor = QTextCursor(block)
    shape = block.blockFormat()
    level = shape.headingLevel()
    shape.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setTopMargin(_BETWEEN * 2 if level > 1 else 0)
    shape.setBottomMargin(0 if isinstance(cursor.currentFrame(), QTextTable) else _BETWEEN)
    cursor.setBlockFormat(shape)
    if level:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        letters = QTextCharFormat()
        letters.setAnchor(True)
        letters.setAnchorNames([_NO_ANCHOR.sub("", block.text().lower().replace(" ", "-"))])
        cursor.mergeCharFormat(letters)
