"""Measures that grow with the type: a larger font needs wider columns and dialogs."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QDialog, QWidget

FRAME: Final = QSize(2, 40)  # pixels that border and title bar take, not known before they are there
_USUAL: Final = 13  # pixels of the type that measures are given for


def grown(pixels: int, widget: QWidget) -> int:
    """Return ``pixels``, or as many more as the type of ``widget`` is larger than usual."""
    return round(pixels * max(1.0, QFontInfo(widget.font()).pixelSize() / _USUAL))


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Make ``dialog`` that large in pixels for usual type, larger for larger type, but within the screen."""
    wanted = QSize(grown(width, dialog), grown(height, dialog))
    dialog.resize(wanted.boundedTo(room(dialog)))


def fit_text(dialog: QDialog, width: int) -> None:
    """Give ``dialog``, which holds texts that wrap, a width for usual type and all the height they take."""
    wide = grown(width, dialog)
    dialog.setMinimumSize(QSize(wide, dialog.heightForWidth(wide)).boundedTo(room(dialog)))


def room(dialog: QDialog) -> QSize:
    """Return how large ``dialog`` can be to be on the screen wholly, with its frame."""
    return dialog.screen().availableSize() - FRAME
