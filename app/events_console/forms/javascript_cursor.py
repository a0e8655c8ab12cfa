"""Walking along the tokens of JavaScript: what parsing has in common, whatever is parsed."""

from typing import Final

from events_console.forms import UnreadableError
from events_console.forms.expression import Other
from events_console.forms.javascript_tokens import Kind, Source, Token

_LONGEST_SOURCE: Final = 60  # characters of what is kept as it is written
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}


class Cursor:
    """A place in the tokens of ``source``, beginning with ``index``."""

    def __init__(self, source: Source, index: int) -> None:
        """Stand before the token ``index``."""
        self._source = source
        self._tokens = source.tokens
        self._at = index

    def _type(self) -> None:
        """Pass over a type of TypeScript."""
        while True:
            token = self._next()
            if token.is_name("keyof", "typeof", "readonly", "unique"):
                continue
            if token.is_sign("{", "[", "("):
                if self._source.partner[self._at - 1] < 0:
                    raise self._unclosed(token, at_end=True)
                self._at = self._source.partner[self._at - 1] + 1
            elif token.kind not in (Kind.NAME, Kind.TEXT, Kind.NUMBER):
                raise self._source.out_of_place(token)
            while self._peek().is_sign(".", "[", "<"):
                if self._peek().is_sign("<"):
                    self._generic()
                elif self._next().is_sign("["):
                    self._at = max(self._at, self._source.partner[self._at - 1] + 1)
                else:
                    self._next()
            if not self._peek().is_sign("|", "&"):
                return
            self._next()

    def _generic(self) -> None:
        """Pass over the types between < and >."""
        depth = 0
        while True:
            token = self._next()
            if token.kind is Kind.SIGN:
                sign = str(token.value)
                depth += (sign == "<") - (sign.count(">") if sign != "=>" else 0)
            if token.kind in (Kind.END, Kind.BAD) or token.is_sign(";"):
                raise self._source.out_of_place(token)
            if depth <= 0:
                return

    def _skipped(self, first: int) -> Other:
        """Pass over a function or class up to the end of its body."""
        while not self._peek().is_sign("{"):
            if self._peek().kind in (Kind.END, Kind.BAD):
                raise self._source.out_of_place(self._peek())
            self._at = max(self._at, self._source.partner[self._at]) + 1
        if self._source.partner[self._at] < 0:
            raise self._unclosed(self._peek(), at_end=True)
        self._at = self._source.partner[self._at] + 1
        return self._other(first)

    def _other(self, first: int) -> Other:
        start = self._tokens[first]
        end = min(self._tokens[self._at - 1].end, start.start + _LONGEST_SOURCE)
        return Other(self._source.code[start.start : end], self._source.place(start))

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += token.kind is not Kind.END
        return token

    def _close(self, opening: Token) -> None:
        closing = _CLOSING[str(opening.value)]
        if not self._peek().is_sign(closing):
            raise self._unclosed(opening)
        self._next()

    def _unclosed(self, opening: Token, *, at_end: bool = False) -> UnreadableError:
        """Return the error that what is next does not go on with what is in brackets."""
        if at_end or self._peek().kind is Kind.END:
            closing = _CLOSING[str(opening.value)]
            return self._source.error(f"the bracket that opens here lacks its closing {closing}", opening)
        return self._source.out_of_place(self._peek())
