"""The language that the window speaks: English, or one that `resources/translations` has.

The window's own words are written in English where they are used, as ``tr("Send")``, and Qt's tools do the
rest: `make translations` collects them. Sentences that stand in exchanges, reports and answers of the command
line as well (problems, rules, what services answer) are English everywhere, so that what one
person reads, quotes and searches for is what another one finds.

The language is installed before the modules of the window are loaded: their constants may hold words.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from events_console import paths

LANGUAGES: Final = {"en": "English", "de": "Deutsch"}  # as each is called by those who speak it


def tr(text: str, comment: str = "", number: int = -1) -> str:
    """Return ``text`` in the language of the window.

    ``comment`` tells texts apart that are alike in English only. With a ``number``, "%Ln" stands for it, and
    "(s)" for what the language says of so many: ``tr("%Ln event(s)", "", count)``. Other values are filled in
    afterwards: ``tr("{name} was deleted.").format(name=name)``.
    """
    return QCoreApplication.translate("", text, comment, number)


def number(value: int) -> str:
    """Return ``value`` as people write it who speak the language of the window: 100,000 or 100.000."""
    return QLocale().toString(value)


def chosen(language: str) -> str:
    """Return ``language`` if there is one of that code, else the first of the system's that there is."""
    if language in LANGUAGES:
        return language
    system = (code.partition("-")[0] for code in QLocale.system().uiLanguages())
    return next((code for code in system if code in LANGUAGES), "en")


def install(app: QCoreApplication, language: str = "") -> None:
    """Have the window speak ``language``, or that of the system for ""; it stays until the program ends."""
    code = chosen(language)
    system = QLocale.system()
    QLocale.setDefault(system if system.name().startswith(code) else QLocale(code))
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{code}.qm")
    for file in (qt, paths.resource("translations", f"events-console_{code}.qm")):
        translator = QTranslator(app)
        if translator.load(str(file)):
            app.installTranslator(translator)
