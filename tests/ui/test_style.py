"""The look: what has the focus, and what is switched off, can be told in both themes."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from events_console.ui import style
from events_console.ui.form_rows import Check


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
