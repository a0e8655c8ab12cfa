"""Exchanges as JSON Lines, one in a line: what a history exports to be imported by another, bit for bit.

A line is an object with ``format``, the members of :data:`exchange_rows.STORED`, and the annotation.
Documents stand in it as JSON, or as JSON text where they hold NaN or Infinity, which no other program reads.
Bodies are text, or ``{"base64": …}`` where they are not UTF-8.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, BinaryIO, Final
from uuid import UUID

from events_console.domain.annotation import Annotation, Kept, tags_in
from events_console.domain.exchange import Exchange, Failure, Outcome, Response
from events_console.domain.wording import counted
from events_console.forms.interactions_table import is_header
from events_console.services.exchange_rows import STORED, from_row, to_row
from events_console.services.redaction import redact

FORMAT: Final = "events-console-exchange/1"
LONGEST: Final = 64 * 1024 * 1024  # bytes of a line; four times what a document may have
_FAMILY: Final = FORMAT.partition("/")[0]
_DOCUMENTS: Final = ("request", "source", "target", "details")
_BODIES: Final = ("sent_body", "answer_body")
_FOREIGN: Final = "holds no exchange that Events Console has exported"
_NEWER: Final = "was written by a newer version of Events Console; import it there"
_NOT_WHOLE: Final = "holds an exchange of which something is missing or is not what it should be"
_ONLY: Final = "only JSON Lines written by history export can be imported"
_HEAD: Final = 256  # bytes that show what a file is
_MOST_TOLD: Final = 5  # lines that hold no exchange
_OTHERS: Final = (
    ("an HTTP Archive (HAR)", re.compile(r'\{\s*"log"\s*:')),
    ("HTML", re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)),
    ("PDF", re.compile("%PDF-")),
)
_NOT_SANE: Final = "holds an exchange whose status, number of attempts or times cannot be"
_NO_STATUS: Final = 1000
_TOO_MANY: Final = 2**31  # attempts
_LONGEST_TIME: Final = 1e12  # milliseconds
_TOO_LONG: Final = f"is longer than {LONGEST // 1024**2} MiB; no exchange of a history is"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A line, counted from 1, that holds no exchange; ``text`` says in a sentence which and why."""

    line: int
    why: str

    @property
    def text(self) -> str:
        """The whole sentence."""
        return f"Line {self.line:,} {self.why}."


class Reading:
    """The exchanges in ``file``, for going through them once; then, what is to be said of its other lines.

    ``found`` and ``flaws`` are their numbers. ValueError, as the end of a sentence, where the file begins as
    one of another kind.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Look at the beginning."""
        self.found = self.flaws = 0
        self._first: list[Flaw] = []
        lines, head = lines_of(file), list[bytes]()
        while sum(map(len, head)) < _HEAD and (line := next(lines, None)):
            head.append(line)
        if kind := _other_kind(b"".join(head)):
            raise ValueError(f"it is {kind}, and {_ONLY}")
        self._lines = chain(head, lines)

    def __iter__(self) -> Iterator[Kept]:
        """Give each of them."""
        for each in read(self._lines):
            if isinstance(each, Kept):
                self.found += 1
                yield each
            else:
                self.flaws += 1
                self._first += [each] * (self.flaws <= _MOST_TOLD)

    def nothing(self) -> str:
        """Return why no exchange was found, as the end of a sentence; empty where one was."""
        example = "".join(f" (line {flaw.line:,} {flaw.why})" for flaw in self._first[:1])
        return "" if self.found else f"it holds no exchange{example}; {_ONLY}"

    def told(self) -> Iterator[str]:
        """Yield a sentence for each of the first other lines, and one for the rest."""
        yield from (flaw.text for flaw in self._first)
        if left := self.flaws - len(self._first):
            yield f"{counted(left, 'more line')} could not be read."


def _other_kind(head: bytes) -> str | None:
    text = head.decode("utf-8-sig", "replace").lstrip()
    known = next((kind for kind, beginning in _OTHERS if beginning.match(text)), None)
    return known or ("CSV" if is_header(text) else None)


