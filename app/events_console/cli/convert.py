"""`convert`: a request in another form."""

import sys
from typing import Final

from events_console import forms
from events_console.cli import documents
from events_console.cli.arguments import Options
from events_console.cli.output import Exit, remark, say, unusable, write
from events_console.domain import long_document
from events_console.forms import Shell, Target, UnwritableError, Writing

_WHOLE: Final = ("json", "yaml", "csv")  # that can say a long document
_TERMINAL: Final = "control characters are shown as \\u escapes here; a file or pipe gets them as they are."


def run(options: Options) -> Exit:
    """Print the request in a file in the form that was asked for, and what is to be said of it beside."""
    document = documents.read(options.file, options.read_as, options.request)
    if document is None:
        return Exit.UNUSABLE
    form = forms.form(options.to)
    request = document.request
    if form.name not in _WHOLE and long_document.is_long(request):
        if (number := long_document.count(request)) > 1:
            return unusable(
                f"{document.name}: it is sent as {number:,} requests, and {form.label} says one of them: "
                f"choose it with --request N, or convert all to {', '.join(_WHOLE[:-1])} or {_WHOLE[-1]}"
            )
        request = next(long_document.parts(request)).request
    target = Target(
        options.region or "",
        options.profile or "",
        options.endpoint_url or "",
        signed=not options.no_sign_request,
        shell=Shell(options.shell),
    )
    try:
        writing = form.write(request, target)
    except UnwritableError as error:
        return unusable(f"{document.name}: {form.label} cannot say this request: {error}")
    document.tell_notes()
    remark(*(f"{document.name}: note: {note}" for note in writing.notes))
    _print(writing, document.name)
    return Exit.GOOD


def _print(writing: Writing, name: str) -> None:
    if not sys.stdout.isatty():
        write(writing.text)
    elif say(*writing.text.removesuffix("\n").split("\n")):
        remark(f"{name}: note: {_TERMINAL}")
