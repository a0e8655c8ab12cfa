"""The licences of what a build holds besides the program itself."""

import os
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

_TEXTS: Final = Path(__file__).parent / "licences"
_PYTHON: Final = "https://docs.python.org/3/license.html"
_LICENCE: Final = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_HEAD: Final = """\
Events Console is under the MIT licence, in the file LICENSE. This build of it holds the following as well.

Qt, PySide6 and shiboken6 are under the GNU Lesser General Public License, version 3, whose text follows.
They are the unchanged libraries of the PySide6-Essentials release named below, in files of their own: put
others in their place as you like. Their sources are at https://download.qt.io/official_releases.

Python {python} is under the PSF licence ({url}). Of this system's libraries,
those that Python's own modules need lie beside it: OpenSSL 3 (Apache-2.0), SQLite (public domain), libffi,
expat and libuuid (MIT, BSD), zlib, bzip2 and liblzma (zlib, BSD, public domain).
"""


def text(name: str) -> str:
    """Return everything that the licences of the distributions that ``name`` needs ask to be told."""
    parts = [_HEAD.format(python=sys.version.split()[0], url=_PYTHON)]
    parts += [_told(one) for one in sorted(_needed(name), key=lambda one: one.name.lower())]
    python = Path(os.__file__).parent / "LICENSE.txt"
    if python.is_file():
        parts.append(f"Python\n\n{_read(python)}")
    parts += [_read(_TEXTS / f"{licence}.txt") for licence in ("LGPL-3", "GPL-3")]
    return f"\n{'=' * 100}\n\n".join(part.rstrip() + "\n" for part in parts)


def _needed(name: str) -> Iterator[Distribution]:
    """Yield what a distribution needs here, directly or through others."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        try:
            found = distribution(waiting.pop())
        except PackageNotFoundError:  # needed on another system only
            continue
        if found.name in seen:
            continue
        seen.add(found.name)
        if found.name != name:
            yield found
        wanted = [one for one in found.requires or () if "extra ==" not in one]
        waiting += [re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in wanted]


def _told(one: Distribution) -> str:
    data = one.metadata
    named = [*data.get_all("License-Expression", []), *data.get_all("License", []), "see below"]
    licence = named[0].split("\n")[0]
    files = sorted(
        str(file) for file in one.files or () if ".dist-info/" in str(file) and _is_licence(file.name)
    )
    texts = [_read(Path(str(one.locate_file(file)))) for file in files]
    return "\n\n".join((f"{one.name} {one.version}: {licence}", *texts))


def _is_licence(name: str) -> bool:
    return _LICENCE.match(name) is not None


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace").strip("\n")


if __name__ == "__main__":
    print(text("events-console"))
