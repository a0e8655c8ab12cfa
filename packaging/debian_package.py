"""The Debian package: the one-folder build in /usr/lib, and what a desktop wants to know of the program."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import icons

ROOT: Final = Path(__file__).resolve().parent.parent
LINUX: Final = ROOT / "packaging" / "linux"
NAME: Final = "events-console"
ID: Final = "io.github.eventsconsole.EventsConsole"
_MAINTAINER: Final = "The Events Console authors <authors@eventsconsole.github.io>"
_HOME: Final = Path("usr/lib", NAME)
_DOC: Final = Path("usr/share/doc", NAME)
# Libraries that every system with Qt's own has, by package; the version of the first is read from the build.
_ALWAYS: Final = {
    "libc6": {
        "libc.so.6",
        "libm.so.6",
        "libdl.so.2",
        "libpthread.so.0",
        "ld-linux-x86-64.so.2",
        "ld-linux-aarch64.so.1",
    },
    "libgcc-s1": {"libgcc_s.so.1"},
    "libstdc++6": {"libstdc++.so.6"},
}
# Qt falls back to X11 without them.
_WAYLAND: Final = {
    "libwayland-client0": {"libwayland-client.so.0"},
    "libwayland-cursor0": {"libwayland-cursor.so.0"},
}
_CONTROL: Final = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Suggests: gnome-keyring | keepassxc
Section: devel
Priority: optional
Homepage: https://eventsconsole.github.io
Description: compose, validate and send Amazon Personalize PutEvents requests
 The service answers 200 with an empty body to much that it then ignores, and
 its clients check almost nothing. Events Console checks every limit of the
 service's own model, and some forty rules beyond it, while you type, shows
 what really goes over the wire, and never forgets an exchange.
 .
 It brings a sandbox that speaks the service's protocol on this computer: no
 account and no network are needed to try it.
"""


