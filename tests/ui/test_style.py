"""The look: what has the focus, and what is switched off, can be told in both themes."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QMenu,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from events_console.ui import style
from events_console.ui.form_rows import Check
from events_console.ui.sizes import fit


def colours(widget: QWidget) -> list[str]:
    """Return the colours from top to bottom of ``widget``, beside what can be checked."""
    image = widget.grab().toImage()
    return [image.pixelColor(20, line).name().upper() for line in range(image.height())]


@pytest.mark.parametrize("theme", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_focus_draws_a_line_and_what_is_off_looks_so(
    theme: style.Theme, qapp: QApplication, window: QWidget, qtbot: QtBot
) -> None:
    style.apply(qapp, theme)
    buttons: list[QAbstractButton] = [Check(" "), QRadioButton(" ")]
    spin = QSpinBox()
    spin.setSpecialValueText(" ")
    box = QVBoxLayout(window)
    for each in (*buttons, spin):
        box.addWidget(each)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and spin.isVisible())
    for each in buttons:
        each.setFocus()
        assert colours(each).count(theme.accent) == 2  # above and below
        spin.setFocus()
        assert theme.accent not in colours(each)
    assert theme.surface in colours(spin)
    spin.setEnabled(False)
    assert theme.surface not in colours(spin)
    assert theme.raised in colours(spin)


def test_what_has_a_height_of_its_own_is_higher_in_a_large_type(qapp: QApplication) -> None:
    usual = qapp.font()
    assert (style.control_height(), style.row_height(), style.pill_height()) == (32, 34, 22)
    large = QFont(usual)
    large.setPixelSize(26)
    QApplication.setFont(large)
    try:
        assert (style.control_height(), style.row_height(), style.pill_height()) == (64, 68, 44)
        style.apply(qapp, style.LIGHT)
        button = QPushButton("x")
        assert button.iconSize().width() == 32
    finally:
        QApplication.setFont(usual)
        style.apply(qapp, style.LIGHT)
    assert QPushButton("x").iconSize().width() == 16


def test_no_dialog_is_larger_than_the_screen_has_room_for(window: QWidget) -> None:
    dialog = QDialog(window)
    fit(dialog, 9_000, 9_000)
    room = dialog.screen().availableSize()
    assert dialog.width() < room.width()
    assert dialog.height() <= room.height() - 40


@pytest.mark.parametrize("theme", [style.CONTRAST_LIGHT, style.CONTRAST_DARK])
def test_the_arrow_of_a_submenu_is_as_clear_as_text_in_high_contrast(
    theme: style.Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    style.apply(qapp, theme)
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addMenu("Copy as")
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    image = menu.grab().toImage()
    right = [
        image.pixelColor(x, y).name().upper()
        for x in range(image.width() - 28, image.width() - 4)
        for y in range(6, image.height() - 6)
    ]
    assert theme.text in right
    style.apply(qapp, style.LIGHT)
