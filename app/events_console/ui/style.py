"""The look: every colour and measure in one place; they reach widgets by the palette and one style sheet.

A widget says what it is with the property ``role`` (see :func:`set_role`); a pane never names a colour. The
tokens and their contrast (at least 5.2:1) are those of the design.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from events_console import paths

GAP: Final = 10
PADDING: Final = 12
ROW_HEIGHT: Final = 34
CONTROL_HEIGHT: Final = 32
_PILL_HEIGHT: Final = 22
_USUAL: Final = 13  # pixels of the type that measures are given for
_FUSION: Final = "Fusion"
_ENLARGEMENT: Final = "enlargement"
# Measures of the style sheet that are type as well, in pixels.
_SIDES: Final = {"icon_side": 16, "box_side": 14, "chevron_side": 12}


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour for text and lines and the tint behind it."""

    ink: str
    tint: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme."""

    dark: bool
    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    faint: str  # what is disabled, which needs no contrast
    accent: str
    on_accent: str
    error: Tone
    warning: Tone
    info: Tone
    good: Tone

    @property
    def contrast(self) -> bool:
        """Whether lines tell things apart, and no tints."""
        return self.border == self.text

    @property
    def line(self) -> str:
        """The colour between rows."""
        return self.border if self.contrast else self.raised

    def tone(self, name: str) -> Tone:
        """Return the tone called "error", "warning", "info" or "good"."""
        return {"error": self.error, "warning": self.warning, "info": self.info, "good": self.good}[name]


LIGHT: Final = Theme(
    dark=False,
    window="#F6F7F9",
    surface="#FFFFFF",
    raised="#EEF0F4",
    border="#D5D9E0",
    text="#1B1F27",
    muted="#565E6C",
    faint="#A6ADB9",
    accent="#1F5FBF",
    on_accent="#FFFFFF",
    error=Tone("#B3261E", "#FCEBEA"),
    warning=Tone("#8A5300", "#FFF4E0"),
    info=Tone("#1F5FBF", "#E8F0FE"),
    good=Tone("#1B6E3C", "#E6F5EC"),
)
DARK: Final = Theme(
    dark=True,
    window="#16181D",
    surface="#1E2128",
    raised="#272B34",
    border="#3A404C",
    text="#E8EAEE",
    muted="#A3ABB8",
    faint="#5C6473",
    accent="#7FB0FF",
    on_accent="#10131A",
    error=Tone("#FF8A80", "#3A2022"),
    warning=Tone("#F0B45A", "#382C17"),
    info=Tone("#7FB0FF", "#1C2A40"),
    good=Tone("#74D29A", "#17301F"),
)
# High contrast drops the tints and keeps the lines; every text has 7:1 and more.
CONTRAST_LIGHT: Final = Theme(
    dark=False,
    window="#FFFFFF",
    surface="#FFFFFE",
    raised="#E4E4E4",
    border="#000000",
    text="#000000",
    muted="#262626",
    faint="#6B6B6B",
    accent="#00309C",
    on_accent="#FFFFFF",
    error=Tone("#8E0000", "#FFFFFE"),
    warning=Tone("#5C3200", "#FFFFFE"),
    info=Tone("#00309C", "#D2E2FF"),
    good=Tone("#00461B", "#FFFFFE"),
)
CONTRAST_DARK: Final = Theme(
    dark=True,
    window="#000000",
    surface="#000001",
    raised="#2A2A2A",
    border="#FFFFFF",
    text="#FFFFFF",
    muted="#E0E0E0",
    faint="#9A9A9A",
    accent="#8EC5FF",
    on_accent="#000000",
    error=Tone("#FF9E96", "#000001"),
    warning=Tone("#FFD27A", "#000001"),
    info=Tone("#8EC5FF", "#0B3260"),
    good=Tone("#7CF0AC", "#000001"),
)
THEMES: Final = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-light": CONTRAST_LIGHT,
    "contrast-dark": CONTRAST_DARK,
}


def theme_of(widget: QWidget) -> Theme:
    """Return the theme that ``widget`` is shown in.

    The program's palette says which; that of a widget, which the style sheet changes, tells light from dark
    where a widget is shown in a program without a theme.
    """
    is_dark = widget.palette().window().color().lightness() < 128  # noqa: PLR2004  # half
    return _theme() or (DARK if is_dark else LIGHT)


def wanted_theme(app: QApplication, choice: str) -> Theme:
    """Return the theme for the setting ``choice``: one of :data:`THEMES`, or else what the system uses."""
    if choice in THEMES:
        return THEMES[choice]
    hints = app.styleHints()
    name = "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        name = f"contrast-{name}"
    return THEMES[name]


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return the application, in the style Fusion from the start: to ask it for its style takes 15 ms."""
    app = QApplication([*arguments, "-style", _FUSION])
    app.setProperty(_FUSION, True)
    return app


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole program the colours of ``theme``."""
    if not app.property(_FUSION):
        app.setStyle(QStyleFactory.create(_FUSION))
        app.setProperty(_FUSION, True)
    app.setPalette(_palette(theme))
    app.setStyleSheet(_sheet(theme))


def enlarge(app: QApplication, font: QFont, factor: float) -> None:
    """Make the whole program's type ``factor`` times as large as a person's own ``font``, and its icons."""
    app.setProperty(_ENLARGEMENT, factor)
    larger = QFont(font)
    if font.pointSizeF() > 0:
        larger.setPointSizeF(font.pointSizeF() * factor)
    else:
        larger.setPixelSize(round(font.pixelSize() * factor))
    QApplication.setFont(larger)
    # Without it, widgets with a style of their own keep their font.
    app.setStyleSheet(_sheet(theme) if (theme := _theme()) else app.styleSheet())


def control_height() -> int:
    """Return how many pixels high controls are in a person's type, without what :func:`enlarge` adds."""
    return _in_type(CONTROL_HEIGHT)


