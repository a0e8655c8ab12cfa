"""The files opened and saved last, as a menu to open them again from."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from events_console.services.settings import MOST_RECENT
from events_console.ui.language import tr


class RecentFiles(QMenu):
    """Lists files, the one used last first, and forgets them one by one or all.

    Signals: ``changed(tuple[str, ...])`` with their paths; ``told(str)`` with a sentence for the status bar.
    """

    changed = Signal(object)
    told = Signal(str)

    def __init__(self, open_file: Callable[[str], object], parent: QWidget) -> None:
        """Have ``open_file`` open what is chosen."""
        super().__init__(tr("Open &recent"), parent)
        self._open_file = open_file
        self.setToolTipsVisible(True)
        self.show_files(())

    def show_files(self, files: Sequence[str]) -> None:
        """List ``files``."""
        self.files = tuple(files)
        self.clear()
        for number, (file, name) in enumerate(zip(files, _names(files), strict=True), 1):
            action = self._add(f"{_mnemonic(number)} {name}", partial(self._open, file))
            action.setStatusTip(file)
            action.setToolTip(file)
        self.addSeparator()
        clear = self._add(tr("&Clear", "the list of recent files"), partial(self._change, ()))
        clear.setStatusTip(tr("Forget which files were opened and saved; the files stay"))
        self.setEnabled(bool(files))

    def add(self, file: str) -> None:
        """Put ``file`` first."""
        self._change((file, *(each for each in self.files if each != file))[:MOST_RECENT])

    def _add(self, text: str, do: Callable[[], object]) -> QAction:
        action = self.addAction(text)
        # Afterwards, for what it does lists other actions in its place.
        action.triggered.connect(lambda _: do(), Qt.ConnectionType.QueuedConnection)
        return action

    def _open(self, file: str) -> None:
        if Path(file).exists():
            self._open_file(file)
            return
        self._change(tuple(each for each in self.files if each != file))
        self.told.emit(tr("{file} is not there any more; it has been taken off the list.").format(file=file))

    def _change(self, files: tuple[str, ...]) -> None:
        if files != self.files:
            self.changed.emit(files)


def _mnemonic(number: int) -> str:
    return f"{number // 10 or ''}&{number % 10}"


def _names(files: Iterable[str]) -> list[str]:
    """Return the names of ``files``, with as much of the folder behind them as tells alike ones apart."""
    paths = [Path(file) for file in files]
    return [
        _name(path, [other for other in paths if other.name == path.name and other != path]) for path in paths
    ]


def _name(path: Path, alike: Sequence[Path]) -> str:
    folder, depth = "", 0
    while any(_end(other, depth) == _end(path, depth) for other in alike) and depth < len(path.parts):
        depth += 1
        folder = "/".join(_end(path, depth))
    shown = f"{path.name} – {folder}" if folder else path.name
    return shown.replace("&", "&&")


def _end(path: Path, depth: int) -> tuple[str, ...]:
    """Return the last ``depth`` folders that ``path`` is in."""
    return path.parent.parts[-depth:] if depth else ()
