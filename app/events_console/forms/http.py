"""A raw HTTP request: as it goes over the wire, as REST clients of editors keep it, as browsers show it.

Headers are told about, the body is read. Several requests may follow each other, with ``###`` or a request
line before each; responses among them are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from events_console.domain import wire
from events_console.domain.request import Request
from events_console.domain.service_model import put_events
from events_console.domain.wording import counted
from events_console.forms import LONGEST_CODE, Reading, Target, UnreadableError, Writing, body, envelope

_REQUEST_LINE: Final = re.compile(
    r"\s*(?P<method>[A-Z]{3,10})[ \t]+(?P<target>\S+)(?P<version>[ \t]+HTTP/[0-9.]+)?\s*"
)
_STATUS_LINE: Final = re.compile(r"HTTP/[0-9.]+ [0-9]{3}\b.*")
_HEADER: Final = re.compile(r"\s*(:?[A-Za-z0-9!#$%&'*+.^_`|~-]+)[ \t]*:(.*)")
_PSEUDO_HEADER: Final = re.compile(r"\s*:(?:method|path|authority|scheme)\b.*")
_REMARK: Final = re.compile(r"\s*(?:(?:#|//|@[\w.-]+\s*=).*)?")
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\n]*)?\n")
_SIGNED: Final = (
    "Its signature (Authorization, X-Amz-Date, X-Amz-Security-Token) is made when it is sent:"
    " choose curl for a form that signs."
)
_NO_LENGTH: Final = "Content-Length is left out, as the values in place of placeholders change it."


@dataclass(slots=True)
class _Message:
    """A request as its lines say it, from the line ``first`` on; its body begins on the line ``line``."""

    first: int
    line: int = 0
    method: str = ""
    target: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: str = ""

    def header(self, name: str) -> str:
        """Return the value of the first header called ``name``; "" without one."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def read_all(text: str) -> tuple[Reading, ...]:
    """Read every request that has a document for its body; where none has, say why of the first."""
    if len(text) > LONGEST_CODE:
        message = f"it has {len(text):,} characters, and at most {LONGEST_CODE:,} are read as HTTP"
        raise UnreadableError(message)
    readings: list[Reading] = []
    errors: list[UnreadableError] = []
    for start, lines in _parts(text.removeprefix("\ufeff")):
        body.check_number(len(readings), start)
        try:
            readings.append(_reading(_message(start, lines)))
        except UnreadableError as error:
            errors.append(error)
    return body.settled(readings, errors, "there is nothing in it; paste a POST to /events")


def write(request: Request, target: Target) -> Writing:
    """Return the request as HTTP/1.1 with the exact body, whatever signs it left out."""
    host, path = body.url(target).partition("://")[2].split("/", 1)
    payload = wire.text(request)
    placed = body.placeholder_notes(request)
    head = (
        f"POST /{path} HTTP/1.1",
        f"Host: {host}",
        "Content-Type: application/json",
        # All of it is ASCII.
        *(() if placed else (f"Content-Length: {len(payload)}",)),
    )
    region = "" if target.region or target.endpoint_url else "Put your region where REGION stands."
    said = (_SIGNED if target.signed else "", region, *body.notes(request), _NO_LENGTH if placed else "")
    return Writing("\r\n".join((*head, "", payload)), tuple(note for note in said if note))


def _parts(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each request, and which line is its first."""
    start, part, is_answer = 1, list[str](), False
    for number, ended in enumerate([*text.split("\n"), "###"], 1):
        line = ended.removesuffix("\r")
        answers = _STATUS_LINE.fullmatch(line)
        asks = _REQUEST_LINE.fullmatch(line)
        separates = line.startswith("###")
        if separates or answers or (asks and asks["version"]):
            if not is_answer and not all(map(_REMARK.fullmatch, part)):
                yield start, part
            start, part, is_answer = number, [], bool(answers)
        part.append("" if separates else line)


def _message(start: int, lines: list[str]) -> _Message:
    at = next(index for index, line in enumerate(lines) if not _REMARK.fullmatch(line))
    found = _REQUEST_LINE.fullmatch(lines[at])
    if not found and not _PSEUDO_HEADER.fullmatch(lines[at]):
        raise UnreadableError("this begins no HTTP request: write POST /events HTTP/1.1", start + at, 1)
    message = _Message(start + at)
    if found:
        message.method, message.target = found["method"], found["target"]
        at += 1
    # Browsers copy names and values on lines of their own.
    alternating = not found and not lines[at].strip().strip(":").count(":") and " " not in lines[at].strip()
    while at < len(lines) and lines[at].strip() and lines[at].lstrip()[0] not in "{[":
        if alternating:
            message.headers.append((lines[at].strip().rstrip(":"), "".join(lines[at + 1 : at + 2]).strip()))
            at += 2
            continue
        header = _HEADER.fullmatch(lines[at])
        if not header:
            problem = "this line is no header: write Name: value, and a blank line before the body"
            raise UnreadableError(problem, start + at, 1)
        message.headers.append((header[1], header[2].strip()))
        at += 1
    while at < len(lines) - 1 and not lines[at].strip():
        at += 1
    message.line, message.body = start + at, "\n".join(lines[at:])
    message.method = message.method or message.header(":method") or put_events().method
    message.target = message.target or message.header(":path") or put_events().uri
    return message


def _reading(message: _Message) -> Reading:
    if not message.body.strip():
        raise UnreadableError(
            "this request has no body: paste the JSON too, below a blank line", message.first, 1
        )
    if message.body.lstrip().startswith("< "):
        raise UnreadableError("its body is in a file, and no file is opened: paste the body", message.line, 1)
    host = message.header("host") or message.header(":authority")
    url = f"//{host}{message.target}" if message.target.startswith("/") else message.target
    joined = _joined(message.body) if "chunked" in message.header("transfer-encoding").lower() else None
    reading = body.read(joined or message.body, message.line)
    said = (
        *envelope.notes(message.method, url, message.headers),
        *(["Its body came in chunks, which are joined."] if joined else [_length(message)]),
    )
    title = f"line {message.first}: {body.title(reading.request)}"
    return replace(reading, title=title, notes=(*reading.notes, *(note for note in said if note)))


def _joined(chunked: str) -> str | None:
    """Return the body that came in chunks (RFC 9112, 7.1); None where they do not fit."""
    raw = chunked.encode("utf-8", "surrogatepass")
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(raw, at):
        size = int(found[1], 16)
        if not size:
            break
        at = found.end() + size
        parts.append(raw[found.end() : at])
        at += raw.startswith(b"\n", at)
    try:
        return b"".join(parts).decode("utf-8", "surrogatepass") or None
    except UnicodeDecodeError:
        return None


def _length(message: _Message) -> str:
    """Return the note that Content-Length is not that of the body, however its lines ended."""
    said = message.header("content-length")
    bodies = (message.body, message.body.strip())
    sizes = [
        len(each.encode("utf-8", "surrogatepass")) + ends for each in bodies for ends in (0, each.count("\n"))
    ]
    if not said or said in map(str, sizes):
        return ""
    return f"Content-Length does not fit: the body has {counted(sizes[2], 'byte')}."
