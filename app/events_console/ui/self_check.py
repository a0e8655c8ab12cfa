"""The window of `--self-check`: opened as ever, looked at, and closed."""

import sys
from typing import Final

from PySide6.QtCore import QEventLoop, QSize, QTimer, qVersion
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

_PATIENCE: Final = 30_000  # milliseconds until it can send
_FEWEST: Final = 20  # colours: a blank window has one or two, a line of smooth text more than these


def draw() -> str:
    """Open the window, wait until it can send, and return what it was drawn with.

    Raises:
        RuntimeError: it does not come so far, or nothing is to be seen in it.
    """
    app = QApplication(["events-console"])
    from events_console.ui.session import Session  # brings every pane

    session = Session(app)
    loop = QEventLoop()
    session.console.ready.connect(loop.quit)
    QTimer.singleShot(_PATIENCE, loop, lambda: loop.exit(1))
    raised: list[BaseException] = []

    def end(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        raised.append(error)
        loop.quit()

    sys.excepthook = end  # where what Qt calls raises
    session.show(None)
    late = loop.exec()
    image = session.window.grab().toImage()
    session.window.close()
    session.close()
    if raised:
        raise RuntimeError(f"{type(raised[0]).__name__}: {raised[0]}") from raised[0]
    if late:
        raise RuntimeError(f"the window cannot send {_PATIENCE // 1000} seconds after its start")
    if (seen := _colours(image)) < _FEWEST:
        raise RuntimeError(f"the window is blank: it shows {seen} colours")
    return f"drawn in {image.width()} by {image.height()} with Qt {qVersion()} on {app.platformName()}"


def _colours(image: QImage) -> int:
    """Return how many colours ``image`` has, made small without mixing any."""
    small = image.scaled(QSize(400, 400)).convertToFormat(QImage.Format.Format_RGB32)
    return len({small.pixel(x, y) for x in range(small.width()) for y in range(small.height())})
