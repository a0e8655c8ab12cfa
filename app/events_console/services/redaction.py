"""What grants access is taken out of everything that came over the wire, before it is shown or kept."""

import html
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from itertools import accumulate, takewhile
from typing import Final
from urllib.parse import unquote

from events_console.domain.exchange import Headers

HIDDEN: Final = "‹hidden›"  # noqa: RUF001  # quotation marks, so that nobody takes it for a value
_SECRET_HEADERS: Final = frozenset({"authorization", "proxy-authorization", "x-amz-security-token"})
_SHORTEST_SECRET: Final = 8  # characters; a shorter one is a test server's "test", not a secret
_HEAD: Final = 16  # characters by which a secret is found; what follows is hidden as far as it is the secret
# A character as JSON, a URL or HTML may write it, also where one of them was packed into another.
_CHARACTER: Final = re.compile(
    r"""\\+(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[/"'\\])"""
    r"|%(?:25)*[0-7][0-9a-fA-F]"
    r"|&(?:amp;)*(?:\#0*[0-9]{1,6}|\#[xX]0*[0-9a-fA-F]{1,5}|amp|lt|gt|quot|apos|sol|plus|equals);"
    r"|(?s:.)"
)


def redact(headers: Iterable[tuple[str, str]]) -> Headers:
    """Return ``headers`` without the values that grant access."""
    return tuple((name, HIDDEN if name.lower() in _SECRET_HEADERS else value) for name, value in headers)


def proxy_secrets() -> Iterator[str]:
    """Give what the proxies of the environment or the system are told: "user:password", and the password."""
    from urllib.request import getproxies

    for url in getproxies().values():
        user, at, _ = url.rpartition("//")[2].rpartition("@")
        if at:
            yield unquote(user)
            yield unquote(user.partition(":")[2])


class Veil:
    """Hides secrets in what comes back: AWS repeats the session token when it explains a wrong signature.

    They are found as they are, escaped for JSON, a URL or HTML in any mixture, in base64 alone or among other
    text, and where all but their first 16 characters or more were cut off.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        parts = {part for secret in secrets for part in secret.split() if len(part) >= _SHORTEST_SECRET}
        self._forms: dict[str, set[str]] = {}
        for form in (form for part in parts for form in (part, *_base64(part.encode()))):
            self._forms.setdefault(form[:_HEAD], set()).add(form)
        longest_first = sorted(self._forms, key=len, reverse=True)
        self._heads = re.compile("|".join(map(re.escape, longest_first))) if parts else None

    def over(self, data: bytes) -> bytes:
        """Return ``data`` with every secret replaced."""
        return self.over_text(data.decode(errors="surrogateescape")).encode(errors="surrogateescape")

    def over_text(self, text: str) -> str:
        """Return ``text`` with every secret replaced."""
        spans = list(self._spans(text))
        if self._heads and any(mark in text for mark in "\\%&"):
            written = _CHARACTER.findall(text)
            at = [0, *accumulate(map(len, written))]
            spans += ((at[start], at[end]) for start, end in self._spans("".join(map(_meant, written))))
        kept, hidden = [], 0
        for start, end in sorted(spans):
            if start >= hidden:
                kept += [text[hidden:start], HIDDEN]
            hidden = max(hidden, end)
        return "".join([*kept, text[hidden:]])

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where the secrets in ``text`` begin and end."""
        for head in self._heads.finditer(text) if self._heads else ():
            start = head.start()
            yield start, start + max(_shared(text, start, form) for form in self._forms[head[0]])


def _base64(secret: bytes) -> Iterator[str]:
    """Give what is in base64 of any text around ``secret`` because of it, in both alphabets.

    That depends on where it begins in a group of three bytes. Characters shared with the text are left out.
    """
    for before in range(3):
        coded = b64encode(bytes(before) + secret).decode()
        inside = coded[(0, 2, 3)[before] : (before + len(secret)) * 8 // 6]
        yield from (inside, inside.replace("+", "-").replace("/", "_"))


def _meant(written: str) -> str:
    """Return the character that ``written``, a match of ``_CHARACTER``, stands for."""
    if len(written) == 1:
        return written
    if written[0] == "&":
        return html.unescape(f"&{written[1:-1].rpartition(';')[2]};")[:1] or "\ufffd"
    if written[0] == "%":
        return chr(int(written[-2:], 16))
    kind = written.lstrip("\\") or "\\"
    return chr(int(kind[1:], 16)) if len(kind) > 1 else kind


def _shared(text: str, start: int, form: str) -> int:
    """Return how many characters of ``form`` follow each other in ``text`` from ``start``."""
    follow = takewhile(
        lambda pair: pair[0] == pair[1], zip(form, text[start : start + len(form)], strict=False)
    )
    return sum(1 for _ in follow)
