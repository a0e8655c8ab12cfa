"""The words of POSIX shells and bash (IEEE Std 1003.1, 2.2, 2.6 and 2.7; ``$'…'`` as bash has it)."""

import re
from collections import ChainMap
from dataclasses import dataclass
from typing import ClassVar, Final

from events_console.forms import Shell, UnreadableError, posix_meaning
from events_console.forms.shell import Command, Word
from events_console.forms.shell_lexer import Lexer, Stage

_ASSIGNMENT: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\+?=")
_KEYWORDS: Final = frozenset({"do", "then", "else", "if", "while", "until", "time", "!", "{", "}", "exec"})
_DECLARING: Final = frozenset({"export", "readonly", "local", "declare", "typeset"})
_PLAIN: Final = re.compile(r"[^ \t\r\n;&|<>()'\"\\$`]+")
_DOUBLE: Final = re.compile(r'[^"\\$`]+|(?P<end>")|\\(?P<escaped>[\\"$`])|\\\n|\\')
_HERE: Final = re.compile(r"[^\\$`]+|\\(?P<escaped>[\\$`])|\\\n|\\")
_EMPTY_TICKS: Final = re.compile("(?:``)+")
_TICKS: Final = re.compile(r"`((?:[^`\\]++|\\.)*)`", re.DOTALL)
_NAME: Final = re.compile(r"\$(?:([A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!])|\{([A-Za-z_][A-Za-z0-9_]*)\})")
_BRACES: Final = re.compile(
    r"\$\{(?=[\w#!@*?$-])((?:[^{}'\"`\n]|\"[^{}\"\n]{0,100}\"|'[^{}'\n]{0,100}'){1,1000})\}"
)
_OR_ELSE: Final = re.compile(r"(\w+)(?::?[-=?].*)?")
_ACTIONS: Final = re.compile(r"\$\{\{([^{}\n]{1,200})\}\}")  # filled in by GitHub before any shell sees it
_CAT: Final = re.compile(r"\$\(\s*cat[ \t]*<<(?P<dash>-?)[ \t]*(?P<mark>['\"]?)(?P<end>\w+)(?P=mark)[ \t]*\n")
_NESTED: Final = re.compile(r"\\.|'[^']*'|\"(?:[^\"\\]++|\\.)*\"|[()]|[^\\'\"()]+", re.DOTALL)
_BODY: Final = re.compile(r"\s-(?:-data|-json|d)")
_BLANKS: Final = re.compile(r"(?:[ \t]|\\\n)+")
_DEEPEST: Final = 20
_MOST_INNER: Final = 1000  # commands in substitutions


@dataclass(frozen=True, slots=True)
class _HereDocument:
    """What is still to be read below the line: for whom, up to which line, and how."""

    stage: Stage
    end: str
    literal: bool
    dedented: bool
    start: int


