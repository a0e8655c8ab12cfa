"""Exchanges for other people's eyes, in which users, sessions, trackers and properties go by other names."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final
from urllib.parse import quote, unquote

from events_console.domain.annotation import Kept
from events_console.domain.dataset_schema import folded
from events_console.domain.exchange import Exchange, Failure, Headers, Response, Sent
from events_console.domain.fields import EVENT_FIELDS
from events_console.domain.json_value import KEPT, Json, Object, dumps, freeze, same
from events_console.domain.request import EVENT_LIST, Request

LEFT_OUT: Final = "(left out)"  # what stands for a body, on request
HIDDEN: Final = "(left out: in it stands, in another form, what is hidden here)"
NOTE_LEFT_OUT: Final = "(note left out)"
_TAG_LEFT_OUT: Final = "(left-out)"  # a tag has no blanks
_PEOPLE: Final = {
    **dict.fromkeys(("userid", "anonymousid", "anonymoususerid"), "user"),
    "sessionid": "session",
}
_TRACKERS: Final = {"trackingid": "tracker"}
_VALUE: Final = "value"
_PROPERTIES: Final = "properties"
_NAMES: Final = frozenset(
    ("trackingId", "userId", "sessionId", EVENT_LIST, "eventAttributionSource", "message", "Message")
).union(field.name for field in EVENT_FIELDS)
_DIGESTS: Final = frozenset({"x-amz-content-sha256", "content-md5", "content-digest", "digest", "etag"})
_SHORTEST: Final = 4  # characters; a shorter value is part of many a word and number
_PLACEHOLDER: Final = re.compile(r"\{\{[^{}]*\}\}")
_ALONE: Final = r"(?<![^\W_]){}(?![^\W_])"
_ALONE_NUMBER: Final = r"(?<![\w-])(?<!\d\.){}(?![\w-])(?!\.\d)"  # and no part of an address or a date
# It matches any run of backslashes, so that no repetition of them is searched twice.
_ESCAPE: Final = re.compile(r'\\+(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|["/])?')
_UNESCAPINGS: Final = 5  # escapes within escapes


@dataclass(frozen=True, slots=True)
class Mask:
    """What is hidden: user and session IDs, and notes; tracking IDs; values in properties; what was sent."""

    people: bool = False
    trackers: bool = False
    properties: bool = False
    bodies: bool = False


class Masker:
    """Gives the values that a mask hides other names, such as user-1: the same name for the same value.

    A value is replaced wherever it stands in its exchange, also as a part of other text and in the escapes
    of JSON, URLs and HTML: in the documents, on the wire, in messages, tags and the note; in upper and lower
    case alike, and as a number. One with fewer than four characters is only as it is, where neither letters
    nor digits touch it; a number in properties is where it stands alone, with fewer than four digits only in
    properties. What stays is the ID, the time, the region, and names of members that the service defines.
    Values that only another exchange has are not looked for: with people, notes are therefore left out.
    """

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._kinds = {
            **(_PEOPLE if mask.people else {}),
            **(_TRACKERS if mask.trackers else {}),
            **({_PROPERTIES: _VALUE} if mask.properties else {}),
        }
        self._known: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def __call__(self, kept: Kept) -> Kept:
        """Return ``kept`` as the mask shows it; itself where that hides nothing."""
        if self._mask == Mask():
            return kept
        exchange = _without_bodies(kept.exchange) if self._mask.bodies else kept.exchange
        cover = self._cover(kept.exchange)
        note = kept.annotation.note
        shown = NOTE_LEFT_OUT if note and self._mask.people else cover.text(note)
        tags = tuple(dict.fromkeys(map(cover.tag, kept.annotation.tags)))
        return Kept(cover.exchange(exchange), replace(kept.annotation, note=shown, tags=tags))

    def _cover(self, exchange: Exchange) -> "_Cover":
        names: dict[str, str] = {}
        sought: dict[str, bool] = {}
        for document in _documents(exchange):
            for kind, leaf in _masked(document, self._kinds):
                text = _key(leaf)
                names[text] = self._name(kind, text)
                if isinstance(leaf, str) or kind != _VALUE:
                    sought[text] = False
                elif sum(map(str.isdigit, text)) >= _SHORTEST:
                    sought.setdefault(text, True)
        return _Cover(self._kinds, names, sought)

    def _name(self, kind: str, text: str) -> str:
        if text not in self._known:
            self._counts[kind] += 1
            self._known[text] = f"{kind}-{self._counts[kind]}"
        return self._known[text]


class _Cover:
    """What is hidden in one exchange: names by the text of a value, and which of these any text may hold.

    Of these, ``sought`` says whether they are looked for only where they stand alone.
    """

    def __init__(self, kinds: dict[str, str], names: dict[str, str], sought: dict[str, bool]) -> None:
        self._kinds = kinds
        self._names = names
        forms = {form: text for text in reversed(sought) for form in _forms(text)}
        self._exact = {form: names[text] for form, text in forms.items()}
        self._alike = {_folded(form): name for form, name in self._exact.items() if len(form) >= _SHORTEST}
        self._numbers = {_number(text): names[text] for text in reversed(sought)}
        self._sought = _pattern(
            {_folded(form): _around(form, is_alone=sought[text]) for form, text in forms.items()}
        )

    def exchange(self, exchange: Exchange) -> Exchange:
        """Return ``exchange`` with everything hidden in it."""
        target = exchange.target
        return replace(
            exchange,
            request=self._request(exchange.request),
            source=exchange.source and self._request(exchange.source),
            target=replace(
                target,
                name=self.text(target.name),
                endpoint=self.text(target.endpoint),
            ),
            sent=exchange.sent and self._sent(exchange.sent),
            answer=self._answer(exchange.answer),
            note=exchange.note and self.text(exchange.note),
        )

    def text(self, text: str) -> str:
        """Return ``text`` with what is hidden replaced, or a sentence where it stands there in disguise."""
        shown, start = [], 0
        for found, name in self._found(text):
            shown += [text[start : found.start()], name]
            start = found.end()
        shown.append(text[start:])
        return HIDDEN if any(map(self._betrays, shown[::2])) else "".join(shown)

    def tag(self, tag: str) -> str:
        """Return ``tag`` with what is hidden replaced."""
        shown = self.text(tag)
        return _TAG_LEFT_OUT if HIDDEN in shown else shown

    def _betrays(self, text: str) -> bool:
        return any(any(self._found(reading)) for reading in _readings(text))

    def _found(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield where something that is hidden stands in ``text``, and its name."""
        for found in self._sought.finditer(_folded(text)) if self._exact else ():
            part = text[found.start() : found.end()]
            if name := self._exact.get(part) or self._alike.get(_folded(part)):
                yield found, name

    def _request(self, request: Request) -> Request:
        root = self._value(request.root)
        return Request(root if isinstance(root, Object) else Object())

    def _value(self, value: Json, name: str = "", kind: str = "") -> Json:
        """Return the value of a member called ``name``, of that ``kind`` if it is hidden."""
        match value:
            case Object():
                return Object({self._member(each): self._at(each, kind, one) for each, one in value.items()})
            case tuple():
                return tuple(self._value(item, name, kind) for item in value)
            case str() if folded(name) == _PROPERTIES and _parsed(value) is not None:
                return self._json(value, kind)
            case _ if _is_hidden(kind, value):
                return self._names[_key(value)]
            case str():
                return self.text(value)
            case int() | float() if not isinstance(value, bool):
                return self._numbers.get(value, value)
            case _:
                return value

    def _at(self, name: str, kind: str, value: Json) -> Json:
        return self._value(value, name, self._kinds.get(folded(name), kind))

    def _member(self, name: str) -> str:
        return name if name in _NAMES else self.text(name)

    def _json(self, text: str, kind: str = "") -> str:
        """Return ``text``, which may be JSON, with what is hidden replaced; without any as it is."""
        value = _parsed(text)
        if value is None:
            return self.text(text)
        shown = self._value(value, kind=kind)
        return text if same(value, shown) and self.text(text) == text else json.dumps(shown)

    def _body(self, body: bytes) -> bytes:
        text = body.decode(errors="surrogateescape")
        shown = self._json(text)
        if shown == text and any(self.text(other) != other for other in _decoded(body)):
            return HIDDEN.encode()
        return shown.encode(errors="surrogateescape")

    def _sent(self, sent: Sent) -> Sent:
        body = self._body(sent.body)
        headers = self._headers(sent.headers, sent.body, body)
        return Sent(self.text(sent.method), self.text(sent.url), headers, body)

    def _answer(self, answer: Response | Failure | None) -> Response | Failure | None:
        match answer:
            case Response():
                return self._response(answer)
            case Failure():
                return replace(
                    answer,
                    kind=self.text(answer.kind),
                    message=self.text(answer.message),
                    advice=self.text(answer.advice),
                    partial=answer.partial and self._response(answer.partial),
                )
            case None:
                return None

    def _response(self, response: Response) -> Response:
        body = self._body(response.body)
        return Response(
            response.status,
            self._headers(response.headers, response.body, body),
            body,
            *(text and self.text(text) for text in (response.request_id, response.code, response.message)),
        )

    def _headers(self, headers: Headers, before: bytes, after: bytes) -> Headers:
        """Return ``headers`` of a body that was ``before``; length and digests would tell of that."""
        told = {"content-length": str(len(after)), **dict.fromkeys(_DIGESTS, HIDDEN)}
        found = {} if before == after else told
        return tuple((self.text(name), found.get(name.lower(), self.text(value))) for name, value in headers)


