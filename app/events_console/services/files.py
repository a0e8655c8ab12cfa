"""Reading a file that a person names, writing one whole or not at all, and setting aside a damaged one."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Final

from events_console import paths
from events_console.domain.json_value import KEPT, Object, freeze

LARGEST: Final = 16 * 1024 * 1024  # bytes; safety.md
LARGEST_DOCUMENT: Final = 4 * LARGEST  # of JSON and CSV: 100,000 events take 15 to 30 MiB
_HEAD: Final = 16_384  # characters


def read_text(name: str) -> str:
    """Return the text of the file ``name``, or of standard input for "-", in UTF-8 or marked UTF-16.

    OSError where it cannot be read; ValueError, as a sentence without the file's name, where it is too large
    or not text.
    """
    return decode(read_bytes(name))


def read_document(name: str) -> tuple[bytes, str]:
    """Return the bytes and the text of a file with requests; errors as of :func:`read_text`.

    What begins as JSON or CSV does may be larger than other text: no code has that many events.
    """
    from events_console.forms.interactions_table import is_header  # a window without a file starts without

    data = read_bytes(name, LARGEST_DOCUMENT)
    text = decode(data)
    if len(data) > LARGEST:
        head = text[:_HEAD].lstrip()
        if not (head.startswith(("{", "[")) or is_header(head)):
            raise _too_large(LARGEST)
    return data, text


def read_bytes(name: str, most: int = LARGEST) -> bytes:
    """Return the bytes of the file ``name``, or of standard input for "-"; errors as of :func:`read_text`."""
    if name == "-":
        data = sys.stdin.buffer.read(most + 1)
    else:
        with Path(name).open("rb") as file:
            data = file.read(most + 1)
    if len(data) > most:
        raise _too_large(most)
    return data


def _too_large(most: int) -> ValueError:
    return ValueError(f"it is larger than {most // 1024**2} MiB; split it")


def decode(data: bytes) -> str:
    """Return UTF-8, or marked UTF-16, as text; ValueError, as a sentence, for anything else."""
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"byte {error.start + 1:,} is not valid {error.encoding.upper()}; save the file as UTF-8"
        ) from None
    return text.removeprefix("\ufeff")


def fingerprint(data: bytes) -> str:
    """Return what tells ``data`` from anything else that a file may hold: its SHA-256."""
    from hashlib import sha256  # the window starts without it

    return sha256(data).hexdigest()


def write_atomically(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` for its owner only, in UTF-8; a reader finds the old or the new text, whole.

    OSError where it cannot be written, UnicodeEncodeError for half a character; the old text stays then.
    """
    write_pieces(path, (text.encode(),))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Do the same with bytes that come one piece after the other."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def save(path: Path, text: str) -> str:
    """Write a file of a person's own: as above, but through links and with the rights it has or would get.

    Return the fingerprint of what it holds then.
    """
    target = path.resolve()
    mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
    data = text.encode()
    write_pieces(target, (data,))
    target.chmod(mode & 0o777)
    return fingerprint(data)


def export(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that a person names, as :func:`write_pieces` does but through links.

    Pipes and devices, which have nothing to be replaced, are written to. ValueError, as the end of a
    sentence, where that would replace a file of this program, or where there is no such folder.
    """
    target = Path(os.path.realpath(path))
    if path.exists() and (path.is_relative_to("/dev") or not path.is_file()):
        with path.open("ab") as file:  # standard output may be a file that has something in it
            file.writelines(pieces)
    elif not target.parent.is_dir():
        raise ValueError(f"there is no folder {target.parent}; make it first")
    elif target.exists() and any(target.is_relative_to(os.path.realpath(own)) for own in paths.own_folders()):
        raise ValueError("Events Console itself keeps something in it; choose another name")
    else:
        write_pieces(target, pieces)


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
    """Return the JSON object in a file of our own; None where there is no such file.

    OSError where it cannot be read. A file that holds anything else, or whose members ``objects`` are none,
    is set aside: a ValueError, as a sentence that says where it is then.
    """
    try:
        value = freeze(json.loads(path.read_text(encoding="utf-8")), KEPT)
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, Object) and all(isinstance(value.get(name), Object) for name in objects):
        return value
    raise ValueError(f"{path} is damaged; it is kept as {set_aside(path).name}.")
