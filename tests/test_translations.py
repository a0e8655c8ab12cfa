"""The languages of the window: each complete, up to date, and usable without a mouse."""

import filecmp
import json
import re
import runpy
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET  # our own files
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOL = runpy.run_path(str(ROOT / "packaging" / "translations.py"))
LANGUAGES: dict[str, list[str]] = TOOL["OPTIONS"]


def messages(code: str) -> list[ET.Element]:
    return [*ET.parse(TOOL["WRITTEN"] / f"events-console_{code}.ts").iter("message")]  # noqa: S314  # ours


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_of_the_window_is_translated(code: str, tmp_path: Path) -> None:
    written = TOOL["WRITTEN"] / f"events-console_{code}.ts"
    collected = tmp_path / written.name
    shutil.copy(written, collected)
    TOOL["collect"](collected, code, LANGUAGES[code])
    assert TOOL["missing"](collected) == []
    assert filecmp.cmp(collected, written, shallow=False), "run make translations"


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_loaded_is_made_of_what_is_written(code: str, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    TOOL["_run"]("lrelease", str(TOOL["WRITTEN"] / f"events-console_{code}.ts"), "-qm", str(made), "-silent")
    loaded = TOOL["LOADED"] / f"events-console_{code}.qm"
    assert filecmp.cmp(made, loaded, shallow=False), "run make translations"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_fills_in_what_its_source_does(code: str) -> None:
    for message in messages(code):
        source, translation = message.findtext("source") or "", message.find("translation")
        assert translation is not None
        for form in [*translation] or [translation]:
            text = form.text or ""
            assert fields(text) == fields(source), source
            if [*translation][-1:] == [form]:
                assert ("%Ln" in text) == ("%Ln" in source), source


def fields(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{[^{}]*\}", text))


GERMAN = """
import json, re, sys, time
from PySide6.QtWidgets import QApplication, QMenu
from events_console import paths
from events_console.services import settings
settings.save(paths.settings_file(), settings.Settings(guided=True, language="de"))
app = QApplication([])
from events_console.ui import language
language.install(app, "de")
from events_console.ui.session import Session
session = Session(app)
session.show(None)
while not (session.console.service and session.console.checked):
    app.processEvents()
window = session.window
menus = {menu.title(): [action.text() for action in menu.actions()] for menu in window.findChildren(QMenu)}
menus[""] = [action.text() for action in window.menuBar().actions()]
print(json.dumps([menus, language.number(100_000), language.tr("%Ln event(s)", "", 1)]))
session.close()
"""


def test_the_german_window_speaks_german_and_has_no_letter_twice_in_a_menu() -> None:
    done = subprocess.run([sys.executable, "-c", GERMAN], capture_output=True, text=True, check=True)
    menus, number, one = json.loads(done.stdout.splitlines()[-1])
    assert "&Datei" in menus[""]
    assert number == "100.000"
    assert one.endswith("Ereignis")
    for title, texts in menus.items():
        letters = Counter(
            found[1].lower() for text in texts if (found := re.search(r"&(\w)", text.replace("&&", "")))
        )
        assert [letter for letter, times in letters.items() if times > 1] == [], title
