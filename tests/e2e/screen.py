"""A screen of its own for a real X11 client: keys go in as a keyboard sends them, pixels come out."""

import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from PySide6.QtGui import QColor, QImage

_WIDTH, _HEIGHT = 1440, 900
_FEW = 8  # colours; smoothed letters have more

needs_screen = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb or xdotool is not installed"
)


class Screen:
    """An X server without a monitor, and the keyboard and eyes of a person in front of it."""

    def __init__(self) -> None:
        """Start the server; it chooses a free display."""
        self._folder = Path(tempfile.mkdtemp(prefix="screen-"))
        read, write = os.pipe()
        self._server = subprocess.Popen(
            [
                "Xvfb",
                "-nocursor",
                "-displayfd",
                str(write),
                "-screen",
                "0",
                f"{_WIDTH}x{_HEIGHT}x24",
                "-fbdir",
                self._folder,
            ],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as display:
            self.display = f":{display.readline().strip()}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait()
        shutil.rmtree(self._folder)

    def environment(self) -> dict[str, str]:
        """Return the environment of a program that is to be shown here."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def focus(self, title: str) -> None:
        """Wait for the window whose title begins with ``title`` and give it the keyboard."""
        self._xdotool("search", "--sync", "--onlyvisible", "--name", f"^{title}", "windowfocus", "--sync")

    def keys(self, *keys: str) -> None:
        """Press keys one after the other, such as "Right" or "ctrl+Return"."""
        self._xdotool("key", "--delay", "15", *keys)

    def type(self, text: str) -> None:
        """Type ``text``."""
        self._xdotool("type", "--delay", "15", text)

    def image(self) -> QImage:
        """Return what is on the screen."""
        width, height, data = self._pixels()
        return QImage(data, width, height, QImage.Format.Format_RGB32).copy()

    def is_painted(self) -> bool:
        """Return whether there is more to see than an empty window and the mouse: letters, say."""
        width, height, data = self._pixels()
        pixels = memoryview(data).cast("I")
        colours: set[int] = set()
        for row in range(0, height, 3):
            colours.update(pixels[row * width : (row + 1) * width : 3])
            if len(colours) > _FEW:
                return True
        return False

    def _pixels(self) -> tuple[int, int, bytes]:
        """Return width, height and pixels; the server keeps them in a file in X's own dump format."""
        data = (self._folder / "Xvfb_screen0").read_bytes()
        header, _, _, _, width, height = struct.unpack_from(">6I", data)
        colours = struct.unpack_from(">I", data, 76)[0]
        start = header + colours * 12
        return width, height, data[start : start + width * height * 4]

    def shows(self, colour: str) -> bool:
        """Return whether a good part of a cell's worth of pixels has exactly ``colour``."""
        image, wanted = self.image(), QColor(colour).rgb()
        found = sum(image.pixel(x, y) == wanted for y in range(0, _HEIGHT, 4) for x in range(0, _WIDTH, 4))
        return found > 40  # of the 16th part of all pixels that is looked at

    def wait_until(self, condition: Callable[[], bool], what: str, seconds: float = 15) -> None:
        """Wait for ``condition``; an AssertionError names ``what`` did not come."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"waited in vain: {what}"
            time.sleep(0.1)

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(
            ["xdotool", *arguments], env=self.environment(), check=True, timeout=30, capture_output=True
        )
