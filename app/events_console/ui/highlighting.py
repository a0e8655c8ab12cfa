"""The colours of code: names, texts, numbers and comments told apart, in every language that is shown."""

import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from events_console.ui import style

_LONGEST: Final = 5_000  # characters of a line that is coloured
# A text that has no end ends with its line: to look for one anew from each mark within takes forever.
_TEXT: Final = r'"(?:[^"\\]|\\.)*(?:"|\\?$)'
_SINGLE: Final = r"'(?:[^'\\]|\\.)*(?:'|\\?$)"
_TICKED: Final = r'`"(?:[^`\\]|\\(?:`"|`(?!")|[^`])|`[^"])*(?:`"|\\?$)'  # PowerShell's marks of JSON
_ESCAPED: Final = r'\\"(?:[^\\]|\\(?:\\\\)+"|\\[^"\\])*(?:\\"|$)'  # and those of cmd.exe
_NUMBER: Final = r"(?<![\w.-])-?\d[\d.]*(?:[eE][+-]?\d+)?(?![\w.-])"
_VALUE: Final = rf"(?:(?<=: )|(?<=[=,\[])){_NUMBER}"  # in a command line, where IDs are words
_OPTION: Final = r"(?<=\s)--?[a-z][\w-]*"
_SHORTHAND: Final = r"\b[A-Za-z]\w*(?==)"
_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    # A named group is a kind of word; where several would begin at one place, the first of them has it.
    language: re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in rules.items()))
    for language, rules in {
        "json": {
            "name": rf"{_TEXT}(?=\s*:)",
            "text": _TEXT,
            "other": rf"{_NUMBER}|\b(?:true|false|null)\b",
        },
        "yaml": {
            "name": r"(?<!\S)[\w-]+(?=:(?:\s|$))",
            "text": rf"{_TEXT}|'(?:[^']|'')*(?:'|$)",
            "quiet": r"(?<!\S)#.*",
            "other": rf"{_NUMBER}|\b(?:true|false|null)\b",
        },
        "python": {
            "name": rf"{_TEXT}(?=\s*:)|\b[A-Za-z]\w*(?==[^=])",
            "text": rf"[rbf]?(?:{_TEXT}|{_SINGLE})",
            "quiet": r"\#.*",
            "other": rf"{_NUMBER}|\b(?:True|False|None)\b",
        },
        "javascript": {
            "name": r"\b[A-Za-z]\w*(?=:)",
            "text": rf"{_TEXT}|{_SINGLE}|`(?:[^`\\]|\\.)*(?:`|\\?$)",
            "quiet": "//.*",
            "other": rf"{_NUMBER}|\b(?:true|false|null|undefined)\b",
        },
        "r": {
            "name": r"\b[A-Za-z][\w.]*(?= = )",
            "text": rf'[rR]"-*\(.*?(?:\)-*"|$)|{_TEXT}|{_SINGLE}',
            "quiet": r"\#.*",
            "other": rf"{_NUMBER}|\b(?:TRUE|FALSE|NULL)\b",
        },
        "posix": {
            "name": rf"{_OPTION}|{_TEXT}(?=\s*:)|{_SHORTHAND}",
            "text": rf"{_TEXT}|'[^'\"]*'",
            "quiet": r"(?<!\S)#.*",
            "other": rf"'\"\$\(\(.*?\)\)\"'|\$\(\(.*?\)\)|\$\{{\w+\}}|\$\w+|{_VALUE}",
        },
        "powershell": {
            "name": rf"{_OPTION}|{_TICKED}(?=\s*:)|{_SHORTHAND}",
            "text": rf"{_TICKED}|\"(?:[^\"`\\]|\\.)*(?:\"|\\?$)|'[^'\"]*'",
            "quiet": r"(?<!\S)#.*",
            "other": rf"\$\((?:[^()]|\([^()]*\))*\)|\$\{{[\w:]+\}}|\$[\w:]+|{_VALUE}",
        },
        "cmd": {
            "name": rf"{_OPTION}|{_ESCAPED}(?=\s*:)|{_SHORTHAND}",
            "text": rf"{_ESCAPED}|\"[^\"\\]*\"",
            "other": rf"%\w+%|{_VALUE}",
        },
        "http": {
            "name": rf"^[A-Z]+(?= /)|^[\w-]+(?=: )|{_TEXT}(?=\s*:)",
            "text": _TEXT,
            "other": rf"{_NUMBER}|\b(?:true|false|null)\b",
        },
    }.items()
}


class Highlighter(QSyntaxHighlighter):
    """Colours what is on the screen with the colours of the theme: a text may have 100,000 lines."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        """Colour nothing until it is said what is written in ``editor``, which keeps this."""
        super().__init__(editor.document())
        self._editor = editor
        self._pattern: re.Pattern[str] | None = None
        self._on_screen = False
        editor.updateRequest.connect(self._colour_screen)

    def use(self, language: str) -> None:
        """Colour what is shown as ``language``; where that is none that is known, nothing."""
        pattern = _PATTERNS.get(language)
        if pattern is not self._pattern:
            self._pattern = pattern
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        if self._pattern is None or not self._on_screen:
            return
        inks = self._inks()
        for match in self._pattern.finditer(text):
            ink = QTextCharFormat()
            ink.setForeground(QColor(inks[match.lastgroup or "other"]))
            self.setFormat(match.start(), match.end() - match.start(), ink)

    def _inks(self) -> dict[str, str]:
        theme = style.theme_of(self._editor)
        return {
            "name": theme.accent,
            "text": theme.good.ink,
            "quiet": theme.muted,
            "other": theme.warning.ink,
        }

    def _is_coloured(self, block: QTextBlock) -> bool:
        """Return whether ``block`` has its colours, and those of the theme that it is shown in."""
        formats = block.layout().formats()
        return bool(formats) and formats[0].format.foreground().color() in map(QColor, self._inks().values())

    def _colour_screen(self) -> None:
        if self._pattern is None:
            return
        bottom = self._editor.cursorForPosition(self._editor.viewport().rect().bottomRight()).blockNumber()
        block = self._editor.firstVisibleBlock()
        blocked = self._editor.blockSignals(True)  # to Qt, new colours are a change of the text
        self._on_screen = True
        while block.isValid() and block.blockNumber() <= bottom:
            short = block.length() <= _LONGEST
            if short and self._pattern.search(block.text()) and not self._is_coloured(block):
                self.rehighlightBlock(block)
            block = block.next()
        self._on_screen = False
        self._editor.blockSignals(blocked)
