"""The building blocks of the window."""

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from events_console.ui import style
from events_console.ui.parts import message_box


@pytest.mark.parametrize(
    ("icon", "tone"),
    [
        (QMessageBox.Icon.Information, "info"),
        (QMessageBox.Icon.Question, "info"),
        (QMessageBox.Icon.Warning, "warning"),
        (QMessageBox.Icon.Critical, "error"),
    ],
)
def test_a_message_has_an_icon_of_its_own_in_the_tone_of_every_theme(
    icon: QMessageBox.Icon, tone: str, window: QWidget, qapp: QApplication, qtbot: QtBot
) -> None:
    box = message_box(icon, "Title", "Something is the matter.", window)
    box.open()
    qtbot.waitUntil(box.isVisible)
    assert box.icon() is icon
    for theme in style.THEMES.values():
        style.apply(qapp, theme)
        image = (
            next(each for each in box.findChildren(QLabel) if not each.pixmap().isNull()).pixmap().toImage()
        )
        assert image.deviceIndependentSize().toSize().toTuple() == (32, 32)
        assert _inks(image) == {theme.tone(tone).ink}
    box.reject()
    style.apply(qapp, style.LIGHT)


def _inks(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {QColor(pixel.rgb()).name().upper() for pixel in pixels if pixel.alpha() == 255}
