"""From the start of the process to the first window on the screen, and memory when idle, against others.

All are real X11 clients on the same screen, in turns and alone on it, and looked at in the same way, from
outside: a window is there once the server shows more than empty grounds. Where a program shows a smaller
window first, that one counts.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.e2e.screen import Screen

RUNS: Final = 10
IDLE_SECONDS: Final = 4
_LATEST: Final = 60  # seconds after which a window comes no more
_LOOK_EVERY: Final = 0.004  # seconds; one look takes about as long

BARE: Final = """
from PySide6.QtWidgets import QApplication, QTableWidget
app = QApplication([])
window = QTableWidget(10, 9)
window.show()
app.exec()
"""


@dataclass(frozen=True, slots=True)
class Program:
    """How it is started, and what installs it."""

    name: str
    command: tuple[str, ...]
    package: str = ""
    starts: list[float] = field(default_factory=list)  # in seconds

    def is_there(self) -> bool:
        return shutil.which(self.command[0]) is not None


PROGRAMS: Final = (
    Program("bare window", (sys.executable, "-c", BARE)),
    Program("events-console", (sys.executable, "-m", "events_console")),
    Program("git-cola", ("git-cola",), "git-cola"),
    Program("picard", ("picard", "--no-restore", "--no-plugins"), "picard"),
)


def main() -> None:
    """Print start and size of each program, and how many times the bare window's they are."""
    programs = [program for program in PROGRAMS if program.is_there()]
    with Screen() as screen, tempfile.TemporaryDirectory() as folder:
        homes = {program.name: _make_home(Path(folder, program.name)) for program in programs}
        for run in range(RUNS + 1):
            for program in programs:
                with _running(screen, program, homes[program.name]) as seconds:
                    if run:  # the first only warms the disk cache
                        program.starts.append(seconds)
        sizes = {program.name: _idle_size(screen, program, homes[program.name]) for program in programs}
    bare, bare_size = statistics.median(programs[0].starts), sizes[programs[0].name]
    print("\nstart-up, process start to first window; memory when idle")
    for program in programs:
        median, size = statistics.median(program.starts), sizes[program.name]
        print(
            f"  {program.name:<16} {median * 1000:6.0f} ms ({min(program.starts) * 1000:.0f} to "
            f"{max(program.starts) * 1000:.0f})  {median / bare:5.2f} ×   "
            f"RSS {size[0] / 1024:5.0f} MB  {size[0] / bare_size[0]:5.2f} ×   "
            f"PSS {size[1] / 1024:5.0f} MB  {size[1] / bare_size[1]:5.2f} ×"
        )
    for program in PROGRAMS:
        if program not in programs:
            print(f"  {program.name:<16} is not installed: sudo apt-get install {program.package}")


def _make_home(folder: Path) -> Path:
    """Make a home that is a repository as well, which git-cola opens without a question."""
    folder.mkdir()
    (folder / ".gitconfig").write_text("[user]\n\tname = Nobody\n\temail = nobody@example.com\n", "utf-8")
    if shutil.which("git"):
        environment = {**os.environ, "HOME": str(folder)}
        subprocess.run(["git", "init", "--quiet", folder], check=True, env=environment)
    return folder


@contextmanager
def _running(screen: Screen, program: Program, home: Path) -> Iterator[float]:
    """Run ``program`` once; yield how many seconds its first window took."""
    begun = time.perf_counter()
    with _started(screen, program, home) as process:
        _await_window(screen, process)
        yield time.perf_counter() - begun


@contextmanager
def _started(screen: Screen, program: Program, home: Path) -> "Iterator[subprocess.Popen[bytes]]":
    environment = {name: text for name, text in screen.environment().items() if not name.startswith("XDG_")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or each start would compile the console anew
    environment |= {"HOME": str(home), "EVENTS_CONSOLE_HOME": str(home / "console")}
    environment |= dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")  # where nobody is
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(
        program.command, env=environment, cwd=home, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, 9)
        process.wait()
        while screen.is_painted():
            time.sleep(_LOOK_EVERY)


def _await_window(screen: Screen, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.perf_counter() + _LATEST
    while not screen.is_painted():
        if process.poll() is not None or time.perf_counter() > deadline:
            raise TimeoutError(f"no window came: {process.args!r}")
        time.sleep(_LOOK_EVERY)


def _idle_size(screen: Screen, program: Program, home: Path) -> tuple[int, int]:
    """Return the resident and the proportional memory in KB when it has been left alone for a while."""
    with _started(screen, program, home) as process:
        _await_window(screen, process)
        time.sleep(IDLE_SECONDS)
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    sizes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines[1:])}
    return sizes["Rss"], sizes["Pss"]
