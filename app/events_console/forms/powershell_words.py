"""The words of PowerShell (about_Quoting_Rules, about_Special_Characters, about_Parsing)."""

import re
from typing import ClassVar, Final

from events_console.forms import Shell, UnreadableError
from events_console.forms.shell import Word
from events_console.forms.shell_lexer import SECONDS, Lexer, shifted

_SINGLE: Final = "'‘’‚‛"  # noqa: RUF001  # PowerShell takes them for each other
_DOUBLE: Final = '"“”„'
_PLAIN: Final = re.compile(f"[^ \\t\\r\\n;&|<>()`${_SINGLE}{_DOUBLE}]+")
_SINGLE_QUOTED: Final = re.compile(f"[^{_SINGLE}]+|([{_SINGLE}])(?=[{_SINGLE}])[{_SINGLE}]|[{_SINGLE}]")
_EXPANDING: Final = re.compile(f"[^`${_DOUBLE}]+|[{_DOUBLE}](?P<twice>[{_DOUBLE}])|(?P<end>[{_DOUBLE}])")
_EXPANDING_HERE: Final = re.compile(r"[^`$]+")
_ESCAPE: Final = re.compile(r"`(?:u\{([0-9A-Fa-f]{1,6})\}|(.))", re.DOTALL)
_LETTERS: Final = {
    **dict(zip("0abefnrtv", "\0\a\b\x1b\f\n\r\t\v", strict=True)),
    "\n": "",
}
_ASSIGNMENT: Final = re.compile(r"[ \t]*\$(?:env:)?(\w+)[ \t]*=(?!=)[ \t]*", re.IGNORECASE)
_NAME: Final = re.compile(r"\$(?:\{(?:env:)?(\w+)\}|(?:env:)?(\w+(?:\.\w+)*))", re.IGNORECASE)
_NAME_IN_TEXT: Final = re.compile(r"\$(?:\{(?:env:)?(\w+)\}|(?:env:)?(\w+))", re.IGNORECASE)
_HERE: Final = re.compile(r"@(['\"])[ \t]*\n")
_NESTED: Final = re.compile(r"`.|'[^']*'|\"(?:[^\"`]++|`.)*\"|[(){}]|[^`'\"(){}]+", re.DOTALL)
_NOW: Final = re.compile(
    r"\[(?:System\.)?DateTimeOffset\]::(?:Utc)?Now(?:\.Add(Second|Minute|Hour|Day)s\((-?)([0-9]{1,9})\))?"
    r"\.ToUnixTimeSeconds\(\)"
    r"|(?:\[(?:int|long)[0-9]*\]|\[double\]::Parse)*\(?Get-Date -UFormat ['\"]?%s['\"]?\)?",
    re.IGNORECASE,
)
_LARGEST_CODE: Final = 0x10FFFF
_LONGEST_SUM: Final = 500  # characters
_UUID: Final = re.compile(
    r"\(?(?:New-Guid|\[(?:System\.)?guid\]::NewGuid\(\))\)?(?:\.Guid|\.ToString\(\))?", re.IGNORECASE
)


