"""The Code view: the document in every form, for the connection in use, on the clipboard."""

import shlex
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from events_console import forms
from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.domain.json_value import Object
from events_console.domain.long_document import joined
from events_console.ui import style
from events_console.ui.code_pane import CodePane
from events_console.ui.console import Console
from events_console.ui.shown_request import ShownRequest
from events_console.ui.tasks import Tasks

WRITTEN = [form.name for form in forms.FORMS if form.writes]


@pytest.fixture
def pane(console: Console, tasks: Tasks, qtbot: QtBot) -> CodePane:
    made = CodePane(console, ShownRequest(console), tasks)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("name", WRITTEN)
def test_each_form_says_the_document_and_follows_it(pane: CodePane, console: Console, name: str) -> None:
    pane.choose(f"{name} posix")
    console.edit(console.request.with_field("userId", "someone-else"), "Edit")
    code = pane.editor.toPlainText()
    assert "someone-else" in code
    if pane.form.reads:
        (reading,) = pane.form.read_all(code)
        # A table is read as a long document.
        assert (joined(reading.request) or reading.request) == console.request


def test_the_shell_is_asked_for_where_it_matters(pane: CodePane) -> None:
    shell = pane.findChildren(QComboBox)[1]
    pane.choose("curl powershell")
    assert shell.isVisible()
    assert "${env:AWS_ACCESS_KEY_ID}" in pane.editor.toPlainText()
    pane.choose("boto3 powershell")
    assert not shell.isVisible()
    assert pane.choice == "boto3 powershell"
    pane.choose("no-such-form no-such-shell")
    assert pane.choice == "boto3 powershell"


def test_code_goes_where_the_connection_goes_and_never_holds_keys(pane: CodePane, console: Console) -> None:
    console.connect_to(
        Connection("QA", ConnectionKind.DEVELOPMENT, "eu-west-1", keys=KeySource.PROFILE, profile="qa team")
    )
    words = shlex.split(pane.editor.toPlainText())
    assert words[words.index("--region") + 1] == "eu-west-1"
    assert words[words.index("--profile") + 1] == "qa team"
    console.connect_to(
        Connection("Kept", ConnectionKind.DEVELOPMENT, "eu-west-1", keys=KeySource.KEYRING, id="1")
    )
    assert "--profile" not in pane.editor.toPlainText()
    assert "keyring" in pane.notes()


def test_it_is_said_that_code_does_not_go_to_the_sandbox(pane: CodePane, console: Console) -> None:
    sandbox = Connection("Sandbox", ConnectionKind.SANDBOX, "us-east-1", keys=KeySource.SANDBOX)
    console.connect_to(replace(sandbox, endpoint_url="http://127.0.0.1:40000"))
    assert "40000" not in pane.editor.toPlainText()
    assert "this code sends to AWS, us-east-1" in pane.notes()
    pane.choose("yaml posix")
    assert "sends to AWS" not in pane.notes()


def test_copying_takes_the_text_as_it_is(pane: CodePane, console: Console, qtbot: QtBot) -> None:
    with qtbot.waitSignal(console.told) as told:
        pane.copy()
    assert QGuiApplication.clipboard().text() == pane.editor.toPlainText()
    assert "AWS CLI" in told.args[0]


def test_a_blank_that_does_not_break_is_copied_as_it_is(pane: CodePane, console: Console) -> None:
    pane.choose("json posix")
    console.edit(console.request.with_field("userId", "no\u00a0break\u2009thin"), "Edit")
    pane.copy()
    (reading,) = pane.form.read_all(QGuiApplication.clipboard().text())
    assert reading.request == console.request


def test_nothing_is_copied_that_is_not_the_code_of_now(
    pane: CodePane, console: Console, qtbot: QtBot
) -> None:
    event = Object(eventType="View", sentAt=1)
    console.edit(console.request.with_events([event] * 900), "Edit")
    qtbot.waitUntil(lambda: pane.editor.toPlainText().count("View") > 100, timeout=10_000)
    QGuiApplication.clipboard().setText("before")
    pane.choose("boto3 posix")
    (copy,) = (one for one in pane.findChildren(QPushButton) if one.text() == "Copy")
    assert not copy.isEnabled()
    pane.copy()
    assert QGuiApplication.clipboard().text() == "before"
    qtbot.waitUntil(copy.isEnabled, timeout=10_000)
    pane.copy()
    code = QGuiApplication.clipboard().text()
    assert len(pane.form.read_all(code)[0].request.events) == 900
    assert "all" in pane.notes()  # and only a part of it is shown
    assert len(pane.editor.toPlainText()) < len(code)


def test_a_very_long_line_is_shown_in_part_and_copied_whole(
    pane: CodePane, console: Console, qtbot: QtBot
) -> None:
    console.edit(console.request.with_field("userId", "u" * 500_000), "Edit")
    qtbot.waitUntil(lambda: "500," in pane.notes(), timeout=10_000)
    assert max(map(len, pane.editor.toPlainText().splitlines())) < 5_000
    pane.copy()
    assert "u" * 500_000 in QGuiApplication.clipboard().text()


def test_what_a_form_has_no_words_for_is_said(pane: CodePane, console: Console) -> None:
    pane.choose("paws posix")
    console.edit(console.request.with_field("userId", "a\0b"), "Edit")
    assert pane.editor.toPlainText() == ""
    assert "R (paws) cannot say this request" in pane.notes()


def test_long_documents_are_written_behind_the_window(pane: CodePane, console: Console, qtbot: QtBot) -> None:
    event = Object(eventType="View", sentAt=1)
    console.edit(console.request.with_events([event] * 300), "Edit")
    qtbot.waitUntil(lambda: pane.editor.toPlainText().count("View") == 300, timeout=10_000)
    console.edit(console.request.with_events([event] * 1_001), "Edit")
    assert "up to 1,000 events" in pane.notes()


def test_unfinished_json_is_said_to_be_left_out(pane: CodePane, console: Console) -> None:
    console.edit_json("{")
    assert "no request yet" in pane.notes()
    assert pane.editor.toPlainText()


def test_its_colours_are_those_of_the_theme(pane: CodePane, qapp: QApplication, qtbot: QtBot) -> None:
    pane.choose("json posix")

    def inks() -> set[str]:
        block = pane.editor.document().findBlockByNumber(1)
        return {one.format.foreground().color().name().upper() for one in block.layout().formats()}

    for theme in (style.DARK, style.LIGHT):
        style.apply(qapp, theme)
        wanted = {theme.accent, theme.good.ink}
        qtbot.waitUntil(lambda: inks() == wanted)  # noqa: B023  # called at once
