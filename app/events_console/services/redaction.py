"""What grants access is taken out of everything that came over the wire, before it is shown or kept."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final
from urllib.parse import quote, unquote

from events_console.domain.exchange import Headers

HIDDEN: Final = "‹hidden›"  # noqa: RUF001  # quotation marks, so that nobody takes it for a value
_SECRET_HEADERS: Final = frozenset(
    {"authorization", "proxy-authorization", "x-amz-security-token", "cookie", "set-cookie"}
)
_SHORTEST_SECRET: Final = 8  # characters; a shorter one is a test server's "test", not a secret
_FRAGMENT: Final = 8  # letters and digits in a row that give a secret away
_CODED_FRAGMENT: Final = 12  # as many of its base64 or hex form, for 6 to 9 characters of the secret
_SHORTEST_FRAGMENT: Final = 6  # letters and digits; a secret with fewer would hide ordinary words
_UNESCAPINGS: Final = 5  # escapes within escapes
_NEITHER_LETTER_NOR_DIGIT: Final = re.compile(r"[\W_]+")
# A character as JSON, JavaScript, Python, a URL, quoted-printable or HTML may write it. Each alternative
# matches whatever follows its first character, so that no repetition of it is searched twice.
_ESCAPE: Final = re.compile(
    r"(?:\\+|%)u([0-9a-fA-F]{4})"
    r"|\\+(?:u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-7]{3})|[abfnrtv])?"
    r"|%(?:25)*([0-9a-fA-F]{2})"
    r"|=([0-9a-fA-F]{2})"
    r"|&(?:amp;)*(?:\#0*([0-9]{1,7})|\#[xX]0*([0-9a-fA-F]{1,6})|[a-zA-Z]{2,8}(?=;))?;?"
)
_QUOTES_HEADER: Final = re.compile("invalid header", re.IGNORECASE)
_OCTAL, _DECIMAL = 5, 8  # groups of _ESCAPE; the others are hexadecimal


def redact(headers: Iterable[tuple[str, str]]) -> Headers:
    """Return ``headers`` without the values that grant access."""
    return tuple(
        (name, HIDDEN if name.strip().lower() in _SECRET_HEADERS else value) for name, value in headers
    )


def spoken(error: BaseException) -> str:
    """Return what an exception says, or its name; http.client quotes the headers that it refuses."""
    text = str(error)
    if _QUOTES_HEADER.search(text):
        return "a key or token has a line break, which no header can hold"
    return text or type(error).__name__


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

    A whole secret is replaced where it stands as it is, in JSON, in a URL or in base64. Where something of
    one is left then, the whole text is replaced: 8 letters and digits in a row, whatever their case and
    whatever else stands between them (line breaks, blanks for "+", the zeros of UTF-16), or 12 of its form in
    base64, in hex, or in two of these on each other; all that also behind up to 5 layers of the escapes of
    JSON, URLs, quoted-printable and HTML. Secrets shorter than 8 characters are not looked for, those with
    fewer than 6 letters and digits only whole. Not found is what was encrypted, compressed or reordered, and
    base64 or hex of a text in which every character was escaped.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = tuple(secret for secret in secrets if len(secret) >= _SHORTEST_SECRET)
        parts = {part for secret in self._secrets for part in secret.split() if len(part) >= _SHORTEST_SECRET}
        self._written = sorted({form for part in parts for form in _written(part)}, key=len, reverse=True)

    def over(self, data: bytes) -> bytes:
        """Return ``data`` with every secret replaced."""
        text = data.decode(errors="surrogateescape")
        shown = self._without_secrets(text)
        return (
            _hidden(len(data), "bytes").encode() if shown is None else shown.encode(errors="surrogateescape")
        )

    def over_text(self, text: str) -> str:
        """Return ``text`` with every secret replaced."""
        shown = self._without_secrets(text)
        return _hidden(len(text), "characters") if shown is None else shown

    @cached_property
    def _fragments(self) -> dict[int, set[str]]:
        """What gives secrets away, by its length; made when an answer is there, as it takes a while."""
        found: dict[int, set[str]] = {}
        for length, form in (one for secret in self._secrets for one in _forms(secret)):
            bare = _bare(form)
            size = min(length, len(bare))
            if size >= _SHORTEST_FRAGMENT:
                found.setdefault(size, set()).update(_runs(bare, size))
        return found

    def _without_secrets(self, text: str) -> str | None:
        """Return ``text`` with its secrets replaced, or None where that leaves something of one."""
        for form in self._written:
            text = text.replace(form, HIDDEN)
        return None if self._fragments and any(map(self._betrays, _readings(text))) else text

    def _betrays(self, text: str) -> bool:
        bare = _bare(text)
        return not all(known.isdisjoint(_runs(bare, size)) for size, known in self._fragments.items())


def _hidden(count: int, unit: str) -> str:
    return f"{HIDDEN} ({count:,} {unit}, with part of a secret among them)"


def _written(secret: str) -> Iterator[str]:
    """Give how ``secret`` stands in what is not hidden whole."""
    quoted = quote(secret, safe="", errors="replace")
    yield from (
        secret,
        secret.replace("/", r"\/"),
        quoted,
        re.sub("%..", lambda code: code[0].lower(), quoted),
    )
    for coded in _base64(secret):
        yield from (coded, coded.replace("+", "-").replace("/", "_"))


def _forms(secret: str) -> Iterator[tuple[int, str]]:
    """Give the forms of ``secret`` with the length of their fragments that are looked for."""
    yield _FRAGMENT, secret
    yield _FRAGMENT, secret.encode(errors="replace").decode("latin-1")  # as a URL's escapes are read
    for once in _coded(secret):
        yield _CODED_FRAGMENT, once
        yield from ((_CODED_FRAGMENT, twice) for twice in _coded(once))


def _coded(text: str) -> Iterator[str]:
    yield from _base64(text)
    yield text.encode(errors="replace").hex()


def _base64(text: str) -> Iterator[str]:
    """Give what is in base64 of any text around ``text`` because of it.

    That depends on where it begins in a group of three bytes. Characters shared with what surrounds it are
    left out.
    """
    data = text.encode(errors="replace")
    for before in range(3):
        coded = b64encode(bytes(before) + data).decode()
        yield coded[(0, 2, 3)[before] : (before + len(data)) * 8 // 6]


def _readings(text: str) -> Iterator[str]:
    """Give ``text`` as it is, and without one layer of escapes after the other."""
    yield (text := text.replace("\0", ""))  # UTF-16 has one beside each letter
    for _ in range(_UNESCAPINGS):
        plain = _ESCAPE.sub(_meant, text)
        if plain == text:
            return
        yield (text := plain)


def _meant(escape: re.Match[str]) -> str:
    """Return the character that ``escape``, a match of ``_ESCAPE``, stands for, or a blank for a sign."""
    group = escape.lastindex
    if group is None:
        return "&" if escape[0].endswith("amp;") else " "
    base = {_OCTAL: 8, _DECIMAL: 10}.get(group, 16)
    return chr(int(escape[group], base) % 0x110000)


def _bare(text: str) -> str:
    return _NEITHER_LETTER_NOR_DIGIT.sub("", text).lower()


def _runs(text: str, length: int) -> Iterator[str]:
    return (text[start : start + length] for start in range(len(text) - length + 1))
