"""Text of any length, as much of it as Qt lays out in some milliseconds, and back as it is."""

import re
from typing import Final

from PySide6.QtGui import QTextDocument

from events_console.ui.language import number, tr

MOST: Final = 40_000  # characters that are shown
_LONGEST: Final = 4_000  # of them in one line: Qt lays a line out as a whole
_LONG_LINE: Final = re.compile(rf"^.{{{_LONGEST + 1},}}$", re.MULTILINE)
_PARAGRAPH: Final = "\N{PARAGRAPH SEPARATOR}"  # how Qt ends a line


def is_long(text: str) -> bool:
    """Return whether only a part of ``text`` is shown."""
    return len(text) > MOST or _LONG_LINE.search(text) is not None


def shown(text: str) -> str:
    """Return ``text``, without what is too much of it, but with how much that is."""
    if not is_long(text):
        return text
    beginning = _LONG_LINE.sub(_shortened, text[:MOST])
    left = len(text) - MOST
    return f"{beginning}\n{left_out(left)}" if left > 0 else beginning


def left_out(count: int) -> str:
    """Return what stands in the place of so many characters."""
    return tr("… {count} more characters").format(count=number(count))


def exact(document: QTextDocument) -> str:
    """Return the text of ``document`` as it is; Qt's ``toPlainText`` makes plain blanks of others."""
    return document.toRawText().replace(_PARAGRAPH, "\n")


def _shortened(line: re.Match[str]) -> str:
    return f"{line[0][:_LONGEST]}{left_out(len(line[0]) - _LONGEST)}"
