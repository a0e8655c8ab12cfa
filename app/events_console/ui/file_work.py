"""The work behind opening and saving a document, which may be done on any thread."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from events_console import forms, paths
from events_console.domain import long_document
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.forms import Reading, Target
from events_console.services import files, replaced
from events_console.services.drafts import Draft, Origin
from events_console.ui.language import tr

_AT_ONCE: Final = 256 * 1024  # bytes or characters that are read and written within some milliseconds
_FEW: Final = 1_000  # events
_CSV: Final = ".csv"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds: its text, and the reading of it where it is a document of our own, else code.

    There is no ``origin`` where it can be read only once: standard input and pipes.
    """

    text: str
    reading: Reading | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Saved:
    """A document as it is in ``file`` now; ``notes`` say what would be read otherwise from it."""

    file: Origin
    notes: tuple[str, ...] = ()


def is_quickly_read(name: str) -> bool:
    """Return whether the file ``name`` is read in no time; what can be read only once is read at once."""
    path = Path(name)
    try:
        return name == "-" or not path.is_file() or path.stat().st_size <= _AT_ONCE
    except OSError:
        return True


def is_quickly_written(draft: Draft) -> bool:
    """Return whether ``draft`` is written in no time."""
    return len(draft.request.events) <= _FEW and len(draft.json_text or "") <= _AT_ONCE


def read(name: str) -> Opened | str:
    """Return what the file ``name`` holds, or why it cannot be opened."""
    from events_console.forms import json_request  # the first window does without it

    try:
        data, text = files.read_document(name)
        reading = summarised(json_request.read(text)) if _is_json(text) else None
    except (OSError, ValueError) as error:
        return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    path = Path(name).absolute()
    lasting = name != "-" and path.is_file()
    return Opened(text, reading, Origin(path, files.fingerprint(data)) if lasting else None)


def save(path: Path, draft: Draft, is_cancelled: Callable[[], bool] = lambda: False) -> Saved | str:
    """Write the document of ``draft`` to ``path``, or return why it is not written.

    A name that ends in ".csv" makes a table of it, any other the JSON that the AWS CLI reads.
    """
    from events_console.forms import json_request  # the same

    notes: tuple[str, ...] = ()
    try:
        if path.suffix.lower() == _CSV:
            if draft.json_text is not None:
                return tr("the JSON view holds text that is no request yet; mend it, or save it as .json")
            writing = forms.form("csv").write(draft.request, Target())
            text, notes = writing.text, writing.notes
        else:
            text = json_request.write(draft.request) if draft.json_text is None else draft.json_text
        if len(text) > files.LARGEST_DOCUMENT:
            most = files.LARGEST_DOCUMENT // 1024**2
            large = tr("It is larger than {most} MiB, the most that is opened here: split it as well.")
            notes = (*notes, large.format(most=most))
        if is_cancelled():
            return tr("that was cancelled")
        fingerprint = files.save(path, text)
    except OSError as error:
        return str(error.strerror or error)
    except UnicodeEncodeError:
        return tr("the JSON view holds half a character; delete it")
    except ValueError as error:
        return str(error)
    return Saved(Origin(path.absolute(), fingerprint), notes)


def is_ours(file: Origin, own: Origin | None) -> bool:
    """Return whether ``file`` holds what it did, or what was written to it as ``own`` since."""
    return replaced.is_in_file(file) or (
        own is not None and own.path == file.path and replaced.is_in_file(own)
    )


def save_unasked(draft: Draft, own: Origin | None) -> Saved | str:
    """Write a request to the file of its ``draft`` as :func:`save` does, or return why it is not written.

    It is not where a table cannot say all of it, nor where others have changed the file or taken it away
    since it was opened or saved, or written as ``own``.
    """
    file = draft.file
    if file is None or not is_ours(file, own):
        return "another program has changed it or taken it away"
    if file.path.suffix.lower() == _CSV and forms.form("csv").write(draft.request, Target()).notes:
        return "a table cannot say all of the request"
    return save(file.path, draft)


def keep(draft: Draft, request: Request, is_elsewhere: Callable[[], bool]) -> str | None:
    """Keep ``draft`` before ``request`` takes its place; return why that failed, None if it need not be."""
    if (draft.json_text is None and request.is_same(draft.request)) or is_elsewhere():
        return None
    try:
        replaced.keep(paths.replaced_drafts(), draft)
    except OSError as error:
        return str(error.strerror or error)
    return ""


def summarised(reading: Reading) -> Reading:
    """Return ``reading`` with a note of what a long document holds before the others."""
    request = reading.request
    if not long_document.is_long(request):
        return reading
    objects = (event for event in request.events if isinstance(event, Object))
    users = {user for event in objects if isinstance(user := event.get("userId"), str)}
    note = tr("{events} of {users}; sent as {requests}.").format(
        events=tr("%Ln event(s)", "", len(request.events)),
        users=tr("%Ln user(s)", "of so many", len(users)) if users else tr("nobody in particular"),
        requests=tr("%Ln request(s)", "", long_document.count(request)),
    )
    return replace(reading, notes=(note, *reading.notes))


def _is_json(text: str) -> bool:
    """Return whether ``text`` is, or is to be, a document of our own; all else is code."""
    form = forms.detect(text)
    return form is None or (form.name == "json" and text.lstrip()[:1] in {"{", "[", ""})
