import json
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.services.aws import wire_body
from events_console.services.history import History
from events_console.services.sender import Sender
from events_console.services.sessions import Session
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.readings_view import FIELD, MEANING, WIRE
from events_console.ui.shown_request import ShownRequest
from events_console.ui.tasks import Tasks
from events_console.ui.wire_pane import SIGNED, UNSIGNED, WirePane
from tests.support import opener
from tests.ui.windows import Open

PLACE = Connection(
    "Test place",
    ConnectionKind.DEVELOPMENT,
    "eu-west-1",
    "http://127.0.0.1:9/base",
    confirmed_host="127.0.0.1",
    keys=KeySource.KEYRING,
)
KEYS = Credentials("AKIACANARYKEYID", "CANARY/secret+" + "s" * 30, "CANARY/token+" + "t" * 30)
EVENT = Object(eventType="Größe", sentAt="{{now-5m}}", properties='{"cabin": "Größe L"}')
REQUEST = Request(Object(trackingId="t", sessionId="s", eventList=(EVENT,)))


@pytest.fixture
def pane(console: Console, tasks: Tasks, qtbot: QtBot) -> WirePane:
    """The pane on screen, with a document that has something to be read, and nothing to send with yet."""
    made = WirePane(console, ShownRequest(console), tasks)
    qtbot.addWidget(made)
    made.resize(760, 500)
    made.show()
    console.replace(REQUEST, "Begin")
    shows(made, "Content-Length", qtbot)
    return made


@pytest.fixture
def ready(pane: WirePane, console: Console, history: History) -> WirePane:
    """The same, connected with temporary keys."""
    console.start_sending(Sender(history, opener(KEYS)), PLACE)
    return pane


def shows(pane: WirePane, text: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: text in pane.editor.toPlainText())


def says(pane: WirePane, text: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: text in pane.caption)


def press(pane: WirePane, text: str, qtbot: QtBot) -> None:
    button = next(one for one in pane.findChildren(QPushButton) if text in one.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def row_of(pane: WirePane, field: str) -> int:
    table = pane.readings.table
    return next(row for row in range(table.rowCount()) if table.index(row, FIELD).data() == field)


def cell(pane: WirePane, field: str, column: int) -> str:
    return str(pane.readings.table.index(row_of(pane, field), column).data())


def with_events(number: int) -> Request:
    return REQUEST.with_events([EVENT] * number)


# As it stands ---------------------------------------------------------------------------------------------


def test_the_request_stands_there_to_the_byte(ready: WirePane, qtbot: QtBot) -> None:
    body = wire_body(REQUEST)
    shows(ready, "Host: 127.0.0.1:9", qtbot)
    assert ready.editor.toPlainText() == (
        "POST /base/events HTTP/1.1\n"
        "Host: 127.0.0.1:9\n"
        "Accept-Encoding: identity\n"
        "Content-Type: application/json\n"
        f"Content-Length: {len(body)}\n\n"
        f"{body.decode()}"
    )
    assert f"Body of {len(body)} bytes" in ready.caption


def test_before_there_is_a_connection_its_host_is_left_open(pane: WirePane) -> None:
    assert "POST /events HTTP/1.1\nHost: ‹the connection’s host›\n" in pane.editor.toPlainText()  # noqa: RUF001
    assert not next(one for one in pane.findChildren(QPushButton) if "Sign" in one.text()).isEnabled()


def test_each_value_stands_beside_what_it_means(pane: WirePane) -> None:
    assert cell(pane, "Event type", WIRE) == '"Gr\\u00f6\\u00dfe"'
    assert cell(pane, "Event type", MEANING) == "Größe"
    assert cell(pane, "Properties", WIRE) == '"{\\"cabin\\": \\"Gr\\u00f6\\u00dfe L\\"}"'
    assert cell(pane, "Properties", MEANING) == '{\n  "cabin": "Größe L"\n}'
    assert cell(pane, "Sent at", MEANING).startswith("if sent now: ")
    assert cell(pane, "Sent at", MEANING).endswith("UTC, 5 minutes ago")
    assert cell(pane, "Event ID", MEANING) == "made up when it is sent"


def test_an_edit_is_followed_and_leaves_the_selection(pane: WirePane, console: Console, qtbot: QtBot) -> None:
    chosen = pane.readings.table.index(row_of(pane, "Sent at"), MEANING)
    pane.readings.setCurrentIndex(chosen)
    console.edit(console.request.with_event(0, EVENT.with_member("sentAt", 1700000000123)), "Edit")
    shows(pane, "1700000000123", qtbot)
    assert "in the year 55,840" in cell(pane, "Sent at", MEANING)
    assert pane.readings.currentIndex() == chosen


def test_nothing_is_made_while_nobody_looks(pane: WirePane, console: Console, qtbot: QtBot) -> None:
    pane.hide()
    console.edit(console.request.with_field("userId", "unseen"), "Edit")
    qtbot.wait(50)
    assert "unseen" not in pane.editor.toPlainText()
    pane.show()
    shows(pane, "unseen", qtbot)


def test_json_text_that_is_no_request_is_said_not_to_be_shown(
    pane: WirePane, console: Console, qtbot: QtBot
) -> None:
    console.edit_json("{")
    says(pane, "The JSON view holds text that is no request yet", qtbot)


def test_of_a_long_document_a_part_is_shown_and_all_is_copied(
    pane: WirePane, console: Console, qtbot: QtBot
) -> None:
    console.replace(with_events(1_000), "Load")
    body = wire_body(console.request).decode()
    says(pane, f"Body of {len(body):,} bytes, of which the first 20,000 are shown", qtbot)
    assert pane.editor.toPlainText().endswith(body[19_900:20_000])
    assert f"Content-Length: {len(body)}" in pane.editor.toPlainText()
    assert pane.readings.table.rowCount() == 200 * 4
    said = [one.text() for one in pane.findChildren(QLabel) if one.isVisible()]
    assert "The first 200 of 1,000 events are read here." in said
    press(pane, "Copy", qtbot)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().endswith(f"\n\n{body}"))


