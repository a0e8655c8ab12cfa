"""Adding the exchanges of a file, which a history has exported, to the history."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from events_console.domain.wording import counted
from events_console.services import exchange_lines
from events_console.ui.parts import message_box
from events_console.ui.work_bar import Cancelled, WorkBar

if TYPE_CHECKING:
    from events_console.services.history import History
    from events_console.services.history_import import Added

_FILTER: Final = "JSON Lines (*.jsonl);;All files (*)"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the exchanges of a file, how many lines hold none, and sentences on those."""

    added: "Added"
    flaws: int = 0
    told: tuple[str, ...] = ()


def choose(history: "History", work: WorkBar, window: QWidget) -> None:
    """Ask for a file and add its exchanges to ``history`` on a thread; say what came of it."""
    name, _ = QFileDialog.getOpenFileName(window, "Import exchanges", "", _FILTER)
    if name:
        path = Path(name)
        work.run(f"Importing {path.name}", partial(read, history, path), partial(_tell, path, window))


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
        icon, said, more = QMessageBox.Icon.Warning, f"{path} cannot be imported: {imported}.", ""
    else:
        icon = QMessageBox.Icon.Warning if imported.flaws else QMessageBox.Icon.Information
        said, more = " ".join(_sentences(path, imported.added)), _told(imported)
    message_box(icon, "Import exchanges", said, window, more).open()


def _sentences(path: Path, added: "Added") -> Iterator[str]:
    yield f"{counted(added.added, 'exchange')} added from {path.name}."
    if added.present:
        verb = "was" if added.present == 1 else "were"
        yield f"{added.present:,} {verb} here already."
    if added.annotated:
        yield f"{added.annotated:,} without star, note or tags here got those of the file."
    if added.differing:
        verb = "differs" if added.differing == 1 else "differ"
        yield f"{added.differing:,} {verb} in star, note or tags; those here are kept."
    if added.other:
        verb = "differs" if len(added.other) == 1 else "differ"
        yield f"{len(added.other):,} {verb} from what is here under the same ID, which stays as it is."


def _told(imported: Imported) -> str:
    flaws = imported.flaws
    return "\n".join((f"{counted(flaws, 'line')} could not be read:", *imported.told)) if flaws else ""
