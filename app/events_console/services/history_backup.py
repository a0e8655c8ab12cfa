"""Copies of the history that are made before a newer version of this program changes the file."""

import json
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from events_console.services import files

_DELETE: Final = "DELETE FROM exchange WHERE id IN (SELECT value FROM json_each(?))"


def make(writer: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy all that ``writer`` reads of the file ``path``, and return the copy's place.

    It gets its name, which ends in ``.version-2``, say, when it is whole and on the disk.
    """
    unfinished = Path(f"{path}.backup")
    unfinished.unlink(missing_ok=True)  # of a program that was ended meanwhile
    unfinished.touch(mode=0o600)
    try:
        writer.execute("VACUUM INTO ?", (str(unfinished),))
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        return unfinished.rename(files.free_name(path, f"version-{version}"))
    except BaseException:
        unfinished.unlink()
        raise


def delete(path: Path, ids: Sequence[str]) -> None:
    """Delete exchanges from all copies; OSError, as a sentence, where that is not possible."""
    for copy in path.parent.glob(f"{path.name}.*.version-*"):
        try:
            with closing(sqlite3.connect(copy, isolation_level=None)) as database:
                database.execute("PRAGMA secure_delete = ON")
                database.execute(_DELETE, (json.dumps(ids),))
        except sqlite3.Error as error:
            message = f"What was deleted may still be in {copy}, a backup that could not be changed: {error}."
            raise OSError(message) from error
