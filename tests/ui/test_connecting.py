"""Connections in the whole window: choosing, changing, testing and arming them, with the real file behind."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.services.connections import Connections
from events_console.ui.arming_dialog import ArmingDialog
from events_console.ui.connection_dialog import ConnectionDialog
from events_console.ui.connection_form import KINDS
from events_console.ui.session import Session
from events_console.ui.tracker_dialog import TrackerDialog
from tests.support import Sink
from tests.ui.windows import Open, press, question

if TYPE_CHECKING:
    from tests.aws_standin import Aws

Keep = Callable[..., Connection]
Dialog = ConnectionDialog | TrackerDialog | ArmingDialog


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as listening:
        yield listening


@pytest.fixture
def keep(sink: Sink) -> Keep:
    """Keep a connection, which if nothing else is said leads to the sink."""

    def put(name: str, kind: ConnectionKind = ConnectionKind.DEVELOPMENT, **fields: Any) -> Connection:
        given = {"region": "eu-west-1", "endpoint_url": sink.url, **fields}
        return Connections(paths.connections_file()).put(Connection(name, kind, **given))

    return put


def choose(session: Session, name: str, qtbot: QtBot) -> None:
    """Choose a connection in the menu of the bar."""
    action = offered(session, qtbot, name)[name]
    action.trigger()
    assert session.console.connection
    assert session.console.connection.name == name


def offered(session: Session, qtbot: QtBot, *names: str) -> dict[str, Any]:
    """Return the actions in the menu of the bar by their names, once there are those of ``names``."""

    def found() -> dict[str, Any]:
        return {one.text().partition("\t")[0]: one for one in session.window.bar.menu.actions() if one.text()}

    qtbot.waitUntil(lambda: set(names) <= found().keys())
    return found()


def in_use(session: Session, name: str, qtbot: QtBot) -> Connection:
    """Wait until the connection called ``name`` is in use, and the window says so."""

    def is_shown() -> bool:
        now = session.console.connection
        return now is not None and now.name == name and session.window.bar.button.text() == name

    qtbot.waitUntil(is_shown)
    assert session.console.connection
    return session.console.connection


def shown(session: Session, kind: type[Dialog], qtbot: QtBot) -> Any:
    """Wait for a dialog."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in session.window.findChildren(kind)), timeout=10_000)
    return next(one for one in session.window.findChildren(kind) if one.isVisible())


def manage(session: Session, qtbot: QtBot) -> ConnectionDialog:
    """Open the dialog on the connection in use."""
    qtbot.keyClick(
        session.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    dialog = shown(session, ConnectionDialog, qtbot)
    assert isinstance(dialog, ConnectionDialog)
    listed = 1 + len(Connections(paths.connections_file()).all())
    qtbot.waitUntil(lambda: dialog.list.count() == listed)
    qtbot.waitUntil(lambda: dialog.editor.shown == session.console.connection)
    return dialog


def texts(session: Session) -> str:
    bar, banner = session.window.bar, session.window.banner
    parts = [*bar.findChildren(QLabel), *banner.findChildren(QLabel)]
    return "\n".join(part.text() for part in parts if part.isVisible())


def send(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.console.settled, timeout=10_000):
        session.window.send()


def write(line: QLineEdit, text: str, qtbot: QtBot) -> None:
    line.selectAll()
    qtbot.keyClicks(line, text)


def save(dialog: ConnectionDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.changed):
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)


# Choosing --------------------------------------------------------------------------------------------------


def test_what_is_chosen_is_used_and_comes_back(
    open_window: Open, keep: Keep, sink: Sink, qtbot: QtBot
) -> None:
    keep("QA & more")
    keep("Other", endpoint_url="http://127.0.0.1:9")
    session = open_window()
    assert list(offered(session, qtbot, "Other"))[:3] == ["Sandbox", "Other", "QA && more"]
    offered(session, qtbot)["QA && more"].trigger()
    assert offered(session, qtbot)["QA && more"].isChecked()
    assert f"eu-west-1 · {sink.url.removeprefix('http://')}" in texts(session)
    send(session, qtbot)
    again = open_window()
    qtbot.waitUntil(lambda: again.window.bar.button.text() == "QA && more")
    send(again, qtbot)
    assert len(sink.received) == 2