def _without_bodies(exchange: Exchange) -> Exchange:
    body = LEFT_OUT.encode()

    def bare(response: Response | None) -> Response | None:
        return response and replace(response, headers=(), body=body)

    answer = exchange.answer
    shown = replace(answer, partial=bare(answer.partial)) if isinstance(answer, Failure) else bare(answer)
    return replace(
        exchange, sent=exchange.sent and replace(exchange.sent, headers=(), body=body), answer=shown
    )


def _documents(exchange: Exchange) -> Iterator[Json]:
    """Yield every document in ``exchange`` that may name what is to be hidden."""
    yield exchange.request.root
    if exchange.source:
        yield exchange.source.root
    answer = exchange.response or (exchange.failure and exchange.failure.partial)
    for body in (exchange.sent and exchange.sent.body, answer and answer.body):
        if body:
            yield _parsed(body.decode(errors="surrogateescape"))


def _masked(value: Json, kinds: dict[str, str], name: str = "", kind: str = "") -> Iterator[tuple[str, Json]]:
    """Yield what is to be hidden in the value of a member called ``name``, and its kind."""
    match value:
        case Object():
            for each, member in value.items():
                yield from _masked(member, kinds, each, kinds.get(folded(each), kind))
        case tuple():
            for item in value:
                yield from _masked(item, kinds, name, kind)
        case str() if folded(name) == _PROPERTIES and (parsed := _parsed(value)) is not None:
            yield from _masked(parsed, kinds, kind=kind)
        case _ if _is_hidden(kind, value):
            yield kind, value


