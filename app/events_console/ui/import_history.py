"""Adding the exchanges of a file, which a history has exported, to the history."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from events_console.services import exchange_lines
from events_console.ui.language import tr
from events_console.ui.parts import message_box
from events_console.ui.work_bar import Cancelled, WorkBar

if TYPE_CHECKING:
    from events_console.services.history import History
    from events_console.services.history_import import Added

_FILTER: Final = tr("JSON Lines (*.jsonl);;All files (*)")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the exchanges of a file, how many lines hold none, and sentences on those."""

    added: "Added"
    flaws: int = 0
    told: tuple[str, ...] = ()


def choose(history: "History", work: WorkBar, window: QWidget) -> None:
    """Ask for a file and add its exchanges to ``history`` on a thread; say what came of it."""
    name, _ = QFileDialog.getOpenFileName(window, tr("Import exchanges"), "", _FILTER)
    if name:
        path = Path(name)
        what = tr("Importing {file}").format(file=path.name)
        work.run(what, partial(read, history, path), partial(_tell, path, window))


def read(history: "History", path: Path, is_cancelled: Cancelled) -> Imported | str:
    """Add the exchanges in the file ``path``, or return why not; what was added before a cancel stays."""
    try:
        with path.open("rb") as file:
            reading = exchange_lines.Reading(file)
            added = history.add(takewhile(lambda _: not is_cancelled(), reading))
    except OSError as error:
        return str(error.strerror or error)
    except ValueError as error:
        return str(error)
    return reading.nothing() or Imported(added, reading.flaws, tuple(reading.told()))


def _tell(path: Path, window: QWidget, imported: Imported | str) -> None:
    if isinstance(imported, str):
        icon, more = QMessageBox.Icon.Warning, ""
        said = tr("{file} cannot be imported: {why}.").format(file=path, why=imported)
    else:
        icon = QMessageBox.Icon.Warning if imported.flaws else QMessageBox.Icon.Information
        said, more = " ".join(_sentences(path, imported.added)), _told(imported)
    message_box(icon, tr("Import exchanges"), said, window, more).open()


def _sentences(path: Path, added: "Added") -> Iterator[str]:
    yield tr("%Ln exchange(s) added from {file}.", "", added.added).format(file=path.name)
    if added.present:
        yield tr("%Ln was here already.", "", added.present)
    if added.annotated:
        yield tr("%Ln without star, note or tags here got those of the file.", "", added.annotated)
    if added.differing:
        yield tr("%Ln differs in star, note or tags; those here are kept.", "", added.differing)
    if others := len(added.other):
        yield tr("%Ln differs from what is here under the same ID, which stays as it is.", "", others)


def _told(imported: Imported) -> str:
    flaws = imported.flaws
    return "\n".join((tr("%Ln line(s) could not be read:", "", flaws), *imported.told)) if flaws else ""
