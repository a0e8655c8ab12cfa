"""The IDs and accounts that an audience does not see, and the names that they go by instead."""

import json
import re
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, quote_plus

from events_console.domain import endpoint
from events_console.domain.fields import EVENT_FIELDS, REQUEST_FIELDS
from events_console.domain.json_value import Json, Object, dumps, same
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.wording import shortened
from events_console.ui.masked_telling import told

if TYPE_CHECKING:
    from events_console.domain.exchange import Exchange

_KINDS: Final = {
    **dict.fromkeys(("userid", "anonymousid", "anonymoususerid", "user"), "user"),
    **dict.fromkeys(("sessionid", "session"), "session"),
    **dict.fromkeys(("trackingid", "tracker"), "tracker"),
}
_OWN: Final = frozenset(
    (EVENT_LIST, "eventAttributionSource", *(field.name for field in (*REQUEST_FIELDS, *EVENT_FIELDS)))
)
_PLACEHOLDER: Final = re.compile(r"\{\{[^{}]*\}\}")
_REMEMBERED: Final = 2_000  # characters; what is longer is shown once, and not at each painting
_SHORT: Final = 4  # characters; a shorter value is part of many a word and number
_QUOTES: Final = frozenset("\"'“”‘’„`")  # noqa: RUF001  # those of sentences
_WORD: Final = re.compile(r"[^\W_]+")
# What follows an escape, to which the sign before belongs.
_BEHIND: Final = re.compile(r"(?:(?<=\\[nrtbf])|(?<=\\u[0-9a-f]{4})|(?<=%[0-9a-f]{2}))[^\W_]+")
_PRIVATE: Final = "vpce-"  # in the names of endpoints within somebody's own network
_BREAK: Final = "\u200b"  # which lets a line end inside a word
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
        self._given: set[str] = set()
        self._forms: dict[str, list[_Form]] = {}  # by the words that they are found by
        self._signs: list[_Form] = []  # that have no word
        self._shown = lru_cache(maxsize=4_096)(self._covered)

    def name(self, kind: str, value: str) -> str:
        """Return what ``value``, which is a ``kind`` of ID, is called instead.

        Nothing stays nothing, and such a name itself, for what is covered may be looked over again.
        """
        if not value.strip() or value in self._given or _PLACEHOLDER.fullmatch(value):
            return value
        key = _folded(value)
        if key not in self._names:
            self._names[key] = ""
            while (name := self._next(kind)) in self._names:
                pass
            self._names[key] = name
            self._given.add(name)
            for form in dict.fromkeys(map(_folded, _written(value))):
                self._add(form, self._names[key])
            self._shown.cache_clear()
        return self._names[key]

    def learn(self, name: str, value: Json) -> None:
        """Know ``value`` from now on if ``name`` is that of a member or filter which identifies somebody.

        So are all that a list has, and what an object has by its own members.
        """
        match value:
            case Object():
                for each, member in value.items():
                    self.learn(each if _kind(each) else name, member)
            case tuple():
                for item in value:
                    self.learn(name, item)
            case _ if (kind := _kind(name)) and _is_id(value):
                self.name(kind, _key(value))
            case _:
                pass

    def request(self, request: Request) -> Request:
        """Return ``request`` as it would be with the other names; itself where it has nothing to hide."""
        self.learn("", request.root)
        root = self._value(request.root)
        return Request(root) if isinstance(root, Object) and not same(root, request.root) else request

    def learn_request(self, request: Request, rows: Iterable[int] | None = None) -> None:
        """Know who is named in ``request``, in all of its events or those in ``rows``."""
        self.learn("", request.root.without(EVENT_LIST))
        for row in range(len(request.events)) if rows is None else rows:
            self.learn("", request.event(row))

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
        placed = list(self._placed(text))
        known = sorted(self._found(_folded(text)), key=lambda span: span[0] - span[1])
        taken: list[tuple[int, int, str]] = []
        for span in (*placed, *known):
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

    def _placed(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Know what ``text`` tells of, and yield where that stands, with its name."""
        for start, end, name, value in told(text):
            if name == "host":
                self.learn_address(value)
            elif value.strip() and not _PLACEHOLDER.fullmatch(value):
                yield start, end, self.name(_kind(name) or name, value)

    def _found(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Yield where a known value stands, and its name."""
        for word in chain(_WORD.finditer(folded), _BEHIND.finditer(folded)):
            if span := self._at(folded, word):
                yield span
        for form in self._signs:
            for found in re.finditer(re.escape(form.text), folded):
                if _is_whole(folded, *found.span()):
                    yield *found.span(), form.name

    def _value(self, value: Json, name: str = "") -> Json:
        """Return the value of a member called ``name`` with the other names."""
        match value:
            case Object():
                return Object(
                    {
                        each if each in _OWN else self.text(each): self._value(
                            one, each if _kind(each) else name
                        )
                        for each, one in value.items()
                    }
                )
            case tuple():
                return tuple(self._value(item, name) for item in value)
            case _ if (kind := _kind(name)) and _is_id(value):
                return self.name(kind, _key(value))
            case str():
                return self.text(value)
            case _:
                return value

    def _next(self, kind: str) -> str:
        self._counts[kind] += 1
        return f"{kind}-{self._counts[kind]}"

    def _at(self, folded: str, word: re.Match[str]) -> tuple[int, int, str] | None:
        """Return where the longest known value stands that ``word`` is the longest word of, and its name."""
        for form in self._forms.get(word[0], ()):
            start = word.start() - form.offset
            end = start + len(form.text)
            if start >= 0 and folded.startswith(form.text, start) and _is_whole(folded, start, end):
                return start, end, form.name
        return None

    def _add(self, form: str, name: str) -> None:
        longest = max(_WORD.finditer(form), key=lambda word: len(word[0]), default=None)
        forms = self._forms.setdefault(longest[0], []) if longest else self._signs
        insort(forms, _Form(-len(form), form, longest.start() if longest else 0, name))


@lru_cache(maxsize=1_024)
def _kind(name: str) -> str:
    """Return what kind of ID a member or filter called ``name`` has; "" for none."""
    return _KINDS.get(name.replace("_", "").lower(), "")


def _is_id(value: Json) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _key(value: Json) -> str:
    return value if isinstance(value, str) else dumps(value)


def _folded(text: str) -> str:
    """Return ``text``, of which each character stays one, in lower case."""
    return text.replace("İ", "i").lower()


def _is_whole(folded: str, start: int, end: int) -> bool:
    """Return whether what stands there counts: a short value does only in quotation marks, or alone."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return end - start >= _SHORT or {before, after.replace("\\", '"')} <= _QUOTES or not (before or after)


def _written(value: str) -> Iterator[str]:
    """Yield how texts write ``value``."""
    yield from (value, shortened(value))
    in_url = quote(value, safe="", errors="replace")
    if in_url == value:  # it has no sign that is written in more than one way
        return
    yield in_url
    for text in (json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]):
        yield from (text, json.dumps(text)[1:-1])  # which is JSON in JSON
    if len(value) >= _SHORT:
        yield quote_plus(value, errors="replace")
        yield from (value.upper(), value.replace("&", "&&"))  # "ß" in capitals is two letters
        yield from (ascii(value)[1:-1], str(value.encode(errors="replace"))[2:-1])  # in errors of Python