def _is_hidden(kind: str, value: Json) -> bool:
    """Return whether ``value`` says something: neither nothing nor what is filled in when it is sent."""
    is_placeholder = isinstance(value, str) and _PLACEHOLDER.fullmatch(value)
    return bool(kind) and value not in {None, ""} and not is_placeholder


def _key(value: Json) -> str:
    return value if isinstance(value, str) else dumps(value)


def _parsed(text: str) -> Json:
    """Return the JSON in ``text``; None where there is none. Of a name given twice, it has all values."""
    try:
        return freeze(json.loads(text, object_pairs_hook=_merged), KEPT)
    except (ValueError, RecursionError):
        return None


def _merged(pairs: list[tuple[str, object]]) -> dict[str, object]:
    merged: dict[str, object] = {}
    for name, value in pairs:
        merged[name] = [merged[name], value] if name in merged else value
    return merged


def _forms(text: str) -> Iterator[str]:
    """Yield how other text quotes ``text``."""
    yield text
    yield json.dumps(text)[1:-1]
    yield json.dumps(text, ensure_ascii=False)[1:-1]
    yield (in_url := quote(text, safe="", errors="replace"))
    yield in_url.replace("%20", "+")


def _number(text: str) -> float | None:
    """Return the number that ``text`` writes, however it does; None where it is none."""
    try:
        return int(text) if text.isdecimal() else float(text)
    except ValueError:
        return None


def _folded(text: str) -> str:
    """Return ``text``, of which each character stays one, in lower case."""
    return text.replace("İ", "i").lower().replace("ς", "\N{GREEK SMALL LETTER SIGMA}")


def _around(form: str, *, is_alone: bool) -> str:
    """Return what must stand around ``form`` for it to count."""
    is_short = len(form) < _SHORTEST
    return _ALONE_NUMBER if is_alone or (is_short and form.isdigit()) else _ALONE if is_short else "{}"


def _pattern(around: dict[str, str]) -> re.Pattern[str]:
    """Return what finds the longest of these forms; those alike are in one group, which is searched fast."""
    longest = sorted(around, key=lambda form: (-len(form), around[form]))
    runs = groupby(longest, key=around.__getitem__)
    return re.compile("|".join(each.format(f"(?:{'|'.join(map(re.escape, run))})") for each, run in runs))


def _decoded(body: bytes) -> Iterator[str]:
    """Yield the texts that ``body`` may be if it is none in UTF-8."""
    if b"\0" in body or "\ufffd" in body.decode(errors="replace"):
        yield from (body.decode(encoding, "replace") for encoding in ("latin-1", "utf-16-le", "utf-16-be"))


def _readings(text: str) -> Iterator[str]:
    """Yield ``text`` without one layer of escapes after the other; nothing where there are none."""
    for _ in range(_UNESCAPINGS):
        plain = html.unescape(unquote(_ESCAPE.sub(_meant, text)))
        if plain == text:
            break
        yield (text := str(freeze(plain)))  # which joins the halves of a character
    if "+" in text:
        yield text.replace("+", " ")


def _meant(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else escape[0][-1]
