"""R code as tokens: words, numbers, texts and signs, each with its place.

Texts are what R makes of them: escapes, raw texts ``r"(...)"`` and names in backticks are resolved. Line ends
are tokens, because they may end a statement.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from events_console.domain.wording import quoted
from events_console.forms import UnreadableError
from events_console.forms.expression import Place


class Kind(Enum):
    """What a token is; a backticked word is a NAME."""

    NAME = auto()
    TEXT = auto()
    NUMBER = auto()
    SIGN = auto()
    LINE = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """``value`` is what the token means, ``start`` and ``end`` are where it stands in the code.

    ``whole`` says that R keeps a number as an integer (1L), ``bare`` that a name has no backticks.
    """

    kind: Kind
    value: str | int | float
    place: Place
    start: int
    end: int
    whole: bool = False
    bare: bool = True

    def is_sign(self, *signs: str) -> bool:
        """Return whether it is one of these signs."""
        return self.kind is Kind.SIGN and self.value in signs


_TOKEN: Final = re.compile(
    r"(?P<blank>[ \t\f\u00a0\ufeff]+|#[^\n]*|\r(?=\n))"
    r"|(?P<line>[\n\r;])"
    r"|(?P<raw>[rR](?P<quote>[\"'])(?P<dashes>-*)(?P<open>[(\[{]))"
    r"|(?P<text>[\"'`])"
    r"|(?P<hex>0[xX][0-9a-fA-F]+(?:\.[0-9a-fA-F]*)?(?:[pP][+-]?[0-9]+)?)(?P<hex_mark>[Li]?)"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?P<mark>[Li]?)"
    r"|(?P<name>(?:[^\W\d_]|\.(?![0-9]))[\w.]*|_\b)"
    r"|(?P<sign>%[^%\n]*%|<<-|->>|<-|->|\|>|<=|>=|==|!=|&&|\|\||:::|::|:=|\[\[|[-+*/^!&|<>=?~:$@,(){}\[\]\\])"
)
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_SPECIAL: Final = {quote: re.compile(rf"[\\{quote}]") for quote in "\"'`"}
_ESCAPE: Final = re.compile(
    r"(?P<bytes>(?:\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3})+)"
    r"|\\u\{(?P<u_braced>[0-9a-fA-F]{1,4})\}|\\u(?P<u>[0-9a-fA-F]{1,4})"
    r"|\\U\{(?P<U_braced>[0-9a-fA-F]{1,8})\}|\\U(?P<U>[0-9a-fA-F]{1,8})"
    r"|\\(?P<char>.?)",
    re.DOTALL,
)
_BYTE: Final = re.compile(r"\\x(?P<hex>[0-9a-fA-F]{1,2})|\\(?P<octal>[0-7]{1,3})")
_CHARS: Final = {
    **dict(zip("ntrabfv", "\n\t\r\a\b\f\v", strict=True)),
    **{char: char for char in "\\\"'` \n"},
}
_LAST_CHARACTER: Final = 0x10FFFF
_TYPOGRAPHIC: Final = (
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\u2018\u2019\u201a\u201e\xab\xbb"
)


def tokens_of(code: str) -> Iterator[Token]:
    """Yield the tokens of ``code``, last the END; raise :class:`UnreadableError` where R sees none."""
    lexer = _Lexer(code)
    while (token := lexer.next()).kind is not Kind.END:
        yield token
    yield token


class _Lexer:
    def __init__(self, code: str) -> None:
        self._code = code
        self._lines = [0, *(match.end() for match in re.finditer("\n", code))]
        self._at = 0

    def next(self) -> Token:
        while match := _TOKEN.match(self._code, self._at):
            if not match["blank"]:
                return self._token(match)
            self._at = match.end()
        if self._at == len(self._code):
            return Token(Kind.END, "", self._place(self._at), self._at, self._at)
        char = self._code[self._at]
        if char in _TYPOGRAPHIC:
            message = f"{char} is a typographic quotation mark; write a straight one"
        else:
            message = f"{quoted(char)} has no meaning in R"
        raise self._error(message, self._at)

    def _token(self, match: re.Match[str]) -> Token:
        if match["raw"]:
            return self._raw(match)
        if match["text"]:
            return self._text(match["text"], match.start())
        if match["hex"] or match["number"]:
            return self._number(match)
        if match["line"]:
            return self._done(Kind.LINE, "\n", match.end())
        if match["name"]:
            return self._done(Kind.NAME, match["name"], match.end())
        return self._done(Kind.SIGN, match["sign"], match.end())

    def _done(
        self, kind: Kind, value: str | float, end: int, *, whole: bool = False, bare: bool = True
    ) -> Token:
        start, self._at = self._at, end
        return Token(kind, value, self._place(start), start, end, whole, bare)

    def _number(self, match: re.Match[str]) -> Token:
        if "i" in (match["mark"], match["hex_mark"]):
            raise self._error("a complex number has no place in a request", match.start())
        written = match["hex"] or match["number"]
        try:
            value = _hexadecimal(written) if match["hex"] else _decimal(written)
        except OverflowError:
            value = float("inf")
        except ValueError:
            raise self._error("this number has more than 4,300 digits; shorten it", match.start()) from None
        return self._done(Kind.NUMBER, value, match.end(), whole="L" in (match["mark"], match["hex_mark"]))

    def _raw(self, match: re.Match[str]) -> Token:
        closing = f"{_CLOSING[match['open']]}{match['dashes']}{match['quote']}"
        end = self._code.find(closing, match.end())
        if end < 0:
            raise self._error(f"the raw text that begins here lacks its end {closing}", match.start())
        return self._done(Kind.TEXT, self._code[match.end() : end], end + len(closing))

    def _text(self, quote: str, start: int) -> Token:
        at = start + 1
        while special := _SPECIAL[quote].search(self._code, at):
            if special[0] == quote:
                inner = self._code[start + 1 : special.start()]
                text = self._unescaped(inner, start + 1) if "\\" in inner else inner
                kind = Kind.NAME if quote == "`" else Kind.TEXT
                return self._done(kind, text, special.end(), bare=quote != "`")
            at = special.end() + 1
        raise self._error(f"the text that begins here lacks its closing {quote}", start)

    def _unescaped(self, inner: str, start: int) -> str:
        def replaced(match: re.Match[str]) -> str:
            if match["bytes"]:
                text = _bytes(match["bytes"])
            elif match["char"] is not None:
                if match["char"] not in _CHARS:
                    message = f"R has no escape \\{match['char']}; write \\\\{match['char']} for a backslash"
                    raise self._error(message, start + match.start())
                return _CHARS[match["char"]]
            else:
                code = int(match["u_braced"] or match["u"] or match["U_braced"] or match["U"], 16)
                if code > _LAST_CHARACTER:
                    raise self._error(f"there is no character {match[0]}", start + match.start())
                text = chr(code)
            if "\0" in text:
                raise self._error("a text of R cannot hold a NUL character", start + match.start())
            return text

        return _ESCAPE.sub(replaced, inner)

    def _place(self, at: int) -> Place:
        line = bisect_right(self._lines, at)
        return Place(line, at - self._lines[line - 1] + 1)

    def _error(self, message: str, at: int) -> UnreadableError:
        place = self._place(at)
        return UnreadableError(message, place.line, place.column)


def _decimal(written: str) -> int | float:
    """Return a whole number as int, exactly, also where an exponent makes it one: R has only doubles."""
    if written.isdecimal():
        return int(written)
    value = float(written)
    return int(value) if "e" in written.lower() and value.is_integer() else value


def _hexadecimal(written: str) -> int | float:
    return float.fromhex(written) if {*written[2:].lower()} & {".", "p"} else int(written, 16)


def _bytes(escapes: str) -> str:
    """Return what bytes above ASCII mean in R's UTF-8 or, where they are none, in Latin-1."""
    codes = [
        int(one["hex"] or one["octal"], 16 if one["hex"] else 8) & 0xFF for one in _BYTE.finditer(escapes)
    ]
    data = bytes(codes)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
