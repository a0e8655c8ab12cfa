"""The colours of code: what is a name, a text, a comment or a value, in every language that is shown."""

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from events_console.ui import style
from events_console.ui.highlighting import Highlighter
from tests.support import within

LINES = {
    "json": (
        '  "sentAt": -1.5e3, "a\\"b": "c: 4", null',
        ['"sentAt"', '"a\\"b"'],
        ['"c: 4"'],
        ["-1.5e3", "null"],
    ),
    "yaml": ("  - sentAt: 5 # then", ["sentAt"], [], ["5"]),
    "python": ("    sentAt=now - 300,  # seconds", ["sentAt"], [], ["300"]),
    "javascript": ("  userId: 'it\\'s', value: 7.0,", ["userId", "value"], ["'it\\'s'"], ["7.0"]),
    "r": ('  properties = r"({"a": "b"})", n = TRUE', ["properties", "n"], ['r"({"a": "b"})"'], ["TRUE"]),
    "posix": (
        """  --user-id 812 --event-list '[{"sentAt": '"$(( 1 ))"', "a": "b"}]' \\""",
        ["--user-id", "--event-list", '"sentAt"', '"a"'],
        ['"b"'],
        ["""'"$(( 1 ))"'"""],
    ),
    "powershell": (
        '  --data-raw "{`"a`": `"{\\`"b\\`": 1}`", `"sentAt`": $(Now 3)}" `',
        ["--data-raw", '`"a`"', '`"sentAt`"'],
        ['`"{\\`"b\\`": 1}`"'],
        ["$(Now 3)"],
    ),
    "cmd": (
        '  --event-list "[{\\"a\\": \\"{\\\\\\"b\\\\\\": 1}\\", \\"n\\": 2}]" %KEY% ^',
        ["--event-list", '\\"a\\"', '\\"n\\"'],
        ['\\"{\\\\\\"b\\\\\\": 1}\\"'],
        ["2", "%KEY%"],
    ),
    "http": ("Content-Type: application/json", ["Content-Type"], [], []),
}


@pytest.fixture
def editor(qtbot: QtBot) -> QPlainTextEdit:
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def coloured(editor: QPlainTextEdit, ink: str) -> list[str]:
    block = editor.document().firstBlock()
    return [
        block.text()[each.start : each.start + each.length]
        for each in block.layout().formats()
        if each.format.foreground().color().name().upper() == ink
    ]


@pytest.mark.parametrize("language", LINES)
def test_words_are_told_apart(editor: QPlainTextEdit, language: str, qtbot: QtBot) -> None:
    line, names, texts, values = LINES[language]
    Highlighter(editor).use(language)
    editor.setPlainText(line)
    theme = style.theme_of(editor)
    qtbot.waitUntil(lambda: coloured(editor, theme.accent) == names)
    assert coloured(editor, theme.good.ink) == texts
    assert coloured(editor, theme.warning.ink) == values


def test_another_language_has_its_own_colours_and_an_unknown_one_none(
    editor: QPlainTextEdit, qapp: QApplication, qtbot: QtBot
) -> None:
    highlighter = Highlighter(editor)
    highlighter.use("json")
    editor.setPlainText("# 5")
    qtbot.waitUntil(lambda: coloured(editor, style.theme_of(editor).warning.ink) == ["5"])
    highlighter.use("yaml")
    qtbot.waitUntil(lambda: coloured(editor, style.theme_of(editor).muted) == ["# 5"])
    highlighter.use("no-such-language")
    qapp.processEvents()
    assert not editor.document().firstBlock().layout().formats()


@pytest.mark.parametrize("language", LINES)
def test_no_line_takes_long(editor: QPlainTextEdit, language: str) -> None:
    """A text that is never closed is not looked for again and again."""
    Highlighter(editor).use(language)
    hostile = ('\\"', '"\\', '`"', '\\`"', '\\\\\\"', "$(", "a=")
    editor.setPlainText("\n".join(sign * (4_000 // len(sign)) for sign in hostile))
    with within(0.5):
        editor.grab()
