"""The draft: what stands in the window, kept through a restart or a crash."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.request import EVENT_LIST, Request, shared_ends
from events_console.services.files import read_object, write_pieces

# What is done in one go, each below 3 ms: Python's lock is not let go of in between, and who types needs it.
_ENCODED: Final = 256  # events
_JOINED: Final = 4096  # events
_CHARACTERS: Final = 65_536
_REST: Final = 0.001  # seconds


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a document was opened from or saved to, and the fingerprint of what it held then."""

    path: Path
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The document, and the text of the JSON view while no document can be made of it.

    ``edited`` is false while the same is to be found elsewhere: in its file, the history, the examples.
    """

    request: Request
    json_text: str | None = None
    file: Origin | None = None
    edited: bool = True


def load(path: Path) -> Draft | None:
    """Return the draft kept in ``path``; None where there is none.

    OSError where it cannot be read; ValueError, as a sentence, for a damaged one, which is set aside.
    """
    kept = read_object(path, "request")
    if kept is None:
        return None
    request, text = kept["request"], kept.get("json_text")
    file, fingerprint = kept.get("file"), kept.get("fingerprint")
    return Draft(
        Request(request if isinstance(request, Object) else Object()),
        text if isinstance(text, str) else None,
        Origin(Path(file), fingerprint) if isinstance(file, str) and isinstance(fingerprint, str) else None,
        kept.get("edited") is not False,
    )


def save(path: Path, draft: Draft) -> None:
    """Keep ``draft`` in ``path``; OSError where it cannot be written."""
    write_pieces(path, _pieces(draft, _Rows()))


class DraftFile:
    """The draft of one window on disk: a later one is never overwritten by an earlier one.

    It may be called on any thread, and beside a window: what has not changed is not encoded again, and
    encoding leaves room for others in between.
    """

    def __init__(self, path: Path) -> None:
        """Keep drafts in ``path``."""
        self.path = path
        self._lock = Lock()
        self._last = 0
        self._rows = _Rows(_REST)

    def save(self, draft: Draft, number: int) -> None:
        """Keep ``draft``, unless one with a higher ``number`` is kept; OSError where it cannot be written."""
        with self._lock:
            if number > self._last:
                write_pieces(self.path, _pieces(draft, self._rows))
                self._last = number


class _Rows:
    """The events of a draft as JSON, of which only those are encoded that the last draft did not have."""

    def __init__(self, rest: float = 0) -> None:
        """Rest for so many seconds now and then."""
        self._rest = rest
        self._events: tuple[Json, ...] = ()
        self._encoded: list[bytes] = []

    def encode(self, events: tuple[Json, ...]) -> Sequence[bytes]:
        head, tail = shared_ends(self._events, events)
        encoded = [*self._encode(events[head : len(events) - tail])]
        self._encoded[head : len(self._events) - tail] = encoded
        self._events = events
        return self._encoded

    def _encode(self, events: tuple[Json, ...]) -> Iterator[bytes]:
        for number, event in enumerate(events, 1):
            yield dumps(event).encode()
            if not number % _ENCODED:
                time.sleep(self._rest)


def _pieces(draft: Draft, rows: _Rows) -> Iterator[bytes]:
    """Yield the draft as a JSON object, with each event on a line of its own."""
    yield b'{"request": {'
    for place, (name, value) in enumerate(draft.request.root.items()):
        yield f"{', ' if place else ''}{dumps(name)}: ".encode()
        if name == EVENT_LIST and isinstance(value, tuple):
            encoded = rows.encode(value)
            yield b"["
            for start in range(0, len(encoded), _JOINED):
                yield (b",\n" if start else b"\n") + b",\n".join(encoded[start : start + _JOINED])
            yield b"]"
        else:
            yield dumps(value).encode()
    yield b'}, "json_text": '
    yield from _text(draft.json_text)
    rest = Object(edited=draft.edited)
    if draft.file:
        rest = Object({**rest, "file": str(draft.file.path), "fingerprint": draft.file.fingerprint})
    yield f", {dumps(rest)[1:]}\n".encode()


def _text(text: str | None) -> Iterator[bytes]:
    if text is None:
        yield b"null"
        return
    yield b'"'
    for start in range(0, len(text), _CHARACTERS):
        yield dumps(text[start : start + _CHARACTERS])[1:-1].encode()
    yield b'"'
