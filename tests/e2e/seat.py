"""A person at the program who has a keyboard and a screen reader: no mouse, and no eyes but the reader's."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from events_console import paths
from events_console.services import settings
from events_console.services.settings import Settings
from tests.e2e.at_spi import Place, Reader, Thing, accessible_session
from tests.e2e.screen import Screen

WINDOW = ".*Events Console"  # a file that is open comes first


@dataclass(frozen=True, slots=True)
class Seat:
    """A screen, a screen reader and the program, which is started with :meth:`running`."""

    screen: Screen
    reader: Reader
    environment: dict[str, str]

    @contextmanager
    def running(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Start the program as somebody who knows the first steps, and wait until everything is there."""
        if not paths.settings_file().exists():
            settings.save(paths.settings_file(), Settings(guided=True))
        command = [sys.executable, "-m", "events_console"]
        with subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL) as program:
            try:
                self.screen.focus(WINDOW)
                self.until(lambda: self.reader.find("label", "Sandbox listening"), "the sandbox")
                yield program
            finally:
                program.terminate()

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for ``condition``."""
        self.screen.wait_until(lambda: bool(condition()), what)

    def main(self) -> Thing:
        """Return the window of the program."""
        return next(each for each in self.reader.windows() if each.role == "frame")

    def menus(self) -> list[Thing]:
        """Return the menus of the menu bar."""
        (bar,) = (each for each in self.reader.walk(self.main()) if each.role == "menu bar")
        return self.reader.children(bar)

    def open(self, act: Callable[[], object]) -> Thing:
        """Return the dialog or popup that comes up when ``act`` is done, with the keyboard in it."""
        before = {each.place for each in self.reader.windows()}
        self.reader.forget()
        act()
        self.until(lambda: self._opened(before), "a dialog or popup")
        opened = self._opened(before)
        if opened[0] in self.reader.windows():  # a popup takes the keyboard by itself
            self.screen.focus(re.escape(opened[0].name))
        return opened[0]

    def _opened(self, before: set[Place]) -> list[Thing]:
        focus = self.reader.focus()
        tops = [*self.reader.windows(), *([self.reader.top(focus)] if focus else [])]
        return [each for each in tops if each.place not in before]

    def close(self, window: Thing, *keys: str) -> None:
        """Press ``keys``, or Escape until ``window`` is gone; then the keyboard is the window's again."""
        if keys:
            self.screen.keys(*keys)
        for _ in range(0 if keys else 3):
            if self.reader.is_shown(window):
                self.screen.keys("Escape")
        self.until(lambda: not self.reader.is_shown(window), f"{window} closing")
        self.screen.focus(WINDOW)  # as a window manager would


@contextmanager
def seat() -> Iterator[Seat]:
    """Set up a screen and a screen reader of their own."""
    with Screen() as screen, accessible_session() as buses, Reader(buses) as reader:
        yield Seat(screen, reader, {**screen.environment(), **buses, "LC_ALL": "C.UTF-8"})
