"""Collect the words of the window for its translators, and make what the window loads from what they wrote.

Qt's own tools do it: lupdate reads ``tr("…")`` out of `app/` into `packaging/translations/*.ts`, where people
translate (with Qt Linguist, or any editor); lrelease makes `resources/translations/*.qm` from them. English
needs its plurals alone.
"""

import subprocess
import sys
import xml.etree.ElementTree as ET  # our own files
from pathlib import Path

from PySide6 import __file__ as pyside

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "app" / "events_console" / "ui"
WRITTEN = ROOT / "packaging" / "translations"
LOADED = ROOT / "resources" / "translations"
TOOLS = Path(pyside).parent
OPTIONS = {"en": ["-pluralonly"], "de": []}


def main() -> int:
    """Bring every language up to date; return 1 where words are still to be translated, and name them."""
    LOADED.mkdir(exist_ok=True)
    for code, options in OPTIONS.items():
        written = WRITTEN / f"events-console_{code}.ts"
        collect(written, code, options)
        _run("lrelease", str(written), "-qm", str(LOADED / f"{written.stem}.qm"), "-silent")
    unfinished = [line for code in OPTIONS for line in missing(WRITTEN / f"events-console_{code}.ts")]
    print("\n".join(unfinished) or "Every word is translated.")
    return 1 if unfinished else 0


def collect(written: Path, code: str, options: list[str]) -> None:
    """Write the words of the window into ``written``, beside what is translated there already."""
    modules = sorted(str(module) for module in SOURCES.rglob("*.py"))
    kept = ["-no-obsolete", "-locations", "none", "-sort-messages", "-silent"]
    languages = ["-source-language", "en", "-target-language", code]
    _run("lupdate", *options, *kept, *languages, *modules, "-ts", str(written))


def missing(written: Path) -> list[str]:
    """Return the words in ``written`` that have no translation, or not one for each plural."""
    found = []
    for message in ET.parse(written).iter("message"):  # noqa: S314  # our own files
        translation = message.find("translation")
        forms = [] if translation is None else ([*translation] or [translation])
        if not forms or not all((form.text or "").strip() for form in forms):
            found.append(f"{written.name}: {message.findtext('source')}")
    return found


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([TOOLS / tool, *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
