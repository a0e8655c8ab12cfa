"""Draw the pictures of the README anew: the real window with a few answers and a problem, in both themes."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from events_console.ui.session import Session

PICTURES = Path(__file__).parent / "pictures"
SIZE = (1360, 860)


def main() -> None:
    """Write one picture for each theme."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["EVENTS_CONSOLE_HOME"] = home
        app = QApplication([])
        session = Session(app)
        session.show(None)
        session.window.resize(*SIZE)  # the platform without a screen has little room for a first size
        session.window.sides.setSizes([280, 700, 340])
        _wait(app, lambda: session.console.service is not None and session.console.checked)
        _play(app, session)
        for theme in ("light", "dark"):
            session.set_theme(theme)
            _wait(app, lambda: False, seconds=0.5)
            session.window.grab().save(str(PICTURES / f"window-{theme}.png"))
        session.close()


def _play(app: QApplication, session: Session) -> None:
    """Send a request three times, once to a sandbox that throttles, then break a cell."""
    for fault in ("", "throttle", ""):
        next(action for action in session.window.actions_.faults if action.data() == fault).trigger()
        settled: list[object] = []
        session.console.settled.connect(settled.append)
        session.console.send()
        _wait(app, settled.__len__)
    table = session.window.compose.table
    table.table.setData(table.table.index(0, 2), "lots")
    table.show_place("/eventList/1/itemId")


def _wait(app: QApplication, condition: Callable[[], object], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    main()
