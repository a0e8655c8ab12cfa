"""JavaScript and TypeScript code as tokens, each with its place; texts are what JavaScript makes of them.

A file may hold what is no part of a request and hard to tell apart, such as JSX. What has no meaning becomes
a BAD token, which hurts only where it is read. Regular expressions are told from divisions by what is before.
"""

import re
from bisect import bisect_right
from enum import Enum, auto
from typing import Final, NamedTuple

from events_console.domain.wording import quoted
from events_console.forms import UnreadableError
from events_console.forms.expression import Place

_MOST_TOKENS: Final = 40_000  # ten events have some hundred


class Kind(Enum):
    """What a token is; a TEMPLATE is a piece of text between backticks and ``${`` or ``}``.

    An INSTANT is no JavaScript: ``console.log`` prints a Date as 2026-11-20T14:02:09.000Z.
    """

    NAME = auto()
    TEXT = auto()
    NUMBER = auto()
    INSTANT = auto()
    TEMPLATE = auto()
    REGEX = auto()
    SIGN = auto()
    BAD = auto()
    END = auto()


class Token(NamedTuple):
    """``value`` is what the token means, of a BAD one why it has no meaning; it stands in code[start:end]."""

    kind: Kind
    value: str | int | float
    start: int
    end: int

    def is_sign(self, *signs: str) -> bool:
        """Return whether it is one of these signs."""
        return self.kind is Kind.SIGN and self.value in signs

    def is_name(self, *names: str) -> bool:
        """Return whether it is one of these names."""
        return self.kind is Kind.NAME and self.value in names


_BLANK: Final = re.compile(r"(?:[\s\ufeff]+|//[^\n\r\u2028\u2029]*|\A#![^\n]*)+")
_TOKEN: Final = re.compile(
    r"(?P<name>#?(?:[^\W\d]|\$)[\w$]*)"
    r"|(?P<instant>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z)"
    r"|(?P<number>0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+"
    r"|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9_]+)?)n?"
    r"|(?P<sign>\.{3}|>>>=|[!=]==|>>>|\*\*=|<<=|>>=|&&=|\|\|=|\?\?=|=>|[-+*/%&|^!<>=]=|&&|\|\||\?\?"
    r"|\?\.(?![0-9])|\+\+|--|<<|>>|\*\*|[-+*/%&|^!~<>=?:.,;(){}\[\]@])"
)
_QUOTED: Final = {
    quote: re.compile(rf"{quote}[^\\\n\r{quote}]*(?:\\(?:\r\n|[\s\S])[^\\\n\r{quote}]*)*") for quote in "\"'"
}
_TEMPLATE: Final = re.compile(r"[^\\`$]*(?:(?:\\[\s\S]|\$(?!\{))[^\\`$]*)*")
_REGEX: Final = re.compile(r"/(?:[^\\/\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r])*\])+/[a-z]*")
_LINE_END: Final = re.compile(r"[\n\r]|\Z")
_ESCAPE: Final = re.compile(
    r"\\(?:u\{(?P<braced>[0-9a-fA-F]{1,8})\}|u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2})"
    r"|(?P<octal>[0-3][0-7]{0,2}|[4-7][0-7]?)|(?P<char>\r\n|[\s\S]))"
)
_CHARS: Final = {
    **dict(zip("ntrbfv", "\n\t\r\b\f\v", strict=True)),
    **dict.fromkeys(("\n", "\r\n", "\r", "\u2028", "\u2029"), ""),
}
_LAST_CHARACTER: Final = 0x10FFFF
_MOST_DIGITS: Final = 3_500  # of a number that is not decimal; Python writes no more than 4,300 decimal ones
_EXACT: Final = 2**53  # below, every whole number is a double
_BEFORE_REGEX: Final = frozenset(
    {"return", "typeof", "case", "in", "of", "delete", "void", "instanceof"}
    | {"do", "else", "throw", "yield", "await"}
)
_SECRETS: Final = frozenset({"accesskeyid", "secretaccesskey", "secretkey", "sessiontoken"})
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}


