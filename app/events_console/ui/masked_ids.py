"""The IDs and accounts that an audience does not see, and the names that they go by instead."""

import json
import re
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from events_console.domain import endpoint
from events_console.domain.json_value import Json
from events_console.domain.wording import shortened

if TYPE_CHECKING:
    from events_console.domain.exchange import Exchange
    from events_console.domain.request import Request

_KINDS: Final = {
    **dict.fromkeys(("userid", "anonymousid", "anonymoususerid", "user"), "user"),
    **dict.fromkeys(("sessionid", "session"), "session"),
    **dict.fromkeys(("trackingid", "tracker"), "tracker"),
}
_PLACEHOLDER: Final = re.compile(r"\{\{[^{}]*\}\}")
_REMEMBERED: Final = 2_000  # characters; what is longer is shown once, and not at each painting
_SHORT: Final = 4  # characters; a shorter value is part of many a word and number
_QUOTES: Final = frozenset("\"'“”‘’„`")  # noqa: RUF001  # those of sentences
_WORD: Final = re.compile(r"[^\W_]+")
_PRIVATE: Final = "vpce-"  # in the names of endpoints within somebody's own network
_BREAK: Final = "\u200b"  # which lets a line end inside a word
_NAMED: Final = r"user_?id|session_?id|tracking_?id|anonymous_?(?:user_?)?id"
# What tells of a value by itself: a member of JSON at any depth, what the service quotes, AWS's own forms.
_TELLING: Final = re.compile(
    rf"""\\*"(?P<name>{_NAMED})\\*"\s*:\s*\\*"(?P<member>[^"\\]+)"""
    rf"""|Value '(?P<quoted>[^']+)' at '(?P<at>{_NAMED})'"""
    r"""|(?P<arn>arn:aws[\w-]*:[^\s"'“”‘’<>,;)\\]+)"""  # noqa: RUF001
    r"""|(?P<key>\b(?:A3T[A-Z0-9]|AKIA|ASIA|AROA|AIDA|AGPA|AIPA|ANPA|ANVA)[A-Z0-9]{12,})"""
    r"""|Credential=(?P<credential>[^/\s,]+)"""
    r"""|(?i:account)\W{1,3}(?P<account>\d{12})\b"""
    r"""|https?://(?P<host>[^\s/"'“”<>\\]+)""",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(r"(?<![\w-])\d{12}(?![\w-])")


class _Form(NamedTuple):
    """How a value may be written: in lower case, and how far into it the word is that it is found by."""

    length: int  # negative, so that the longest comes first
    text: str
    offset: int
    name: str


class Mask:
    """Gives IDs other names, such as user-1: the same name for the same value, for as long as it exists.

    A value is known once it was learned, or stood in a text that tells what it is. Then it is found in any
    text where its longest word stands as a word: in upper and lower case, in escapes of JSON and URLs, and
    as its beginning where a sentence has shortened it. One with fewer than four characters is replaced only
    in quotation marks. However many values are known, a text is looked over once.
    """

    def __init__(self) -> None:
        """Know no value."""
        self._names: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._forms: dict[str, list[_Form]] = {}
        self._shown = lru_cache(maxsize=4_096)(self._covered)

    def name(self, kind: str, value: str) -> str:
        """Return what ``value``, which is a ``kind`` of ID, is called instead; nothing stays nothing."""
        if not value.strip() or _PLACEHOLDER.fullmatch(value):
            return value
        key = _folded(value)
        if key not in self._names:
            self._counts[kind] += 1
            self._names[key] = f"{kind}-{self._counts[kind]}"
            for form in dict.fromkeys(map(_folded, _written(value))):
                self._add(form, self._names[key])
            self._shown.cache_clear()
        return self._names[key]

    def learn(self, name: str, value: Json) -> None:
        """Know ``value`` from now on if ``name`` is that of a member or filter which identifies somebody."""
        kind = _KINDS.get(name.replace("_", "").lower())
        if kind and isinstance(value, str):
            self.name(kind, value)

    def learn_request(self, request: "Request", rows: Iterable[int] | None = None) -> None:
        """Know who is named in ``request``, in all of its events or those in ``rows``."""
        for name, value in request.root.items():
            self.learn(name, value)
        for row in range(len(request.events)) if rows is None else rows:
            for name, value in request.event(row).items():
                self.learn(name, value)

    def learn_exchange(self, exchange: "Exchange") -> None:
        """Know who is named in ``exchange``, and where it went."""
        for request in filter(None, (exchange.request, exchange.source)):
            self.learn_request(request)
        self.learn_address(exchange.target.endpoint)

    def learn_address(self, address: str) -> None:
        """Know the host of ``address``, unless it is AWS's or this computer."""
        host = endpoint.host(address if "//" in address else f"//{address}")
        is_public = endpoint.is_aws(host) and _PRIVATE not in host
        if host and not (is_public or endpoint.is_loopback(host)):
            self.name("host", host)

    def text(self, text: str) -> str:
        """Return ``text`` with other names for what is known, and for what the text itself tells of."""
        return self._shown(text) if len(text) <= _REMEMBERED else self._covered(text)

    def label(self, text: str) -> str:
        """Return the text of a widget in the same way: a number of 12 digits is an account there."""
        return _ACCOUNT.sub(lambda found: self.name("account", found[0]), self.text(text))

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Return where something to hide stands in ``text``: from, up to before, and the name instead."""
        self._learn_from(text)
        folded = _folded(text)
        found = [span for word in _WORD.finditer(folded) if (span := self._at(folded, word))]
        taken: list[tuple[int, int, str]] = []
        for span in sorted(found, key=lambda span: span[0] - span[1]):
            if all(span[1] <= start or end <= span[0] for start, end, _ in taken):
                taken.append(span)
        return sorted(taken)

    def _covered(self, text: str) -> str:
        plain = text.replace(_BREAK, "")
        spans = self.spans(plain)
        if not spans:
            return text
        shown, place = [], 0
        for start, end, name in spans:
            shown += [plain[place:start], name]
            place = end
        return "".join((*shown, plain[place:]))

    def _learn_from(self, text: str) -> None:
        for found in _TELLING.finditer(text):
            told = found.groupdict()
            if member := told["member"] or told["quoted"]:
                self.learn(told["name"] or told["at"], member)
            elif host := told["host"]:
                self.learn_address(f"//{host}")
            elif key := told["key"] or told["credential"]:
                self.name("key", key)
            elif arn := told["arn"]:
                self.name("arn", arn)
            elif account := told["account"]:
                self.name("account", account)

    def _at(self, folded: str, word: re.Match[str]) -> tuple[int, int, str] | None:
        """Return where the longest known value stands that ``word`` is the longest word of, and its name."""
        for form in self._forms.get(word[0], ()):
            start = word.start() - form.offset
            end = start + len(form.text)
            if start >= 0 and folded.startswith(form.text, start) and _is_whole(folded, start, end):
                return start, end, form.name
        return None

    def _add(self, form: str, name: str) -> None:
        words = list(_WORD.finditer(form))
        if words:
            longest = max(words, key=lambda word: len(word[0]))
            insort(self._forms.setdefault(longest[0], []), _Form(-len(form), form, longest.start(), name))


def _folded(text: str) -> str:
    """Return ``text``, of which each character stays one, in lower case."""
    return text.replace("İ", "i").lower()


def _is_whole(folded: str, start: int, end: int) -> bool:
    """Return whether what stands there counts: a short value does only in quotation marks, or alone."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return end - start >= _SHORT or {before, after.replace("\\", '"')} <= _QUOTES or not (before or after)


def _written(value: str) -> Iterator[str]:
    """Yield how texts write ``value``."""
    yield from (value, json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1])
    yield quote(value, safe="", errors="replace")
    yield shortened(value)
