"""What the lexers of all shells share: words, pipes, variables, and what programs of the shell print."""

import re
from abc import ABC, abstractmethod
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from events_console.domain.placeholders import Placeholder, has_placeholder
from events_console.domain.wording import is_key_like, sayable
from events_console.forms import LONGEST_CODE, Shell, UnreadableError
from events_console.forms.expression import Place
from events_console.forms.shell import Command, Word

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_MOST_PARTS: Final = 20_000  # words and signs between commands; a request takes some dozen
_EMPTY_LINES: Final = re.compile(r"(?:[ \t\r]*\n)+")
_MOST_NOTES: Final = 200
_LONGEST_PIPE: Final = 10  # programs
_LONGEST_NAME: Final = 36  # characters; placeholders have 40
_NAMELESS: Final = re.compile(r"""[{}"'\\]""")  # what cannot stand in a name between braces
_OPTION_BELOW: Final = re.compile(r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t]*(?=--?[A-Za-z])")
_MOST_LINES_TOLD: Final = 20
_SECRET: Final = re.compile("AWS_|SECRET|PASSW|TOKEN|CREDENTIAL", re.IGNORECASE)
_OFFSET: Final = re.compile(r"\{\{now\}\}(?:([+-])([0-9]{1,9}(?:\*[0-9]{1,9}){0,3}))?")
SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_FURTHEST: Final = 10**9  # seconds; what a placeholder's digits hold


@dataclass(slots=True)
class Stage:
    """A command that is being read; ``source`` is the one whose output is piped into it."""

    words: list[Word] = field(default_factory=list)
    assigned: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)  # in order, each once
    stdin: str | None = None
    source: "Stage | None" = None

    def note(self, sentence: str) -> None:
        """Keep a sentence once."""
        self.notes[sentence] = None
        if len(self.notes) > _MOST_NOTES:
            raise UnreadableError(
                "too many of its values are known only to the shell; write them out plainly"
            )


