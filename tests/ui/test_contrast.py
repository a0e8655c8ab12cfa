"""Contrast as the Web Content Accessibility Guidelines 2.2 measure it, of the themes and of what is drawn."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget

from events_console.ui import style
from tests.ui.windows import Open

_LINES: Final = 3.0  # success criterion 1.4.11

themes = pytest.mark.parametrize("theme", style.THEMES.values(), ids=style.THEMES)


def _light(colour: QColor) -> float:
    """Return the relative luminance of ``colour``, from 0 to 1."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted(_light(QColor(colour)) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def _of_text(theme: style.Theme) -> float:
    """Return what text must have: level AA, and level AAA where high contrast is wanted."""
    return 7.0 if theme.contrast else 4.5


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert _contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@themes
def test_text_can_be_read_on_whatever_it_stands(theme: style.Theme) -> None:
    tones = (theme.error, theme.warning, theme.info, theme.good)
    plain = (theme.window, theme.surface, theme.raised)
    pairs = {
        *((ink, ground) for ink in (theme.text, theme.muted, theme.accent) for ground in plain),
        *((ink, theme.info.tint) for ink in (theme.text, theme.muted, theme.accent)),  # what is selected
        *((theme.text, tone.tint) for tone in tones),
        *((tone.ink, ground) for tone in tones for ground in (*plain, tone.tint)),
        (theme.on_accent, theme.accent),
    }
    weak = {pair: _contrast(*pair) for pair in pairs if _contrast(*pair) < _of_text(theme)}
    assert not weak


@themes
def test_lines_that_say_something_can_be_seen(theme: style.Theme) -> None:
    marks = [theme.accent, theme.muted]  # the focus, and the frame of what can be checked
    marks += [tone.ink for tone in (theme.error, theme.warning, theme.info, theme.good)]
    if theme.contrast:
        marks += [theme.border, theme.line]
    grounds = (theme.window, theme.surface, theme.raised)
    pairs = {(mark, ground) for mark in marks for ground in grounds}
    weak = {pair: _contrast(*pair) for pair in pairs if _contrast(*pair) < _LINES}
    assert not weak


@themes
def test_every_text_that_is_drawn_can_be_read(
    theme: style.Theme, qapp: QApplication, open_window: Open
) -> None:
    window = open_window().window
    style.apply(qapp, theme)
    qapp.processEvents()
    image = window.grab().toImage()
    drawn = {text: _drawn(_cut(image, widget)) for text, widget in _texts(window)}
    assert len(drawn) > 20
    weak = {text: contrast for text, contrast in drawn.items() if contrast < _of_text(theme)}
    assert not weak


def _texts(window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Yield what says something and can be used now, and what it says."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QPushButton | QToolButton) and widget.isEnabled():
            is_whole = widget.visibleRegion().boundingRect() == widget.rect()
            if widget.isVisible() and is_whole and any(letter.isalnum() for letter in widget.text()):
                yield widget.text(), widget


def _cut(image: QImage, widget: QWidget) -> QImage:
    scale = image.devicePixelRatio()
    place = widget.mapTo(widget.window(), QPoint()) * scale
    return image.copy(QRect(place, widget.size() * scale))


def _drawn(image: QImage) -> float:
    """Return the contrast between the ground, which is most of ``image``, and what differs most from it."""
    colours = Counter(
        image.pixelColor(x, y).name() for y in range(image.height()) for x in range(image.width())
    )
    ground = colours.most_common(1)[0][0]
    return max(_contrast(colour, ground) for colour in colours)