def build(folder: Path, version: str, target: Path, compression: list[str]) -> None:
    """Make the package ``target`` of the one-folder build in ``folder``."""
    tree = ROOT / "build" / "debian"
    shutil.rmtree(tree, ignore_errors=True)
    _fill(tree, folder)
    _describe(tree, version)
    _even_out(tree)
    command = ["dpkg-deb", "--root-owner-group", *compression, "--build", str(tree), str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def needed(folder: Path) -> tuple[set[str], str]:
    """Return the libraries that the programs in ``folder`` need and have not, and the version of libc."""
    wanted, own = set[str](), {file.name for file in folder.rglob("*.so*")}
    libc = [2, 0]
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.read_bytes()[:4] != b"\x7fELF":
            continue
        told = subprocess.run(["objdump", "-p", str(file)], check=True, capture_output=True, text=True).stdout
        wanted |= {*re.findall(r"NEEDED\s+(\S+)", told)} - own
        found = ([*map(int, version)] for version in re.findall(r"GLIBC_(\d+)\.(\d+)", told))
        libc = max([libc, *found])
    return wanted, "{}.{}".format(*libc)


def dependencies(folder: Path) -> tuple[str, str]:
    """Return what the package depends on and what it recommends; LookupError where nobody has a library."""
    wanted, libc = needed(folder)
    lines = [line.split() for line in (LINUX / "run.txt").read_text().splitlines() if line[0] != "#"]
    known = {name: {library for library, package in lines if package == name} for _, name in lines}
    known |= _ALWAYS
    if unknown := wanted.difference(*known.values(), *_WAYLAND.values()):
        raise LookupError(f"no package in packaging/linux/run.txt has {', '.join(sorted(unknown))}")
    fonts = {name for wanted_file, name in lines if wanted_file.startswith("/")}
    depends = {name for name, libraries in known.items() if libraries & wanted} | fonts
    told = [f"libc6 (>= {libc})" if name == "libc6" else name for name in sorted(depends)]
    return ", ".join(told), ", ".join(sorted(_WAYLAND))


def share(tree: Path) -> None:
    """Put into ``tree``, a prefix, what desktops look for under its share."""
    shares = tree / "share"
    for file, place in desktop_files():
        (shares / place).mkdir(parents=True, exist_ok=True)
        shutil.copy(file, shares / place / f"{ID}{file.suffix}" if file.suffix == ".svg" else shares / place)
    for size in icons.SIZES:
        apps = shares / "icons" / "hicolor" / f"{size}x{size}" / "apps"
        apps.mkdir(parents=True)
        (apps / f"{ID}.png").write_bytes(icons.png(size))


def desktop_files() -> Iterator[tuple[Path, str]]:
    """Yield the files that describe the program to desktops, and their place under share."""
    yield LINUX / f"{ID}.desktop", "applications"
    yield LINUX / f"{ID}.metainfo.xml", "metainfo"
    yield LINUX / f"{ID}.xml", "mime/packages"
    yield icons.DRAWING, "icons/hicolor/scalable/apps"


def releases() -> Iterator[tuple[str, datetime, list[str]]]:
    """Yield version, day and news of every release, the newest first, as the metainfo has them."""
    for release in ET.parse(LINUX / f"{ID}.metainfo.xml").iterfind("releases/release"):  # noqa: S314  # our own
        day = datetime.fromisoformat(release.attrib["date"]).replace(tzinfo=UTC)
        news = [" ".join((one.text or "").split()) for one in release.iterfind("description//li")]
        yield release.attrib["version"], day, news


def _fill(tree: Path, folder: Path) -> None:
    shutil.copytree(folder, tree / _HOME, symlinks=True)
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    share(tree / "usr")
    doc = tree / _DOC
    doc.mkdir(parents=True)
    shutil.copy(LINUX / "copyright", doc)
    (tree / _HOME / "LICENSE").unlink()  # which the copyright file holds
    _compress((tree / _HOME / "third-party.txt").rename(doc / "third-party.txt"))
    (doc / "changelog").write_text(_changelog(), encoding="utf-8")
    _compress(doc / "changelog")
    manual = tree / "usr/share/man/man1"
    manual.mkdir(parents=True)
    shutil.copy(LINUX / f"{NAME}.1", manual)
    _compress(manual / f"{NAME}.1")
    overrides = tree / "usr/share/lintian/overrides"
    overrides.mkdir(parents=True)
    shutil.copy(LINUX / "lintian-overrides", overrides / NAME)


def _changelog() -> str:
    entries = []
    for version, day, news in releases():
        changes = "".join(f"  * {one}\n" for one in news)
        when = day.strftime("%a, %d %b %Y %H:%M:%S +0000")
        entries.append(f"{NAME} ({version}) stable; urgency=medium\n\n{changes}\n -- {_MAINTAINER}  {when}\n")
    return "\n".join(entries)


def _compress(file: Path) -> None:
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
    file.unlink()


def _describe(tree: Path, version: str) -> None:
    depends, recommends = dependencies(tree / _HOME)
    files = sorted(file for file in tree.rglob("*") if file.is_file() and not file.is_symlink())
    kilobytes = sum(-(-file.stat().st_size // 1024) for file in files)
    told = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout
    control = _CONTROL.format(
        name=NAME,
        version=version,
        architecture=told.strip(),
        maintainer=_MAINTAINER,
        size=kilobytes,
        depends=depends,
        recommends=recommends,
    )
    sums = "".join(f"{_md5(file)}  {file.relative_to(tree)}\n" for file in files)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(control, encoding="utf-8")
    (tree / "DEBIAN/md5sums").write_text(sums, encoding="utf-8")


def _md5(file: Path) -> str:
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()


def _even_out(tree: Path) -> None:
    """Have nothing of this machine's habits in the tree: permissions by umask, times of today."""
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])
    for file in (tree, *tree.rglob("*")):
        if not file.is_symlink():
            file.chmod(0o755 if file.is_dir() or file == tree / _HOME / NAME else 0o644)
    for file in (tree, *tree.rglob("*")):
        os.utime(file, (epoch, epoch), follow_symlinks=False)