def test_the_sandbox_can_be_chosen_again_and_comes_back(
    open_window: Open, keep: Keep, sink: Sink, qtbot: QtBot
) -> None:
    keep("QA")
    session = open_window()
    choose(session, "QA", qtbot)
    choose(session, "Sandbox", qtbot)
    send(session, qtbot)
    again = open_window()
    assert set(offered(again, qtbot, "QA")) >= {"Sandbox", "QA"}
    in_use(again, "Sandbox", qtbot)
    assert sink.connections == 0


def test_one_that_is_gone_does_not_come_back(open_window: Open, keep: Keep, qtbot: QtBot) -> None:
    gone = keep("QA")
    choose(open_window(), "QA", qtbot)
    Connections(paths.connections_file()).remove(gone.id)
    keep("Other")
    again = open_window()
    offered(again, qtbot, "Other")
    in_use(again, "Sandbox", qtbot)


def test_a_damaged_file_is_told_at_the_start(open_window: Open, keep: Keep, qtbot: QtBot) -> None:
    keep("QA")
    paths.connections_file().write_text("{", encoding="utf-8")
    session = open_window()
    assert "is damaged: mend it" in question(session, qtbot).text()
    in_use(session, "Sandbox", qtbot)


# Changing --------------------------------------------------------------------------------------------------


def test_a_change_of_the_one_in_use_holds_from_then_on(
    open_window: Open, keep: Keep, sink: Sink, qtbot: QtBot
) -> None:
    keep("QA", endpoint_url="http://127.0.0.1:9")
    session = open_window()
    choose(session, "QA", qtbot)
    dialog = manage(session, qtbot)
    write(dialog.editor.form.route.endpoint, sink.url, qtbot)
    write(dialog.editor.form.name, "QA 2", qtbot)
    save(dialog, qtbot)
    assert in_use(session, "QA 2", qtbot).endpoint_url == sink.url
    dialog.reject()
    send(session, qtbot)
    assert len(sink.received) == 1
    assert "QA 2" in offered(session, qtbot)
    assert "QA" not in offered(session, qtbot)


def test_once_the_one_in_use_is_deleted_the_sandbox_is(open_window: Open, keep: Keep, qtbot: QtBot) -> None:
    keep("QA")
    session = open_window()
    choose(session, "QA", qtbot)
    dialog = manage(session, qtbot)
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    press(_box(dialog), "Delete", qtbot)
    in_use(session, "Sandbox", qtbot)
    assert "QA" not in offered(session, qtbot)


def test_what_is_saved_and_used_takes_the_place_of_the_one_in_use(
    open_window: Open, keep: Keep, qtbot: QtBot
) -> None:
    keep("QA")
    session = open_window()
    choose(session, "QA", qtbot)
    dialog = manage(session, qtbot)
    dialog.duplicate.click()
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    made = in_use(session, "QA copy", qtbot)
    offered(session, qtbot, "QA copy")
    qtbot.wait(200)  # for what was still being read
    assert session.console.connection == made
    assert session.settings.connection == made.id


# Changing it elsewhere -------------------------------------------------------------------------------------


def _put(connection: Connection) -> None:
    Connections(paths.connections_file()).put(replace(connection, kind=ConnectionKind.PRODUCTION))


def _edit(_connection: Connection) -> None:
    file = paths.connections_file()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Development", "Production"), encoding="utf-8")


def _delete(connection: Connection) -> None:
    Connections(paths.connections_file()).remove(connection.id)


