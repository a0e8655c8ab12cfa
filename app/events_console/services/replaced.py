"""The requests in whose place others were put: the last ten that are nowhere else, to be brought back."""

import filecmp
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from events_console.domain.request import Request
from events_console.domain.wording import shortened
from events_console.services import drafts, files
from events_console.services.drafts import Draft, Origin

KEPT: Final = 10
_MADE_ROOM: Final = 2  # are deleted at a time: of many that were adopted, none goes unseen
_DESCRIBED: Final = 256 * 1024  # bytes; a list of ten larger ones would keep a person waiting


@dataclass(frozen=True, slots=True)
class Replaced:
    """A request that was replaced at ``time`` (seconds since the epoch).

    ``events`` is their number, None where that is not known; ``first`` is the first of them, as in
    "View · sku-1"; ``about`` says which file and session it is of, or what it is instead of a request.
    """

    path: Path
    time: float
    about: str
    events: int | None = None
    first: str = ""


def keep(folder: Path, draft: Draft) -> None:
    """Keep ``draft`` as the newest; OSError where it cannot be written."""
    path = _name(folder)
    drafts.save(path, draft)
    _tidy(path)


def adopt(folder: Path, path: Path) -> None:
    """Keep the draft in ``path`` as the newest, which moves it; OSError where it cannot be moved.

    However many they are, no other makes way.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = _name(folder)
    os.utime(path)
    path.rename(target)


def is_in_file(file: Origin) -> bool:
    """Return whether ``file`` holds now what it held then; one that cannot be read does not."""
    try:
        # Reading a pipe would wait for somebody to write to it.
        if not file.path.is_file():
            return False
        data = files.read_bytes(str(file.path), files.LARGEST_DOCUMENT)
        return files.fingerprint(data) == file.fingerprint
    except (OSError, ValueError):
        return False


def listed(folder: Path) -> tuple[Replaced, ...]:
    """Return what can be brought back, newest first; OSError where that cannot be read."""
    return tuple(found for path in _newest_first(folder) if (found := _read(path)))


def _name(folder: Path) -> Path:
    # Two windows may need a name at the same moment.
    return files.free_name(folder / f"draft-{os.getpid()}", "json")


def _newest_first(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def _tidy(newest: Path) -> None:
    """Delete those that say the same as the newest, and those for which there is no room."""
    with suppress(OSError):  # the newest is kept all the same
        others = [path for path in _newest_first(newest.parent) if path != newest]
        same = [path for path in others if filecmp.cmp(path, newest, shallow=False)]
        different = [path for path in others if path not in same]
        for path in (*same, *different[KEPT - 1 :][-_MADE_ROOM:]):
            path.unlink(missing_ok=True)


def _read(path: Path) -> Replaced | None:
    """Return what the draft in ``path`` is about; None where there is none any more."""
    kept = path.stat()
    if kept.st_size > _DESCRIBED:
        return Replaced(path, kept.st_mtime, f"a long request, {kept.st_size / 1024**2:,.1f} MiB")
    try:
        draft = drafts.load(path)
    except OSError as error:
        return Replaced(path, kept.st_mtime, f"cannot be read: {error.strerror or error}")
    except ValueError:
        return None
    if draft is None:
        return None
    request, is_whole = draft.request, draft.json_text is None
    session = request.text("sessionId")
    parts = (
        draft.file.path.name if draft.file else "",
        "" if is_whole else "unfinished JSON",
        f"session {shortened(session)}" if session else "",
    )
    about = ", ".join(filter(None, parts))
    events = len(request.events) if is_whole else None
    return Replaced(path, kept.st_mtime, about, events, _first(request) if events else "")


def _first(request: Request) -> str:
    event = request.event(0)
    named = (shortened(text) for key in ("eventType", "itemId") if isinstance(text := event.get(key), str))
    return " · ".join(filter(None, named))
