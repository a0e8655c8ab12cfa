"""A request as code for a connection, and on the clipboard."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from events_console.domain.connection import Connection, KeySource
from events_console.domain.request import Request
from events_console.forms import FORMS, Form, Shell, Target, UnwritableError, Writing
from events_console.ui.language import tr
from events_console.ui.words import tr_word

SHELLS: Final = {Shell.POSIX: "sh, bash, zsh", Shell.POWERSHELL: "PowerShell", Shell.CMD: "cmd.exe"}


def target(connection: Connection | None, shell: Shell = Shell.POSIX) -> Target:
    """Return where code for ``connection`` sends to; a sandbox stays where it is only for now."""
    if connection is None:
        return Target(shell=shell)
    endpoint_url = None if connection.keys is KeySource.SANDBOX else connection.endpoint_url
    profile = connection.profile if connection.keys is KeySource.PROFILE else None
    signed = connection.keys is not KeySource.UNSIGNED
    return Target(connection.region, profile or "", endpoint_url or "", signed=signed, shell=shell)


def write(form: Form, request: Request, connection: Connection | None, shell: Shell) -> Writing:
    """Return ``request`` in ``form`` as code for ``connection``, with what is to be said of that.

    Where the form has no words for the request, there is no text but a note that says why.
    """
    try:
        writing = form.write(request, target(connection, shell))
    except UnwritableError as error:
        said = tr("{form} cannot say this request: {error}.")
        return Writing("", (said.format(form=tr_word(form.label), error=error),))
    notes = _about(connection) if connection and form.sends else ()
    return Writing(writing.text, (*notes, *writing.notes))


def copy_as(form: Form, request: Request, connection: Connection | None, shell: Shell) -> str:
    """Put ``request`` on the clipboard as ``form``; return what to tell of that."""
    writing = write(form, request, connection, shell)
    if not writing.text:
        return " ".join(writing.notes)
    QGuiApplication.clipboard().setText(writing.text)
    told = (
        tr("Copied the request as {form} for {shell}.")
        if form.has_shell
        else tr("Copied the request as {form}.")
    )
    return " ".join((told.format(form=tr_word(form.label), shell=SHELLS[shell]), *writing.notes))


def _about(connection: Connection) -> tuple[str, ...]:
    """Return how running code differs from sending to ``connection``."""
    if connection.keys is KeySource.SANDBOX:
        note = tr("The sandbox is in this program alone: this code sends to AWS, {region}.")
        return (note.format(region=connection.region),)
    if connection.keys is KeySource.KEYRING:
        return (tr("The keys in the keyring stay there: the code takes those of its environment."),)
    return ()


def copy_menu(title: str, on_choose: Callable[[Form], object], parent: QWidget) -> QMenu:
    """Return a menu called ``title`` of the forms that a request can be copied in."""
    menu = QMenu(title, parent)
    for form in FORMS:
        if form.writes:
            menu.addAction(tr_word(form.label)).triggered.connect(partial(on_choose, form))
    return menu
