"""Which file a window keeps its draft in, so that neither another window nor a bad file costs a request."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from events_console.services import drafts, replaced
from events_console.services.drafts import Draft
from events_console.services.lock import Lock

_WINDOWS: Final = 99
_BESIDE_ANOTHER: Final = "Another window is open: what is composed in this one is a draft of its own."
_FOUND: Final = "{}: see File, Bring back a replaced request."
_ONE: Final = "The request of another window is kept"
_SEVERAL: Final = "The requests of {} other windows are kept"


@dataclass(frozen=True, slots=True)
class Claim:
    """The file that one window has to itself until :meth:`release`, and the draft in it.

    ``trouble`` says what could not be read, ``note`` that there is another window; both are often empty.
    """

    path: Path
    draft: Draft | None
    trouble: str
    note: str
    lock: Lock | None

    def release(self) -> None:
        """Leave the file to the next window."""
        if self.lock:
            self.lock.release()


def claim(first: Path) -> Claim:
    """Take the file ``first``; where another window has it or it cannot be read, one with a number.

    OSError where there is no such file either.
    """
    troubles: list[str] = []
    note = ""
    for path in (first, *(_numbered(first, number) for number in range(2, _WINDOWS + 1))):
        draft: Draft | None = None
        lock: Lock | None = None
        try:
            lock = Lock(_lock_file(path))
        except TimeoutError:
            note = _BESIDE_ANOTHER
            continue
        except OSError:
            lock = None  # where no lock can be made, a draft may be read all the same
        try:
            draft = drafts.load(path)
        except ValueError as damage:
            troubles.append(f"The draft {damage}")
        except OSError as error:
            troubles.append(_unreadable(path, error))
            if lock:
                lock.release()
            continue
        return Claim(path, draft, " ".join(troubles), note, lock)
    raise OSError(f"no draft can be kept in {first.parent}")


def collect(first: Path, folder: Path) -> tuple[str, str]:
    """Put the drafts of windows that are no more among the replaced requests in ``folder``.

    Return what could not be read and what was found, as texts that are both often empty.
    """
    troubles, found = [], 0
    for number in range(2, _WINDOWS + 1):
        path = _numbered(first, number)
        if path.exists():
            try:
                with Lock(_lock_file(path)):
                    found += _is_moved(path, folder)
            except TimeoutError:
                continue  # its window is open
            except ValueError as damage:
                troubles.append(f"The draft {damage}")
            except OSError as error:
                troubles.append(_unreadable(path, error))
    kept = _ONE if found == 1 else _SEVERAL.format(found)
    return " ".join(troubles), _FOUND.format(kept) if found else ""


def _is_moved(path: Path, folder: Path) -> bool:
    draft = drafts.load(path)
    if draft and (draft.edited or (draft.file and not replaced.is_in_file(draft.file))):
        replaced.adopt(folder, path)
        return True
    path.unlink(missing_ok=True)  # it says what is to be found elsewhere, or was moved by another window
    return False


def _numbered(first: Path, number: int) -> Path:
    return first.with_stem(f"{first.stem}-{number}")


def _lock_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _unreadable(path: Path, error: OSError) -> str:
    return (
        f"The draft {path} cannot be read: {error.strerror or error}. "
        "It stays as it is; this window keeps its draft in another file."
    )
