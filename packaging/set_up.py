"""Make this checkout ready: `set_up.py run` for the console, `package` to build packages, `test` for all.

The Makefile calls it before everything else, with any Python >= 3.11 and the standard library alone.
Digests in `.venv` say what each step was made from: a second call finds nothing to do, a changed lock file is
noticed. System packages are installed only as root on an apt system; elsewhere the command is printed, and
the rest goes on.
"""

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
LOCKS = {
    "run": "packaging/requirements.txt",
    "package": "packaging/requirements-package.txt",
    "test": "packaging/requirements-test.txt",
}
NEEDS = {"run": ("run",), "package": ("run", "package"), "test": ("run", "package", "test")}


def main(purpose: str) -> int:
    """Do what is left to do for a purpose; 0 when the Python side is ready, else 1 after saying why."""
    needs = [ROOT / "packaging/linux" / f"{name}.txt" for name in NEEDS[purpose]]
    system = Stamp(f"system-{purpose}", needs)
    metadata = ROOT / "pyproject.toml", ROOT / "app/events_console/__init__.py"
    python = Stamp(f"python-{purpose}", [Path(__file__), *metadata, ROOT / LOCKS[purpose]])
    system_ready = system.holds() or provide_system(needs)
    if not python.holds():
        if not provide_python(purpose):
            return 1
        python.set()
    if system_ready:
        system.set()
    return 0


class Stamp:
    """A file in `.venv` that says from which content, and for which checkout, a step was done."""

    def __init__(self, name: str, sources: Iterable[Path]) -> None:
        self._file = VENV / f"set-up-{name}"
        content = [os.fsencode(ROOT), *(source.read_bytes() for source in sources)]
        self._digest = hashlib.sha256(b"\0".join(content)).hexdigest()

    def holds(self) -> bool:
        """Whether the step was done from just this; never when `.venv` lost its interpreter."""
        return PYTHON.exists() and self._file.is_file() and self._file.read_text() == self._digest

    def set(self) -> None:
        """Say that the step is done."""
        self._file.write_text(self._digest)


def provide_system(needs: Iterable[Path]) -> bool:
    """Install the system packages that are missing, or print the command; whether none is missing then."""
    missing = missing_packages(needs)
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        step("Refreshing the package lists", ["apt-get", "update"])
        step(f"Installing {', '.join(missing)}", ["env", "DEBIAN_FRONTEND=noninteractive", *install])
        missing = missing_packages(needs)
    if missing:
        print(f"Something is missing here; on Debian it comes with: sudo {shlex.join(install)}", flush=True)
    return not missing


def missing_packages(needs: Iterable[Path]) -> list[str]:
    """The Debian packages of everything this system lacks, sorted."""
    if sys.platform != "linux":
        return []
    python = "{}.{}".format(*sys.version_info)
    texts = [file.read_text().replace("PYTHON", python) for file in needs]
    lines = [line.split() for text in texts for line in text.splitlines() if line[0] != "#"]
    missing = {package for wanted, package in lines if not found(wanted)}
    if importlib.util.find_spec("ensurepip") is None:
        missing.add(f"python{python}-venv")
    return sorted(missing)


def found(wanted: str) -> bool:
    """Whether a file pattern, a library of the loader or a command is there."""
    if wanted.startswith("/"):
        return any(Path("/").glob(wanted[1:]))
    if ".so." not in wanted:
        return shutil.which(wanted) is not None
    try:
        ctypes.CDLL(wanted)
    except OSError:
        return False
    return True


def provide_python(purpose: str) -> bool:
    """Make `.venv` and put the locked dependencies and this checkout into it; whether that worked."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # Only wheels: building a source distribution would fetch tools that no lock names.
    locked = [*pip, "--require-hashes", "--only-binary=:all:", "--requirement", LOCKS[purpose]]
    checkout = [*pip, "--no-index", "--no-deps", "--no-build-isolation", "--editable", "."]
    return (
        provide_venv()
        and step(f"Installing {LOCKS[purpose]}", locked)
        and step("Installing this checkout", checkout)
    )


def provide_venv() -> bool:
    """Make an empty `.venv`, unless there is one that was made for this place; whether there is one now."""
    made = Stamp("venv", [])
    if not made.holds():
        base = Path(sys.executable).resolve()  # not the interpreter of the `.venv` that is replaced
        if not step("Creating .venv", [str(base), "-m", "venv", "--clear", str(VENV)]):
            return False
        made.set()
    return True


def step(title: str, command: list[str]) -> bool:
    """Run a command behind one line of text; everything it printed follows only when it fails."""
    print(f"{title} …", flush=True)
    nothing, both = subprocess.DEVNULL, subprocess.STDOUT
    done = subprocess.run(command, cwd=ROOT, stdin=nothing, stdout=subprocess.PIPE, stderr=both, check=False)
    if done.returncode != 0:
        print(f"{done.stdout.decode(errors='replace')}Failed: {shlex.join(command)}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