def write(kept: Kept) -> str:
    """Return the line of ``kept``, with its end."""
    row, note = to_row(kept.exchange), kept.annotation
    members = {
        "format": json.dumps(FORMAT),
        **{name: _written(name, row[name]) for name in STORED},
        "starred": json.dumps(note.starred),
        "note": json.dumps(note.note),
        "tags": json.dumps(note.tags),
    }
    joined = ", ".join(f'"{name}": {text}' for name, text in members.items())
    return f"{{{joined}}}\n"


def read(lines: Iterable[bytes | str]) -> Iterator[Kept | Flaw]:
    """Yield what the lines hold; blank ones are passed over.

    What was on its way is unknown, and what would grant access in headers is hidden, whatever a line says.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            found = _kept(line) if len(line) <= LONGEST else _TOO_LONG
            yield Flaw(number, found) if isinstance(found, str) else found


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of ``file``; of one that is too long for :func:`read`, no more than shows that."""
    while line := file.readline(LONGEST + 1):
        yield line
        while len(line) > LONGEST and not line.endswith(b"\n"):
            line = file.readline(LONGEST + 1)


def _written(name: str, value: object) -> str:
    """Return a column as JSON text."""
    if name in _DOCUMENTS and isinstance(value, str):
        return json.dumps(value) if "NaN" in value or "Infinity" in value else value
    return json.dumps(_text(value) if isinstance(value, bytes) else value)


def _text(body: bytes) -> str | dict[str, str]:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return {"base64": b64encode(body).decode()}


def _kept(line: bytes | str) -> Kept | str:
    """Return what ``line`` holds, or why it holds nothing, as the end of a sentence."""
    try:
        found = json.loads(line.decode("utf-8-sig") if isinstance(line, bytes) else line)
    except (ValueError, RecursionError):
        return "is not JSON"
    written_as = found.get("format") if isinstance(found, dict) else None
    if written_as != FORMAT:
        is_own = isinstance(written_as, str) and written_as.startswith(f"{_FAMILY}/")
        return _NEWER if is_own else _FOREIGN
    try:
        kept = Kept(_exchange(found), _annotation(found))
        if not _is_sane(kept.exchange):
            return _NOT_SANE
        to_row(kept.exchange)  # which a history will ask for in the midst of others
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
        return _NOT_WHOLE
    return kept


def _is_sane(exchange: Exchange) -> bool:
    """Return whether its numbers are what they count; a file may hold any."""
    failure, timing = exchange.failure, exchange.timing
    answer = exchange.response or (failure.partial if failure else None)
    times = (timing.prepare_ms, timing.answer_ms) if timing else ()
    return (
        0 <= exchange.attempts < _TOO_MANY
        and (answer is None or 0 <= answer.status < _NO_STATUS)
        and all(0 <= time <= _LONGEST_TIME for time in times)
    )


def _exchange(found: Mapping[str, Any]) -> Exchange:
    documents = {name: _document(found[name]) for name in _DOCUMENTS}
    exchange = from_row({**found, **documents, **{name: _body(found[name]) for name in _BODIES}})
    if str(UUID(exchange.id)) != exchange.id:
        raise ValueError(exchange.id)
    is_pending = exchange.outcome is Outcome.PENDING
    return replace(
        exchange,
        outcome=Outcome.UNKNOWN if is_pending else exchange.outcome,
        sent=exchange.sent and replace(exchange.sent, headers=redact(exchange.sent.headers)),
        answer=_redacted(exchange.answer),
    )


def _redacted(answer: Response | Failure | None) -> Response | Failure | None:
    if isinstance(answer, Failure):
        return replace(answer, partial=answer.partial and _veiled(answer.partial))
    return answer and _veiled(answer)


def _veiled(response: Response) -> Response:
    return replace(response, headers=redact(response.headers))


def _document(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)


def _body(value: object) -> bytes | None:
    match value:
        case None:
            return None
        case str():
            return value.encode()
        case {"base64": str() as coded}:
            return b64decode(coded, validate=True)
        case _:
            raise TypeError(type(value))


def _annotation(found: Mapping[str, Any]) -> Annotation:
    starred, note, tags = (found[name] for name in ("starred", "note", "tags"))
    if not (isinstance(starred, bool) and isinstance(note, str) and isinstance(tags, list)):
        raise TypeError(found)
    return Annotation(starred, note, tags_in(" ".join(tags)))
