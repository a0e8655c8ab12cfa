"""What desktops are told of the program, read by those who read it there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage

from events_console import __version__
from events_console.cli import COMMANDS
from events_console.ui.application import APPLICATION_ID

ROOT = Path(__file__).parents[2]
LINUX = ROOT / "packaging" / "linux"


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_desktop_file_is_valid() -> None:
    assert run("desktop-file-validate", "--warn-kde", LINUX / f"{APPLICATION_ID}.desktop") == ""


def test_the_metainfo_is_valid_but_for_what_is_known() -> None:
    command = ["appstreamcli", "validate", "--no-net", "--pedantic", "--no-color"]
    told = run(*command, LINUX / f"{APPLICATION_ID}.metainfo.xml")
    assert {*re.findall(r"^[EWIP]: .*: (\S+)$", told, re.MULTILINE)} <= {
        "cid-contains-uppercase-letter",  # D-Bus and Qt have had it in this form for long
        "unknown-tag",  # an AppStream before 1.0 does not know developer, and a later one misses it
    }


def test_the_newest_release_is_this_version() -> None:
    metainfo = (LINUX / f"{APPLICATION_ID}.metainfo.xml").read_text(encoding="utf-8")
    assert re.findall(r'<release version="([^"]+)"', metainfo)[0] == __version__


def test_files_of_requests_have_a_type_of_their_own(tmp_path: Path) -> None:
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    source = (LINUX / f"{APPLICATION_ID}.xml").read_bytes()
    (packages / "events-console.xml").write_bytes(source)
    run("update-mime-database", tmp_path / "mime")
    program = (
        "from PySide6.QtCore import QMimeDatabase\n"
        "types = QMimeDatabase()\n"
        "for name in ('a.events.json', 'a.json'): print(types.mimeTypeForFile(name).name())\n"
        "print(types.mimeTypeForFile('a.events.json').inherits('application/json'))"
    )
    environment = {**os.environ, "XDG_DATA_DIRS": f"{tmp_path}:/usr/share"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    ours = "application/vnd.events-console.request+json"
    assert done.stdout.decode().split() == [ours, "application/json", "True"]
    assert f"MimeType={ours};" in (LINUX / f"{APPLICATION_ID}.desktop").read_text(encoding="utf-8")


def test_the_manual_page_names_every_command() -> None:
    page = (LINUX / "events-console.1").read_text(encoding="utf-8")
    assert re.findall(r"^\.TP\n\.B (\w+)\n(.+)$", page, re.MULTILINE)[: len(COMMANDS)] == [*COMMANDS.items()]


@pytest.mark.parametrize("kind", ["ico", "icns"])
def test_the_icon_is_drawn_for_other_systems(kind: str, tmp_path: Path) -> None:
    program = f"import icons, sys; sys.stdout.buffer.write(icons.{kind}())"
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "packaging")}
    drawn = subprocess.run(command, env=environment, capture_output=True, check=True, cwd=tmp_path).stdout
    image = QImage.fromData(QByteArray(drawn))
    assert not image.isNull()
    assert image.pixelColor(image.width() // 2, image.height() // 8).name().upper() == "#1F5FBF"
    assert image.pixelColor(0, 0).alpha() == 0