class PowerShell(Lexer):
    """PowerShell, 7.3 and later where versions differ."""

    shell: ClassVar[Shell] = Shell.POWERSHELL
    continued: ClassVar[str] = "`"
    skipped: ClassVar[re.Pattern[str]] = re.compile(
        r"(?:[ \t\r]|`\n)+(?:#[^\n]*)?|#[^\n]*|<#.*?(?:#>|\Z)", re.DOTALL
    )
    prompt: ClassVar[re.Pattern[str]] = re.compile(r"[ \t]*PS(?: [^>\n]*)?>[ \t]*")
    operator: ClassVar[re.Pattern[str]] = re.compile(r"&&|\|\||[&|;\n)]|[0-9*]?>>?(?:&[0-9])?|<")

    def __init__(self, text: str) -> None:
        """Begin."""
        super().__init__(text)
        self._target = ""  # the variable that the command is assigned to

    def begin(self) -> None:
        """Step over a prompt and the variable that the command's value goes to."""
        super().begin()
        if found := self.match(_ASSIGNMENT):
            self._target = found[1]

    def put(self, word: Word, start: int) -> None:  # noqa: ARG002  # other shells look there
        """Take the next word."""
        self.stage.words.append(word)

    def end_command(self, *, piped: bool = False) -> None:
        """Set the variable that the command was assigned to, and begin the next."""
        if self._target:
            words = self.stage.words
            if len(words) == 1 and not piped:
                self.assign(self._target, words[0].text)
            self._target = ""
            words.clear()
        super().end_command(piped=piped)

    def operate(self, sign: str, start: int) -> None:
        """End a command, or drop where its output goes."""
        if sign == ">>" and self.prompted and self.text[start - 1] == "\n":
            return  # the shell's own sign that a command goes on
        if sign == "<":
            self.feed()
        elif ">" not in sign and not (sign == "\n" and self.goes_on()):
            self.end_command(piped=sign == "|")
        elif ">" in sign and not sign[-1].isdigit():
            self.file_name()

    def printed(self, words: list[Word], stdin: str | None) -> str | None:  # noqa: ARG002  # cat has no twin
        """Return what a text alone, or Write-Output, prints."""
        if len(words) == 1 and not words[0].bare:
            return words[0].text + "\n"
        if words and words[0].text.lower() in {"echo", "write-output"}:
            return "".join(f"{word.text}\n" for word in words[1:])
        return None

    def word(self) -> Word:
        """Read one word without its quotation marks."""
        start = self.at
        parts: list[str] = []
        bare = True
        while self.at < len(self.text):
            here = _HERE.match(self.text, self.at) if self.at == start else None
            if not here and (plain := self.match(_PLAIN)):
                parts.append(plain[0])
                continue
            char = self.text[self.at]
            if here:
                parts.append(self._here(here))
            elif char == "`" and self.text[self.at + 1 : self.at + 2] != "\n":
                parts.append(self._escaped())
            elif char in _SINGLE:
                parts.append(self._single())
            elif char in _DOUBLE:
                self.at += 1
                parts.append(self._expanded(_EXPANDING, start, _NAME_IN_TEXT))
            elif char == "$" or (char == "(" and self.at == start):
                parts.append(self._dollar(_NAME))
            else:
                break
            bare = False
        if self.at == start:  # a bracket within a word begins another
            self.at += 1
        return Word("".join(parts), self.place(start), bare)

    def _single(self) -> str:
        start = self.at
        self.at += 1
        parts: list[str] = []
        while found := self.match(_SINGLE_QUOTED):
            if found[0][0] not in _SINGLE:
                parts.append(found[0])
            elif found[1]:
                parts.append(found[0][1])
            else:
                return "".join(parts)
        raise self._unclosed("'", start)

    def _here(self, opening: re.Match[str]) -> str:
        """Read a here-string: its lines between ``@'`` and ``'@``."""
        mark = opening[1]
        self.at = opening.end()
        end = self.text.find(f"\n{mark}@", self.at - 1)
        if end < 0:
            raise self._unclosed(f"@{mark}", opening.start())
        body = self.text[self.at : end]
        if mark == '"':
            inner = PowerShell(body)
            inner.stage, inner.variables = self.stage, self.variables
            body = self.counted(inner._expanded(_EXPANDING_HERE, -1, _NAME_IN_TEXT))
        self.at = end + 3
        return body

    def _expanded(self, pattern: re.Pattern[str], start: int, name: re.Pattern[str]) -> str:
        """Read up to the closing mark of the text that began at ``start``, -1 is the whole, and expand it."""
        parts: list[str] = []
        while self.at < len(self.text):
            found = self.match(pattern)
            if not found:
                parts.append(self._escaped() if self.text[self.at] == "`" else self._dollar(name))
            elif start >= 0 and found["end"]:
                return "".join(parts)
            else:
                parts.append((start >= 0 and found["twice"]) or found[0])
        if start >= 0:
            raise self._unclosed('"', start)
        return "".join(parts)

    def _escaped(self) -> str:
        found = self.match(_ESCAPE)
        if not found:  # at the end of the text
            self.at += 1
            return ""
        if found[1]:
            code = int(found[1], 16)
            return chr(code) if code <= _LARGEST_CODE else found[0]
        return _LETTERS.get(found[2], found[2])

    def _dollar(self, name: re.Pattern[str]) -> str:
        start = self.at
        if self.text[start] == "(" or self.text.startswith("$(", start):
            return self._substitute(self._nested())
        if found := self.match(name):
            path = found[1] or found[2]
            return self.variable(path)
        self.at += 1
        return "$"

    def _nested(self) -> str:
        start = self.at
        self.at += self.text[start] == "$"
        begin = self.at + 1
        level = 0
        while found := self.match(_NESTED):
            level += {"(": 1, ")": -1}.get(found[0], 0)
            if not level:
                return self.text[begin : self.at - 1]
        raise self._unclosed("(", start)

    def _substitute(self, inner: str) -> str:
        source = " ".join(inner.split())
        if _UUID.fullmatch(source):
            return "{{uuid}}"
        if len(source) > _LONGEST_SUM:
            return self.unknown(source)
        known = _NOW.sub(_now, source)
        known = re.sub(r"\$(\w+)", lambda name: self.variables.get(name[1], name[0]), known)
        if known.startswith("(") and known.endswith(")"):
            known = known[1:-1]
        return shifted(known) or self.unknown(source)

    def _unclosed(self, mark: str, start: int) -> UnreadableError:
        return self.refusal(f"what {mark} begins here never ends: close it", start)


def _now(found: re.Match[str]) -> str:
    if not found[1]:
        return "{{now}}"
    return f"{{{{now}}}}{found[2] or '+'}{found[3]}*{SECONDS[found[1][0].lower()]}"
