"""The work behind an export, which may be done on any thread."""

from collections.abc import Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from events_console.domain.annotation import Kept
from events_console.domain.history_query import Query
from events_console.services import files
from events_console.services.exports import Form, Found, Output, Picked
from events_console.ui.language import tr

if TYPE_CHECKING:
    from events_console.forms.report import Facts
    from events_console.services.history import History
    from events_console.ui.report_pdf import Fonts

READINGS: Final = {"csv": 2, "html": 2, "pdf": 3}  # of the exchanges, once for other kinds


@dataclass(frozen=True, slots=True)
class Job:
    """What to write of ``history``, as what, and where to; ``fonts`` are those of a PDF.

    ``wanted`` is a query or the IDs of the exchanges, in their order.
    """

    history: "History"
    wanted: Query | tuple[str, ...]
    form: Form
    path: Path
    fonts: "Fonts | None" = None


@dataclass(frozen=True, slots=True)
class Done:
    """What was written, as in "3 exchanges", and in sentences what is to be said of that."""

    what: str
    notes: tuple[str, ...] = ()


class Progress:
    """How far an export is: how many exchanges were read, and how many readings there will be.

    One thread writes it and another one reads; whoever sets ``is_cancelled`` breaks it off.
    """

    def __init__(self) -> None:
        """Begin at nothing."""
        self.read = self.total = 0
        self.is_cancelled = False


def run(job: Job, progress: Progress) -> Done | str | None:
    """Write a file for its owner alone, whole or not at all; return why not, or None if it was cancelled."""
    try:
        found = _picked(job)
        progress.total = len(found) * READINGS.get(job.form.kind, 1)
        reading = _Reading(found, progress)
        output = Output(reading, job.form, job.wanted.line if isinstance(job.wanted, Query) else "")
        if job.form.kind == "pdf" and job.form.facts and job.fonts:
            files.export(job.path, (_pdf(reading, job.form.facts, job.fonts),))
        else:
            files.export(job.path, (piece.encode(errors="backslashreplace") for piece in output))
    except CancelledError:
        return None
    except OSError as error:
        return str(error.strerror or error)
    except ValueError as error:
        return str(error)
    what = output.what or tr("%Ln exchange(s)", "", reading.count)
    return Done(what, (*output.notes, *found.unreadable))


def _picked(job: Job) -> Picked:
    if isinstance(job.wanted, Query):
        return Found(job.history, job.wanted, job.form.mask)
    return Picked(job.history, job.wanted, job.form.mask)


def _pdf(reading: "_Reading", facts: "Facts", fonts: "Fonts") -> bytes:
    from events_console.forms.report_outline import outline
    from events_console.ui import report_pdf

    if why := report_pdf.too_many(len(reading)):
        raise ValueError(why)
    return report_pdf.write(reading, facts, outline(reading), fonts)


class _Reading:
    """Exchanges, counted as they are read."""

    def __init__(self, found: Picked, progress: Progress) -> None:
        self.count = 0  # of the last time
        self._found, self._progress = found, progress

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Kept]:
        self.count = 0
        for kept in self._found:
            if self._progress.is_cancelled:
                raise CancelledError
            yield kept
            self.count += 1
            self._progress.read += 1
