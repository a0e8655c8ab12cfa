"""The one-folder build: the program in a folder with its own Python and Qt, which runs wherever it lies."""

import fcntl
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import third_party

ROOT: Final = Path(__file__).resolve().parent.parent
BUILD: Final = ROOT / "build"
NAME: Final = "events-console"
FOLDER: Final = BUILD / "one-folder" / NAME
_SPEC: Final = ROOT / "packaging" / "pyinstaller" / f"{NAME}.spec"
_STAMP: Final = BUILD / "one-folder" / "made-from"


def provide() -> Path:
    """Build the folder unless it is there, made from just these sources with just this Python; return it."""
    with alone():
        digest = _digest()
        if not (_STAMP.is_file() and _STAMP.read_text() == digest):
            _STAMP.unlink(missing_ok=True)
            _build()
            _STAMP.write_text(digest)
    return FOLDER


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a command in the checkout; SystemExit with everything it printed if it fails."""
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        raise SystemExit(f"{done.stdout.decode(errors='replace')}Failed: {shlex.join(command)}")


@contextmanager
def alone() -> Iterator[None]:
    """Keep a second build of this checkout waiting."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def sources() -> Iterator[Path]:
    """Yield whatever the folder is made from, in a fixed order."""
    yield from (ROOT / name for name in ("LICENSE", "README.md", "pyproject.toml"))
    for folder, pattern in (("app", "*.py"), ("resources", "*"), ("packaging", "*")):
        yield from sorted(file for file in (ROOT / folder).rglob(pattern) if file.is_file() and _counts(file))


def _counts(file: Path) -> bool:
    parts = file.relative_to(ROOT).parts
    return "__pycache__" not in parts and parts[:2] != ("packaging", "pictures")


def _digest() -> str:
    made = hashlib.sha256(repr((sys.version, sys.prefix, os.environ["SOURCE_DATE_EPOCH"])).encode())
    for file in sources():
        made.update(f"\0{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return made.hexdigest()


def _build() -> None:
    shutil.rmtree(BUILD / "pyinstaller", ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    places = ["--distpath", str(FOLDER.parent), "--workpath", str(BUILD / "pyinstaller")]
    # A cache of its own: that of the home holds what others were built from.
    environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(BUILD / "pyinstaller")}
    run([*command, *places, str(_SPEC)], environment)
    shutil.copy(ROOT / "LICENSE", FOLDER)
    (FOLDER / "third-party.txt").write_text(third_party.text(NAME), encoding="utf-8")
    files = [file for file in FOLDER.rglob("*") if file.is_file() and not file.is_symlink()]
    for file in files:
        file.chmod(0o755 if file == FOLDER / NAME else 0o644)
    # A Python that was built for one user has a place of that user in its libraries.
    own = [str(file) for file in files if os.fsencode(sys.base_prefix) in _search_path(file)]
    if own:
        run(["patchelf", "--remove-rpath", *own])


def _search_path(file: Path) -> bytes:
    """Return where a library looks for others, and b"" of any other file."""
    if file.read_bytes()[:4] != b"\x7fELF":
        return b""
    told = subprocess.run(["objdump", "-p", str(file)], check=True, capture_output=True).stdout
    return b"".join(line for line in told.splitlines() if b"RUNPATH" in line or b"RPATH" in line)
