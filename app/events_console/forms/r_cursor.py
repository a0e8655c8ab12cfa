"""A walk through the tokens of R code, and what is said where they do not fit together."""

from typing import Final

from events_console.domain.wording import quoted
from events_console.forms import UnreadableError
from events_console.forms.expression import Place
from events_console.forms.r_tokens import Kind, Token, tokens_of

_MOST_TOKENS: Final = 30_000  # ten events have some hundred


class Cursor:
    """Stands at the token ``at``; within round and square brackets it steps over line ends."""

    def __init__(self, code: str) -> None:
        """Stand at the beginning of ``code``, whose tokens are limited in number."""
        self.tokens: list[Token] = []
        self.at = 0
        self._skips_lines = [False]
        for token in tokens_of(code):
            self.tokens.append(token)
            if len(self.tokens) > _MOST_TOKENS:
                message = f"it has more than {_MOST_TOKENS:,} words and signs; paste only the call"
                raise UnreadableError(message)

    def peek(self) -> Token:
        """Return the token to come."""
        if self._skips_lines[-1]:
            self.pass_lines()
        return self.tokens[self.at]

    def next(self) -> Token:
        """Step over a token and return it; the END stays."""
        token = self.peek()
        self.at += token.kind is not Kind.END
        return token

    def pass_lines(self) -> None:
        """Step over line ends."""
        while self.tokens[self.at].kind is Kind.LINE:
            self.at += 1

    def word(self) -> str:
        """Step over a name, which R lets stand in quotation marks too, and return it."""
        token = self.next()
        if token.kind not in (Kind.NAME, Kind.TEXT):
            raise out_of_place(token)
        return str(token.value)

    def expect(self, sign: str) -> Token:
        """Step over ``sign``."""
        token = self.next()
        if not token.is_sign(sign):
            raise out_of_place(token)
        return token

    def open(self, *, skips_lines: bool = True) -> None:
        """Be within a bracket from here on."""
        self._skips_lines.append(skips_lines)

    def close(self, sign: str, opening: Token) -> None:
        """Step over ``sign``, which ends what began at ``opening``."""
        token = self.next()
        if token.kind is Kind.END:
            raise error_at(f"the bracket that opens here lacks its closing {sign}", opening.place)
        if not token.is_sign(sign):
            raise out_of_place(token)
        self._skips_lines.pop()


def out_of_place(token: Token) -> UnreadableError:
    """Return what is wrong at ``token``; texts are not repeated, they may be secrets."""
    match token.kind:
        case Kind.END:
            message = "the code ends before it is complete"
        case Kind.LINE:
            message = "the line ends before the expression is complete"
        case Kind.TEXT:
            message = "this text is out of place; a comma may be missing before it"
        case Kind.SIGN:
            message = f"{quoted(str(token.value))} is out of place here"
        case _:
            shown = quoted(str(token.value)[:40])
            message = f"{shown} is out of place; a comma may be missing before it"
    return error_at(message, token.place)


def error_at(message: str, place: Place) -> UnreadableError:
    """Return an error at ``place``."""
    return UnreadableError(message, place.line, place.column)
