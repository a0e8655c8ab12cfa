"""The icons: they follow the theme, and live as long as Qt needs them."""

import gc

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from events_console import paths
from events_console.ui import style
from events_console.ui.icons import icon

NAMES = sorted(
    file.stem for file in paths.resource("icons").glob("*.svg") if "currentColor" in file.read_text()
)


def inks(drawn: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """Return the colours of what is wholly covered."""
    image = drawn.pixmap(QSize(64, 64), 1.0, mode).toImage()
    pixels = (image.pixelColor(x, y) for x in range(64) for y in range(64))
    return {QColor(pixel.rgb()).name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_one_colour_of_the_theme(qapp: QApplication, name: str) -> None:
    style.apply(qapp, style.LIGHT)
    assert inks(icon(name, "text")) == {style.LIGHT.text.lower()}


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    drawn = icon("star", "accent")
    for theme in style.THEMES.values():
        style.apply(qapp, theme)
        assert inks(drawn) == {theme.accent.lower()}
        assert inks(drawn, QIcon.Mode.Disabled) == {theme.faint.lower()}
    style.apply(qapp, style.LIGHT)


def test_a_copy_that_goes_its_own_way_is_still_drawn(qapp: QApplication) -> None:
    style.apply(qapp, style.LIGHT)
    copies = []
    for _ in range(50):
        copy = QIcon(icon("star", "text"))
        copy.setIsMask(True)  # has Qt make an engine of its own for it
        copies.append(copy)
    gc.collect()
    assert all(inks(copy) == {style.LIGHT.text.lower()} for copy in copies)
