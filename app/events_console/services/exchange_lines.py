"""Exchanges as JSON Lines, one in a line: what a history exports to be imported by another, bit for bit.

A line is an object with ``format``, the members of :data:`exchange_rows.STORED`, and the annotation.
Documents stand in it as JSON, or as JSON text where they hold NaN or Infinity, which no other program reads.
Bodies are text, or ``{"base64": …}`` where they are not UTF-8.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Final
from uuid import UUID

from events_console.domain.annotation import Annotation, Kept, tags_in
from events_console.domain.exchange import Exchange, Failure, Outcome, Response
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
        return Kept(_exchange(found), _annotation(found))
    except (ValueError, TypeError, LookupError, RecursionError):
        return _NOT_WHOLE


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
