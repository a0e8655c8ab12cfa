"""Code forms: how a request is written down outside the window, and how it is read back.

:data:`FORMS` is the table of them. The module of a form has ``read_all(text) -> tuple[Reading, ...]``, where
it can be read, and ``write(request, target) -> Writing``, where it can be written; it is imported when one
of them is asked for. What cannot be read raises :class:`UnreadableError`, what cannot be written
:class:`UnwritableError`. Reading executes, fetches and opens nothing.
"""

import importlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, cast

from events_console.domain import endpoint
from events_console.domain.json_value import walk
from events_console.domain.placeholders import unfilled
from events_console.domain.problem import Problem
from events_console.domain.request import Request
from events_console.domain.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_CODE: Final = 262_144  # characters of code; ten events have at most 100 KB


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was read as.

    ``problems`` are about the text and cannot be seen in the document (a key given twice); ``notes`` say in
    sentences what was guessed, dropped or resolved; ``title`` tells it from others in the same text.
    """

    request: Request
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    title: str = ""


class UnreadableError(ValueError):
    """A text that no document can be made of: why, without the place.

    ``line`` and ``column`` count from 1, 0 is no place.
    """

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        """Keep where it is beside what it is."""
        super().__init__(f"line {line}, column {column}: {message}" if line else message)
        self.message = message
        self.line = line
        self.column = column


class UnwritableError(ValueError):
    """A request that a form has no words for; the message says in a sentence what and how to mend it."""


class Shell(StrEnum):
    """The program that a command line is typed into; its words are quoted as that wants it."""

    POSIX = "posix"
    POWERSHELL = "powershell"
    CMD = "cmd"


@dataclass(frozen=True, slots=True)
class Target:
    """Where code sends a request, and with what: never keys, but a ``profile`` or, without, the environment.

    Without ``region`` that of the profile or the environment counts; ``endpoint_url`` is empty for AWS's own.
    """

    region: str = ""
    profile: str = ""
    endpoint_url: str = ""
    signed: bool = True
    shell: Shell = Shell.POSIX


@dataclass(frozen=True, slots=True)
class Writing:
    """A request as code that runs as it stands; ``notes`` say in sentences what the form could not say."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a request down: ``name`` on the command line, ``label`` in the window.

    ``sends``: it is no document but code, which sends the request where it says; ``has_shell``: to be typed
    into one of several shells.
    """

    name: str
    label: str
    module: str
    reads: bool = True
    writes: bool = True
    sends: bool = True
    has_shell: bool = False

    def read_all(self, text: str) -> tuple[Reading, ...]:
        """Return every request in ``text``, one at least; else raise :class:`UnreadableError`."""
        read_all: Callable[[str], tuple[Reading, ...]] = self.load().read_all
        return read_all(text)

    def write(self, request: Request, target: Target) -> Writing:
        """Return ``request`` in this form, or raise :class:`UnwritableError`.

        A user or password in the endpoint is left out.
        """
        write: Callable[[Request, Target], Writing] = self.load().write
        written = write(request, replace(target, endpoint_url=endpoint.without_user(target.endpoint_url)))
        return replace(written, notes=(*written.notes, *_unfilled_notes(request)))

    def load(self) -> "_Module":
        """Import the form's module, which happens by itself when it is first used."""
        return cast("_Module", importlib.import_module(f"{__name__}.{self.module}"))


def _unfilled_notes(request: Request) -> tuple[str, ...]:
    texts = (value for _, value in walk(request.root) if isinstance(value, str))
    names = tuple(dict.fromkeys(name for text in texts for name in unfilled(text)))
    verb = "is" if len(names) == 1 else "are"
    return (f"{listed(names)} {verb} still to be filled in.",) if names else ()


if TYPE_CHECKING:

    class _Module:
        read_all: Callable[[str], tuple[Reading, ...]]
        write: Callable[[Request, Target], Writing]


FORMS: Final = (
    Form("json", "JSON", "json_code", sends=False),
    Form("yaml", "YAML", "yaml_request", sends=False),
    Form("skeleton", "Skeleton", "skeleton", reads=False, sends=False),
    Form("aws-cli", "AWS CLI", "aws_cli", has_shell=True),
    Form("aws-cli-shorthand", "AWS CLI, shorthand", "shorthand_command", has_shell=True),
    Form("boto3", "Python (boto3)", "boto3_python"),
    Form("javascript", "JavaScript (SDK v3)", "javascript"),
    Form("paws", "R (paws)", "paws_r"),
    Form("curl", "curl", "curl", has_shell=True),
    Form("http", "HTTP request", "http"),
    Form("har", "HAR file", "har", writes=False),
    Form("csv", "CSV (item interactions)", "interactions_csv", sends=False),
)


def form(name: str) -> Form:
    """Return the form called ``name``; a KeyError where there is none."""
    return {each.name: each for each in FORMS}[name]


def detect(text: str) -> Form | None:
    """Return the form that ``text`` is most probably in; None where nothing speaks for any."""
    from events_console.forms.detection import most_probable, unfenced

    name = most_probable(unfenced(text))
    return form(name) if name else None


def read_any(text: str, chosen: Form | None = None) -> tuple[Form, tuple[Reading, ...]]:
    """Read ``text``, which is in the form ``chosen`` or, without, in the most probable one that reads it.

    Returns that form too; a text in none, or in one that is only written, is an :class:`UnreadableError`.
    What is around a request is passed over with a note: other text, the marks of a quoted mail.
    """
    from events_console.forms import pasted

    return pasted.read(text, chosen)
