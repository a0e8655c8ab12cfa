"""Reading a file that a person names, writing one whole or not at all, and setting aside a damaged one."""

import json
import os
import sys
import tempfile
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

from events_console.domain.json_value import Object, freeze

LARGEST: Final = 16 * 1024 * 1024  # bytes; safety.md


def read_text(name: str) -> str:
    """Return the text of the file ``name``, or of standard input for "-", in UTF-8 or marked UTF-16.

    OSError where it cannot be read; ValueError, as a sentence without the file's name, where it is too large
    or not text.
    """
    data = _read(name)
    if len(data) > LARGEST:
        raise ValueError(
            f"it is larger than {LARGEST // 1024**2} MiB, and a request has at most 10 events; split it"
        )
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"byte {error.start + 1:,} is not valid {error.encoding.upper()}; save the file as UTF-8"
        ) from None
    return text.removeprefix("\ufeff")


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(name).open("rb") as file:
        return file.read(LARGEST + 1)


def write_atomically(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` for its owner only, in UTF-8; a reader finds the old or the new text, whole.

    OSError where it cannot be written, UnicodeEncodeError for half a character; the old text stays then.
    """
    data = text.encode()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def save(path: Path, text: str) -> None:
    """Write a file of a person's own: as above, but through links and with the rights it has or would get."""
    target = path.resolve()
    mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
    write_atomically(target, text)
    target.chmod(mode & 0o777)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def free_name(path: Path, ending: str) -> Path:
    """Return a name beside ``path`` that nothing has: ``draft.json.20261120-140209-1.damaged``, say."""
    now = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    names = (path.with_name(f"{path.name}.{now}-{number}.{ending}") for number in count(1))
    return next(name for name in names if not name.exists())


def set_aside(path: Path) -> Path:
    """Rename a file that cannot be used to a free name that ends in ``.damaged``, and return that."""
    aside = free_name(path, "damaged")
    path.rename(aside)
    return aside


def read_object(path: Path, *objects: str) -> Object | None:
    """Return the JSON object in a file of our own; None where there is none that can be read.

    A file that holds anything else, or whose members ``objects`` are none, is set aside.
    """
    try:
        value = freeze(json.loads(path.read_text(encoding="utf-8")))
    except OSError:
        return None
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, Object) and all(isinstance(value.get(name), Object) for name in objects):
        return value
    with suppress(OSError):
        set_aside(path)
    return None
