"""The fields that all events share."""

import re

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from events_console.ui.console import Console
from events_console.ui.request_form import RequestForm


@pytest.fixture
def form(console: Console, qtbot: QtBot) -> RequestForm:
    made = RequestForm(console)
    qtbot.addWidget(made)
    made.resize(900, 120)
    made.show()
    console.edit(console.request.with_field("userId", "u1"), "Begin")
    return made


def test_what_is_typed_is_the_document_s_and_empty_is_left_out(
    form: RequestForm, console: Console, qtbot: QtBot
) -> None:
    user = form.edits["userId"]
    user.setFocus()
    user.selectAll()
    qtbot.keyClicks(user, "qa-1")
    assert console.request.root["userId"] == "qa-1"
    user.clear()
    qtbot.keyClicks(user, "x")
    user.backspace()
    user.textEdited.emit("")
    assert "userId" not in console.request.root


def test_what_is_wrong_stands_beneath_and_goes_again(
    form: RequestForm, console: Console, qtbot: QtBot
) -> None:
    session = form.edits["sessionId"]
    console.edit(console.request.without_field("sessionId"), "Clear")
    assert "missing" in session.accessibleDescription()
    assert session.property("role") == "error"
    qtbot.keyClicks(session, "s")
    assert session.accessibleDescription() == ""
    assert session.property("role") == ""


def test_a_new_session_is_told_from_real_ones_and_never_the_same(form: RequestForm, console: Console) -> None:
    form.new_session()
    first = str(console.request.root["sessionId"])
    form.new_session()
    assert re.fullmatch(r"qa-\d{4}-\d\d-\d\d-[0-9a-f]{4}", first)
    assert console.request.root["sessionId"] != first


def test_typing_in_the_middle_keeps_the_cursor(form: RequestForm, console: Console, qtbot: QtBot) -> None:
    user = form.edits["userId"]
    console.edit(console.request.with_field("userId", "abcd"), "Edit")
    user.setCursorPosition(2)
    qtbot.keyClicks(user, "xy")
    assert console.request.root["userId"] == "abxycd"
    assert user.cursorPosition() == 4


def test_a_value_that_is_no_text_is_shown_as_json(form: RequestForm, console: Console) -> None:
    console.edit(console.request.with_field("userId", 42), "Paste")
    assert form.edits["userId"].text() == "42"
    assert "number 42" in form.edits["userId"].accessibleDescription()


def test_what_is_filled_in_comes_before_the_events(form: RequestForm, console: Console, qtbot: QtBot) -> None:
    console.edit(console.request.without_field("userId").without_field("sessionId"), "Clear")
    form.new_session()
    qtbot.keyClicks(form.edits["userId"], "u")
    assert list(console.request.root) == ["trackingId", "userId", "sessionId", "eventList"]


_LONG = "user-1f0c3c2e-8d4a-4b1e-9a55-7c1a0c9f3b11-and-some-more-of-it"


def test_an_id_without_room_is_visibly_cut_and_told_as_a_whole(
    form: RequestForm, console: Console, qtbot: QtBot
) -> None:
    user, session = form.edits["userId"], form.edits["sessionId"]
    form.resize(700, 120)
    console.edit(console.request.with_field("userId", _LONG), "Edit")
    qtbot.waitUntil(lambda: user.width() > session.width())
    drawn = user.grab().toImage()
    QApplication.sendEvent(
        user, QHelpEvent(QEvent.Type.ToolTip, QPoint(9, 9), user.mapToGlobal(QPoint(9, 9)))
    )
    assert _LONG in QToolTip.text()
    room = user.width() - 2 * 12
    short = user.fontMetrics().elidedText(_LONG, Qt.TextElideMode.ElideRight, room)
    user.setText(short)
    assert short.endswith("…")
    assert user.grab().toImage() == drawn


def test_the_longer_of_user_and_session_has_more_room(
    form: RequestForm, console: Console, qtbot: QtBot
) -> None:
    user, session = form.edits["userId"], form.edits["sessionId"]
    brief = console.request.with_field("userId", "u").with_field("sessionId", "s")
    console.edit(brief.with_field("userId", _LONG), "Edit")
    qtbot.waitUntil(lambda: user.width() > session.width())
    console.edit(brief.with_field("sessionId", _LONG), "Edit")
    qtbot.waitUntil(lambda: user.width() < session.width())


def test_the_hint_of_an_anonymous_visitor_is_short_and_explained(form: RequestForm) -> None:
    (hint,) = (each for each in form.findChildren(QLabel) if each.text() == "Empty: anonymous")
    assert hint.toolTip() == "Empty = anonymous visitor"
