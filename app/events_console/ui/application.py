"""Starting and ending the program: its language first, then the window, everything heavy behind it."""

import os
import sys
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from events_console import paths
from events_console.services import settings
from events_console.ui import language
from events_console.ui.language import tr

APPLICATION_ID: Final = "io.github.eventsconsole.EventsConsole"
UNUSABLE: Final = 2  # the exit code that the command line has for it


def run(file: str | None = None) -> int:
    """Open the window, on the request in ``file`` if one is named; return the exit code once it is closed."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("events-console")
    QGuiApplication.setDesktopFileName(APPLICATION_ID)
    try:
        kept = settings.kept(paths.settings_file())
        language.install(app, kept.settings.language)
        from events_console.ui.session import Session  # its modules say their texts in that language

        session = Session(app, kept)
    except OSError as error:
        return _without_place(error)
    session.show(file)
    code = app.exec()
    if not session.close():
        # A request that still waits for its answer would keep the process for as long. Its row is there, and
        # the next start says of it that it may have arrived.
        os._exit(code)
    return code


def _without_place(error: OSError) -> int:
    """Say why there is nothing to keep anything in."""
    from PySide6.QtWidgets import QMessageBox

    from events_console.ui.parts import TITLE, message_box

    trouble = tr("There is no place to keep the history and the draft: {error}.").format(error=error)
    message_box(QMessageBox.Icon.Critical, TITLE, trouble, None).exec()
    return UNUSABLE