@pytest.mark.parametrize("elsewhere", [_put, _edit, _delete])
def test_what_was_changed_elsewhere_is_not_sent_to_and_comes_into_the_window(
    open_window: Open, keep: Keep, sink: Sink, qtbot: QtBot, elsewhere: Callable[[Connection], None]
) -> None:
    kept = keep("QA")
    session = open_window()
    choose(session, "QA", qtbot)
    send(session, qtbot)
    assert len(sink.received) == 1
    elsewhere(kept)
    send(session, qtbot)
    in_use(session, "Sandbox" if elsewhere is _delete else "QA", qtbot)
    if elsewhere is not _delete:
        qtbot.waitUntil(lambda: "Production · not armed" in texts(session))
        session.window.send()
        shown(session, ArmingDialog, qtbot)
    assert len(sink.received) == 1


def test_what_was_just_saved_holds_before_the_window_has_read_it(
    open_window: Open, keep: Keep, sink: Sink, qtbot: QtBot
) -> None:
    keep("QA")
    session = open_window()
    choose(session, "QA", qtbot)
    dialog = manage(session, qtbot)
    form = dialog.editor.form
    form.kind.setCurrentIndex(KINDS.index(ConnectionKind.PRODUCTION))
    form.kind.activated.emit(form.kind.currentIndex())
    dialog.changed.connect(session.window.send)  # before the window has heard of it
    save(dialog, qtbot)
    qtbot.waitUntil(lambda: session.console.needs_arming)
    qtbot.wait(200)  # for what might arrive
    assert sink.received == []


def test_the_dialog_brings_what_was_changed_elsewhere_into_the_window(
    open_window: Open, keep: Keep, qtbot: QtBot
) -> None:
    kept = keep("QA")
    session = open_window()
    choose(session, "QA", qtbot)
    _put(kept)
    manage(session, qtbot)
    assert session.console.needs_arming
    assert "Production · not armed" in texts(session)


# Production ------------------------------------------------------------------------------------------------


def arm(session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(session.window.bar.arm, Qt.MouseButton.LeftButton)
    dialog = shown(session, ArmingDialog, qtbot)
    qtbot.keyClicks(dialog.name, "Shop")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)


def test_the_bar_arms_and_counts(open_window: Open, keep: Keep, sink: Sink, qtbot: QtBot) -> None:
    keep("Shop", ConnectionKind.PRODUCTION)
    session = open_window()
    choose(session, "Shop", qtbot)
    assert "Production · not armed" in texts(session)
    arm(session, qtbot)
    assert "armed: 25 left" in texts(session)
    assert sink.connections == 0
    send(session, qtbot)
    assert "armed: 24 left" in texts(session)
    assert not session.window.bar.arm.isVisible()
    again = open_window()
    in_use(again, "Shop", qtbot)
    again.window.send()
    shown(again, ArmingDialog, qtbot)
    assert len(sink.received) == 1


def test_other_keys_disarm(open_window: Open, keep: Keep, qtbot: QtBot) -> None:
    keep("Shop", ConnectionKind.PRODUCTION, keys=KeySource.KEYRING)
    session = open_window()
    choose(session, "Shop", qtbot)
    arm(session, qtbot)
    assert not session.console.needs_arming
    dialog = manage(session, qtbot)
    write(dialog.editor.form.keys.key_id, "TESTKEY0123456789", qtbot)
    write(dialog.editor.form.keys.secret, "a local secret", qtbot)
    save(dialog, qtbot)
    qtbot.waitUntil(lambda: "not armed" in texts(session))
    assert session.console.needs_arming


# What the window says --------------------------------------------------------------------------------------


@pytest.fixture
def _proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:CANARYpassword@proxy.invalid:8080")


