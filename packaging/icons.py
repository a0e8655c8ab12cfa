"""Draw the program's icon from `resources/icons/app.svg` in the sizes and containers that systems want."""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "resources" / "icons" / "app.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES = (16, 24, 32, 48, 64, 256)
# Apple's names for a PNG of so many pixels.
MAC_SIZES = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def png(size: int) -> bytes:
    """Return the icon as a PNG of ``size`` by ``size`` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def ico() -> bytes:
    """Return the icon in the format of Windows: a directory of PNG images, in which 0 stands for 256."""
    images = [png(size) for size in WINDOWS_SIZES]
    offset = 6 + 16 * len(images)
    directory = b""
    for size, image in zip(WINDOWS_SIZES, images, strict=True):
        directory += struct.pack("<4B2H2I", size % 256, size % 256, 0, 0, 1, 32, len(image), offset)
        offset += len(image)
    return struct.pack("<3H", 0, 1, len(images)) + directory + b"".join(images)


def icns() -> bytes:
    """Return the icon in the format of macOS: named chunks of PNG images."""
    images = {name: png(size) for name, size in MAC_SIZES.items()}
    chunks = b"".join(name + struct.pack(">I", 8 + len(image)) + image for name, image in images.items())
    return b"icns" + struct.pack(">I", 8 + len(chunks)) + chunks


if __name__ == "__main__":
    folder = ROOT / "build" / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "app.ico").write_bytes(ico())
    (folder / "app.icns").write_bytes(icns())
