"""What a command says and how it ends."""

import contextlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Final

_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Exit(IntEnum):
    """The exit codes, as the help tells them."""

    GOOD = 0
    ERRORS = 1
    UNUSABLE = 2
    REFUSED = 3
    UNANSWERED = 4
    BROKEN = 70  # as sysexits.h calls a fault of the program itself


def say(*lines: str) -> bool:
    """Print ``lines`` to standard output; an OSError names it where it takes no more.

    Whatever a file or a server put into them can neither command the terminal nor look like another line:
    such characters are written as in JSON, so that JSON stays what it is. Return whether there were any.
    """
    with _named():
        print(_lines(lines), end="")  # at once: threads may print as well
    return any(map(_UNSAFE.search, lines))


def write(text: str) -> None:
    """Print ``text`` to standard output as it is, in UTF-8: for files and programs, not for a terminal."""
    with _named():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def flush() -> None:
    """Have everything printed that was said; an OSError as from :func:`say`."""
    with _named():
        sys.stdout.flush()


def let_go() -> None:
    """Throw away what standard streams cannot take, before the interpreter tries it again and complains."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def remark(*lines: str) -> None:
    """Print ``lines`` to standard error in the same way; if it takes none, nobody can be told of that."""
    with contextlib.suppress(OSError):
        print(_lines(lines), end="", file=sys.stderr)


@contextlib.contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, "standard output") from None


def _lines(lines: tuple[str, ...]) -> str:
    return "".join(f"{_UNSAFE.sub(_escaped, line)}\n" for line in lines)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def progress(text: str) -> None:
    """Show ``text`` in the last line of a terminal in place of what was shown so before; "" clears it."""
    if sys.stderr.isatty():
        with contextlib.suppress(OSError):
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def complain(sentence: str) -> None:
    """Print a sentence of this program to standard error."""
    remark(f"events-console: {sentence}")


def unusable(sentence: str) -> Exit:
    """Print what is wrong with input or arguments that nothing can be done with; return the exit code."""
    complain(sentence)
    return Exit.UNUSABLE


def broken(error: Exception) -> int:
    """Keep a report of ``error``, a fault of this program, and say where; return the exit code."""
    from events_console import paths
    from events_console.services.crash import Crashes

    try:
        written = Crashes(paths.crashes_folder()).write(error)
    except OSError:
        written = None
    kept = f"a report for those who maintain it is in {written}" if written else "no report could be written"
    complain(f"something went wrong in the program itself ({type(error).__name__}); {kept}")
    return Exit.BROKEN


def json_lines(value: object) -> list[str]:
    """Return ``value`` as indented JSON that standard output can hold."""
    return json.dumps(value, indent=2, ensure_ascii=not _holds_all()).split("\n")


def json_list_lines(name: str, objects: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield :func:`json_lines` of an object with one member, a list, without holding all of that.

    The objects in it hold only scalars.
    """
    encoder = json.JSONEncoder(ensure_ascii=not _holds_all(), separators=(",\n      ", ": "))
    yield "{"
    held = f'  "{name}": ['
    for number, each in enumerate(objects):
        yield f"{held}," if number else held
        yield "    {"
        yield from f"      {encoder.encode(each)[1:-1]}".split("\n")
        held = "    }"
    if held == "    }":
        yield held
        yield "  ]"
    else:
        yield f"{held}]"
    yield "}"


def yaml_lines(value: object) -> list[str]:
    """Return ``value`` as YAML that standard output can hold."""
    import yaml  # rarely needed

    text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=_holds_all())
    return text.removesuffix("...\n").rstrip("\n").split("\n")


def table_lines(value: object) -> list[str]:
    """Return ``value`` as two columns: the path of each word or number in it, and the word or number."""
    rows = tuple(_rows(value, ()))
    width = max((len(name) for name, _ in rows), default=0)
    return [f"{name:{width}}  {text}".strip() for name, text in rows]


def text_lines(value: object) -> list[str]:
    """Return ``value`` as the AWS CLI prints text: words as they are, tabs between members, None for null."""
    return ["\t".join(text for _, text in _rows(value, ()))]


FORMS: Final = {"text": text_lines, "json": json_lines, "yaml": yaml_lines, "table": table_lines}


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield ``rows`` with their cells below each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _rows(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict | list):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _rows(member, (*path, str(key)))
    else:
        yield ".".join(path), str(value)


def _holds_all() -> bool:
    return sys.stdout.encoding.lower().startswith("utf")
