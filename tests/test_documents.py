"""What the documents say is there: commands, pictures, files, ways through the menus, keys and versions."""

import json
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtGui import QImage

from events_console import __main__, __version__, paths
from events_console.cli import COMMANDS
from events_console.cli.output import Exit
from events_console.forms import FORMS
from events_console.ui.application import APPLICATION_ID
from events_console.ui.style import DARK, LIGHT

ROOT: Final = Path(__file__).parents[1]
PICTURES: Final = ROOT / "packaging" / "pictures"
METAINFO: Final = ROOT / "packaging" / "linux" / f"{APPLICATION_ID}.metainfo.xml"
LARGEST: Final = 150_000  # bytes of a picture
INNER: Final = {"history": ("show", "annotate", "export", "import"), "connections": ("add", "remove", "test")}
INTERRUPTED: Final = 130
IN_PRESENTATION: Final = {"Ctrl++", "Ctrl+-", "Esc"}
AS_QT_HAS_IT: Final = {"Strg": "Ctrl", "Umschalt": "Shift", "Auf": "Up", "Ab": "Down"}
IN_ENGLISH: Final = (("README.md", "en"), ("CONTRIBUTING.md", "en"), ("resources/help/help.md", "en"))
IN_GERMAN: Final = ("resources/help/help_de.md", "de")

MENUS: Final = """
import json, sys, time
from pathlib import Path
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from events_console.ui import language

app = QApplication([])
language.install(app, sys.argv[1])

from events_console.services.crash import Crashes
from events_console.ui.crash_reports import CrashReports
from events_console.ui.session import Session

portable = QKeySequence.SequenceFormat.PortableText

def walk(actions, way=()):
    for action in actions:
        here = (*way, action.text().replace("&", ""))
        yield " ▸ ".join(here), [key.toString(portable) for key in action.shortcuts()]
        if isinstance(action.menu(), QMenu):
            yield from walk(action.menu().actions(), here)

session = Session(app)
session.show(None)
end = time.monotonic() + 60
while not (session.console.service and session.console.checked) and time.monotonic() < end:
    app.processEvents()
    time.sleep(0.005)
session.window.actions_.add_crash_reports(CrashReports(Crashes(Path("crashes")), session.window))
print(json.dumps(dict(walk(session.window.menuBar().actions()))))
session.window.close()
session.close()
"""


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code(name: str) -> Iterator[str]:
    """Yield what is code in a document: spans of it, and the lines of its blocks."""
    blocks = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
    for block in blocks.findall(text(name)):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", blocks.sub("", text(name)))


def emphasised(name: str) -> list[str]:
    return re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text(name))


@pytest.fixture(scope="module")
def menus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[str]]]:
    """The ways through the menus of the real window, with the keys at their ends, for each language."""
    found = {}
    for language in ("en", "de"):
        folder = tmp_path_factory.mktemp(language)
        done = subprocess.run(
            [sys.executable, "-c", MENUS, language],
            cwd=folder,
            env={
                "PATH": "",
                "HOME": str(folder),
                "EVENTS_CONSOLE_HOME": str(folder),
                "QT_QPA_PLATFORM": "offscreen",
                "PYTHONIOENCODING": "utf-8",
            },
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        found[language] = json.loads(done.stdout)
    return found


def words(language: str) -> set[str]:
    """Return all words of the window, without marks of its keys."""
    messages = ET.parse(ROOT / "packaging" / "translations" / "events-console_de.ts").iter("message")  # noqa: S314
    name = "translation" if language == "de" else "source"
    return {(message.findtext(name) or "").replace("&", "") for message in messages}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_target_of_make_that_is_named_is_there(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE))
    named = {found[1] for span in code(name) if (found := re.match(r"(?:\$ )?make ([a-z-]+)", span))}
    assert named
    assert named <= targets


def test_every_target_of_make_is_named() -> None:
    for target in re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE):
        assert target == "help" or f"make {target}" in text("README.md") + text("CONTRIBUTING.md")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "resources/help/help.md"])
