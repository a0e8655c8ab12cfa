"""The look: every colour and measure, in one place; they reach widgets through the palette and one style sheet.

A widget says what it is with the property ``role`` (see :func:`set_role`); a pane never names a colour. The tokens and
their contrast (at least 5.2:1) are those of the design.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

GAP: Final = 10
PADDING: Final = 12
ROW_HEIGHT: Final = 34
CONTROL_HEIGHT: Final = 32


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
    accent: str
    on_accent: str
    error: Tone
    warning: Tone
    info: Tone
    good: Tone

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
    accent="#7FB0FF",
    on_accent="#10131A",
    error=Tone("#FF8A80", "#3A2022"),
    warning=Tone("#F0B45A", "#382C17"),
    info=Tone("#7FB0FF", "#1C2A40"),
    good=Tone("#74D29A", "#17301F"),
)


def theme_of(widget: QWidget) -> Theme:
    """Return the theme that ``widget`` is shown in: the one whose window colour its palette has."""
    return DARK if widget.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT  # noqa: PLR2004  # half


def wanted_theme(app: QApplication, choice: str) -> Theme:
    """Return the theme for the setting ``choice``: "light", "dark", or else what the system uses."""
    if choice == "system":
        return DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole program the colours of ``theme``."""
    if app.style().name() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(theme))
    app.setStyleSheet(_sheet(theme))


def set_role(widget: QWidget, role: str) -> None:
    """Say what ``widget`` is, so that the style sheet knows how it looks; a change shows at once."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def fixed_font() -> QFont:
    """Return the system's monospaced font, for wire and code alone."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    if not QFontInfo(font).fixedPitch():  # a system without a setting for it names any font
        font.setFamily("monospace")
        font.setStyleHint(QFont.StyleHint.Monospace)
    return font


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
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.muted))
    return palette


def _sheet(theme: Theme) -> str:
    tones = {name: theme.tone(name) for name in ("error", "warning", "info", "good")}
    toned = "".join(
        f'QLabel[role="pill-{name}"] {{ color: {tone.ink}; background: {tone.tint}; border-radius: 10px;'
        " padding: 2px 9px; font-weight: 600; }\n"
        f'QLabel[role="{name}"] {{ color: {tone.ink}; }}\n'
        f'QLineEdit[role="{name}"], QPlainTextEdit[role="{name}"] {{ background: {tone.tint}; border: 1px solid {tone.ink}; }}\n'
        f'QAbstractItemView[role="boxed-{name}"] {{ border: 1px solid {tone.ink}; border-radius: 6px; }}\n'
        f'QFrame[role="banner-{name}"] {{ background: {tone.tint}; border: 1px solid {tone.ink}; border-radius: 6px; }}\n'
        for name, tone in tones.items()
    )
    colours = {name: getattr(theme, name) for name in _TOKENS}
    return toned + _SHEET.format(**colours, tint=theme.info.tint, fixed=fixed_font().family())


