"""Starting and ending the program: its language first, then the window, everything heavy behind it."""

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QIcon

from events_console import paths
from events_console.services import settings
from events_console.services.crash import Crashes
from events_console.ui import language, style
from events_console.ui.language import tr

if TYPE_CHECKING:
    from events_console.ui.session import Session

APPLICATION_ID: Final = "io.github.eventsconsole.EventsConsole"
_SETTLED: Final = 1000  # milliseconds after which a start is over
UNUSABLE: Final = 2  # the exit code that the command line has for it


def run(file: str | None = None) -> int:
    """Open the window, on the request in ``file`` if one is named; return the exit code once it is closed."""
    app = style.make_application(sys.argv[:1])
    app.setApplicationName("events-console")
    QGuiApplication.setDesktopFileName(APPLICATION_ID)
    app.setWindowIcon(QIcon(str(paths.resource("icons", "app.svg"))))
    try:
        kept = settings.kept(paths.settings_file())
        language.install(app, kept.settings.language)
        from events_console.ui.session import Session  # its modules say their texts in that language

        crashes = Crashes(paths.crashes_folder())
        session = Session(app, kept)
    except OSError as error:
        return _without_place(error)
    crashes.watch()
    session.window.painted.connect(partial(_report_crashes, session, crashes))
    session.show(file)
    QTimer.singleShot(_SETTLED, gc.enable)
    code = app.exec()
    ended = session.close()
    crashes.end()
    if session.restarts:
        _start_again(file)
    if not ended:
        # A request that still waits for its answer would keep the process for as long. Its row is there, and
        # the next start says of it that it may have arrived.
        os._exit(code)
    return code


def _start_again(file: str | None) -> None:
    """Start the program as this run was, but for ``file``: the draft knows where it stood."""
    import subprocess

    arguments = sys.orig_argv[1 : -1 if file else None]
    subprocess.Popen([sys.executable, *arguments])  # noqa: S603  # what this run was started with


def _report_crashes(session: "Session", crashes: Crashes) -> None:
    """Tell of what goes wrong in the program from now on, and of how it ended before."""
    from events_console.services import crash
    from events_console.ui.crash_reports import CrashReports  # the first paint does without it

    reports = CrashReports(crashes, session.window)
    crash.install(reports.report)
    session.window.actions_.add_crash_reports(reports)
    session.tasks.run(crashes.collect, reports.tell_of_earlier)


def _without_place(error: OSError) -> int:
    """Say why there is nothing to keep anything in."""
    from PySide6.QtWidgets import QMessageBox

    from events_console.ui.parts import TITLE, message_box

    trouble = tr("There is no place to keep the history and the draft: {error}.").format(error=error)
    message_box(QMessageBox.Icon.Critical, TITLE, trouble, None).exec()
    return UNUSABLE