class Posix(Lexer):
    """sh, bash and zsh."""

    shell: ClassVar[Shell] = Shell.POSIX
    continued: ClassVar[str] = "\\"
    skipped: ClassVar[re.Pattern[str]] = re.compile(r"(?:[ \t\r]|\\\n)+(?:#[^\n]*)?|#[^\n]*")
    prompt: ClassVar[re.Pattern[str]] = re.compile(
        r"[ \t]*(?:\([\w.-]++\)[ \t]+)?"
        r"(?:\[?[\w.-]++@[\w.-]++[^\s$#%'\"]*+(?: [^\s$#%'\"]*+){0,2}[$#%]|[~/][\w./~-]*+ ?[$#%]|\$|%"
        r"|➜[ \t]+\S+)"
        r"[ \t]+(?=\S)"
    )
    operator: ClassVar[re.Pattern[str]] = re.compile(
        r"&&|\|\||\|&|\||;+|\n|[()]|[0-9]?<<<|[0-9]?<<-?|&>>?|[0-9]*(?:>>|>\||>&|<&|<>|>|<)|&"
    )

    def __init__(self, text: str, level: int = 0) -> None:
        """Begin; ``level`` counts the here-documents around ``text``."""
        super().__init__(text)
        self._level = level
        self._here: list[_HereDocument] = []
        self._values: dict[str, str] = {}  # assignments before the first word of the command
        self._inner: list[Command] = []  # those in substitutions

    def commands(self) -> tuple[Command, ...]:
        """Return every command of the text, those whose output a word takes among them."""
        found = (*super().commands(), *self._inner)
        if not self._inner:
            return found
        return tuple(sorted(found, key=lambda each: (each.words[0].place.line, each.words[0].place.column)))

    def word(self) -> Word:
        """Read one word without its quotation marks."""
        start, bare = self.at, True
        parts: list[str] = []
        while self.at < len(self.text):
            if plain := self.match(_PLAIN):
                parts.append(plain[0])
            elif self.text[self.at] in "'\"\\$`":
                bare = False
                parts.append(self._quotation())
            else:
                break
        return Word("".join(parts), self.place(start), bare)

    def put(self, word: Word, start: int) -> None:
        """Take a word, or the assignment or the keyword that stands before the first one."""
        words = self.stage.words
        found = None if words else _ASSIGNMENT.match(self.text, start)
        if found:
            self.stage.assigned.append(found[1])
            self._values[found[1]] = word.text[len(found[0]) :]
        elif words or not word.bare or word.text not in _KEYWORDS:
            words.append(word)

    def end_command(self, *, piped: bool = False) -> None:
        """Set what the command assigns to the shell's own variables, and begin the next."""
        words = self.stage.words
        if words and words[0].text in _DECLARING:
            for word in words[1:]:
                name, equals, value = word.text.partition("=")
                if equals:
                    self.assign(name, value)
            words.clear()
        elif not words:
            for name, value in self._values.items():
                self.assign(name, value)
        self._values.clear()
        super().end_command(piped=piped)

    def operate(self, sign: str, start: int) -> None:
        """End a command, or redirect it: what feeds it is kept, where its output goes is dropped."""
        if "<<<" in sign:
            self.stage.stdin = self._operand().text + "\n"
        elif "<<" in sign:
            word = self._operand()
            self._here.append(_HereDocument(self.stage, word.text, not word.bare, sign.endswith("-"), start))
        elif sign == ">" and self.prompted and self.text[start - 1] == "\n":
            return  # the shell's own sign that a command goes on
        elif "<" in sign and "&" not in sign:
            self.feed()
        elif "<" in sign or ">" in sign:
            self.file_name()
        else:
            if sign == "\n" and not self._here and self.goes_on():
                return
            if sign == "\n":
                self._read_here()
            self.end_command(piped=sign in {"|", "|&"})

    def printed(self, words: list[Word], stdin: str | None) -> str | None:
        """Return what echo, printf and cat print."""
        match [word.text for word in words]:
            case ["echo", "-n", *texts]:
                return " ".join(texts)
            case ["echo", "-e", *texts]:
                return posix_meaning.ansi(" ".join(texts)) + "\n"
            case ["echo", *texts]:
                return " ".join(texts) + "\n"
            case ["printf", "%s", text]:
                return text
            case ["printf", "%s\\n", text]:
                return text + "\n"
            case ["printf", text] if "%" not in text:
                return posix_meaning.ansi(text)
            case ["cat"] | ["cat", "-"]:
                return stdin
            case _:
                return None

    def _operand(self) -> Word:
        self.match(_BLANKS)
        return self.word()

    def _quotation(self) -> str:
        start, text = self.at, self.text
        match text[start : start + 2]:
            case "$'":
                return self._ansi_quoted()
            case '$"':
                self.at += 1
                return self._quotation()
        match text[start]:
            case "'":
                end = text.find("'", start + 1)
                if end < 0:
                    raise self._unclosed("'", start)
                self.at = end + 1
                return text[start + 1 : end]
            case '"':
                self.at += 1
                return self._expanded(_DOUBLE, '"', start)
            case "\\":
                self.at += 2
                return text[start + 1 : start + 2].replace("\n", "")
            case _:
                return self._dollar()

    def _expanded(self, pattern: re.Pattern[str], mark: str, start: int) -> str:
        """Read up to the closing ``mark``, or to the end without one, with everything expanded."""
        parts: list[str] = []
        while self.at < len(self.text):
            found = self.match(pattern)
            if not found:
                parts.append(self._dollar())
            elif mark and found["end"]:
                return "".join(parts)
            else:
                parts.append(found["escaped"] or found[0].replace("\\\n", ""))
        if mark:
            raise self._unclosed(mark, start)
        return "".join(parts)

    def _ansi_quoted(self) -> str:
        start = self.at
        self.at += 2
        begin = self.at
        while found := self.match(posix_meaning.ANSI):
            if found["end"]:
                return posix_meaning.ansi(self.text[begin : found.start()])
        raise self._unclosed("$'", start)

    def _dollar(self) -> str:
        """Read a dollar sign or a backtick and what it expands to."""
        start = self.at
        if self.text[start] == "`":
            if self.match(_EMPTY_TICKS):
                return ""
            if not (ticks := self.match(_TICKS)):
                raise self._unclosed("`", start)
            return self._substitute(re.sub(r"\\([\\`$])", r"\1", ticks[1]), ticks[0], start + 1)
        if self.text.startswith("$(", start):
            if found := self.match(_CAT):
                return self._cat(found)
            inner = self._nested()
            return self._substitute(inner, self.text[start : self.at], start + 2)
        if found := self.match(_NAME):
            return self.variable(found[1] or found[2])
        if found := self.match(_ACTIONS):
            return self.unknown(found[1], always_told=True)
        if found := self.match(_BRACES):
            named = _OR_ELSE.fullmatch(found[1])
            if named:  # what counts where it is not set may be a secret
                return self.variable(named[1])
            return self.unknown(found[1])
        self.at += 1
        return "$"

    def _nested(self) -> str:
        """Step over ``$(…)`` and return what is in it."""
        start = self.at
        self.at += 1
        level = 0
        while found := self.match(_NESTED):
            level += {"(": 1, ")": -1}.get(found[0], 0)
            if not level:
                return self.text[start + 2 : self.at - 1]
        raise self._unclosed("$(", start)

    def _cat(self, opening: re.Match[str]) -> str:
        """Read ``$(cat <<END … END)``, which people quote long texts with."""
        lines = re.compile(rf"((?:.*\n)*?)\t*{re.escape(opening['end'])}\s*\)")
        body = lines.match(self.text, self.at)
        if not body:
            raise self._unclosed("<<", opening.start())
        self.at = body.end()
        mark, dash = opening["mark"], opening["dash"]
        return self._here_text(body[1], literal=bool(mark), dedented=bool(dash)).rstrip("\n")

    def _read_here(self) -> None:
        """Read the here-documents that the line just ended asks for."""
        for wanted in self._here:
            lines: list[str] = []
            while True:
                end = self.text.find("\n", self.at)
                line = self.text[self.at : end if end >= 0 else len(self.text)]
                last = line.lstrip("\t") if wanted.dedented else line
                if end < 0 and last != wanted.end:
                    raise self._unclosed("<<", wanted.start)
                self.at = end + 1 if end >= 0 else len(self.text)
                if last == wanted.end:
                    break
                lines.append(line + "\n")
            body = "".join(lines)
            wanted.stage.stdin = self._here_text(body, literal=wanted.literal, dedented=wanted.dedented)
        self._here.clear()

    def _here_text(self, text: str, *, literal: bool, dedented: bool) -> str:
        if dedented:
            text = re.sub(r"(?m)^\t+", "", text)
        if literal:
            return text
        if self._level >= _DEEPEST:
            raise UnreadableError("its here-documents are nested too deep; write the text out plainly")
        inner = Posix(text, self._level + 1)
        inner.stage, inner.variables = self.stage, self.variables
        return self.counted(inner._expanded(_HERE, "", 0))

    def _substitute(self, inner: str, source: str, start: int) -> str:
        """Return what ``$(…)`` or backticks with ``inner``, which begins at ``start``, in them stand for."""
        if inner.startswith("(") and inner.endswith(")"):
            return posix_meaning.sum_of(inner[1:-1], self.variables) or self.unknown(source)
        if known := posix_meaning.output_of(inner):
            return known
        if "put-events" in inner or ("curl" in inner and _BODY.search(inner)):
            self._enter(inner, start)
        return self.unknown(inner)

    def _enter(self, inner: str, start: int) -> None:
        """Read the commands in a substitution, which sees the variables of the shell around it."""
        if self._level >= _DEEPEST or len(self._inner) >= _MOST_INNER:
            raise self.refusal("too many commands are within others here; write one after another", start)
        lexer = Posix(inner, self._level + 1)
        lexer.origin = self.place(start)
        lexer.variables = ChainMap({}, self.variables)
        lexer._letters = self._letters
        self._inner += lexer.commands()
        self._letters = lexer._letters

    def _unclosed(self, mark: str, start: int) -> UnreadableError:
        return self.refusal(f"what {mark} begins here never ends: close it", start)
