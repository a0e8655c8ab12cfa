"""The program as people get it: from the wheel, and from the Debian package with its own Python and Qt."""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader

from events_console import __version__, paths
from events_console.services.installation import SERVICES
from events_console.ui.application import APPLICATION_ID
from events_console.ui.style import LIGHT
from tests.e2e.screen import Screen, needs_screen

ROOT = Path(__file__).parents[2]
PACKAGE = [sys.executable, str(ROOT / "packaging" / "package.py")]
SAMPLE = paths.resource("examples", "sandbox.events.json")
HOME = Path("usr", "lib", "events-console")


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel and the Debian package; the one-folder build is made anew if its sources have changed."""
    folder = tmp_path_factory.mktemp("packages")
    command = [*PACKAGE, "wheel", "deb", "--quick", "--into", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def dpkg(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The packages of an empty system, which needs nobody's leave; no package is in it."""
    root = tmp_path_factory.mktemp("root")
    for folder in ("info", "updates", "triggers"):
        (root / "var/lib/dpkg" / folder).mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    forced = "--force-not-root,depends,script-chrootless,bad-path,unsafe-io"
    return ["dpkg", f"--root={root}", forced, f"--log={root}/var/log.txt"]


@pytest.fixture(scope="session")
def system(packages: Path, dpkg: list[str]) -> Iterator[Path]:
    """That system with the Debian package installed; it is as before when the package is purged."""
    root = Path(dpkg[1].partition("=")[2])
    before = files(root)
    subprocess.run([*dpkg, "--install", *map(str, packages.glob("*.deb"))], check=True, capture_output=True)
    yield root
    subprocess.run([*dpkg, "--purge", "events-console"], check=True, capture_output=True)
    assert files(root) == before


@pytest.fixture
def installed(system: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The installed program, for somebody who has never used it."""
    for name in ("EVENTS_CONSOLE_HOME", "PYTHONPATH", "QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(home)
    return system / "usr" / "bin" / "events-console"


def files(root: Path) -> set[Path]:
    """Return what is there, without what dpkg notes down."""
    noted = root / "var"
    return {each.relative_to(root) for each in root.rglob("*") if not each.is_relative_to(noted)}


def call(*command: str | Path, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_installs_a_program_that_works(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVENTS_CONSOLE_HOME")
    call(sys.executable, "-m", "venv", "--without-pip", tmp_path)
    own = Path(sysconfig.get_path("purelib", "venv", {"base": str(tmp_path)}))
    # So that all it needs is there as the lock has it, but not the checkout: no `.pth` leads to another.
    (own / "needed.pth").write_text(sysconfig.get_path("purelib"))
    pip = [sys.executable, "-m", "pip", "--python", str(tmp_path / "bin" / "python"), "install", "--quiet"]
    call(*pip, "--no-index", "--no-deps", "--ignore-installed", next(packages.glob("*.whl")))
    program = tmp_path / "bin" / "events-console"
    assert call(program, "--version") == f"events-console {__version__}\n"
    assert call(program, "--self-check").endswith("Everything works.\n")
    where = "import events_console; print(events_console.__file__)"
    assert call(tmp_path / "bin" / "python", "-P", "-c", where).startswith(str(own))
    assert (tmp_path / "share" / "applications" / f"{APPLICATION_ID}.desktop").is_file()


def test_the_build_has_every_module_and_nothing_of_the_tests(system: Path) -> None:
    archive = CArchiveReader(str(system / HOME / "events-console"))
    modules = {*archive.open_embedded_archive("PYZ.pyz").toc}
    sources = (ROOT / "app" / "events_console").rglob("*.py")
    ours = {".".join(file.relative_to(ROOT / "app").with_suffix("").parts) for file in sources}
    assert {name.removesuffix(".__init__") for name in ours} <= modules
    assert {"secretstorage", "jeepney", "keyring.backends.kwallet"} <= modules
    top = {name.partition(".")[0] for name in modules}
    assert not top & {
        "boto3",
        "awscli",
        "docutils",
        "keyrings",
        "pytest",
        "mypy",
        "hypothesis",
        "PyInstaller",
    }


def test_the_build_is_trimmed_and_knows_no_machine(system: Path) -> None:
    inner = system / HOME / "_internal"
    models = {folder.name for folder in (inner / "botocore" / "data").iterdir() if folder.is_dir()}
    assert models == {*SERVICES}
    names = {file.name for file in inner.rglob("*")}
    assert {"libqxcb.so", "libqoffscreen.so", "libqwayland.so", "libqsvg.so", "qtbase_de.qm"} <= names
    assert not [name for name in names if any(word in name for word in ("Network", "Qml", "Quick", "gtk"))]
    assert sum(file.lstat().st_size for file in inner.rglob("*") if file.is_file()) < 130_000_000
    place = os.fsencode(ROOT)
    assert not [file for file in inner.parent.rglob("*") if file.is_file() and place in file.read_bytes()]


def test_the_package_says_what_it_needs(packages: Path) -> None:
    (package,) = packages.glob("*.deb")
    told = dict.fromkeys(call("dpkg-deb", "--field", package, "Depends").strip().split(", "))
    names = {name.partition(" ")[0] for name in told}
    assert {"libc6", "libegl1", "libgl1", "libxcb-cursor0", "libxkbcommon0", "fonts-dejavu-core"} <= names
    assert not names & {"python3", "libgtk-3-0"}
    assert call("dpkg-deb", "--field", package, "Version").strip() == __version__


def test_the_package_puts_everything_in_its_place(system: Path) -> None:
    share = system / "usr" / "share"
    for name in (
        f"applications/{APPLICATION_ID}.desktop",
        f"metainfo/{APPLICATION_ID}.metainfo.xml",
        f"mime/packages/{APPLICATION_ID}.xml",
        f"icons/hicolor/scalable/apps/{APPLICATION_ID}.svg",
        f"icons/hicolor/48x48/apps/{APPLICATION_ID}.png",
        "man/man1/events-console.1.gz",
        "doc/events-console/copyright",
        "doc/events-console/changelog.gz",
        "doc/events-console/third-party.txt.gz",
    ):
        assert (share / name).is_file(), name
    beyond = {
        path for path in files(system) if path.parts[:3] not in {HOME.parts, ("usr", "bin", "events-console")}
    }
    assert {path.parts[:2] for path in beyond if len(path.parts) > 2} == {("usr", "share")}


def test_what_is_installed_works_without_a_display_and_leaves_nothing(installed: Path, home: Path) -> None:
    before = files(home)
    told = call(installed, "--self-check")
    assert told.endswith("Everything works.\n")
    assert "on offscreen, as there is no display" in told
    assert files(home) == before


@needs_screen
def test_what_is_installed_is_used_for_the_first_time(installed: Path, home: Path, system: Path) -> None:
    files_before = files(system)
    with Screen() as screen:
        checked = json.loads(
            call(installed, "--self-check", "--format", "json", environment=screen.environment())
        )
        assert checked["ok"]
        assert checked["checks"][-1]["text"].endswith(" on xcb")
        with subprocess.Popen([installed, SAMPLE], env=screen.environment()) as window:
            screen.focus("sandbox.events.json")
            screen.wait_until(lambda: screen.shows(LIGHT.accent), "the Send button")
            window.terminate()
    sent = json.loads(call(installed, "send", SAMPLE, "--output", "json"))
    assert sent["outcome"] == "accepted"
    history = json.loads(call(installed, "history", "--format", "json"))
    assert [entry["id"] for entry in history] == [sent["historyId"]]
    assert (home / ".local" / "share" / "events-console" / "history.sqlite").is_file()
    assert files(system) == files_before