def row_height() -> int:
    """Return how many pixels high rows are, as :func:`control_height`."""
    return _in_type(ROW_HEIGHT)


def pill_height() -> int:
    """Return how many pixels high pills are, as :func:`control_height`."""
    return _in_type(_PILL_HEIGHT)


def set_role(widget: QWidget, role: str) -> None:
    """Say what ``widget`` is, so that the style sheet knows how it looks; a change shows at once."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # before that the style looks anyway
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def fixed_font() -> QFont:
    """Return the system's monospaced font, for wire and code alone."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    if not QFontInfo(font).fixedPitch():  # a system without a setting for it names any font
        font.setFamily("monospace")
        font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def _theme() -> Theme | None:
    """Return the theme of the program, if it has one."""
    window = QApplication.palette().window().color()
    return next((theme for theme in THEMES.values() if QColor(theme.window) == window), None)


def _enlargement() -> float:
    app = QApplication.instance()
    return (app and app.property(_ENLARGEMENT)) or 1.0


def _in_type(pixels: int) -> int:
    """Return ``pixels``, or as many more as the type that a person has set is larger than usual."""
    set_to = QFontInfo(QApplication.font()).pixelSize() / _enlargement()
    return round(pixels * max(1.0, set_to / _USUAL))


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(theme.window))
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_accent,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.info.tint,
        role.HighlightedText: theme.text,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.raised,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: theme.border,
    }
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.faint))
    return palette


def _sheet(theme: Theme) -> str:
    tokens = {name: getattr(theme, name) for name in _TOKENS}
    toned = (
        _filled("tone.qss", {"tone": name, "ink": theme.tone(name).ink, "tint": theme.tone(name).tint})
        for name in ("error", "warning", "info", "good")
    )
    sides = {name: round(_in_type(side) * _enlargement()) for name, side in _SIDES.items()}
    sides |= {"dot_side": sides["box_side"] - 8, "radius": sides["box_side"] // 2 + 1}  # of radio buttons
    tokens |= {name: f"{side}px" for name, side in sides.items()}
    tokens |= {"tint": theme.info.tint, "fixed": fixed_font().family()}
    for name in ("chevron", "submenu"):
        drawn = paths.resource("icons", f"{name}-{'dark' if theme.dark else 'light'}.svg")
        tokens[name] = drawn.as_posix()
    whole = _filled("console.qss", tokens)
    lines = (_filled("contrast.qss", tokens),) if theme.contrast else ()
    return "".join((*toned, whole, *lines))


def _filled(name: str, values: dict[str, str]) -> str:
    sheet = paths.resource("themes", name).read_text(encoding="utf-8")
    return re.sub(r"@([a-z-]+)", lambda found: values[found[1].replace("-", "_")], sheet.partition("*/")[2])


_TOKENS: Final = ("window", "surface", "raised", "border", "text", "muted", "faint", "accent", "on_accent")
