"""The requests in whose place others were put: the last ten that are nowhere else, to be brought back."""

import filecmp
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from events_console.domain.wording import counted, shortened
from events_console.services import drafts, files
from events_console.services.drafts import Draft, Origin

KEPT: Final = 10
_MADE_ROOM: Final = 2  # are deleted at a time: of many that were adopted, none goes unseen
_DESCRIBED: Final = 256 * 1024  # bytes; a list of ten larger ones would keep a person waiting


@dataclass(frozen=True, slots=True)
class Replaced:
    """A request that was replaced at ``time`` (seconds since the epoch), and what it is about."""

    path: Path
    time: float
    about: str


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
    return tuple(
        Replaced(path, path.stat().st_mtime, about)
        for path in _newest_first(folder)
        if (about := _about(path))
    )


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


def _about(path: Path) -> str:
    """Return what the draft in ``path`` is about; empty where there is none any more."""
    size = path.stat().st_size
    if size > _DESCRIBED:
        return f"a long request, {size / 1024**2:,.1f} MiB"
    try:
        draft = drafts.load(path)
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"
    except ValueError:
        return ""
    if draft is None:
        return ""
    session = draft.request.text("sessionId")
    parts = (
        draft.file.path.name if draft.file else "",
        "unfinished JSON" if draft.json_text is not None else counted(len(draft.request.events), "event"),
        f"session {shortened(session)}" if session else "",
    )
    return ", ".join(filter(None, parts))