class Lexer(ABC):
    """Reads a text from its beginning to its end; ``variables`` are what its lines have set so far."""

    shell: ClassVar[Shell]
    continued: ClassVar[str]  # what a line ends in that goes on below
    skipped: ClassVar[re.Pattern[str]]  # blanks, comments and line ends that are none
    prompt: ClassVar[re.Pattern[str]]  # what a shell prints where a command begins
    operator: ClassVar[re.Pattern[str]]

    def __init__(self, text: str) -> None:
        """Begin at the beginning."""
        self.text = text
        self.at = 0
        self.prompted = False  # whether the text has been copied with what the shell printed
        self.stage = Stage()
        self.variables: MutableMapping[str, str] = {}
        self.origin = Place(1, 1)  # of the text within another
        self._stages = [self.stage]
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._letters = 4 * LONGEST_CODE

    def commands(self) -> tuple[Command, ...]:
        """Return every command of the text."""
        parts = 0
        while self.at < len(self.text):
            parts += 1
            if parts > _MOST_PARTS:
                raise self.refusal(
                    "the text goes on with too many words to be read; paste one command", self.at
                )
            if not self.stage.words:
                self.begin()
            if self.match(self.skipped):
                continue
            start = self.at
            if found := self.match(self.operator):
                self.operate(found[0], start)
            else:
                self.put(self.word(), start)
        self.end_command()
        return tuple(self._command(stage) for stage in self._stages if stage.words)

    def begin(self) -> None:
        """Step over what stands before a command."""
        if not self.stage.assigned:
            self.match(_EMPTY_LINES)
        if self.match(self.prompt):
            self.prompted = True

    def goes_on(self) -> bool:
        """Return whether the line below begins with an option, and step there: no command begins with one.

        What only looks like the sign that a line goes on, with a blank behind it, is no word.
        """
        words = self.stage.words
        if not words or not (found := _OPTION_BELOW.match(self.text, self.at)):
            return False
        before = self.text[self.text.rfind("\n", 0, self.at - 1) + 1 : self.at].rstrip()
        if before.endswith(self.continued) and not words[-1].text.strip():
            words.pop()
        self.at = found.end()
        if len(self.stage.notes) < _MOST_LINES_TOLD:
            self.stage.note(
                f"Line {self.place(self.at).line} begins with an option, but the line before it does not end"
                f" in {self.continued} (a blank after it counts as none): it is read as part of the command."
            )
        return True

    def file_name(self) -> str:
        """Read what stands behind a redirection; where output goes does not matter."""
        self.match(self.skipped)
        notes = self.stage.notes.copy()
        name = self.word().text
        self.stage.notes = notes
        return name

    def feed(self) -> None:
        """Read the name of a file that is fed to the command."""
        name = sayable(self.file_name(), "named there")
        self.stage.note(f"The file {name} that is fed to the command is not opened.")

    @abstractmethod
    def operate(self, sign: str, start: int) -> None:
        """Do what the operator ``sign``, which began at ``start``, does."""

    @abstractmethod
    def word(self) -> Word:
        """Read one word; at least one character of it is there."""

    @abstractmethod
    def put(self, word: Word, start: int) -> None:
        """Take ``word``, which began at ``start``, as the next of the command."""

    @abstractmethod
    def printed(self, words: list[Word], stdin: str | None) -> str | None:
        """Return what a command of the shell's own prints, such as echo; None for any other program."""

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Step over what ``pattern`` finds here; nothing counts as not found."""
        found = pattern.match(self.text, self.at)
        if not found or found.end() == self.at:
            return None
        self.at = found.end()
        return found

    def end_command(self, *, piped: bool = False) -> None:
        """Begin the next command, with the output of this one where it is ``piped``."""
        self.stage = Stage(source=self.stage if piped else None)
        self._stages.append(self.stage)

    def place(self, at: int) -> Place:
        """Return where the character ``at`` stands."""
        line = bisect_right(self._lines, at)
        column = at - self._lines[line - 1] + (self.origin.column if line == 1 else 1)
        return Place(self.origin.line + line - 1, column)

    def refusal(self, message: str, at: int) -> UnreadableError:
        """Return the error that says ``message`` of what begins ``at``."""
        place = self.place(at)
        return UnreadableError(message, place.line, place.column)

    def assign(self, name: str, value: str) -> None:
        """Remember what a line of the text set a variable to, but no secret."""
        if not _SECRET.search(name):
            self.variables[name] = value

    def variable(self, name: str) -> str:
        """Return what the variable ``name`` stands for: what it was set to above, or a placeholder."""
        value = self.variables.get(name)
        if value is None:
            return self.unknown(name)
        if value != str(Placeholder(0)):
            self.stage.note(f"${name} stands for what it is set to above, and is replaced by that.")
        return self.counted(value)

    def counted(self, text: str) -> str:
        """Return ``text``, of which variables could make more and more."""
        self._letters -= len(text)
        if self._letters < 0:
            raise UnreadableError("its variables grow to more than can be read; write their values out")
        return text

    def unknown(self, source: str, *, always_told: bool = False) -> str:
        """Return a placeholder for what only the shell knows; names of secrets only where ``always_told``."""
        shown = " ".join(_NAMELESS.sub(" ", source).split())
        if is_key_like(source):
            shown = shown.partition(" ")[0]  # the program
            shown = "value" if is_key_like(shown) else shown
        if len(shown) > _LONGEST_NAME:
            shown = f"{shown[: _LONGEST_NAME - 1]}…"
        text = f"{{{{{shown or 'value'}}}}}"
        if has_placeholder(text):
            text = f"{{{{variable {shown}}}}}"
        if always_told or not _SECRET.search(shown):
            self.stage.note(f"{text} stands for a value that only the shell knows: put one in its place.")
        return text

    def _command(self, stage: Stage) -> Command:
        """Return the command with what those piped into it print."""
        chain = [stage]
        while (source := chain[-1].source) and chain[-1].stdin is None and len(chain) < _LONGEST_PIPE:
            chain.append(source)
        stdin = chain[-1].stdin
        for feeding in chain[:0:-1]:
            stdin = self.printed(feeding.words, stdin)
        telling = chain[::-1] if stdin is not None else [stage]
        notes = tuple(dict.fromkeys(note for each in telling for note in each.notes))
        return Command(tuple(stage.words), stdin, self.shell, tuple(stage.assigned), notes)


def shifted(expression: str) -> str | None:
    """Return ``{{now-5m}}`` for the sum "{{now}} - 5 * 60"; None for any other."""
    found = _OFFSET.fullmatch("".join(expression.split()))
    if not found:
        return None
    offset = 1 if found[2] else 0
    for factor in (found[2] or "1").split("*"):
        offset *= int(factor)
    return str(Placeholder(-offset if found[1] == "-" else offset)) if offset < _FURTHEST else None
