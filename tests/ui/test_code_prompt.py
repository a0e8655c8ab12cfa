"""Codes of MFA devices: asked for by threads, typed by a person, and never waited for in vain."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from events_console.ui.code_prompt import CodePrompt


@pytest.fixture
def prompt(window: QWidget) -> CodePrompt:
    return CodePrompt(window)


@pytest.fixture
def threads(prompt: CodePrompt) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(3) as pool:
        yield pool
        prompt.close()  # else nobody would answer those that wait


def question(window: QWidget, qtbot: QtBot) -> QInputDialog:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(QInputDialog)))
    return next(one for one in window.findChildren(QInputDialog) if one.isVisible())


def is_answered(code: str, answers: list[Future[str]]) -> bool:
    return code in [one.result() for one in answers if one.done()]


def finished(answers: list[Future[str]], qtbot: QtBot) -> list[str]:
    qtbot.waitUntil(lambda: all(one.done() for one in answers))
    return [one.result() for one in answers]


def test_a_code_reaches_the_thread_that_asked(
    prompt: CodePrompt, threads: ThreadPoolExecutor, window: QWidget, qtbot: QtBot
) -> None:
    answer = threads.submit(prompt.ask, "Code for “<b>QA</b>”:")
    dialog = question(window, qtbot)
    (told,) = dialog.findChildren(QLabel)
    assert (told.text(), told.textFormat()) == ("Code for “<b>QA</b>”:", Qt.TextFormat.PlainText)
    line = dialog.findChildren(QLineEdit)[0]
    qtbot.keyClicks(line, "123456")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert finished([answer], qtbot) == ["123456"]


def test_a_question_that_is_cancelled_is_answered_with_nothing(
    prompt: CodePrompt, threads: ThreadPoolExecutor, window: QWidget, qtbot: QtBot
) -> None:
    answer = threads.submit(prompt.ask, "Code:")
    dialog = question(window, qtbot)
    qtbot.keyClicks(dialog.findChildren(QLineEdit)[0], "123456")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert finished([answer], qtbot) == [""]


def test_questions_come_one_after_the_other(
    prompt: CodePrompt, threads: ThreadPoolExecutor, window: QWidget, qtbot: QtBot
) -> None:
    answers = [threads.submit(prompt.ask, f"Code {number}:") for number in range(3)]
    for code in ("a", "b", "c"):
        dialog = question(window, qtbot)
        assert sum(one.isVisible() for one in window.findChildren(QInputDialog)) == 1
        qtbot.keyClicks(dialog.findChildren(QLineEdit)[0], code)
        dialog.accept()
        qtbot.waitUntil(partial(is_answered, code, answers))
    assert sorted(finished(answers, qtbot)) == ["a", "b", "c"]


def test_a_question_is_asked_in_front_of_the_dialog_that_is_open_and_goes_with_it(
    prompt: CodePrompt, threads: ThreadPoolExecutor, window: QWidget, qtbot: QtBot
) -> None:
    front = QDialog(window)
    front.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    front.open()
    answer = threads.submit(prompt.ask, "Code:")
    assert question(window, qtbot).parent() is front
    front.close()
    assert finished([answer], qtbot) == [""]


def test_closing_answers_what_is_asked_what_waits_and_what_comes_later(
    prompt: CodePrompt, threads: ThreadPoolExecutor, window: QWidget, qtbot: QtBot
) -> None:
    answers = [threads.submit(prompt.ask, "Code:") for _ in range(2)]
    question(window, qtbot)
    prompt.close()
    answers.append(threads.submit(prompt.ask, "Code:"))
    assert [one.result(5) for one in answers] == ["", "", ""]
    qtbot.waitUntil(lambda: not window.findChildren(QInputDialog))


def test_what_is_asked_in_the_last_moment_is_answered_without_the_window(
    prompt: CodePrompt, threads: ThreadPoolExecutor
) -> None:
    answer = threads.submit(prompt.ask, "Code:")
    prompt.close()  # before the window could show it
    assert answer.result(5) == ""
