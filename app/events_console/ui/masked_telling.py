"""What tells of an ID or an account by itself: members of JSON, sentences of the service, forms of AWS."""

import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_NAMED: Final = r"user_?id|session_?id|tracking_?id|anonymous_?(?:user_?)?id"
_TELLING: Final = re.compile(
    rf"""Value '(?P<value>(?:(?!' at ')[\s\S])+)' at '(?P<at>{_NAMED})'"""
    r"""|(?P<arn>arn:aws[\w-]*:[^\s"'“”‘’<>,;)\\]+)"""  # noqa: RUF001
    r"""|(?P<key>\b(?:A3T[A-Z0-9]|AKIA|ASIA|AROA|AIDA|AGPA|AIPA|ANPA|ANVA)[A-Z0-9]{12,})"""
    r"""|Credential=(?P<credential>[^/\s,]+)"""
    r"""|(?i:account)\W{1,3}(?P<account>\d{12})\b"""
    r"""|https?://(?P<host>[^\s/"'“”<>\\]+)"""
    r"""|\b(?P<endpoint>vpce-[\w.-]+\.amazonaws\.com(?:\.cn)?)""",
    re.IGNORECASE,
)
_MEMBER: Final = re.compile(rf"""\\*"(?P<name>{_NAMED})\\*"\s*:\s*(?P<list>\[)?""", re.IGNORECASE)
_ITEM: Final = re.compile(r"""[\s,\[]*(?:(?P<escapes>\\*)"|(?P<number>-?\d[\d.eE+-]*))""")
_END: Final = re.compile(r'(\\*)"|\n|$')  # of a text in JSON, which no line goes beyond


class Told(NamedTuple):
    """The ``value`` of a ``name`` (a member, "arn", "key", "account" or "host"), and where that stands."""

    start: int
    end: int
    name: str
    value: str


def told(text: str) -> Iterator[Told]:
    """Yield what ``text`` tells."""
    yield from _members(text)
    for found in _TELLING.finditer(text):
        group = found.lastgroup or ""
        name = {"at": found["at"], "credential": "key", "endpoint": "host"}.get(group, group)
        part = "value" if group == "at" else group
        yield Told(*found.span(part), name, found[part])


def _members(text: str) -> Iterator[Told]:
    """Yield the texts and numbers that are, or are listed in, members of JSON, which may be text in JSON."""
    for found in _MEMBER.finditer(text):
        place = found.end()
        while item := _ITEM.match(text, place):
            start, end, value = *item.span("number"), item["number"]
            place = end
            if value is None:
                escapes = len(item["escapes"])
                start, end = item.end(), _end(text, item.end(), escapes)
                value, place = _meant(text[start:end], escapes), end + escapes + 1
            yield Told(start, end, found["name"], value)
            if not found["list"]:
                break


def _end(text: str, start: int, escapes: int) -> int:
    """Return where the text ends whose quotation marks have so many backslashes before them."""
    ends = _END.finditer(text, start)
    # In a text within, each level of JSON doubles the backslashes and adds one for the quotation mark.
    return next(
        end.end() - 1 - escapes if end[1] is not None else end.start()
        for end in ends
        if end[1] is None or (len(end[1]) - escapes) % (2 * escapes + 2) == 0
    )


def _meant(text: str, escapes: int) -> str:
    """Return the text that stands for; as it is where it is not quite JSON."""
    try:
        for _ in range((escapes + 1).bit_length()):
            text = str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        pass
    return text
