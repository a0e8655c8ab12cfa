"""Draw the pictures of the README and of software centres anew: the real window at work, light and dark.

Size, content and time zone are always the same; times, durations and IDs are those of the moment.
`screenshots.py FOLDER` puts them elsewhere.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from events_console.services.examples import EXAMPLES
from events_console.ui import language

PICTURES: Final = Path(__file__).parent / "pictures"
SIZE: Final = (1360, 860)
_THEMES: Final = ("light", "dark")
_COLOURS: Final = 256  # in a picture, which keeps it small; the window has few more


def main() -> None:
    """Write a picture of each scene in each theme."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["EVENTS_CONSOLE_HOME"] = home
        app = QApplication([])
        language.install(app, "en")
        into = Path(sys.argv[1]) if sys.argv[1:] else PICTURES
        desk = Desk(app, into)
        for scene in (desk.a_marked_cell, desk.a_refused_request):
            name = scene()
            for theme in _THEMES:
                desk.draw(name, theme)
        desk.close()


class Desk:
    """Somebody at the window, who sends to the sandbox."""

    def __init__(self, app: QApplication, into: Path) -> None:
        """Open the window for somebody who knows the first steps; pictures go into a folder."""
        from events_console.ui.session import Session  # its modules say their texts in the language

        self._app, self._into = app, into
        self._session = session = Session(app)
        session.preferences.choose(guided=True, time_zone="UTC")
        session.show(None)
        self._window = window = session.window
        window.resize(*SIZE)  # the platform without a screen has little room for a first size
        self.wait(lambda: session.console.service is not None and session.console.checked)
        window.sides.setSizes([244, 728, 364])
        window.right.setSizes([350, 420])
        window.centre.setSizes([500, 270])
        window.compose.table.setColumnWidth(2, 110)

    def a_marked_cell(self) -> str:
        """Send a few requests, one to a sandbox that throttles, then break a cell of the last one."""
        for example, fault in (("travel", ""), ("video", ""), ("shop", "throttle"), ("shop", "")):
            self.open(example)
            next(action for action in self._window.actions_.faults if action.data() == fault).trigger()
            self.send()
        table = self._window.compose.table
        table.table.setData(table.table.index(3, 2), "129.95 EUR")
        table.show_place("/eventList/3/eventValue")
        return "window"

    def a_refused_request(self) -> str:
        """Send what the service refuses, and look at the first cell that it means."""
        self.open("problems")
        self.send()
        self._window.compose.table.show_place("/eventList/0/eventType")
        return "refused"

    def open(self, name: str) -> None:
        """Open one of the examples."""
        example = next(each for each in EXAMPLES if each.name == name)
        self._window.document.open_example(example)
        self.wait(lambda: self._session.console.request == example.read() and self._session.console.checked)

    def send(self) -> None:
        """Send it without a question, and wait for the answer and for its line in the history."""
        lines = self._window.history.view.model()
        before = lines.rowCount()
        self._session.console.send()
        self.wait(lambda: not self._session.console.is_busy and lines.rowCount() > before)

    def draw(self, name: str, theme: str) -> None:
        """Write the picture of the window in a theme."""
        self._session.preferences.choose(theme=theme)
        self._window.statusBar().clearMessage()
        self.wait(lambda: False, seconds=0.5)  # until nothing moves
        file = self._into / f"{name}-{theme}.png"
        _with_fewer_colours(self._window.grab().toImage()).save(str(file), quality=0)  # the smallest
        print(f"{file.name:20} {file.stat().st_size:>8,} bytes")

    def wait(self, condition: Callable[[], object], seconds: float = 10) -> None:
        """Let the window go on until the condition holds."""
        end = time.monotonic() + seconds
        while not condition() and time.monotonic() < end:
            self._app.processEvents()
            time.sleep(0.005)

    def close(self) -> None:
        """End the run."""
        self._window.close()
        self._session.close()


def _with_fewer_colours(image: QImage) -> QImage:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    common = Counter(memoryview(image.constBits()).cast("I")).most_common(_COLOURS)
    colours = [colour for colour, _ in common]
    return image.convertToFormat(
        QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.ThresholdDither
    )


if __name__ == "__main__":
    main()
