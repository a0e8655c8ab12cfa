"""Build what this system can build of the program into `dist/`, bit for bit the same wherever it is built.

`package.py` makes the wheel, the source distribution, an archive of the one-folder build and the Debian
package; `package.py deb` makes only that, and `--quick` compresses it less, as the tests want it.
"""

import argparse
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final

import debian_package
import one_folder
from events_console import __version__

ROOT: Final = Path(__file__).resolve().parent.parent
KINDS: Final = ("wheel", "sdist", "folder", "deb")
_SMALL: Final = ["-Zxz"]
_QUICK: Final = ["-Zgzip", "-z1"]


def main() -> int:
    """Build the kinds of package that are asked for; print name, size and SHA-256 of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)} (default: all)")
    parser.add_argument("--into", type=Path, default=ROOT / "dist", metavar="FOLDER")
    parser.add_argument("--quick", action="store_true", help="compress less")
    options = parser.parse_args()
    kinds = options.kinds or [kind for kind in KINDS if kind != "deb" or shutil.which("dpkg-deb")]
    os.environ.update(SOURCE_DATE_EPOCH=epoch(), PYTHONHASHSEED="0", LC_ALL="C.UTF-8", TZ="UTC")
    options.into.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        package = build(kind, options.into, _QUICK if options.quick else _SMALL)
        content = package.read_bytes()
        print(
            f"{package.name:48} {len(content):>12,} bytes  {hashlib.sha256(content).hexdigest()}", flush=True
        )
    return 0


def epoch() -> str:
    """Return the time that packages are of, in seconds: as told, of the last commit, or of the release."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return given
    command = ["git", "-c", "safe.directory=*", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return done.stdout.strip()
    _, day, _ = next(debian_package.releases())
    return str(int(day.timestamp()))


def build(kind: str, into: Path, compression: list[str]) -> Path:
    """Build one kind of package into a folder; return its file."""
    if kind in ("wheel", "sdist"):
        return _hatch(kind, into)
    folder = one_folder.provide()
    with one_folder.alone():
        if kind == "folder":
            return _archive(folder, into)
        architecture = subprocess.run(
            ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
        ).stdout.strip()
        target = into / f"{debian_package.NAME}_{__version__}_{architecture}.deb"
        debian_package.build(folder, __version__, target, compression)
        return target


def _hatch(kind: str, into: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(into)]
    one_folder.run(command)
    ending = "-py3-none-any.whl" if kind == "wheel" else ".tar.gz"
    return into / f"events_console-{__version__}{ending}"


def _archive(folder: Path, into: Path) -> Path:
    """Pack the folder in a fixed order, owned by nobody in particular, at one time."""
    name = f"{one_folder.NAME}-{__version__}-{sys.platform}-{os.uname().machine}"
    target, when = into / f"{name}.tar.gz", int(os.environ["SOURCE_DATE_EPOCH"])

    def even_out(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = when
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with (
        target.open("wb") as file,
        gzip.GzipFile("", "wb", 6, file, mtime=when) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        archive.add(folder, name, filter=even_out)  # which sorts what is in it
    return target


if __name__ == "__main__":
    sys.exit(main())
