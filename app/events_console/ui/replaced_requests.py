"""The dialog that brings back a request that another one was put in the place of."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from events_console import paths
from events_console.services import drafts, replaced
from events_console.services.drafts import Draft
from events_console.services.replaced import Replaced
from events_console.ui.exchange_text import short_time

if TYPE_CHECKING:
    from events_console.ui.main_window import MainWindow


def ask(window: "MainWindow", on_choose: Callable[[Draft], object]) -> None:
    """Ask in front of ``window`` which one, and call ``on_choose`` with it; or say why there is none."""
    try:
        entries = replaced.listed(paths.replaced_drafts())
    except OSError as error:
        window.warn(f"The replaced requests cannot be listed: {error}.")
        return
    if not entries:
        window.tell("No edited request has been replaced by another one yet.")
        return
    lines = {
        f"{number}.  {short_time(entry.time)}  {entry.about}": entry
        for number, entry in enumerate(entries, 1)
    }
    dialog = QInputDialog(window)
    dialog.setWindowTitle("Bring back a replaced request")
    dialog.setLabelText("Newest first; the present request changes places with it:")
    dialog.setOption(QInputDialog.InputDialogOption.UseListViewForComboBoxItems)
    dialog.setComboBoxItems([*lines])
    dialog.setOkButtonText("Bring back")
    dialog.textValueSelected.connect(lambda line: _take(window, lines[line], on_choose))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _take(window: "MainWindow", entry: Replaced, on_choose: Callable[[Draft], object]) -> None:
    try:
        kept = drafts.load(entry.path)
    except OSError as error:
        window.warn(f"{entry.path} cannot be read: {error.strerror or error}.")
    except ValueError as damage:
        window.warn(f"The request {damage}")
    else:
        if kept is None:
            window.tell("That request is gone: ten others have been replaced since.")
        else:
            on_choose(kept)
