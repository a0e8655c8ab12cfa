"""From a keystroke in a cell to its problem painted."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.ui.session import Session

KEYSTROKES = 300
MANY = 100_000


def main() -> None:
    """Print the keystroke times for ten events and for many."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["EVENTS_CONSOLE_HOME"] = home
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        session = Session(app)
        session.show(None)
        wait(app, lambda: session.console.service is not None and session.console.checked)
        console = session.console
        print("\nkeystroke in a cell to its problem painted")
        event = console.request.event(0)
        few = [Object({**event, "itemId": f"item-{number}"}) for number in range(10)]
        _measure(app, session, console.request.with_events(few), f"{10:>7,} events")
        long = [_interaction(event, number) for number in range(MANY)]
        root = console.request.root.without("userId").without("sessionId")
        _measure(app, session, Request(root).with_events(long), f"{MANY:>7,} events, each with a problem")
        session.close()


def _measure(app: QApplication, session: Session, request: Request, name: str) -> None:
    console = session.console
    console.edit(request, "Fill")
    wait(app, lambda: console.checked)
    times = sorted(_keystrokes(app, session))
    p99 = times[int(len(times) * 0.99)]
    print(f"  {name:<34} p50 {statistics.median(times):6.2f} ms   p99 {p99:6.2f} ms")


def _interaction(event: Object, number: int) -> Object:
    """Return an event of a long document, which is too old for metrics."""
    own = {"userId": f"user-{number % 9_000}", "sessionId": f"visit-{number % 9_000}"}
    return Object({**own, **event, "itemId": f"item-{number}", "sentAt": 1_410_000_000 + number})


def _keystrokes(app: QApplication, session: Session) -> list[float]:
    view = session.window.compose.table
    view.show_place("/eventList/1/eventValue")
    view.setFocus()
    view.edit(view.currentIndex())
    editor = view.indexWidget(view.currentIndex())
    times = []
    for number in range(KEYSTROKES):
        key = Qt.Key.Key_X if number % 2 == 0 else Qt.Key.Key_Backspace
        begin = time.perf_counter()
        QTest.keyClick(editor, key)
        app.processEvents()
        times.append((time.perf_counter() - begin) * 1000)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    app.processEvents()
    return times


def wait(app: QApplication, condition: Callable[[], object], seconds: float = 120) -> None:
    """Run the event loop until ``condition`` holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        app.processEvents()
        time.sleep(0.0005)