_TOKENS: Final = ("window", "surface", "raised", "border", "text", "muted", "accent", "on_accent")
_SHEET: Final = """
QFrame[role="card"] {{ background: {surface}; border: 1px solid {border}; border-radius: 8px; }}
QFrame[role="popup"] {{ background: {surface}; border: 1px solid {border}; }}
QLabel[role="title"] {{ font-weight: 600; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLineEdit, QComboBox, QDateTimeEdit, QSpinBox {{
    background: {surface}; color: {text}; border: 1px solid {border}; border-radius: 6px; padding: 5px 9px;
    selection-background-color: {accent}; selection-color: {on_accent}; placeholder-text-color: {muted};
}}
QLineEdit:focus, QComboBox:focus, QDateTimeEdit:focus, QSpinBox:focus {{ border-color: {accent}; }}
QLineEdit:disabled {{ color: {muted}; background: {raised}; }}
QLineEdit[role="plain"] {{ border-color: transparent; background: transparent; padding: 1px 3px; }}
QLineEdit[role="plain"]:focus {{ border-color: {accent}; }}
QLineEdit[role="cell"] {{ border: 2px solid {accent}; border-radius: 0; padding: 0 6px; }}
QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: 22px; }}
QPlainTextEdit, QTextEdit, QTextBrowser {{
    background: {surface}; color: {text}; border: 1px solid {border}; border-radius: 6px; padding: 6px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QPlainTextEdit {{ font-family: "{fixed}"; }}
QPlainTextEdit:focus, QTextBrowser:focus {{ border-color: {accent}; }}
QPlainTextEdit[role="flat"], QTextBrowser[role="flat"] {{ border: none; border-radius: 0; }}
QPushButton, QToolButton {{
    background: {surface}; color: {text}; border: 1px solid {border}; border-radius: 6px; padding: 6px 12px;
}}
QPushButton:hover, QToolButton:hover {{ background: {raised}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {accent}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {tint}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {muted}; background: {raised}; }}
QPushButton[role="primary"] {{
    background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; padding: 6px 18px;
}}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; padding: 5px 17px; }}
QPushButton[role="primary"]:disabled {{ background: {raised}; color: {muted}; border-color: {border}; }}
QPushButton[role="link"], QToolButton[role="link"] {{
    background: transparent; color: {accent}; border: 1px solid transparent; padding: 2px 4px;
}}
QPushButton[role="link"]:hover, QToolButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus {{ border-color: {accent}; }}
QPushButton[role="link"]:disabled, QToolButton[role="link"]:disabled {{ color: {muted}; }}
QToolButton[role="tool"] {{ border-color: transparent; background: transparent; padding: 5px; }}
QToolButton[role="tool"]:hover {{ background: {raised}; }}
QToolButton[role="tool"]:focus {{ border-color: {accent}; }}
QToolButton[role="toggle"] {{ border-color: transparent; background: transparent; color: {muted}; padding: 2px 8px; }}
QToolButton[role="toggle"]:checked {{ background: {tint}; color: {text}; }}
QToolButton[role="toggle"]:focus {{ border-color: {accent}; }}
QToolButton::menu-indicator {{ image: none; }}
QTabBar {{ background: transparent; border: none; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 7px 12px; border: none; border-bottom: 2px solid transparent; }}
QTabBar[role="compact"]::tab {{ padding: 7px 8px; }}
QTabBar::tab:selected {{ color: {text}; font-weight: 600; border-bottom-color: {accent}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:focus {{ color: {accent}; }}
QAbstractItemView {{
    background: {surface}; color: {text}; border: none; outline: none;
    selection-background-color: {tint}; selection-color: {text};
}}
QTableView {{ gridline-color: {raised}; }}
QTableView[role="boxed"], QListView[role="boxed"] {{ border: 1px solid {border}; border-radius: 6px; }}
QAbstractItemView[role|="boxed"]:focus {{ border-color: {accent}; }}
QAbstractItemView[role|="boxed"]::item {{ padding: 3px 6px; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{
    background: {surface}; color: {muted}; border: none; border-bottom: 1px solid {border}; padding: 6px 8px;
}}
QTableCornerButton::section {{ background: {surface}; border: none; border-bottom: 1px solid {border}; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {border}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {border}; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenuBar {{ background: {window}; color: {text}; padding: 2px 6px; }}
QMenuBar::item {{ background: transparent; padding: 4px 8px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {raised}; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {tint}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 4px 8px; }}
QStatusBar {{ background: {window}; color: {muted}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {muted}; padding: 0 4px; }}
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {border}; padding: 4px 6px; }}
QProgressBar {{ background: {raised}; border: none; border-radius: 2px; max-height: 4px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px; }}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}
QDateTimeEdit::up-button, QDateTimeEdit::down-button {{ border: none; width: 0; }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {muted}; border-radius: 8px; background: {surface}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {raised}; }}
"""
