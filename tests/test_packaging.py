"""What is shipped: the wheel, the locks, and nothing that belongs to one machine."""

import re
import runpy
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = [ROOT / "packaging" / f"requirements{purpose}.txt" for purpose in ("", "-package", "-test")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as built:
        yield built


def test_the_wheel_holds_every_module_and_resource(wheel: zipfile.ZipFile) -> None:
    modules = {file.relative_to(ROOT / "app") for file in (ROOT / "app").rglob("*.py")}
    files = [file.relative_to(ROOT) for file in (ROOT / "resources").rglob("*") if file.is_file()]
    resources = {"events_console" / file for file in files}
    beside = (".dist-info/", ".data/data/share/")
    shipped = {Path(name) for name in wheel.namelist() if not any(part in name for part in beside)}
    assert resources
    assert shipped == modules | resources


def test_the_wheel_installs_the_command_and_the_licence(wheel: zipfile.ZipFile) -> None:
    texts = {Path(name).name: wheel.read(name).decode() for name in wheel.namelist() if ".dist-info/" in name}
    assert "events-console = events_console.__main__:main" in texts["entry_points.txt"]
    assert texts["LICENSE"] == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "License-Expression: MIT" in texts["METADATA"]


def test_an_installed_wheel_finds_its_resources(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    program = "from events_console import paths; print(paths.resource('service_model.json'))"
    command = [sys.executable, "-S", "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    found = Path(done.stdout.strip())
    assert found == tmp_path / "events_console" / "resources" / "service_model.json"
    assert found.is_file()


def test_qt_keeps_its_references_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 aborts after some 7,000 such calls: why pyproject.toml stays below it."""
    program = (
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "for number in range(20_000): thing.setObjectName(str(number))\n"
        "print(thing.objectName())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "19999\n"), done.stderr


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("libc.so.6", True),
        ("libnowhere.so.1", False),
        ("sh", True),
        ("no-such-command", False),
        ("/bin/s*", True),
        ("/no/such/**/*.ttf", False),
    ],
)
def test_set_up_finds_what_a_system_lacks(wanted: str, *, there: bool) -> None:
    found = runpy.run_path(str(ROOT / "packaging" / "set_up.py"))["found"]
    assert found(wanted) is there


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_versions_and_hashes_and_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.-]+==[\w.]+(?: ; [^\\\n]+)? \\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^\w", text, re.MULTILINE)) > 10
    assert not re.search(r"://|^-|find-links|index-url", text, re.MULTILINE)


def test_the_locks_agree() -> None:
    run, package, test = (
        {*re.findall(r"^[\w.-]+==[\w.]+", lock.read_text(), re.MULTILINE)} for lock in LOCKS
    )
    assert run < package < test


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {*re.findall(r"^[\w.-]+(?===)", LOCKS[0].read_text(encoding="utf-8"), re.MULTILINE)}
    assert {re.split(r"[<>=]", wanted)[0].lower() for wanted in project["dependencies"]} <= locked


def test_no_file_names_a_package_index_or_a_machine() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("only git knows which files belong to the project, and this is no clone")
    foreign = re.compile(
        r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org"
        r"|(?<![\w.}])/(?:root|work|home|Users)/\w|(?i:[a-z]:\\users\\)"
    )
    list_files = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(list_files, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    texts = {
        name: (ROOT / name).read_text(encoding="utf-8", errors="replace")
        for name in listed.split("\0")
        if (ROOT / name).is_file()
    }
    assert texts
    assert not [f"{name}: {found[0]}" for name, text in texts.items() for found in foreign.finditer(text)]