def is_secret(name: str) -> bool:
    """Return whether what is called ``name`` is a part of an access key."""
    return name.lower().replace("_", "").removeprefix("aws") in _SECRETS


class Source:
    """Code with its tokens, last the END; ``partner`` has the index of each bracket's other one, else -1."""

    def __init__(self, code: str, start: int = 0) -> None:
        """Read the code from ``start`` on."""
        self.code = code
        self._lines = [0, *(match.end() for match in re.finditer("\n", code))]
        self.tokens = _Lexer(code, start).tokens()
        self.partner = _partners(self.tokens)

    def place(self, token: Token) -> Place:
        """Return where ``token`` begins."""
        line = bisect_right(self._lines, token.start)
        return Place(line, token.start - self._lines[line - 1] + 1)

    def error(self, message: str, token: Token) -> UnreadableError:
        """Return an error about ``token``."""
        place = self.place(token)
        return UnreadableError(message, place.line, place.column)

    def out_of_place(self, token: Token) -> UnreadableError:
        """Return the error that ``token`` does not go on with what is before it."""
        shown = quoted(str(token.value)[:50])
        match token.kind:
            case Kind.BAD:
                return self.error(str(token.value), token)
            case Kind.END:
                message = "the code ends before it is complete"
            case Kind.SIGN:
                message = f"{shown} is out of place here"
            case Kind.TEXT | Kind.TEMPLATE:
                message = "this text is out of place; a comma may be missing before it"
            case _:
                message = f"{shown} is out of place; a comma may be missing before it"
        return self.error(message, token)


def _partners(tokens: list[Token]) -> list[int]:
    found = [-1] * len(tokens)
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind is not Kind.SIGN:
            continue
        if token.value in _CLOSING:
            opened.append(index)
        elif (
            token.is_sign(")", "]", "}") and opened and _CLOSING[str(tokens[opened[-1]].value)] == token.value
        ):
            found[index] = opened.pop()
            found[found[index]] = index
    return found