def test_commands_have_the_options_that_are_named(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = 0
    for line in code(name):
        said = line.removeprefix("$ ").partition("  ")[0].replace("[", " ").replace("]", " ").split()
        if said[:1] == ["events-console"]:
            said = said[1:]
        elif said[:1] not in ([command] for command in COMMANDS) or len(said) == 1:
            continue
        command = [said[0]] if said and said[0] in COMMANDS else []
        command += said[1:2] if command and said[1:2] and said[1] in INNER.get(said[0], ()) else []
        monkeypatch.setattr(sys, "argv", ["events-console", *command, "--help"])
        assert __main__.main() == Exit.GOOD
        told = capsys.readouterr().out
        for option in (word for word in said if word.startswith("--")):
            assert re.search(rf"{option}\b", told), line
        named += 1
    assert named or name == "CONTRIBUTING.md"


def test_the_first_commands_of_the_readme_do_what_it_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    commands = [shlex.split(line[2:]) for line in code("README.md") if line.startswith("$ ")]
    assert [command[1] for command in commands] == ["send", "history"]
    told = []
    for command in commands:
        monkeypatch.setattr(sys, "argv", command)
        assert __main__.main() == Exit.GOOD
        told.append(capsys.readouterr().out)
    assert "ccepted" in told[0]
    assert "View" in told[1]


def test_exit_codes_and_forms_are_those_of_the_program() -> None:
    codes = {int(number) for number in re.findall(r"^\| (\d+) \|", text("README.md"), re.MULTILINE)}
    assert codes == {*Exit, INTERRUPTED}
    rows = re.findall(
        r"^\| (`[a-z0-9`, -]+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", text("README.md"), re.MULTILINE
    )
    told = {
        name: (reads != "–", writes != "–")
        for names, reads, writes in rows
        for name in re.findall(r"`([a-z0-9-]+)`", names)
    }
    assert told == {form.name: (form.reads or form.name == "skeleton", form.writes) for form in FORMS}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_file_that_is_named_is_there(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)|(?:src|srcset)=\"([^\"]+)\"", text(name))
    for link in filter(None, (part for pair in links for part in pair)):
        assert (ROOT / link).exists(), link


def test_every_picture_is_small_and_shown_somewhere() -> None:
    shown = set(
        re.findall(r"pictures/([\w-]+\.png)", text("README.md") + METAINFO.read_text(encoding="utf-8"))
    )
    assert shown == {picture.name for picture in PICTURES.iterdir()}
    assert all(picture.stat().st_size <= LARGEST for picture in PICTURES.iterdir())


def test_the_pictures_can_be_drawn_anew(tmp_path: Path) -> None:
    script = ROOT / "packaging" / "screenshots.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, capture_output=True, timeout=120)
    drawn = {picture.name: QImage(str(picture)) for picture in tmp_path.iterdir()}
    kept = {picture.name: QImage(str(picture)) for picture in PICTURES.iterdir()}
    assert {name: image.size() for name, image in drawn.items()} == {
        name: image.size() for name, image in kept.items()
    }
    corners = {image.pixelColor(0, 0).name().upper() for image in drawn.values()}
    assert corners == {LIGHT.window, DARK.window}


@pytest.mark.parametrize(("name", "language"), [*IN_ENGLISH, IN_GERMAN])
def test_every_way_through_the_menus_leads_somewhere(
    name: str, language: str, menus: dict[str, dict[str, list[str]]]
) -> None:
    ways = {each for each in emphasised(name) if "▸" in each}
    assert ways
    assert ways - menus[language].keys() == set()


@pytest.mark.parametrize(("name", "language"), [IN_ENGLISH[0], IN_ENGLISH[2], IN_GERMAN])
def test_every_name_of_a_control_is_a_word_of_the_window(name: str, language: str) -> None:
    names = {each for each in emphasised(name) if "▸" not in each}
    assert names
    assert names - words(language) - {"JSON"} == set()  # which is called so everywhere


@pytest.mark.parametrize(("name", "language"), [IN_ENGLISH[0], IN_ENGLISH[2], IN_GERMAN])
def test_every_key_is_one_of_the_window(
    name: str, language: str, menus: dict[str, dict[str, list[str]]]
) -> None:
    named = re.findall(r"\*\*((?:Ctrl|Strg|Alt)\+[^*\s]+|F\d+|[A-Z])\*\*", text(name))
    for native, portable in AS_QT_HAS_IT.items():
        named = [re.sub(rf"\b{native}\b", portable, key) for key in named]
    assert named
    assert set(named) - {key for keys in menus[language].values() for key in keys} <= IN_PRESENTATION


def test_the_help_is_the_same_in_every_language() -> None:
    def outline(file: Path) -> list[Any]:
        lines = file.read_text(encoding="utf-8").splitlines()
        return [re.match(r"#* |[-|]|\d\.|$|", line)[0] for line in lines]  # type: ignore[index]  # it may be empty

    first, *others = sorted(paths.resource("help").glob("help*.md"))
    assert others
    assert all(outline(other) == outline(first) for other in others)


def test_changelog_metainfo_and_program_have_one_version() -> None:
    versions = re.findall(r"^## \[(\d[^\]]*)\] - (\d{4}-\d\d-\d\d)$", text("CHANGELOG.md"), re.MULTILINE)
    releases = ET.parse(METAINFO).iter("release")  # noqa: S314  # our own file
    assert versions[0][0] == __version__
    assert versions == [(release.attrib["version"], release.attrib["date"]) for release in releases]
