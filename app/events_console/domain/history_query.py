"""What a person looks for in the history: one line of text in which ``key:value`` is a filter.

``outcome:refused item:sku-1 after:2026-11-01 red shoes`` is three filters and the text "red shoes". A value
with blanks stands in quotation marks, in which a backslash takes the next character as it is. A word with
any other key is text. Of several values for one key, any will do, but of "is" all must hold; and so must
everything else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from events_console.domain.exchange import Outcome

KEYS: Final = {
    "outcome": "What became of it: accepted, refused, failed, unanswered, unknown or pending",
    "status": "HTTP status of the answer",
    "code": "Error code of the answer",
    "connection": "Name of the connection",
    "tracker": "Tracking ID",
    "user": "User ID",
    "session": "Session ID",
    "type": "Type of any of its events",
    "item": "Item ID of any of its events",
    "tag": "Tag",
    "is": "starred, noted or anonymous",
    "on": "Day, month or minute of sending: 2026-11-21, 2026-11, 2026-11-21T12:37, today, yesterday",
    "after": "Sent then or later: the same, or so long ago: 90m, 24h, 7d",
    "before": "Sent earlier than that",
}
OUTCOMES: Final = {
    "accepted": "Accepted",
    "refused": "Refused",
    "failed": "Failed",
    "unanswered": "No answer",
    "unknown": "Unknown",
    "pending": "Sending",
}
FLAGS: Final = ("starred", "noted", "anonymous")
_FAILED: Final = 500  # with this status HTTP's server errors begin
_WORD: Final = re.compile(r"\s*((?:\"(?:[^\"\\]|\\.)*\"|\S)+)", re.DOTALL)
_QUOTED: Final = re.compile(r"\"((?:[^\"\\]|\\.)*)\"", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_PLAIN: Final = re.compile(r"[^\s\"\\]+")


@dataclass(frozen=True, slots=True)
class Query:
    """A text that must be found, and filters as pairs of a key of ``KEYS`` and a value, in their order."""

    text: str = ""
    terms: tuple[tuple[str, str], ...] = ()

    @property
    def line(self) -> str:
        """The query as a person types it; :func:`parse` reads it back."""
        terms = [f"{key}:{_written(value)}" for key, value in self.terms]
        return " ".join([*terms, self.text] if self.text else terms)

    def values(self, key: str) -> tuple[str, ...]:
        """Return the values of a filter."""
        return tuple(value for name, value in self.terms if name == key)

    def with_values(self, key: str, values: Iterable[str]) -> "Query":
        """Return the query with exactly these values of a filter; they stand where those before stood."""
        new = tuple((key, value) for value in dict.fromkeys(values))
        place = next((place for place, (name, _) in enumerate(self.terms) if name == key), len(self.terms))
        before = self.terms[:place]
        after = tuple(term for term in self.terms[place:] if term[0] != key)
        return replace(self, terms=(*before, *new, *after))

    def __bool__(self) -> bool:
        """Return whether it leaves anything out."""
        return bool(self.text or self.terms)


def parse(line: str) -> Query:
    """Read ``line``; what is no filter is text, with the blanks between its words as they are typed."""
    terms: list[tuple[str, str]] = []
    rest: list[str] = []
    for word in _WORD.finditer(line):
        key, colon, value = word[1].partition(":")
        if colon and value and key.lower() in KEYS:
            terms.append((key.lower(), _read(value)))
        else:
            rest.append(word[0])
    return Query("".join(rest).strip(), tuple(dict.fromkeys(terms)))


def outcome_name(outcome: Outcome, status: int | None) -> str:
    """Return the name in ``OUTCOMES``: a rejection is "failed" if the server was at fault, else "refused"."""
    if outcome is not Outcome.REJECTED:
        return str(outcome)
    return "failed" if status is not None and status >= _FAILED else "refused"


def _read(value: str) -> str:
    return _QUOTED.sub(lambda quoted: _ESCAPED.sub(r"\1", quoted[1]), value)


def _written(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
