"""Command lines: the words and the input that a shell hands to each program, and one word as it is typed.

Nothing is run. What only the shell would know becomes a placeholder: ``$(date +%s)`` is ``{{now}}``,
``$(uuidgen)`` is ``{{uuid}}``, any other ``$NAME`` that no line above sets is ``{{NAME}}``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from events_console.domain.placeholders import Placeholder, split
from events_console.forms import LONGEST_CODE, Shell, UnreadableError, UnwritableError
from events_console.forms.expression import Place

NOWHERE: Final = Place()
_CONTINUED: Final = re.compile(r"[ \t'\"]([`^\\])[ \t]*\n")
_POWERSHELL: Final = re.compile(
    r"(?m)^[ \t]*PS [^>\n]*>|\$env:\w|@['\"][ \t]*\n|^[ \t]*\$\w+[ \t]*="
    r"|\[DateTimeOffset\]::|\bNew-Guid\b"
)
_CMD: Final = re.compile(r"(?m)^[ \t]*[A-Za-z]:\\[^>\n]*>|\^\"|^[ \t]*@?(?:set|rem) |%\w+%|^@echo ")
_BARE_POSIX: Final = re.compile(r"[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*")
_BARE_POWERSHELL: Final = re.compile(r"[A-Za-z0-9_/][A-Za-z0-9_./:-]*|--?[A-Za-z][A-Za-z0-9-]*")
_BARE_CMD: Final = re.compile(r"[A-Za-z0-9_@+:./-][A-Za-z0-9_@+:./-]*")
# PowerShell takes the marks of typographers for its own.
_SINGLE_MARKS: Final = re.compile("['\u2018-\u201b]")
# Debian and its containers come without uuidgen, macOS without that file.
_UUID: Final = "$(uuidgen 2>/dev/null || cat /proc/sys/kernel/random/uuid)"
_LIVE_MARKS: Final = re.compile('[`$"\u201c-\u201e]')
_CMD_PARTS: Final = re.compile(r"(\\*)([^\\]|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the program gets it; ``bare`` where no part of it was quoted or escaped."""

    text: str
    place: Place = NOWHERE
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Command:
    """One program with its arguments.

    ``stdin`` is None where nothing, or a file, is fed to it. ``assigned`` names the variables set just for
    it, without their values, which may be secret. ``notes`` are about what its words stand for.
    """

    words: tuple[Word, ...]
    stdin: str | None = None
    shell: Shell = Shell.POSIX
    assigned: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def commands(text: str, shell: Shell | None = None) -> tuple[Command, ...]:
    """Return every command in ``text``, which was written for ``shell`` or, without, for a guessed one.

    A quotation that never ends is an :class:`UnreadableError`.
    """
    if len(text) > LONGEST_CODE:
        message = f"it has {len(text):,} characters, and at most {LONGEST_CODE:,} are read; paste one command"
        raise UnreadableError(message)
    if text.count("\r\n") == text.count("\n"):
        text = text.replace("\r\n", "\n")
    match shell or guess(text):
        case Shell.POSIX:
            from events_console.forms.posix_words import Posix

            return Posix(text).commands()
        case Shell.POWERSHELL:
            from events_console.forms.powershell_words import PowerShell

            return PowerShell(text).commands()
        case Shell.CMD:
            from events_console.forms.cmd_words import Cmd

            return Cmd(text).commands()


def guess(text: str) -> Shell:
    """Return the shell that ``text`` was written for: the first line that goes on below tells best."""
    if found := _CONTINUED.search(text):
        return {"`": Shell.POWERSHELL, "^": Shell.CMD}.get(found[1], Shell.POSIX)
    if _POWERSHELL.search(text):
        return Shell.POWERSHELL
    return Shell.CMD if _CMD.search(text) else Shell.POSIX


def quote(word: str, shell: Shell, *, live: bool = True) -> str:
    """Return ``word`` so that ``shell`` hands exactly it to a program; ``live``: with code for placeholders.

    PowerShell is 7.3 or later, which passes quotation marks on. In cmd placeholders stay text, and ``%`` is
    doubled, as it must be in a .cmd file; nothing can stand for it on a line that is typed in. What a shell
    has no words for, such as NUL, is an :class:`UnwritableError`.
    """
    if "\0" in word:
        raise UnwritableError("a command line cannot hold the character U+0000: take it out of the text")
    match shell:
        case Shell.POSIX:
            return _posix(word, split(word) if live else (word,))
        case Shell.POWERSHELL:
            return _powershell(word, split(word) if live else ())
        case Shell.CMD:
            return _cmd(word)


def _posix(word: str, pieces: Sequence[str | Placeholder]) -> str:
    if _BARE_POSIX.fullmatch(word):
        return word
    return "".join(
        f'"{_posix_code(piece)}"' if isinstance(piece, Placeholder) else _single(piece)
        for piece in pieces or ("",)
    )


def _single(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _posix_code(placeholder: Placeholder) -> str:
    if placeholder.offset is None:
        return _UUID
    sign = "-" if placeholder.offset < 0 else "+"
    seconds = abs(placeholder.offset)
    return f"$(( $(date +%s) {sign} {seconds} ))" if seconds else "$(date +%s)"


def _powershell(word: str, pieces: Sequence[str | Placeholder]) -> str:
    if not any(isinstance(piece, Placeholder) for piece in pieces):
        return (
            word if _BARE_POWERSHELL.fullmatch(word) else "'" + _SINGLE_MARKS.sub(r"\g<0>\g<0>", word) + "'"
        )
    parts = [
        _powershell_code(piece) if isinstance(piece, Placeholder) else _LIVE_MARKS.sub(r"`\g<0>", piece)
        for piece in pieces
    ]
    return '"' + "".join(parts) + '"'


def _powershell_code(placeholder: Placeholder) -> str:
    if placeholder.offset is None:
        return "$(New-Guid)"
    sign = "-" if placeholder.offset < 0 else "+"
    moved = f" {sign} {abs(placeholder.offset)}" if placeholder.offset else ""
    return f"$([DateTimeOffset]::UtcNow.ToUnixTimeSeconds(){moved})"


def _cmd(word: str) -> str:
    if "\n" in word or "\r" in word:
        raise UnwritableError("cmd ends a command at the end of a line: take the line end out of the text")
    if _BARE_CMD.fullmatch(word):
        return word
    parts = ['"']
    protected = True  # cmd counts every quotation mark, escaped for the program or not
    for found in _CMD_PARTS.finditer(word):
        slashes, char = found[1], found[2]
        if char in {"", '"'}:
            slashes *= 2
        if char == '"':
            slashes += "\\"
            protected = not protected
        elif char == "%":
            char = "%%"
        elif not protected and char and char in "&|<>()^":
            char = f"^{char}"
        parts.append(slashes + char)
    return "".join(parts) + ('"' if protected else '^"')
