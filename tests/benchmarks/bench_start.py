"""From the start of the process to the first window painted, and memory when idle, against a bare window.

Both are real X11 clients on the same screen, in turns.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.e2e.screen import Screen

RUNS = 10
IDLE_SECONDS = 4

BARE = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTableWidget
app = QApplication([])
window = QTableWidget(10, 9)
"""
OURS = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
run = QApplication.exec
def watched(app):
    next(one for one in app.topLevelWidgets() if one.isVisible()).installEventFilter(eyes)
    return run()
QApplication.exec = watched
"""
EYES = """
class Eyes(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            print(time.time(), flush=True)
        return False
eyes = Eyes()
"""
RUN_BARE = "window.installEventFilter(eyes)\nwindow.show()\napp.exec()"
RUN_OURS = "from events_console.__main__ import main\nsys.argv[1:] = []\nmain()"


def main() -> None:
    """Print the two starts, their ratio and the two sizes."""
    programs = {"bare window": BARE + EYES + RUN_BARE, "events-console": OURS + EYES + RUN_OURS}
    starts: dict[str, list[float]] = {name: [] for name in programs}
    with Screen() as screen, tempfile.TemporaryDirectory() as home:
        for run in range(RUNS + 1):
            for name, program in programs.items():
                seconds = _start(screen, program, Path(home))
                if run:  # the first only warms the disk cache
                    starts[name].append(seconds)
        sizes = {name: _idle_size(screen, program, Path(home)) for name, program in programs.items()}
    print("\nstart-up, process start to first paint; memory when idle")
    bare = statistics.median(starts["bare window"])
    for name, times in starts.items():
        median = statistics.median(times)
        print(
            f"  {name:<16} {median * 1000:7.0f} ms  {median / bare:5.2f} ×   "
            f"{sizes[name] / 1024:6.0f} MB  {sizes[name] / sizes['bare window']:5.2f} ×"
        )


def _start(screen: Screen, program: str, home: Path) -> float:
    begin = time.time()
    with _running(screen, program, home) as process:
        assert process.stdout is not None
        painted = float(process.stdout.readline())
        process.kill()
    return painted - begin


def _idle_size(screen: Screen, program: str, home: Path) -> int:
    """Return the resident memory in KB of the program when it has been left alone for a while."""
    with _running(screen, program, home) as process:
        time.sleep(IDLE_SECONDS)
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        process.kill()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def _running(screen: Screen, program: str, home: Path) -> "subprocess.Popen[str]":
    environment = {**screen.environment(), "EVENTS_CONSOLE_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or each start would compile the console anew
    return subprocess.Popen(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True
    )