# Readings -------------------------------------------------------------------------------------------------


def test_enter_and_a_double_click_go_to_the_cell(pane: WirePane, qtbot: QtBot) -> None:
    index = pane.readings.table.index(row_of(pane, "Properties"), WIRE)
    pane.readings.setCurrentIndex(index)
    with qtbot.waitSignal(pane.place_requested) as asked:
        qtbot.keyClick(pane.readings, Qt.Key.Key_Return)
    assert asked.args == ["/eventList/0/properties"]
    with qtbot.waitSignal(pane.place_requested) as asked:
        pane.readings.doubleClicked.emit(index)
    assert asked.args == ["/eventList/0/properties"]


@pytest.mark.parametrize(
    ("columns", "copied"),
    [((MEANING,), "Größe"), ((FIELD, WIRE, MEANING), 'Event type\t"""Gr\\u00f6\\u00dfe"""\tGröße')],
)
def test_cells_are_copied_whole(pane: WirePane, columns: tuple[int, ...], copied: str, qtbot: QtBot) -> None:
    row = row_of(pane, "Event type")
    pane.readings.clearSelection()
    model = pane.readings.selectionModel()
    for column in columns:
        model.select(pane.readings.table.index(row, column), model.SelectionFlag.Select)
    qtbot.keyClick(pane.readings, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == copied


def test_a_row_is_as_high_as_its_text_up_to_some_lines(
    pane: WirePane, console: Console, qtbot: QtBot
) -> None:
    high = pane.readings.rowHeight(row_of(pane, "Properties"))
    assert pane.readings.rowHeight(row_of(pane, "Event ID")) == style.ROW_HEIGHT < high
    many = json.dumps({f"name{number}": number for number in range(90)})
    console.edit(console.request.with_event(0, EVENT.with_member("properties", many)), "Edit")
    shows(pane, "name89", qtbot)
    assert high < pane.readings.rowHeight(row_of(pane, "Properties")) < 200
    reading = pane.readings.table.readings[row_of(pane, "Properties")]
    assert pane.readings.lines(reading, MEANING)[-1] == "…"


def test_the_table_keeps_to_the_rules_of_qt(pane: WirePane, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(pane.readings.table)
    spoken = pane.readings.table.index(row_of(pane, "Event ID"), WIRE)
    assert spoken.data(Qt.ItemDataRole.AccessibleTextRole) == "On the wire: nothing"


# Signed ---------------------------------------------------------------------------------------------------


def test_signing_is_offered_and_never_happens_by_itself(ready: WirePane, qtbot: QtBot) -> None:
    ready.tabs.setCurrentIndex(SIGNED)
    qtbot.waitUntil(lambda: "Nothing is sent" in ready.editor.placeholderText())
    assert not ready.editor.toPlainText()
    assert not ready.readings.isVisible()


def test_what_is_signed_and_what_leaves_is_shown(ready: WirePane, history: History, qtbot: QtBot) -> None:
    press(ready, "Sign for “Test place”", qtbot)
    shows(ready, "What leaves", qtbot)
    text = ready.editor.toPlainText()
    canonical, _, rest = text.partition("\n\nString to sign\n")
    to_sign, _, message = rest.partition("\n\nWhat leaves\n")
    assert canonical.startswith("Canonical request (the session token is hidden here")
    assert ")\nPOST\n/base/events\n\n" in canonical
    assert "\nx-amz-security-token:‹hidden›\n" in canonical  # noqa: RUF001
    assert to_sign.startswith("AWS4-HMAC-SHA256\n")
    head, _, body = message.partition("\n\n")
    assert head.startswith("POST /base/events HTTP/1.1\nHost: 127.0.0.1:9\n")
    assert "/eu-west-1/personalize/aws4_request, SignedHeaders=content-type;host;x-amz-date" in head
    assert f"Content-Length: {len(body)}\n" in f"{head}\n"
    (event,) = json.loads(body)["eventList"]
    assert isinstance(event["sentAt"], int)
    assert event["eventId"]
    assert cell(ready, "Sent at", WIRE) == str(event["sentAt"])
    assert "CANARY" not in text
    assert "{{" not in body
    assert history.count() == 0


def test_after_an_edit_the_signed_text_is_said_to_be_of_before(
    ready: WirePane, console: Console, qtbot: QtBot
) -> None:
    press(ready, "Sign for", qtbot)
    shows(ready, "What leaves", qtbot)
    assert "sign again" not in ready.caption
    console.edit(console.request.with_field("userId", "later"), "Edit")
    says(ready, "sign again", qtbot)
    assert "later" not in ready.editor.toPlainText()
    press(ready, "Sign for", qtbot)
    shows(ready, "later", qtbot)
    assert "sign again" not in ready.caption
    console.connect_to(replace(PLACE, name="Elsewhere"))
    says(ready, "sign again", qtbot)
    ready.tabs.setCurrentIndex(UNSIGNED)
    says(ready, "as it stands", qtbot)
    assert "sign again" not in ready.caption


def test_a_place_that_an_edit_has_removed_is_not_gone_to(
    ready: WirePane, console: Console, qtbot: QtBot
) -> None:
    press(ready, "Sign for", qtbot)
    shows(ready, "What leaves", qtbot)
    console.edit(console.request.with_events(()), "Delete")
    with qtbot.assertNotEmitted(ready.place_requested, wait=20):
        ready.readings.doubleClicked.emit(ready.readings.table.index(0, WIRE))


def test_a_connection_that_signs_nothing_says_so(
    pane: WirePane, console: Console, history: History, qtbot: QtBot
) -> None:
    console.start_sending(Sender(history, opener(None)), PLACE)
    press(pane, "Sign for", qtbot)
    shows(pane, "What leaves", qtbot)
    assert "“Test place” signs nothing" in pane.caption
    assert "Canonical" not in pane.editor.toPlainText()


def test_what_cannot_be_signed_says_why(
    pane: WirePane, console: Console, history: History, qtbot: QtBot
) -> None:
    console.start_sending(Sender(history, opener(KEYS)), replace(PLACE, endpoint_url="nowhere"))
    press(pane, "Sign for", qtbot)
    says(pane, "✕ The connection “Test place” cannot be used.", qtbot)
    assert not pane.editor.toPlainText()


def test_nobody_has_to_wait_for_a_signature(
    pane: WirePane, console: Console, history: History, tasks: Tasks, qtbot: QtBot
) -> None:
    keys_are_there = threading.Event()

    def open_slowly(connection: Connection) -> Session:
        keys_are_there.wait(10)
        return opener(KEYS)(connection)

    console.start_sending(Sender(history, open_slowly), PLACE)
    press(pane, "Sign for", qtbot)
    qtbot.waitUntil(lambda: "ask for a code" in pane.editor.placeholderText())
    press(pane, "Stop waiting", qtbot)
    keys_are_there.set()
    qtbot.waitUntil(lambda: "Nothing is sent" in pane.editor.placeholderText())
    assert tasks.wait(10)
    qtbot.wait(20)
    assert not pane.editor.toPlainText()


# In the window --------------------------------------------------------------------------------------------


def test_the_window_signs_for_its_sandbox_copies_and_goes_to_cells(open_window: Open, qtbot: QtBot) -> None:
    window = open_window().window
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    pane = window.compose.wire
    assert pane.isVisible()
    qtbot.waitUntil(lambda: pane.readings.table.rowCount() > 0)
    press(pane, "Sign for “Sandbox”", qtbot)
    shows(pane, "String to sign", qtbot)
    assert pane.editor.toPlainText().startswith("Canonical request\nPOST\n/events\n")
    row = row_of(pane, "Sent at")
    pane.readings.setFocus()
    pane.readings.setCurrentIndex(pane.readings.table.index(row, FIELD))
    qtbot.keyClick(pane.readings, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Sent at"
    pane.readings.doubleClicked.emit(pane.readings.table.index(row, WIRE))
    assert window.compose.table.isVisible()
    assert window.compose.table.currentIndex().column() == 3