@pytest.mark.usefixtures("_proxy")
@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"endpoint_url": "https://127.0.0.1:9", "verify_tls": False}, "certificate of 127.0.0.1 is not"),
        ({"keys": KeySource.KEYRING}, "kept in memory alone"),
        (
            {
                "endpoint_url": "https://gate.invalid",
                "confirmed_host": "gate.invalid",
                "keys": KeySource.ENVIRONMENT,
            },
            "Keys go to gate.invalid, which is no host of AWS",
        ),
        ({"endpoint_url": None}, "through the proxy proxy.invalid:8080."),
    ],
)
def test_the_banner_speaks_of_what_is_in_use_and_of_nothing_else(
    open_window: Open,
    keep: Keep,
    qtbot: QtBot,
    fields: dict[str, Any],
    told: str,
) -> None:
    keep("QA", **fields)
    session = open_window()
    offered(session, qtbot, "QA")
    assert not session.window.banner.isVisible()
    choose(session, "QA", qtbot)
    qtbot.waitUntil(lambda: told in texts(session), timeout=10_000)
    assert "CANARY" not in texts(session)
    choose(session, "Sandbox", qtbot)
    assert not session.window.banner.isVisible()
    again = open_window()
    choose(again, "QA", qtbot)
    qtbot.waitUntil(lambda: told in texts(again))


def test_what_needs_no_keys_to_be_known_is_said_at_once(open_window: Open, keep: Keep, qtbot: QtBot) -> None:
    keep("QA", endpoint_url="https://127.0.0.1:9", verify_tls=False)
    session = open_window()
    choose(session, "QA", qtbot)
    assert "certificate of 127.0.0.1 is not checked" in texts(session)


def test_the_account_is_there_after_a_test_and_until_the_connection_changes(
    open_window: Open, keep: Keep, qtbot: QtBot
) -> None:
    keep("QA")
    session = open_window()
    offered(session, qtbot, "QA")
    session.window.resize(1360, 860)  # a narrow window has no room for it
    account = session.window.bar.account
    dialog = manage(session, qtbot)
    qtbot.mouseClick(dialog.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: account.text().startswith("••••••••"), timeout=10_000)
    dialog.reject()
    assert account.isVisible()
    choose(session, "QA", qtbot)
    assert not account.isVisible()


def test_the_account_of_keys_that_are_only_typed_is_not_that_of_those_in_use(
    open_window: Open, keep: Keep, aws: "Aws", qtbot: QtBot
) -> None:
    keep("QA", endpoint_url=None, keys=KeySource.KEYRING, ca_bundle=str(aws.ca_bundle))
    typed = aws.issue("TYPED", long_lived=True)
    session = open_window()
    choose(session, "QA", qtbot)
    dialog = manage(session, qtbot)
    write(dialog.editor.form.keys.key_id, typed.access_key_id, qtbot)
    write(dialog.editor.form.keys.secret, typed.secret_access_key, qtbot)
    qtbot.mouseClick(dialog.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.editor.outcome.show_account.isVisible, timeout=10_000)
    assert not session.window.bar.account.isVisible()
    save(dialog, qtbot)
    qtbot.mouseClick(dialog.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(session.window.bar.account.text()), timeout=10_000)


def test_a_tracker_that_is_picked_comes_into_the_document_as_one_step(
    open_window: Open, qtbot: QtBot
) -> None:
    session = open_window()
    console = session.console
    console.edit(console.request.with_field("trackingId", "mine"), "Edit")
    qtbot.keyClick(session.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    dialog = shown(session, TrackerDialog, qtbot)
    qtbot.waitUntil(lambda: dialog.table.rowCount() > 0, timeout=10_000)
    qtbot.keyClicks(dialog.search, "flights-tracker")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert console.request.root["trackingId"] == SAMPLE_TRACKING_ID
    assert session.window.compose.form.edits["trackingId"].text() == SAMPLE_TRACKING_ID
    assert console.undo_stack.undo_text == "Pick tracker"
    console.undo_stack.undo()
    assert console.request.root["trackingId"] == "mine"


def _box(dialog: ConnectionDialog) -> QMessageBox:
    return next(box for box in dialog.findChildren(QMessageBox) if box.isVisible())
