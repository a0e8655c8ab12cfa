"""The icons: line drawings of one set, in the colour that their theme has for text of that kind."""

from typing import ClassVar, Final, Literal, TypeAlias

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap

from events_console import paths

Ink: TypeAlias = Literal["text", "muted", "accent", "on-accent"]

_ROLES: Final = {
    "text": QPalette.ColorRole.ButtonText,
    "muted": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Accent,
    "on-accent": QPalette.ColorRole.BrightText,
}


def icon(name: str, ink: Ink = "muted") -> QIcon:
    """Return the icon in `resources/icons` called ``name``; it follows a change of the theme by itself."""
    return QIcon(_Drawing(name, ink))


class _Drawing(QIconEngine):
    """Draws a line drawing when it is asked for, in the colour that the palette has at that time."""

    _clones: ClassVar["list[_Drawing]"] = []  # Qt goes on with them where Python would let them go

    def __init__(self, name: str, ink: Ink) -> None:
        super().__init__()
        self._name, self._ink = name, ink
        self._drawn: dict[tuple[str, int, int], QPixmap] = {}

    def clone(self) -> "_Drawing":
        made = _Drawing(self._name, self._ink)
        self._clones.append(made)
        return made

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, scale))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Disabled:
            colour = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
        else:
            colour = palette.color(_ROLES[self._ink]).name()
        pixels = size * scale
        key = colour, pixels.width(), pixels.height()
        if key not in self._drawn:
            self._drawn[key] = drawing(self._name, colour, pixels)
        drawn = QPixmap(self._drawn[key])
        drawn.setDevicePixelRatio(scale)
        return drawn


def drawing(name: str, colour: str, size: QSize) -> QPixmap:
    """Return the icon called ``name`` in ``colour``, as large as there is room in ``size`` pixels."""
    from PySide6.QtSvg import QSvgRenderer  # the first window loads what it draws, and no more

    lines = paths.resource("icons", f"{name}.svg").read_bytes()
    drawn = QPixmap(size)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    side = min(size.width(), size.height())
    place = QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side)
    QSvgRenderer(QByteArray(lines.replace(b"currentColor", colour.encode()))).render(painter, place)
    painter.end()
    return drawn
