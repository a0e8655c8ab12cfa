r"""The words of cmd.exe, and of the programs themselves, which split their command line on Windows.

cmd gives ``^`` and ``%`` a meaning; what ``"`` and ``\"`` mean is up to the program, and nearly all take the
rules of CommandLineToArgvW and of Microsoft's C runtime.
"""

import re
from typing import ClassVar, Final

from events_console.forms import Shell
from events_console.forms.shell import Word
from events_console.forms.shell_lexer import Lexer

_SKIPPED_LINE: Final = re.compile(r"[ \t]*@?(?:rem\b|::)[^\n]*", re.IGNORECASE)
_SET: Final = re.compile(r'[ \t]*@?set[ \t]+("?)([A-Za-z_]\w*)=([^\n]*)', re.IGNORECASE)
_PERCENT: Final = re.compile(r"%(?:%|([A-Za-z_]\w*)%)")
_PLAIN: Final = re.compile(r'[^ \t\r\n"^%&|<>\\]+')


class Cmd(Lexer):
    """The command prompt of Windows and its .cmd and .bat files."""

    shell: ClassVar[Shell] = Shell.CMD
    continued: ClassVar[str] = "^"
    skipped: ClassVar[re.Pattern[str]] = re.compile(r"(?:[ \t\r]|\^\n)+")
    prompt: ClassVar[re.Pattern[str]] = re.compile(r"[ \t]*(?:[A-Za-z]:\\[^>\n\"]*>[ \t]*)?@?")
    operator: ClassVar[re.Pattern[str]] = re.compile(r"&&|\|\||[&|\n]|[0-9]?>>?(?:&[0-9])?|<")

    def __init__(self, text: str) -> None:
        """Begin."""
        super().__init__(text)
        self._second = 0  # where the second word of the command begins

    def begin(self) -> None:
        """Step over prompts and remarks, and set variables."""
        super().begin()
        self.match(_SKIPPED_LINE)
        if found := self.match(_SET):
            value = found[3].rstrip()
            self.assign(found[2], value.removesuffix('"') if found[1] else value)

    def put(self, word: Word, start: int) -> None:
        """Take the next word."""
        self.stage.words.append(word)
        if len(self.stage.words) == 2:  # noqa: PLR2004  # the first that echo prints
            self._second = start

    def end_command(self, *, piped: bool = False) -> None:
        """Keep what echo prints: its line, with the marks that other programs take for quotations."""
        words = self.stage.words
        if piped and len(words) > 1 and words[0].text.lower() == "echo":
            line = self.text[self._second : self.at - 1].rstrip()
            self.stage.words[1:] = [Word(re.sub(r"\^(.)", r"\1", line), words[1].place)]
        super().end_command(piped=piped)

    def operate(self, sign: str, start: int) -> None:  # noqa: ARG002  # other shells look there
        """End a command, or drop where its output goes."""
        if sign == "<":
            self.feed()
        elif ">" not in sign and not (sign == "\n" and self.goes_on()):
            self.end_command(piped=sign == "|")
        elif ">" in sign and not sign[-1].isdigit():
            self.file_name()

    def printed(self, words: list[Word], stdin: str | None) -> str | None:  # noqa: ARG002  # as start
        """Return what echo prints."""
        return f"{words[1].text}\n" if len(words) > 1 and words[0].text.lower() == "echo" else None

    def word(self) -> Word:
        """Read one word as the program gets it."""
        start = self.at
        argument = _Argument()
        protected = False  # within what cmd takes for quotation marks
        while self.at < len(self.text):
            char = self.text[self.at]
            if plain := self.match(_PLAIN):
                argument.add(plain[0])
            elif char == "^" and not protected:
                self._escaped(argument)
            elif char in " \t\r" and argument.quoted:
                self.at += 1
                argument.add(char)
            elif char in " \t\r\n" or (char in "&|<>" and not protected):
                break
            elif char == "%":
                self._percent(argument)
            else:
                self.at += 1
                protected ^= char == '"'
                argument.add(char)
        if argument.quoted:
            raise self.refusal('what " begins here never ends on its line: close it', start)
        return Word(argument.text(), self.place(start), not argument.marked)

    def _escaped(self, argument: "_Argument") -> None:
        """Read ``^`` and what it takes its meaning from."""
        self.at += 1
        char = self.text[self.at : self.at + 1]
        if char == "\n":  # the line goes on, and its first character means nothing special
            self.at += 1
            char = "\n" if self.text.startswith("\n", self.at) else ""
        if char and (char not in " \t\r" or argument.quoted):
            self.at += 1
            argument.add(char)

    def _percent(self, argument: "_Argument") -> None:
        found = self.match(_PERCENT)
        if found:
            argument.add(self.variable(found[1]) if found[1] else "%")
        else:
            self.at += 1
            argument.add("%")


class _Argument:
    """One argument, by the rules of the C runtime."""

    def __init__(self) -> None:
        self.quoted = False
        self.marked = False  # whether it had any quotation mark
        self._parts: list[str] = []
        self._slashes = 0
        self._closed = False  # whether the last character ended a quotation

    def add(self, text: str) -> None:
        """Take ``text``, of which only backslashes and quotation marks, alone, have a meaning."""
        if text == "\\":
            self._slashes += 1
        elif text == '"':
            self._mark()
            return
        else:
            self._parts.append("\\" * self._slashes + text)
            self._slashes = 0
        self._closed = False

    def text(self) -> str:
        """Return the whole argument."""
        return "".join(self._parts) + "\\" * self._slashes

    def _mark(self) -> None:
        self._parts.append("\\" * (self._slashes // 2))
        escaped = self._slashes % 2 == 1
        self._slashes = 0
        self.marked = True
        if escaped or self._closed:
            self._parts.append('"')
            self.quoted |= self._closed
            self._closed = False
        else:
            self._closed = self.quoted
            self.quoted = not self.quoted