class _Lexer:
    def __init__(self, code: str, start: int) -> None:
        self._code = code
        self._at = start
        self._tokens: list[Token] = []
        self._braces: list[int] = []  # those that are open within each ${ … } that is
        self._no_template = False  # whether there is none any more
        self._no_regex = 0  # before here there is none: the line has no end of one

    def tokens(self) -> list[Token]:
        while self._at < len(self._code):
            if blank := _BLANK.match(self._code, self._at):
                self._at = blank.end()
            elif self._code.startswith("/*", self._at):
                self._comment()
            else:
                self._token()
            if len(self._tokens) > _MOST_TOKENS:
                raise UnreadableError(
                    f"it has more than {_MOST_TOKENS:,} words and signs; paste only the call"
                )
        self._add(Kind.END, "", self._at)
        return self._tokens

    def _token(self) -> None:
        char = self._code[self._at]
        if char in _QUOTED:
            self._text(_QUOTED[char])
        elif char == "`":
            self._template()
        elif char == "/" and (regex := self._regex()):
            self._add(Kind.REGEX, regex[0], regex.end())
        elif not (match := _TOKEN.match(self._code, self._at)):
            self._add(Kind.BAD, _meaningless(char), self._at + 1)
        elif match["name"]:
            self._add(Kind.NAME, match["name"], match.end())
        elif match["instant"]:
            self._add(Kind.INSTANT, match["instant"], match.end())
        elif match["number"]:
            self._number(match)
        else:
            self._sign(match)

    def _add(self, kind: Kind, value: str | float, end: int) -> None:
        self._tokens.append(Token(kind, value, self._at, end))
        self._at = end

    def _comment(self) -> None:
        end = self._code.find("*/", self._at + 2)
        if end < 0:
            self._add(Kind.BAD, "the comment that begins here lacks its closing */", len(self._code))
        else:
            self._at = end + 2

    def _text(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._code, self._at)
        end = match.end() if match else self._at
        quote = self._code[self._at]
        if self._code[end : end + 1] == quote:
            self._unescaped(Kind.TEXT, self._code[self._at + 1 : end], end + 1)
        else:
            self._add(Kind.BAD, f"the text that begins here lacks its closing {quote}", end)

    def _template(self) -> None:
        match = None if self._no_template else _TEMPLATE.match(self._code, self._at + 1)
        end = match.end() if match else len(self._code)
        if self._code[end : end + 1] not in ("`", "$"):
            self._no_template = True
            self._add(Kind.BAD, "the text that begins here lacks its closing `", self._at + 1)
            return
        inner = self._code[self._at + 1 : end].replace("\r\n", "\n").replace("\r", "\n")
        if self._code[end] == "`":
            self._unescaped(Kind.TEMPLATE, inner, end + 1)
        else:
            self._unescaped(Kind.TEMPLATE, inner, end + 2)
            self._braces.append(0)

    def _unescaped(self, kind: Kind, inner: str, end: int) -> None:
        try:
            self._add(kind, _ESCAPE.sub(_character, inner) if "\\" in inner else inner, end)
        except ValueError as error:
            self._add(Kind.BAD, str(error), end)

    def _regex(self) -> re.Match[str] | None:
        last = self._tokens[-1] if self._tokens else None
        after_value = last and (
            last.kind in (Kind.TEXT, Kind.NUMBER, Kind.TEMPLATE, Kind.REGEX)
            or last.is_sign(")", "]", "}", "<")
            or (last.kind is Kind.NAME and last.value not in _BEFORE_REGEX)
        )
        if after_value or self._at < self._no_regex or self._code.startswith("/>", self._at):
            return None
        match = _REGEX.match(self._code, self._at)
        if not match and (line_end := _LINE_END.search(self._code, self._at)):
            self._no_regex = line_end.start()
        return match

    def _number(self, match: re.Match[str]) -> None:
        written = match["number"].replace("_", "")
        try:
            self._add(Kind.NUMBER, _number(written), match.end())
        except ValueError:
            self._add(Kind.BAD, "this number has too many digits to be read; shorten it", match.end())

    def _sign(self, match: re.Match[str]) -> None:
        sign = match["sign"]
        if self._braces and sign == "{":
            self._braces[-1] += 1
        elif self._braces and sign == "}":
            if not self._braces[-1]:
                self._braces.pop()
                self._template()
                return
            self._braces[-1] -= 1
        self._add(Kind.SIGN, sign, match.end())


def _meaningless(char: str) -> str:
    if char in "“”„‘’‚«»":  # noqa: RUF001  # what word processors make of quotation marks
        return f"{char} is a typographic quotation mark; write a straight one"
    return f"{quoted(char)} has no meaning in JavaScript"


def _character(match: re.Match[str]) -> str:
    if match["char"] in ("u", "x"):
        raise ValueError(f"\\{match['char']} needs hexadecimal digits after it; write \\\\ for a backslash")
    if match["char"]:
        return _CHARS.get(match["char"], match["char"])
    code = (
        int(match["octal"], 8)
        if match["octal"]
        else int(match["braced"] or match["four"] or match["two"], 16)
    )
    if code > _LAST_CHARACTER:
        raise ValueError(f"there is no character {match[0]}")
    return chr(code)


def _number(written: str) -> int | float:
    """Return a whole number as int, also where an exponent makes it one: JavaScript has only one kind."""
    if written[1:2].isalpha() and written[0] == "0" and written[1] not in "eE":
        if len(written) > _MOST_DIGITS:
            raise ValueError(written)
        return int(written, 0)
    if written.isdecimal():
        is_octal = written.startswith("0") and not {"8", "9"} & {*written} and len(written) < _MOST_DIGITS
        return int(written, 8 if is_octal else 10)
    value = float(written)
    return int(value) if "." not in written and value.is_integer() and value < _EXACT else value
